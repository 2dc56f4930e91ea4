package present

import (
	"strconv"

	"ipportal/ipcase/account"
	"ipportal/views"
)

// PasskeyTable is a person's passkeys.
func (r Reader) PasskeyTable(keys []account.Passkey) views.Table {
	t := views.Table{Caption: r.T("Your passkeys"), Columns: []views.Column{
		{Label: r.T("Name"), Class: "lead"}, {Label: r.T("Added")}, {Label: r.T("Last used")}, {Label: r.T("Change it"), Class: "act", Vh: true},
	}}
	if len(keys) == 0 {
		return t
	}
	var rows []views.Row
	for _, k := range keys {
		href := "/account/passkeys/" + strconv.FormatInt(k.ID, 10)
		used := views.Cell{Text: r.T("Not yet")}
		if k.UsedAt != nil {
			used = views.Cell{Body: r.ShortTime(*k.UsedAt)}
		}
		name := views.Cell{Head: true, Text: k.Name, Small: r.passkeyKind(k)}
		if k.ClonedAt != nil {
			name.Text += " " // before the badge
			name.Small, name.Body = "", views.Badge{Tone: views.Danger, Text: r.T("May be copied")}
		}
		rows = append(rows, views.Row{Cells: []views.Cell{
			name,
			{Body: r.ShortTime(k.CreatedAt)},
			used,
			{Body: views.LinkButton{Small: true, Text: r.T("Rename or remove"), Vh: k.Name, Href: href}},
		}})
	}
	t.Groups = []views.RowGroup{{Rows: rows}}
	return t
}

// passkeyKind says where a passkey can be.
func (r Reader) passkeyKind(k account.Passkey) string {
	if k.BackupEligible {
		return r.T("Carried to your other devices by what keeps it")
	}
	return r.T("On one device only")
}

// PasskeyFacts is what is known of one passkey.
func (r Reader) PasskeyFacts(k account.Passkey) views.SummaryList {
	used := views.SummaryRow{Key: r.T("Last used"), Text: r.T("Not yet")}
	if k.UsedAt != nil {
		used = views.SummaryRow{Key: r.T("Last used"), Body: r.Time(*k.UsedAt)}
	}
	return views.SummaryList{Rows: []views.SummaryRow{
		{Key: r.T("Added"), Body: r.Time(k.CreatedAt)}, used, {Key: r.T("Where it is kept"), Text: r.passkeyKind(k)},
	}}
}
