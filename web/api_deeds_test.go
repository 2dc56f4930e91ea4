package web_test

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// Why a deed of the pages has no operation.
const (
	inPerson  = "who somebody is, and how they are reached, is theirs to say in person"
	pageStep  = "a step of a page: the operation takes it all at once"
	byRows    = "a file of lines is looked through by a person; a program files each complaint"
	inPaper   = "identity papers are shown to people who are signed in, never to a key"
	demoAlone = "the demonstration only"
	byOwner   = "an owner's own word: a key acts as a member of its organisation"
	readAloud = "a letter that came by mail is kept by whoever reads it beside its page"
)

// deedOf names for each deed of the pages the operation that does the same, or the
// reason why there is none.
var deedOf = map[string]string{
	"POST /holder/complaints/:number/retract":          "retract-complaint",
	"POST /holder/complaints/:number/retract-listings": "retract-listed",
	"POST /holder/relistings":                          "dismiss-relisting",
	"POST /holder/rights/new":                          "register-right",
	"POST /holder/rights/new/:type":                    "register-right",
	"POST /holder/file":                                "file-complaint",
	"POST /holder/file/:draft/:step":                   "file-complaint",
	"POST /holder/letter":                              "lay-letter",
	"POST /holder/cases/:number/:deed":                 "complete-notice, answer-counter, retract-listings, appeal",
	"POST /holder/cases/:number/fix":                   "answer-fix",
	"POST /holder/cases/:number/settlement":            "offer-settlement, answer-settlement",
	"POST /holder/cases/:number/seller":                "write-letter",
	"POST /holder/cases/:number/time":                  "dispute-delivery",
	"POST /holder/cases/:number/abuse":                 "report-abuse",
	"POST /holder/cases/:number/casefile":              "make-casefile",
	"POST /holder/abuse/:number/answer":                "answer-abuse",
	"POST /holder/abuse/:number/appeal":                "appeal-abuse",
	"POST /holder/standing/:number/appeal":             "appeal-measure",
	"POST /holder/principals/new":                      "register-power",
	"POST /holder/principals/:number/end":              "end-power",
	"POST /account/agents/:number/confirm":             "!" + byOwner,
	"POST /account/agents/:number/revoke":              "!" + byOwner,
	"POST /evidence/:id/open":                          "open-file",

	"POST /seller/cases/:number/delete":      "delete-listings",
	"POST /seller/cases/:number/appeal":      "appeal",
	"POST /seller/cases/:number/counter":     "file-counter",
	"POST /seller/cases/:number/fix":         "propose-fix",
	"POST /seller/cases/:number/settlement":  "offer-settlement, answer-settlement",
	"POST /seller/cases/:number/complainant": "write-letter",
	"POST /seller/cases/:number/time":        "dispute-delivery",
	"POST /seller/cases/:number/abuse":       "report-abuse",
	"POST /seller/cases/:number/casefile":    "make-casefile",
	"POST /seller/abuse/:number/answer":      "answer-abuse",
	"POST /seller/abuse/:number/appeal":      "appeal-abuse",
	"POST /seller/standing/:number/appeal":   "appeal-measure",

	"POST /review/claim-next":                              "claim-next",
	"POST /review/cases/:number/claim":                     "claim",
	"POST /review/cases/:number/give-back":                 "give-back",
	"POST /review/cases/:number/preview":                   "preview-decision",
	"POST /review/cases/:number/edit":                      "!" + pageStep,
	"POST /review/cases/:number/decide":                    "decide",
	"POST /review/cases/:number/delivery":                  "record-delivery",
	"POST /review/cases/:number/fix":                       "answer-fix",
	"POST /review/cases/:number/acts/:act":                 "decide, look-at-hold",
	"POST /review/cases/:number/exhibits/:label/ask":       "ask-for-file",
	"POST /review/cases/:number/time":                      "set-clock",
	"POST /review/cases/:number/time/answer":               "answer-dispute",
	"POST /review/cases/:number/time/bounce":               "record-bounce",
	"POST /review/cases/:number/casefile":                  "make-casefile",
	"POST /review/rights/:number/claim":                    "claim",
	"POST /review/rights/:number/give-back":                "give-back",
	"POST /review/rights/:number/check":                    "check-right",
	"POST /review/powers/:number/claim":                    "claim",
	"POST /review/powers/:number/give-back":                "give-back",
	"POST /review/powers/:number/check":                    "check-power",
	"POST /review/powers/:number/revoke":                   "take-power",
	"POST /review/abuse/:number/claim":                     "claim",
	"POST /review/abuse/:number/give-back":                 "give-back",
	"POST /review/abuse/:number/decide":                    "decide-abuse",
	"POST /review/abuse/:number/delivery":                  "record-abuse-delivery",
	"POST /review/identities/:number/claim":                "!" + inPaper,
	"POST /review/identities/:number/give-back":            "!" + inPaper,
	"POST /review/identities/:number/check":                "!" + inPaper,
	"POST /account/identity":                               "!" + inPaper,
	"POST /review/letters":                                 "!" + readAloud,
	"POST /review/letters/look":                            "lay-letter",
	"POST /seller/listing-check/delete":                    "delete-own-listing",
	"POST /seller/cases/:number/counter/:draft/grounds":    "file-counter",
	"POST /seller/cases/:number/counter/:draft/listings":   "file-counter",
	"POST /seller/cases/:number/counter/:draft/evidence":   "file-counter, send-file",
	"POST /seller/cases/:number/counter/:draft/statements": "file-counter",
	"POST /seller/cases/:number/counter/:draft/check":      "file-counter",
	"POST /holder/bulk":                                    "!" + byRows,
	"POST /holder/bulk/:number":                            "!" + byRows,
	"POST /holder/retractions":                             "!" + byRows,
	"POST /holder/retractions/:number":                     "!" + byRows,
	"POST /seller/answers":                                 "!" + byRows,
	"POST /seller/answers/:number":                         "!" + byRows,
	"POST /review/measures/:number/claim":                  "claim",
	"POST /review/measures/:number/give-back":              "give-back",
	"POST /review/measures/:number/decide":                 "decide-measure",
	"POST /review/orders":                                  "receive-order",
	"POST /review/orders/:number/answer":                   "answer-authority",
	"POST /review/orders/:number/telling":                  "change-telling",
	"POST /demo/confirm":                                   "!" + demoAlone,

	"POST /account/profile":                       "!" + inPerson,
	"POST /account/email":                         "!" + inPerson,
	"POST /account/notices":                       "!" + inPerson,
	"POST /account/confirm":                       "!" + inPerson,
	"POST /account/security/password":             "!" + inPerson,
	"POST /account/security/app":                  "!" + inPerson,
	"POST /account/security/app/confirm":          "!" + inPerson,
	"POST /account/security/app/remove":           "!" + inPerson,
	"POST /account/security/recovery":             "!" + inPerson,
	"POST /account/sessions/others/end":           "!" + inPerson,
	"POST /account/sessions/:handle/end":          "!" + inPerson,
	"POST /account/keys":                          "!" + inPerson,
	"POST /account/keys/:handle/end":              "!" + inPerson,
	"POST /account/confirm/passkey/options":       "!" + inPerson,
	"POST /account/confirm/passkey":               "!" + inPerson,
	"POST /account/passkeys/new":                  "!" + inPerson,
	"POST /account/passkeys/new/options":          "!" + inPerson,
	"POST /account/passkeys/:passkey":             "!" + inPerson,
	"POST /account/passkeys/:passkey/remove":      "!" + inPerson,
	"POST /account/security/provider":             "!" + inPerson,
	"POST /account/security/provider/remove":      "!" + inPerson,
	"POST /account/privacy/erasure":               "!" + inPerson,
	"POST /account/privacy/erasure/withdraw":      "!" + inPerson,
	"POST /account/team/invite":                   "!" + inPerson,
	"POST /account/team/invitations/:id/again":    "!" + inPerson,
	"POST /account/team/invitations/:id/withdraw": "!" + inPerson,
	"POST /account/team/members/:id/role":         "!" + inPerson,
	"POST /account/team/members/:id/sessions":     "!" + inPerson,
	"POST /account/team/members/:id/offer":        "!" + inPerson,
	"POST /account/team/members/:id/end":          "!" + inPerson,
	"POST /account/team/offer/withdraw":           "!" + inPerson,
	"POST /account/team/leave":                    "!" + inPerson,
	"POST /account/team/asked/refuse":             "!" + inPerson,
	"POST /account/organisations":                 "!" + inPerson,
	"POST /link/ownership/:token":                 "!" + inPerson,
}

