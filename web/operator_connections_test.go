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
