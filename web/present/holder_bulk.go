package present

import (
	"strconv"
	"strings"

	"ipportal/ipcase"
	"ipportal/views"
)

// BulkPath is where a rights holder files by a file of lines.
const BulkPath = "/holder/bulk"

// Bulks is the page on which a file is uploaded.
func (r Reader) Bulks(p views.Page, list []ipcase.BulkFiling, book ipcase.Rulebook, refused *ipcase.Error) views.BulksPage {
	problems := r.Problems(refused, nil)
	page := views.BulksPage{
		Page: p, Errors: problems.Summary, Action: BulkPath,
		Lede: r.T("A file of lines over many rights and sellers becomes the complaints that it must be: one for each right, reason and site. You see them before anything is filed."),
		Limits: []string{
			r.T("CSV in UTF-8, or XLSX; at most %d MB and %d lines.", ipcase.MaxBulkBytes>>20, ipcase.MaxBulkLines),
			r.T("Columns: right number, listing (address or id), reason, what is complained of. The first row names them, in English or Chinese."),
			r.T("A complaint holds %d listings at most; more of one right and reason become several complaints.", ipcase.MaxListings),
		},
		Models: []views.LinkButton{
			{Href: BulkPath + "/template.csv", Text: r.T("Template as CSV"), Icon: "download", Small: true},
			{Href: BulkPath + "/template.xlsx", Text: r.T("Template as XLSX"), Icon: "download", Small: true},
		},
		File: views.FileInput{Accept: ".csv,.xlsx,text/csv", Field: views.Field{Name: "file", Label: r.T("File"), Error: problems.Of("file")}},
		Send: views.Button{Kind: views.Primary, Icon: "upload", Text: r.T("Upload and look through")},
	}
	if len(list) > 0 {
		table := views.Table{
			Caption: r.T("Files uploaded before"), Columns: []views.Column{{Label: r.T("File")}, {Label: r.T("Lines"), Class: "num"}, {Label: r.T("State")}, {Label: r.T("Uploaded"), Class: "nowrap"}},
			Groups: []views.RowGroup{{}},
		}
		for _, b := range list {
			table.Groups[0].Rows = append(table.Groups[0].Rows, views.Row{Cells: []views.Cell{
				{Head: true, Text: orElse(b.Name, r.T("File")), Href: BulkPath + "/" + b.PublicID}, {Text: strconv.Itoa(b.Lines)}, {Body: r.bulkState(b.State)}, {Body: r.ShortTime(b.CreatedAt)},
			}})
		}
		page.Files = &table
	}
	reasons := views.Table{Caption: r.T("Reasons"), Columns: []views.Column{{Label: r.T("In the column")}, {Label: r.T("Or in words")}, {Label: r.T("For")}}, Groups: []views.RowGroup{{}}}
	for _, kind := range ipcase.RightTypes() {
		for _, x := range book.ReasonsFor(kind) {
			reasons.Groups[0].Rows = append(reasons.Groups[0].Rows, views.Row{Cells: []views.Cell{{Head: true, Text: x.Code}, {Text: x.Label.In(r.Lang)}, {Text: r.RightType(kind)}}})
		}
	}
	page.Lists = []views.Table{reasons}
	return page
}

func (r Reader) bulkState(s ipcase.BulkState) views.Badge {
	switch s {
	case ipcase.BulkPreview:
		return views.Badge{Tone: views.Warn, Text: r.T("Nothing is filed yet")}
	case ipcase.BulkRunning:
		return views.Badge{Tone: views.Info, Text: r.T("Being filed")}
	case ipcase.BulkDone:
		return views.Badge{Tone: views.Success, Text: r.T("Done")}
	}
	return views.Badge{Text: string(s)}
}

