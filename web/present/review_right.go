package present

import (
	"strconv"
	"strings"

	"ipportal/ipcase"
	"ipportal/views"
)

// RightsToCheck is the list of rights that wait for a reviewer.
func (r Reader) RightsToCheck(p views.Page, a ipcase.Actor, lines []ipcase.RightLine, more bool) views.ChecksPage {
	page := views.ChecksPage{
		Page: p, Lede: r.T("A complaint is accepted only under a right that is verified. The oldest entry comes first."),
		Pager: views.Pager{Text: r.N(len(lines), "%d right on this page, the oldest first", "%d rights on this page, the oldest first")},
	}
	if len(lines) == 0 {
		page.Empty = &views.EmptyState{Icon: "certificate", Title: r.T("No right waits to be verified"), Text: r.T("A right appears here when its holder registers it.")}
		return page
	}
	table := views.Table{
		Caption: r.T("Rights to check, the oldest first"),
		Columns: []views.Column{
			{Label: r.T("Entered"), Class: "nowrap lead"},
			{Label: r.T("Right")},
			{Label: r.T("Holder")},
			{Label: r.T("Number")},
			{Label: r.T("Cases that wait for it"), Class: "num"},
			{Label: r.T("Claimed by")},
			{Label: r.T("Action"), Class: "act", Vh: true},
		},
		Groups: []views.RowGroup{{}},
	}
	for _, l := range lines {
		right := ipcase.Right{Number: l.Number, Office: l.Office, RegNumber: l.RegNumber}
		who, act := r.claimer(l, a)
		table.Groups[0].Rows = append(table.Groups[0].Rows, views.Row{Cells: []views.Cell{
			{Body: r.ShortTime(l.CreatedAt)},
			{Head: true, Text: l.Number, Href: ReviewRightHref(l.Number), Small: l.Title + " · " + r.RightType(l.Type)},
			{Text: r.BothNames(l.HolderName, l.HolderFor), Lang: r.LangOf(l.HolderName + l.HolderFor)},
			{Text: r.RightNumber(right)},
			{Text: strconv.Itoa(l.Waiting)},
			{Text: who},
			act,
		}})
	}
	page.Table = &table
	if more {
		page.Pager.Older = "/review/rights?after=" + strconv.FormatInt(lines[len(lines)-1].ID, 10)
	}
	return page
}

func (r Reader) claimer(l ipcase.RightLine, a ipcase.Actor) (string, views.Cell) {
	open := views.Cell{Body: views.LinkButton{Small: true, Text: r.T("View"), Vh: l.Number, Href: ReviewRightHref(l.Number)}}
	switch {
	case l.ClaimedName != "" && *l.ClaimedBy == a.PersonID:
		return r.T("You"), open
	case l.ClaimedName != "":
		return l.ClaimedName, open
	default:
		return r.T("Nobody"), views.Cell{Body: views.PostButton{
			Action: ReviewRightHref(l.Number) + "/claim", Button: views.Button{Small: true, Text: r.T("Claim"), Vh: l.Number},
		}}
	}
}

// ReviewRight shows a right where a reviewer checks it.
func (r Reader) ReviewRight(p views.Page, a ipcase.Actor, v ipcase.ReviewRight, texts ReviewTexts, typed *RightCheck, e *ipcase.Error) views.ReviewRightPage {
	right := v.Right
	p.Crumbs = []views.Link{{Text: r.T("Rights to check"), Href: "/review/rights"}, {Text: right.Number}}
	href := ReviewRightHref(right.Number)
	page := views.ReviewRightPage{
		CheckBench: r.checkBench(p, right.Number, href, right.Version, checkWords{
			question: r.T("Is the right proven?"), verified: r.T("Complaints under it can be accepted."),
			refused: r.T("The holder is told the reason. No complaint under it is accepted."),
		}, typed, e),
		Rows: r.rightRows(v), Holder: r.holderRows(v), Others: r.siblings(v),
	}
	page.Kind, page.Title, page.Lang, page.Status = r.RightType(right.Type), right.Title, r.LangOf(right.Title), r.RightBadge(right)
	page.Warnings, page.History = r.conflicts(v), r.Timeline(v.Events, Names{Holder: v.Holder.Name})
	r.checkFiles(&page, v, texts)
	list := &views.LinkButton{Text: r.T("Rights to check"), Href: "/review/rights"}
	if right.Status != ipcase.RightPending {
		page.Claim = &views.ReviewClaimBox{Title: r.T("Checked"), Text: r.T("This right was checked. Its state: %s.", page.Status.Text), Link: list}
		if right.Reason != "" {
			page.Claim.Text += " " + r.T("Reason: %s", right.Reason)
		}
		return page
	}
	mine := v.ClaimedName != "" && *right.ClaimedBy == a.PersonID
	r.checkClaim(&page.CheckBench, href, v.ClaimedName, mine, right.ClaimedUntil, claimWords{
		taken: r.T("%s checks this right", v.ClaimedName), free: r.T("Nobody has claimed this right"), claim: r.T("Claim this right"),
	}, list)
	return page
}

