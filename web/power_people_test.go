package web_test

import (
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// handInAs fills the form of a power of attorney of 清禾 and hands it in.
func handInAs(b *webtest.Browser, until string) string {
	b.Open("/holder/principals/new").Fill("Name of the principal", "清禾文创有限公司").Choose("Norway").Fill("Signed by", "赵敏").
		Fill("E-mail address of that person", "Zhao@qinghe.example").Tick("Trademark").Tick("Register rights").Tick("File complaints, and complete them").
		Fill("First day", "2026-01-01").Fill("Last day", until)
	b.Tick("China")
	b.Upload("The signed power of attorney", "power.pdf", pdf("power")).Press("Hand it in").Status(200).Sees("A reviewer now compares it with the signed paper.", "Being checked", "power.pdf")
	return b.Path()[strings.LastIndexByte(b.Path(), '/')+1:]
}

// An agent hands in a power of attorney, a reviewer verifies it, the agent files for
// its principal under both names, the principal confirms it, reads, and revokes.
func TestAnAgentActsForItsPrincipal(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		agent, ada, principal := site.As("elin"), site.As("ada"), site.As("zhao")
		agent.Open("/holder/principals").Sees("You act for nobody else yet").Press("Add a principal").Press("Hand it in").Status(422).Sees(
			"Enter the principal’s name as the power of attorney gives it.", "Choose at least one kind of right that it covers.",
			"Enter the last day on which it is valid", "Add the signed power of attorney as a PDF or pictures.")
		power := handInAs(agent, "2030-12-31")
		agent.Open("/holder").Sees("Principals").Open("/holder/rights/new/trademark").Sees("A reviewer is still checking "+power, "Your own organisation")

		ada.Open("/review/powers").Sees(power, "清禾文创有限公司", "Norrvik Optics AB").Press("Claim")
		ada.Sees("An account of the principal’s name exists", "power.pdf").Press("Record the decision").Status(422).Sees("Choose whether the power of attorney is proven.")
		ada.Choose("Refuse it").Press("Record the decision").Status(422).Sees("Say why the power of attorney is not accepted and what would cure it.")
		ada.Choose("Verify it").Press("Record the decision").Status(200).Sees(power + " was verified, and its agent is told.")
		agent.Open("/messages").Sees("A power of attorney was verified").Open("/holder/principals/"+power).Sees("In force", "verified the power of attorney")

		agent.Press("Register a right").Choose("Trademark").Press("Continue").Choose(cnipa).Fill("Registration number", "12345678").
			Fill("The mark, in words", "QINGHE").Fill("Nice classes", "16").Fill("In force from", "2020-03-04").Fill("Last day in force", "2030-03-03")
		agent.Tick("China").Tick("United States")
		agent.Upload("The mark, design or work as registered", "mark.png", webtest.Picture(t, 60, 40)).
			Upload("Certificate, extract of the register, power of attorney", "certificate.pdf", pdf("mark")).Press("Register this right")
		agent.Status(422).Sees(power + " does not cover this territory: US.").Untick("United States").Press("Register this right").Status(200)
		agent.Sees("The right is registered as", "清禾文创有限公司")
		right := agent.Path()[strings.LastIndexByte(agent.Path(), '/')+1:]
		verify(t, site, right, true, "")
		agent.Open("/holder/file").Sees("for 清禾文创有限公司")
		agent.Open("/holder/rights").Sees("For", "清禾文创有限公司", right)

		w := worldOf(t, site, "elin", "lin")
		c, cases := w.File(right, "QL-1001")
		number := cases[w.Haiyun.OrgID]
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		site.Work()
		const both = "Norrvik Optics AB for 清禾文创有限公司"
		seller := site.As("lin")
		seller.Open("/seller/complaints").Sees(both)
		seller.Open("/seller/cases/"+number).Sees(both).Open("/seller/cases/"+number+"/complainant").Sees(both, power, "a reviewer has compared it with the signed paper")
		ada.Open("/review/cases/" + number).Sees(both)
		agent.Open("/holder/complaints/" + c.Number).Sees("清禾文创有限公司").Open("/holder/cases/" + number).Sees(both).SeesNot("Retract listings")

		principal.Open("/holder/cases/" + number).Status(404)
		principal.Open("/account/agents").Sees("Norrvik Optics AB", power).Open("/account/agents/" + power).Sees("power.pdf").SeesNot(c.Number)
		principal.Press("是，其代理我们").Status(200).Sees(c.Number, right)
		principal.Open("/holder/complaints/" + c.Number).Status(200).Sees("Norrvik Optics AB").SeesNot("撤回投诉")
		principal.Open("/holder/cases/" + number).Status(200).Sees("本案由 Norrvik Optics AB 代理贵方").SeesNot("撤回商品")
		site.As("nils").Open("/holder/principals/" + power).Status(200).SeesNot("Lay it down")
		principal.Open("/account/agents/"+power+"/revoke").Press("立即撤销").Status(200).Sees(power+" 已终止", "已撤销")
		agent.Open("/holder/file").Sees(power+" was revoked.").Open("/holder/principals/"+power).Sees("Revoked", "the principal").SeesNot("Lay it down")
		seller.Open("/seller/cases/" + number + "/complainant").Sees("Not in force today.")
	})
}

