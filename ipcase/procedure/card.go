package procedure

import (
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/calendar"
)

// Card is a procedure as machines read it: everything that its page says.
type Card struct {
	ID              string               `json:"id"`
	Version         int                  `json:"version"`
	ValidFrom       string               `json:"valid_from"`
	InForce         bool                 `json:"in_force"` // governs what is filed now
	Versions        []int                `json:"versions"`
	Name            ipcase.Text          `json:"name"`
	Summary         ipcase.Text          `json:"summary"`
	RightTypes      []ipcase.RightType   `json:"right_types"` // empty = every type
	Territories     []string             `json:"territories"` // empty = every territory
	Governs         []CardRule           `json:"governs"`
	Track           string               `json:"track"`
	Mode            string               `json:"mode"`
	AfterCounter    string               `json:"after_counter"`
	Attempts        int                  `json:"attempts"` // 0 = no limit
	CounterAfterEnd bool                 `json:"counter_after_end"`
	Calendar        string               `json:"calendar"` // "" = the site's
	Windows         []CardWindow         `json:"windows"`
	Notice          []CardElement        `json:"notice_elements"`
	Counter         []CardElement        `json:"counter_elements"`
	Reasons         []CardReason         `json:"reasons"`
	CourtActions    []ipcase.CourtAction `json:"court_actions"`
	Moves           []CardMove           `json:"moves"`
	Disclosure      CardDisclosure       `json:"disclosure"`
	Register        *CardRegister        `json:"register,omitempty"` // absent: no case is published
	Redress         ipcase.Text          `json:"redress"`
	AppealMonths    int                  `json:"appeal_months"`
	OutOfCourt      CardForum            `json:"out_of_court"`
	Court           CardForum            `json:"court"`
	LegalBasis      []CardCite           `json:"legal_basis"`
}

// CardCite is where a rule stands.
type CardCite struct {
	Law     string `json:"law"`
	Section string `json:"section"`
}

// CardRule is a rule that chooses the procedure.
type CardRule struct {
	ID   string      `json:"id"`
	Why  ipcase.Text `json:"why"`
	Cite CardCite    `json:"cite"`
}

// CardWindow is a time within which somebody may act.
type CardWindow struct {
	Code    ipcase.WindowCode `json:"code"`
	Amount  int               `json:"amount"`
	Latest  int               `json:"latest,omitempty"`
	Unit    calendar.Unit     `json:"unit"`
	Starts  ipcase.Starts     `json:"starts"`
	Silence ipcase.State      `json:"silence,omitempty"`
	Cite    CardCite          `json:"cite"`
}

// CardElement is what a notice or a counter-notification must hold.
type CardElement struct {
	ID        string      `json:"id"`
	Kind      string      `json:"kind"`
	Required  bool        `json:"required"`
	Label     ipcase.Text `json:"label"`
	Hint      ipcase.Text `json:"hint,omitempty"`
	Statement ipcase.Text `json:"statement,omitempty"`
	Cure      ipcase.Text `json:"cure,omitempty"`
	Cite      CardCite    `json:"cite"`
}

// CardReason is a reason that a complaint under the procedure can have.
type CardReason struct {
	Code      string           `json:"code"`
	RightType ipcase.RightType `json:"right_type"`
	Label     ipcase.Text      `json:"label"`
	Points    int              `json:"points"`
}

// CardMove is what somebody may do, and where it leads.
type CardMove struct {
	By     ipcase.Party      `json:"by"`
	Move   ipcase.Move       `json:"move"`
	From   ipcase.State      `json:"from"`
	To     ipcase.State      `json:"to"`
	Window ipcase.WindowCode `json:"window,omitempty"`
}

// CardDisclosure is what each side learns of the other, by event.
type CardDisclosure struct {
	HolderToSeller map[ipcase.DisclosureEvent][]ipcase.ContactField `json:"holder_to_seller"`
	SellerToHolder map[ipcase.DisclosureEvent][]ipcase.ContactField `json:"seller_to_holder"`
}

