package ipcase_test

import (
	"sync"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

func orderIn(w *ipcasetest.World, a ipcase.Actor) ipcase.ReceiveOrder {
	in := ipcase.ReceiveOrder{
		FormID: ipcase.NewID(), Demand: ipcase.DemandAct, Kind: ipcase.OrderOfCourt, Authority: "Ningbo Intermediate Court", Country: "CN",
		Demanded: "The listings are to be taken down.", OrderNumber: "(2026) Zhe 02 No. 17", DatedOn: "2026-06-05", Lines: []string{"H1", "H9999"},
	}
	w.Text(a, in.FormID, "The order of the court")
	return in
}

// An order comes in with what it lacks named, is carried out in the case of a listing
// that it names, and the authority is told (promises 1, 8).
func TestAnOrderThatComesIn(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := upheldBySilence(t, w)
		in := orderIn(w, w.Bo)
		_, err := w.ReceiveOrder(t.Context(), w.Norrvik, in)
		refused(t, err, ipcase.NotFound)
		_, err = w.ReceiveOrder(t.Context(), w.Bo, ipcase.ReceiveOrder{FormID: ipcase.NewID()})
		refused(t, err, ipcase.Invalid)

		var all sync.WaitGroup
		numbers := make([]string, 3)
		for n := range numbers {
			all.Go(func() { numbers[n], _ = w.ReceiveOrder(t.Context(), w.Bo, in) })
		}
		all.Wait()
		ao := max(numbers[0], numbers[1], numbers[2])
		v, err := w.ReadReceivedOrder(t.Context(), w.Bo, ao)
		no(t, err)
		if missing := v.Missing(); len(missing) != 5 || missing[0] != ipcase.ElementBasis || len(v.Files) != 1 {
			t.Errorf("it lacks %v and has %d files", missing, len(v.Files))
		}
		if len(v.Named) != 2 || v.Named[0].Case != number || v.Named[1].Ref != "" {
			t.Errorf("it names %+v", v.Named)
		}

		decide := ipcase.DecideCase{
			Case: number, Facts: "The court ordered it.", GroundKind: ipcase.GroundLaw, Reference: "Civil Procedure Law, Article 103", Explanation: "It binds the platform.",
			Territory: "CN", Lang: "en",
			Order: &ipcase.OrderInput{FormID: ipcase.NewID(), Kind: v.Kind, Authority: v.Authority, Number: v.OrderNumber, DatedOn: v.DatedOn, Received: ao},
		}
		for _, c := range w.All(number) {
			decide.Rulings = append(decide.Rulings, ipcase.RulingInput{Position: c.Position, Version: c.Version, Do: ipcase.MoveOrderRestored})
		}
		no(t, w.PutReceivedFiles(t.Context(), w.Bo, ao, decide.Order.FormID))
		no(t, w.PutReceivedFiles(t.Context(), w.Bo, ao, decide.Order.FormID))
		_, err = w.Decide(t.Context(), w.Bo, decide)
		no(t, err)
		states(t, w, number, ipcase.Restored, ipcase.Restored)
		v, err = w.ReadReceivedOrder(t.Context(), w.Bo, ao)
		no(t, err)
		if len(v.Done) != 1 || v.Done[0].CaseNumber != number || len(v.Done[0].Items) != 2 {
			t.Errorf("carried out %+v", v.Done)
		}

		refused(t, w.AnswerAuthority(t.Context(), w.Haiyun, ao, "x"), ipcase.NotFound)
		refused(t, w.AnswerAuthority(t.Context(), w.Bo, ao, ""), ipcase.Invalid)
		w.Clock.Advance(90 * time.Minute)
		no(t, w.AnswerAuthority(t.Context(), w.Bo, ao, "Put back in the case."))
		no(t, w.AnswerAuthority(t.Context(), w.Bo, ao, "Put back in the case."))
		refused(t, w.AnswerAuthority(t.Context(), w.Bo, ao, "Something else."), ipcase.Stale)

		w.Publish()
		figures, err := w.ReadTransparency(t.Context(), w.Clock.Now().AddDate(0, -1, 0), w.Clock.Now().AddDate(0, 1, 0))
		no(t, err)
		hours, ok := figures.MedianHours(ipcase.FigHoursOrder)
		if n := figures.Sum(ipcase.FigOrders, func(x ipcase.Figure) bool { return x.Detail == "act" && x.Territory == "CN" }); n != 1 || !ok || hours != 2 {
			t.Errorf("%d orders to act, told after %d hours", n, hours)
		}
	})
}
