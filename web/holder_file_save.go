package web

import (
	"bytes"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// saveFileStep keeps what a step entered, right or wrong, and goes on when it is
// right. "do" is the button that was pressed.
func (s *Server) saveFileStep(c echo.Context) error {
	step := c.Param("step")
	if step == present.StepSend {
		return s.sendComplaint(c)
	}
	fl, to, err := s.filing(c, step)
	if err != nil {
		return err
	}
	if to != "" {
		return c.Redirect(http.StatusSeeOther, to)
	}
	f, err := s.readForm(c, "file")
	if err != nil {
		return err
	}
	switch step {
	case present.StepRight:
		return s.saveRight(c, f, fl)
	case present.StepListings:
		return s.saveListings(c, f, fl)
	case present.StepCheck:
		return s.saveCheck(c, f, fl)
	case present.StepReason:
		return s.saveReason(c, f, fl)
	case present.StepFacts:
		return s.saveFacts(c, f, fl)
	case present.StepStatements:
		return s.saveStatements(c, f, fl)
	default:
		return errAbsent()
	}
}

// saveDraft keeps the draft. One that is too large to keep is not an error of its
// own where a field is told to be too long already: the form that says so holds
// what was typed, and what was kept before stays.
func (s *Server) saveDraft(c echo.Context, f *form, fl present.Filing) error {
	err := s.Service.SaveComplaintDraft(c.Request().Context(), actorOf(c), fl.ID, fl.Draft)
	if ipcase.KindOf(err) == ipcase.TooLarge && len(f.errs) > 0 {
		return nil
	}
	return err //nolint:wrapcheck // says itself what it did
}

// leaveFiling goes back to the dashboard with the draft saved.
func (s *Server) leaveFiling(c echo.Context) error {
	if err := s.flash(c, views.Success, "The draft is saved. You can continue it from here."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/holder")
}

func (s *Server) saveRight(c echo.Context, f *form, fl present.Filing) error {
	if f.line("do", 60) == "leave" {
		return s.leaveFiling(c)
	}
	number := f.line("right", 40)
	wrong, err := s.rightChoice(c.Request().Context(), actorOf(c), number)
	if err != nil {
		return err
	}
	if wrong != nil {
		fl.Problems = wrong
		return s.showStep(c, http.StatusUnprocessableEntity, present.StepRight, fl)
	}
	if number != fl.Draft.RightNumber { // another right has other reasons and statements
		fl.Draft.Reason, fl.Draft.Ticked, fl.Draft.Again, fl.Draft.Proof, fl.Draft.Track = "", nil, nil, "", ""
	}
	fl.Draft.RightNumber = number
	if err := s.saveDraft(c, f, fl); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.FileHref(fl.ID, present.StepListings))
}

// maxTyped is how many characters the field for lines takes: more than 300 long
// addresses with notes, so that too many lines are counted and not cut off.
const maxTyped = 500_000

func (s *Server) saveListings(c echo.Context, f *form, fl present.Filing) error {
	lines, bad := ipcase.ParseLines(f.text("lines", maxTyped))
	for _, p := range bad {
		f.fail("lines", p.Msg, p.Args...)
	}
	if file, ok := f.small["file"]; ok {
		more, left, err := ipcase.ParseCSV(bytes.NewReader(file.Content))
		if e := refusal(err); e != nil {
			f.fail("file", e.Msg, e.Args...)
		} else if err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
		lines, fl.Lines = append(lines, more...), left
		if len(left) > 0 {
			f.fail("file", "Some lines of the file were left out; they are named above. The others stand in the list now.")
		}
	}
	fl.Draft.Lines = lines
	switch n := len(lines); {
	case n == 0 && len(f.errs) == 0:
		f.fail("lines", "Enter the address or ID of at least one listing, or choose a file.")
	case n > ipcase.MaxListings:
		f.fail("lines", "A complaint holds %d listings at most; you have %d. Take some out and file them in a second complaint.", ipcase.MaxListings, n)
	}
	if err := s.saveDraft(c, f, fl); err != nil {
		return err
	}
	if f.line("do", 60) == "leave" {
		return s.leaveFiling(c)
	}
	if fl.Problems = refusal(f.problems()); fl.Problems != nil {
		return s.showStep(c, http.StatusUnprocessableEntity, present.StepListings, fl)
	}
	return c.Redirect(http.StatusSeeOther, present.FileHref(fl.ID, present.StepCheck))
}

// saveCheck keeps corrected lines and what was ticked. A corrected line is
// looked up again before anything goes on.
func (s *Server) saveCheck(c echo.Context, f *form, fl present.Filing) error {
	do := f.line("do", 60)
	kept, changed := correctedLines(f, fl.Draft.Lines)
	if changed || do == "again" {
		fl.Draft.Lines = kept
		if err := s.saveDraft(c, f, fl); err != nil {
			return err
		}
		if do == "leave" {
			return s.leaveFiling(c)
		}
		return c.Redirect(http.StatusSeeOther, present.FileHref(fl.ID, present.StepCheck))
	}
	chosen := map[int]bool{}
	for _, n := range f.list("include") {
		if i, err := strconv.Atoi(n); err == nil {
			chosen[i] = true
		}
	}
	lines, again, count := tickedLines(fl, chosen)
	if count == 0 && do != "leave" {
		f.fail("lines", "Tick at least one listing.")
		fl.Problems = refusal(f.problems())
		p, err := s.filePage(c)
		if err != nil {
			return err
		}
		fl.Page = p
		return s.render(c, http.StatusUnprocessableEntity, views.HolderFileCheckPage(s.reader(c).HolderFileCheck(fl, chosen)))
	}
	if do == "leave" {
		return s.leaveFiling(c)
	}
	fl.Draft.Lines, fl.Draft.Again = lines, again
	if err := s.saveDraft(c, f, fl); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.FileHref(fl.ID, present.StepReason))
}