// A refused power of attorney says why, and the form to hand it in again begins with
// what it said; an agent lays one down.
func TestAPowerOfAttorneyIsHandedInAgain(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		agent, ada := site.As("elin"), site.As("ada")
		power := handInAs(agent, "2030-12-31")
		ada.Open("/review/powers").Press("Claim").Choose("Refuse it").Fill("Reason", "The paper is signed by nobody.").Press("Record the decision").Status(200)
		agent.Open("/holder/principals/"+power).Sees("This power of attorney was not accepted.", "The paper is signed by nobody.").Press("Hand it in again with what was missing")
		agent.Sees(power+" was not accepted.").Upload("The signed power of attorney", "signed.pdf", pdf("signed")).Press("Hand it in").Status(200).Sees("清禾文创有限公司", power)
		again := agent.Path()
		agent.Open(again+"/end").Press("Lay it down now").Status(200).Sees("has ended. Nothing can be done under it any more.", "Revoked")
		site.As("zhao").Open(again).Status(404)
	})
}

// A principal without an account is told at the address that the paper names, and
// an account opened with that address is asked to confirm.
func TestAPrincipalWithoutAnAccountIsTold(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		agent, ada := site.As("elin"), site.As("ada")
		agent.Open("/holder/principals/new").Fill("Name of the principal", "Fjellvik Keramikk AS").Choose("Norway").Fill("Signed by", "Maren Fjell").
			Fill("E-mail address of that person", "Maren@fjellvik.example").Tick("Trademark").Tick("Register rights").Fill("First day", "2026-01-01").Fill("Last day", "2030-12-31").
			Tick("China").Upload("The signed power of attorney", "power.pdf", pdf("power")).Press("Hand it in").Status(200)
		number := agent.Path()[strings.LastIndexByte(agent.Path(), '/')+1:]
		site.Work()
		if told := site.Mail("maren@fjellvik.example"); len(told) != 0 {
			t.Errorf("the principal is told before a reviewer has looked: %+v", told)
		}
		ada.Open("/review/powers").Press("Claim").Choose("Verify it").Press("Record the decision").Status(200)
		site.Work()
		told := site.Mail("maren@fjellvik.example")
		if len(told) != 1 || !strings.Contains(told[0].Text, number) || !strings.Contains(told[0].Text, site.URL+"/join") || !strings.Contains(told[0].Text, "With an account that is opened with this mail address you can confirm it") {
			t.Fatalf("the principal is told %+v", told)
		}
		if strings.Contains(told[0].Text, "/account/agents") {
			t.Error("the mail leads to a page that nobody can open")
		}
		site.As("zhao").Open("/account/agents").SeesNot(number) // another address, another account
		principal := site.Stranger()
		fillJoin(principal, "Fjellvik Keramikk AS", "maren@fjellvik.example").Press("Open an account")
		principal.Open(linkIn(t, site, "maren@fjellvik.example", "join")).Press("Open the account")
		principal.Fill("Email", "maren@fjellvik.example").Fill("Password", newPassword).Press("Sign in").Status(200)
		principal.Open("/account/agents").Sees(number, "Norrvik Optics AB")
	})
}
