package ipcase

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// RetractLineStatus is what became of one line of a retraction.
type RetractLineStatus string

// The statuses of a line.
const (
	RetractFound     RetractLineStatus = "found"
	RetractUnknown   RetractLineStatus = "unknown"   // not in this complaint
	RetractEnded     RetractLineStatus = "ended"     // the complaint about it has ended already
	RetractDuplicate RetractLineStatus = "duplicate" // the same listing as another line
)

// RetractLine is one line as resolved within a complaint.
type RetractLine struct {
	N      int // 1, 2, 3 … as typed
	Line   string
	Status RetractLineStatus
	OtherN int // the line that a duplicate repeats
	Case   string
	Seller string
	Item   Item
	Shot   Snapshot
}

// complaintItem is an item of a complaint with its case and its listing then.
type complaintItem struct {
	Item     Item     `gorm:"embedded"`
	Snapshot Snapshot `gorm:"foreignKey:SnapshotID"`
	Case     Case     `gorm:"foreignKey:CaseID"`
}

// TableName fixes the table.
func (complaintItem) TableName() string { return "items" }

// CheckRetraction says which of the complaint's listings the lines name, across
// all its sellers' cases. Nothing is changed by it.
func (s *Service) CheckRetraction(ctx context.Context, a Actor, complaint string, lines []string) ([]RetractLine, error) {
	rows, err := s.complaintItems(ctx, a, complaint)
	if err != nil {
		return nil, err
	}
	if len(lines) > MaxListings {
		return nil, tooManyLines(MaxListings, len(lines))
	}
	ask := make([]string, len(lines))
	for n, l := range lines {
		ask[n], _ = splitLine(l)
	}
	offers, err := s.market.Lookup(ctx, ask)
	if err != nil || len(offers) != len(ask) {
		offers = make([]Offer, len(ask)) // an address is then compared as it is
	}
	seen := map[int64]int{}
	out := make([]RetractLine, len(lines))
	for n, line := range lines {
		out[n] = RetractLine{N: n + 1, Line: line, Status: RetractUnknown}
		at := slices.IndexFunc(rows, func(x complaintItem) bool {
			return x.Snapshot.Ref == ask[n] || x.Snapshot.URL == ask[n] || offers[n].Found && x.Snapshot.URL == offers[n].URL
		})
		if at < 0 {
			continue
		}
		x := rows[at]
		out[n].Case, out[n].Seller, out[n].Item, out[n].Shot = x.Case.Number, x.Snapshot.SellerName, x.Item, x.Snapshot
		switch first, twice := seen[x.Item.ID]; {
		case twice:
			out[n].Status, out[n].OtherN = RetractDuplicate, first
		case !s.mayRetract(x.Item):
			out[n].Status = RetractEnded
		default:
			out[n].Status = RetractFound
		}
		if out[n].Status != RetractDuplicate {
			seen[x.Item.ID] = n + 1
		}
	}
	return out, nil
}

// mayRetract asks the table of moves, as far as the state alone decides.
func (s *Service) mayRetract(i Item) bool {
	return MayMove(Facts{Item: i, Now: s.clock.Now()}, PartyHolder, MoveRetract)
}

// RetractableOf lists every listing of a complaint, as lines of a retraction.
func (s *Service) RetractableOf(ctx context.Context, a Actor, complaint string) ([]RetractLine, error) {
	rows, err := s.complaintItems(ctx, a, complaint)
	if err != nil {
		return nil, err
	}
	out := make([]RetractLine, len(rows))
	for n, x := range rows {
		out[n] = RetractLine{N: n + 1, Line: x.Snapshot.Ref, Status: RetractEnded, Case: x.Case.Number, Seller: x.Snapshot.SellerName, Item: x.Item, Shot: x.Snapshot}
		if s.mayRetract(x.Item) {
			out[n].Status = RetractFound
		}
	}
	return out, nil
}

func (s *Service) complaintItems(ctx context.Context, a Actor, number string) ([]complaintItem, error) {
	if a.Party != PartyHolder {
		return nil, errNotFound()
	}
	var c Complaint
	if err := one(s.read(ctx).Where("number = ? AND org_id = ?", number, a.OrgID), &c); err != nil {
		return nil, err
	}
	var rows []complaintItem
	err := s.read(ctx).Joins("Snapshot").Joins("Case").Where("items.case_id IN (SELECT id FROM cases WHERE complaint_id = ?)", c.ID).
		Order("items.case_id, items.position").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("listings of %s: %w", number, err)
	}
	return rows, nil
}

// ChosenOf are items that a person ticked in one case of a complaint.
type ChosenOf struct {
	Case  string
	Items []Chosen
}

// RetractListed withdraws the chosen listings of a complaint, whoever sells them,
// in one transaction, and says how many. Pressing twice withdraws once.
func (s *Service) RetractListed(ctx context.Context, a Actor, complaint string, chosen []ChosenOf) (int, error) {
	if a.Party != PartyHolder {
		return 0, errNotFound()
	}
	count := 0
	err := s.act(ctx, a, func(t *tx) error {
		count = 0
		var c Complaint
		if err := one(t.db.Where("number = ? AND org_id = ?", complaint, a.OrgID), &c); err != nil {
			return err
		}
		if err := a.needs(PermFile); err != nil {
			return err
		}
		if len(chosen) == 0 {
			return &Error{Kind: Invalid, Msg: "Choose at least one listing.", Fields: []FieldError{{Field: "items", Msg: "Choose at least one listing."}}}
		}
		list := slices.Clone(chosen)
		slices.SortFunc(list, func(x, y ChosenOf) int { // one order for all, so that two presses wait for each other
			return strings.Compare(x.Case, y.Case)
		})
		for _, x := range list {
			f, err := t.holderCase(a, x.Case)
			if err != nil {
				return err
			}
			if f.Case.ComplaintID != c.ID {
				return errNotFound()
			}
			if f.allIn(x.Items, Withdrawn) {
				count += len(x.Items)
				continue
			}
			picked, err := f.choose(PartyHolder, x.Items)
			if err != nil {
				return err
			}
			if err := t.retract(f, a, picked); err != nil {
				return err
			}
			count += len(picked)
		}
		return nil
	})
	return count, err
}
