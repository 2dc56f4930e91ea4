package ipcase

import (
	"context"
	"fmt"
	"time"
)

// SellerStanding is a seller's own page about its points.
type SellerStanding struct {
	Points   int
	Entries  []LedgerLine // newest first
	More     bool
	Measures []Measure // those that it was told of, newest first
	Fading   []Fading  // what stops counting next
}

// LedgerLine is one entry of the ledger with what it is about.
type LedgerLine struct {
	PointEntry

	CaseNumber  string
	RightNumber string
	Title       string // the listing's
	TitleLang   string
	Position    int
	Counts      bool // still within its days
}

// Fading is how many points stop counting at an instant.
type Fading struct {
	At     time.Time
	Points int
}

// ledgerPage is how many entries one page of the ledger shows.
const ledgerPage = 50

// ReadSellerStanding is what counts against a seller, why, and until when.
func (s *Service) ReadSellerStanding(ctx context.Context, a Actor) (SellerStanding, error) {
	if a.Party != PartySeller {
		return SellerStanding{}, errNotFound()
	}
	return s.sellerStanding(ctx, a.OrgID)
}

func (s *Service) sellerStanding(ctx context.Context, org int64) (SellerStanding, error) {
	now := Moment(s.clock.Now())
	var v SellerStanding
	var err error
	if v.Points, err = sumPoints(s.read(ctx), org, now); err != nil {
		return v, err
	}
	err = s.read(ctx).Table("point_entries").
		Select("point_entries.*, cases.number AS case_number, rights.number AS right_number, snapshots.title, snapshots.lang AS title_lang, items.position").
		Joins("JOIN cases ON cases.id = point_entries.case_id").
		Joins("JOIN rights ON rights.id = point_entries.right_id").
		Joins("JOIN items ON items.id = point_entries.item_id").
		Joins("JOIN snapshots ON snapshots.id = items.snapshot_id").
		Where("point_entries.org_id = ?", org).Order("point_entries.id DESC").Limit(ledgerPage + 1).Scan(&v.Entries).Error
	if err != nil {
		return v, fmt.Errorf("ledger of %d: %w", org, err)
	}
	if v.More = len(v.Entries) > ledgerPage; v.More {
		v.Entries = v.Entries[:ledgerPage]
	}
	for n := range v.Entries {
		v.Entries[n].Counts = v.Entries[n].CountsUntil.After(now)
	}
	err = s.read(ctx).Model(&PointEntry{}).Select("counts_until AS at, SUM(points) AS points").
		Where("org_id = ? AND counts_until > ?", org, now).Group("counts_until").Having("SUM(points) <> 0").Order("counts_until").Limit(3).Scan(&v.Fading).Error
	if err != nil {
		return v, fmt.Errorf("ledger of %d: %w", org, err)
	}
	v.Measures, err = s.toldMeasures(ctx, org)
	return v, err
}

// toldMeasures are those that an organisation knows of, newest first.
func (s *Service) toldMeasures(ctx context.Context, org int64) ([]Measure, error) {
	var all []Measure
	if err := s.read(ctx).Where("org_id = ? AND status IN ?", org, toldStatuses).Order("id DESC").Limit(ledgerPage).Find(&all).Error; err != nil {
		return nil, fmt.Errorf("measures against %d: %w", org, err)
	}
	return all, nil
}

// HolderStanding is a holder's own page about its accuracy.
type HolderStanding struct {
	All      Rate
	Rates    []Rate // by reason
	Since    time.Time
	Standing Standing
	Limit    FilingLimit
	Measures []Measure
}

// ReadHolderStanding is a holder's accuracy, what it gives, and what it costs.
func (s *Service) ReadHolderStanding(ctx context.Context, a Actor) (HolderStanding, error) {
	if a.Party != PartyHolder {
		return HolderStanding{}, errNotFound()
	}
	return s.holderStanding(ctx, a.OrgID)
}

func (s *Service) holderStanding(ctx context.Context, org int64) (HolderStanding, error) {
	now := Moment(s.clock.Now())
	v := HolderStanding{Since: now.AddDate(0, -s.book.Standing.Accuracy.Months, 0), Standing: Standing{OrgID: org}}
	var err error
	if v.Rates, err = ratesOf(s.read(ctx), s.book, org, now); err != nil {
		return v, err
	}
	v.All = totalRate(v.Rates)
	if err := s.read(ctx).Where("org_id = ?", org).Limit(1).Find(&v.Standing).Error; err != nil {
		return v, fmt.Errorf("standing of %d: %w", org, err)
	}
	if v.Limit, err = filingLimit(s.read(ctx), s.book, org, now, s.zone); err != nil {
		return v, err
	}
	v.Measures, err = s.toldMeasures(ctx, org)
	return v, err
}

// HolderCost is what an act of a holder's would do to its accuracy, told before it.
type HolderCost struct {
	Rates []Rate
	All   Rate
	Tier  bool
	Rules TierRule
	Cap   int
}

