package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
)

// machinePath begins the addresses that programs call. No cookie counts there, and no
// form is read: a call shows the token of its connection.
const machinePath = "/api/"

func isMachine(c echo.Context) bool { return strings.HasPrefix(c.Request().URL.Path, machinePath) }

// forBrowsers leaves a middleware out where programs call.
func forBrowsers(m echo.MiddlewareFunc) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		with := m(next)
		return func(c echo.Context) error {
			if isMachine(c) {
				return next(c)
			}
			return with(c)
		}
	}
}

const marketPath = machinePath + "v1/marketplace"

func marketRoutes(s *Server) []route {
	stream := func(path string, h marketHandler) route {
		r := post(path, anyone, s.market(h))
		r.stream = true
		return r
	}
	return []route{
		get(marketPath+"/actions", anyone, s.market(s.marketActions)),
		post(marketPath+"/actions/:ref", anyone, s.market(s.answerAction)),
		stream(marketPath+"/listings", s.takeListings),
		stream(marketPath+"/sellers", s.takeSellers),
		post(marketPath+"/listings/:ref", anyone, s.market(s.takeListing)),
		post(marketPath+"/listings/:ref/state", anyone, s.market(s.takeListingState)),
		post(marketPath+"/sellers/:shop", anyone, s.market(s.takeSeller)),
		post(marketPath+"/hooks/:connection", anyone, s.market(nil)),
	}
}

// marketHandler answers a call of a connection.
type marketHandler func(c echo.Context, from ipcase.Connection) error

// faultError is what is wrong with a call, in English, for whoever wrote the program.
type faultError struct {
	status int
	detail string
}

func (e *faultError) Error() string { return e.detail }

func faultf(status int, format string, args ...any) error {
	return &faultError{status, fmt.Sprintf(format, args...)}
}

// market lets a connection in by its token; nil is the way of signed hooks.
func (s *Server) market(h marketHandler) echo.HandlerFunc {
	return func(c echo.Context) error {
		var err error
		if h == nil {
			err = s.takeHook(c)
		} else {
			token, ok := strings.CutPrefix(c.Request().Header.Get("Authorization"), "Bearer ")
			var from ipcase.Connection
			if ok {
				from, err = s.Service.ConnectionOf(c.Request().Context(), strings.TrimSpace(token))
			}
			switch {
			case !ok || ipcase.KindOf(err) == ipcase.NotFound:
				c.Response().Header().Set("WWW-Authenticate", `Bearer realm="marketplace"`)
				err = faultf(http.StatusUnauthorized, "Send the connection's token as: Authorization: Bearer mkt_… An operator of the portal makes one.")
			case err == nil:
				err = h(c, from)
			}
		}
		if err != nil {
			return s.machineProblem(c, err, false)
		}
		return nil
	}
}

// apiProblem is a fault as programs are told it (RFC 9457).
type apiProblem struct {
	Type   string       `json:"type"`
	Title  string       `json:"title"`
	Status int          `json:"status"`
	Detail string       `json:"detail,omitempty"`
	Fields []fieldFault `json:"errors,omitempty"`
	Ref    string       `json:"reference,omitempty"` // of the line in the portal's log
}

type fieldFault struct {
	Field  string `json:"field"`
	Detail string `json:"detail"`
}

