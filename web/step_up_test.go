package web_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"ipportal/ipcase/account"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// Whoever finds an open browser changes no address, no factor and no place for
// notices, takes no data away, and declares nothing: what was shown to sign in has
// to be shown again first, and nothing happens until then.
func TestWhatNeedsAFreshConfirmation(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		f := newForms(t, db)
		f.site.As("mei").Send("/preferences", do("lang", "en")) // signs in before she has a passkey
		passkey := "/account/passkeys/" + passkeyOf(t, f.site, "mei")
		member := fmt.Sprintf("/account/team/members/%d/offer", f.site.Person("mei").ID)
		held, counter := "/holder/cases/"+f.countered+"/", "/seller/cases/"+f.waiting+"/counter/"+f.counterDraft+"/"
		for who, all := range map[string]string{
			"elin": `POST /account/email; POST /account/notices; POST /account/security/app; POST /account/security/app/confirm; POST /account/security/app/remove
				POST /account/security/recovery; GET /account/passkeys/new; POST /account/passkeys/new; POST /account/passkeys/new/options; GET /account/security/app.png
				POST /account/security/provider; POST /account/security/provider/remove
				GET /account/privacy/data.zip; POST /account/privacy/erasure; POST /holder/file/` + f.complaintDraft + `/send; POST ` + held + `contest; POST ` + held + `court`,
			"lin":      `POST ` + member + `; POST ` + counter + `check; POST /account/email; POST /account/notices`,
			"mei":      `POST ` + passkey + `/remove; POST /account/email`,
			"operator": `POST /operator/second-factors; POST /operator/privacy/requests/ER-2026-000001; POST /account/email; POST /account/security/recovery`,
		} {
			b := f.site.As(who).WithoutConfirming()
			b.Open("/home")
			f.site.Clock.Advance(account.FreshFor)
			f.steady(func() {
				for _, line := range strings.FieldsFunc(all, func(r rune) bool { return r == ';' || r == '\n' }) {
					method, path, _ := strings.Cut(strings.TrimSpace(line), " ")
					if method == "GET" {
						b.Open(path)
					} else {
						b.Send(path, url.Values{"email": {"new@kept.example"}, "do": {"send"}, "items": {"1"}, "version-1": {"2"}})
					}
					if text := b.Text(); !strings.Contains(text, "Confirm that it is you") {
						t.Errorf("%s by %s is answered %d without a fresh confirmation: %.200s", line, who, b.StatusCode(), text)
					}
				}
			})
		}
	})
}
