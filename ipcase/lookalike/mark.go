package lookalike

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"

	"ipportal/ipcase/lookalike/fold"
)

// Kind is why something is marked.
type Kind string

// The kinds of mark.
const (
	MixedScripts Kind = "mixed_scripts" // letters of two alphabets in one word
	Turned       Kind = "turned"        // characters that turn the reading direction
	Hidden       Kind = "hidden"        // characters that do not show
	LikeName     Kind = "like_name"     // looks like a known name or mark
	LikeDomain   Kind = "like_domain"   // looks like a known mail domain
)

// Mark is one thing that a reviewer should look at. ASCII is what was marked, so
// written that no letter can pass for another; Like is what it looks like.
type Mark struct {
	Kind  Kind
	ASCII string
	Like  string
}

// Known is somebody whose name, mail domain and marks others are compared with.
type Known struct {
	Name  string
	Email string
	Marks []string
}

// Name marks an organisation's name.
func Name(name string, known []Known) []Mark {
	marks := letters(name, ascii(name))
	own := core(name)
	for _, k := range known {
		if near(own, core(k.Name)) {
			marks = append(marks, Mark{LikeName, ascii(name), k.Name})
			continue
		}
		for _, m := range k.Marks {
			if holds(name, m) {
				marks = append(marks, Mark{LikeName, ascii(name), m})
				break
			}
		}
	}
	return few(marks)
}

// Mail marks a mail address.
func Mail(address string, known []Known) []Mark {
	at := strings.LastIndexByte(address, '@')
	if at < 0 {
		return nil
	}
	marks := letters(address, ASCIIMail(address))
	host := Host(address)
	if host == "" || shared[host] {
		return marks
	}
	for _, k := range known {
		other := Host(k.Email)
		if other != "" && !shared[other] && likeHost(host, other) {
			marks = append(marks, Mark{LikeDomain, ASCIIMail(address), other})
			continue
		}
		for _, m := range k.Marks {
			if label := mainLabel(host); other != host && !strings.HasSuffix(host, "."+other) && near(joined(label), joined(m)) {
				marks = append(marks, Mark{LikeDomain, ASCIIMail(address), m})
				break
			}
		}
	}
	return few(marks)
}

// most is how many marks of one thing a reviewer is shown.
const most = 6

func few(marks []Mark) []Mark { return marks[:min(len(marks), most)] }

// letters marks what is odd about a text by itself.
func letters(s, as string) []Mark {
	var marks []Mark
	if strings.ContainsFunc(s, fold.Turns) {
		marks = append(marks, Mark{Kind: Turned, ASCII: as})
	}
	if holdsHidden(s) {
		marks = append(marks, Mark{Kind: Hidden, ASCII: as})
	}
	if slices.ContainsFunc(words(s), mixes) {
		marks = append(marks, Mark{Kind: MixedScripts, ASCII: as})
	}
	return marks
}

// holdsHidden leaves out the joiners where Arabic and Indian scripts need them.
func holdsHidden(s string) bool {
	before := ' '
	for _, r := range s {
		joins := (r == 0x200C || r == 0x200D) && unicode.IsLetter(before) && !unicode.In(before, unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Han)
		if fold.Hidden(r) && !joins {
			return true
		}
		before = r
	}
	return false
}

func words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) && !fold.Hidden(r) && !fold.Turns(r)
	})
}

// forms are legal forms, which say nothing of who somebody is.
var forms = map[string]bool{}

func init() {
	for _, f := range strings.Fields("ab ag as asa aps bv co corp corporation company gmbh group holding inc kg kgaa limited llc llp ltd nv oy oyj plc pte pty sa sarl sas se sl spa srl sro spzoo zoo the") {
		forms[skeleton(f)] = true
	}
}

var formsZH = strings.NewReplacer("股份有限公司", "", "有限责任公司", "", "有限公司", "", "公司", "")

// core is what a name looks like without its legal form and what stands between
// its words.
func core(name string) string {
	var b strings.Builder
	for _, w := range words(formsZH.Replace(name)) {
		if s := skeleton(w); !forms[s] {
			b.WriteString(s)
		}
	}
	return b.String()
}

