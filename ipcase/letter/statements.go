package letter

import "strings"

// findMarks looks for every mark of the lexicon in every sentence.
func findMarks(sentences []sentence, kind Kind) map[string]Finding {
	found := map[string]Finding{}
	for _, s := range sentences {
		doubt := doubtOf(s, kind)
		for id, set := range lex().Marks {
			f, ok := s.find(set, doubt)
			if !ok {
				continue
			}
			have := found[id]
			switch {
			case f.Sure > have.Sure:
				found[id] = f
			case f.Sure == have.Sure && len(have.At) < 3:
				have.At = append(have.At, f.At...)
				found[id] = have
			}
		}
	}
	return found
}

// find looks for one mark in one sentence.
func (s sentence) find(set phraseSet, doubt Doubt) (Finding, bool) {
	for _, p := range set.Sure {
		start, ok := p.in(s.s)
		if !ok {
			continue
		}
		f := Finding{Sure: Found, At: []Span{s.whole()}}
		if doubt == "" && negatedBefore(s.s[:start]) {
			doubt = DoubtNegated
		}
		if doubt != "" {
			f.Sure, f.Doubt = Perhaps, doubt
		}
		return f, !s.prompt || doubt != DoubtAsked
	}
	if s.prompt || doubt != "" {
		return Finding{}, false
	}
	for _, p := range set.Perhaps {
		if _, ok := p.in(s.s); ok {
			return Finding{Sure: Perhaps, Doubt: DoubtWords, At: []Span{s.whole()}}, true
		}
	}
	return Finding{}, false
}

// whole is the sentence without the space around it.
func (s sentence) whole() Span {
	from := len(s.s) - len(strings.TrimLeft(s.s, " "))
	to := max(from, len(strings.TrimRight(s.s, " ")))
	return Span{s.at[from], s.at[to]}
}

// notQuestions are words that begin a question only where its mark ends it: "What
// this letter says is accurate."
var notQuestions = []string{"based on", "what", "which", "who", "where", "how", "why"}

// doubtOf says why a sentence is perhaps not the sender's own statement.
func doubtOf(s sentence, kind Kind) Doubt {
	words := lex().Doubts
	self := hasAny(s.s, words["self"])
	bare := strings.TrimSpace(s.s[numbering(s.s):])
	switch {
	case s.quoted:
		return DoubtQuoted
	case s.prompt && !self, strings.HasSuffix(strings.TrimSpace(s.s), "?"), startsAny(bare, []string{"if you", "if the"}), hasAny(s.s, words["asked"][2:]) && !self:
		return DoubtAsked
	case startsAny(bare, lex().Prompts) && !startsAny(bare, notQuestions) && !self:
		return DoubtAsked
	case hasAny(s.s, words["reported"]) && !ownWords(s.s, kind):
		return DoubtReported
	}
	return ""
}

// ownWords is true where somebody speaks of what they do themselves.
func ownWords(s string, kind Kind) bool {
	own := []string{"i swear", "i have", "i declare", "i state", "i am", "i consent", "i certify", "i confirm", "i believe", "we have", "we are", "we declare", "we state", "we swear", "we believe", "i hereby", "we hereby", "本人", "我司", "我方", "本公司"}
	if kind != Counter {
		own = append(own, "the complaining party", "the undersigned", "signatory", "投诉人")
	}
	return hasAny(s, own)
}

// negatedBefore is true where a "not" stands shortly before a statement.
func negatedBefore(before string) bool {
	if i := strings.LastIndexAny(before, ",;:"); i >= 0 {
		before = before[i:]
	}
	return hasAny(before[max(0, len(before)-60):], lex().Doubts["negated"])
}