// Bulk is one file, with what was typed where it was refused.
func (r Reader) Bulk(p views.Page, v ipcase.BulkView, book ipcase.Rulebook, typed *ipcase.SendBulk, refused *ipcase.Error) views.BulkPage {
	problems := r.Problems(refused, nil)
	filed, wrong := v.Filed()
	page := views.BulkPage{
		Page: p, Errors: problems.Summary, Back: views.Link{Href: BulkPath, Text: r.T("File by upload")},
		Stats: views.Stats{Items: []views.Stat{
			{Label: r.T("lines"), Value: strconv.Itoa(v.Lines)},
			{Label: r.T("lines that cannot be used"), Value: strconv.Itoa(v.Skipped)},
			{Label: r.T("complaints"), Value: strconv.Itoa(len(v.Groups))},
		}},
		Results: []views.LinkButton{
			{Href: BulkPath + "/" + v.PublicID + "/result.csv", Text: r.T("Line by line as CSV"), Icon: "download", Small: true},
			{Href: BulkPath + "/" + v.PublicID + "/result.xlsx", Text: r.T("Line by line as XLSX"), Icon: "download", Small: true},
		},
	}
	switch v.State {
	case ipcase.BulkPreview:
		page.Lede = r.T("Nothing is filed yet. These complaints will be made when you send them below.")
		if len(v.Groups) > 0 {
			page.Form = r.bulkForm(v, typed, problems)
		}
	case ipcase.BulkRunning, ipcase.BulkDone:
		progress := r.BulkProgress(v)
		page.Progress = &progress
		page.Stats.Items = append(page.Stats.Items, views.Stat{Label: r.T("filed"), Value: strconv.Itoa(filed)}, views.Stat{Label: r.T("not filed"), Value: strconv.Itoa(wrong), Tone: lateTone(wrong)})
	}
	if left := v.Limit.Left(); left >= 0 && left < len(v.Groups) && v.State == ipcase.BulkPreview {
		page.Lede += " " + r.T("You can file %d more complaints today: those after them will be refused.", left)
	}
	if len(v.Groups) > 0 {
		page.Groups = r.bulkGroups(v, book)
	}
	if len(v.Unused) > 0 {
		page.Unused = r.bulkUnused(v)
	}
	return page
}

// BulkProgress is how far the filing of a file is.
func (r Reader) BulkProgress(v ipcase.BulkView) views.BulkProgress {
	filed, wrong := v.Filed()
	b := views.BulkProgress{
		Label: r.T("Complaints filed"), Href: BulkPath + "/" + v.PublicID, Done: strconv.Itoa(filed + wrong), Total: strconv.Itoa(max(1, len(v.Groups))), Look: r.T("Look again"),
		Waits: v.State == ipcase.BulkRunning && !v.Failed,
		Text:  r.T("%d of %d complaints are done. You can close this page: the filing goes on, and this address shows how far it is.", filed+wrong, len(v.Groups)),
	}
	switch {
	case v.State == ipcase.BulkDone:
		b.Text = r.T("All complaints of the file are done. The file of results says what became of each line.")
	case v.Failed:
		b.Text = r.T("The filing was stopped by a fault after %d of %d complaints. The platform has been told and can let it go on; nothing is filed twice.", filed+wrong, len(v.Groups))
	}
	return b
}

func (r Reader) bulkGroups(v ipcase.BulkView, book ipcase.Rulebook) *views.Table {
	table := views.Table{
		Caption: r.T("Complaints"), Groups: []views.RowGroup{{}},
		Columns: []views.Column{{Label: r.T("Right"), Class: "nowrap"}, {Label: r.T("Reason")}, {Label: r.T("Procedure")}, {Label: r.T("Listings"), Class: "num"}, {Label: r.T("Sellers"), Class: "num"}, {Label: r.T("Result")}},
	}
	for _, g := range v.Groups {
		reason, _ := book.Reason(g.Reason)
		procedure, _ := book.Procedure(g.Procedure, g.ProcedureVersion)
		result := views.Cell{Text: "–"}
		switch {
		case g.Number != "":
			result = views.Cell{Text: g.Number, Href: "/holder/complaints/" + g.Number}
		case g.Problem != nil:
			result = views.Cell{Text: r.wrongWith(g.Problem)}
		}
		table.Groups[0].Rows = append(table.Groups[0].Rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: g.RightNumber, Href: "/holder/rights/" + g.RightNumber},
			{Text: reason.Label.In(r.Lang)},
			{Text: procedure.Name.In(r.Lang)},
			{Text: strconv.Itoa(g.Listings)},
			{Text: strconv.Itoa(g.Sellers)},
			result,
		}})
	}
	return &table
}

