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
