package ipcase

import "time"

// Delivery is something that leaves the process: a mail, a removal, a
// restoration. It is a row written with its cause (promise 7); package worker
// carries it out, retries it, and says when it gave up.
type Delivery struct {
	ID         int64
	Kind       DeliveryKind
	Key        string // idempotency key, unique: one per cause and addressee
	CaseID     *int64
	ItemID     *int64
	ListingID  *int64
	NoticeID   *int64 // whose delivery the acceptance of this mail is
	MeasureID  *int64 // the measure against an account that it carries out or tells of
	AbuseID    *int64 // the report of abuse that it tells of
	UntoldID   *int64 // the removal that it carries out, of which nobody may be told yet
	OrgID      *int64 // addressee
	Message    MessageKind
	Payload    string // JSON, by kind; see MailPayload
	State      DeliveryState
	Attempts   int
	NextAt     time.Time
	LeaseUntil *time.Time
	LastError  string
	CreatedAt  time.Time
	DoneAt     *time.Time

	ConnectionID *int64       // the marketplace's system that it is for
	Seq          int          // counts what that is told about one case
	AskedAt      *time.Time   // since when it has the order and has not said what came of it
	Answer       OrderOutcome // what it said
	AnswerNote   string
	AnsweredBy   *int64 // who ticked it off, where it is done by hand
}

// TableName fixes the table.
func (Delivery) TableName() string { return "deliveries" }

// DeliveryKind is how something leaves.
type DeliveryKind string

// The kinds of delivery.
const (
	DeliverMail    DeliveryKind = "mail"
	DeliverRemove  DeliveryKind = "remove_listing"
	DeliverRestore DeliveryKind = "restore_listing"
	// What an erasure wants gone from outside the database.
	DeliverForgetFile DeliveryKind = "forget_file"
	DeliverForgetMail DeliveryKind = "forget_mail"
	// A checkpoint of the log, to the time stamping service.
	DeliverStamp DeliveryKind = "stamp_checkpoint"
	// A file is looked through for viruses, and its pages are drawn.
	DeliverCheckFile DeliveryKind = "check_file"
	// The file of a large case is made for whoever asked.
	DeliverCaseFile DeliveryKind = "make_case_file"
	// A complained listing's page is captured as it looks.
	DeliverCapture DeliveryKind = "capture_page"
	// Statements of reasons go to the Transparency Database.
	DeliverStatements DeliveryKind = "send_statements"
	// A connected marketplace is told of an act in a case, or of a measure against a shop.
	DeliverTell DeliveryKind = "tell_marketplace"
	// The complaints of a file are filed for whoever uploaded it.
	DeliverBulk DeliveryKind = "file_bulk"
	// DeliverAnswers carries out the lines of a file of answers or retractions.
	DeliverAnswers DeliveryKind = "answer_file"
)

// DeliveryState is how far a delivery is.
type DeliveryState string

// The states of a delivery.
const (
	DeliveryQueued  DeliveryState = "queued"
	DeliveryRunning DeliveryState = "running"
	DeliveryDone    DeliveryState = "done"
	DeliveryFailed  DeliveryState = "given_up"
)

// MessageKind names a mail and its in-app message. Its words are in views/mail
// and web/present; both languages exist for each.
type MessageKind string

