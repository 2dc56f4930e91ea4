package procedure

import (
	"strconv"

	"go.yaml.in/yaml/v3"

	"ipportal/ipcase"
)

const wantForum = "the fields name, note and cite"

// waysFit holds a procedure's ways against each other: what its mode and its way on
// from a counter-notification leave room for.
func (c *checker) waysFit(n *yaml.Node, mode ipcase.Mode, after ipcase.AfterCounter, counter *yaml.Node) {
	switch {
	case mode == ipcase.RemoveWait && after != "" && after != ipcase.NoCounter:
		c.wrong(keyOf(n, "after_counter"), "after_counter", "must be %s in mode %s: the wait for a court runs already; it is %s", ipcase.NoCounter, mode, after)
	case after == ipcase.NoCounter && mode != "" && mode != ipcase.RemoveWait:
		c.wrong(keyOf(n, "after_counter"), "after_counter", "%s leaves a seller without an answer in mode %s; it stands only with mode %s", after, mode, ipcase.RemoveWait)
	}
	if counter == nil || counter.Kind != yaml.SequenceNode || after == "" {
		return
	}
	switch empty := len(counter.Content) == 0; {
	case empty && after != ipcase.NoCounter:
		c.wrong(counter, "counter_elements", "must not be empty; with after_counter %s there are counter-notifications", after)
	case !empty && after == ipcase.NoCounter:
		c.wrong(counter, "counter_elements", "must be empty ([]); with after_counter %s there are no counter-notifications", after)
	}
}

// keyOf is the key of a field, for its line; the whole where it is not there.
func keyOf(n *yaml.Node, name string) *yaml.Node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return n.Content[i]
		}
	}
	return n
}

func (c *checker) courtActions(n *yaml.Node, path string) {
	seen := map[string]int{}
	c.list(n, path, func(n *yaml.Node, path string) {
		if a, ok := oneOf(c, n, path, "kind of step", ipcase.CourtActions()); ok {
			c.unique(seen, n, path, string(a))
		}
	})
	if n.Kind == yaml.SequenceNode && len(n.Content) == 0 {
		c.wrong(n, path, "must name at least one step that holds a case: %s", codes(ipcase.CourtActions()))
	}
}

func (c *checker) forum(n *yaml.Node, path string) {
	c.object(n, path, []field{
		{"name", true, wantText, c.text},
		{"note", true, wantText, c.text},
		{"cite", true, "where the rule stands (law, section)", c.cite},
	})
}

func (c *checker) proofs(n *yaml.Node, path string) {
	c.list(n, path, func(n *yaml.Node, path string) { oneOf(c, n, path, "proof", ipcase.Proofs()) })
}

// selection checks the rules that choose a procedure. Whether the procedures that
// they name exist and cover what the rule says is seen when all files stand together.
func (c *checker) selection(n *yaml.Node) {
	seen := map[string]int{}
	var last *yaml.Node
	c.entries(n, "rules", func(n *yaml.Node, path string) {
		if last = n; n.Kind != yaml.MappingNode {
			c.wrong(n, path, "must be a rule with its fields; it is %s", describe(n))
			return
		}
		c.object(n, path, []field{
			{"id", true, "an id such as us_copyright", c.code(seen, wordCode, "us_copyright")},
			{"right_types", false, "", c.rightTypes},
			{"territories", false, "", c.territories},
			{"sites", false, "", func(n *yaml.Node, path string) {
				c.list(n, path, func(n *yaml.Node, path string) { c.words(n, path) })
			}},
			{"reasons", false, "", c.reasonCodes},
			{"proofs", false, "", c.proofs},
			{"procedures", true, "a list of ids, the one that governs without a choice first", func(n *yaml.Node, path string) {
				ids := map[string]int{}
				c.list(n, path, func(n *yaml.Node, path string) {
					if id, ok := c.form(n, path, fileID, "us-dmca-512"); ok {
						c.unique(ids, n, path, id)
					}
				})
				if n.Kind == yaml.SequenceNode && len(n.Content) == 0 {
					c.wrong(n, path, "must name at least one procedure")
				}
			}},
			{"why", true, wantText, c.text},
			{"cite", true, "where the rule stands (law, section)", c.cite},
		})
	})
	if last == nil || last.Kind != yaml.MappingNode {
		return
	}
	for _, name := range []string{"right_types", "territories", "sites", "reasons", "proofs"} {
		if key := keyOf(last, name); key != last {
			c.wrong(key, "rules["+strconv.Itoa(len(seen)-1)+"]."+name, "the last rule must fit every complaint; leave it out")
		}
	}
}
