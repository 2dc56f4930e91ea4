package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// counterStep is one page of a counter-notification.
type counterStep struct {
	name   string
	title  string // and the key of its translation
	next   string // the step after it
	upload bool
	fill   func(f *form, d *ipcase.CounterDraft) // what was typed into the draft
}

var counterSteps = []counterStep{
	{name: "grounds", title: views.Key("Your reasons"), next: "listings", fill: fillGrounds},
	{name: "listings", title: views.Key("Listings"), next: "evidence", fill: func(f *form, d *ipcase.CounterDraft) { d.Items = f.items("items") }},
	{name: "evidence", title: views.Key("Evidence"), next: "statements", upload: true, fill: func(*form, *ipcase.CounterDraft) {}},
	{name: "statements", title: views.Key("Statements"), next: "check", fill: fillStatements},
	{name: "check", title: views.Key("Check your answers"), next: "done", fill: func(*form, *ipcase.CounterDraft) {}},
}

func fillGrounds(f *form, d *ipcase.CounterDraft) {
	d.Ground = ipcase.CounterGround(f.line("ground", searchLimit))
	d.Explanation = f.text("explanation", formText)
	if l := f.choice("lang", present.Languages()...); l != "" {
		d.Lang = l
	}
}

func fillStatements(f *form, d *ipcase.CounterDraft) {
	d.Contact = ipcase.Contact{
		Name: f.line("contact-name", formText), Address: f.text("contact-address", formText),
		Phone: f.line("contact-phone", formText), Email: f.line("contact-email", formText),
		Relay: f.choice("contact-record", present.RecordOwn) == "",
	}
	d.Ticked = f.list("ticked")
	d.Signature = f.line("signature", formText)
	d.Answers = map[string]string{}
	for name := range f.values {
		if id, ok := strings.CutPrefix(name, "element-"); ok {
			d.Answers[id] = f.text(name, formText)
		}
	}
}

// newCounter is the first step, before anything is kept.
func (s *Server) newCounter(c echo.Context) error {
	in, err := s.sellerView(c)
	if err != nil {
		return err
	}
	chosen, err := s.chosenFor(in.View, queryForm(c), ipcase.MoveCounter)
	if err != nil {
		return s.answerSeller(c, err, chosen)
	}
	in.Drafts = in.View.CounterDrafts
	f := present.CounterForm{Draft: ipcase.CounterDraft{Items: chosen, Lang: lang(c)}}
	return s.showCounter(c, http.StatusOK, counterSteps[0], in, f, "")
}

// startCounter keeps the first step under a draft of its own, whatever is wrong
// with it.
func (s *Server) startCounter(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	in, err := s.sellerView(c)
	if err != nil {
		return err
	}
	var typed ipcase.CounterDraft
	typed.Items = f.items("items")
	fillGrounds(f, &typed)
	ctx, a, number := c.Request().Context(), actorOf(c), in.View.Case.Number
	id, err := s.sameDraft(c, in.View.CounterDrafts, typed)
	if err == nil && id == "" {
		id, err = s.Service.StartCounter(ctx, a, number, typed.Items)
	}
	if err != nil {
		return s.answerSeller(c, err, typed.Items)
	}
	d, err := s.Service.CounterDraft(ctx, a, id)
	if err != nil {
		return err //nolint:wrapcheck // a refusal, or says itself what it did
	}
	d.Ground, d.Explanation, d.Lang = typed.Ground, typed.Explanation, typed.Lang
	return s.keepCounter(c, counterSteps[0], in, f, id, d)
}

// sameDraft finds the draft that the first of two presses has begun.
func (s *Server) sameDraft(c echo.Context, lines []ipcase.CounterDraftLine, typed ipcase.CounterDraft) (string, error) {
	for _, l := range lines {
		d, err := s.Service.CounterDraft(c.Request().Context(), actorOf(c), l.ID)
		if err != nil {
			return "", err //nolint:wrapcheck // says itself what it did
		}
		if d.Ground == typed.Ground && d.Explanation == typed.Explanation && slices.Equal(d.Items, typed.Items) {
			return l.ID, nil
		}
	}
	return "", nil
}

