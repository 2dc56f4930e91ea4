package web_test

import (
	"fmt"
	"net/url"
	"regexp"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

var mailed = regexp.MustCompile(`/link/[a-z]+/[a-z2-7]+`)

// linkTo is the newest one-time link that was mailed to an address.
func linkTo(t *testing.T, site *webtest.Site, email string) string {
	t.Helper()
	site.Work()
	letters := site.Mail(email)
	for _, l := range letters {
		if found := mailed.FindString(l.Text); found != "" {
			return found
		}
	}
	t.Fatalf("no link was mailed to %s", email)
	return ""
}

// signedOut holds that no session of somebody is good any more.
func signedOut(t *testing.T, site *webtest.Site, name string) {
	t.Helper()
	var n int64
	no(t, site.DB.Gorm.Table("sessions").Where("person_id = ? AND ended_at IS NULL", site.Person(name).ID).Count(&n).Error)
	if n > 0 {
		t.Errorf("%d sessions of %s are still good", n, name)
	}
}

// An owner invites somebody new, who chooses a name and a password, and somebody
// with an account, who signs in; the owner is told the same of both.
func TestTeamInvitations(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		site.Person("zhao")
		lin := site.As("lin").Open("/account/team").Status(200).Sees("Lin Yue", "Owner (main account)", "Invite somebody")
		lin.Press("Send the invitation").Status(422).Sees("Enter the person's name", "Enter an email address")
		for _, x := range []struct{ name, email string }{{"Kai Wen", "kai@haiyun.example"}, {"Zhao Min", "zhao@qinghe.example"}} {
			lin.Open("/account/team").Fill("Name", x.name).Fill("Email address", x.email).Untick("Delete").Press("Send the invitation")
			lin.Status(200).Sees("The invitation is on its way to "+x.email, "Open invitations", x.name, "See, answer")
		}
		lin.Fill("Name", "Kai").Fill("Email address", "KAI@haiyun.example").Press("Send the invitation").Status(422).Sees("has been invited already")

		link := linkTo(t, site, "kai@haiyun.example")
		kai := site.Stranger()
		for range 3 { // a scanner of mail opens links, and nothing comes of it
			kai.Open(link).Status(200).Sees("Join Haiyun Outdoor", "Lin Yue invites you", "Choose a password")
		}
		kai.Fill("Choose a password", "short").Press("Join Haiyun Outdoor").Status(422).Sees("15 characters")
		kai.Fill("Your name", "Kai Wen").Fill("Choose a password", webtest.Password).Press("Join Haiyun Outdoor").At("/seller/complaints").Status(200)
		site.Stranger().Open(link).Status(404).Sees("used before")
		kai.Open("/account/team").Sees("You see who belongs to Haiyun Outdoor.", "Kai Wen").SeesNot("Invite somebody", "lin.yue@haiyun.example")

		link = linkTo(t, site, "zhao@qinghe.example")
		site.Stranger().Open(link).Sees("There is an account with this address.", "Sign in").SeesNot("Choose a password")
		site.As("wang").Open(link).Sees("您当前登录的是另一个邮箱")
		zhao := site.As("zhao")
		zhao.Open(link).Press("加入 Haiyun Outdoor").At("/seller/complaints").Sees("您已加入", "Haiyun Outdoor")
		zhao.Open("/account/organisations").Sees("清禾文创有限公司", "您当前代表该组织").Press("代表该组织").At("/holder").Status(200)
		zhao.Open("/seller/complaints").Status(404)

		lin.Open("/account/team").SeesNot("Open invitations").Press("History of changes").Sees("Kai Wen joined as: Member", "zhao@qinghe.example")
		site.As("wang").Open("/account/team").SeesNot("Kai Wen")
	})
}

