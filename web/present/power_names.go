package present

import (
	"ipportal/ipcase"
	"ipportal/views"
)

// PartyName is how a party is called on every page: an agent with the name of its
// principal.
func (r Reader) PartyName(p ipcase.PartyView) string { return r.BothNames(p.Name, p.For) }

// BothNames is "Halden Brand Services for Veyra Audio AB", or the one name of
// somebody who acts for nobody else.
func (r Reader) BothNames(name, principal string) string {
	if principal == "" {
		return name
	}
	return r.T("%s for %s", name, principal)
}

// complainant is who complained, with the principal where it is an agent.
func (w *writer) complainant() string { return w.BothNames(w.d.ComplainantName, w.d.ComplainantFor) }

// complainant is how sellers read who files it.
func (f Filing) complainant(r Reader, orgName string) string {
	if f.Principal == nil {
		return orgName
	}
	return r.BothNames(orgName, f.Principal.Name)
}

// forWhomRows says for whom something was filed or registered, and by whom where
// that was not the reader's own organisation.
func (r Reader) forWhomRows(principal, agent string) []views.SummaryRow {
	var rows []views.SummaryRow
	if principal != "" {
		rows = append(rows, views.SummaryRow{Key: r.T("For"), Text: principal, Lang: r.LangOf(principal)})
	}
	if agent != "" {
		rows = append(rows, views.SummaryRow{Key: r.T("By"), Text: agent, Lang: r.LangOf(agent)})
	}
	return rows
}