// counterOf reads the case and the draft that the address names together.
func (s *Server) counterOf(c echo.Context) (present.SellerCase, ipcase.CounterDraft, error) {
	in, err := s.sellerView(c)
	if err != nil {
		return in, ipcase.CounterDraft{}, err
	}
	d, err := s.Service.CounterDraft(c.Request().Context(), actorOf(c), c.Param("draft"))
	if err != nil {
		return in, d, err //nolint:wrapcheck // a refusal, or says itself what it did
	}
	if d.CaseNumber != in.View.Case.Number {
		return in, d, errAbsent()
	}
	return in, d, nil
}

// counterPage shows a step; what was sent already is shown as sent.
func (s *Server) counterPage(step counterStep) echo.HandlerFunc {
	return func(c echo.Context) error {
		in, d, err := s.counterOf(c)
		if err != nil {
			return err
		}
		if d.Filed {
			return c.Redirect(http.StatusSeeOther, present.CounterHref(d.CaseNumber, c.Param("draft"), "done"))
		}
		return s.showCounter(c, http.StatusOK, step, in, present.CounterForm{ID: c.Param("draft"), Draft: d}, ipcase.BothSides)
	}
}

func (s *Server) saveCounter(step counterStep) echo.HandlerFunc {
	return func(c echo.Context) error {
		f, err := s.readForm(c)
		if err != nil {
			return err
		}
		in, d, err := s.counterOf(c)
		if err != nil {
			return err
		}
		if d.Filed {
			return c.Redirect(http.StatusSeeOther, present.CounterHref(d.CaseNumber, c.Param("draft"), "done"))
		}
		if step.name == "check" {
			return s.fileCounter(c, in, d)
		}
		step.fill(f, &d)
		if step.name == "listings" {
			if err := s.fillAlso(c, f, in, &d); err != nil {
				return err
			}
		}
		return s.keepCounter(c, step, in, f, c.Param("draft"), d)
	}
}

// fillAlso notes which other complaints are answered too: of each, what is about the
// chosen listings, as it stands now.
func (s *Server) fillAlso(c echo.Context, f *form, in present.SellerCase, d *ipcase.CounterDraft) error {
	d.Also = nil
	ticked := f.list("also")
	if len(ticked) == 0 {
		return nil
	}
	open, err := s.Service.AlsoOpen(c.Request().Context(), actorOf(c), in.View)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	for _, number := range ticked {
		at := slices.IndexFunc(open, func(v ipcase.CaseView) bool { return v.Case.Number == number })
		if at < 0 {
			f.fail("also", "One of these complaints cannot be answered with this counter-notification any more. Look at them again.")
			continue
		}
		also := ipcase.AlsoAnswered{Case: number}
		for _, i := range open[at].Items {
			if slices.Contains(i.Moves, ipcase.MoveCounter) && aboutChosen(in.View, d.Items, i.ListingID) {
				also.Items = append(also.Items, ipcase.Chosen{Position: i.Position, Version: i.Version})
			}
		}
		if len(also.Items) == 0 {
			f.fail("also", "Tick a listing that this complaint is about, or leave the complaint out.")
		}
		d.Also = append(d.Also, also) // with what is wrong: it stays ticked
	}
	return nil
}

// aboutChosen says whether a listing is among the chosen ones of a case.
func aboutChosen(v ipcase.CaseView, chosen []ipcase.Chosen, listing int64) bool {
	return slices.ContainsFunc(v.Items, func(i ipcase.ItemView) bool {
		return i.ListingID == listing && slices.ContainsFunc(chosen, func(c ipcase.Chosen) bool { return c.Position == i.Position })
	})
}

