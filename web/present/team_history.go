package present

import (
	"strconv"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/views"
)

// TeamHistory is what was done about the people of an organisation; operators see
// that of every organisation.
func (r Reader) TeamHistory(f views.AccountFrame, a ipcase.Actor, h account.EventPage, before int64, base string) views.TeamHistoryPage {
	p := views.TeamHistoryPage{Frame: f}
	if len(h.Events) == 0 {
		p.Empty = &views.EmptyState{Icon: "history", Title: r.T("Nothing was changed yet"), Text: r.T("Invitations, roles, ownership and ended sessions are listed here, newest first.")}
		return p
	}
	t := views.Table{Caption: r.T("History of changes"), Columns: []views.Column{{Label: r.T("When"), Class: "nowrap"}, {Label: r.T("What")}, {Label: r.T("Done by")}}}
	var rows []views.Row
	for _, e := range h.Events {
		what := views.Cell{Text: r.accountEvent(e)}
		if a.May(ipcase.PermOperate) && e.OrgName != "" {
			what.Small = e.OrgName
		}
		by := e.ByName
		if by == "" {
			by = r.T("Nobody signed in")
		}
		rows = append(rows, views.Row{Cells: []views.Cell{{Text: r.ShortTime(e.At).Text}, what, {Text: by, Lang: r.LangOf(by)}}})
	}
	t.Groups = []views.RowGroup{{Rows: rows}}
	p.Table = &t
	if before > 0 || h.Older {
		p.Pager = &views.Pager{Text: r.T("Newest first")}
		if before > 0 {
			p.Pager.Newer = base + "/history"
		}
		if h.Older {
			p.Pager.Older = base + "/history?before=" + strconv.FormatInt(h.Events[len(h.Events)-1].ID, 10)
		}
	}
	return p
}

// accountEvent is an event as a sentence.
func (r Reader) accountEvent(e account.EventLine) string {
	who := e.AboutName
	if who == "" {
		who = e.Email
	}
	if who == "" {
		who = r.T("somebody")
	}
	role := r.RoleName(e.Data.Role)
	switch e.Kind {
	case account.EventAdded:
		return r.T("%s was added by the platform as: %s", who, role)
	case account.EventInvited:
		return r.T("%s was invited as: %s", who, role)
	case account.EventInvitedAgain:
		return r.T("The invitation to %s was sent again", who)
	case account.EventWithdrawn:
		return r.T("The invitation to %s was withdrawn", who)
	case account.EventDeclined:
		return r.T("The invitation to %s was declined", who)
	case account.EventJoined:
		return r.T("%s joined as: %s", who, role)
	case account.EventByProvider:
		return r.T("%s joined by the marketplace’s single sign-on as: %s", who, role)
	case account.EventRole:
		if e.Data.Before == e.Data.Role {
			return r.T("The permissions of %s were changed", who)
		}
		return r.T("The role of %s was changed from “%s” to “%s”", who, r.RoleName(e.Data.Before), role)
	case account.EventEnded:
		return r.T("The membership of %s was ended", who)
	case account.EventLeft:
		return r.T("%s left", who)
	case account.EventSessionsEnded:
		return r.T("The sessions of %s were ended", who)
	case account.EventOffered:
		return r.T("The ownership was offered to %s", who)
	case account.EventOfferWithdrawn:
		return r.T("The offer of the ownership to %s was withdrawn", who)
	case account.EventOfferDeclined:
		return r.T("%s declined the ownership", who)
	case account.EventTransferred:
		return r.T("The ownership was taken over from %s", who)
	case account.EventOwnerAdded:
		return r.T("An owner was added at the offer of %s", who)
	case account.EventPasskeyAdded:
		return r.T("A passkey of %s was added", who)
	case account.EventPasskeyRemoved:
		return r.T("A passkey of %s was removed", who)
	case account.EventPasskeyCloned:
		return r.T("A passkey of %s counted its uses wrongly and was shut", who)
	case account.EventDisabled:
		return r.T("The account of %s was disabled", who)
	case account.EventEnabled:
		return r.T("The account of %s was enabled", who)
	}
	return string(e.Kind)
}
