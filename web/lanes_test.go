package web_test

import (
	"net/url"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// retitle is a seller's change on the marketplace.
func retitle(t *testing.T, site *webtest.Site, ref, title string) {
	t.Helper()
	res := site.DB.Gorm.Exec("UPDATE catalogue_listings SET title = ? WHERE ref = ?", title, ref)
	if res.Error != nil || res.RowsAffected != 1 {
		t.Fatalf("retitle %s: %v, %d rows", ref, res.Error, res.RowsAffected)
	}
}

// A seller changes a listing in place of deleting it, as people see it: what is
// unchanged cannot be proposed; the holder sees the difference and says yes to one
// and no to the other; the rest of the seller's time runs on.
func TestLaneOfAFix(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		number := w.filed(ipcase.Trademark, "QL-1001", "QL-1002")
		lin, elin := w.As("lin"), w.As("elin")
		lin.Open("/seller/cases/" + number).Sees("If you have changed the listing").Press("Propose a fix").Sees("Nothing has changed yet")
		form := url.Values{"form": {ipcase.NewID()}, "items": {"1", "2"}, "version-1": {"2"}, "version-2": {"2"}, "words": {"The name is out of both titles."}, "lang": {"en"}}
		lin.Send("/seller/cases/"+number+"/fix", form).Status(422).Sees("Nothing has changed in listing QL-1001")
		retitle(t, w.Site, "QL-1001", "Plain headlamp")
		retitle(t, w.Site, "QL-1002", "Plain strap")
		lin.Open("/seller/cases/" + number + "/fix").Press("Propose this fix").Status(422)
		saysWhatIsWrong(t, lin, "words")
		lin.Fill("What have you changed?", "The name is out of both titles.").Press("Propose this fix").Status(200).Sees("The fix is proposed.", "looks at your fix")
		w.stands(number, ipcase.FixProposed, ipcase.FixProposed)
		lin.Press("See what you proposed").Sees("[added: Plain] headlamp", "The name is out of both titles.", "counts as accepted")
		w.Work()

		elin.Open("/holder/cases/"+number).Sees("Your turn – the seller says that it has fixed 2 listings", "If you do nothing").Press("Look at the fix")
		elin.Sees("[added: Plain] headlamp", "The name is out of both titles.").Press("Send the answer").Status(422)
		saysWhatIsWrong(t, elin, "kind")
		elin.Choose("No, something is still wrong").Press("Send the answer").Status(422)
		saysWhatIsWrong(t, elin, "words")
		stale := url.Values{"items": {"1"}, "version-1": {"2"}, "kind": {"accept"}}
		elin.Send("/holder/cases/"+number+"/fix", stale).Status(409).Sees("has moved on since you looked at it")
		yes := url.Values{"items": {"1"}, "version-1": {"3"}, "kind": {"accept"}}
		for range 2 { // pressed twice, the same answer
			elin.Send("/holder/cases/"+number+"/fix", yes).Status(200).Sees("The fix is accepted.")
		}
		w.stands(number, ipcase.Fixed, ipcase.FixProposed)
		elin.Open("/holder/cases/"+number+"/fix").Choose("No, something is still wrong").
			Fill("What is still wrong with the listings?", "The name is still in the second picture.").Press("Send the answer").Status(200)
		w.stands(number, ipcase.Fixed, ipcase.AwaitingSeller)
		if n := w.events(number, ipcase.EventFixAccepted); n != 1 {
			t.Errorf("%d acceptances, and not 1", n)
		}
		w.Work()
		lin.Open("/seller/cases/"+number+"/fix").Sees("The name is still in the second picture.", "Which listings have you changed?")
		w.As("wang").Open("/seller/cases/" + number + "/fix").Status(404)
	})
}

