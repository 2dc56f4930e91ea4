package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

func (s *Server) powersToCheck(c echo.Context) error {
	lines, more, err := s.Service.ReadPowersToCheck(c.Request().Context(), actorOf(c), int64(queryForm(c).int("after", 0)))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	p, err := s.page(c, s.t(c, "Powers to check"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.Checks(s.powerReader(c).PowersToCheck(p, actorOf(c), lines, more)))
}

func (s *Server) reviewPower(c echo.Context) error {
	return s.powerBench(c, http.StatusOK, nil, nil)
}

func (s *Server) powerBench(c echo.Context, status int, typed *present.RightCheck, refused *ipcase.Error) error {
	v, err := s.Service.ReadReviewPower(c.Request().Context(), actorOf(c), c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	texts, err := s.textsOf(c, v.Exhibits)
	if err != nil {
		return err
	}
	if err := s.saw(c, ipcase.Access{Kind: ipcase.AccessContact, SubjectKind: "power", Subject: v.Power.Number, HolderOrgID: &v.Power.AgentOrgID}); err != nil {
		return err
	}
	r := s.powerReader(c)
	p, err := s.page(c, r.T("Check %s", v.Power.Number))
	if err != nil {
		return err
	}
	p.HasError = status == http.StatusUnprocessableEntity
	page := r.ReviewPower(p, actorOf(c), v, texts, typed, refused)
	return s.render(c, status, views.ReviewPower(page))
}

// checkPower verifies or refuses a power of attorney.
func (s *Server) checkPower(c echo.Context) error {
	f, typed, err := s.readCheck(c, views.Key("Choose whether the power of attorney is proven."))
	if err != nil {
		return err
	}
	in := ipcase.CheckPower{Number: c.Param("number"), Version: f.int("version", -1), Verify: typed.Verify == "yes", Reason: typed.Reason}
	err = f.problems()
	if err == nil {
		err = s.Service.CheckPower(c.Request().Context(), actorOf(c), in)
	}
	msg := views.Key("%s was verified, and its agent is told.")
	if !in.Verify {
		msg = views.Key("%s was not accepted, and its agent is told why.")
	}
	return s.checked(c, err, typed, s.powerBench, msg, present.PowersPath)
}

// takePower revokes one that was verified.
func (s *Server) takePower(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	typed := present.RightCheck{Reason: f.text("reason", ipcase.MaxComment)}
	err = f.problems()
	if err == nil {
		err = s.Service.RevokePower(c.Request().Context(), actorOf(c), ipcase.RevokePower{
			Number: c.Param("number"), Version: f.int("version", -1), Side: ipcase.SidePlatform, Reason: typed.Reason,
		})
	}
	return s.checked(c, err, typed, s.powerBench, views.Key("%s was revoked, and both sides are told why."), present.PowersPath)
}

func (s *Server) claimPower(c echo.Context) error {
	return s.lease(c, s.Service.Claim, present.ReviewPowerHref(c.Param("number")))
}

func (s *Server) giveBackPower(c echo.Context) error {
	return s.lease(c, s.Service.GiveBack, present.PowersPath)
}
