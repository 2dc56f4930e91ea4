package present

import (
	"strconv"
	"strings"

	"ipportal/ipcase"
	"ipportal/views"
)

// ReviewTexts are the words of exhibits that are text files, by their hash, so
// that they are read where they are needed, and which of them cannot be read.
type ReviewTexts struct {
	Words map[string]string
	Lost  map[string]bool // the bytes are missing, or are not what was filed
}

// Bench is what a reviewer's page about a case is made from.
type Bench struct {
	Case  ipcase.ReviewCase
	Actor ipcase.Actor
	Book  ipcase.Rulebook
	Texts ReviewTexts
	Typed *ReviewTyped  // what was typed and not accepted
	Error *ipcase.Error // and why
}

// ReviewCase shows a case on the reviewer's bench.
func (r Reader) ReviewCase(p views.Page, b Bench) views.ReviewCasePage {
	c := b.Case
	p.Crumbs = []views.Link{{Text: r.T("Queue"), Href: "/review"}, {Text: c.Case.Number}}
	page := views.ReviewCasePage{
		Page: p, Number: c.Case.Number, Facts: r.benchFacts(c), Title: r.T("%s and %s", r.PartyName(c.Holder), c.Seller.Name), Task: r.ReviewTask(c.Case.ReviewTask),
		Sides: r.sides(b), Former: r.former(c, b.Book), Appeals: r.appealWords(c), Points: r.points(c), PointsNote: r.T("From both sides’ forms"),
		Specimen: r.specimen(c), Listings: r.benchListings(c), Exhibits: r.benchExhibits(b), Earlier: r.earlier(c),
		Letters: r.LetterLines(c.CaseView, map[ipcase.Party]string{ipcase.PartyHolder: r.PartyName(c.Holder), ipcase.PartySeller: c.Seller.Name}),
		History: r.Timeline(c.Timeline, r.namesOf(c.CaseView)),
	}
	if c.Case.ReviewTask == ipcase.TaskNotice {
		if page.Marks = r.holderUnknown(c.Holder.Identity); c.Complaint.Unregistered {
			page.Marks = nil
		}
		page.Elements = r.elements(b)
		page.ElementsNote = r.T("%s, version %d", c.Procedure.Name.In(r.Lang), c.Procedure.Version)
	}
	if c.NotRegistered() {
		page.Marks = append(page.Marks, r.notRegisteredMark())
	}
	page.Marks = append(page.Marks, r.guardMark(c)...)
	page.Marks = append(page.Marks, r.untoldMarks(c.Untold)...)
	if due := c.Case.ReviewDueAt; due != nil && due.Before(ipcase.FarFuture) {
		page.Deadline = r.Deadline(*due)
		page.Deadline.Chip = true
		page.Deadline.Time.Text = r.T("Target %s", page.Deadline.Time.Text)
		if c.Case.ReviewTask == ipcase.TaskCourt {
			page.Deadline = views.Deadline{}
		}
	}
	if c.Holds(b.Actor) {
		page.GiveBack = &views.PostButton{Action: ReviewCaseHref(c.Case.Number) + "/give-back", Button: views.Button{Small: true, Text: r.T("Give back"), Vh: c.Case.Number}}
	}
	page.Acts = r.benchActs(b)
	page.Marks = append(r.StandsStill(c.CaseView), page.Marks...)
	page.History.More = r.caseFileLink(c.CaseView)
	page.Time = &views.Link{Text: r.T("How the time is counted"), Href: CaseTimeHref(ipcase.PartyPlatform, c.Case.Number)}
	r.benchSide(&page, b)
	return page
}

