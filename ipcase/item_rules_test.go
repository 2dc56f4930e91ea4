package ipcase

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestTableOfMoves prints the table for people to read and holds it against the
// file that they agreed on.
func TestTableOfMoves(t *testing.T) {
	var b strings.Builder
	fmt.Fprintf(&b, "%-22s %-9s %-16s %s\n", "move", "by", "from", "to")
	for _, r := range rules {
		to := make([]string, len(r.to))
		for n, s := range r.to {
			to[n] = string(s)
		}
		for _, from := range r.from {
			fmt.Fprintf(&b, "%-22s %-9s %-16s %s\n", r.move, r.by, from, strings.Join(to, " | "))
		}
	}
	path := filepath.Join("testdata", "moves.golden")
	if *update {
		if err := os.MkdirAll("testdata", 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("the table of moves has changed; if that is meant, run the test with -update\n%s", b.String())
	}
}

// testProcedures are the two ways in which a procedure can differ for the moves.
func testProcedures() []Procedure {
	market := Procedure{
		ID: "market", Mode: NotifyFirst, AfterCounter: HolderAnswers, Attempts: 3, Fixes: 2, AppealMonths: 6,
		Windows: map[WindowCode]Window{
			WindowNeedsInfo: {Silence: Lapsed}, WindowSellerFirst: {Silence: Removed}, WindowSellerFurther: {Silence: Upheld},
			WindowHolderAnswer: {Silence: Restored}, WindowFix: {Amount: 3, Silence: Fixed},
		},
	}
	dmca := Procedure{
		ID: "dmca", Mode: RemoveFirst, AfterCounter: CourtWait, CounterAfterEnd: true, AppealMonths: 6,
		Windows: map[WindowCode]Window{
			WindowNeedsInfo: {Silence: Lapsed}, WindowSellerFurther: {Silence: Upheld}, WindowCourt: {Silence: Restored, Starts: StartsOnReceipt},
		},
	}
	return []Procedure{market, dmca}
}

// TestAnyWalkKeepsTheRules walks at random and holds every step against what
// must be true of an item whatever happened before.
func TestAnyWalkKeepsTheRules(t *testing.T) {
	parties := []Party{PartyHolder, PartySeller, PartyPlatform, PartySystem}
	var moves []Move
	for _, r := range rules {
		moves = append(moves, r.move)
	}
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom(testProcedures()).Draw(t, "procedure")
		now := time.Date(2026, 6, 8, 0, 0, 0, 0, time.UTC)
		item := Item{ID: 1, State: Intake, Version: 1}
		walk := rapid.IntRange(1, 30).Draw(t, "length")
		asked, down := 0, false // what the marketplace was asked, and so how the listing is
		for range walk {
			now = now.Add(time.Duration(rapid.IntRange(0, 400).Draw(t, "hours")) * time.Hour)
			if item.Window != "" && item.DueAt == nil && item.PauseKind == PauseNone && rapid.Bool().Draw(t, "delivered") {
				at := now.Add(72 * time.Hour)
				notice := int64(1)
				item.ClockStart, item.DueAt, item.ClockNoticeID, item.ClockBy = &now, &at, &notice, DeliveredByMail
				if item.ToldAt == nil {
					item.ToldAt = &now
				}
			}
			f := Facts{
				Item: item, Procedure: p, Now: now, RightInForce: rapid.Bool().Draw(t, "in force"),
				HolderKnown:   rapid.Bool().Draw(t, "holder known"),
				DecidedBefore: rapid.Bool().Draw(t, "decided before"),
				OwnDecision:   rapid.Bool().Draw(t, "own decision"),
				Senior:        rapid.Bool().Draw(t, "senior"),
			}
			by, m := rapid.SampledFrom(parties).Draw(t, "by"), rapid.SampledFrom(moves).Draw(t, "move")
			next, eff, refused := step(f, by, m)
			if refused != nil {
				if eff != (effects{}) || !reflect.DeepEqual(next, item) {
					t.Fatalf("%s by %s was refused and changed something", m, by)
				}
				continue
			}
			checkStep(t, f, by, m, next)
			if eff.takeDown == eff.restore && eff.takeDown {
				t.Fatal("down and up at once")
			}
			if eff.takeDown {
				asked++
				down = true
			}
			if eff.restore {
				if !down {
					t.Fatal("restored what was not taken down (promise 8)")
				}
				down = false
			}
			if down != next.TookDown {
				t.Fatalf("item says took down = %v, the marketplace was left at %v", next.TookDown, down)
			}
			if eff.window != "" {
				next.Window = eff.window
				if eff.startAt != nil {
					at := eff.startAt.Add(72 * time.Hour)
					next.ClockStart, next.DueAt = eff.startAt, &at
				}
			}
			if eff.clock {
				changeClock(&next, m, by, now)
			}
			item = next
		}
	})
}

