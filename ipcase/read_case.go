package ipcase

import (
	"context"
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
	Power         PowerView // of the agent that filed it; its Number is empty where nobody did
	Seller        PartyView
	Items         []ItemView
	Counters      []Counter
	Answers       []Answer
	Appeals       []Appeal
	Decisions     []Decision
	Orders        []Order   // of courts and authorities, as recorded
	Exhibits      []Exhibit // of the case and its complaint, those that this reader may see
	RightExhibits []Exhibit
	Timeline      []Event // oldest first; for the seller the public ones
	Notices       []Notice
	Fixes         []Fix              // proposed, oldest first
	FixReplies    []FixReply         // oldest first
	Offers        []SettlementOffer  // oldest first; a reviewer sees the terms of accepted ones only
	Letters       []RelayLetter      // written through the portal, oldest first
	CounterDrafts []CounterDraftLine // the seller's own, begun and not sent
	Moves         []Move             // that this reader may make now with at least one item
	Barred        []Move             // that others of the reader's organisation may make now
	Lacks         []*Error           // why not this reader, and whom to ask
	Cost          *SellerCost        // what an end of it would do to the points of the seller who reads it

	ledger ledgerNow
}

// PartyView is a party as the reader may see it.
type PartyView struct {
	OrgID   int64
	Name    string
	For     string // the principal, where the party is its agent
	Country string

	Registration string        // its number in the register, where the reader is shown it
	Contact      Contact       // only the fields that the procedure discloses
	Shown        PublicContact // what the other side of the case is shown, in its order

	Identity IdentityStatus // a rights holder's
}

// NotRegistered says that the notice came without an account and that nobody has
// verified the holder since.
func (v CaseView) NotRegistered() bool {
	return v.Complaint.Unregistered && v.Holder.Identity != IdentityVerified
}

// PowerView is the power of attorney under which a complaint was filed, as every
// reader of its cases may see it, and how the complaint stands with it today.
type PowerView struct {
	PowerFacts
	Number     string
	ValidUntil time.Time
	Principal  *Principal
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
	Extra       int  // what a reviewer added to the window
	Started     bool // a delivery or receipt has started it, even if it stands still now
	Paused      *Pause
	Stop        *ClockStop // the operator's stop that holds it
}

// ReadSellerCase reads a seller's own case, or answers "not there". Opening a case
// while signed in delivers the notices of it that wait.
func (s *Service) ReadSellerCase(ctx context.Context, a Actor, number string) (CaseView, error) {
	return s.openCase(ctx, a, number, "cases.number = ? AND cases.seller_org_id = ? AND cases.seller_list <> ''", number, a.OrgID)
}

// ReadHolderCase reads a case of the holder's own complaint, and delivers by that
// like ReadSellerCase.
func (s *Service) ReadHolderCase(ctx context.Context, a Actor, number string) (CaseView, error) {
	const own = "cases.number = ? AND cases.holder_org_id = ?"
	v, err := s.openCase(ctx, a, number, own, number, a.OrgID)
	if KindOf(err) != NotFound || a.Party != PartyHolder {
		return v, err
	}
	// What an agent filed is there for its principal too, to read: nothing is delivered
	// by that, and nothing can be done.
	a.Role = RoleViewer
	v, err = s.readCase(ctx, a, "cases.number = ? AND cases.principal_id IN (?)", number, s.principalsOf(ctx, a))
	v.Barred, v.Lacks = nil, nil
	return v, err
}

// principalsOf are the principals that an organisation has confirmed to be.
func (s *Service) principalsOf(ctx context.Context, a Actor) *gorm.DB {
	return s.read(ctx).Model(&Principal{}).Select("id").Where("org_id = ?", a.OrgID)
}

// ReadReviewCase reads any case for a reviewer.
func (s *Service) ReadReviewCase(ctx context.Context, a Actor, number string) (CaseView, error) {
	if !a.isReviewer() {
		return CaseView{}, errNotFound()
	}
	return s.readCase(ctx, a, "cases.number = ?", number)
}

