package web_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// The operator connects a site, is shown the token once, carries orders out by hand and
// ticks them off; a refusal needs its reason (promise 7).
func TestOperatorConnectsAndTicks(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s := newSellerWorld(t, db)
		b := s.As("operator")
		b.Open("/operator/connections").Press("Connect").Sees("Enter a name for the marketplace")
		b.Open("/operator/connections").Fill("Name of the marketplace", "Desk").Choose("By hand").Press("Connect").Sees("Keep these now")
		token := regexp.MustCompile(`mkt_[a-z2-7]{40,}`).FindString(string(b.Body()))
		if token == "" {
			t.Fatal("no token is shown")
		}
		if b.Open("/operator/connections"); strings.Contains(string(b.Body()), token) {
			t.Error("the token is shown a second time")
		}
		m := marketCall{t, s, token}
		m.expect(http.StatusOK, "GET", "/actions", "")
		number := s.filed(ipcase.Trademark, "QL-1001")
		s.deletes(number)
		s.Work()
		b.Open("/operator/connections").Sees("Take down QL-1001")
		b.Press("It was refused").Sees("Say why it was refused")
		b.Open("/operator/connections").Press("It is done").Sees("Noted.")
		s.Work()
		if v := s.visibility("QL-1001"); v != ipcase.Down {
			t.Errorf("ticked off, and it is %s", v)
		}
		if b.Open("/operator/connections"); strings.Contains(string(b.Body()), "Take down QL-1001") {
			t.Error("the order is still in the list")
		}
		b.Press("End this connection").Sees("The connection has ended.")
		if status, _ := m.do("GET", "/actions", ""); status != http.StatusUnauthorized {
			t.Errorf("after its end the token is answered %d", status)
		}
	})
}

// No address that is a number, is inside by its name, or is not what the portal speaks is
// taken for a marketplace, in whatever spelling.
func TestOperatorConnectsNobodyInside(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s := newSellerWorld(t, db)
		for _, host := range []string{
			"127.0.0.1", "127.1", "127.0.0.1.", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "0", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
			"localhost", "localhost.", "user@hooks.example.com", "hooks.example.com@127.0.0.1", "hooks.example.com:22", "169.254.169.254", "hooks.example.com#x", "",
		} {
			for _, way := range []ipcase.ConnectionWay{ipcase.ByWebhook, ipcase.ByVendure} {
				in := ipcase.AddConnection{FormID: ipcase.NewID(), Site: "quaylane", Name: "Shop", Way: way, URL: "https://" + host}
				if way == ipcase.ByVendure {
					in.Key, in.Pages = "key", "https://shop.example.com/{slug}"
				}
				if _, err := s.Service.AddConnection(t.Context(), s.Person("operator").Actor(), in); ipcase.KindOf(err) != ipcase.Invalid {
					t.Errorf("%s at %q: %v", way, in.URL, err)
				}
			}
		}
		for _, in := range []ipcase.AddConnection{
			{Key: "", Pages: "https://shop.example.com/{slug}"},
			{Key: "a key", Pages: "https://shop.example.com/{slug}"},
			{Key: "key"},
			{Key: "key", Pages: "https://shop.example.com/"},
			{Key: "key", Pages: "https://shop.example.com/{slug}/{id}"},
			{Key: "key", Pages: "http://shop.example.com/{id}"},
		} {
			in.FormID, in.Site, in.Name, in.Way, in.URL = ipcase.NewID(), "quaylane", "Shop", ipcase.ByVendure, "https://shop.example.com/admin-api"
			if _, err := s.Service.AddConnection(t.Context(), s.Person("operator").Actor(), in); ipcase.KindOf(err) != ipcase.Invalid {
				t.Errorf("%+v: %v", in, err)
			}
		}
		if list, err := s.Service.ReadConnections(t.Context(), s.Person("operator").Actor()); err != nil || len(list) != 0 {
			t.Errorf("connected %+v, %v", list, err)
		}
	})
}
