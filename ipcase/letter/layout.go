package letter

import (
	"slices"
	"strings"
	"unicode"
)

// layouter is a letter while it is laid out.
type layouter struct {
	text      string
	lines     []line
	sentences []sentence
	out       *Layout
	closing   int // the line of the greeting at the end; -1: none
	workAt    []Span
}

// Lay lays out a letter. What kind it is can be said by who knows; Unsure leaves
// it to the letter's words.
func Lay(raw Raw, kind Kind) Layout {
	out := Layout{Text: raw.Text, Subject: raw.Subject, Hidden: raw.Hidden, Kind: kind}
	l := &layouter{text: raw.Text, out: &out, closing: -1}
	l.lines = linesOf(raw.Text)
	l.sentences = sentencesOf(raw.Text, l.lines)
	out.sentences = l.sentences
	low := plainOf(raw.Text, 0, len(raw.Text)).s
	out.Lang = langOf(raw.Text)
	out.Right = mostOf(low, lex().Rights)
	if kind == "" || kind == Unsure {
		out.Kind = l.kindOf()
	}
	for _, x := range l.lines {
		out.QuotedLetter = out.QuotedLetter || x.quoted && !x.empty()
	}
	l.findClosing()
	out.Found = findMarks(l.sentences, out.Kind)
	l.particulars()
	l.contactByForm()
	l.sender(raw)
	l.signature()
	l.places()
	l.work()
	l.contact()
	l.explain()
	return out
}

// langOf is Chinese where a fifth of the letters are.
func langOf(s string) string {
	han, all := 0, 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			all++
			if unicode.Is(unicode.Han, r) {
				han++
			}
		}
	}
	if han*5 > all {
		return "zh-CN"
	}
	return "en"
}

// mostOf is the list of which most words are found, or "".
func mostOf(low string, lists map[string][]string) string {
	best, most := "", 0
	for name, words := range lists {
		n := 0
		for _, w := range words {
			n += min(5, strings.Count(low, w))
		}
		if n > most || n == most && n > 0 && name < best {
			best, most = name, n
		}
	}
	return best
}

// kindOf says what a letter is by its own words, not those that it answers. A
// counter-notification speaks of infringement too, so its own words go first.
func (l *layouter) kindOf() Kind {
	score := map[Kind]int{}
	for _, s := range l.sentences {
		if s.quoted {
			continue
		}
		for _, k := range []Kind{Counter, Retraction, Notice} {
			if slices.ContainsFunc(lex().Kinds[string(k)], func(w string) bool { return strings.Contains(s.s, w) }) && !strings.Contains(s.s, "docs.") {
				score[k]++
			}
		}
	}
	switch {
	case score[Counter] >= 2 || score[Counter] > 0 && score[Notice] <= 2:
		return Counter
	case score[Retraction] > 0 && score[Retraction]*2 >= score[Notice]:
		return Retraction
	case score[Notice] > 0:
		return Notice
	default:
		return Unsure
	}
}

// aboutOf is what the part of a letter is about in which a line stands.
func (l *layouter) aboutOf(n int) string {
	if of := l.lines[n].of; of >= 0 {
		return l.lines[of].about
	}
	return ""
}

// answerTo is what stands below a prompt, up to the next.
func (l *layouter) answerTo(n int) []line {
	var out []line
	for m := n + 1; m < len(l.lines) && l.lines[m].of == n; m++ {
		if !l.lines[m].empty() && !l.lines[m].prompt {
			out = append(out, l.lines[m])
		}
	}
	return out
}

func (l *layouter) findClosing() {
	for n, x := range l.lines {
		if !x.quoted && len(x.low) <= 60 && isClosing(x.low) {
			l.closing = n
		}
	}
}

func isClosing(low string) bool {
	low = strings.Trim(low, " ,.!，。！")
	return slices.Contains(lex().Closings, low) || strings.HasSuffix(low, " regards") && len(low) < 30
}

// contact says whether the sender can be reached: for a notice by anything beyond
// a name, for a counter-notification by address and telephone (17 U.S.C.
// 512(g)(3)(D)).
func (l *layouter) contact() {
	o := l.out
	f := Finding{}
	for _, v := range []Value{o.Address, o.Phone, o.Email} {
		if v.Sure > NotFound {
			f.At = append(f.At, v.At)
			f.Sure = max(f.Sure, v.Sure)
		}
	}
	if o.Kind == Counter {
		f.Sure = min(o.Address.Sure, o.Phone.Sure)
		if f.Sure == NotFound && o.Address.Sure+o.Phone.Sure > 0 {
			f = Finding{}
		}
	}
	if f.Sure < Found {
		for n, x := range l.lines {
			if !x.prompt || x.about != "contact" {
				continue
			}
			for _, a := range l.answerTo(n) {
				if _, _, hidden := nameLike(a.text); hidden {
					f.Sure, f.At = Found, append(f.At, a.Span)
				}
			}
		}
	}
	if f.Sure > NotFound {
		if f.Sure == Perhaps {
			f.Doubt = DoubtWords
		}
		o.Found[MarkContact] = f
	}
}

// asks is true of a prompt that says nothing itself, as "The following listings use
// our pictures:" does.
func asks(x line) bool {
	return x.prompt && (x.about == "contact" || x.about == "signature" || len(strings.Fields(x.low)) < 5 || strings.HasPrefix(x.text, "**") || startsAny(x.low, lex().Prompts))
}

// explain gathers the paragraphs that say what happened: what is left without
// statements, addresses, greetings and the answers of a form about other things.
func (l *layouter) explain() {
	taken := map[int]bool{}
	for id, f := range l.out.Found {
		if id == MarkWork || f.Sure < Found {
			continue
		}
		for _, at := range f.At {
			for n, x := range l.lines {
				if x.Start < at.End && at.Start < x.End {
					taken[n] = true
				}
			}
		}
	}
	var b strings.Builder
	para := -1
	for n, x := range l.lines {
		if x.empty() || asks(x) || x.quoted || taken[n] || l.closing >= 0 && n >= l.closing || len(labelsIn(x.low)) > 0 || isURL(x.low) ||
			len(strings.Fields(x.low)) < 5 && l.out.Lang == "en" || l.aboutOf(n) == "contact" || l.aboutOf(n) == "signature" {
			continue
		}
		if b.Len() > 0 {
			if x.para != para {
				b.WriteString("\n")
			}
			b.WriteString("\n")
		}
		para = x.para
		b.WriteString(x.text)
	}
	l.out.Explanation = b.String()
}
