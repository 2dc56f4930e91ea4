package ipcase

import "time"

// MailedLetter is a notice, a counter-notification or another letter that came to
// the platform outside the portal, kept with what was found in it and what its
// sender was answered. It files nothing and decides nothing: who wrote it files for
// themselves, or is answered.
type MailedLetter struct {
	ID               int64
	Number           string // LTR-2026-000007
	FormID           string // unique: pressing twice keeps once
	Kind             string // notice, counter, retraction, unsure
	Procedure        string // under which it was checked
	ProcedureVersion int
	RightType        RightType
	Lang             string
	Subject          string
	SenderName       string
	SenderEmail      string
	Text             string        // as it was read
	Checks           []LetterCheck `gorm:"serializer:json"`
	Answer           string        // what was missing and how to cure it, as sent to the sender
	Note             string        // among the platform's own people
	KeptAt           time.Time
	KeptBy           int64
}

// TableName fixes the table.
func (MailedLetter) TableName() string { return "mailed_letters" }

// LetterCheck is how one element stood when the letter was kept.
type LetterCheck struct {
	ID       string   `json:"id"`
	Presence Presence `json:"presence"`
}
