package web

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// formText is how much of a text is read from a form: more than any field takes,
// so that the deed can say by how much it is too long and nothing typed is lost.
const formText = formLimit

func (s *Server) askSellerAppeal(c echo.Context) error {
	in, err := s.sellerView(c)
	if err != nil {
		return err
	}
	chosen, err := s.chosenFor(in.View, queryForm(c), ipcase.MoveAppeal)
	if err != nil {
		return s.answerSeller(c, err, chosen)
	}
	return s.showAppeal(c, http.StatusOK, in, present.AppealForm{ID: ipcase.NewID(), Items: chosen, Lang: lang(c)})
}

func (s *Server) showAppeal(c echo.Context, status int, in present.SellerCase, f present.AppealForm) error {
	var err error
	if f.Files, err = s.Service.FormEvidence(c.Request().Context(), actorOf(c), f.ID); err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	r := s.reader(c)
	p, err := s.page(c, r.T("Appeal"))
	if err != nil {
		return err
	}
	return s.render(c, status, present.SellerAppeal(r, in, f, p))
}

func (s *Server) sellerAppeal(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	in, err := s.sellerView(c)
	if err != nil {
		return err
	}
	typed := present.AppealForm{
		ID: f.line("form", searchLimit), Items: f.items("items"), Explanation: f.text("explanation", formText),
		Lang: f.choice("lang", present.Languages()...),
	}
	if err := s.keepFiles(c, f, typed.ID, "files", ipcase.PurposeEvidence, visibilityOf(f)); err != nil {
		return err
	}
	if id, ok := strings.CutPrefix(f.line("do", searchLimit), "drop:"); ok {
		if err := s.Service.DropEvidence(c.Request().Context(), actorOf(c), typed.ID, id); err != nil {
			return err //nolint:wrapcheck // a refusal, or says itself what it did
		}
		return s.showAppeal(c, http.StatusOK, in, typed)
	}
	if typed.Refusal = refusal(f.problems()); typed.Refusal != nil {
		return s.showAppeal(c, http.StatusUnprocessableEntity, in, typed)
	}
	err = s.Service.AppealDecision(c.Request().Context(), actorOf(c), ipcase.AppealDecision{
		FormID: typed.ID, Case: in.View.Case.Number, Items: typed.Items, Explanation: typed.Explanation, Lang: typed.Lang,
	})
	if typed.Refusal = refusal(err); typed.Refusal != nil {
		return s.showAppeal(c, http.StatusUnprocessableEntity, in, typed)
	}
	if err != nil {
		return s.answerSeller(c, err, typed.Items)
	}
	if err := s.flash(c, views.Success, "Your appeal is filed. Another reviewer looks at it."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.SellerCaseHref(in.View.Case.Number))
}

// visibilityOf is who may see the files that are sent with a form: both sides,
// unless the sender chose otherwise.
func visibilityOf(f *form) ipcase.ExhibitVisibility {
	if f.choice("visibility", string(ipcase.ReviewerOnly)) != "" {
		return ipcase.ReviewerOnly
	}
	return ipcase.BothSides
}
