package web

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"ipportal/ipcase"
)

// hookBody is what a signed hook says: of one order, or of one listing.
type hookBody struct {
	Type string `json:"type"`
	Data struct {
		Order   string `json:"order"`
		Listing string `json:"listing"`
		Reason  string `json:"reason"`
	} `json:"data"`
	Timestamp time.Time `json:"timestamp"`
}

// takeHook takes a hook that is signed as the Standard Webhooks specification says, by
// the connection's own secret. One that was altered, is late, or came before changes
// nothing.
func (s *Server) takeHook(c echo.Context) error {
	ctx, header := c.Request().Context(), c.Request().Header
	from, secrets, err := s.Service.HookConnection(ctx, c.Param("connection"))
	if err != nil {
		return err //nolint:wrapcheck // a refusal, or says itself what it did
	}
	body, err := readAll(c)
	if err != nil {
		return err
	}
	if !signedBy(secrets, body, header) {
		return faultf(http.StatusUnauthorized, "The signature does not fit what was sent. Sign as the Standard Webhooks specification says, with this connection's secret.")
	}
	id := header.Get(standardwebhooks.HeaderWebhookID)
	seconds, err := strconv.ParseInt(header.Get(standardwebhooks.HeaderWebhookTimestamp), 10, 64)
	if age := s.Clock.Now().Sub(time.Unix(seconds, 0)); err != nil || len(id) > 200 || age > ipcase.HookTolerance || age < -ipcase.HookTolerance {
		return faultf(http.StatusBadRequest, "The hook was signed more than %d minutes ago, or will be. Sign it anew and send it again.", int(ipcase.HookTolerance.Minutes()))
	}
	if seen, err := s.Service.HookSeen(ctx, from, id); err != nil || seen {
		return noted(c, err)
	}
	var in hookBody
	if err := decodeLine(body, &in); err != nil {
		return faultf(http.StatusUnprocessableEntity, "%v", err)
	}
	what, about, _ := strings.Cut(in.Type, ".")
	switch {
	case what == "order":
		err = s.Service.AnswerOrder(ctx, from, ipcase.OrderAnswer{Key: in.Data.Order, Outcome: ipcase.OrderOutcome(about), Reason: in.Data.Reason})
	case what == "listing":
		err = s.Service.ReportListing(ctx, from, ipcase.ListingReport{Ref: strings.ToUpper(in.Data.Listing), State: ipcase.ReportedState(about), Reason: in.Data.Reason})
	default:
		return faultf(http.StatusUnprocessableEntity, "type is order.done, order.refused, order.unknown, listing.down, listing.back, listing.deleted or listing.refused.")
	}
	if err == nil {
		err = s.Service.HookTaken(ctx, from, id)
	}
	return noted(c, err)
}

func signedBy(secrets []string, body []byte, header http.Header) bool {
	for _, secret := range secrets {
		hook, err := standardwebhooks.NewWebhook(secret)
		if err == nil && hook.VerifyIgnoringTimestamp(body, header) == nil {
			return true
		}
	}
	return false
}
