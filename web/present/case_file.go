package present

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present/casepdf"
)

// CaseFile is what the file of a case is made from: the case as its reader is
// shown it, and nothing else (promise 5).
type CaseFile struct {
	View  ipcase.CaseView
	Book  ipcase.Rulebook
	Fixed []ipcase.FixedListing

	Captures map[int]ipcase.Capture // what came of the listings' pages, by position
	Abuse    []ipcase.CaseAbuse     // what was reported, oldest first

	Papers []ipcase.ClockPaper // what was said about the time
	Proof  ipcase.CaseProof
	Keys   []string // the log's public keys
	Files  []CaseFileEntry
	Large  bool       // its ZIP is made by a worker first
	Made   []MadeFile // those made for this reader, the latest first
}

// MadeFile is a ZIP that was made for this reader, or is being made.
type MadeFile struct {
	ipcase.MadeCaseFile
	Current bool // it is what they may see of the case today
}

// CaseFileEntry is one file of the ZIP beside the PDF and the proofs.
type CaseFileEntry struct {
	Name, Hash, Original, MIME, Kind string
	Size                             int64
}

// CaseFilePDF is the case as a document to read on paper.
func (r Reader) CaseFilePDF(in CaseFile) casepdf.Document {
	v := in.View
	d := casepdf.Document{
		Title: r.T("Case file %s", v.Case.Number), Foot: v.Case.Number, PageOf: r.T("Page %d of %d"), Chinese: r.chinese(),
		Lede: []string{
			r.T("What the portal shows of this case to %s.", r.caseFileReader()),
			r.T("Made on %s. Times are in %s.", r.Time(r.Now).Text, r.zone().String()),
		},
	}
	r.Now = time.Time{} // in a file, no day is “today”
	d.Sections = append(d.Sections, r.fileParties(v), r.fileRight(v), r.fileComplaint(in), r.fileListings(in), r.fileTimeline(v), r.fileNotices(v))
	for _, s := range []casepdf.Section{
		r.fileTime(in), r.fileFixes(in), r.fileCounters(v), r.fileAnswers(v), r.fileOffers(v), r.fileLetters(v), r.fileDecisions(in), r.fileOrders(v), r.fileAppeals(v), r.fileAbuse(in),
	} {
		if len(s.Blocks) > 0 {
			d.Sections = append(d.Sections, s)
		}
	}
	d.Sections = append(d.Sections, r.fileExhibits(in), r.fileProof(in))
	return d
}

func (r Reader) caseFileReader() string {
	switch r.Party {
	case ipcase.PartySeller:
		return r.T("the seller")
	case ipcase.PartyHolder:
		return r.T("the complainant")
	default:
		return r.T("the platform’s reviewers")
	}
}

// pdfRows are rows of a page without what only a screen can do.
func pdfRows(rows []views.SummaryRow) (out []casepdf.Row) {
	for _, row := range rows {
		value := row.Text
		if value == "" && row.Link != nil {
			value = row.Link.Text
		}
		if len(row.List) > 0 {
			value = strings.Join(append(row.List, value), "; ")
			value = strings.TrimSuffix(value, "; ")
		}
		if row.Key != "" || value != "" {
			out = append(out, casepdf.Row{Key: row.Key, Value: value})
		}
	}
	return out
}

func (r Reader) fileParties(v ipcase.CaseView) casepdf.Section {
	s := casepdf.Section{Heading: r.T("Parties, as the other side is shown them")}
	for _, side := range []struct {
		title string
		party ipcase.Party
		shown ipcase.PublicContact
	}{{r.T("Complainant"), ipcase.PartyHolder, v.Holder.Shown}, {r.T("Seller"), ipcase.PartySeller, v.Seller.Shown}} {
		seen := r.ContactSeen(v.Procedure, side.party, side.shown)
		s.Blocks = append(s.Blocks, casepdf.Block{Title: side.title, Rows: pdfRows(seen.Rows)})
	}
	return s
}

func (r Reader) fileRight(v ipcase.CaseView) casepdf.Section {
	return casepdf.Section{Heading: r.T("Right and procedure"), Blocks: []casepdf.Block{{Rows: []casepdf.Row{
		{Key: r.T("Right"), Value: v.Right.Title},
		{Key: r.T("Kind"), Value: r.RightType(v.Right.Type)},
		{Key: r.T("Number"), Value: r.RightNumber(v.Right)},
		{Key: r.T("Procedure"), Value: fmt.Sprintf("%s (%s, %d)", v.Procedure.Name.In(r.Lang), v.Procedure.ID, v.Procedure.Version)},
		{Key: r.T("Site"), Value: v.Site.Name},
	}}}}
}

