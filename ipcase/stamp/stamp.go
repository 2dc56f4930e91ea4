// Package stamp asks a time stamping service (RFC 3161) to say when a text was
// there, and checks what such a service said. It checks the token's signature
// against the certificate inside; whose certificate that is, and whether to trust
// it, is for whoever reads the token: any tool for RFC 3161 can.
package stamp

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/digitorus/timestamp"

	"ipportal/ipcase"
)

// maxAnswer bounds what is read of a service's answer: a token with its
// certificates has some 6 kB.
const maxAnswer = 256 << 10

// reading is held while a token is read: the library counts its depth in a
// variable that all readers share.
var reading sync.Mutex

// readToken reads a service's answer or its token. The library panics at some of those
// that end too early.
func readToken(read func([]byte) (*timestamp.Timestamp, error), data []byte) (got *timestamp.Timestamp, err error) {
	reading.Lock()
	defer reading.Unlock()
	defer func() {
		if p := recover(); p != nil {
			got, err = nil, fmt.Errorf("a token that cannot be read: %v", p)
		}
	}()
	return read(data)
}

// Service is a time stamping service behind a URL.
type Service struct {
	url    string
	client *http.Client
}

// New reads the URL of a service; it asks nobody.
func New(address string) (*Service, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return nil, fmt.Errorf("%q is no address of a time stamping service; write it as https://tsa.example.com/", address)
	}
	return &Service{url: address, client: &http.Client{
		Timeout:       30 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

// Stamp asks for a token over a text and checks it. The service learns the text's
// SHA-256 alone. A request that the service refuses for good is a PermanentError.
func (s *Service) Stamp(ctx context.Context, text string) ([]byte, time.Time, error) {
	sum := sha256.Sum256([]byte(text))
	nonce, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 63))
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("a number for the request: %w", err)
	}
	question, err := (&timestamp.Request{HashAlgorithm: crypto.SHA256, HashedMessage: sum[:], Certificates: true, Nonce: nonce}).Marshal()
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("write the request for a time stamp: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url, bytes.NewReader(question))
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("ask for a time stamp: %w", err)
	}
	req.Header.Set("Content-Type", "application/timestamp-query")
	resp, err := s.client.Do(req)
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("ask for a time stamp: %w", err)
	}
	defer func() { _ = resp.Body.Close() }()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("read the time stamp: %w", err)
	}
	switch {
	case resp.StatusCode == http.StatusBadRequest || resp.StatusCode == http.StatusForbidden || resp.StatusCode == http.StatusGone:
		return nil, time.Time{}, &ipcase.PermanentError{Reason: "the time stamping service refuses: " + resp.Status}
	case resp.StatusCode != http.StatusOK:
		return nil, time.Time{}, errors.New("the time stamping service answered " + resp.Status)
	case len(answer) > maxAnswer:
		return nil, time.Time{}, errors.New("the time stamping service's answer is too long")
	}
	got, err := readToken(timestamp.ParseResponse, answer)
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("the time stamping service's answer: %w", err)
	}
	if got.Nonce == nil || got.Nonce.Cmp(nonce) != 0 {
		return nil, time.Time{}, errors.New("the time stamp answers another request")
	}
	at, err := Check(got.RawToken, text)
	return got.RawToken, at, err
}

// Check says when a text was there, by a token over it.
func Check(token []byte, text string) (time.Time, error) {
	got, err := readToken(timestamp.Parse, token)
	if err != nil {
		return time.Time{}, fmt.Errorf("the time stamp cannot be read: %w", err)
	}
	sum := sha256.Sum256([]byte(text))
	switch {
	case got.HashAlgorithm != crypto.SHA256 || !bytes.Equal(got.HashedMessage, sum[:]):
		return time.Time{}, errors.New("the time stamp is of another text")
	case len(got.Certificates) == 0:
		return time.Time{}, errors.New("the time stamp holds no certificate, so that its signature says nothing")
	case !slices.ContainsFunc(got.Certificates, func(c *x509.Certificate) bool {
		return slices.Contains(c.ExtKeyUsage, x509.ExtKeyUsageTimeStamping)
	}):
		return time.Time{}, errors.New("the time stamp is not signed by a certificate for time stamping")
	}
	return got.Time.UTC(), nil
}
