package web_test

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
	"ipportal/static"
	"ipportal/web/present"
	"ipportal/web/webtest"
)

// Who asks: elin's complaint against lin is the set A, zhao's against wang the
// set B. vera and nils may read what is lin's and elin's, and write nothing; so
// may sean and sia, members whom nothing was granted. anya and anders may only
// answer, dean only delete, finn only file.
var (
	strangers = []string{""}
	everybody = slices.Concat([]string{"ada", "operator"}, allSellers, allHolders)

	allSellers = []string{"lin", "vera", "sean", "anya", "dean", "wang"}
	allHolders = []string{"elin", "nils", "sia", "finn", "anders", "zhao"}
	parties    = slices.Concat(allSellers, allHolders)
	managers   = []string{"lin", "wang", "elin", "zhao", "operator"}
)

var owns = map[string]string{
	"lin": "A", "vera": "A", "sean": "A", "anya": "A", "dean": "A", "elin": "A", "nils": "A", "sia": "A", "finn": "A", "anders": "A",
	"wang": "B", "zhao": "B", "ada": "AB", "operator": "AB",
}

// law is what is said about one route: the status by who asks for what is
// their own. Whoever is not named is answered as where there is nothing.
type law struct {
	status map[string]int
	open   bool     // to everybody, also to somebody not signed in
	single bool     // there is but one, or each has their own
	free   []string // parameters of which any value is answered alike
}

// may is the status for somebody asking for a thing of that set; false where it
// is not there for them.
func (r law) may(name, set string) (int, bool) {
	if r.open && name == "" {
		return r.status["nobody"], true
	}
	status, named := r.status[name]
	return status, named && (r.open || r.single || strings.Contains(owns[name], set))
}

// all gives the same status to several people.
func all(status int, names ...string) map[string]int {
	m := map[string]int{}
	for _, n := range names {
		m[n] = status
	}
	return m
}

func (r law) and(status int, names ...string) law {
	for _, n := range names {
		r.status[n] = status
	}
	return r
}

func public(status int, free ...string) law {
	return law{status: all(status, slices.Concat([]string{"nobody"}, everybody)...), open: true, free: free}
}

func sellers(status int) law   { return law{status: all(status, allSellers...)} }
func holders(status int) law   { return law{status: all(status, allHolders...)} }
func operators(status int) law { return law{status: all(status, "operator")} }
func reviewers(status int) law { return law{status: all(status, "ada")} }

// Of a side, those with a permission; the others who may see are refused.
func answering(status int) law {
	return sellers(forbidden).and(status, "lin", "wang", "anya")
}
func deleting(status int) law { return sellers(forbidden).and(status, "lin", "wang", "dean") }
func filing(status int) law   { return holders(forbidden).and(status, "elin", "zhao", "finn") }
func replying(status int) law { return holders(forbidden).and(status, "elin", "zhao", "anders") }

// own is of what each has their own.
func (r law) own() law {
	r.single = true
	return r
}

const (
	ok      = http.StatusOK
	other   = http.StatusSeeOther
	invalid = http.StatusUnprocessableEntity
	stale   = http.StatusConflict

	forbidden = http.StatusForbidden
)

