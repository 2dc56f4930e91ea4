package web

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

func (s *Server) reviewAbuses(c echo.Context) error {
	waiting, done, err := s.Service.ReadAbuseQueue(c.Request().Context(), actorOf(c))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	r := s.reader(c)
	p, err := s.page(c, r.T("Abuse reports"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.ReviewMeasures(r.ReviewAbuses(p, actorOf(c), waiting, done)))
}

func (s *Server) reviewAbuse(c echo.Context) error {
	return s.abuseBench(c, http.StatusOK, nil, nil)
}

func (s *Server) abuseBench(c echo.Context, status int, typed *present.AbuseRulingTyped, refused *ipcase.Error) error {
	v, err := s.Service.ReadReviewAbuse(c.Request().Context(), actorOf(c), c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	r := s.reader(c)
	p, err := s.page(c, v.Report.Number)
	if err != nil {
		return err
	}
	p.HasError = status == http.StatusUnprocessableEntity
	return s.render(c, status, views.ReviewAbuse(r.ReviewAbuse(p, actorOf(c), v, s.Service.Book(), typed, refused)))
}

// decideAbuse rules on a report, or on an appeal of one.
func (s *Server) decideAbuse(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	typed := present.AbuseRulingTyped{In: ipcase.DecideAbuse{
		Number: c.Param("number"), Version: f.int("version", -1), Facts: f.text("facts", formText), Explanation: f.text("explanation", formText),
		GroundKind: ipcase.GroundKind(f.choice("ground_kind", string(ipcase.GroundLaw), string(ipcase.GroundTerms))),
		Reference:  f.line("reference", formText), Evidence: f.list("relied"), Lang: f.choice("lang", present.Languages()...),
		Measure: ipcase.MeasureKind(f.line("measure", 60)), Deviation: f.text("deviation", formText),
	}}
	if typed.In.Measure == "none" {
		typed.In.Measure = ""
	}
	if typed.In.Measure != "" && typed.In.Measure.Ends() {
		typed.In.Days = f.int("days", 0)
	}
	for name := range f.values {
		if label, ok := strings.CutPrefix(name, "finding-"); ok {
			if found := f.choice(name, present.FindingFound, present.FindingNot); found != "" {
				typed.In.Findings = append(typed.In.Findings, ipcase.AbuseFinding{Label: ipcase.AbuseLabel(label), Found: found == present.FindingFound})
			}
		}
	}
	if err = f.problems(); err == nil {
		_, err = s.Service.DecideAbuse(c.Request().Context(), actorOf(c), typed.In)
	}
	if e := redrawn(err); e != nil {
		return s.abuseBench(c, statusOf[e.Kind], &typed, e)
	}
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if err := s.flash(c, views.Success, views.Key("%s was decided, and both sides are told."), typed.In.Number); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.AbuseHref(ipcase.PartyPlatform, typed.In.Number))
}

func (s *Server) recordAbuseDelivery(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	in := ipcase.RecordAbuseDelivery{Number: c.Param("number"), How: f.line("how", formText), Proof: f.text("proof", formText)}
	if err = f.problems(); err == nil {
		err = s.Service.RecordAbuseDelivery(c.Request().Context(), actorOf(c), in)
	}
	if e := redrawn(err); e != nil {
		return s.abuseBench(c, statusOf[e.Kind], &present.AbuseRulingTyped{Delivery: &in}, e)
	}
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if err := s.flash(c, views.Success, views.Key("The delivery is recorded. The time for an answer runs.")); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.AbuseHref(ipcase.PartyPlatform, in.Number))
}

func (s *Server) claimAbuse(c echo.Context) error {
	if !strings.HasPrefix(c.Param("number"), "AB-") {
		return errAbsent()
	}
	return s.lease(c, s.Service.Claim, present.AbuseHref(ipcase.PartyPlatform, c.Param("number")))
}

func (s *Server) giveBackAbuse(c echo.Context) error {
	if !strings.HasPrefix(c.Param("number"), "AB-") {
		return errAbsent()
	}
	return s.lease(c, s.Service.GiveBack, present.ReviewAbusePath)
}
