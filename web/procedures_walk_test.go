package web_test

import (
	"encoding/json"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// stateUnder fills in what a complaint needs, whatever its procedure asks for.
func stateUnder(t *testing.T, site *webtest.Site, b *webtest.Browser, procedure string, right ipcase.RightType) {
	t.Helper()
	p, _ := site.Service.Book().InForce(procedure, site.Clock.Now())
	label := "What should the seller and the reviewer know?"
	if procedure == "us-dmca-512" {
		label += " (optional)"
	}
	b.Sees("Handled under: "+p.Name.In("en")).Fill(label, "The first picture shows it.")
	if procedure == "marketplace-urgent" {
		b.Fill("Order number of the test purchase", "QO-7781")
	}
	b.Upload("Add files", "report.pdf", pdf("report")).Press("Save and continue").Status(200)
	for _, e := range p.NoticeElementsFor(right, ipcase.Reason{}, "") {
		if e.Kind == ipcase.ElementStatement {
			b.Tick(e.Label.In("en"))
		}
	}
	b.Fill("Sign by typing your full name", "Elin Strand").Press("Save and continue").Status(200).Sees(p.Name.In("en"))
}

// procedureWalk is one case of a procedure, up to its end.
type procedureWalk struct {
	procedure, ref, reason, choose string
	right                          ipcase.RightType
	accepted, after                ipcase.State // after acceptance, after the counter-notification
	end                            ipcase.State
	says                           string // to the seller, when it is removed or asked
	days                           int    // of silence afterwards
}

var procedureWalks = []procedureWalk{
	{"marketplace", "QL-1001", lookAlike, "The platform decides", ipcase.Trademark, ipcase.AwaitingSeller, ipcase.Countered, ipcase.Restored, "Respond by", 30},
	{"marketplace-urgent", "QL-1001", "Counterfeit goods, shown by a test purchase", "The platform decides", ipcase.Trademark, ipcase.Removed, ipcase.Countered, ipcase.Restored, "removed", 30},
	{"cn-ecommerce", "QL-1001", lookAlike, "The statutory procedure", ipcase.Trademark, ipcase.Removed, ipcase.StatutoryWait, ipcase.Restored, "court action or a complaint to an authority", 17},
	{"us-dmca-512", "US-1001", "Images copied", "", ipcase.Copyright, ipcase.Removed, ipcase.StatutoryWait, ipcase.Restored, "unless it shows court action", 21},
	{"eu-dsa", "EU-1001", lookAlike, "", ipcase.Trademark, ipcase.Removed, ipcase.Contested, ipcase.Restored, "a reviewer decides", 0},
	{"in-rule-75", "IN-1001", "Images copied", "The statutory procedure", ipcase.Copyright, ipcase.StatutoryWait, "", ipcase.Restored, "a court’s order", 23},
}

// One case of each procedure is walked to its end through the pages.
func TestEachProcedureToItsEnd(t *testing.T) {
	for _, c := range procedureWalks {
		t.Run(c.procedure, func(t *testing.T) {
			ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
				site := webtest.New(t, db)
				right := verified(t, site, "elin", c.right, "NORRVIK")
				b := site.As("elin")
				fileUpTo(b, right, c.ref).Choose(c.reason)
				if c.choose != "" {
					b.Choose(c.choose)
				} else {
					b.SeesNot("Which procedure do you choose?")
				}
				b.Press("Save and continue")
				stateUnder(t, site, b, c.procedure, c.right)
				b.Press("Send complaint about").Status(200).Sees("Complaint sent")
				number := caseNo.FindString(b.Text())
				ruleAs(t, site, "ada", number, ipcase.MoveAccept, "")
				stands(t, site, number, c.procedure, c.accepted)
				lin := site.As("lin")
				lin.Open("/seller/cases/" + number).Sees(c.says)
				if c.after != "" {
					counter(t, site, "lin", number)
					stands(t, site, number, c.procedure, c.after)
				} else {
					lin.SeesNot("File counter-notification")
				}
				if c.procedure == "eu-dsa" {
					b.Open("/holder/cases/" + number).Sees("Under review")
					ruleAs(t, site, "ada", number, ipcase.MoveUpholdCounter, "")
				}
				site.Work()
				lin.Open("/seller/cases/" + number).Status(200)
				b.Open("/holder/cases/" + number).Status(200)
				site.Work()
				site.Clock.Advance(time.Duration(c.days) * 24 * time.Hour)
				site.Work()
				stands(t, site, number, c.procedure, c.end)
				lin.Open("/seller/cases/" + number).Sees("This complaint ended")
			})
		})
	}
}

func stands(t *testing.T, site *webtest.Site, number, procedure string, want ipcase.State) {
	t.Helper()
	v, err := site.Service.ReadReviewCase(t.Context(), site.Person("ada").Actor(), number)
	if err != nil {
		t.Fatal(err)
	}
	if v.Procedure.ID != procedure || v.Items[0].State != want {
		t.Fatalf("%s: %s under %s, want %s under %s", number, v.Items[0].State, v.Procedure.ID, want, procedure)
	}
}

// The cards are there for everybody, in both languages and for machines.
func TestProcedureCards(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		b := site.Stranger()
		b.Open("/procedures").Status(200)
		for _, p := range site.Service.Book().Procedures {
			b.Open("/procedures/"+p.ID).Status(200).Sees(p.Name.In("en"), "Who may do what", "How a listing moves", p.Court.Name.In("en"))
			b.Open("/procedures/" + p.ID + "/1").Status(200)
			b.Open("/procedures/" + p.ID + "/2").Status(404)
			for _, path := range []string{"/procedures/" + p.ID + ".json", "/procedures/" + p.ID + "/1.json"} {
				var card struct {
					ID      string
					InForce bool `json:"in_force"`
					Moves   []struct{ From, To string }
				}
				res := site.Do(t, "GET", path, nil, nil)
				err := json.NewDecoder(res.Body).Decode(&card)
				_ = res.Body.Close()
				if err != nil || card.ID != p.ID || !card.InForce || len(card.Moves) < 10 {
					t.Errorf("%s: %+v, %v", path, card, err)
				}
			}
		}
		b.Open("/procedures/nothing.json").Status(404)
	})
}
