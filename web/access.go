package web

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
	"golang.org/x/time/rate"

	"ipportal/ipcase"
)

// saw records that the reader is about to be shown private data of others. It is
// called before the page is written: what cannot be recorded is not shown. A HEAD
// shows nothing and is not recorded.
func (s *Server) saw(c echo.Context, r ipcase.Access) error {
	a := actorOf(c)
	if a.Unseen {
		return nil
	}
	r.Method, r.Route, r.RequestID, r.Outcome = c.Request().Method, c.Path(), requestID(c), "shown"
	alerted, err := s.Service.RecordAccess(c.Request().Context(), a, r)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if alerted {
		s.Logger.Warn("one person was shown unusually much private data", "id", requestID(c), "person", a.PersonID,
			"views", ipcase.AlertViews, "within", ipcase.AlertWithin.String())
	}
	return nil
}

// sawCase records which parties' contact data in a case is shown to somebody of
// another organisation; nothing where there is none.
func (s *Server) sawCase(c echo.Context, v ipcase.CaseView) error {
	a := actorOf(c)
	r := ipcase.Access{Kind: ipcase.AccessContact, SubjectKind: "case", Subject: v.Case.Number}
	if id := v.Case.HolderOrgID; id != a.OrgID && v.Holder.Contact != (ipcase.Contact{}) {
		r.HolderOrgID = &id
	}
	if id := v.Case.SellerOrgID; id != a.OrgID && v.Seller.Contact != (ipcase.Contact{}) {
		r.SellerOrgID = &id
	}
	if r.HolderOrgID == nil && r.SellerOrgID == nil {
		return nil
	}
	return s.saw(c, r)
}

// sawExhibit records that a file which only reviewers see was opened by somebody
// other than who put it forward.
func (s *Server) sawExhibit(c echo.Context, e ipcase.Exhibit) error {
	if e.Visibility != ipcase.ReviewerOnly || e.OrgID == actorOf(c).OrgID {
		return nil
	}
	r := ipcase.Access{Kind: ipcase.AccessExhibit, SubjectKind: "exhibit", Subject: e.PublicID}
	if id := e.OrgID; e.CounterID != nil {
		r.SellerOrgID = &id
	} else {
		r.HolderOrgID = &id
	}
	return s.saw(c, r)
}

// noteRefusal records what a person was refused. The answer stands whether or not
// the record could be written.
func (s *Server) noteRefusal(c echo.Context, p problem) {
	kind := s.refusalKind(c, p)
	if kind == "" {
		return
	}
	subjectKind, subject := subjectOf(c)
	s.recordRefusal(c, ipcase.Access{Kind: kind, SubjectKind: subjectKind, Subject: subject, Outcome: strconv.Itoa(p.status)})
}

// refusalKind is as what a refusal is recorded; "" for one that is not: nobody
// signed in asks for a page that is not there, and the like.
func (s *Server) refusalKind(c echo.Context, p problem) ipcase.AccessKind {
	signed := actorOf(c).PersonID != 0
	r, known := s.routeOf(c)
	scoped := signed && known && r.who != anyone && r.who != demoOnly
	switch {
	case p.status == http.StatusTooManyRequests:
		return ipcase.AccessThrottled
	case p.status == http.StatusForbidden && p.msg == foreign:
		return ipcase.AccessForged
	case p.status == http.StatusForbidden && signed:
		return ipcase.AccessRefused
	case p.status == http.StatusNotFound && scoped:
		return ipcase.AccessAbsent
	default:
		return ""
	}
}

// noteSignIn records and logs a sign-in that failed: of the account only a hash,
// since what was typed may be anything, a password in the wrong field too.
func (s *Server) noteSignIn(c echo.Context, account string, status int) {
	hash := accountHash(account)
	s.Logger.Warn("sign-in refused", "id", requestID(c), "account", hash, "status", status)
	s.recordRefusal(c, ipcase.Access{Kind: ipcase.AccessSignIn, SubjectKind: "account", Subject: hash, Outcome: strconv.Itoa(status)})
}

// accountHash is under which an account stands in records and in the log.
func accountHash(account string) string {
	sum := sha256.Sum256([]byte("account:" + strings.ToLower(strings.TrimSpace(account))))
	return hex.EncodeToString(sum[:8])
}

func (s *Server) recordRefusal(c echo.Context, r ipcase.Access) {
	a := actorOf(c)
	times := s.refusals.take(a.PersonID, r, s.Clock.Now())
	if times == 0 {
		return
	}
	r.Times, r.Method, r.Route, r.RequestID = times, c.Request().Method, c.Path(), requestID(c)
	if _, err := s.Service.RecordAccess(c.Request().Context(), a, r); err != nil {
		s.Logger.Error("a refusal could not be recorded", "id", requestID(c), "error", err)
	}
}

// subjectOf is what the address names, where it is a number or an id of ours: an
// address can hold anything, and only these are kept.
func subjectOf(c echo.Context) (kind, subject string) {
	for _, p := range []struct{ in, kind string }{
		{"/cases/:number", "case"}, {"/complaints/:number", "complaint"}, {"/rights/:number", "right"}, {"/snapshots/:case", "case"}, {"/evidence/:id", "exhibit"},
	} {
		if !strings.Contains(c.Path(), p.in) {
			continue
		}
		name := p.in[strings.LastIndexByte(p.in, ':')+1:]
		if v := c.Param(name); isNumber(v) {
			return p.kind, v
		}
	}
	return "", ""
}

// isNumber says whether s can be a number or an id that we gave out.
func isNumber(s string) bool {
	if s == "" || len(s) > 40 {
		return false
	}
	for _, r := range s {
		if r != '-' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') {
			return false
		}
	}
	return true
}

// refusals bounds how many refusals are written, so that nobody fills the table
// by being refused. What is held back is counted, and the next record written of
// its sort says for how many it stands.
type refusals struct {
	mu   sync.Mutex
	seen map[string]*refusalCount
}

type refusalCount struct {
	limit *rate.Limiter
	held  int
}

// Each person, and all that are not signed in together, may leave so many records
// of one kind at once, and then so many a minute; sorts is how many counts are
// kept before they are begun anew.
const (
	refusalBurst    = 60
	refusalPerMin   = 6
	strangersFactor = 10
	refusalSorts    = 10_000
)

// take says for how many refusals a record now stands; 0 = write none.
func (l *refusals) take(personID int64, r ipcase.Access, now time.Time) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	key, factor := fmt.Sprint(r.Kind, personID), 1
	if personID == 0 {
		factor = strangersFactor
	}
	n := l.seen[key]
	if n == nil {
		if l.seen == nil || len(l.seen) >= refusalSorts {
			l.seen = map[string]*refusalCount{}
		}
		n = &refusalCount{limit: rate.NewLimiter(rate.Limit(float64(factor*refusalPerMin)/60), factor*refusalBurst)}
		l.seen[key] = n
	}
	if !n.limit.AllowN(now, 1) {
		n.held++
		return 0
	}
	times := n.held + 1
	n.held = 0
	return times
}
