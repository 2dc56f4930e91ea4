package web_test

import (
	"fmt"
	"net/http"
	"testing"
	"time"

	"ipportal/ipcase"
)

const receivedBody = `{"demand":"act","kind":"court","authority":"Landgericht Hamburg","country":"DE","order_number":"312 O 17/26","dated_on":"2026-06-05",
	"demanded":"The listing is to be taken down.","lines":["QL-1001"],"legal_basis":"§ 14 MarkenG","silent_until":%q,"files":[{"name":"order.txt","content":"VGhlIG9yZGVy"}]}`

// A reviewer's key records an order, carries it out without telling anybody, sets
// another day, and records what the authority is told; to the parties' keys nothing of
// it is there (promise 5).
func ordersByAPI(t *testing.T) {
	byKeys(t, func(t *testing.T, w sellerWorld) {
		number := w.filed(ipcase.Trademark, "QL-1001")
		ada := w.robot(t, "ada", false)
		until := w.Service.Today().AddDate(0, 0, 9).Format(time.DateOnly)
		body := fmt.Sprintf(receivedBody, until)
		for _, who := range []string{"lin", "elin"} {
			r := w.robot(t, who, false)
			r.must(http.StatusNotFound, "GET", "/received-orders", "")
			r.must(http.StatusNotFound, "POST", "/received-orders", body)
		}
		w.robot(t, "ada", true).must(http.StatusCreated, "POST", "/received-orders", body)
		if n := w.count("received_orders"); n != 0 {
			t.Errorf("the sandbox left %d orders", n)
		}
		ada.must(http.StatusUnprocessableEntity, "POST", "/received-orders", fmt.Sprintf(receivedBody, "soon"))
		first := ada.must(http.StatusCreated, "POST", "/received-orders", body, "Idempotency-Key", "o-1")
		again := ada.must(http.StatusCreated, "POST", "/received-orders", body, "Idempotency-Key", "o-1")
		at := "/received-orders/" + as[string](first.body["number"])
		if w.count("received_orders") != 1 || first.body["number"] != again.body["number"] || len(as[[]any](first.body["missing"])) != 4 {
			t.Errorf("recorded: %v, and again %v", first.body, again.body)
		}

		decide := fmt.Sprintf(`{"rulings":[{"position":1,"version":%d,"move":"%%s"}],"facts":"The court ordered it.","ground":"law","reference":"§ 14 MarkenG","explanation":"It binds the platform.",
			"order":{"kind":"court","authority":"Landgericht Hamburg","order_number":"312 O 17/26","dated_on":"2026-06-05","received":%q}}`, w.acts.Items(number)[0].Version, first.body["number"])
		ada.must(http.StatusForbidden, "POST", "/cases/"+number+"/decision", fmt.Sprintf(decide, "order_hold"))
		ada.must(http.StatusCreated, "POST", "/cases/"+number+"/decision", fmt.Sprintf(decide, "order_upheld"))
		w.Work()
		w.stands(number, ipcase.AwaitingSeller)
		done := as[[]any](ada.must(http.StatusOK, "GET", at, "").body["done"])
		if len(done) != 1 || as[map[string]any](done[0])["told_from"] != until {
			t.Errorf("done: %v", done)
		}

		ada.must(http.StatusOK, "POST", at+"/telling", fmt.Sprintf(`{"from":%q,"why":"Lifted by letter."}`, w.Service.Today().Format(time.DateOnly)))
		w.Work()
		w.stands(number, ipcase.Upheld)
		ada.must(http.StatusOK, "POST", at+"/answer", `{"effect":"Carried out."}`)
		ada.must(http.StatusConflict, "POST", at+"/answer", `{"effect":"Something else."}`)
		list := as[[]any](ada.must(http.StatusOK, "GET", "/received-orders", "").body["orders"])
		if len(list) != 1 || as[map[string]any](list[0])["answered_at"] == nil {
			t.Errorf("the list: %v", list)
		}
		w.robot(t, "lin", false).must(http.StatusNotFound, "GET", at, "")
	})
}
