package webtest

import (
	"errors"
	"net/http"
)

// Outside is the way to marketplaces of their own. Where a test sets nothing, nobody is
// reached.
type Outside struct{ To http.RoundTripper }

// RoundTrip implements http.RoundTripper.
func (o *Outside) RoundTrip(r *http.Request) (*http.Response, error) {
	if o.To == nil {
		return nil, errors.New("nobody is reached from a test")
	}
	return o.To.RoundTrip(r) //nolint:wrapcheck // the caller's own
}
