package present

import (
	"strconv"
	"time"

	"ipportal/ipcase"
	"ipportal/views"
)

// HolderComplaintSheet is a holder's list of complaints as a file: the headings, then
// a row for each case.
func (r Reader) HolderComplaintSheet(book ipcase.Rulebook, row func(cells ...string) error) (each func(ipcase.HolderComplaintLine) error, err error) {
	err = row(r.T("Complaint"), r.T("Filed"), r.T("Right number"), r.T("Right"), r.T("Reason"), r.T("Case"), r.T("Seller"), r.T("Listings"), r.T("State"))
	return func(l ipcase.HolderComplaintLine) error {
		reason, _ := book.Reason(l.Reason)
		for _, c := range l.Cases {
			state, _ := r.complaintStands([]ipcase.HolderCaseLine{c})
			err := row(l.Number, l.FiledAt.In(r.Zone).Format(time.RFC3339), l.RightNumber, l.RightTitle, reason.Label.In(r.Lang), c.Number, c.SellerName, strconv.Itoa(c.ItemCount), state.Text)
			if err != nil {
				return err
			}
		}
		return nil
	}, err
}

// saveComplaints are the buttons that save the list as it is searched and filtered, and
// lead to where many are withdrawn by a file.
func (r Reader) saveComplaints(q ipcase.HolderComplaintQuery) []views.LinkButton {
	q.Before, q.After = "", ""
	at := complaintsHref(q)[len("/holder/complaints"):]
	return []views.LinkButton{
		{Href: "/holder/complaints.csv" + at, Text: r.T("Save as CSV"), Icon: "download", Small: true},
		{Href: "/holder/complaints.xlsx" + at, Text: r.T("Save as XLSX"), Icon: "download", Small: true},
		{Href: RetractionsPath, Text: r.T("Retract by upload"), Icon: "upload", Small: true},
	}
}
