package procedure

import (
	"fmt"
	"slices"
	"strings"

	"ipportal/ipcase"
)

// windowOrder is the windows in the order of a case's life.
var windowOrder = []ipcase.WindowCode{
	ipcase.WindowIntake, ipcase.WindowReview, ipcase.WindowDelivery, ipcase.WindowNeedsInfo, ipcase.WindowSellerFirst,
	ipcase.WindowFix, ipcase.WindowSellerFurther, ipcase.WindowHolderAnswer, ipcase.WindowCourt,
}

// reasonsUnder are the reasons that a complaint under a procedure can have.
func reasonsUnder(book ipcase.Rulebook, p ipcase.Procedure) []ipcase.Reason {
	var list []ipcase.Reason
	for _, r := range book.Reasons {
		if len(p.RightTypes) == 0 || slices.Contains(p.RightTypes, r.RightType) {
			list = append(list, r)
		}
	}
	return list
}

type page struct{ strings.Builder }

func (b *page) line(format string, args ...any) { fmt.Fprintf(&b.Builder, format+"\n", args...) }

func (b *page) head(s string) { b.line("\n%s\n%s", s, strings.Repeat("-", len(s))) }

// AsText is a procedure in plain words as a lawyer reads it: every rule with where it
// stands, and the table of who may do what. The golden files of the tests are this text.
func AsText(book ipcase.Rulebook, p ipcase.Procedure, lang string) string {
	var b page
	b.line("%s (%s, version %d)", p.Name.In(lang), p.ID, p.Version)
	b.line("%s", p.Summary.In(lang))
	b.head("Scope")
	b.line("in force from     %s", p.ValidFrom.Format("2006-01-02"))
	b.line("types of right    %s", orEvery(p.RightTypes))
	b.line("territories       %s", orEvery(p.Territories))
	b.line("track             %s", p.Track)
	b.line("on acceptance     %s", p.Mode)
	b.line("after a counter   %s", p.AfterCounter)
	b.line("attempts          %s", orNone(p.Attempts, "no limit"))
	b.line("counter after end %t", p.CounterAfterEnd)
	b.line("calendar          %s", orElse(p.Calendar, "the site's"))
	b.line("appeal            %d months", p.AppealMonths)
	b.line("held by           %s", orEvery(p.CourtActions))
	b.windows(p)
	b.head("A notice holds")
	b.elements(p.NoticeElements, lang)
	for _, r := range reasonsUnder(book, p) {
		b.line("\nReason %s (%s), %d points: %s", r.Code, r.RightType, r.Points, r.Label.In(lang))
		b.line("  %s", r.Requires.In(lang))
		b.elements(r.Elements, lang)
	}
	b.head("A counter-notification holds")
	b.elements(p.CounterElements, lang)
	b.ways(p)
	b.head("Governs")
	for _, r := range book.Selection {
		if slices.Contains(r.Procedures, p.ID) {
			b.line("* %s: %s  [%s, %s]", r.ID, r.Why.In(lang), r.Cite.Law, r.Cite.Section)
		}
	}
	b.head("Disclosure")
	b.disclosed("seller sees of the complainant", p.Disclosure.HolderToSeller)
	b.disclosed("complainant sees of the seller", p.Disclosure.SellerToHolder)
	b.head("Public register")
	b.register(p.Register)
	b.head("Legal basis")
	for _, c := range p.LegalBasis {
		b.line("%s, %s", c.Law, c.Section)
	}
	b.head("Redress")
	b.line("%s", p.Redress.In(lang))
	for _, f := range []ipcase.Forum{p.OutOfCourt, p.Court} {
		b.line("* %s: %s  [%s, %s]", f.Name.In(lang), f.Note.In(lang), f.Cite.Law, f.Cite.Section)
	}
	return b.String()
}

func (b *page) register(r ipcase.Register) {
	if r.From == "" {
		b.line("no case is published")
		return
	}
	shown := make([]string, len(r.Fields))
	for n, f := range r.Fields {
		shown[n] = string(f)
	}
	b.line("%d %s after: %s  [%s, %s]", r.Delay.Amount, r.Delay.Unit, r.From, r.Cite.Law, r.Cite.Section)
	b.line("shown: %s", strings.Join(shown, ", "))
}

func (b *page) windows(p ipcase.Procedure) {
	b.head("Windows")
	for _, code := range windowOrder {
		w, ok := p.Windows[code]
		if !ok {
			continue
		}
		length := fmt.Sprintf("%d %s", w.Amount, w.Unit)
		if w.Latest > 0 {
			length = fmt.Sprintf("%d to %d %s", w.Amount, w.Latest, w.Unit)
		}
		b.line("%-15s %s from %s; silence: %s  [%s, %s]", code, length, w.Starts, orElse(string(w.Silence), "nothing"), w.Cite.Law, w.Cite.Section)
	}
}

func (b *page) ways(p ipcase.Procedure) {
	b.head("Who may do what")
	for _, w := range ipcase.Ways(p) {
		within := ""
		if w.Window != "" {
			within = fmt.Sprintf("  [%s]", w.Window)
		}
		b.line("%-16s %-9s %-22s -> %s%s", w.From, w.By, w.Move, w.To, within)
	}
}

func (b *page) elements(list []ipcase.Element, lang string) {
	for _, e := range list {
		need := "required"
		if !e.Required {
			need = "optional"
		}
		b.line("* %s: %s, %s, %s  [%s, %s]", e.ID, e.Label.In(lang), e.Kind, need, e.Cite.Law, e.Cite.Section)
		for _, row := range []struct{ what, words string }{
			{"words", e.Statement.In(lang)}, {"hint", e.Hint.In(lang)}, {"cure", e.Cure.In(lang)},
		} {
			if row.words != "" {
				b.line("    %-5s %s", row.what, row.words)
			}
		}
	}
}

func orEvery[T ~string](list []T) string {
	if len(list) == 0 {
		return "every one"
	}
	words := make([]string, len(list))
	for i, w := range list {
		words[i] = string(w)
	}
	return strings.Join(words, ", ")
}

func orNone(n int, none string) string {
	if n == 0 {
		return none
	}
	return fmt.Sprint(n)
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func (b *page) disclosed(who string, d ipcase.Disclosed) {
	list := func(fields []ipcase.ContactField) string {
		words := make([]string, len(fields))
		for n, f := range fields {
			words[n] = string(f)
		}
		return strings.Join(words, ", ")
	}
	for _, e := range ipcase.DisclosureEvents() {
		if len(d.At[e]) > 0 {
			b.line("%s from %s on: %s", who, e, list(d.At[e]))
		}
	}
	b.line("%s, but not behind the portal's address: %s", who, list(d.Relay))
}
