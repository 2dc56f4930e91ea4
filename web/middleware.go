package web

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"regexp"
	"runtime/debug"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"golang.org/x/time/rate"

	"ipportal/ipcase"
	"ipportal/static"
)

// policy is the content security policy of every page: nothing inline, nothing
// from elsewhere.
const policy = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const permissions = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), " +
	"payment=(), usb=(), browsing-topics=()"

// middleware is what every request passes, outermost first. It is called once;
// what it returns is put together anew for each request, so nothing that is to be
// remembered between requests may be made inside.
func (s *Server) middleware() []echo.MiddlewareFunc {
	return []echo.MiddlewareFunc{
		withRequestID, s.withLog, s.withRecover, s.withHeaders, s.withRate(), forBrowsers(s.withSession), forBrowsers(s.withPersonRate()), s.withLanguage,
		withReadableAddress, s.withBodyLimit, forBrowsers(s.withStreamedForm), forBrowsers(withUnmaskedToken), forBrowsers(s.withCSRF()),
	}
}

const requestIDKey = "request_id"

// withRequestID names the request in the log and on a page that reports a
// fault. What the browser sends under that name is not trusted.
func withRequestID(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		id := newRequestID()
		c.Set(requestIDKey, id)
		if len(c.Request().TransferEncoding) > 0 {
			// Where a length stood beside the chunks, another reader in front of us may
			// have gone by the length: nothing more is read from this connection
			// (RFC 9112, section 6.1).
			c.Response().Header().Set("Connection", "close")
		}
		c.Response().Header().Set(echo.HeaderXRequestID, id)
		return next(c)
	}
}

func newRequestID() string {
	var b [6]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

func requestID(c echo.Context) string {
	id, _ := c.Get(requestIDKey).(string)
	return id
}

// withLog writes one line for each request, of what cannot name a person: the
// route's pattern and not the address, no query, no agent, no address.
func (s *Server) withLog(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		began := s.Clock.Now()
		pattern := c.Path()
		if pattern == "" {
			pattern = "(none)"
		}
		if s.Watch != nil {
			ctx, answered := s.Watch(c.Request().Context(), knownMethod(c.Request().Method), pattern)
			c.SetRequest(c.Request().WithContext(ctx))
			defer func() { answered(c.Response().Status) }()
		}
		if err := next(c); err != nil {
			c.Error(err)
		}
		if strings.HasPrefix(c.Request().URL.Path, static.Prefix) {
			return nil
		}
		s.Logger.Info("request",
			"id", requestID(c), "method", c.Request().Method, "route", pattern, "status", c.Response().Status,
			"bytes", c.Response().Size, "ms", s.Clock.Now().Sub(began).Milliseconds(), "party", actorOf(c).Party, "case", caseInLog(c))
		return nil
	}
}

// knownMethod keeps what anybody can write from becoming a figure of its own.
func knownMethod(method string) string {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost:
		return method
	default:
		return "OTHER"
	}
}

var caseNumber = regexp.MustCompile(`^IP-\d{4}-\d{6}-[0-9A-Z]{2}$`)

// caseInLog is the number of the case that a request is about. What does not look
// like one is not written: anybody can ask for any address.
func caseInLog(c echo.Context) string {
	if number := c.Param("number"); caseNumber.MatchString(number) {
		return number
	}
	return ""
}

func (s *Server) withRecover(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			if r := recover(); r != nil {
				if r == http.ErrAbortHandler { //nolint:errorlint // the value itself, as net/http documents
					panic(r)
				}
				err = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
			}
		}()
		return next(c)
	}
}

// withHeaders tells the browser what a page of ours never does.
func (s *Server) withHeaders(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		maps.Copy(c.Response().Header(), s.everyHeader())
		return next(c)
	}
}

// everyHeader is what stands above every answer.
func (s *Server) everyHeader() http.Header {
	h := http.Header{}
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Permissions-Policy", permissions)
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Cache-Control", "no-store")
	if s.secure {
		h.Set("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
	}
	return h
}

// withReadableAddress answers addresses that no page can have, before anything
// compares them with a database.
func withReadableAddress(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		u := c.Request().URL
		if !readable(u.Path) || strings.ContainsAny(u.Path, "\r\n") {
			return errAbsent()
		}
		for name, values := range c.QueryParams() {
			if !readable(name) {
				return errUnreadable()
			}
			for _, v := range values {
				if !readable(v) {
					return errUnreadable()
				}
			}
		}
		return next(c)
	}
}

func readable(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }

func errUnreadable() error {
	return ipcase.Errorf(ipcase.Invalid, "The address holds characters that cannot be read. Check it and try again.")
}

// withRate holds back an address that asks too often. Files that never change
// are not counted.
func (s *Server) withRate() echo.MiddlewareFunc {
	limited := limiter(s.Rates.PerAddress, s.Rates.AddressBurst, func(c echo.Context) (string, error) { return c.RealIP(), nil })
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		counted := limited(next)
		return func(c echo.Context) error {
			if strings.HasPrefix(c.Request().URL.Path, static.Prefix) {
				return next(c)
			}
			return counted(c)
		}
	}
}

