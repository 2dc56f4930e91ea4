package ipcase_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// told is a case of Haiyun's that a reviewer has accepted and mail has delivered.
func told(t *testing.T, w *ipcasetest.World, refs ...string) string {
	t.Helper()
	_, cases := w.File(w.Right(ipcase.Trademark), refs...)
	number := cases[w.Haiyun.OrgID]
	if err := w.Rule(w.Rita, number, ipcase.MoveAccept); err != nil {
		t.Fatal(err)
	}
	w.Work()
	return number
}

func propose(t *testing.T, w *ipcasetest.World, number string) error {
	t.Helper()
	return w.ProposeFix(t.Context(), w.Haiyun, ipcase.ProposeFix{
		FormID: ipcase.NewID(), Case: number, Items: w.All(number), Words: "The brand is no longer in the title.", Lang: "en",
	})
}

func wantStates(t *testing.T, w *ipcasetest.World, number string, want ...ipcase.State) {
	t.Helper()
	got := w.States(number)
	if len(got) != len(want) {
		t.Fatalf("states %v, want %v", got, want)
	}
	for n := range want {
		if got[n] != want[n] {
			t.Fatalf("states %v, want %v", got, want)
		}
	}
}

func TestFixIsAcceptedByAnswerAndBySilence(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		number := told(t, w, "H1", "H2")
		if err := propose(t, w, number); ipcase.KindOf(err) != ipcase.Invalid || !strings.Contains(errText(err), "Nothing has changed") {
			t.Fatalf("a fix that changes nothing: %v", err)
		}
		w.Retitle("H1", "Headlamp, 1200 lm")
		w.Retitle("H2", "Other headlamp, 1200 lm")
		if err := propose(t, w, number); err != nil {
			t.Fatal(err)
		}
		wantStates(t, w, number, ipcase.FixProposed, ipcase.FixProposed)
		v, err := w.ReadFixes(t.Context(), w.Norrvik, number)
		if err != nil {
			t.Fatal(err)
		}
		if len(v.Lines) != 2 || len(v.Lines[0].Changes) != 2 || v.Lines[0].Changes[0].After != "Headlamp, 1200 lm" || !v.Lines[0].NowKnown || len(v.Lines[0].Since) != 0 {
			t.Fatalf("the difference: %+v", v.Lines)
		}
		w.Retitle("H1", "Headlamp by NORRVIK")
		if v, err = w.ReadFixes(t.Context(), w.Norrvik, number); err != nil || len(v.Lines[0].Since) == 0 {
			t.Fatalf("a later change is not said: %v %+v", err, v.Lines[0].Since)
		}
		one := w.All(number)[:1]
		if err := w.AnswerFix(t.Context(), w.Norrvik, ipcase.AnswerFix{Case: number, Items: one, Kind: ipcase.FixAccepted}); err != nil {
			t.Fatal(err)
		}
		if err := w.AnswerFix(t.Context(), w.Norrvik, ipcase.AnswerFix{Case: number, Items: one, Kind: ipcase.FixAccepted}); err != nil {
			t.Fatalf("the second press: %v", err)
		}
		wantStates(t, w, number, ipcase.Fixed, ipcase.FixProposed)
		if err := w.AnswerFix(t.Context(), w.Other, ipcase.AnswerFix{Case: number, Items: w.All(number)[1:], Kind: ipcase.FixAccepted}); ipcase.KindOf(err) != ipcase.NotFound {
			t.Fatalf("another holder: %v", err)
		}
		w.Clock.Advance(8 * 24 * time.Hour)
		w.Work()
		wantStates(t, w, number, ipcase.Fixed, ipcase.Fixed)
		if !w.Visible("H1") || !w.Visible("H2") {
			t.Fatal("a fixed listing was taken down")
		}
		if err := w.Verify(t.Context(), func(_, _ int64) {}); err != nil {
			t.Fatal(err)
		}
	})
}

