package procedure

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"ipportal/ipcase"
	"ipportal/ipcase/calendar"
)

var (
	fileID    = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	wordCode  = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)
	territory = regexp.MustCompile(`^[A-Z]{2}$`)
)

var (
	tracks        = []ipcase.Track{ipcase.TrackPlatform, ipcase.TrackStatutory}
	modes         = []ipcase.Mode{ipcase.NotifyFirst, ipcase.RemoveFirst, ipcase.RemoveWait}
	afterCounters = []ipcase.AfterCounter{ipcase.HolderAnswers, ipcase.CourtWait, ipcase.ReviewerDecides, ipcase.NoCounter}
	deliveries    = []ipcase.DeliveryBy{ipcase.ByEither, ipcase.ByReading, ipcase.ByMail}
	intakes       = []ipcase.IntakeBy{ipcase.IntakeReview, ipcase.IntakeAutomatic}
	disclosable   = ipcase.ContactFields()[:len(ipcase.ContactFields())-1] // the last is the portal's own
)

// leastAppealMonths is what Regulation (EU) 2022/2065, Article 20(1), asks for.
const leastAppealMonths = 6

func (c *checker) procedure(n *yaml.Node) {
	var mode ipcase.Mode
	var after ipcase.AfterCounter
	var windows, counter *yaml.Node
	c.object(n, "", []field{
		{"id", true, "an id such as us-dmca-512", func(n *yaml.Node, path string) {
			c.form(n, path, fileID, "us-dmca-512")
		}},
		{"version", true, "a whole number, 1 or more", func(n *yaml.Node, path string) { c.integer(n, path, 1) }},
		{"valid_from", true, "a day such as 2026-01-31", c.date},
		{"name", true, wantText, c.text},
		{"summary", true, wantText, c.text},
		{"right_types", false, "", c.rightTypes},
		{"territories", false, "", c.territories},
		{"track", true, "one of " + codes(tracks), func(n *yaml.Node, path string) { oneOf(c, n, path, "track", tracks) }},
		{"intake", false, "", func(n *yaml.Node, path string) { oneOf(c, n, path, "way of intake", intakes) }},
		{"mode", true, "one of " + codes(modes), func(n *yaml.Node, path string) { mode, _ = oneOf(c, n, path, "mode", modes) }},
		{"after_counter", true, "one of " + codes(afterCounters), func(n *yaml.Node, path string) {
			after, _ = oneOf(c, n, path, "way on from a counter-notification", afterCounters)
		}},
		{"attempts", true, "a whole number; 0 = no limit", func(n *yaml.Node, path string) { c.integer(n, path, 0) }},
		{"fixes", false, "", func(n *yaml.Node, path string) { c.integer(n, path, 0) }},
		{"counter_after_end", false, "", func(n *yaml.Node, path string) { c.boolean(n, path) }},
		{"calendar", false, "", c.calendarCode},
		{"delivery", false, "", func(n *yaml.Node, path string) { oneOf(c, n, path, "way of delivery", deliveries) }},
		{"windows", true, "the windows that its mode needs", func(n *yaml.Node, path string) { windows = n; c.windows(n, path) }},
		{"notice_elements", true, "a list of elements", func(n *yaml.Node, path string) { c.elements(n, path, ofNotice) }},
		{"counter_elements", true, "a list of elements", func(n *yaml.Node, path string) {
			if counter = n; n.Kind != yaml.SequenceNode || len(n.Content) > 0 {
				c.elements(n, path, ofCounter)
			}
		}},
		{"court_actions", true, "a list of " + codes(ipcase.CourtActions()), c.courtActions},
		{"disclosure", true, "the fields holder_to_seller and seller_to_holder", c.disclosure},
		{"register", false, "", c.register},
		{"legal_basis", true, "a list of citations (law, section)", c.citations},
		{"redress", true, wantText, c.text},
		{"appeal_months", true, "a whole number of months, 6 or more", func(n *yaml.Node, path string) { c.integer(n, path, leastAppealMonths) }},
		{"out_of_court", true, wantForum, c.forum},
		{"court", true, wantForum, c.forum},
	})
	if windows != nil {
		c.windowsFit(windows, mode, after)
	}
	c.waysFit(n, mode, after, counter)
}

// windowRule is what the table of moves lets a window do.
type windowRule struct {
	code     ipcase.WindowCode
	starts   []ipcase.Starts
	silence  []ipcase.State      // where silence can lead; none = it is a target and acts on nothing
	latest   bool                // the law sets an outer limit as well
	modes    []ipcase.Mode       // only in these; none = in every mode
	after    ipcase.AfterCounter // only with this one
	optional bool                // a procedure may do without
}

