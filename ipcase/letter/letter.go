// Package letter lays out a letter about intellectual property that came by mail:
// who writes, for whom, about which work or right, complaining of what, and which
// of the statements that a notice or a counter-notification needs it makes.
//
// The rules are plain: words and phrases kept as data (phrases.yaml), looked for
// in the sentences of the letter. Nothing is guessed from a model. Every finding
// quotes the place in the letter where it stands, so that a person can check it,
// and says when it is not sure. What is laid out is for a person to confirm: this
// package files nothing, decides nothing, asks nobody, and knows no database.
//
// Work and memory grow with the length of the letter and not faster: no pattern
// looks back, and what is longer than the limits is refused, not cut.
package letter

// Kind is what a letter is.
type Kind string

// The kinds. A letter that speaks for two of them, or for none, is unsure.
const (
	Notice     Kind = "notice"
	Counter    Kind = "counter"
	Retraction Kind = "retraction"
	Unsure     Kind = "unsure"
)

// Span is a place in a letter's text, in bytes: [Start, End).
type Span struct{ Start, End int }

// Sureness is how plainly a letter says something.
type Sureness int

// How sure a finding is. What is Redacted is there and was made unreadable by
// whoever passed the letter on.
const (
	NotFound Sureness = iota
	Perhaps
	Found
)

// Doubt is why a finding is only perhaps one. It is a code; words stand in present.
type Doubt string

// The doubts.
const (
	DoubtNegated  Doubt = "negated"  // with a "not" before it
	DoubtReported Doubt = "reported" // it says what somebody else says
	DoubtQuoted   Doubt = "quoted"   // only in a letter that this one answers
	DoubtWords    Doubt = "words"    // in words that may mean something else
	DoubtAsked    Doubt = "asked"    // as a question or a condition
)

// Finding is something that the letter says, and where.
type Finding struct {
	Sure  Sureness
	Doubt Doubt
	At    []Span
}

// Value is a particular that the letter gives.
type Value struct {
	Text     string
	Sure     Sureness
	Redacted bool
	At       Span
}

// Place is an address or a listing's id that the letter names.
type Place struct {
	Text string
	At   Span
}

// The marks: what is looked for in the words of a letter. The elements of a
// procedure are made up of them (phrases.yaml says how).
const (
	MarkGoodFaith    = "good_faith"
	MarkAccuracy     = "accuracy"
	MarkPerjury      = "perjury"
	MarkAuthority    = "authority"
	MarkMistake      = "mistake"
	MarkJurisdiction = "jurisdiction"
	MarkService      = "service"
	MarkUndertaking  = "undertaking"
	MarkWork         = "work"
	MarkSignature    = "signature"
	MarkContact      = "contact"
	MarkListings     = "listings"
)

// Marks lists them in the order of a form.
func Marks() []string {
	return []string{
		MarkSignature, MarkWork, MarkListings, MarkContact, MarkGoodFaith, MarkAccuracy, MarkPerjury, MarkAuthority,
		MarkMistake, MarkJurisdiction, MarkService, MarkUndertaking,
	}
}

// Layout is a letter laid out. Every span is one of Text.
type Layout struct {
	Text    string
	Kind    Kind
	Lang    string // "en" or "zh-CN": the language of most of it
	Right   string // "trademark", "copyright", "design", "patent"; "" where it does not show
	Subject string

	Name, Company, OnBehalf Value
	Address, Phone, Email   Value
	Signature               Value
	Registrations           []Value // numbers of registered rights
	Locations               []Place // what is complained of, or was removed
	Originals               []Place // the owner's own
	Found                   map[string]Finding
	Explanation             string // what is left when all this is taken out
	Hidden                  int    // characters taken out that do not show or turn the reading direction

	sentences                   []sentence
	LocationsMore, QuotedLetter bool // more places than are listed; it holds a letter that it answers
}

// Limits. They are stated on the form before they are met.
const (
	MaxBytes  = 1 << 20 // of a file
	MaxText   = 100_000 // characters of a letter's text
	maxPlaces = 1000
)