func TestTeamRolesAndEnds(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		w := worldOf(t, site, "elin", "lin")
		_, cases := w.File(w.Right(ipcase.Copyright), "QL-1001")
		number := cases[w.Haiyun.OrgID]
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		site.Work()
		lin, mei, vera := site.As("lin"), site.As("mei"), site.As("vera")
		meiID := site.Person("mei").ID
		page := fmt.Sprintf("/account/team/members/%d", meiID)
		mei.Open("/account/team").Status(200)
		lin.Open("/account/team").In("陈美").Press("Change").At(page).Sees("Role and permissions")
		lin.Choose("Viewer").Press("Save").At("/account/team").Sees("The role is changed.")
		lin.Send(page+"/role", url.Values{"role": {"member"}, "version": {"1"}, "may": {"delete"}}).Status(409).Sees("Somebody else changed this")
		// The very next request of hers is a viewer's.
		mei.Open("/seller/cases/" + number).Status(200).Sees("您的角色只能查看。请联系 Lin Yue（主账号）")
		mei.Send("/seller/cases/"+number+"/delete", url.Values{"items": {"1"}, "version-1": {"1"}}).Status(403)
		for _, act := range []string{"role", "sessions", "offer", "end"} {
			mei.Send(page+"/"+act, url.Values{}).Status(403)
			vera.Send(page+"/"+act, url.Values{}).Status(403)
			site.As("wang").Send(page+"/"+act, url.Values{"role": {"viewer"}}).Status(404)
		}
		vera.Open(page).Status(403)
		vera.Send("/account/team/invite", url.Values{"name": {"X"}, "email": {"x@haiyun.example"}, "role": {"member"}}).Status(403)
		lin.Send(fmt.Sprintf("/account/team/members/%d/role", site.Person("lin").ID), url.Values{"role": {"viewer"}}).Status(403).Sees("Nobody changes their own role")
		lin.Send(page+"/role", url.Values{"role": {"owner"}, "version": {"2"}}).Status(422).Sees("Choose one of the roles.")
		lin.Send(page+"/role", url.Values{"role": {"operator"}, "version": {"2"}}).Status(422)

		lin.Open(page).Press("End the sessions of 陈美").Sees("Their sessions are ended.")
		signedOut(t, site, "mei")
		lin.Open("/account/team/leave").Press("Leave Haiyun Outdoor").Status(403).Sees("Nobody else looks after this organisation.")
		lin.Open(page).Press("End the membership of 陈美").Sees("The membership is ended.").SeesNot("陈美")
		lin.Send(page+"/end", url.Values{}).Status(200)
		vera.Open("/account/team/leave").Press("Leave Haiyun Outdoor").At("/sign-in")
		signedOut(t, site, "vera")
	})
}

func TestOwnershipIsTransferred(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		lin, mei := site.As("lin"), site.As("mei")
		lin.Open(fmt.Sprintf("/account/team/members/%d", site.Person("mei").ID)).Press("Offer the ownership").Sees("The ownership is offered to 陈美")
		link := linkTo(t, site, "mei@haiyun.example")
		site.Stranger().Open(link).At("/sign-in")
		lin.Open(link).Status(404)
		lin.Send(link, url.Values{"do": {"accept"}}).Status(404)
		mei.Open(link).Sees("成为 Haiyun Outdoor 的主账号").Press("接受主账号").At("/account/team").Sees("您现在是主账号", "邀请成员")
		lin.Open("/account/team").Sees("You see who belongs to").SeesNot("Invite somebody")
		mei.Send(link, url.Values{"do": {"accept"}}).Status(404)
		site.Work()
		mei.Open("/account/team/history").Sees("从 Lin Yue 处接任了主账号")
	})
}