// conflicts are what a reviewer should know before anything else.
func (r Reader) conflicts(v ipcase.ReviewRight) []views.Notice {
	var list []views.Notice
	for _, s := range v.SameNumber {
		n := views.Notice{
			Tone: views.Warn, Title: r.T("The same number was registered before by somebody else."), Text: r.T("%s entered it as %s.", s.OrgName, s.Number),
			Link: &views.Link{Text: r.T("Open it"), Href: ReviewRightHref(s.Number)},
		}
		if s.OrgID == v.Right.OrgID {
			n.Tone, n.Title = views.Neutral, r.T("This holder has registered the same number before.")
		}
		list = append(list, n)
	}
	if v.For != "" {
		n := views.Notice{Tone: views.Neutral, Title: r.T("An agent registered it for %s.", v.For)}
		if !strings.EqualFold(v.For, v.Right.Owner) {
			n.Tone, n.Text = views.Warn, r.T("The owner as registered has another name: %s.", v.Right.Owner)
		}
		list = append(list, n)
	}
	if !v.NumberFits {
		n := views.Notice{Tone: views.Warn, Title: r.T("The number does not look like one of this office.")}
		if v.Example != "" {
			n.Text = r.T("%s writes them like %s.", v.Right.Office, v.Example)
		}
		list = append(list, n)
	}
	if !v.Right.InForceOn(r.Now) {
		list = append(list, views.Notice{Tone: views.Warn, Title: r.T("By its own dates the right is not in force today.")})
	}
	return list
}

func (r Reader) rightRows(v ipcase.ReviewRight) []views.SummaryRow {
	right := v.Right
	number := views.SummaryRow{Key: r.T("Registration number"), Text: orElse(right.RegNumber, r.T("None"))}
	if right.RegNumber != "" && v.NumberFits && v.Example != "" {
		number.Note = r.T("Looks like a number of this office, such as %s", v.Example)
	}
	rows := []views.SummaryRow{
		{Key: r.T("Office"), Text: right.Office},
		number,
		{Key: r.T("Owner as registered"), Text: right.Owner, Lang: r.LangOf(right.Owner)},
		{Key: r.T("Territories"), Text: r.Join(right.Territories)},
	}
	if len(right.NiceClasses) > 0 {
		words := make([]string, len(right.NiceClasses))
		for n, k := range right.NiceClasses {
			words[n] = strconv.Itoa(k)
		}
		rows = append(rows, views.SummaryRow{Key: r.T("Nice classes"), Text: strings.Join(words, ", ")})
	}
	force := r.T("from %s, without end", r.DateOnly(right.ValidFrom).Text)
	if right.ValidUntil != nil {
		force = r.T("%s to %s", r.DateOnly(right.ValidFrom).Text, r.DateOnly(*right.ValidUntil).Text)
	}
	return append(rows,
		views.SummaryRow{Key: r.T("In force by its dates"), Text: force},
		views.SummaryRow{Key: r.T("What is protected"), Text: right.Description, Lang: r.LangOf(right.Description)},
		views.SummaryRow{Key: r.T("Cases under it"), Text: strconv.Itoa(v.Cases)},
	)
}

func (r Reader) holderRows(v ipcase.ReviewRight) views.SummaryList {
	o := v.Holder
	list := views.SummaryList{Rows: []views.SummaryRow{{Key: r.T("Organisation"), Text: o.Name, Lang: r.LangOf(o.Name)}}}
	add := func(key, value string) {
		if value != "" {
			list.Rows = append(list.Rows, views.SummaryRow{Key: key, Text: value, Lang: r.LangOf(value)})
		}
	}
	add(r.T("Country"), o.Country)
	add(r.T("Contact"), o.ContactName)
	add(r.T("Address"), o.Address)
	if o.Phone != "" || o.Email != "" {
		list.Rows = append(list.Rows, views.SummaryRow{Key: r.T("Phone and email"), Text: strings.Trim(o.Phone+" · "+o.Email, " ·")})
	}
	return list
}

func (r Reader) siblings(v ipcase.ReviewRight) *views.Table {
	if len(v.SameNumber)+len(v.Siblings) == 0 {
		return nil
	}
	table := &views.Table{Caption: r.T("Other rights"), Columns: []views.Column{
		{Label: r.T("Right"), Class: "nowrap"}, {Label: r.T("Title")}, {Label: r.T("Number")}, {Label: r.T("Status")},
	}}
	group := func(title string, list []ipcase.RightSibling) {
		if len(list) == 0 {
			return
		}
		g := views.RowGroup{Title: title}
		for _, s := range list {
			right := ipcase.Right{Number: s.Number, Office: s.Office, RegNumber: s.RegNumber, Status: s.Status, ValidFrom: s.ValidFrom, ValidUntil: s.ValidUntil}
			g.Rows = append(g.Rows, views.Row{Cells: []views.Cell{
				{Head: true, Text: s.Number, Href: ReviewRightHref(s.Number), Small: s.OrgName},
				{Text: s.Title, Lang: r.LangOf(s.Title), Small: r.RightType(s.Type)},
				{Text: r.RightNumber(right)},
				{Body: r.RightBadge(right)},
			}})
		}
		table.Groups = append(table.Groups, g)
	}
	group(r.T("With the same number"), v.SameNumber)
	group(r.T("Of the same holder"), v.Siblings)
	return table
}

func (r Reader) checkFiles(page *views.ReviewRightPage, v ipcase.ReviewRight, texts ReviewTexts) {
	documents := 0
	for _, e := range v.Exhibits {
		if e.Purpose == ipcase.PurposeSpecimen {
			pic := views.ReviewPicture{Title: e.Name, Note: fileKind(e.MIME) + " · " + Size(e.Size), Href: EvidenceHref(e.PublicID)}
			if strings.HasPrefix(e.ViewMIME, "image/") {
				pic.Src, pic.Alt = EvidenceHref(e.PublicID)+"/view", r.T("Specimen of %s", v.Right.Title)
			}
			page.Specimens = append(page.Specimens, pic)
			continue
		}
		documents++
		x := r.exhibit(e, texts)
		x.No = "C" + strconv.Itoa(documents)
		x.Open = documents == 1
		x.From = r.T("Uploaded %s", r.Day(e.CreatedAt).Text)
		page.Documents = append(page.Documents, x)
	}
}
