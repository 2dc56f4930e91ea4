package ipcase

import (
	"time"

	"ipportal/ipcase/calendar"
)

// Text is words in every language the portal speaks, by tag: "en" and "zh-CN".
type Text map[string]string

// In gives the words in lang, or in English where that is missing.
func (t Text) In(lang string) string {
	if s, ok := t[lang]; ok {
		return s
	}
	return t["en"]
}

// Procedure is the rules a case runs under, as versioned data. A case keeps the
// version it began with. Package procedure reads and checks the files.
type Procedure struct {
	ID              string                `yaml:"id"`
	Version         int                   `yaml:"version"`
	ValidFrom       time.Time             `yaml:"valid_from"`
	Name            Text                  `yaml:"name"`
	Summary         Text                  `yaml:"summary"`     // two sentences for both sides
	RightTypes      []RightType           `yaml:"right_types"` // empty = every type
	Territories     []string              `yaml:"territories"` // of the site; empty = every territory
	Track           Track                 `yaml:"track"`       // who ends a dispute: what a choice of procedure is about
	Intake          IntakeBy              `yaml:"intake"`      // who accepts a notice of a holder of the good-faith tier; empty = a reviewer
	Mode            Mode                  `yaml:"mode"`
	AfterCounter    AfterCounter          `yaml:"after_counter"`
	Attempts        int                   `yaml:"attempts"`          // counter-notifications for each item; a forfeited one counts; 0 = no limit
	Fixes           int                   `yaml:"fixes"`             // how often a fix can be proposed for each item
	CounterAfterEnd bool                  `yaml:"counter_after_end"` // an upheld item can still be countered (us-dmca-512 sets no limit)
	Calendar        string                `yaml:"calendar"`          // empty = the site's
	Delivery        DeliveryBy            `yaml:"delivery"`          // what counts as delivery; empty = either
	Windows         map[WindowCode]Window `yaml:"windows"`
	NoticeElements  []Element             `yaml:"notice_elements"`
	CounterElements []Element             `yaml:"counter_elements"`
	CourtActions    []CourtAction         `yaml:"court_actions"` // what holds a case, shown by the holder
	Disclosure      Disclosure            `yaml:"disclosure"`
	Register        Register              `yaml:"register"` // left out = no case is published
	LegalBasis      []Citation            `yaml:"legal_basis"`
	Redress         Text                  `yaml:"redress"`       // printed in every statement of reasons
	AppealMonths    int                   `yaml:"appeal_months"` // six
	OutOfCourt      Forum                 `yaml:"out_of_court"`  // the body to which either side can turn instead of a court
	Court           Forum                 `yaml:"court"`         // and the court
}

// Forum is a body outside the portal to which a party can turn.
type Forum struct {
	Name Text     `yaml:"name"`
	Note Text     `yaml:"note"` // what it can do, for whom and at what cost, in one or two sentences
	Cite Citation `yaml:"cite"`
}

// Track says who ends a dispute. Where the law leaves a choice, the holder chooses
// between procedures of different tracks.
type Track string

// The tracks.
const (
	TrackPlatform  Track = "platform"  // a reviewer of the platform decides
	TrackStatutory Track = "statutory" // the time that a statute sets, unless a court is asked
)

// CourtAction is a step outside the portal that holds a case while it lasts.
type CourtAction string

// The steps. An administrative complaint counts only where the procedure says so
// (E-Commerce Law of China, Article 43).
const (
	ActionCourt     CourtAction = "court"
	ActionAuthority CourtAction = "authority"
	ActionOrder     CourtAction = "order" // a court's order, where a suit alone is not enough (Copyright Rules of India, rule 75)
)

// CourtActions lists every kind, in the order in which a form offers them.
func CourtActions() []CourtAction { return []CourtAction{ActionCourt, ActionAuthority, ActionOrder} }

// IntakeBy says who accepts notices.
type IntakeBy string

// The ways. Automatic is for holders of the good-faith tier alone, and where the
// seller is asked before anything is removed.
const (
	IntakeReview    IntakeBy = "review"
	IntakeAutomatic IntakeBy = "automatic"
)

// Mode says what accepting a notice does.
type Mode string

// The modes.
const (
	NotifyFirst Mode = "notify_first" // the seller answers while the listing is live
	RemoveFirst Mode = "remove_first" // the listing goes down at once; the seller can counter
	// RemoveWait takes the listing down for the time that the law gives the holder to
	// bring a court's order (Copyright Rules of India, rule 75).
	RemoveWait Mode = "remove_wait"
)

// AfterCounter says where a counter-notification leads.
type AfterCounter string

// The ways on from a counter-notification.
const (
	HolderAnswers AfterCounter = "holder_answers" // countered: accept or contest
	CourtWait     AfterCounter = "court_wait"     // statutory_wait: court action or restored
	// ReviewerDecides leads to contested at once (Regulation (EU) 2022/2065, Article 20).
	ReviewerDecides AfterCounter = "reviewer_decides"
	NoCounter       AfterCounter = "no_counter" // the procedure knows none
)

