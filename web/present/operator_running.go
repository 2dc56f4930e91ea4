package present

import (
	"strconv"
	"time"

	"ipportal/ipcase"
	"ipportal/views"
)

// Expiries are dates that only the settings know.
type Expiries struct {
	Certificate *time.Time // until when the proxy's certificate holds
	DMCAAgent   *time.Time // when the agent for notices was last registered
}

// dmcaYears is how long the registration of an agent lasts (37 CFR 201.38).
const dmcaYears = 3

// Running adds to the operator's page what runs, what waits and what runs out.
func (r Reader) Running(d ipcase.Running, e Expiries) []views.Table {
	return append([]views.Table{r.processTable(d), r.turnTable(d)}, r.endingTable(d, e))
}

func (r Reader) processTable(d ipcase.Running) views.Table {
	t := views.Table{
		Caption: r.T("Processes"),
		Columns: []views.Column{{Label: r.T("Machine")}, {Label: r.T("Does")}, {Label: r.T("Began"), Class: "nowrap"}, {Label: r.T("Last sign of life"), Class: "nowrap"}},
		Groups:  []views.RowGroup{{}},
	}
	for _, p := range d.Processes {
		state := r.T("running")
		switch {
		case p.StoppedAt != nil:
			state = r.T("stopped")
		case !p.Alive(d.At):
			state = r.T("silent")
		}
		does := map[ipcase.ProcessDoes]string{
			ipcase.ProcessServes: r.T("answers"), ipcase.ProcessWorks: r.T("carries out"), ipcase.ProcessBoth: r.T("answers and carries out"),
		}[p.Does]
		t.Groups[0].Rows = append(t.Groups[0].Rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: p.Host}, {Text: does, Small: state}, {Body: r.ShortTime(p.StartedAt)}, {Body: r.ShortTime(p.BeatAt)},
		}})
	}
	return t
}

// turnTable is who is waited for, and what waits behind.
func (r Reader) turnTable(d ipcase.Running) views.Table {
	t := views.Table{
		Caption: r.T("What waits"),
		Columns: []views.Column{{Label: r.T("Who is waited for")}, {Label: r.T("Waiting"), Class: "num"}, {Label: r.T("Late"), Class: "num"}},
		Groups:  []views.RowGroup{{}},
	}
	row := func(what string, waiting, late int) {
		t.Groups[0].Rows = append(t.Groups[0].Rows, views.Row{Cells: []views.Cell{{Head: true, Text: what}, {Text: strconv.Itoa(waiting)}, {Text: strconv.Itoa(late)}}})
	}
	var reviewers, reviewersLate int
	for _, f := range d.Turns {
		switch f.Kind {
		case "seller":
			row(r.T("Sellers' turns"), f.Waiting, f.Late)
		case "holder":
			row(r.T("Rights holders' turns"), f.Waiting, f.Late)
		default:
			reviewers, reviewersLate = reviewers+f.Waiting, reviewersLate+f.Late
		}
	}
	row(r.T("Reviewers' tasks"), reviewers, reviewersLate)
	row(r.T("Deadlines on which nothing acted yet"), d.LateDeadlines, d.LateDeadlines)
	row(r.T("Events that the log has not numbered"), d.Unnumbered, 0)
	return t
}

func (r Reader) endingTable(d ipcase.Running, e Expiries) views.Table {
	t := views.Table{
		Caption: r.T("What runs out, and what was done last"),
		Columns: []views.Column{{Label: r.T("What")}, {Label: r.T("When"), Class: "nowrap"}},
		Groups:  []views.RowGroup{{}},
	}
	row := func(what, small string, at *time.Time, absent string) {
		cell := views.Cell{Text: absent}
		if at != nil {
			cell = views.Cell{Body: r.ShortTime(*at)}
		}
		t.Groups[0].Rows = append(t.Groups[0].Rows, views.Row{Cells: []views.Cell{{Head: true, Text: what, Small: small}, cell}})
	}
	row(r.T("Last checkpoint of the log"), "", d.CheckpointAt, r.T("none yet"))
	var taken *time.Time
	if d.Backup != nil {
		taken = &d.Backup.TakenAt
	}
	row(r.T("Last backup"), "", taken, r.T("none is known"))
	row(r.T("The certificate of this address ends"), "", e.Certificate, r.T("not known here"))
	var agent *time.Time
	if e.DMCAAgent != nil {
		until := e.DMCAAgent.AddDate(dmcaYears, 0, 0)
		agent = &until
	}
	row(r.T("The registration of the DMCA agent ends"), "37 CFR 201.38", agent, r.T("not known here"))
	for _, x := range d.Ending {
		row(r.T("The right %s ends", x.Number), x.Org, &x.ValidUntil, "")
	}
	return t
}
