package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// askDelete says what follows before the chosen listings are deleted.
func (s *Server) askDelete(c echo.Context) error {
	in, err := s.sellerView(c)
	if err != nil {
		return err
	}
	chosen, err := s.chosenFor(in.View, queryForm(c), ipcase.MoveDelete)
	if err != nil {
		return s.answerSeller(c, err, chosen)
	}
	r := s.reader(c)
	p, err := s.page(c, r.T("Delete Now"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, present.SellerDelete(r, in, chosen, p))
}

func (s *Server) deleteListings(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	number := c.Param("number")
	chosen := f.items("items")
	if err := f.problems(); err != nil {
		return s.answerSeller(c, err, nil)
	}
	err = s.Service.DeleteListings(c.Request().Context(), actorOf(c), ipcase.DeleteListings{Case: number, Items: chosen})
	if err != nil {
		return s.answerSeller(c, err, chosen)
	}
	msg := "We have asked the marketplace to take %d listings offline. The complaint about them is closed."
	if len(chosen) == 1 {
		msg = "We have asked the marketplace to take %d listing offline. The complaint about it is closed."
	}
	told := views.Flash{Tone: views.Success, Text: s.t(c, msg, len(chosen))}
	s.addLikeIt(c, &told)
	if err := s.keepFlash(c, told); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.SellerCaseHref(number))
}
