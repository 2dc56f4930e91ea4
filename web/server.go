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
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/marketplace"
)

// Deps is everything that the pages need. All fields but Demo, Rates and
// Away are required.
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
	Away        func(error) bool // whether an error means that the database is away for the moment
	Demo        *DemoDeps        // nil except in the demonstration
}

// Rates is how many requests one address and one person may make. The zero value
// takes the defaults.
type Rates struct {
	PerAddress, PerPerson     float64 // per second, kept up
	AddressBurst, PersonBurst int     // at once
	FilesAtOnce               int     // in one form
}

func (r Rates) orDefaults() Rates {
	def := func(v *int, d int) {
		if *v == 0 {
			*v = d
		}
	}
	if r.PerAddress == 0 {
		r.PerAddress = 30
	}
	if r.PerPerson == 0 {
		r.PerPerson = 15
	}
	def(&r.AddressBurst, 400)
	def(&r.PersonBurst, 200)
	def(&r.FilesAtOnce, 20)
	return r
}

// Server answers every request of a browser.
type Server struct {
	Deps
	echo   *echo.Echo
	routes []route
	byPath map[string]route // "GET /path/:id" → its entry
	secure bool             // BaseURL is https

	refusals refusals
}

// New builds the server. It listens to nothing yet.
func New(d Deps) *Server {
	d.Rates = d.Rates.orDefaults()
	if d.Away == nil {
		d.Away = func(error) bool { return false }
	}
	d.BaseURL = strings.TrimRight(d.BaseURL, "/")
	if d.Zone == "" {
		d.Zone = "UTC"
	}
	s := &Server{Deps: d, secure: strings.HasPrefix(d.BaseURL, "https://")}
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.Logger.SetOutput(io.Discard) // everything worth saying goes to Deps.Logger
	e.IPExtractor = echo.ExtractIPDirect()
	e.HTTPErrorHandler = s.handleError
	s.echo = e
	s.routes = s.table()
	s.byPath = make(map[string]route, len(s.routes))
	e.Use(s.middleware()...)
	for _, r := range s.routes {
		s.add(r)
	}
	return s
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.echo.ServeHTTP(w, r) }

// Limits of the listening side (security rule: nobody may hold a connection for
// nothing). Routes that take files extend the two deadlines for themselves.
const (
	headerTimeout = 5 * time.Second
	readTimeout   = 30 * time.Second
	writeTimeout  = 60 * time.Second
	idleTimeout   = 2 * time.Minute
	uploadTimeout = 10 * time.Minute
	maxHeader     = 16 << 10
	drainTimeout  = 20 * time.Second
)

// Serve answers on l until ctx ends, then lets the requests in flight finish.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	srv := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          slog.NewLogLogger(s.Logger.Handler(), slog.LevelWarn),
	}
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