// expected is what is said about every route. One that is missing here fails.
var expected = map[string]law{
	"GET /static/*":                     public(ok),
	"GET /healthz":                      public(ok),
	"GET /robots.txt":                   public(ok),
	"GET /.well-known/security.txt":     public(ok),
	"GET /security":                     public(ok),
	"GET /":                             public(ok).and(other, "nobody"), // the demonstration opens on who is who
	"GET /home":                         {status: all(other, everybody...), single: true},
	"GET /sign-in":                      public(ok).and(other, everybody...),
	"POST /sign-in":                     public(invalid),
	"POST /sign-out":                    public(other),
	"POST /preferences":                 public(other),
	"GET /messages":                     {status: all(ok, parties...), single: true},
	"GET /procedures":                   public(ok),
	"GET /procedures/:id":               public(ok),
	"GET /catalogue":                    public(ok),
	"GET /catalogue/:site":              public(ok),
	"GET /catalogue/:site/:ref":         public(ok),
	"GET /pictures/*":                   public(ok),
	"GET /demo":                         public(ok),
	"POST /demo/sign-in":                public(http.StatusNotFound),
	"GET /demo/outbox":                  public(ok),
	"GET /demo/outbox/:id":              public(ok),
	"GET /demo/outbox/:id/html":         public(ok),
	"GET /evidence/:id":                 {status: all(ok, append([]string{"ada"}, parties...)...)},
	"GET /evidence/:id/view":            {status: all(ok, append([]string{"ada"}, parties...)...)},
	"GET /evidence/:id/file":            {status: all(ok, append([]string{"ada"}, parties...)...)},
	"GET /snapshots/:case/:position/:n": {status: all(ok, append([]string{"ada"}, parties...)...)},

	"GET /sign-in/code":                  public(other),
	"POST /sign-in/code":                 public(other),
	"GET /sign-in/lost":                  public(ok),
	"GET /sign-in/reset":                 public(ok),
	"POST /sign-in/reset":                public(invalid),
	"GET /sign-in/reset/sent":            public(ok),
	"GET /link/reset/:token":             public(http.StatusNotFound),
	"POST /link/reset/:token":            public(http.StatusNotFound),
	"GET /link/email/:token":             public(http.StatusNotFound),
	"POST /link/email/:token":            public(http.StatusNotFound),
	"GET /link/notice/:token":            public(http.StatusNotFound),
	"POST /link/notice/:token":           public(http.StatusNotFound),
	"GET /account":                       {status: all(ok, everybody...), single: true},
	"POST /account/profile":              {status: all(invalid, everybody...), single: true},
	"POST /account/email":                {status: all(invalid, everybody...), single: true},
	"POST /account/notices":              {status: all(invalid, "lin", "wang", "elin", "zhao"), single: true},
	"GET /account/confirm":               {status: all(ok, everybody...), single: true},
	"POST /account/confirm":              {status: all(invalid, everybody...), single: true},
	"POST /demo/confirm":                 {status: all(other, everybody...), single: true},
	"GET /account/security":              {status: all(ok, everybody...), single: true},
	"GET /account/security/password":     {status: all(ok, everybody...), single: true},
	"POST /account/security/password":    {status: all(invalid, everybody...), single: true},
	"GET /account/security/app":          {status: all(ok, everybody...), single: true},
	"GET /account/security/app.png":      {},
	"POST /account/security/app":         {status: all(other, everybody...), single: true},
	"POST /account/security/app/confirm": {status: all(invalid, everybody...), single: true},
	"POST /account/security/app/remove":  {status: all(other, everybody...), single: true},
	"POST /account/security/recovery":    law{status: all(other, everybody...), single: true}.and(ok, "lin", "wang"), // who have a passkey
	"GET /account/sessions":              {status: all(ok, everybody...), single: true},
	"POST /account/sessions/others/end":  {status: all(other, everybody...), single: true},
	"POST /account/sessions/:handle/end": {},
	"GET /operator/second-factors":       {status: all(ok, "operator"), single: true},
	"POST /operator/second-factors":      {status: all(invalid, "operator"), single: true},

	"POST /sign-in/passkey/options":          public(ok),
	"POST /sign-in/passkey":                  public(invalid),
	"POST /sign-in/provider":                 public(http.StatusNotFound), // without single sign-on
	"GET /sign-in/provider/callback":         public(http.StatusNotFound),
	"POST /account/confirm/passkey/options":  law{status: all(http.StatusNotFound, everybody...), single: true}.and(ok, "lin", "wang"),
	"POST /account/confirm/passkey":          {status: all(invalid, everybody...), single: true},
	"GET /account/passkeys":                  {status: all(ok, everybody...), single: true},
	"GET /account/passkeys/new":              {status: all(ok, everybody...), single: true},
	"POST /account/passkeys/new":             {status: all(invalid, everybody...), single: true},
	"POST /account/passkeys/new/options":     {status: all(ok, everybody...), single: true},
	"GET /account/passkeys/:passkey":         {status: all(ok, "lin", "wang")},
	"POST /account/passkeys/:passkey":        {status: all(invalid, "lin", "wang")},
	"POST /account/passkeys/:passkey/remove": {status: all(other, "lin", "wang")},

	"GET /holder":                                   holders(ok).own(),
	"GET /holder/complaints":                        holders(ok).own(),
	"GET /holder/complaints/:number":                holders(ok),
	"GET /holder/complaints/:number/filed":          holders(ok),
	"GET /holder/complaints/:number/retract":        filing(ok),
	"POST /holder/complaints/:number/retract":       filing(other),
	"GET /holder/rights":                            holders(ok).own(),
	"GET /holder/rights/new":                        filing(ok).own(),
	"POST /holder/rights/new":                       filing(invalid).own(),
	"GET /holder/rights/:number":                    holders(ok),
	"GET /holder/file":                              filing(ok).own(),
	"POST /holder/file":                             filing(invalid).own(),
	"GET /holder/file/example.csv":                  holders(ok).own(),
	"GET /holder/file/:draft":                       holders(other),
	"GET /holder/cases/:number":                     holders(ok),
	"GET /holder/cases/:number/decisions/:decision": holders(ok),
	"GET /holder/rights/new/trademark":              filing(ok).own(),
	"POST /holder/rights/new/trademark":             filing(invalid).own(),
	"GET /holder/rights/new/copyright":              filing(ok).own(),
	"POST /holder/rights/new/copyright":             filing(invalid).own(),
	"GET /holder/rights/new/design":                 filing(ok).own(),
	"POST /holder/rights/new/design":                filing(invalid).own(),
	"GET /holder/rights/new/patent":                 filing(ok).own(),
	"POST /holder/rights/new/patent":                filing(invalid).own(),
	"GET /holder/rights/new/utility_model":          filing(ok).own(),
	"POST /holder/rights/new/utility_model":         filing(invalid).own(),
	"GET /holder/file/:draft/right":                 filing(ok),
	"POST /holder/file/:draft/right":                filing(invalid),
	"GET /holder/file/:draft/listings":              filing(ok),
	"POST /holder/file/:draft/listings":             filing(other),
	"GET /holder/file/:draft/check":                 filing(ok),
	"POST /holder/file/:draft/check":                filing(invalid),
	"GET /holder/file/:draft/reason":                filing(ok),
	"POST /holder/file/:draft/reason":               filing(invalid),
	"GET /holder/file/:draft/facts":                 filing(ok),
	"POST /holder/file/:draft/facts":                filing(other),
	"GET /holder/file/:draft/statements":            filing(ok),
	"POST /holder/file/:draft/statements":           filing(other),
	"GET /holder/file/:draft/send":                  filing(ok),
	"POST /holder/file/:draft/send":                 filing(invalid),
	"GET /holder/cases/:number/accept":              replying(other),
	"POST /holder/cases/:number/accept":             replying(stale),
	"GET /holder/cases/:number/contest":             replying(other),
	"POST /holder/cases/:number/contest":            replying(stale),
	"GET /holder/cases/:number/court":               replying(other),
	"POST /holder/cases/:number/court":              replying(stale),
	"GET /holder/cases/:number/complete":            filing(other),
	"POST /holder/cases/:number/complete":           filing(stale),
	"GET /holder/cases/:number/appeal":              replying(other),
	"POST /holder/cases/:number/appeal":             replying(stale),
	"GET /holder/cases/:number/retract":             filing(ok),
	"POST /holder/cases/:number/retract":            filing(stale),
	"GET /holder/rights/new/nothing":                {},
	"POST /holder/rights/new/nothing":               {},
	"GET /holder/file/:draft/nothing":               {},
	"POST /holder/file/:draft/nothing":              {},
	"GET /holder/cases/:number/nothing":             {},
	"POST /holder/cases/:number/nothing":            {},

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
	"GET /account/privacy":                         {status: all(ok, everybody...), single: true},
	"GET /account/privacy/data.zip":                {status: all(ok, everybody...), single: true},
	"POST /account/privacy/erasure":                {status: all(invalid, everybody...), single: true},
	"POST /account/privacy/erasure/withdraw":       {status: all(other, everybody...), single: true},
	"GET /erased":                                  public(ok),
	"GET /operator/privacy":                        {status: all(ok, "operator"), single: true},
	"POST /operator/privacy/holds":                 {status: all(invalid, "operator"), single: true},
	"POST /operator/privacy/holds/:number/end":     {},
	"POST /operator/privacy/requests/:number":      {},
	"GET /operator/access":                         {status: all(ok, "operator"), single: true},
	"GET /holder/principals":                       holders(ok).own(),
	"GET /holder/principals/new":                   filing(ok).own(),
	"POST /holder/principals/new":                  filing(ok).own(),
	"GET /holder/principals/:number":               holders(ok),
	"GET /holder/principals/:number/end":           filing(ok),
	"POST /holder/principals/:number/end":          law{status: all(stale, "elin", "zhao", "finn")}.and(forbidden, "anders"),
	"GET /account/agents":                          holders(ok).own(),
	"GET /account/agents/:number":                  holders(ok),
	"POST /account/agents/:number/confirm":         law{status: all(other, "elin", "zhao")}.and(forbidden, "finn", "anders"),
	"GET /account/agents/:number/revoke":           holders(forbidden).and(ok, "elin", "zhao"),
	"POST /account/agents/:number/revoke":          law{status: all(stale, "elin", "zhao")}.and(forbidden, "finn", "anders"),
	"GET /review/powers":                           {status: all(ok, "ada"), single: true},
	"GET /review/powers/:number":                   reviewers(ok),
	"POST /review/powers/:number/claim":            reviewers(other),
	"POST /review/powers/:number/give-back":        reviewers(other),
	"POST /review/powers/:number/check":            reviewers(invalid),
	"POST /review/powers/:number/revoke":           reviewers(invalid),
	"GET /account/access":                          {status: all(ok, "lin", "wang", "elin", "zhao"), single: true},
	"GET /review/identities":                       {status: all(ok, "ada"), single: true},
	"GET /review/identities/:number":               reviewers(ok),
	"POST /review/identities/:number/claim":        reviewers(other),
	"POST /review/identities/:number/give-back":    reviewers(other),
	"POST /review/identities/:number/check":        reviewers(invalid),
	"GET /review/identities/:number/papers/:paper": reviewers(ok),
	"GET /join":                         public(ok),
	"POST /join":                        public(invalid),
	"GET /join/shop":                    public(ok),
	"POST /join/shop":                   public(invalid),
	"GET /link/join/:token":             public(http.StatusNotFound),
	"POST /link/join/:token":            public(http.StatusNotFound),
	"GET /link/claim/:token":            public(http.StatusNotFound),
	"POST /link/claim/:token":           public(http.StatusNotFound),
	"GET /link/shop/:token":             public(http.StatusNotFound),
	"POST /link/shop/:token":            public(http.StatusNotFound),
	"GET /operator/shops":               {status: all(ok, "operator"), single: true},
	"POST /operator/shops/:shop/invite": {status: all(other, "operator")},
	"GET /account/identity":             {status: all(ok, "elin", "zhao"), single: true},
	"POST /account/identity":            {status: all(ok, "elin", "zhao"), single: true},
	"GET /operator":                     {status: all(ok, "operator"), single: true},

	"GET /seller/complaints":                               sellers(ok).own(),
	"GET /seller/records":                                  sellers(ok).own(),
	"GET /seller/cases/:number":                            sellers(ok),
	"GET /seller/cases/:number/right":                      sellers(ok),
	"GET /seller/cases/:number/complainant":                sellers(ok),
	"POST /seller/cases/:number/complainant":               answering(invalid),
	"GET /holder/cases/:number/seller":                     holders(ok),
	"POST /holder/cases/:number/seller":                    replying(invalid),
	"GET /seller/cases/:number/decisions/:decision":        sellers(ok),
	"GET /seller/cases/:number/delete":                     deleting(invalid),
	"POST /seller/cases/:number/delete":                    deleting(stale),
	"GET /seller/cases/:number/appeal":                     answering(invalid),
	"POST /seller/cases/:number/appeal":                    answering(invalid),
	"GET /seller/cases/:number/counter":                    answering(invalid),
	"POST /seller/cases/:number/counter":                   answering(invalid),
	"GET /seller/cases/:number/counter/:draft/done":        sellers(other),
	"GET /snapshots/:case/:position":                       {status: all(ok, append([]string{"ada"}, parties...)...)},
	"GET /seller/cases/:number/counter/:draft/grounds":     answering(ok),
	"POST /seller/cases/:number/counter/:draft/grounds":    answering(invalid),
	"GET /seller/cases/:number/counter/:draft/listings":    answering(ok),
	"POST /seller/cases/:number/counter/:draft/listings":   answering(other),
	"GET /seller/cases/:number/counter/:draft/evidence":    answering(ok),
	"POST /seller/cases/:number/counter/:draft/evidence":   answering(other),
	"GET /seller/cases/:number/counter/:draft/statements":  answering(ok),
	"POST /seller/cases/:number/counter/:draft/statements": answering(invalid),
	"GET /seller/cases/:number/counter/:draft/check":       answering(ok),
	"POST /seller/cases/:number/counter/:draft/check":      answering(invalid),
}

