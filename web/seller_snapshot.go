package web

import (
	"net/http"
	"path"
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
		captured, err := s.captured(c, v, i)
		if err != nil {
			return err
		}
		now := present.Now{ListingNow: s.Service.ListingNow(c.Request().Context(), a, i), Href: i.Snapshot.URL}
		if s.Catalogue != nil {
			now.Pictures = picturesPath
		}
		return s.render(c, http.StatusOK, present.Snapshot(r, v, i, captured, now, back, p))
	}
	return errAbsent()
}

// captured is what came of the listing's page.
func (s *Server) captured(c echo.Context, v ipcase.CaseView, i ipcase.ItemView) (present.Captured, error) {
	var out present.Captured
	all, err := s.Service.Captures(c.Request().Context(), v)
	if err != nil {
		return out, err
	}
	var there bool
	if out.Capture, there = all[i.Position]; there {
		return out, nil
	}
	out.Waits, err = s.Service.CaptureWaits(c.Request().Context(), i.Item)
	return out, err
}

// capturedPage is the picture of a complained listing's page, as the portal drew it
// anew.
func (s *Server) capturedPage(c echo.Context) error {
	position, err := strconv.Atoi(c.Param("position"))
	if err != nil {
		return errAbsent()
	}
	p, err := s.Service.CapturedPage(c.Request().Context(), actorOf(c), c.Param("case"), position)
	if err != nil {
		return err
	}
	return s.sendBlob(c, p.Hash, p.MIME, "page-"+strconv.Itoa(position)+"."+path.Base(p.MIME), showable(p.MIME))
}
