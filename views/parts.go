package views

import (
	"context"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/a-h/templ"
)

// Tone is what something means to this reader.
type Tone string

// The tones. Outcomes on public pages and reviewers' records are Neutral.
const (
	Neutral Tone = "neutral"
	Info    Tone = "info"
	Warn    Tone = "warn"
	Danger  Tone = "danger"
	Success Tone = "success"
	Dispute Tone = "dispute"
)

func (t Tone) icon() string {
	switch t {
	case Warn:
		return "alert-triangle"
	case Danger:
		return "alert-circle"
	case Success:
		return "circle-check"
	case Dispute:
		return "scale"
	default:
		return "info-circle"
	}
}

func (t Tone) deadlineIcon() string {
	switch t {
	case Warn:
		return "hourglass"
	case Danger:
		return "alert-triangle"
	default:
		return "clock"
	}
}

// The places in a sequence, for Step.State.
const (
	Done    = "done"
	Current = "current"
	Next    = "next"
)

// Time is a moment or a day: ISO for machines, Text for this reader's zone and
// language.
type Time struct {
	ISO  string
	Text string
}

// Badge says how things stand for this reader.
type Badge struct {
	Tone Tone
	Text string
}

// Deadline is a moment by which somebody acts, and the time left. Live lets the
// script count on; it is for deadlines that are still running.
type Deadline struct {
	Tone Tone
	Time Time
	Left string
	Chip bool
	Live bool
}

// Turn is the first thing on a case page: whose turn, what, by when, and what
// follows otherwise. Title may hold "{time}", where When is put.
type Turn struct {
	Tone    Tone
	Icon    string // by tone when empty
	Lead    string
	Title   string
	When    Time
	Left    string
	Live    bool // Left is counted on from When
	Options []TurnOption
}

// TurnOption is one road from here. A Passive one is what happens if nothing is
// done and has no Action.
type TurnOption struct {
	Title   string
	Text    string
	Passive bool
	Action  templ.Component // a Button or LinkButton
}

// Track shows where something is, what comes next, by when, and who acts. Five
// steps at most.
type Track struct{ Steps []Step }

// Step is one place in a Track. When may hold "{time}", where Time is put.
type Step struct {
	State string // Done, Current, Next
	Title string
	Who   string
	When  string
	Time  Time
}

// Notice is a box that says one thing. Body follows the text.
type Notice struct {
	Tone  Tone
	Icon  string // by tone when empty
	Title string
	Text  string
	Link  *Link
	Body  templ.Component
}

// Timeline is what happened, newest first.
type Timeline struct {
	Events []TimelineEvent
	More   *Link // below it
}

// TimelineEvent is one thing that happened. Lead is who did it, in bold.
type TimelineEvent struct {
	Who  string // "you", "other", "system"
	Time Time
	Lead string
	Text string
	Hash string // shortened, where the reader may check it
}

// Clock is how a deadline was computed, shown on demand.
type Clock struct {
	Rule  string // "3 working days from delivery, calendar of China"
	Start string
	Days  []ClockDay
	Due   string
	Cite  string
	Open  bool // told without being asked for
}

// ClockDay is one day of a window: counted, or skipped and why.
type ClockDay struct {
	Day     string
	Counted bool
	Note    string // "Day 1 of 3"; "Saturday, not counted"
}

// inPlace lets a link or form show its answer in place of the page's main part,
// under its address, where there is script. It is only for what can be opened
// again by that address, and nothing depends on it. A form with a field named
// "form" cannot have it: htmx takes the field for the form.
func inPlace() templ.Attributes {
	return templ.Attributes{
		"hx-boost": "true", "hx-target": "#main", "hx-select": "#main", "hx-select-oob": "#topbar", "hx-swap": "outerHTML", "hx-sync": "this:drop",
	}
}

// With lets a part that is written in place take children, which templ allows
// for calls only: @With(Card{Title: "…"}) { … }.
func With(part templ.Component) templ.Component { return part }

// timed splits a sentence at "{time}".
func timed(s string) (before, after string, found bool) {
	return strings.Cut(s, "{time}")
}

func orDefault(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

func itoa(n int) string { return strconv.Itoa(n) }

// Every part draws itself, so that a page writes @p.Deadline.

func (t Turn) Render(ctx context.Context, w io.Writer) error     { return t.view().Render(ctx, w) }
func (t Track) Render(ctx context.Context, w io.Writer) error    { return t.view().Render(ctx, w) }
func (n Notice) Render(ctx context.Context, w io.Writer) error   { return n.view().Render(ctx, w) }
func (t Timeline) Render(ctx context.Context, w io.Writer) error { return t.view().Render(ctx, w) }
func (c Clock) Render(ctx context.Context, w io.Writer) error    { return c.view().Render(ctx, w) }

// titleClass puts a title that is no sentence on a line of its own, so that what
// follows does not read on from it.
func (n Notice) titleClass() string {
	last, _ := utf8.DecodeLastRuneInString(n.Title)
	if n.Text == "" || strings.ContainsRune(".?!:。？！：", last) {
		return ""
	}
	return "own-line"
}
