package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/views"
	"ipportal/web/api"
)

// Every operation about something that has a number answers who has no part in it as
// if there were no such thing, also when it is asked as its own example asks
// (promise 5).
func TestOperationsTellStrangersNothing(t *testing.T) {
	page := api.New(api.Deps{BaseURL: "https://ip.quaylane.example", Name: "Quaylane"}).Reference(fmt.Sprintf)
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		right := w.acts.Right(ipcase.Trademark)
		filed, cases := w.acts.File(right, "QL-1001")
		number := cases[w.acts.Haiyun.OrgID]
		w.rule(w.acts.Rita, number, ipcase.MoveAccept)
		w.Work()
		there := map[string]string{"/cases/": number, "/complaints/": filed.Number, "/rights/": right, "/snapshots/": number}
		absent := map[string]string{"/cases/": "IP-2026-999999-ZZ", "/complaints/": "IP-2026-999999", "/rights/": "IPR-2026-999999", "/snapshots/": "IP-2026-999999-ZZ"}
		stranger := w.robot(t, "zhao", false)
		n := 0
		for _, g := range page.Groups {
			for _, o := range g.Operations {
				prefix := prefixOf(o.Path)
				if there[prefix] == "" {
					continue
				}
				n++
				known, unknown := stranger.asExample(o, there[prefix]), stranger.asExample(o, absent[prefix])
				if known.status < http.StatusBadRequest || known.status >= http.StatusInternalServerError {
					t.Errorf("%s is answered %d %v", o.ID, known.status, known.body)
				}
				if known.status != unknown.status || known.body["detail"] != unknown.body["detail"] {
					t.Errorf("%s: of what is there %d %v, of what is not %d %v", o.ID, known.status, known.body["detail"], unknown.status, unknown.body["detail"])
				}
				if list, wrong := known.body["errors"].([]any); wrong && strings.Contains(fmt.Sprint(list...), "xpected") {
					t.Errorf("the example of %s is no request of it: %v", o.ID, list)
				}
			}
		}
		if n < 30 {
			t.Errorf("only %d operations were asked", n)
		}
	})
}

// prefixOf is the collection of an operation's address.
func prefixOf(path string) string {
	part, _, ok := strings.Cut(strings.TrimPrefix(path, api.Prefix+"/"), "/{")
	if !ok {
		return ""
	}
	return "/" + part + "/"
}

// asExample asks as the reference page shows it, about a number.
func (r robot) asExample(o views.APIOperation, number string) told {
	r.t.Helper()
	path := strings.NewReplacer("{number}", number, "{case}", number, "{position}", "1", "{n}", "1", "{label}", "E1", "{offer}", "nothing").Replace(strings.TrimPrefix(o.Path, api.Prefix))
	_, body, _ := strings.Cut(strings.TrimSuffix(o.Request, "'"), "-d '")
	return r.ask(o.Method, path, strings.ReplaceAll(body, `'\''`, "'"))
}