// withPersonRate holds back a person who asks too often from anywhere, and sooner
// where what they ask for is costly.
func (s *Server) withPersonRate() echo.MiddlewareFunc {
	limited := limiter(s.Rates.PerPerson, s.Rates.PersonBurst, func(c echo.Context) (string, error) {
		return fmt.Sprint(actorOf(c).PersonID), nil
	})
	limitedCostly := limiter(s.Rates.PerCostly, s.Rates.CostlyBurst, func(c echo.Context) (string, error) {
		return fmt.Sprint(actorOf(c).PersonID), nil
	})
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		counted, twice := limited(next), limited(limitedCostly(next))
		return func(c echo.Context) error {
			if actorOf(c).PersonID == 0 {
				return next(c)
			}
			if r, ok := s.routeOf(c); ok && costly(c, r) {
				return twice(c)
			}
			return counted(c)
		}
	}
}

func limiter(perSecond float64, burst int, key func(echo.Context) (string, error)) echo.MiddlewareFunc {
	return middleware.RateLimiterWithConfig(middleware.RateLimiterConfig{
		IdentifierExtractor: key,
		Store: middleware.NewRateLimiterMemoryStoreWithConfig(middleware.RateLimiterMemoryStoreConfig{
			Rate: rate.Limit(perSecond), Burst: burst, ExpiresIn: 10 * time.Minute,
		}),
		DenyHandler: func(c echo.Context, _ string, _ error) error {
			c.Response().Header().Set("Retry-After", "10")
			return ipcase.Errorf(ipcase.TooMany, "There were too many requests from you in a short time. Wait a few seconds and try again.")
		},
	})
}

// moreTime gives a connection the time that a large file takes, either way.
func moreTime(c echo.Context) error {
	until := time.Now().Add(uploadTimeout) //nolint:forbidigo // the connection's deadline, not legal time
	rc := http.NewResponseController(c.Response())
	err := errors.Join(rc.SetReadDeadline(until), rc.SetWriteDeadline(until))
	if err != nil && !errors.Is(err, http.ErrNotSupported) {
		return fmt.Errorf("give a large file its time: %w", err)
	}
	return nil
}

// withBodyLimit refuses what is larger than its route takes. It is read to the end
// and thrown away first: whoever is still sending would otherwise see a broken
// connection and not the page.
func (s *Server) withBodyLimit(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		limit := int64(formLimit)
		req := c.Request()
		if isAPI(c) { // package api has its own limits, and has answered when it returns
			body := req.Body
			err := next(c)
			if c.Response().Status == http.StatusRequestEntityTooLarge {
				drainAnswered(c, body)
			}
			return err
		}
		r, ok := s.routeOf(c)
		if ok && r.stream {
			limit = streamLimit
		}
		if ok && r.upload && isMultipart(req) {
			limit = uploadLimit
			if err := moreTime(c); err != nil {
				return err
			}
		}
		if req.ContentLength > limit {
			if req.ContentLength <= drainLimit {
				drain(req.Body)
			}
			return errTooLarge(limit)
		}
		body := req.Body
		req.Body = http.MaxBytesReader(c.Response(), body, limit)
		err := next(c)
		if err != nil && problemOf(c, err).status == http.StatusRequestEntityTooLarge {
			drain(body)
		}
		return err
	}
}

// drain throws away what is refused either way.
func drain(body io.Reader) { _, _ = io.Copy(io.Discard, io.LimitReader(body, drainLimit)) }

// drainAnswered throws away the rest after the answer has gone: a program may wait for
// that before it sends on.
func drainAnswered(c echo.Context, body io.Reader) {
	rc := http.NewResponseController(c.Response())
	if errors.Join(rc.EnableFullDuplex(), rc.Flush()) == nil {
		drain(body)
	}
}

func errTooLarge(limit int64) error {
	return ipcase.Errorf(ipcase.TooLarge, "What was sent is larger than %d MB, which is the most that this form takes. Send less at once.", limit>>20)
}

const csrfKey = "csrf"

// withCSRF refuses what another site made a browser send. Browsers that say
// where a request comes from are judged by that; others by a token.
func (s *Server) withCSRF() echo.MiddlewareFunc {
	return middleware.CSRFWithConfig(middleware.CSRFConfig{
		TokenLookup:    "form:_csrf,header:" + echo.HeaderXCSRFToken,
		ContextKey:     csrfKey,
		CookieName:     s.cookieName("csrf"),
		CookiePath:     "/",
		CookieSecure:   s.secure,
		CookieHTTPOnly: true,
		CookieSameSite: http.SameSiteLaxMode,
		CookieMaxAge:   int(sessionLife / time.Second),
		Skipper: func(c echo.Context) bool {
			return strings.HasPrefix(c.Request().URL.Path, static.Prefix) || c.Path() == "/healthz" || c.Path() == "/readyz" || isAPI(c)
		},
		ErrorHandler: func(error, echo.Context) error { return errForeign() },
	})
}

// foreign is what is said of a form that was not sent from a page of ours.
const foreign = "This form was not sent from a page of this portal, or the page was open too long. Open the page again and send the form from there."

func errForeign() error { return ipcase.Errorf(ipcase.Refused, foreign) }

// cookieName binds a cookie to this very host where the connection is secure.
func (s *Server) cookieName(name string) string {
	if s.secure {
		return "__Host-" + name
	}
	return name
}
