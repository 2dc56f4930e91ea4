package present

import (
	"fmt"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"

	"ipportal/ipcase"
	"ipportal/views"
)

// Find gives the chosen items of a case, in the order of the case.
func Find(v ipcase.CaseView, chosen []ipcase.Chosen) []ipcase.ItemView {
	var found []ipcase.ItemView
	for _, i := range v.Items {
		if slices.ContainsFunc(chosen, func(c ipcase.Chosen) bool { return c.Position == i.Position }) {
			found = append(found, i)
		}
	}
	return found
}

// SellerDelete asks before the chosen listings are deleted, and says exactly
// what follows.
func SellerDelete(r Reader, in SellerCase, chosen []ipcase.Chosen, p views.Page) views.SellerDeletePage {
	w := r.sellerCase(in)
	items := Find(in.View, chosen)
	n := len(items)
	button := r.N(n, "Delete %d listing", "Delete %d listings")
	c := views.ConfirmBox{
		Action: w.href + "/delete", Title: r.N(n, "Delete %d listing?", "Delete %d listings?"), Cancel: w.href,
		Button: views.Button{Kind: views.DangerSolid, Icon: "trash", Text: button},
		Link:   &views.Link{Text: r.T("Choose other listings"), Href: w.href + "#listings"},
	}
	countered := false
	for _, i := range items {
		line := r.Listing(in.View.Case.Number, i.Position, i.Snapshot)
		c.Listings = append(c.Listings, line)
		c.Hidden = append(c.Hidden,
			views.HiddenInput{Name: "items", Value: itoa(i.Position)},
			views.HiddenInput{Name: "version-" + itoa(i.Position), Value: itoa(versionOf(chosen, i))})
		countered = countered || i.State == ipcase.Countered || i.State == ipcase.Contested || i.State == ipcase.StatutoryWait
	}
	c.Points = []string{
		r.N(n, "We ask the marketplace to take it offline. Buyers then no longer see it.", "We ask the marketplace to take them offline. Buyers then no longer see them."),
		r.N(n, "The complaint closes for this listing. The lighter outcome: no decision is made against you.", "The complaint closes for these listings. The lighter outcome: no decision is made against you."),
		r.N(n, "If other complaints about the same listing are open, they close too.", "If other complaints about the same listings are open, they close for them too."),
		r.N(n, "%s is told that you deleted it.", "%s is told that you deleted them.", r.PartyName(in.View.Holder)),
	}
	c.Points = append(c.Points, w.costOfDeleting(items))
	if countered {
		c.Points = append(c.Points, r.N(n, "Your counter-notification about it is withdrawn.", "Your counter-notification about them is withdrawn."))
	}
	c.Points = append(c.Points, r.N(n,
		"This cannot be undone: afterwards you can neither put it back here nor file a counter-notification about it.",
		"This cannot be undone: afterwards you can neither put them back here nor file a counter-notification about them."))
	page := views.SellerDeletePage{Page: p, Confirm: c}
	page.Crumbs = w.crumbs(views.Link{Text: r.T("Delete Now")})
	return page
}

func versionOf(chosen []ipcase.Chosen, i ipcase.ItemView) int {
	for _, c := range chosen {
		if c.Position == i.Position {
			return c.Version
		}
	}
	return i.Version
}

// AppealForm is what was typed into the form of an appeal.
type AppealForm struct {
	ID          string
	Items       []ipcase.Chosen
	Explanation string
	Lang        string
	Files       []ipcase.Exhibit
	Refusal     *ipcase.Error
}