// parts are what the last part of an address may name where it is no object.
var parts = map[string][]string{
	":deed": {present.DeedAccept, present.DeedContest, present.DeedCourt, present.DeedComplete, present.DeedAppeal, present.DeedRetract, "nothing"},
	":step": {
		present.StepRight, present.StepListings, present.StepCheck, present.StepReason, present.StepFacts, present.StepStatements, present.StepSend, "nothing",
	},
	":type": {"trademark", "copyright", "design", "patent", "utility_model", "nothing"},
}

// objects are the things of one complaint, by what a route calls them.
type objects map[string]string

var absent = objects{
	"case": "IP-2026-999999-ZZ", "complaint": "IP-2026-999999", "right": "IPR-2026-999999", "exhibit": "aaaaaaaaaaaaaaaaaaaaaaaaaa",
	"decision": "bbbbbbbbbbbbbbbbbbbbbbbbbb", "counter draft": "cccccccccccccccccccccccccc", "complaint draft": "dddddddddddddddddddddddddd",
	"form": "eeeeeeeeeeeeeeeeeeeeeeeeee", "label": "X9", "letter": "none", "position": "99", "n": "99", "ref": "QL-0000", "site": "nowhere", "procedure": "none", "file": "none", "passkey": "999999",
	"power": "POA-2026-999999", "given power": "POA-2026-999999",
	"token": "gggggggggggggggggggggggggggggggggggggggggggggggggggg", "shop": "999999", "identity": "IDC-2026-999999", "paper": "ffffffffffffffffffffffffff",
}

