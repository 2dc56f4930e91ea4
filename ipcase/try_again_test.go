package ipcase_test

import (
	"errors"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// giveUp has every delivery of a kind fail for good, and gives the last.
func giveUp(t *testing.T, w *ipcasetest.World, kind ipcase.DeliveryKind) ipcase.Delivery {
	t.Helper()
	list, err := w.ClaimDeliveries(t.Context(), 100, time.Minute, kind)
	no(t, err)
	if len(list) == 0 {
		t.Fatalf("nothing of %s waits", kind)
	}
	for _, d := range list {
		no(t, w.DeliveryGiveUp(t.Context(), d, errors.New("the other end is gone")))
	}
	return list[len(list)-1]
}

// acceptedCase is a case whose only listing is being taken down, and whose parties
// are being told.
func acceptedCase(t *testing.T, w *ipcasetest.World) string {
	t.Helper()
	_, cases := w.File(w.Right(ipcase.Trademark), "H1")
	number := cases[w.Haiyun.OrgID]
	no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
	return number
}

// What was given up can be tried again under the same key, once however often it is
// pressed, and the record says who wanted it (promise 7). What a later order has
// overtaken is not.
func TestDeliveryTriedAgain(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		ctx := t.Context()
		number, omar := acceptedCase(t, w), operator(t, w)
		no(t, w.DeleteListings(ctx, w.Haiyun, ipcase.DeleteListings{Case: number, Items: w.All(number)}))
		removal := giveUp(t, w, ipcase.DeliverRemove)
		for _, a := range []ipcase.Actor{w.Haiyun, w.Norrvik, w.Rita} {
			if err := w.TryDeliveryAgain(ctx, a, removal.ID); ipcase.KindOf(err) != ipcase.NotFound {
				t.Errorf("%s is answered %v", a.Name, err)
			}
			if _, err := w.TryFailingAgain(ctx, a); ipcase.KindOf(err) != ipcase.NotFound {
				t.Errorf("%s is answered %v", a.Name, err)
			}
		}
		if err := w.TryDeliveryAgain(ctx, omar, removal.ID+1000); ipcase.KindOf(err) != ipcase.NotFound {
			t.Errorf("what is not there is answered %v", err)
		}
		no(t, w.TryDeliveryAgain(ctx, omar, removal.ID))
		no(t, w.TryDeliveryAgain(ctx, omar, removal.ID))
		again, err := w.ClaimDeliveries(ctx, 100, time.Minute, ipcase.DeliverRemove)
		no(t, err)
		if len(again) != 1 || again[0].Key != removal.Key || again[0].Attempts != 1 {
			t.Fatalf("%+v is tried again as %+v", removal, again)
		}
		no(t, w.DeliveryDone(ctx, again[0], ""))
		told := 0
		v, err := w.ReadReviewCase(ctx, w.Rita, number)
		no(t, err)
		for _, e := range v.Timeline {
			if e.Kind == ipcase.EventOutsideAgain {
				told++
			}
		}
		if told != 1 {
			t.Errorf("the record tells %d times that it was tried again", told)
		}
		if err := w.TryDeliveryAgain(ctx, omar, removal.ID); ipcase.KindOf(err) != ipcase.Refused {
			t.Errorf("what is done is answered %v", err)
		}
		w.Work()
		var sent ipcase.Delivery
		no(t, db.Gorm.Where("kind = ? AND state = ?", ipcase.DeliverMail, ipcase.DeliveryDone).Order("id").First(&sent).Error)
		if err := w.TryDeliveryAgain(ctx, omar, sent.ID); ipcase.KindOf(err) != ipcase.Refused {
			t.Errorf("a mail that was sent is answered %v", err)
		}
	})
}

// After an outage everything that failed is tried at once instead of hours later.
func TestFailingTriedAgain(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		ctx := t.Context()
		acceptedCase(t, w)
		omar := operator(t, w)
		mails, err := w.ClaimDeliveries(ctx, 100, time.Minute, ipcase.DeliverMail)
		no(t, err)
		for _, d := range mails {
			no(t, w.DeliveryRetry(ctx, d, errors.New("451 try later")))
		}
		shown, err := w.ReadDeliveries(ctx, omar, 0)
		no(t, err)
		if len(mails) == 0 || len(shown.Failing) != len(mails) || shown.Failing[0].LastError != "451 try later" {
			t.Fatalf("%d failed, and the operator sees %+v", len(mails), shown.Failing)
		}
		if n, err := w.TryFailingAgain(ctx, omar); err != nil || n != len(mails) {
			t.Errorf("%d of %d are tried again, %v", n, len(mails), err)
		}
		if n, err := w.TryFailingAgain(ctx, omar); err != nil || n != 0 {
			t.Errorf("the second press has %d more tried, %v", n, err)
		}
		again, err := w.ClaimDeliveries(ctx, 100, time.Minute, ipcase.DeliverMail)
		no(t, err)
		if len(again) != len(mails) || again[0].Attempts != 2 {
			t.Errorf("%d of %d are due", len(again), len(mails))
		}
	})
}
