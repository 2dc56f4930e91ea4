package ipcase

import (
	"strings"
	"testing"
	"time"
)

func day(s string) time.Time {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return d
}

func TestAPowerOfAttorneyIsChosenByWhatFits(t *testing.T) {
	base := Power{
		Number: "POA-1", Status: PowerVerified, RightTypes: []RightType{Trademark}, Acts: []PowerAct{ActRegister, ActFile},
		Territories: []string{"EU", "CN"}, ValidFrom: day("2026-01-01"), ValidUntil: day("2026-12-31"),
	}
	with := func(change func(*Power)) Power {
		p := base
		change(&p)
		return p
	}
	ask := PowerAsk{Act: ActFile, Type: Trademark, Places: []string{"CN"}, Day: day("2026-06-08")}
	asking := func(change func(*PowerAsk)) PowerAsk {
		a := ask
		change(&a)
		return a
	}
	later := with(func(p *Power) { p.Number, p.ValidUntil = "POA-2", day("2027-12-31") })
	for name, x := range map[string]struct {
		powers []Power
		ask    PowerAsk
		want   string // the power's number, or words of the refusal
	}{
		"it fits":                        {[]Power{base}, ask, "POA-1"},
		"the longest of two":             {[]Power{base, later}, ask, "POA-2"},
		"none":                           {nil, ask, "You have handed in no power"},
		"not checked":                    {[]Power{with(func(p *Power) { p.Status = PowerPending })}, ask, "is still checking POA-1"},
		"refused":                        {[]Power{with(func(p *Power) { p.Status = PowerRefused })}, ask, "was not accepted"},
		"revoked":                        {[]Power{with(func(p *Power) { p.Status = PowerRevoked })}, ask, "was revoked"},
		"a new one waits":                {[]Power{with(func(p *Power) { p.Status = PowerRevoked }), with(func(p *Power) { p.Number, p.Status = "POA-3", PowerPending })}, ask, "checking POA-3"},
		"the day before the first":       {[]Power{base}, asking(func(a *PowerAsk) { a.Day = day("2025-12-31") }), "begins on 2026-01-01"},
		"the first day":                  {[]Power{base}, asking(func(a *PowerAsk) { a.Day = day("2026-01-01") }), "POA-1"},
		"the last day":                   {[]Power{base}, asking(func(a *PowerAsk) { a.Day = day("2026-12-31") }), "POA-1"},
		"the day after the last":         {[]Power{base}, asking(func(a *PowerAsk) { a.Day = day("2027-01-01") }), "ended on 2026-12-31"},
		"another act":                    {[]Power{base}, asking(func(a *PowerAsk) { a.Act = ActAnswer }), "does not let you answer"},
		"another type":                   {[]Power{base}, asking(func(a *PowerAsk) { a.Type = Patent }), "this kind of right"},
		"another territory":              {[]Power{base}, asking(func(a *PowerAsk) { a.Places = []string{"CN", "US"} }), "this territory: US"},
		"a member of the Union":          {[]Power{base}, asking(func(a *PowerAsk) { a.Places = []string{"DE"} }), "POA-1"},
		"the Union under a member's":     {[]Power{with(func(p *Power) { p.Territories = []string{"DE"} })}, asking(func(a *PowerAsk) { a.Places = []string{"EU"} }), "this territory: EU"},
		"the world":                      {[]Power{with(func(p *Power) { p.Territories = []string{"WW"} })}, asking(func(a *PowerAsk) { a.Places = []string{"BR"} }), "POA-1"},
		"two halves do not make a whole": {[]Power{with(func(p *Power) { p.Acts = []PowerAct{ActRegister} }), with(func(p *Power) { p.RightTypes = []RightType{Patent} })}, ask, "this kind of right"},
	} {
		got, refused := FindPower("Veyra Audio AB", x.powers, x.ask)
		said := got.Number
		if refused != nil {
			said = refused.Error()
		}
		if refused == nil && said != x.want || !strings.Contains(said, x.want) {
			t.Errorf("%s: want %q, got %q", name, x.want, said)
		}
	}
}

func TestThePowersLastDayEndsAtMidnightOfThePlatform(t *testing.T) {
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	p := Power{Status: PowerVerified, ValidFrom: day("2026-06-01"), ValidUntil: day("2026-06-10")}
	for instant, stands := range map[string]bool{
		"2026-05-31T15:59:59Z": false, // 23:59:59 on the day before in Shanghai
		"2026-05-31T16:00:00Z": true,  // 00:00 on the first day
		"2026-06-10T15:59:59Z": true,  // 23:59:59 on the last
		"2026-06-10T16:00:00Z": false, // 24:00
	} {
		at, err := time.Parse(time.RFC3339, instant)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.StandsOn(DayIn(at, shanghai)); got != stands {
			t.Errorf("at %s: %v", instant, got)
		}
	}
	if got := p.EndsAt(shanghai).Format(time.RFC3339); got != "2026-06-10T16:00:00Z" {
		t.Errorf("it ends at %s", got)
	}
	for on, told := range map[string]int{"2026-05-26": 0, "2026-05-27": 1, "2026-06-08": 1, "2026-06-09": 2, "2026-06-10": 2, "2026-06-11": 3} {
		if got := endTold(p, day(on)); got != told {
			t.Errorf("on %s stage %d is told, want %d", on, got, told)
		}
	}
}

func TestAnAgentMovesOnlyWhatItsPowerLetsIt(t *testing.T) {
	power := Power{
		Status: PowerVerified, RightTypes: []RightType{Trademark}, Acts: []PowerAct{ActFile}, Territories: []string{"CN"},
		ValidFrom: day("2026-01-01"), ValidUntil: day("2026-12-31"),
	}
	on := func(d string) PowerFacts { return powerFacts([]Power{power}, Trademark, "CN", day(d)) }
	item := Item{State: Countered, AttemptsUsed: 1}
	f := Facts{Item: item, Procedure: Procedure{Attempts: 3}, Now: day("2026-06-08"), RightInForce: true, Power: on("2026-06-08")}
	if MayMove(f, PartyHolder, MoveContest) || MayMove(f, PartyHolder, MoveRetract) {
		t.Error("filing alone lets it answer or retract")
	}
	f.Item.State = NeedsInfo
	if !MayMove(f, PartyHolder, MoveComplete) {
		t.Error("filing does not let it complete")
	}
	f.Power = on("2027-01-01")
	if MayMove(f, PartyHolder, MoveComplete) {
		t.Error("it completes after the last day")
	}
	due := f.Now.Add(-time.Hour)
	f.Item = Item{State: AwaitingSeller, DueAt: &due}
	if MayMove(f, PartySystem, MoveSilence) || !MayMove(f, PartySystem, MoveBlock) || !MayMove(f, PartyPlatform, MoveRefuse) {
		t.Error("a seller's silence acts for an agent without a power")
	}
	f.Item.RightBlocked, f.Item.DueAt = true, nil
	if !MayMove(f, PartyPlatform, MoveLetGoOn) || !MayMove(f, PartySeller, MoveCounter) {
		t.Error("the reviewer cannot let it go on, or the seller not answer")
	}
	f.Item = Item{State: Countered, DueAt: &due, Window: WindowHolderAnswer}
	if !MayMove(f, PartySystem, MoveSilence) {
		t.Error("the agent's own silence does not act")
	}
}
