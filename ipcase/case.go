package ipcase

import "time"

// Case is one seller's part of one complaint. It has no state of its own: the
// columns below the line are derived from its items by settle and stored only as
// an index for the lists.
type Case struct {
	ID               int64
	Number           string // IP-2026-000123-7K: two random characters, never a count
	ComplaintID      int64
	SellerOrgID      int64
	HolderOrgID      int64
	PrincipalID      *int64 // for whom, where an agent filed it
	RightID          int64
	SiteID           int64
	Procedure        string
	ProcedureVersion int
	OpenedAt         time.Time
	Guard            GuardReason // why two reviewers accept it; "" = one does

	Status      CaseStatus
	SellerList  SellerList
	ReviewTask  ReviewTask
	ReviewDueAt *time.Time // target of the waiting task
	ReviewRank  int        // in the queue: notices of trusted flaggers come first
	SellerDueAt time.Time  // earliest deadline of what waits for the seller, or FarFuture: sorts their list
	HolderDueAt time.Time  // the same for the holder
	HolderTurn  bool       // an item waits for the holder
	ItemCount   int
	TouchedAt   time.Time // last event: sorts the records
	EndedAt     *time.Time
	SearchText  string // number, right number, mark, parties' public names, listing titles: lower case

	ClaimedBy    *int64 // reviewer with the lease on ReviewTask
	ClaimedUntil *time.Time
	EventSeq     int // head of the chain case:NUMBER
	EventHash    string
}

// TableName fixes the table.
func (Case) TableName() string { return "cases" }

// FarFuture stands in a sorting column for "no deadline".
var FarFuture = time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)

// SellerList is in which of the seller's two lists a case stands.
type SellerList string

// The lists. A case not yet accepted, or ended before acceptance, is in neither.
const (
	ListNone    SellerList = ""
	ListRespond SellerList = "respond" // Complaints to be responded to
	ListHistory SellerList = "history" // Historical Complaint Records
)

// ReviewTask is what a case waits for from a reviewer.
type ReviewTask string

// The reviewer's tasks, the most pressing first.
const (
	TaskNone        ReviewTask = ""
	TaskLimit       ReviewTask = "outer_limit" // an outer limit of the law is near, and the listing is not back
	TaskAppeal      ReviewTask = "appeal"
	TaskDecide      ReviewTask = "decide"      // a contested counter-notification
	TaskRightEnded  ReviewTask = "right_ended" // the right ran out or lost its verification while items are open
	TaskGuarded     ReviewTask = "guarded"     // silence came due in guarded days: nothing is removed by the clock alone
	TaskUndelivered ReviewTask = "undelivered" // a notice reached nobody
	TaskDispute     ReviewTask = "dispute"     // a party disputes a delivery; its clock stands still
	TaskNotice      ReviewTask = "notice"      // is the notice complete?
	TaskCourt       ReviewTask = "court"       // on hold for a court; its outcome is to be recorded
)

// CaseStatus is the one word for a whole case, derived from its items.
type CaseStatus string

// StatusMixed is a case whose items ended differently; every other status is the
// most pressing state of its items.
const StatusMixed CaseStatus = "mixed"

// Notice is one message with legal effect to one party: what starts a clock is
// its delivery, not its sending.
type Notice struct {
	ID          int64
	CaseID      int64
	OrgID       int64 // addressee
	Party       Party
	Kind        MessageKind
	SentAt      time.Time
	DeliveredAt *time.Time
	DeliveredBy string // opened | mail_accepted | recorded
	Proof       string // what a reviewer wrote down, or the mail server's answer
	FailedAt    *time.Time
	BouncedAt   *time.Time // it came back after the mail server had taken it
	LateAt      time.Time  // still undelivered then: the reviewer's queue
}

// TableName fixes the table.
func (Notice) TableName() string { return "notices" }
