package ipcase

// DataClass is what sort of personal data a field holds.
type DataClass string

// The classes.
const (
	ClassContact    DataClass = "contact"    // names, addresses, numbers
	ClassIdentity   DataClass = "identity"   // what an identity paper says, and the paper
	ClassWords      DataClass = "words"      // what somebody wrote
	ClassEvidence   DataClass = "evidence"   // files, with what their makers left in them
	ClassCredential DataClass = "credential" // what somebody signs in with
	ClassLog        DataClass = "log"        // that somebody did something
)

// DataClasses lists them in the order in which a page explains them.
func DataClasses() []DataClass {
	return []DataClass{ClassContact, ClassIdentity, ClassWords, ClassEvidence, ClassCredential, ClassLog}
}

// Onlooker is somebody who may be shown a field of somebody else.
type Onlooker string

// The onlookers, beside whom the data is about, who may unless it is HandedIn or
// Secret.
const (
	OwnSide   Onlooker = "own_side"   // others of the same organisation
	OtherSide Onlooker = "other_side" // of the case, from the event and as far as its procedure says
	Reviewers Onlooker = "reviewers"
	Operators Onlooker = "operators"
	Everybody Onlooker = "everybody"
)

// Keeping is how long a field is kept.
type Keeping string

// The lengths.
const (
	WhileAccount Keeping = "account" // while the account exists
	WhileClaims  Keeping = "claims"  // until nothing can be claimed from the case any more
	ForLaw       Keeping = "law"     // as the record that the law asks for, without a name
	ForHours     Keeping = "hours"   // ends by itself within hours or days
)

// ErasedAs is what an erasure leaves of a field.
type ErasedAs string

// The ways. A row that is removed takes all its fields with it.
const (
	AsNothing ErasedAs = "nothing" // an empty text
	AsWord    ErasedAs = "word"    // ErasedWord, which pages show as it is
	AsUnique  ErasedAs = "unique"  // a word of its own, where two may not be alike
	AsObject  ErasedAs = "object"  // {}
	AsList    ErasedAs = "list"    // []
	AsKept    ErasedAs = "kept"    // it stays: see its Keeping
	AsFile    ErasedAs = "file"    // the bytes go, the hash stays: the chain names it
)

// ErasedWord stands where a name was.
const ErasedWord = "[erased]"

// PersonalField is one column that holds personal data.
type PersonalField struct {
	Column  string
	Inside  []string // the keys of a JSON column that hold it; nil: all of it
	Class   DataClass
	Seen    []Onlooker
	Kept    Keeping
	Erased  ErasedAs
	OrgOnly bool // an organisation's: it goes with the organisation, not with one of its people
	Secret  bool // not handed out, not even to whom it is about

	HandedIn bool // whoever handed it in is not shown it again
}

// PersonalTable is what a table holds of people.
type PersonalTable struct {
	Table string
	// Whose rows they are, as SQL conditions over @person and @org: of somebody
	// who acts, and of an organisation. Empty: of nobody.
	OfPerson string
	OfOrg    string
	Remove   bool // erasure removes the row
	Fields   []PersonalField
	Plain    []string // text columns that say nothing of anybody
}

// Personal finds what is said of a table.
func Personal(table string) (PersonalTable, bool) {
	for _, t := range PersonalData() {
		if t.Table == table {
			return t, true
		}
	}
	return PersonalTable{}, false
}
