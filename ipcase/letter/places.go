package letter

import (
	"regexp"
	"slices"
	"strings"
)

var (
	urlWord = regexp.MustCompile(`(?i)\b(https?://|www\.)[^\s<>"'|\\^{}\x60，。；、）】」]{3,1000}`)
	idWord  = regexp.MustCompile(`(?i)\b([A-Z]{2,6}-[0-9][0-9A-Z-]{3,24})\b`)
	idLabel = regexp.MustCompile(`(?i)(item|listing|product|offer|asin|sku|商品编号|商品|链接|产品)( ?(id|no|number|编号)\.?)?s? ?[:：#]? ?([A-Z0-9][A-Z0-9-]{4,24})\b`)
)

func isURL(low string) bool {
	m := urlWord.FindStringIndex(low)
	return m != nil && m[0] <= 4 && m[1] >= len(low)-2
}

// places finds the addresses and listings that a letter names and says which are
// complained of: the last cue before an address decides, then what its part of
// the letter is about.
func (l *layouter) places() {
	seen := map[string]bool{}
	cue := ""
	for n, x := range l.lines {
		if x.empty() {
			continue
		}
		if x.prompt {
			cue = ""
		}
		var at []int
		for _, m := range urlWord.FindAllStringIndex(x.text, maxPlaces) {
			text := strings.TrimRight(x.text[m[0]:m[1]], ".,;:!?)]*_>")
			if hasHelp(text) || x.prompt && !strings.Contains(x.low, ": http") {
				continue
			}
			at = append(at, m[0], m[1])
			before := strings.ToLower(x.text[max(0, m[0]-160):m[0]])
			if c := lastCue(before); c != "" {
				cue = c
			}
			l.place(seen, text, Span{x.Start + m[0], x.Start + m[0] + len(text)}, l.roleOf(n, cue))
		}
		if x.prompt || x.quoted {
			continue
		}
		l.ids(seen, x, at)
		if at == nil {
			if c := lastCue(x.low); c != "" {
				cue = c
			}
		}
	}
	f := Finding{Sure: NotFound}
	if len(l.out.Locations) > 0 {
		f.Sure = Found
		for _, p := range l.out.Locations {
			f.At = append(f.At, p.At)
		}
	} else if len(l.out.Originals) > 0 {
		f = Finding{Sure: Perhaps, Doubt: DoubtWords, At: []Span{l.out.Originals[0].At}}
	}
	if f.Sure > NotFound {
		l.out.Found[MarkListings] = f
	}
}

// ids finds listings that are named by their number.
func (l *layouter) ids(seen map[string]bool, x line, urls []int) {
	inURL := func(i int) bool {
		for k := 0; k+1 < len(urls); k += 2 {
			if i >= urls[k] && i < urls[k+1] {
				return true
			}
		}
		return false
	}
	add := func(from, to int) {
		id := x.text[from:to]
		if !inURL(from) && strings.ContainsAny(id, "0123456789") && !strings.HasPrefix(strings.ToUpper(id), "ISO") && !l.isRegistration(id) {
			l.place(seen, id, Span{x.Start + from, x.Start + to}, "complained")
		}
	}
	if len(labelsIn(x.low)) > 0 && !strings.Contains(x.low, "item") && !strings.Contains(x.low, "listing") && !strings.Contains(x.low, "商品") {
		return
	}
	for _, m := range idLabel.FindAllStringSubmatchIndex(x.text, 100) {
		add(m[8], m[9])
	}
	for _, m := range idWord.FindAllStringSubmatchIndex(x.text, 400) {
		add(m[2], m[3])
	}
}

func (l *layouter) isRegistration(id string) bool {
	return slices.ContainsFunc(l.out.Registrations, func(v Value) bool { return strings.Contains(v.Text, id) })
}

func (l *layouter) place(seen map[string]bool, text string, at Span, role string) {
	key := role + strings.ToLower(text)
	if seen[key] {
		return
	}
	seen[key] = true
	into := &l.out.Locations
	if role == "original" {
		into = &l.out.Originals
	}
	if len(*into) >= maxPlaces {
		l.out.LocationsMore = true
		return
	}
	*into = append(*into, Place{text, at})
}

// roleOf says whether an address on a line is the owner's own.
func (l *layouter) roleOf(n int, cue string) string {
	about := l.aboutOf(n)
	switch {
	case l.lines[n].quoted:
		return "complained"
	case l.closing >= 0 && n > l.closing, n >= len(l.lines)-10 && isHome(l.lines[n].low):
		return "original"
	case cue != "":
		return cue
	case about == "original", about == "work", about == "nature", about == "contact":
		return "original"
	}
	return "complained"
}

// isHome is true of a line that is nothing but the address of a site, as it stands
// below a name.
func isHome(low string) bool {
	bare := strings.TrimPrefix(strings.TrimPrefix(low, "https://"), "http://")
	return isURL(low) && !strings.Contains(strings.TrimSuffix(bare, "/"), "/")
}

// lastCue is which cue stands last in a text.
func lastCue(low string) string {
	best, role := -1, ""
	for _, r := range []string{"original", "complained"} {
		for _, w := range lex().Places[r] {
			if i := strings.LastIndex(low, w); i > best {
				best, role = i, r
			}
		}
	}
	return role
}

func hasHelp(url string) bool {
	low := strings.ToLower(url)
	return slices.ContainsFunc(lex().Places["help"], func(w string) bool { return strings.Contains(low, w) })
}

// work says whether the letter names the work or right.
func (l *layouter) work() {
	f := l.out.Found[MarkWork]
	sure := func(at Span) {
		if f.Sure < Found {
			f = Finding{Sure: Found}
		}
		if len(f.At) < 3 {
			f.At = append(f.At, at)
		}
	}
	for n, x := range l.lines {
		if !x.prompt || x.about != "work" && x.about != "original" {
			continue
		}
		for _, a := range l.answerTo(n) {
			if len(a.text) > 8 && !isURL(a.low) {
				sure(a.Span)
				break
			}
		}
	}
	for _, at := range l.workAt {
		sure(at)
	}
	for _, v := range l.out.Registrations {
		sure(v.At)
	}
	if f.Sure > NotFound {
		l.out.Found[MarkWork] = f
	}
}