// changeClock is what the deeds write into an item whose clock alone they move.
func changeClock(i *Item, m Move, by Party, now time.Time) {
	switch m {
	case MovePause:
		kind := PauseReviewer
		if by == PartySystem {
			kind = PauseStop
		}
		i.pause(kind, nil, now)
	case MoveDispute:
		i.pause(PauseDispute, nil, now)
	case MoveResume:
		i.resume(now)
	case MoveAnew:
		takeBack(i)
	default:
	}
	i.DueAt = nil
	if i.ClockStart != nil && i.PauseKind == PauseNone {
		due := now.Add(72 * time.Hour)
		i.DueAt = &due
	}
}

func checkStep(t *rapid.T, f Facts, by Party, m Move, next Item) {
	from := f.Item.State
	fits := false
	for _, r := range rules {
		fits = fits || (r.move == m && r.by == by && contains(r.from, from) && contains(r.to, next.State))
	}
	switch {
	case !fits:
		t.Fatalf("%s by %s led from %s to %s, which no line of the table says", m, by, from, next.State)
	case next.Version != f.Item.Version+1:
		t.Fatalf("%s left the version at %d (promise 2)", m, next.Version)
	case m == MoveSilence && (f.Item.DueAt == nil || f.Now.Before(*f.Item.DueAt)):
		t.Fatal("silence acted early (promise 3)")
	case m == MoveSilence && !f.RightInForce && !f.Item.RightWaived && Turn(from) == PartySeller:
		t.Fatal("a seller's silence acted on a right that had ended")
	case f.Item.Ordered && (by == PartyHolder || by == PartySeller):
		t.Fatalf("%s ended by %s what a court or an authority decided", by, m)
	case m == MoveReverseOwn && !f.OwnDecision && (!f.Senior || f.DecidedBefore):
		t.Fatal("somebody reversed a decision that was neither their own nor a senior reviewer's to look at (promise 10)")
	case m == MoveReclassify && (next.State != from || next.Window != f.Item.Window && next.Window != ""):
		t.Fatalf("another reason moved %s to %s", from, next.State)
	case (m == MoveAccept || m == MoveReverse || m == MoveReverseOwn) && Turn(next.State) == PartySeller && !f.RightInForce:
		t.Fatal("a seller was put to answer under a right that is not in force")
	case (m == MoveAccept || m == MoveReverse) && Turn(next.State) == PartySeller && !f.HolderKnown && f.Item.StateBefore != Upheld && f.Item.StateBefore != Restored:
		t.Fatal("a seller was put to answer to somebody whom nobody knows")
	case isClockMove(m) && (next.State != from || next.AttemptsUsed != f.Item.AttemptsUsed || next.TookDown != f.Item.TookDown):
		t.Fatalf("%s changed more than the clock", m)
	case m == MoveSilence && f.Item.PauseKind != PauseNone:
		t.Fatal("a clock that stood still acted")
	case m != MoveReclassify && !isClockMove(m) && m != MoveBlock && (next.PauseKind != PauseNone || next.Extra != 0 || len(next.Pauses) > 0):
		t.Fatalf("%s took the pauses of one window into the next", m)
	case next.State == Removed && m == MoveAccept && f.Procedure.Mode == NotifyFirst:
		t.Fatal("removed before the seller was heard")
	case f.Procedure.Attempts > 0 && next.AttemptsUsed > f.Procedure.Attempts:
		t.Fatalf("%d counter-notifications of %d", next.AttemptsUsed, f.Procedure.Attempts)
	case (m == MoveAffirm || m == MoveReverse) && f.DecidedBefore:
		t.Fatal("a reviewer decided the appeal of their own decision (promise 10)")
	case next.State.Final() && (next.DueAt != nil || next.Window != ""):
		t.Fatalf("%s still has a clock", next.State)
	case from.Final() && !contains([]Move{MoveAppeal, MoveRetract, MoveCounter, MoveReverseOwn, MoveOrderUpheld, MoveOrderRestored, MoveOrderHold}, m):
		t.Fatalf("%s moved on from its end by %s", from, m)
	case (next.State == AwaitingSeller || next.State == Removed) && next.AcceptedAt == nil:
		t.Fatal("it is the seller's turn in a case that the seller was never told of")
	}
}

func TestEveryStateHasATurnOrAnEnd(t *testing.T) {
	for _, s := range States() {
		if s != LegalHold && s.Final() == (Turn(s) != "") {
			t.Errorf("%s: final %v, turn %q", s, s.Final(), Turn(s))
		}
	}
}
