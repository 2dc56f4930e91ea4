package letter

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// plain is a text brought into the form that phrases are written for, with the
// way back: lower case, one space for any white space, straight quotation marks,
// spaces for hyphens, and without the marks of bold and headings.
type plain struct {
	s  string
	at []int // where in the text each byte comes from; one more for the end
}

func plainOf(text string, from, to int) plain {
	var b strings.Builder
	at := make([]int, 0, to-from+1)
	space := true
	put := func(s string, i int) {
		b.WriteString(s)
		for range len(s) {
			at = append(at, i)
		}
	}
	for i := from; i < to; {
		r, size := utf8.DecodeRuneInString(text[i:to])
		switch {
		case r == '*' || r == '`' || r == '#':
		case r == '<':
			if n := tagLen(text[i:to]); n > 0 {
				size = n
				break
			}
			put("<", i)
			space = false
		case unicode.IsSpace(r), r == '-', r == '_', r == '‑', r == '–', r == '—':
			if !space {
				put(" ", i)
				space = true
			}
		case r == '‘', r == '’', r == '′':
			put("'", i)
			space = false
		case r == '“', r == '”', r == '„', r == '«', r == '»', r == '"':
			put(`"`, i)
			space = false
		case r >= '！' && r <= '～': // full-width forms of ASCII
			put(strings.ToLower(string(r-'！'+'!')), i)
			space = false
		default:
			put(strings.ToLower(string(r)), i)
			space = false
		}
		i += size
	}
	return plain{b.String(), append(at, to)}
}

// tagLen is how long a short tag is with which s begins, or 0.
func tagLen(s string) int {
	end := strings.IndexByte(s[:min(len(s), 200)], '>')
	if end < 2 || s[1] != '/' && (s[1] < 'a' || s[1] > 'z') {
		return 0
	}
	return end + 1
}

// line is one line of a letter.
type line struct {
	Span          // without the white space and the marks around it
	text   string // of the letter
	low    string // in the form of phrases
	quoted bool   // of a letter that this one answers
	para   int    // which paragraph it is of; empty lines part them
	prompt bool   // it asks, or heads what follows
	about  string // of a prompt: a key of lexicon.Labels
	of     int    // the prompt that it answers; -1: none
}

func (l line) empty() bool { return l.Start == l.End }

// linesOf parts a text into lines and finds which of them ask or head.
func linesOf(text string) []line {
	var lines []line
	para, of, quoting := 0, -1, false
	for from := 0; from <= len(text); {
		to := len(text)
		if i := strings.IndexByte(text[from:], '\n'); i >= 0 {
			to = from + i
		}
		l := line{Span: trimmed(text, from, to), para: para}
		l.text = text[l.Start:l.End]
		if strings.HasPrefix(l.text, ">") {
			l.quoted = true
			l.Start = from + len(text[from:to]) - len(strings.TrimLeft(text[from:to], "> \t"))
			l.Start = min(l.Start, l.End)
			l.text = text[l.Start:l.End]
		}
		l.low = strings.Trim(plainOf(text, l.Start, l.End).s, " ")
		if len(l.low) < 300 && startsQuoted(l.low) {
			quoting = true
		}
		l.quoted = l.quoted || quoting
		if l.empty() {
			para++
		}
		l.prompt, l.about = promptOf(l.text, l.low)
		l.of = of
		if l.prompt {
			of = len(lines)
		}
		lines = append(lines, l)
		from = to + 1
	}
	return lines
}

func startsQuoted(low string) bool {
	for _, q := range lex().Quoted {
		q = strings.Trim(strings.ReplaceAll(q, "-", " "), " ")
		if strings.HasPrefix(low, q) || q == "wrote:" && strings.HasPrefix(low, "on ") && strings.HasSuffix(low, "wrote:") {
			return true
		}
	}
	return false
}

func trimmed(text string, from, to int) Span {
	s := strings.TrimLeftFunc(text[from:to], unicode.IsSpace)
	from = to - len(s)
	return Span{from, from + len(strings.TrimRightFunc(s, unicode.IsSpace))}
}

