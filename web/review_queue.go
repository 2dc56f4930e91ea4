package web

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// reviewQueue is the reviewer's first page.
func (s *Server) reviewQueue(c echo.Context) error {
	r := s.reader(c)
	q := s.reviewQuery(c, r)
	out, err := s.Service.ReadReviewQueue(c.Request().Context(), actorOf(c), q)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	p, err := s.page(c, r.T("Queue"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.ReviewQueue(r.ReviewQueue(p, actorOf(c), q, out, s.Service.Book())))
}

// reviewQuery reads the filters. What is none of the choices is as if not asked.
func (s *Server) reviewQuery(c echo.Context, r present.Reader) ipcase.ReviewQuery {
	f := queryForm(c)
	q := ipcase.ReviewQuery{
		View:      ipcase.ReviewView(f.choice("view", "free", "mine", "court")),
		Due:       ipcase.ReviewDue(f.choice("due", "late", "today", "later")),
		Task:      ipcase.ReviewTask(f.choice("task", "notice", "decide", "appeal", "undelivered", "dispute", "outer_limit", "right_ended", "guarded", "court")),
		Procedure: f.line("procedure", 60),
		Search:    f.line("q", 200),
		After:     present.ReadCursor(f.line("after", 60)),
		Before:    present.ReadCursor(f.line("before", 60)),
	}
	if t := ipcase.RightType(f.line("type", 40)); slices.Contains(ipcase.RightTypes(), t) {
		q.Type = t
	}
	if q.View == "" {
		q.View = ipcase.ReviewAll
	}
	now := r.Now.In(r.Zone)
	q.EndOfDay = time.Date(now.Year(), now.Month(), now.Day()+1, 0, 0, 0, 0, r.Zone).UTC()
	return q
}

// claimNext gives the most pressing task and opens it. When nothing waits, the
// queue says so.
func (s *Server) claimNext(c echo.Context) error {
	number, err := s.Service.ClaimNext(c.Request().Context(), actorOf(c))
	switch {
	case ipcase.KindOf(err) == ipcase.NotFound:
		if err := s.flash(c, views.Info, views.Key("Nothing waits for a reviewer at the moment.")); err != nil {
			return err
		}
		return c.Redirect(http.StatusSeeOther, "/review")
	case err != nil:
		return err //nolint:wrapcheck // says itself what it did
	case strings.HasPrefix(number, "IDC-"):
		return c.Redirect(http.StatusSeeOther, present.ReviewIdentityHref(number))
	case strings.HasPrefix(number, "AM-"):
		return c.Redirect(http.StatusSeeOther, present.ReviewMeasureHref(number))
	case strings.HasPrefix(number, "AB-"):
		return c.Redirect(http.StatusSeeOther, present.AbuseHref(ipcase.PartyPlatform, number))
	case strings.HasPrefix(number, "POA-"):
		return c.Redirect(http.StatusSeeOther, present.ReviewPowerHref(number))
	case strings.HasPrefix(number, "IPR-"):
		return c.Redirect(http.StatusSeeOther, present.ReviewRightHref(number))
	default:
		return c.Redirect(http.StatusSeeOther, present.ReviewCaseHref(number))
	}
}

func (s *Server) claimCase(c echo.Context) error {
	return s.lease(c, s.Service.Claim, present.ReviewCaseHref(c.Param("number")))
}

func (s *Server) claimRight(c echo.Context) error {
	return s.lease(c, s.Service.Claim, present.ReviewRightHref(c.Param("number")))
}

func (s *Server) giveBackCase(c echo.Context) error {
	return s.lease(c, s.Service.GiveBack, "/review")
}

func (s *Server) giveBackRight(c echo.Context) error {
	return s.lease(c, s.Service.GiveBack, "/review/rights")
}
