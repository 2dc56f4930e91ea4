package ipcase_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

func TestOpeningTheCaseDelivers(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		_, cases := w.File(w.Right(ipcase.Trademark), "H1")
		number := cases[w.Haiyun.OrgID]
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		if i := w.Items(number)[0]; i.DueAt != nil || i.ToldAt != nil {
			t.Fatalf("a clock runs before anything was delivered: %+v", i)
		}
		v, err := w.ReadSellerCase(t.Context(), w.Haiyun, number)
		no(t, err)
		if v.Items[0].DueAt == nil || v.Items[0].Clock == nil || len(v.Items[0].Clock.Steps) != 3 {
			t.Fatalf("opening did not start the clock: %+v", v.Items[0])
		}
		first := *w.Items(number)[0].DueAt
		w.Clock.Advance(26 * time.Hour)
		w.Work() // the mail is accepted a day later: delivered is the first of the two
		if again := *w.Items(number)[0].DueAt; !again.Equal(first) {
			t.Errorf("due %s moved to %s", first, again)
		}
	})
}

func TestUndeliveredNoticeComesToTheReviewers(t *testing.T) { // promise 3
	each(t, func(t *testing.T, w *ipcasetest.World) {
		_, cases := w.File(w.Right(ipcase.Trademark), "H1")
		number := cases[w.Haiyun.OrgID]
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		list, err := w.ClaimDeliveries(t.Context(), 100, time.Minute)
		no(t, err)
		for _, d := range list {
			no(t, w.DeliveryRetry(t.Context(), d, &ipcase.PermanentError{Reason: "550 no such mailbox"}))
		}
		w.Clock.Advance(30 * 24 * time.Hour)
		w.Work()
		states(t, w, number, ipcase.AwaitingSeller)
		v, err := w.ReadReviewCase(t.Context(), w.Rita, number)
		no(t, err)
		if v.Case.ReviewTask != ipcase.TaskUndelivered {
			t.Fatalf("task %q", v.Case.ReviewTask)
		}
		for _, n := range v.Notices {
			if n.Party == ipcase.PartySeller {
				in := ipcase.RecordDelivery{Case: number, NoticeID: n.ID, How: "registered post", Proof: "RR123456785CN"}
				no(t, w.RecordDelivery(t.Context(), w.Rita, in))
			}
		}
		i := w.Items(number)[0]
		if i.DueAt == nil || !i.DueAt.After(w.Clock.Now()) {
			t.Errorf("the clock should run from now, due %v", i.DueAt)
		}
	})
}

func TestRightThatEndedStopsTheSellersClock(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := accepted(t, w)
		yesterday := w.Clock.Now().AddDate(0, 0, -1).Truncate(24 * time.Hour)
		no(t, w.DB.Gorm.Model(&ipcase.Right{}).Where("1 = 1").Updates(map[string]any{"valid_until": yesterday}).Error)
		w.Clock.Advance(10 * 24 * time.Hour)
		w.Work()
		states(t, w, number, ipcase.AwaitingSeller, ipcase.AwaitingSeller)
		all := w.All(number)
		in := ipcase.DecideCase{
			Case: number, Facts: "The right ended.", GroundKind: ipcase.GroundTerms, Reference: "Terms, 4.2", Explanation: "It is not in force.",
			Rulings: []ipcase.RulingInput{
				{Position: 1, Version: all[0].Version, Do: ipcase.MoveRefuse, Code: w.Book().Refusals[0].Code},
				{Position: 2, Version: all[1].Version, Do: ipcase.MoveLetGoOn, Comment: "Renewed; the register is late."},
			},
		}
		_, err := w.Decide(t.Context(), w.Rita, in)
		no(t, err)
		states(t, w, number, ipcase.Rejected, ipcase.AwaitingSeller)
		w.Clock.Advance(10 * 24 * time.Hour)
		w.Work()
		if got := w.States(number)[1]; got != ipcase.Upheld {
			t.Errorf("the second listing is %s", got)
		}
	})
}

