package web_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// A connection tells of its own site, and of no other: a shop, a listing, an order of
// another site is to it as one that is not there (promise 5).
func TestAConnectionIsOfOneSite(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s := newSellerWorld(t, db)
		own, _ := connected(t, s, ipcase.ByPull)
		c, err := s.Service.AddConnection(t.Context(), s.Person("operator").Actor(), ipcase.AddConnection{FormID: ipcase.NewID(), Site: webtest.SiteUS, Name: "Shop system US", Way: ipcase.ByPull})
		no(t, err)
		wrong := marketCall{t, s, c.PlainToken}
		names := func() (out []string) {
			t.Helper()
			no(t, s.DB.Gorm.Model(&ipcase.Org{}).Where("shop_ref = 'lamps'").Order("id").Pluck("name", &out).Error)
			return out
		}
		const seller, listing = `{"name":"Lamps of Ningbo","subject":"248289761001"}`, `{"seller":"lamps","title":"Lamp no. 7","lang":"en","price_minor":1290,"currency":"USD"}`
		own.expect(http.StatusNoContent, "POST", "/sellers/lamps", seller)
		own.expect(http.StatusNoContent, "POST", "/listings/QL-7001", listing)

		// Not its shop: neither for a listing nor for a name.
		if got, absent := wrong.expect(http.StatusUnprocessableEntity, "POST", "/listings/US-7001", listing),
			wrong.expect(http.StatusUnprocessableEntity, "POST", "/listings/US-7001", strings.ReplaceAll(listing, `"lamps"`, `"nobody"`)); strings.ReplaceAll(got, "lamps", "nobody") != absent {
			t.Errorf("of another site's shop it is told %s, and of nobody %s", got, absent)
		}
		wrong.expect(http.StatusNoContent, "POST", "/sellers/lamps", `{"name":"Renamed"}`)
		if got := strings.Join(names(), ", "); got != "Lamps of Ningbo, Renamed" {
			t.Errorf("the shops are %s", got)
		}
		wrong.expect(http.StatusOK, "POST", "/sellers", `{"id":"lamps","name":"Renamed again"}`)
		if got := strings.Join(names(), ", "); got != "Lamps of Ningbo, Renamed again" {
			t.Errorf("the shops are %s", got)
		}
		own.expect(http.StatusNoContent, "POST", "/sellers/lamps", `{"name":"Lamps of Ningbo, Ltd."}`)
		if got := strings.Join(names(), ", "); got != "Lamps of Ningbo, Ltd., Renamed again" {
			t.Errorf("the shops are %s", got)
		}
		wrong.expect(http.StatusUnprocessableEntity, "POST", "/sellers/lamps", seller) // nor whoever signs in to it
		var holds string
		no(t, s.DB.Gorm.Raw("SELECT orgs.name FROM shop_subjects JOIN orgs ON orgs.id = shop_subjects.org_id WHERE subject = '248289761001'").Scan(&holds).Error)
		if holds != "Lamps of Ningbo, Ltd." {
			t.Errorf("the subject signs in to %q", holds)
		}
		_, org, err := s.Accounts.SignInByProvider(t.Context(), account.Identity{Issuer: "https://id.example", Subject: "1", Provider: "Quaylane", Shop: "lamps", Name: "Wen", Role: ipcase.RoleOwner})
		no(t, err)
		if org == 0 || s.count(fmt.Sprintf("orgs WHERE name = 'Lamps of Ningbo, Ltd.' AND id = %d", org)) != 1 {
			t.Errorf("by the shop's reference somebody signs in to %d", org)
		}

		// Nor its listings and orders.
		number := s.filed(ipcase.Trademark, "QL-1001")
		s.deletes(number)
		s.Work()
		var waiting struct {
			Actions []struct{ Order, Listing string }
		}
		no(t, json.Unmarshal([]byte(own.expect(http.StatusOK, "GET", "/actions", "")), &waiting))
		if len(waiting.Actions) != 1 || waiting.Actions[0].Listing != "QL-1001" {
			t.Fatalf("the orders are %v", waiting)
		}
		key := waiting.Actions[0].Order
		if _, got := wrong.do("GET", "/actions", ""); strings.Contains(got, "QL-") {
			t.Errorf("the wrong connection is shown %s", got)
		}
		if got, absent := wrong.expect(http.StatusNotFound, "POST", "/actions/"+key, `{"outcome":"done"}`), wrong.expect(http.StatusNotFound, "POST", "/actions/remove-999999-1", `{"outcome":"done"}`); got != absent {
			t.Errorf("of another's order %s, of none %s", got, absent)
		}
		for _, state := range []string{"down", "back", "deleted", "refused"} {
			body := `{"state":"` + state + `","reason":"No."}`
			gotStatus, got := wrong.do("POST", "/listings/QL-1001/state", body)
			absentStatus, absent := wrong.do("POST", "/listings/QL-9999/state", body)
			if gotStatus != absentStatus || got != absent {
				t.Errorf("%s: of another's listing %d %s, of none %d %s", state, gotStatus, got, absentStatus, absent)
			}
		}
		if v := s.visibility("QL-1001"); v != ipcase.TakingDown {
			t.Errorf("QL-1001 is %s", v)
		}
		own.expect(http.StatusNoContent, "POST", "/actions/"+key, `{"outcome":"done"}`)
	})
}

// A shop that the platform's people have added becomes the first site's that tells of
// it, where it sells nothing elsewhere that was complained of.
func TestAddedShopsBecomeASites(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s := newSellerWorld(t, db)
		own, _ := connected(t, s, ipcase.ByPull)
		c, err := s.Service.AddConnection(t.Context(), s.Person("operator").Actor(), ipcase.AddConnection{FormID: ipcase.NewID(), Site: webtest.SiteUS, Name: "Shop system US", Way: ipcase.ByPull})
		no(t, err)
		other := marketCall{t, s, c.PlainToken}
		s.filed(ipcase.Trademark, "QL-1001") // of Haiyun, on the first site
		other.expect(http.StatusNoContent, "POST", "/sellers/QLS-20041", `{"name":"Renamed"}`)
		if n := s.count("orgs WHERE shop_ref = 'QLS-20041'"); n != 2 || s.count("orgs WHERE name = 'Haiyun Outdoor'") != 1 {
			t.Errorf("%d shops have the reference", n)
		}
		own.expect(http.StatusNoContent, "POST", "/sellers/QLS-20041", `{"name":"Haiyun Outdoor Ltd."}`)
		if n := s.count("orgs WHERE shop_ref = 'QLS-20041'"); n != 2 || s.count("orgs WHERE name = 'Haiyun Outdoor Ltd.'") != 1 {
			t.Errorf("%d shops have the reference, and its own site's was not taken up", n)
		}
	})
}