// A reviewer may answer in the holder's place, and nobody's answer is a yes.
func TestLaneOfAFixByReviewerAndSilence(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		number := w.filed(ipcase.Trademark, "QL-1001", "QL-1002")
		retitle(t, w.Site, "QL-1001", "Plain headlamp")
		retitle(t, w.Site, "QL-1002", "Plain strap")
		w.As("lin").Open("/seller/cases/"+number+"/fix").Fill("What have you changed?", "The name is out of both titles.").Press("Propose this fix")
		w.Work()
		ada := w.As("ada")
		ada.Open("/review/cases/" + number).Press("Answer the fix").Untick("QL-1002").Choose("Yes, it is enough").Press("Send the answer").Status(200)
		w.stands(number, ipcase.Fixed, ipcase.FixProposed)
		w.Clock.Advance(8 * 24 * time.Hour)
		w.Work()
		w.stands(number, ipcase.Fixed, ipcase.Fixed)
		w.As("lin").Open("/seller/cases/"+number).Sees("The fix of QL-1002 counts as accepted", "Fixed, listing kept")
		if err := w.Service.Verify(t.Context(), func(_, _ int64) {}); err != nil {
			t.Fatal(err)
		}
	})
}

// Both sides find terms: offered, declined, offered again from the same terms,
// accepted. No clock stops and nothing is booked.
func TestLaneOfASettlement(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		number := w.filed(ipcase.Trademark, "QL-1001", "QL-1002")
		lin, elin, path := w.As("lin"), w.As("elin"), "/cases/"+number+"/settlement"
		lin.Open("/seller/cases/" + number).Press("Offer to settle").Press("Send the offer").Status(422)
		saysWhatIsWrong(t, lin, "words")
		lin.Fill("Sell-off until", "2020-01-01").Press("Send the offer").Status(422)
		saysWhatIsWrong(t, lin, "sell_off_on")
		day := w.Clock.Now().AddDate(0, 1, 0).Format(time.DateOnly)
		lin.Fill("Sell-off until", day).Fill("Licence", "“Fits N2” in the description.").Press("Send the offer").Status(200).Sees("Waiting for an answer", "Take the offer back")
		again := url.Values{"form": {ipcase.NewID()}, "do": {"offer"}, "items": {"1"}, "version-1": {"2"}, "words": {"Another."}}
		lin.Send("/seller"+path, again).Status(409).Sees("An offer is on the table in this case already")
		elin.Open("/holder/cases/" + number).Press("Read the offer and answer").Sees("“Fits N2” in the description.")
		elin.Fill("Your words to the other side", "A month is too long.").Press("Decline the offer").Status(200).Sees("You declined the offer", "A month is too long.")
		w.As("ada").Open("/review/cases/"+number).Sees("Declined").SeesNot("“Fits N2” in the description.", "A month is too long.")
		elin.Press("Make an offer that begins from these terms").Sees("It begins from the terms of the offer")
		elin.Fill("Sell-off until", w.Clock.Now().AddDate(0, 0, 10).Format(time.DateOnly)).Untick("QL-1002").Press("Send the offer").Status(200)
		lin.Open("/seller" + path)
		v, err := w.Service.ReadSellerCase(t.Context(), w.acts.Haiyun, number)
		no(t, err)
		accept := url.Values{"do": {"accept"}, "offer": {v.OpenOffer().PublicID}, "items": {"1"}, "version-1": {"1"}}
		lin.Send("/seller"+path, accept).Status(409).Sees("has moved on since you looked at it")
		accept.Set("version-1", "2")
		for range 2 { // pressed twice, the same answer
			lin.Send("/seller"+path, accept).Status(200).Sees("You accepted the offer.")
		}
		w.stands(number, ipcase.Withdrawn, ipcase.AwaitingSeller)
		if n := w.events(number, ipcase.EventSettled); n != 1 {
			t.Errorf("%d settlements, and not 1", n)
		}
		w.As("ada").Open("/review/cases/"+number).Sees("Accepted", "“Fits N2” in the description.")
		elin.Open("/holder"+path).Sees("What was agreed", "Declined")
		w.As("wang").Open("/seller" + path).Status(404)
		w.As("vera").Send("/seller"+path, accept).Status(403)
		w.Work()
		no(t, w.Service.Verify(t.Context(), func(_, _ int64) {}))
	})
}

