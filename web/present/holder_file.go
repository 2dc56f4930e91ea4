package present

import (
	"net/url"

	"github.com/a-h/templ"

	"ipportal/ipcase"
	"ipportal/views"
)

// The steps of filing a complaint, in their order; they are the last part of
// their addresses.
const (
	StepRight      = "right"
	StepListings   = "listings"
	StepCheck      = "check"
	StepReason     = "reason"
	StepFacts      = "facts"
	StepStatements = "statements"
	StepSend       = "send"
)

// IsStep says whether an address names a step of filing.
func IsStep(name string) bool {
	switch name {
	case StepRight, StepListings, StepCheck, StepReason, StepFacts, StepStatements, StepSend:
		return true
	}
	return false
}

var fileSteps = []struct{ step, title string }{
	{StepRight, views.Key("IP right")},
	{StepListings, views.Key("Listings")},
	{StepCheck, views.Key("Check the listings")},
	{StepReason, views.Key("Reason")},
	{StepFacts, views.Key("Facts and evidence")},
	{StepStatements, views.Key("Contact and statements")},
	{StepSend, views.Key("Check your answers")},
}

// FileHref is where a step of a draft stands.
func FileHref(draft, step string) string { return "/holder/file/" + url.PathEscape(draft) + "/" + step }

// Filing is a draft with what its steps are drawn from.
type Filing struct {
	Page         views.Page
	ID           string // "" before the first step is sent
	Draft        ipcase.ComplaintDraft
	Right        ipcase.Right
	Principal    *ipcase.Principal // for whom an agent files it
	Reason       ipcase.Reason
	Check        ipcase.ListingCheck
	Files        []ipcase.Exhibit
	Problems     *ipcase.Error
	Pictures     string               // where the pictures of offers are; "" where the portal has none
	Country      string               // of the holder
	Registration string               // of the holder in the register
	Lines        []ipcase.LineProblem // of a file, where lines could not be read
}

// step is the frame of one step.
func (r Reader) step(f Filing, at string, ids map[string]string) (views.HolderStep, Problems) {
	problems := r.Problems(f.Problems, ids)
	f.Page.HasError = problems.Any()
	s := views.HolderStep{
		Page: f.Page, Errors: problems.Summary, Action: FileHref(f.ID, at), Save: f.ID != "",
		Note:   r.T("What you enter is saved at every step. You find the draft on your dashboard until you send it."),
		Button: views.Button{Kind: views.Primary, Text: r.T("Save and continue"), Name: "do", Value: "continue"},
		Steps:  views.Steps{Label: r.T("Complaint steps")},
	}
	state, back := views.Done, ""
	for _, x := range fileSteps {
		link := views.StepLink{Title: r.T(x.title), State: state}
		switch {
		case x.step == at:
			link.State, state = views.Current, views.Next
			s.Back = back
		case state == views.Done:
			link.Href = FileHref(f.ID, x.step)
			back = link.Href
		}
		s.Steps.Items = append(s.Steps.Items, link)
	}
	if f.ID == "" {
		s.Action, s.Back, s.Note = "/holder/file", "", r.T("Nothing is sent before the last step.")
	}
	return s, problems
}

// HolderFileRight is step one. Rights that cannot be chosen are listed with the
// reason.
func (r Reader) HolderFileRight(f Filing, rights []ipcase.RightToFile) views.HolderFileRight {
	s, problems := r.step(f, StepRight, nil)
	s.Title, s.Lede = r.T("Which of your rights is infringed?"), ""
	out := views.HolderFileRight{HolderStep: s}
	if f.ID == "" {
		out.Letter = "/holder/letter"
	}
	out.Rights = views.Radios{Field: views.Field{
		Name: "right", Label: r.T("Your rights"), Error: problems.Of("right"), Value: f.Draft.RightNumber,
		Hint: r.T("One complaint is about one right."),
	}}
	for _, x := range rights {
		name, line := r.rightTitle(x.Right), r.rightLine(x.Right)
		if x.For != "" {
			line = r.T("for %s", x.For) + " · " + line
		}
		if x.Why != nil {
			out.Others = append(out.Others, views.HolderOtherRight{
				Name: name, Lang: r.LangOf(x.Title), Why: r.T(x.Why.Msg, x.Why.Args...), Href: "/holder/rights/" + x.Number,
			})
			continue
		}
		out.Rights.Options = append(out.Rights.Options, views.Option{Value: x.Number, Label: name, Text: line, Lang: r.LangOf(x.Title)})
	}
	out.OtherSum = r.N(len(out.Others), "%d right cannot be chosen", "%d rights cannot be chosen")
	if len(out.Rights.Options) == 0 {
		out.None = &views.EmptyState{
			Icon: "certificate", Title: r.T("You have no right that a complaint can be filed under"),
			Text:    r.T("Register the right with its certificate first. You can prepare a complaint as soon as it is registered; it goes to the seller when the right is verified."),
			Actions: []templ.Component{views.LinkButton{Kind: views.Primary, Text: r.T("Register a right"), Href: "/holder/rights/new"}},
		}
	}
	return out
}

