package web

import (
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// powerReader is the reader with the day at the platform.
func (s *Server) powerReader(c echo.Context) present.PowerReader {
	return present.PowerReader{Reader: s.reader(c), Today: s.Service.Today(), Place: s.Service.PlatformZone()}
}

// principals is an agent's list of powers of attorney.
func (s *Server) principals(c echo.Context) error {
	a := actorOf(c)
	list, err := s.Service.ReadAgentPowers(c.Request().Context(), a, queryForm(c).line("before", 40))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	p, err := s.page(c, s.t(c, "Principals"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.PowersPage(s.powerReader(c).Powers(p, a, list)))
}

// principal is one of them.
func (s *Server) principal(c echo.Context) error {
	a := actorOf(c)
	v, err := s.Service.ReadAgentPower(c.Request().Context(), a, c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	p, err := s.page(c, v.Power.Number+" "+v.Principal.Name)
	if err != nil {
		return err
	}
	p.Crumbs = []views.Link{{Text: s.t(c, "Principals"), Href: present.PrincipalsPath}, {Text: v.Power.Number}}
	return s.render(c, http.StatusOK, views.PowerPage(s.powerReader(c).AgentPower(p, a, v)))
}

// powerForm is the empty form, or one that begins with what an earlier power says.
// Its id makes pressing twice hand it in once, and holds the files until then.
func (s *Server) powerForm(c echo.Context) error {
	form := present.PowerForm{In: ipcase.RegisterPower{FormID: ipcase.NewID()}}
	if number := queryForm(c).line("from", 40); number != "" {
		v, err := s.Service.ReadAgentPower(c.Request().Context(), actorOf(c), number)
		if err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
		p, who := v.Power, v.Principal
		form.Cures = &p
		form.In = ipcase.RegisterPower{
			FormID: form.In.FormID, Principal: who.Name, Country: who.Country, Registration: who.Registration,
			ContactName: p.ContactName, ContactEmail: p.ContactEmail, RightTypes: p.RightTypes, Acts: p.Acts, Territories: p.Territories,
		}
		if p.Status == ipcase.PowerRefused {
			form.In.ValidFrom, form.In.ValidUntil = p.ValidFrom.Format(time.DateOnly), p.ValidUntil.Format(time.DateOnly)
		}
	}
	return s.powerFormPage(c, http.StatusOK, form)
}

func (s *Server) powerFormPage(c echo.Context, status int, f present.PowerForm) error {
	files, err := s.Service.FormEvidence(c.Request().Context(), actorOf(c), f.In.FormID)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	f.Files = files
	p, err := s.page(c, s.t(c, "Hand in a power of attorney"))
	if err != nil {
		return err
	}
	p.Crumbs = []views.Link{{Text: s.t(c, "Principals"), Href: present.PrincipalsPath}, {Text: s.t(c, "Hand in a power of attorney")}}
	return s.render(c, status, views.PowerFormPage(s.powerReader(c).PowerForm(p, f)))
}

// handInPower keeps the files that were sent with the form, takes one out, or hands
// the power of attorney in.
func (s *Server) handInPower(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	form := present.PowerForm{In: powerInput(f)}
	if err := s.keepFiles(c, f, form.In.FormID, "document", ipcase.PurposePower, ipcase.ReviewerOnly); err != nil {
		return err
	}
	do := f.line("do", 60)
	if id, ok := strings.CutPrefix(do, "drop:"); ok {
		if err := s.Service.DropEvidence(c.Request().Context(), actorOf(c), form.In.FormID, id); err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
	}
	if form.Problems = refusal(f.problems()); form.Problems != nil {
		return s.powerFormPage(c, http.StatusUnprocessableEntity, form)
	}
	if do != "send" {
		return s.powerFormPage(c, http.StatusOK, form)
	}
	number, err := s.Service.RegisterPower(c.Request().Context(), actorOf(c), form.In)
	if form.Problems = refusal(err); form.Problems != nil {
		return s.powerFormPage(c, http.StatusUnprocessableEntity, form)
	}
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if err := s.flash(c, views.Success, "The power of attorney is handed in as %s. A reviewer now compares it with the signed paper.", number); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.PrincipalHref(number))
}

func powerInput(f *form) ipcase.RegisterPower {
	in := ipcase.RegisterPower{
		FormID: f.line("form", 40), Principal: f.line("principal", ipcase.MaxShortText), Country: f.line("country", 2),
		Registration: f.line("registration", 80), ContactName: f.line("contact_name", ipcase.MaxShortText), ContactEmail: f.line("contact_email", 254),
		Territories: f.list("territories"), ValidFrom: f.line("valid_from", 20), ValidUntil: f.line("valid_until", 20),
	}
	for _, t := range f.list("right_types") {
		in.RightTypes = append(in.RightTypes, ipcase.RightType(t))
	}
	for _, a := range f.list("acts") {
		in.Acts = append(in.Acts, ipcase.PowerAct(a))
	}
	return in
}

// askEndPower asks an agent before it lays a power of attorney down.
func (s *Server) askEndPower(c echo.Context) error {
	a := actorOf(c)
	v, err := s.Service.ReadAgentPower(c.Request().Context(), a, c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if !a.May(ipcase.PermFile) {
		return a.Lacks(ipcase.PermFile)
	}
	return s.askEnd(c, v.PowerLine, ipcase.SideAgent)
}

func (s *Server) askEnd(c echo.Context, l ipcase.PowerLine, side ipcase.PowerSide) error {
	p, err := s.page(c, s.t(c, "End %s?", l.Power.Number))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.HolderConfirmPage(s.powerReader(c).EndPower(p, l, side)))
}

func (s *Server) endPower(c echo.Context) error {
	return s.endsPower(c, ipcase.SideAgent, present.PrincipalHref(c.Param("number")))
}

// endsPower revokes for one side and leads back to its page.
func (s *Server) endsPower(c echo.Context, side ipcase.PowerSide, to string) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	number := c.Param("number")
	err = s.Service.RevokePower(c.Request().Context(), actorOf(c), ipcase.RevokePower{Number: number, Version: f.int("version", -1), Side: side})
	if err != nil {
		return err //nolint:wrapcheck // a refusal, or says itself what it did
	}
	if err := s.flash(c, views.Success, "%s has ended. Nothing can be done under it any more.", number); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, to)
}
