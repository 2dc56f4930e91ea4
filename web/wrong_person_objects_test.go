package web_test

import (
	"fmt"
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

// parts are what the last part of an address may name where it is no object.
var parts = map[string][]string{
	":deed": {present.DeedAccept, present.DeedContest, present.DeedCourt, present.DeedComplete, present.DeedAppeal, present.DeedRetract, "nothing"},
	":step": {
		present.StepRight, present.StepListings, present.StepCheck, present.StepReason, present.StepFacts, present.StepStatements, present.StepSend, "nothing",
	},
	":act":  append(present.ReviewActs(), "nothing"),
	":type": {"trademark", "copyright", "design", "patent", "utility_model", "nothing"},
}

// objects are the things of one complaint, by what a route calls them.
type objects map[string]string

var absent = objects{
	"case": "IP-2026-999999-ZZ", "complaint": "IP-2026-999999", "right": "IPR-2026-999999", "exhibit": "aaaaaaaaaaaaaaaaaaaaaaaaaa",
	"decision": "bbbbbbbbbbbbbbbbbbbbbbbbbb", "counter draft": "cccccccccccccccccccccccccc", "complaint draft": "dddddddddddddddddddddddddd",
	"form": "eeeeeeeeeeeeeeeeeeeeeeeeee", "label": "X9", "letter": "none", "position": "99", "n": "99", "ref": "QL-0000", "site": "nowhere", "procedure": "none", "edition": "99", "file": "none", "passkey": "999999",
	"fix": "hhhhhhhhhhhhhhhhhhhhhhhhhh", "report": "AB-2026-999999",
	"power": "POA-2026-999999", "given power": "POA-2026-999999",
	"seller measure": "AM-2026-999999", "holder measure": "AM-2026-999999", "proposed measure": "AM-2026-999999",
	"token": strings.Repeat("g", 52), "version": "1", "shop": "999999", "identity": "IDC-2026-999999", "paper": "ffffffffffffffffffffffffff",
}

// called is which of the objects a route's parameter names.
func called(path, param string) string {
	switch param {
	case ":number":
		switch {
		case strings.Contains(path, "/abuse/"):
			return "report"
		case strings.HasPrefix(path, "/seller/standing/"):
			return "seller measure"
		case strings.HasPrefix(path, "/holder/standing/"):
			return "holder measure"
		case strings.Contains(path, "/measures/"):
			return "proposed measure"
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
			called("/seller/standing/", param) == k || called("/holder/standing/", param) == k || called("/measures/", param) == k ||
			called("/principals/", param) == k || called("/abuse/", param) == k || called("/agents/", param) == k ||
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
	all["case"], all["mixed"] = o["case"], "yes"
	return all
}

func mixed(o objects) bool { return o["mixed"] != "" }

// inside is what is not there, in the same case.
func (o objects) inside(of objects) objects {
	all := objects{}
	for k, v := range o {
		all[k] = v
	}
	all["case"] = of["case"]
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
		"procedure": "marketplace", "edition": "1", "/static/*": strings.TrimPrefix(static.Path("app.css"), static.Prefix), "/pictures/*": "lamp.png",
		"counter draft": w.CounterDraftFor(w.Haiyun, number), "complaint draft": w.DraftOf(w.Norrvik, right, "QL-3001"), "form": ipcase.NewID(),
		"label":   "E1",
		"version": strconv.Itoa(w.Items(number)[0].Version),
	}
	v, err := w.ReadReviewCase(t.Context(), w.Rita, number)
	no(t, err)
	o["decision"], o["exhibit"] = v.Decisions[0].PublicID, v.RightExhibits[0].PublicID
	r, err := w.ReportAbuse(t.Context(), w.Haiyun, ipcase.ReportAbuse{
		FormID: ipcase.NewID(), Case: number, Labels: []ipcase.AbuseLabel{ipcase.AbuseExtortion}, Account: "They asked for money first.", Lang: "en", Honest: true,
	})
	no(t, err)
	o["report"] = r.Number
	o["fix"] = fixOf(t, site, number, w.Haiyun)
	o["passkey"] = passkeyOf(t, site, seller)
	o["identity"], o["paper"] = identityOf(t, site, w)
	o["shop"], o["token"] = strconv.FormatInt(w.Haiyun.OrgID, 10), absent["token"]
	o["power"], o["given power"] = powersOf(t, site, w, holder)
	o["seller measure"] = measureOf(t, site, w.Haiyun, ipcase.MeasureWarning, ipcase.MeasureInForce)
	o["holder measure"] = measureOf(t, site, w.Norrvik, ipcase.MeasureHolderWarning, ipcase.MeasureInForce)
	o["proposed measure"] = measureOf(t, site, w.Haiyun, ipcase.MeasureRestriction, ipcase.MeasureProposed)
	letters, err := site.Outbox.List(1)
	no(t, err)
	o["letter"] = letters[0].ID
	return o
}

// fixOf is a fix of the first listing of a case, kept as if it had been proposed
// before the seller's time ran out.
func fixOf(t *testing.T, site *webtest.Site, number string, by ipcase.Actor) string {
	t.Helper()
	v, err := site.Service.ReadSellerCase(t.Context(), by, number)
	no(t, err)
	f := ipcase.Fix{
		PublicID: ipcase.NewID(), FormID: ipcase.NewID(), CaseID: v.Case.ID, Words: "The name is out of the title.", Lang: "en", Items: []int{1},
		Shots: []ipcase.FixShot{{Item: 1, Snapshot: v.Items[0].SnapshotID}}, FiledAt: site.Clock.Now(), FiledBy: by.PersonID,
	}
	no(t, site.DB.Gorm.Create(&f).Error)
	return f.PublicID
}

// measureOf is a measure against somebody's account, kept as if figures had proposed
// it and a reviewer, where it is in force, had decided it.
func measureOf(t *testing.T, site *webtest.Site, of ipcase.Actor, kind ipcase.MeasureKind, status ipcase.MeasureStatus) string {
	t.Helper()
	now := site.Clock.Now()
	m := ipcase.Measure{
		Number: fmt.Sprintf("AM-2026-%06d", of.OrgID*10+int64(len(kind))), OrgID: of.OrgID, Party: of.Party, Kind: kind, Status: status,
		Cause: ipcase.CauseLadder, Points: 8, Days: 30, Version: 1, ProposedAt: now, Salts: ipcase.Salts{},
	}
	if status == ipcase.MeasureProposed {
		m.Task = ipcase.MeasureTaskDecide
	} else {
		by, until := site.Person("ben").Actor().PersonID, now.AddDate(0, 0, 30)
		m.DecidedAt, m.DecidedBy, m.ToldAt, m.EndsAt = &now, &by, &now, &until
		m.Facts, m.GroundKind, m.Reference, m.Explanation, m.Lang = "Facts of "+of.OrgName+".", ipcase.GroundTerms, "§ 9.1", "The terms say so.", "en"
	}
	no(t, site.DB.Gorm.Create(&m).Error)
	return m.Number
}

// powersOf lets a holder hand in a power of attorney, and confirm an agent of its
// own.
func powersOf(t *testing.T, site *webtest.Site, w *ipcasetest.World, holder string) (handedIn, given string) {
	t.Helper()
	agent := ipcase.Org{Kind: ipcase.PartyHolder, Name: "Halden Brand Services of " + holder, Lang: "en", Zone: "Europe/Oslo", Country: "NO", Email: "mail@halden.example"}
	no(t, site.Accounts.AddOrg(t.Context(), &agent))
	in := ipcasetest.PowerInput(w.Norrvik.OrgName, "2030-12-31")
	in.ContactEmail = site.Person(holder).Email
	owner := ipcase.Actor{OrgID: agent.ID, Party: ipcase.PartyHolder, Role: ipcase.RoleOwner, OrgName: agent.Name, Lang: "en", Zone: agent.Zone}
	given = w.UncheckedPower(w.Colleague(owner, agent.ID*1000000, "Hal Den"), in)
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
		"exhibit": v.Exhibits[0].PublicID, "decision": absent["decision"], "counter draft": absent["counter draft"], "fix": absent["fix"], "report": absent["report"], "passkey": absent["passkey"], "complaint draft": absent["complaint draft"],
		"identity": absent["identity"], "paper": absent["paper"], "shop": absent["shop"], "token": absent["token"], "power": absent["power"], "given power": absent["given power"],
		"seller measure": absent["seller measure"], "holder measure": absent["holder measure"], "proposed measure": absent["proposed measure"],
	}
}

func no(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%+v", err)
	}
}
