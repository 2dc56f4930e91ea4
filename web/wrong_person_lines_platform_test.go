package web_test

// aboutReview is what is said about the routes under /review.
var aboutReview = map[string]law{
	"GET /review":                                  {status: all(ok, "ada"), single: true},
	"POST /review/claim-next":                      {status: all(other, "ada"), single: true},
	"GET /review/cases/:number":                    reviewers(ok),
	"POST /review/cases/:number/claim":             reviewers(other),
	"POST /review/cases/:number/give-back":         reviewers(other),
	"POST /review/cases/:number/preview":           reviewers(invalid),
	"POST /review/cases/:number/edit":              reviewers(ok),
	"POST /review/cases/:number/decide":            reviewers(invalid),
	"POST /review/cases/:number/delivery":          reviewers(invalid),
	"GET /review/cases/:number/exhibits/:label":    reviewers(ok),
	"GET /review/rights":                           {status: all(ok, "ada"), single: true},
	"GET /review/rights/:number":                   reviewers(ok),
	"POST /review/rights/:number/claim":            reviewers(other),
	"POST /review/rights/:number/give-back":        reviewers(other),
	"POST /review/rights/:number/check":            reviewers(invalid),
	"GET /review/powers":                           {status: all(ok, "ada"), single: true},
	"GET /review/powers/:number":                   reviewers(ok),
	"POST /review/powers/:number/claim":            reviewers(other),
	"POST /review/powers/:number/give-back":        reviewers(other),
	"POST /review/powers/:number/check":            reviewers(invalid),
	"POST /review/powers/:number/revoke":           reviewers(invalid),
	"GET /review/identities":                       {status: all(ok, "ada"), single: true},
	"GET /review/identities/:number":               reviewers(ok),
	"POST /review/identities/:number/claim":        reviewers(other),
	"POST /review/identities/:number/give-back":    reviewers(other),
	"POST /review/identities/:number/check":        reviewers(invalid),
	"GET /review/identities/:number/papers/:paper": reviewers(ok),
}

// aboutOperators is what is said about the routes under /operator; the people
// are in aboutTeams.
var aboutOperators = map[string]law{
	"GET /operator/second-factors":             {status: all(ok, "operator"), single: true},
	"POST /operator/second-factors":            {status: all(invalid, "operator"), single: true},
	"GET /operator/privacy":                    {status: all(ok, "operator"), single: true},
	"POST /operator/privacy/holds":             {status: all(invalid, "operator"), single: true},
	"POST /operator/privacy/holds/:number/end": {},
	"POST /operator/privacy/requests/:number":  {},
	"GET /operator/access":                     {status: all(ok, "operator"), single: true},
	"GET /operator/shops":                      {status: all(ok, "operator"), single: true},
	"POST /operator/shops/:shop/invite":        {status: all(other, "operator")},
	"GET /operator":                            {status: all(ok, "operator"), single: true},
}
