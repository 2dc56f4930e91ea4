package present

import (
	"strconv"

	"ipportal/ipcase"
	"ipportal/views"
)

// CaseFileHref is the page about the file of a case, for each side; the files
// themselves have its address with .zip and .pdf behind it.
func CaseFileHref(by ipcase.Party, number string) string {
	switch by {
	case ipcase.PartySeller:
		return "/seller/cases/" + number + "/casefile"
	case ipcase.PartyHolder:
		return "/holder/cases/" + number + "/casefile"
	default:
		return ReviewCaseHref(number) + "/casefile"
	}
}

func (r Reader) caseFileLink(v ipcase.CaseView) *views.Link {
	return &views.Link{Text: r.T("Case file and proofs"), Href: CaseFileHref(r.Party, v.Case.Number)}
}

// filesNamed is how many files of the ZIP the page names.
const filesNamed = 40

// CaseFilePage says what is in the file of a case.
func (r Reader) CaseFilePage(p views.Page, in CaseFile) views.CaseFilePage {
	v := in.View
	here := CaseFileHref(r.Party, v.Case.Number)
	back := here[:len(here)-len("/casefile")]
	p.Crumbs = []views.Link{{Text: v.Case.Number, Href: back}, {Text: r.T("Case file")}}
	seen, waits, size := 0, false, int64(120_000) // the PDF with its font, about
	page := views.CaseFilePage{
		Page: p, Lede: r.T("One file with what you see of this case, which proves itself to whoever has the public key."),
		Check: r.T("Each event of the case names the hash of the one before it, and is a leaf of one log that joins all cases and only grows. “ipportal casefile verify FILE -key KEY” checks the file with the public key alone."),
		Public: []views.Link{
			{Text: r.T("Public key of the log"), Href: "/log/key"}, {Text: r.T("Last checkpoint of the log"), Href: "/log/checkpoint"},
		},
		Back: views.Link{Text: r.T("Back to the case"), Href: back},
	}
	names := r.fileNames(v)
	for _, e := range in.Proof.Events {
		line := views.CaseFileEvent{Seq: strconv.Itoa(e.Seq), Hash: ShortHash(e.Hash), Text: r.T("An event that is not shown to you"), Place: r.T("not in the log yet")}
		if e.Leaf >= 0 {
			line.Place = r.T("leaf %d of the log", e.Leaf)
		} else {
			waits = true
		}
		if e.Seen {
			seen++
			at := r.ShortTime(e.At)
			line.Time, line.Text = &at, r.T("A note of the portal")
			if told, ok := r.event(e.Event, names); ok {
				line.Text = told.Text
				if told.Lead != "" {
					line.Text = told.Lead + " " + told.Text
				}
			}
		}
		page.Events = append(page.Events, line)
	}
	if waits {
		page.Wait = r.T("The newest events are not in the log yet. That takes about a minute.")
	}
	files := []string{"case.pdf", "case.json", "events.jsonl"}
	for n, f := range in.Files {
		size += f.Size
		if n < filesNamed {
			files = append(files, f.Name+" · "+Size(f.Size))
		}
	}
	if more := len(in.Files) - filesNamed; more > 0 {
		files = append(files, r.T("and %d more", more))
	}
	page.Holds = views.SummaryList{Rows: []views.SummaryRow{
		{Key: r.T("Listings"), Text: r.Listings(len(v.Items))},
		{Key: r.T("Events"), Text: r.T("%d, of which %d are shown to you", len(in.Proof.Events), seen)},
		{Key: r.T("Files"), List: files},
		{Key: r.T("Size"), Text: r.T("about %s", Size(size))},
	}}
	other, otherName := "zh-CN", r.T("in Chinese")
	if r.chinese() {
		other, otherName = "en", r.T("in English")
	}
	if in.Large {
		making := r.making(in)
		page.Making = &making
		page.Saves = []views.LinkButton{
			{Text: r.T("Save the PDF"), Href: here + ".pdf?lang=" + r.Lang}, {Text: r.T("PDF %s", otherName), Href: here + ".pdf?lang=" + other},
		}
		return page
	}
	page.Saves = []views.LinkButton{
		{Kind: views.Primary, Text: r.T("Save the ZIP"), Href: here + ".zip?lang=" + r.Lang},
		{Text: r.T("Save the PDF"), Href: here + ".pdf?lang=" + r.Lang},
		{Text: r.T("ZIP %s", otherName), Href: here + ".zip?lang=" + other},
		{Text: r.T("PDF %s", otherName), Href: here + ".pdf?lang=" + other},
	}
	return page
}
