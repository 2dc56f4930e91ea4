package ipcase

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase/calendar"
)

// CaseView is a case as one reader may see it: what that reader may not know is
// not in it (promise 5).
type CaseView struct {
	Case          Case
	Complaint     Complaint // Contact holds only what this reader may see
	Right         Right
	Site          Site
	Procedure     Procedure
	Reason        Reason
	Holder        PartyView
	Seller        PartyView
	Items         []ItemView
	Counters      []Counter
	Answers       []Answer
	Appeals       []Appeal
	Decisions     []Decision
	Exhibits      []Exhibit // of the case and its complaint, those that this reader may see
	RightExhibits []Exhibit
	Timeline      []Event // oldest first; for the seller the public ones
	Notices       []Notice
	Moves         []Move // that this reader may make now with at least one item
}

// PartyView is a party as the reader may see it.
type PartyView struct {
	OrgID   int64
	Name    string
	Country string
	Contact Contact // only the fields that the procedure discloses
}

// ItemView is an item with its listing as complained of and as it is.
type ItemView struct {
	Item
	Snapshot Snapshot
	Listing  Listing
	Moves    []Move
	Clock    *ClockView // nil where nothing runs
}

// ClockView is a window with its computation.
type ClockView struct {
	Code        WindowCode
	Window      Window
	Start       time.Time
	Due         time.Time
	Steps       []calendar.Step
	Zone        string
	Undelivered bool // it waits for its notice to be delivered
	Unsure      bool // a year's holidays are not announced yet
}

// ReadSellerCase reads a seller's own case, or answers "not there".
func (s *Service) ReadSellerCase(ctx context.Context, a Actor, number string) (CaseView, error) {
	return s.readCase(ctx, a, s.read(ctx).Where("number = ? AND seller_org_id = ? AND seller_list <> ''", number, a.OrgID))
}

// ReadHolderCase reads a case of the holder's own complaint.
func (s *Service) ReadHolderCase(ctx context.Context, a Actor, number string) (CaseView, error) {
	return s.readCase(ctx, a, s.read(ctx).Where("number = ? AND holder_org_id = ?", number, a.OrgID))
}

// ReadReviewCase reads any case for a reviewer.
func (s *Service) ReadReviewCase(ctx context.Context, a Actor, number string) (CaseView, error) {
	if !a.isReviewer() {
		return CaseView{}, errNotFound()
	}
	return s.readCase(ctx, a, s.read(ctx).Where("number = ?", number))
}

func (s *Service) readCase(ctx context.Context, a Actor, where *gorm.DB) (CaseView, error) {
	var v CaseView
	if err := one(where, &v.Case); err != nil {
		return v, err
	}
	var ok bool
	if v.Procedure, ok = s.book.Procedure(v.Case.Procedure, v.Case.ProcedureVersion); !ok {
		return v, fmt.Errorf("case %s: no procedure %s version %d", v.Case.Number, v.Case.Procedure, v.Case.ProcedureVersion)
	}
	if err := s.readFrame(ctx, &v); err != nil {
		return v, err
	}
	if err := s.readItems(ctx, a, &v); err != nil {
		return v, err
	}
	if err := s.readPapers(ctx, a, &v); err != nil {
		return v, err
	}
	v.keepFor(a)
	return v, nil
}

// readFrame loads the case's complaint, right, site and the two parties.
func (s *Service) readFrame(ctx context.Context, v *CaseView) error {
	if err := s.read(ctx).Where("id = ?", v.Case.ComplaintID).Take(&v.Complaint).Error; err != nil {
		return fmt.Errorf("complaint of %s: %w", v.Case.Number, err)
	}
	if err := s.read(ctx).Where("id = ?", v.Case.RightID).Take(&v.Right).Error; err != nil {
		return fmt.Errorf("right of %s: %w", v.Case.Number, err)
	}
	if err := s.read(ctx).Where("id = ?", v.Case.SiteID).Take(&v.Site).Error; err != nil {
		return fmt.Errorf("site of %s: %w", v.Case.Number, err)
	}
	var orgs []Org
	if err := s.read(ctx).Where("id IN ?", []int64{v.Case.HolderOrgID, v.Case.SellerOrgID}).Find(&orgs).Error; err != nil {
		return fmt.Errorf("parties of %s: %w", v.Case.Number, err)
	}
	for _, o := range orgs {
		p := PartyView{OrgID: o.ID, Name: o.Name, Country: o.Country}
		if o.ID == v.Case.HolderOrgID {
			v.Holder = p
		} else {
			v.Seller = p
		}
	}
	v.Reason, _ = s.book.Reason(v.Complaint.Reason)
	return nil
}

