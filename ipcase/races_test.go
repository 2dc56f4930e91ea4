package ipcase_test

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/marketplace"
)

// races is how often each race is run: a few here, and as many as IPPORTAL_RACES
// says (README: 1000).
func races(t *testing.T) int {
	t.Helper()
	n, err := strconv.Atoi(os.Getenv("IPPORTAL_RACES"))
	if err != nil || n < 1 {
		return 12
	}
	return n
}

// raceWidth is how many listings one case of a race has.
const raceWidth = 200

// contest is two who want the same listing at the same moment.
type contest struct {
	stand func(t *testing.T, w *ipcasetest.World, number string) // brings the case to where they meet
	due   bool                                                   // the clock is one of the two
	one   func(w *ipcasetest.World, number string, c ipcase.Chosen) func() error
	other func(w *ipcasetest.World, number string, c ipcase.Chosen) func() error
	ends  map[ipcase.State]int // where the item can end, and what the marketplace is asked then
}

// run holds the race over n listings: one winner, one event, one call outside.
func (r contest) run(t *testing.T, w *ipcasetest.World, n int) {
	t.Helper()
	won := map[ipcase.State]int{}
	for first := 0; first < n; first += raceWidth {
		number := crowdedCase(t, w, first, min(raceWidth, n-first))
		r.stand(t, w, number)
		base := w.Clock.Now().Add(time.Hour)
		items := w.Items(number)
		from := items[0].State
		calls := callsOf(t, w, number)
		for k, i := range items {
			due := base.Add(time.Duration(k+1) * time.Minute)
			if r.due { // each listing's time ends at a moment of its own
				w.OwnRules = true
				no(t, w.DB.Gorm.Model(&ipcase.Item{}).Where("id = ?", i.ID).Updates(map[string]any{"due_at": due}).Error)
			}
		}
		for k, i := range items {
			chosen := ipcase.Chosen{Position: i.Position, Version: i.Version}
			one, other := r.one(w, number, chosen), r.other(w, number, chosen)
			due := base.Add(time.Duration(k+1) * time.Minute)
			if r.due {
				w.Clock.Set(due.Add(-time.Microsecond))
				other = func() error {
					w.Clock.Set(due)
					_, err := w.PassDeadlines(t.Context(), 10)
					return err
				}
			}
			meet(t, one, other, r.due)
		}
		after := callsOf(t, w, number)
		moved := movesFrom(t, w, number, from)
		for n, i := range w.Items(number) {
			asked, can := r.ends[i.State]
			if !can || i.Version != items[n].Version+1 {
				t.Fatalf("listing %d ended in %s, version %d after %d", i.Position, i.State, i.Version, items[n].Version)
			}
			if moved[i.Position] != 1 {
				t.Fatalf("listing %d: %d events tell of its move", i.Position, moved[i.Position])
			}
			if got := after[i.ID] - calls[i.ID]; got != asked {
				t.Fatalf("listing %d ended in %s, and the marketplace was asked %d times", i.Position, i.State, got)
			}
			won[i.State]++
		}
	}
	t.Logf("%d races: %v", n, won)
}

// meet lets both go at once. Exactly one is done; the other is told why not. The
// clock is never told: what it does not find is not its to move.
func meet(t *testing.T, one, other func() error, clock bool) {
	t.Helper()
	var wait sync.WaitGroup
	start, errs := make(chan struct{}), make([]error, 2)
	for n, do := range []func() error{one, other} {
		wait.Go(func() {
			<-start
			errs[n] = do()
		})
	}
	close(start)
	wait.Wait()
	done := 0
	for n, err := range errs {
		switch kind := ipcase.KindOf(err); {
		case err == nil && !(clock && n == 1):
			done++
		case err != nil && kind != ipcase.Stale && kind != ipcase.Refused && kind != ipcase.Invalid:
			t.Fatalf("%+v", err)
		}
	}
	if done > 1 || done == 0 && !clock {
		t.Fatalf("%d of two were done: %v", done, errs)
	}
}

// crowdedCase is a case about many listings of one seller.
func crowdedCase(t *testing.T, w *ipcasetest.World, first, n int) string {
	t.Helper()
	refs := make([]string, n)
	for k := range refs {
		refs[k] = fmt.Sprintf("R%d", first+k)
		no(t, w.Market.Add(t.Context(), marketplace.CatalogueListing{
			SiteCode: w.Site.Code, Ref: refs[k], SellerOrgID: w.Haiyun.OrgID, SellerName: w.Haiyun.OrgName, Title: "Headlamp " + refs[k], Lang: "en",
			Description: "Rechargeable.", Category: "Lamps", PriceMinor: 1290, Currency: "USD", UpdatedAt: w.Clock.Now(),
		}))
	}
	_, cases := w.File(w.Right(ipcase.Trademark), refs...)
	number := cases[w.Haiyun.OrgID]
	no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
	w.Work()
	return number
}

func callsOf(t *testing.T, w *ipcasetest.World, number string) map[int64]int {
	t.Helper()
	var rows []struct {
		ItemID int64
		N      int
	}
	no(t, w.DB.Gorm.Model(&ipcase.Delivery{}).Select("item_id, COUNT(*) AS n").
		Where("item_id IN (SELECT id FROM items WHERE case_id = (SELECT id FROM cases WHERE number = ?))", number).Group("item_id").Scan(&rows).Error)
	calls := map[int64]int{}
	for _, r := range rows {
		calls[r.ItemID] = r.N
	}
	return calls
}

