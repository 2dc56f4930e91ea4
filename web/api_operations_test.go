package web_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// bytesFrom is what an operation answers that is no JSON.
func (r robot) bytesFrom(status int, path string) []byte {
	r.t.Helper()
	res := r.site.Do(r.t, "GET", "/api/v1"+path, nil, http.Header{"Authorization": {"Bearer " + r.key}})
	body, err := io.ReadAll(res.Body)
	no(r.t, err)
	if res.StatusCode != status {
		r.t.Fatalf("%s: %d, and not %d: %s", path, res.StatusCode, status, body)
	}
	if status == http.StatusOK {
		r.heldToDocument("GET", path, status, res.Header, nil)
	}
	return body
}

// A file is sent first and then named; the other side is given it as it may see it, and
// nobody else (promise 5).
func filesByAPI(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		number := w.filed(ipcase.Trademark, "QL-1001")
		holder, seller, reviewer, other := w.robot(t, "elin", false), w.robot(t, "lin", false), w.robot(t, "ada", false), w.robot(t, "zhao", false)
		const said = "Our own design, drawn in 2019."
		sent := seller.must(http.StatusCreated, "POST", "/files?name=own.txt", said, "Content-Type", "application/octet-stream")
		id := as[string](sent.body["id"])
		isProblem(t, seller.ask("POST", "/files", said), http.StatusUnprocessableEntity, "invalid")
		isProblem(t, w.robot(t, "lin", true).ask("POST", "/files?name=own.txt", said), http.StatusForbidden, "refused")
		holder.bytesFrom(http.StatusNotFound, "/files/"+id) // it is in no case yet
		seller.must(http.StatusOK, "GET", "/cases/"+number, "")
		counter := counterOf(seller.must(http.StatusOK, "GET", "/cases/"+number, "").body)
		named := strings.Replace(counter, `{"content":"T3VyIG93biBkZXNpZ24u","name":"own.txt"}`, `{"id":"`+id+`"}`, 1)
		if named == counter {
			t.Fatalf("the file is not named in %s", counter)
		}
		isProblem(t, seller.ask("POST", "/cases/"+number+"/counter", strings.Replace(named, id, "nothing", 1)), http.StatusNotFound, "not_found")
		filed := seller.must(http.StatusCreated, "POST", "/cases/"+number+"/counter", named)
		w.Work()
		files := as[[]any](filed.body["files"])
		id = as[string](as[map[string]any](files[len(files)-1])["id"])
		for _, f := range files {
			if f := as[map[string]any](f); f["name"] == "own.txt" {
				id = as[string](f["id"])
			}
		}
		for _, r := range []robot{seller, holder, reviewer} {
			if got := r.bytesFrom(http.StatusOK, "/files/"+id); string(got) != said {
				t.Errorf("the file is %q", got)
			}
			if got := r.bytesFrom(http.StatusOK, "/cases/"+number+"/casefile.zip"); !bytes.HasPrefix(got, []byte("PK")) {
				t.Errorf("the case file is %.20q", got)
			}
			if got := r.bytesFrom(http.StatusOK, "/cases/"+number+"/casefile.pdf"); !bytes.HasPrefix(got, []byte("%PDF-")) {
				t.Errorf("the case as PDF is %.20q", got)
			}
		}
		other.bytesFrom(http.StatusNotFound, "/files/"+id)
		other.bytesFrom(http.StatusNotFound, "/cases/"+number+"/casefile.zip")
		other.bytesFrom(http.StatusNotFound, "/snapshots/"+number+"/1/1")
	})
}

// Both sides write, offer and agree by their keys, and a case ends by it.
func settlementByAPI(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		number := w.filed(ipcase.Trademark, "QL-1001")
		holder, seller := w.robot(t, "elin", false), w.robot(t, "lin", false)
		seller.must(http.StatusOK, "GET", "/cases/"+number, "")
		seller.must(http.StatusCreated, "POST", "/cases/"+number+"/letters", `{"words":"May we sell what is left?"}`)
		item := versionOf(seller.must(http.StatusOK, "GET", "/cases/"+number, "").body)
		offer := `{"items":[` + item + `],"sell_off_on":"2026-12-31","words":"No new ones."}`
		offered := holder.must(http.StatusCreated, "POST", "/cases/"+number+"/offers", offer)
		if letters := as[[]any](offered.body["letters"]); len(letters) != 1 {
			t.Errorf("the holder reads %v", letters)
		}
		isProblem(t, seller.ask("POST", "/cases/"+number+"/offers", offer), http.StatusForbidden, "refused")
		one := as[string](first(offered.body["offers"])["id"])
		isProblem(t, holder.ask("POST", "/cases/"+number+"/offers/"+one+"/answer", `{"do":"accept","items":[`+item+`]}`), http.StatusForbidden, "refused")
		agreed := seller.must(http.StatusOK, "POST", "/cases/"+number+"/offers/"+one+"/answer", `{"do":"accept","items":[`+item+`]}`)
		if state := first(agreed.body["offers"])["state"]; state != "accepted" {
			t.Errorf("the offer is %v", state)
		}
		w.stands(number, ipcase.Withdrawn)
	})
}

