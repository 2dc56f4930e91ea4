package ipcase

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// fullFacts is a case of which each field is a word that stands nowhere else.
func fullFacts(person bool) registerFacts {
	at := time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)
	return registerFacts{
		procedure: Procedure{ID: "p", Register: Register{From: RegisterEnded, Fields: RegisterFields()}},
		person:    person, name: "w-holder", agent: "w-agent",
		full: RegisterCase{
			Number: "IP-2026-000001-7K", Received: at, Accepted: at, Ended: &at, Procedure: "w-procedure", Site: "w-site", Reason: "w-reason",
			RightType: Trademark, Office: "w-office", RegNumber: "w-regnumber", Mark: "w-mark", Shop: "w-shop", HolderCountry: "w-holdercountry",
			ShopCountry: "w-shopcountry", Said: "w-said and mail to a.b@c.example or +86 574 5550 0143",
			Listings:  []RegisterListing{{Position: 1, Ref: "w-ref", Title: "w-title", URL: "w-url", State: Upheld}},
			Counters:  []RegisterCounter{{FiledAt: at, Ground: "w-ground", Items: []int{1}, Said: "w-countersaid"}},
			Decisions: []RegisterDecision{{DecidedAt: at, Reference: "w-reference", Facts: "w-facts", Explanation: "w-explanation"}},
			Evidence:  []RegisterEvidence{{Label: "E1", Hash: "w-hash"}},
		},
	}
}

// Who is shown what, by level: the whole table, word by word.
func TestRegisterLevels(t *testing.T) { // promise 5
	common := []string{
		"w-agent", "w-ground", "w-holdercountry", "w-mark", "w-office", "w-procedure", "w-reason", "w-ref", "w-reference", "w-regnumber", "w-shop",
		"w-shopcountry", "w-site", "w-title",
	}
	for _, x := range []struct {
		level  RegisterLevel
		person bool
		more   []string
	}{
		{LevelPublic, false, []string{"w-holder"}},
		{LevelPublic, true, nil},
		{LevelParty, false, []string{"w-holder", "w-url", "w-said", "w-countersaid", "w-facts", "w-explanation", "w-hash", "a.b@c.example", "5550"}},
		{LevelParty, true, []string{"w-holder", "w-url", "w-said", "w-countersaid", "w-facts", "w-explanation", "w-hash", "a.b@c.example", "5550"}},
		{LevelResearcher, false, []string{"w-holder", "w-url", "w-said", "w-countersaid", "w-facts", "w-explanation"}},
		{LevelResearcher, true, []string{"w-url", "w-said", "w-countersaid", "w-facts", "w-explanation"}},
		{LevelRegulator, true, []string{"w-holder", "w-url", "w-said", "w-countersaid", "w-facts", "w-explanation", "w-hash", "a.b@c.example", "5550"}},
	} {
		f := fullFacts(x.person)
		got := fmt.Sprintf("%+v", f.redact(x.level))
		all := fmt.Sprintf("%+v %s", f.full, "w-holder a.b@c.example 5550 w-agent")
		for _, word := range []string{
			"w-holder", "w-agent", "w-procedure", "w-site", "w-reason", "w-office", "w-regnumber", "w-mark", "w-shop", "w-holdercountry", "w-shopcountry", "w-said",
			"a.b@c.example", "5550", "w-ref", "w-title", "w-url", "w-ground", "w-countersaid", "w-reference", "w-facts", "w-explanation", "w-hash",
		} {
			if !strings.Contains(all, word) {
				t.Fatalf("%s is not among the facts", word)
			}
			// A word that another begins with is looked for with what follows it.
			shown := strings.Contains(got+" ", word+" ") || strings.Contains(got, word+"}") || strings.Contains(got, word+"]")
			want := slices.Contains(common, word) || slices.Contains(x.more, word)
			if word == "5550" {
				shown = strings.Contains(got, "5550")
			}
			if shown != want {
				t.Errorf("%s (a person: %t) is shown %s: %t, want %t\n%s", x.level, x.person, word, shown, want, got)
			}
		}
	}
}

// What a procedure does not publish, everybody is not shown; each field that is in no
// line of the table, nobody is.
func TestRegisterFieldsOfAProcedure(t *testing.T) {
	f := fullFacts(false)
	f.procedure.Register.Fields = []RegisterField{RegRight}
	got := fmt.Sprintf("%+v", f.redact(LevelPublic))
	if !strings.Contains(got, "w-regnumber") || strings.Count(got, "w-") != 2 {
		t.Errorf("shown: %s", got)
	}
	for _, field := range RegisterFields() {
		if !slices.Contains(registerTable[field], LevelPublic) {
			t.Errorf("%s can be published by a procedure, and the table shows it to nobody", field)
		}
	}
	if LevelRegulator.Sees("contact", f.procedure) {
		t.Error("a field without a line is shown")
	}
	f = fullFacts(false)
	f.name, f.full.Shop, f.agent = ErasedWord, ErasedWord, ErasedWord
	if c := f.redact(LevelRegulator); c.Holder+c.Shop+c.Agent != "" || !c.HolderWithheld || !c.ShopWithheld {
		t.Errorf("erased names are shown: %+v", c)
	}
}

// A case is public after its delay, and stays so when it is opened again later; one
// that is opened again before waits for its next end.
func TestPublicFrom(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 3, n, 0, 0, 0, 0, time.UTC) }
	event := func(n int, from, to State) Event {
		return Event{At: day(n), Data: fmt.Sprintf(`{"moves":[{"item":1,"from":%q,"to":%q}]}`, from, to)}
	}
	after := func(at time.Time) (time.Time, error) { return at.AddDate(0, 0, 7), nil }
	filed, accepted := event(1, "", Intake), event(2, Intake, AwaitingSeller)
	for name, x := range map[string]struct {
		from   RegisterFrom
		events []Event
		want   time.Time // zero: not public
	}{
		"not accepted":           {RegisterAccepted, []Event{filed}, time.Time{}},
		"refused":                {RegisterEnded, []Event{filed, event(2, Intake, Rejected)}, time.Time{}},
		"accepted":               {RegisterAccepted, []Event{filed, accepted}, day(9)},
		"open":                   {RegisterEnded, []Event{filed, accepted}, time.Time{}},
		"ended":                  {RegisterEnded, []Event{filed, accepted, event(5, AwaitingSeller, DeletedBySeller)}, day(12)},
		"opened again too early": {RegisterEnded, []Event{filed, accepted, event(5, Contested, Upheld), event(9, Upheld, Appealed)}, time.Time{}},
		"ended again":            {RegisterEnded, []Event{filed, accepted, event(5, Contested, Upheld), event(9, Upheld, Appealed), event(20, Appealed, Upheld)}, day(27)},
		"opened again later":     {RegisterEnded, []Event{filed, accepted, event(5, Contested, Upheld), event(13, Upheld, Appealed)}, day(12)},
		"accepted on appeal":     {RegisterAccepted, []Event{filed, event(2, Intake, Rejected), event(8, Rejected, Appealed), event(9, Appealed, AwaitingSeller)}, day(16)},
		"no register":            {"", []Event{filed, accepted}, time.Time{}},
	} {
		got, public, err := publicFrom(Register{From: x.from}, x.events, after)
		if err != nil || public == x.want.IsZero() || public && !got.Equal(x.want) {
			t.Errorf("%s: %s, %t, %v; want %s", name, got, public, err, x.want)
		}
	}
}