// machineProblem answers a fault to a program; one of ours is written down first.
func (s *Server) machineProblem(c echo.Context, err error, logged bool) error {
	var f *faultError
	answer := apiProblem{Type: "about:blank"}
	if errors.As(err, &f) {
		answer.Status, answer.Detail = f.status, f.detail
	} else {
		p := s.faultOf(c, err)
		answer.Status, answer.Ref = p.status, p.reference
		if p.msg != "" {
			answer.Detail = fmt.Sprintf(p.msg, p.args...)
		}
		switch {
		case len(p.fields) > 0: // a page speaks of its form there
			answer.Detail = "Something sent cannot be accepted."
		case answer.Detail == "" && p.status == http.StatusNotFound:
			answer.Detail = "There is no such thing, or it is not this connection's."
		case p.status == http.StatusMethodNotAllowed:
			answer.Detail = "This is not done at this address: what is told is sent by POST, and orders are fetched by GET."
		}
		for _, field := range p.fields {
			answer.Fields = append(answer.Fields, fieldFault{field.Field, fmt.Sprintf(field.Msg, field.Args...)})
		}
		if p.status >= http.StatusInternalServerError {
			if !logged {
				return err // it is written down, and answered, where every fault is
			}
		}
	}
	if c.Response().Committed {
		return nil
	}
	answer.Title = http.StatusText(answer.Status)
	body, err := json.Marshal(answer)
	if err != nil {
		return err //nolint:wrapcheck // cannot be
	}
	return c.Blob(answer.Status, "application/problem+json", append(body, '\n'))
}

// marketAction is an order as a marketplace fetches it.
type marketAction struct {
	Cursor      int64      `json:"cursor"` // for after
	Order       string     `json:"order"`  // its key: the same for as long as it waits
	Action      string     `json:"action"`
	Listing     string     `json:"listing,omitempty"`
	Seller      string     `json:"seller,omitempty"`
	Case        string     `json:"case,omitempty"`
	Sequence    int        `json:"sequence,omitempty"`
	Complainant string     `json:"complainant,omitempty"`
	Right       string     `json:"right,omitempty"`
	Untold      bool       `json:"untold,omitempty"`  // an order forbids to tell its shop
	Measure     string     `json:"measure,omitempty"` // against the shop, where the action is restrict or release
	Until       *time.Time `json:"until,omitempty"`   // when that ends by itself
	At          time.Time  `json:"at"`
	GivenUp     bool       `json:"given_up,omitempty"` // no answer came for three days; people were told, and one is still taken
}

var actionOf = map[ipcase.DeliveryKind]string{ipcase.DeliverRemove: "remove", ipcase.DeliverRestore: "restore", ipcase.DeliverWithdraw: "withdraw"}

// marketActions are the orders that wait for an answer, the oldest first.
func (s *Server) marketActions(c echo.Context, from ipcase.Connection) error {
	var after int64
	if sent := c.QueryParam("after"); sent != "" {
		n, err := strconv.ParseInt(sent, 10, 64)
		if err != nil || n < 0 {
			return faultf(http.StatusBadRequest, "after is the cursor of the last action that you have, a whole number.")
		}
		after = n
	}
	orders, err := s.Service.OpenOrders(c.Request().Context(), from, after, ipcase.MaxActions)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	list := make([]marketAction, len(orders))
	for n, o := range orders {
		list[n] = marketAction{
			Cursor: o.ID, Order: o.Key, Action: actionOf[o.Kind], Listing: o.Ref, Seller: o.SellerRef, Case: o.CaseNumber, Sequence: o.Seq,
			Complainant: o.Complainant, Right: o.Right, Untold: o.Untold, At: o.CreatedAt, GivenUp: o.State == ipcase.DeliveryFailed,
		}
		if o.Shop != "" {
			list[n].Action, list[n].Case, list[n].Measure, list[n].Until = string(o.Shop), "", o.CaseNumber, o.Until
		}
	}
	return c.JSON(http.StatusOK, map[string]any{"actions": list, "more": len(list) == ipcase.MaxActions})
}

// answerAction takes what came of an order.
func (s *Server) answerAction(c echo.Context, from ipcase.Connection) error {
	var in struct {
		Outcome ipcase.OrderOutcome `json:"outcome"`
		Reason  string              `json:"reason"`
	}
	if err := readOne(c, &in); err != nil {
		return err
	}
	err := s.Service.AnswerOrder(c.Request().Context(), from, ipcase.OrderAnswer{Key: c.Param("ref"), Outcome: in.Outcome, Reason: in.Reason})
	return noted(c, err)
}