// needed says whether the moves ever open the window; known is false where what
// stands in the file is told to be wrong already.
func (r windowRule) needed(mode ipcase.Mode, after ipcase.AfterCounter) (needed, known bool) {
	switch {
	case len(r.modes) > 0 && mode == "", r.after != "" && after == "":
		return false, false
	case r.code == ipcase.WindowCourt && mode == ipcase.RemoveWait: // the wait is the court's from the beginning
		return true, true
	default:
		return (len(r.modes) == 0 || slices.Contains(r.modes, mode)) && (r.after == "" || r.after == after), true
	}
}

var windowRules = []windowRule{
	{code: ipcase.WindowIntake, starts: []ipcase.Starts{ipcase.StartsOnReceipt}},
	{code: ipcase.WindowReview, starts: []ipcase.Starts{ipcase.StartsOnReceipt}},
	{code: ipcase.WindowDelivery, starts: []ipcase.Starts{ipcase.StartsOnSending}},
	{code: ipcase.WindowNeedsInfo, starts: []ipcase.Starts{ipcase.StartsOnDelivery}, silence: []ipcase.State{ipcase.Lapsed}},
	{
		code: ipcase.WindowSellerFirst, starts: []ipcase.Starts{ipcase.StartsOnDelivery},
		silence: []ipcase.State{ipcase.Removed}, modes: []ipcase.Mode{ipcase.NotifyFirst},
	},
	{
		code: ipcase.WindowSellerFurther, starts: []ipcase.Starts{ipcase.StartsOnDelivery},
		silence: []ipcase.State{ipcase.Upheld}, modes: []ipcase.Mode{ipcase.NotifyFirst, ipcase.RemoveFirst},
	},
	{
		code: ipcase.WindowFix, starts: []ipcase.Starts{ipcase.StartsOnDelivery},
		silence: []ipcase.State{ipcase.Fixed}, modes: []ipcase.Mode{ipcase.NotifyFirst}, optional: true,
	},
	{
		code: ipcase.WindowHolderAnswer, starts: []ipcase.Starts{ipcase.StartsOnDelivery},
		silence: []ipcase.State{ipcase.Restored}, after: ipcase.HolderAnswers,
	},
	{
		code: ipcase.WindowCourt, starts: []ipcase.Starts{ipcase.StartsOnReceipt, ipcase.StartsOnDelivery},
		silence: []ipcase.State{ipcase.Restored}, latest: true, after: ipcase.CourtWait,
	},
}

func (c *checker) windows(n *yaml.Node, path string) {
	fields := make([]field, len(windowRules))
	for i, rule := range windowRules {
		fields[i] = field{name: string(rule.code), check: func(n *yaml.Node, path string) { c.window(n, path, rule) }}
	}
	c.object(n, path, fields)
}

// windowsFit finds the windows that the mode needs and has not, and those that it
// has and never runs.
func (c *checker) windowsFit(n *yaml.Node, mode ipcase.Mode, after ipcase.AfterCounter) {
	if n.Kind != yaml.MappingNode {
		return
	}
	keys := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		keys[n.Content[i].Value] = n.Content[i]
	}
	for _, rule := range windowRules {
		path := join("windows", string(rule.code))
		key, there := keys[string(rule.code)]
		needed, known := rule.needed(mode, after)
		switch {
		case !known || there == needed || needed && rule.optional:
		case there && len(rule.modes) > 0 && !slices.Contains(rule.modes, mode):
			c.wrong(key, path, "never runs in mode %s; leave it out", mode)
		case there:
			c.wrong(key, path, "never runs with after_counter %s; leave it out", after)
		case rule.code == ipcase.WindowCourt && mode == ipcase.RemoveWait:
			c.wrong(n, path, "is missing; mode %s needs it", mode)
		case rule.after != "":
			c.wrong(n, path, "is missing; after_counter %s needs it", after)
		case len(rule.modes) > 0:
			c.wrong(n, path, "is missing; mode %s needs it", mode)
		default:
			c.wrong(n, path, "is missing; every procedure needs it")
		}
	}
}

