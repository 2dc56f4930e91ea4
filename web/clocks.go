package web

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// clockRoutes are the pages about the time of a case, and the operator's switch.
func clockRoutes(s *Server) []route {
	const time = "/review/cases/:number/time"
	return []route{
		get("/seller/cases/:number/time", seller, s.caseTime),
		post("/seller/cases/:number/time", seller, s.disputeDelivery).needs(ipcase.PermAnswer),
		get("/holder/cases/:number/time", holder, s.caseTime),
		post("/holder/cases/:number/time", holder, s.disputeDelivery).needs(ipcase.PermAnswer),
		get(time, reviewer, s.caseTime),
		post(time, reviewer, s.setClock),
		post(time+"/answer", reviewer, s.answerDispute),
		post(time+"/bounce", reviewer, s.recordBounce),
		get("/operator/clocks", operator, s.operatorClocks),
		post("/operator/clocks", operator, s.stopClocks),
		post("/operator/clocks/:number/end", operator, s.endStop),
	}
}

func (s *Server) caseTime(c echo.Context) error {
	return s.showCaseTime(c, http.StatusOK, present.ClockTyped{}, nil)
}

// caseView reads a case as the side that asks may see it.
func (s *Server) caseView(c echo.Context) (ipcase.CaseView, error) {
	return readCaseAs(c.Request().Context(), s.Service, actorOf(c), c.Param("number"))
}

func (s *Server) showCaseTime(c echo.Context, status int, typed present.ClockTyped, refused *ipcase.Error) error {
	v, err := s.caseView(c)
	if err != nil {
		return err
	}
	papers, err := s.Service.ClockPapers(c.Request().Context(), actorOf(c), &v)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	r := s.reader(c)
	p, err := s.page(c, r.T("Time in %s", v.Case.Number))
	if err != nil {
		return err
	}
	p.HasError = status == http.StatusUnprocessableEntity
	in := present.CaseTime{View: v, Book: s.Service.Book(), Papers: papers, Actor: actorOf(c), Typed: typed, Error: refused}
	return s.render(c, status, views.CaseTime(r.CaseTimePage(p, in)))
}

// timeRefused shows the page again with what was typed: bad input beside its field,
// what has moved on with the reason.
func (s *Server) timeRefused(c echo.Context, typed present.ClockTyped, err error) error {
	var e *ipcase.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Kind {
	case ipcase.Invalid, ipcase.Stale, ipcase.Refused:
	default:
		return err
	}
	if typed.Form != "" { // several forms stand on the page: their fields have names of their own
		named := *e
		named.Fields = nil
		for _, f := range e.Fields {
			if f.Field == "bounce_reason" {
				f.Field = "reason"
			}
			f.Field = typed.Form + "-" + f.Field
			named.Fields = append(named.Fields, f)
		}
		e = &named
	}
	return s.showCaseTime(c, statusOf[e.Kind], typed, e)
}

// timeDone goes back to the page about the time.
func (s *Server) timeDone(c echo.Context, said string) error {
	if err := s.flash(c, views.Success, said); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.CaseTimeHref(actorOf(c).Party, c.Param("number")))
}

func (s *Server) disputeDelivery(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	typed := present.ClockTyped{Items: f.items("items"), Words: f.text("explanation", formText)}
	if err := f.problems(); err != nil {
		return s.timeRefused(c, typed, err)
	}
	in := ipcase.DisputeDelivery{Case: c.Param("number"), Items: typed.Items, Explanation: typed.Words, Lang: lang(c)}
	if err := s.Service.DisputeDelivery(c.Request().Context(), actorOf(c), in); err != nil {
		return s.timeRefused(c, typed, err)
	}
	return s.timeDone(c, views.Key("The delivery is disputed, and the time stands still. A reviewer answers."))
}

func (s *Server) setClock(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	typed := present.ClockTyped{
		Form: present.ClockFormSet, Items: f.items("items"), Do: f.line("do", 40), Amount: f.line("amount", 10), Words: f.text("reason", formText),
	}
	in := ipcase.SetClock{
		Case: c.Param("number"), Items: typed.Items, Do: ipcase.Move(typed.Do), Amount: f.int("amount", 0), Reason: typed.Words, Lang: lang(c),
	}
	err = f.problems()
	if err == nil {
		err = s.Service.SetClock(c.Request().Context(), actorOf(c), in)
	}
	if err != nil {
		return s.timeRefused(c, typed, err)
	}
	return s.timeDone(c, views.Key("The time was changed, and both sides are told."))
}

func (s *Server) answerDispute(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	typed := present.ClockTyped{
		Form: present.ClockFormAnswer, Items: f.items("items"), Words: f.text("reason", formText),
		Do: f.choice("do", string(ipcase.PaperStands), string(ipcase.PaperAnew)),
	}
	if typed.Do == "" {
		f.fail("do", "Choose whether the notice reached them.")
	}
	in := ipcase.AnswerDispute{Case: c.Param("number"), Items: typed.Items, Stands: typed.Do == string(ipcase.PaperStands), Reason: typed.Words, Lang: lang(c)}
	err = f.problems()
	if err == nil {
		err = s.Service.AnswerDispute(c.Request().Context(), actorOf(c), in)
	}
	if err != nil {
		return s.timeRefused(c, typed, err)
	}
	return s.timeDone(c, views.Key("The dispute was answered."))
}

func (s *Server) recordBounce(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	typed := present.ClockTyped{Form: present.ClockFormBounce, Words: f.text("reason", formText), Notice: f.line("notice", 20)}
	in := ipcase.RecordBounce{Case: c.Param("number"), NoticeID: int64(f.int("notice", 0)), Reason: typed.Words, Lang: lang(c)}
	err = f.problems()
	if err == nil {
		err = s.Service.RecordBounce(c.Request().Context(), actorOf(c), in)
	}
	if err != nil {
		return s.timeRefused(c, typed, err)
	}
	return s.timeDone(c, views.Key("It is on record that the mail came back."))
}
