package web

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/web/present"
)

// snapshot is a complained listing as it was, for whoever may see the case.
func (s *Server) snapshot(c echo.Context) error {
	position, err := strconv.Atoi(c.Param("position"))
	if err != nil {
		return errAbsent()
	}
	a, number := actorOf(c), c.Param("case")
	read, back := s.Service.ReadSellerCase, present.SellerCaseHref(number)
	switch a.Party {
	case ipcase.PartySeller:
	case ipcase.PartyHolder:
		read, back = s.Service.ReadHolderCase, "/holder/cases/"+number
	default:
		read, back = s.Service.ReadReviewCase, "/review/cases/"+number
	}
	v, err := read(c.Request().Context(), a, number)
	if err != nil {
		return err //nolint:wrapcheck // a refusal, or says itself what it did
	}
	for _, i := range v.Items {
		if i.Position != position {
			continue
		}
		r := s.reader(c)
		p, err := s.page(c, r.T("Snapshot of listing %s", i.Snapshot.Ref))
		if err != nil {
			return err
		}
		return s.render(c, http.StatusOK, present.Snapshot(r, v, i, back, p))
	}
	return errAbsent()
}
