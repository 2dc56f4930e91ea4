package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/web/present"
)

// guarded lets only those into a route for whom it is. The wrong side is told
// what an absent page is told (promise 5); somebody not signed in is asked to
// sign in first.
func (s *Server) guarded(r route) echo.HandlerFunc {
	return func(c echo.Context) error {
		a := actorOf(c)
		if r.who == anyone || r.who == demoOnly || r.who == program {
			return r.handler(c)
		}
		if a.Party == ipcase.PartyPublic {
			return c.Redirect(http.StatusSeeOther, signInPath(c.Request()))
		}
		if to := s.firstTo(c, r); to != "" {
			return c.Redirect(http.StatusSeeOther, to)
		}
		if !mayEnter(r.who, a) {
			return errAbsent()
		}
		if r.perm != nil {
			if p := r.perm(c); !a.May(p) {
				return s.lacking(c, a, p)
			}
		} else if r.method == http.MethodPost && r.who != signedIn && !a.MayAct() {
			return errAbsent() // who may only read finds nothing to press
		}
		if r.fresh != nil && r.fresh(c) && !loaded(c).Fresh(s.Clock.Now()) {
			return s.askFirst(c)
		}
		return r.handler(c)
	}
}

// lacking answers who has not the permission that a form needs: what is not
// theirs to see is absent, as for everybody; of what is, they are told whom to
// ask.
func (s *Server) lacking(c echo.Context, a ipcase.Actor, p ipcase.Permission) error {
	t, step := c.Param("type"), c.Param("step")
	if p == "" || t != "" && !isRightType(t) || step != "" && !present.IsStep(step) {
		return errAbsent()
	}
	about := ipcase.Sight{Draft: c.Param("draft")}
	switch _, area, _ := strings.Cut(strings.TrimPrefix(c.Path(), "/"), "/"); {
	case strings.HasPrefix(area, "complaints/"):
		about.Complaint = c.Param("number")
	case strings.HasPrefix(area, "standing/"):
		about.Measure = c.Param("number")
	case strings.HasPrefix(area, "abuse/") && strings.HasSuffix(area, "/answer"):
		about.Reported = c.Param("number")
	case strings.HasPrefix(area, "abuse/"):
		about.Abuse = c.Param("number")
	default:
		about.Case = c.Param("number")
	}
	if err := s.Service.Sees(c.Request().Context(), a, about); err != nil {
		return err //nolint:wrapcheck // a refusal, or says itself what it did
	}
	return a.Lacks(p)
}

func mayEnter(w who, a ipcase.Actor) bool {
	switch w {
	case anyone, demoOnly, program:
		return true
	case signedIn:
		return a.Party != ipcase.PartyPublic
	case holder:
		return a.Party == ipcase.PartyHolder
	case seller:
		return a.Party == ipcase.PartySeller
	case reviewer:
		return a.May(ipcase.PermReview)
	case operator:
		return a.May(ipcase.PermOperate)
	default:
		return false
	}
}

// absent is what ipcase says of all that is not there for this reader.
const absent = "There is no such page, or it is not yours to see."

// errAbsent is the one answer to a page that is not there and to one that is
// not this reader's.
func errAbsent() error {
	return ipcase.Errorf(ipcase.NotFound, absent)
}

// signInPath is where somebody not signed in is sent; a page that was asked for
// is remembered, a form that was posted is not.
func signInPath(r *http.Request) string {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return "/sign-in"
	}
	next := r.URL.RequestURI()
	if next == "/" || !isLocal(next) {
		return "/sign-in"
	}
	return "/sign-in?next=" + url.QueryEscape(next)
}

// localPath gives back p when it stays on this host, else fallback. It refuses
// what a browser might read as another host: //host, /\host, tabs and encoded
// spellings of these.
func localPath(p, fallback string) string {
	if isLocal(p) {
		return p
	}
	return fallback
}

func isLocal(p string) bool {
	if len(p) == 0 || len(p) > 2000 || p[0] != '/' || strings.HasPrefix(p, "//") {
		return false
	}
	for _, r := range p {
		if r <= ' ' || r == '\\' || r == 0x7f {
			return false
		}
	}
	u, err := url.Parse(p)
	if err != nil || u.IsAbs() || u.Host != "" || u.User != nil {
		return false
	}
	// As decoded: %2F%2Fhost and %5Chost are taken for separators by some.
	return !strings.Contains(u.Path, "//") && !strings.ContainsAny(u.Path, "\\\x00\r\n\t")
}

// homeOf is the first page of an actor's side.
func homeOf(a ipcase.Actor) string {
	switch a.Party {
	case ipcase.PartySeller:
		return "/seller/complaints"
	case ipcase.PartyHolder:
		return "/holder"
	case ipcase.PartyPlatform:
		if mayEnter(operator, a) {
			return "/operator"
		}
		return "/review"
	default:
		return "/"
	}
}