// keepCounter saves a step as it was typed, and goes on when nothing is wrong
// with it.
func (s *Server) keepCounter(c echo.Context, step counterStep, in present.SellerCase, f *form, id string, d ipcase.CounterDraft) error {
	ctx, a := c.Request().Context(), actorOf(c)
	// What is too large to keep is told as such beside its field, with what was
	// typed; what was kept before stays.
	tooLarge := s.Service.SaveCounterDraft(ctx, a, id, d)
	if tooLarge != nil && ipcase.KindOf(tooLarge) != ipcase.TooLarge {
		return tooLarge //nolint:wrapcheck // a refusal, or says itself what it did
	}
	next := step.next
	if step.upload {
		stay, err := s.counterFiles(c, f, id)
		if err != nil {
			return err
		}
		if stay {
			next = step.name
		}
	}
	form := present.CounterForm{ID: id, Draft: d}
	form.Refusal = refusal(f.problems())
	if form.Refusal == nil && next != step.name {
		files, err := s.Service.FormEvidence(ctx, a, id)
		if err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
		form.Refusal = present.OfStep(refusal(ipcase.CheckCounter(in.View, d, len(files))), step.name)
	}
	if form.Refusal != nil {
		return s.showCounter(c, http.StatusUnprocessableEntity, step, in, form, visibilityOf(f))
	}
	if tooLarge != nil {
		return tooLarge //nolint:wrapcheck // a refusal
	}
	return c.Redirect(http.StatusSeeOther, present.CounterHref(in.View.Case.Number, id, next))
}

// counterFiles keeps and drops files of a counter-notification; stay says that
// the person is not done with them.
func (s *Server) counterFiles(c echo.Context, f *form, id string) (stay bool, err error) {
	if err := s.keepFiles(c, f, id, "files", ipcase.PurposeEvidence, visibilityOf(f)); err != nil {
		return false, err
	}
	do := f.line("do", searchLimit)
	if drop, ok := strings.CutPrefix(do, "drop:"); ok {
		return true, s.Service.DropEvidence(c.Request().Context(), actorOf(c), id, drop) //nolint:wrapcheck // says itself what it did
	}
	if do == "upload" && len(f.files) == 0 && f.problems() == nil {
		f.fail("files", "Choose a file first, then upload it.")
	}
	return do == "upload", nil
}

func (s *Server) fileCounter(c echo.Context, in present.SellerCase, d ipcase.CounterDraft) error {
	id := c.Param("draft")
	_, err := s.Service.FileCounter(c.Request().Context(), actorOf(c), id)
	if e := refusal(err); e != nil {
		return s.showCounter(c, http.StatusUnprocessableEntity, counterSteps[4], in, present.CounterForm{ID: id, Draft: d, Refusal: e}, "")
	}
	if err != nil {
		return s.answerSeller(c, err, d.Items)
	}
	return c.Redirect(http.StatusSeeOther, present.CounterHref(d.CaseNumber, id, "done"))
}

func (s *Server) showCounter(c echo.Context, status int, step counterStep, in present.SellerCase, f present.CounterForm, v ipcase.ExhibitVisibility) error {
	ctx, a, r := c.Request().Context(), actorOf(c), s.reader(c)
	var err error
	if f.ID != "" {
		if f.Files, err = s.Service.FormEvidence(ctx, a, f.ID); err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
		if f.Saved, err = s.Service.DraftSavedAt(ctx, a, f.ID); err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
	}
	if step.name == "listings" || len(f.Draft.Also) > 0 {
		if f.Open, err = s.Service.AlsoOpen(ctx, a, in.View); err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
	}
	p, err := s.page(c, r.T(step.title))
	if err != nil {
		return err
	}
	pages := map[string]func() templ.Component{
		"grounds":    func() templ.Component { return present.CounterGrounds(r, in, f, p) },
		"listings":   func() templ.Component { return present.CounterListings(r, in, f, p) },
		"evidence":   func() templ.Component { return present.CounterEvidence(r, in, f, v, p) },
		"statements": func() templ.Component { return present.CounterStatements(r, in, f, p) },
		"check":      func() templ.Component { return present.CounterCheck(r, in, f, p) },
	}
	return s.render(c, status, pages[step.name]())
}

// counterDone says that a counter-notification was received, as often as it is
// asked.
func (s *Server) counterDone(c echo.Context) error {
	in, d, err := s.counterOf(c)
	if err != nil {
		return err
	}
	if !d.Filed {
		return c.Redirect(http.StatusSeeOther, present.CounterHref(d.CaseNumber, c.Param("draft"), "check"))
	}
	sent, err := s.Service.CounterOfDraft(c.Request().Context(), actorOf(c), c.Param("draft"))
	if err != nil {
		return err //nolint:wrapcheck // a refusal, or says itself what it did
	}
	r := s.reader(c)
	p, err := s.page(c, r.T("Counter-notification sent"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, present.CounterDone(r, in, sent, p))
}
