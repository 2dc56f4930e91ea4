package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
)

// ServeHTTP answers a request whose caller is known (With).
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	caller := CallerOf(r.Context())
	if err := a.serve(w, r, caller); err != nil {
		p, fault := a.problemOf(err, caller.Reference)
		if fault {
			a.Logger.ErrorContext(r.Context(), "request failed", "id", caller.Reference, "route", r.Method+" "+Prefix, "error", err)
		}
		a.WriteProblem(w, p)
	}
}

func (a *API) serve(w http.ResponseWriter, r *http.Request, caller *Caller) error {
	h := w.Header()
	about(h, caller)
	if err := a.rates.take(h, caller.Key.ID); err != nil {
		return err
	}
	q := r.Clone(r.Context())
	q.URL.Path = strings.TrimPrefix(r.URL.Path, Prefix)
	q.URL.RawPath = ""
	body, done, err := a.readBody(w, r)
	defer done()
	if err != nil {
		return err
	}
	q.Body, q.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	key := r.Header.Get("Idempotency-Key")
	if key == "" || r.Method == http.MethodGet || r.Method == http.MethodHead {
		kept := a.run(q)
		return a.write(w, r, kept)
	}
	return a.once(w, q, caller, key, body)
}

// about is what the header of every answer says.
func about(h http.Header, caller *Caller) {
	h.Set("Vary", "Authorization")
	h.Set("Cache-Control", "private, no-cache")
	if caller.Key.Sandbox {
		h.Set("Sandbox", "nothing is done")
	}
}

// run carries a request out and holds its answer.
func (a *API) run(r *http.Request) *held {
	kept := &held{header: http.Header{}, status: http.StatusOK}
	a.mux.ServeHTTP(kept, r)
	if kept.status == http.StatusNotFound && kept.header.Get("Content-Type") != "application/problem+json" {
		kept.problem(a, problemf(string(ipcase.NotFound), "There is no such thing, or it is not yours to see."))
	}
	if kept.status == http.StatusMethodNotAllowed {
		kept.problem(a, problemf("method", "This is not done at this address. The reference at %s/api lists what is.", a.BaseURL))
	}
	return kept
}

// held is an answer that is not sent yet.
type held struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (k *held) Header() http.Header { return k.header }

func (k *held) WriteHeader(status int) { k.status = status }

func (k *held) Write(b []byte) (int, error) { return k.body.Write(b) } //nolint:wrapcheck // never fails

func (k *held) problem(a *API, p *Problem) {
	k.header, k.status = http.Header{}, p.Status
	k.body.Reset()
	a.WriteProblem(k, p)
}

// write sends an answer; one that the asker has already is not sent again.
func (a *API) write(w http.ResponseWriter, r *http.Request, kept *held) error {
	h := w.Header()
	for name, values := range kept.header {
		h[name] = values
	}
	read := r.Method == http.MethodGet || r.Method == http.MethodHead
	if read && kept.status == http.StatusOK {
		tag := tagOf(kept.body.Bytes())
		h.Set("ETag", tag)
		if matches(r.Header.Get("If-None-Match"), tag) {
			h.Del("Content-Type")
			w.WriteHeader(http.StatusNotModified)
			return nil
		}
	}
	if r.Method == http.MethodHead {
		h.Set("Content-Length", strconv.Itoa(kept.body.Len()))
	}
	w.WriteHeader(kept.status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(kept.body.Bytes()) // the reader went away
	}
	return nil
}

// maxIdempotencyKey is of how many characters such a key is at most.
const maxIdempotencyKey = 200

// once carries a request out under its idempotency key: of several alike, one is
// carried out, and all are given its answer.
func (a *API) once(w http.ResponseWriter, r *http.Request, caller *Caller, key string, body []byte) error {
	if err := checkIdempotencyKey(key); err != nil {
		return err
	}
	sum := sha256.New()
	_, _ = fmt.Fprintf(sum, "%s\n%s\n%s\n", r.Method, r.URL.Path, r.Header.Get("If-Match"))
	_, _ = sum.Write(body) // never fails
	asked, how, err := a.Accounts.BeginAPIRequest(r.Context(), caller.Key, key, hex.EncodeToString(sum.Sum(nil)))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	switch how {
	case account.APINew:
		return a.first(w, r, caller, asked)
	case account.APIAnswered:
		kept := &held{header: http.Header{}, status: asked.Status}
		for name, value := range asked.Header {
			kept.header.Set(name, value)
		}
		kept.header.Set("Idempotency-Replayed", "true")
		kept.body.WriteString(asked.Body)
		return a.write(w, r, kept)
	case account.APIOther:
		return errKeyReused()
	default:
		return errInFlight(w)
	}
}

func checkIdempotencyKey(key string) error {
	if len(key) <= maxIdempotencyKey {
		return nil
	}
	return &Problem{
		Type: "/api#invalid", Title: sorts["invalid"].title, Status: http.StatusUnprocessableEntity, Code: "invalid", Detail: "Something sent cannot be accepted.",
		Errors: []FieldProblem{{In: "header", Name: "Idempotency-Key", Detail: fmt.Sprintf("It is of %d characters at most.", maxIdempotencyKey)}},
	}
}

func errKeyReused() error {
	return problemf("key_reused", "This idempotency key was sent with another request within the last 24 hours. Use a new one for each request.")
}

func errInFlight(w http.ResponseWriter) error {
	w.Header().Set("Retry-After", "1")
	return problemf("in_flight", "The request with this idempotency key is being carried out. Ask again in a moment; it is not done twice.")
}

// keptHeaders are those of an answer that are kept with it.
var keptHeaders = []string{"Content-Type", "Location", "Link", "ETag"}

// keepWithin is how long the answer may take to be written down once there is one,
// also when the program has gone away.
const keepWithin = 10 * time.Second

func (a *API) first(w http.ResponseWriter, r *http.Request, caller *Caller, asked account.APIRequest) error {
	c := *caller
	c.request = &asked
	kept := a.run(r.WithContext(With(r.Context(), &c)))
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), keepWithin)
	defer cancel()
	if kept.status >= http.StatusInternalServerError || kept.status == http.StatusTooManyRequests {
		if err := a.Accounts.ForgetAPIRequest(ctx, asked); err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
		return a.write(w, r, kept)
	}
	asked.Status, asked.Body, asked.Header = kept.status, kept.body.String(), map[string]string{}
	for _, name := range keptHeaders {
		if v := kept.header.Get(name); v != "" {
			asked.Header[name] = v
		}
	}
	if err := a.Accounts.EndAPIRequest(ctx, asked); err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	return a.write(w, r, kept)
}
