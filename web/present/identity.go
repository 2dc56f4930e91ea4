package present

import (
	"sort"
	"strconv"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"ipportal/ipcase"
	"ipportal/views"
)

// IdentityForm is an identity paper as it was typed, with the files of its form.
type IdentityForm struct {
	In       ipcase.HandInIdentity
	Files    []ipcase.IdentityPaper
	Problems *ipcase.Error
}

// Country names a country by its code of ISO 3166-1.
func (r Reader) Country(code string) string {
	if name := r.Territory(code); name != code {
		return name
	}
	region, err := language.ParseRegion(code)
	if err != nil {
		return code
	}
	names := display.English.Regions()
	if r.chinese() {
		names = display.Regions(language.SimplifiedChinese)
	}
	if name := names.Name(region); name != "" {
		return name
	}
	return code
}

// countryOptions are every country, by name.
func (r Reader) countryOptions() []views.Option {
	var all []views.Option
	for _, code := range ipcase.Countries() {
		all = append(all, views.Option{Value: code, Label: r.Country(code)})
	}
	if !r.chinese() { // the codes' own order is as good as any for Chinese
		sort.Slice(all, func(a, b int) bool { return all[a].Label < all[b].Label })
	}
	return append([]views.Option{{Label: r.T("Choose a country")}}, all...)
}

// AccountIdentity is where an owner sees and proves who the organisation is.
func (r Reader) AccountIdentity(frame views.AccountFrame, v ipcase.IdentityView, f IdentityForm) views.AccountIdentityPage {
	frame.Lede = r.T("Before anything that %s files reaches a seller, a reviewer verifies who it is.", v.Org.Name)
	page := views.AccountIdentityPage{
		AccountFrame: frame, State: r.IdentityBadge(v.Org.Identity), Org: r.identityOrg(v.Org),
		Told: []views.SummaryRow{
			{Key: r.T("Who sees it"), Text: r.T("The reviewers who check it, and nobody else: not the sellers, not the operator, not other people of your organisation. Every opening is recorded.")},
			{Key: r.T("How long it is kept"), Text: r.T("Until %d days after the check. Then the files are deleted, and of the number only the last three characters stay.", ipcase.PaperDays)},
			{Key: r.T("What stays"), Text: r.T("The record of the check: which kind of paper, from which country, who checked it, when, and what was found.")},
			{Key: r.T("What happens"), Text: r.T("A reviewer compares the paper with what you entered, and verifies it or says what is missing. You are told here and by mail. You can hand in again.")},
		},
	}
	switch v.Org.Identity {
	case ipcase.IdentityVerified:
		page.Says = views.Notice{Tone: views.Success, Title: r.T("Your identity is verified"), Text: r.T("Complaints that you file can be accepted.")}
		if v.Org.IdentityAt != nil {
			page.Says.Text = r.T("Verified on %s. Complaints that you file can be accepted.", r.Day(*v.Org.IdentityAt).Text)
		}
	case ipcase.IdentityPending:
		page.Says = views.Notice{Tone: views.Info, Title: r.T("A reviewer checks your paper"), Text: r.T("You need to do nothing. You can register rights and file complaints meanwhile; they wait, and no seller is told of them.")}
	default:
		page.Says = views.Notice{Tone: views.Warn, Title: r.T("Hand in a paper"), Text: r.T("You can register rights and file complaints before; they wait, and no seller is told of them.")}
		page.Form = r.identityForm(v, f)
		page.Errors = r.Problems(f.Problems, nil).Summary
	}
	if v.Waiting > 0 && v.Org.Identity != ipcase.IdentityVerified {
		page.Says.Text += " " + r.N(v.Waiting, "%d case waits for it now.", "%d cases wait for it now.")
	}
	page.History = r.identityHistory(v.Checks)
	return page
}

func (r Reader) identityOrg(o ipcase.Org) views.SummaryList {
	kind := r.T("Organisation")
	if o.NaturalPerson {
		kind = r.T("A person")
	}
	list := views.SummaryList{Rows: []views.SummaryRow{{Key: kind, Text: o.Name, Lang: r.LangOf(o.Name)}}}
	add := func(key, value string) {
		if value != "" {
			list.Rows = append(list.Rows, views.SummaryRow{Key: key, Text: value, Lang: r.LangOf(value)})
		}
	}
	if o.Country != "" {
		add(r.T("Country"), r.Country(o.Country))
	}
	add(r.T("Number in the register"), o.RegNumber)
	add(r.T("Address"), o.Address)
	add(r.T("Contact"), o.ContactName)
	return list
}

