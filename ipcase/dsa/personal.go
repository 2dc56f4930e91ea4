package dsa

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// FindingKind is what sort of personal data was found.
type FindingKind string

// The kinds.
const (
	Email   FindingKind = "email"
	Phone   FindingKind = "phone"
	Name    FindingKind = "name"    // of a person known to the case
	Order   FindingKind = "order"   // the number of an order or a parcel
	Account FindingKind = "account" // a bank account or a card
	Address FindingKind = "address" // a web address that leads to a person's page, or an IP address
	Contact FindingKind = "contact" // what a party of the case gave as address, telephone or mail
)

// Finding is something in a statement's words that looks like personal data.
type Finding struct {
	Field string      `json:"field"` // ground, explanation, facts
	Kind  FindingKind `json:"kind"`
	Text  string      `json:"text"` // as it stands there
}

// Known is what the portal knows of the people of a case.
type Known struct {
	Names    []string // of people: never of companies
	Contacts []string // addresses, telephones, mail addresses
	Orders   []string // numbers that were handed in, such as that of a test purchase
}

var looks = []struct {
	kind FindingKind
	re   *regexp.Regexp
}{
	{Email, regexp.MustCompile(`(?i)[\p{L}\p{N}._%+'-]+\s?(?:@|＠|\(at\)|\[at\])\s?[\p{L}\p{N}-]+(?:\s?(?:\.|．|\(dot\)|\[dot\])\s?[\p{L}\p{N}-]+)+`)},
	{Order, regexp.MustCompile(`(?i)(?:\b(?:order|tracking|parcel|invoice|purchase)s?(?:\s+(?:no\.?|nr\.?|number|id))?\s*[:#]?\s*|订单号?[:：\s]*|运单号?[:：\s]*|快递单号?[:：\s]*)[#A-Z0-9][A-Z0-9-]*[0-9][A-Z0-9-]{2,}`)},
	{Account, regexp.MustCompile(`\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b|\b(?:[0-9]{4}[ -]?){3}[0-9]{4}\b|\b[0-9]{17}[0-9Xx]\b`)},
	{Address, regexp.MustCompile(`\b(?:[0-9]{1,3}\.){3}[0-9]{1,3}\b|(?i)\b(?:wechat|weixin|whatsapp|telegram|qq)(?:\s+id)?\s*[:：]?\s*[a-z0-9_-]*[0-9_][a-z0-9_-]{2,}|(?:微信|微信号)[:：\s]*[A-Za-z0-9_-]{4,}`)},
	{Phone, regexp.MustCompile(`(?:\+|\b00)[0-9](?:[ ().\-/]{0,2}[0-9]){6,14}|\(0[0-9]{1,4}\)(?:[ .\-/]?[0-9]){5,10}|\b0[0-9]{1,4}(?:[ .\-/][0-9]{2,}){1,4}\b|\b0[0-9]{7,12}\b|\b1[3-9][0-9](?:[ -]?[0-9]{4}){2}\b|\b[0-9]{3}[ .-][0-9]{3}[ .-][0-9]{4}\b`)},
}

// noPhone are figures that are read as a telephone number and are none: days, and the
// numbers of trade marks of the European Union, which begin with a nought.
var noPhone = regexp.MustCompile(`\b[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\b|\b[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4}\b|\b0(?:0[0-9]|1[0-9]) ?[0-9]{3} ?[0-9]{3}\b`)

// PersonalData finds what looks like personal data in a statement's words. It errs on
// the side of finding: a person looks at what it found, and nothing leaves meanwhile.
func PersonalData(t Texts, known Known) []Finding {
	found := []Finding{}
	for _, part := range [][2]string{{"ground", t.Ground}, {"explanation", t.Explanation}, {"facts", t.Facts}} {
		seen := map[string]bool{}
		add := func(kind FindingKind, text string) {
			if text = strings.TrimSpace(text); text != "" && !seen[text] {
				seen[text] = true
				found = append(found, Finding{Field: part[0], Kind: kind, Text: text})
			}
		}
		words := plain(part[1])
		for _, l := range looks {
			where := words
			if l.kind == Phone {
				where = noPhone.ReplaceAllString(words, "…")
			}
			for _, hit := range l.re.FindAllString(where, -1) {
				add(l.kind, hit)
			}
		}
		for _, number := range known.Orders {
			if utf8.RuneCountInString(number) >= 4 && strings.Contains(strings.ToLower(words), strings.ToLower(number)) {
				add(Order, number)
			}
		}
		for _, contact := range known.Contacts {
			if utf8.RuneCountInString(contact) >= 6 && strings.Contains(strings.ToLower(words), strings.ToLower(contact)) {
				add(Contact, contact)
			}
		}
		for _, name := range namesIn(words, known.Names) {
			add(Name, name)
		}
	}
	return found
}

// plain reads full-width figures and invisible characters as what they look like.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '＋':
			return '+'
		case unicode.Is(unicode.Cf, r):
			return -1
		case unicode.IsSpace(r):
			return ' '
		case r == '‐' || r == '‑' || r == '–':
			return '-'
		}
		return r
	}, text)
}

// namesIn finds people's names: the whole name in either order, however it is
// written, and each of its words where it stands as a word with a capital. A name
// that is written without spaces is found anywhere.
func namesIn(text string, names []string) []string {
	var found []string
	lower := strings.ToLower(text)
	for _, name := range names {
		parts := strings.Fields(plain(name))
		whole := strings.ToLower(strings.Join(parts, " "))
		turned := slices.Clone(parts)
		slices.Reverse(turned)
		switch {
		case len(parts) == 0:
			continue
		case isHan(parts[0]):
			if utf8.RuneCountInString(whole) >= 2 && strings.Contains(text, strings.Join(parts, "")) {
				found = append(found, name)
			}
			continue
		case len(parts) > 1 && (standsIn(lower, whole) || standsIn(lower, strings.ToLower(strings.Join(turned, " ")))):
			found = append(found, name)
			continue
		}
		for _, part := range parts {
			if utf8.RuneCountInString(part) >= 2 && unicode.IsUpper([]rune(part)[0]) && standsIn(text, part) {
				found = append(found, part)
			}
		}
	}
	slices.SortFunc(found, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	return slices.Compact(found)
}

// standsIn says whether a word or name stands in a text with nothing of a word before
// or after it.
func standsIn(text, word string) bool {
	for from := 0; ; {
		at := strings.Index(text[from:], word)
		if at < 0 {
			return false
		}
		at += from
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at+len(word):])
		if !isWord(before) && !isWord(after) {
			return true
		}
		from = at + len(word)
	}
}

func isWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) && !unicode.Is(unicode.Han, r) || unicode.IsDigit(r))
}

func isHan(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.Is(unicode.Han, r)
}
