package api

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"ipportal/ipcase"
)

// operation is what there is to say of one beside its inputs and outputs.
type operation struct {
	id, method, path string
	tag, says, more  string
	scope            ipcase.Permission
	staff            ipcase.Permission // in place of scope, where a reviewer asks; "" = the same
	of               []ipcase.Party    // whose it is; empty = everybody's
	status           int               // of success; 0 = 200
	deed             bool              // it changes something: rehearsed for a sandbox key
	matched          bool              // it takes If-Match
	raw              bool              // it is sent or answered as bytes, and package web carries it out
}

// ask is one request of somebody.
type ask struct {
	*ipcase.Service
	*Caller
	ctx context.Context //nolint:containedctx // it lives as long as the request
	api *API

	method, route string // for the records
}

// answer is a body with what the header says of it.
type answer[T any] struct {
	Location string `header:"Location" doc:"Where what was made can be read."`
	Link     string `header:"Link" doc:"The next page (RFC 8288), where there is one."`
	Body     T
}

// say is an answer of a body alone.
func say[T any](body T) (*answer[T], error) { //nolint:unparam // so that an operation ends with it
	return &answer[T]{Body: body}, nil
}

// on makes an operation known. What a key may not is refused here, before anything is
// looked up, so that the refusal says nothing of what is there.
func on[I, T any](a *API, o operation, do func(*ask, *I) (*answer[T], error)) {
	op := huma.Operation{
		OperationID: o.id, Method: o.method, Path: o.path, Tags: []string{o.tag}, Summary: o.says, Description: o.described(),
		DefaultStatus: o.status, MaxBodyBytes: bodyLimit, BodyReadTimeout: -1, Errors: o.errors(),
	}
	if o.method == http.MethodPost {
		op.Parameters = append(op.Parameters, idempotencyParam())
	}
	a.known[o.id], a.order = o, append(a.order, o.id)
	huma.Register(a.huma, op, func(ctx context.Context, in *I) (*answer[T], error) {
		c := CallerOf(ctx)
		out, err := carry(&ask{Service: a.Service, Caller: c, ctx: ctx, api: a, method: o.method, route: Prefix + asEcho(o.path)}, o, in, do)
		if err == nil {
			return out, nil
		}
		p, fault := a.problemOf(err, c.Reference)
		if fault {
			a.Logger.ErrorContext(ctx, "request failed", "id", c.Reference, "route", o.method+" "+Prefix+o.path, "error", err)
		}
		return nil, p.at(a.BaseURL)
	})
}

func idempotencyParam() *huma.Param {
	return &huma.Param{
		Name: "Idempotency-Key", In: "header", Schema: &huma.Schema{Type: "string", MaxLength: ptr(maxIdempotencyKey)},
		Description: "A word of your own for this request. Sent again within 24 hours it is answered as the first time, and nothing is done twice.",
	}
}

// carry makes an operation for a key that may, and for a sandbox key takes it back.
func carry[I, T any](q *ask, o operation, in *I, do func(*ask, *I) (*answer[T], error)) (out *answer[T], err error) {
	if err := q.may(o); err != nil {
		return nil, err
	}
	if !o.deed || !q.Key.Sandbox {
		return do(q, in)
	}
	err = q.rehearse(func(q *ask) error {
		out, err = do(q, in)
		return err
	})
	return out, err
}

func typeOf[T any]() reflect.Type { return reflect.TypeFor[T]() }

func statusText(status int) string { return strconv.Itoa(status) }

func ptr[T any](v T) *T { return &v }

// described is the operation's text with who may.
func (o operation) described() string {
	more := o.more
	if more != "" {
		more += "\n\n"
	}
	more += "Scope: `" + string(o.scope) + "`"
	if o.staff != "" {
		more += ", of reviewers `" + string(o.staff) + "`"
	}
	more += "."
	if o.deed {
		more += " A sandbox key is answered what would happen."
	}
	return more
}

func (o operation) errors() []int {
	all := []int{
		http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusNotAcceptable, http.StatusUnprocessableEntity, http.StatusTooManyRequests,
		http.StatusInternalServerError, http.StatusServiceUnavailable,
	}
	if o.method != http.MethodGet {
		all = append(all, http.StatusBadRequest, http.StatusConflict, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType)
	}
	if o.matched {
		all = append(all, http.StatusPreconditionFailed)
	}
	return all
}

// may says whether a key may make an operation.
func (q *ask) may(o operation) error {
	if q.Actor.Party == ipcase.PartyPlatform && o.staff != "" {
		o.scope = o.staff
	}
	switch {
	case len(o.of) > 0 && !slices.Contains(o.of, q.Actor.Party):
		return problemf(string(ipcase.NotFound), "There is no such thing, or it is not yours to see.")
	case !q.Key.Has(o.scope):
		return problemf(string(ipcase.Refused), "This key was made without the scope %q. Use another key, or make one with it.", string(o.scope))
	case !q.Actor.May(o.scope):
		return problemf(string(ipcase.Refused), "Whoever made this key does not have the permission %q any more.", string(o.scope))
	}
	return nil
}

// rehearse carries a deed out and takes it back, with its files.
func (q *ask) rehearse(do func(*ask) error) error {
	files, drop, err := q.api.Scratch()
	if err != nil {
		return err
	}
	defer drop()
	return q.Service.Rehearse(q.ctx, files, func(s *ipcase.Service) error { //nolint:wrapcheck // the deed's own
		tried := *q
		tried.Service = s
		return do(&tried)
	})
}

// form is the id under which a deed's files and draft lie: the request's own, so that
// the same request again is the same form.
func (q *ask) form() string {
	if q.request != nil {
		return q.request.DraftID
	}
	return ipcase.NewID()
}

// A cursor is a place in a list, which only the list reads.
func cursorOf(place any) string {
	b, _ := json.Marshal(place) // of strings, numbers and times
	return base64.RawURLEncoding.EncodeToString(b)
}

func readCursor(cursor string, into any) error {
	if cursor == "" {
		return nil
	}
	b, err := base64.RawURLEncoding.DecodeString(cursor)
	if err == nil {
		err = json.Unmarshal(b, into)
	}
	if err != nil {
		p := problemf(string(ipcase.Invalid), "Something sent cannot be accepted.")
		p.Errors = []FieldProblem{{In: "query", Name: "cursor", Detail: "This is no cursor of this list. Begin without one, and follow the Link header."}}
		return p
	}
	return nil
}

// next is the Link header to the page after this one.
func (a *API) next(path string, kept url.Values, cursor string) string {
	if cursor == "" {
		return ""
	}
	kept.Set("cursor", cursor)
	for name := range kept {
		if kept.Get(name) == "" {
			kept.Del(name)
		}
	}
	return "<" + a.BaseURL + Prefix + path + "?" + kept.Encode() + `>; rel="next"`
}

// at is a moment as it is written: RFC 3339 in UTC.
func at(t time.Time) time.Time { return t.UTC() }

func atOrNil(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	u := t.UTC()
	return &u
}
