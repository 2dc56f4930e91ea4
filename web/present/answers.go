package present

import (
	"strconv"
	"time"

	"ipportal/ipcase"
	"ipportal/views"
)

// Where a seller answers, and a rights holder retracts, by a file of lines.
const (
	SellerAnswersPath = "/seller/answers"
	RetractionsPath   = "/holder/retractions"
)

// AnswersPath is the one of a side.
func AnswersPath(p ipcase.Party) string {
	if p == ipcase.PartyHolder {
		return RetractionsPath
	}
	return SellerAnswersPath
}

// AnswersTitle is what the page is called for a side.
func (r Reader) AnswersTitle(p ipcase.Party) string {
	if p == ipcase.PartyHolder {
		return r.T("Retract by upload")
	}
	return r.T("Answer by upload")
}

// AnswerFiles is the page on which a file is uploaded.
func (r Reader) AnswerFiles(p views.Page, party ipcase.Party, list []ipcase.AnswerFile, refused *ipcase.Error) views.BulksPage {
	problems, at := r.Problems(refused, nil), AnswersPath(party)
	page := views.BulksPage{
		Page: p, Errors: problems.Summary, Action: at,
		Limits: []string{r.T("CSV in UTF-8, or XLSX; at most %d MB and %d lines.", ipcase.MaxBulkBytes>>20, ipcase.MaxBulkLines)},
		File:   views.FileInput{Accept: ".csv,.xlsx,text/csv", Field: views.Field{Name: "file", Label: r.T("File"), Error: problems.Of("file")}},
		Send:   views.Button{Kind: views.Primary, Icon: "upload", Text: r.T("Upload and look through")},
	}
	download := func(name, text string) views.LinkButton {
		return views.LinkButton{Href: at + "/" + name, Text: text, Icon: "download", Small: true}
	}
	if party == ipcase.PartyHolder {
		page.Lede = r.T("A file of lines withdraws listings from many of your complaints. You see what each line would do before anything is done.")
		page.Limits = append(page.Limits,
			r.T("Columns: complaint, listing (address or id). The first row names them, in English or Chinese. A line without a listing withdraws everything that is open in its complaint."))
		page.Models = []views.LinkButton{download("template.csv", r.T("Template as CSV")), download("template.xlsx", r.T("Template as XLSX"))}
	} else {
		page.Lede = r.T("A file of lines answers many complaints: it deletes listings, or files counter-notifications. You see what each line would do before anything is done.")
		page.Limits = append(page.Limits,
			r.T("Columns: complaint, listing (address or id), answer, reason, words. The first row names them, in English or Chinese. A line without a listing means every listing of its complaint that no other line names."),
			r.T("The answer is “delete” or “counter”. A line without an answer is left as it is: its clock goes on."))
		page.Models = []views.LinkButton{download("open.csv", r.T("Everything open, to fill in, as CSV")), download("open.xlsx", r.T("Everything open, to fill in, as XLSX"))}
		grounds := views.Table{Caption: r.T("Reasons for a counter-notification"), Columns: []views.Column{{Label: r.T("In the column")}, {Label: r.T("Or in words")}}, Groups: []views.RowGroup{{}}}
		for _, g := range ipcase.CounterGrounds() {
			label, _ := r.groundChoice(g)
			grounds.Groups[0].Rows = append(grounds.Groups[0].Rows, views.Row{Cells: []views.Cell{{Head: true, Text: string(g)}, {Text: label}}})
		}
		page.Lists = []views.Table{grounds}
	}
	if len(list) == 0 {
		return page
	}
	table := views.Table{
		Caption: r.T("Files uploaded before"), Columns: []views.Column{{Label: r.T("File")}, {Label: r.T("Lines"), Class: "num"}, {Label: r.T("State")}, {Label: r.T("Uploaded"), Class: "nowrap"}},
		Groups: []views.RowGroup{{}},
	}
	for _, f := range list {
		table.Groups[0].Rows = append(table.Groups[0].Rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: orElse(f.Name, r.T("File")), Href: at + "/" + f.PublicID}, {Text: strconv.Itoa(f.Lines)}, {Body: r.answersState(f.State)}, {Body: r.ShortTime(f.CreatedAt)},
		}})
	}
	page.Files = &table
	return page
}

func (r Reader) answersState(s ipcase.BulkState) views.Badge {
	switch s {
	case ipcase.BulkPreview:
		return views.Badge{Tone: views.Warn, Text: r.T("Nothing is done yet")}
	case ipcase.BulkRunning:
		return views.Badge{Tone: views.Info, Text: r.T("Being carried out")}
	case ipcase.BulkDone:
		return views.Badge{Tone: views.Success, Text: r.T("Done")}
	}
	return views.Badge{Text: string(s)}
}

// AnswerGroundOf finds a ground by its code or its words in the reader's language or
// English; what is none stays as it was typed.
func (r Reader) AnswerGroundOf(typed string) string {
	english := Reader{Lang: "en"}
	for _, g := range ipcase.CounterGrounds() {
		mine, _ := r.groundChoice(g)
		theirs, _ := english.groundChoice(g)
		if typed == mine || typed == theirs {
			return string(g)
		}
	}
	return typed
}

