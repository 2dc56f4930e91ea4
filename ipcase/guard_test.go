package ipcase_test

import (
	"fmt"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

// guardedFrom lets an operator guard days.
func guardedFrom(t *testing.T, w *ipcasetest.World, from, until string) ipcase.Actor {
	t.Helper()
	ota := operator(t, w)
	in := ipcase.SetPeakDays{FormID: ipcase.NewID(), Name: "June sale", From: from, Until: until}
	refused(t, w.SetPeakDays(t.Context(), w.Rita, in), ipcase.NotFound)
	no(t, w.SetPeakDays(t.Context(), ota, in))
	no(t, w.SetPeakDays(t.Context(), ota, in)) // pressed again
	all, err := w.ReadPeakDays(t.Context(), ota)
	if err != nil || len(all) != 1 {
		t.Fatalf("%d times are guarded, %v", len(all), err)
	}
	return ota
}

func TestGuardedDaysAreChecked(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		ota := operator(t, w)
		for _, bad := range [][2]string{{"", ""}, {"2026-06-20", "2026-06-10"}, {"2026-05-01", "2026-05-20"}, {"2026-06-01", "2026-09-20"}, {"now", "later"}} {
			refused(t, w.SetPeakDays(t.Context(), ota, ipcase.SetPeakDays{FormID: ipcase.NewID(), Name: "June sale", From: bad[0], Until: bad[1]}), ipcase.Invalid)
		}
		refused(t, w.SetPeakDays(t.Context(), w.Haiyun, ipcase.SetPeakDays{}), ipcase.NotFound)
		refused(t, w.EndPeakDays(t.Context(), w.Bo, 1), ipcase.NotFound)
	})
}

// Whoever has hardly complained before needs two reviewers in guarded days, and the
// clock alone removes nothing of theirs.
func TestAFirstComplaintInGuardedDaysNeedsTwo(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		guardedFrom(t, w, "2026-06-08", "2026-06-18")
		_, cases := w.File(w.Right(ipcase.Trademark), "H1", "H2")
		number := cases[w.Haiyun.OrgID]
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		states(t, w, number, ipcase.Intake, ipcase.Intake)
		_, err := w.ReadSellerCase(t.Context(), w.Haiyun, number)
		refused(t, err, ipcase.NotFound) // the seller is not told by one
		refused(t, w.Rule(w.Rita, number, ipcase.MoveAccept), ipcase.Refused)
		no(t, w.Rule(w.Bo, number, ipcase.MoveAccept))
		w.Work()
		states(t, w, number, ipcase.AwaitingSeller, ipcase.AwaitingSeller)
		if n := len(w.Items(number)); n != 2 {
			t.Fatal(n)
		}
		w.Clock.Set(*w.Items(number)[0].DueAt)
		w.Work()
		states(t, w, number, ipcase.AwaitingSeller, ipcase.AwaitingSeller)
		if !w.Visible("H1") || !w.Items(number)[0].GuardBlocked {
			t.Fatal("the clock alone removed H1")
		}
		has(w, "while a reviewer looks", 0)
		all := w.Items(number)
		in := ipcase.DecideCase{Case: number, Facts: "The mark stands on it.", GroundKind: ipcase.GroundTerms, Reference: "§ 2", Explanation: "It is the mark.", Territory: "CN", Lang: "en"}
		for n, do := range []ipcase.Move{ipcase.MoveConfirmRemoval, ipcase.MoveLetGoOn} {
			in.Rulings = append(in.Rulings, ipcase.RulingInput{Position: all[n].Position, Version: all[n].Version, Do: do, Comment: "Looked at."})
		}
		_, err = w.Decide(t.Context(), w.Rita, in)
		no(t, err)
		w.Work()
		states(t, w, number, ipcase.Removed, ipcase.AwaitingSeller)
		has(w, "confirmed by a reviewer", 2)
		if got := w.Items(number); w.Visible("H1") || !w.Visible("H2") || got[0].AttemptsUsed != 1 || got[0].DueAt == nil || got[1].DueAt == nil || got[1].RightWaived {
			t.Errorf("%+v", got)
		}
	})
}

// Days that are over, and days that were ended, guard nothing.
func TestOtherDaysAreNotGuarded(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		ota := guardedFrom(t, w, "2026-06-08", "2026-06-09")
		all, err := w.ReadPeakDays(t.Context(), ota)
		no(t, err)
		no(t, w.EndPeakDays(t.Context(), ota, all[0].ID))
		no(t, w.EndPeakDays(t.Context(), ota, all[0].ID)) // pressed again
		accepted(t, w)
	})
}

// Twenty listings of one shop within three days are a surge, whoever complains: the
// shop's complaints of these days that nobody has accepted are guarded with it.
func TestASurgeOnOneShopIsGuarded(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		for n := range 3 { // no beginner
			_, cases := w.File(w.Right(ipcase.Trademark), fmt.Sprintf("T%d", n+1))
			no(t, w.Rule(w.Rita, cases[w.Tianrui.OrgID], ipcase.MoveAccept))
		}
		w.Work()
		guardedFrom(t, w, "2026-06-08", "2026-06-30")
		_, before := w.File(w.Right(ipcase.Trademark), "H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8", "H9")
		guarded := func(number string, want ipcase.GuardReason) {
			t.Helper()
			v, err := w.ReadReviewCase(t.Context(), w.Rita, number)
			no(t, err)
			if v.Case.Guard != want {
				t.Errorf("%s is guarded as %q, not %q", number, v.Case.Guard, want)
			}
		}
		guarded(before[w.Haiyun.OrgID], ipcase.GuardNone)
		w.Clock.Advance(time.Hour)
		_, second := w.File(w.Right(ipcase.Trademark), "H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8", "H9")
		guarded(second[w.Haiyun.OrgID], ipcase.GuardNone)
		_, third := w.File(w.Right(ipcase.Trademark), "H1", "H2", "T4")
		guarded(third[w.Haiyun.OrgID], ipcase.GuardSurge)
		guarded(third[w.Tianrui.OrgID], ipcase.GuardNone)
		for _, earlier := range []string{before[w.Haiyun.OrgID], second[w.Haiyun.OrgID]} {
			guarded(earlier, ipcase.GuardSurge)
			no(t, w.Rule(w.Rita, earlier, ipcase.MoveAccept))
			if got := w.States(earlier)[0]; got != ipcase.Intake {
				t.Errorf("%s: %s after one of two", earlier, got)
			}
		}
	})
}
