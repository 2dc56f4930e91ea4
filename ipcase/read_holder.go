package ipcase

import (
	"context"
	"time"
)

// What a rights holder's pages are made from. Every loader here takes the actor
// and asks for the rows of their organisation only.

// HolderTally is how many items of a case stand alike.
type HolderTally struct {
	CaseID     int64
	State      State
	Decided    bool // a reviewer's decision made this end
	Blocked    bool // the right ended before the seller's time was over: a reviewer looks first
	DueAt      *time.Time
	N          int
	SellerName string // the shop's public name, which a holder may see
}

// HolderCaseLine is a case in a list, with its items counted by how they stand.
type HolderCaseLine struct {
	Case
	SellerName string
	Tallies    []HolderTally
}

// States counts the case's items by state.
func (l HolderCaseLine) States() map[State]int {
	states := map[State]int{}
	for _, t := range l.Tallies {
		states[t.State] += t.N
	}
	return states
}

// Decided says whether a reviewer's decision made the end of any item.
func (l HolderCaseLine) Decided() bool {
	for _, t := range l.Tallies {
		if t.Decided {
			return true
		}
	}
	return false
}

// Need is what waits for the holder in this case: of the items that do, those
// whose time ends first.
func (l HolderCaseLine) Need() (need HolderTally, ok bool) {
	for _, t := range l.Tallies {
		if Turn(t.State) != PartyHolder {
			continue
		}
		if !ok || sooner(t.DueAt, need.DueAt) {
			need, ok = t, true
		}
	}
	return need, ok
}

// sooner puts a time that is known before one that is not.
func sooner(a, b *time.Time) bool {
	return a != nil && (b == nil || a.Before(*b))
}

// HolderComplaintLine is a complaint in a list.
type HolderComplaintLine struct {
	ID          int64
	Number      string
	Reason      string
	FiledAt     time.Time
	RightNumber string
	RightTitle  string
	RightType   RightType
	For         string           // the principal, where an agent filed it
	Cases       []HolderCaseLine `gorm:"-"`
}

// Items counts the complaint's listings.
func (l HolderComplaintLine) Items() int {
	n := 0
	for _, c := range l.Cases {
		n += c.ItemCount
	}
	return n
}

// HolderDashboard is what a holder's first page tells.
type HolderDashboard struct {
	Turn   []HolderCaseLine // by deadline
	More   bool             // there are more of them
	Counts HolderCounts
	Latest []HolderComplaintLine
	Rights []Right // waiting, refused, ended or ending within the days asked for
	All    int     // rights registered
	Drafts []Draft // the latest
}

// HolderCounts are the holder's cases by whose turn it is.
type HolderCounts struct {
	Open    int // complaints in which something is not ended
	Sellers int // cases that wait for their seller
	Review  int // cases that wait for a reviewer
	Court   int // cases that wait for a court
	Removed int // listings that are down on this holder's complaints
}

const (
	holderPage   = 50
	holderLatest = 6
	holderDrafts = 5
)

// ReadHolderDashboard reads a holder's first page. soon is how long before its
// end a right is told of.
func (s *Service) ReadHolderDashboard(ctx context.Context, a Actor, soon time.Duration) (HolderDashboard, error) {
	var d HolderDashboard
	if a.Party != PartyHolder {
		return d, errNotFound()
	}
	turn, more, err := s.holderTurn(ctx, a)
	if err != nil {
		return d, err
	}
	latest, err := s.holderComplaints(ctx, a, HolderComplaintQuery{}, holderLatest)
	if err != nil {
		return d, err
	}
	d.Turn, d.More, d.Latest = turn, more, latest
	if err := s.tallyHolder(ctx, append(pointersTo(d.Turn), casesOf(d.Latest)...)); err != nil {
		return d, err
	}
	if d.Counts, err = s.holderCounts(ctx, a); err != nil {
		return d, err
	}
	if d.Rights, d.All, err = s.holderRightsToTell(ctx, a, soon); err != nil {
		return d, err
	}
	d.Drafts, err = s.holderDrafts(ctx, a)
	return d, err
}

// HolderComplaintQuery is what a holder asks of the list of complaints.
type HolderComplaintQuery struct {
	Search string
	State  string // "", "turn", "seller", "review", "open", "ended"
	Right  string // a right's number
	Before string // the complaint after which older ones follow
	After  string // the complaint before which newer ones stand

	found     *matches // of the search; nil where nothing is looked for
	principal int64    // instead of the organisation's own: what was filed for it by one agent
}

// HolderComplaintPage is one page of the list, newest first.
type HolderComplaintPage struct {
	Lines []HolderComplaintLine
	Newer bool
	Older bool
	Found Found // of the search
}

// ReadHolderComplaints reads a page of the holder's complaints.
func (s *Service) ReadHolderComplaints(ctx context.Context, a Actor, q HolderComplaintQuery) (HolderComplaintPage, error) {
	var p HolderComplaintPage
	if a.Party != PartyHolder {
		return p, errNotFound()
	}
	var err error
	if q.found, p.Found, err = s.findFor(ctx, casesOfOne(scopeHolder, a.OrgID), q.Search, "cases.holder_org_id = ?", a.OrgID); err != nil {
		return p, err
	}
	lines, err := s.holderComplaints(ctx, a, q, holderPage+1)
	if err != nil {
		return p, err
	}
	more := len(lines) > holderPage
	switch {
	case q.After != "":
		if more {
			lines = lines[1:] // read upwards: the extra one is the newest
		}
		p.Newer, p.Older = more, true
	default:
		if more {
			lines = lines[:holderPage]
		}
		p.Newer, p.Older = q.Before != "", more
	}
	p.Lines = lines
	return p, s.tallyHolder(ctx, casesOf(lines))
}