// correctedLines puts the lines that were corrected on the page in their place;
// one that was emptied is gone.
func correctedLines(f *form, lines []string) (kept []string, changed bool) {
	for n, line := range lines {
		name := "line-" + strconv.Itoa(n+1)
		if !f.values.Has(name) {
			kept = append(kept, line)
			continue
		}
		typed := f.line(name, 1000)
		changed = changed || typed != line
		if typed != "" {
			kept = append(kept, typed)
		}
	}
	return kept, changed
}

// tickedLines leaves out the listings that were not ticked. Lines that led to
// nothing stay: they are not filed, and can still be corrected.
func tickedLines(fl present.Filing, chosen map[int]bool) (lines, again []string, count int) {
	out := map[int]bool{}
	decide := func(l ipcase.CheckedLine, decided bool) {
		if !chosen[l.N] {
			out[l.N] = true
			return
		}
		count++
		if decided || slices.Contains(fl.Draft.Again, l.Offer.Ref) {
			again = append(again, l.Offer.Ref)
		}
	}
	for _, g := range fl.Check.Sellers {
		for _, l := range g.Lines {
			decide(l, false)
		}
	}
	for _, l := range fl.Check.Unused {
		if l.Status == ipcase.LineDecidedBefore {
			decide(l, true)
		}
	}
	for n, line := range fl.Draft.Lines {
		if !out[n+1] {
			lines = append(lines, line)
		}
	}
	return lines, again, count
}

func (s *Server) saveReason(c echo.Context, f *form, fl present.Filing) error {
	code := f.line("reason", 60)
	reason, ok := s.Service.Book().Reason(code)
	ok = ok && reason.RightType == fl.Right.Type
	if ok {
		fl.Draft.Reason = code
		s.chooseProcedure(f, &fl)
		if err := s.saveDraft(c, f, fl); err != nil {
			return err
		}
	}
	if f.line("do", 60) == "leave" {
		return s.leaveFiling(c)
	}
	if !ok {
		f.fail("reason", "Choose what the listings do.")
		fl.Problems = refusal(f.problems())
		return s.showStep(c, http.StatusUnprocessableEntity, present.StepReason, fl)
	}
	return c.Redirect(http.StatusSeeOther, present.FileHref(fl.ID, present.StepFacts))
}

// chooseProcedure keeps what changes which procedure governs: the proof, and the
// track where there is a choice. Another procedure has other statements, to be read
// and ticked anew.
func (s *Server) chooseProcedure(f *form, fl *present.Filing) {
	d := &fl.Draft
	d.Proof = ipcase.Proof(f.choice("proof", string(ipcase.ProofCourtOrder)))
	if t := f.choice("track", string(ipcase.TrackPlatform), string(ipcase.TrackStatutory)); t != "" {
		d.Track = ipcase.Track(t)
	}
	now, ok := s.Service.Book().Select(ipcase.Facing{Right: fl.Right.Type, Reason: d.Reason, Proof: d.Proof, Site: fl.Check.Site, On: s.Clock.Now()})
	if ok && now.Pick(d.Track).ID != fl.Check.Procedure.ID {
		d.Ticked = nil
	}
}

