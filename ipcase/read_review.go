package ipcase

import (
	"context"
	"time"
)

// ReviewView is which part of the queue is asked for.
type ReviewView string

// The parts of the queue.
const (
	ReviewAll   ReviewView = "all"   // every task with a target
	ReviewFree  ReviewView = "free"  // those that nobody holds
	ReviewMine  ReviewView = "mine"  // those that the reviewer holds
	ReviewCourt ReviewView = "court" // on hold for a court: they rest until the day of the next look
)

// ReviewDue narrows the queue by target.
type ReviewDue string

// The targets by distance. Days are the reader's.
const (
	ReviewLate  ReviewDue = "late"
	ReviewToday ReviewDue = "today"
	ReviewLater ReviewDue = "later"
)

// ReviewQuery is one page of the queue.
type ReviewQuery struct {
	View      ReviewView
	Due       ReviewDue
	Task      ReviewTask
	Procedure string
	Type      RightType
	Search    string
	EndOfDay  time.Time     // of today where the reader is
	After     *ReviewCursor // the last row of the page before
	Before    *ReviewCursor // the first row of the page after; wins over After

	found *matches // of the search; nil where nothing is looked for
}

// ReviewCursor is a row's place in the queue.
type ReviewCursor struct {
	Rank int
	Due  time.Time
	ID   int64
}

// ReviewLine is one task in the queue, with what a reviewer should know of it
// before opening it. Every signal is a fact with its number.
type ReviewLine struct {
	ID              int64
	Number          string
	ReviewTask      ReviewTask
	ReviewRank      int // RankFlagger before RankOthers
	ReviewDueAt     *time.Time
	TouchedAt       time.Time
	Procedure       string
	ItemCount       int
	ClaimedBy       *int64
	ClaimedUntil    *time.Time
	RightID         int64
	RightType       RightType
	RightTitle      string
	RightStatus     RightStatus
	RightValidFrom  time.Time
	RightValidUntil *time.Time
	HolderName      string
	HolderIdentity  IdentityStatus
	Unregistered    bool   // it came without an account
	HolderFor       string // the principal, where an agent filed it
	SellerOrgID     int64
	SellerName      string
	ClaimedName     string // empty while nobody holds it
	Earlier         int    `gorm:"-"` // other cases of the same right about the same seller
	OwnDecision     bool   `gorm:"-"` // this reviewer decided something in it before
	AppealBy        Party  `gorm:"-"` // whose appeal waits
}

// ReviewCounts are the sizes of the queue's parts.
type ReviewCounts struct {
	Open   int // with a target
	Late   int
	Today  int
	Later  int
	Free   int
	Mine   int
	Court  int
	Rights int // to be verified

	Identities int // likewise
}

// ReviewQueue is a page of the queue.
type ReviewQueue struct {
	Lines  []ReviewLine
	Counts ReviewCounts
	Newer  bool  // there are rows before the first
	Older  bool  // and after the last
	Found  Found // of the search
}

// reviewPage is how many rows a page of the queue holds.
const reviewPage = 50

// ReadReviewQueue reads the queue for a reviewer, the earliest target first.
func (s *Service) ReadReviewQueue(ctx context.Context, a Actor, q ReviewQuery) (ReviewQueue, error) {
	if !a.isReviewer() {
		return ReviewQueue{}, errNotFound()
	}
	var out ReviewQueue
	var err error
	if q.found, out.Found, err = s.findInQueue(ctx, q.Search); err != nil {
		return out, err
	}
	if out.Lines, out.Newer, out.Older, err = s.reviewLines(ctx, a, q); err != nil {
		return out, err
	}
	if err = s.reviewSignals(ctx, a, out.Lines); err != nil {
		return out, err
	}
	out.Counts, err = s.reviewCounts(ctx, a, q.EndOfDay)
	return out, err
}