// AnswerFile is one file, with what was typed where it was refused.
func (r Reader) AnswerFile(p views.Page, party ipcase.Party, v ipcase.AnswerFileView, typed *ipcase.SendBulk, refused *ipcase.Error) views.BulkPage {
	problems, at := r.Problems(refused, nil), AnswersPath(party)
	unused := v.Of("", ipcase.AnswerUnused).Lines
	page := views.BulkPage{
		Page: p, Errors: problems.Summary, Back: views.Link{Href: at, Text: r.AnswersTitle(party)},
		Stats: views.Stats{Items: []views.Stat{{Label: r.T("lines"), Value: strconv.Itoa(v.Lines)}}},
		Results: []views.LinkButton{
			{Href: at + "/" + v.PublicID + "/result.csv", Text: r.T("Line by line as CSV"), Icon: "download", Small: true},
			{Href: at + "/" + v.PublicID + "/result.xlsx", Text: r.T("Line by line as XLSX"), Icon: "download", Small: true},
		},
	}
	stat := func(label string, n int, tone views.Tone) {
		if n > 0 {
			page.Stats.Items = append(page.Stats.Items, views.Stat{Label: label, Value: strconv.Itoa(n), Tone: tone})
		}
	}
	stat(r.T("listings to delete"), v.Of(ipcase.AskDelete, ipcase.AnswerReady).Listings, "")
	stat(r.T("deleted"), v.Of(ipcase.AskDelete, ipcase.AnswerDone).Listings, "")
	stat(r.T("counter-notifications to file"), v.Of(ipcase.AskCounter, ipcase.AnswerReady).Complaints, "")
	stat(r.T("counter-notifications filed"), v.Of(ipcase.AskCounter, ipcase.AnswerDone).Complaints, "")
	stat(r.T("listings to withdraw"), v.Of(ipcase.AskRetract, ipcase.AnswerReady).Listings, "")
	stat(r.T("withdrawn"), v.Of(ipcase.AskRetract, ipcase.AnswerDone).Listings, "")
	stat(r.T("lines left as they are"), v.Of("", ipcase.AnswerLeft).Lines, "")
	stat(r.T("lines that cannot be carried out"), unused, views.Warn)
	switch v.State {
	case ipcase.BulkPreview:
		page.Lede = r.T("Nothing is done yet. What stands below will be done when you send it.")
		if v.Of("", ipcase.AnswerReady).Lines > 0 {
			page.Form = r.answersForm(party, v, typed, problems)
		}
	case ipcase.BulkRunning, ipcase.BulkDone:
		progress := r.AnswerProgress(party, v)
		page.Progress = &progress
	}
	if len(v.Acting) > 0 {
		caption := r.T("What was asked for")
		if v.State == ipcase.BulkPreview {
			caption = r.T("What will be done")
		}
		page.Groups = r.answerLines(party, v.Acting, caption, v.Of("", ipcase.AnswerReady, ipcase.AnswerDone).Lines)
	}
	if len(v.Unused) > 0 {
		page.Unused = r.answerLines(party, v.Unused, r.T("Lines that cannot be carried out: %d", unused), unused)
	}
	return page
}

// AnswerProgress is how far the carrying out of a file is.
func (r Reader) AnswerProgress(party ipcase.Party, v ipcase.AnswerFileView) views.BulkProgress {
	done, left := v.Of("", ipcase.AnswerDone, ipcase.AnswerUnused, ipcase.AnswerLeft).Lines, v.Of("", ipcase.AnswerReady).Lines
	b := views.BulkProgress{
		Label: r.T("Lines carried out"), Href: AnswersPath(party) + "/" + v.PublicID, Done: strconv.Itoa(done), Total: strconv.Itoa(max(1, done+left)), Look: r.T("Look again"),
		Waits: v.State == ipcase.BulkRunning && !v.Failed,
		Text:  r.T("%d of %d lines are done. You can close this page: the work goes on, and this address shows how far it is.", done, done+left),
	}
	switch {
	case v.State == ipcase.BulkDone:
		b.Text = r.T("All lines of the file are done. The file of results says what became of each.")
	case v.Failed:
		b.Text = r.T("The work was stopped by a fault after %d of %d lines. The platform has been told and can let it go on; nothing is done twice.", done, done+left)
	}
	return b
}