// With is the takedown rate were so many more items decided, and down of them
// taken down, for a reason; and whether the tier would still be earned.
func (c HolderCost) With(reason string, decided, down int) (Rate, bool) {
	rates := append([]Rate{}, c.Rates...)
	at := -1
	for n, r := range rates {
		if r.Reason == reason {
			at = n
		}
	}
	if at < 0 {
		rates, at = append(rates, Rate{Reason: reason}), len(rates)
	}
	rates[at].Decided += decided
	rates[at].TakenDown += down
	return totalRate(rates), c.Rules.Earned(rates)
}

// HolderCost is a holder's accuracy now, to reckon with before an act.
func (s *Service) HolderCost(ctx context.Context, a Actor) (HolderCost, error) {
	v, err := s.ReadHolderStanding(ctx, a)
	return HolderCost{Rates: v.Rates, All: v.All, Tier: v.Limit.Tier, Rules: s.book.Standing.Accuracy.Tier, Cap: v.Limit.Cap}, err
}

// ReadMeasure is a measure as its party reads it. Opening it while signed in
// tells of it: the months for an appeal run from then.
func (s *Service) ReadMeasure(ctx context.Context, a Actor, number string) (Measure, error) {
	if a.Party != PartySeller && a.Party != PartyHolder {
		return Measure{}, errNotFound()
	}
	var m Measure
	err := one(s.read(ctx).Where("number = ? AND org_id = ? AND status IN ?", number, a.OrgID, toldStatuses), &m)
	if err != nil || m.ToldAt != nil || a.Unseen {
		return m, err
	}
	err = s.act(ctx, a, func(t *tx) error {
		if err := t.toldMeasure(m.ID); err != nil {
			return err
		}
		m.ToldAt = &t.now
		return nil
	})
	return m, err
}

// MeasureLine is one line of the reviewers' list of measures.
type MeasureLine struct {
	Measure

	OrgName     string
	ClaimedName string
}

// ReadMeasures is the measures that wait for a reviewer, the oldest first, and
// those that were decided last.
func (s *Service) ReadMeasures(ctx context.Context, a Actor) (waiting, done []MeasureLine, err error) {
	if !a.isReviewer() {
		return nil, nil, errNotFound()
	}
	now := Moment(s.clock.Now())
	list := func(into *[]MeasureLine, where, order string) error {
		return s.read(ctx).Table("measures").
			Select("measures.*, orgs.name AS org_name, CASE WHEN measures.claimed_until > ? THEN people.name ELSE '' END AS claimed_name", now).
			Joins("JOIN orgs ON orgs.id = measures.org_id").Joins("LEFT JOIN people ON people.id = measures.claimed_by").
			Where(where).Order(order).Limit(100).Scan(into).Error
	}
	if err := list(&waiting, "measures.task <> ''", "measures.id"); err != nil {
		return nil, nil, fmt.Errorf("measures that wait: %w", err)
	}
	if err := list(&done, "measures.task = '' AND measures.status <> 'dropped'", "measures.id DESC"); err != nil {
		return nil, nil, fmt.Errorf("measures decided: %w", err)
	}
	return waiting, done, nil
}

// MeasureView is a measure on the reviewer's bench, with the record that it rests on.
type MeasureView struct {
	Measure Measure
	Org     Org
	Seller  *SellerStanding
	Holder  *HolderStanding
	Events  []Event
	Before  []Measure
	Refused *Error // why this reviewer cannot rule on it
	Claimed bool   // by somebody else
}

// ReadReviewMeasure is a measure for a reviewer.
func (s *Service) ReadReviewMeasure(ctx context.Context, a Actor, number string) (MeasureView, error) {
	var v MeasureView
	if !a.isReviewer() {
		return v, errNotFound()
	}
	if err := one(s.read(ctx).Where("number = ?", number), &v.Measure); err != nil {
		return v, err
	}
	m := v.Measure
	if err := one(s.read(ctx).Where("id = ?", m.OrgID), &v.Org); err != nil {
		return v, err
	}
	if err := s.read(ctx).Where("chain = ?", "measure:"+number).Order("seq DESC").Find(&v.Events).Error; err != nil {
		return v, fmt.Errorf("events of %s: %w", number, err)
	}
	if err := s.read(ctx).Where("org_id = ? AND id <> ? AND status IN ?", m.OrgID, m.ID, toldStatuses).Order("id DESC").Limit(10).Find(&v.Before).Error; err != nil {
		return v, fmt.Errorf("measures before %s: %w", number, err)
	}
	if m.Party == PartySeller {
		st, err := s.sellerStanding(ctx, m.OrgID)
		if err != nil {
			return v, err
		}
		v.Seller = &st
	} else {
		st, err := s.holderStanding(ctx, m.OrgID)
		if err != nil {
			return v, err
		}
		v.Holder = &st
	}
	v.Refused = m.mayRule(a)
	v.Claimed = m.ClaimedBy != nil && *m.ClaimedBy != a.PersonID && m.ClaimedUntil != nil && Moment(s.clock.Now()).Before(*m.ClaimedUntil)
	return v, nil
}
