package web_test

// aboutLanes is what is said about fixes, settlements and retraction by list. The
// first case of the table has ended, so that nothing is left to settle; the second
// can still be answered.
var aboutLanes = map[string]law{
	"GET /seller/cases/:number/fix":                    sellers(ok),
	"POST /seller/cases/:number/fix":                   answering(stale),
	"GET /seller/cases/:number/settlement":             sellers(other).and(ok, "wang"),
	"POST /seller/cases/:number/settlement":            answering(stale).and(invalid, "wang"),
	"GET /holder/cases/:number/fix":                    holders(ok),
	"POST /holder/cases/:number/fix":                   replying(stale),
	"GET /holder/cases/:number/settlement":             holders(other).and(ok, "zhao"),
	"POST /holder/cases/:number/settlement":            replying(stale).and(invalid, "zhao"),
	"GET /holder/complaints/:number/retract-listings":  filing(ok),
	"POST /holder/complaints/:number/retract-listings": filing(invalid),
	"GET /review/cases/:number/fix":                    reviewers(ok),
	"POST /review/cases/:number/fix":                   reviewers(stale),
}
