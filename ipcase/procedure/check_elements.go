package procedure

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"ipportal/ipcase"
)

// place is which kinds of element a list may hold, and which it must.
type place struct {
	what  string
	kinds []ipcase.ElementKind
	needs []ipcase.ElementKind
}

var (
	ofNotice = place{
		"a notice",
		[]ipcase.ElementKind{
			ipcase.ElementStatement, ipcase.ElementSignature, ipcase.ElementContact, ipcase.ElementText,
			ipcase.ElementEvidence, ipcase.ElementListings, ipcase.ElementRight,
		},
		[]ipcase.ElementKind{ipcase.ElementListings, ipcase.ElementContact, ipcase.ElementRight},
	}
	ofCounter = place{
		"a counter-notification",
		[]ipcase.ElementKind{
			ipcase.ElementStatement, ipcase.ElementSignature, ipcase.ElementContact, ipcase.ElementText,
			ipcase.ElementEvidence, ipcase.ElementListings,
		},
		[]ipcase.ElementKind{ipcase.ElementListings, ipcase.ElementContact},
	}
	ofReason = place{
		"a reason",
		[]ipcase.ElementKind{ipcase.ElementStatement, ipcase.ElementText, ipcase.ElementEvidence},
		nil,
	}
)

// once: a form has one signature, one contact, one list of listings, one right.
var once = []ipcase.ElementKind{ipcase.ElementSignature, ipcase.ElementContact, ipcase.ElementListings, ipcase.ElementRight}

func (c *checker) elements(n *yaml.Node, path string, where place) {
	ids, kinds := map[string]int{}, map[ipcase.ElementKind]int{}
	unread := false
	c.list(n, path, func(n *yaml.Node, path string) {
		id, kind := c.element(n, path, where)
		if id != nil {
			c.unique(ids, id, join(path, "id"), id.Value)
		}
		if kind == "" { // told already; which kind was meant is not known
			unread = true
			return
		}
		if first, twice := kinds[kind]; twice && slices.Contains(once, kind) {
			c.wrong(n, join(path, "kind"), "%s holds one element of kind %s; the first is on line %d", where.what, kind, first)
			return
		}
		kinds[kind] = n.Line
	})
	if n.Kind != yaml.SequenceNode || unread {
		return
	}
	for _, kind := range where.needs {
		if _, ok := kinds[kind]; !ok {
			c.wrong(n, path, "an element of kind %s is missing; %s needs it", kind, where.what)
		}
	}
}

// element answers the element's id and kind where they are right.
func (c *checker) element(n *yaml.Node, path string, where place) (id *yaml.Node, kind ipcase.ElementKind) {
	required := false
	have := c.object(n, path, []field{
		{"id", true, "an id such as good_faith", func(n *yaml.Node, path string) {
			if _, ok := c.form(n, path, wordCode, "good_faith"); ok {
				id = n
			}
		}},
		{"kind", true, "one of " + codes(where.kinds), func(n *yaml.Node, path string) {
			kind, _ = oneOf(c, n, path, "kind of element for "+where.what, where.kinds)
		}},
		{"required", true, "true or false", func(n *yaml.Node, path string) { required = c.boolean(n, path) }},
		{"label", true, wantText, c.text},
		{"hint", false, "", c.text},
		{"statement", false, "", c.text},
		{"cure", false, "", c.text},
		{"right_types", false, "", c.rightTypes},
		{"reasons", false, "", c.reasonCodes},
		{"proofs", false, "", c.proofs},
		{"cite", true, "where the rule stands (law, section)", c.cite},
	})
	if have == nil {
		return id, kind
	}
	statement := have["statement"]
	if kind == ipcase.ElementStatement && statement == nil {
		c.wrong(n, join(path, "statement"), "is missing; an element of kind statement needs the exact words to be ticked, in English and Chinese")
	}
	if kind != "" && kind != ipcase.ElementStatement && statement != nil {
		c.wrong(statement, join(path, "statement"), "only an element of kind statement has words to be ticked; this one is of kind %s", kind)
	}
	if required && have["cure"] == nil {
		c.wrong(n, join(path, "cure"), "is missing; a required element says how to supply it, in English and Chinese")
	}
	return id, kind
}

func (c *checker) reasonCodes(n *yaml.Node, path string) {
	c.list(n, path, func(n *yaml.Node, path string) {
		if code, ok := c.words(n, path); ok && !slices.Contains(c.known.reasons, code) {
			c.wrong(n, path, "unknown reason %q; allowed: %s", code, strings.Join(c.known.reasons, ", "))
		}
	})
}
