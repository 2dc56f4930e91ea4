package present

import (
	"strings"
	"time"

	"ipportal/ipcase"
	"ipportal/views"
)

// PowerReader reads powers of attorney: their days are the platform's, whatever
// zone the reader is in.
type PowerReader struct {
	Reader
	Today time.Time      // the day at the platform, 00:00 UTC
	Place *time.Location // and its zone
}

// The pages about powers of attorney.
const (
	PrincipalsPath = "/holder/principals"
	AgentsPath     = "/account/agents"
	PowersPath     = "/review/powers"
)

// PowerAct names what a power of attorney lets an agent do.
func (r Reader) PowerAct(a ipcase.PowerAct) string {
	switch a {
	case ipcase.ActRegister:
		return r.T("Register rights")
	case ipcase.ActFile:
		return r.T("File complaints, and complete them")
	case ipcase.ActAnswer:
		return r.T("Answer counter-notifications, and appeal")
	case ipcase.ActRetract:
		return r.T("Retract complaints")
	default:
		return string(a)
	}
}

// PowerBadge says how a power of attorney stands today.
func (r PowerReader) PowerBadge(p ipcase.Power) views.Badge {
	left := p.DaysLeft(r.Today)
	switch {
	case p.Status == ipcase.PowerPending:
		return views.Badge{Tone: views.Info, Text: r.T("Being checked")}
	case p.Status == ipcase.PowerRefused:
		return views.Badge{Tone: views.Neutral, Text: r.T("Not accepted")}
	case p.Status == ipcase.PowerRevoked:
		return views.Badge{Tone: views.Neutral, Text: r.T("Revoked")}
	case left < 0:
		return views.Badge{Tone: views.Danger, Text: r.T("Ended")}
	case r.Today.Before(p.ValidFrom):
		return views.Badge{Tone: views.Neutral, Text: r.T("Not yet in force")}
	case left == 0:
		return views.Badge{Tone: views.Danger, Text: r.T("Ends today")}
	case left <= ipcase.PowerEndsSoon:
		return views.Badge{Tone: views.Warn, Text: r.N(left, "Ends in %d day", "Ends in %d days")}
	default:
		return views.Badge{Tone: views.Success, Text: r.T("In force")}
	}
}

// daysLeft is how long a power that stands still does.
func (r PowerReader) daysLeft(p ipcase.Power) string {
	left := p.DaysLeft(r.Today)
	switch {
	case p.Status == ipcase.PowerRefused || p.Status == ipcase.PowerRevoked || left < 0:
		return "–"
	case left == 0:
		return r.T("last day today")
	default:
		return r.N(left, "%d day left", "%d days left")
	}
}

func (r PowerReader) powerDays(p ipcase.Power) string {
	return r.T("%s to %s", r.DateOnly(p.ValidFrom).Text, r.DateOnly(p.ValidUntil).Text)
}

// powerRows is what a power of attorney covers.
func (r PowerReader) powerRows(l ipcase.PowerLine) []views.SummaryRow {
	p, who := l.Power, l.Principal
	name := views.SummaryRow{Key: r.T("Principal"), Text: who.Name, Lang: r.LangOf(who.Name), Note: r.Territory(who.Country)}
	if who.Registration != "" {
		name.Note = r.T("%s, registration %s", r.Territory(who.Country), who.Registration)
	}
	types := make([]string, len(p.RightTypes))
	for n, t := range p.RightTypes {
		types[n] = r.RightType(t)
	}
	acts := make([]string, len(p.Acts))
	for n, a := range p.Acts {
		acts[n] = r.PowerAct(a)
	}
	return []views.SummaryRow{
		name,
		{Key: r.T("Agent"), Text: l.AgentName, Lang: r.LangOf(l.AgentName)},
		{Key: r.T("Rights"), Text: r.Join(types)},
		{Key: r.T("What the agent may do"), List: acts},
		{Key: r.T("Territory"), Text: r.Territories(p.Territories)},
		{Key: r.T("Valid"), Text: r.powerDays(p), Note: r.T("It ends by itself on its last day at 24:00, %s.", r.Place.String())},
		{Key: r.T("Signed by"), Text: p.ContactName, Lang: r.LangOf(p.ContactName), Note: p.ContactEmail},
	}
}

// powerStanding says in a sentence how it came to stand so.
func (r PowerReader) powerStanding(p ipcase.Power) string {
	switch {
	case p.Status == ipcase.PowerPending:
		return r.T("Handed in on %s. A reviewer compares it with the signed paper.", r.Day(p.CreatedAt).Text)
	case p.Status == ipcase.PowerRevoked && p.RevokedAt != nil:
		return r.T("Revoked on %s by %s", r.Day(*p.RevokedAt).Text, r.powerSide(p.RevokedBy))
	case p.CheckedAt == nil:
		return ""
	case p.Status == ipcase.PowerRefused:
		return r.T("Checked on %s", r.Day(*p.CheckedAt).Text)
	default:
		return r.T("Verified on %s", r.Day(*p.CheckedAt).Text)
	}
}

