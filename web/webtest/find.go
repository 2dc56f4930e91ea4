package webtest

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// fields are what a browser would send of a form when this button is pressed.
func (b *Browser) fields(form, button *html.Node) []sentField {
	var out []sentField
	each(b.doc, func(n *html.Node) {
		name := attr(n, "name")
		if id := attr(n, "form"); id != "" && id != attr(form, "id") || attr(n, "form") == "" && closest(n, "form") != form {
			return
		}
		if name == "" || hasAttr(n, "disabled") || insideDisabled(n) {
			return
		}
		switch n.Data {
		case "input":
			switch attr(n, "type") {
			case "checkbox", "radio":
				if hasAttr(n, "checked") {
					out = append(out, sentField{name: name, value: orOn(n)})
				}
			case "file":
				f := b.files[n]
				out = append(out, sentField{name: name, file: &f})
			case "submit", "image", "button", "reset":
			default:
				out = append(out, sentField{name: name, value: attr(n, "value")})
			}
		case "textarea":
			out = append(out, sentField{name: name, value: asSent(raw(n))})
		case "select":
			out = append(out, selected(n, name)...)
		case "button":
			if n == button {
				out = append(out, sentField{name: name, value: attr(n, "value")})
			}
		}
	})
	return out
}

// asSent is a text as a browser sends it: every line ends with CRLF, whatever
// it was typed or pasted with.
func asSent(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	return strings.ReplaceAll(s, "\n", "\r\n")
}

func orOn(n *html.Node) string {
	if hasAttr(n, "value") {
		return attr(n, "value")
	}
	return "on"
}

func selected(n *html.Node, name string) []sentField {
	var first, chosen []sentField
	each(n, func(o *html.Node) {
		if o.Data != "option" || hasAttr(o, "disabled") {
			return
		}
		value := text(o)
		if hasAttr(o, "value") {
			value = attr(o, "value")
		}
		if first == nil {
			first = []sentField{{name: name, value: value}}
		}
		if hasAttr(o, "selected") {
			chosen = append(chosen, sentField{name: name, value: value})
		}
	})
	if chosen == nil && !hasAttr(n, "multiple") {
		return first
	}
	return chosen
}

// control is the field with this label: as its label element says it, or its
// aria-label.
func (b *Browser) control(label string) *html.Node {
	b.t.Helper()
	if n := b.labelled(label); n != nil {
		return n
	}
	b.t.Fatalf("%s has no field %q:\n%s", b.path, label, b.text())
	return nil
}

func (b *Browser) controlOrOption(label string) *html.Node {
	b.t.Helper()
	if n := b.labelled(label); n != nil {
		return n
	}
	var found *html.Node
	each(b.where(), func(n *html.Node) {
		if found == nil && n.Data == "option" && text(n) == label {
			found = n
		}
	})
	if found == nil {
		b.t.Fatalf("%s offers no %q:\n%s", b.path, label, b.text())
	}
	b.scope = nil
	return found
}

// labelled looks for the exact words first and then for a label that begins with
// them: a box's label goes on with an explanation.
func (b *Browser) labelled(label string) *html.Node {
	for _, fits := range []func(string) bool{
		func(s string) bool { return s == label },
		func(s string) bool { return strings.HasPrefix(s, label) },
		func(s string) bool { return strings.Contains(s, label) },
	} {
		var found *html.Node
		each(b.where(), func(n *html.Node) {
			if found != nil {
				return
			}
			switch {
			case isControl(n) && fits(attr(n, "aria-label")) && attr(n, "aria-label") != "":
				found = n
			case n.Data == "label" && fits(text(n)):
				found = labelTarget(b.doc, n)
			}
		})
		if found != nil {
			b.scope = nil
			return found
		}
	}
	return nil
}

func labelTarget(doc, label *html.Node) *html.Node {
	if id := attr(label, "for"); id != "" {
		return byID(doc, id)
	}
	var found *html.Node
	each(label, func(n *html.Node) {
		if found == nil && isControl(n) {
			found = n
		}
	})
	return found
}

