package present

import (
	"time"

	"ipportal/ipcase"
	"ipportal/views"
)

// ReceivedTyped is what was typed on the page of an order that came in.
type ReceivedTyped struct {
	Effect  string // what the authority is told
	From    string // from which day the parties may be told
	Why     string
	Problem *ipcase.Error
}

// untoldOf says of an order what its parties may not know yet, and until when.
func (r Reader) untoldOf(out *views.ReceivedOrderPage, v ipcase.ReceivedView, t ReceivedTyped, problems Problems) {
	if !v.SilentNow {
		return
	}
	day := r.DateOnly(*v.SilentUntil).Text
	out.Silent = &views.Notice{
		Tone: views.Warn, Title: r.T("The parties may be told from %s", day),
		Text: r.T("A removal under this order takes effect at once and stands in no case until then: neither side is told, no clock runs, and nothing of it is published. On that day the case shows the order with your reasons, and both sides are told. Do not tell them otherwise either."),
	}
	out.Untold = r.untoldTable(v.Untold)
	out.Telling = &views.ReceivedTelling{
		Action: ReceivedPath + "/" + v.Number + "/telling",
		From: views.DateInput{Field: views.Field{
			Name: "from", Label: r.T("The parties may be told from"), Value: orElse(t.From, v.SilentUntil.Format(time.DateOnly)), Error: problems.Of("from"), Class: "w-m",
			Hint: r.T("Today where the authority has lifted it: they are told within a minute."),
		}},
		Why: views.TextArea{Rows: 3, Field: views.Field{Name: "why", Label: r.T("What the authority wrote, and when"), Value: t.Why, Error: problems.Of("why")}},
	}
	for _, c := range v.Changes {
		out.Changes = append(out.Changes, views.SummaryRow{Key: r.ShortTime(c.ChangedAt).Text, Text: r.T("The parties may be told from %s", r.dayWritten(c.Until)), Note: c.Why})
	}
}

func (r Reader) untoldTable(list []ipcase.UntoldView) *views.Table {
	if len(list) == 0 {
		return nil
	}
	t := &views.Table{Caption: r.T("Carried out, and not told yet"), Columns: []views.Column{{Label: r.T("Case")}, {Label: r.T("Listings")}, {Label: r.T("Since"), Class: "nowrap"}, {Label: r.T("State")}}, Groups: []views.RowGroup{{}}}
	for _, u := range list {
		state := views.Badge{Tone: views.Success, Text: r.T("Offline now")}
		if u.Waiting > 0 {
			state = views.Badge{Tone: views.Info, Text: r.T("Being taken offline")}
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: u.CaseNumber, Href: ReviewCaseHref(u.CaseNumber)}, {Text: u.Positions}, {Body: r.ShortTime(u.DecidedAt)}, {Body: state},
		}})
	}
	return t
}

// untoldMarks say on the bench what the parties of the case may not know yet.
func (r Reader) untoldMarks(list []ipcase.UntoldView) []views.Notice {
	var marks []views.Notice
	for _, u := range list {
		marks = append(marks, views.Notice{
			Tone: views.Warn, Title: r.T("Neither side may be told before %s", r.DateOnly(u.TellFrom).Text),
			Text: r.T("%s had listings no. %s taken offline. The case shows it from that day; until then it runs as if nothing had happened, and nothing puts them back.", u.ReceivedNumber, u.Positions),
			Link: &views.Link{Text: u.ReceivedNumber, Href: ReceivedPath + "/" + u.ReceivedNumber},
		})
	}
	return marks
}
