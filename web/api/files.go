package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"ipportal/ipcase"
)

// Uploaded is a file that was sent before the request that names it.
type Uploaded struct {
	ID     string `json:"id" doc:"Name it under files in the request that it belongs to." example:"x7k2m9q4"`
	Name   string `json:"name" doc:"Its name." example:"photo.png"`
	Kind   string `json:"media_type" doc:"Its media type, by its content." example:"image/png"`
	Size   int64  `json:"size" doc:"In bytes." example:"20480"`
	SHA256 string `json:"sha256" doc:"Its fingerprint." example:"9f86d081884c7d65"`
}

// byFile is what is answered or sent as bytes. The handlers of the pages do it, for
// whom a key acts (package web): here is what the document says of it, and who may.
func (a *API) byFile() {
	number := a.param("number", "path", "string", "The public number.")
	position := a.param("position", "path", "integer", "The listing's place in the case.")
	lang := a.param("lang", "query", "string", "en or zh-CN; left out, it is the language of whoever made the key.")
	lang.Required = false
	of := a.param("case", "path", "string", "The public number of the case.")
	binary(a, operation{
		id: "read-file", path: "/files/{id}", tag: tagCase, scope: ipcase.PermSee, says: "The bytes of a file of a case",
		more: "Whoever filed it and reviewers are given the original, others a copy without hidden data; of what others are shown as pages or words only, they are refused the file.",
	}, a.param("id", "path", "string", "The file's id, as the case says it."))
	binary(a, operation{
		id: "read-casefile", path: "/cases/{number}/casefile.zip", tag: tagCase, scope: ipcase.PermSee, says: "The case as one ZIP",
		more: "What your side sees of it, the files, each event's place in the log, and a signed manifest. A large one is made first: ask for that, and come back.",
	}, number, lang)
	binary(a, operation{id: "read-casefile-pdf", path: "/cases/{number}/casefile.pdf", tag: tagCase, scope: ipcase.PermSee, says: "The case as one PDF"}, number, lang)
	binary(a, operation{id: "read-snapshot-picture", path: "/snapshots/{case}/{position}/{n}", tag: tagCase, scope: ipcase.PermSee, says: "A picture of a complained listing as it was"},
		of, position, a.param("n", "path", "integer", "The first, second, third … picture."))
	binary(a, operation{id: "read-captured-page", path: "/snapshots/{case}/{position}/page", tag: tagCase, scope: ipcase.PermSee, says: "The picture of a complained listing's page"}, of, position)
	a.describeUpload()
}

func (a *API) param(name, in, kind, says string) *huma.Param {
	return &huma.Param{Name: name, In: in, Required: true, Description: says, Schema: &huma.Schema{Type: kind, Description: says}}
}

// binary makes an operation known that answers with bytes.
func binary(a *API, o operation, params ...*huma.Param) {
	o.method, o.raw = http.MethodGet, true
	bytes := &huma.Schema{Type: huma.TypeString, Format: "binary"}
	a.add(o, &huma.Operation{
		Parameters: params,
		Responses:  map[string]*huma.Response{"200": {Description: "The file.", Content: map[string]*huma.MediaType{"application/octet-stream": {Schema: bytes}}}},
	})
}

func (a *API) describeUpload() {
	name := a.param("name", "query", "string", "The file's name, as it is to be shown.")
	purpose := a.param("purpose", "query", "string", "What it is for.")
	purpose.Required, purpose.Schema.Enum, purpose.Schema.Default = false, []any{"evidence", "specimen", "certificate", "power_of_attorney"}, "evidence"
	reviewers := a.param("reviewer_only", "query", "boolean", "Not for the other side. A decision relies only on what both have seen.")
	reviewers.Required = false
	bytes := &huma.Schema{Type: huma.TypeString, Format: "binary"}
	a.add(operation{
		id: "send-file", method: http.MethodPost, path: "/files", raw: true, tag: tagCase, scope: ipcase.PermSee, status: http.StatusCreated,
		says: "Send a file, to be named in a request",
		more: "The body is the file itself, of 20 MB at most. The request that it belongs to names its id under files; what no request has named is deleted after 30 days. A sandbox key sends files inside the request.",
	}, &huma.Operation{
		Parameters:  []*huma.Param{name, purpose, reviewers, idempotencyParam()},
		RequestBody: &huma.RequestBody{Required: true, Description: "The bytes.", Content: map[string]*huma.MediaType{"application/octet-stream": {Schema: bytes}}},
		Responses: map[string]*huma.Response{"201": {Description: "Created", Content: map[string]*huma.MediaType{
			"application/json": {Schema: a.huma.OpenAPI().Components.Schemas.Schema(typeOf[Uploaded](), true, "")},
		}}},
	})
}

// add makes an operation known that another package carries out.
func (a *API) add(o operation, op *huma.Operation) {
	op.OperationID, op.Method, op.Path, op.Tags, op.Summary, op.Description = o.id, o.method, o.path, []string{o.tag}, o.says, o.described()
	doc := a.huma.OpenAPI()
	problems := doc.Components.Schemas.Schema(typeOf[Problem](), true, "")
	for _, status := range o.errors() {
		op.Responses[statusText(status)] = &huma.Response{Description: http.StatusText(status), Content: map[string]*huma.MediaType{"application/problem+json": {Schema: problems}}}
	}
	a.known[o.id], a.order = o, append(a.order, o.id)
	doc.AddOperation(op)
}

// Enter says whether a key may make an operation that another package carries out, and
// counts it.
func (a *API) Enter(h http.Header, caller *Caller, id string) error {
	about(h, caller)
	if err := a.rates.take(h, caller.Key.ID); err != nil {
		return err
	}
	q := &ask{Caller: caller}
	return q.may(a.known[id])
}