func (r Reader) identityForm(v ipcase.IdentityView, f IdentityForm) *views.IdentityForm {
	problems := r.Problems(f.Problems, nil)
	in := f.In
	if in.Country == "" {
		in.Country = v.Org.Country
	}
	if in.Kind == "" && !v.Org.NaturalPerson && f.Problems == nil {
		in.Kind = ipcase.CompanyExtract
	}
	field := func(name, label, hint, value string) views.Field {
		return views.Field{Name: name, Label: label, Hint: hint, Value: value, Error: problems.Of(name)}
	}
	form := &views.IdentityForm{
		Form: views.HiddenInput{Name: "form", Value: in.FormID},
		Kind: views.Radios{Field: field("kind", r.T("Which paper?"), "", string(in.Kind)), Options: []views.Option{
			{Value: string(ipcase.CompanyExtract), Label: r.PaperKind(ipcase.CompanyExtract), Text: r.T("For an organisation. Not older than a year.")},
			{Value: string(ipcase.Passport), Label: r.PaperKind(ipcase.Passport), Text: r.T("For a person. The page with the picture is enough.")},
			{Value: string(ipcase.IdentityCard), Label: r.PaperKind(ipcase.IdentityCard), Text: r.T("For a person. Both sides.")},
		}},
		Number:  views.TextInput{Field: field("number", r.T("Number of the paper"), r.T("As it is printed: of the register, the passport or the card."), in.Number), Autocomplete: "off"},
		Country: views.Select{Field: field("country", r.T("Issued in"), "", in.Country), Options: r.countryOptions()},
		Issued:  views.DateInput{Field: field("issued_on", r.T("Issued on"), "", in.IssuedOn)},
		Files: views.HolderFiles{
			Title:  r.T("The paper"),
			Upload: views.Button{Small: true, Icon: "upload", Text: r.T("Upload the paper"), Name: "do", Value: "upload", NoCheck: true},
			Input: views.FileInput{Accept: acceptFiles, Multiple: true, Field: views.Field{
				Name: "paper", Label: r.T("Picture or PDF of the paper"), Error: problems.Of("paper"),
				Hint: r.T("PDF, JPG, PNG or WebP, up to 20 MB each. Only the reviewers who check it see it."),
			}},
		},
	}
	for _, p := range f.Files {
		form.Files.List.Items = append(form.Files.List.Items, views.EvidenceTile{
			Name: p.Name, Facts: fileKind(p.MIME) + " · " + Size(p.Size), Access: r.scanBadge(p.Scan),
			Action: views.Button{Small: true, Text: r.T("Remove"), Vh: p.Name, Name: "do", Value: "drop:" + p.PublicID, NoCheck: true},
		})
	}
	return form
}

// checkBadge says what was found.
func (r Reader) checkBadge(s ipcase.IdentityStatus) views.Badge {
	switch s {
	case ipcase.IdentityVerified:
		return views.Badge{Tone: views.Success, Text: r.T("Verified")}
	case ipcase.IdentityRefused:
		return views.Badge{Tone: views.Neutral, Text: r.T("Not accepted")}
	default:
		return views.Badge{Tone: views.Info, Text: r.T("Being checked")}
	}
}

func (r Reader) identityHistory(checks []ipcase.IdentityCheck) *views.Table {
	if len(checks) == 0 {
		return nil
	}
	table := &views.Table{Caption: r.T("Papers handed in, newest first"), Columns: []views.Column{
		{Label: r.T("Number"), Class: "nowrap lead"}, {Label: r.T("Paper")}, {Label: r.T("Handed in"), Class: "nowrap"}, {Label: r.T("Result")},
	}, Groups: []views.RowGroup{{}}}
	for _, c := range checks {
		result := views.Cell{Body: r.checkBadge(c.Status)}
		if c.Reason != "" {
			result = views.Cell{Body: r.checkBadge(c.Status), Small: c.Reason}
		}
		table.Groups[0].Rows = append(table.Groups[0].Rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: c.Number},
			{Text: r.PaperKind(c.Kind), Small: r.Country(c.Country) + " · " + c.PaperNumber},
			{Body: r.ShortTime(c.CreatedAt)},
			result,
		}})
	}
	return table
}

// ReviewIdentityHref is an identity check on the reviewer's bench.
func ReviewIdentityHref(number string) string { return "/review/identities/" + number }

// IdentitiesToCheck is the list of identity papers that wait for a reviewer.
func (r Reader) IdentitiesToCheck(p views.Page, a ipcase.Actor, lines []ipcase.IdentityLine, more bool) views.ChecksPage {
	page := views.ChecksPage{
		Page: p, Lede: r.T("Nothing that a rights holder files reaches a seller before its identity is verified. The oldest entry comes first."),
		Pager: views.Pager{Text: r.N(len(lines), "%d identity on this page, the oldest first", "%d identities on this page, the oldest first")},
	}
	if len(lines) == 0 {
		page.Empty = &views.EmptyState{Icon: "shield-check", Title: r.T("No identity waits to be checked"), Text: r.T("An entry appears here when a rights holder hands in a paper.")}
		return page
	}
	table := views.Table{
		Caption: r.T("Identities to check, the oldest first"),
		Columns: []views.Column{
			{Label: r.T("Handed in"), Class: "nowrap lead"},
			{Label: r.T("Check")},
			{Label: r.T("Holder")},
			{Label: r.T("Paper")},
			{Label: r.T("Cases that wait for it"), Class: "num"},
			{Label: r.T("Claimed by")},
			{Label: r.T("Action"), Class: "act", Vh: true},
		},
		Groups: []views.RowGroup{{}},
	}
	for _, l := range lines {
		href := ReviewIdentityHref(l.Number)
		who, act := r.T("Nobody"), views.Cell{Body: views.PostButton{Action: href + "/claim", Button: views.Button{Small: true, Text: r.T("Claim"), Vh: l.Number}}}
		if l.ClaimedName != "" {
			who, act = l.ClaimedName, views.Cell{Body: views.LinkButton{Small: true, Text: r.T("View"), Vh: l.Number, Href: href}}
			if *l.ClaimedBy == a.PersonID {
				who = r.T("You")
			}
		}
		table.Groups[0].Rows = append(table.Groups[0].Rows, views.Row{Cells: []views.Cell{
			{Body: r.ShortTime(l.CreatedAt)},
			{Head: true, Text: l.Number, Href: href},
			{Text: l.OrgName, Lang: r.LangOf(l.OrgName)},
			{Text: r.PaperKind(l.Kind), Small: r.Country(l.Country)},
			{Text: strconv.Itoa(l.Waiting)},
			{Text: who},
			act,
		}})
	}
	page.Table = &table
	if more {
		page.Pager.Older = "/review/identities?after=" + strconv.FormatInt(lines[len(lines)-1].ID, 10)
	}
	return page
}
