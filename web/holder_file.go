package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// holderFile is the first step, before there is a draft: looking at it writes
// nothing.
func (s *Server) holderFile(c echo.Context) error {
	f := present.Filing{Draft: ipcase.ComplaintDraft{RightNumber: queryForm(c).line("right", 40)}}
	return s.fileRightPage(c, http.StatusOK, f)
}

func (s *Server) fileRightPage(c echo.Context, status int, f present.Filing) error {
	rights, err := s.Service.ReadRightsToFile(c.Request().Context(), actorOf(c))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if f.Page, err = s.filePage(c); err != nil {
		return err
	}
	return s.render(c, status, views.HolderFileRightPage(s.reader(c).HolderFileRight(f, rights)))
}

func (s *Server) filePage(c echo.Context) (views.Page, error) {
	p, err := s.page(c, s.t(c, "File a complaint"))
	p.Crumbs = []views.Link{{Text: s.t(c, "Dashboard"), Href: "/holder"}, {Text: s.t(c, "File a complaint")}}
	return p, err
}

// startFiling opens a draft under the chosen right.
func (s *Server) startFiling(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	ctx, a := c.Request().Context(), actorOf(c)
	number := f.line("right", 40)
	if wrong, err := s.rightChoice(ctx, a, number); err != nil || wrong != nil {
		if err != nil {
			return err
		}
		return s.fileRightPage(c, http.StatusUnprocessableEntity, present.Filing{Draft: ipcase.ComplaintDraft{RightNumber: number}, Problems: wrong})
	}
	id, err := s.Service.StartComplaint(ctx, a)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	d, err := s.Service.ComplaintDraft(ctx, a, id)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	d.RightNumber, d.Lang = number, lang(c)
	if err := s.Service.SaveComplaintDraft(ctx, a, id, d); err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	return c.Redirect(http.StatusSeeOther, present.FileHref(id, present.StepListings))
}

// rightChoice says why no complaint can be filed under a right, or nil.
func (s *Server) rightChoice(ctx context.Context, a ipcase.Actor, number string) (*ipcase.Error, error) {
	right, err := s.Service.ReadOwnRight(ctx, a, number)
	msg := &ipcase.Error{Kind: ipcase.Invalid, Msg: "Choose the right that you complain under."}
	switch {
	case ipcase.KindOf(err) == ipcase.NotFound:
	case err != nil:
		return nil, err //nolint:wrapcheck // says itself what it did
	default:
		if msg = ipcase.CheckRightForFiling(right, ipcase.Site{}, s.Clock.Now()); msg == nil {
			err := s.Service.CheckPowerForFiling(ctx, a, right, ipcase.Site{})
			if msg = refusal(err); msg == nil {
				return nil, err //nolint:wrapcheck // says itself what it did
			}
		}
	}
	msg.Fields = []ipcase.FieldError{{Field: "right", Msg: msg.Msg, Args: msg.Args}}
	return msg, nil
}

