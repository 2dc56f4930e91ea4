package procedure

import (
	"go.yaml.in/yaml/v3"

	"ipportal/ipcase"
	"ipportal/ipcase/calendar"
)

// register checks how a procedure's cases come into the public register.
func (c *checker) register(n *yaml.Node, path string) {
	units := []calendar.Unit{calendar.BusinessDay, calendar.CalendarDay, calendar.Hour}
	delay := func(n *yaml.Node, path string) {
		c.object(n, path, []field{
			{"amount", true, "a whole number, 1 or more", func(n *yaml.Node, path string) {
				if amount, ok := c.integer(n, path, 1); ok && amount > calendar.MaxAmount {
					c.wrong(n, path, "must be %d or less; it is %d", calendar.MaxAmount, amount)
				}
			}},
			{"unit", true, "one of " + codes(units), func(n *yaml.Node, path string) { oneOf(c, n, path, "unit", units) }},
		})
	}
	fields := func(n *yaml.Node, path string) {
		seen := map[string]int{}
		c.list(n, path, func(n *yaml.Node, path string) {
			if what, ok := oneOf(c, n, path, "field of the register", ipcase.RegisterFields()); ok {
				c.unique(seen, n, path, string(what))
			}
		})
	}
	c.object(n, path, []field{
		{"from", true, "one of " + codes(ipcase.RegisterFroms()), func(n *yaml.Node, path string) {
			oneOf(c, n, path, "event of the register", ipcase.RegisterFroms())
		}},
		{"delay", true, "the fields amount and unit", delay},
		{"fields", true, "a list of " + codes(ipcase.RegisterFields()), fields},
		{"cite", true, "where the rule stands (law, section)", c.cite},
	})
}
