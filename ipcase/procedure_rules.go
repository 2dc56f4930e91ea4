package ipcase

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"ipportal/ipcase/calendar"
)

// ElementExplanation is the id of the text element that a complaint or a
// counter-notification gives in its Explanation, not among its answers.
const ElementExplanation = "explanation"

// Procedure finds one version of a procedure: the rules that a case began with.
func (b Rulebook) Procedure(id string, version int) (Procedure, bool) {
	for _, p := range b.Procedures {
		if p.ID == id && p.Version == version {
			return p, true
		}
	}
	return Procedure{}, false
}

// CalendarFor is the calendar in which a procedure's windows are counted: its
// own, or the site's.
func (b Rulebook) CalendarFor(p Procedure, site Site) (*calendar.Calendar, bool) {
	code := p.Calendar
	if code == "" {
		code = site.Calendar
	}
	c, ok := b.Calendars[code]
	return c, ok
}

// Span is the window's length for package calendar.
func (w Window) Span() calendar.Window {
	return calendar.Window{Amount: w.Amount, Unit: w.Unit}
}

// NoticeElementsFor lists what a notice must hold for this type of right, this
// reason and the proof that is offered: the procedure's elements that apply, then
// the reason's own.
func (p Procedure) NoticeElementsFor(right RightType, reason Reason, proof Proof) []Element {
	return append(elementsFor(p.NoticeElements, right, reason.Code, proof), elementsFor(reason.Elements, right, reason.Code, proof)...)
}

// CounterElementsFor lists what a counter-notification must hold.
func (p Procedure) CounterElementsFor(right RightType) []Element {
	return elementsFor(p.CounterElements, right, "", "")
}

func elementsFor(all []Element, right RightType, reason string, proof Proof) []Element {
	var some []Element
	for _, e := range all {
		if len(e.RightTypes) > 0 && !slices.Contains(e.RightTypes, right) {
			continue
		}
		if len(e.Reasons) > 0 && !slices.Contains(e.Reasons, reason) {
			continue
		}
		if len(e.Proofs) > 0 && !slices.Contains(e.Proofs, proof) {
			continue
		}
		some = append(some, e)
	}
	return some
}

// Holds says whether an action of this kind, shown by the holder, holds a case.
func (p Procedure) Holds(by CourtAction) bool { return slices.Contains(p.CourtActions, by) }

// Reason finds a reason by its code.
func (b Rulebook) Reason(code string) (Reason, bool) {
	for _, r := range b.Reasons {
		if r.Code == code {
			return r, true
		}
	}
	return Reason{}, false
}

// ReasonsFor lists the reasons that fit a type of right, in the order in which a
// form offers them.
func (b Rulebook) ReasonsFor(right RightType) []Reason {
	var some []Reason
	for _, r := range b.Reasons {
		if r.RightType == right {
			some = append(some, r)
		}
	}
	return some
}

// Refusal finds a refusal code.
func (b Rulebook) Refusal(code string) (RefusalCode, bool) {
	for _, r := range b.Refusals {
		if r.Code == code {
			return r, true
		}
	}
	return RefusalCode{}, false
}

// Office finds an office by its code.
func (b Rulebook) Office(code string) (Office, bool) {
	for _, o := range b.Offices {
		if o.Code == code {
			return o, true
		}
	}
	return Office{}, false
}

// OfficesFor lists the offices that register this type of right.
func (b Rulebook) OfficesFor(right RightType) []Office {
	var some []Office
	for _, o := range b.Offices {
		if _, ok := o.Patterns[right]; ok {
			some = append(some, o)
		}
	}
	return some
}

// NumberLooksRight says whether a number looks like one of this office's for this
// type of right, and gives an example to show where it does not. It is a warning,
// never a refusal: an empty number, or one of which no form is known, looks right.
func (o Office) NumberLooksRight(t RightType, number string) (ok bool, example string) {
	number = foldNumber(number)
	patterns := o.Patterns[t]
	if number == "" || len(patterns) == 0 {
		return true, o.Examples[t]
	}
	for _, p := range patterns {
		if re, err := regexp.Compile(p); err == nil && re.MatchString(number) {
			return true, o.Examples[t]
		}
	}
	return false, o.Examples[t]
}

// foldNumber brings a registration number into the form that patterns are
// written for: half-width, upper case, without spaces, dots and commas, with
// plain hyphens.
func foldNumber(number string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' { // full-width forms of ASCII
			r -= '！' - '!'
		}
		switch {
		case unicode.IsSpace(r), unicode.Is(unicode.Cf, r), strings.ContainsRune(".,·。、", r):
			return -1
		case unicode.Is(unicode.Pd, r), r == '−':
			return '-'
		default:
			return unicode.ToUpper(r)
		}
	}, number)
}
