package ipcase

import (
	"slices"
)

// SellerCost is what an act of a seller's would cost or give back, told before it.
type SellerCost struct {
	Points  int // the seller's now
	Adds    int // should the case's listings be removed in silence or by decision
	Returns int // should the complaint about them not stand
}

// After is the sum should the listings be removed.
func (c SellerCost) After() int { return c.Points + c.Adds }

// pointsSQL is what a cost is reckoned from, as papers: the page of a case asks for
// it with them, in the same statement.
const pointsSQL = `
UNION ALL SELECT 'points', 0, '', 'all', '', COALESCE(SUM(points), 0), '', '', '', '', '', '', '', '[]', '', 0, ` + pointsAt + `
	FROM point_entries WHERE org_id = @org AND counts_until > @now
UNION ALL SELECT 'points', 0, '', 'day', '', COALESCE(SUM(points), 0), '', '', '', '', '', '', '', '[]', '', 0, ` + pointsAt + `
	FROM point_entries WHERE org_id = @org AND day = @today AND general
UNION ALL SELECT 'points', 0, '', 'batch', '', COUNT(*), '', '', '', '', '', '', '', '[]', '', 0, ` + pointsAt + `
	FROM point_entries WHERE org_id = @org AND right_id = @right AND batch_at > @batch AND kind = 'booked' AND ` + standingEntry + `
UNION ALL SELECT 'points', item_id, '', 'item', '', SUM(CASE WHEN counts_until > @now THEN points ELSE 0 END), '', '', '', '', '', '', '', '[]', '',
	SUM(CASE kind WHEN 'booked' THEN 1 WHEN 'taken_back' THEN -1 ELSE 0 END), ` + pointsAt + `
	FROM point_entries WHERE item_id IN (SELECT id FROM items WHERE case_id = @id) GROUP BY item_id`

// pointsAt fills the columns of time, which mean nothing here.
const pointsAt = "(SELECT opened_at FROM cases WHERE id = @id), NULL, NULL"

// standingEntry says of a booking that nothing has taken it back since.
const standingEntry = `(SELECT SUM(CASE o.kind WHEN 'booked' THEN 1 WHEN 'taken_back' THEN -1 ELSE 0 END) FROM point_entries o WHERE o.item_id = point_entries.item_id) > 0
	AND id = (SELECT MAX(l.id) FROM point_entries l WHERE l.item_id = point_entries.item_id AND l.kind = 'booked')`

// ledgerNow is what those papers say.
type ledgerNow struct {
	all, today int
	batch      bool            // one of the right stands, in which further listings count nothing
	items      map[int64]paper // what is booked for each
}

func (l *ledgerNow) take(p paper) {
	switch p.Code {
	case "all":
		l.all = int(p.Number)
	case "day":
		l.today = int(p.Number)
	case "batch":
		l.batch = p.Number > 0
	default:
		if l.items == nil {
			l.items = map[int64]paper{}
		}
		l.items[p.ID] = p
	}
}

// cost reckons what either end of a case would do to its seller's points: of the
// listings that can still be booked or given back.
func (l ledgerNow) cost(v *CaseView, rules PointRules, book Rulebook) *SellerCost {
	c := SellerCost{Points: l.all}
	open := slices.IndexFunc(v.Items, func(i ItemView) bool {
		return costly(i.Item) && l.items[i.ID].Person == 0
	})
	for _, i := range v.Items {
		if costly(i.Item) {
			c.Returns += int(l.items[i.ID].Number)
		}
	}
	if open >= 0 && !l.batch {
		reason, _ := book.Reason(v.Items[open].ReasonOf(v.Complaint))
		c.Adds = rules.allows(reason.Points, l.today, rules.General(reason.Code))
	}
	return &c
}

func costly(i Item) bool {
	return i.AcceptedAt != nil && (!i.State.Final() || i.State == Upheld)
}