// SellerAppeal is the form by which a seller appeals.
func SellerAppeal(r Reader, in SellerCase, f AppealForm, p views.Page) views.SellerAppealPage {
	w := r.sellerCase(in)
	problems := r.Problems(f.Refusal, map[string]string{"files": "files"})
	page := views.SellerAppealPage{
		Page: p, Errors: problems.Summary, Action: w.href + "/appeal", Cancel: w.href,
		Hidden: []views.HiddenInput{{Name: "form", Value: f.ID}},
		Lede:   r.T("A reviewer who decided nothing in this case before looks again, free of charge. You can appeal once about each outcome."),
		ItemsE: problems.Of("items"),
		Text: views.TextArea{Rows: 8, Field: views.Field{
			Name: "explanation", Label: r.T("What did the decision get wrong?"), Value: f.Explanation, Error: problems.Of("explanation"),
			Hint: r.T("Say which facts or reasons are wrong, and why. Both sides and the reviewer read this. Up to %d characters.", ipcase.MaxExplanation),
		}},
		Lang:   r.textLang(f.Lang),
		Files:  r.formFiles(f.Files),
		Add:    r.fileInput(problems),
		Access: r.accessChoice(ipcase.BothSides),
		Send:   views.Button{Kind: views.Primary, Icon: "refresh", Text: r.T("Send appeal")},
		Follows: []string{
			r.T("%s is told that you appealed, and reads your reasons.", r.PartyName(in.View.Holder)),
			r.T("Another reviewer decides, usually within %s. The listings stay as they are until then.", r.Span(in.View.Procedure.Windows[ipcase.WindowReview])),
			r.T("Both sides are sent the new decision with its reasons."),
		},
	}
	page.HasError = problems.Any()
	page.Crumbs = w.crumbs(views.Link{Text: r.T("Appeal")})
	for _, i := range w.can(ipcase.MoveAppeal) {
		row := w.listing(i)
		row.Checked = len(f.Items) == 0 && f.Refusal == nil || slices.ContainsFunc(f.Items, func(c ipcase.Chosen) bool { return c.Position == i.Position })
		page.Items = append(page.Items, row)
		if end := ipcase.AppealUntil(i.Item, in.View.Procedure); end != nil && page.Until.Time.Text == "" {
			page.Until = r.OthersDeadline(*end)
			page.Until.Chip = true
		}
	}
	return page
}

// textLang asks in which language a text is written.
func (r Reader) textLang(lang string) views.Select {
	if lang == "" {
		lang = r.Lang
	}
	return views.Select{
		Field: views.Field{Name: "lang", Label: r.T("Language of your text"), Value: lang, Class: "w-m"},
		Options: []views.Option{
			{Value: "en", Label: "English", Lang: "en"}, {Value: "zh-CN", Label: "简体中文", Lang: "zh-CN"},
		},
	}
}

func (r Reader) fileInput(p Problems) views.FileInput {
	return views.FileInput{
		Field: views.Field{
			Name: "files", Label: r.T("Choose files"), Error: p.Of("files"),
			Hint: r.evidenceLimits(),
		},
		Accept: r.evidenceKinds(), Multiple: true,
	}
}

// maxFileMB is the largest file that package evidence takes.
const maxFileMB = 20

func (r Reader) accessChoice(v ipcase.ExhibitVisibility) views.Radios {
	return views.Radios{
		Field: views.Field{Name: "visibility", Label: r.T("Who may see them"), Value: string(v)},
		Options: []views.Option{
			{Value: string(ipcase.BothSides), Label: r.T("Both sides"), Text: r.T("The complainant can answer them.")},
			{Value: string(ipcase.ReviewerOnly), Label: r.T("Reviewer only"), Text: r.T("For trade secrets. A decision cannot rest on it, because the other side cannot answer it.")},
		},
	}
}

// formFiles are the files of a form that is not sent yet. Each can be taken out
// again.
func (r Reader) formFiles(files []ipcase.Exhibit) views.EvidenceList {
	var list views.EvidenceList
	for n, e := range files {
		tile := r.ExhibitTile(e)
		tile.No = itoa(n + 1)
		tile.Access = r.AccessBadge(e.Visibility)
		tile.Action = views.Button{Small: true, Text: r.T("Remove"), Vh: e.Name, Name: "do", Value: "drop:" + e.PublicID, NoCheck: true}
		list.Items = append(list.Items, tile)
	}
	return list
}

