package present

import (
	"ipportal/ipcase"
	"ipportal/views"
)

// Where suggestions are listed, for each side.
const (
	HolderRelistingsPath = "/holder/relistings"
	ReviewRelistingsPath = "/review/relistings"
)

// Relistings is the list of what looks like a listing that a complaint took off.
func (r Reader) Relistings(p views.Page, a ipcase.Actor, list ipcase.RelistingPage) views.RelistingsPage {
	page := views.RelistingsPage{
		Page: p,
		Lede: r.T("Listings that their shop put on sale after a complaint took off one that looks like them: the same picture, or the same words. A likeness proves nothing; nothing is filed by itself, the shop is not told, and it costs the shop nothing."),
	}
	here := HolderRelistingsPath
	if a.Party == ipcase.PartyPlatform {
		here = ReviewRelistingsPath
	}
	if list.Next > 0 {
		page.Pager.Older = here + "?after=" + itoa(int(list.Next))
	}
	for _, l := range list.Lines {
		line := views.RelistingLine{
			Listing: views.ListingLine{Title: l.Title, Lang: r.OtherLang(l.Lang), ID: l.Ref, Href: l.URL},
			Note:    r.T("%s · found %s", l.SellerName, r.ShortTime(l.FoundAt).Text), Alike: r.alikeAs(l),
			Was: views.Link{Text: r.Join([]string{l.WasRef, l.CaseNumber}), Href: CaseBase(a.Party, l.CaseNumber)}, WasTitle: l.WasTitle, Right: l.RightTitle,
		}
		if a.Party == ipcase.PartyHolder && a.May(ipcase.PermFile) {
			hidden := func(do string) []views.HiddenInput {
				return []views.HiddenInput{{Name: "relisting", Value: itoa(int(l.ID))}, {Name: "do", Value: do}}
			}
			line.Acts = []views.PostButton{
				{Action: here, Hidden: hidden("complain"), Button: views.Button{Kind: views.Primary, Small: true, Text: r.T("Begin a complaint"), Vh: l.Ref}},
				{Action: here, Hidden: hidden("dismiss"), Button: views.Button{Small: true, Text: r.T("Not the same"), Vh: l.Ref}},
			}
		}
		page.Lines = append(page.Lines, line)
	}
	return page
}

func (r Reader) alikeAs(l ipcase.RelistingLine) string {
	return r.alike(ipcase.OwnMatch{Picture: l.Picture, Words: l.Words})
}

// SameAgain says on a case's page what of it may be on sale again, and for a reviewer
// whether a listing of the case is itself an older one again.
func (r Reader) SameAgain(a ipcase.Actor, number string, lines []ipcase.RelistingLine) []views.Notice {
	var out []views.Notice
	again := 0
	for _, l := range lines {
		if l.CaseNumber == number {
			again++
			continue
		}
		out = append(out, views.Notice{
			Tone: views.Info, Title: r.T("This may be the same thing again"),
			Text: r.sentences(r.T("%s looks like %s, which an earlier complaint took off.", l.Ref, l.WasRef), r.alikeAs(l), r.T("It proves nothing.")),
			Link: &views.Link{Text: l.CaseNumber, Href: CaseBase(a.Party, l.CaseNumber)},
		})
	}
	if again > 0 {
		href := HolderRelistingsPath
		if a.Party == ipcase.PartyPlatform {
			href = ReviewRelistingsPath
		}
		out = append(out, views.Notice{
			Tone: views.Info, Title: r.T("This may be the same thing again"),
			Text: r.N(again, "%d listing of the same shop looks like one that this case took off.", "%d listings of the same shop look like ones that this case took off."),
			Link: &views.Link{Text: r.T("See the suggestions"), Href: href},
		})
	}
	return out
}

// SuggestAgain says on the holder's first page that there are suggestions.
func (r Reader) SuggestAgain(list ipcase.RelistingPage) *views.Notice {
	if len(list.Lines) == 0 {
		return nil
	}
	n := views.Notice{
		Tone: views.Info, Title: r.T("This may be the same thing again"),
		Text: r.N(len(list.Lines), "%d listing looks like one that your complaints took off.", "%d listings look like ones that your complaints took off."),
		Link: &views.Link{Text: r.T("See the suggestions"), Href: HolderRelistingsPath},
	}
	if list.Next > 0 {
		n.Text = r.T("More than %d listings look like ones that your complaints took off.", len(list.Lines))
	}
	return &n
}