func (s *Service) readItems(ctx context.Context, a Actor, v *CaseView) error {
	var items []Item
	if err := s.read(ctx).Where("case_id = ?", v.Case.ID).Order("position").Find(&items).Error; err != nil {
		return fmt.Errorf("items of %s: %w", v.Case.Number, err)
	}
	items = VisibleTo(a.Party, items)
	shots, listings, err := s.readListings(ctx, v.Case.Number, items)
	if err != nil {
		return err
	}
	decided, err := s.hasDecided(ctx, a, v.Case.ID)
	if err != nil {
		return err
	}
	now := s.clock.Now()
	all := make([]Facts, 0, len(items))
	for _, i := range items {
		f := Facts{
			Item: i, Procedure: v.Procedure, Now: now, DecidedBefore: decided,
			RightInForce: v.Right.Status == RightVerified && v.Right.InForceOn(now),
		}
		all = append(all, f)
		view := ItemView{Item: i, Snapshot: shots[i.SnapshotID], Listing: listings[i.ListingID]}
		if a.mayWrite() {
			view.Moves = MovesFor([]Facts{f}, a.Party)
		}
		view.Clock = s.clockOf(v, i)
		v.Items = append(v.Items, view)
	}
	if a.mayWrite() {
		v.Moves = MovesFor(all, a.Party)
	}
	return nil
}

func (s *Service) readListings(ctx context.Context, number string, items []Item) (map[int64]Snapshot, map[int64]Listing, error) {
	shotIDs, listingIDs := make([]int64, len(items)), make([]int64, len(items))
	for n, i := range items {
		shotIDs[n], listingIDs[n] = i.SnapshotID, i.ListingID
	}
	var shots []Snapshot
	if err := s.read(ctx).Where("id IN ?", shotIDs).Find(&shots).Error; err != nil {
		return nil, nil, fmt.Errorf("snapshots of %s: %w", number, err)
	}
	var listings []Listing
	if err := s.read(ctx).Where("id IN ?", listingIDs).Find(&listings).Error; err != nil {
		return nil, nil, fmt.Errorf("listings of %s: %w", number, err)
	}
	byShot, byListing := map[int64]Snapshot{}, map[int64]Listing{}
	for _, x := range shots {
		byShot[x.ID] = x
	}
	for _, x := range listings {
		byListing[x.ID] = x
	}
	return byShot, byListing, nil
}

func (s *Service) hasDecided(ctx context.Context, a Actor, caseID int64) (bool, error) {
	if !a.isReviewer() {
		return false, nil
	}
	var n int64
	err := s.read(ctx).Model(&Decision{}).Where("reviewer_id = ? AND case_id = ?", a.PersonID, caseID).Limit(1).Count(&n).Error
	if err != nil {
		return false, fmt.Errorf("earlier decisions of a reviewer: %w", err)
	}
	return n > 0, nil
}

// clockOf shows an item's window with its computation, or that it waits for a
// delivery.
func (s *Service) clockOf(v *CaseView, i Item) *ClockView {
	if i.Window == "" || i.RightBlocked {
		return nil
	}
	w := v.Procedure.Windows[i.Window]
	c := &ClockView{Code: i.Window, Window: w, Undelivered: i.DueAt == nil}
	cal, ok := s.book.CalendarFor(v.Procedure, v.Site)
	if !ok || i.ClockStart == nil || i.DueAt == nil {
		return c
	}
	c.Start, c.Due, c.Zone = *i.ClockStart, *i.DueAt, cal.Zone.String()
	if got, err := cal.Compute(*i.ClockStart, w.Span()); err == nil {
		c.Steps, c.Unsure = got.Steps, got.Unsure
	}
	return c
}

