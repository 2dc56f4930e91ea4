package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"ipportal/ipcase"
)

// The first notice is recorded as handed over; the other arrived by mail, is disputed,
// sent again and comes back.
func deliveriesByAPI(t *testing.T) {
	byKeys(t, func(t *testing.T, w sellerWorld) {
		ada, seller, other := w.robot(t, "ada", false), w.robot(t, "lin", false), w.robot(t, "wang", false)
		_, cases := w.acts.File(w.acts.Right(ipcase.Trademark), "QL-1002")
		byHand := cases[w.acts.Haiyun.OrgID]
		w.rule(w.acts.Rita, byHand, ipcase.MoveAccept)
		const handover = `{"notice":1,"how":"Registered post","proof":"RR123456785SE, signed for"}`
		seller.asOfNothing("POST", "/cases/{}/delivery", byHand, noCase, handover) // a reviewer's
		isProblem(t, ada.ask("POST", "/cases/"+byHand+"/delivery", strings.Replace(handover, ":1", ":9", 1)), http.StatusUnprocessableEntity, "invalid")
		got := ada.must(http.StatusOK, "POST", "/cases/"+byHand+"/delivery", handover)
		if i := first(got.body["items"]); i["delivered"] != true || i["due_at"] == nil {
			t.Errorf("handed over, the listing is %v", i)
		}

		number := w.filed(ipcase.Trademark, "QL-1001")
		_, item := seller.read(number)
		dispute := `{"items":[` + item + `],"explanation":"Our mail server was away until today."}`
		other.asOfNothing("POST", "/cases/{}/dispute-delivery", number, noCase, dispute)
		got = seller.must(http.StatusOK, "POST", "/cases/"+number+"/dispute-delivery", dispute)
		if i := first(got.body["items"]); i["paused"] != "dispute" {
			t.Errorf("disputed, the listing is %v", i)
		}
		_, item = ada.read(number)
		answer := `{"items":[` + item + `],"stands":false,"reason":"The server's log shows that it was away."}`
		seller.asOfNothing("POST", "/cases/{}/answer-dispute", number, noCase, answer)
		ada.must(http.StatusOK, "POST", "/tasks/"+number+"/claim", "")
		got = ada.must(http.StatusOK, "POST", "/cases/"+number+"/answer-dispute", answer)
		if i := first(got.body["items"]); i["delivered"] == true {
			t.Errorf("sent again, the listing is %v", i)
		}
		w.Work()
		seen, _ := ada.read(number)
		last := 0
		for _, n := range as[[]any](seen["notices"]) {
			if n := as[map[string]any](n); n["delivered_at"] != nil {
				last = int(as[float64](n["n"]))
			}
		}
		bounce := fmt.Sprintf(`{"notice":%d,"reason":"550 mailbox unavailable"}`, last)
		seller.asOfNothing("POST", "/cases/{}/bounce", number, noCase, bounce)
		got = ada.must(http.StatusOK, "POST", "/cases/"+number+"/bounce", bounce)
		if i := first(got.body["items"]); i["delivered"] == true || i["due_at"] != nil {
			t.Errorf("come back, the listing is %v", i)
		}
	})
}

// A case waits for a court; a reviewer says when it is looked at next.
func courtsByAPI(t *testing.T) {
	byKeys(t, func(t *testing.T, w sellerWorld) {
		ada, holder := w.robot(t, "ada", false), w.robot(t, "elin", false)
		number := w.filed(ipcase.Trademark, "QL-1001")
		_, err := w.acts.Counter(w.acts.Haiyun, number)
		no(t, err)
		w.Work()
		_, item := holder.read(number)
		holder.must(http.StatusOK, "POST", "/cases/"+number+"/answer", `{"kind":"court_action","items":[`+item+`],"explanation":"We have sued.","court":"Ningbo Court","court_number":"(2026) 1",
			"files":[{"name":"statement of claim.txt","content":"`+encoded("To the court")+`"}]}`)
		w.stands(number, ipcase.LegalHold)
		if list := as[[]any](ada.must(http.StatusOK, "GET", "/tasks?view=court", "").body["cases"]); len(list) != 1 {
			t.Errorf("%v wait for a court", list)
		}
		holder.asOfNothing("POST", "/cases/{}/hold", number, noCase, `{"next":"2026-09-01"}`)
		isProblem(t, ada.ask("POST", "/cases/"+number+"/hold", `{"next":"2020-09-01"}`), http.StatusUnprocessableEntity, "invalid")
		ada.must(http.StatusOK, "POST", "/cases/"+number+"/hold", `{"next":"2026-09-01"}`)
	})
}

// A file that only reviewers see is asked for, shown, and then the other side's too.
func reviewersFilesByAPI(t *testing.T) {
	byKeys(t, func(t *testing.T, w sellerWorld) {
		ada, holder, seller, other := w.robot(t, "ada", false), w.robot(t, "elin", false), w.robot(t, "lin", false), w.robot(t, "zhao", false)
		filing := strings.Replace(filingOf(holder, w.acts.Right(ipcase.Trademark), "QL-1001"), `"files":[`,
			`"files":[{"name":"invoice.txt","reviewer_only":true,"content":"`+encoded("What we paid for it")+`"},`, 1)
		filed := holder.must(http.StatusCreated, "POST", "/complaints", filing)
		number := as[string](first(filed.body["cases"])["number"])
		_, item := ada.read(number)
		ada.must(http.StatusOK, "POST", "/tasks/"+number+"/claim", "")
		ada.must(http.StatusCreated, "POST", "/cases/"+number+"/decision", ruling(item, "accept_notice"))
		w.Work()
		invoice := func(r robot) map[string]any {
			t.Helper()
			seen, _ := r.read(number)
			for _, f := range as[[]any](seen["files"]) {
				if f := as[map[string]any](f); f["name"] == "invoice.txt" {
					return f
				}
			}
			return nil
		}
		if f := invoice(seller); f != nil {
			t.Errorf("the seller is shown %v", f)
		}
		f := invoice(ada)
		if f["reviewer_only"] != true || f["asked"] == true {
			t.Fatalf("the reviewer is shown %v", f)
		}
		ask := fmt.Sprintf("/cases/{}/files/%v/ask", f["label"])
		holder.asOfNothing("POST", ask, number, noCase, "")
		ada.must(http.StatusOK, "POST", strings.Replace(ask, "{}", number, 1), "")
		f = invoice(holder)
		if f["reviewer_only"] != true || f["asked"] != true {
			t.Errorf("the holder is shown %v", f)
		}
		id := as[string](f["id"])
		other.asOfNothing("POST", "/files/{}/open", id, "nothing", "")
		seller.asOfNothing("POST", "/files/{}/open", id, "nothing", "")
		holder.must(http.StatusOK, "POST", "/files/"+id+"/open", "")
		holder.must(http.StatusOK, "POST", "/files/"+id+"/open", "") // pressed twice
		if f := invoice(seller); f == nil || f["reviewer_only"] == true {
			t.Errorf("opened, the seller is shown %v", f)
		}
		if got := seller.bytesFrom(http.StatusOK, "/files/"+id); string(got) != "What we paid for it" {
			t.Errorf("the file is %q", got)
		}
	})
}
