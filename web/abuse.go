package web

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// abuseRoutes are the reports of one side of a case about the other.
func abuseRoutes(s *Server) []route {
	const review = present.ReviewAbusePath
	var all []route
	for _, side := range []struct {
		path string
		who  who
	}{{"/seller", seller}, {"/holder", holder}} {
		report := side.path + "/abuse/:number"
		all = append(all,
			get(side.path+"/cases/:number/abuse", side.who, s.askAbuse),
			upload(side.path+"/cases/:number/abuse", side.who, s.reportAbuse).needs(ipcase.PermAnswer),
			get(report, side.who, s.abuse),
			upload(report+"/answer", side.who, s.answerAbuse).needs(ipcase.PermAnswer),
			post(report+"/appeal", side.who, s.appealAbuse).needs(ipcase.PermAnswer),
		)
	}
	return append(all,
		get(review, reviewer, s.reviewAbuses),
		get(review+"/:number", reviewer, s.reviewAbuse),
		post(review+"/:number/claim", reviewer, s.claimAbuse),
		post(review+"/:number/give-back", reviewer, s.giveBackAbuse),
		post(review+"/:number/decide", reviewer, s.decideAbuse),
		post(review+"/:number/delivery", reviewer, s.recordAbuseDelivery),
	)
}

func (s *Server) askAbuse(c echo.Context) error {
	return s.showAbuseAsk(c, http.StatusOK, present.AbuseAskTyped{In: ipcase.ReportAbuse{FormID: ipcase.NewID(), Lang: lang(c)}}, nil)
}

func (s *Server) showAbuseAsk(c echo.Context, status int, typed present.AbuseAskTyped, refused *ipcase.Error) error {
	ctx, a := c.Request().Context(), actorOf(c)
	v, err := s.Service.ReadAbuseAsk(ctx, a, c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	lines, err := s.Service.AbuseOfCase(ctx, a, v.CaseNumber)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if typed.Files, err = s.Service.FormEvidence(ctx, a, typed.In.FormID); err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	r := s.reader(c)
	p, err := s.page(c, r.AbuseTitle(a.Party))
	if err != nil {
		return err
	}
	p.HasError = status == http.StatusUnprocessableEntity
	return s.render(c, status, views.AbuseAsk(r.AbuseAsk(p, a, v, lines, s.Service.Book(), typed, refused)))
}

func (s *Server) reportAbuse(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	ctx, a := c.Request().Context(), actorOf(c)
	if _, err := s.Service.ReadAbuseAsk(ctx, a, c.Param("number")); err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	typed := present.AbuseAskTyped{In: ipcase.ReportAbuse{
		FormID: f.line("form", 40), Case: c.Param("number"), Other: f.line("other", formText), Account: f.text("account", formText),
		Lang: f.choice("lang", present.Languages()...), Honest: f.ticked("honest"),
	}}
	for _, l := range f.list("labels") {
		typed.In.Labels = append(typed.In.Labels, ipcase.AbuseLabel(l))
	}
	only, err := s.abuseFormFiles(c, f, typed.In.FormID)
	switch {
	case err != nil:
		return err
	case only:
		return s.showAbuseAsk(c, http.StatusOK, typed, nil)
	}
	var r ipcase.AbuseReport
	if err = f.problems(); err == nil {
		r, err = s.Service.ReportAbuse(ctx, a, typed.In)
	}
	if e := redrawn(err); e != nil {
		return s.showAbuseAsk(c, statusOf[e.Kind], typed, e)
	}
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if err := s.flash(c, views.Success, views.Key("Your report %s is filed. The other side is told."), r.Number); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.AbuseHref(a.Party, r.Number))
}

// abuseFormFiles keeps the files of a form, or takes one out; only says that nothing
// else was asked for.
func (s *Server) abuseFormFiles(c echo.Context, f *form, formID string) (only bool, err error) {
	if err := s.keepFiles(c, f, formID, "files", ipcase.PurposeEvidence, visibilityOf(f)); err != nil {
		return false, err
	}
	if id, ok := strings.CutPrefix(f.line("do", 60), "drop:"); ok {
		return true, s.Service.DropEvidence(c.Request().Context(), actorOf(c), formID, id) //nolint:wrapcheck // says itself what it did
	}
	return false, nil
}

// abuse is a report as one of its sides reads it. Opening it tells of it.
func (s *Server) abuse(c echo.Context) error {
	return s.showAbuse(c, http.StatusOK, present.AbuseTyped{FormID: ipcase.NewID()}, nil)
}

func (s *Server) showAbuse(c echo.Context, status int, typed present.AbuseTyped, refused *ipcase.Error) error {
	ctx, a := c.Request().Context(), actorOf(c)
	v, err := s.Service.ReadAbuse(ctx, a, c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if typed.Files, err = s.Service.FormEvidence(ctx, a, typed.FormID); err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	r := s.reader(c)
	p, err := s.page(c, v.Report.Number)
	if err != nil {
		return err
	}
	p.HasError = status == http.StatusUnprocessableEntity
	return s.render(c, status, views.Abuse(r.Abuse(p, a, v, s.Service.Book(), typed, refused)))
}

func (s *Server) answerAbuse(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	ctx, a := c.Request().Context(), actorOf(c)
	if _, err := s.Service.ReadAbuse(ctx, a, c.Param("number")); err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	in := ipcase.AnswerAbuse{
		Number: c.Param("number"), FormID: f.line("form", 40), Words: f.text("words", formText), Lang: f.choice("lang", present.Languages()...),
	}
	typed := present.AbuseTyped{Answer: &in, FormID: in.FormID}
	only, err := s.abuseFormFiles(c, f, in.FormID)
	switch {
	case err != nil:
		return err
	case only:
		return s.showAbuse(c, http.StatusOK, typed, nil)
	}
	if err = f.problems(); err == nil {
		err = s.Service.AnswerAbuse(ctx, a, in)
	}
	return s.abuseDone(c, err, typed, views.Key("Your answer is recorded. The other side is told, and a reviewer decides."))
}

func (s *Server) appealAbuse(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	in := ipcase.AppealAbuse{Number: c.Param("number"), Grounds: f.text("grounds", formText), Lang: f.choice("lang", present.Languages()...)}
	if err = f.problems(); err == nil {
		err = s.Service.AppealAbuse(c.Request().Context(), actorOf(c), in)
	}
	return s.abuseDone(c, err, present.AbuseTyped{Appeal: &in, FormID: ipcase.NewID()}, views.Key("Your appeal is filed. Another reviewer looks at it."))
}

// abuseDone goes back to the report, or shows it again with what was wrong.
func (s *Server) abuseDone(c echo.Context, err error, typed present.AbuseTyped, said string) error {
	if e := redrawn(err); e != nil {
		return s.showAbuse(c, statusOf[e.Kind], typed, e)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, views.Success, said); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.AbuseHref(actorOf(c).Party, c.Param("number")))
}