// benchSide is what stands beside the case: the form, or why there is none.
func (r Reader) benchSide(page *views.ReviewCasePage, b Bench) {
	c := b.Case
	number := c.Case.Number
	back := &views.LinkButton{Text: r.T("Back to the queue"), Href: "/review"}
	claim := &views.PostButton{Action: ReviewCaseHref(number) + "/claim", Button: views.Button{Kind: views.Primary, Block: true, Text: r.T("Claim this case"), Vh: number}}
	switch {
	case c.Case.ReviewTask == ipcase.TaskNone:
		page.Aside = views.ReviewClaim(views.ReviewClaimBox{Title: r.T("Nothing to decide"), Text: r.T("This case waits for one of the parties, or has ended. It comes back to the queue when it is a reviewer’s turn."), Link: back})
	case c.Case.ReviewTask == ipcase.TaskAppeal && c.OwnDecision:
		page.Aside = views.ReviewClaim(views.ReviewClaimBox{
			Title: r.T("Another reviewer decides"), Text: r.T("You have decided something in this case before, so another reviewer decides the appeal."), Link: back,
		})
	case c.HeldByOther(b.Actor):
		page.Aside = views.ReviewClaim(views.ReviewClaimBox{
			Title: r.T("%s works on this case", c.ClaimedName), Text: r.T("It can be claimed again when it is given back, or at %s.", r.ShortTime(*c.Case.ClaimedUntil).Text), Link: back,
		})
	case c.Case.ReviewTask == ipcase.TaskCourt: // its card stands among the acts
	case !c.Holds(b.Actor):
		page.Aside = views.ReviewClaim(views.ReviewClaimBox{
			Title: r.T("Nobody has claimed this case"), Text: r.T("Claim it to decide: nobody else is offered it for 30 minutes, and each act of yours renews that."), Button: claim,
		})
	case c.Case.ReviewTask == ipcase.TaskDispute || c.Case.ReviewTask == ipcase.TaskLimit:
		page.Aside = views.ReviewClaim(r.timeTask(c.Case))
	case c.Case.ReviewTask == ipcase.TaskUndelivered:
		page.Deliveries = r.deliveries(b)
		if b.Error != nil {
			page.Errors = r.Problems(b.Error, nil).Summary
		}
		return
	default:
		page.Form, page.Errors = r.reviewForm(b)
		return
	}
	if b.Typed != nil {
		page.Stale = r.keptWords(b)
	}
}

// keptWords gives back what was typed when there is no form any more to hold it.
func (r Reader) keptWords(b Bench) *views.Notice {
	n := &views.Notice{Tone: views.Warn, Title: r.T("Your decision was not sent."), Text: r.T("The case is shown as it is now. What you wrote:")}
	if b.Error != nil {
		n.Text = r.T(b.Error.Msg, b.Error.Args...) + " " + r.T("What you wrote:")
	}
	in := b.Typed.In
	n.Body = views.ReviewKept([]views.ReviewSaid{
		{Title: r.T("Facts"), Text: in.Facts, Lang: r.OtherLang(in.Lang)},
		{Title: r.T("Why it follows"), Text: in.Explanation, Lang: r.OtherLang(in.Lang)},
	})
	return n
}

func (r Reader) benchFacts(c ipcase.ReviewCase) []string {
	return []string{r.RightType(c.Right.Type), c.Right.Title + " " + r.RightNumber(c.Right), c.Site.Name, r.Listings(len(c.Items)), c.Procedure.Name.In(r.Lang)}
}

// namesOf is how a reviewer reads the sides and the listings of a case.
func (r Reader) namesOf(c ipcase.CaseView) Names {
	n := Names{Holder: r.PartyName(c.Holder), Seller: c.Seller.Name, Refs: map[int]string{}}
	for _, i := range c.Items {
		n.Refs[i.Position] = i.Snapshot.Ref
	}
	return n
}

// specimen is the first picture of the right.
func (r Reader) specimen(c ipcase.ReviewCase) views.ReviewPicture {
	pic := views.ReviewPicture{Title: r.T("Right as registered"), Note: strings.TrimSpace(c.Right.Title + " · " + r.RightNumber(c.Right) + r.classes(c.Right))}
	for _, e := range c.RightExhibits {
		if e.Purpose == ipcase.PurposeSpecimen && strings.HasPrefix(e.ViewMIME, "image/") {
			pic.Src, pic.Href, pic.Alt = EvidenceHref(e.PublicID)+"/view", EvidenceHref(e.PublicID), r.T("Specimen of %s", c.Right.Title)
			return pic
		}
	}
	return pic
}

func (r Reader) classes(right ipcase.Right) string {
	if len(right.NiceClasses) == 0 {
		return ""
	}
	words := make([]string, len(right.NiceClasses))
	for n, k := range right.NiceClasses {
		words[n] = strconv.Itoa(k)
	}
	return " · " + r.T("classes %s", strings.Join(words, ", "))
}

