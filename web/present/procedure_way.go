package present

import (
	"ipportal/ipcase"
	"ipportal/views"
)

// action is what a holder can show to hold a case, as the procedure counts it: "court
// action", "court action or a complaint to an authority", "a court’s order".
func (r Reader) action(p ipcase.Procedure) string {
	switch {
	case p.Holds(ipcase.ActionOrder):
		return r.T("a court’s order")
	case p.Holds(ipcase.ActionAuthority):
		return r.T("court action or a complaint to an authority")
	default:
		return r.T("court action")
	}
}

// actionTitle is the same at the head of something.
func (r Reader) actionTitle(p ipcase.Procedure) string {
	switch {
	case p.Holds(ipcase.ActionOrder):
		return r.T("Court’s order")
	case p.Holds(ipcase.ActionAuthority):
		return r.T("Court or authority")
	default:
		return r.T("Court action")
	}
}

// showAction is the button that shows it.
func (r Reader) showAction(p ipcase.Procedure) string {
	switch {
	case p.Holds(ipcase.ActionOrder):
		return r.T("Show a court’s order")
	case p.Holds(ipcase.ActionAuthority):
		return r.T("Show the suit or complaint")
	default:
		return r.T("Show court action")
	}
}

// actionName is one step, where there are several to choose from.
func (r Reader) actionName(a ipcase.CourtAction) string {
	switch a {
	case ipcase.ActionAuthority:
		return r.T("A complaint to the competent authority")
	case ipcase.ActionOrder:
		return r.T("An order of the court")
	default:
		return r.T("A suit in court")
	}
}

// actionChoice asks which step it was, where the procedure counts more than one.
func (r Reader) actionChoice(p ipcase.Procedure, chosen ipcase.CourtAction, wrong string) *views.Radios {
	if len(p.CourtActions) < 2 {
		return nil
	}
	out := &views.Radios{Field: views.Field{Name: "action", Label: r.T("What have you done?"), Value: string(chosen), Error: wrong}}
	for _, a := range p.CourtActions {
		out.Options = append(out.Options, views.Option{Value: string(a), Label: r.actionName(a)})
	}
	return out
}

// governs says, before anything is sent, which procedure governs and why.
func (r Reader) governs(f Filing) views.Notice {
	p := f.Check.Procedure
	return views.Notice{
		Tone: views.Info, Icon: "scale", Title: r.T("Handled under: %s", p.Name.In(r.Lang)),
		Text: r.sentences(f.Check.Selected.Rule.Why.In(r.Lang), p.Summary.In(r.Lang)),
		Link: &views.Link{Text: r.T("Read this procedure"), Href: ProcedureVersionHref(p)},
	}
}

// proofBox offers a proof where the rules look at it.
func (r Reader) proofBox(f Filing, book ipcase.Rulebook) *views.Checkboxes {
	facing := ipcase.Facing{Right: f.Right.Type, Site: f.Check.Site, On: r.Now}
	for _, proof := range ipcase.Proofs() {
		plain, _ := book.Select(facing)
		facing.Proof = proof
		with, ok := book.Select(facing)
		if !ok || with.Rule.ID == plain.Rule.ID {
			continue
		}
		return &views.Checkboxes{
			Field: views.Field{Name: "proof", Label: r.T("Is there a decision already?"), Optional: true, Value: string(f.Draft.Proof)},
			Options: []views.Option{{
				Value: string(proof), Label: r.T("A court or an authority has ordered it"), Selected: f.Draft.Proof == proof,
				Text: r.T("You add the order on the next page. The listings are then removed as soon as the complaint is accepted."),
			}},
		}
	}
	return nil
}

// trackChoice lets the holder choose the procedure where the law leaves a choice,
// and says what each does.
func (r Reader) trackChoice(f Filing, book ipcase.Rulebook) *views.Radios {
	names := map[ipcase.Track][]ipcase.Procedure{}
	several := false
	look := func(reason string, proof ipcase.Proof) {
		s, _ := book.Select(ipcase.Facing{Right: f.Right.Type, Reason: reason, Proof: proof, Site: f.Check.Site, On: r.Now})
		several = several || len(s.Options) > 1
		for _, p := range s.Options {
			if !hasProcedure(names[p.Track], p.ID) {
				names[p.Track] = append(names[p.Track], p)
			}
		}
	}
	for _, reason := range book.ReasonsFor(f.Right.Type) {
		look(reason.Code, "")
	}
	look("", ipcase.ProofCourtOrder)
	if !several {
		return nil
	}
	out := &views.Radios{Field: views.Field{
		Name: "track", Label: r.T("Which procedure do you choose?"), Value: string(f.Check.Procedure.Track),
		Hint: r.T("The law leaves you this choice for this site. It holds for this complaint and cannot be changed after sending."),
	}}
	for _, t := range []ipcase.Track{ipcase.TrackPlatform, ipcase.TrackStatutory} {
		if len(names[t]) == 0 {
			continue
		}
		label := r.T("The platform decides")
		if t == ipcase.TrackStatutory {
			label = r.T("The statutory procedure")
		}
		var which []string
		for _, p := range names[t] {
			which = append(which, r.T("%s: %s", p.Name.In(r.Lang), p.Summary.In(r.Lang)))
		}
		out.Options = append(out.Options, views.Option{Value: string(t), Label: label, Text: r.sentences(which...)})
	}
	return out
}

func hasProcedure(list []ipcase.Procedure, id string) bool {
	for _, p := range list {
		if p.ID == id {
			return true
		}
	}
	return false
}

// counterLeads is where a counter-notification leads under a procedure, said to the
// seller before anything is sent.
func (r Reader) counterLeads(p ipcase.Procedure, holder string) string {
	switch p.AfterCounter {
	case ipcase.CourtWait:
		return r.T("Say why, add evidence and make the statements. %s receives it at once. The listings are put back after %s, unless it shows %s.",
			holder, r.Span(p.Windows[ipcase.WindowCourt]), r.action(p))
	case ipcase.ReviewerDecides:
		return r.T("Say why and add evidence. A copy goes to %s, and a reviewer decides, usually within %s.", holder, r.Span(p.Windows[ipcase.WindowReview]))
	default:
		return ""
	}
}