// The messages. Those to the seller and the holder at each of their turns.
const (
	MsgFiled          MessageKind = "complaint_filed"     // holder: your number, what next
	MsgNeedsInfo      MessageKind = "needs_info"          // holder: what is missing, until when
	MsgRefused        MessageKind = "notice_refused"      // holder: which items, why, how to cure
	MsgAccepted       MessageKind = "notice_accepted"     // holder: the seller is being told
	MsgComplaint      MessageKind = "complaint_received"  // seller: respond by
	MsgRemovedFirst   MessageKind = "listings_removed"    // seller: removed on a complete notice, with reasons
	MsgRemovedSilence MessageKind = "removed_no_response" // seller: removed as the clock ran out, with reasons
	MsgSellerDeleted  MessageKind = "seller_deleted"      // holder
	MsgCountered      MessageKind = "counter_received"    // holder: answer by, or court by
	MsgCounterFiled   MessageKind = "counter_filed"       // seller: your counter-notification, what next
	MsgAnswered       MessageKind = "counter_answered"    // seller: accepted, contested or court action
	MsgWithdrawn      MessageKind = "complaint_withdrawn" // seller
	MsgDecided        MessageKind = "decision"            // both: the statement of reasons
	MsgEnded          MessageKind = "case_ended"          // both: by silence
	MsgAppealed       MessageKind = "appeal_filed"        // the other side
	MsgFixProposed    MessageKind = "fix_proposed"        // holder: look at what was changed, by when
	MsgFixAnswered    MessageKind = "fix_answered"        // seller: accepted, or refused and the rest of the clock runs; holder, where a reviewer answered
	MsgOffered        MessageKind = "settlement_offered"  // the other side
	MsgOfferAnswered  MessageKind = "settlement_answered" // declined, to the one who offered; taken back, to the other
	MsgSettled        MessageKind = "settled"             // both: the terms
	MsgSellOff        MessageKind = "sell_off_ends"       // both: the agreed day is near
	MsgLetter         MessageKind = "letter_received"     // the other side wrote through the portal
	MsgReminder       MessageKind = "reminder"            // whose turn it is: a part of the time has passed
	MsgClock          MessageKind = "clock_changed"       // both: the time is another now, and why
	MsgLimitNear      MessageKind = "outer_limit_near"    // staff: an outer limit of the law is near
	MsgReappeared     MessageKind = "listing_reappeared"  // staff: it is offered again though an order keeps it down
	MsgRightVerified  MessageKind = "right_verified"      // holder
	MsgRightRefused   MessageKind = "right_refused"       // holder

	MsgExhibitAsked  MessageKind = "exhibit_asked"  // who filed it: a decision cannot rely on it as it is
	MsgExhibitOpened MessageKind = "exhibit_opened" // the other side: it can be answered now
	MsgExhibitSealed MessageKind = "exhibit_sealed" // who filed it: a virus was found

	MsgIdentityVerified MessageKind = "identity_verified" // holder
	MsgIdentityRefused  MessageKind = "identity_refused"  // holder

	MsgMeasure       MessageKind = "measure"         // its party: the statement of reasons
	MsgMeasureEnded  MessageKind = "measure_ended"   // its party: it ended on its day
	MsgMeasureAppeal MessageKind = "measure_appeal"  // its party: what came of the appeal
	MsgAbuseFiled    MessageKind = "abuse_filed"     // who reported: the number, what next
	MsgAbuseReported MessageKind = "abuse_reported"  // the reported side: what is said, until when it can answer
	MsgAbuseAnswered MessageKind = "abuse_answered"  // who reported
	MsgAbuseDecided  MessageKind = "abuse_decided"   // both: the statement of reasons
	MsgAbuseAppealed MessageKind = "abuse_appealed"  // the other side
	MsgAbuseLate     MessageKind = "abuse_late"      // staff: the target has passed
	MsgTierGiven     MessageKind = "good_faith_tier" // holder
	MsgTierLost      MessageKind = "good_faith_lost" // holder: why, and until when it cannot come back
)

// MailPayload is what a mail is made from when it is sent; the words are chosen
// then, in the addressee's language.
type MailPayload struct {
	CaseNumber      string     `json:"case,omitempty"`
	ComplaintNumber string     `json:"complaint,omitempty"`
	RightNumber     string     `json:"right,omitempty"`
	PowerNumber     string     `json:"power,omitempty"`
	Items           []int      `json:"items,omitempty"`
	DueAt           *time.Time `json:"due_at,omitempty"`
	Outcome         State      `json:"outcome,omitempty"`
	Kind            string     `json:"kind,omitempty"` // an answer's or decision's
	Reason          string     `json:"reason,omitempty"`
	DecisionID      string     `json:"decision,omitempty"`
	Letter          string     `json:"letter,omitempty"` // public id
	Fix             string     `json:"fix,omitempty"`    // public id
	Offer           string     `json:"offer,omitempty"`  // public id
	By              Party      `json:"by,omitempty"`     // who answered
	Party           Party      `json:"party,omitempty"`  // whose side the addressee is on
	IdentityNumber  string     `json:"identity,omitempty"`
	Exhibit         string     `json:"exhibit,omitempty"` // its number
	ExhibitName     string     `json:"exhibit_name,omitempty"`
	Measure         string     `json:"measure,omitempty"`
	Abuse           string     `json:"abuse,omitempty"`
	Standing        bool       `json:"standing,omitempty"` // about the record as a whole
}

// Message is the same news inside the portal.
type Message struct {
	ID        int64
	OrgID     int64
	CaseID    *int64
	Kind      MessageKind
	Payload   string // JSON of MailPayload
	CreatedAt time.Time
	ReadAt    *time.Time
}

// TableName fixes the table.
func (Message) TableName() string { return "messages" }
