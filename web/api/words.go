package api

// tags part the operations by who makes them.
var tags = []struct{ name, says string }{
	{tagAccount, "For whom a key acts."},
	{tagHolder, "Rights, complaints, and the answers to what sellers say."},
	{tagSeller, "What is complained of, and what a seller does about it."},
	{tagReviewer, "The queue, and decisions."},
	{tagCase, "What both sides read and do."},
}

const overview = `Everything that rights holders, sellers and reviewers do in a browser, by the same rules.

**Keys** act for whoever made them, within what the key was made for and what that person may do at the moment. A key that ends opens nothing from the next request on.

**Sandbox keys** (ipp_test_…) are answered what would happen: everything is checked, and nothing is done. Numbers end in 000000 then. What they read is real, and a notice that is read is delivered.

**Idempotency.** Send an Idempotency-Key with each POST. The same request again within 24 hours is given the same answer, with Idempotency-Replayed; another request under that key is answered 422, and one that comes while the first is being carried out 409.

**Versions.** Each listing of a case has a version; what changes a listing names the version that was seen, and is answered 409 where it has moved on. ETag and If-None-Match save reading twice; If-Match on a case holds a deed to the case as it was read.

**Limits** are told by RateLimit-Policy and RateLimit; over them the answer is 429 with Retry-After. A body holds 8 MB, nested 32 levels deep at most; unknown fields are refused.

**Problems** are application/problem+json (RFC 9457) with a word in code that does not change, and a JSON Pointer to each wrong field. What is not there and what is not yours to see are one answer.

Times are RFC 3339 in UTC. Lists are read on by the Link header (rel="next").`
