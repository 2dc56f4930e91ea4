package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/static"
)

// who is who may enter a route. What they then see or do is decided in ipcase.
type who int

const (
	anyone   who = iota
	signedIn     // of any party
	holder
	seller
	reviewer
	operator
	demoOnly // exists only in the demonstration
	program  // shows a key in place of a cookie: see package api
)

// route is one line of the table of routes.
type route struct {
	method  string
	path    string
	who     who
	handler echo.HandlerFunc
	upload  bool // takes files: a larger body and more time to send it
	stream  bool // takes a stream of lines, for as long as it comes
	perm    func(echo.Context) ipcase.Permission

	fresh func(echo.Context) bool // only for who has shown a secret lately
	setUp bool                    // open also to who has still to set up or show a second factor
}

// freshly is the same route for who has shown a password or another factor in
// the last minutes; others are asked for one first, and what they typed is kept.
func (r route) freshly() route { return r.freshlyBy(func(echo.Context) bool { return true }) }

// freshlyBy is freshly for some of a route's addresses.
func (r route) freshlyBy(needed func(echo.Context) bool) route {
	r.fresh = needed
	return r
}

// before is the same route, open already before a second factor that is required
// of the person has been set up or shown.
func (r route) before() route {
	r.setUp = true
	return r
}

// needs is the same route for those who have a permission in their organisation.
func (r route) needs(p ipcase.Permission) route {
	return r.needsBy(func(echo.Context) ipcase.Permission { return p })
}

// needsBy is needs where the address says which; "" is an address of nothing.
func (r route) needsBy(perm func(echo.Context) ipcase.Permission) route {
	r.perm = perm
	return r
}

func get(path string, w who, h echo.HandlerFunc) route {
	return route{method: http.MethodGet, path: path, who: w, handler: h}
}

func post(path string, w who, h echo.HandlerFunc) route {
	return route{method: http.MethodPost, path: path, who: w, handler: h}
}

// upload is a POST that takes files.
func upload(path string, w who, h echo.HandlerFunc) route {
	return route{method: http.MethodPost, path: path, who: w, handler: h, upload: true}
}

// table is every route there is. A route that is registered in any other way
// fails a test, and is answered as absent.
func (s *Server) table() []route {
	all := []route{
		get(static.Prefix+"*", anyone, echo.WrapHandler(static.Handler())),
		get("/healthz", anyone, s.health),
		get("/readyz", anyone, s.ready),
	}
	for _, area := range [][]route{
		publicRoutes(s), apiRoutes(s), accountRoutes(s), signInRoutes(s), ownAccountRoutes(s), keyRoutes(s), passkeyRoutes(s), providerRoutes(s), sellerRoutes(s), holderRoutes(s), reviewRoutes(s),
		accessRoutes(s), securityRoutes(s), operatorRoutes(s), statementRoutes(s), bulkRoutes(s), answerRoutes(s),
		relayRoutes(s), clockRoutes(s), laneRoutes(s), caseFileRoutes(s),
		privacyRoutes(s),
		powerRoutes(s),
		standingRoutes(s), abuseRoutes(s),
		identityRoutes(s), joinRoutes(s), noticeRoutes(s), flaggerRoutes(s), receivedRoutes(s),
		marketRoutes(s), connectionRoutes(s),
		teamRoutes(s), organisationRoutes(s), teamLinkRoutes(s), peopleRoutes(s),
	} {
		all = append(all, area...)
	}
	if s.Demo != nil {
		all = append(all, demoRoutes(s)...)
	}
	return all
}

// add registers a route, and HEAD beside every GET.
func (s *Server) add(r route) {
	h := s.guarded(r)
	s.echo.Add(r.method, r.path, h)
	s.byPath[r.method+" "+r.path] = r
	if r.method == http.MethodGet {
		s.echo.Add(http.MethodHead, r.path, h)
		s.byPath[http.MethodHead+" "+r.path] = r
	}
}

// routeOf is the table's entry for the request, if it has one.
func (s *Server) routeOf(c echo.Context) (route, bool) {
	r, ok := s.byPath[c.Request().Method+" "+c.Path()]
	return r, ok
}

// health is for whoever starts the process again when it hangs. It asks nobody else: a
// database that is away does not come back by that, and what is under way would be lost.
func (s *Server) health(c echo.Context) error { return c.String(http.StatusOK, "ok\n") }

// ready is for whoever sends people here: not yet, or not any more. What is missing
// stands in the log and at the private address.
func (s *Server) ready(c echo.Context) error {
	if s.Missing != nil {
		if missing := s.Missing(c.Request().Context()); len(missing) > 0 {
			return c.String(http.StatusServiceUnavailable, "not ready\n")
		}
	}
	return c.String(http.StatusOK, "ready\n")
}
