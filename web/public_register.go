package web

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

func registerRoutes(s *Server) []route {
	return []route{
		get(present.RegisterPath, anyone, s.register),
		get(present.RegisterPath+".json", anyone, s.registerJSON),
		get(present.RegisterPath+".atom", anyone, s.registerFeed),
		get(present.RegisterPath+"/:number", anyone, s.registerCase),
		get(present.RegisterPath+"/:number/lumen.json", anyone, s.registerLumen),
	}
}

// registerQuery reads what is asked of the register. What no filter of the page offers
// is left out: an old bookmark still opens the list.
func registerQuery(c echo.Context) ipcase.RegisterQuery {
	f := queryForm(c)
	q := ipcase.RegisterQuery{Search: f.line("q", searchLimit), Older: f.line("older", 40), Newer: f.line("newer", 40)}
	for _, t := range ipcase.RightTypes() {
		if f.values.Get("type") == string(t) {
			q.Type = t
		}
	}
	for _, o := range ipcase.RegisterOutcomes() {
		if f.values.Get("outcome") == string(o) {
			q.Outcome = o
		}
	}
	if t := f.line("territory", 2); t == "" || ipcase.IsCountry(t) || slices.Contains([]string{"EU", "WW"}, t) {
		q.Territory = t
	}
	q.From, _ = time.Parse(present.MonthForm, f.values.Get("from"))
	q.To, _ = time.Parse(present.MonthForm, f.values.Get("to"))
	if q.Older != "" {
		q.Newer = ""
	}
	return q
}

// wantsJSON says whether who asks prefers JSON to a page: it is named, and a page is
// not.
func wantsJSON(c echo.Context) bool {
	accept := c.Request().Header.Get(echo.HeaderAccept)
	return strings.Contains(accept, echo.MIMEApplicationJSON) && !strings.Contains(accept, echo.MIMETextHTML)
}

// register is the list of what is public, searched and narrowed, page by page.
func (s *Server) register(c echo.Context) error {
	c.Response().Header().Add(echo.HeaderVary, echo.HeaderAccept)
	if wantsJSON(c) {
		return s.registerJSON(c)
	}
	q := registerQuery(c)
	list, err := s.Service.ReadRegister(c.Request().Context(), q)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	p, err := s.page(c, s.t(c, "Public register"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, s.reader(c).Register(p, q, list, s.brand()))
}

func (s *Server) registerJSON(c echo.Context) error {
	q := registerQuery(c)
	list, err := s.Service.ReadRegister(c.Request().Context(), q)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	return c.JSONPretty(http.StatusOK, present.RegisterListJSON(s.BaseURL, q, list), "  ")
}

// feedEntries is how many entries the feed holds.
const feedEntries = 50

// registerFeed is what changed last in the register, as an Atom feed (RFC 4287).
func (s *Server) registerFeed(c echo.Context) error {
	list, err := s.Service.ReadRegister(c.Request().Context(), ipcase.RegisterQuery{ByChange: true, PageOfMost: feedEntries})
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	feed, err := s.reader(c).RegisterFeed(s.BaseURL, s.ProductName, list)
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, "application/atom+xml; charset=utf-8", feed)
}

// askedCase reads the entry that an address names, at the level that it may be read at.
// What an operator opens to hand it out holds private data, and that is on record.
func (s *Server) askedCase(c echo.Context, number string) (ipcase.RegisterCase, error) {
	f := queryForm(c)
	level := ipcase.RegisterLevel(f.choice("level", string(ipcase.LevelResearcher), string(ipcase.LevelRegulator)))
	x, err := s.Service.ReadRegisterCase(c.Request().Context(), actorOf(c), number, level)
	if err != nil {
		return x, err //nolint:wrapcheck // a refusal, or says itself what it did
	}
	if level != "" {
		err = s.saw(c, ipcase.Access{Kind: ipcase.AccessExport, SubjectKind: "case", Subject: x.Number})
	}
	return x, err
}

// registerCase is one entry at its permanent address.
func (s *Server) registerCase(c echo.Context) error {
	c.Response().Header().Add(echo.HeaderVary, echo.HeaderAccept)
	number, asJSON := strings.CutSuffix(c.Param("number"), ".json")
	x, err := s.askedCase(c, number)
	if err != nil {
		return err
	}
	if asJSON || wantsJSON(c) {
		return c.JSONPretty(http.StatusOK, present.RegisterJSON(s.BaseURL, x), "  ")
	}
	p, err := s.page(c, s.t(c, "Notice %s", x.Number))
	if err != nil {
		return err
	}
	p.Crumbs = []views.Link{{Text: s.t(c, "Public register"), Href: present.RegisterPath}, {Text: x.Number}}
	may := actorOf(c).May(ipcase.PermOperate)
	return s.render(c, http.StatusOK, s.reader(c).RegisterCase(p, s.Service.Book(), x, may))
}

// registerLumen is an entry as the Lumen database takes notices.
func (s *Server) registerLumen(c echo.Context) error {
	x, err := s.askedCase(c, c.Param("number"))
	if err != nil {
		return err
	}
	return c.JSONPretty(http.StatusOK, present.Lumen(s.BaseURL, s.brand(), s.Service.Book(), x), "  ")
}
