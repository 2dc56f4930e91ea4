package views

import "github.com/a-h/templ"

// ReviewSide is one party's case in the same order of facts as the other's:
// neither side is drawn heavier.
type ReviewSide struct {
	ID      string // of the heading
	Title   string // "Claim", "Counter-notification"
	Party   Link   // who, with their language
	Facts   []Badge
	Said    []ReviewSaid
	Rows    []SummaryRow
	Absent  string // "No counter-notification was filed."
	Contact *SummaryList
}

// ReviewSaid is a party's own words, in their own language.
type ReviewSaid struct {
	Title string // "Reply of 17 June"; empty for the first
	Text  string
	Lang  string
	Note  string
}

// ReviewPoint is one point in dispute: what each side says of it.
type ReviewPoint struct {
	Point       string
	Complainant ReviewSaid
	Seller      ReviewSaid
	Exhibits    []Link
}

// ReviewElement is one thing that a notice must hold, given or missing.
type ReviewElement struct {
	Label    string
	Given    bool
	Unsure   bool // a letter may hold it: somebody has to look
	Optional bool
	Text     string // what was given
	Lang     string
	Cite     string
	Cure     string // how it is supplied, where it is missing
	Links    []Link
}

// ReviewListing is a listing beside the right's specimen. Only the first is
// open; the others open in place, so that what was typed beside them stays.
type ReviewListing struct {
	No       string // "1"
	ID       string // "QL-88201447"
	Title    string
	Lang     string
	State    Badge
	Open     bool
	Pictures []ReviewPicture
	Rows     []SummaryRow
}

// ReviewPicture is a picture with what it is below it.
type ReviewPicture struct {
	Src   string
	Href  string // larger
	Alt   string
	Title string
	Note  string
	Like  string // how alike it looks to a specimen of the right
}

// ReviewExhibit is one exhibit in the viewer. Text is shown where it is a text
// file; a picture where it has one; otherwise it is opened.
type ReviewExhibit struct {
	No      string // "E1"
	Name    string
	Open    bool
	Picture string
	Text    string
	Lang    string
	Facts   string // "PDF · 640 KB"
	From    string // "From Norrvik Optics AB, 10 Jun 2026"
	Access  Badge
	Hash    string
	Href    string // the page that shows it large
	File    string // the file itself
	Unseen  string // why it cannot be relied on
	State   string // why there is nothing to look at
}

// ReviewDecision is an earlier decision on the same right or listing.
type ReviewDecision struct {
	Case    string
	Href    string
	About   string
	Lang    string
	Outcome Badge
	Time    Time
}

// ReviewStatement is a decision that was published.
type ReviewStatement struct {
	ID    string
	Title string
	Rows  []SummaryRow
	Facts ReviewSaid
	Why   ReviewSaid
	Past  *Notice // a later decision took its place
}

// ReviewRuling is the choice for one listing of the case.
type ReviewRuling struct {
	ID      string // fieldset's, for the error summary
	Legend  string // "1. QL-88201447"
	Note    string // its title
	Lang    string
	Choice  Radios
	Code    *Select
	Comment *TextArea
	Version HiddenInput

	FoldComment bool // it is rarely needed
}

// ReviewForm is the reviewer's decision. It yields the statement of reasons.
type ReviewForm struct {
	Title       string
	Lede        string
	Action      string
	Hidden      []HiddenInput
	All         *ReviewRuling // one answer for every listing without its own
	Rulings     []ReviewRuling
	Exhibits    *Checkboxes
	Unseen      []string // what cannot be relied on, and why
	Facts       TextArea
	Ground      Radios
	Reference   TextInput
	Suggestions []string // references that the procedure names
	Explanation TextArea
	Territory   TextInput
	Lang        Select
	Note        string
	Buttons     []templ.Component
}

// ReviewDelivery is a notice that has reached nobody, and the form that records
// how it did.
type ReviewDelivery struct {
	Title  string
	Rows   []SummaryRow
	Action string
	Hidden []HiddenInput
	How    Select
	Proof  TextArea
	Button Button
}

// ReviewExhibitLink leads to an exhibit in the viewer on the same page.
type ReviewExhibitLink struct {
	Text         string
	Href         string
	ReviewerOnly bool
}