func TestRefusedFixRunsTheRestOfTheClock(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		number := told(t, w, "H1") // Monday 10:00 in Shanghai: until Thursday 24:00
		due := *w.Items(number)[0].DueAt
		w.Clock.Advance(48 * time.Hour) // Wednesday 10:00
		w.Retitle("H1", "Headlamp, 1200 lm")
		if err := propose(t, w, number); err != nil {
			t.Fatal(err)
		}
		w.Work()
		w.Clock.Advance(48 * time.Hour) // Friday 10:00
		err := w.AnswerFix(t.Context(), w.Norrvik, ipcase.AnswerFix{Case: number, Items: w.All(number), Kind: ipcase.FixRefused})
		if ipcase.KindOf(err) != ipcase.Invalid {
			t.Fatalf("a no without a word: %v", err)
		}
		err = w.AnswerFix(t.Context(), w.Norrvik, ipcase.AnswerFix{Case: number, Items: w.All(number), Kind: ipcase.FixRefused, Words: "The mark is still in the picture."})
		if err != nil {
			t.Fatal(err)
		}
		if i := w.Items(number)[0]; i.State != ipcase.AwaitingSeller || i.DueAt != nil {
			t.Fatalf("the rest runs before the refusal is delivered: %+v", i)
		}
		w.Work()
		// Tuesday was counted; Wednesday to Friday it stood still; two days are left.
		want := due.Add(5 * 24 * time.Hour)
		if i := w.Items(number)[0]; i.DueAt == nil || !i.DueAt.Equal(want) {
			t.Fatalf("the rest ends at %v, want %v", i.DueAt, want)
		}
		v, err := w.ReadSellerCase(t.Context(), w.Haiyun, number)
		if err != nil || v.Items[0].Clock == nil || len(v.Items[0].Clock.Steps) != 8 {
			t.Fatalf("the computation: %v %+v", err, v.Items[0].Clock)
		}
		// A fix can be proposed once more, and then no more.
		if err := propose(t, w, number); err != nil {
			t.Fatal(err)
		}
		err = w.AnswerFix(t.Context(), w.Rita, ipcase.AnswerFix{Case: number, Items: w.All(number), Kind: ipcase.FixRefused, Words: "It still is."})
		if err != nil {
			t.Fatal(err)
		}
		w.Work()
		if err := propose(t, w, number); ipcase.KindOf(err) != ipcase.Refused {
			t.Fatalf("a third fix: %v", err)
		}
		if err := w.Verify(t.Context(), func(_, _ int64) {}); err != nil {
			t.Fatal(err)
		}
	})
}

func TestReviewerAnswersAFixAndSellerDeletesAnother(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		number := told(t, w, "H1", "H2")
		w.Retitle("H1", "Headlamp")
		w.Retitle("H2", "Other headlamp")
		if err := propose(t, w, number); err != nil {
			t.Fatal(err)
		}
		items := w.All(number)
		if err := w.AnswerFix(t.Context(), w.Rita, ipcase.AnswerFix{Case: number, Items: items[:1], Kind: ipcase.FixAccepted}); err != nil {
			t.Fatal(err)
		}
		if err := w.DeleteListings(t.Context(), w.Haiyun, ipcase.DeleteListings{Case: number, Items: items[1:]}); err != nil {
			t.Fatal(err)
		}
		wantStates(t, w, number, ipcase.Fixed, ipcase.DeletedBySeller)
	})
}

func winners(errs []error) int {
	n := 0
	for _, err := range errs {
		if err == nil {
			n++
		}
	}
	return n
}

func TestFixAgainstTheClock(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		number := told(t, w, "H1")
		w.Retitle("H1", "Headlamp")
		w.Clock.Set(*w.Items(number)[0].DueAt)
		errs := race(func() error { return propose(t, w, number) }, func() error { _, err := w.PassDeadlines(t.Context(), 10); return err })
		if errs[1] != nil || errs[0] == nil {
			t.Fatalf("at the instant the window is over: %v", errs)
		}
		wantStates(t, w, number, ipcase.Removed)
	})
}