// rightLine is what tells one right from another.
func (r Reader) rightLine(x ipcase.Right) string {
	line := r.RightType(x.Type) + " · " + r.Territories(x.Territories)
	if len(x.NiceClasses) > 0 {
		line += " · " + r.T("classes %s", classList(x.NiceClasses))
	}
	if x.ValidUntil != nil {
		line += " · " + r.T("in force until %s", r.DateOnly(*x.ValidUntil).Text)
	}
	if x.Status == ipcase.RightPending {
		line += " · " + r.T("being verified: the complaint waits until that is done")
	}
	return line
}

// HolderFileListings is step two.
func (r Reader) HolderFileListings(f Filing, typed string) views.HolderFileListings {
	s, problems := r.step(f, StepListings, nil)
	s.Multipart = true
	s.Title = r.T("Which listings infringe it?")
	s.Lede = r.T("Paste addresses or listing IDs, or upload a file. We look each one up and show you what we found before anything is sent.")
	s.Button.Text = r.T("Look up these listings")
	out := views.HolderFileListings{HolderStep: s, Problems: r.lineProblems(f.Lines)}
	out.Lines = views.TextArea{Rows: 10, Field: views.Field{
		Name: "lines", Label: r.T("Listing addresses or IDs, one on each line"), Value: typed, Error: problems.Of("lines"), Class: "mono",
		Hint: r.T("Up to %d for one complaint, of any number of sellers. After a space you can say what is wrong with that listing; its seller reads this.", ipcase.MaxListings),
	}}
	out.File = views.FileInput{Accept: ".csv,text/csv", Field: views.Field{
		Name: "file", Label: r.T("CSV file"), Optional: true, Error: problems.Of("file"),
		Hint: r.T("First column: address or ID. Second column, if any: what is wrong with that listing. UTF-8, up to 1 MB. Its lines are added to those above."),
	}}
	return out
}

// lineProblems names the lines of a file that were left out, and why.
func (r Reader) lineProblems(list []ipcase.LineProblem) *views.Notice {
	if len(list) == 0 {
		return nil
	}
	const shown = 20
	n := &views.Notice{
		Tone:  views.Warn,
		Title: r.N(len(list), "%d line of the file was left out. The others were kept.", "%d lines of the file were left out. The others were kept."),
	}
	rows := views.SummaryList{Tight: true}
	for i, p := range list {
		if i == shown {
			rows.Rows = append(rows.Rows, views.SummaryRow{Key: r.T("And %d more", len(list)-shown)})
			break
		}
		rows.Rows = append(rows.Rows, views.SummaryRow{Key: r.T("Line %d", p.N), Text: r.T(p.Msg, p.Args...)})
	}
	n.Body = rows
	return n
}

// HolderFileCheck is step three: what the lines led to.
func (r Reader) HolderFileCheck(f Filing, chosen map[int]bool) views.HolderFileCheck {
	s, _ := r.step(f, StepCheck, map[string]string{"lines": "include"})
	s.Full = true
	s.Title = r.T("Check what we found")
	out := views.HolderFileCheck{HolderStep: s, Problems: r.lineProblems(f.Lines)}
	fixable := 0
	groups := f.Check.Sellers
	for _, l := range f.Check.Unused {
		if l.Status == ipcase.LineDecidedBefore {
			groups = withDecided(groups, l)
			continue
		}
		u := r.unusedLine(l)
		if u.Edit {
			fixable++
		}
		out.Unused = append(out.Unused, u)
	}
	out.CanFix = fixable > 0
	out.UnusedSum = r.N(len(out.Unused), "%d line not used", "%d lines not used")
	out.UnusedTip = r.T("Nothing has to be done about these.")
	if fixable > 0 {
		out.UnusedTip = r.N(fixable, "Correct %d of them here, or go on without it.", "Correct %d of them here, or go on without them.")
	}
	for _, g := range groups {
		out.Sellers = append(out.Sellers, r.sellerLines(g, f, chosen))
	}
	out.Lede = r.foundLede(len(f.Draft.Lines), f.Check, len(out.Unused))
	if len(groups) == 0 {
		out.Errors.Text = r.T("None of the lines leads to a listing that can be complained of. Correct at least one.")
		if out.CanFix {
			out.Button = views.Button{Kind: views.Primary, Icon: "refresh", Text: r.T("Look up again"), Name: "do", Value: "again"}
		}
		return out
	}
	out.Button.Text = r.T("Continue with the ticked listings")
	return out
}

// withDecided puts a line that was decided before into its seller's group.
func withDecided(groups []ipcase.SellerGroup, l ipcase.CheckedLine) []ipcase.SellerGroup {
	all := append([]ipcase.SellerGroup(nil), groups...)
	for n := range all {
		if all[n].SellerOrgID == l.Offer.SellerOrgID {
			all[n].Lines = append(append([]ipcase.CheckedLine(nil), all[n].Lines...), l)
			return all
		}
	}
	return append(all, ipcase.SellerGroup{SellerOrgID: l.Offer.SellerOrgID, SellerName: l.Offer.SellerName, Lines: []ipcase.CheckedLine{l}})
}