// openCase reads a case for a party of it. Almost always nothing waits for
// delivery; only then is it read twice.
func (s *Service) openCase(ctx context.Context, a Actor, number, where string, args ...any) (CaseView, error) {
	v, err := s.readCase(ctx, a, where, args...)
	if err != nil || a.Unseen {
		return v, err
	}
	for _, n := range v.Notices {
		if n.Party == a.Party && n.DeliveredAt == nil && v.Procedure.Delivery.Counts(DeliveredByOpening) {
			if err := s.deliverByOpening(ctx, a, number); err != nil {
				return v, err
			}
			return s.readCase(ctx, a, where, args...)
		}
	}
	return v, nil
}

// readCase reads what where finds, in five statements however much is in it.
func (s *Service) readCase(ctx context.Context, a Actor, where string, args ...any) (CaseView, error) {
	v, err := s.readFrame(s.read(ctx).Where(where, args...))
	if err != nil {
		return v, err
	}
	if err := s.readPower(ctx, &v); err != nil {
		return v, err
	}
	if err := s.readPapers(ctx, a, &v); err != nil {
		return v, err
	}
	if err := s.readItems(ctx, a, &v); err != nil {
		return v, err
	}
	v.keepFor(a)
	if a.Party == PartySeller {
		v.Cost = v.ledger.cost(&v, s.book.Standing.Points, s.book)
	}
	return v, nil
}

func (s *Service) readItems(ctx context.Context, a Actor, v *CaseView) error {
	rows, err := s.itemRows(ctx, v.Case)
	if err != nil {
		return err
	}
	decided := false
	for _, d := range v.Decisions {
		decided = decided || a.isReviewer() && d.ReviewerID == a.PersonID
	}
	latestBy := latestDeciders(v.Decisions)
	now := s.clock.Now()
	all := make([]Facts, 0, len(rows))
	for _, row := range rows {
		i := row.Item
		if a.Party == PartySeller && i.AcceptedAt == nil {
			continue
		}
		f := Facts{
			Item: i, Procedure: v.Procedure, Now: now, DecidedBefore: decided,
			RightInForce: v.Right.Status == RightVerified && v.Right.InForceOn(now), HolderKnown: v.Holder.Identity == IdentityVerified,
			Power: v.Power.PowerFacts, Unregistered: v.NotRegistered(),
			OwnDecision: a.isReviewer() && latestBy[i.Position] == a.PersonID, Senior: a.Role == RoleSenior,
		}
		all = append(all, f)
		view := ItemView{Item: i, Snapshot: row.Snapshot, Listing: row.Listing}
		view.Moves, _ = a.movesOf([]Facts{f})
		view.Clock = s.clockOf(v, i)
		v.Items = append(v.Items, view)
	}
	v.Moves, v.Barred = a.movesOf(all)
	v.Lacks = a.lackingFor(v.Barred)
	return nil
}

// clockOf shows an item's window with its computation, or that it waits for a
// delivery.
func (s *Service) clockOf(v *CaseView, i Item) *ClockView {
	if i.Window == "" || i.RightBlocked {
		return nil
	}
	w := v.Procedure.Windows[i.Window]
	c := &ClockView{Code: i.Window, Window: w, Undelivered: i.ClockStart == nil, Extra: i.Extra, Paused: i.Paused()}
	got, ok, err := s.book.Computation(v.Procedure, v.Site, i)
	if !ok || err != nil {
		return c
	}
	c.Started, c.Start, c.Zone = true, *i.ClockStart, got.Zone
	if i.DueAt != nil {
		c.Due, c.Steps, c.Unsure = *i.DueAt, got.Steps, got.Unsure
	}
	return c
}