func TestFixAnsweredAndDeletedAtOnce(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		number := told(t, w, "H1")
		w.Retitle("H1", "Headlamp")
		if err := propose(t, w, number); err != nil {
			t.Fatal(err)
		}
		items := w.All(number)
		errs := race(
			func() error {
				return w.AnswerFix(t.Context(), w.Norrvik, ipcase.AnswerFix{Case: number, Items: items, Kind: ipcase.FixAccepted})
			},
			func() error {
				return w.DeleteListings(t.Context(), w.Haiyun, ipcase.DeleteListings{Case: number, Items: items})
			},
			func() error {
				_, err := w.Retract(t.Context(), w.Norrvik, ipcase.Retract{Case: number, Items: items})
				return err
			},
		)
		if winners(errs) != 1 {
			t.Fatalf("one of three wins: %v", errs)
		}
		if err := w.Verify(t.Context(), func(_, _ int64) {}); err != nil {
			t.Fatal(err)
		}
	})
}

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

func TestListedRetractionCrossesSellers(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		c, cases := w.File(w.Right(ipcase.Trademark), "H1", "H2", "T1")
		lines, err := w.CheckRetraction(t.Context(), w.Norrvik, c.Number, []string{"H1", w.Site.BaseURL + "/T1", "H1", "H9", "nonsense"})
		if err != nil {
			t.Fatal(err)
		}
		want := []ipcase.RetractLineStatus{ipcase.RetractFound, ipcase.RetractFound, ipcase.RetractDuplicate, ipcase.RetractUnknown, ipcase.RetractUnknown}
		var chosen []ipcase.ChosenOf
		for n, l := range lines {
			if l.Status != want[n] {
				t.Errorf("line %d is %s, want %s", n+1, l.Status, want[n])
			}
			if l.Status == ipcase.RetractFound {
				chosen = append(chosen, ipcase.ChosenOf{Case: l.Case, Items: []ipcase.Chosen{{Position: l.Item.Position, Version: l.Item.Version}}})
			}
		}
		if _, err := w.RetractListed(t.Context(), w.Other, c.Number, chosen); ipcase.KindOf(err) != ipcase.NotFound {
			t.Fatalf("another holder: %v", err)
		}
		press := func() error { _, err := w.RetractListed(t.Context(), w.Norrvik, c.Number, chosen); return err }
		if errs := race(press, press); errs[0] != nil || errs[1] != nil {
			t.Fatalf("twice at once: %v", errs)
		}
		wantStates(t, w, cases[w.Haiyun.OrgID], ipcase.Withdrawn, ipcase.Intake)
		wantStates(t, w, cases[w.Tianrui.OrgID], ipcase.Withdrawn)
		if lines, err = w.CheckRetraction(t.Context(), w.Norrvik, c.Number, []string{"T1"}); err != nil || lines[0].Status != ipcase.RetractEnded {
			t.Fatalf("an ended one: %v %+v", err, lines)
		}
		if err := w.Verify(t.Context(), func(_, _ int64) {}); err != nil {
			t.Fatal(err)
		}
	})
}

func TestSameFilingTwiceAtOnceJoins(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		right := w.Right(ipcase.Trademark)
		one, two := w.Draft(right, "H1", "T1"), w.Draft(right, "H1", "T1")
		errs := race(
			func() error { _, err := w.FileComplaint(t.Context(), w.Norrvik, one); return err },
			func() error { _, err := w.FileComplaint(t.Context(), w.Norrvik, two); return err },
		)
		if winners(errs) != 1 {
			t.Fatalf("filed twice: %v", errs)
		}
		for _, err := range errs {
			if err != nil && (ipcase.KindOf(err) != ipcase.Invalid || !strings.Contains(errText(err), "Nothing is filed twice")) {
				t.Fatalf("the second is told %q", errText(err))
			}
		}
		var items int64
		w.DB.Gorm.Model(&ipcase.Item{}).Count(&items)
		if items != 2 {
			t.Fatalf("%d items of 2 listings", items)
		}
		// A filing with something new joins what is open, and files the rest.
		c, _ := w.File(right, "H1", "H2")
		var joined, cases int64
		w.DB.Gorm.Table("joined_lines").Where("complaint_id = ?", c.ID).Count(&joined)
		w.DB.Gorm.Table("items").Joins("JOIN cases ON cases.id = items.case_id").Where("cases.complaint_id = ?", c.ID).Count(&cases)
		if joined != 1 || cases != 1 {
			t.Fatalf("%d joined, %d filed; want 1 and 1", joined, cases)
		}
		if err := w.Verify(t.Context(), func(_, _ int64) {}); err != nil {
			t.Fatal(err)
		}
	})
}

