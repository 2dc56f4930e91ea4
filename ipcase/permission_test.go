package ipcase_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// someone is a person of one organisation, with what they may do there.
type someone struct {
	who string
	ipcase.Actor
}

// everyone is each role of each side, a member once with every choice of
// permissions; of the organisations that the things are of, and of others.
func everyone(w *ipcasetest.World) []someone {
	var all []someone
	id := int64(5000)
	somebody := func(who string, a ipcase.Actor) {
		id++
		all = append(all, someone{who, w.Colleague(a, id, a.Name)})
	}
	add := func(side string, a ipcase.Actor) {
		a.Owner = "Lin Yue"
		for _, role := range ipcase.RolesOf(a.Party) {
			a.Role, a.Granted = role, ipcase.Granted{}
			if role != ipcase.RoleMember {
				somebody(side+" "+string(role), a)
				continue
			}
			choices := ipcase.Grantable(a.Party)
			for chosen := range 1 << len(choices) {
				a.Granted = ipcase.Granted{}
				words := []string{"see"}
				for n, p := range choices {
					if chosen&(1<<n) != 0 {
						a.Granted = a.Granted.Grant(p)
						words = append(words, string(p))
					}
				}
				somebody(side+" member: "+strings.Join(words, " "), a)
			}
		}
	}
	add("seller", w.Haiyun)
	add("another seller", w.Tianrui)
	add("holder", w.Norrvik)
	add("another holder", w.Other)
	add("platform", w.Rita)
	return append(all, someone{"nobody", ipcase.Actor{Party: ipcase.PartyPublic}})
}

// deed is one thing that can be done, asked for so that nothing comes of it: with
// an empty form, or with a page that is out of date.
type deed struct {
	name string
	do   func(ctx context.Context, a ipcase.Actor) error
}

func deeds(w *ipcasetest.World, number, complaint, right, counterDraft, complaintDraft string) []deed {
	old := []ipcase.Chosen{{Position: 1, Version: 99}}
	file := func(form string) func(ctx context.Context, a ipcase.Actor) error {
		return func(ctx context.Context, a ipcase.Actor) error {
			_, err := w.AddEvidence(ctx, a, ipcase.AddEvidence{
				FormID: form, Field: "files", Name: "a.txt", Body: strings.NewReader(a.Name + string(a.Role)), Purpose: ipcase.PurposeEvidence, Visibility: ipcase.BothSides,
			})
			return err
		}
	}
	return []deed{
		{"register a right", func(ctx context.Context, a ipcase.Actor) error {
			_, err := w.RegisterRight(ctx, a, ipcase.RegisterRight{FormID: ipcase.NewID()})
			return err
		}},
		{"begin a complaint", func(ctx context.Context, a ipcase.Actor) error {
			_, err := w.StartComplaint(ctx, a)
			return err
		}},
		{"write a complaint", func(ctx context.Context, a ipcase.Actor) error {
			return w.SaveComplaintDraft(ctx, a, complaintDraft, ipcase.ComplaintDraft{})
		}},
		{"file a complaint", func(ctx context.Context, a ipcase.Actor) error {
			_, err := w.FileComplaint(ctx, a, complaintDraft)
			return err
		}},
		{"complete a notice", func(ctx context.Context, a ipcase.Actor) error {
			return w.CompleteNotice(ctx, a, ipcase.CompleteNotice{FormID: ipcase.NewID(), Case: number, Items: old})
		}},
		{"retract listings", func(ctx context.Context, a ipcase.Actor) error {
			_, err := w.Retract(ctx, a, ipcase.Retract{Case: number, Items: old})
			return err
		}},
		{"answer a counter-notification", func(ctx context.Context, a ipcase.Actor) error {
			return w.AnswerCounter(ctx, a, ipcase.AnswerCounter{FormID: ipcase.NewID(), Case: number, Items: old, Kind: ipcase.AnswerAccept})
		}},
		{"appeal", func(ctx context.Context, a ipcase.Actor) error {
			return w.AppealDecision(ctx, a, ipcase.AppealDecision{FormID: ipcase.NewID(), Case: number, Items: old})
		}},
		{"delete listings", func(ctx context.Context, a ipcase.Actor) error {
			return w.DeleteListings(ctx, a, ipcase.DeleteListings{Case: number, Items: old})
		}},
		{"begin a counter-notification", func(ctx context.Context, a ipcase.Actor) error {
			_, err := w.StartCounter(ctx, a, number, old)
			return err
		}},
		{"write a counter-notification", func(ctx context.Context, a ipcase.Actor) error {
			return w.SaveCounterDraft(ctx, a, counterDraft, ipcase.CounterDraft{CaseNumber: number})
		}},
		{"file a counter-notification", func(ctx context.Context, a ipcase.Actor) error {
			_, err := w.FileCounter(ctx, a, counterDraft)
			return err
		}},
		{"add a file to a complaint's draft", func(ctx context.Context, a ipcase.Actor) error {
			if a.Party == ipcase.PartySeller {
				return file(counterDraft)(ctx, a)
			}
			return file(complaintDraft)(ctx, a)
		}},
		{"add a file to a form", func(ctx context.Context, a ipcase.Actor) error { return file(ipcase.NewID())(ctx, a) }},
		{"take the next task", func(ctx context.Context, a ipcase.Actor) error {
			n, err := w.ClaimNext(ctx, a)
			if err == nil {
				err = w.GiveBack(ctx, a, n)
			}
			return err
		}},
		{"check a right", func(ctx context.Context, a ipcase.Actor) error {
			return w.CheckRight(ctx, a, ipcase.CheckRight{Number: right, Version: 99, Verify: true})
		}},
		{"decide", func(ctx context.Context, a ipcase.Actor) error {
			_, err := w.Decide(ctx, a, ipcase.DecideCase{Case: number})
			return err
		}},
		{"record a delivery", func(ctx context.Context, a ipcase.Actor) error {
			return w.RecordDelivery(ctx, a, ipcase.RecordDelivery{Case: number})
		}},
		{"read the case as its seller", func(ctx context.Context, a ipcase.Actor) error {
			_, err := w.ReadSellerCase(ctx, a, number)
			return err
		}},
		{"read the case as its holder", func(ctx context.Context, a ipcase.Actor) error {
			_, err := w.ReadHolderCase(ctx, a, number)
			return err
		}},
		{"read the case as a reviewer", func(ctx context.Context, a ipcase.Actor) error {
			_, err := w.ReadReviewCase(ctx, a, number)
			return err
		}},
		{"read the complaint", func(ctx context.Context, a ipcase.Actor) error {
			_, err := w.ReadHolderComplaint(ctx, a, complaint)
			return err
		}},
		{"read what was given up", func(ctx context.Context, a ipcase.Actor) error {
			_, err := w.ReadDeliveries(ctx, a, 0)
			return err
		}},
	}
}