// ReviewNext is the task that ClaimNext would most likely give, or nil.
func (q ReviewQueue) ReviewNext(now time.Time) *ReviewLine {
	for n := range q.Lines {
		l := &q.Lines[n]
		free := l.ClaimedUntil == nil || !now.Before(*l.ClaimedUntil)
		own := l.ReviewTask == TaskAppeal && l.OwnDecision // another reviewer's to decide
		resting := l.ReviewTask == TaskCourt && (l.ReviewDueAt == nil || now.Before(*l.ReviewDueAt))
		if free && !resting && !own {
			return l
		}
	}
	return nil
}

// RightLine is a right that waits to be verified.
type RightLine struct {
	ID           int64
	Number       string
	Type         RightType
	Office       string
	RegNumber    string
	Title        string
	HolderName   string
	HolderFor    string
	CreatedAt    time.Time
	ClaimedBy    *int64
	ClaimedUntil *time.Time
	ClaimedName  string
	Waiting      int // cases that cannot leave intake before it is verified
}

// ReadRightsToCheck lists the rights that wait, the oldest first, after the row
// id `after` (0 = from the start); more says that others follow.
func (s *Service) ReadRightsToCheck(ctx context.Context, a Actor, after int64) (lines []RightLine, more bool, err error) {
	if !a.isReviewer() {
		return nil, false, errNotFound()
	}
	return s.rightLines(ctx, after)
}

// ReviewRight is a right as a reviewer checks it.
type ReviewRight struct {
	Right       Right
	Holder      Org
	For         string // the principal, where an agent registered it
	Exhibits    []Exhibit
	ClaimedName string
	NumberFits  bool           // its number looks like one of its office
	Example     string         // how the office writes its numbers
	SameNumber  []RightSibling // registered with the same office and number by anybody
	Siblings    []RightSibling // other rights of the same holder, newest first
	Events      []Event
	Cases       int // cases under this right
}

// RightSibling is another right and whose it is.
type RightSibling struct {
	Number     string
	OrgID      int64
	Type       RightType
	Office     string
	RegNumber  string
	Title      string
	Status     RightStatus
	ValidFrom  time.Time
	ValidUntil *time.Time
	OrgName    string
}

// ReadReviewRight reads a right for a reviewer.
func (s *Service) ReadReviewRight(ctx context.Context, a Actor, number string) (ReviewRight, error) {
	var v ReviewRight
	if !a.isReviewer() {
		return v, errNotFound()
	}
	if err := one(s.read(ctx).Where("number = ?", number), &v.Right); err != nil {
		return v, err
	}
	office, ok := s.book.Office(v.Right.Office)
	v.NumberFits = true
	if ok {
		v.NumberFits, v.Example = office.NumberLooksRight(v.Right.Type, v.Right.RegNumber)
	}
	return v, s.reviewRight(ctx, &v)
}

// ReviewCase is a case on the reviewer's bench: everything in it, and what is
// known around it.
type ReviewCase struct {
	CaseView
	ClaimedName      string
	OwnDecision      bool // this reviewer decided something in it before
	HolderComplaints int  // of this rights holder, this one included
	SellerCases      int  // about this seller, this one included
	Between          int  // earlier cases of this right about this seller
	Earlier          []EarlierDecision
	Looks            map[string]Look // of the specimens and of the snapshots' pictures, by SHA-256
	Untold           []UntoldView    // what was done under orders that forbid to tell the parties
	Now              time.Time
}

// EarlierDecision is a decision in another case on the same right or listing.
type EarlierDecision struct {
	PublicID   string
	CaseNumber string
	Kind       DecisionKind
	Rulings    []Ruling `gorm:"serializer:json"`
	DecidedAt  time.Time
	SellerName string
	RightTitle string
	OnListing  bool `gorm:"-"` // about one of this case's listings
}

// ReadReviewBench reads a case with what a reviewer needs beside it.
func (s *Service) ReadReviewBench(ctx context.Context, a Actor, number string) (ReviewCase, error) {
	v, err := s.ReadReviewCase(ctx, a, number)
	if err != nil {
		return ReviewCase{}, err
	}
	out := ReviewCase{CaseView: v, Now: s.clock.Now()}
	for _, d := range v.Decisions {
		out.OwnDecision = out.OwnDecision || d.ReviewerID == a.PersonID
	}
	if out.Looks, err = s.looksOf(ctx, KeptPicture, v.pictures()); err != nil {
		return out, err
	}
	return out, s.reviewAround(ctx, &out)
}

