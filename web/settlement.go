package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

func (s *Server) settlementCase(c echo.Context) (present.SettlementCase, error) {
	v, err := s.caseView(c)
	return present.SettlementCase{View: v, Actor: actorOf(c)}, err
}

func (s *Server) caseSettlement(c echo.Context) error {
	in, err := s.settlementCase(c)
	if err != nil {
		return err
	}
	if !in.Shows() {
		return s.notNow(c, in.View.Case.Number)
	}
	in.From = queryForm(c).line("from", 40)
	return s.showSettlement(c, http.StatusOK, in)
}

func (s *Server) showSettlement(c echo.Context, status int, in present.SettlementCase) error {
	r := s.reader(c)
	p, err := s.page(c, r.T("Settlement"))
	if err != nil {
		return err
	}
	return s.render(c, status, views.Settlement(r.SettlementPage(p, in)))
}

// settle makes an offer, or answers the one on the table.
func (s *Server) settle(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	typed := present.SettlementTyped{
		Form: f.line("form", 40), Offer: f.line("offer", 40), Items: f.items("items"), Lang: f.choice("lang", present.Languages()...),
		Do: f.choice("do", present.MakeOffer, string(ipcase.AcceptOffer), string(ipcase.DeclineOffer), string(ipcase.TakeBackOffer)),
	}
	if typed.Do == present.MakeOffer {
		typed.SellOffOn, typed.Licence, typed.Words = f.line("sell_off_on", 20), f.text("licence", formText), f.text("words", formText)
	} else {
		typed.Reply = f.text("reply", formText)
	}
	ctx, a, number := c.Request().Context(), actorOf(c), c.Param("number")
	switch err = f.problems(); {
	case err != nil:
	case typed.Do == "":
		err = ipcase.Errorf(ipcase.Invalid, "Choose what you answer.")
	case typed.Do == present.MakeOffer:
		err = s.Service.OfferSettlement(ctx, a, ipcase.OfferSettlement{
			FormID: typed.Form, Case: number, Items: typed.Items, SellOffOn: typed.SellOffOn, Licence: typed.Licence, Words: typed.Words, Lang: typed.Lang,
		})
	default:
		err = s.Service.AnswerSettlement(ctx, a, ipcase.AnswerSettlement{
			Case: number, Offer: typed.Offer, Items: typed.Items, Do: ipcase.OfferAnswer(typed.Do), Words: typed.Reply, Lang: lang(c),
		})
	}
	if err != nil {
		return s.settlementRefused(c, typed, err)
	}
	return s.settlementDone(c, typed)
}

// settled is what the next page tells.
var settled = map[string]string{
	present.MakeOffer:            views.Key("Your offer is made, and the other side is told."),
	string(ipcase.AcceptOffer):   views.Key("You accepted the offer. The complaint about these listings has ended by agreement."),
	string(ipcase.DeclineOffer):  views.Key("You declined the offer, and the other side is told. You can make an offer of your own."),
	string(ipcase.TakeBackOffer): views.Key("Your offer is taken back, and the other side is told."),
}

// settlementDone leads on: after a no to where an offer can be made in turn, else
// back to the case.
func (s *Server) settlementDone(c echo.Context, typed present.SettlementTyped) error {
	if typed.Do == string(ipcase.AcceptOffer) {
		return s.laneDone(c, settled[typed.Do])
	}
	if err := s.flash(c, views.Success, settled[typed.Do]); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.SettlementHref(actorOf(c).Party, c.Param("number")))
}

// settlementRefused shows the page again with what was typed; what has moved on is
// told there, or on the case where nothing is left to show.
func (s *Server) settlementRefused(c echo.Context, typed present.SettlementTyped, err error) error {
	e := asProblem(err)
	if e == nil || e.Kind != ipcase.Invalid && e.Kind != ipcase.Stale && e.Kind != ipcase.Refused {
		return err
	}
	in, again := s.settlementCase(c)
	if again != nil {
		return again
	}
	in.Typed, in.Error = &typed, e
	switch {
	case !in.Shows():
		return s.caseMovedOn(c, asProblem(errMovedOn()))
	case e.Kind == ipcase.Invalid && typed.Do != string(ipcase.AcceptOffer) && typed.Do != string(ipcase.DeclineOffer) && !present.MayOffer(in.View):
		in.Error = asProblem(errMovedOn())
	}
	return s.showSettlement(c, formStatus(in.Error), in)
}
