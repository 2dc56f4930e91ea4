package present

import (
	"net/url"
	"strconv"
	"strings"

	"ipportal/ipcase"
	"ipportal/views"
)

// pageLines is how many lines of a text stand on one page of the viewer.
const pageLines = 60

// maxZoom is how many times as large as the window a picture is shown.
const maxZoom = 3

// Looking is at what of an exhibit somebody looks.
type Looking struct {
	Href string     // the page that shows the exhibit
	Keep url.Values // what else its address says
	Page int
	Zoom int
	Text string // the words of a text, or those taken out of a mail or document
	Own  bool   // it is theirs, or they are a reviewer
	Size *ipcase.EvidencePage
	Lost bool // its bytes are not there any more as they were put there
}

func (l Looking) href(page, zoom int) string {
	q := url.Values{}
	for k, v := range l.Keep {
		q[k] = v
	}
	if page > 1 {
		q.Set("page", strconv.Itoa(page))
	}
	if zoom > 1 {
		q.Set("zoom", strconv.Itoa(zoom))
	}
	if len(q) == 0 {
		return l.Href
	}
	return l.Href + "?" + q.Encode()
}

// ExhibitPages is what is shown of an exhibit: a picture, a page of a document,
// part of a text, or why there is nothing to look at.
func (r Reader) ExhibitPages(e ipcase.Exhibit, l Looking) views.ViewerPages {
	v := views.ViewerPages{Label: strings.TrimSpace(e.Label + " " + e.Name), State: r.exhibitState(e, l.Own)}
	l.Zoom = min(max(l.Zoom, 1), maxZoom)
	switch {
	case v.State != "":
	case l.Lost:
		v.State = r.T("This file cannot be read: its bytes are missing, or are not those that were filed. We have noted it. What the record says of it stands.")
	case l.Text != "":
		r.textPage(&v, l)
	case e.Drawing == ipcase.DrawDone:
		l.Page = min(max(l.Page, 1), e.Pages)
		v.Picture = &views.Picture{Src: PageHref(e.PublicID, l.Page), Alt: r.T("Page %d of %s", l.Page, e.Name)}
		if l.Size != nil {
			v.Picture.Width, v.Picture.Height = l.Size.Width, l.Size.Height
		}
		r.turns(&v, l, e.Pages)
		r.zooms(&v, l)
	case strings.HasPrefix(e.ViewMIME, "image/"):
		l.Page = 1
		v.Picture = &views.Picture{Src: EvidenceHref(e.PublicID) + "/view", Alt: e.Name}
		r.zooms(&v, l)
	default:
		v.State = r.T("This kind of file has no pages to be shown here.")
		if l.Own {
			v.State = r.T("This kind of file has no pages to be shown here. Download it to look at it.")
		}
	}
	return v
}

// PageHref is where the picture of a document's page is shown.
func PageHref(publicID string, n int) string {
	return EvidenceHref(publicID) + "/pages/" + strconv.Itoa(n)
}

// exhibitState says why there is nothing of an exhibit to look at; "" where there
// is.
func (r Reader) exhibitState(e ipcase.Exhibit, own bool) string {
	switch {
	case e.Scan == ipcase.ScanFound:
		return r.T("A virus was found in this file. It is sealed, and nobody is given it.")
	case e.Scan == ipcase.ScanChecking:
		return r.T("This file is being checked for viruses. Until then nobody but who put it forward is given it.")
	case e.Drawing == ipcase.DrawWaiting:
		return r.T("The pages of this document are being drawn. Open this page again in a moment.")
	case e.Drawing == ipcase.DrawFailed && own:
		return r.T("This document cannot be shown as pages. The other side sees nothing of it, so no decision can rely on it; print it to a new PDF and file that.")
	case e.Drawing == ipcase.DrawFailed:
		return r.T("This document cannot be shown as pages, so no decision can rely on it.")
	default:
		return ""
	}
}

