package web

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/marketplace"
	"ipportal/views"
	"ipportal/web/present"
)

const (
	cataloguePath = "/catalogue"
	picturesPath  = "/pictures/"
	offersPerPage = 24
)

func catalogueRoutes(s *Server) []route {
	return []route{
		get(cataloguePath, anyone, s.sites),
		get(cataloguePath+"/:site", anyone, s.browse),
		get(cataloguePath+"/:site/:ref", anyone, s.listing),
		get(picturesPath+"*", anyone, s.picture),
	}
}

// sites lists where the marketplace sells.
func (s *Server) sites(c echo.Context) error {
	sites := s.Catalogue.Sites()
	if len(sites) == 1 {
		return c.Redirect(http.StatusSeeOther, cataloguePath+"/"+sites[0].Code)
	}
	p, err := s.page(c, s.t(c, "Catalogue"))
	if err != nil {
		return err
	}
	page := views.SitesPage{Page: p}
	for _, site := range sites {
		found, err := s.Catalogue.Browse(c.Request().Context(), site.Code, "", 0, 1)
		if err != nil {
			return err
		}
		page.Sites = append(page.Sites, views.SiteLine{
			Name: site.Name, Count: int(found.Total), Href: cataloguePath + "/" + site.Code,
		})
	}
	return s.render(c, http.StatusOK, page)
}

func (s *Server) site(c echo.Context) (ipcase.Site, error) {
	for _, site := range s.Catalogue.Sites() {
		if site.Code == c.Param("site") {
			return site, nil
		}
	}
	return ipcase.Site{}, errAbsent()
}

// browse shows the offers of one site.
func (s *Server) browse(c echo.Context) error {
	site, err := s.site(c)
	if err != nil {
		return err
	}
	f := queryForm(c)
	words := f.line("q", 200)
	after := int64(f.int("after", 0))
	if err := f.problems(); err != nil {
		return err
	}
	found, err := s.Catalogue.Browse(c.Request().Context(), site.Code, words, after, offersPerPage)
	if err != nil {
		return err
	}
	p, err := s.page(c, site.Name)
	if err != nil {
		return err
	}
	here := cataloguePath + "/" + site.Code
	r := s.reader(c)
	page := views.CataloguePage{
		Page: p, Site: site.Name, Note: r.Listings(int(found.Total)), Action: here, Query: words, Count: int(found.Total),
	}
	for _, l := range found.Listings {
		page.Offers = append(page.Offers, offerTile(r, here, l))
	}
	q := url.Values{}
	if words != "" {
		q.Set("q", words)
	}
	if after > 0 { // a keyset leads forward; the way back is the beginning
		page.Pager.Newer = here + "?" + q.Encode()
	}
	if found.Next > 0 {
		q.Set("after", strconv.FormatInt(found.Next, 10))
		page.Pager.Older = here + "?" + q.Encode()
	}
	return s.render(c, http.StatusOK, page)
}

func offerTile(r present.Reader, here string, l marketplace.CatalogueListing) views.OfferTile {
	tile := views.OfferTile{
		Href: here + "/" + l.Ref, Title: l.Title, Lang: r.OtherLang(l.Lang), Price: present.Money(l.PriceMinor, l.Currency), Seller: l.SellerName,
	}
	if len(l.Images) > 0 {
		tile.Picture = picturesPath + l.Images[0]
	}
	if l.Visibility == marketplace.Removed {
		tile.Picture = ""
		tile.Badge = views.Badge{Tone: views.Neutral, Text: r.T("Not available")}
	}
	return tile
}