// movesFrom counts the events that move each position out of a state.
func movesFrom(t *testing.T, w *ipcasetest.World, number string, from ipcase.State) map[int]int {
	t.Helper()
	var events []ipcase.Event
	no(t, w.DB.Gorm.Where("chain = ?", "case:"+number).Order("seq").Find(&events).Error)
	moved := map[int]int{}
	for _, e := range events {
		for _, m := range e.Told().Moves {
			if m.From == from && m.To != from {
				moved[m.Item]++
			}
		}
	}
	return moved
}

func ruleOne(a ipcase.Actor, do ipcase.Move) func(*ipcasetest.World, string, ipcase.Chosen) func() error {
	return func(w *ipcasetest.World, number string, c ipcase.Chosen) func() error {
		return func() error {
			_, err := w.Decide(w.T.Context(), a, ipcase.DecideCase{
				Case: number, Facts: "F", GroundKind: ipcase.GroundTerms, Reference: "7.2", Explanation: "E", Lang: "en",
				Rulings: []ipcase.RulingInput{{Position: c.Position, Version: c.Version, Do: do}},
			})
			return err
		}
	}
}

// counterOne prepares a counter-notification for one listing.
func counterOne(w *ipcasetest.World, number string, c ipcase.Chosen) func() error {
	ctx := w.T.Context()
	id := w.CounterDraftFor(w.Haiyun, number)
	d, err := w.CounterDraft(ctx, w.Haiyun, id)
	if err == nil {
		d.Items = []ipcase.Chosen{c}
		err = w.SaveCounterDraft(ctx, w.Haiyun, id, d)
	}
	return func() error {
		if err != nil {
			return err
		}
		_, err := w.FileCounter(ctx, w.Haiyun, id)
		return err
	}
}

func courtOne(w *ipcasetest.World, number string, c ipcase.Chosen) func() error {
	form := ipcase.NewID()
	w.Text(w.Norrvik, form, "Complaint filed")
	return func() error {
		return w.AnswerCounter(w.T.Context(), w.Norrvik, ipcase.AnswerCounter{
			FormID: form, Case: number, Items: []ipcase.Chosen{c}, Kind: ipcase.AnswerCourt, Court: "Ningbo Court", CourtNumber: "(2026) 1",
		})
	}
}

func nobody(*ipcasetest.World, string, ipcase.Chosen) func() error { return nil }

func TestRaces(t *testing.T) { // promises 2, 3, 8
	all := map[string]func(w *ipcasetest.World) contest{
		"two reviewers": func(w *ipcasetest.World) contest {
			return contest{
				stand: func(t *testing.T, w *ipcasetest.World, number string) {
					t.Helper()
					_, err := w.Counter(w.Haiyun, number)
					no(t, err)
					w.Work()
					no(t, w.Answer(number, ipcase.AnswerContest))
				},
				one: ruleOne(w.Rita, ipcase.MoveUpholdComplaint), other: ruleOne(w.Bo, ipcase.MoveUpholdCounter),
				ends: map[ipcase.State]int{ipcase.Removed: 1, ipcase.Restored: 0},
			}
		},
		"delete against withdraw": func(*ipcasetest.World) contest {
			return contest{
				stand: func(*testing.T, *ipcasetest.World, string) {},
				one: func(w *ipcasetest.World, number string, c ipcase.Chosen) func() error {
					return func() error {
						return w.DeleteListings(w.T.Context(), w.Haiyun, ipcase.DeleteListings{Case: number, Items: []ipcase.Chosen{c}})
					}
				},
				other: func(w *ipcasetest.World, number string, c ipcase.Chosen) func() error {
					return func() error {
						_, err := w.Retract(w.T.Context(), w.Norrvik, ipcase.Retract{Case: number, Items: []ipcase.Chosen{c}})
						return err
					}
				},
				ends: map[ipcase.State]int{ipcase.DeletedBySeller: 1, ipcase.Withdrawn: 0},
			}
		},
		"counter against the clock": func(*ipcasetest.World) contest {
			return contest{
				stand: func(*testing.T, *ipcasetest.World, string) {}, due: true, one: counterOne, other: nobody,
				ends: map[ipcase.State]int{ipcase.Countered: 0, ipcase.Removed: 1},
			}
		},
		"restore against court action": func(*ipcasetest.World) contest {
			return contest{
				stand: func(t *testing.T, w *ipcasetest.World, number string) {
					t.Helper()
					w.Clock.Set(*w.Items(number)[0].DueAt)
					w.Work()
					_, err := w.Counter(w.Haiyun, number)
					no(t, err)
					w.Work()
				},
				due: true, one: courtOne, other: nobody, ends: map[ipcase.State]int{ipcase.LegalHold: 0, ipcase.Restored: 1},
			}
		},
	}
	names := []string{"two reviewers", "delete against withdraw", "counter against the clock", "restore against court action"}
	if len(all) != len(names) || slices.ContainsFunc(names, func(n string) bool { return all[n] == nil }) {
		t.Fatal("a race is not held")
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, w *ipcasetest.World) {
				book := w.Book() // a thousand ends alike would cap a holder's filings, or let them skip the reviewer
				book.Standing.Accuracy.Caps, book.Standing.Accuracy.Tier.Decided = nil, math.MaxInt
				w.Govern(book)
				all[name](w).run(t, w, races(t))
			})
		})
	}
}
