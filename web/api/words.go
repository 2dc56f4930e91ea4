package api

import (
	"strings"

	"ipportal/views"
)

// tags part the operations by who makes them.
var tags = []struct{ name, says string }{
	{tagAccount, "For whom a key acts."},
	{tagCase, "What both sides read and do."},
	{tagHolder, "Rights, complaints, and the answers to what sellers say."},
	{tagSeller, "What is complained of, and what a seller does about it."},
	{tagReviewer, "The queue, decisions, clocks and deliveries."},
	{tagPower, "Acting for others, and letting others act."},
	{tagStanding, "What a record adds up to, and the measures that follow."},
	{tagAbuse, "Malicious complaints, and false counter-notifications."},
}

// passage is a part of what there is to say of the whole.
type passage struct{ id, title, text string }

var lede = views.Key("Everything that rights holders, sellers and reviewers do in a browser, by the same rules.")

// passages stand in the document, in English, and on the reference page.
var passages = []passage{
	{"keys", views.Key("Keys"), views.Key("A key acts for whoever made it, within what it was made for and what that person may do at the moment. Send it as Authorization: Bearer ipp_live_…. A key that ends opens nothing from the next request on.")},
	{"sandbox", views.Key("Sandbox"), views.Key("A sandbox key (ipp_test_…) is answered what would happen: everything is checked, and nothing is done. Numbers end in 000000 then. What it reads is real, and a notice that is read is delivered.")},
	{"idempotency", views.Key("Idempotency"), views.Key("Send an Idempotency-Key with each POST. The same request again within 24 hours is given the same answer, with Idempotency-Replayed; another request under that key is answered 422, and one that comes while the first is being carried out 409.")},
	{"versions", views.Key("Versions and ETags"), views.Key("Each listing of a case has a version; what changes a listing names the version that was seen, and is answered 409 where it has moved on. ETag and If-None-Match save reading twice; If-Match on a case holds a deed to the case as it was read, and is answered 412 where it is another by now.")},
	{"paging", views.Key("Lists"), views.Key("A list is read on by the address in the Link header (rel=\"next\"), which ends with the last page. What is new meanwhile moves nothing.")},
	{"limits", views.Key("Limits"), views.Key("How many requests a key may make, and how many are left, stands in the headers RateLimit-Policy and RateLimit of each answer; over them the answer is 429, and Retry-After says how many seconds to wait. A body holds 8 MB, nested 32 levels deep at most; a file that is sent inside it is in base64. Unknown fields are refused.")},
	{"errors", views.Key("Refusals"), views.Key("What is refused is answered as application/problem+json (RFC 9457) with a word in code that does not change, and a JSON Pointer to each wrong field. What is not there and what is not yours to see are one answer.")},
	{"times", views.Key("Times"), views.Key("Times are RFC 3339 in UTC. Codes are words that do not change.")},
}

// overview is what the document says of the whole.
func overview() string {
	var b strings.Builder
	b.WriteString(lede)
	for _, p := range passages {
		b.WriteString("\n\n**" + p.title + ".** " + p.text)
	}
	return b.String()
}