func (r Reader) turns(v *views.ViewerPages, l Looking, pages int) {
	if pages < 2 {
		return
	}
	v.PageOf = r.T("Page %d of %d", l.Page, pages)
	v.Back, v.On = &views.Link{Text: r.T("Previous page")}, &views.Link{Text: r.T("Next page")}
	if l.Page > 1 {
		v.Back.Href = l.href(l.Page-1, l.Zoom)
	}
	if l.Page < pages {
		v.On.Href = l.href(l.Page+1, l.Zoom)
	}
}

func (r Reader) zooms(v *views.ViewerPages, l Looking) {
	v.Zoom = l.Zoom
	v.Smaller, v.Larger = &views.Link{Text: r.T("Smaller")}, &views.Link{Text: r.T("Larger")}
	if l.Zoom > 1 {
		v.Smaller.Href = l.href(l.Page, l.Zoom-1)
	}
	if l.Zoom < maxZoom {
		v.Larger.Href = l.href(l.Page, l.Zoom+1)
	}
}

// textPage cuts a text into pages; one out of range is the nearest.
func (r Reader) textPage(v *views.ViewerPages, l Looking) {
	lines := strings.SplitAfter(l.Text, "\n")
	if lines[len(lines)-1] == "" { // behind the last newline is no line
		lines = lines[:len(lines)-1]
	}
	pages := max(1, (len(lines)+pageLines-1)/pageLines)
	l.Page, l.Zoom = min(max(l.Page, 1), pages), 1
	v.Text = strings.Join(lines[(l.Page-1)*pageLines:min(l.Page*pageLines, len(lines))], "")
	v.Lang = r.LangOf(v.Text)
	r.turns(v, l, pages)
}

// ExhibitRule says why these and no others see an exhibit.
func (r Reader) ExhibitRule(e ipcase.Exhibit, mine bool) string {
	switch {
	case e.OpenedAt != nil:
		return r.T("It was filed for reviewers only, and shown to the other side on %s.", r.Day(*e.OpenedAt).Text)
	case e.Visibility == ipcase.BothSides:
		return r.T("Who filed it chose that both sides see it. A decision can rely on it.")
	case mine:
		return r.T("It was filed for reviewers only. No decision can rely on it, because the other side cannot answer it.")
	default:
		return r.T("Who filed it chose that only reviewers see it. No decision can rely on it.")
	}
}

// ShowExhibit offers to show the other side what was filed for reviewers only.
func (r Reader) ShowExhibit(e ipcase.ExhibitView) *views.ViewerAct {
	if !e.MayOpen {
		return nil
	}
	text := r.T("A decision can rely on it once the other side has seen it. This cannot be taken back.")
	if e.AskedAt != nil {
		text = r.T("A reviewer asked for it on %s. A decision can rely on it once the other side has seen it. This cannot be taken back.", r.Day(*e.AskedAt).Text)
	}
	return &views.ViewerAct{Action: EvidenceHref(e.PublicID) + "/open", Text: text, Button: views.Button{Icon: "eye", Text: r.T("Show it to the other side")}}
}

// evidenceLimits says on a form what can be put forward, before it is.
func (r Reader) evidenceLimits() string {
	if r.Office {
		return r.T("PDF, JPG, PNG, WebP, GIF, MP4, TXT, e-mail (EML), DOCX or XLSX, up to %d MB each. %d files in one form; %d files and %d MB of one side in a case. If an upload breaks off, send the file again: the same file is kept once.",
			maxFileMB, ipcase.MaxFiles, ipcase.MaxCaseFiles, ipcase.MaxCaseBytes>>20)
	}
	return r.T("PDF, JPG, PNG, WebP, GIF, MP4, TXT or e-mail (EML), up to %d MB each. %d files in one form; %d files and %d MB of one side in a case. If an upload breaks off, send the file again: the same file is kept once.",
		maxFileMB, ipcase.MaxFiles, ipcase.MaxCaseFiles, ipcase.MaxCaseBytes>>20)
}

// evidenceKinds is what a file picker offers.
func (r Reader) evidenceKinds() string {
	kinds := ".pdf,.jpg,.jpeg,.png,.webp,.gif,.mp4,.txt,.eml"
	if r.Office {
		kinds += ",.docx,.xlsx"
	}
	return kinds
}
