package web_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// programs are what programs do by their keys, each on both databases. Together they
// succeed with every operation of the document.
var programs = []struct {
	name string
	run  func(t *testing.T)
}{
	{"file, counter and decide", programsFileCounterAndDecide},
	{"files", filesByAPI},
	{"settlement", settlementByAPI},
	{"abuse", abuseByAPI},
	{"abuse by post", abuseByPostByAPI},
	{"reviewers", reviewersByAPI},
	{"rights and retractions", rightsByAPI},
	{"more is asked for", completionByAPI},
	{"powers of attorney", powersByAPI},
	{"measures", measuresByAPI},
	{"deliveries", deliveriesByAPI},
	{"courts", courtsByAPI},
	{"files for reviewers", reviewersFilesByAPI},
	{"case files", caseFilesByAPI},
	{"what shops sell", shopsByAPI},
	{"changed listings", fixesByAPI},
	{"letters", lettersByAPI},
	{"orders of authorities", ordersByAPI},
}

// Each operation of the document is used for its purpose and succeeds, on both
// databases, and every answer is as the document says.
func TestEveryOperationSucceeds(t *testing.T) {
	ran := 0
	whole := t.Run("programs", func(t *testing.T) {
		for _, p := range programs {
			t.Run(p.name, func(t *testing.T) {
				ran++ // each begins before the next
				p.run(t)
			})
		}
	})
	switch {
	case !whole:
		return // it has failed already
	case ran < len(programs):
		t.Logf("only %d of %d programs were asked for: that every operation succeeds is not looked at", ran, len(programs))
		return
	}
	succeeded.Lock()
	defer succeeded.Unlock()
	dialects := map[string]bool{}
	for _, on := range succeeded.on {
		for dialect := range on {
			dialects[dialect] = true
		}
	}
	for path, item := range apiDocument().Paths {
		for _, op := range []string{idOf(item.Get), idOf(item.Post)} {
			for dialect := range dialects {
				if op != "" && !succeeded.on[op][dialect] {
					t.Errorf("%s (%s) has never succeeded on %s", op, path, dialect)
				}
			}
		}
		if item.Put != nil || item.Patch != nil || item.Delete != nil || item.Head != nil {
			t.Errorf("%s has a method that this test does not know", path)
		}
	}
}

// byKeys runs a scenario of programs on both databases.
func byKeys(t *testing.T, run func(t *testing.T, w sellerWorld)) {
	t.Helper()
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		w.acts.Site, w.acts.US = ipcase.Site{Code: "quaylane"}, ipcase.Site{Code: "quaylane-us"}
		run(t, w)
	})
}

// asOfNothing fails unless a key is answered about what is there, named by {}, as it is
// about what is not (promise 5).
func (r robot) asOfNothing(method, path, there, absent, body string) {
	r.t.Helper()
	known, unknown := r.ask(method, strings.ReplaceAll(path, "{}", there), body), r.ask(method, strings.ReplaceAll(path, "{}", absent), body)
	if known.status != http.StatusNotFound || unknown.status != http.StatusNotFound || known.body["detail"] != unknown.body["detail"] {
		r.t.Errorf("%s %s: %d %v, and of nothing %d %v", method, path, known.status, known.body, unknown.status, unknown.body)
	}
}

// read is a case as a key is shown it, and its first listing as deeds name it.
func (r robot) read(number string) (seen map[string]any, item string) {
	r.t.Helper()
	seen = r.must(http.StatusOK, "GET", "/cases/"+number, "").body
	return seen, versionOf(seen)
}

func encoded(content string) string { return base64.StdEncoding.EncodeToString([]byte(content)) }

const noCase = "IP-2026-999999-ZZ"

// ruling is a decision about the first listing of a case.
func ruling(item, move string) string {
	return `{"rulings":[` + strings.Replace(item, "}", fmt.Sprintf(`,"move":%q}`, move), 1) +
		`],"facts":"The mark stands on it.","ground":"law","reference":"Article 57","explanation":"Sign and goods were compared.","territory":"CN"}`
}