func TestAListingComesBackOnlyWhenNothingElseKeepsItDown(t *testing.T) { // promise 8
	each(t, func(t *testing.T, w *ipcasetest.World) {
		first := accepted(t, w)
		other := w.RightOf(w.Other, ipcase.Copyright)
		c, err := w.FileComplaint(t.Context(), w.Other, w.DraftOf(w.Other, other, "H1"))
		no(t, err)
		second := w.CasesOf(c.ID)[w.Haiyun.OrgID]
		no(t, w.Rule(w.Rita, second, ipcase.MoveAccept))
		w.Work()
		w.Clock.Advance(4 * 24 * time.Hour)
		w.Work()
		states(t, w, first, ipcase.Removed, ipcase.Removed)
		states(t, w, second, ipcase.Removed)
		_, err = w.Retract(t.Context(), w.Norrvik, ipcase.Retract{Case: first, Items: w.All(first)})
		no(t, err)
		w.Work()
		if w.Visible("H1") || !w.Visible("H2") {
			t.Error("H1 is still kept down by the other complaint, H2 by nothing")
		}
		_, err = w.Retract(t.Context(), w.Other, ipcase.Retract{Case: second, Items: w.All(second)})
		no(t, err)
		w.Work()
		if !w.Visible("H1") {
			t.Error("nothing keeps H1 down any more")
		}
	})
}

func TestDeleteNowMovesTheSellersOtherComplaintsOnTheListing(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		first := accepted(t, w)
		c, err := w.FileComplaint(t.Context(), w.Other, w.DraftOf(w.Other, w.RightOf(w.Other, ipcase.Copyright), "H1", "H3"))
		no(t, err)
		second := w.CasesOf(c.ID)[w.Haiyun.OrgID]
		no(t, w.Rule(w.Rita, second, ipcase.MoveAccept))
		no(t, w.DeleteListings(t.Context(), w.Haiyun, ipcase.DeleteListings{Case: first, Items: w.All(first)[:1]}))
		states(t, w, first, ipcase.DeletedBySeller, ipcase.AwaitingSeller)
		states(t, w, second, ipcase.DeletedBySeller, ipcase.AwaitingSeller)
	})
}

func TestDeletingCrosswiseAtOnceEndsInBothCases(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		right := w.RightOf(w.Other, ipcase.Copyright)
		for round := range 4 {
			refs := []string{fmt.Sprintf("H%d", 2*round+1), fmt.Sprintf("H%d", 2*round+2)}
			_, cases := w.File(w.Right(ipcase.Trademark), refs...)
			first := cases[w.Haiyun.OrgID]
			c, err := w.FileComplaint(t.Context(), w.Other, w.DraftOf(w.Other, right, refs[1], refs[0]))
			no(t, err)
			second := w.CasesOf(c.ID)[w.Haiyun.OrgID]
			no(t, w.Rule(w.Rita, first, ipcase.MoveAccept))
			no(t, w.Rule(w.Rita, second, ipcase.MoveAccept))
			press := func(number string) func() error {
				in := ipcase.DeleteListings{Case: number, Items: w.All(number)}
				return func() error {
					if err := w.DeleteListings(t.Context(), w.Haiyun, in); ipcase.KindOf(err) != ipcase.Stale {
						return err
					}
					return nil
				}
			}
			no(t, errors.Join(race(press(first), press(second), press(first), press(second))...))
			states(t, w, first, ipcase.DeletedBySeller, ipcase.DeletedBySeller)
			states(t, w, second, ipcase.DeletedBySeller, ipcase.DeletedBySeller)
		}
	})
}

// race starts every act at once and gives their errors.
func race(acts ...func() error) []error {
	errs := make([]error, len(acts))
	start := make(chan struct{})
	var wg sync.WaitGroup
	for n, act := range acts {
		wg.Go(func() {
			<-start
			errs[n] = act()
		})
	}
	close(start)
	wg.Wait()
	return errs
}

