package ipcase

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
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
		ID: "market", Mode: NotifyFirst, AfterCounter: HolderAnswers, Attempts: 3, AppealMonths: 6,
		Windows: map[WindowCode]Window{
			WindowNeedsInfo: {Silence: Lapsed}, WindowSellerFirst: {Silence: Removed}, WindowSellerFurther: {Silence: Upheld},
			WindowHolderAnswer: {Silence: Restored},
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
			if item.Window != "" && item.DueAt == nil && rapid.Bool().Draw(t, "delivered") {
				at := now.Add(72 * time.Hour)
				item.ClockStart, item.DueAt = &now, &at
				if item.ToldAt == nil {
					item.ToldAt = &now
				}
			}
			f := Facts{
				Item: item, Procedure: p, Now: now, RightInForce: rapid.Bool().Draw(t, "in force"),
				HolderKnown:   rapid.Bool().Draw(t, "holder known"),
				DecidedBefore: rapid.Bool().Draw(t, "decided before"),
			}
			by, m := rapid.SampledFrom(parties).Draw(t, "by"), rapid.SampledFrom(moves).Draw(t, "move")
			next, eff, refused := step(f, by, m)
			if refused != nil {
				if eff != (effects{}) || next != item {
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
			item = next
		}
	})
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
	case (m == MoveAccept || m == MoveReverse) && Turn(next.State) == PartySeller && !f.RightInForce:
		t.Fatal("a seller was put to answer under a right that is not in force")
	case (m == MoveAccept || m == MoveReverse) && Turn(next.State) == PartySeller && !f.HolderKnown && f.Item.StateBefore != Upheld && f.Item.StateBefore != Restored:
		t.Fatal("a seller was put to answer to somebody whom nobody knows")
	case next.State == Removed && m == MoveAccept && f.Procedure.Mode == NotifyFirst:
		t.Fatal("removed before the seller was heard")
	case f.Procedure.Attempts > 0 && next.AttemptsUsed > f.Procedure.Attempts:
		t.Fatalf("%d counter-notifications of %d", next.AttemptsUsed, f.Procedure.Attempts)
	case (m == MoveAffirm || m == MoveReverse) && f.DecidedBefore:
		t.Fatal("a reviewer decided the appeal of their own decision (promise 10)")
	case next.State.Final() && (next.DueAt != nil || next.Window != ""):
		t.Fatalf("%s still has a clock", next.State)
	case from.Final() && m != MoveAppeal && m != MoveRetract && m != MoveCounter:
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
