// Package web is the portal's face to browsers: it turns requests into deeds of
// ipcase and their answers into pages. It decides who may enter a route and
// nothing else: what a person may see or do is decided in ipcase. It knows
// nothing of the database and never imports gorm.
package web

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"

	"github.com/labstack/echo/v4"
	"golang.org/x/net/netutil"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/marketplace"
	"ipportal/ipcase/signon"
	"ipportal/web/api"
	"ipportal/web/present"
)

// Deps is everything that the pages need. All fields but Demo, Rates, APIRates,
// Away and the last three are required.
type Deps struct {
	Service     *ipcase.Service
	Accounts    *account.Service
	Blobs       ipcase.Blobs
	Catalogue   *marketplace.Catalogue
	Clock       ipcase.Clock
	Logger      *slog.Logger
	BaseURL     string // https://ip.example.com: fixed, so that no Host header can change a link
	ProductName string // "Quaylane IP Protection"
	Zone        string // IANA zone in which somebody not signed in is shown times
	Rates       Rates
	APIRates    api.Rates
	Away        func(error) bool // whether an error means that the database is away for the moment
	SignOn      *signon.Provider // nil: there is no single sign-on
	Demo        *DemoDeps        // nil except in the demonstration

	// Watch is told of each request by its route and of its answer's status; nil: nobody watches.
	Watch    func(ctx context.Context, method, route string) (context.Context, func(status int))
	Expiries present.Expiries               // what runs out that only the settings know
	Missing  func(context.Context) []string // what it takes to be ready and is not there; nil: nothing

	Office          bool           // Word and Excel files are taken as evidence
	SecurityContact string         // mailto: or https:, for security.txt; "" = there is no such file
	TrustedProxies  []netip.Prefix // whose X-Forwarded-For is believed; none = nobody's
	MaxConnections  int            // at once; 0 = DefaultMaxConnections
}

// Server answers every request of a browser.
type Server struct {
	Deps
	echo   *echo.Echo
	packed http.Handler // what echo answers, compressed
	routes []route
	byPath map[string]route // "GET /path/:id" → its entry
	secure bool             // BaseURL is https

	api      *api.API
	passkeys *account.PasskeyDesk // nil: BaseURL is a number, and browsers make no passkeys there

	refusals refusals
	times    times
	files    CaseFiles
	fetching sync.Map // whose case file is being made, by person
}

// New builds the server. It listens to nothing yet.
func New(d Deps) *Server {
	d.Rates = d.Rates.orDefaults()
	if d.MaxConnections <= 0 {
		d.MaxConnections = DefaultMaxConnections
	}
	if d.Away == nil {
		d.Away = func(error) bool { return false }
	}
	d.BaseURL = strings.TrimRight(d.BaseURL, "/")
	if d.Zone == "" {
		d.Zone = "UTC"
	}
	s := &Server{Deps: d, times: times{headerTimeout, readTimeout}, secure: strings.HasPrefix(d.BaseURL, "https://")}
	s.files = CaseFiles{Service: d.Service, Blobs: d.Blobs, Clock: d.Clock, Zone: d.Zone}
	s.passkeys = d.Accounts.PasskeyDesk(d.BaseURL, d.ProductName)
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.Logger.SetOutput(io.Discard) // everything worth saying goes to Deps.Logger
	e.IPExtractor = addressOf(d.TrustedProxies)
	e.HTTPErrorHandler = s.handleError
	s.echo, s.packed, s.api = e, compressed(e), s.newAPI()
	s.routes = s.table()
	s.byPath = make(map[string]route, len(s.routes))
	e.Use(s.middleware()...)
	for _, r := range s.routes {
		s.add(r)
	}
	return s
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !s.elsewhere(w, r) {
		s.packed.ServeHTTP(w, r)
	}
}

// Serve answers on l until ctx ends, then lets the requests in flight finish.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	l = bareListener{netutil.LimitListener(l, s.MaxConnections), s}
	srv := &http.Server{
		ReadHeaderTimeout: s.times.header,
		ReadTimeout:       s.times.body,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
		// "OPTIONS *" is answered by us too, with our headers.
		DisableGeneralOptionsHandler: true,
		ErrorLog:                     slog.NewLogLogger(s.Logger.Handler(), slog.LevelWarn),
	}
	s.watch(srv)
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(l) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainTimeout)
	defer cancel()
	if err := srv.Shutdown(drain); err != nil {
		return errors.Join(errors.New("some requests did not finish in time"), err, srv.Close())
	}
	return nil
}