// CardRegister is how cases come into the public register.
type CardRegister struct {
	From   ipcase.RegisterFrom    `json:"from"`
	Amount int                    `json:"amount"`
	Unit   calendar.Unit          `json:"unit"`
	Fields []ipcase.RegisterField `json:"fields"`
	Cite   CardCite               `json:"cite"`
}

// CardForum is a body outside the portal.
type CardForum struct {
	Name ipcase.Text `json:"name"`
	Note ipcase.Text `json:"note"`
	Cite CardCite    `json:"cite"`
}

// CardOf is the card of one version of a procedure, as things stand at that moment.
func CardOf(book ipcase.Rulebook, p ipcase.Procedure, now time.Time) Card {
	current, _ := book.InForce(p.ID, now)
	c := Card{
		ID: p.ID, Version: p.Version, ValidFrom: p.ValidFrom.Format(time.DateOnly), InForce: current.Version == p.Version,
		Versions: []int{}, Name: p.Name, Summary: p.Summary, RightTypes: orEmpty(p.RightTypes), Territories: orEmpty(p.Territories), Governs: []CardRule{},
		Track: string(p.Track), Mode: string(p.Mode), AfterCounter: string(p.AfterCounter), Attempts: p.Attempts, CounterAfterEnd: p.CounterAfterEnd,
		Calendar: p.Calendar, Windows: []CardWindow{}, Notice: cardElements(p.NoticeElements), Counter: cardElements(p.CounterElements), Reasons: []CardReason{},
		CourtActions: orEmpty(p.CourtActions), Moves: []CardMove{},
		Disclosure: CardDisclosure{HolderToSeller: p.Disclosure.HolderToSeller.At, SellerToHolder: p.Disclosure.SellerToHolder.At},
		Redress:    p.Redress, AppealMonths: p.AppealMonths, OutOfCourt: cardForum(p.OutOfCourt), Court: cardForum(p.Court), LegalBasis: []CardCite{},
	}
	if r := p.Register; r.From != "" {
		c.Register = &CardRegister{From: r.From, Amount: r.Delay.Amount, Unit: r.Delay.Unit, Fields: r.Fields, Cite: CardCite(r.Cite)}
	}
	for _, x := range book.Procedures {
		if x.ID == p.ID {
			c.Versions = append(c.Versions, x.Version)
		}
	}
	for _, r := range book.Selection {
		for _, id := range r.Procedures {
			if id == p.ID {
				c.Governs = append(c.Governs, CardRule{ID: r.ID, Why: r.Why, Cite: CardCite(r.Cite)})
			}
		}
	}
	for _, code := range windowOrder {
		if w, ok := p.Windows[code]; ok {
			c.Windows = append(c.Windows, CardWindow{Code: code, Amount: w.Amount, Latest: w.Latest, Unit: w.Unit, Starts: w.Starts, Silence: w.Silence, Cite: CardCite(w.Cite)})
		}
	}
	for _, r := range reasonsUnder(book, p) {
		c.Reasons = append(c.Reasons, CardReason{Code: r.Code, RightType: r.RightType, Label: r.Label, Points: r.Points})
	}
	for _, w := range ipcase.Ways(p) {
		c.Moves = append(c.Moves, CardMove(w))
	}
	for _, l := range p.LegalBasis {
		c.LegalBasis = append(c.LegalBasis, CardCite(l))
	}
	return c
}

func cardElements(list []ipcase.Element) []CardElement {
	out := []CardElement{}
	for _, e := range list {
		out = append(out, CardElement{
			ID: e.ID, Kind: string(e.Kind), Required: e.Required, Label: e.Label, Hint: e.Hint, Statement: e.Statement, Cure: e.Cure, Cite: CardCite(e.Cite),
		})
	}
	return out
}

func cardForum(f ipcase.Forum) CardForum {
	return CardForum{Name: f.Name, Note: f.Note, Cite: CardCite(f.Cite)}
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
