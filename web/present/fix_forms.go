package present

import (
	"slices"

	"ipportal/ipcase"
	"ipportal/views"
)

func chosenAt(items []ipcase.Chosen, position int) bool {
	return slices.ContainsFunc(items, func(c ipcase.Chosen) bool { return c.Position == position })
}

// fixProposal is the form by which a seller proposes a fix. A listing in which a
// buyer would see no difference cannot be chosen.
func (r Reader) fixProposal(in FixCase, problems Problems) *views.FixForm {
	v, typed := in.View, in.Typed
	if typed == nil {
		typed = &FixTyped{Form: ipcase.NewID()}
	}
	holder := r.PartyName(v.Holder)
	f := &views.FixForm{
		Action: FixHref(ipcase.PartySeller, v.Case.Number), Hidden: []views.HiddenInput{{Name: "form", Value: typed.Form}},
		Legend: r.T("Which listings have you changed?"), Error: problems.Of("items"), Lang: r.textLang(typed.Lang),
		Words: views.TextArea{Rows: 6, Field: views.Field{
			Name: "words", Label: r.T("What have you changed?"), Value: typed.Words, Error: problems.Of("words"),
			Hint: r.T("Say it for each listing: which words or pictures went, and what stands there now. The complainant and the reviewers read this. Up to %d characters.", ipcase.MaxComment),
		}},
		Then: []string{
			r.T("%s is told and compares each listing as it was with a copy of it as it is now. Both copies are kept.", holder),
			r.T("Your own time stands still until somebody has looked."),
			r.T("If %s accepts, or says nothing within %s, the complaint about these listings ends and they stay online.", holder, r.Span(v.Procedure.Windows[ipcase.WindowFix])),
			r.T("If it does not accept, the rest of your time runs on. You can then still delete the listings or file a counter-notification."),
			r.N(v.Procedure.Fixes, "A fix can be proposed %d time for each listing.", "A fix can be proposed %d times for each listing."),
		},
		Send: views.Button{Kind: views.Primary, Icon: "edit", Text: r.T("Propose this fix")},
	}
	for _, l := range in.Now {
		line := views.FixListing{
			Position: itoa(l.Position), Version: itoa(l.Version), Pick: true, Line: r.Listing(v.Case.Number, l.Position, l.Snapshot),
			Snapshot: SnapshotHref(v.Case.Number, l.Position), Changes: r.fixChanges(v.CaseView, l),
			Checked: in.Typed == nil || chosenAt(typed.Items, l.Position),
		}
		switch {
		case l.Gone:
			line.Pick, line.None = false, r.T("It is not offered any more, so there is nothing to look at. “Delete Now” closes the complaint about it.")
		case !l.NowKnown:
			line.None = r.T("The marketplace does not show the listing at this moment, so nobody can compare it here. You can propose the fix all the same; the complainant is told to look for itself.")
		case len(l.Changes) == 0:
			line.Pick, line.None = false, r.T("Nothing has changed yet: title, price, description and pictures are as complained of. Change it on the marketplace first, then open this page again.")
		}
		f.Items = append(f.Items, line)
	}
	return f
}

// fixAnswer is the yes or no of the complainant or of a reviewer.
func (r Reader) fixAnswer(in FixCase, problems Problems) *views.FixForm {
	v, typed := in.View, in.Typed
	if typed == nil {
		typed = &FixTyped{}
	}
	f := &views.FixForm{
		Action: FixHref(in.Actor.Party, v.Case.Number), Legend: r.T("Which listings do you answer about?"), Error: problems.Of("items"),
		Kind: &views.Radios{
			Field: views.Field{Name: "kind", Label: r.T("Is the fix enough?"), Value: typed.Kind, Error: problems.Of("kind")},
			Options: []views.Option{
				{Value: string(ipcase.FixAccepted), Label: r.T("Yes, it is enough"), Text: r.T("The complaint about the ticked listings ends, and they stay online.")},
				{Value: string(ipcase.FixRefused), Label: r.T("No, something is still wrong"), Text: r.T("The rest of the seller’s time runs on. The seller can delete them, file a counter-notification, or propose another fix while one is left.")},
			},
		},
		Words: views.TextArea{Rows: 5, Field: views.Field{
			Name: "words", Label: r.T("What is still wrong with the listings?"), Value: typed.Words, Error: problems.Of("words"),
			Hint: r.T("Needed for a no. The seller reads this. Up to %d characters.", ipcase.MaxComment),
		}},
		Lang: r.textLang(typed.Lang),
		Then: []string{
			r.T("%s is told at once.", sellerOf(v.CaseView)),
			r.T("A yes cannot be taken back. A new complaint about the same listing needs new facts."),
			r.T("Listings that you do not tick keep waiting for an answer."),
		},
		Send: views.Button{Kind: views.Primary, Icon: "send", Text: r.T("Send the answer")},
	}
	if in.Actor.Party == ipcase.PartyPlatform {
		f.Then[0] = r.T("Both sides are told at once.")
	}
	for _, l := range v.Lines {
		if !answerable(l) {
			continue
		}
		line := r.fixListing(v.CaseView, l)
		line.Pick, line.Checked = true, in.Typed == nil || chosenAt(typed.Items, l.Position)
		f.Items = append(f.Items, line)
	}
	return f
}
