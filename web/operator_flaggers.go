package web

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
	"ipportal/web/present/casepdf"
)

// flaggerRoutes is what operators and senior reviewers do about trusted flaggers; to
// everybody else of the platform they are not there.
func flaggerRoutes(s *Server) []route {
	return []route{
		get(present.FlaggersPath, signedIn, s.flaggers),
		post(present.FlaggersPath, signedIn, s.recordFlagger),
		get(present.FlaggersPath+"/:number", signedIn, s.flagger),
		post(present.FlaggersPath+"/:number/end", signedIn, s.endFlagger),
		post(present.FlaggersPath+"/:number/report", signedIn, s.reportFlagger),
		get(present.FlaggersPath+"/:number/reports/:report", signedIn, s.flaggerReport),
		post(present.FlaggersPath+"/:number/reports/:report/send", signedIn, s.sendFlaggerReport),
	}
}

func (s *Server) flaggers(c echo.Context) error {
	return s.flaggersPage(c, http.StatusOK, ipcase.RecordFlagger{FormID: ipcase.NewID()}, nil)
}

func (s *Server) flaggersPage(c echo.Context, status int, typed ipcase.RecordFlagger, refused *ipcase.Error) error {
	d, err := s.Service.ReadFlaggers(c.Request().Context(), actorOf(c))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	p, err := s.page(c, s.t(c, "Trusted flaggers"))
	if err != nil {
		return err
	}
	return s.render(c, status, views.OperatorFlaggers(s.reader(c).Flaggers(p, d, typed, refused)))
}

func (s *Server) recordFlagger(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	org, _ := strconv.ParseInt(f.line("org", 20), 10, 64)
	in := ipcase.RecordFlagger{
		FormID: f.line("form", 40), OrgID: org, Coordinator: f.line("coordinator", ipcase.MaxShortText), Country: f.line("country", 2),
		Reference: f.line("reference", ipcase.MaxShortText), Email: f.line("email", 254), From: f.line("from", 20), Until: f.line("until", 20),
	}
	if err = f.problems(); err == nil {
		_, err = s.Service.RecordFlagger(c.Request().Context(), actorOf(c), in)
	}
	if e := refusal(err); e != nil {
		return s.flaggersPage(c, http.StatusUnprocessableEntity, in, e)
	}
	return s.flaggerDone(c, err, views.Key("The trusted flagger is recorded. Its notices from now on are looked at first."))
}

func (s *Server) flaggerDone(c echo.Context, err error, msg string) error {
	if err == nil {
		err = s.flash(c, views.Success, msg)
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.FlaggersPath)
}

func (s *Server) endFlagger(c echo.Context) error {
	err := s.Service.EndFlagger(c.Request().Context(), actorOf(c), c.Param("number"))
	return s.flaggerDone(c, err, views.Key("The record has ended. Notices are looked at in their turn again."))
}

func (s *Server) flagger(c echo.Context) error {
	return s.flaggerPage(c, http.StatusOK, present.FlaggerTyped{})
}

func (s *Server) flaggerPage(c echo.Context, status int, t present.FlaggerTyped) error {
	f, err := s.Service.ReadFlagger(c.Request().Context(), actorOf(c), c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	p, err := s.page(c, f.OrgName)
	if err != nil {
		return err
	}
	p.Crumbs = []views.Link{{Text: s.t(c, "Trusted flaggers"), Href: present.FlaggersPath}, {Text: f.OrgName}}
	t.FormID = ipcase.NewID()
	return s.render(c, status, views.OperatorFlagger(s.reader(c).Flagger(p, f, t)))
}

// reportFlagger draws a report up.
func (s *Server) reportFlagger(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	in := ipcase.ReportFlagger{Number: c.Param("number"), FormID: f.line("form", 40), Lang: f.choice("lang", present.Languages()...)}
	_, err = s.Service.ReportFlagger(c.Request().Context(), actorOf(c), in)
	return s.reportDone(c, err, views.Key("The report is drawn up. Read it, then send it to the coordinator."))
}

func (s *Server) reportDone(c echo.Context, err error, msg string) error {
	if err == nil {
		err = s.flash(c, views.Success, msg)
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.FlaggersPath+"/"+c.Param("number"))
}

// flaggerReport is a report as it was drawn up.
func (s *Server) flaggerReport(c echo.Context) error {
	id, ok := strings.CutSuffix(c.Param("report"), ".pdf")
	if !ok {
		return errAbsent()
	}
	report, err := s.Service.ReadFlaggerReport(c.Request().Context(), actorOf(c), c.Param("number"), id)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	r := present.NewReader(ipcase.Actor{}, report.Lang, s.Service.PlatformZone(), report.DrawnAt)
	var pdf bytes.Buffer
	if err := casepdf.Write(&pdf, r.FlaggerReport(report, s.Service.Book(), s.brand())); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, `inline; filename="`+present.FlaggerReportName(report)+`"`)
	return c.Blob(http.StatusOK, "application/pdf", pdf.Bytes())
}

// sendFlaggerReport gives a report on its way to the coordinator.
func (s *Server) sendFlaggerReport(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	in := ipcase.SendReport{Number: c.Param("number"), Report: c.Param("report"), To: f.line("to", 254)}
	if err = f.problems(); err == nil {
		err = s.Service.SendReport(c.Request().Context(), actorOf(c), in)
	}
	if e := refusal(err); e != nil {
		return s.flaggerPage(c, statusOf[e.Kind], present.FlaggerTyped{Report: in.Report, To: in.To, Problem: e})
	}
	return s.reportDone(c, err, views.Key("The report is on its way to the coordinator."))
}
