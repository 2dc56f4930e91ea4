package web_test

// aboutLanes is what is said about fixes, settlements and retraction by list. The
// first case of the table has ended, so that nothing is left to settle; the second
// can still be answered.
var aboutLanes = map[string]law{
	"GET /seller/cases/:number/casefile":               sellers(ok),
	"POST /seller/cases/:number/casefile":              sellers(other),
	"POST /holder/cases/:number/casefile":              holders(other),
	"POST /review/cases/:number/casefile":              reviewers(other),
	"GET /seller/cases/:number/casefile.zip":           sellers(ok),
	"GET /seller/cases/:number/casefile.pdf":           sellers(ok),
	"GET /holder/cases/:number/casefile":               holders(ok),
	"GET /holder/cases/:number/casefile.zip":           holders(ok),
	"GET /holder/cases/:number/casefile.pdf":           holders(ok),
	"GET /review/cases/:number/casefile":               reviewers(ok),
	"GET /review/cases/:number/casefile.zip":           reviewers(ok),
	"GET /review/cases/:number/casefile.pdf":           reviewers(ok),
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

// aboutAbuse is what is said about reports of abuse: each seller of the table has
// reported its complainant. Ada decided in both cases, and others are there.
var aboutAbuse = map[string]law{
	"GET /seller/cases/:number/abuse":      sellers(ok),
	"POST /seller/cases/:number/abuse":     answering(forbidden),
	"GET /seller/abuse/:number":            sellers(ok),
	"POST /seller/abuse/:number/answer":    {},
	"POST /seller/abuse/:number/appeal":    answering(forbidden),
	"GET /holder/cases/:number/abuse":      holders(ok),
	"POST /holder/cases/:number/abuse":     replying(forbidden),
	"GET /holder/abuse/:number":            holders(ok),
	"POST /holder/abuse/:number/answer":    replying(forbidden).and(invalid, "zhao"),
	"POST /holder/abuse/:number/appeal":    replying(forbidden),
	"GET /review/abuse":                    {status: all(ok, "ada"), single: true},
	"GET /review/abuse/:number":            reviewers(ok),
	"POST /review/abuse/:number/claim":     reviewers(other),
	"POST /review/abuse/:number/give-back": reviewers(other),
	"POST /review/abuse/:number/decide":    reviewers(stale),
	"POST /review/abuse/:number/delivery":  reviewers(invalid),
}
