package web_test

import (
	"net/url"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// Who chooses nothing is reached through the portal, says the form, and says the
// page before sending; who sends a form without the choice is too.
func TestThePortalIsTheContactUnlessChosenOtherwise(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		draft := w.acts.Draft(w.acts.Right(ipcase.Trademark), "QL-1001")
		begun, err := w.Service.StartComplaint(t.Context(), w.acts.Norrvik)
		well(t, err)
		first, err := w.Service.ComplaintDraft(t.Context(), w.acts.Norrvik, begun)
		well(t, err)
		whole, err := w.Service.ComplaintDraft(t.Context(), w.acts.Norrvik, draft)
		well(t, err)
		whole.Contact = first.Contact // as it was begun
		well(t, w.Service.SaveComplaintDraft(t.Context(), w.acts.Norrvik, draft, whole))
		step := "/holder/file/" + draft
		elin := w.As("elin")
		elin.Open(step+"/statements").Sees("Through this portal", "It is so unless you choose otherwise.").Press("Save and continue").Status(200)
		private := func(what string) {
			t.Helper()
			seen := seenIn(t, elin.Open(step+"/send").Status(200))
			if strings.Contains(seen, "ip@norrvik.example") || !strings.Contains(seen, "Contact through this portal") {
				t.Errorf("%s: %s", what, seen)
			}
		}
		private("nothing was chosen")
		choose(t, w.Site, "elin", step+"/statements", false)
		if seen := seenIn(t, elin.Open(step+"/send").Status(200)); !strings.Contains(seen, "ip@norrvik.example") {
			t.Errorf("the own contact was chosen: %s", seen)
		}
		d, err := w.Service.ComplaintDraft(t.Context(), w.acts.Norrvik, draft)
		well(t, err)
		elin.Send(step+"/statements", url.Values{
			"do": {"next"}, "signature": {d.Signature}, "ticked": d.Ticked, "contact-record": {"nonsense"},
			"contact-name": {d.Contact.Name}, "contact-address": {d.Contact.Address}, "contact-phone": {d.Contact.Phone}, "contact-email": {"ip@norrvik.example"},
		})
		after, err := w.Service.ComplaintDraft(t.Context(), w.acts.Norrvik, draft)
		well(t, err)
		if !after.Contact.Relay {
			t.Error("a form without a choice gives the own contact away")
		}

		// The seller likewise.
		filed, err := w.Service.FileComplaint(t.Context(), w.acts.Norrvik, draft)
		well(t, err)
		number := w.acts.CasesOf(filed.ID)[w.acts.Haiyun.OrgID]
		w.rule(w.acts.Rita, number, ipcase.MoveAccept)
		w.Work()
		if seen := seenIn(t, w.As("lin").Open("/seller/cases/"+number+"/complainant").Status(200)); strings.Contains(seen, "ip@norrvik.example") {
			t.Errorf("the seller sees %s", seen)
		}
		id, err := w.Service.StartCounter(t.Context(), w.acts.Haiyun, number, nil)
		well(t, err)
		k, err := w.Service.CounterDraft(t.Context(), w.acts.Haiyun, id)
		well(t, err)
		if !k.Contact.Relay {
			t.Error("a new counter-notification begins with the own contact")
		}
	})
}