// resumeFiling leads to the first step of a draft that is not done.
func (s *Server) resumeFiling(c echo.Context) error {
	d, err := s.Service.ComplaintDraft(c.Request().Context(), actorOf(c), c.Param("draft"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	step := present.StepSend
	switch {
	case d.RightNumber == "":
		step = present.StepRight
	case len(d.Lines) == 0 || len(d.Lines) > ipcase.MaxListings:
		step = present.StepListings
	case d.Reason == "":
		step = present.StepCheck
	case d.Explanation == "":
		step = present.StepFacts
	case d.Signature == "":
		step = present.StepStatements
	}
	return c.Redirect(http.StatusSeeOther, present.FileHref(c.Param("draft"), step))
}

// filing loads a draft for one of its steps. A draft that was sent leads to its
// receipt, and a step that needs an earlier one leads there: to is then set.
func (s *Server) filing(c echo.Context, step string) (f present.Filing, to string, err error) {
	ctx, a := c.Request().Context(), actorOf(c)
	f.ID = c.Param("draft")
	if s.Catalogue != nil {
		f.Pictures = picturesPath
	}
	if f.Draft, err = s.Service.ComplaintDraft(ctx, a, f.ID); err != nil {
		return f, "", err //nolint:wrapcheck // says itself what it did
	}
	if f.Draft.Filed {
		done, err := s.Service.FileComplaint(ctx, a, f.ID) // answers with what was filed
		return f, "/holder/complaints/" + done.Number + "/filed", err
	}
	if step == present.StepRight {
		return f, "", nil
	}
	if f.Right, err = s.Service.ReadOwnRight(ctx, a, f.Draft.RightNumber); ipcase.KindOf(err) == ipcase.NotFound {
		return f, present.FileHref(f.ID, present.StepRight), nil
	} else if err != nil {
		return f, "", err //nolint:wrapcheck // says itself what it did
	}
	if f.Principal, err = s.Service.ReadPrincipalOf(ctx, a, f.Right); err != nil {
		return f, "", err //nolint:wrapcheck // says itself what it did
	}
	if step == present.StepListings {
		return f, "", nil
	}
	if n := len(f.Draft.Lines); n == 0 || n > ipcase.MaxListings {
		return f, present.FileHref(f.ID, present.StepListings), nil
	}
	f.Reason, _ = s.Service.Book().Reason(f.Draft.Reason)
	f, to, err = s.filingChecked(ctx, a, f, step)
	if to == "" || err != nil {
		return f, to, err
	}
	// Where nothing is left to file, another press of the same button may have filed
	// it while this one looked.
	if d, err := s.Service.ComplaintDraft(ctx, a, f.ID); err != nil || !d.Filed {
		return f, to, err //nolint:wrapcheck // says itself what it did
	}
	return s.filing(c, step)
}

func (s *Server) filingChecked(ctx context.Context, a ipcase.Actor, f present.Filing, step string) (present.Filing, string, error) {
	var err error
	if f.Check, err = s.Service.CheckListings(ctx, a, f.ID); err != nil {
		return f, "", err //nolint:wrapcheck // says itself what it did
	}
	switch {
	case step == present.StepCheck:
		return f, "", nil
	case f.Check.Count == 0:
		return f, present.FileHref(f.ID, present.StepCheck), nil
	case step == present.StepReason:
		return f, "", nil
	case f.Reason.RightType != f.Right.Type:
		return f, present.FileHref(f.ID, present.StepReason), nil
	}
	if f.Country, f.Registration, err = s.Service.ReadOwnRegister(ctx, a); err != nil {
		return f, "", err //nolint:wrapcheck // says itself what it did
	}
	f.Files, err = s.Service.FormEvidence(ctx, a, f.ID)
	return f, "", err //nolint:wrapcheck // says itself what it did
}

// holderFileStep shows one step of a draft.
func (s *Server) holderFileStep(c echo.Context) error {
	f, to, err := s.filing(c, c.Param("step"))
	if err != nil {
		return err
	}
	if to != "" {
		return c.Redirect(http.StatusSeeOther, to)
	}
	return s.showStep(c, http.StatusOK, c.Param("step"), f)
}

// showStep draws a step with what was typed.
func (s *Server) showStep(c echo.Context, status int, step string, f present.Filing) error {
	if step == present.StepRight {
		return s.fileRightPage(c, status, f)
	}
	p, err := s.filePage(c)
	if err != nil {
		return err
	}
	f.Page = p
	r, a := s.reader(c), actorOf(c)
	var page templ.Component
	switch step {
	case present.StepListings:
		page = views.HolderFileListingsPage(r.HolderFileListings(f, strings.Join(f.Draft.Lines, "\n")))
	case present.StepCheck:
		page = views.HolderFileCheckPage(r.HolderFileCheck(f, nil))
	case present.StepReason:
		page = views.HolderFileReasonPage(r.HolderFileReason(f, s.Service.Book()))
	case present.StepFacts:
		page = views.HolderFileFactsPage(r.HolderFileFacts(f))
	case present.StepStatements:
		page = views.HolderFileStatementsPage(r.HolderFileStatements(f, a.OrgName))
	case present.StepSend:
		sending := r.HolderFileSend(f, a.OrgName)
		if sending.Standing, err = s.filingCost(c, r); err != nil {
			return err
		}
		page = views.HolderFileSendPage(sending)
	default:
		return errAbsent()
	}
	return s.render(c, status, page)
}

// holderExampleCSV is a file to begin with.
func (s *Server) holderExampleCSV(c echo.Context) error {
	c.Response().Header().Set("Content-Disposition", disposition("listings.csv", false))
	return c.Blob(http.StatusOK, "text/csv; charset=utf-8", []byte("\ufefflisting,note\r\nQL-88420116,Mark on the first picture\r\nQL-88420117,\r\n"))
}

// stepAfter is where a saved step leads.
func stepAfter(draft, step, anchor string) string {
	to := present.FileHref(draft, step)
	if anchor != "" {
		to += "#" + url.PathEscape(anchor)
	}
	return to
}
