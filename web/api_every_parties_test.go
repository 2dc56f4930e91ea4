package web_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/marketplace"
	"ipportal/web/webtest"
)

// An agent hands in powers of attorney; a reviewer verifies them; the principal reads
// what it gave, the platform ends one, and the agent lays one down.
func powersByAPI(t *testing.T) {
	byKeys(t, func(t *testing.T, w sellerWorld) {
		agent, principal, ada := w.robot(t, "elin", false), w.robot(t, "zhao", false), w.robot(t, "ada", false)
		asked := `{"principal":"清禾文创有限公司","country":"CN","contact_name":"赵敏","contact_email":"zhao@qinghe.example","right_types":["trademark"],"acts":["register","file"],
			"territories":["CN"],"valid_from":"2026-01-01","valid_until":"2030-12-31","files":[{"name":"power.txt","content":"` + encoded("Power of attorney") + `"}]}`
		isProblem(t, agent.ask("POST", "/powers", strings.Replace(asked, `"CN","contact`, `"XX","contact`, 1)), http.StatusUnprocessableEntity, "invalid")
		var powers []string
		for range 3 {
			powers = append(powers, as[string](agent.must(http.StatusCreated, "POST", "/powers", asked).body["number"]))
		}
		principal.asOfNothing("GET", "/powers/{}", powers[0], "POA-2026-999999", "")
		agent.asOfNothing("POST", "/powers/{}/check", powers[0], "POA-2026-999999", `{"version":1,"verify":true}`)
		if list := as[[]any](ada.must(http.StatusOK, "GET", "/powers-to-check", "").body["powers"]); len(list) != 3 {
			t.Errorf("%v wait for a reviewer", list)
		}
		for _, p := range powers {
			ada.must(http.StatusOK, "POST", "/powers/"+p+"/check", `{"version":1,"verify":true}`)
		}
		if list := as[[]any](agent.must(http.StatusOK, "GET", "/powers", "").body["powers"]); len(list) != 3 || first(list)["status"] != "verified" {
			t.Errorf("the agent's are %v", list)
		}
		version := func(power string) string {
			t.Helper()
			return fmt.Sprintf(`{"version":%v,"reason":"The paper is an old one."}`, agent.must(http.StatusOK, "GET", "/powers/"+power, "").body["version"])
		}
		if list := as[[]any](principal.must(http.StatusOK, "GET", "/agents", "").body["powers"]); len(list) != 0 {
			t.Errorf("before its owner has confirmed one, the principal is shown %v", list)
		}
		no(t, w.Service.ConfirmPower(t.Context(), w.Person("zhao").Actor(), powers[0])) // in person
		if list := as[[]any](principal.must(http.StatusOK, "GET", "/agents", "").body["powers"]); len(list) != 3 {
			t.Errorf("the principal gave %v", list)
		}
		if list := as[[]any](agent.must(http.StatusOK, "GET", "/agents", "").body["powers"]); len(list) != 0 {
			t.Errorf("the agent gave %v", list)
		}
		agent.asOfNothing("POST", "/powers/{}/revoke", powers[1], "POA-2026-999999", version(powers[1]))
		ada.must(http.StatusOK, "POST", "/powers/"+powers[1]+"/revoke", version(powers[1]))
		principal.asOfNothing("POST", "/powers/{}/end", powers[2], "POA-2026-999999", version(powers[2]))
		agent.must(http.StatusOK, "POST", "/powers/"+powers[2]+"/end", version(powers[2]))
		for _, p := range powers[1:] {
			if got := agent.must(http.StatusOK, "GET", "/powers/"+p, ""); got.body["status"] != "revoked" {
				t.Errorf("%s is %v", p, got.body["status"])
			}
		}
	})
}

