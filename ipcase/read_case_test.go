package ipcase_test

import (
	"testing"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

// counting counts the statements that run while f does.
func counting(t *testing.T, db *gorm.DB, f func()) int {
	t.Helper()
	n := 0
	count := func(*gorm.DB) { n++ }
	no(t, db.Callback().Query().Before("gorm:query").Register("count", count))
	no(t, db.Callback().Row().Before("gorm:row").Register("count", count))
	no(t, db.Callback().Raw().Before("gorm:raw").Register("count", count))
	f()
	no(t, db.Callback().Query().Remove("count"))
	no(t, db.Callback().Row().Remove("count"))
	no(t, db.Callback().Raw().Remove("count"))
	return n
}

func TestACaseWithEverythingIsReadInFiveStatements(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := accepted(t, w)
		w.Clock.Advance(time.Hour)
		_, err := w.Counter(w.Haiyun, number)
		no(t, err)
		w.Work()
		no(t, w.Answer(number, ipcase.AnswerContest))
		no(t, w.Rule(w.Rita, number, ipcase.MoveUpholdCounter))
		w.Work()
		no(t, w.AppealDecision(t.Context(), w.Norrvik, ipcase.AppealDecision{
			FormID: ipcase.NewID(), Case: number, Items: w.All(number), Explanation: "The name was overlooked.",
		}))
		var v ipcase.CaseView
		if n := counting(t, w.DB.Gorm, func() { v, err = w.ReadReviewCase(t.Context(), w.Bo, number) }); n > 5 {
			t.Errorf("%d statements", n)
		}
		no(t, err)
		if len(v.Items) != 2 || v.Items[1].Snapshot.Ref != "H2" || v.Items[1].Listing.Ref != "H2" || v.Site.Code != "quaylane" ||
			len(v.Complaint.Statements) == 0 || v.Complaint.Contact.Name == "" || len(v.Right.NiceClasses) != 2 {
			t.Errorf("frame and items: %+v", v)
		}
		if len(v.Counters) != 1 || v.Counters[0].Contact.Phone == "" || !v.Counters[0].FiledAt.Equal(w.Clock.Now()) || len(v.Counters[0].Items) != 2 {
			t.Errorf("counters: %+v", v.Counters)
		}
		if len(v.Answers) != 1 || len(v.Appeals) != 1 || v.Appeals[0].DecidedAt != nil || len(v.Decisions) != 2 || v.Decisions[1].Facts == "" ||
			len(v.Decisions[1].Rulings) != 2 {
			t.Errorf("answers %+v, appeals %+v, decisions %+v", v.Answers, v.Appeals, v.Decisions)
		}
		if len(v.Notices) < 4 || v.Notices[0].DeliveredAt == nil || len(v.Exhibits) != 3 || len(v.RightExhibits) != 2 || len(v.Timeline) < 8 {
			t.Errorf("%d notices, %d exhibits, %d of the right, %d events", len(v.Notices), len(v.Exhibits), len(v.RightExhibits), len(v.Timeline))
		}
		// The seller is shown the holder's contact as the procedure discloses it, and no more.
		s, err := w.ReadSellerCase(t.Context(), w.Haiyun, number)
		no(t, err)
		if want := v.Procedure.Disclosure.HolderToSeller.Disclose(v.Complaint.Contact, ipcase.OnFiling, ipcase.OnAcceptance); s.Holder.Contact != want {
			t.Errorf("disclosed %+v, want %+v", s.Holder.Contact, want)
		}
		_, err = w.ReadSellerCase(t.Context(), w.Tianrui, number)
		refused(t, err, ipcase.NotFound)
	})
}

func TestTheReasonsOfAnAcceptanceReachTheSellerWithItsEffect(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := accepted(t, w)
		v, err := w.ReadSellerCase(t.Context(), w.Haiyun, number)
		no(t, err)
		if len(v.Decisions) != 0 {
			t.Errorf("before the seller's time ran out: %+v", v.Decisions)
		}
		w.Clock.Set(*w.Items(number)[0].DueAt)
		w.Work()
		v, err = w.ReadSellerCase(t.Context(), w.Haiyun, number)
		no(t, err)
		if len(v.Decisions) != 1 || v.Decisions[0].Facts == "" || len(v.Decisions[0].Rulings) != 2 {
			t.Errorf("with the removal: %+v", v.Decisions) // promise 10
		}
	})
}
