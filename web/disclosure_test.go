package web_test

import (
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// The number in the register is told beforehand as what court action will show, is
// in nothing that the other side gets until then, and is shown from then on. Who
// acts through an agent is shown with it, and with the principal's number.
func TestRegistrationIsShownFromCourtActionOn(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		const own, shops = "SE-556677-8899", "CN-9133-0201"
		for org, number := range map[int64]string{w.acts.Norrvik.OrgID: own, w.acts.Haiyun.OrgID: shops} {
			well(t, db.Gorm.Model(&ipcase.Org{}).Where("id = ?", org).Updates(map[string]any{"reg_number": number}).Error)
		}
		draft := w.acts.Draft(w.acts.Right(ipcase.Copyright), "US-1001")
		w.As("elin").Open("/holder/file/"+draft+"/send").Status(200).Sees("From “Court action shown” on, also:", "Registration").SeesNot(own)
		filed, err := w.Service.FileComplaint(t.Context(), w.acts.Norrvik, draft)
		well(t, err)
		number := w.acts.CasesOf(filed.ID)[w.acts.Haiyun.OrgID]
		w.rule(w.acts.Rita, number, ipcase.MoveAccept)
		w.Work()
		_, err = w.acts.Counter(w.acts.Haiyun, number)
		well(t, err)
		w.Work()
		seller, holder := "/seller/cases/"+number+"/complainant", "/holder/cases/"+number+"/seller"
		w.As("lin").Open(seller).Status(200).SeesNot(own)
		w.As("elin").Open(holder).Status(200).SeesNot(shops)
		well(t, w.acts.Answer(number, ipcase.AnswerCourt))
		w.Work()
		if got := seenIn(t, w.As("lin").Open(seller).Status(200)); !strings.Contains(got, own) || !strings.Contains(got, "Hamngatan") {
			t.Errorf("after court action the seller is shown: %s", got)
		}
		w.As("elin").Open(holder).Status(200).SeesNot(shops) // no procedure here gives it to the holder
	})
}

// What is shown is the matrix of the procedure, field by field and event by event,
// and nothing else; what is behind the portal's address never is.
func TestDisclosureIsTheMatrix(t *testing.T) {
	w := newSellerWorld(t, ipcasetest.SQLite(t))
	card := ipcase.Card{
		Organisation: "organisation", Agent: "agent", Country: "country", Registration: "registration",
		Contact: ipcase.Contact{Name: "name", Email: "email", Phone: "phone", Address: "address"},
	}
	checked := 0
	for _, p := range w.acts.Book().Procedures {
		for _, party := range []ipcase.Party{ipcase.PartyHolder, ipcase.PartySeller} {
			side := p.Disclosure.Of(party)
			var happened []ipcase.DisclosureEvent
			allowed := map[ipcase.ContactField]bool{}
			for _, e := range ipcase.DisclosureEvents() {
				happened = append(happened, e)
				for _, f := range side.At[e] {
					allowed[f] = true
				}
				for _, relay := range []bool{false, true} {
					card.Contact.Relay = relay
					got := map[ipcase.ContactField]string{}
					for _, v := range ipcase.PublicContactOf(p, party, card, happened...).Shown {
						got[v.Field] = v.Value
					}
					for _, f := range ipcase.ContactFields() {
						want := allowed[f]
						if f == ipcase.FieldRelay {
							continue
						}
						for _, hidden := range side.Relay {
							want = want && (!relay || hidden != f)
						}
						if _, shown := got[f]; shown != want || shown && got[f] != string(f) {
							t.Errorf("%s, %s, after %v, relay %v: %s is %q, and may be shown: %v", p.ID, party, happened, relay, f, got[f], want)
						}
						checked++
					}
				}
			}
		}
	}
	if checked < 500 {
		t.Errorf("only %d fields were looked at", checked)
	}
}