func (c *checker) window(n *yaml.Node, path string, rule windowRule) {
	amount, amountOK := 0, false
	units := []calendar.Unit{calendar.BusinessDay, calendar.CalendarDay, calendar.Hour}
	have := c.object(n, path, []field{
		{"amount", true, "a whole number, 1 or more", func(n *yaml.Node, path string) {
			if amount, amountOK = c.integer(n, path, 1); amountOK && amount > calendar.MaxAmount {
				c.wrong(n, path, "must be %d or less; it is %d", calendar.MaxAmount, amount)
			}
		}},
		{"unit", true, "one of " + codes(units), func(n *yaml.Node, path string) { oneOf(c, n, path, "unit", units) }},
		{"starts", true, "one of " + codes(rule.starts), func(n *yaml.Node, path string) {
			oneOf(c, n, path, "start of this window", rule.starts)
		}},
		{"silence", len(rule.silence) > 0, "one of " + codes(rule.silence), func(n *yaml.Node, path string) { c.silence(n, path, rule) }},
		{"latest", false, "", func(n *yaml.Node, path string) {
			if !rule.latest {
				c.wrong(n, path, "only the window court has an outer limit; leave it out")
			}
		}},
		{"cite", true, "where the rule stands (law, section)", c.cite},
	})
	if n := have["latest"]; n != nil && rule.latest {
		if latest, ok := c.integer(n, join(path, "latest"), 1); ok && amountOK && latest < amount {
			c.wrong(n, join(path, "latest"), "is %d, less than amount (%d); it must be the later limit", latest, amount)
		}
	}
}

func (c *checker) silence(n *yaml.Node, path string, rule windowRule) {
	switch {
	case len(rule.silence) == 0:
		c.wrong(n, path, "the window %s acts on nothing, it only ages; leave silence out", rule.code)
	case !slices.Contains(ipcase.States(), ipcase.State(n.Value)):
		c.wrong(n, path, "unknown state %s; allowed: %s", describe(n), codes(rule.silence))
	case !slices.Contains(rule.silence, ipcase.State(n.Value)):
		c.wrong(n, path, "the moves do not let silence lead to %s from here; allowed: %s", n.Value, codes(rule.silence))
	}
}

func (c *checker) rightTypes(n *yaml.Node, path string) {
	c.list(n, path, func(n *yaml.Node, path string) { oneOf(c, n, path, "type of right", ipcase.RightTypes()) })
}

func (c *checker) territories(n *yaml.Node, path string) {
	c.list(n, path, func(n *yaml.Node, path string) {
		c.form(n, path, territory, "CN, EU or WW: two capital letters (write NO in quotes)")
	})
}

func (c *checker) calendarCode(n *yaml.Node, path string) {
	if n.Tag == "!!str" && n.Value == "" {
		return // the site's
	}
	if code, ok := c.words(n, path); ok && !slices.Contains(c.known.calendars, code) {
		c.wrong(n, path, "unknown calendar %q; allowed: %s, or \"\" for the site's", code, strings.Join(c.known.calendars, ", "))
	}
}

func (c *checker) disclosure(n *yaml.Node, path string) {
	fields := func(n *yaml.Node, path string) {
		seen := map[string]int{}
		c.list(n, path, func(n *yaml.Node, path string) {
			if what, ok := oneOf(c, n, path, "contact field", disclosable); ok {
				c.unique(seen, n, path, string(what))
			}
		})
	}
	at := func(n *yaml.Node, path string) {
		var events []field
		for _, e := range ipcase.DisclosureEvents() {
			events = append(events, field{string(e), false, "a list of " + codes(disclosable), fields})
		}
		c.object(n, path, events)
	}
	side := func(n *yaml.Node, path string) {
		c.object(n, path, []field{
			{"at", true, "the events from which on something is shown: " + codes(ipcase.DisclosureEvents()), at},
			{"relay", true, "a list of " + codes(disclosable), fields},
		})
	}
	c.object(n, path, []field{
		{"holder_to_seller", true, "the fields at and relay", side},
		{"seller_to_holder", true, "the fields at and relay", side},
	})
}

func (c *checker) citations(n *yaml.Node, path string) {
	if n.Kind == yaml.SequenceNode && len(n.Content) == 0 {
		c.wrong(n, path, "must name at least one law or contract")
	}
	c.list(n, path, c.cite)
}

func (c *checker) cite(n *yaml.Node, path string) {
	words := func(n *yaml.Node, path string) { c.words(n, path) }
	c.object(n, path, []field{
		{"law", true, "the law or contract, such as 17 U.S.C.", words},
		{"section", true, "its section, such as § 512(g)(2)(C)", words},
	})
}
