package web

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// holderRelistings is what looks like a listing that the holder's complaints took off.
func (s *Server) holderRelistings(c echo.Context) error { return s.relistings(c) }

// reviewRelistings is the same of all holders.
func (s *Server) reviewRelistings(c echo.Context) error { return s.relistings(c) }

func (s *Server) relistings(c echo.Context) error {
	a := actorOf(c)
	list, err := s.Service.Relistings(c.Request().Context(), a, int64(queryForm(c).int("after", 0)))
	if err != nil {
		return err //nolint:wrapcheck // a refusal, or says itself what it did
	}
	r := s.reader(c)
	p, err := s.page(c, r.T("Perhaps the same thing again"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.Relistings(r.Relistings(p, a, list)))
}

// answerRelisting begins a complaint about a suggestion, or takes it off the list.
func (s *Server) answerRelisting(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	a, ctx := actorOf(c), c.Request().Context()
	id, err := strconv.ParseInt(f.line("relisting", 20), 10, 64)
	if err != nil {
		return errAbsent()
	}
	if f.choice("do", "complain") != "" {
		draft, err := s.Service.ComplainOfRelisting(ctx, a, id)
		if err != nil {
			return err //nolint:wrapcheck // a refusal, or says itself what it did
		}
		return c.Redirect(http.StatusSeeOther, present.FileHref(draft, present.StepListings))
	}
	if err := s.Service.DismissRelisting(ctx, a, id); err != nil {
		return err //nolint:wrapcheck // a refusal, or says itself what it did
	}
	if err := s.flash(c, views.Success, "It is taken off this list and is not suggested again."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.HolderRelistingsPath)
}

// sameAgain says on a page about a case what is on sale that looks like what it took
// off; nil where nothing does.
func (s *Server) sameAgain(c echo.Context, v ipcase.CaseView) ([]views.Notice, error) {
	a := actorOf(c)
	lines, err := s.Service.RelistingsIn(c.Request().Context(), a, v)
	if err != nil || len(lines) == 0 {
		return nil, err //nolint:wrapcheck // says itself what it did
	}
	return s.reader(c).SameAgain(a, v.Case.Number, lines), nil
}
