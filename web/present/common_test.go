package present

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/calendar"
	"ipportal/views"
)

var shanghai = time.FixedZone("Asia/Shanghai", 8*3600)

func reader(p ipcase.Party, lang string) Reader {
	r := NewReader(ipcase.Actor{Party: p, OrgID: 7}, lang, shanghai, time.Date(2026, 6, 11, 2, 0, 0, 0, time.UTC))
	return r
}

func TestTimes(t *testing.T) {
	at := time.Date(2026, 6, 15, 10, 0, 0, 0, time.UTC)
	midnight := time.Date(2026, 6, 15, 16, 0, 0, 0, time.UTC)
	en, zh := reader(ipcase.PartySeller, "en"), reader(ipcase.PartySeller, "zh-CN")
	for _, c := range []struct{ got, want string }{
		{en.Time(at).Text, "Mon 15 June 2026, 18:00"},
		{zh.Time(at).Text, "2026年6月15日 周一 18:00"},
		{en.Until(midnight).Text, "Mon 15 June 2026, 24:00"},
		{zh.Until(midnight).Text, "2026年6月15日 周一 24:00"},
		{en.ShortTime(at).Text, "Mon 15 Jun, 18:00"},
		{zh.ShortTime(at).Text, "6月15日 周一 18:00"},
		{en.ShortUntil(en.Now.Add(8 * time.Hour)).Text, "Today, 18:00"},
		{zh.ShortUntil(en.Now.Add(14 * time.Hour)).Text, "今天 24:00"},
		{en.Day(midnight).Text, "16 June 2026"},
		{en.DateOnly(midnight).Text, "15 June 2026"},
		{zh.ShortDay(at.AddDate(1, 0, 0)).Text, "2027年6月15日"},
		{en.Left(at), "4 days 8 hours left"},
		{zh.Left(at), "还剩4天8小时"},
		{en.Left(en.Now.Add(90 * time.Minute)), "1 hour 30 minutes left"},
		{en.Left(en.Now.Add(-time.Hour)), "passed 1 hour 0 minutes ago"},
		{en.Time(at).ISO, "2026-06-15T10:00:00Z"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	for d, want := range map[time.Duration]views.Tone{-time.Hour: views.Danger, 24 * time.Hour: views.Danger, 25 * time.Hour: views.Warn, 73 * time.Hour: views.Neutral} {
		if got := en.DeadlineTone(en.Now.Add(d)); got != want {
			t.Errorf("%s from now is %s, want %s", d, got, want)
		}
	}
}

// Each state has a badge with words for every reader, and only the two sides are
// shown a colour for an outcome.
func TestBadges(t *testing.T) {
	for _, lang := range Languages() {
		for _, p := range []ipcase.Party{ipcase.PartySeller, ipcase.PartyHolder, ipcase.PartyPlatform, ipcase.PartyPublic} {
			r := reader(p, lang)
			for _, s := range ipcase.States() {
				b := r.CaseBadge(ipcase.CaseStatus(s), nil, false)
				if b.Text == "" || b.Tone == "" {
					t.Errorf("%s in %s has no badge for %s", s, lang, p)
				}
				if (p == ipcase.PartyPlatform || p == ipcase.PartyPublic) && b.Tone != views.Neutral {
					t.Errorf("%s takes sides before %s: %s", s, p, b.Tone)
				}
			}
		}
	}
	got := reader(ipcase.PartySeller, "en").CaseBadge(ipcase.StatusMixed, map[ipcase.State]int{ipcase.Restored: 1, ipcase.Upheld: 2}, false)
	if got.Text != "1 kept, 2 removed" {
		t.Errorf("mixed: %q", got.Text)
	}
}

// Both sides read the same words about the same acts (promise 9).
func TestTimelineIsTheSameForBoth(t *testing.T) {
	data, err := json.Marshal(ipcase.EventData{Moves: []ipcase.ItemMove{
		{Item: 1, From: ipcase.Contested, To: ipcase.Upheld}, {Item: 2, From: ipcase.Contested, To: ipcase.Restored},
	}})
	if err != nil {
		t.Fatal(err)
	}
	events := []ipcase.Event{
		{Kind: ipcase.EventCaseOpened, Party: ipcase.PartyHolder, Items: []int{1, 2}, Data: "{}"},
		{Kind: ipcase.EventCountered, Party: ipcase.PartySeller, Items: []int{1, 2}, Data: `{"attempt":2}`},
		{Kind: ipcase.EventDecided, Party: ipcase.PartyPlatform, Items: []int{1, 2}, Data: string(data)},
		{Kind: ipcase.EventSilence, Party: ipcase.PartySystem, Items: []int{1}, Data: `{"moves":[{"item":1,"from":"removed","to":"upheld"}]}`},
	}
	names := Names{Holder: "Norrvik Optics AB", Seller: "Haiyun Outdoor", Platform: "Quaylane", Refs: map[int]string{1: "QL-1", 2: "QL-2"}}
	seller := reader(ipcase.PartySeller, "en").Timeline(events, names)
	holder := reader(ipcase.PartyHolder, "en").Timeline(events, names)
	want := []string{
		"|Haiyun Outdoor did not respond in time. The complaint about QL-1 is closed and the removal stays",
		"Quaylane|decided: complaint upheld for QL-1; complaint not upheld for QL-2",
		"Haiyun Outdoor|filed counter-notification no. 2 for QL-1 and QL-2",
		"Norrvik Optics AB|complained about QL-1 and QL-2",
	}
	if len(seller.Events) != len(want) {
		t.Fatalf("%d events, want %d", len(seller.Events), len(want))
	}
	for n, w := range want {
		s, h := seller.Events[n], holder.Events[n]
		if got := s.Lead + "|" + s.Text; got != w {
			t.Errorf("got %q, want %q", got, w)
		}
		if s.Text != h.Text || s.Lead != h.Lead {
			t.Errorf("the sides read %q and %q", s.Text, h.Text)
		}
	}
	if seller.Events[2].Who != "you" || holder.Events[2].Who != "other" {
		t.Error("whose act it was is not marked")
	}
}

func TestClock(t *testing.T) {
	f := ClockFacts{
		Window:   ipcase.Window{Amount: 3, Unit: calendar.BusinessDay, Starts: ipcase.StartsOnDelivery, Cite: ipcase.Citation{Law: "Marketplace terms", Section: "2.5"}},
		Calendar: "China", Zone: "Asia/Shanghai",
		Start: time.Date(2026, 6, 11, 2, 0, 0, 0, time.UTC), Due: time.Date(2026, 6, 16, 16, 0, 0, 0, time.UTC),
		Steps: []calendar.Step{
			{Day: "2026-06-12", Counted: true},
			{Day: "2026-06-13", Why: calendar.WhyWeekend},
			{Day: "2026-06-14", Counted: true, Why: calendar.WhyMakeUp, Name: "Dragon Boat Festival"},
			{Day: "2026-06-15", Why: calendar.WhyHoliday, Name: "Dragon Boat Festival"},
			{Day: "2026-06-16", Counted: true},
		},
	}
	c := reader(ipcase.PartySeller, "en").Clock(f)
	if c.Due != "Tue 16 June 2026, 24:00" || !strings.HasPrefix(c.Rule, "3 working days from delivery") {
		t.Errorf("rule %q, due %q", c.Rule, c.Due)
	}
	var notes []string
	for _, d := range c.Days {
		notes = append(notes, d.Note)
	}
	want := "Day 1 of 3|Weekend, not counted|Day 2 of 3 · Working day in place of Dragon Boat Festival|Dragon Boat Festival, not counted|Day 3 of 3"
	if got := strings.Join(notes, "|"); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestMoney(t *testing.T) {
	for _, c := range []struct {
		minor    int64
		currency string
		want     string
	}{{940, "USD", "US$9.40"}, {5, "CNY", "CN¥0.05"}, {1200, "JPY", "JP¥1200"}, {100, "SEK", "SEK 1.00"}, {1, "", ""}} {
		if got := Money(c.minor, c.currency); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
