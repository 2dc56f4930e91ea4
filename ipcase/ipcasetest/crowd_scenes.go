package ipcasetest

import (
	"fmt"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/marketplace"
)

// scene is one course that a complaint can take, played by deeds.
type scene struct {
	name   string
	weight int // of thousand complaints
	open   bool
	recent bool                             // its first window runs out before the present
	play   func(w *World, cases []string)   // nil: the complaint is only filed
	after  func(w *World, cases []string)   // once everything has run out
	whole  func(w *World, complaint string) // of the whole complaint
	shops  []ipcase.Actor                   // set when played
	filed  ipcase.Complaint
}

// sceneShops is how many listings of each seller a complaint is about.
var sceneShops = []int{2, 1, 1}

func scenes() []*scene {
	accept := func(w *World, n string) { w.must(w.rule(w.Rita, n, ipcase.MoveAccept)); w.Work() }
	counter := func(w *World, n string) { accept(w, n); w.counterAtLength(n); w.Work() }
	contest := func(w *World, n string) { counter(w, n); w.must(w.Answer(n, ipcase.AnswerContest)); w.Work() }
	decide := func(m ipcase.Move) func(*World, string) {
		return func(w *World, n string) { contest(w, n); w.must(w.rule(w.Rita, n, m)); w.Work() }
	}
	appeal := func(w *World, n string) {
		w.must(w.AppealDecision(w.T.Context(), w.sellerOf(n), ipcase.AppealDecision{
			FormID: ipcase.NewID(), Case: n, Items: w.All(n), Explanation: w.prose("The decision"), Lang: "en",
		}))
		w.Work()
	}
	fix := func(w *World, n string) {
		accept(w, n)
		v, err := w.ReadSellerCase(w.T.Context(), w.sellerOf(n), n)
		w.must(err)
		for _, i := range v.Items {
			w.Retitle(i.Snapshot.Ref, "Headlamp with three modes")
		}
		w.must(w.ProposeFix(w.T.Context(), w.sellerOf(n), ipcase.ProposeFix{FormID: ipcase.NewID(), Case: n, Items: w.All(n), Words: w.prose("The title"), Lang: "en"}))
		w.Work()
	}
	each := func(do func(*World, string)) func(*World, []string) {
		return func(w *World, cases []string) {
			for _, n := range cases {
				do(w, n)
			}
		}
	}
	return []*scene{
		{name: "deleted", weight: 180, play: each(func(w *World, n string) {
			accept(w, n)
			w.must(w.DeleteListings(w.T.Context(), w.sellerOf(n), ipcase.DeleteListings{Case: n, Items: w.All(n)}))
			w.Work()
		})},
		{name: "upheld by silence", weight: 180, play: each(accept)},
		{name: "restored by silence", weight: 40, play: each(counter)},
		{name: "counter accepted", weight: 40, play: each(func(w *World, n string) {
			counter(w, n)
			w.must(w.Answer(n, ipcase.AnswerAccept))
		})},
		{name: "upheld", weight: 60, play: each(decide(ipcase.MoveUpholdComplaint))},
		{name: "restored", weight: 50, play: each(decide(ipcase.MoveUpholdCounter))},
		{name: "fixed", weight: 30, play: each(fix)},
		{name: "withdrawn", weight: 30, play: each(accept), whole: func(w *World, complaint string) {
			_, err := w.Retract(w.T.Context(), w.Norrvik, ipcase.Retract{Complaint: complaint, Whole: true})
			w.must(err)
		}},
		{name: "rejected", weight: 30, play: each(func(w *World, n string) { w.must(w.rule(w.Rita, n, ipcase.MoveRefuse)) })},
		{name: "lapsed", weight: 10, play: each(func(w *World, n string) { w.must(w.rule(w.Rita, n, ipcase.MoveAskMore)) })},
		{name: "affirmed", weight: 10, play: each(decide(ipcase.MoveUpholdCounter)), after: each(func(w *World, n string) {
			w.must(w.AppealDecision(w.T.Context(), w.Norrvik, ipcase.AppealDecision{
				FormID: ipcase.NewID(), Case: n, Items: w.All(n), Explanation: w.prose("The decision"), Lang: "en",
			}))
			w.must(w.rule(w.Bo, n, ipcase.MoveAffirm))
		})},
		{name: "appealed", weight: 5, open: true, play: each(decide(ipcase.MoveUpholdComplaint)), after: each(appeal)},
		{name: "removed", weight: 20, open: true, recent: true, play: each(accept)},
		{name: "awaiting the seller", weight: 300, open: true, after: each(accept)},
		{name: "intake", weight: 20, open: true, after: func(*World, []string) {}},
		{name: "more asked for", weight: 5, open: true, after: each(func(w *World, n string) { w.must(w.rule(w.Rita, n, ipcase.MoveAskMore)) })},
		{name: "fix proposed", weight: 5, open: true, after: each(fix)},
		{name: "countered", weight: 10, open: true, after: each(counter)},
		{name: "contested", weight: 10, open: true, after: each(contest)},
		{name: "before a court", weight: 5, open: true, after: each(func(w *World, n string) {
			counter(w, n)
			w.must(w.Answer(n, ipcase.AnswerCourt))
		})},
	}
}

