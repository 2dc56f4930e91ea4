package ipcase

import (
	"strings"
	"unicode/utf8"
)

// Limits on what comes in. They are stated on the forms before they are met.
const (
	MaxExplanation = 50_000 // characters
	MaxShortText   = 300
	MaxComment     = 5_000
	MaxListings    = 300 // for one complaint
	MaxFiles       = 20  // for one form
	MaxCaseFiles   = 100 // of one side in one case
	MaxCaseBytes   = 200 << 20
)

// checkText refuses what is missing, too long, or no text at all.
func checkText(p *problems, field, what, s string, limit int, required bool) {
	n := utf8.RuneCountInString(s)
	switch {
	case required && strings.TrimSpace(s) == "":
		p.add(field, what)
	case !utf8.ValidString(s) || strings.ContainsRune(s, 0):
		p.add(field, "This text holds characters that cannot be stored. Type or paste it again as plain text.")
	case n > limit:
		p.add(field, "Shorten this to %d characters; it has %d.", limit, n)
	}
}

// checkContact asks for everything that a notice or counter-notification needs to
// reach a party.
func checkContact(p *problems, c Contact) {
	checkText(p, "contact-name", "Enter the full name of the person to contact.", c.Name, MaxShortText, true)
	checkText(p, "contact-address", "Enter the postal address.", c.Address, 1000, true)
	checkText(p, "contact-phone", "Enter a phone number with its country code, like +86 574 5550 0143.", c.Phone, 60, true)
	if !looksLikeMail(c.Email) {
		p.add("contact-email", "Enter an e-mail address, like name@example.com.")
	}
}

func looksLikeMail(s string) bool {
	at := strings.LastIndexByte(s, '@')
	return at > 0 && at < len(s)-3 && len(s) <= 254 && strings.Contains(s[at+2:], ".") && !strings.ContainsAny(s, " \t\r\n<>,;\"")
}

// statementsOf freezes the words that were shown and ticked.
func statementsOf(elements []Element, ticked []string, lang string) []Statement {
	out := []Statement{}
	for _, e := range elements {
		if e.Kind == ElementStatement && contains(ticked, e.ID) {
			out = append(out, Statement{ID: e.ID, Lang: lang, Text: e.Statement.In(lang)})
		}
	}
	return out
}

// answersOf keeps the particulars that the elements ask for, and no others.
func answersOf(elements []Element, answers map[string]string) []ElementAnswer {
	out := []ElementAnswer{}
	for _, e := range elements {
		if e.Kind == ElementText && e.ID != ElementExplanation && strings.TrimSpace(answers[e.ID]) != "" {
			out = append(out, ElementAnswer{ID: e.ID, Text: answers[e.ID]})
		}
	}
	return out
}

// formLang keeps to the languages that the portal has.
func formLang(lang string) string {
	if lang == "zh-CN" {
		return lang
	}
	return "en"
}