// keepFor takes out what this reader may not see: papers about listings that are
// not theirs to know, and contact fields that the procedure does not disclose.
func (v *CaseView) keepFor(a Actor) {
	v.disclose(a)
	for n := range v.Offers {
		v.Offers[n] = v.Offers[n].For(a.Party)
	}
	if a.Party != PartySeller {
		return
	}
	seen := map[int]bool{}
	for _, i := range v.Items {
		seen[i.Position] = true
	}
	v.Decisions = decisionsAbout(v.Decisions, seen, removedBySilence(v.Timeline))
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

// disclose keeps of both sides' contact what this reader is shown, and fixes what
// either side is known by to the other.
func (v *CaseView) disclose(a Actor) {
	happened := v.happened()
	holder := v.Procedure.Disclosure.HolderToSeller
	v.Holder.Shown = PublicContactOf(v.Procedure, PartyHolder, v.card(v.Holder, v.Complaint.Contact), happened...)
	var counter Contact
	if n := len(v.Counters); n > 0 {
		counter = v.Counters[n-1].Contact
	}
	v.Seller.Shown = PublicContactOf(v.Procedure, PartySeller, v.SellerCard(counter), happened...)
	if !a.isReviewer() && a.Party != PartySeller {
		v.Seller.Registration = "" // Shown says what there is to see
	}
	if !a.isReviewer() && a.Party != PartyHolder {
		v.Holder.Registration = ""
		v.Complaint.Contact = holder.Disclose(v.Complaint.Contact, happened...)
		v.Complaint.Salts, v.Complaint.AgainReason = nil, ""
		if v.Complaint.Contact.Name == "" {
			v.Complaint.Signature = "" // a signature is the name
		}
	}
	for n := range v.Counters {
		if !a.isReviewer() && a.Party != PartySeller {
			v.Counters[n].Contact = v.Procedure.Disclosure.SellerToHolder.Disclose(v.Counters[n].Contact, happened...)
			if v.Counters[n].Contact.Name == "" {
				v.Counters[n].Signature = ""
			}
		}
	}
	v.Holder.Contact = v.Complaint.Contact
	if n := len(v.Counters); n > 0 {
		v.Seller.Contact = v.Counters[n-1].Contact
	}
}

func (v *CaseView) card(p PartyView, c Contact) Card {
	if p.For != "" {
		return AgentCard(p.Name, p.Country, p.Registration, v.Power.Principal, c)
	}
	return AgentCard(p.Name, p.Country, p.Registration, nil, c)
}

// SellerCard is all that is known of how the seller can be reached, with this
// contact of theirs. The name is the shop's public one.
func (v *CaseView) SellerCard(c Contact) Card {
	card := v.card(v.Seller, c)
	if len(v.Items) > 0 && v.Items[0].Snapshot.SellerName != "" {
		card.Organisation = v.Items[0].Snapshot.SellerName
	}
	return card
}

// decisionsAbout keeps the rulings about the items that a seller knows of, of
// the decisions that leave any. The statement of reasons of an acceptance that
// notified first takes effect with the seller's silence, and is the seller's to
// read from then on.
func decisionsAbout(all []Decision, seen, silent map[int]bool) []Decision {
	kept := all[:0]
	for _, d := range all {
		var rulings []Ruling
		for _, r := range d.Rulings {
			early := r.Move == MoveAccept && r.To == AwaitingSeller && !silent[r.Item]
			if seen[r.Item] && r.Move != MoveAskMore && !early {
				rulings = append(rulings, r)
			}
		}
		if d.Rulings = rulings; len(rulings) > 0 {
			kept = append(kept, d)
		}
	}
	return kept
}

// removedBySilence finds the items whose seller did not answer in time.
func removedBySilence(timeline []Event) map[int]bool {
	silent := map[int]bool{}
	for _, e := range timeline {
		if e.Kind != EventSilence {
			continue
		}
		for _, m := range e.Told().Moves {
			silent[m.Item] = silent[m.Item] || m.From == AwaitingSeller
		}
	}
	return silent
}

func anySeen(items []int, seen map[int]bool) bool {
	for _, i := range items {
		if seen[i] {
			return true
		}
	}
	return false
}
