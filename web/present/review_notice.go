package present

import (
	"strconv"
	"strings"

	"ipportal/ipcase"
	"ipportal/views"
)

// elements is what the procedure asks of a notice, given or missing.
func (r Reader) elements(b Bench) []views.ReviewElement {
	c := b.Case
	files := 0
	for _, x := range c.Exhibits {
		if x.OrgID == c.Holder.OrgID {
			files++
		}
	}
	all := ipcase.CheckCompleteness(c.Procedure.NoticeElementsFor(c.Right.Type, c.Reason, c.Complaint.Proof),
		c.Complaint.Given(files, len(c.Items), ipcase.RightUnproven(c.Right, r.Now)))
	list := make([]views.ReviewElement, 0, len(all))
	for _, x := range all {
		el := r.elementLine(x)
		r.fillElement(&el, x.Element, c)
		list = append(list, el)
	}
	return list
}

// fillElement says what was given for an element.
func (r Reader) fillElement(el *views.ReviewElement, e ipcase.Element, c ipcase.ReviewCase) {
	own := r.OtherLang(c.Complaint.Lang)
	switch e.Kind {
	case ipcase.ElementStatement:
		for _, s := range c.Complaint.Statements {
			if s.ID == e.ID {
				el.Text, el.Lang = s.Text, r.OtherLang(s.Lang)
			}
		}
	case ipcase.ElementSignature:
		el.Text = c.Complaint.Signature
	case ipcase.ElementContact:
		el.Text = contactLine(c.Complaint.Contact)
	case ipcase.ElementText:
		if e.ID == "explanation" {
			el.Text, el.Lang = beginning(c.Complaint.Explanation), own
		}
		for _, a := range c.Complaint.Answers {
			if a.ID == e.ID {
				el.Text, el.Lang = a.Text, own
			}
		}
	case ipcase.ElementEvidence:
		for _, x := range c.Exhibits {
			if x.OrgID == c.Holder.OrgID {
				el.Links = append(el.Links, views.Link{Text: x.Label + " " + x.Name, Href: "#ex-" + x.Label})
			}
		}
	case ipcase.ElementListings:
		el.Text = r.Listings(len(c.Items))
	case ipcase.ElementRight:
		el.Text = c.Right.Title + ", " + r.RightNumber(c.Right) + ": " + r.RightBadge(c.Right).Text
		el.Links = []views.Link{{Text: r.T("Open the right"), Href: ReviewRightHref(c.Right.Number)}}
	}
}

// contactLine is what was given of a contact.
func contactLine(c ipcase.Contact) string {
	return strings.Join(filled(c.Name, c.Address, c.Phone, c.Email), " · ")
}

// beginning is the first words of a long text, which stands in full elsewhere.
func beginning(s string) string {
	const limit = 160
	runes := []rune(s)
	if len(runes) <= limit {
		return s
	}
	return string(runes[:limit]) + "…"
}

// benchExhibits are the files of both sides, in place.
func (r Reader) benchExhibits(b Bench) []views.ReviewExhibit {
	c := b.Case
	list := make([]views.ReviewExhibit, 0, len(c.Exhibits))
	for n, e := range c.Exhibits {
		x := r.exhibit(e, b.Texts)
		x.Open = n == 0
		who := r.PartyName(c.Holder)
		if e.OrgID == c.Seller.OrgID {
			who = c.Seller.Name
		}
		if e.OrderID != nil {
			who = r.T("The platform")
		}
		x.From = r.T("From %s, %s", who, r.Day(e.CreatedAt).Text)
		x.Href = ReviewCaseHref(c.Case.Number) + "/exhibits/" + e.Label
		if e.Visibility == ipcase.ReviewerOnly {
			x.Unseen = r.T("%s has not seen this, so a decision cannot rely on it.", r.otherSide(c, e))
		}
		list = append(list, x)
	}
	return list
}

func (r Reader) exhibit(e ipcase.Exhibit, texts ReviewTexts) views.ReviewExhibit {
	x := views.ReviewExhibit{
		No: e.Label, Name: e.Name, Access: r.AccessBadge(e.Visibility), Hash: ShortHash(e.Hash), File: EvidenceHref(e.PublicID),
		Facts: fileKind(e.MIME) + " · " + Size(e.Size), Text: texts.Words[e.Hash], State: r.exhibitState(e, true),
	}
	if e.Sealed() {
		x.Access, x.Text, x.File = r.ExhibitBadge(e), "", ""
		return x
	}
	if texts.Lost[e.Hash] {
		x.State, x.File = r.T("This file cannot be read: its bytes are missing, or are not those that were filed. Tell the operator, and do not decide on it."), ""
		return x
	}
	if e.Drawing == ipcase.DrawDone {
		x.Picture = PageHref(e.PublicID, 1)
		x.Facts += " · " + r.N(e.Pages, "%d page", "%d pages")
	}
	if strings.HasPrefix(e.ViewMIME, "image/") {
		x.Picture = EvidenceHref(e.PublicID) + "/view"
	}
	return x
}

// deliveries are the notices that reached nobody, each with the form that
// records how it did.
func (r Reader) deliveries(b Bench) []views.ReviewDelivery {
	c := b.Case
	p := r.Problems(b.Error, nil)
	var list []views.ReviewDelivery
	for _, n := range c.LateNotices() {
		to := c.Seller.Name
		if n.Party == ipcase.PartyHolder {
			to = r.PartyName(c.Holder)
		}
		d := views.ReviewDelivery{
			Title: r.T("Record a delivery"), Action: ReviewCaseHref(c.Case.Number) + "/delivery",
			Hidden: []views.HiddenInput{{Name: "notice", Value: strconv.FormatInt(n.ID, 10)}},
			Rows: []views.SummaryRow{
				{Key: r.T("Notice"), Text: r.noticeName(n.Kind)}, {Key: r.T("To"), Text: to}, {Key: r.T("Sent"), Body: r.Time(n.SentAt)},
			},
			Button: views.Button{Kind: views.Primary, Text: r.T("Record the delivery")},
		}
		if n.FailedAt != nil {
			d.Rows = append(d.Rows, views.SummaryRow{Key: r.T("Came back"), Body: r.Time(*n.FailedAt), Note: n.Proof})
		}
		d.How = views.Select{Field: views.Field{Name: "how", Label: r.T("How it was delivered"), Error: p.Of("how")}}
		for _, how := range r.deliveryWays() {
			d.How.Options = append(d.How.Options, views.Option{Value: how, Label: how})
		}
		d.Proof = views.TextArea{Rows: 3, Field: views.Field{
			Name: "proof", Label: r.T("Proof"), Hint: r.T("For instance the number of the receipt and who signed it. The clock starts when you record it."), Error: p.Of("proof"),
		}}
		if b.Typed != nil {
			d.Proof.Value = b.Typed.In.Facts
		}
		list = append(list, d)
	}
	return list
}

// deliveryWays are offered in the reviewer's language and kept as chosen.
func (r Reader) deliveryWays() []string {
	return []string{r.T("Registered post, with a receipt"), r.T("Courier, with a receipt"), r.T("By hand, with a signature"), r.T("Another email address that answered")}
}

func (r Reader) noticeName(k ipcase.MessageKind) string {
	switch k {
	case ipcase.MsgAppealed:
		return r.T("Appeal by the other side")
	default:
		return r.messageSubject(k, ipcase.MailPayload{})
	}
}