// called is which of the objects a route's parameter names.
func called(path, param string) string {
	switch param {
	case ":number":
		switch {
		case strings.Contains(path, "/rights/"):
			return "right"
		case strings.Contains(path, "/complaints/"):
			return "complaint"
		case strings.Contains(path, "/identities/"):
			return "identity"
		case strings.Contains(path, "/principals/"), strings.Contains(path, "/powers/"):
			return "power"
		case strings.Contains(path, "/agents/"):
			return "given power"
		}
		return "case"
	case ":draft":
		if strings.HasPrefix(path, "/seller/") {
			return "counter draft"
		}
		return "complaint draft"
	case ":token":
		return strings.TrimSuffix(strings.TrimPrefix(path, "/link/"), "/:token") + " link"
	case ":id":
		switch {
		case strings.HasPrefix(path, "/operator/people/accounts/"), strings.Contains(path, "/members/"):
			return "person"
		case strings.Contains(path, "/invitations/"):
			return "invitation"
		case strings.HasPrefix(path, "/evidence/"):
			return "exhibit"
		case strings.HasPrefix(path, "/demo/"):
			return "letter"
		case strings.HasPrefix(path, "/procedures/"):
			return "procedure"
		}
		return "complaint draft"
	case "*":
		return path
	}
	return strings.TrimPrefix(param, ":")
}

