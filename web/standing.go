package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// standingRoutes is what each side reads about its record, and what reviewers and
// operators do about it.
func standingRoutes(s *Server) []route {
	return []route{
		get(present.SellerStandingPath, seller, s.sellerStanding),
		get(present.SellerStandingPath+"/:number", seller, s.ownMeasure),
		post(present.SellerStandingPath+"/:number/appeal", seller, s.appealMeasure).needs(ipcase.PermAnswer),
		get(present.ListingCheckPath, seller, s.listingCheck),
		get(present.HolderStandingPath, holder, s.holderStanding),
		get(present.HolderStandingPath+"/:number", holder, s.ownMeasure),
		post(present.HolderStandingPath+"/:number/appeal", holder, s.appealMeasure).needs(ipcase.PermAnswer),
		get(present.ReviewMeasuresPath, reviewer, s.reviewMeasures),
		get(present.ReviewMeasuresPath+"/:number", reviewer, s.reviewMeasure),
		post(present.ReviewMeasuresPath+"/:number/claim", reviewer, s.claimMeasure),
		post(present.ReviewMeasuresPath+"/:number/give-back", reviewer, s.giveBackMeasure),
		post(present.ReviewMeasuresPath+"/:number/decide", reviewer, s.decideMeasure),
		get(present.PeakPath, operator, s.peakDays),
		post(present.PeakPath, operator, s.setPeakDays),
		post(present.PeakPath+"/:id/end", operator, s.endPeakDays),
	}
}

func (s *Server) sellerStanding(c echo.Context) error {
	v, err := s.Service.ReadSellerStanding(c.Request().Context(), actorOf(c))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	r := s.reader(c)
	p, err := s.page(c, r.T("Your standing"))
	if err != nil {
		return err
	}
	page := r.SellerStanding(p, actorOf(c), v, s.Service.Book())
	return s.withAbuse(c, r, page)
}

func (s *Server) holderStanding(c echo.Context) error {
	v, err := s.Service.ReadHolderStanding(c.Request().Context(), actorOf(c))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	r := s.reader(c)
	p, err := s.page(c, r.T("Your standing"))
	if err != nil {
		return err
	}
	flagger, err := s.Service.OwnFlagger(c.Request().Context(), actorOf(c))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	page := r.HolderStanding(p, actorOf(c), v, s.Service.Book())
	page.Trusted = r.OwnFlagger(flagger)
	return s.withAbuse(c, r, page)
}

// withAbuse is a page of a record with the reports of abuse in it.
func (s *Server) withAbuse(c echo.Context, r present.Reader, page views.StandingPage) error {
	record, err := s.Service.AbuseRecord(c.Request().Context(), actorOf(c))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	r.WithAbuse(&page, record)
	return s.render(c, http.StatusOK, views.Standing(page))
}

// filingCost is what a filing can do to the holder's accuracy, told before it.
func (s *Server) filingCost(c echo.Context, r present.Reader) (*views.Notice, error) {
	ctx, a := c.Request().Context(), actorOf(c)
	limit, err := s.Service.FilingLimit(ctx, a)
	if err != nil {
		return nil, err //nolint:wrapcheck // says itself what it did
	}
	cost, err := s.Service.HolderCost(ctx, a)
	return r.FilingCost(limit, cost), err //nolint:wrapcheck // says itself what it did
}

// ownMeasure is a measure as its party reads it. Opening it tells of it.
func (s *Server) ownMeasure(c echo.Context) error {
	return s.showMeasure(c, http.StatusOK, ipcase.AppealMeasure{}, nil)
}

func (s *Server) showMeasure(c echo.Context, status int, typed ipcase.AppealMeasure, refused *ipcase.Error) error {
	a := actorOf(c)
	m, err := s.Service.ReadMeasure(c.Request().Context(), a, c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	r := s.reader(c)
	p, err := s.page(c, r.MeasureKind(m.Kind))
	if err != nil {
		return err
	}
	p.HasError = refused != nil
	return s.render(c, status, views.Measure(r.Measure(p, a, m, s.Service.Book(), typed, refused)))
}

func (s *Server) appealMeasure(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	in := ipcase.AppealMeasure{Number: c.Param("number"), Explanation: f.text("explanation", ipcase.MaxExplanation), Lang: f.choice("lang", present.Languages()...)}
	if err = f.problems(); err == nil {
		err = s.Service.AppealMeasure(c.Request().Context(), actorOf(c), in)
	}
	if e := redrawn(err); e != nil {
		return s.showMeasure(c, statusOf[e.Kind], in, e)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, views.Success, views.Key("Your appeal against %s was sent. Another reviewer looks at it."), in.Number); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.MeasureHref(actorOf(c).Party, in.Number))
}
