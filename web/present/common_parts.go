package present

import (
	"fmt"
	"strings"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/calendar"
	"ipportal/views"
)

// EvidenceHref is where an exhibit is opened; the page says no to whom it is
// none of their business.
func EvidenceHref(publicID string) string { return "/evidence/" + publicID }

// PictureHref is where a picture of a snapshot is shown.
func PictureHref(caseNumber string, position, n int) string {
	return fmt.Sprintf("/snapshots/%s/%d/%d", caseNumber, position, n)
}

// CaptureHref is where the picture of a complained listing's page is shown.
func CaptureHref(caseNumber string, position int) string {
	return SnapshotHref(caseNumber, position) + "/page"
}

// SnapshotHref is where the snapshot of one listing of a case is shown.
func SnapshotHref(caseNumber string, position int) string {
	return fmt.Sprintf("/snapshots/%s/%d", caseNumber, position)
}

// ExhibitTile is one exhibit in a list. Who can see it is told to its owner and
// to reviewers; the other side sees only what both see.
func (r Reader) ExhibitTile(e ipcase.Exhibit) views.EvidenceTile {
	tile := views.EvidenceTile{
		No: e.Label, Name: e.Name, Hash: "SHA-256 " + ShortHash(e.Hash), Href: EvidenceHref(e.PublicID),
		Facts: r.ExhibitFacts(e), Icon: exhibitIcon(e.MIME),
	}
	switch {
	case e.Sealed():
	case e.Drawing == ipcase.DrawDone:
		tile.Thumb = PageHref(e.PublicID, 1)
	case strings.HasPrefix(e.ViewMIME, "image/"):
		tile.Thumb = EvidenceHref(e.PublicID) + "/view"
	}
	if e.OrgID == r.OrgID || r.Party == ipcase.PartyPlatform {
		tile.Access = r.ExhibitBadge(e)
	}
	return tile
}

// ExhibitFacts is "PDF, 640 KB · received 10 June 2026".
func (r Reader) ExhibitFacts(e ipcase.Exhibit) string {
	kind := fileKind(e.MIME)
	if e.Pages > 0 {
		kind += ", " + r.N(e.Pages, "%d page", "%d pages")
	}
	return r.T("%s, %s · received %s", kind, Size(e.Size), r.Day(e.CreatedAt).Text)
}

func exhibitIcon(mime string) string {
	if strings.HasPrefix(mime, "image/") {
		return "photo"
	}
	return "file-text"
}

// Listing is an offer as its snapshot holds it.
func (r Reader) Listing(caseNumber string, position int, s ipcase.Snapshot) views.ListingLine {
	line := views.ListingLine{Title: s.Title, Lang: r.OtherLang(s.Lang), ID: s.Ref, Price: Money(s.PriceMinor, s.Currency)}
	if len(s.Images) > 0 {
		line.Picture = PictureHref(caseNumber, position, 1)
	}
	return line
}

// ClockFacts is a deadline and how it was found.
type ClockFacts struct {
	Window   ipcase.Window
	Calendar string // "China", in English
	Zone     string // IANA name of the zone whose days were counted
	Start    time.Time
	Due      time.Time
	Steps    []calendar.Step
	Unsure   bool
	Extra    int // what a reviewer added
}

// Clock shows the computation of a deadline: the rule, the start, each day
// counted or skipped and why, the end.
func (r Reader) Clock(f ClockFacts) views.Clock {
	c := views.Clock{
		Rule:  r.clockRule(f),
		Start: r.Time(f.Start).Text,
		Due:   r.Until(f.Due).Text,
		Cite:  r.Citation(f.Window.Cite),
	}
	n := 0
	for _, s := range f.Steps {
		if s.Counted {
			n++
		}
	}
	counted := 0
	for _, s := range f.Steps {
		day := views.ClockDay{Day: r.stepDay(s.Day), Counted: s.Counted}
		if s.Counted {
			counted++
			day.Note = r.T("Day %d of %d", counted, n)
		}
		if why := r.stepWhy(s); why != "" {
			day.Note = strings.TrimPrefix(day.Note+" · "+why, " · ")
		}
		c.Days = append(c.Days, day)
	}
	return c
}