// errText is every sentence of a refusal.
func errText(err error) string {
	var e *ipcase.Error
	if !errors.As(err, &e) {
		return err.Error()
	}
	all := e.Msg
	for _, f := range e.Fields {
		all += " " + f.Msg
	}
	return all
}

func TestRefilingNeedsSomethingNew(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		right := w.Right(ipcase.Trademark)
		first, cases := w.File(right, "H1")
		if err := w.Rule(w.Rita, cases[w.Haiyun.OrgID], ipcase.MoveRefuse); err != nil {
			t.Fatal(err)
		}
		again := func(edit func(*ipcase.ComplaintDraft), file string) (ipcase.Complaint, error) {
			id := w.Draft(right, "H1")
			d, err := w.ComplaintDraft(t.Context(), w.Norrvik, id)
			if err != nil {
				t.Fatal(err)
			}
			d.Again = []string{"H1"}
			edit(&d)
			if err := w.SaveComplaintDraft(t.Context(), w.Norrvik, id, d); err != nil {
				t.Fatal(err)
			}
			if file != "" {
				w.Text(w.Norrvik, id, file)
			}
			return w.FileComplaint(t.Context(), w.Norrvik, id)
		}
		_, err := again(func(*ipcase.ComplaintDraft) {}, "") // the same file as before
		var e *ipcase.Error
		if !errors.As(err, &e) || len(e.Fields) != 1 || e.Fields[0].Field != "again_reason" || len(e.Fields[0].Args) != 2 || e.Fields[0].Args[1] != first.Number {
			t.Fatalf("the same again: %+v", err)
		}
		second, err := again(func(*ipcase.ComplaintDraft) {}, "A test purchase of last week")
		if err != nil {
			t.Fatal(err)
		}
		if n, err := w.Retract(t.Context(), w.Norrvik, ipcase.Retract{Complaint: second.Number, Whole: true}); err != nil || n != 1 {
			t.Fatal(n, err)
		}
		if _, err := again(func(*ipcase.ComplaintDraft) {}, "A test purchase of last week"); ipcase.KindOf(err) != ipcase.Invalid {
			t.Fatalf("withdrawn, and the same again: %v", err)
		}
		if _, err := again(func(d *ipcase.ComplaintDraft) { d.AgainReason = "It was withdrawn by mistake." }, ""); err != nil {
			t.Fatal(err)
		}
		if err := w.Verify(t.Context(), func(_, _ int64) {}); err != nil {
			t.Fatal(err)
		}
	})
}

func TestDifferenceOfTexts(t *testing.T) {
	for _, c := range []struct{ before, after, want string }{
		{"a b c", "a x c", "=a |-b|+x|= c"},
		{"", "new", "+new"},
		{"头灯 诺维克", "头灯", "=头灯|- 诺维克"},
		{"same", "same", "=same"},
	} {
		var got []string
		for _, run := range ipcase.DiffWords(c.before, c.after) {
			got = append(got, map[ipcase.DiffKind]string{ipcase.DiffSame: "=", ipcase.DiffGone: "-", ipcase.DiffCome: "+"}[run.Kind]+run.Text)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%q → %q: %s, want %s", c.before, c.after, strings.Join(got, "|"), c.want)
		}
	}
}