func noted(c echo.Context, err error) error {
	if err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

func (s *Server) takeListingState(c echo.Context, from ipcase.Connection) error {
	var in struct {
		State  ipcase.ReportedState `json:"state"`
		Reason string               `json:"reason"`
	}
	if err := readOne(c, &in); err != nil {
		return err
	}
	report := ipcase.ListingReport{Ref: strings.ToUpper(c.Param("ref")), State: in.State, Reason: in.Reason}
	return noted(c, s.Service.ReportListing(c.Request().Context(), from, report))
}

// takeListing is one listing, new or changed.
func (s *Server) takeListing(c echo.Context, from ipcase.Connection) error {
	var line ipcase.ListingLine
	if err := readOne(c, &line); err != nil {
		return err
	}
	if line.ID != "" && !strings.EqualFold(line.ID, c.Param("ref")) {
		return faultf(http.StatusUnprocessableEntity, "id is another one than the address has.")
	}
	line.ID = c.Param("ref")
	return taken(c)(s.Service.KeepListings(c.Request().Context(), from, []ipcase.ListingLine{line}))
}

// takeSeller is one shop, new or changed.
func (s *Server) takeSeller(c echo.Context, from ipcase.Connection) error {
	var line ipcase.SellerLine
	if err := readOne(c, &line); err != nil {
		return err
	}
	if line.ID != "" && line.ID != c.Param("shop") {
		return faultf(http.StatusUnprocessableEntity, "id is another one than the address has.")
	}
	line.ID = c.Param("shop")
	return taken(c)(s.Service.KeepSellers(c.Request().Context(), from, []ipcase.SellerLine{line}))
}

func taken(c echo.Context) func(faults []string, err error) error {
	return func(faults []string, err error) error {
		if err == nil && faults[0] != "" {
			err = faultf(http.StatusUnprocessableEntity, "%s", faults[0])
		}
		return noted(c, err)
	}
}

// Limits of one thing that is sent alone, and of a line of a stream.
const (
	oneLimit  = 64 << 10
	maxNested = 8
)

func readAll(c echo.Context) ([]byte, error) {
	body, err := io.ReadAll(http.MaxBytesReader(c.Response(), c.Request().Body, oneLimit))
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return nil, faultf(http.StatusRequestEntityTooLarge, "This takes at most %d KB. Send many things as a stream of lines.", oneLimit>>10)
	}
	if err != nil {
		return nil, faultf(http.StatusBadRequest, "What was sent ended before its end.")
	}
	return body, nil
}

// readOne reads one thing that is sent alone.
func readOne(c echo.Context, into any) error {
	body, err := readAll(c)
	if err != nil {
		return err
	}
	if err := decodeLine(body, into); err != nil {
		return faultf(http.StatusUnprocessableEntity, "%v", err)
	}
	return nil
}

// decodeLine reads one JSON object, and nothing that it has no name for.
func decodeLine(line []byte, into any) error {
	if depthOf(line) > maxNested {
		return fmt.Errorf("this is nested deeper than %d levels", maxNested)
	}
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	err := d.Decode(into)
	var typ *json.UnmarshalTypeError
	switch {
	case err == nil:
		if _, err := d.Token(); !errors.Is(err, io.EOF) {
			return errors.New("there is more than one JSON object")
		}
		return nil
	case errors.As(err, &typ) && typ.Field != "":
		return fmt.Errorf("%s: this is not a %s", typ.Field, typ.Type)
	case strings.Contains(err.Error(), "unknown field"):
		return fmt.Errorf("there is no field %s", strings.TrimPrefix(err.Error(), "json: unknown field "))
	case strings.Contains(err.Error(), "parsing time"):
		return errors.New("a time is written like 2026-06-08T02:00:00Z")
	default:
		return errors.New("this is not a JSON object")
	}
}

// depthOf is how deep brackets are nested outside of texts.
func depthOf(line []byte) (deepest int) {
	depth, text, escaped := 0, false, false
	for _, b := range line {
		switch {
		case escaped:
			escaped = false
		case text:
			escaped, text = b == '\\', b != '"'
		case b == '"':
			text = true
		case b == '{' || b == '[':
			depth++
			deepest = max(deepest, depth)
		case b == '}' || b == ']':
			depth--
		}
	}
	return deepest
}