// A measure is found, decided, read, appealed and lifted by keys; its party's alone
// is told of it (promise 10).
func measuresByAPI(t *testing.T) {
	byKeys(t, func(t *testing.T, w sellerWorld) {
		seller, other, ada, ben := w.robot(t, "lin", false), w.robot(t, "wang", false), w.robot(t, "ada", false), w.robot(t, "ben", false)
		counterfeitsOf(t, w.acts, "QL-1001", "QL-1002")
		waiting := as[[]any](ada.must(http.StatusOK, "GET", "/measures", "").body["measures"])
		if len(waiting) != 1 {
			t.Fatalf("%v wait", waiting)
		}
		number := as[string](as[map[string]any](waiting[0])["number"])
		const absent = "AM-2026-999999"
		seller.asOfNothing("GET", "/measures/{}", number, absent, "") // proposed only
		decision := func(verdict string) string {
			return fmt.Sprintf(`{"version":%v,"verdict":%q,"facts":"Eight points.","ground":"terms","reference":"§ 9.1","explanation":"The terms say so.","days":30}`,
				ada.must(http.StatusOK, "GET", "/measures/"+number, "").body["version"], verdict)
		}
		seller.asOfNothing("POST", "/measures/{}/decision", number, absent, decision("impose"))
		ada.must(http.StatusOK, "POST", "/tasks/"+number+"/claim", "")
		if got := ada.must(http.StatusCreated, "POST", "/measures/"+number+"/decision", decision("impose")); got.body["status"] != "in_force" || got.body["ends_at"] == nil {
			t.Errorf("decided, it is %v", got.body)
		}
		other.asOfNothing("GET", "/measures/{}", number, absent, "")
		if got := seller.must(http.StatusOK, "GET", "/measures/"+number, ""); got.body["facts"] != "Eight points." {
			t.Errorf("the seller reads %v", got.body)
		}
		if got := seller.must(http.StatusOK, "GET", "/standing", ""); got.body["points"] != 8.0 || len(as[[]any](got.body["measures"])) != 1 {
			t.Errorf("the record is %v", got.body)
		}
		const appeal = `{"explanation":"One of them was a mistake."}`
		other.asOfNothing("POST", "/measures/{}/appeal", number, absent, appeal)
		seller.must(http.StatusOK, "POST", "/measures/"+number+"/appeal", appeal)
		isProblem(t, ada.ask("POST", "/measures/"+number+"/decision", decision("lift")), http.StatusForbidden, "refused") // her own
		ben.must(http.StatusOK, "POST", "/tasks/"+number+"/claim", "")
		if got := ben.must(http.StatusCreated, "POST", "/measures/"+number+"/decision", decision("lift")); got.body["status"] != "lifted" {
			t.Errorf("lifted, it is %v", got.body)
		}
	})
}

// A report whose party no mail reaches is handed over by post.
func abuseByPostByAPI(t *testing.T) {
	byKeys(t, func(t *testing.T, w sellerWorld) {
		number := w.filed(ipcase.Trademark, "QL-1001")
		seller, ben := w.robot(t, "lin", false), w.robot(t, "ben", false)
		filed := seller.must(http.StatusCreated, "POST", "/cases/"+number+"/abuse", `{"labels":["extortion"],"account":"They asked for 30,000 yuan.","honest":true}`)
		report := as[string](filed.body["number"])
		const handover = `{"how":"Registered post","proof":"RR123456785SE"}`
		seller.asOfNothing("POST", "/abuse/{}/delivery", report, "AB-2026-999999", handover)
		ben.must(http.StatusOK, "POST", "/abuse/"+report+"/delivery", handover)
		if got := ben.must(http.StatusOK, "GET", "/abuse/"+report, ""); got.body["answer_due_at"] == nil {
			t.Errorf("handed over, the report is %v", got.body)
		}
	})
}

// What a shop sells that looks like what was complained of, and what it puts up again.
func shopsByAPI(t *testing.T) {
	byKeys(t, func(t *testing.T, w sellerWorld) {
		seller, holder, ada, other := w.robot(t, "lin", false), w.robot(t, "elin", false), w.robot(t, "ada", false), w.robot(t, "zhao", false)
		number := w.filed(ipcase.Trademark, "QL-1001")
		seen := seller.must(http.StatusOK, "GET", "/own-listings", "").body
		found := ""
		for _, m := range as[[]any](seen["matches"]) {
			if m := as[map[string]any](m); m["listing"] == "EU-1001" {
				found = fmt.Sprintf("%v/%v", m["site"], m["listing"])
			}
		}
		if found != "quaylane-eu/EU-1001" || seen["can_delete"] != true {
			t.Fatalf("the shop is shown %v", seen)
		}
		w.robot(t, "wang", false).asOfNothing("POST", "/own-listings/quaylane-eu/{}/delete", "EU-1001", "EU-9999", "")
		holder.asOfNothing("GET", "/own-listings", "", "", "")
		seller.must(http.StatusOK, "POST", "/own-listings/"+found+"/delete", "")
		w.Work()
		if l, err := w.Catalogue.Listing(t.Context(), webtest.SiteEU, "EU-1001"); err != nil || l.Visibility != marketplace.Withdrawn {
			t.Errorf("EU-1001 is %s: %v", l.Visibility, err)
		}

		no(t, w.Service.DeleteListings(t.Context(), w.acts.Haiyun, ipcase.DeleteListings{Case: number, Items: w.acts.All(number)}))
		w.Work()
		w.Clock.Advance(2 * time.Hour)
		again, err := w.Catalogue.Listing(t.Context(), webtest.SiteCN, "QL-1001")
		no(t, err)
		again.Ref, again.UpdatedAt, again.Visibility = "QL-1078", w.Clock.Now(), marketplace.Live
		no(t, w.Catalogue.Add(t.Context(), again))
		w.Work()
		w.Clock.Advance(2 * time.Hour)
		w.Work()
		if list := as[[]any](ada.must(http.StatusOK, "GET", "/relistings", "").body["relistings"]); len(list) != 1 {
			t.Errorf("the reviewers are shown %v", list)
		}
		if list := as[[]any](other.must(http.StatusOK, "GET", "/relistings", "").body["relistings"]); len(list) != 0 {
			t.Errorf("another holder is shown %v", list)
		}
		list := as[[]any](holder.must(http.StatusOK, "GET", "/relistings", "").body["relistings"])
		if len(list) != 1 || first(list)["listing"] != "QL-1078" || first(list)["was"] != "QL-1001" {
			t.Fatalf("the holder is shown %v", list)
		}
		id := as[string](first(list)["id"])
		other.asOfNothing("POST", "/relistings/{}/dismiss", id, "999999", "")
		holder.must(http.StatusOK, "POST", "/relistings/"+id+"/dismiss", "")
		if list := as[[]any](holder.must(http.StatusOK, "GET", "/relistings", "").body["relistings"]); len(list) != 0 {
			t.Errorf("dismissed, it is shown again: %v", list)
		}
	})
}

