package search

import (
	"slices"
	"strings"
)

const (
	typedLimit  = 8 // words of a question that are looked for
	piecesLimit = 8 // pieces of one of them
	begins      = 3 // letters from which on the beginning of a word is enough
)

// Word is one word that a text must have. With Begins a longer one that begins so
// does as well.
type Word struct {
	Text   string
	Begins bool
}

// Term is what one typed word asks for: every word of at least one of its ways.
type Term struct {
	Typed string // as it was typed, folded
	Ways  [][]Word
}

// Question is what somebody typed. A text answers it when it has every term.
type Question []Term

// Ask reads what somebody typed. What holds neither a letter nor a figure asks for
// nothing.
func Ask(typed string) Question {
	var q Question
	for _, chunk := range chunks(typed) {
		pieces := cut(chunk)
		pieces = pieces[:min(len(pieces), piecesLimit)]
		if len(pieces) == 0 {
			continue
		}
		if len(q) == typedLimit {
			break
		}
		t := Term{Typed: chunk}
		var all []Word
		for n, p := range pieces {
			all = append(all, p.asked(n == len(pieces)-1)...)
		}
		t.Ways = append(t.Ways, all)
		if len(pieces) > 1 {
			t.Ways = append(t.Ways, []Word{{Text: number(join(pieces))}})
		}
		q = append(q, t)
	}
	return q
}

// asked gives the words that a text must have for a typed piece. Of the last piece of
// a typed word the beginning is enough: people stop typing when they see what they
// looked for.
func (p piece) asked(last bool) []Word {
	switch p.kind {
	case letters:
		return []Word{{Text: short(p.text), Begins: last && len([]rune(p.text)) >= begins}}
	case pairs:
		if len([]rune(p.text)) == 1 {
			return []Word{{Text: p.text, Begins: true}}
		}
		var words []Word
		for _, two := range twos(p.text) {
			words = append(words, Word{Text: two})
		}
		return words
	case figures:
		if bare := strings.TrimLeft(p.text, "0"); bare != "" {
			return []Word{{Text: number(bare)}}
		}
		return []Word{{Text: number(p.text)}}
	default:
		return []Word{{Text: number(p.text)}}
	}
}

// Instead gives the question with other words, of which one is enough, in the place
// of a term.
func (q Question) Instead(n int, words ...string) Question {
	changed := slices.Clone(q)
	changed[n] = OneOf(words...)
	return changed
}

// OneOf is a term of words of which one is enough.
func OneOf(words ...string) Term {
	t := Term{Typed: strings.Join(words, " / ")}
	for _, w := range words {
		t.Ways = append(t.Ways, []Word{{Text: w}})
	}
	return t
}

// SpelledOut gives the question with whole words in the place of those of which the
// beginning is enough. known gives the words that begin so, the beginning among them
// where it is a word; false, that there are too many, and the beginning stays.
func (q Question) SpelledOut(known func(beginning string) (words []string, few bool, err error)) (Question, error) {
	whole := make(Question, len(q))
	for n, t := range q {
		whole[n] = Term{Typed: t.Typed}
		for _, way := range t.Ways {
			last := len(way) - 1 // only the last word of a way is a beginning
			if last < 0 || !way[last].Begins || !spelled(way[last].Text) {
				whole[n].Ways = append(whole[n].Ways, way)
				continue
			}
			words, few, err := known(way[last].Text)
			if err != nil {
				return nil, err
			}
			if !few {
				whole[n].Ways = append(whole[n].Ways, way)
				continue
			}
			for _, w := range words {
				whole[n].Ways = append(whole[n].Ways, append(slices.Clone(way[:last]), Word{Text: w}))
			}
		}
	}
	return whole, nil
}

// Joined gives the question with term n and the one behind it as one word, "air pods"
// as "airpods"; false when they are not words.
func (q Question) Joined(n int) (Question, bool) {
	if n+1 >= len(q) || !q[n].word() || !q[n+1].word() {
		return nil, false
	}
	word := short(q[n].Typed + q[n+1].Typed)
	changed := slices.Concat(q[:n], Question{{Typed: word, Ways: [][]Word{{{Text: word, Begins: true}}}}}, q[n+2:])
	return changed, true
}

// String is the question as it could be typed again.
func (q Question) String() string {
	words := make([]string, len(q))
	for n, t := range q {
		words[n] = t.Typed
	}
	return strings.Join(words, " ")
}

// word says whether a term is one word of letters.
func (t Term) word() bool {
	p := cut(t.Typed)
	return len(p) == 1 && p[0].kind == letters && p[0].text == t.Typed
}