// SellerDecision is a decision with its statement of reasons.
func SellerDecision(r Reader, in SellerCase, d ipcase.Decision, p views.Page) views.SellerDecisionPage {
	w := r.sellerCase(in)
	v := in.View
	page := views.SellerDecisionPage{
		Page: p, Eyebrow: r.T("Statement of reasons") + " · " + r.DecisionKind(d.Kind),
		Title: r.T("Decision on complaint %s", v.Case.Number), Facts: d.Facts, Why: d.Explanation, Lang: r.OtherLang(d.Lang), Redress: d.Redress,
		Back: views.Link{Text: r.T("Back to the case"), Href: w.href},
		Past: r.superseded(v, d, func(x ipcase.Decision) string { return w.href + "/decisions/" + x.PublicID }),
	}
	page.Crumbs = w.crumbs(views.Link{Text: r.T("Decision")})
	var rulings, why []string
	for _, ruling := range d.Rulings {
		ref := w.refsOf([]int{ruling.Item})
		rulings = append(rulings, upperFirst(r.T(outcomeKey(ruling.To), ref)))
		if code, ok := in.Book.Refusal(ruling.Code); ok {
			why = append(why, ref+": "+code.Label.In(r.Lang))
		} else if g := ipcase.CounterGround(ruling.Code); slices.Contains(ipcase.CounterGrounds(), g) {
			why = append(why, ref+": "+r.Ground(g))
		}
		if words := r.reasonWords(ruling, in.Book); words != "" {
			why = append(why, ref+": "+words)
		}
		if ruling.Comment != "" {
			why = append(why, ref+": "+ruling.Comment)
		}
	}
	page.Rows = []views.SummaryRow{
		{Key: r.T("Parties"), List: []string{r.T("%s, complainant", r.PartyName(v.Holder)), r.T("%s, seller", v.Seller.Name)}},
		{Key: r.T("Right"), Text: r.RightNumber(v.Right) + " " + v.Right.Title},
		{Key: r.T("Decision"), List: rulings},
		{Key: r.T("What it does"), Text: r.restriction(d.Restriction)},
	}
	if len(why) > 0 {
		page.Rows = append(page.Rows, views.SummaryRow{Key: r.T("For each listing"), List: why})
	}
	if d.Territory != "" {
		page.Rows = append(page.Rows, views.SummaryRow{Key: r.T("Where it applies"), Text: r.Territory(d.Territory)})
	}
	page.Rows = append(page.Rows,
		views.SummaryRow{Key: r.T("Made on"), Body: r.Time(d.DecidedAt)})
	if d.GroundKind != "" { // another reason needs none
		page.Rows = append(page.Rows, views.SummaryRow{Key: r.groundKind(d.GroundKind), Text: d.Reference})
	}
	if o, ok := orderOf(v, d); ok {
		page.Rows = append(page.Rows, r.orderRow(v, o))
	}
	page.After = w.decisionFacts(d)
	if items := w.can(ipcase.MoveAppeal); len(items) > 0 && slices.ContainsFunc(d.Rulings, func(x ipcase.Ruling) bool {
		return slices.ContainsFunc(items, func(i ipcase.ItemView) bool { return i.Position == x.Item })
	}) {
		page.Appeal = &views.LinkButton{Icon: "refresh", Text: r.T("Appeal"), Href: w.href + "/appeal?" + choice(items)}
	}
	return page
}

// upperFirst begins a sentence.
func upperFirst(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[n:]
}

func (w caseWords) decisionFacts(d ipcase.Decision) []views.SummaryRow {
	r := w.r
	var labels []string
	for _, e := range w.v.Exhibits {
		if slices.Contains(d.EvidenceIDs, e.ID) {
			labels = append(labels, fmt.Sprintf("%s %s", e.Label, e.Name))
		}
	}
	if len(labels) == 0 {
		labels = []string{r.T("No file. The listings as snapshotted and the right as registered.")}
	}
	rows := []views.SummaryRow{{Key: r.T("Evidence relied on"), List: labels}}
	if d.Automated {
		return append(rows, views.SummaryRow{Key: r.T("Automated means"), Text: r.T("Used to decide.")})
	}
	return append(rows,
		views.SummaryRow{Key: r.T("Automated means"), Text: r.T("Not used, neither to find the listings nor to decide.")},
		views.SummaryRow{Key: r.T("Decided by"), Text: r.T("Reviewer %s", strconv.FormatInt(d.ReviewerID, 10))},
	)
}

func (r Reader) restriction(x ipcase.Restriction) string {
	if x == ipcase.RestrictRemove {
		return r.T("The listing is taken offline.")
	}
	return r.T("No restriction.")
}

func (r Reader) groundKind(k ipcase.GroundKind) string {
	if k == ipcase.GroundLaw {
		return r.T("Rests on the law")
	}
	return r.T("Rests on the terms")
}
