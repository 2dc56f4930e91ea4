package present

import (
	"ipportal/ipcase"
	"ipportal/views"
)

// Captured is what came of the page of a complained listing; nothing at all where
// pages are not captured.
type Captured struct {
	ipcase.Capture
	Waits bool
}

// captured says it to whoever reads the case.
func (r Reader) captured(v ipcase.CaseView, i ipcase.ItemView, c Captured) *views.PageCapture {
	switch {
	case c.Waits:
		return &views.PageCapture{Says: &views.Notice{
			Tone: views.Info, Title: r.T("The page is being captured"), Text: r.T("A browser opens it and keeps a picture. Come back in a few minutes."),
		}}
	case c.Why != "":
		return &views.PageCapture{Says: &views.Notice{
			Tone: views.Info, Title: r.T("The page could not be captured: %s", r.notCaptured(c.Why)),
			Text: r.T("It was tried last on %s. The snapshot does not depend on it.", r.Time(c.At).Text),
		}}
	case c.Hash == "":
		return nil
	}
	out := &views.PageCapture{
		Picture: views.Picture{
			Src: CaptureHref(v.Case.Number, i.Position), Alt: r.T("The page of listing %s on %s", i.Snapshot.Ref, r.Time(c.At).Text), Width: c.Width, Height: c.Height,
		},
		Facts: []views.SummaryRow{
			{Key: r.T("Captured"), Body: r.Time(c.At)},
			{Key: r.T("Address"), Text: c.URL},
			{Key: r.T("Picture"), Text: r.T("%d × %d pixels", c.Width, c.Height)},
		},
		Hash: c.Hash,
	}
	if c.Cut {
		out.Note = r.T("The page is longer than this. Its first %d pixels are kept.", c.Height)
	}
	return out
}

// notCaptured is the cause, inside a sentence.
func (r Reader) notCaptured(why ipcase.CaptureWhy) string {
	switch why {
	case ipcase.PageGone:
		return r.T("it was not there any more")
	case ipcase.PageElsewhere:
		return r.T("it led to another website")
	case ipcase.PageSlow:
		return r.T("it did not finish loading in time")
	case ipcase.PageLarge:
		return r.T("it loads more than is kept")
	case ipcase.PageAway:
		return r.T("the marketplace did not answer")
	default:
		return r.T("no browser could be used")
	}
}

// captureEvent tells of a page that was to be captured, and of a suggestion that was let
// go; "" for other events.
func (r Reader) captureEvent(kind ipcase.EventKind, d ipcase.EventData, what string) string {
	switch kind {
	case ipcase.EventPageCaptured:
		return r.T("The page of %s was captured", what)
	case ipcase.EventPageNotCaptured:
		return r.T("The page of %s could not be captured: %s", what, r.notCaptured(ipcase.CaptureWhy(d.Code)))
	case ipcase.EventRelistingLetGo:
		return r.T("said that listing %s is not the same as %s", d.Ref, what)
	default:
		return ""
	}
}
