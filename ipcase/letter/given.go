package letter

import (
	"slices"
	"strings"
	"unicode"

	"ipportal/ipcase"
)

// Given is what a letter gives of the elements that a procedure asks for, for the
// one place that says whether something is complete. What the letter holds in
// doubtful words, or unreadably, is for a person to look at.
func (l Layout) Given(p ipcase.Procedure, elements []ipcase.Element) ipcase.Given {
	g := ipcase.Given{
		Counter: l.Kind == Counter, Answers: map[string]string{}, Explanation: l.Explanation, Contact: l.Contact(), Listings: len(l.Locations),
	}
	if v := l.Signature; v.Sure == Found {
		g.Signature = v.Text
	}
	for _, e := range elements {
		sure := NotFound
		switch e.Kind {
		case ipcase.ElementStatement:
			if sure = l.statement(p, e); sure == Found {
				g.Ticked = append(g.Ticked, e.ID)
			}
		case ipcase.ElementRight:
			if sure = l.Found[MarkWork].Sure; sure == NotFound {
				g.NoRight = ipcase.Errorf(ipcase.Invalid, "The letter names no work or right.")
			}
		case ipcase.ElementSignature:
			sure = l.Signature.Sure
		case ipcase.ElementListings:
			sure = l.Found[MarkListings].Sure
		case ipcase.ElementContact:
			if slices.ContainsFunc([]Value{l.Address, l.Phone, l.Email}, func(v Value) bool { return v.Redacted }) || g.Contact.Name == "" && l.Name.Redacted {
				sure = Perhaps
			}
		case ipcase.ElementText:
			if e.ID != ipcase.ElementExplanation && e.Required && l.Explanation != "" {
				sure = Perhaps // in the words of the letter, if anywhere
			}
		case ipcase.ElementEvidence:
			if e.Required && hasAny(plainOf(l.Text, 0, len(l.Text)).s, []string{"attached", "attachment", "enclosed", "annex", "appendix", "附件", "附后", "附上"}) {
				sure = Perhaps
			}
		}
		if sure == Perhaps {
			g.Perhaps = append(g.Perhaps, e.ID)
		}
	}
	return g
}

// Contact is what the letter gives to reach its sender by, without what is
// unreadable.
func (l Layout) Contact() ipcase.Contact {
	text := func(v Value) string {
		if v.Redacted {
			return ""
		}
		return v.Text
	}
	return ipcase.Contact{Name: text(l.Name), Address: text(l.Address), Phone: text(l.Phone), Email: text(l.Email)}
}

// statement says whether a letter makes a procedure's statement: all the marks of
// which it is made, or, where none are known, its own words.
func (l Layout) statement(p ipcase.Procedure, e ipcase.Element) Sureness {
	marks, known := lex().ElementsOf[p.ID+"/"+e.ID]
	if !known && l.Kind == Counter {
		marks, known = lex().ElementsOf["counter/"+e.ID]
	}
	if !known {
		marks, known = lex().Elements[e.ID]
	}
	if !known {
		return l.says(e.Statement)
	}
	sure := Found
	for _, m := range marks {
		sure = min(sure, l.Found[m].Sure)
	}
	return sure
}

// says looks for the exact words of a statement: most of them in one sentence.
func (l Layout) says(statement ipcase.Text) Sureness {
	best := NotFound
	for _, words := range statement {
		want := wordsOf(plainOf(words, 0, len(words)).s)
		if len(want) < 4 {
			continue
		}
		for n, s := range l.sentences {
			have := s.s
			if n+1 < len(l.sentences) {
				have += " " + l.sentences[n+1].s
			}
			found, in := 0, wordsOf(have)
			for w := range want {
				if in[w] {
					found++
				}
			}
			switch {
			case found*10 >= len(want)*8 && !s.quoted:
				return Found
			case found*10 >= len(want)*6:
				best = Perhaps
			}
		}
	}
	return best
}

// wordsOf is the words of a text; of Chinese, each two characters.
func wordsOf(s string) map[string]bool {
	out := map[string]bool{}
	var last rune
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		han := false
		for _, r := range w {
			if unicode.Is(unicode.Han, r) {
				if last != 0 {
					out[string([]rune{last, r})] = true
				}
				last, han = r, true
			}
		}
		if last = 0; !han {
			out[w] = true
		}
	}
	return out
}