func (r Reader) bulkUnused(v ipcase.BulkView) *views.Table {
	table := views.Table{
		Caption: r.T("Lines that cannot be used: %d", v.Skipped), Groups: []views.RowGroup{{}},
		Columns: []views.Column{{Label: r.T("Row"), Class: "num"}, {Label: r.T("Right"), Class: "nowrap"}, {Label: r.T("Listing")}, {Label: r.T("Why, and what to do")}},
	}
	for _, l := range v.Unused {
		table.Groups[0].Rows = append(table.Groups[0].Rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: strconv.Itoa(l.N)}, {Text: l.RightNumber}, {Text: l.Listing}, {Text: r.bulkLine(l)},
		}})
	}
	if v.Skipped > len(v.Unused) {
		table.Groups[0].Note = r.T("The first %d of them. The file of results holds all.", len(v.Unused))
	}
	return &table
}

// bulkLine is what became of a line, or what is wrong with it and how it is cured.
func (r Reader) bulkLine(l ipcase.BulkLine) string {
	if l.Problem != nil {
		return r.wrongWith(l.Problem)
	}
	switch l.Status {
	case ipcase.LineFiled:
		return r.T("Filed.")
	case ipcase.LineJoined:
		return r.T("Joined your open complaint and noted in its case.")
	case ipcase.LineFound:
		return r.T("Not filed yet.")
	case ipcase.LineDecidedBefore:
		return r.T("It was decided before under this right. Say what is new: file it by the form.")
	case ipcase.LineNotFound, ipcase.LineNotAListing, ipcase.LineDuplicate, ipcase.LineAlreadyComplained, ipcase.LineAlreadyGone, ipcase.LineElsewhere, ipcase.LineOwnListing, ipcase.LineUnknownSeller:
	}
	u := r.unusedLine(ipcase.CheckedLine{N: l.N, Line: l.Listing, Status: l.Status, OtherN: l.OtherN, Number: l.Number})
	return u.Cause + " " + u.Cure
}

// wrongWith is a refusal with what it says of each field.
func (r Reader) wrongWith(e *ipcase.Error) string {
	if len(e.Fields) == 0 {
		return r.T(e.Msg, plainArgs(e.Args)...)
	}
	words := make([]string, 0, len(e.Fields))
	for _, f := range e.Fields {
		words = append(words, r.T(f.Msg, plainArgs(f.Args)...))
	}
	return strings.Join(words, " ")
}

// plainArgs gives whole numbers back their kind: what was kept as JSON has none.
func plainArgs(args []any) []any {
	out := make([]any, len(args))
	for n, a := range args {
		out[n] = a
		if f, ok := a.(float64); ok && f == float64(int(f)) {
			out[n] = int(f)
		}
	}
	return out
}

// BulkResult is the file of results, row by row: the headings, then each line.
func (r Reader) BulkResult(row func(cells ...string) error) (each func(ipcase.BulkLine) error, err error) {
	err = row(r.T("Row"), r.T("Right number"), r.T("Listing"), r.T("Reason"), r.T("What is complained of"), r.T("Complaint"), r.T("Result"))
	return func(l ipcase.BulkLine) error {
		return row(strconv.Itoa(l.N), l.RightNumber, l.Listing, l.Reason, l.Words, l.Number, r.bulkLine(l))
	}, err
}

func (r Reader) bulkForm(v ipcase.BulkView, typed *ipcase.SendBulk, problems Problems) *views.BulkForm {
	in := ipcase.SendBulk{Contact: v.Contact}
	if typed != nil {
		in = *typed
	}
	said := r.bulkSaid(in, v.Procedures, v.Files, problems)
	said.Facts.Label = r.T("What happened?")
	said.Relay.Text = r.T("Sellers write to me through the portal; my name and mail address are not shown where the procedure allows it.")
	return &views.BulkForm{
		Title: r.T("What you say for all of them"), Action: BulkPath + "/" + v.PublicID, Hidden: []views.HiddenInput{{Name: "lang", Value: r.Lang}},
		Text: r.T("It holds for each complaint of the file, as if you filed it alone. What is complained of in one listing stands in its line."),
		Said: said, Send: views.Button{Kind: views.Primary, Text: r.N(len(v.Groups), "File %d complaint", "File %d complaints")},
	}
}
