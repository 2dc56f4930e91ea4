package ipcase

import (
	"strings"
	"time"
)

// TickStatement is what is said beside a statement that has to be made and is not.
const TickStatement = "Read this statement and tick it. It cannot be sent without."

// Given is what a notice or a counter-notification holds so far, wherever it comes
// from: a form while it is filled in, the record of a case, or a letter that came
// by mail and was laid out.
type Given struct {
	Counter     bool
	Ticked      []string          // ids of statements that were made
	Perhaps     []string          // ids of elements that a letter may hold: a person has to look
	Answers     map[string]string // particulars by element id
	Explanation string
	Contact     Contact
	Signature   string
	Files       int
	Listings    int
	NoRight     *Error // why the right or work is not there; nil where it is
}

// Presence says whether an element is there.
type Presence string

// The presences. What is missing and not required is left out, and no fault.
const (
	Present Presence = "present"
	Perhaps Presence = "perhaps"
	Missing Presence = "missing"
	LeftOut Presence = "left_out"
)

// ElementCheck is one element with whether it is there, and if not where it is
// entered and what to do. How it is cured in general, and where the rule stands,
// is in the element itself.
type ElementCheck struct {
	Element  Element
	Presence Presence
	Faults   []FieldError
}

// Completeness is every element that a procedure asks for, in the order of its
// form.
type Completeness []ElementCheck

// CheckCompleteness says which elements are there, which are missing and how each is
// cured. It is the only place that does: a form while it is filled in, its sending,
// the reviewer's first panel and the layout of a letter all ask it.
func CheckCompleteness(elements []Element, g Given) Completeness {
	out := make(Completeness, 0, len(elements))
	for _, e := range elements {
		var p problems
		there := g.holds(&p, e)
		c := ElementCheck{Element: e, Faults: p.fields}
		switch {
		case contains(g.Perhaps, e.ID):
			c.Presence = Perhaps
		case len(p.fields) > 0:
			c.Presence = Missing
		case there:
			c.Presence = Present
		default:
			c.Presence = LeftOut
		}
		out = append(out, c)
	}
	return out
}

// holds says whether an element is there, and notes what is wrong with it.
func (g Given) holds(p *problems, e Element) bool {
	switch e.Kind {
	case ElementStatement:
		if contains(g.Ticked, e.ID) {
			return true
		}
		if e.Required {
			p.add("element-"+e.ID, TickStatement)
		}
	case ElementText:
		if e.ID == ElementExplanation {
			checkText(p, "explanation", g.asksWhy(), g.Explanation, MaxExplanation, e.Required)
			return strings.TrimSpace(g.Explanation) != ""
		}
		checkText(p, "element-"+e.ID, "Enter what this asks for.", g.Answers[e.ID], MaxComment, e.Required)
		return strings.TrimSpace(g.Answers[e.ID]) != ""
	case ElementEvidence:
		if e.Required && g.Files == 0 {
			p.add("evidence", "Add at least one file that shows what you say.")
		}
		return g.Files > 0
	case ElementContact:
		checkContact(p, g.Contact)
		return true
	case ElementSignature:
		checkText(p, "signature", "Type your full name as your signature.", g.Signature, MaxShortText, e.Required)
		return strings.TrimSpace(g.Signature) != ""
	case ElementListings:
		if g.Listings == 0 && g.Counter {
			p.add("items", "Choose at least one listing.")
		} else if g.Listings == 0 {
			errNoListing().into(p, "lines")
		}
		return true
	case ElementRight:
		g.NoRight.into(p, "right")
		return true
	}
	return false
}

func (g Given) asksWhy() string {
	if g.Counter {
		return "Explain in your own words why the complaint is wrong."
	}
	return "Explain in your own words what is wrong with the listings."
}

// into adds what is wrong to the problems of a form. An explanation that nothing
// asks for can be given, and is no longer than one that is asked for.
func (c Completeness) into(p *problems, g Given) {
	if _, asked := c.Of(ElementExplanation); !asked {
		checkText(p, "explanation", g.asksWhy(), g.Explanation, MaxExplanation, false)
	}
	for _, e := range c {
		p.fields = append(p.fields, e.Faults...)
	}
}

// Of says how one element stands.
func (c Completeness) Of(id string) (ElementCheck, bool) {
	for _, e := range c {
		if e.Element.ID == id {
			return e, true
		}
	}
	return ElementCheck{}, false
}

// Lacking are the elements that are missing, or that a person has to look at.
func (c Completeness) Lacking() []ElementCheck {
	var out []ElementCheck
	for _, e := range c {
		if e.Presence == Missing || e.Presence == Perhaps {
			out = append(out, e)
		}
	}
	return out
}

// RightUnproven says why a right is no proof for a notice that is to be accepted;
// nil where it is.
func RightUnproven(r Right, now time.Time) *Error {
	if wrong := CheckRightForFiling(r, Site{}, now); wrong != nil {
		return wrong
	}
	if r.Status != RightVerified {
		return Errorf(Invalid, "%s is not verified yet.", r.Number)
	}
	return nil
}

// Given is what a draft of a complaint holds, with what its lines led to.
func (d ComplaintDraft) Given(files int, check ListingCheck, noRight *Error) Given {
	return Given{
		Ticked: d.Ticked, Answers: d.Answers, Explanation: d.Explanation, Contact: d.Contact, Signature: d.Signature,
		Files: files, Listings: check.Count, NoRight: noRight,
	}
}

// Given is what a draft of a counter-notification holds.
func (d CounterDraft) Given(files int) Given {
	return Given{
		Counter: true, Ticked: d.Ticked, Answers: d.Answers, Explanation: d.Explanation, Contact: d.Contact, Signature: d.Signature,
		Files: files, Listings: len(d.Items),
	}
}

// Given is what a filed complaint holds, for one of its cases.
func (c Complaint) Given(files, listings int, noRight *Error) Given {
	g := Given{
		Answers: map[string]string{}, Explanation: c.Explanation, Contact: c.Contact, Signature: c.Signature,
		Files: files, Listings: listings, NoRight: noRight,
	}
	for _, s := range c.Statements {
		g.Ticked = append(g.Ticked, s.ID)
	}
	for _, a := range c.Answers {
		g.Answers[a.ID] = a.Text
	}
	return g
}

// Given is what a filed counter-notification holds.
func (c Counter) Given(files int) Given {
	g := Given{Counter: true, Explanation: c.Explanation, Contact: c.Contact, Signature: c.Signature, Files: files, Listings: len(c.Items)}
	for _, s := range c.Statements {
		g.Ticked = append(g.Ticked, s.ID)
	}
	return g
}
