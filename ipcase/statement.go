package ipcase

import (
	"time"

	"ipportal/ipcase/dsa"
)

// ReasonStatement is the statement of reasons of one restriction in the European
// Union, as it was when it was decided: committed with its cause and never changed.
// What becomes of it is a ReasonExport. Personal data: Fields holds the reviewer's
// words.
type ReasonStatement struct {
	ID         int64
	Puid       string // its id at the Transparency Database, for ever
	CaseID     *int64 // or MeasureID
	ItemID     *int64
	DecisionID *int64
	MeasureID  *int64
	Fields     dsa.Statement `gorm:"serializer:json"`
	At         time.Time
}

// TableName fixes the table.
func (ReasonStatement) TableName() string { return "reason_statements" }

// ReasonExport is how far a statement is on its way to the Transparency Database.
type ReasonExport struct {
	StatementID int64 `gorm:"primaryKey;autoIncrement:false"`
	State       ExportState
	Version     int
	BatchID     *int64     // the delivery that carries it
	Edited      *dsa.Texts `gorm:"serializer:json"` // what leaves instead of the decision's own words
	Findings    HeldFor    `gorm:"serializer:json"`
	Looked      bool       // a person saw what was found and says that it is nobody's data
	Why         string     // it was dropped, or the database refused it
	UUID        string     `gorm:"column:uuid"` // there
	DoneBy      *int64     // who released or dropped it
	ChangedAt   time.Time
}

// TableName fixes the table.
func (ReasonExport) TableName() string { return "reason_exports" }

// ExportState is where a statement stands.
type ExportState string

// The states of a statement on its way out.
const (
	ExportHeld    ExportState = "held"    // a person looks before it leaves
	ExportWaiting ExportState = "waiting" // for the next batch, or for an answer
	ExportRefused ExportState = "refused" // by the database: a person looks
	ExportSent    ExportState = "sent"
	ExportDropped ExportState = "dropped" // by a person, with a reason
)

// ExportStates lists them in the order in which a page shows them.
func ExportStates() []ExportState {
	return []ExportState{ExportHeld, ExportRefused, ExportWaiting, ExportSent, ExportDropped}
}

// HeldFor is why a statement does not leave: what looks like personal data, and what
// the database would refuse.
type HeldFor struct {
	Personal []dsa.Finding `json:"personal,omitempty"`
	Faults   []dsa.Fault   `json:"faults,omitempty"`
}

func (h HeldFor) empty() bool { return len(h.Personal) == 0 && len(h.Faults) == 0 }

// outgoing is the statement with the words with which it leaves.
func (e ReasonExport) outgoing(s ReasonStatement) dsa.Statement {
	if e.Edited == nil {
		return s.Fields
	}
	return s.Fields.With(*e.Edited)
}

// StatementAnswer is what the Transparency Database says of one statement.
type StatementAnswer struct {
	Kind StatementAnswerKind
	UUID string
	Why  string // what is wrong with it
}

// StatementAnswerKind is the sort of answer.
type StatementAnswerKind string

// The answers.
const (
	StatementStored StatementAnswerKind = "stored"
	StatementExists StatementAnswerKind = "exists" // from a try whose answer was lost
	StatementWrong  StatementAnswerKind = "wrong"
)

// Reporting lets statements of reasons leave for the Transparency Database; without
// it they are captured and wait. Call it before anything else.
func (s *Service) Reporting() *Service {
	s.reports = true
	return s
}
