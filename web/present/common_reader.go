package present

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"ipportal/ipcase"
	"ipportal/views"
)

// Reader is for whom a page is made: a side, a language, a time zone, and the
// moment at which it is made.
type Reader struct {
	Party  ipcase.Party
	OrgID  int64
	Lang   string
	Zone   *time.Location
	Now    time.Time
	Office bool // Word and Excel files are taken as evidence
	words  views.Translator
}

// NewReader is the reader that an actor is. An actor without a zone, or with one
// that is not known, is shown times in fallback.
func NewReader(a ipcase.Actor, lang string, fallback *time.Location, now time.Time) Reader {
	if fallback == nil {
		fallback = time.UTC
	}
	zone := fallback
	if a.Zone != "" {
		if z, err := time.LoadLocation(a.Zone); err == nil {
			zone = z
		}
	}
	tr := Translator(lang)
	return Reader{Party: a.Party, OrgID: a.OrgID, Lang: tr.Lang(), Zone: zone, Now: now, words: tr}
}

// T is the sentence in the reader's language.
func (r Reader) T(key string, args ...any) string {
	if r.words == nil {
		return Translator("en").T(key, args...)
	}
	return r.words.T(key, args...)
}

// N is T with one of two sentences: one for a count of one, other for the rest.
// Unless args are given, the count is the argument of a sentence that takes one.
func (r Reader) N(n int, one, other string, args ...any) string {
	key := other
	if n == 1 {
		key = one
	}
	if len(args) == 0 && strings.Contains(key, "%") {
		args = []any{n}
	}
	return r.T(key, args...)
}

// withLacking adds to a turn what others of the reader's organisation could do,
// and whom to ask for it.
func (r Reader) withLacking(t views.Turn, v ipcase.CaseView) views.Turn {
	for _, e := range v.Lacks {
		t.Options = append(t.Options, views.TurnOption{Passive: true, Title: r.T("Your permissions"), Text: r.T(e.Msg, e.Args...)})
	}
	return t
}

func (r Reader) chinese() bool { return strings.HasPrefix(r.Lang, "zh") }

// Join lists words: "A, B and C".
func (r Reader) Join(words []string) string {
	if r.chinese() {
		return strings.Join(words, "、")
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return r.T("%s and %s", strings.Join(words[:last], ", "), words[last])
}

// LangOf is the language of words that are not the page's own, such as a firm's
// name, for the lang attribute: empty where it is the page's.
func (r Reader) LangOf(words string) string {
	han := strings.ContainsFunc(words, func(c rune) bool { return unicode.Is(unicode.Han, c) })
	switch {
	case han && !r.chinese():
		return "zh-CN"
	case !han && r.chinese() && strings.ContainsFunc(words, unicode.IsLetter):
		return "en"
	default:
		return ""
	}
}

// OtherLang is lang where it differs from the page's, else empty.
func (r Reader) OtherLang(lang string) string {
	if lang == r.Lang {
		return ""
	}
	return lang
}

var weekdaysZH = [...]string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}

// Time is a moment with weekday and year: "Mon 15 June 2026, 18:00".
func (r Reader) Time(t time.Time) views.Time {
	l := t.In(r.zone())
	if r.chinese() {
		return r.at(t, l.Format("2006年1月2日 ")+weekdaysZH[l.Weekday()]+l.Format(" 15:04"))
	}
	return r.at(t, l.Format("Mon 2 January 2006, 15:04"))
}

// ShortTime is a moment for lists: "Today, 18:00", "Mon 15 Jun, 18:00"; the year
// is told when it is not this year.
func (r Reader) ShortTime(t time.Time) views.Time {
	return r.at(t, r.short(t.In(r.zone()), t.In(r.zone()).Format("15:04")))
}

// Until is the end of a window with weekday and year. A window that ends at
// midnight ends at 24:00 of the day that counted, and is shown so: "00:00" of
// the day after is read a day too late.
func (r Reader) Until(t time.Time) views.Time {
	day, clock := r.end(t)
	if r.chinese() {
		return r.at(t, day.Format("2006年1月2日 ")+weekdaysZH[day.Weekday()]+" "+clock)
	}
	return r.at(t, day.Format("Mon 2 January 2006, ")+clock)
}

// ShortUntil is the end of a window for lists.
func (r Reader) ShortUntil(t time.Time) views.Time {
	day, clock := r.end(t)
	return r.at(t, r.short(day, clock))
}