// WindowCode names a time within which somebody may act.
type WindowCode string

// The windows. Those of the reviewer are targets: they age and act on nothing.
const (
	WindowIntake        WindowCode = "intake"         // reviewer's target: check the notice
	WindowReview        WindowCode = "review"         // reviewer's target: decide
	WindowDelivery      WindowCode = "delivery"       // undelivered that long: the reviewer's queue
	WindowNeedsInfo     WindowCode = "needs_info"     // holder completes the notice, or it lapses
	WindowSellerFirst   WindowCode = "seller_first"   // seller answers, or the listing is removed
	WindowSellerFurther WindowCode = "seller_further" // seller counters again, or it is upheld
	WindowFix           WindowCode = "fix_proposed"   // holder looks at a proposed fix, or it is accepted
	WindowHolderAnswer  WindowCode = "holder_answer"  // holder answers a counter, or the listing is restored
	WindowCourt         WindowCode = "court"          // holder shows court action, or the listing is restored
)

// Starts is the recorded event at which a window begins.
type Starts string

// The events.
const (
	StartsOnDelivery Starts = "delivery" // of the notice to the party whose turn it is
	StartsOnReceipt  Starts = "receipt"  // of the other side's act by the portal
	StartsOnSending  Starts = "sending"  // of a notice: how long it may stay undelivered
)

// Window is a time within which somebody may act, and what silence does.
type Window struct {
	Amount  int           `yaml:"amount"`
	Unit    calendar.Unit `yaml:"unit"`
	Starts  Starts        `yaml:"starts"`
	Silence State         `yaml:"silence"` // where the item goes; empty = nothing happens, it ages
	// Latest is the outer limit in the same unit where the law sets two (17 U.S.C.
	// 512(g)(2)(C): not less than 10 nor more than 14 business days); 0 = none.
	Latest int      `yaml:"latest"`
	Cite   Citation `yaml:"cite"`
}

// ElementKind is how an element is given.
type ElementKind string

// The kinds of element.
const (
	ElementStatement ElementKind = "statement" // ticked, in exact words
	ElementSignature ElementKind = "signature" // typed full name
	ElementContact   ElementKind = "contact"   // name, address, telephone, e-mail
	ElementText      ElementKind = "text"      // a particular in words
	ElementEvidence  ElementKind = "evidence"  // at least one file
	ElementListings  ElementKind = "listings"  // the exact location: the items themselves
	ElementRight     ElementKind = "right"     // the work or right: the registered right itself
)

// Element is one thing that a notice or a counter-notification must hold.
type Element struct {
	ID         string      `yaml:"id"`
	Kind       ElementKind `yaml:"kind"`
	Required   bool        `yaml:"required"`
	Label      Text        `yaml:"label"`
	Hint       Text        `yaml:"hint"`
	Statement  Text        `yaml:"statement"`   // the exact words to be ticked
	Cure       Text        `yaml:"cure"`        // how to supply it when it is missing
	RightTypes []RightType `yaml:"right_types"` // only for these; empty = every type
	Reasons    []string    `yaml:"reasons"`     // only for these reasons; empty = every reason
	Proofs     []Proof     `yaml:"proofs"`      // only where one of these is offered; empty = always
	Cite       Citation    `yaml:"cite"`
}

// Citation is where a rule stands.
type Citation struct {
	Law     string `yaml:"law"`     // 17 U.S.C.; marketplace terms
	Section string `yaml:"section"` // § 512(g)(2)(C)
}

// Reason is one that a holder can choose for a complaint.
type Reason struct {
	Code      string    `yaml:"code"` // trademark_in_title
	RightType RightType `yaml:"right_type"`
	Label     Text      `yaml:"label"`
	Requires  Text      `yaml:"requires"` // what this reason asks for, in one sentence
	Points    int       `yaml:"points"`   // what an item that ends upheld for it books to its seller
	Elements  []Element `yaml:"elements"` // beyond the procedure's
}

// RefusalCode is a ground on which a notice is refused, with how to cure it.
type RefusalCode struct {
	Code  string `yaml:"code"`
	Label Text   `yaml:"label"`
	Cure  Text   `yaml:"cure"`
}

// Office is an intellectual property office and how it writes its numbers. A
// number that does not fit is a warning, never a refusal.
type Office struct {
	Code        string                 `yaml:"code"` // EUIPO
	Name        Text                   `yaml:"name"`
	Territories []string               `yaml:"territories"` // which its registrations cover
	Patterns    map[RightType][]string `yaml:"patterns"`    // regexps of a number without spaces
	Examples    map[RightType]string   `yaml:"examples"`
}

// Rulebook is everything that is data about how complaints run. It is read once
// at start and never changes while the process lives.
type Rulebook struct {
	Procedures []Procedure // every version
	Selection  []SelectionRule
	Reasons    []Reason
	Refusals   []RefusalCode
	Offices    []Office
	Calendars  map[string]*calendar.Calendar
	Standing   StandingRules
}
