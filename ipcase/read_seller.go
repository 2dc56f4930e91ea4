package ipcase

import (
	"context"
	"strings"
	"time"
)

// What a seller's lists are made from. Every loader here asks for the cases of
// the actor's organisation that it has been told of, and for nothing else.

// SellerListSize is how many cases one page of a list holds.
const SellerListSize = 50

// SellerQuery is what a seller asks of one of their two lists.
type SellerQuery struct {
	List   SellerList
	Search string    // words in the number, the right, the mark, the complainant, the listing
	Type   RightType // "" = every type
	State  SellerFilter
	Due    time.Duration // only what ends within this time; 0 = any
	Newest bool          // the latest change first, instead of the nearest deadline
	After  SellerCursor  // the page after this place
	Before SellerCursor  // the page before it

	found *matches // of the search; nil where nothing is looked for
}

// Narrowed says whether anything but the list itself is asked for.
func (q SellerQuery) Narrowed() bool {
	return q.found != nil || strings.TrimSpace(q.Search) != "" || q.Type != "" || q.State != "" || q.Due > 0
}

// SellerFilter is a part of the records.
type SellerFilter string

// The parts of Historical Complaint Records.
const (
	RecordsOpen      SellerFilter = "open"      // not ended: waiting for others, or removed and to be answered
	RecordsKept      SellerFilter = "kept"      // restored
	RecordsRemoved   SellerFilter = "removed"   // upheld
	RecordsDeleted   SellerFilter = "deleted"   // by the seller
	RecordsWithdrawn SellerFilter = "withdrawn" // by the complainant, or not upheld by the platform
	RecordsMixed     SellerFilter = "mixed"     // listings that ended differently
)

// SellerFilters lists them in the order in which a form offers them.
func SellerFilters() []SellerFilter {
	return []SellerFilter{RecordsOpen, RecordsKept, RecordsRemoved, RecordsDeleted, RecordsWithdrawn, RecordsMixed}
}

// SellerCursor is a place in a list: the sorting moment and id of a case. The
// zero value is no place.
type SellerCursor struct {
	At time.Time
	ID int64
}

// SellerCase is a case in a list.
type SellerCase struct {
	Case
	HolderName  string
	HolderFor   string // the principal, where an agent filed it
	RightNumber string
	RightType   RightType
	Office      string
	RegNumber   string
	RightTitle  string
	Respond     int           // in the list of all that waits for the seller: how many these are, as in SellerCases
	Tallies     []SellerTally `gorm:"-"`
}

// SellerTally is how many items of a case stand alike.
type SellerTally struct {
	CaseID          int64
	State           State
	EndedByDecision bool
	SellerAppealed  bool
	AttemptsUsed    int
	TookDown        bool
	DueAt           *time.Time
	OutcomeToldAt   *time.Time
	N               int
}

// States counts the case's items by state.
func (c SellerCase) States() map[State]int {
	states := map[State]int{}
	for _, t := range c.Tallies {
		states[t.State] += t.N
	}
	return states
}

// Told is how many of the case's listings the seller has been told of.
func (c SellerCase) Told() int {
	n := 0
	for _, t := range c.Tallies {
		n += t.N
	}
	return n
}

// SellerCases is a page of a list.
type SellerCases struct {
	Open    []SellerCase // records that have not ended, on their first page
	Rows    []SellerCase
	Respond int  // how many cases wait for the seller's response in all, up to one more than FoundExactly
	Total   int  // how many the query finds in all, up to FoundExactly
	More    bool // it finds more than these
	Opens   int  // how many of them have not ended, up to one more than FoundExactly
	Newer   SellerCursor
	Older   SellerCursor
	Found   Found // of the search
}

// SellerCases reads a page of one of the two lists.
func (s *Service) SellerCases(ctx context.Context, a Actor, q SellerQuery) (SellerCases, error) {
	var page SellerCases
	if a.Party != PartySeller {
		return page, errNotFound()
	}
	var err error
	if q.found, page.Found, err = s.findSellerCases(ctx, a, q); err != nil {
		return page, err
	}
	first := q.After.ID == 0 && q.Before.ID == 0
	if !q.waits() || !first { // there, each row has the count
		if err := s.countSellerCases(ctx, a, q, &page); err != nil {
			return page, err
		}
	}
	rest := q
	if q.List == ListHistory && q.State == "" {
		rest.State = "ended"
		if first {
			open := q
			open.State, open.Newest = RecordsOpen, false
			rows, _, err := s.sellerRows(ctx, a, open)
			if err != nil {
				return page, err
			}
			page.Open = rows
		}
	}
	rows, more, err := s.sellerRows(ctx, a, rest)
	if err != nil {
		return page, err
	}
	page.Rows = rows
	if n := len(rows); n > 0 {
		if q.waits() && first {
			page.counted(rows[0].Respond, rows[0].Respond)
		}
		if q.Before.ID != 0 || more {
			page.Older = rows[n-1].cursor(q.byChange())
		}
		if q.After.ID != 0 || q.Before.ID != 0 && more {
			page.Newer = rows[0].cursor(q.byChange())
		}
	}
	all := make([]*SellerCase, 0, len(page.Open)+len(page.Rows))
	for n := range page.Open {
		all = append(all, &page.Open[n])
	}
	for n := range page.Rows {
		all = append(all, &page.Rows[n])
	}
	return page, s.tallySellerCases(ctx, all)
}

// byChange is how a list is sorted: records by their latest change, what is to
// be responded to by its deadline.
func (q SellerQuery) byChange() bool {
	return q.Newest || q.List == ListHistory && q.State != RecordsOpen
}

func (c SellerCase) cursor(byChange bool) SellerCursor {
	if byChange {
		return SellerCursor{At: c.TouchedAt, ID: c.ID}
	}
	return SellerCursor{At: c.SellerDueAt, ID: c.ID}
}

// CounterDraftLine is a counter-notification that was begun and not sent: a case
// has the latest few.
type CounterDraftLine struct {
	ID        string
	UpdatedAt time.Time
}

// DraftSavedAt is when a counter-notification that is not sent was last kept.
func (s *Service) DraftSavedAt(ctx context.Context, a Actor, id string) (time.Time, error) {
	var d Draft
	err := one(s.read(ctx).Select("id", "updated_at").Where("id = ? AND org_id = ? AND kind = ?", id, a.OrgID, DraftCounter), &d)
	return d.UpdatedAt, err
}

// CheckCounter says what a counter-notification still lacks: the same check as
// when it is filed, for the pages on which it is written.
func CheckCounter(v CaseView, d CounterDraft, files int) error {
	return checkCounter(&casefile{Procedure: v.Procedure, Right: v.Right}, d, files)
}

// CounterOfDraft finds the counter-notification that a draft became.
func (s *Service) CounterOfDraft(ctx context.Context, a Actor, draftID string) (Counter, error) {
	var c Counter
	err := one(s.read(ctx).Where("draft_id = ? AND case_id IN (SELECT id FROM cases WHERE seller_org_id = ?)", draftID, a.OrgID), &c)
	return c, err
}