func (r Reader) fileComplaint(in CaseFile) casepdf.Section {
	v := in.View
	b := casepdf.Block{Rows: []casepdf.Row{
		{Key: r.T("Filed"), Value: r.Time(v.Complaint.FiledAt).Text},
		{Key: r.T("Reason"), Value: v.Reason.Label.In(r.Lang)},
	}}
	for _, row := range r.reasonRows(v, in.Book) {
		b.Rows = append(b.Rows, casepdf.Row{Key: row.Key, Value: joinWords(row.Text, row.Note)})
	}
	labels := elementLabels(v.Procedure.NoticeElementsFor(v.Right.Type, v.Reason, v.Complaint.Proof), r.Lang)
	for _, a := range v.Complaint.Answers {
		if a.ID != "explanation" {
			b.Rows = append(b.Rows, casepdf.Row{Key: orElse(labels[a.ID], a.ID), Value: a.Text})
		}
	}
	b.Text = v.Complaint.Explanation
	s := casepdf.Section{Heading: r.T("Complaint"), Blocks: []casepdf.Block{b}}
	return r.withStatements(s, v.Complaint.Statements, r.complaintSignature(v))
}

func (r Reader) withStatements(s casepdf.Section, made []ipcase.Statement, signature string) casepdf.Section {
	var words []string
	for _, st := range made {
		words = append(words, st.Text)
	}
	if len(words) > 0 {
		s.Blocks = append(s.Blocks, casepdf.Block{Title: r.T("Statements"), Text: strings.Join(words, "\n")})
	}
	if signature != "" {
		s.Blocks = append(s.Blocks, casepdf.Block{Rows: []casepdf.Row{{Key: r.T("Signature"), Value: signature}}})
	}
	return s
}

func (r Reader) fileListings(in CaseFile) casepdf.Section {
	s := casepdf.Section{Heading: r.T("Listings")}
	for _, i := range in.View.Items {
		b := casepdf.Block{Title: fmt.Sprintf("%d. %s", i.Position, i.Snapshot.Ref), Rows: []casepdf.Row{
			{Key: r.T("Title when complained of"), Value: i.Snapshot.Title},
			{Key: r.T("Shop"), Value: i.Snapshot.SellerName},
			{Key: r.T("Price"), Value: Money(i.Snapshot.PriceMinor, i.Snapshot.Currency)},
			{Key: r.T("Address"), Value: i.Snapshot.URL},
			{Key: r.T("What is complained of"), Value: i.Note},
			{Key: r.T("Stands"), Value: r.neutralBadge(i.State).Text + " · " + r.Visible(i.Listing.Visibility)},
		}, Code: []string{r.T("Snapshot of %s, SHA-256 %s", r.Time(i.Snapshot.TakenAt).Text, i.Snapshot.Hash)}}
		switch c := in.Captures[i.Position]; {
		case c.Hash != "":
			b.Rows = append(b.Rows, casepdf.Row{Key: r.T("Address of the captured page"), Value: c.URL})
			b.Code = append(b.Code, r.T("Page captured on %s, SHA-256 %s", r.Time(c.At).Text, c.Hash))
		case c.Why != "":
			b.Rows = append(b.Rows, casepdf.Row{Key: r.T("The page of the listing"), Value: r.T("The page could not be captured: %s", r.notCaptured(c.Why))})
		}
		if i.Refusal != "" && i.State == ipcase.Rejected {
			b.Rows = append(b.Rows, casepdf.Row{Key: r.T("Why"), Value: r.refusalOf(in.View, i, in.Book)})
		}
		b.Rows = slices.DeleteFunc(b.Rows, func(row casepdf.Row) bool { return row.Value == "" })
		s.Blocks = append(s.Blocks, b)
	}
	return s
}

// fileNames is how this reader knows both sides.
func (r Reader) fileNames(v ipcase.CaseView) Names {
	n := r.namesOf(v)
	if r.Party == ipcase.PartyHolder {
		n.Seller = sellerOf(v)
	}
	return n
}

func (r Reader) fileTimeline(v ipcase.CaseView) casepdf.Section {
	if r.Party == ipcase.PartyHolder || r.Party == ipcase.PartySeller {
		r.Party = ipcase.PartyPublic // in a file, nobody is “you”
	}
	s := casepdf.Section{Heading: r.T("Timeline")}
	var b casepdf.Block
	names := r.fileNames(v)
	if v.Case.SellerOrgID != 0 && names.Seller == "" {
		names.Seller = sellerOf(v)
	}
	for _, e := range v.Timeline {
		line, ok := r.event(e, names)
		if !ok {
			continue
		}
		words := line.Text
		if line.Lead != "" {
			words = line.Lead + " " + words
		}
		b.Rows = append(b.Rows, casepdf.Row{Key: r.Time(e.At).Text, Value: words + "  [" + line.Hash + "]"})
	}
	s.Blocks = []casepdf.Block{b}
	return s
}
