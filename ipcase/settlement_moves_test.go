package ipcase_test

import (
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

func offer(w *ipcasetest.World, a ipcase.Actor, number string) ipcase.OfferSettlement {
	return ipcase.OfferSettlement{FormID: ipcase.NewID(), Case: number, Items: w.All(number), SellOffOn: "2026-07-31", Licence: "No licence.", Words: "Sell what is left.", Lang: a.Lang}
}

func TestSettlementIsWithoutPrejudiceAndEndsTheComplaint(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		number := told(t, w, "H1", "H2")
		due := w.Items(number)[0].DueAt
		in := offer(w, w.Haiyun, number)
		for range 2 {
			if err := w.OfferSettlement(t.Context(), w.Haiyun, in); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.OfferSettlement(t.Context(), w.Norrvik, offer(w, w.Norrvik, number)); ipcase.KindOf(err) != ipcase.Refused {
			t.Fatalf("a second offer: %v", err)
		}
		if i := w.Items(number)[0]; i.DueAt == nil || !i.DueAt.Equal(*due) {
			t.Fatal("a clock stopped while they talk")
		}
		mine, err := w.ReadHolderCase(t.Context(), w.Norrvik, number)
		if err != nil || len(mine.Offers) != 1 || mine.Offers[0].Words != "Sell what is left." {
			t.Fatalf("the other side: %v %+v", err, mine.Offers)
		}
		theirs, err := w.ReadReviewCase(t.Context(), w.Rita, number)
		if err != nil || len(theirs.Offers) != 1 || theirs.Offers[0].Words+theirs.Offers[0].Licence+theirs.Offers[0].SellOffOn != "" {
			t.Fatalf("the reviewer reads the offer before it is accepted: %v %+v", err, theirs.Offers)
		}
		answer := ipcase.AnswerSettlement{Case: number, Offer: mine.Offers[0].PublicID, Items: w.All(number), Do: ipcase.AcceptOffer, Words: "Agreed."}
		if err := w.AnswerSettlement(t.Context(), w.Haiyun, answer); ipcase.KindOf(err) != ipcase.Refused {
			t.Fatalf("one's own offer: %v", err)
		}
		if err := w.AnswerSettlement(t.Context(), w.Tianrui, answer); ipcase.KindOf(err) != ipcase.NotFound {
			t.Fatalf("another seller: %v", err)
		}
		for range 2 {
			if err := w.AnswerSettlement(t.Context(), w.Norrvik, answer); err != nil {
				t.Fatal(err)
			}
		}
		wantStates(t, w, number, ipcase.Withdrawn, ipcase.Withdrawn)
		if theirs, err = w.ReadReviewCase(t.Context(), w.Rita, number); err != nil || theirs.Offers[0].SellOffOn != "2026-07-31" {
			t.Fatalf("accepted terms: %v %+v", err, theirs.Offers)
		}
		w.Work()
		count := func() (n int64) {
			w.DB.Gorm.Model(&ipcase.Message{}).Where("kind = ?", ipcase.MsgSellOff).Count(&n)
			return n
		}
		if count() != 0 {
			t.Fatal("reminded at once")
		}
		w.Clock.Set(time.Date(2026, 7, 28, 2, 0, 0, 0, time.UTC))
		w.Work()
		w.Work()
		if n := count(); n != 2 {
			t.Fatalf("%d reminders, want one to each side", n)
		}
		if err := w.Verify(t.Context(), func(_, _ int64) {}); err != nil {
			t.Fatal(err)
		}
	})
}

func TestOfferIsAnsweredOnce(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		number := told(t, w, "H1")
		errs := race(
			func() error { return w.OfferSettlement(t.Context(), w.Haiyun, offer(w, w.Haiyun, number)) },
			func() error { return w.OfferSettlement(t.Context(), w.Norrvik, offer(w, w.Norrvik, number)) },
		)
		if winners(errs) != 1 {
			t.Fatalf("one offer at a time: %v", errs)
		}
		v, err := w.ReadHolderCase(t.Context(), w.Norrvik, number)
		if err != nil {
			t.Fatal(err)
		}
		o := v.Offers[0]
		by, other := w.Haiyun, w.Norrvik
		if o.Party == ipcase.PartyHolder {
			by, other = other, by
		}
		answer := func(a ipcase.Actor, do ipcase.OfferAnswer) func() error {
			in := ipcase.AnswerSettlement{Case: number, Offer: o.PublicID, Items: w.All(number), Do: do}
			return func() error { return w.AnswerSettlement(t.Context(), a, in) }
		}
		errs = race(answer(other, ipcase.AcceptOffer), answer(by, ipcase.TakeBackOffer), answer(other, ipcase.DeclineOffer))
		if winners(errs) != 1 {
			t.Fatalf("one answer: %v", errs)
		}
		errs = race(answer(other, ipcase.AcceptOffer), answer(other, ipcase.AcceptOffer))
		if errs[0] == nil != (errs[1] == nil) {
			t.Fatalf("the same press twice: %v", errs)
		}
		if err := w.Verify(t.Context(), func(_, _ int64) {}); err != nil {
			t.Fatal(err)
		}
	})
}