// A holder takes back a complaint about some listings of several sellers: by a
// list whose every line says what it names, and by ticking.
func TestLaneOfRetractionByList(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		number := w.filed(ipcase.Trademark, "QL-1001", "QL-1002", "QL-1003", "QL-2001")
		v, err := w.Service.ReadSellerCase(t.Context(), w.acts.Haiyun, number)
		no(t, err)
		complaint := v.Complaint.Number
		path, elin := "/holder/complaints/"+complaint+"/retract-listings", w.As("elin")
		elin.Open("/holder/complaints/" + complaint).Press("Retract listings").At(path).Press("Look up this list").Status(422)
		saysWhatIsWrong(t, elin, "lines")
		elin.Fill("Listing addresses or IDs", v.Items[0].Snapshot.URL+"\nQL-2001\nQL-1001\nQL-9999").Press("Look up this list").Status(200)
		elin.Sees("2 of 4 lines can be retracted", "The same listing as line 1", "This complaint names no such listing", "Line 4")
		w.stands(number, ipcase.AwaitingSeller, ipcase.AwaitingSeller, ipcase.AwaitingSeller)
		elin.Press("Retract the ticked listings").Status(200).At("/holder/complaints/" + complaint).Sees("The complaint about 2 listings is retracted.")
		w.stands(number, ipcase.Withdrawn, ipcase.AwaitingSeller, ipcase.AwaitingSeller)
		elin.Open(path).Press("Retract the ticked listings").Status(422)
		saysWhatIsWrong(t, elin, "items")
		stale := url.Values{"do": {"retract"}, "items": {number + "/2"}, "version-" + number + "/2": {"1"}}
		elin.Send(path, stale).Status(409).Sees("has moved on since you looked at it")
		stale.Set("version-"+number+"/2", "2")
		for range 2 { // pressed twice, the same answer
			elin.Send(path, stale).Status(200).Sees("The complaint about 1 listing is retracted.")
		}
		if n := w.events(number, ipcase.EventWithdrawn); n != 2 {
			t.Errorf("%d withdrawals, and not 2", n)
		}
		w.As("zhao").Open(path).Status(404)
		w.As("zhao").Send(path, stale).Status(404)
		w.As("anders").Open(path).Status(403)
	})
}

// Who names a listing again reads before sending that it joins the open complaint,
// and who names one that is down already is told so: neither is filed twice.
func TestFilingAboutWhatIsOpenOrDown(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		right := w.acts.Right(ipcase.Trademark)
		first, cases := w.acts.File(right, "QL-1001", "QL-1003")
		number := cases[w.acts.Haiyun.OrgID]
		w.rule(w.acts.Rita, number, ipcase.MoveAccept)
		w.Work()
		items := w.acts.All(number)
		no(t, w.Service.DeleteListings(t.Context(), w.acts.Haiyun, ipcase.DeleteListings{Case: number, Items: items[1:]}))
		w.Work()
		elin := w.As("elin")
		elin.Open("/holder/file?right="+right).Press("Save and continue").Fill("Listing addresses or IDs, one on each line", "QL-1003").
			Press("Look up these listings").Sees("The listing is not online any more.", "None of the lines leads to a listing that can be complained of.")
		elin.Open("/holder/file?right="+right).Press("Save and continue").Fill("Listing addresses or IDs, one on each line", "QL-1001\nQL-1002\nQL-1003").
			Press("Look up these listings").Sees("this one joins your complaint and is noted in its case", first.Number, "The listing is not online any more.")
		// What is down only when it is sent is refused in words, and nothing is filed.
		draft := w.acts.DraftOf(w.acts.Norrvik, right, "QL-1004")
		no(t, db.Gorm.Exec("UPDATE catalogue_listings SET visibility = 'removed' WHERE ref = 'QL-1004'").Error)
		if _, err := w.Service.FileComplaint(t.Context(), w.acts.Norrvik, draft); ipcase.KindOf(err) != ipcase.Invalid {
			t.Errorf("a complaint about a listing that is down: %v", err)
		}
		joining := w.acts.DraftOf(w.acts.Norrvik, right, "QL-1001", "QL-1002")
		_, err := w.Service.FileComplaint(t.Context(), w.acts.Norrvik, joining)
		no(t, err)
		if n := w.events(number, ipcase.EventJoined); n != 1 {
			t.Errorf("%d times joined, and not once", n)
		}
		elin.Open("/holder/cases/" + number).Sees("named QL-1001 again in complaint")
	})
}
