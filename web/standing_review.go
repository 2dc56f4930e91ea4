package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

func (s *Server) reviewMeasures(c echo.Context) error {
	waiting, done, err := s.Service.ReadMeasures(c.Request().Context(), actorOf(c))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	r := s.reader(c)
	p, err := s.page(c, r.T("Account measures"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.ReviewMeasures(r.ReviewMeasures(p, actorOf(c), waiting, done)))
}

func (s *Server) reviewMeasure(c echo.Context) error {
	return s.measureBench(c, http.StatusOK, nil, nil)
}

func (s *Server) measureBench(c echo.Context, status int, typed *present.MeasureTyped, refused *ipcase.Error) error {
	v, err := s.Service.ReadReviewMeasure(c.Request().Context(), actorOf(c), c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	r := s.reader(c)
	p, err := s.page(c, v.Measure.Number)
	if err != nil {
		return err
	}
	p.HasError = status == http.StatusUnprocessableEntity
	return s.render(c, status, views.ReviewMeasure(r.ReviewMeasure(p, actorOf(c), v, s.Service.Book(), typed, refused)))
}

// decideMeasure rules on a proposed measure, or on the appeal against one.
func (s *Server) decideMeasure(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	number, version := c.Param("number"), f.int("version", -1)
	typed := present.MeasureTyped{Verdict: f.choice("verdict", "impose", "decline", "lift", "affirm"), In: ipcase.DecideMeasure{
		Number: number, Version: version, Facts: f.text("facts", ipcase.MaxExplanation), Explanation: f.text("explanation", ipcase.MaxExplanation),
		GroundKind: ipcase.GroundKind(f.choice("ground_kind", string(ipcase.GroundLaw), string(ipcase.GroundTerms))),
		Reference:  f.line("reference", ipcase.MaxShortText), Lang: f.choice("lang", present.Languages()...),
		Days: f.int("days", 0), Filings: f.int("filings", 0),
	}}
	typed.In.Impose = typed.Verdict == "impose"
	if typed.Verdict == "" {
		f.fail("verdict", "Choose what you decide.")
	}
	if err = f.problems(); err == nil {
		ctx, a := c.Request().Context(), actorOf(c)
		switch typed.Verdict {
		case "lift", "affirm":
			err = s.Service.DecideMeasureAppeal(ctx, a, ipcase.DecideMeasureAppeal{
				Number: number, Version: version, Lift: typed.Verdict == "lift", Explanation: typed.In.Explanation,
			})
		default:
			_, err = s.Service.DecideMeasure(ctx, a, typed.In)
		}
	}
	if e := redrawn(err); e != nil {
		return s.measureBench(c, statusOf[e.Kind], &typed, e)
	}
	if err != nil {
		return err
	}
	msg := views.Key("%s was decided, and its party is told.")
	if typed.Verdict == "decline" {
		msg = views.Key("%s was not imposed. Nobody is told of the proposal.")
	}
	if err := s.flash(c, views.Success, msg, number); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.ReviewMeasuresPath)
}

func (s *Server) claimMeasure(c echo.Context) error {
	if !strings.HasPrefix(c.Param("number"), "AM-") {
		return errAbsent()
	}
	return s.lease(c, s.Service.Claim, present.ReviewMeasureHref(c.Param("number")))
}

func (s *Server) giveBackMeasure(c echo.Context) error {
	if !strings.HasPrefix(c.Param("number"), "AM-") {
		return errAbsent()
	}
	return s.lease(c, s.Service.GiveBack, present.ReviewMeasuresPath)
}

// peakDays is where operators set the days before sales events.
func (s *Server) peakDays(c echo.Context) error {
	return s.showPeakDays(c, http.StatusOK, ipcase.SetPeakDays{FormID: ipcase.NewID()}, nil)
}

func (s *Server) showPeakDays(c echo.Context, status int, typed ipcase.SetPeakDays, refused *ipcase.Error) error {
	all, err := s.Service.ReadPeakDays(c.Request().Context(), actorOf(c))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	r := s.reader(c)
	p, err := s.page(c, r.T("Guarded days"))
	if err != nil {
		return err
	}
	p.HasError = refused != nil
	return s.render(c, status, views.Peak(r.Peak(p, all, s.Service.Book(), s.Service.Today(), typed, refused)))
}

func (s *Server) setPeakDays(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	in := ipcase.SetPeakDays{FormID: f.line("form", 60), Name: f.line("name", ipcase.MaxShortText), From: f.line("from", 20), Until: f.line("until", 20)}
	if err = f.problems(); err == nil {
		err = s.Service.SetPeakDays(c.Request().Context(), actorOf(c), in)
	}
	if e := redrawn(err); e != nil {
		return s.showPeakDays(c, statusOf[e.Kind], in, e)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, views.Success, views.Key("The days are guarded.")); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.PeakPath)
}

func (s *Server) endPeakDays(c echo.Context) error {
	id, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil {
		return errAbsent()
	}
	if err := s.Service.EndPeakDays(c.Request().Context(), actorOf(c), id); err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if err := s.flash(c, views.Success, views.Key("The days are no longer guarded.")); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.PeakPath)
}