// Specimens are the pictures of the right as it is registered.
func (v CaseView) Specimens() []Exhibit {
	var list []Exhibit
	for _, e := range v.RightExhibits {
		if e.Purpose == PurposeSpecimen && e.ErasedAt == nil {
			list = append(list, e)
		}
	}
	return list
}

// pictures are what can be compared in a case, by SHA-256.
func (v CaseView) pictures() []string {
	var keys []string
	for _, e := range v.Specimens() {
		keys = append(keys, e.Hash)
	}
	for _, i := range v.Items {
		for _, img := range i.Snapshot.Images {
			keys = append(keys, img.Hash)
		}
	}
	return keys
}

// LikenessOf is how alike a picture of a listing looks to the specimen that it looks
// most like, counted from 1; false where there is none, or nobody has looked yet.
func (c ReviewCase) LikenessOf(picture string) (percent, specimen int, ok bool) {
	for n, e := range c.Specimens() {
		if p, known := Likeness(c.Looks[picture], c.Looks[e.Hash]); known && (!ok || p > percent) {
			percent, specimen, ok = p, n+1, true
		}
	}
	return percent, specimen, ok
}

// Holds says whether the reviewer has the lease on this case now.
func (c ReviewCase) Holds(a Actor) bool {
	return held(c.Case.ClaimedBy, c.Case.ClaimedUntil, c.Now) && *c.Case.ClaimedBy == a.PersonID
}

// HeldByOther says whether another reviewer has it.
func (c ReviewCase) HeldByOther(a Actor) bool {
	return held(c.Case.ClaimedBy, c.Case.ClaimedUntil, c.Now) && *c.Case.ClaimedBy != a.PersonID
}

func held(by *int64, until *time.Time, now time.Time) bool {
	return by != nil && until != nil && now.Before(*until)
}

// LateNotices are the notices that reached nobody in time or came back, and for
// which a clock waits.
func (c ReviewCase) LateNotices() []Notice {
	waiting := map[int64]bool{}
	for _, i := range c.Items {
		if i.NoticeID != nil {
			waiting[*i.NoticeID] = true
		}
	}
	var late []Notice
	for _, n := range c.Notices {
		if waiting[n.ID] && n.DeliveredAt == nil && (n.FailedAt != nil || !n.LateAt.After(c.Now)) {
			late = append(late, n)
		}
	}
	return late
}

// TaskItems are the items that the waiting task is about.
func (c ReviewCase) TaskItems() []ItemView {
	var items []ItemView
	for _, i := range c.Items {
		if taskTouches(c.Case.ReviewTask, i.Item) {
			items = append(items, i)
		}
	}
	return items
}

func taskTouches(t ReviewTask, i Item) bool {
	switch t {
	case TaskNotice:
		return i.State == Intake
	case TaskDecide:
		return i.State == Contested
	case TaskAppeal:
		return i.State == Appealed
	case TaskCourt:
		return i.State == LegalHold
	case TaskRightEnded:
		return i.RightBlocked
	case TaskGuarded:
		return i.GuardBlocked
	default:
		return false
	}
}

// TaskMoves are the moves that the task offers, in the order in which a form
// shows them; an item's own Moves say which of them it takes.
func TaskMoves(t ReviewTask) []Move {
	switch t {
	case TaskNotice:
		return rulingMoves[DecisionNotice]
	case TaskDecide:
		return rulingMoves[DecisionAdjudication]
	case TaskAppeal:
		return rulingMoves[DecisionAppeal]
	case TaskCourt:
		return rulingMoves[DecisionCourt]
	case TaskRightEnded:
		return rulingMoves[DecisionRightEnded]
	case TaskGuarded:
		return rulingMoves[DecisionGuarded]
	default:
		return nil
	}
}
