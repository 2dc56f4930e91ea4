package present

import (
	"ipportal/ipcase"
	"ipportal/views"
)

// GivenPowers is the agents who act for the reader's organisation.
func (r PowerReader) GivenPowers(f views.AccountFrame, list []ipcase.PowerLine) views.GivenPowers {
	out := views.GivenPowers{Frame: f}
	var confirmed []ipcase.PowerLine
	for _, l := range list {
		if l.Principal.OrgID != nil {
			confirmed = append(confirmed, l)
			continue
		}
		if l.Power.Status == ipcase.PowerRevoked {
			continue
		}
		out.Asked = append(out.Asked, views.Notice{
			Tone: views.Warn, Title: r.T("%s says that it acts for %s.", l.AgentName, l.Principal.Name),
			Text: r.T("Its power of attorney %s names your e-mail address. Look at it, and confirm or revoke it.", l.Power.Number),
			Link: &views.Link{Text: r.T("Look at it"), Href: AgentHref(l.Power.Number)},
		})
	}
	if len(confirmed) > 0 {
		out.Table = r.powerTable(r.T("Agents who act for you, the latest first"), r.T("Agent"), confirmed, func(l ipcase.PowerLine) (string, string) {
			return l.AgentName, AgentHref(l.Power.Number)
		})
	}
	return out
}

// GivenPower is a power of attorney for its principal.
func (r PowerReader) GivenPower(p views.Page, a ipcase.Actor, v ipcase.AgentPower) views.Power {
	w := v.Power
	out := r.power(p, v, AgentHref)
	out.Eyebrow, out.Title, out.Lang = r.T("Power of attorney %s", w.Number), v.AgentName, r.LangOf(v.AgentName)
	ends := w.Status == ipcase.PowerPending || w.Status == ipcase.PowerVerified && w.DaysLeft(r.Today) >= 0
	revoke := views.LinkButton{Kind: views.DangerKind, Text: r.T("Revoke"), Vh: w.Number, Href: AgentHref(w.Number) + "/revoke", Dialog: true}
	switch {
	case !v.Confirmed && a.May(ipcase.PermManage):
		revoke.Text = r.T("No, revoke it")
		out.Confirm = &views.PowerConfirm{
			Text: r.T("%s handed in this power of attorney in the name of %s. If you confirm, you can read here what it files for you, and revoke at any time. It does not change what the agent may do.", v.AgentName, v.Principal.Name),
			Yes:  views.PostButton{Action: AgentHref(w.Number) + "/confirm", Button: views.Button{Kind: views.Primary, Text: r.T("Yes, it acts for us")}},
			No:   revoke,
		}
		out.UseNote = r.T("What the agent has filed is shown here once you have confirmed it.")
	case ends && a.May(ipcase.PermManage):
		out.Acts = append(out.Acts, revoke)
	}
	if out.Complaints == nil && v.Confirmed {
		out.UseNote = r.T("The agent has filed no complaint for you yet.")
	}
	return out
}
