package ipcase

import (
	"time"

	"ipportal/ipcase/calendar"
)

// The public register holds the notices that were accepted, the counter-notifications to
// them, and what came of both (E-Commerce Law of China, Article 44). What stands in it
// is made from the record, case by case, as worker processes take up the log.

// Register is how a procedure's cases come into the public register. Its zero value
// publishes none.
type Register struct {
	From   RegisterFrom    `yaml:"from"`
	Delay  Delay           `yaml:"delay"`
	Fields []RegisterField `yaml:"fields"` // of those that everybody may see, which are shown
	Cite   Citation        `yaml:"cite"`
}

// Delay is a time that passes in the case's calendar.
type Delay struct {
	Amount int           `yaml:"amount"`
	Unit   calendar.Unit `yaml:"unit"`
}

// RegisterFrom is the event after which the delay runs.
type RegisterFrom string

// The events.
const (
	RegisterAccepted RegisterFrom = "accepted" // the notice was accepted
	RegisterEnded    RegisterFrom = "ended"    // nothing of the case is open any more
)

// RegisterFroms lists them.
func RegisterFroms() []RegisterFrom { return []RegisterFrom{RegisterAccepted, RegisterEnded} }

// RegisterField is one thing that the register can say of a case.
type RegisterField string

// The fields.
const (
	RegProcedure RegisterField = "procedure" // with its version, and when what happened
	RegSite      RegisterField = "site"
	RegReason    RegisterField = "reason"
	RegRight     RegisterField = "right"     // its type, office and registration number
	RegMark      RegisterField = "mark"      // the mark's words, the work's title
	RegHolder    RegisterField = "holder"    // the complainant's name, of an organisation
	RegPerson    RegisterField = "person"    // the complainant's name, of a private person
	RegShop      RegisterField = "shop"      // the shop's public name
	RegCountry   RegisterField = "country"   // of both
	RegListings  RegisterField = "listings"  // number and title of each, and what became of it
	RegAddress   RegisterField = "address"   // of each listing's page
	RegCounters  RegisterField = "counters"  // that, when and on which ground
	RegDecisions RegisterField = "decisions" // that, when, on which rule
	RegSaid      RegisterField = "said"      // both sides' explanations, in their words
	RegReasons   RegisterField = "reasons"   // facts and explanation of the decisions
	RegEvidence  RegisterField = "evidence"  // number and hash of what both sides have seen
)

// RegisterLevel is how much a reader of the register is shown.
type RegisterLevel string

// The levels.
const (
	LevelPublic     RegisterLevel = "public"
	LevelParty      RegisterLevel = "party"      // either side of the case
	LevelResearcher RegisterLevel = "researcher" // handed out by an operator
	LevelRegulator  RegisterLevel = "regulator"  // handed out by an operator
)

// RegisterLevels lists them.
func RegisterLevels() []RegisterLevel {
	return []RegisterLevel{LevelPublic, LevelParty, LevelResearcher, LevelRegulator}
}

// registerTable is who is shown what. No level is shown how to reach anybody, nor the
// evidence itself: who may ask for these asks by an order. What everybody is shown is
// what the law wants published: the notice, the declaration and the result (E-Commerce
// Law of China, Article 44) with who trades there (its Articles 15 and 33; Regulation (EU)
// 2022/2065, Article 30(7)), and never a private person (Personal Information Protection
// Law of China, Article 25; Regulation (EU) 2016/679, Articles 5(1)(c) and 6).
var registerTable = map[RegisterField][]RegisterLevel{
	RegProcedure: RegisterLevels(),
	RegSite:      RegisterLevels(),
	RegReason:    RegisterLevels(),
	RegRight:     RegisterLevels(),
	RegMark:      RegisterLevels(),
	RegHolder:    RegisterLevels(),
	RegShop:      RegisterLevels(),
	RegCountry:   RegisterLevels(),
	RegListings:  RegisterLevels(),
	RegCounters:  RegisterLevels(),
	RegDecisions: RegisterLevels(),
	RegAddress:   {LevelParty, LevelResearcher, LevelRegulator},
	RegSaid:      {LevelParty, LevelResearcher, LevelRegulator}, // a researcher: without addresses and telephone numbers
	RegReasons:   {LevelParty, LevelResearcher, LevelRegulator}, // likewise
	RegPerson:    {LevelParty, LevelRegulator},
	RegEvidence:  {LevelParty, LevelRegulator},
}