func (r Reader) powerSide(s ipcase.PowerSide) string {
	switch s {
	case ipcase.SidePrincipal:
		return r.T("the principal")
	case ipcase.SideAgent:
		return r.T("the agent")
	default:
		return r.T("the platform")
	}
}

// powerTimeline is the chain of a power of attorney in words. Agent and principal
// stand on one side of a case, and are told apart by their organisation here.
func (r PowerReader) powerTimeline(l ipcase.PowerLine, events []ipcase.Event) views.Timeline {
	var out views.Timeline
	for n := len(events) - 1; n >= 0; n-- {
		e := events[n]
		line := views.TimelineEvent{Who: "system", Time: r.ShortTime(e.At), Text: r.powerEvent(e.Kind, e.Told()), Hash: ShortHash(e.Hash)}
		switch {
		case e.Party == ipcase.PartyPlatform:
			line.Lead = r.T("The platform")
		case e.Party == ipcase.PartyHolder:
			line.Lead, line.Who = l.Principal.Name, "other"
			if e.OrgID == l.Power.AgentOrgID {
				line.Lead = l.AgentName
			}
			if e.OrgID == r.OrgID {
				line.Who = "you"
			}
		}
		out.Events = append(out.Events, line)
	}
	return out
}

// powerEvent is an event of a power's chain; "" for every other.
func (r Reader) powerEvent(k ipcase.EventKind, _ ipcase.EventData) string {
	switch k {
	case ipcase.EventPowerHandedIn:
		return r.T("handed in the power of attorney")
	case ipcase.EventPowerVerified:
		return r.T("verified the power of attorney")
	case ipcase.EventPowerRefused:
		return r.T("did not accept the power of attorney")
	case ipcase.EventPowerConfirmed:
		return r.T("confirmed that the agent acts for it")
	case ipcase.EventPowerRevoked:
		return r.T("revoked the power of attorney")
	case ipcase.EventPowerEnded:
		return r.T("The power of attorney ended: its last day is over")
	default:
		return ""
	}
}

// powerShown is what a seller reads of the power under which an agent complains;
// nil where nobody acts for another.
func (r Reader) powerShown(v ipcase.CaseView) *views.SummaryList {
	if !v.Power.Needed {
		return nil
	}
	state := r.T("In force; a reviewer has compared it with the signed paper.")
	if !v.Power.InForce {
		state = r.T("Not in force today. Nothing happens to your listings because you do not answer; a reviewer looks first.")
	}
	return &views.SummaryList{Rows: []views.SummaryRow{
		{Key: r.T("Filed under"), Text: v.Power.Number, Note: r.T("until %s", r.DateOnly(v.Power.ValidUntil).Text)},
		{Key: r.T("State"), Text: state},
	}}
}

// countries are those in which a principal can be registered, by their codes.
var countries = strings.Fields("CN US GB DE FR IT ES NL SE NO DK FI CH AT BE IE PL PT CZ JP KR IN CA AU NZ BR MX SG HK TW TH VN MY ID PH AE TR ZA IL")

// powerSubject is the news about a power of attorney in a line.
func (r Reader) powerSubject(kind ipcase.MessageKind, side ipcase.PowerSide) string {
	switch kind {
	case ipcase.MsgPowerVerified:
		if side == ipcase.SidePrincipal {
			return r.T("An agent acts for you under a power of attorney")
		}
		return r.T("A power of attorney was verified")
	case ipcase.MsgPowerRefused:
		return r.T("A power of attorney was not accepted")
	case ipcase.MsgPowerConfirmed:
		return r.T("A principal has confirmed you as its agent")
	case ipcase.MsgPowerEnding:
		return r.T("A power of attorney ends soon")
	case ipcase.MsgPowerEnded:
		return r.T("A power of attorney has ended")
	default:
		return r.T("A power of attorney was revoked")
	}
}

// forWhom asks an agent for whom it registers a right. A principal for whom it
// cannot is there with the reason.
func (r Reader) forWhom(f RightForm, problems Problems) *views.Radios {
	chosen := f.In.Principal
	if f.Typed == ForOwn {
		chosen = ForOwn
	}
	out := views.Radios{Field: views.Field{Name: "for", Label: r.T("For whom do you register it?"), Error: problems.Of("for"), Value: chosen}}
	for _, p := range f.Principals {
		o := views.Option{Value: p.Principal.PublicID, Label: p.Principal.Name, Lang: r.LangOf(p.Principal.Name), Text: r.Territory(p.Principal.Country)}
		if p.Why != nil {
			o.Text = r.T(p.Why.Msg, p.Why.Args...)
		}
		out.Options = append(out.Options, o)
	}
	out.Options = append(out.Options, views.Option{Value: ForOwn, Label: f.Own, Lang: r.LangOf(f.Own), Text: r.T("Your own organisation")})
	return &out
}
