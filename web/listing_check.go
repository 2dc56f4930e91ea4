package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// listingCheck shows a shop its own listings that look like complained ones.
func (s *Server) listingCheck(c echo.Context) error {
	v, err := s.Service.CheckOwnListings(c.Request().Context(), actorOf(c))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	r := s.reader(c)
	p, err := s.page(c, r.T("Listing check"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.ListingCheck(r.ListingCheck(p, v, actorOf(c).May(ipcase.PermDelete))))
}

// askDeleteOwn says what follows before a shop takes off a listing of its own.
func (s *Server) askDeleteOwn(c echo.Context) error {
	q := queryForm(c)
	o, deleted, err := s.Service.OwnListing(c.Request().Context(), actorOf(c), q.line("site", 40), q.line("ref", 40))
	if err != nil {
		return err //nolint:wrapcheck // a refusal, or says itself what it did
	}
	if deleted {
		return c.Redirect(http.StatusSeeOther, present.ListingCheckPath)
	}
	r := s.reader(c)
	p, err := s.page(c, r.T("Delete a listing"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, r.DeleteOwn(p, o))
}

func (s *Server) deleteOwn(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	ref := f.line("ref", 40)
	if err := s.Service.DeleteOwn(c.Request().Context(), actorOf(c), f.line("site", 40), ref); err != nil {
		return err //nolint:wrapcheck // a refusal, or says itself what it did
	}
	if err := s.flash(c, views.Success, "We have asked the marketplace to take %s offline. Nobody was told, and nothing follows from it.", ref); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.ListingCheckPath)
}

// addLikeIt says after a deletion how many listings the shop sells that are like the
// complained ones. What was deleted is deleted, whether that can be said or not.
func (s *Server) addLikeIt(c echo.Context, f *views.Flash) {
	v, err := s.Service.CheckOwnListings(c.Request().Context(), actorOf(c))
	if err != nil {
		s.Logger.WarnContext(c.Request().Context(), "a shop's listings could not be looked through", "error", err)
		return
	}
	if v.Unknown {
		return
	}
	r := s.reader(c)
	f.Text, f.Link = r.AlsoSold(f.Text, v), &views.Link{Text: r.T("Listing check"), Href: present.ListingCheckPath}
}