func (r Reader) foundLede(lines int, check ipcase.ListingCheck, unused int) string {
	return r.T("%s: %s of %s found, %s not used. Each seller gets a case of its own and sees only its own listings.",
		r.lines(lines), r.Listings(check.Count), r.Sellers(len(check.Sellers)), r.lines(unused))
}

func (r Reader) lines(n int) string { return r.N(n, "%d line", "%d lines") }

func (r Reader) sellerLines(g ipcase.SellerGroup, f Filing, chosen map[int]bool) views.HolderSellerLines {
	out := views.HolderSellerLines{
		Seller: views.Party{Name: g.SellerName, Lang: r.LangOf(g.SellerName), Note: r.Listings(len(g.Lines))},
	}
	for _, l := range g.Lines {
		line := views.HolderFoundLine{
			N: l.N, Ticked: l.Status == ipcase.LineFound,
			Listing: views.ListingLine{
				Title: l.Offer.Title, Lang: r.OtherLang(l.Offer.Lang), Href: l.Offer.URL, ID: l.Offer.Ref, Price: Money(l.Offer.PriceMinor, l.Offer.Currency),
			},
		}
		if f.Pictures != "" && len(l.Offer.ImageKeys) > 0 {
			line.Listing.Picture = f.Pictures + l.Offer.ImageKeys[0]
		}
		if l.Note != "" {
			line.Remark = r.T("Your note: %s", l.Note)
		}
		again := contains(f.Draft.Again, l.Offer.Ref)
		if l.Status == ipcase.LineDecidedBefore || again {
			line.Badge = views.Badge{Tone: views.Warn, Text: r.T("Decided before")}
			line.Remark = r.T("An earlier complaint about it did not lead to removal. Give new facts if you include it.")
			if l.Number != "" {
				line.Remark = r.T("Your complaint %s about it did not lead to removal. Give new facts if you include it.", l.Number)
			}
		}
		if chosen != nil {
			line.Ticked = chosen[l.N]
		}
		out.Lines = append(out.Lines, line)
	}
	return out
}

// unusedLine says what is wrong with a line and what can be done about it.
func (r Reader) unusedLine(l ipcase.CheckedLine) views.HolderUnusedLine {
	u := views.HolderUnusedLine{N: l.N, Line: l.Line, Badge: views.Badge{Tone: views.Neutral}}
	switch l.Status {
	case ipcase.LineNotFound:
		u.Edit, u.Badge = true, views.Badge{Tone: views.Warn, Text: r.T("Not found")}
		u.Cause, u.Cure = r.T("No listing has this address or ID."), r.T("Correct it. An ID stands on the listing's page, below its title.")
	case ipcase.LineNotAListing:
		u.Edit, u.Badge = true, views.Badge{Tone: views.Warn, Text: r.T("Not a listing")}
		u.Cause, u.Cure = r.T("This is not the address or ID of a listing."), r.T("Paste the listings that you mean, one on each line.")
	case ipcase.LineDuplicate:
		u.Badge.Text = r.T("Duplicate")
		u.Cause, u.Cure = r.T("The same listing as line %d.", l.OtherN), r.T("Nothing to do. It is counted once.")
	case ipcase.LineAlreadyComplained:
		u.Badge.Text = r.T("Already complained of")
		u.Cause, u.Cure = r.T("A complaint under this right about it is open."), r.T("Nothing is filed twice. When you send the other lines, this one joins your complaint and is noted in its case. See")
		if l.Number != "" {
			u.Link = &views.Link{Text: l.Number, Href: "/holder/complaints/" + l.Number}
		} else {
			u.Cure = r.T("Nothing to do.")
		}
	case ipcase.LineAlreadyGone:
		u.Badge.Text = r.T("Already gone")
		u.Cause, u.Cure = r.T("The listing is not online any more."), r.T("Nothing to do.")
	case ipcase.LineElsewhere:
		u.Badge.Text = r.T("Elsewhere")
		u.Cause, u.Cure = r.T("It is on another site than the first listing."), r.T("File it in a complaint of its own.")
	case ipcase.LineOwnListing:
		u.Badge.Text = r.T("Your own listing")
		u.Cause, u.Cure = r.T("It is sold by your own shop."), r.T("Delete it yourself if you want it gone.")
	case ipcase.LineUnknownSeller:
		u.Badge.Text = r.T("Seller not known")
		u.Cause, u.Cure = r.T("The portal cannot reach the seller of this listing."), r.T("Tell the marketplace's support.")
	case ipcase.LineFound, ipcase.LineDecidedBefore, ipcase.LineFiled, ipcase.LineJoined:
	}
	return u
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// StepOf is the step of a filing in which a field is entered.
func StepOf(f Filing, field string) string {
	switch field {
	case "right":
		return StepRight
	case "lines":
		return StepListings
	case "reason":
		return StepReason
	}
	if sendParts(f)[field] == "part-statements" {
		return StepStatements
	}
	return StepFacts
}