func params(path string) []string {
	var found []string
	for _, part := range strings.Split(path, "/") {
		if strings.HasPrefix(part, ":") || part == "*" {
			found = append(found, part)
		}
	}
	return found
}

func (o objects) value(path, param string) string { return o[called(path, param)] }

func (o objects) path(route string) string {
	parts := strings.Split(route, "/")
	for n, part := range parts {
		if strings.HasPrefix(part, ":") || part == "*" {
			parts[n] = o.value(route, part)
		}
	}
	return strings.Join(parts, "/")
}

// without is the same with one thing that is not there.
func (o objects) without(param string) objects {
	all := objects{}
	for k, v := range o {
		all[k] = v
	}
	for k := range all {
		if called("/seller/", param) == k || called("/evidence/", param) == k || called("/rights/", param) == k || called("/complaints/", param) == k ||
			called("/demo/", param) == k || called("/procedures/", param) == k || called("", param) == k || called("/identities/", param) == k ||
			called("/principals/", param) == k || called("/agents/", param) == k ||
			called("/members/", param) == k || called("/invitations/", param) == k ||
			called("/link/invitation/:token", param) == k || called("/link/ownership/:token", param) == k {
			all[k] = absent[k]
		}
	}
	if param == "*" {
		all["/static/*"], all["/pictures/*"] = "none", "none"
	}
	return all
}