// pressable is the button or link with these words: a button before a link, the
// main part before the frame, the whole name before its beginning.
func (b *Browser) pressable(words string) *html.Node {
	b.t.Helper()
	var best *html.Node
	rank := 0
	each(b.where(), func(n *html.Node) {
		if r := pressRank(n, words); r > rank {
			best, rank = n, r
		}
	})
	if best == nil {
		b.t.Fatalf("%s has nothing to press with the words %q:\n%s", b.path, words, b.text())
	}
	return best
}

func pressRank(n *html.Node, words string) int {
	if n.Data != "button" && (n.Data != "a" || !hasAttr(n, "href")) || hasAttr(n, "disabled") || closest(n, "dialog") != nil {
		return 0
	}
	rank := 1
	switch name := text(n); {
	case name == words || visible(n) == words || attr(n, "aria-label") == words:
		rank += 4
	case !strings.HasPrefix(name, words):
		return 0
	}
	if closest(n, "main") != nil {
		rank += 2
	}
	if n.Data == "button" {
		rank++
	}
	return rank
}

func (b *Browser) where() *html.Node {
	if b.doc == nil {
		b.t.Fatalf("%s is no page: status %d, %s", b.path, b.status, b.header.Get("Content-Type"))
	}
	if b.scope != nil {
		return b.scope
	}
	return b.doc
}

// rows are what In may narrow to.
var rows = []string{"tr", "li", "form", "section", "article", "fieldset", "dl", "figure"}

// smallest is the innermost row that holds the words.
func (b *Browser) smallest(words string) *html.Node {
	var found *html.Node
	each(b.where(), func(n *html.Node) {
		if slices.Contains(rows, n.Data) && strings.Contains(text(n), words) &&
			(found == nil || len(text(n)) <= len(text(found))) {
			found = n
		}
	})
	return found
}

func each(n *html.Node, visit func(*html.Node)) {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode {
			visit(c)
		}
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

func setAttr(n *html.Node, key, value string) {
	dropAttr(n, key)
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value})
}

func dropAttr(n *html.Node, key string) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

func closest(n *html.Node, name string) *html.Node {
	for ; n != nil; n = n.Parent {
		if n.Type == html.ElementNode && n.Data == name {
			return n
		}
	}
	return nil
}

func insideDisabled(n *html.Node) bool {
	f := closest(n, "fieldset")
	return f != nil && hasAttr(f, "disabled")
}

func byID(doc *html.Node, id string) *html.Node {
	var found *html.Node
	each(doc, func(n *html.Node) {
		if found == nil && attr(n, "id") == id {
			found = n
		}
	})
	return found
}

func isControl(n *html.Node) bool {
	return n.Data == "textarea" || n.Data == "select" || n.Data == "input" && attr(n, "type") != "hidden"
}

// raw is the text below a node as it is.
func raw(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// inline are the elements that do not part words.
var inline = []string{"a", "b", "bdi", "em", "i", "small", "span", "strong", "time", "output", "code", "kbd", "mark", "sub", "sup", "abbr"}

// text is the text below a node with single spaces.
func text(n *html.Node) string { return words(n, func(*html.Node) bool { return true }) }

// visible is text without what is only for readers by ear.
func visible(n *html.Node) string {
	return words(n, func(c *html.Node) bool { return !slices.Contains(strings.Fields(attr(c, "class")), "vh") })
}

func words(n *html.Node, want func(*html.Node) bool) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				b.WriteString(c.Data)
			case c.Type == html.ElementNode && want(c) && c.Data != "script" && c.Data != "title":
				parts := !slices.Contains(inline, c.Data)
				if parts {
					b.WriteByte(' ')
				}
				walk(c)
				if parts {
					b.WriteByte(' ')
				}
			}
		}
	}
	if n.Type == html.DocumentNode || n.Type == html.ElementNode {
		walk(n)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// text is the words of the page's main part, for messages.
func (b *Browser) text() string {
	if b.doc == nil {
		return string(b.body)
	}
	main := byID(b.doc, "main")
	if main == nil {
		main = b.doc
	}
	return text(main)
}