// The operator looks after the platform's people and disables anybody.
func TestOperatorPeople(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		site.Person("ben")
		lin, op, ada := site.As("lin"), site.As("operator"), site.As("ada")
		lin.Open("/seller/complaints").Status(200)
		ada.Open("/account/team").Sees("Ask an operator for changes.", "Ada Moreau").SeesNot("Invite somebody")
		ada.Open("/operator/people").Status(404)
		op.Open("/operator/people").Sees("Ben Okafor", "Reviewer").Fill("Name", "Rolf Berg").In("Invite somebody").Fill("Email address", "rolf@quaylane.example").Choose("Senior reviewer").
			Press("Send the invitation").Sees("The invitation is on its way")
		rolf := site.Stranger().Open(linkTo(t, site, "rolf@quaylane.example"))
		rolf.Fill("Choose a password", webtest.Password).Press("Join Quaylane").Status(200)
		op.Open("/operator/people").In("Any account").Fill("Email address", "nobody@haiyun.example").Press("Find the account").Status(422).Sees("There is no account with this address.")
		op.In("Any account").Fill("Email address", "lin.yue@haiyun.example").Press("Find the account").Status(200).Sees("Haiyun Outdoor", "Owner (main account)")
		op.Press("Disable the account of Lin Yue").Sees("The account is disabled", "Disabled since")
		signedOut(t, site, "lin")
		op.Press("Enable the account of Lin Yue").Sees("The account is enabled.")
		signedOut(t, site, "lin")
		lin.Open("/seller/complaints").Status(200)
		own := fmt.Sprintf("/operator/people/accounts/%d", site.Person("operator").ID)
		op.Open(own).SeesNot("Disable the account")
		op.Send(own+"/disable", url.Values{}).Status(403).Sees("Nobody disables their own account.")
		op.Open("/operator/people/leave").Press("Leave Quaylane").Status(403)
		op.Open("/operator/people/history").Sees("The account of Lin Yue was disabled", "Rolf Berg joined as: Senior reviewer", "Omar Haddad")
	})
}

// A person in two organisations begins where they acted last; what one of them
// may not do is not lent by the other.
func TestSeveralOrganisations(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		wang := site.Person("wang")
		no(t, site.Accounts.AddMembership(t.Context(), wang.ID, site.Org("Haiyun Outdoor"), ipcase.RoleViewer))
		site.Clock.Advance(time.Minute)
		b := site.Stranger().Open("/sign-in")
		signIn := func() {
			b.Open("/sign-in").Fill("Email", wang.Email).Fill("Password", webtest.Password).Press("Sign in")
		}
		signIn()
		b.Open("/account/team").Sees("灯塔户外专营店")
		b.Send("/account/organisations", url.Values{"org": {fmt.Sprint(site.Org("Norrvik Optics AB"))}}).Status(404)
		b.Send("/account/organisations", url.Values{"org": {"x"}}).Status(404)
		site.Clock.Advance(time.Minute)
		b.Open("/account/organisations").In("Haiyun Outdoor").Press("代表该组织").At("/seller/complaints")
		b.Open("/account/team").Sees("Haiyun Outdoor").SeesNot("邀请成员")
		b.Send("/sign-out", url.Values{})
		signIn()
		b.Open("/account/team").Sees("Haiyun Outdoor").SeesNot("邀请成员")

		// Who leaves one goes on for the other, in a session of another id; the one
		// that was left is over in every browser.
		elsewhere := site.Stranger().Open("/sign-in").Fill("Email", wang.Email).Fill("Password", webtest.Password).Press("Sign in")
		elsewhere.Open("/account/team").Sees("Haiyun Outdoor")
		b.Open("/account/team/leave").Press("退出 Haiyun Outdoor").At("/account/organisations").Sees("灯塔户外专营店").SeesNot("Haiyun Outdoor")
		b.Open("/account/team").Status(200).Sees("灯塔户外专营店")
		elsewhere.Open("/account/team").At("/sign-in")
		b.Send("/account/organisations", url.Values{"org": {fmt.Sprint(site.Org("Haiyun Outdoor"))}}).Status(404)
		// The last one is not left by who alone looks after it.
		b.Open("/account/team/leave").Press("退出 灯塔户外专营店").Status(403)
		b.Open("/account/team").Status(200)
	})
}
