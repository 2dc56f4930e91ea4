package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
)

// Prefix is where the first version lies.
const Prefix = "/api/v1"

// Deps is what the API stands on.
type Deps struct {
	Service  *ipcase.Service
	Accounts *account.Service
	Clock    ipcase.Clock
	Logger   *slog.Logger
	BaseURL  string
	Name     string // the portal's
	Rates    Rates
	Away     func(error) bool // whether an error means that the database is away for the moment
	Scratch  func() (files ipcase.Blobs, drop func(), err error)
}

// API answers programs.
type API struct {
	Deps
	huma   huma.API
	mux    *http.ServeMux
	rates  *limits
	large  chan struct{} // a place for each large body that is held at once
	routes []Route
	known  map[string]operation
	order  []string // of their ids, as they were made known
	spec   []byte
	old    []byte
}

// Route is one operation, for the table of routes.
type Route struct {
	ID     string
	Method string
	Path   string // as echo writes it: /api/v1/rights/:number
	Raw    bool   // package web carries it out
}

// ourProblems makes the library's problems ours: it keeps how they are made for the
// whole program.
var ourProblems = sync.OnceFunc(func() { huma.NewError, huma.NewErrorWithContext = newProblem, newProblemOf })

// New builds the API.
func New(d Deps) *API {
	a := &API{Deps: d, mux: http.NewServeMux(), rates: newLimits(d.Rates, d.Clock), large: make(chan struct{}, largeAtOnce), known: map[string]operation{}}
	ourProblems()
	config := huma.DefaultConfig(d.Name+" API", "1.0.0")
	// Nothing of the library's own is served: its reference page needs script from
	// elsewhere, and its links to schemas are made from the Host header.
	config.OpenAPIPath, config.DocsPath, config.SchemasPath, config.CreateHooks = "", "", "", nil
	config.RejectUnknownQueryParameters = true
	describe(config.OpenAPI, d.BaseURL)
	a.huma = humago.New(a.mux, config)
	for _, register := range []func(){a.readers, a.filers, a.holders, a.sellers, a.reviewers, a.bothSides, a.byFile, a.clockActs, a.abuses, a.powers, a.standings, a.desks, a.shops, a.orders} {
		register()
	}
	a.finish()
	return a
}

// describe is what the document says of the whole.
func describe(o *huma.OpenAPI, base string) {
	o.Info.Description = overview()
	o.Info.License = nil
	o.Servers = []*huma.Server{{URL: base + Prefix}}
	o.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"key": {Type: "http", Scheme: "bearer", Description: "A key made under **API keys** in the account: `Authorization: Bearer ipp_live_…`, or `ipp_test_…` for a sandbox."},
	}
	o.Security = []map[string][]string{{"key": {}}}
	for _, t := range tags {
		o.Tags = append(o.Tags, &huma.Tag{Name: t.name, Description: t.says})
	}
}

// finish keeps the document, which never changes while the process lives.
func (a *API) finish() {
	var err error
	doc := a.huma.OpenAPI()
	for path, item := range doc.Paths {
		for method, op := range map[string]*huma.Operation{
			http.MethodGet: item.Get, http.MethodPost: item.Post,
		} {
			if op != nil {
				a.routes = append(a.routes, Route{ID: op.OperationID, Method: method, Path: Prefix + asEcho(path), Raw: a.known[op.OperationID].raw})
			}
		}
	}
	slices.SortFunc(a.routes, func(x, y Route) int { return strings.Compare(x.Path+x.Method, y.Path+y.Method) })
	if a.spec, err = json.Marshal(doc); err != nil {
		panic("the API's document: " + err.Error()) // a mistake in this package
	}
	if a.old, err = older(doc); err != nil {
		panic("the API's document: " + err.Error())
	}
}

// older is the document in OpenAPI 3.0, without what only 3.1 knows and the library
// leaves in it.
func older(doc *huma.OpenAPI) ([]byte, error) {
	b, err := doc.Downgrade()
	if err != nil {
		return nil, err //nolint:wrapcheck // a mistake in this package
	}
	var all any
	if err := json.Unmarshal(b, &all); err != nil {
		return nil, err //nolint:wrapcheck // the same
	}
	asOld(all)
	return json.Marshal(all) //nolint:wrapcheck // the same
}

func asOld(v any) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			asOld(x)
		}
	case map[string]any:
		if ref, ok := v["$ref"].(string); ok {
			clear(v) // nothing stands beside a reference
			v["$ref"] = ref
		}
		delete(v, "contentMediaType")
		for _, x := range v {
			asOld(x)
		}
	}
}

// asEcho writes a path's parameters as echo does.
func asEcho(path string) string {
	return strings.ReplaceAll(strings.ReplaceAll(path, "{", ":"), "}", "")
}

// Routes are all operations.
func (a *API) Routes() []Route { return a.routes }

// Document is the OpenAPI document.
func (a *API) Document() *huma.OpenAPI { return a.huma.OpenAPI() }

// Spec is the document as bytes: OpenAPI 3.1, and for older programs 3.0.
func (a *API) Spec() (latest, old []byte) { return a.spec, a.old }

// ServeSpec answers with the document.
func (a *API) ServeSpec(w http.ResponseWriter, r *http.Request, old bool) {
	body := a.spec
	if old {
		body = a.old
	}
	h := w.Header()
	h.Set("Content-Type", "application/vnd.oai.openapi+json; charset=utf-8")
	h.Set("Cache-Control", "no-cache")
	h.Set("ETag", tagOf(body))
	if matches(r.Header.Get("If-None-Match"), tagOf(body)) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	_, _ = w.Write(body) // the reader went away
}

// tagOf is the ETag of bytes.
func tagOf(body []byte) string {
	sum := sha256.Sum256(body)
	return `"` + hex.EncodeToString(sum[:16]) + `"`
}

// bytesOf are the bytes in which an answer is written.
func bytesOf(v any) ([]byte, error) {
	var b bytes.Buffer
	err := huma.DefaultJSONFormat.Marshal(&b, v)
	return b.Bytes(), err //nolint:wrapcheck // cannot fail for our own structs
}

// matches says whether a list of ETags, as If-Match and If-None-Match hold one, names
// a tag. A compressing proxy may have marked it weak.
func matches(list, tag string) bool {
	for one := range strings.SplitSeq(list, ",") {
		one = strings.TrimSpace(one)
		if one == "*" || strings.TrimPrefix(one, "W/") == tag {
			return true
		}
	}
	return false
}
