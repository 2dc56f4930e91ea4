package web_test

import "slices"

// plainItem is a complained listing as the plain model keeps it: told again from
// the words of the procedures, without a line of the portal's own rules.
type plainItem struct {
	state    string
	before   string // what an appeal is about
	fixes    int    // how often a fix was proposed
	used     int    // attempts to answer, those not used in time with them
	down     bool   // the case keeps the listing down
	ruled    bool   // a reviewer's decision ended it
	court    bool   // a court decided: nobody here changes that
	appealed string // by whom: "", "seller", "holder", "seller holder"
}

// plainCase is a case of the plain model.
type plainCase struct {
	statutory bool // removed first, and a court's wait after an answer; else notified first
	decided   []string
	items     []plainItem
}

// ends are the states in which nobody has anything to do.
var ends = []string{"deleted_by_seller", "fixed", "upheld", "restored", "withdrawn", "rejected", "lapsed"}

// benches are the reviewers.
var benches = []string{"ada", "ben", "carol"}

// press is what a verb does to an item; ok is whether it may be done.
func (c *plainCase) press(who, verb string, i plainItem) (next plainItem, ok bool) {
	in := func(states ...string) bool { return slices.Contains(states, i.state) }
	next = i
	switch verb {
	case "accept_notice":
		next.state, ok = c.begins(), in("intake")
	case "ask_for_more":
		next.state, ok = "needs_info", in("intake")
	case "complete":
		next.state, ok = "intake", in("needs_info")
	case "refuse_notice":
		next.state, ok = "rejected", in("intake")
	case "delete":
		next.state, ok = "deleted_by_seller", in("awaiting_seller", "fix_proposed", "removed", "countered", "contested", "statutory_wait")
	case "counter":
		next.used++
		next.state, ok = "countered", in("awaiting_seller", "removed") && i.used < 3
		if c.statutory {
			next.state, ok = "statutory_wait", in("removed") || in("upheld") && !i.ruled
		}
	case "propose_fix":
		next.fixes++
		next.state, ok = "fix_proposed", in("awaiting_seller") && i.fixes < 2
	case "accept_fix":
		next.state, ok = "fixed", in("fix_proposed")
	case "refuse_fix":
		next.state, ok = "awaiting_seller", in("fix_proposed")
	case "settle":
		known := in("awaiting_seller", "fix_proposed", "removed", "countered", "contested", "statutory_wait", "legal_hold", "appealed")
		next.state, ok = "withdrawn", known && !(in("appealed") && i.before == "rejected") // of what was refused the seller was never told
	case "accept":
		next.state, ok = "restored", in("countered", "statutory_wait")
	case "contest":
		next.state, ok = "contested", in("countered")
	case "court":
		next.state, ok = "legal_hold", in("countered", "contested", "statutory_wait")
	case "retract", "retract by list":
		next.state, ok = "withdrawn", !i.court && !in("deleted_by_seller", "fixed", "restored", "rejected", "lapsed", "withdrawn")
	case "uphold_complaint":
		next.state, ok = "removed", in("contested")
		if !c.statutory && i.used >= 3 {
			next.state = "upheld"
		}
	case "uphold_counter":
		next.state, ok = "restored", in("contested")
	case "record_court_upheld":
		next.state, next.court, ok = "upheld", true, in("legal_hold")
	case "record_court_restored":
		next.state, next.court, ok = "restored", true, in("legal_hold")
	case "appeal by the seller":
		next.before, next.appealed = i.state, i.appealed+" seller"
		next.state, ok = "appealed", in("upheld") && !i.court && !i.appealedBy("seller")
	case "appeal by the holder":
		next.before, next.appealed = i.state, i.appealed+" holder"
		next.state, ok = "appealed", (in("rejected") || in("restored") && i.ruled) && !i.court && !i.appealedBy("holder")
	case "affirm":
		next.state, ok = i.before, in("appealed") && !slices.Contains(c.decided, who)
	case "reverse":
		next.state, ok = c.reversed(i.before), in("appealed") && !slices.Contains(c.decided, who)
	}
	if !ok {
		return i, false
	}
	next.follow(slices.Contains(benches, who))
	return next, true
}

// silence is what the end of a window does.
func (c *plainCase) silence(i plainItem) plainItem {
	to := map[string]string{
		"needs_info": "lapsed", "awaiting_seller": "removed", "removed": "upheld", "fix_proposed": "fixed", "countered": "restored", "statutory_wait": "restored",
	}[i.state]
	if i.state == "awaiting_seller" {
		i.used++
	}
	i.state = to
	i.follow(false)
	return i
}

// follow keeps beside a new state what goes with it.
func (i *plainItem) follow(ruled bool) {
	switch i.state {
	case "removed", "upheld", "deleted_by_seller":
		i.down = true
	case "restored", "withdrawn":
		i.down = false
	}
	if slices.Contains(ends, i.state) {
		i.ruled = ruled
	}
}

func (c *plainCase) begins() string {
	if c.statutory {
		return "removed"
	}
	return "awaiting_seller"
}

func (c *plainCase) reversed(before string) string {
	switch before {
	case "upheld":
		return "restored"
	case "restored":
		return "upheld"
	default:
		return c.begins()
	}
}

func (i plainItem) appealedBy(who string) bool {
	return i.appealed == " "+who || i.appealed == " seller holder" || i.appealed == " holder seller"
}

// over is whether nothing goes on by itself and nobody must act.
func (c *plainCase) over() bool {
	return !slices.ContainsFunc(c.items, func(i plainItem) bool { return !slices.Contains(ends, i.state) })
}
