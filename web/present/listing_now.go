package present

import (
	"ipportal/ipcase"
	"ipportal/views"
)

// Now is a complained listing at this moment. Pictures is where the marketplace's
// own are shown, "" where this portal does not show them.
type Now struct {
	ipcase.ListingNow
	Pictures string
	Href     string // its page
}

// listingNow says what became of a listing since its snapshot: words inside their
// sentences, pictures beside each other.
func (r Reader) listingNow(v ipcase.CaseView, i ipcase.ItemView, now Now) *views.ListingNow {
	out := &views.ListingNow{Says: views.Notice{Tone: views.Info}}
	says := &out.Says
	switch {
	case !now.Known:
		says.Title, says.Text = r.T("The marketplace does not answer at this moment"), r.T("What the listing is like now cannot be said. The snapshot does not depend on it.")
		return out
	case now.Gone:
		says.Title, says.Text = r.T("The listing is not offered at this moment"), r.T("There is nothing to compare. The snapshot shows how it was.")
		if i.Listing.Visibility != ipcase.Live {
			says.Text = r.sentences(r.T("The listing today: %s", r.Visible(i.Listing.Visibility))+r.stop(), says.Text)
		}
		return out
	case now.Same():
		says.Tone, says.Title = views.Success, r.T("The listing is as it was")
		says.Text = r.T("Title, price, description and pictures are those of the snapshot, byte for byte.")
	default:
		says.Title, says.Text = r.T("The listing has changed since"), r.T("Not what it was: %s. The complaint is judged by the snapshot.", r.Join(r.partsChanged(now.ListingNow)))
	}
	if now.NoPicture {
		says.Text = r.sentences(says.Text, r.T("The marketplace did not show its pictures, so they are not compared."))
	}
	if now.More > 0 {
		says.Text = r.sentences(says.Text, r.N(now.More, "%d more picture is not compared.", "%d more pictures are not compared."))
	}
	if now.Href != "" {
		says.Link = &views.Link{Text: r.T("See the listing now"), Href: now.Href}
	}
	out.Words = r.wordsNow(i, now)
	if now.Same() {
		return out
	}
	for _, p := range now.ListingNow.Pictures {
		out.Pictures = append(out.Pictures, r.pictureNow(v.Case.Number, i.Position, now.Pictures, p))
	}
	return out
}

func (r Reader) partsChanged(now ipcase.ListingNow) []string {
	var parts []string
	for _, c := range now.Changes {
		parts = append(parts, r.changedPart(c.Part))
	}
	for _, p := range now.Pictures {
		if p.Fate != ipcase.PictureKept {
			return append(parts, r.changedPart(ipcase.PartPictures))
		}
	}
	if len(parts) == 0 {
		parts = []string{r.T("nothing that could be compared")}
	}
	return parts
}

func (r Reader) wordsNow(i ipcase.ItemView, now Now) []views.FixChange {
	var out []views.FixChange
	for _, c := range now.Changes {
		change := views.FixChange{Label: upperFirst(r.changedPart(c.Part)), Lang: r.OtherLang(i.Snapshot.Lang)}
		switch c.Part {
		case ipcase.PartPictures:
			continue
		case ipcase.PartPrice:
			change.Lang = ""
			change.Runs = []views.TextRun{{Kind: "gone", Text: storedMoney(c.Before)}, {Text: " "}, {Kind: "come", Text: storedMoney(c.After)}}
		default:
			change.Runs = textRuns(c.Words)
		}
		out = append(out, change)
	}
	return out
}

func (r Reader) pictureNow(number string, position int, pictures string, p ipcase.PictureNow) views.PictureThen {
	out := views.PictureThen{Then: r.T("Not there then"), Now: r.T("Not there now")}
	if p.Before > 0 {
		out.Then = r.T("Picture %d then", p.Before)
		out.Before = &views.Picture{Src: PictureHref(number, position, p.Before), Alt: out.Then}
	}
	if p.Key != "" {
		out.Now = r.T("Picture %d now", p.After)
		if pictures != "" {
			out.After = &views.Picture{Src: pictures + p.Key, Alt: out.Now}
		}
	}
	switch p.Fate {
	case ipcase.PictureKept:
		out.Fate = views.Badge{Tone: views.Neutral, Text: r.T("Unchanged")}
	case ipcase.PictureChanged:
		out.Fate = views.Badge{Tone: views.Warn, Text: r.T("Changed")}
	case ipcase.PictureGone:
		out.Fate = views.Badge{Tone: views.Warn, Text: r.T("No longer shown")}
	case ipcase.PictureNew:
		out.Fate = views.Badge{Tone: views.Info, Text: r.T("New")}
	}
	if p.Looked {
		out.Note = r.T("Outlines alike: %d of 100. It proves nothing.", p.Likeness)
	}
	return out
}
