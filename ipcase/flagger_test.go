package ipcase_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

func flaggerOf(org int64) ipcase.RecordFlagger {
	return ipcase.RecordFlagger{
		FormID: ipcase.NewID(), OrgID: org, Coordinator: "Post- och telestyrelsen", Country: "SE", Reference: "DSC-2026-17", From: "2026-01-01",
	}
}

// A trusted flagger's notices come first in the queue and by claiming, page by page;
// they are counted apart; and once enough of them were refused a report is due.
func TestTrustedFlaggers(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		right, omar := w.Right(ipcase.Trademark), operator(t, w)
		_, early := w.File(right, "H1")
		_, err := w.RecordFlagger(t.Context(), w.Rita, flaggerOf(w.Norrvik.OrgID))
		refused(t, err, ipcase.NotFound)
		_, err = w.RecordFlagger(t.Context(), omar, ipcase.RecordFlagger{FormID: ipcase.NewID()})
		refused(t, err, ipcase.Invalid)

		in := flaggerOf(w.Norrvik.OrgID)
		var all sync.WaitGroup
		numbers := make([]string, 4)
		for n := range numbers {
			all.Go(func() { numbers[n], _ = w.RecordFlagger(t.Context(), omar, in) })
		}
		all.Wait()
		var number string
		for _, n := range numbers {
			number = max(number, n)
		}
		var recorded int64
		no(t, w.DB.Gorm.Model(&ipcase.TrustedFlagger{}).Count(&recorded).Error)
		if number == "" || recorded != 1 {
			t.Fatalf("pressing four times recorded %v", numbers)
		}
		_, err = w.RecordFlagger(t.Context(), omar, flaggerOf(w.Norrvik.OrgID))
		refused(t, err, ipcase.Invalid)

		w.Clock.Advance(time.Hour)
		filed, late := w.File(right, "H2")
		queue, err := w.ReadReviewQueue(t.Context(), w.Rita, ipcase.ReviewQuery{View: ipcase.ReviewAll})
		no(t, err)
		if got := []string{queue.Lines[0].Number, queue.Lines[1].Number}; got[0] != late[w.Haiyun.OrgID] || got[1] != early[w.Haiyun.OrgID] {
			t.Errorf("the queue is %v", got)
		}
		first := queue.Lines[0]
		rest, err := w.ReadReviewQueue(t.Context(), w.Rita, ipcase.ReviewQuery{View: ipcase.ReviewAll, After: &ipcase.ReviewCursor{Rank: first.ReviewRank, Due: *first.ReviewDueAt, ID: first.ID}})
		no(t, err)
		if len(rest.Lines) != 1 || rest.Lines[0].Number != early[w.Haiyun.OrgID] {
			t.Errorf("behind the first stands %+v", rest.Lines)
		}
		claimed, err := w.ClaimNext(t.Context(), w.Rita)
		no(t, err)
		if claimed != late[w.Haiyun.OrgID] {
			t.Errorf("the next is %s", claimed)
		}
		no(t, w.Rule(w.Rita, claimed, ipcase.MoveRefuse))
		w.Publish()
		figures, err := w.ReadTransparency(t.Context(), filed.FiledAt.AddDate(0, -1, 0), filed.FiledAt.AddDate(0, 1, 0))
		no(t, err)
		if got, apart := figures.Sum(ipcase.FigComplaints, nil), figures.Sum(ipcase.FigTrustedComplaints, nil); got != 2 || apart != 1 {
			t.Errorf("%d complaints, %d by trusted flaggers", got, apart)
		}
		reportTwice(t, w, omar, number)
		own, err := w.OwnFlagger(t.Context(), w.Norrvik)
		no(t, err)
		other, err := w.OwnFlagger(t.Context(), w.Haiyun)
		if err != nil || own.Number != number || other.Number != "" {
			t.Errorf("the flagger reads %q, a seller %q: %v", own.Number, other.Number, err)
		}
		no(t, w.EndFlagger(t.Context(), omar, number))
		no(t, w.EndFlagger(t.Context(), omar, number))
		_, after := w.File(right, "H3")
		var rank int
		no(t, w.DB.Gorm.Table("cases").Select("review_rank").Where("number = ?", after[w.Haiyun.OrgID]).Scan(&rank).Error)
		if rank != ipcase.RankOthers {
			t.Error("who is none any more still comes first")
		}
	})
}

// Article 22(6): a report is due from so many decided listings on, below so many in a hundred.
func TestWhenAFlaggerIsImprecise(t *testing.T) {
	for _, c := range []struct {
		decided, upheld int
		due             bool
	}{{19, 0, false}, {20, 15, true}, {20, 16, false}, {1000, 799, true}, {1000, 800, false}} {
		f := ipcase.FlaggerFigures{Decided: c.decided, Upheld: c.upheld}
		if f.Imprecise() != c.due {
			t.Errorf("%s: due is %v", fmt.Sprint(c), !c.due)
		}
	}
	if _, ok := (ipcase.FlaggerFigures{}).Percent(); ok {
		t.Error("of nothing there is a share")
	}
}

// A report is kept as it was drawn up, and its mail goes once, however often and at
// once the operator presses (promise 7).
func reportTwice(t *testing.T, w *ipcasetest.World, omar ipcase.Actor, number string) {
	t.Helper()
	in := ipcase.ReportFlagger{Number: number, FormID: ipcase.NewID(), Lang: "en"}
	_, err := w.ReportFlagger(t.Context(), w.Norrvik, in)
	refused(t, err, ipcase.NotFound)
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() { _, _ = w.ReportFlagger(t.Context(), omar, in) })
	}
	all.Wait()
	v, err := w.ReadFlagger(t.Context(), omar, number)
	no(t, err)
	if len(v.Reports) != 1 {
		t.Fatalf("there are %d reports", len(v.Reports))
	}
	r := v.Reports[0]
	if r.Body.Figures != (ipcase.FlaggerFigures{Notices: 1, Listings: 1, Decided: 1}) || len(r.Body.Lines) != 1 || r.Body.Lines[0].State != ipcase.Rejected || r.Body.Lines[0].Refusal == "" {
		t.Errorf("the report says %+v", r.Body)
	}
	send := ipcase.SendReport{Number: number, Report: r.PublicID, To: "nobody"}
	refused(t, w.SendReport(t.Context(), omar, send), ipcase.Invalid)
	send.To = "dsc@pts.example"
	refused(t, w.SendReport(t.Context(), w.Haiyun, send), ipcase.NotFound)
	for range 3 {
		all.Go(func() {
			if err := w.SendReport(t.Context(), omar, send); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	send.To = "else@pts.example"
	refused(t, w.SendReport(t.Context(), omar, send), ipcase.Stale)
	var mails int64
	no(t, w.DB.Gorm.Model(&ipcase.Delivery{}).Where("message = ?", ipcase.MsgFlaggerReport).Count(&mails).Error)
	if mails != 1 {
		t.Errorf("%d mails are on their way", mails)
	}
	no(t, w.Verify(t.Context(), func(int64, int64) {}))
}