// mixed is o's case with the smaller things of another.
func (o objects) mixed(of objects) objects {
	all := objects{}
	for k, v := range of {
		all[k] = v
	}
	all["case"] = o["case"]
	return all
}

// objectsOf lets a holder complain of a seller, as far as a decision that can be
// appealed and a counter-notification that is not sent yet.
func objectsOf(t *testing.T, site *webtest.Site, holder, seller string) objects {
	t.Helper()
	w := worldOf(t, site, holder, seller)
	right := w.Right(ipcase.Copyright)
	refs := map[string][]string{"lin": {"QL-1001", "QL-1002"}, "wang": {"QL-2001", "QL-2002"}}[seller]
	c, cases := w.File(right, refs...)
	number := cases[w.Haiyun.OrgID]
	no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
	site.Work()
	site.Clock.Advance(8 * 24 * time.Hour) // the seller's silence lets the decision take effect
	site.Work()
	o := objects{
		"right": right, "complaint": c.Number, "case": number, "position": "1", "n": "1", "ref": "QL-3002", "site": webtest.SiteCN,
		"procedure": "marketplace", "/static/*": strings.TrimPrefix(static.Path("app.css"), static.Prefix), "/pictures/*": "lamp.png",
		"counter draft": w.CounterDraftFor(w.Haiyun, number), "complaint draft": w.DraftOf(w.Norrvik, right, "QL-3001"), "form": ipcase.NewID(),
		"label":   "E1",
		"version": strconv.Itoa(w.Items(number)[0].Version),
	}
	v, err := w.ReadReviewCase(t.Context(), w.Rita, number)
	no(t, err)
	o["decision"], o["exhibit"] = v.Decisions[0].PublicID, v.RightExhibits[0].PublicID
	o["passkey"] = passkeyOf(t, site, seller)
	o["identity"], o["paper"] = identityOf(t, site, w)
	o["shop"], o["token"] = strconv.FormatInt(w.Haiyun.OrgID, 10), absent["token"]
	o["power"], o["given power"] = powersOf(t, site, w, holder)
	letters, err := site.Outbox.List(1)
	no(t, err)
	o["letter"] = letters[0].ID
	return o
}

