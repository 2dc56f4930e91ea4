package ipcase

import "time"

// State is where an item stands in its procedure.
type State string

// The states of an item. Each names whose turn it is, by when, and what silence
// does; see item_rules.go for the moves between them.
const (
	Intake          State = "intake"
	NeedsInfo       State = "needs_info"
	AwaitingSeller  State = "awaiting_seller"
	FixProposed     State = "fix_proposed"
	Removed         State = "removed"
	Countered       State = "countered"
	Contested       State = "contested"
	StatutoryWait   State = "statutory_wait"
	LegalHold       State = "legal_hold"
	Appealed        State = "appealed"
	DeletedBySeller State = "deleted_by_seller"
	Fixed           State = "fixed"
	Upheld          State = "upheld"
	Restored        State = "restored"
	Withdrawn       State = "withdrawn"
	Rejected        State = "rejected"
	Lapsed          State = "lapsed"
)

// States lists every state in the order of a case's life.
func States() []State {
	return []State{
		Intake, NeedsInfo, AwaitingSeller, FixProposed, Removed, Countered, Contested, StatutoryWait, LegalHold, Appealed,
		DeletedBySeller, Fixed, Upheld, Restored, Withdrawn, Rejected, Lapsed,
	}
}

// Final says that nothing acts by itself any more; an appeal may still be open.
func (s State) Final() bool {
	switch s {
	case DeletedBySeller, Fixed, Upheld, Restored, Withdrawn, Rejected, Lapsed:
		return true
	default:
		return false
	}
}

// Item is one complained listing in a case. Version guards every change
// (promise 2).
type Item struct {
	ID         int64
	CaseID     int64
	ListingID  int64
	SnapshotID int64
	RightID    int64  // the complaint's right: one open item per right and listing
	Position   int    // 1, 2, 3 … within the case
	Note       string // what is complained of about this listing, in the holder's words
	State      State
	Version    int

	Window     WindowCode // which of the procedure's windows runs or waits for delivery; "" = none
	NoticeID   *int64     // the notice whose delivery starts the window, while it waits
	ClockStart *time.Time // the event that started the window
	DueAt      *time.Time // when silence acts; nil while undelivered, while the clock stands still, or where nothing acts

	Extra         int        // what a reviewer added to the window, in its unit
	Pauses        Pauses     // when its clock stood still, oldest first
	PauseKind     PauseKind  // why it does now
	StopID        *int64     // which stop of an operator holds it
	ClockNoticeID *int64     // the notice whose delivery started the clock
	ClockBy       string     // how that was delivered
	RemindAt      *time.Time // when whoever's turn it is is reminded next
	AlarmAt       *time.Time // when staff are told that an outer limit is near, unless it is over by then
	AlarmedAt     *time.Time // when they were; it is a task until it is over

	Rest      RestClock // the seller's clock as it stood when a fix was proposed
	FixesUsed int       // fixes proposed

	AttemptsUsed    int        // counter-notifications filed or forfeited
	ToldAt          *time.Time // delivery of the first notice to the seller
	AcceptedAt      *time.Time // a reviewer accepted the notice: the seller may be told
	TookDown        bool       // this item has asked for the listing to go down and not for its return
	StateBefore     State      // the end that is appealed against, or the state before a hold
	EndedAt         *time.Time // when it last reached a final state
	OutcomeToldAt   *time.Time // when that end was delivered to both; the appeal's six months start here
	SellerAppealed  bool
	HolderAppealed  bool
	Refusal         string // refusal code, when rejected
	EndedByDecision bool   // a reviewer's decision made the present end, and can be appealed
	RightBlocked    bool   // the clock came due while the right was not in force: a reviewer looks first
	Guarded         bool   // in guarded days: two reviewers accept, and nothing is removed by the clock alone
	GuardBlocked    bool   // silence came due meanwhile: a reviewer looks first
	FirstAcceptBy   *int64 // the first of the two reviewers
	RightWaived     bool   // a reviewer let it go on in spite of that, with reason
	Reason          string // to which a reviewer re-classified it; "" = the complaint's
	Ordered         bool   // a court or an authority decided this: only another order changes it
	ChangedAt       time.Time
}

// TableName fixes the table.
func (Item) TableName() string { return "items" }