// A right is registered, verified and complained under; of what was filed a list is
// retracted by its lines, a case by its listings, and the rest as a whole.
func rightsByAPI(t *testing.T) {
	byKeys(t, func(t *testing.T, w sellerWorld) {
		holder, ada, other := w.robot(t, "elin", false), w.robot(t, "ada", false), w.robot(t, "zhao", false)
		if got := holder.must(http.StatusOK, "GET", "/account", ""); got.body["party"] != "holder" || got.body["organisation"] != "Norrvik Optics AB" {
			t.Errorf("the key acts for %v", got.body)
		}
		if list := as[[]any](holder.must(http.StatusOK, "GET", "/reasons", "").body["reasons"]); len(list) == 0 {
			t.Error("there is no reason to complain for")
		}
		asked := `{"type":"trademark","office":"CNIPA","registration":"12345678","title":"NORRVIK","owner":"Norrvik Optics AB","territories":["CN"],"nice_classes":[9,11],
			"valid_from":"2020-03-04","valid_until":"2030-03-03","files":[{"name":"mark.png","purpose":"specimen","content":"` + encoded(string(ipcasetest.Picture())) + `"},
			{"name":"register.txt","purpose":"certificate","content":"` + encoded("Extract of the register") + `"}]}`
		right := as[string](holder.must(http.StatusCreated, "POST", "/rights", asked).body["number"])
		waiting := as[[]any](ada.must(http.StatusOK, "GET", "/rights-to-check", "").body["rights"])
		if len(waiting) != 1 || as[map[string]any](waiting[0])["number"] != right {
			t.Fatalf("%v wait, and not %s", waiting, right)
		}
		other.asOfNothing("GET", "/rights/{}", right, "IPR-2026-999999", "")
		holder.asOfNothing("POST", "/rights/{}/check", right, "IPR-2026-999999", `{"version":1,"verify":true}`) // it is a reviewer's
		ada.must(http.StatusOK, "POST", "/rights/"+right+"/check", `{"version":1,"verify":true}`)
		if got := holder.must(http.StatusOK, "GET", "/rights/"+right, ""); got.body["status"] != "verified" {
			t.Errorf("the right is %v", got.body)
		}
		if list := as[[]any](holder.must(http.StatusOK, "GET", "/rights", "").body["rights"]); len(list) != 1 {
			t.Errorf("the holder's rights are %v", list)
		}

		filed := holder.must(http.StatusCreated, "POST", "/complaints", strings.Replace(filingOf(holder, right, "QL-1001"), `["QL-1001"]`, `["QL-1001","QL-1002","QL-1003","QL-1004"]`, 1))
		complaint, number := as[string](filed.body["number"]), as[string](first(filed.body["cases"])["number"])
		if list := as[[]any](holder.must(http.StatusOK, "GET", "/complaints", "").body["complaints"]); len(list) != 1 {
			t.Errorf("the holder's complaints are %v", list)
		}
		if list := as[[]any](other.must(http.StatusOK, "GET", "/complaints", "").body["complaints"]); len(list) != 0 {
			t.Errorf("another is shown %v", list)
		}
		ada.must(http.StatusOK, "POST", "/tasks/"+number+"/claim", "")
		if list := as[[]any](ada.must(http.StatusOK, "GET", "/tasks?view=mine", "").body["cases"]); len(list) != 1 {
			t.Errorf("the reviewer has %v", list)
		}
		ada.must(http.StatusOK, "POST", "/tasks/"+number+"/give-back", "")
		holder.asOfNothing("POST", "/tasks/{}/claim", number, noCase, "")

		const check = "/complaints/{}/retract-listings/check"
		other.asOfNothing("POST", check, complaint, "IP-2026-999999", `{"lines":["QL-1001"]}`)
		lines := as[[]any](holder.must(http.StatusOK, "POST", strings.Replace(check, "{}", complaint, 1), `{"lines":["QL-1001","QL-7777","QL-1001"]}`).body["lines"])
		var stand []any
		for _, l := range lines {
			stand = append(stand, as[map[string]any](l)["status"])
		}
		if fmt.Sprint(stand) != "[found unknown duplicate]" {
			t.Errorf("the lines are %v", stand)
		}
		found := as[map[string]any](lines[0])
		listed := fmt.Sprintf(`{"cases":[{"case":%q,"items":[{"position":%v,"version":%v}]}]}`, found["case"], found["position"], found["version"])
		other.asOfNothing("POST", "/complaints/{}/retract-listings", complaint, "IP-2026-999999", listed)
		holder.must(http.StatusOK, "POST", "/complaints/"+complaint+"/retract-listings", listed)
		w.stands(number, ipcase.Withdrawn, ipcase.Intake, ipcase.Intake, ipcase.Intake)
		seen, _ := holder.read(number)
		second, err := json.Marshal(map[string]any{"position": 2, "version": as[map[string]any](as[[]any](seen["items"])[1])["version"]})
		no(t, err)
		other.asOfNothing("POST", "/cases/{}/retract", number, noCase, `{"items":[`+string(second)+`]}`)
		holder.must(http.StatusOK, "POST", "/cases/"+number+"/retract", `{"items":[`+string(second)+`]}`)
		other.asOfNothing("POST", "/complaints/{}/retract", complaint, "IP-2026-999999", "")
		holder.must(http.StatusOK, "POST", "/complaints/"+complaint+"/retract", "")
		w.stands(number, ipcase.Withdrawn, ipcase.Withdrawn, ipcase.Withdrawn, ipcase.Withdrawn)
		if got := holder.must(http.StatusOK, "GET", "/complaints/"+complaint, ""); first(got.body["cases"])["status"] != "withdrawn" {
			t.Errorf("the complaint is %v", got.body)
		}
	})
}