// RegisterFields lists the fields that a procedure can publish, in the order of a page.
func RegisterFields() []RegisterField {
	return []RegisterField{
		RegProcedure, RegSite, RegReason, RegRight, RegMark, RegHolder, RegShop, RegCountry, RegListings, RegCounters, RegDecisions,
	}
}

// RegisterOutcome is what became of a case, for the list.
type RegisterOutcome string

// The outcomes. A case in which listings ended differently is mixed.
const (
	OutcomeOpen      RegisterOutcome = "open"
	OutcomeRemoved   RegisterOutcome = "removed"
	OutcomeDeleted   RegisterOutcome = "deleted"
	OutcomeFixed     RegisterOutcome = "fixed"
	OutcomeKept      RegisterOutcome = "kept"
	OutcomeWithdrawn RegisterOutcome = "withdrawn"
	OutcomeRejected  RegisterOutcome = "rejected"
	OutcomeMixed     RegisterOutcome = "mixed"
)

// RegisterOutcomes lists them in the order in which a form offers them.
func RegisterOutcomes() []RegisterOutcome {
	return []RegisterOutcome{OutcomeOpen, OutcomeRemoved, OutcomeDeleted, OutcomeFixed, OutcomeKept, OutcomeWithdrawn, OutcomeRejected, OutcomeMixed}
}

// registerEntry is a case's line in the register's index.
type registerEntry struct {
	CaseID    int64
	PublicAt  time.Time
	ChangedAt time.Time
	RightType RightType
	Territory string
	Outcome   RegisterOutcome
	Words     string // by which it is found, each between spaces; the database keeps their index
}

// TableName fixes the table.
func (registerEntry) TableName() string { return "register_entries" }

// RegisterCase is a case as a reader of the register is shown it. What they are not
// shown is not in it.
type RegisterCase struct {
	ID               int64
	Number           string
	Level            RegisterLevel
	Public           time.Time // since when
	Changed          time.Time // the last act that it tells of
	Received         time.Time // the notice
	Accepted         time.Time
	Ended            *time.Time
	Outcome          RegisterOutcome
	Procedure        string
	ProcedureVersion int
	Site             string
	Territory        string
	Reason           string
	RightType        RightType
	Office           string
	RegNumber        string
	Mark             string
	Holder           string // "" with HolderWithheld
	HolderWithheld   bool
	HolderCountry    string
	Agent            string // who filed for the holder
	Shop             string
	ShopWithheld     bool
	ShopCountry      string
	Said             string // the notice's explanation
	Listings         []RegisterListing
	Counters         []RegisterCounter
	Decisions        []RegisterDecision
	Evidence         []RegisterEvidence
}

// RegisterListing is one listing of a case.
type RegisterListing struct {
	Position int
	Ref      string
	Title    string
	Lang     string
	URL      string
	State    State
	Decided  bool // by a reviewer
	EndedAt  *time.Time
}

// RegisterCounter is one counter-notification.
type RegisterCounter struct {
	FiledAt time.Time
	Ground  CounterGround
	Items   []int
	Said    string
}

// RegisterDecision is one decision of the platform.
type RegisterDecision struct {
	DecidedAt   time.Time
	Kind        DecisionKind
	GroundKind  GroundKind
	Reference   string
	Restriction Restriction
	Automated   bool
	Rulings     []Ruling // without comments
	Facts       string
	Explanation string
}

// RegisterEvidence is a file that both sides have seen, by its number and hash.
type RegisterEvidence struct {
	Label string
	Hash  string
}
