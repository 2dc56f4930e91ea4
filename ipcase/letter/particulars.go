package letter

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// redacted is what stands where whoever passed a letter on has made something
// unreadable.
var (
	redactedWord = regexp.MustCompile(`(?i)[\[(<](private|redacted|removed|omitted|confidential|hidden)[\])>]|█+|\bx{4,}\b`)
	mailWord     = regexp.MustCompile(`[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}@[A-Za-z0-9][A-Za-z0-9.\-]{0,190}\.[A-Za-z]{2,24}`)
	phoneWord    = regexp.MustCompile(`\+?\(?[0-9][0-9 ()./\-]{6,22}[0-9]`)
	postcode     = regexp.MustCompile(`(?i)\b([A-Z]{2} [0-9]{5}(-[0-9]{4})?|[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}|[0-9]{5}(-[0-9]{4})?|[0-9]{3} ?[0-9]{2,3})\b`)
	streetWord   = regexp.MustCompile(`(?i)[0-9].{0,40}\b(street|st\.|avenue|ave\.?|road|rd\.?|lane|drive|boulevard|blvd|suite|floor|square|plaza|way|court|gatan|vägen|straße|strasse|rue)\b|\b(street|avenue|road|suite|gatan|straße|strasse|rue|p\.?o\.? box)\b.{0,40}[0-9]|[省市区县].{0,40}[路街道巷弄号]`)
)

// fieldOrder is in which order labels are tried: what could be part of another
// comes later.
var fieldOrder = []string{"email", "phone", "address", "registration", "signature", "company", "work", "name"}

// label is a known label in a line, and where what it labels begins.
type label struct {
	field      string
	start, end int // in the line's plain form
}

// labelsIn finds every known label with its colon in a line.
func labelsIn(low string) []label {
	var out []label
	for at := 0; at < len(low); {
		i := strings.IndexByte(low[at:], ':')
		if i < 0 {
			break
		}
		i += at
		at = i + 1
		if strings.HasPrefix(low[i:], "://") {
			continue
		}
		before := strings.TrimRight(low[:i], " .)#")
		for _, field := range fieldOrder {
			if l := longestEnd(before, lex().Fields[field]); l != "" {
				out = append(out, label{field, len(before) - len(l), i + 1})
				break
			}
		}
	}
	return out
}

// longestEnd is the longest of the words with which s ends, at a word's beginning.
func longestEnd(s string, words []string) string {
	for _, w := range words { // the longer ones come first
		if strings.HasSuffix(s, w) {
			if i := len(s) - len(w); w[0] >= 0x80 || i == 0 || !letterOrDigit(s[i-1]) {
				return w
			}
		}
	}
	return ""
}

// particulars reads what stands after labels.
func (l *layouter) particulars() {
	for n, x := range l.lines {
		if x.empty() || x.quoted || len(x.low) > 2000 || l.aboutOf(n) == "other" {
			continue
		}
		p := plainOf(l.text, x.Start, x.End)
		labels := labelsIn(p.s)
		for k, lab := range labels {
			end := len(p.s)
			if k+1 < len(labels) {
				end = labels[k+1].start
			}
			at := trimmed(l.text, p.at[lab.end], p.at[end])
			if at.Start >= at.End && k == len(labels)-1 {
				at = l.below(n, lab.field)
			}
			l.give(lab.field, at)
		}
	}
}

// below is what stands on the lines after a label that has nothing beside it.
func (l *layouter) below(n int, field string) Span {
	most, span, blank := 1, Span{}, 0
	if field == "address" {
		most = 6
	}
	for m := n + 1; m < len(l.lines) && most > 0; m++ {
		x := l.lines[m]
		if x.empty() {
			if blank++; span.End > 0 || blank > 1 {
				break
			}
			continue
		}
		if x.prompt || len(labelsIn(x.low)) > 0 || x.End-x.Start > 200 {
			break
		}
		if span.End == 0 {
			span.Start = x.Start
		}
		span.End = x.End
		most--
	}
	return span
}