// playScenes plays every scene and leaves the clock at the present.
func (w *World) playScenes() []*original {
	w.T.Helper()
	all := scenes()
	for pass := range 3 { // what has ended · what ran out of its first window only · what is of today
		for n, sc := range all {
			early, late := sc.play != nil && !sc.recent, sc.play == nil
			if pass == 0 && early || pass == 1 && sc.recent || pass == 2 && late {
				w.fileScene(n, sc)
				if sc.play != nil {
					sc.play(w, w.numbersOf(sc))
				}
				if sc.whole != nil {
					sc.whole(w, sc.filed.Number)
				}
			}
			if pass == 2 && sc.after != nil {
				sc.after(w, w.numbersOf(sc))
			}
		}
		for _, d := range [][]time.Duration{{7 * 24 * time.Hour, 14 * 24 * time.Hour}, {5 * 24 * time.Hour}, {0}}[pass] {
			w.Work()
			w.Clock.Advance(d)
			w.Work()
		}
	}
	var originals []*original
	for _, sc := range all {
		originals = append(originals, &original{scene: sc})
	}
	return originals
}

func (w *World) fileScene(n int, sc *scene) {
	w.T.Helper()
	var refs []string
	lamp := w.prose("The lamp")
	lamp = lamp[:min(700, len(lamp))]
	for k, count := range sceneShops {
		shop := w.org(ipcase.PartySeller, fmt.Sprintf("Scene%02d shop %d", n, k), "CN")
		sc.shops = append(sc.shops, shop)
		for i := range count {
			ref := fmt.Sprintf("SCENE%02d-%d-%d", n, k, i)
			refs = append(refs, ref)
			w.must(w.Market.Add(w.T.Context(), marketplace.CatalogueListing{
				SiteCode: w.Site.Code, Ref: ref, SellerOrgID: shop.OrgID, SellerName: shop.OrgName, Title: "Headlamp with three modes, " + ref,
				Lang: "en", Description: lamp, Category: "Lamps", PriceMinor: 1290, Currency: "USD",
				Images: []string{"lamp.png"}, UpdatedAt: w.Clock.Now(),
			}))
		}
	}
	kinds := []ipcase.RightType{ipcase.Trademark, ipcase.Copyright, ipcase.Design}
	ctx := w.T.Context()
	id := w.Draft(w.Right(kinds[n%len(kinds)]), refs...)
	d, err := w.ComplaintDraft(ctx, w.Norrvik, id)
	w.must(err)
	d.Explanation = w.prose("The listing")
	w.must(w.SaveComplaintDraft(ctx, w.Norrvik, id, d))
	sc.filed, err = w.FileComplaint(ctx, w.Norrvik, id)
	w.must(err)
	w.Work()
}

func (w *World) numbersOf(sc *scene) []string {
	byOrg := w.CasesOf(sc.filed.ID)
	var numbers []string
	for _, s := range sc.shops {
		numbers = append(numbers, byOrg[s.OrgID])
	}
	return numbers
}

// sellerOf is the seller of a case.
func (w *World) sellerOf(number string) ipcase.Actor {
	w.T.Helper()
	var o ipcase.Org
	w.must(w.DB.Gorm.Where("id = (SELECT seller_org_id FROM cases WHERE number = ?)", number).Take(&o).Error)
	return ipcase.Actor{PersonID: o.ID*10 + 1, OrgID: o.ID, Party: ipcase.PartySeller, Role: ipcase.RoleOwner, OrgName: o.Name, Lang: "en", Zone: o.Zone}
}

// rule is Rule with reasons of a length that people write.
func (w *World) rule(a ipcase.Actor, number string, do ipcase.Move) error {
	in := ipcase.DecideCase{
		Case: number, Facts: w.prose("The product"), GroundKind: ipcase.GroundLaw, Reference: "Trademark Law, Article 57",
		Explanation: w.prose("The sign"), Territory: "CN", Lang: "en",
	}
	for _, i := range w.Items(number) {
		r := ipcase.RulingInput{Position: i.Position, Version: i.Version, Do: do, Comment: "Add the certificate."}
		if do == ipcase.MoveRefuse {
			r.Code = w.Book().Refusals[0].Code
		}
		in.Rulings = append(in.Rulings, r)
	}
	_, err := w.Decide(w.T.Context(), a, in)
	return err
}

func (w *World) counterAtLength(number string) {
	w.T.Helper()
	ctx, a := w.T.Context(), w.sellerOf(number)
	id := w.CounterDraftFor(a, number)
	d, err := w.Service.CounterDraft(ctx, a, id)
	w.must(err)
	d.Explanation = w.prose("Our lamp")
	w.must(w.SaveCounterDraft(ctx, a, id, d))
	_, err = w.FileCounter(ctx, a, id)
	w.must(err)
}