func TestOneOfManyAtOnceWins(t *testing.T) { // promises 2 and 3
	each(t, func(t *testing.T, w *ipcasetest.World) {
		ctx := t.Context()
		number := accepted(t, w)
		_, err := w.Counter(w.Haiyun, number)
		no(t, err)
		w.Work()
		no(t, w.Answer(number, ipcase.AnswerContest))
		w.Work()
		decide := func(a ipcase.Actor, do ipcase.Move) func() error {
			return func() error { return w.Rule(a, number, do) }
		}
		won := 0
		for _, err := range race(decide(w.Rita, ipcase.MoveUpholdCounter), decide(w.Bo, ipcase.MoveUpholdComplaint), decide(w.Bo, ipcase.MoveUpholdComplaint)) {
			switch {
			case err == nil:
				won++
			case ipcase.KindOf(err) == "":
				t.Errorf("a loser was told %v", err)
			}
		}
		if won != 1 {
			t.Errorf("%d decisions won", won)
		}

		_, cases := w.File(w.Right(ipcase.Design), "H5", "H6")
		number = cases[w.Haiyun.OrgID]
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		w.Work()
		w.Clock.Set(*w.Items(number)[0].DueAt)
		pass := func() error { _, err := w.PassDeadlines(ctx, 100); return err }
		remove := func() error {
			err := w.DeleteListings(ctx, w.Haiyun, ipcase.DeleteListings{Case: number, Items: w.All(number)})
			if ipcase.KindOf(err) == ipcase.Stale || ipcase.KindOf(err) == ipcase.Refused {
				return nil
			}
			return err
		}
		no(t, errors.Join(race(pass, pass, pass, remove, pass)...))
		w.Work()
		var n int64
		no(t, w.DB.Gorm.Model(&ipcase.Event{}).Where("kind = ? AND case_id = (SELECT id FROM cases WHERE number = ?)", ipcase.EventSilence, number).Count(&n).Error)
		if n > 1 {
			t.Errorf("silence acted %d times", n)
		}
	})
}

func TestTwoReviewersNeverGetTheSameTask(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		right := w.Right(ipcase.Trademark)
		for _, ref := range []string{"H1", "H2", "H3", "H4", "T1", "T2"} {
			w.File(right, ref)
		}
		var mu sync.Mutex
		got := map[string]int{}
		claim := func(a ipcase.Actor) func() error {
			return func() error {
				for range 3 {
					number, err := w.ClaimNext(t.Context(), a)
					if err != nil {
						return err
					}
					mu.Lock()
					got[number]++
					mu.Unlock()
				}
				return nil
			}
		}
		no(t, errors.Join(race(claim(w.Rita), claim(w.Bo))...))
		if len(got) != 6 {
			t.Errorf("claimed: %v", got)
		}
		_, err := w.ClaimNext(t.Context(), w.Rita)
		refused(t, err, ipcase.NotFound)
	})
}

func TestVerifyFindsEveryTampering(t *testing.T) { // promise 6
	each(t, func(t *testing.T, w *ipcasetest.World) {
		accepted(t, w)
		bad := func(what, undo string, sql string, args ...any) {
			t.Helper()
			no(t, w.DB.Gorm.Exec(sql, args...).Error)
			if err := w.Verify(t.Context(), func(int64, int64) {}); err == nil {
				t.Errorf("%s was not found", what)
			}
			no(t, w.DB.Gorm.Exec(undo, args...).Error)
		}
		bad("a state changed by hand", "UPDATE items SET state = 'awaiting_seller' WHERE position = 1",
			"UPDATE items SET state = 'restored' WHERE position = 1")
		bad("a head moved by hand", "UPDATE cases SET event_seq = event_seq + 1", "UPDATE cases SET event_seq = event_seq - 1")
		for _, sql := range []string{
			"UPDATE events SET data = '{}'", "DELETE FROM events", "UPDATE snapshots SET title = 'x'", "DELETE FROM decisions",
		} {
			if w.DB.Gorm.Exec(sql).Error == nil {
				t.Errorf("the database allowed %q", sql)
			}
		}
	})
}