// A seller reports, the holder answers, a reviewer who decided nothing in the case
// rules, each by a key; what the other side may not do, it is not let do.
func abuseByAPI(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		number := w.filed(ipcase.Trademark, "QL-1001")
		holder, seller, ada, ben, other := w.robot(t, "elin", false), w.robot(t, "lin", false), w.robot(t, "ada", false), w.robot(t, "ben", false), w.robot(t, "zhao", false)
		report := `{"labels":["extortion"],"account":"They asked for 30,000 yuan.","honest":true}`
		isProblem(t, seller.ask("POST", "/cases/"+number+"/abuse", strings.Replace(report, "true", "false", 1)), http.StatusUnprocessableEntity, "invalid")
		filed := seller.must(http.StatusCreated, "POST", "/cases/"+number+"/abuse", report)
		path := "/abuse/" + as[string](filed.body["number"])
		other.must(http.StatusNotFound, "GET", path, "")
		holder.must(http.StatusOK, "GET", path, "")
		isProblem(t, seller.ask("POST", path+"/answer", `{"words":"It is so."}`), http.StatusNotFound, "not_found") // it is the other side's
		holder.must(http.StatusOK, "POST", path+"/answer", `{"words":"We offered a licence."}`)
		if list := as[[]any](ben.must(http.StatusOK, "GET", "/abuse", "").body["abuses"]); len(list) != 1 {
			t.Errorf("the reviewers' list holds %v", list)
		}
		seen := ben.must(http.StatusOK, "GET", path, "")
		ruling := strings.Replace(`{"version":V,"findings":[{"label":"extortion","found":false}],"facts":"A licence was offered.","ground":"terms","reference":"7.2","explanation":"An offer is no extortion."}`,
			"V", fmt.Sprint(seen.body["version"]), 1)
		ada.must(http.StatusForbidden, "POST", path+"/decision", ruling)
		ben.must(http.StatusOK, "POST", "/tasks/"+strings.TrimPrefix(path, "/abuse/")+"/claim", "")
		seen = ben.must(http.StatusOK, "GET", path, "")
		decided := ben.must(http.StatusCreated, "POST", path+"/decision", ruling)
		if decided.body["status"] != "decided" || len(as[[]any](decided.body["decisions"])) != 1 {
			t.Errorf("the report is %v, and was %v", decided.body, seen.body)
		}
		if told := seller.must(http.StatusOK, "GET", path, ""); told.body["may_appeal"] != true {
			t.Errorf("the seller is told %v", told.body)
		}
		seller.must(http.StatusOK, "POST", path+"/appeal", `{"explanation":"The letter was not read."}`)
		holder.must(http.StatusOK, "GET", "/standing", "")
		seller.must(http.StatusOK, "GET", "/standing", "")
	})
}

// A reviewer sees beforehand what a decision would say, and extends a time; what both
// leave is the same as by the pages.
func reviewersByAPI(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		right := w.acts.Right(ipcase.Trademark)
		_, cases := w.acts.File(right, "QL-1001")
		number := cases[w.acts.Haiyun.OrgID]
		ada, seller := w.robot(t, "ada", false), w.robot(t, "lin", false)
		ada.must(http.StatusOK, "POST", "/tasks/"+number+"/claim", "")
		decision := `{"rulings":[{"position":1,"version":1,"move":"accept_notice"}],"facts":"The mark stands on it.","ground":"law","reference":"Article 57","explanation":"Sign and goods are the same.","territory":"CN"}`
		preview := ada.must(http.StatusOK, "POST", "/cases/"+number+"/decision/preview", decision)
		if to := first(preview.body["moves"])["to"]; to != "awaiting_seller" {
			t.Errorf("the preview leads to %v", to)
		}
		w.stands(number, ipcase.Intake)
		ada.must(http.StatusCreated, "POST", "/cases/"+number+"/decision", decision)
		w.Work()
		seller.must(http.StatusOK, "GET", "/cases/"+number, "")
		before := first(ada.must(http.StatusOK, "GET", "/cases/"+number, "").body["items"])["due_at"]
		item := versionOf(ada.must(http.StatusOK, "GET", "/cases/"+number, "").body)
		extended := ada.must(http.StatusOK, "POST", "/cases/"+number+"/clock", `{"do":"extend","amount":2,"reason":"A holiday of the shop.","items":[`+item+`]}`)
		if due := first(extended.body["items"])["due_at"]; due == before || due == nil {
			t.Errorf("the time ends at %v, and ended at %v", due, before)
		}
		if found := as[[]any](ada.must(http.StatusOK, "GET", "/search?q="+number, "").body["cases"]); len(found) != 1 {
			t.Errorf("the search finds %v", found)
		}
		ada.must(http.StatusOK, "GET", "/rights/"+right, "")
		isProblem(t, seller.ask("GET", "/rights/"+right, ""), http.StatusNotFound, "not_found")
	})
}
