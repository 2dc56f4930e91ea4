package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web"
	"ipportal/web/webtest"
)

// Two portals over one database: a session that ends on one has ended on the other
// with the next request, in whatever way it ended, and so does a permission.
func TestASessionEndsOnEveryReplica(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		var deps web.Deps
		site := webtest.New(t, db, func(d *web.Deps) { deps = *d })
		deps.Service = ipcase.New(db.Gorm, site.Clock, deps.Service.Book(), site.Catalogue, site.Blobs)
		deps.Accounts = account.New(db.Gorm, site.Clock, ipcasetest.Keys(), func() {}, account.CheapPasswords)
		other := httptest.NewServer(web.New(deps))
		t.Cleanup(other.Close)
		at := func(address string, c *http.Cookie, method, path string, form url.Values) int {
			t.Helper()
			req, err := http.NewRequestWithContext(t.Context(), method, address+path, strings.NewReader(form.Encode()))
			no(t, err)
			req.AddCookie(c)
			req.Header.Set("Sec-Fetch-Site", "same-origin")
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
			res, err := client.Do(req)
			no(t, err)
			no(t, res.Body.Close())
			return res.StatusCode
		}
		begin := func(name string) *http.Cookie {
			t.Helper()
			b := signIn(site, site.Stranger(), name)
			for _, c := range b.Cookies() {
				if c.Name == "session" {
					return c
				}
			}
			t.Fatalf("%s has no session", name)
			return nil
		}
		lin, mei := site.Person("lin"), site.Person("mei")
		ctx := t.Context()
		for name, end := range map[string]func(c *http.Cookie){
			"signing out": func(c *http.Cookie) { at(site.URL, c, http.MethodPost, "/sign-out", nil) },
			"ending the others": func(*http.Cookie) {
				at(site.URL, begin("mei"), http.MethodPost, "/account/sessions/others/end", nil)
			},
			"another password": func(*http.Cookie) {
				at(site.URL, begin("mei"), http.MethodPost, "/account/security/password", url.Values{
					"current": {webtest.Password}, "password": {webtest.Password}, "end_others": {"yes"},
				})
			},
			"an owner": func(*http.Cookie) { no(t, site.Accounts.EndMemberSessions(ctx, lin.Actor(), mei.ID)) },
			"an operator who disables the account": func(*http.Cookie) {
				no(t, site.Accounts.DisablePerson(ctx, site.Person("operator").Actor(), mei.ID))
				no(t, site.Accounts.EnablePerson(ctx, site.Person("operator").Actor(), mei.ID))
			},
		} {
			c := begin("mei")
			if status := at(other.URL, c, http.MethodGet, "/messages", nil); status != http.StatusOK {
				t.Fatalf("%s: a session does not begin on both: %d", name, status)
			}
			end(c)
			for where, address := range map[string]string{"here": site.URL, "there": other.URL} {
				if status := at(address, c, http.MethodGet, "/messages", nil); status != http.StatusSeeOther {
					t.Errorf("%s: the session is alive %s: %d", name, where, status)
				}
			}
		}
		c := begin("mei")
		team, err := site.Accounts.ReadTeam(ctx, lin.Actor())
		no(t, err)
		for _, m := range team.Members {
			if m.PersonID == mei.ID {
				no(t, site.Accounts.ChangeRole(ctx, lin.Actor(), account.ChangeRole{PersonID: mei.ID, Version: m.Version, Role: ipcase.RoleViewer}))
			}
		}
		w := worldOf(t, site, "elin", "lin")
		_, cases := w.File(w.Right(ipcase.Copyright), "QL-1001")
		number := cases[w.Haiyun.OrgID]
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		if status := at(other.URL, c, http.MethodPost, "/seller/cases/"+number+"/delete", url.Values{"items": {"1"}, "version-1": {"2"}}); status != http.StatusForbidden {
			t.Errorf("a viewer may delete on the other replica: %d", status)
		}
	})
}