// A reviewer asks for more, the holder adds it; a seller deletes and the holder appeals
// nothing, and appeals what was refused.
func completionByAPI(t *testing.T) {
	byKeys(t, func(t *testing.T, w sellerWorld) {
		_, cases := w.acts.File(w.acts.Right(ipcase.Trademark), "QL-1001")
		number := cases[w.acts.Haiyun.OrgID]
		holder, seller, ada, ben, other := w.robot(t, "elin", false), w.robot(t, "lin", false), w.robot(t, "ada", false), w.robot(t, "ben", false), w.robot(t, "zhao", false)
		more := func(item string) string {
			return `{"items":[` + item + `],"explanation":"Here is the certificate.","files":[{"name":"certificate.txt","content":"` + encoded("Number 12345678") + `"}]}`
		}
		_, item := ada.read(number)
		ada.must(http.StatusOK, "POST", "/tasks/"+number+"/claim", "")
		ada.must(http.StatusCreated, "POST", "/cases/"+number+"/decision", strings.Replace(ruling(item, "ask_for_more"), `"ask_for_more"`, `"ask_for_more","comment":"Add the certificate."`, 1))
		_, item = holder.read(number)
		other.asOfNothing("POST", "/cases/{}/complete", number, noCase, more(item))
		seller.asOfNothing("POST", "/cases/{}/complete", number, noCase, more(item))
		holder.must(http.StatusOK, "POST", "/cases/"+number+"/complete", more(item))
		w.stands(number, ipcase.Intake)

		_, item = ada.read(number)
		refusal := strings.Replace(ruling(item, "refuse_notice"), `"refuse_notice"`, fmt.Sprintf(`"refuse_notice","code":%q`, w.Service.Book().Refusals[0].Code), 1)
		ada.ask("POST", "/tasks/"+number+"/claim", "")
		ada.must(http.StatusCreated, "POST", "/cases/"+number+"/decision", refusal)
		w.Work()
		_, item = holder.read(number)
		other.asOfNothing("POST", "/cases/{}/appeal", number, noCase, more(item))
		holder.must(http.StatusOK, "POST", "/cases/"+number+"/appeal", more(item))
		_, item = ben.read(number)
		ben.must(http.StatusOK, "POST", "/tasks/"+number+"/claim", "")
		ben.must(http.StatusCreated, "POST", "/cases/"+number+"/decision", ruling(item, "reverse"))
		w.Work()

		if list := as[[]any](seller.must(http.StatusOK, "GET", "/seller/cases", "").body["cases"]); len(list) != 1 {
			t.Errorf("the seller has %v", list)
		}
		_, item = seller.read(number)
		w.robot(t, "dana", false).asOfNothing("POST", "/cases/{}/delete", number, noCase, `{"items":[`+item+`]}`)
		seller.must(http.StatusOK, "POST", "/cases/"+number+"/delete", `{"items":[`+item+`]}`)
		w.stands(number, ipcase.DeletedBySeller)
	})
}
