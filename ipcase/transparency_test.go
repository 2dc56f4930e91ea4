package ipcase_test

import (
	"fmt"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

// What happened is counted once, by month and sort, and counted again it is the same.
func TestTransparencyFigures(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		ctx := t.Context()
		right := w.Right(ipcase.Trademark)
		month := time.Date(w.Clock.Now().Year(), w.Clock.Now().Month(), 1, 0, 0, 0, 0, time.UTC)
		_, cases := w.File(right, "H1", "H2", "T1")
		number, other := cases[w.Haiyun.OrgID], cases[w.Tianrui.OrgID]
		w.Clock.Advance(90 * time.Minute)
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		no(t, w.Rule(w.Rita, other, ipcase.MoveRefuse))
		w.Work()
		_, err := w.Counter(w.Haiyun, number)
		no(t, err)
		w.Work()
		no(t, w.Answer(number, ipcase.AnswerContest))
		w.Clock.Advance(5 * time.Hour)
		no(t, w.Rule(w.Rita, number, ipcase.MoveUpholdCounter))
		w.Work()
		no(t, w.AppealDecision(ctx, w.Norrvik, ipcase.AppealDecision{FormID: ipcase.NewID(), Case: number, Items: w.All(number), Explanation: "Look again.", Lang: "en"}))
		w.Clock.Advance(26 * time.Hour)
		no(t, w.Rule(w.Bo, number, ipcase.MoveReverse))
		w.Publish()

		f, err := w.ReadTransparency(ctx, month, month.AddDate(0, 1, 0))
		no(t, err)
		detail := func(d string) func(ipcase.Figure) bool { return func(x ipcase.Figure) bool { return x.Detail == d } }
		for _, x := range []struct {
			kind   ipcase.FigureKind
			detail string
			want   int64
		}{
			{ipcase.FigComplaints, "", 1},
			{ipcase.FigListings, "", 3},
			{ipcase.FigNotices, "accepted", 2},
			{ipcase.FigNotices, "refused", 1},
			{ipcase.FigCounters, string(ipcase.GroundNotInfringing), 1},
			{ipcase.FigCounterEnd, ipcase.CounterEndKept, 2},
			{ipcase.FigActions, ipcase.ActionKept, 2},
			{ipcase.FigAppeals, "holder", 1},
			{ipcase.FigAppealEnd, "no_action_reversed", 1},
			{ipcase.FigActions, ipcase.ActionRemovedDecision, 0},
		} {
			if got := f.Sum(x.kind, detail(x.detail)); got != x.want {
				t.Errorf("%s %q: %d, want %d\n%+v", x.kind, x.detail, got, x.want, f.Rows)
			}
		}
		for kind, want := range map[ipcase.FigureKind]int{ipcase.FigHoursNotice: 2, ipcase.FigHoursCounter: 5, ipcase.FigHoursAppeal: 26} {
			if got, ok := f.MedianHours(kind); !ok || got != want {
				t.Errorf("%s: %d, %t, want %d", kind, got, ok, want)
			}
		}
		if _, ok := f.MedianHours(ipcase.FigHoursAbuse); ok {
			t.Error("there is a middle of nothing")
		}
		if other := f.Of(func(x ipcase.Figure) bool {
			return x.RightType != ipcase.Trademark || x.Territory != "CN" || x.Procedure == ""
		}); len(other.Rows) > 0 {
			t.Errorf("counted elsewhere: %+v", other.Rows)
		}
		no(t, w.RebuildPublic(ctx))
		w.Publish()
		again, err := w.ReadTransparency(ctx, month, month.AddDate(0, 1, 0))
		no(t, err)
		if fmt.Sprint(again) != fmt.Sprint(f) {
			t.Errorf("counted again it is\n%+v, not\n%+v", again, f)
		}
	})
}