// What each role may do, as a table to be read: "may", "lacks" (theirs to see,
// and refused with whom to ask), or nothing: for them it is not there.
func TestRolesAndDeeds(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		right := w.Right(ipcase.Trademark)
		c, cases := w.File(right, "H1", "H2")
		number := cases[w.Haiyun.OrgID]
		if err := w.Rule(w.Rita, number, ipcase.MoveAccept); err != nil {
			t.Fatal(err)
		}
		w.Work()
		w.UncheckedRight(w.Norrvik, ipcase.Design) // so that a task waits
		counter, draft := w.CounterDraftFor(w.Haiyun, number), w.DraftOf(w.Norrvik, right, "H3")
		counter2, err := w.CounterDraft(t.Context(), w.Haiyun, counter)
		if err != nil {
			t.Fatal(err)
		}
		before := w.States(number)
		var b strings.Builder
		for _, x := range everyone(w) {
			fmt.Fprintf(&b, "%s\n", x.who)
			for _, d := range deeds(w, number, c.Number, right, counter, draft) {
				if d.name == "file a counter-notification" { // a draft in which everything is wrong
					empty := counter2
					empty.Explanation, empty.Ticked = "", nil
					if err := w.SaveCounterDraft(t.Context(), w.Haiyun, counter, empty); err != nil {
						t.Fatal(err)
					}
				}
				if got := outcome(t, x, d.name, d.do(t.Context(), x.Actor)); got != "" {
					fmt.Fprintf(&b, "  %-6s %s\n", got, d.name)
				}
			}
		}
		if after := w.States(number); fmt.Sprint(before) != fmt.Sprint(after) {
			t.Errorf("asking moved the case from %v to %v", before, after)
		}
		golden(t, "roles.golden", b.String())
	})
}

func outcome(t *testing.T, x someone, name string, err error) string {
	t.Helper()
	var e *ipcase.Error
	switch {
	case err == nil:
		return "may"
	case !errors.As(err, &e):
		t.Errorf("%s: %s: %v", x.who, name, err)
		return "failed"
	case e.Kind == ipcase.NotFound:
		return ""
	case e.Kind == ipcase.Refused && strings.Contains(e.Msg, "Ask %s (owner)"):
		return "lacks"
	}
	return "may"
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run the test with -update and read the difference.\n%s", path, got)
	}
}