// Everything that can be done in a browser can be done by a key, or there is a reason
// why it is not.
func TestEveryDeedOfThePagesIsAnOperation(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		known := map[string]bool{}
		for _, o := range w.operations() {
			known[o] = true
		}
		left := maps.Clone(deedOf)
		for _, r := range w.Server.Table() {
			// Who is not signed in has nobody to make a key for, and operators make none.
			if r.Method != http.MethodPost || r.Anyone || r.Program || strings.HasPrefix(r.Path, "/operator/") {
				continue
			}
			said, ok := deedOf[r.Method+" "+r.Path]
			delete(left, r.Method+" "+r.Path)
			if !ok {
				t.Errorf("%s has neither an operation nor a reason why there is none", r.Path)
				continue
			}
			if strings.HasPrefix(said, "!") {
				continue
			}
			for o := range strings.SplitSeq(said, ", ") {
				if !known[o] {
					t.Errorf("%s: there is no operation %s", r.Path, o)
				}
			}
		}
		for _, path := range slices.Sorted(maps.Keys(left)) {
			t.Errorf("%s is no route", path)
		}
	})
}

// operations are the ids of the document.
func (w sellerWorld) operations() (ids []string) {
	w.t.Helper()
	doc := robot{t: w.t, site: w.Site}.must(http.StatusOK, "GET", "/openapi.json", "")
	for _, item := range as[map[string]any](doc.body["paths"]) {
		for _, op := range as[map[string]any](item) {
			if o, ok := op.(map[string]any); ok {
				ids = append(ids, as[string](o["operationId"]))
			}
		}
	}
	return ids
}