func (r Reader) answerLines(party ipcase.Party, lines []ipcase.AnswerLine, caption string, all int) *views.Table {
	table := views.Table{
		Caption: caption, Groups: []views.RowGroup{{}},
		Columns: []views.Column{{Label: r.T("Row"), Class: "num"}, {Label: r.T("Complaint"), Class: "nowrap"}, {Label: r.T("Listing")}, {Label: r.T("Listings"), Class: "num"}, {Label: r.T("Result")}},
	}
	for _, l := range lines {
		number := views.Cell{Text: l.Number}
		switch {
		case l.Listings == 0:
		case party == ipcase.PartyHolder:
			number.Href = "/holder/complaints/" + l.Number
		default:
			number.Href = SellerCaseHref(l.Number)
		}
		table.Groups[0].Rows = append(table.Groups[0].Rows, views.Row{Cells: []views.Cell{
			{Head: true, Text: strconv.Itoa(l.N)}, number, {Text: orElse(l.Listing, "–")}, {Text: strconv.Itoa(l.Listings)}, {Text: r.answerLine(l)},
		}})
	}
	if all > len(lines) {
		table.Groups[0].Note = r.T("The first %d of them. The file of results holds all.", len(lines))
	}
	return &table
}

// answerLine is what a line does or did, or what is wrong with it and how it is cured.
func (r Reader) answerLine(l ipcase.AnswerLine) string {
	switch {
	case l.Problem != nil:
		return r.wrongWith(l.Problem)
	case l.State == ipcase.AnswerLeft:
		return r.T("Left as it is.")
	}
	done := l.State == ipcase.AnswerDone
	switch l.Act {
	case ipcase.AskDelete:
		if done {
			return r.T("Deleted.")
		}
		return r.T("Will be deleted.")
	case ipcase.AskCounter:
		if done {
			return r.T("Answered with a counter-notification.")
		}
		return r.T("Will be answered with a counter-notification.")
	case ipcase.AskRetract:
		if done {
			return r.T("Withdrawn.")
		}
		return r.T("Will be withdrawn.")
	}
	return ""
}

func (r Reader) answersForm(party ipcase.Party, v ipcase.AnswerFileView, typed *ipcase.SendBulk, problems Problems) *views.BulkForm {
	form := &views.BulkForm{
		Title: r.T("Send the file"), Action: AnswersPath(party) + "/" + v.PublicID, Hidden: []views.HiddenInput{{Name: "lang", Value: r.Lang}},
		Text: r.T("Deleting ends the complaint about a listing and takes the listing offline. It cannot be undone here."),
		Send: views.Button{Kind: views.DangerSolid, Text: r.N(v.Of("", ipcase.AnswerReady).Lines, "Carry out %d line", "Carry out %d lines")},
	}
	counters := v.Of(ipcase.AskCounter, ipcase.AnswerReady).Complaints
	switch {
	case party == ipcase.PartyHolder:
		form.Text = r.T("Withdrawing ends the complaint about a listing. What was taken down for it returns. It cannot be undone here.")
	case counters > 0:
		in := ipcase.SendBulk{Contact: v.Contact}
		if typed != nil {
			in = *typed
		}
		form.Title = r.T("What you say in every counter-notification")
		form.Text = r.T("It holds for each counter-notification of the file, as if you filed it alone; the words of a line are added to those of its complaint.")
		if v.Of(ipcase.AskDelete, ipcase.AnswerReady).Lines > 0 {
			form.Text += r.space() + r.T("Deleting ends the complaint about a listing and takes the listing offline. It cannot be undone here.")
		}
		form.Said = r.bulkSaid(in, v.Procedures, v.Files, problems)
		form.Said.Facts.Label, form.Said.Facts.Optional = r.T("Explain in your own words"), true
		form.Said.Facts.Hint = r.T("Each complainant reads this before the words of your lines.")
		form.Said.Relay.Text = r.T("Complainants write to me through the portal; my name and mail address are not shown where the procedure allows it.")
		if v.Of(ipcase.AskDelete, ipcase.AnswerReady).Lines == 0 {
			form.Send.Kind = views.Primary
		}
	}
	return form
}

// AnswerResult is the file of results, row by row: the headings, then each line.
func (r Reader) AnswerResult(row func(cells ...string) error) (each func(ipcase.AnswerLine) error, err error) {
	err = row(r.T("Row"), r.T("Complaint"), r.T("Listing"), r.T("Answer"), r.T("Reason"), r.T("Words"), r.T("Listings"), r.T("Result"))
	return func(l ipcase.AnswerLine) error {
		return row(strconv.Itoa(l.N), l.Number, l.Listing, string(l.Act), string(l.Ground), l.Words, strconv.Itoa(l.Listings), r.answerLine(l))
	}, err
}

// OpenAnswers is everything that waits for a seller, as a file to fill in.
func (r Reader) OpenAnswers(row func(cells ...string) error) (each func(ipcase.OpenAnswer) error, err error) {
	err = row(r.T("complaint"), r.T("listing"), r.T("answer"), r.T("reason"), r.T("words"), r.T("Title"), r.T("Right"), r.T("Can be"), r.T("Until"))
	return func(o ipcase.OpenAnswer) error {
		can, due := "", ""
		switch {
		case o.Delete && o.Counter:
			can = "delete, counter"
		case o.Delete:
			can = "delete"
		case o.Counter:
			can = "counter"
		}
		if o.DueAt != nil {
			due = o.DueAt.In(r.zone()).Format(time.RFC3339)
		}
		return row(o.Case, o.Ref, "", "", "", o.Title, o.Right, can, due)
	}, err
}
