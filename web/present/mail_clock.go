package present

import (
	"strings"

	"ipportal/ipcase"
	"ipportal/ipcase/calendar"
	"ipportal/views/mail"
)

// reminder is written to whose turn it is, when half and when four fifths of the
// time have passed.
func (w *writer) reminder(l *mail.Letter) {
	l.Title = w.T("Half of your time in %s has passed", w.d.Payload.CaseNumber)
	if w.d.Payload.Kind == ipcase.RemindFourFifths {
		l.Title = w.T("Four fifths of your time in %s have passed", w.d.Payload.CaseNumber)
	}
	l.Lead = w.T("It is your turn about %s. Nothing has changed since our last message; this only reminds you.", w.count)
	l.Body = []string{w.T("If you have decided to do nothing, you need not do anything now.")}
	l.Due = w.due(w.byWhat())
	l.Listings = w.listings(w.T("Listings"), true)
}

// clockChanged says that the time is another now, and why.
func (w *writer) clockChanged(l *mail.Letter) {
	number := w.d.Payload.CaseNumber
	switch ipcase.ClockPaperKind(w.d.Payload.Kind) {
	case ipcase.PaperExtend:
		l.Title = w.T("More time in %s", number)
		l.Lead = w.T("A reviewer extended the time for %s. The page of the case says why.", w.count)
	case ipcase.PaperPause:
		l.Title = w.T("The time in %s stands still", number)
		l.Lead = w.T("A reviewer let the time for %s stand still. Until it runs on, nothing happens by itself. The page of the case says why.", w.count)
	case ipcase.PaperStands:
		l.Title = w.T("The time in %s runs on", number)
		l.Lead = w.T("A reviewer answered a dispute about the delivery of a notice about %s: the delivery stands. The rest of the time runs on, and the days of the dispute are not counted.", w.count)
	default:
		l.Title = w.T("The time in %s runs on", number)
		l.Lead = w.T("The time for %s stood still and runs on now with what was left of it. The days on which it stood still are not counted.", w.count)
	}
	l.Body = []string{w.T("Nothing else about the case has changed.")}
	l.Due = w.due(w.byWhat())
	l.Listings = w.listings(w.T("Listings"), true)
}

// limitNear tells staff that an outer limit of the law is near.
func (w *writer) limitNear(l *mail.Letter) {
	p := w.d.Payload
	l.Title = w.T("The outer limit in %s is near", p.CaseNumber)
	l.Lead = w.T("%s in this case should be back by now and is not: the wait stands still, or the marketplace has not put it back. The law sets a day by which it must be.", w.Listings(len(p.Items)))
	l.Body = []string{w.T("The case stands first in the reviewers’ queue until the listing is back or the case has gone another way.")}
	if p.DueAt != nil {
		l.Due = &mail.Due{Label: w.T("To be back by"), Time: w.moment(*p.DueAt), Otherwise: w.T("After that the platform is no longer within the law’s limits.")}
	}
	l.Facts = []mail.Fact{{Key: w.T("Case"), Value: p.CaseNumber}}
	l.Why = w.T("%s receives this because it runs the platform.", w.d.Org.Name)
}

// reappeared tells the platform that a listing is offered again by itself.
func (w *writer) reappeared(l *mail.Letter) {
	p := w.d.Payload
	l.Title = w.T("A listing in %s is offered again", p.CaseNumber)
	l.Lead = w.T("The marketplace says that a listing of this case is offered again, although an order keeps it down. Nobody asked for that through the portal.")
	l.Body = []string{w.T("Find out there why it is back. Where it is down again, the marketplace reports it, and the note ends.")}
	l.Facts = []mail.Fact{{Key: w.T("Case"), Value: p.CaseNumber}}
	l.Why = w.T("%s receives this because it runs the platform.", w.d.Org.Name)
}

// byWhat names what the addressee's time is for, and what happens when it ends.
func (w *writer) byWhat() (label, otherwise string) {
	switch w.d.WindowCode {
	case ipcase.WindowNeedsInfo:
		return w.T("Complete the complaint by"), w.T("If you do nothing, the complaint about these listings lapses then.")
	case ipcase.WindowSellerFirst:
		return w.T("Respond by"), w.silenceRemoves()
	case ipcase.WindowSellerFurther:
		return w.T("File a counter-notification by"), w.T("If you do nothing, the complaint is closed then and the removal stays.")
	case ipcase.WindowHolderAnswer:
		return w.T("Answer by"), w.T("If you do nothing, the complaint about these listings ends then.")
	case ipcase.WindowCourt:
		return w.T("Show court action by"), w.T("If you show none, the listings are put back then.")
	default:
		return w.T("Act by"), ""
	}
}

// mailDays is how many days a mail lists before it only names the first and last.
const mailDays = 10

// counted is the computation of a deadline in a line: each day that is counted and
// each that is not, and why.
func (w *writer) counted(got calendar.Computation) string {
	if len(got.Steps) == 0 {
		return ""
	}
	var counted, left []string
	for _, s := range got.Steps {
		day := w.stepDay(s.Day)
		if s.Counted {
			counted = append(counted, day)
			continue
		}
		left = append(left, w.T("%s (%s)", day, w.whyNot(s)))
	}
	text := w.T("Counted: %s.", w.listOf(counted))
	if len(counted) > mailDays {
		text = w.T("Counted: %d days, the first is %s, the last is %s.", len(counted), counted[0], counted[len(counted)-1])
	}
	switch {
	case len(left) > mailDays:
		text = w.sentences(text, w.T("Not counted: %d days, which the page of the case names.", len(left)))
	case len(left) > 0:
		text = w.sentences(text, w.T("Not counted: %s.", w.listOf(left)))
	}
	return text
}

func (w *writer) listOf(days []string) string {
	if w.chinese() {
		return strings.Join(days, "、")
	}
	return strings.Join(days, ", ")
}

// whyNot is why a day is not counted, in a word.
func (w *writer) whyNot(s calendar.Step) string {
	switch s.Why {
	case calendar.WhyHoliday:
		return w.Reader.T(s.Name)
	case calendar.WhyPaused:
		return w.T("the time stood still")
	default:
		return w.T("weekend")
	}
}
