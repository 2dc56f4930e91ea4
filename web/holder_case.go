package web

import (
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// holderCase is one seller's part of a complaint. Opening it delivers the notices
// in it that wait for the holder.
func (s *Server) holderCase(c echo.Context) error {
	v, err := s.Service.ReadHolderCase(c.Request().Context(), actorOf(c), c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	return s.holderCasePage(c, http.StatusOK, v, nil)
}

func (s *Server) holderCasePage(c echo.Context, status int, v ipcase.CaseView, moved *ipcase.Error) error {
	if err := s.sawCase(c, v); err != nil {
		return err
	}
	p, err := s.page(c, s.t(c, "Case %s", v.Case.Number))
	if err != nil {
		return err
	}
	p.Crumbs = s.caseCrumbs(c, v, "")
	page := s.reader(c).HolderCase(p, v, s.Service.Book())
	again, err := s.sameAgain(c, v)
	if err != nil {
		return err
	}
	page.Stands = append(page.Stands, again...)
	if moved != nil {
		page.Stale = s.reader(c).HolderStale(moved)
	}
	return s.render(c, status, views.HolderCasePage(page))
}

func (s *Server) caseCrumbs(c echo.Context, v ipcase.CaseView, here string) []views.Link {
	links := []views.Link{
		{Text: s.t(c, "Complaints"), Href: "/holder/complaints"},
		{Text: v.Complaint.Number, Href: "/holder/complaints/" + v.Complaint.Number},
		{Text: v.Case.Number, Href: "/holder/cases/" + v.Case.Number},
	}
	if here != "" {
		links = append(links, views.Link{Text: here})
	}
	return links
}

// holderDecision is a decision's statement of reasons.
func (s *Server) holderDecision(c echo.Context) error {
	v, err := s.Service.ReadHolderCase(c.Request().Context(), actorOf(c), c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	for _, d := range v.Decisions {
		if d.PublicID != c.Param("decision") {
			continue
		}
		p, err := s.page(c, s.t(c, "Decision in case %s", v.Case.Number))
		if err != nil {
			return err
		}
		p.Crumbs = s.caseCrumbs(c, v, s.t(c, "Decision"))
		return s.render(c, http.StatusOK, views.HolderDecisionPage(s.reader(c).HolderDecision(p, v, d, s.Service.Book())))
	}
	return errAbsent()
}

// holderDeed is the form or the question of a deed. Where it can no longer be
// done, the case says how it is now.
func (s *Server) holderDeed(c echo.Context) error {
	deed := c.Param("deed")
	if present.MoveOf(deed) == "" {
		return errAbsent()
	}
	v, err := s.Service.ReadHolderCase(c.Request().Context(), actorOf(c), c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if !present.MayDeed(v, deed) {
		if err := s.flash(c, views.Info, "This cannot be done in this case now. You see the case as it is."); err != nil {
			return err
		}
		return c.Redirect(http.StatusSeeOther, "/holder/cases/"+v.Case.Number)
	}
	return s.holderDeedPage(c, http.StatusOK, v, present.Act{Deed: deed, FormID: ipcase.NewID(), Lang: lang(c)})
}

func (s *Server) holderDeedPage(c echo.Context, status int, v ipcase.CaseView, act present.Act) error {
	files, err := s.Service.FormEvidence(c.Request().Context(), actorOf(c), act.FormID)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	act.Files = files
	title := s.deedTitle(c, act.Deed)
	if act.Page, err = s.page(c, title); err != nil {
		return err
	}
	act.Page.Crumbs = s.caseCrumbs(c, v, title)
	r := s.reader(c)
	if act.Deed == present.DeedAccept || act.Deed == present.DeedRetract {
		cost, err := s.Service.HolderCost(c.Request().Context(), actorOf(c))
		if err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
		page := r.HolderConfirm(v, act)
		page.Box.Points = append(page.Box.Points, r.HolderCostOf(act.Deed, cost, v.Complaint.Reason, len(page.Items.Options)))
		return s.render(c, status, views.HolderConfirmPage(page))
	}
	return s.render(c, status, views.HolderActPage(r.HolderAct(v, act)))
}

func (s *Server) deedTitle(c echo.Context, deed string) string {
	switch deed {
	case present.DeedAccept:
		return s.t(c, "Accept the counter-notification")
	case present.DeedContest:
		return s.t(c, "Contest the counter-notification")
	case present.DeedCourt:
		return s.t(c, "Show what holds the case")
	case present.DeedComplete:
		return s.t(c, "Complete your complaint")
	case present.DeedAppeal:
		return s.t(c, "Appeal")
	default:
		return s.t(c, "Retract listings")
	}
}

// doHolderDeed does what a form says, or keeps the files that came with it.
func (s *Server) doHolderDeed(c echo.Context) error {
	deed, number := c.Param("deed"), c.Param("number")
	if present.MoveOf(deed) == "" {
		return errAbsent()
	}
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	act := actInput(f, deed)
	items := f.items("items")
	act.Ticked = []int{}
	for _, i := range items {
		act.Ticked = append(act.Ticked, i.Position)
	}
	only, err := s.actFiles(c, f, act.FormID)
	if err != nil {
		return err
	}
	if problems := refusal(f.problems()); problems != nil || only {
		act.Problems = problems
		return s.deedAgain(c, number, act, problems)
	}
	if err := s.holderAct(c, number, act, items); err != nil {
		return s.deedRefused(c, number, act, err)
	}
	if err := s.flash(c, views.Success, deedDone[deed]); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/holder/cases/"+number)
}

// actInput reads the fields of this deed's form and of no other's.
func actInput(f *form, deed string) present.Act {
	act := present.Act{Deed: deed, FormID: f.line("form", 40), Lang: f.choice("lang", present.Languages()...)}
	if deed != present.DeedAccept {
		act.Explanation = f.text("explanation", ipcase.MaxExplanation)
	}
	if deed == present.DeedCourt {
		act.Court, act.CourtNumber = f.line("court", ipcase.MaxShortText), f.line("court_number", ipcase.MaxShortText)
		act.Action = ipcase.CourtAction(f.choice("action", string(ipcase.ActionCourt), string(ipcase.ActionAuthority), string(ipcase.ActionOrder)))
	}
	return act
}

// actFiles keeps or drops the files of a deed's form; only says that nothing else
// was asked for.
func (s *Server) actFiles(c echo.Context, f *form, formID string) (only bool, err error) {
	visibility := ipcase.BothSides
	if f.choice("visibility", string(ipcase.ReviewerOnly)) != "" {
		visibility = ipcase.ReviewerOnly
	}
	if err := s.keepFiles(c, f, formID, "evidence", ipcase.PurposeEvidence, visibility); err != nil {
		return false, err
	}
	do := f.line("do", 60)
	if id, ok := strings.CutPrefix(do, "drop:"); ok {
		return true, s.Service.DropEvidence(c.Request().Context(), actorOf(c), formID, id) //nolint:wrapcheck // says itself what it did
	}
	return do == "upload", nil
}

// deedDone is what the next page tells.
var deedDone = map[string]string{
	present.DeedAccept:   views.Key("You accepted the counter-notification. The seller is told."),
	present.DeedContest:  views.Key("Your answer was sent. A reviewer decides, and you are told."),
	present.DeedCourt:    views.Key("It is recorded. The case waits for what is decided there."),
	present.DeedComplete: views.Key("What you added was sent to the reviewer."),
	present.DeedAppeal:   views.Key("Your appeal was sent. Another reviewer looks at it."),
	present.DeedRetract:  views.Key("The complaint about the chosen listings is retracted."),
}

func (s *Server) holderAct(c echo.Context, number string, act present.Act, items []ipcase.Chosen) error {
	ctx, a := c.Request().Context(), actorOf(c)
	answer := func(k ipcase.AnswerKind) error {
		return s.Service.AnswerCounter(ctx, a, ipcase.AnswerCounter{ //nolint:wrapcheck // says itself what it did
			FormID: act.FormID, Case: number, Items: items, Kind: k, Explanation: act.Explanation, Lang: act.Lang,
			Court: act.Court, CourtNumber: act.CourtNumber, Action: act.Action,
		})
	}
	switch act.Deed {
	case present.DeedAccept:
		return answer(ipcase.AnswerAccept)
	case present.DeedContest:
		return answer(ipcase.AnswerContest)
	case present.DeedCourt:
		return answer(ipcase.AnswerCourt)
	case present.DeedComplete:
		return s.Service.CompleteNotice(ctx, a, ipcase.CompleteNotice{FormID: act.FormID, Case: number, Items: items, Explanation: act.Explanation}) //nolint:wrapcheck // says itself what it did
	case present.DeedAppeal:
		return s.Service.AppealDecision(ctx, a, ipcase.AppealDecision{FormID: act.FormID, Case: number, Items: items, Explanation: act.Explanation, Lang: act.Lang}) //nolint:wrapcheck // says itself what it did
	default:
		_, err := s.Service.Retract(ctx, a, ipcase.Retract{Case: number, Items: items})
		return err //nolint:wrapcheck // says itself what it did
	}
}

// deedAgain shows a deed's form again with what was typed.
func (s *Server) deedAgain(c echo.Context, number string, act present.Act, problems *ipcase.Error) error {
	v, err := s.Service.ReadHolderCase(c.Request().Context(), actorOf(c), number)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	switch {
	case !present.MayDeed(v, act.Deed):
		return s.holderCasePage(c, http.StatusConflict, v, asProblem(errMovedOn()))
	case problems != nil:
		return s.holderDeedPage(c, http.StatusUnprocessableEntity, v, act)
	default:
		return s.holderDeedPage(c, http.StatusOK, v, act)
	}
}

// deedRefused answers a deed that was not done: with the form again where
// something in it is wrong or has moved, else with the case as it is now.
func (s *Server) deedRefused(c echo.Context, number string, act present.Act, err error) error {
	kind := ipcase.KindOf(err)
	if kind != ipcase.Invalid && kind != ipcase.Stale && kind != ipcase.Refused {
		return err
	}
	v, again := s.Service.ReadHolderCase(c.Request().Context(), actorOf(c), number)
	if again != nil {
		return again //nolint:wrapcheck // says itself what it did
	}
	if !present.MayDeed(v, act.Deed) && kind == ipcase.Invalid {
		err = errMovedOn()
	}
	act.Problems = asProblem(err)
	if kind == ipcase.Refused || !present.MayDeed(v, act.Deed) {
		return s.holderCasePage(c, http.StatusConflict, v, act.Problems)
	}
	return s.holderDeedPage(c, statusOf[kind], v, act)
}

// errMovedOn is told when nothing is left with which a deed could be done.
func errMovedOn() error {
	return ipcase.Errorf(ipcase.Stale, "This cannot be done in this case now. You see the case as it is.")
}

// asProblem is a refusal of any kind as something that a form can show.
func asProblem(err error) *ipcase.Error {
	var e *ipcase.Error
	errors.As(err, &e)
	return e
}