// listing is the public page of one offer: 451 while it is taken down, 410 when
// its seller took it off.
func (s *Server) listing(c echo.Context) error {
	site, err := s.site(c)
	if err != nil {
		return err
	}
	l, err := s.Catalogue.Listing(c.Request().Context(), site.Code, c.Param("ref"))
	if err != nil {
		return err
	}
	switch l.Visibility {
	case marketplace.Removed:
		if l.CaseNumber == "" { // an order forbids to say at whose request (RFC 9110, 15.5.5)
			return errAbsent()
		}
		return s.blocked(c, site, l)
	case marketplace.Withdrawn:
		return s.gone(c)
	case marketplace.Live:
	}
	p, err := s.page(c, l.Title)
	if err != nil {
		return err
	}
	r := s.reader(c)
	page := views.ListingPage{
		Page: p, ID: l.Ref, Title: l.Title, Lang: r.OtherLang(l.Lang), Price: present.Money(l.PriceMinor, l.Currency),
		Seller: views.Party{Icon: "building-store", Name: l.SellerName, Lang: r.LangOf(l.SellerName)},
		Site:   views.Link{Text: site.Name, Href: cataloguePath + "/" + site.Code}, Category: l.Category,
		Description: l.Description, ReportHref: "/sign-in?next=" + url.QueryEscape("/holder/file"),
	}
	for n, key := range l.Images {
		page.Pictures = append(page.Pictures, views.Picture{Src: picturesPath + key, Alt: s.t(c, "Picture %d of the listing", n+1)})
	}
	return s.render(c, http.StatusOK, page)
}

// gone answers for a listing that its seller took off.
func (s *Server) gone(c echo.Context) error {
	p, err := s.page(c, views.ErrorTitle(s.drawing(c), http.StatusGone))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusGone, views.ErrorPage{
		Page: p, Status: http.StatusGone, Actions: []views.Link{{Text: s.t(c, "Catalogue"), Href: cataloguePath}},
	})
}

// blocked is the page in place of a listing that is taken down (RFC 7725).
func (s *Server) blocked(c echo.Context, site ipcase.Site, l marketplace.CatalogueListing) error {
	p, err := s.page(c, s.t(c, "Not available for legal reasons"))
	if err != nil {
		return err
	}
	r := s.reader(c)
	page := views.BlockedPage{
		Page: p, ID: l.Ref, Site: site.Name, SearchURL: cataloguePath + "/" + site.Code,
		Why: s.t(c, "It was taken down after a complaint that it infringes an intellectual property right."),
		Facts: []views.SummaryRow{
			{Key: s.t(c, "Who asked for it"), Text: l.Complainant, Lang: r.LangOf(l.Complainant)},
			{Key: s.t(c, "Right relied on"), Text: r.RightType(ipcase.RightType(l.RightType))},
			{Key: s.t(c, "Who decided"), Text: s.t(c, "%s, as the marketplace. No court was involved.", s.brand())},
			{Key: s.t(c, "Case"), Text: l.CaseNumber},
		},
	}
	if l.RemovedAt != nil {
		page.Why = s.t(c, "It was taken down on %s, after a complaint that it infringes an intellectual property right.", r.Day(*l.RemovedAt).Text)
	}
	c.Response().Header().Set("Link", "<"+s.BaseURL+`/>; rel="blocked-by"`)
	return s.render(c, http.StatusUnavailableForLegalReasons, page)
}

// picture sends a picture of the marketplace.
func (s *Server) picture(c echo.Context) error {
	key := c.Param("*")
	body, err := s.Catalogue.Image(c.Request().Context(), key)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
		return errAbsent()
	}
	if err != nil {
		return fmt.Errorf("send a picture: %w", err)
	}
	defer func() { _ = body.Close() }()
	h := c.Response().Header()
	h.Set("Content-Security-Policy", sandbox)
	h.Set("Cache-Control", "public, max-age=3600")
	h.Set("Content-Type", marketplace.MIME(key))
	c.Response().WriteHeader(http.StatusOK)
	if c.Request().Method == http.MethodHead {
		return nil
	}
	if _, err := io.Copy(c.Response(), body); err != nil {
		return fmt.Errorf("send a picture: %w", err)
	}
	return nil
}
