package present

import (
	"ipportal/ipcase"
	"ipportal/ipcase/lookalike"
	"ipportal/views"
)

// Lookalikes tells a reviewer what may be taken for something else. Each is shown
// in ASCII: what looks alike is then seen to differ.
func (r Reader) Lookalikes(marks []lookalike.Mark) []views.Notice {
	var list []views.Notice
	for _, m := range marks {
		n := views.Notice{Tone: views.Warn, Text: r.T("In plain letters: %s", m.ASCII)}
		switch m.Kind {
		case lookalike.Turned:
			n.Title = r.T("It holds characters that turn the reading direction.")
		case lookalike.Hidden:
			n.Title = r.T("It holds characters that do not show.")
		case lookalike.MixedScripts:
			n.Title = r.T("It mixes the letters of two alphabets in one word.")
		case lookalike.LikeDomain:
			n.Title = r.T("The mail address looks like one of %s.", m.Like)
		default:
			n.Title = r.T("The name looks like %s, which is verified.", m.Like)
		}
		list = append(list, n)
	}
	return list
}

// holderUnknown says that a notice cannot leave intake yet.
func (r Reader) holderUnknown(s ipcase.IdentityStatus) []views.Notice {
	if s == ipcase.IdentityVerified {
		return nil
	}
	n := views.Notice{Tone: views.Warn, Title: r.T("Waits for the identity check of the rights holder"), Text: r.T("No paper has been handed in. The notice cannot be accepted before one is verified; it can be refused.")}
	switch s {
	case ipcase.IdentityPending:
		n.Text = r.T("A paper waits to be checked. The notice cannot be accepted before it is verified; it can be refused.")
		n.Link = &views.Link{Text: r.T("Identities to check"), Href: "/review/identities"}
	case ipcase.IdentityRefused:
		n.Text = r.T("The last paper was not accepted. The notice cannot be accepted before one is verified; it can be refused.")
	default:
	}
	return []views.Notice{n}
}

// identityTurn says to a holder that a filing waits for who they are.
func (r Reader) identityTurn(v ipcase.CaseView) views.Turn {
	if v.Holder.Identity == ipcase.IdentityPending {
		t := views.Turn{Tone: views.Info, Lead: r.T("Waits for your identity check"), Title: r.T("A reviewer checks your identity paper first")}
		return passive(t, r.T("What happens now"), r.T("The notice can be accepted only when your identity is verified. The seller is not told before, and no time runs."))
	}
	t := views.Turn{Tone: views.Warn, Lead: r.T("Waits for your identity check"), Title: r.T("Your organisation’s identity is not verified")}
	if len(v.Moves) > 0 { // who may act; the owner's page says so to others
		t.Options = append(t.Options, views.TurnOption{
			Title: r.T("What you can do"), Text: r.T("The owner of your organisation hands in an identity paper. A reviewer then checks it."),
			Action: views.LinkButton{Kind: views.Primary, Text: r.T("Hand in a paper"), Href: "/account/identity"},
		})
	}
	return passive(t, r.T("If you do nothing"), r.T("The complaint waits. The seller is not told of it, and no time runs."))
}