// HolderItem is one listing of a holder's complaint with its snapshot.
type HolderItem struct {
	Item     Item     `gorm:"embedded"`
	Snapshot Snapshot `gorm:"embedded;embeddedPrefix:shot_"`
}

// HolderCaseItems is a case with its listings.
type HolderCaseItems struct {
	Case
	SellerName string
	Items      []HolderItem
	CanRetract bool
}

// HolderComplaint is one complaint with the case of every seller in it.
type HolderComplaint struct {
	Complaint  Complaint
	Right      Right
	Procedure  Procedure
	Reason     Reason
	Cases      []HolderCaseItems
	Exhibits   []Exhibit
	Country    string // of the holder, which sellers see
	CanRetract int    // listings of it that can still be retracted
	Holder     PartyView
	Principal  *Principal // for whom, where an agent filed it
	Own        bool       // the reader's organisation filed it; otherwise the reader is the principal
}

// Listings counts the complaint's listings.
func (c HolderComplaint) Listings() int {
	n := 0
	for _, k := range c.Cases {
		n += len(k.Items)
	}
	return n
}

// ReadHolderComplaint reads one complaint of the holder's own.
func (s *Service) ReadHolderComplaint(ctx context.Context, a Actor, number string) (HolderComplaint, error) {
	var h HolderComplaint
	if a.Party != PartyHolder {
		return h, errNotFound()
	}
	err := one(s.read(ctx).Where("number = ? AND (org_id = ? OR principal_id IN (?))", number, a.OrgID, s.principalsOf(ctx, a)), &h.Complaint)
	if err != nil {
		return h, err
	}
	if err := s.holderComplaintParts(ctx, &h); err != nil {
		return h, err
	}
	power, err := s.holderComplaintPower(ctx, &h)
	if err != nil {
		return h, err
	}
	h.Own, h.Country = h.Complaint.OrgID == a.OrgID, h.Holder.Country
	h.Procedure, _ = s.book.Procedure(h.Complaint.Procedure, h.Complaint.ProcedureVersion)
	h.Reason, _ = s.book.Reason(h.Complaint.Reason)
	now := s.clock.Now()
	for n := range h.Cases {
		for _, i := range h.Cases[n].Items {
			if h.Own && a.May(PermFile) && MayMove(Facts{Item: i.Item, Procedure: h.Procedure, Now: now, Power: power}, PartyHolder, MoveRetract) {
				h.Cases[n].CanRetract = true
				h.CanRetract++
			}
		}
	}
	return h, nil
}

// HolderRight is one right with its files, its history and its use.
type HolderRight struct {
	Right      Right
	Exhibits   []Exhibit
	Events     []Event
	Complaints int
	Open       int    // complaints under it in which something is not ended
	For        string // the principal, where an agent registered it
	Agent      string // who registered it, where that was not the reader's organisation
	Usable     bool   // the reader's organisation may complain under it, as far as its powers of attorney go
}

// ReadHolderRight reads one right of the holder's own.
func (s *Service) ReadHolderRight(ctx context.Context, a Actor, number string) (HolderRight, error) {
	var h HolderRight
	if a.Party != PartyHolder {
		return h, errNotFound()
	}
	err := one(s.read(ctx).Where("number = ? AND ("+rightsToUse+" OR principal_id IN (?))", number, a.OrgID, a.OrgID, s.principalsOf(ctx, a)), &h.Right)
	if err != nil {
		return h, err
	}
	if err := s.holderRightNames(ctx, a, &h); err != nil {
		return h, err
	}
	return h, s.holderRightParts(ctx, &h)
}

// HolderRights is one page of a holder's rights, newest first.
type HolderRights struct {
	Rights []Right
	For    map[int64]string // by the right's id: the principal for whom an agent registered it
	Newer  bool
	Older  bool
}

// ReadHolderRights reads a page of the holder's rights, from before the one with
// that number.
func (s *Service) ReadHolderRights(ctx context.Context, a Actor, before string) (HolderRights, error) {
	if a.Party != PartyHolder {
		return HolderRights{}, errNotFound()
	}
	list, err := s.holderRights(ctx, a, before, holderPage+1)
	if err != nil {
		return HolderRights{}, err
	}
	p := HolderRights{Rights: list, Newer: before != ""}
	if len(list) > holderPage {
		p.Rights, p.Older = list[:holderPage], true
	}
	p.For, err = s.rightsFor(ctx, p.Rights)
	return p, err
}

// ReadOwnRight reads a right of the holder's own, alone.
func (s *Service) ReadOwnRight(ctx context.Context, a Actor, number string) (Right, error) {
	if a.Party != PartyHolder {
		return Right{}, errNotFound()
	}
	return s.ownRight(ctx, a, number)
}

// ReadOwnRegister is the country of the actor's organisation, and its number in the
// register there.
func (s *Service) ReadOwnRegister(ctx context.Context, a Actor) (country, number string, err error) {
	var o Org
	err = one(s.read(ctx).Select("id", "country", "reg_number").Where("id = ?", a.OrgID), &o)
	return o.Country, o.RegNumber, err
}

// CheckComplaintDraft says all that is still wrong or missing in a draft, as
// FileComplaint would; nil when it can be filed.
func (s *Service) CheckComplaintDraft(ctx context.Context, a Actor, draftID string) error {
	d, err := s.ComplaintDraft(ctx, a, draftID)
	if err != nil {
		return err
	}
	_, _, err = s.checkComplaint(ctx, a, draftID, d)
	return err
}
