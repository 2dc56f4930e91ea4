package web_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

const marketAPI = "/api/v1/marketplace"

// marketCall is a marketplace's system that calls the portal with its token.
type marketCall struct {
	t     *testing.T
	s     sellerWorld
	token string
}

func (m marketCall) do(method, path, body string) (int, string) {
	m.t.Helper()
	header := http.Header{"Authorization": {"Bearer " + m.token}}
	res := m.s.Do(m.t, method, marketAPI+path, strings.NewReader(body), header)
	answer, err := io.ReadAll(res.Body)
	if err != nil {
		m.t.Fatal(err)
	}
	return res.StatusCode, string(answer)
}

func (m marketCall) expect(status int, method, path, body string) string {
	m.t.Helper()
	got, answer := m.do(method, path, body)
	if got != status {
		m.t.Errorf("%s %s: %d %s, want %d", method, path, got, answer, status)
	}
	return answer
}

// connected is a site whose first marketplace is connected, by that way.
func connected(t *testing.T, s sellerWorld, way ipcase.ConnectionWay) (marketCall, ipcase.NewConnection) {
	t.Helper()
	in := ipcase.AddConnection{FormID: ipcase.NewID(), Site: webtest.SiteCN, Name: "Shop system", Way: way}
	if way == ipcase.ByWebhook {
		in.URL = "https://hooks.quaylane.example/ip"
	}
	c, err := s.Service.AddConnection(t.Context(), s.Person("operator").Actor(), in)
	if err != nil {
		t.Fatal(err)
	}
	return marketCall{t, s, c.PlainToken}, c
}

// deletes has the seller delete every listing of a case.
func (w sellerWorld) deletes(number string) {
	w.t.Helper()
	if err := w.Service.DeleteListings(w.t.Context(), w.acts.Haiyun, ipcase.DeleteListings{Case: number, Items: w.acts.All(number)}); err != nil {
		w.t.Fatal(err)
	}
}

func (w sellerWorld) visibility(ref string) ipcase.Visibility {
	w.t.Helper()
	var l ipcase.Listing
	if err := w.DB.Gorm.Where("ref = ?", ref).Take(&l).Error; err != nil {
		w.t.Fatal(err)
	}
	return l.Visibility
}

// reappeared is how often the platform's people were told that a listing is back.
func (w sellerWorld) reappeared() (n int64) {
	w.t.Helper()
	if err := w.DB.Gorm.Model(&ipcase.Message{}).Where("kind = ?", ipcase.MsgReappeared).Count(&n).Error; err != nil {
		w.t.Fatal(err)
	}
	return n
}

