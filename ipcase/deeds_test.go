package ipcase_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// each runs a test in a world of its own on both databases, and checks at its end
// that every chain, state, snapshot and blob is what it should be (promises 1, 6).
func each(t *testing.T, run func(t *testing.T, w *ipcasetest.World)) {
	t.Helper()
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		run(t, w)
		if err := w.Verify(t.Context(), func(int64, int64) {}); err != nil {
			t.Errorf("verify: %v", err)
		}
	})
}

func no(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%+v", err)
	}
}

func refused(t *testing.T, err error, kind ipcase.Kind) {
	t.Helper()
	if ipcase.KindOf(err) != kind {
		t.Fatalf("want %s, got %v", kind, err)
	}
}

func states(t *testing.T, w *ipcasetest.World, number string, want ...ipcase.State) {
	t.Helper()
	if d := cmp.Diff(want, w.States(number)); d != "" {
		t.Fatalf("states of %s: %s", number, d)
	}
}

func TestFilingMakesACaseForEachSeller(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		c, cases := w.File(w.Right(ipcase.Trademark), "H1", "H2", "T1", "https://quaylane.example/item/T2 our name in the title")
		if len(cases) != 2 {
			t.Fatalf("want 2 cases, got %v", cases)
		}
		states(t, w, cases[w.Haiyun.OrgID], ipcase.Intake, ipcase.Intake)
		// Not yet accepted: for the seller it is not there (promise 5).
		_, err := w.ReadSellerCase(t.Context(), w.Haiyun, cases[w.Haiyun.OrgID])
		refused(t, err, ipcase.NotFound)
		v, err := w.ReadHolderCase(t.Context(), w.Norrvik, cases[w.Tianrui.OrgID])
		no(t, err)
		if v.Complaint.Number != c.Number || v.Items[1].Note != "our name in the title" || len(v.Items[0].Snapshot.Images) != 1 {
			t.Errorf("case as read: %+v", v)
		}
		_, err = w.ReadHolderCase(t.Context(), w.Other, cases[w.Tianrui.OrgID])
		refused(t, err, ipcase.NotFound)
	})
}

func TestPressingSendTwiceFilesOnce(t *testing.T) { // promise 4
	each(t, func(t *testing.T, w *ipcasetest.World) {
		draft := w.Draft(w.Right(ipcase.Trademark), "H1", "H2")
		type answer struct {
			number string
			err    error
		}
		answers := make(chan answer, 8)
		for range 8 {
			go func() {
				c, err := w.FileComplaint(t.Context(), w.Norrvik, draft)
				answers <- answer{c.Number, err}
			}()
		}
		first := <-answers
		no(t, first.err)
		for range 7 {
			a := <-answers
			if a != first {
				t.Errorf("one press answered %+v, another %+v", first, a)
			}
		}
		var n int64
		no(t, w.DB.Gorm.Model(&ipcase.Complaint{}).Count(&n).Error)
		if n != 1 {
			t.Errorf("%d complaints filed", n)
		}
	})
}

// accepted files and accepts a complaint about H1 and H2, with the notice
// delivered by mail.
func accepted(t *testing.T, w *ipcasetest.World) string {
	t.Helper()
	_, cases := w.File(w.Right(ipcase.Trademark), "H1", "H2")
	number := cases[w.Haiyun.OrgID]
	no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
	w.Work()
	states(t, w, number, ipcase.AwaitingSeller, ipcase.AwaitingSeller)
	return number
}

func TestSilenceOfTheSellerRemovesThenUpholds(t *testing.T) { // promise 3
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := accepted(t, w)
		due := *w.Items(number)[0].DueAt
		// Monday 8 June 2026, 3 business days: until Thursday 11 June 24:00 in Shanghai.
		if want := time.Date(2026, 6, 11, 16, 0, 0, 0, time.UTC); !due.Equal(want) {
			t.Fatalf("due %s, want %s", due, want)
		}
		w.Clock.Set(due.Add(-time.Microsecond))
		w.Work()
		states(t, w, number, ipcase.AwaitingSeller, ipcase.AwaitingSeller)
		w.Clock.Set(due)
		w.Work()
		states(t, w, number, ipcase.Removed, ipcase.Removed)
		if w.Visible("H1") || w.Visible("H2") {
			t.Error("the listings are still live")
		}
		i := w.Items(number)[0]
		// Seven business days from the first notice; 19 June 2026 is Dragon Boat Festival.
		if want := time.Date(2026, 6, 17, 16, 0, 0, 0, time.UTC); i.DueAt == nil || !i.DueAt.Equal(want) || i.AttemptsUsed != 1 {
			t.Fatalf("further window until %v with %d attempts used, want %s and 1", i.DueAt, i.AttemptsUsed, want)
		}
		w.Clock.Set(*i.DueAt)
		w.Work()
		states(t, w, number, ipcase.Upheld, ipcase.Upheld)
	})
}

