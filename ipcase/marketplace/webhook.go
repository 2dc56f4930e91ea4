package marketplace

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"ipportal/ipcase"
)

// What a call may cost.
const (
	answerWithin = 15 * time.Second
	maxAnswer    = 16 << 10
	noted        = 200 // characters of an answer that are kept
	// askAgain is after how long an order that was taken and not answered is sent once
	// more, with the same key.
	askAgain = 6 * time.Hour
)

// webhook is the connector of marketplaces that are called: signed as the Standard
// Webhooks specification says, with the order's key as the message's id, the same at
// every try.
type webhook struct{ m *Connected }

// orderBody is what an order says. It is the same at every try.
type orderBody struct {
	Type      string    `json:"type"`
	Timestamp time.Time `json:"timestamp"` // of the order
	Data      orderData `json:"data"`
}

type orderData struct {
	Order       string `json:"order"` // its key
	Site        string `json:"site"`
	Listing     string `json:"listing"`
	Case        string `json:"case,omitempty"`
	Sequence    int    `json:"sequence,omitempty"` // of what is told about this case
	Complainant string `json:"complainant,omitempty"`
	Right       string `json:"right,omitempty"`
	Untold      bool   `json:"untold,omitempty"` // its shop may not be told
}

// orderAnswer is what a marketplace may say at once of an order: done, or refused and
// why. Whoever says anything else is waited for.
type orderAnswer struct {
	Outcome ipcase.OrderOutcome `json:"outcome"`
	Reason  string              `json:"reason"`
}

func (w webhook) order(ctx context.Context, c ipcase.Connection, what string, r ipcase.Removal) error {
	body, err := json.Marshal(orderBody{Type: "listing." + what, Timestamp: r.At, Data: orderData{
		Order: r.Key, Site: r.SiteCode, Listing: r.Ref, Case: r.CaseNumber, Sequence: r.Seq, Complainant: r.Complainant, Right: r.Right, Untold: r.Untold,
	}})
	if err != nil {
		return fmt.Errorf("order %s: %w", r.Key, err)
	}
	status, said, err := w.post(ctx, c, r.Key, body)
	if err != nil {
		return err
	}
	var a orderAnswer
	if json.Unmarshal(said, &a) != nil {
		a = orderAnswer{}
	}
	switch a.Outcome {
	case ipcase.OutcomeDone:
		return nil
	case ipcase.OutcomeRefused:
		return refused(oneLine(a.Reason))
	case ipcase.OutcomeUnknown:
	}
	return &ipcase.PendingError{Note: "answered " + status + ", and not yet whether it is done: " + oneLine(string(said)), Again: askAgain}
}

func (w webhook) tell(ctx context.Context, c ipcase.Connection, m ipcase.MarketMessage) (string, error) {
	status, said, err := w.post(ctx, c, m.Key, []byte(m.Body))
	if err != nil {
		return "", err
	}
	return strings.TrimSpace("answered " + status + " " + oneLine(string(said))), nil
}

// post sends a signed message. Any answer but a success is an error, and so is one that
// leads elsewhere.
func (w webhook) post(ctx context.Context, c ipcase.Connection, id string, body []byte) (status string, said []byte, err error) {
	now := w.m.clock.Now()
	secrets, err := c.Secrets(w.m.seal, now)
	if err != nil {
		return "", nil, err //nolint:wrapcheck // says itself what it did
	}
	signatures := make([]string, len(secrets))
	for n, secret := range secrets {
		signer, err := standardwebhooks.NewWebhook(secret)
		if err == nil {
			signatures[n], err = signer.Sign(id, now, body)
		}
		if err != nil {
			return "", nil, fmt.Errorf("sign %s: %w", id, err)
		}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.URL, bytes.NewReader(body))
	if err != nil {
		return "", nil, fmt.Errorf("call the marketplace: %w", err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "ipportal")
	req.Header.Set(standardwebhooks.HeaderWebhookID, id)
	req.Header.Set(standardwebhooks.HeaderWebhookTimestamp, strconv.FormatInt(now.Unix(), 10))
	req.Header.Set(standardwebhooks.HeaderWebhookSignature, strings.Join(signatures, " "))
	res, err := w.m.client.Do(req)
	if err != nil {
		return "", nil, fmt.Errorf("call the marketplace: %w", err)
	}
	defer func() { _ = res.Body.Close() }()
	said, err = io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	if err != nil {
		return "", nil, fmt.Errorf("the marketplace's answer: %w", err)
	}
	if res.StatusCode < 200 || res.StatusCode > 299 {
		return "", nil, fmt.Errorf("the marketplace answers %s: %s", res.Status, oneLine(string(said)))
	}
	return res.Status, said, nil
}

// oneLine is the beginning of what somebody answered, fit to be kept and shown.
func oneLine(s string) string {
	runes := []rune(strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, "?"), func(r rune) bool { return r <= ' ' || r == 0x7f }), " "))
	if len(runes) > noted {
		return string(runes[:noted]) + "…"
	}
	return string(runes)
}
