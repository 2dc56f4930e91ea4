package web

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// receivedRoutes is the intake of orders of authorities and courts, for those who
// decide and those who run the platform.
func receivedRoutes(s *Server) []route {
	return []route{
		get(present.ReceivedPath, signedIn, s.receivedOrders),
		upload(present.ReceivedPath, signedIn, s.receiveOrder),
		get(present.ReceivedPath+"/:number", signedIn, s.receivedOrder),
		get(present.ReceivedPath+"/:number/report.txt", signedIn, s.receivedReport),
		post(present.ReceivedPath+"/:number/answer", signedIn, s.answerAuthority),
		post(present.ReceivedPath+"/:number/telling", signedIn, s.changeTelling),
	}
}

func (s *Server) receivedOrders(c echo.Context) error {
	return s.receivedPage(c, http.StatusOK, present.ReceivedForm{In: ipcase.ReceiveOrder{FormID: ipcase.NewID()}})
}

func (s *Server) receivedPage(c echo.Context, status int, f present.ReceivedForm) error {
	ctx, a := c.Request().Context(), actorOf(c)
	list, err := s.Service.ReadReceivedOrders(ctx, a)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if f.Files, err = s.Service.FormEvidence(ctx, a, f.In.FormID); err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	p, err := s.page(c, s.t(c, "Orders of authorities"))
	if err != nil {
		return err
	}
	return s.render(c, status, views.ReceivedOrders(s.reader(c).ReceivedOrders(p, list, f)))
}

// receiveOrder keeps the document that came with the form, takes it out, or records
// the order.
func (s *Server) receiveOrder(c echo.Context) error {
	ctx, a := c.Request().Context(), actorOf(c)
	if _, err := s.Service.ReadReceivedOrders(ctx, a); err != nil { // before any file of a stranger is kept
		return err //nolint:wrapcheck // says itself what it did
	}
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	form := present.ReceivedForm{Lines: f.text("lines", 50_000), In: ipcase.ReceiveOrder{
		FormID: f.line("form", 40), Demand: ipcase.OrderDemand(f.choice("demand", string(ipcase.DemandAct), string(ipcase.DemandInformation))),
		Kind:      ipcase.OrderKind(f.choice("order_kind", string(ipcase.OrderOfCourt), string(ipcase.OrderOfAuthority))),
		Authority: f.line("authority", ipcase.MaxShortText), Country: f.line("country", 2), LegalBasis: f.text("legal_basis", ipcase.MaxComment),
		Reasons: f.text("reasons", ipcase.MaxExplanation), Demanded: f.text("demanded", ipcase.MaxExplanation), Territory: f.line("territory", ipcase.MaxComment),
		Redress: f.text("redress", ipcase.MaxComment), Tell: f.text("tell", ipcase.MaxComment), OrderNumber: f.line("order_number", ipcase.MaxShortText),
		DatedOn: f.line("dated_on", 20), SilentUntil: f.line("silent_until", 20),
	}}
	var bad []ipcase.LineProblem
	form.In.Lines, bad = ipcase.ParseLines(form.Lines)
	for _, p := range bad {
		f.fail("lines", p.Msg, p.Args...)
	}
	if err := s.keepFiles(c, f, form.In.FormID, "files", ipcase.PurposeEvidence, ipcase.ReviewerOnly); err != nil {
		return err
	}
	do := f.line("do", 60)
	if id, ok := strings.CutPrefix(do, "drop:"); ok {
		if err := s.Service.DropEvidence(ctx, a, form.In.FormID, id); err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
	}
	if form.Problems = refusal(f.problems()); form.Problems != nil {
		return s.receivedPage(c, http.StatusUnprocessableEntity, form)
	}
	if do != "record" {
		return s.receivedPage(c, http.StatusOK, form)
	}
	number, err := s.Service.ReceiveOrder(ctx, a, form.In)
	if form.Problems = refusal(err); form.Problems != nil {
		return s.receivedPage(c, http.StatusUnprocessableEntity, form)
	}
	if err == nil {
		err = s.flash(c, views.Success, "The order is recorded as %s.", number)
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.ReceivedPath+"/"+number)
}

func (s *Server) receivedOrder(c echo.Context) error {
	return s.showReceived(c, http.StatusOK, present.ReceivedTyped{})
}

func (s *Server) showReceived(c echo.Context, status int, t present.ReceivedTyped) error {
	v, err := s.Service.ReadReceivedOrder(c.Request().Context(), actorOf(c), c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	p, err := s.page(c, v.Number)
	if err != nil {
		return err
	}
	p.Crumbs = []views.Link{{Text: s.t(c, "Orders of authorities"), Href: present.ReceivedPath}, {Text: v.Number}}
	return s.render(c, status, views.ReceivedOrder(s.reader(c).ReceivedOrder(p, v, t)))
}

func (s *Server) answerAuthority(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	effect := f.text("effect", ipcase.MaxExplanation)
	if err = f.problems(); err == nil {
		err = s.Service.AnswerAuthority(c.Request().Context(), actorOf(c), c.Param("number"), effect)
	}
	if e := refusal(err); e != nil {
		return s.showReceived(c, http.StatusUnprocessableEntity, present.ReceivedTyped{Effect: effect, Problem: e})
	}
	if err == nil {
		err = s.flash(c, views.Success, "What was done is recorded. Send the report to the authority.")
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.ReceivedPath+"/"+c.Param("number"))
}

// changeTelling sets the day from which the parties may be told.
func (s *Server) changeTelling(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	in := ipcase.ChangeTelling{Number: c.Param("number"), From: f.line("from", 20), Why: f.text("why", ipcase.MaxComment)}
	if err = f.problems(); err == nil {
		err = s.Service.ChangeTelling(c.Request().Context(), actorOf(c), in)
	}
	if e := refusal(err); e != nil {
		return s.showReceived(c, statusOf[e.Kind], present.ReceivedTyped{From: in.From, Why: in.Why, Problem: e})
	}
	if err == nil {
		err = s.flash(c, views.Success, "The day is set.")
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.ReceivedPath+"/"+in.Number)
}

// receivedReport is the text for the authority; before it was answered there is none.
func (s *Server) receivedReport(c echo.Context) error {
	v, err := s.Service.ReadReceivedOrder(c.Request().Context(), actorOf(c), c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if v.AnsweredAt == nil {
		return errAbsent()
	}
	c.Response().Header().Set("Content-Disposition", disposition(v.Number+".txt", false))
	return c.Blob(http.StatusOK, "text/plain; charset=utf-8", []byte(s.reader(c).ReceivedReport(v, s.brand())))
}
