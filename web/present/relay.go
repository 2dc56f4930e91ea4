package present

import (
	"ipportal/ipcase"
	"ipportal/views"
)

// Writing is a letter as it was typed and what was wrong with it.
type Writing struct {
	FormID  string
	Words   string
	Refusal *ipcase.Error
	Barred  *ipcase.Error // whom to ask, where the reader may not write
}

// SellerContact is the complainant as the seller sees them, and the letters
// between the two.
func SellerContact(r Reader, in SellerCase, p views.Page, w Writing) views.ContactPage {
	page := SellerComplainant(r, in, p)
	r.writing(&page, in.View, w, ipcase.PartyHolder, "/seller/cases/"+in.View.Case.Number+"/complainant")
	return page
}

// HolderContact is the seller as the complainant sees them, and the letters
// between the two.
func HolderContact(r Reader, v ipcase.CaseView, p views.Page, w Writing) views.ContactPage {
	shop := sellerOf(v)
	page := views.ContactPage{
		Page: p, Role: r.T("Seller"), Name: shop, Lang: r.LangOf(shop), Seen: r.ContactSeen(v.Procedure, ipcase.PartySeller, v.Seller.Shown),
		Advice: r.T("Many complaints end when the two sides talk. You can withdraw at any time. A deadline keeps running meanwhile. Keep what you agree in writing."),
	}
	r.writing(&page, v, w, ipcase.PartySeller, "/holder/cases/"+v.Case.Number+"/seller")
	return page
}

func (r Reader) writing(page *views.ContactPage, v ipcase.CaseView, w Writing, to ipcase.Party, action string) {
	problems := r.Problems(w.Refusal, nil)
	page.HasError, page.Errors = problems.Any(), problems.Summary
	other := page.Name
	title := r.T("Write to the complainant")
	if to == ipcase.PartySeller {
		title = r.T("Write to the seller")
	}
	box := &views.LetterBox{
		Title: title, None: r.T("Nothing has been written yet."), Action: action, FormID: w.FormID, Send: r.T("Send letter"),
		Hint: r.T("We pass your letter on to %s, here and by mail. It brings no address of yours along. A reviewer can read it. No deadline starts or stops by a letter.", other),
		Words: views.TextArea{Rows: 5, Field: views.Field{
			Name: "letter", Label: r.T("Your letter"), Value: w.Words, Error: problems.Of("letter"), Hint: r.T("At most %d characters.", ipcase.MaxLetter),
		}},
	}
	switch {
	case w.Barred != nil:
		box.Action, box.Closed = "", r.T(w.Barred.Msg, w.Barred.Args...)
	case to == ipcase.PartySeller && v.Case.SellerList == ipcase.ListNone:
		box.Action, box.Closed = "", r.T("The seller has not been told of this case yet, so there is nobody to write to.")
	}
	box.Letters = r.LetterLines(v, map[ipcase.Party]string{to: other})
	page.Letters = box
}

// LetterLines are the letters of a case; who is not named is the reader.
func (r Reader) LetterLines(v ipcase.CaseView, names map[ipcase.Party]string) []views.LetterLine {
	var lines []views.LetterLine
	for _, l := range v.Letters {
		who, named := names[l.Party]
		line := views.LetterLine{Who: who, Mine: !named, Time: r.Time(l.WrittenAt), Text: l.Words, Lang: r.OtherLang(l.Lang)}
		if !named {
			line.Who = r.T("You wrote")
		}
		if l.Words == "" {
			line.Gone = r.T("The words were erased with the data of who wrote them.")
		}
		lines = append(lines, line)
	}
	return lines
}