// A shop changes a listing and says so; the holder agrees.
func fixesByAPI(t *testing.T) {
	byKeys(t, func(t *testing.T, w sellerWorld) {
		number := w.filed(ipcase.Trademark, "QL-1001")
		seller, holder := w.robot(t, "lin", false), w.robot(t, "elin", false)
		seller.read(number)
		_, item := seller.read(number)
		w.Clock.Advance(time.Minute)
		w.acts.Retitle("QL-1001", "Headlamp 900 lumen")
		said := `{"items":[` + item + `],"explanation":"The mark is out of the title."}`
		w.robot(t, "wang", false).asOfNothing("POST", "/cases/{}/fix", number, noCase, said)
		seller.must(http.StatusOK, "POST", "/cases/"+number+"/fix", said)
		w.stands(number, ipcase.FixProposed)
		_, item = holder.read(number)
		w.robot(t, "zhao", false).asOfNothing("POST", "/cases/{}/answer-fix", number, noCase, `{"accept":true,"items":[`+item+`]}`)
		holder.must(http.StatusOK, "POST", "/cases/"+number+"/answer-fix", `{"accept":true,"items":[`+item+`]}`)
		w.stands(number, ipcase.Fixed)
	})
}

// A letter is laid out, and nothing of it is kept.
func lettersByAPI(t *testing.T) {
	byKeys(t, func(t *testing.T, w sellerWorld) {
		laid := w.robot(t, "elin", false).must(http.StatusOK, "POST", "/letters/lay",
			`{"text":"Dear Sirs, your listing QL-1001 uses our mark NORRVIK without our consent. Take it down. Elin Strand, elin@norrvik.example"}`)
		if fmt.Sprint(laid.body["listings"]) != "[QL-1001]" {
			t.Errorf("the letter is %v", laid.body)
		}
		isProblem(t, w.robot(t, "lin", false).ask("POST", "/letters/lay", `{"text":"Dear Sirs, it is ours."}`), http.StatusNotFound, "not_found")
	})
}

// oneLens shows the same picture of every page.
type oneLens struct{}

func (oneLens) Photograph(_ context.Context, address, _ string) (ipcase.Photo, error) {
	return ipcase.Photo{Address: address, PNG: ipcasetest.Picture()}, nil
}

// A large case's file is made when it is asked for; the pictures of the snapshot are
// its sides' alone.
func caseFilesByAPI(t *testing.T) {
	byKeys(t, func(t *testing.T, w sellerWorld) {
		w.Service.WithCamera(oneLens{})
		number := w.filed(ipcase.Trademark, "QL-1001")
		w.Work()
		holder, other := w.robot(t, "elin", false), w.robot(t, "zhao", false)
		other.asOfNothing("POST", "/cases/{}/casefile", number, noCase, `{"lang":"en"}`)
		holder.must(http.StatusOK, "POST", "/cases/"+number+"/casefile", `{"lang":"en"}`)
		holder.must(http.StatusOK, "POST", "/cases/"+number+"/casefile", `{"lang":"en"}`) // pressed twice
		if n := w.count("case_files"); n != 1 {
			t.Errorf("%d are made", n)
		}
		w.Work()
		if n := w.count("case_files WHERE state = 'ready'"); n != 1 {
			t.Errorf("%d are ready", n)
		}
		for _, path := range []string{"/snapshots/" + number + "/1/1", "/snapshots/" + number + "/1/page", "/cases/" + number + "/casefile.zip?lang=en"} {
			if got := holder.bytesFrom(http.StatusOK, path); len(got) == 0 {
				t.Errorf("%s is empty", path)
			}
			other.bytesFrom(http.StatusNotFound, path)
		}
	})
}