// powersOf lets a holder hand in a power of attorney, and confirm an agent of its
// own.
func powersOf(t *testing.T, site *webtest.Site, w *ipcasetest.World, holder string) (handedIn, given string) {
	t.Helper()
	agent := ipcase.Org{Kind: ipcase.PartyHolder, Name: "Halden Brand Services of " + holder, Lang: "en", Zone: "Europe/Oslo", Country: "NO", Email: "mail@halden.example"}
	no(t, site.Accounts.AddOrg(t.Context(), &agent))
	in := ipcasetest.PowerInput(w.Norrvik.OrgName, "2030-12-31")
	in.ContactEmail = site.Person(holder).Email
	given = w.UncheckedPower(ipcase.Actor{OrgID: agent.ID, Party: ipcase.PartyHolder, Role: ipcase.RoleOwner, OrgName: agent.Name}, in)
	no(t, site.Service.ConfirmPower(t.Context(), w.Norrvik, given))
	return w.UncheckedPower(w.Norrvik, ipcasetest.PowerInput("Veyra Audio AB", "2030-12-31")), given
}

// identityOf lets a holder hand in an identity paper, and leaves it known as it was.
func identityOf(t *testing.T, site *webtest.Site, w *ipcasetest.World) (number, paper string) {
	t.Helper()
	known := func(s ipcase.IdentityStatus) {
		no(t, site.DB.Gorm.Model(&ipcase.Org{}).Where("id = ?", w.Norrvik.OrgID).Updates(map[string]any{"identity": s}).Error)
	}
	known(ipcase.IdentityNone)
	form := ipcase.NewID()
	b, err := site.Blobs.Papers().Put(t.Context(), "paper", "extract.txt", strings.NewReader("Extract of "+w.Norrvik.OrgName))
	no(t, err)
	_, err = site.Service.AddIdentityPaper(t.Context(), w.Norrvik, form, "extract.txt", b)
	no(t, err)
	number, err = site.Service.HandInIdentity(t.Context(), w.Norrvik, ipcase.HandInIdentity{
		FormID: form, Kind: ipcase.CompanyExtract, Number: "12345", Country: "SE", IssuedOn: "2026-05-01",
	})
	no(t, err)
	known(ipcase.IdentityVerified)
	v, err := site.Service.ReadReviewIdentity(t.Context(), w.Rita, number)
	no(t, err)
	return number, v.Papers[0].PublicID
}

// untold is a complaint of which the seller has not been told: for them it is not
// there.
func untold(t *testing.T, site *webtest.Site, holder, seller string) objects {
	t.Helper()
	w := worldOf(t, site, holder, seller)
	right := w.Right(ipcase.Design)
	c, cases := w.File(right, "QL-1003")
	number := cases[w.Haiyun.OrgID]
	v, err := w.ReadReviewCase(t.Context(), w.Rita, number)
	no(t, err)
	return objects{
		"right": right, "complaint": c.Number, "case": number, "position": "1", "n": "1", "label": "E1", "form": ipcase.NewID(), "version": "1",
		"exhibit": v.Exhibits[0].PublicID, "decision": absent["decision"], "counter draft": absent["counter draft"], "passkey": absent["passkey"], "complaint draft": absent["complaint draft"],
		"identity": absent["identity"], "paper": absent["paper"], "shop": absent["shop"], "token": absent["token"], "power": absent["power"], "given power": absent["given power"],
	}
}

func no(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%+v", err)
	}
}
