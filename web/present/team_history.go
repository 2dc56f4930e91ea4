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

// accountWords say what was done to somebody's account; %s is their name.
var accountWords = map[account.EventKind]string{
	account.EventInvitedAgain:     views.Key("The invitation to %s was sent again"),
	account.EventWithdrawn:        views.Key("The invitation to %s was withdrawn"),
	account.EventDeclined:         views.Key("The invitation to %s was declined"),
	account.EventEnded:            views.Key("The membership of %s was ended"),
	account.EventLeft:             views.Key("%s left"),
	account.EventSessionsEnded:    views.Key("The sessions of %s were ended"),
	account.EventOffered:          views.Key("The ownership was offered to %s"),
	account.EventOfferWithdrawn:   views.Key("The offer of the ownership to %s was withdrawn"),
	account.EventOfferDeclined:    views.Key("%s declined the ownership"),
	account.EventTransferred:      views.Key("The ownership was taken over from %s"),
	account.EventOwnerAdded:       views.Key("An owner was added at the offer of %s"),
	account.EventPasskeyAdded:     views.Key("A passkey of %s was added"),
	account.EventPasskeyRemoved:   views.Key("A passkey of %s was removed"),
	account.EventProviderLinked:   views.Key("%s can sign in by the marketplace’s single sign-on"),
	account.EventProviderUnlinked: views.Key("%s no longer signs in by the marketplace’s single sign-on"),
	account.EventPasskeyCloned:    views.Key("A passkey of %s counted its uses wrongly and was shut"),
	account.EventAskRefused:       views.Key("%s asked to join and was refused"),
	account.EventKeyMade:          views.Key("%s’s API key was made"),
	account.EventKeyEnded:         views.Key("An API key of %s was ended"),
	account.EventDisabled:         views.Key("The account of %s was disabled"),
	account.EventEnabled:          views.Key("The account of %s was enabled"),
}

// roleWords say as what somebody came; %s is their name, then their role.
var roleWords = map[account.EventKind]string{
	account.EventAdded:      views.Key("%s was added by the platform as: %s"),
	account.EventInvited:    views.Key("%s was invited as: %s"),
	account.EventJoined:     views.Key("%s joined as: %s"),
	account.EventByProvider: views.Key("%s joined by the marketplace’s single sign-on as: %s"),
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
	if e.Kind == account.EventRole {
		if e.Data.Before == e.Data.Role {
			return r.T("The permissions of %s were changed", who)
		}
		return r.T("The role of %s was changed from “%s” to “%s”", who, r.RoleName(e.Data.Before), role)
	}
	if words, ok := roleWords[e.Kind]; ok {
		return r.T(words, who, role)
	}
	if words, ok := accountWords[e.Kind]; ok {
		return r.T(words, who)
	}
	return string(e.Kind)
}
