package web

import (
	"net/http"
	"path"
	"strconv"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// laneRoutes are the ways in which the two sides end a complaint without a
// reviewer: a fix, a settlement, a retraction by list.
func laneRoutes(s *Server) []route {
	return []route{
		get("/seller/cases/:number/fix", seller, s.caseFix),
		post("/seller/cases/:number/fix", seller, s.proposeFix).needs(ipcase.PermAnswer),
		get("/holder/cases/:number/fix", holder, s.caseFix),
		post("/holder/cases/:number/fix", holder, s.answerFix).needs(ipcase.PermAnswer),
		get("/review/cases/:number/fix", reviewer, s.caseFix),
		post("/review/cases/:number/fix", reviewer, s.answerFix),
		get("/seller/cases/:number/settlement", seller, s.caseSettlement),
		post("/seller/cases/:number/settlement", seller, s.settle).needs(ipcase.PermAnswer),
		get("/holder/cases/:number/settlement", holder, s.caseSettlement),
		post("/holder/cases/:number/settlement", holder, s.settle).needs(ipcase.PermAnswer),
		get("/holder/complaints/:number/retract-listings", holder, s.retractListed).needs(ipcase.PermFile),
		post("/holder/complaints/:number/retract-listings", holder, s.retractByList).needs(ipcase.PermFile),
		get("/fixes/:case/:fix/:position/:n", signedIn, s.fixPicture),
	}
}

func (s *Server) caseFix(c echo.Context) error {
	in, err := s.fixCase(c)
	if err != nil {
		return err
	}
	if !in.Shows() {
		return s.notNow(c, in.View.Case.Number)
	}
	return s.showFix(c, http.StatusOK, in)
}

// notNow leads back to the case from a page that has nothing to show.
func (s *Server) notNow(c echo.Context, number string) error {
	if err := s.flash(c, views.Info, "This cannot be done in this case now. You see the case as it is."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.CaseBase(actorOf(c).Party, number))
}

func (s *Server) fixCase(c echo.Context) (present.FixCase, error) {
	in := present.FixCase{Actor: actorOf(c)}
	var err error
	if in.View, err = s.Service.ReadFixes(c.Request().Context(), in.Actor, c.Param("number")); err != nil {
		return in, err //nolint:wrapcheck // says itself what it did
	}
	if in.Actor.Party == ipcase.PartySeller {
		in.Now = s.Service.FixableNow(c.Request().Context(), in.View.CaseView)
	}
	return in, nil
}

func (s *Server) showFix(c echo.Context, status int, in present.FixCase) error {
	r := s.reader(c)
	p, err := s.page(c, r.FixTitle(in))
	if err != nil {
		return err
	}
	return s.render(c, status, views.Fix(r.FixPage(p, in)))
}

func typedFix(f *form) present.FixTyped {
	return present.FixTyped{
		Form: f.line("form", 40), Items: f.items("items"), Words: f.text("words", formText), Lang: f.choice("lang", present.Languages()...),
		Kind: f.choice("kind", string(ipcase.FixAccepted), string(ipcase.FixRefused)),
	}
}

func (s *Server) proposeFix(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	typed := typedFix(f)
	if err = f.problems(); err == nil {
		err = s.Service.ProposeFix(c.Request().Context(), actorOf(c), ipcase.ProposeFix{
			FormID: typed.Form, Case: c.Param("number"), Items: typed.Items, Words: typed.Words, Lang: typed.Lang,
		})
	}
	if err != nil {
		return s.fixRefused(c, typed, err)
	}
	return s.laneDone(c, views.Key("The fix is proposed. The complainant is told, and your time stands still until somebody has looked."))
}

func (s *Server) answerFix(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	typed := typedFix(f)
	if err = f.problems(); err == nil {
		err = s.Service.AnswerFix(c.Request().Context(), actorOf(c), ipcase.AnswerFix{
			Case: c.Param("number"), Items: typed.Items, Kind: ipcase.FixReplyKind(typed.Kind), Words: typed.Words, Lang: typed.Lang,
		})
	}
	if err != nil {
		return s.fixRefused(c, typed, err)
	}
	if typed.Kind == string(ipcase.FixAccepted) {
		return s.laneDone(c, views.Key("The fix is accepted. The complaint about these listings has ended, and they stay online."))
	}
	return s.laneDone(c, views.Key("The fix is not accepted. The seller is told, and the rest of its time runs on."))
}

// laneDone goes back to the case.
func (s *Server) laneDone(c echo.Context, said string) error {
	if err := s.flash(c, views.Success, said); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.CaseBase(actorOf(c).Party, c.Param("number")))
}

// fixRefused shows the page again with what was typed; what has moved on is told
// there, or on the case where nothing is left to show.
func (s *Server) fixRefused(c echo.Context, typed present.FixTyped, err error) error {
	e := asProblem(err)
	if e == nil || e.Kind != ipcase.Invalid && e.Kind != ipcase.Stale && e.Kind != ipcase.Refused {
		return err
	}
	in, again := s.fixCase(c)
	if again != nil {
		return again
	}
	in.Typed, in.Error = &typed, e
	if form := in.CanSend(); !form && e.Kind == ipcase.Invalid {
		in.Error = asProblem(errMovedOn())
	}
	if !in.Shows() {
		return s.caseMovedOn(c, in.Error)
	}
	return s.showFix(c, formStatus(in.Error), in)
}

// formStatus answers a form that is shown again: what is wrong in it, or that the
// case has moved on.
func formStatus(e *ipcase.Error) int {
	if e.Kind == ipcase.Invalid {
		return http.StatusUnprocessableEntity
	}
	return http.StatusConflict
}

// caseMovedOn is the case as it is now, with what cannot be done in it.
func (s *Server) caseMovedOn(c echo.Context, e *ipcase.Error) error {
	switch actorOf(c).Party {
	case ipcase.PartySeller:
		return s.showSellerCase(c, http.StatusConflict, e, nil)
	case ipcase.PartyHolder:
		v, err := s.Service.ReadHolderCase(c.Request().Context(), actorOf(c), c.Param("number"))
		if err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
		return s.holderCasePage(c, http.StatusConflict, v, e)
	default:
		return s.bench(c, http.StatusConflict, nil, e)
	}
}

// fixPicture is a picture of a listing as it was when its fix was proposed.
func (s *Server) fixPicture(c echo.Context) error {
	position, err := strconv.Atoi(c.Param("position"))
	n, err2 := strconv.Atoi(c.Param("n"))
	if err != nil || err2 != nil {
		return errAbsent()
	}
	hash, kind, err := s.Service.FixImage(c.Request().Context(), actorOf(c), c.Param("case"), c.Param("fix"), position, n)
	if err != nil {
		return err //nolint:wrapcheck // a refusal, or says itself what it did
	}
	return s.sendBlob(c, hash, kind, "fixed-"+strconv.Itoa(n)+"."+path.Base(kind), showable(kind))
}
