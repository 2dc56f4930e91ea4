package ipcase

import "time"

// AnswerFile is a file of lines by which one side acts on many complaints at once: a
// seller deletes listings or files counter-notifications, a rights holder retracts.
// Each line is a deed that could be pressed in its case; nothing else is done by a
// file, and nothing before it is sent. Personal data: Name.
type AnswerFile struct {
	ID        int64
	PublicID  string // 128 random bits; also the id under which its files of evidence are kept
	OrgID     int64
	PersonID  int64
	Name      string // of the file
	State     BulkState
	Lines     int
	CreatedAt time.Time
	StartedAt *time.Time
	DoneAt    *time.Time
}

// TableName fixes the table.
func (AnswerFile) TableName() string { return "answer_files" }

// LineAct is what a line asks for.
type LineAct string

// What a line can ask for: a seller the first two, a rights holder the last.
const (
	AskDelete  LineAct = "delete"
	AskCounter LineAct = "counter"
	AskRetract LineAct = "retract"
)

// needs is the permission for it.
func (a LineAct) needs() Permission {
	switch a {
	case AskDelete:
		return PermDelete
	case AskCounter:
		return PermAnswer
	case AskRetract:
	}
	return PermFile
}

// AnswerState is how far a line is.
type AnswerState string

// The states of a line.
const (
	AnswerLeft   AnswerState = "left"   // it asks for nothing
	AnswerUnused AnswerState = "unused" // Problem says why
	AnswerReady  AnswerState = "ready"
	AnswerDone   AnswerState = "done"
)

// AnswerLine is one line of such a file. Personal data: Words.
type AnswerLine struct {
	FileID   int64         `gorm:"primaryKey;autoIncrement:false"`
	N        int           `gorm:"primaryKey;autoIncrement:false"` // row of the file
	Number   string        // as typed: of the seller's case, of the holder's complaint
	Listing  string        // as typed; "" = every listing of it for which this can be done
	Act      LineAct       // "" where nothing is asked for
	Ground   CounterGround // of a counter-notification
	Words    string        // likewise
	Chosen   []ChosenOf    `gorm:"serializer:json"` // the listings as they stood when the file was looked through
	Listings int           // how many these are
	DraftID  string        // of the counter-notification, once the file is sent
	State    AnswerState
	Problem  *Error `gorm:"serializer:json"`
}

// TableName fixes the table.
func (AnswerLine) TableName() string { return "answer_lines" }

// AnswerRow is a line as it was read from the file.
type AnswerRow struct {
	N                      int
	Number, Listing, Words string
	Act                    string // as typed where it is none of the acts
	Ground                 string // likewise
}

// answerKey is what is done as one deed: an act in a case, or in a complaint.
type answerKey struct {
	number string
	act    LineAct
}

func (l AnswerLine) key() answerKey { return answerKey{number: l.Number, act: l.Act} }

// chosenIn joins what several lines of one deed choose.
func chosenIn(lines []AnswerLine) []ChosenOf {
	var all []ChosenOf
	at := map[string]int{}
	for _, l := range lines {
		for _, c := range l.Chosen {
			n, ok := at[c.Case]
			if !ok {
				n = len(all)
				at[c.Case] = n
				all = append(all, ChosenOf{Case: c.Case})
			}
			all[n].Items = append(all[n].Items, c.Items...)
		}
	}
	return all
}