func TestDeleteNowAndCounterInOneCase(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := accepted(t, w)
		all := w.All(number)
		press := ipcase.DeleteListings{Case: number, Items: all[:1]}
		no(t, w.DeleteListings(t.Context(), w.Haiyun, press))
		no(t, w.DeleteListings(t.Context(), w.Haiyun, press)) // the second press
		refused(t, w.DeleteListings(t.Context(), w.Tianrui, press), ipcase.NotFound)
		id, err := w.StartCounter(t.Context(), w.Haiyun, number, all[1:])
		no(t, err)
		_, err = w.FileCounter(t.Context(), w.Haiyun, id)
		refused(t, err, ipcase.Invalid)
		d, err := w.CounterDraft(t.Context(), w.Haiyun, w.CounterDraftFor(w.Haiyun, number))
		no(t, err)
		d.Items = all[1:]
		no(t, w.SaveCounterDraft(t.Context(), w.Haiyun, id, d))
		w.Text(w.Haiyun, id, "Our design papers")
		c, err := w.FileCounter(t.Context(), w.Haiyun, id)
		no(t, err)
		again, err := w.FileCounter(t.Context(), w.Haiyun, id)
		no(t, err)
		if c.PublicID == "" || again.PublicID != c.PublicID {
			t.Errorf("two presses gave %q and %q", c.PublicID, again.PublicID)
		}
		w.Work()
		states(t, w, number, ipcase.DeletedBySeller, ipcase.Countered)
		if w.Visible("H1") || !w.Visible("H2") {
			t.Error("H1 should be down and H2 live")
		}
		no(t, w.Answer2(number, all[1].Position, ipcase.AnswerContest))
		w.Work()
		states(t, w, number, ipcase.DeletedBySeller, ipcase.Contested)
	})
}

func TestContestedCounterIsDecidedAndAppealedToAnother(t *testing.T) { // promise 10
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := accepted(t, w)
		_, err := w.Counter(w.Haiyun, number)
		no(t, err)
		w.Work()
		no(t, w.Answer(number, ipcase.AnswerContest))
		no(t, w.Rule(w.Rita, number, ipcase.MoveUpholdCounter))
		w.Work()
		states(t, w, number, ipcase.Restored, ipcase.Restored)
		appeal := ipcase.AppealDecision{FormID: ipcase.NewID(), Case: number, Items: w.All(number), Explanation: "The name was overlooked."}
		refused(t, w.AppealDecision(t.Context(), w.Haiyun, appeal), ipcase.Refused)
		no(t, w.AppealDecision(t.Context(), w.Norrvik, appeal))
		refused(t, w.Rule(w.Rita, number, ipcase.MoveReverse), ipcase.Refused)
		no(t, w.Rule(w.Bo, number, ipcase.MoveReverse))
		w.Work()
		states(t, w, number, ipcase.Upheld, ipcase.Upheld)
		if w.Visible("H1") {
			t.Error("H1 should be down after the reversal")
		}
		appeal.Items = w.All(number)
		refused(t, w.AppealDecision(t.Context(), w.Norrvik, appeal), ipcase.Refused)
	})
}

func TestSilenceOfTheHolderRestores(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := accepted(t, w)
		w.Clock.Set(*w.Items(number)[0].DueAt)
		w.Work()
		states(t, w, number, ipcase.Removed, ipcase.Removed)
		_, err := w.Counter(w.Haiyun, number)
		no(t, err)
		w.Work()
		if w.Visible("H1") {
			t.Error("a counter-notification alone brings nothing back")
		}
		w.Clock.Set(*w.Items(number)[0].DueAt)
		w.Work()
		states(t, w, number, ipcase.Restored, ipcase.Restored)
		if !w.Visible("H1") {
			t.Error("H1 should be back")
		}
	})
}

// 17 U.S.C. 512(g)(2)(C): restored not less than 10, nor more than 14, business
// days after receipt of the counter-notification.
func TestDMCAPutBack(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		_, cases := w.File(w.Right(ipcase.Copyright), "HU1", "HU2")
		number := cases[w.Haiyun.OrgID]
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		w.Work()
		states(t, w, number, ipcase.Removed, ipcase.Removed)
		_, err := w.Counter(w.Haiyun, number)
		no(t, err)
		states(t, w, number, ipcase.StatutoryWait, ipcase.StatutoryWait)
		// Received on Sunday evening in New York, 7 June; ten business days, without
		// Juneteenth (19 June), end with Monday 22 June.
		ny, _ := time.LoadLocation("America/New_York")
		due := *w.Items(number)[0].DueAt
		if want := time.Date(2026, 6, 23, 0, 0, 0, 0, ny); !due.Equal(want) {
			t.Fatalf("put back at %s, want %s", due.In(ny), want)
		}
		one := ipcase.AnswerCounter{
			FormID: ipcase.NewID(), Case: number, Items: w.All(number)[:1], Kind: ipcase.AnswerCourt, Court: "S.D.N.Y.", CourtNumber: "1:26-cv-1",
		}
		refused(t, w.AnswerCounter(t.Context(), w.Norrvik, one), ipcase.Invalid) // without the document
		w.Text(w.Norrvik, one.FormID, "Complaint filed")
		no(t, w.AnswerCounter(t.Context(), w.Norrvik, one))
		w.Clock.Set(due)
		w.Work()
		states(t, w, number, ipcase.LegalHold, ipcase.Restored)
	})
}

func TestRetractingWholeComplaint(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		right := w.Right(ipcase.Trademark)
		c, cases := w.File(right, "H1", "T1")
		number := cases[w.Haiyun.OrgID]
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		w.Work()
		w.Clock.Set(*w.Items(number)[0].DueAt)
		w.Work()
		if w.Visible("H1") {
			t.Fatal("H1 should be down")
		}
		_, err := w.Retract(t.Context(), w.Other, ipcase.Retract{Complaint: c.Number, Whole: true})
		refused(t, err, ipcase.NotFound)
		n, err := w.Retract(t.Context(), w.Norrvik, ipcase.Retract{Complaint: c.Number, Whole: true})
		no(t, err)
		w.Work()
		states(t, w, number, ipcase.Withdrawn)
		states(t, w, cases[w.Tianrui.OrgID], ipcase.Withdrawn)
		if n != 2 || !w.Visible("H1") {
			t.Errorf("%d withdrawn, H1 visible %v", n, w.Visible("H1"))
		}
		_, err = w.ReadSellerCase(t.Context(), w.Tianrui, cases[w.Tianrui.OrgID])
		refused(t, err, ipcase.NotFound) // ended before acceptance
	})
}