func joined(s string) string { return strings.Join(words(skeleton(s)), "") }

// holds says whether a word of a name, or two that follow each other, look like a mark.
func holds(name, mark string) bool {
	m := joined(mark)
	if n := len([]rune(m)); n >= 2 && len(m) > 2*n && strings.Contains(core(name), m) {
		return true // Chinese stands without spaces
	}
	all := words(name)
	for n, w := range all {
		if near(skeleton(w), m) || n > 0 && near(skeleton(all[n-1]+w), m) {
			return true
		}
	}
	return false
}

// near says whether two skeletons are the same or so close that a reader may not
// see the difference. Short ones must be the same.
func near(a, b string) bool {
	x, y := []rune(a), []rune(b)
	short := min(len(x), len(y))
	wide := 1 // in Chinese a word is two or three characters
	if len(a) > len(x)*2 {
		wide = 2
	}
	switch {
	case short*wide < 4:
		return a == b && short*wide >= 3
	case short < 5:
		return a == b
	case short < 9:
		return apart(x, y, 1) <= 1
	default:
		return apart(x, y, 2) <= 2
	}
}

// apart counts the letters to change, add, leave out or swap with the next, up to
// limit.
func apart(a, b []rune, limit int) int {
	if d := len(a) - len(b); d > limit || -d > limit {
		return limit + 1
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

// shared are mail providers whose domain says nothing of who somebody is.
var shared = map[string]bool{
	"gmail.com": true, "googlemail.com": true, "outlook.com": true, "hotmail.com": true, "live.com": true, "yahoo.com": true, "icloud.com": true,
	"me.com": true, "qq.com": true, "163.com": true, "126.com": true, "sina.com": true, "foxmail.com": true, "aliyun.com": true, "proton.me": true,
	"gmx.de": true, "gmx.net": true, "web.de": true, "mail.ru": true, "yandex.ru": true,
}

// Host is the part of a mail address behind the @, in small letters.
func Host(address string) string {
	at := strings.LastIndexByte(address, '@')
	if at < 0 {
		return ""
	}
	return strings.ToLower(strings.TrimSuffix(address[at+1:], "."))
}

// likeHost says whether a host may be taken for another's. A host below the
// other's is the other's own.
func likeHost(host, other string) bool {
	if host == other || strings.HasSuffix(host, "."+other) {
		return false
	}
	h, o := skeleton(host), skeleton(other)
	hyphened := strings.ReplaceAll(o, ".", "-")
	switch {
	case h == o, strings.HasPrefix(h, o+"."), strings.Contains(h, "."+o+"."), strings.Contains(strings.ReplaceAll(h, ".", "-"), hyphened):
		return true
	}
	mine, theirs := skeleton(mainLabel(host)), skeleton(mainLabel(other))
	if near(mine, theirs) {
		return true
	}
	for _, part := range strings.Split(mine, "-") {
		if len(part) >= 4 && part == theirs {
			return true
		}
	}
	return false
}

// mainLabel is the label that somebody registered: "norrvik" of "mail.norrvik.co.uk".
func mainLabel(host string) string {
	registered, err := publicsuffix.EffectiveTLDPlusOne(host)
	if err != nil {
		registered = host
	}
	label, _, _ := strings.Cut(registered, ".")
	return label
}

// ASCIIMail writes a mail address with the domain as it is registered (A-labels)
// and every other character outside ASCII by its number.
func ASCIIMail(address string) string {
	at := strings.LastIndexByte(address, '@')
	if at < 0 {
		return ascii(address)
	}
	host, err := idna.Punycode.ToASCII(address[at+1:])
	if err != nil {
		host = address[at+1:]
	}
	return ascii(address[:at]) + "@" + ascii(host)
}

// ascii writes every character outside ASCII by its number.
func ascii(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < ' ' || r > '~' {
			fmt.Fprintf(&b, `\u{%04X}`, r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
