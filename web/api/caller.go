package api

import (
	"context"
	"net/http"
	"strings"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
)

// Caller is for whom a program asks.
type Caller struct {
	Actor     ipcase.Actor
	Key       account.APIKey
	Reference string // of the request, in the portal's log

	request *account.APIRequest // under an idempotency key; nil without one
}

type callerKey struct{}

// Authenticate finds whose key a request shows. A key that never was, one that has
// ended and one whose person may no more are told the same.
func (a *API) Authenticate(r *http.Request) (*Caller, error) {
	kind, secret, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	if !ok || !strings.EqualFold(kind, "Bearer") {
		return nil, problemf("unauthorized", "Send a key: Authorization: Bearer ipp_live_… An owner or a reviewer makes one under API keys in their account.")
	}
	actor, key, ok, err := a.Accounts.APIActor(r.Context(), strings.TrimSpace(secret))
	if err != nil {
		return nil, err //nolint:wrapcheck // says itself what it did
	}
	if !ok {
		return nil, problemf("unauthorized", "This key opens nothing: it is not one of ours, has ended, or whoever made it may no longer act.")
	}
	actor.Unseen = r.Method == http.MethodHead
	return &Caller{Actor: actor, Key: key}, nil
}

// With puts the caller into a request.
func With(ctx context.Context, c *Caller) context.Context {
	return context.WithValue(ctx, callerKey{}, c)
}

// CallerOf is for whom a request asks, where it is known.
func CallerOf(ctx context.Context) *Caller {
	c, _ := ctx.Value(callerKey{}).(*Caller)
	return c
}
