package ipcase

import "time"

// Counter is a counter-notification: a seller's statement, for chosen items,
// that the complaint is wrong.
type Counter struct {
	ID          int64
	PublicID    string // 128 random bits; its place in URLs
	CaseID      int64
	Attempt     int // the highest attempt among its items
	Ground      CounterGround
	Explanation string
	Lang        string
	Contact     Contact     `gorm:"serializer:json"`
	Statements  []Statement `gorm:"serializer:json"`
	Signature   string
	Items       []int  `gorm:"serializer:json"` // positions within the case
	DraftID     string // unique: pressing twice files once
	FiledAt     time.Time
	FiledBy     int64
	Salts       Salts
}

// TableName fixes the table.
func (Counter) TableName() string { return "counters" }

// CounterGround is why a seller says that the complaint is wrong.
type CounterGround string

// The grounds.
const (
	GroundNotInfringing CounterGround = "not_infringing"
	GroundAuthorised    CounterGround = "authorised"
	GroundOwnRight      CounterGround = "own_right"
	GroundMistaken      CounterGround = "mistaken_identity"
)

// CounterGrounds lists them in the order in which a form offers them.
func CounterGrounds() []CounterGround {
	return []CounterGround{GroundNotInfringing, GroundAuthorised, GroundOwnRight, GroundMistaken}
}

// Answer is the holder's reply to a counter-notification.
type Answer struct {
	ID          int64
	CaseID      int64
	Kind        AnswerKind
	Explanation string
	Lang        string
	Court       string // court action only
	CourtNumber string
	CourtAction CourtAction // what kind of step it was
	Items       []int       `gorm:"serializer:json"` // positions within the case
	FiledAt     time.Time
	FiledBy     int64
	Salts       Salts
}

// TableName fixes the table.
func (Answer) TableName() string { return "answers" }

// AnswerKind is what the holder does about a counter-notification.
type AnswerKind string

// The answers.
const (
	AnswerAccept  AnswerKind = "accept"
	AnswerContest AnswerKind = "contest"
	AnswerCourt   AnswerKind = "court_action"
	// AnswerCompletion is no reply but what the holder added to an incomplete notice.
	AnswerCompletion AnswerKind = "completion"
)

// Appeal is either party's request that another reviewer looks again.
type Appeal struct {
	ID          int64
	CaseID      int64
	Party       Party
	Explanation string
	Lang        string
	Items       []int `gorm:"serializer:json"` // positions within the case
	FiledAt     time.Time
	FiledBy     int64
	Salts       Salts
	DecidedAt   *time.Time
}

// TableName fixes the table.
func (Appeal) TableName() string { return "appeals" }
