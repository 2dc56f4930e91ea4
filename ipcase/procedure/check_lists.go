package procedure

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"ipportal/ipcase"
)

var officeCode = regexp.MustCompile(`^([A-Z]{2,10}|none)$`)

// entries checks a file that is one list under one name.
func (c *checker) entries(n *yaml.Node, name string, each func(n *yaml.Node, path string)) {
	c.object(n, "", []field{{name, true, "a list", func(n *yaml.Node, path string) {
		if n.Kind == yaml.SequenceNode && len(n.Content) == 0 {
			c.wrong(n, path, "must not be empty")
		}
		c.list(n, path, each)
	}}})
}

// code checks a code that is unique within its file.
func (c *checker) code(seen map[string]int, re *regexp.Regexp, like string) func(n *yaml.Node, path string) {
	return func(n *yaml.Node, path string) {
		if code, ok := c.form(n, path, re, like); ok {
			c.unique(seen, n, path, code)
		}
	}
}

func (c *checker) reasons(n *yaml.Node) {
	seen := map[string]int{}
	c.entries(n, "reasons", func(n *yaml.Node, path string) {
		c.object(n, path, []field{
			{"code", true, "a code such as trademark_in_title", c.code(seen, wordCode, "trademark_in_title")},
			{"right_type", true, "one of " + codes(ipcase.RightTypes()), func(n *yaml.Node, path string) {
				oneOf(c, n, path, "type of right", ipcase.RightTypes())
			}},
			{"points", false, "", func(n *yaml.Node, path string) { c.integer(n, path, 0) }},
			{"label", true, wantText, c.text},
			{"requires", true, wantText, c.text},
			{"elements", false, "", func(n *yaml.Node, path string) { c.elements(n, path, ofReason) }},
		})
	})
}

func (c *checker) refusals(n *yaml.Node) {
	seen := map[string]int{}
	c.entries(n, "refusals", func(n *yaml.Node, path string) {
		c.object(n, path, []field{
			{"code", true, "a code such as element_missing", c.code(seen, wordCode, "element_missing")},
			{"label", true, wantText, c.text},
			{"cure", true, wantText, c.text},
		})
	})
}

func (c *checker) offices(n *yaml.Node) {
	seen := map[string]int{}
	c.entries(n, "offices", func(n *yaml.Node, path string) {
		patterns, examples := map[ipcase.RightType][]string{}, map[ipcase.RightType]*yaml.Node{}
		have := c.object(n, path, []field{
			{"code", true, "a code such as EUIPO", c.code(seen, officeCode, "EUIPO (capital letters), or none")},
			{"name", true, wantText, c.text},
			{"territories", true, "a list; empty = as designated in the registration", c.territories},
			{"patterns", true, "for each type of right that the office registers a list of patterns", func(n *yaml.Node, path string) {
				c.byRight(n, path, func(t ipcase.RightType, n *yaml.Node, path string) {
					patterns[t] = []string{}
					c.list(n, path, func(n *yaml.Node, path string) {
						if p, ok := c.pattern(n, path); ok {
							patterns[t] = append(patterns[t], p)
						}
					})
				})
			}},
			{"examples", false, "", func(n *yaml.Node, path string) {
				c.byRight(n, path, func(t ipcase.RightType, n *yaml.Node, path string) {
					if _, ok := c.words(n, path); !ok {
						n = nil // there, and told to be wrong
					}
					examples[t] = n
				})
			}},
		})
		if have["patterns"] != nil {
			c.examplesFit(n, path, patterns, examples)
		}
	})
}

func (c *checker) byRight(n *yaml.Node, path string, each func(t ipcase.RightType, n *yaml.Node, path string)) {
	var fields []field
	for _, t := range ipcase.RightTypes() {
		fields = append(fields, field{name: string(t), check: func(n *yaml.Node, path string) { each(t, n, path) }})
	}
	c.object(n, path, fields)
}

func (c *checker) pattern(n *yaml.Node, path string) (string, bool) {
	p, ok := c.words(n, path)
	if !ok {
		return "", false
	}
	if _, err := regexp.Compile(p); err != nil {
		c.wrong(n, path, "is not a regular expression: %v", err)
		return "", false
	}
	if !strings.HasPrefix(p, "^") || !strings.HasSuffix(p, "$") {
		c.wrong(n, path, "%q must begin with ^ and end with $, so that it fits the whole number", p)
		return "", false
	}
	return p, true
}

// examplesFit: an example is shown to whoever mistyped, so it must fit itself.
func (c *checker) examplesFit(n *yaml.Node, path string, patterns map[ipcase.RightType][]string, examples map[ipcase.RightType]*yaml.Node) {
	for _, t := range ipcase.RightTypes() {
		have, registers := patterns[t]
		example, shown := examples[t]
		where := join(join(path, "examples"), string(t))
		switch {
		case !registers && example != nil:
			c.wrong(example, where, "has no patterns beside it; give patterns.%s or leave it out", t)
		case len(have) > 0 && !shown:
			c.wrong(n, where, "is missing; patterns.%s needs an example that fits it", t)
		case len(have) > 0 && example != nil:
			o := ipcase.Office{Patterns: map[ipcase.RightType][]string{t: slices.Clone(have)}}
			if ok, _ := o.NumberLooksRight(t, example.Value); !ok {
				c.wrong(example, where, "%q fits none of patterns.%s", example.Value, t)
			}
		}
	}
}