// A marketplace fetches its orders, says what came of each, and nothing is guessed: what
// it does not know is there still, under the same key (promises 7 and 8).
func TestMarketplaceFetchesOrders(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s := newSellerWorld(t, db)
		m, _ := connected(t, s, ipcase.ByPull)
		if orders := m.actions(0); len(orders) != 0 {
			t.Errorf("orders before any: %+v", orders)
		}
		if status, _ := (marketCall{t, s, "mkt_wrong"}).do("GET", "/actions", ""); status != http.StatusUnauthorized {
			t.Errorf("a wrong token is answered %d", status)
		}
		if status, _ := (marketCall{t, s, ""}).do("GET", "/actions?token="+m.token, ""); status != http.StatusUnauthorized {
			t.Errorf("a token in the address is answered %d", status)
		}
		number := s.filed(ipcase.Trademark, "QL-1001")
		s.deletes(number)
		s.Work()
		orders := m.actions(0)
		if len(orders) != 1 || orders[0].Action != "remove" || orders[0].Case != number || orders[0].Sequence != 1 {
			t.Fatalf("orders %+v", orders)
		}
		order := "/actions/" + orders[0].Order
		m.expect(http.StatusNoContent, "POST", order, `{"outcome":"unknown","reason":"we were restarting"}`)
		s.Work()
		if again := m.actions(0); len(again) != 1 || again[0].Order != orders[0].Order {
			t.Fatalf("asked for again as %+v", again)
		}
		if later := m.actions(orders[0].Cursor); len(later) != 0 {
			t.Errorf("behind the cursor: %+v", later)
		}
		for body, status := range map[string]int{
			`{"outcome":"refused"}`: 422, `{"outcome":"perhaps"}`: 422, `{"outcome":"done","x":1}`: 422, `{`: 422, ``: 422, `[]`: 422,
			`{"outcome":"done"}{}`: 422, strings.Repeat("[", 32) + strings.Repeat("]", 32): 422, `{"reason":"` + strings.Repeat("x", 70<<10) + `"}`: 413,
		} {
			m.expect(status, "POST", order, body)
		}
		if v := s.visibility(orders[0].Listing); v != ipcase.TakingDown {
			t.Errorf("nothing was answered, and it is %s", v)
		}
		for range 2 { // the same word twice is one
			m.expect(http.StatusNoContent, "POST", order, `{"outcome":"done"}`)
		}
		m.expect(http.StatusConflict, "POST", order, `{"outcome":"refused","reason":"no"}`)
		m.expect(http.StatusNotFound, "POST", "/actions/nothing", `{"outcome":"done"}`)
		s.Work()
		if v := s.visibility(orders[0].Listing); v != ipcase.Down {
			t.Errorf("done, and it is %s", v)
		}
		if left := m.actions(0); len(left) != 0 {
			t.Errorf("left: %+v", left)
		}
		m.expect(http.StatusNotFound, "POST", "/listings/"+orders[0].Listing+"/state", `{"state":"refused","reason":"no"}`)
		// It reappears by itself: noticed once, and people are told.
		for range 2 {
			m.expect(http.StatusNoContent, "POST", "/listings/"+orders[0].Listing+"/state", `{"state":"back"}`)
		}
		if n := s.reappeared(); n != 1 {
			t.Errorf("people were told %d times", n)
		}
		m.expect(http.StatusNoContent, "POST", "/listings/"+orders[0].Listing+"/state", `{"state":"down"}`)
		m.expect(http.StatusOK, "POST", "/listings", `{"id":"`+orders[0].Listing+`","seller":"QLS-20041","title":"Headlamp","lang":"en","price_minor":1,"currency":"USD"}`)
		if n := s.reappeared(); n != 2 {
			t.Errorf("it was down and is back, and people were told %d times", n)
		}
	})
}

// What its seller deletes at the marketplace counts as Delete Now in the complaint that
// they know of, and the order that follows is answered by it.
func TestSellerDeletesAtTheMarketplace(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s := newSellerWorld(t, db)
		m, _ := connected(t, s, ipcase.ByPull)
		number := s.filed(ipcase.Trademark, "QL-1001", "QL-1002")
		m.expect(http.StatusNoContent, "POST", "/listings/QL-1001/state", `{"state":"deleted"}`)
		s.Work()
		s.stands(number, ipcase.DeletedBySeller, ipcase.AwaitingSeller)
		if n := s.events(number, ipcase.EventDeleted); n != 1 {
			t.Errorf("%d events", n)
		}
		if orders := m.actions(0); len(orders) != 1 || orders[0].Listing != "QL-1001" {
			t.Fatalf("orders %+v", orders)
		}
		for range 2 { // the same word twice is one
			m.expect(http.StatusNoContent, "POST", "/listings/QL-1001/state", `{"state":"deleted"}`)
			s.Work()
		}
		if v := s.visibility("QL-1001"); v != ipcase.Down || s.events(number, ipcase.EventDeleted) != 1 {
			t.Errorf("it is %s after %d events", v, s.events(number, ipcase.EventDeleted))
		}
		// What nobody complains of is only not offered any more.
		m.expect(http.StatusNoContent, "POST", "/listings/QL-1003/state", `{"state":"deleted"}`)
		if offers, err := s.Market.Lookup(t.Context(), []string{"QL-1003"}); err != nil || !offers[0].Gone {
			t.Errorf("offered as %+v, %v", offers, err)
		}
		m.expect(http.StatusNotFound, "POST", "/listings/QL-9999/state", `{"state":"deleted"}`)
		s.As("elin").Open("/holder/cases/" + number).Sees("Haiyun Outdoor")
		s.As("lin").Open("/seller/cases/" + number).Status(200)
	})
}

type action struct {
	Cursor                       int64
	Order, Action, Listing, Case string
	Sequence                     int
}

