package web_test

import (
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// A holder registers a right of each type; a reviewer's answer is told on its
// page; nobody else finds it.
func TestHolderRegistersRights(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		b := site.As("elin")
		b.Open("/holder/rights").Sees("No right is registered here yet")
		titles := map[ipcase.RightType]string{
			ipcase.Trademark: "NORRVIK", ipcase.Copyright: "Mountain at dawn", ipcase.Design: "Headlamp housing",
			ipcase.Patent: "Lamp with two beams", ipcase.UtilityModel: "头灯支架",
		}
		numbers := map[ipcase.RightType]string{}
		for _, kind := range ipcase.RightTypes() {
			numbers[kind] = register(t, b, kind, titles[kind])
			b.Sees("The right is registered as "+numbers[kind], "Being verified", titles[kind], rightFacts[kind].label, "certificate.pdf", "specimen.png")
		}
		b.Open("/holder/rights")
		for kind, number := range numbers {
			b.Sees(number, titles[kind])
		}
		mark, model := numbers[ipcase.Trademark], numbers[ipcase.UtilityModel]
		verify(t, site, mark, true, "")
		verify(t, site, model, false, "The certificate names another owner.")
		b.Open("/holder/rights/"+mark).Sees("In force", "Verified on", "9, 11", "3 March 2030", "registered the right", "verified the right")
		b.Press("File a complaint").Sees("Which of your rights is infringed?")
		b.Open("/holder/rights/"+model).Sees("Not accepted", "The certificate names another owner.", "Register it again with what was missing")

		site.As("zhao").Open("/holder/rights/" + mark).Status(404).SeesNot("NORRVIK")
		site.As("lin").Open("/holder/rights/" + mark).Status(404).SeesNot("NORRVIK")
		site.As("nils").Open("/holder/rights/" + mark).Status(200).SeesNot("/holder/rights/new")
		site.As("nils").Open("/holder/rights/new").Status(403).Sees("Your role lets you read.")
	})
}

// A form that is not right says all that is wrong beside its fields, keeps what
// was typed and the files, and an unusual number is questioned once.
func TestHolderRightFormErrors(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		b := site.As("elin")
		b.Open("/holder/rights/new").Press("Continue").Status(422).Sees("There is a problem", "Choose what kind of right this is.")
		b.Choose("Trademark").Press("Continue").Fill("Owner", "")
		b.Press("Register this right").Status(422).Sees(
			"There is a problem", "Choose the office that registered the right", "Enter the owner as the register shows it.",
			"Choose at least one country or region in which the right is in force.", "Enter the Nice classes of the mark, for example 9, 11.",
			"Enter the day from which the right is in force, like 2020-03-31.", "Add a picture of the mark or design as it is registered.",
			"Add the certificate or an extract of the register.")

		b.Fill("The mark, in words", "NORRVIK").Fill("Owner", "Norrvik Optics AB").Fill("Nice classes", "9; eleven")
		b.Upload("The mark, design or work as registered", "mark.png", webtest.Picture(t, 60, 40)).Press("Upload pictures")
		b.Status(422).Sees("Enter the Nice classes as numbers, such as 9, 11.", "mark.png")
		b.Fill("Nice classes", "9, 46").Tick("China").Choose(cnipa).Fill("Registration number", "TM-1").
			Fill("In force from", "2020-03-03").Fill("Last day in force", "2019-03-03")
		b.Upload("Certificate, extract of the register, power of attorney", "page.html", []byte("<html><script>alert(1)</script>")).Press("Register this right")
		b.Status(422).Sees("mark.png").SeesNot("alert(1)")
		b.Upload("Certificate, extract of the register, power of attorney", "certificate.pdf", pdf("one")).Press("Register this right")
		b.Status(422).Sees("This number does not look like one of CNIPA, such as 12345678.", "The last day is before the first.",
			"Nice classes are numbers from 1 to 45; 46 is not one.", "certificate.pdf", "mark.png")
		b.In("certificate.pdf").Press("Remove").Status(200).Sees("mark.png").SeesNot("certificate.pdf")
		b.Fill("Nice classes", "9").Fill("Last day in force", "2030-03-03").Tick("The number is right as I typed it")
		b.Upload("Certificate, extract of the register, power of attorney", "extract.pdf", pdf("two")).Press("Register this right")
		b.Status(200).Sees("The right is registered as", "CNIPA TM-1", "extract.pdf")
	})
}

// In Chinese every word of the pages is Chinese.
func TestHolderRightsInChinese(t *testing.T) {
	site := webtest.New(t, ipcasetest.SQLite(t))
	b := site.As("zhao")
	b.Open("/holder").Sees("工作台")
	b.Open("/holder/rights").Press("登记权利").Choose("商标").Press("继续").Press("登记该权利").Status(422).Sees("选择登记该权利的机构")
	b.Open("/holder/complaints").Sees("投诉")
	b.Open("/holder/file").Sees("您尚无可用于投诉的权利")
}