func (r Reader) end(t time.Time) (day time.Time, clock string) {
	l := t.In(r.zone())
	if l.Hour() == 0 && l.Minute() == 0 && l.Second() == 0 {
		return l.AddDate(0, 0, -1), "24:00"
	}
	return l, l.Format("15:04")
}

func (r Reader) short(day time.Time, clock string) string {
	now := r.Now.In(r.zone())
	switch {
	case sameDay(day, now):
		return r.T("Today, %s", clock)
	case r.chinese() && day.Year() == now.Year():
		return day.Format("1月2日 ") + weekdaysZH[day.Weekday()] + " " + clock
	case r.chinese():
		return day.Format("2006年1月2日 ") + clock
	case day.Year() == now.Year():
		return day.Format("Mon 2 Jan, ") + clock
	default:
		return day.Format("2 Jan 2006, ") + clock
	}
}

// Day is the day of a moment in the reader's zone: "15 June 2026".
func (r Reader) Day(t time.Time) views.Time { return r.day(t.In(r.zone())) }

// DateOnly is a day that has no zone, such as the last day of a right.
func (r Reader) DateOnly(t time.Time) views.Time { return r.day(t.UTC()) }

// ShortDay is the day of a moment for lists: "15 Jun", with the year when it is
// not this year.
func (r Reader) ShortDay(t time.Time) views.Time {
	l := t.In(r.zone())
	layout := "2 Jan"
	other := l.Year() != r.Now.In(r.zone()).Year()
	switch {
	case r.chinese() && other:
		layout = "2006年1月2日"
	case r.chinese():
		layout = "1月2日"
	case other:
		layout = "2 Jan 2006"
	}
	return views.Time{ISO: l.Format(time.DateOnly), Text: l.Format(layout)}
}

func (r Reader) day(l time.Time) views.Time {
	layout := "2 January 2006"
	if r.chinese() {
		layout = "2006年1月2日"
	}
	return views.Time{ISO: l.Format(time.DateOnly), Text: l.Format(layout)}
}

func (r Reader) at(t time.Time, text string) views.Time {
	return views.Time{ISO: t.UTC().Format(time.RFC3339), Text: text}
}

func (r Reader) zone() *time.Location {
	if r.Zone == nil {
		return time.UTC
	}
	return r.Zone
}

func sameDay(a, b time.Time) bool {
	ay, am, ad := a.Date()
	by, bm, bd := b.Date()
	return ay == by && am == bm && ad == bd
}

// Left is the time until t, or since it: "4 days 8 hours left". static/app.js
// counts it on in the same words.
func (r Reader) Left(t time.Time) string {
	d := t.Sub(r.Now)
	if d > 0 {
		return strings.Replace(r.T("{time} left"), "{time}", r.span(d), 1)
	}
	return strings.Replace(r.T("passed {time} ago"), "{time}", r.span(-d), 1)
}

func (r Reader) span(d time.Duration) string {
	minutes := int(d / time.Minute)
	days, hours := minutes/1440, minutes%1440/60
	var parts []string
	unit := func(n int, en, zh string) {
		if r.chinese() {
			parts = append(parts, strconv.Itoa(n)+zh)
			return
		}
		if n != 1 {
			en += "s"
		}
		parts = append(parts, strconv.Itoa(n)+" "+en)
	}
	if days > 0 {
		unit(days, "day", "天")
	}
	if hours > 0 && days < 10 {
		unit(hours, "hour", "小时")
	}
	if days == 0 && hours < 3 {
		unit(minutes%60, "minute", "分钟")
	}
	if r.chinese() {
		return strings.Join(parts, "")
	}
	return strings.Join(parts, " ")
}

// DeadlineTone says how near a deadline is: a day, three days, further off.
func (r Reader) DeadlineTone(t time.Time) views.Tone {
	switch d := t.Sub(r.Now); {
	case d <= 24*time.Hour:
		return views.Danger
	case d <= 72*time.Hour:
		return views.Warn
	default:
		return views.Neutral
	}
}

// Deadline is a moment by which this reader must act.
func (r Reader) Deadline(t time.Time) views.Deadline {
	return views.Deadline{Tone: r.DeadlineTone(t), Time: r.ShortUntil(t), Left: r.Left(t), Live: true}
}

// OthersDeadline is a moment by which somebody else acts: it never alarms.
func (r Reader) OthersDeadline(t time.Time) views.Deadline {
	d := r.Deadline(t)
	d.Tone = views.Neutral
	return d
}