// give takes a particular; the first that is readable stays.
func (l *layouter) give(field string, at Span) {
	if at.Start >= at.End || at.End-at.Start > 600 {
		return
	}
	v := Value{Text: oneLine(l.text[at.Start:at.End]), Sure: Found, At: at, Redacted: redactedWord.MatchString(l.text[at.Start:at.End])}
	if low := strings.ToLower(v.Text); low == "n/a" || low == "none" || low == "无" || low == "-" || !strings.ContainsFunc(v.Text, unicode.IsLetter) && !strings.ContainsFunc(v.Text, unicode.IsDigit) {
		return
	}
	switch field {
	case "registration":
		if len(l.out.Registrations) < 50 && strings.ContainsAny(v.Text, "0123456789") {
			l.out.Registrations = append(l.out.Registrations, v)
		}
	case "work":
		l.workAt = append(l.workAt, at)
	case "phone":
		if m := phoneWord.FindString(v.Text); m != "" {
			v.Text = m
		} else if !v.Redacted {
			return
		}
		keep(&l.out.Phone, v)
	case "email":
		if m := mailWord.FindString(v.Text); m != "" {
			v.Text = m
		} else if !v.Redacted {
			return
		}
		keep(&l.out.Email, v)
	case "address":
		if mailWord.MatchString(v.Text) || strings.Contains(v.Text, "http") || utf8.RuneCountInString(v.Text) < 5 {
			return
		}
		v.Text = strings.TrimSpace(l.text[at.Start:at.End])
		keep(&l.out.Address, v)
	case "name":
		keep(&l.out.Name, v)
	case "company":
		keep(&l.out.Company, v)
	case "signature":
		keep(&l.out.Signature, v)
	}
}

func keep(into *Value, v Value) {
	if into.Sure < v.Sure || into.Redacted && !v.Redacted && into.Sure == v.Sure {
		*into = v
	}
}

func oneLine(s string) string {
	return strings.Trim(strings.Join(strings.Fields(strings.NewReplacer("**", "", "__", "", "`", "").Replace(s)), " "), " ,;")
}

// contactByForm looks for what a mail address, a number and an address look like
// where no label named them.
func (l *layouter) contactByForm() {
	if l.out.Email.Sure == NotFound {
		for _, m := range mailWord.FindAllStringIndex(l.text, 50) {
			keep(&l.out.Email, Value{Text: l.text[m[0]:m[1]], Sure: Perhaps, At: Span{m[0], m[1]}})
		}
	}
	for n, x := range l.lines {
		if x.empty() || x.quoted || x.prompt || x.End-x.Start > 160 || strings.Contains(x.low, "http") {
			continue
		}
		about := l.aboutOf(n)
		if about == "other" {
			continue
		}
		near := about == "contact" || l.closing >= 0 && n > l.closing && n < l.closing+14
		if m := phoneWord.FindString(x.text); near && m != "" && digits(m) >= 7 {
			keep(&l.out.Phone, Value{Text: m, Sure: Perhaps, At: x.Span})
		}
		if near && (streetWord.MatchString(x.text) || strings.Contains(x.text, ",") && postcode.MatchString(x.text)) {
			keep(&l.out.Address, Value{Text: x.text, Sure: Perhaps, At: x.Span})
		}
	}
}

func digits(s string) (n int) {
	for _, r := range s {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

// nameLike tells a person's name, or what stands in its place, from other lines.
func nameLike(s string) (person, company, hidden bool) {
	s = oneLine(strings.TrimPrefix(s, "/s/"))
	low := strings.ToLower(s)
	if s == "" || utf8.RuneCountInString(s) > 80 {
		return
	}
	hidden = redactedWord.MatchString(s)
	company = slices.ContainsFunc(lex().Companies, func(w string) bool { return strings.Contains(low, w) })
	bare := redactedWord.ReplaceAllString(s, "")
	if hidden && utf8.RuneCountInString(strings.Trim(bare, " ,./|-")) <= 30 {
		return !company, company, true
	}
	words := strings.Fields(strings.Trim(bare, ",."))
	person = len(words) > 0 && len(words) <= 5 && !company
	han := 0
	for _, r := range bare {
		switch {
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.IsDigit(r), strings.ContainsRune("@:/!?：。！？;", r):
			person = false
		}
	}
	if han > 0 {
		return person && han >= 2 && han <= 6, company, hidden
	}
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && !slices.Contains([]string{"de", "van", "von", "der", "da", "di", "la", "bin", "al"}, w) {
			person = false
		}
	}
	return person && len(words) >= 2, company, hidden
}
