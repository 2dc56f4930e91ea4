package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ipportal/views"
)

// securityRoutes say how to report a weakness, and what search engines may read.
func securityRoutes(s *Server) []route {
	return []route{
		get("/.well-known/security.txt", anyone, s.securityTxt),
		get("/security", anyone, s.securityPolicy),
		get("/robots.txt", anyone, s.robots),
	}
}

// securityTxtLife is for how long a copy of the file may be believed; it is
// written anew each time that it is asked for.
const securityTxtLife = 90 * 24 * time.Hour

// securityTxt is the file of RFC 9116. Without a contact there is none: the RFC
// asks for one, and an address that nobody reads is worse than no file.
func (s *Server) securityTxt(c echo.Context) error {
	if s.SecurityContact == "" {
		return errAbsent()
	}
	expires := s.Clock.Now().UTC().Add(securityTxtLife).Truncate(24 * time.Hour)
	return c.String(http.StatusOK, fmt.Sprintf( //nolint:wrapcheck // the connection's
		"Contact: %s\nExpires: %s\nPreferred-Languages: en, zh\nCanonical: %s/.well-known/security.txt\nPolicy: %s/security\n",
		s.SecurityContact, expires.Format(time.RFC3339), s.BaseURL, s.BaseURL))
}

// securityPolicy is the page that the file names.
func (s *Server) securityPolicy(c echo.Context) error {
	p, err := s.page(c, s.t(c, "Report a weakness"))
	if err != nil {
		return err
	}
	page := views.SecurityPage{Page: p, Contact: strings.TrimPrefix(s.SecurityContact, "mailto:"), ContactHref: s.SecurityContact}
	return s.render(c, http.StatusOK, views.SecurityPolicy(page))
}

// robots keeps search engines to what is meant for everybody: what lies under a
// first part of which no route is open to all, and pages that are forms.
func (s *Server) robots(c echo.Context) error {
	open, closed := map[string]bool{}, []string{"/api/", "/demo", "/healthz", "/link", "/readyz", "/sign-in"}
	first := func(r route) string {
		part, _, _ := strings.Cut(strings.TrimPrefix(r.path, "/"), "/")
		return "/" + part
	}
	for _, r := range s.routes {
		if r.who == anyone && r.method == http.MethodGet {
			open[first(r)] = true
		}
	}
	for _, r := range s.routes {
		if p := first(r); !open[p] && !slices.Contains(closed, p) {
			closed = append(closed, p)
		}
	}
	slices.Sort(closed)
	var b strings.Builder
	b.WriteString("User-agent: *\n")
	for _, p := range closed {
		b.WriteString("Disallow: " + p + "\n")
	}
	return c.String(http.StatusOK, b.String()) //nolint:wrapcheck // the connection's
}