// numbering is what stands before the words of a list: "1. ", "(a) ", "- ".
func numbering(s string) int {
	n := 0
	for n < len(s) && n < 8 && (strings.IndexByte(" .)(*•·、0123456789", s[n]) >= 0 || strings.HasPrefix(s[n:], "•") || strings.HasPrefix(s[n:], "、")) {
		n++
	}
	for n < len(s) && !utf8.RuneStart(s[n]) {
		n++
	}
	if n == 0 && len(s) > 2 && s[1] == ')' {
		return 2
	}
	return n
}

// promptOf says whether a line asks or heads rather than says, and what about.
func promptOf(raw, low string) (bool, string) {
	if low == "" || len(low) > 900 {
		return false, ""
	}
	bare := strings.TrimSpace(low[numbering(low):])
	bold := strings.HasPrefix(raw, "**") && strings.HasSuffix(raw, "**") || strings.HasPrefix(raw, "#")
	ends := bare[max(0, len(bare)-1):]
	short := utf8.RuneCountInString(bare) <= 70 && !strings.ContainsAny(ends, ".;,。；，")
	heading := short && aboutOf(bare) != "" && len(strings.Fields(bare)) <= 8 && !hasAny(bare, lex().Doubts["self"]) && !strings.Contains(bare, "http") && !strings.Contains(bare, ": ") && !strings.Contains(bare, "[")
	switch {
	case bare == "":
		return false, ""
	case startsAny(bare, lex().Prompts) && (bold || ends == "?" || ends == ":" || ends == "." && len(bare) < 500 || short):
	case ends == "?" && (bold || !hasAny(bare, lex().Doubts["self"])):
	case ends == ":" && len(bare) <= 160 && !hasAny(bare, lex().Doubts["self"]):
	case heading:
	case bold && short && len(strings.Fields(bare)) <= 6:
	default:
		return false, ""
	}
	return true, aboutOf(bare)
}

// aboutOf says what a label or heading is about; the more particular first.
func aboutOf(low string) string {
	for _, about := range []string{"other", "signature", "contact", "original", "nature", "location", "work"} {
		if hasAny(low, lex().Labels[about]) {
			return about
		}
	}
	return ""
}

// sentence is a part of a letter that says one thing.
type sentence struct {
	plain
	quoted bool
	prompt bool
}

const maxSentence = 1500 // bytes; a longer one is parted

// sentencesOf parts the paragraphs of a letter into sentences, lines joined.
func sentencesOf(text string, lines []line) []sentence {
	var out []sentence
	for n := 0; n < len(lines); {
		if lines[n].empty() {
			n++
			continue
		}
		m := n + 1
		if !lines[n].prompt {
			for m < len(lines) && !lines[m].empty() && !lines[m].prompt && lines[m].quoted == lines[n].quoted && !startsItem(lines[m].low) && lines[m-1].End-lines[m-1].Start > 30 {
				m++
			}
		}
		whole := plainOf(text, lines[n].Start, lines[m-1].End)
		for from := 0; from < len(whole.s); {
			to := sentenceEnd(whole.s, from)
			out = append(out, sentence{plain: plain{whole.s[from:to], whole.at[from : to+1]}, quoted: lines[n].quoted, prompt: lines[n].prompt})
			from = to
		}
		n = m
	}
	return out
}

// startsItem is true of a line that begins a point of a list.
func startsItem(low string) bool {
	n := numbering(low)
	return n > 1 && low[n-1] == ' ' && strings.ContainsAny(low[:n], ".)(*•")
}

func sentenceEnd(s string, from int) int {
	for i := from; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		end := i + size
		switch r {
		case '。', '；', '！', '？':
			return end
		case '!', '?', ';', '.':
			if r == ';' && end-from < 40 {
				break
			}
			if end >= len(s) || s[end] == ' ' && !abbreviated(s[from:i]) {
				return end
			}
		}
		if end-from >= maxSentence && (r == ' ' || end-from >= maxSentence+200) {
			return end
		}
		i = end
	}
	return len(s)
}

// abbreviated is true where the dot after s is one of an abbreviation or a number.
func abbreviated(s string) bool {
	i := strings.LastIndexByte(s, ' ')
	w := s[i+1:]
	switch w {
	case "no", "reg", "tel", "inc", "ltd", "co", "corp", "mr", "mrs", "ms", "dr", "st", "e.g", "i.e", "v", "vs", "sec", "art":
		return true
	}
	return len(w) == 1 || strings.Contains(w, ".") && len(w) <= 6
}
