package web_test

import (
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// Somebody signs up with an address or a name that may be taken for those of a
// verified holder. Wherever a reviewer meets them, it is marked, in letters that
// cannot pass for others; and nothing calls them verified.
func TestLookalikesAreMarkedForTheReviewer(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		site.Person("elin") // of Norrvik Optics AB, verified, at norrvik.example
		ada := site.As("ada")
		for _, c := range []struct{ name, org, email, marked, ascii string }{
			{"a letter of another alphabet in the domain", "Lys Nord AS", "legal@norrv\u0456k.example", "The mail address looks like one of norrvik.example.", "xn--norrvk-"},
			{"a letter without its dot", "Lys Sør AS", "legal@norrv\u0131k.example", "The mail address looks like one of norrvik.example.", "xn--norrvk-"},
			{"the domain in front of another", "Lys Vest AS", "legal@norrvik.example.evil.example", "The mail address looks like one of norrvik.example.", "norrvik.example.evil.example"},
			{"the domain with a word more", "Lys Øst AS", "legal@norrvik-legal.example", "The mail address looks like one of norrvik.example.", "norrvik-legal.example"},
			{"the name with a letter of another alphabet", "N\u043errvik Optics AB", "post@lysmidt.example", "The name looks like Norrvik Optics AB, which is verified.", `N\u{043E}rrvik`},
		} {
			site.Clock.Advance(time.Minute) // the newest mail is theirs
			b := site.Stranger()
			fillJoin(b, c.org, c.email).Press("Open an account").Sees("Look into your mailbox")
			b.Open(linkIn(t, site, "", "join")).Press("Open the account")
			b.Fill("Email", c.email).Fill("Password", newPassword).Press("Sign in")
			b.Open("/account/identity").Choose("Extract of the company register").Fill("Number of the paper", "998 877 665").Fill("Issued on", "2026-05-02").
				Upload("Picture or PDF of the paper", "extract.png", webtest.Picture(t, 40, 30)).Press("Hand in this paper").Sees("A reviewer checks your paper")
			ada.Open("/review/identities").Press("Claim").Sees(c.org, c.marked, c.ascii).
				Choose("Refuse it").Fill("Reason", "The name is another's.").Press("Record the decision")

			// A complaint names them, as the filer and as the contact.
			var o ipcase.Org
			no(t, db.Gorm.Where("name = ?", c.org).Take(&o).Error)
			var person int64
			no(t, db.Gorm.Table("memberships").Where("org_id = ?", o.ID).Select("person_id").Scan(&person).Error)
			w := worldOf(t, site, "elin", "lin")
			a := ipcase.Actor{PersonID: person, OrgID: o.ID, Party: ipcase.PartyHolder, Role: ipcase.RoleOwner, OrgName: o.Name, Name: "Kari Nes", Lang: "en", Zone: o.Zone}
			filed, err := w.FileComplaint(t.Context(), a, w.DraftOf(a, w.RightOf(a, ipcase.Copyright), "QL-1001"))
			no(t, err)
			for _, number := range w.CasesOf(filed.ID) {
				ada.Open("/review/cases/"+number).Sees(c.marked, c.ascii, "Waits for the identity check of the rights holder")
			}
		}
	})
}
