package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

func connectionRoutes(s *Server) []route {
	const one = present.ConnectionsPath + "/:connection"
	return []route{
		get(present.ConnectionsPath, operator, s.operatorConnections),
		post(present.ConnectionsPath, operator, s.addConnection).freshly(),
		post(present.ConnectionsPath+"/orders/:ref", operator, s.tickOrder),
		post(one+"/test", operator, s.testConnection),
		post(one+"/secret", operator, s.rotateSecret).freshly(),
		post(one+"/token", operator, s.newConnectionToken).freshly(),
		post(one+"/end", operator, s.endConnection),
		post(one+"/messages/:id/again", operator, s.sendAgain),
	}
}

// operatorConnections is what the operator connects to sites.
func (s *Server) operatorConnections(c echo.Context) error {
	return s.showConnections(c, http.StatusOK, present.ConnectionDesk{})
}

func (s *Server) showConnections(c echo.Context, status int, d present.ConnectionDesk) error {
	ctx, a := c.Request().Context(), actorOf(c)
	var err error
	if d.Lines, err = s.Service.ReadConnections(ctx, a); err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	for _, l := range d.Lines {
		if l.EndedAt != nil {
			continue
		}
		v, err := s.Service.ReadConnection(ctx, a, l.PublicID)
		if err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
		d.Views = append(d.Views, v)
	}
	if d.Hand, err = s.Service.ReadHandOrders(ctx, a, 0); err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if d.Back, err = s.Service.ReadReappeared(ctx, a); err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if d.Sites, err = s.Service.Sites(ctx); err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if d.Typed.FormID == "" {
		d.Typed.FormID = ipcase.NewID()
	}
	r := s.reader(c)
	p, err := s.page(c, r.T("Connections"))
	if err != nil {
		return err
	}
	return s.render(c, status, views.OperatorConnections(r.Connections(p, d)))
}

// addConnection connects a site; its token and secret are in this answer alone.
func (s *Server) addConnection(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	in := ipcase.AddConnection{
		FormID: f.line("form", searchLimit), Site: f.line("site", 60), Name: f.line("name", 80), Way: ipcase.ConnectionWay(f.line("way", 20)), URL: f.line("url", ipcase.MaxWebhookURL),
		Key: f.line("key", ipcase.MaxEngineKey), Pages: f.line("pages", ipcase.MaxWebhookURL),
	}
	err = f.problems()
	var made ipcase.NewConnection
	if err == nil {
		made, err = s.Service.AddConnection(c.Request().Context(), actorOf(c), in)
	}
	if e := asProblem(err); e != nil && (e.Kind == ipcase.Invalid || e.Kind == ipcase.Refused) {
		return s.showConnections(c, statusOf[e.Kind], present.ConnectionDesk{Typed: in, Refused: e})
	}
	if err != nil {
		return err
	}
	return s.showConnections(c, http.StatusOK, present.ConnectionDesk{Token: made.PlainToken, Secret: made.PlainSecret})
}

// shown answers with what is shown once, or with why it is not.
func (s *Server) shown(c echo.Context, d present.ConnectionDesk, err error) error {
	if e := asProblem(err); e != nil && e.Kind == ipcase.Refused {
		return s.showConnections(c, http.StatusForbidden, present.ConnectionDesk{Refused: e})
	}
	if err != nil {
		return err
	}
	return s.showConnections(c, http.StatusOK, d)
}

func (s *Server) rotateSecret(c echo.Context) error {
	secret, err := s.Service.RotateSecret(c.Request().Context(), actorOf(c), c.Param("connection"))
	return s.shown(c, present.ConnectionDesk{Secret: secret}, err)
}

func (s *Server) newConnectionToken(c echo.Context) error {
	token, err := s.Service.NewConnectionToken(c.Request().Context(), actorOf(c), c.Param("connection"))
	return s.shown(c, present.ConnectionDesk{Token: token}, err)
}

// did answers an act that shows nothing new but what it did.
func (s *Server) did(c echo.Context, err error, words string) error {
	if e := asProblem(err); e != nil && e.Kind != ipcase.NotFound {
		return s.showConnections(c, statusOf[e.Kind], present.ConnectionDesk{Refused: e})
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, views.Success, words); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.ConnectionsPath)
}

func (s *Server) testConnection(c echo.Context) error {
	err := s.Service.TestConnection(c.Request().Context(), actorOf(c), c.Param("connection"))
	return s.did(c, err, views.Key("A test is on its way. Open this page again in a moment to see what was answered."))
}

func (s *Server) endConnection(c echo.Context) error {
	err := s.Service.EndConnection(c.Request().Context(), actorOf(c), c.Param("connection"))
	return s.did(c, err, views.Key("The connection has ended. Its token opens nothing any more."))
}

func (s *Server) sendAgain(c echo.Context) error {
	id, err := idOf(c)
	if err == nil {
		err = s.Service.SendAgain(c.Request().Context(), actorOf(c), c.Param("connection"), id)
	}
	return s.did(c, err, views.Key("It is being sent again, under the key that it had."))
}

// tickOrder takes what came of an order that is carried out by hand.
func (s *Server) tickOrder(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	in := ipcase.OrderAnswer{Key: c.Param("ref"), Outcome: ipcase.OrderOutcome(f.line("outcome", 20)), Reason: f.line("reason", 300)}
	if err = f.problems(); err == nil {
		err = s.Service.TickOrder(c.Request().Context(), actorOf(c), in)
	}
	if e := refusal(err); e != nil {
		return s.showConnections(c, http.StatusUnprocessableEntity, present.ConnectionDesk{Refused: e, Order: in.Key})
	}
	return s.did(c, err, views.Key("Noted. The case follows in a moment."))
}