// openListings is how many listings are shown open at first.
const openListings = 1

func (r Reader) benchListings(c ipcase.ReviewCase) []views.ReviewListing {
	list := make([]views.ReviewListing, 0, len(c.Items))
	for n, i := range c.Items {
		s := i.Snapshot
		l := views.ReviewListing{
			No: strconv.Itoa(i.Position), ID: s.Ref, Title: s.Title, Lang: r.OtherLang(s.Lang), State: r.ItemBadge(i.Item), Open: n < openListings,
			Rows: r.listingRows(c, i),
		}
		for k := range s.Images {
			href := PictureHref(c.Case.Number, i.Position, k+1)
			like := ""
			if percent, specimen, ok := c.LikenessOf(s.Images[k].Hash); ok {
				like = r.T("Outlines like those of specimen %d: %d of 100. It proves nothing.", specimen, percent)
			}
			l.Pictures = append(l.Pictures, views.ReviewPicture{
				Src: href, Href: href, Alt: r.T("Picture %d of %s", k+1, s.Ref), Title: r.T("Listing as complained of, picture %d of %d", k+1, len(s.Images)),
				Note: r.T("Taken %s · SHA-256 %s", r.ShortTime(s.TakenAt).Text, ShortHash(s.Hash)), Like: like,
			})
		}
		list = append(list, l)
	}
	return list
}

func (r Reader) listingRows(c ipcase.ReviewCase, i ipcase.ItemView) []views.SummaryRow {
	s := i.Snapshot
	rows := []views.SummaryRow{{Key: r.T("Title then"), Text: s.Title, Lang: r.OtherLang(s.Lang)}}
	if i.Listing.Title != s.Title {
		rows = append(rows, views.SummaryRow{Key: r.T("Title now"), Text: i.Listing.Title, Lang: r.OtherLang(i.Listing.Lang), Note: r.T("Changed since the complaint")})
	}
	if i.Note != "" {
		rows = append(rows, views.SummaryRow{Key: r.T("What is complained of"), Text: i.Note, Lang: r.OtherLang(c.Complaint.Lang)})
	}
	rows = append(rows,
		views.SummaryRow{Key: r.T("Price"), Text: Money(s.PriceMinor, s.Currency)},
		views.SummaryRow{Key: r.T("Buyers see it"), Text: r.Visible(i.Listing.Visibility)},
		views.SummaryRow{Key: r.T("Snapshot"), Link: &views.Link{Text: r.T("View the whole snapshot"), Href: SnapshotHref(c.Case.Number, i.Position)}},
	)
	if i.AttemptsUsed > 0 {
		rows = append(rows, views.SummaryRow{Key: r.T("Counter-notifications used"), Text: r.attemptsUsed(i.AttemptsUsed, c.Procedure.Attempts)})
	}
	return rows
}

func (r Reader) attemptsUsed(used, limit int) string {
	if limit == 0 {
		return strconv.Itoa(used)
	}
	return r.T("%d of %d", used, limit)
}

// earlier are decisions in other cases: neutral, whoever they favoured.
func (r Reader) earlier(c ipcase.ReviewCase) []views.ReviewDecision {
	var list []views.ReviewDecision
	for _, d := range c.Earlier {
		about := r.T("%s, against %s", d.RightTitle, d.SellerName)
		if d.OnListing {
			about = r.T("The same listing: %s", d.RightTitle)
		}
		states := map[ipcase.State]int{}
		for _, ruling := range d.Rulings {
			to := ruling.To
			if to == ipcase.Removed { // by this decision; whether the seller may still answer is another matter
				to = ipcase.Upheld
			}
			states[to]++
		}
		list = append(list, views.ReviewDecision{
			Case: d.CaseNumber, Href: ReviewCaseHref(d.CaseNumber), About: about, Outcome: r.rulingsBadge(states), Time: r.ShortDay(d.DecidedAt),
		})
	}
	return list
}

func (r Reader) rulingsBadge(states map[ipcase.State]int) views.Badge {
	if len(states) == 1 {
		for s := range states {
			return r.neutralBadge(s)
		}
	}
	return views.Badge{Tone: views.Neutral, Text: r.mixed(states)}
}
