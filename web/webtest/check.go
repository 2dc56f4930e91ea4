package webtest

import (
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// leaks are pieces of text that no page may show: the inside of the program.
var leaks = regexp.MustCompile(`%!|<nil>|goroutine \d|runtime error|SQLSTATE|\bgorm\b|\bsql: |UNIQUE constraint|&\{|map\[|0xc[0-9a-f]{6}`)

// english finds a sentence: five lower-case words in a row. A name is not one.
var english = regexp.MustCompile(`\b[a-z]+ [a-z]+ [a-z]+ [a-z]+ [a-z]+\b`)

// check says what is wrong with a page, whatever it is about.
func check(doc *html.Node) []string {
	c := &checker{ids: map[string]bool{}}
	each(doc, c.element)
	if c.h1 != 1 {
		c.wrong("%d headings of the first level, and not one", c.h1)
	}
	if c.main != 1 {
		c.wrong("%d main parts, and not one", c.main)
	}
	if c.title == "" {
		c.wrong("no title")
	}
	for _, ref := range c.refs {
		if !c.ids[ref] {
			c.wrong("something refers to the id %q, which is not there", ref)
		}
	}
	for _, n := range c.controls {
		if !c.labelled(n) {
			c.wrong("the control %q has no label", attr(n, "name"))
		}
	}
	if c.lang != "en" && c.lang != "zh-CN" {
		c.wrong("the language of the page is %q", c.lang)
	}
	c.texts(doc)
	return c.found
}

type checker struct {
	h1, main int
	title    string
	lang     string
	ids      map[string]bool
	refs     []string
	labelFor []string
	controls []*html.Node
	found    []string
}

func (c *checker) wrong(format string, args ...any) {
	c.found = append(c.found, fmt.Sprintf(format, args...))
}

func (c *checker) element(n *html.Node) {
	switch n.Data {
	case "h1":
		c.h1++
	case "main":
		c.main++
	case "html":
		c.lang = attr(n, "lang")
	case "title":
		if n.Parent != nil && n.Parent.Data == "head" {
			c.title = strings.TrimSpace(raw(n))
		}
	case "style":
		c.wrong("a style element")
	case "script":
		if attr(n, "src") == "" {
			c.wrong("a script inside the page")
		}
	case "label":
		if id := attr(n, "for"); id != "" {
			c.refs = append(c.refs, id)
			c.labelFor = append(c.labelFor, id)
		}
	case "img":
		if !hasAttr(n, "alt") {
			c.wrong("the picture %s has no alt", attr(n, "src"))
		}
	case "form":
		if strings.EqualFold(attr(n, "method"), "post") && !hasToken(n) {
			c.wrong("the form to %s has no token", attr(n, "action"))
		}
	}
	if isControl(n) {
		c.controls = append(c.controls, n)
	}
	for _, a := range n.Attr {
		c.attribute(n, a)
	}
}

func (c *checker) attribute(n *html.Node, a html.Attribute) {
	switch {
	case a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(a.Key, "hx-on"):
		c.wrong("the attribute %s on %s", a.Key, n.Data)
	case a.Key == "id":
		if c.ids[a.Val] {
			c.wrong("the id %q stands twice", a.Val)
		}
		c.ids[a.Val] = true
	case a.Key == "aria-describedby" || a.Key == "aria-labelledby":
		c.refs = append(c.refs, strings.Fields(a.Val)...)
	case (a.Key == "href" || a.Key == "src" || a.Key == "action") && (strings.HasPrefix(a.Val, "data:") || strings.HasPrefix(a.Val, "javascript:")):
		c.wrong("%s is %s", a.Key, a.Val)
	case a.Key == "href" && strings.HasPrefix(a.Val, "#") && len(a.Val) > 1:
		c.refs = append(c.refs, a.Val[1:])
	}
}

func hasToken(form *html.Node) bool {
	var found bool
	each(form, func(n *html.Node) {
		if n.Data == "input" && attr(n, "name") == "_csrf" && attr(n, "value") != "" {
			found = true
		}
	})
	return found
}

func (c *checker) labelled(n *html.Node) bool {
	if attr(n, "aria-label") != "" || attr(n, "aria-labelledby") != "" || closest(n, "label") != nil {
		return true
	}
	id := attr(n, "id")
	for _, l := range c.labelFor {
		if l == id {
			return true
		}
	}
	return false
}

// texts looks at the words: nothing of the program's inside, and on a Chinese
// page no English sentence that does not say that it is English.
func (c *checker) texts(doc *html.Node) {
	for n := range doc.Descendants() {
		if n.Type != html.TextNode || n.Parent == nil || n.Parent.Data == "script" {
			continue
		}
		words := strings.Join(strings.Fields(n.Data), " ")
		own := ownWords(n)
		if !own && leaks.MatchString(words) {
			c.wrong("the page shows %q", words)
		}
		if c.lang == "zh-CN" && !own && english.MatchString(words) {
			c.wrong("not translated: %q", words)
		}
	}
}

// ownWords is true for what somebody wrote, and what says its own language.
func ownWords(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Data == "html" {
			return false
		}
		if hasAttr(p, "lang") || p.Data == "textarea" || p.Data == "pre" {
			return true
		}
	}
	return false
}