func (m marketCall) actions(after int64) []action {
	m.t.Helper()
	var got struct{ Actions []action }
	if err := json.Unmarshal([]byte(m.expect(http.StatusOK, "GET", fmt.Sprintf("/actions?after=%d", after), "")), &got); err != nil {
		m.t.Fatal(err)
	}
	return got.Actions
}

// A signed hook counts once, and not when it was altered, is late, or is signed with
// another secret.
func TestIncomingHooks(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s := newSellerWorld(t, db)
		_, made := connected(t, s, ipcase.ByWebhook)
		number := s.filed(ipcase.Trademark, "QL-1001")
		s.deletes(number)
		s.Work() // nobody is reached: what came of it is unknown
		const listing = "QL-1001"
		hook := func(id string, at time.Time, signed, sent, secret string) int {
			signer, err := standardwebhooks.NewWebhook(secret)
			if err != nil {
				t.Fatal(err)
			}
			signature, err := signer.Sign(id, at, []byte(signed))
			if err != nil {
				t.Fatal(err)
			}
			res := s.Do(t, "POST", marketAPI+"/hooks/"+made.PublicID, strings.NewReader(sent), http.Header{
				"Webhook-Id": {id}, "Webhook-Timestamp": {fmt.Sprint(at.Unix())}, "Webhook-Signature": {signature},
			})
			return res.StatusCode
		}
		now := s.Clock.Now()
		down := `{"type":"listing.down","data":{"listing":"` + listing + `"}}`
		for what, got := range map[string][2]int{
			"altered":        {hook("1", now, down, strings.Replace(down, "down", "back", 1), made.PlainSecret), 401},
			"another secret": {hook("2", now, down, down, "whsec_"+strings.Repeat("A", 43)+"="), 401},
			"late":           {hook("3", now.Add(-301*time.Second), down, down, made.PlainSecret), 400},
			"early":          {hook("4", now.Add(302*time.Second), down, down, made.PlainSecret), 400},
			"unknown type":   {hook("5", now, `{"type":"x"}`, `{"type":"x"}`, made.PlainSecret), 422},
		} {
			if got[0] != got[1] {
				t.Errorf("%s: %d, want %d", what, got[0], got[1])
			}
		}
		s.Work()
		if v := s.visibility(listing); v != ipcase.TakingDown {
			t.Errorf("no good hook came, and it is %s", v)
		}
		for range 5 {
			if status := hook("6", now, down, down, made.PlainSecret); status != 204 {
				t.Errorf("a good hook: %d", status)
			}
		}
		s.Work()
		if v := s.visibility(listing); v != ipcase.Down {
			t.Errorf("it is down there, and %s here", v)
		}
		back := `{"type":"listing.back","data":{"listing":"` + listing + `"}}`
		hook("7", now, back, back, made.PlainSecret)
		if n := s.reappeared(); n != 1 {
			t.Errorf("it is back by itself, and people were told %d times", n)
		}
		hook("8", now, down, down, made.PlainSecret)
		hook("7", now, back, back, made.PlainSecret) // the same one again
		if n := s.reappeared(); n != 1 {
			t.Errorf("a hook that came before was taken again: told %d times", n)
		}
	})
}

// The guide for marketplaces names every address, order and hook that there is.
func TestTheGuideForMarketplacesIsWhole(t *testing.T) {
	b, err := os.ReadFile("../.docs/marketplace.md")
	if err != nil {
		t.Fatal(err)
	}
	words := []string{
		"/actions", "/actions/ORDER", "/sellers", "/listings", "/listings/ID/state", "/hooks/CONNECTION", "`remove`", "`restore`", "`withdraw`", "`restrict`", "`release`",
		"listing.remove", "listing.restore", "listing.withdraw", "seller.restrict", "seller.release", "connection.test",
		"order.done", "order.refused", "order.unknown", "listing.down", "listing.back", "listing.deleted", "listing.refused",
	}
	for _, what := range []any{ipcase.ListingLine{}, ipcase.SellerLine{}} {
		for n := range reflect.TypeOf(what).NumField() {
			words = append(words, `"`+reflect.TypeOf(what).Field(n).Tag.Get("json")+`"`)
		}
	}
	for _, w := range words {
		if !strings.Contains(string(b), w) {
			t.Errorf("it does not say %s", w)
		}
	}
}
