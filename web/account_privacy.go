package web

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// privacyRoutes is what people are told of the data kept about them, and what
// they and the operator can have done with it.
func privacyRoutes(s *Server) []route {
	return []route{
		get("/account/privacy", signedIn, s.accountPrivacy),
		get("/account/privacy/data.zip", signedIn, s.downloadData).freshly(),
		post("/account/privacy/erasure", signedIn, s.askErasure).freshly(),
		post("/account/privacy/erasure/withdraw", signedIn, s.withdrawErasure),
		get("/erased", anyone, s.erased),
		get("/operator/privacy", operator, s.operatorPrivacy),
		post("/operator/privacy/holds", operator, s.setHold),
		post("/operator/privacy/holds/:number/end", operator, s.endHold),
		post("/operator/privacy/requests/:number", operator, s.closeErasure).freshly(),
	}
}

func (s *Server) accountPrivacy(c echo.Context) error { return s.privacyPage(c, http.StatusOK, nil) }

func (s *Server) privacyPage(c echo.Context, status int, refused *ipcase.Error) error {
	p, err := s.Service.ReadPrivacy(c.Request().Context(), actorOf(c))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	frame, err := s.accountFrame(c, s.t(c, "Your data"), s.t(c, "What is kept about you, who sees it, how you get it, and how it goes."))
	if err != nil {
		return err
	}
	return s.render(c, status, s.reader(c).AccountPrivacy(frame, p, refused))
}

// downloadData hands a person what is kept about them. It is made while it is
// sent: a fault on the way breaks the file off, so that nobody takes it for whole.
func (s *Server) downloadData(c echo.Context) error {
	a := actorOf(c)
	if a.Unseen { // a HEAD
		return c.NoContent(http.StatusOK)
	}
	if err := s.saw(c, ipcase.Access{Kind: ipcase.AccessExport, SubjectKind: "person"}); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentType, "application/zip")
	c.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="my-data.zip"`)
	if err := s.Service.ExportPerson(c.Request().Context(), a, c.Response()); err != nil {
		if c.Response().Committed {
			s.Logger.Error("an export was broken off", "id", requestID(c), "error", err)
			panic(http.ErrAbortHandler)
		}
		return err //nolint:wrapcheck // says itself what it did
	}
	return nil
}

func (s *Server) askErasure(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	if !f.ticked("sure") {
		f.fail("sure", "Tick this if you want it. Nothing is erased without.")
		return s.privacyPage(c, http.StatusUnprocessableEntity, refusal(f.problems()))
	}
	r, err := s.Service.AskErasure(c.Request().Context(), actorOf(c))
	if err != nil {
		return err //nolint:wrapcheck // a refusal, or says itself what it did
	}
	if r.State == ipcase.ErasureDone {
		if err := s.endSession(c); err != nil {
			return err
		}
		return c.Redirect(http.StatusSeeOther, "/erased")
	}
	if err := s.flash(c, views.Success, "Your request was received."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/account/privacy")
}

func (s *Server) withdrawErasure(c echo.Context) error {
	if err := s.Service.WithdrawErasure(c.Request().Context(), actorOf(c)); err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	return c.Redirect(http.StatusSeeOther, "/account/privacy")
}

func (s *Server) erased(c echo.Context) error {
	p, err := s.page(c, s.t(c, "Your data was erased"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.ErasedPage{Page: p})
}

func (s *Server) operatorPrivacy(c echo.Context) error {
	return s.privacyDesk(c, http.StatusOK, present.HoldForm{In: ipcase.SetHold{FormID: ipcase.NewID()}})
}

func (s *Server) privacyDesk(c echo.Context, status int, f present.HoldForm) error {
	d, err := s.Service.ReadPrivacyDesk(c.Request().Context(), actorOf(c))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if len(d.Requests) > 0 {
		if err := s.saw(c, ipcase.Access{Kind: ipcase.AccessPeople}); err != nil {
			return err
		}
	}
	p, err := s.page(c, s.t(c, "Erasure and legal holds"))
	if err != nil {
		return err
	}
	return s.render(c, status, s.reader(c).OperatorPrivacy(p, d, f))
}

func (s *Server) setHold(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	in := ipcase.SetHold{
		FormID: f.line("form", 40), Kind: ipcase.HoldKind(f.line("kind", 60)), Subject: f.line("subject", 254),
		Reason: f.text("reason", ipcase.MaxComment), Until: f.line("until", 60),
	}
	if err = f.problems(); err == nil {
		err = s.Service.SetHold(c.Request().Context(), actorOf(c), in)
	}
	return s.privacyDone(c, present.HoldForm{In: in}, err, views.Key("The hold is set."))
}

func (s *Server) endHold(c echo.Context) error {
	if err := s.Service.EndHold(c.Request().Context(), actorOf(c), c.Param("number")); err != nil {
		return err //nolint:wrapcheck // a refusal, or says itself what it did
	}
	return s.privacyDone(c, present.HoldForm{}, nil, views.Key("The hold has ended."))
}

func (s *Server) closeErasure(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	in := ipcase.CloseErasure{Number: c.Param("number"), Refuse: f.choice("do", "erase") == "", Answer: f.text("answer", ipcase.MaxComment)}
	if err = f.problems(); err == nil {
		err = s.Service.CloseErasure(c.Request().Context(), actorOf(c), in)
	}
	said := views.Key("The data was erased.")
	if in.Refuse {
		said = views.Key("The request was refused.")
	}
	again := present.HoldForm{In: ipcase.SetHold{FormID: ipcase.NewID()}, Request: in.Number, Answer: in.Answer}
	return s.privacyDone(c, again, err, said)
}

// privacyDone answers an operator's act: the page again with what was wrong, or
// as it now is.
func (s *Server) privacyDone(c echo.Context, f present.HoldForm, err error, said string) error {
	if errors.As(err, &f.Refusal) && f.Refusal.Kind == ipcase.Invalid {
		return s.privacyDesk(c, http.StatusUnprocessableEntity, f)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, views.Success, said); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/operator/privacy")
}