func (r Reader) clockRule(f ClockFacts) string {
	rule := r.T("%s from delivery to the party whose turn it is.", r.Span(f.Window))
	if f.Window.Starts == ipcase.StartsOnReceipt {
		rule = r.T("%s from receipt by the platform.", r.Span(f.Window))
	}
	parts := []string{rule}
	if f.Window.Unit != calendar.Hour {
		name := f.Calendar
		if name != "" {
			name = r.T(name)
		}
		parts = append(parts, r.T("The first day is the day after. The time ends at 24:00 of the last day. Days are counted in %s (%s).", name, f.Zone))
	}
	if f.Extra > 0 {
		parts = append(parts, r.T("A reviewer added %s.", r.Span(ipcase.Window{Amount: f.Extra, Unit: f.Window.Unit})))
	}
	if f.Unsure {
		parts = append(parts, r.T("The holidays of a year that is counted are not announced yet, so this may still change."))
	}
	if r.chinese() {
		return strings.Join(parts, "")
	}
	return strings.Join(parts, " ")
}

func (r Reader) stepDay(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	if r.chinese() {
		return t.Format("1月2日 ") + weekdaysZH[t.Weekday()]
	}
	return t.Format("Mon 2 January")
}

func (r Reader) stepWhy(s calendar.Step) string {
	switch s.Why {
	case calendar.WhyWeekend:
		return r.T("Weekend, not counted")
	case calendar.WhyHoliday:
		return r.T("%s, not counted", r.T(s.Name))
	case calendar.WhyPaused:
		return r.T("The time stood still, not counted")
	case calendar.WhyMakeUp:
		return r.T("Working day in place of %s", r.T(s.Name))
	default:
		return ""
	}
}

// Problems are what is wrong in a form, in the reader's language.
type Problems struct {
	Summary views.ErrorSummary
	fields  map[string]string
}

// Problems turns a refusal into what a form shows: a summary and a sentence
// beside each field. ids maps fields whose control has another id.
func (r Reader) Problems(e *ipcase.Error, ids map[string]string) Problems {
	p := Problems{fields: map[string]string{}}
	if e == nil {
		return p
	}
	if len(e.Fields) == 0 {
		p.Summary.Text = r.T(e.Msg, e.Args...)
	}
	for _, f := range e.Fields {
		text := r.T(f.Msg, f.Args...)
		if p.fields[f.Field] == "" {
			p.fields[f.Field] = text
		}
		id := f.Field
		if other, ok := ids[f.Field]; ok {
			id = other
		}
		p.Summary.Entries = append(p.Summary.Entries, views.FieldProblem{ID: id, Text: text})
	}
	return p
}

// Of is what is wrong with one field.
func (p Problems) Of(field string) string { return p.fields[field] }

// Any says whether anything is wrong.
func (p Problems) Any() bool { return p.Summary.Text != "" || len(p.Summary.Entries) > 0 }

// notRecorded is what stands at the top of a form whose decision was refused: what is
// wrong in it, or, where another had acted meanwhile or it may not be decided, that and
// what was written.
func (r Reader) notRecorded(e *ipcase.Error, wrote string) (views.ErrorSummary, *views.Notice) {
	if e == nil || e.Kind == ipcase.Invalid {
		return r.Problems(e, nil).Summary, nil
	}
	n := &views.Notice{Tone: views.Warn, Title: r.T("Your decision was not recorded."), Text: r.T(e.Msg, e.Args...)}
	if wrote != "" {
		n.Body = views.ReviewKept([]views.ReviewSaid{{Title: r.T("What you wrote:"), Text: wrote}})
	}
	return views.ErrorSummary{}, n
}
