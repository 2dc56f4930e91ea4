package ipcase

import (
	"database/sql/driver"
	"encoding/json"
	"time"
)

// PauseKind is why a clock stands still.
type PauseKind string

// The kinds.
const (
	PauseNone     PauseKind = ""
	PauseStop     PauseKind = "stop"     // an operator has stopped the clocks
	PauseDispute  PauseKind = "dispute"  // a party disputes the delivery that started it, until a reviewer answers
	PauseReviewer PauseKind = "reviewer" // a reviewer, with reason
	PauseFix      PauseKind = "fix"      // somebody looked at a fix
)

// Pause is a time in which an item's clock stood still. Until is nil while it does.
type Pause struct {
	Kind  PauseKind  `json:"kind"`
	Stop  int64      `json:"stop,omitempty"` // the row of the operator's stop; the field after it is always there
	From  time.Time  `json:"from"`
	Until *time.Time `json:"until,omitempty"`
}

// Pauses are the times in which an item's clock stood still, oldest first.
type Pauses []Pause

// Value is the pauses as their column holds them.
func (p Pauses) Value() (driver.Value, error) {
	if len(p) == 0 {
		return "[]", nil
	}
	words, err := json.Marshal([]Pause(p))
	return string(words), err
}

// Scan reads them back.
func (p *Pauses) Scan(stored any) error {
	var words []byte
	switch v := stored.(type) {
	case string:
		words = []byte(v)
	case []byte:
		words = v
	}
	*p = nil
	if len(words) <= len("[]") {
		return nil
	}
	return json.Unmarshal(words, (*[]Pause)(p))
}

// ClockPaperKind is what was said about a clock.
type ClockPaperKind string

// The kinds.
const (
	PaperDispute ClockPaperKind = "dispute" // a party: this did not reach us then
	PaperStands  ClockPaperKind = "stands"  // the reviewer's answer: it did; the rest of the time runs on
	PaperAnew    ClockPaperKind = "anew"    // the reviewer's answer: the notice is sent again, and the time starts with that
	PaperExtend  ClockPaperKind = "extend"
	PaperPause   ClockPaperKind = "pause"
	PaperResume  ClockPaperKind = "resume"
	PaperBounce  ClockPaperKind = "bounce" // staff recorded that a mail came back
)

// ClockPaper is something said about the clocks of a case. Personal data: Words.
type ClockPaper struct {
	ID      int64
	CaseID  int64
	Kind    ClockPaperKind
	Party   Party
	Words   string
	Lang    string
	Items   []int `gorm:"serializer:json"`
	Salts   Salts
	FiledAt time.Time
	FiledBy int64
}

// TableName fixes the table.
func (ClockPaper) TableName() string { return "clock_papers" }

func (p ClockPaper) texts() map[string]any { return map[string]any{"words": p.Words} }

// ClockStop is an operator's stop of all clocks, or of those of one site or one
// procedure. Nothing acts from FromAt until ClosedAt; every window gets back the
// time until EndedAt. Personal data: Reason, which both sides of a case read.
type ClockStop struct {
	ID        int64
	Number    string // CS-2026-000001
	FormID    string // unique: pressing twice stops once
	SiteID    *int64 // nil: every site
	Procedure string // empty: every procedure
	Reason    string
	Salts     Salts
	FromAt    time.Time
	UntilAt   *time.Time // ends by itself then
	SetBy     int64
	EndedAt   *time.Time
	EndedBy   *int64
	ClosedAt  *time.Time // every clock that it held runs again
	EventSeq  int        // head of the chain stop:NUMBER
	EventHash string
}

// TableName fixes the table.
func (ClockStop) TableName() string { return "clock_stops" }

// Covers says whether a stop holds the clocks of a case.
func (s ClockStop) Covers(c Case) bool {
	return (s.SiteID == nil || *s.SiteID == c.SiteID) && (s.Procedure == "" || s.Procedure == c.Procedure)
}

// endAt is when it ended or, where its day has come, ends.
func (s ClockStop) endAt(now time.Time) *time.Time {
	if s.EndedAt == nil && s.UntilAt != nil && !now.Before(*s.UntilAt) {
		return s.UntilAt
	}
	return s.EndedAt
}

// DeliveryBy says what counts as delivery of a notice under a procedure.
type DeliveryBy string

// The ways. A reviewer's record of another way counts under each.
const (
	ByEither  DeliveryBy = "either" // the first of the two; the default
	ByReading DeliveryBy = "reading"
	ByMail    DeliveryBy = "mail"
)

// Counts says whether a way of delivery starts clocks under a procedure.
func (d DeliveryBy) Counts(how string) bool {
	switch how {
	case DeliveredByOpening:
		return d != ByMail
	case DeliveredByMail:
		return d != ByReading
	default:
		return true
	}
}