func (s *Server) saveFacts(c echo.Context, f *form, fl present.Filing) error {
	d := &fl.Draft
	d.Explanation = f.text("explanation", ipcase.MaxExplanation)
	if l := f.choice("lang", present.Languages()...); l != "" && l != d.Lang {
		d.Lang, d.Ticked = l, nil // the statements are kept in this language: they are read and ticked in it
	}
	if len(d.Again) > 0 { // else nobody asked
		d.AgainReason = f.text("again_reason", ipcase.MaxComment)
	}
	if d.Answers == nil {
		d.Answers = map[string]string{}
	}
	for name := range f.values {
		if id, ok := strings.CutPrefix(name, "element-"); ok && len(id) <= 60 {
			d.Answers[id] = f.text(name, ipcase.MaxComment)
		}
	}
	visibility := ipcase.BothSides
	if f.choice("visibility", string(ipcase.ReviewerOnly)) != "" {
		visibility = ipcase.ReviewerOnly
	}
	if err := s.keepFiles(c, f, fl.ID, "evidence", ipcase.PurposeEvidence, visibility); err != nil {
		return err
	}
	if err := s.saveDraft(c, f, fl); err != nil {
		return err
	}
	do := f.line("do", 60)
	if id, ok := strings.CutPrefix(do, "drop:"); ok {
		if err := s.Service.DropEvidence(c.Request().Context(), actorOf(c), fl.ID, id); err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
		do = "upload"
	}
	return s.stepDone(c, f, fl, do, present.StepFacts, present.StepStatements)
}

// stepDone answers a step whose content is saved: with the form again where
// something in it is wrong, else with the next step.
func (s *Server) stepDone(c echo.Context, f *form, fl present.Filing, do, step, next string) error {
	if do == "leave" && len(f.errs) == 0 {
		return s.leaveFiling(c)
	}
	if do == "continue" {
		err := s.Service.CheckComplaintDraft(c.Request().Context(), actorOf(c), fl.ID)
		e := refusal(err)
		if err != nil && e == nil {
			return err //nolint:wrapcheck // says itself what it did
		}
		if e != nil {
			for _, x := range e.Fields {
				if present.StepOf(fl, x.Field) == step {
					f.errs = append(f.errs, x)
				}
			}
		}
	}
	if fl.Problems = refusal(f.problems()); fl.Problems != nil {
		var err error
		if fl.Files, err = s.Service.FormEvidence(c.Request().Context(), actorOf(c), fl.ID); err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
		return s.showStep(c, http.StatusUnprocessableEntity, step, fl)
	}
	switch do {
	case "upload":
		return c.Redirect(http.StatusSeeOther, stepAfter(fl.ID, step, "evidence"))
	case "preview":
		return c.Redirect(http.StatusSeeOther, stepAfter(fl.ID, step, "seen"))
	default:
		return c.Redirect(http.StatusSeeOther, present.FileHref(fl.ID, next))
	}
}

func (s *Server) saveStatements(c echo.Context, f *form, fl present.Filing) error {
	d := &fl.Draft
	d.Contact = contactOf(f)
	d.Ticked, d.Signature = f.list("ticked"), f.line("signature", ipcase.MaxShortText)
	if err := s.saveDraft(c, f, fl); err != nil {
		return err
	}
	return s.stepDone(c, f, fl, f.line("do", 60), present.StepStatements, present.StepSend)
}

// contactOf is how somebody says that they can be reached.
func contactOf(f *form) ipcase.Contact {
	return ipcase.Contact{
		Name: f.line("contact-name", ipcase.MaxShortText), Address: f.text("contact-address", 1000),
		Phone: f.line("contact-phone", 60), Email: f.line("contact-email", 254), Relay: f.choice("contact-record", present.RecordOwn) == "",
	}
}

// sendComplaint files the draft. A second press is answered like the first. Nothing
// is read for a page before it is known that there will be one.
func (s *Server) sendComplaint(c echo.Context) error {
	ctx, a, draft := c.Request().Context(), actorOf(c), c.Param("draft")
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	if f.line("do", 60) == "leave" {
		if _, err := s.Service.ComplaintDraft(ctx, a, draft); err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
		return s.leaveFiling(c)
	}
	filed, err := s.Service.FileComplaint(ctx, a, draft)
	status, problems := http.StatusUnprocessableEntity, refusal(err)
	if problems == nil && ipcase.KindOf(err) == ipcase.Stale {
		status, problems = http.StatusConflict, asProblem(err)
	}
	switch {
	case err == nil:
		return c.Redirect(http.StatusSeeOther, "/holder/complaints/"+filed.Number+"/filed")
	case problems == nil:
		return err //nolint:wrapcheck // says itself what it did
	}
	fl, to, err := s.filing(c, present.StepSend)
	if err != nil {
		return err
	}
	if to != "" {
		return c.Redirect(http.StatusSeeOther, to)
	}
	fl.Problems = problems
	return s.showStep(c, status, present.StepSend, fl)
}
