package present

import (
	"strconv"

	"ipportal/ipcase"
	"ipportal/views"
)

// DeliveriesPath is where the operator looks after what leaves the portal.
const DeliveriesPath = "/operator"

// Deliveries is the operator's list of what was given up, and of what waits to be
// tried again. Wrong is why something was not tried, or nil.
func (r Reader) Deliveries(p views.Page, d ipcase.Deliveries, wrong *ipcase.Error) views.OperatorPage {
	page := views.OperatorPage{
		Page: p, Lede: r.T("What the portal carries out beside its pages: mails, removals and restorations, checks of files, case files, captures. Each is tried again before it is given up."),
		Stats: views.Stats{Items: []views.Stat{
			{Label: r.T("given up"), Value: strconv.Itoa(d.GivenUp), Tone: lateTone(d.GivenUp)},
			{Label: r.T("waiting or under way"), Value: strconv.Itoa(d.Waiting)},
		}},
		Pager: views.Pager{Text: r.N(len(d.Failed), "%d delivery on this page, newest first", "%d deliveries on this page, newest first")},
	}
	if wrong != nil {
		page.Wrong = &views.Notice{Tone: views.Danger, Title: r.T("Not tried again"), Text: r.T(wrong.Msg, wrong.Args...)}
	}
	if d.Oldest != nil {
		page.Stats.Items = append(page.Stats.Items, views.Stat{Label: r.T("longest waiting since"), Value: r.ShortTime(*d.Oldest).Text})
	}
	if len(d.Failing) > 0 {
		table := r.deliveryTable(r.T("Deliveries that failed and are tried again"), r.T("Next try"), d.Failing)
		page.Failing = &table
		page.TryAll = views.PostButton{Action: DeliveriesPath + "/deliveries/again", Button: views.Button{Text: r.T("Try all that failed now"), Small: true}}
	}
	if len(d.Failed) == 0 {
		page.Empty = &views.EmptyState{Title: r.T("Nothing was given up"), Text: r.T("A delivery that had to be given up is shown here with its last error.")}
		return page
	}
	table := r.deliveryTable(r.T("Deliveries given up, newest first"), r.T("Asked for"), d.Failed)
	page.Table = &table
	if d.Older {
		page.Pager.Older = DeliveriesPath + "?before=" + strconv.FormatInt(d.Failed[len(d.Failed)-1].ID, 10)
	}
	return page
}

// deliveryTable lists deliveries with their last error; when is the heading of the
// column with a time: of the next try, or of when it was asked for.
func (r Reader) deliveryTable(caption, when string, list []ipcase.FailedDelivery) views.Table {
	table := views.Table{
		Caption: caption,
		Columns: []views.Column{
			{Label: r.T("What"), Class: "nowrap"},
			{Label: r.T("About")},
			{Label: r.T("To")},
			{Label: r.T("Tries"), Class: "num"},
			{Label: r.T("Last error")},
			{Label: when, Class: "nowrap"},
			{Label: r.T("Action"), Class: "act", Vh: true},
		},
		Groups: []views.RowGroup{{}},
	}
	for _, f := range list {
		to, at := f.OrgName, f.CreatedAt
		if f.ListingRef != "" {
			to = f.ListingRef
		}
		if f.State != ipcase.DeliveryFailed {
			at = f.NextAt
		}
		act := views.Cell{}
		if f.CanTryAgain() {
			number := strconv.FormatInt(f.ID, 10)
			act.Body = views.PostButton{
				Action: DeliveriesPath + "/deliveries/" + number + "/again", Button: views.Button{Text: r.T("Try again now"), Vh: r.T("No. %d", f.ID), Small: true},
			}
		}
		table.Groups[0].Rows = append(table.Groups[0].Rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: r.deliveryKind(f), Small: r.T("No. %d", f.ID)},
			{Text: orElse(f.CaseNumber, "–")},
			{Text: to, Lang: r.LangOf(to)},
			{Text: strconv.Itoa(f.Attempts)},
			{Text: f.LastError, Lang: r.OtherLang("en")},
			{Body: r.ShortTime(at)},
			act,
		}})
	}
	return table
}

func (r Reader) deliveryKind(f ipcase.FailedDelivery) string {
	switch f.Kind {
	case ipcase.DeliverRemove:
		return r.T("Removal of a listing")
	case ipcase.DeliverRestore:
		return r.T("Restoration of a listing")
	case ipcase.DeliverWithdraw:
		return r.T("Taking off of a listing for its shop")
	case ipcase.DeliverTell:
		return r.T("News for a marketplace")
	case ipcase.DeliverCapture:
		return r.T("Capture of a listing’s page")
	case ipcase.DeliverCaseFile:
		return r.T("Making of a case file")
	case ipcase.DeliverCheckFile:
		return r.T("Check and drawing of a file")
	case ipcase.DeliverBulk:
		return r.T("Filing of an uploaded file")
	case ipcase.DeliverAnswers:
		return r.T("Answers of an uploaded file")
	case ipcase.DeliverStatements:
		return r.T("Statements of reasons to the Transparency Database")
	case ipcase.DeliverStamp:
		return r.T("Time stamp of a checkpoint")
	case ipcase.DeliverForgetFile, ipcase.DeliverForgetMail:
		return r.T("Deletion of what was erased")
	default:
		return r.T("Mail: %s", r.messageSubject(f.Message, ipcase.MailPayload{}))
	}
}