// readPapers loads everything that was said, decided and shown in the case.
func (s *Service) readPapers(ctx context.Context, a Actor, v *CaseView) error {
	id := v.Case.ID
	load := func(into any, order, where string, args ...any) error {
		if err := s.read(ctx).Where(where, args...).Order(order).Find(into).Error; err != nil {
			return fmt.Errorf("%T of %s: %w", into, v.Case.Number, err)
		}
		return nil
	}
	if v.Case.Status != CaseStatus(Intake) { // before its first decision a case holds none of these
		for _, part := range []any{&v.Counters, &v.Answers, &v.Appeals, &v.Decisions} {
			if err := load(part, "id", "case_id = ?", id); err != nil {
				return err
			}
		}
	}
	if err := load(&v.Notices, "id", "case_id = ?", id); err != nil {
		return err
	}
	var exhibits []Exhibit
	if err := load(&exhibits, "id", "case_id = ? OR complaint_id = ? OR right_id = ?", id, v.Complaint.ID, v.Right.ID); err != nil {
		return err
	}
	for _, e := range exhibits {
		switch {
		case e.RightID != nil:
			v.RightExhibits = append(v.RightExhibits, e)
		case e.Visibility == BothSides || e.OrgID == a.OrgID || a.isReviewer():
			v.Exhibits = append(v.Exhibits, e)
		}
	}
	where := "case_id = ?"
	if a.Party == PartySeller {
		where = "case_id = ? AND public"
	}
	return load(&v.Timeline, "seq", where, id)
}

// keepFor takes out what this reader may not see: papers about listings that are
// not theirs to know, and contact fields that the procedure does not disclose.
func (v *CaseView) keepFor(a Actor) {
	own := a.isReviewer()
	if !own && a.Party != PartyHolder {
		v.Complaint.Contact = Disclosed(v.Complaint.Contact, v.Procedure.Disclosure.HolderToSeller)
	}
	for n := range v.Counters {
		if a.Party == PartyHolder {
			v.Counters[n].Contact = Disclosed(v.Counters[n].Contact, v.Procedure.Disclosure.SellerToHolder)
		}
	}
	v.Holder.Contact = v.Complaint.Contact
	if n := len(v.Counters); n > 0 {
		v.Seller.Contact = v.Counters[n-1].Contact
	}
	if a.Party != PartySeller {
		return
	}
	seen := map[int]bool{}
	for _, i := range v.Items {
		seen[i.Position] = true
	}
	v.Decisions = decisionsAbout(v.Decisions, seen)
	appeals := v.Appeals[:0]
	for _, ap := range v.Appeals {
		if anySeen(ap.Items, seen) {
			appeals = append(appeals, ap)
		}
	}
	v.Appeals = appeals
	answers := v.Answers[:0]
	for _, an := range v.Answers {
		if anySeen(an.Items, seen) && an.Kind != AnswerCompletion {
			answers = append(answers, an)
		}
	}
	v.Answers = answers
	notices := v.Notices[:0]
	for _, n := range v.Notices {
		if n.Party == PartySeller {
			notices = append(notices, n)
		}
	}
	v.Notices = notices
}

// decisionsAbout keeps the rulings about the items that a seller knows of, of
// the decisions that leave any.
func decisionsAbout(all []Decision, seen map[int]bool) []Decision {
	kept := all[:0]
	for _, d := range all {
		var rulings []Ruling
		for _, r := range d.Rulings {
			if seen[r.Item] && r.Move != MoveAskMore {
				rulings = append(rulings, r)
			}
		}
		if d.Rulings = rulings; len(rulings) > 0 {
			kept = append(kept, d)
		}
	}
	return kept
}

func anySeen(items []int, seen map[int]bool) bool {
	for _, i := range items {
		if seen[i] {
			return true
		}
	}
	return false
}

// Disclosed keeps the named fields of a contact.
func Disclosed(c Contact, fields []string) Contact {
	var kept Contact
	for _, f := range fields {
		switch f {
		case "name":
			kept.Name = c.Name
		case "address":
			kept.Address = c.Address
		case "phone":
			kept.Phone = c.Phone
		case "email":
			kept.Email = c.Email
		}
	}
	return kept
}
