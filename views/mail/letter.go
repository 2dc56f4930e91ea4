// Package mail draws the messages that leave the portal, as HTML and as plain
// text from the same letter. It is handed words in the addressee's language and
// decides nothing; it imports the standard library and templ only. Its links
// lead to pages: opening one changes nothing.
package mail

import (
	"context"
	"embed"
	"fmt"
	"strings"
	"text/template"
)

// Letter is one message.
type Letter struct {
	Lang     string // "en", "zh-CN"
	Product  string
	Title    string
	Greeting string
	Lead     string   // who does what to whom, in one sentence
	Body     []string // paragraphs
	Due      *Due
	Facts    []Fact
	Listings *Listings
	Reasons  *Reasons
	Link     Link
	LinkNote string // what the link does and does not do
	Before   *Link  // what has to be done first, where something has
	Why      string // why the addressee gets this
	Sender   string // who sends it, and that nobody reads answers
}

// Colon stands between a fact's name and the fact, as the language writes it.
func (l Letter) Colon() string {
	if strings.HasPrefix(l.Lang, "zh") {
		return "："
	}
	return ": "
}

// Due is by when the addressee can act, and what happens otherwise.
type Due struct {
	Label     string
	Time      string // with its zone
	Note      string // how it is counted, when it is not certain yet
	Otherwise string
}

// Fact is one line of what the message is about.
type Fact struct{ Key, Value string }

// Listings are the offers that the message is about.
type Listings struct {
	Title string
	Items []Listing
	More  string // "and 280 more"
}

// Listing is one offer. Note says how it stands or what is missing.
type Listing struct {
	Ref   string
	Title string
	Lang  string // when it differs from the letter's
	Notes []string
}

// Reasons is a statement of reasons.
type Reasons struct {
	Title string
	Parts []Fact // headed paragraphs
	Lang  string // of the reviewer's words, when it differs from the letter's
}

// Link leads to a page of the portal.
type Link struct{ Text, Href string }

//go:embed letter.txt
var files embed.FS

var plain = template.Must(template.New("letter.txt").Funcs(template.FuncMap{
	"underline": func(s string) string { return strings.Repeat("-", min(72, width(s))) },
	"indent":    func(s string) string { return strings.ReplaceAll(s, "\n", "\n  ") },
}).ParseFS(files, "letter.txt"))

// width is how many columns a line takes: characters of Chinese take two.
func width(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r >= 0x2E80 {
			n++
		}
	}
	return n
}

// Text is the letter as plain text.
func Text(l Letter) (string, error) {
	var b strings.Builder
	if err := plain.Execute(&b, l); err != nil {
		return "", fmt.Errorf("write a letter: %w", err)
	}
	return b.String(), nil
}

// HTML is the letter as a page of its own.
func HTML(ctx context.Context, l Letter) (string, error) {
	var b strings.Builder
	if err := page(l).Render(ctx, &b); err != nil {
		return "", fmt.Errorf("draw a letter: %w", err)
	}
	return b.String(), nil
}
