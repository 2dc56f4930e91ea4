package web_test

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"

	"ipportal/web/api"
)

// apiDocument is what the API says of itself. Every answer that a program of a test is
// given is held to it.
var apiDocument = sync.OnceValue(func() *huma.OpenAPI {
	return api.New(api.Deps{BaseURL: "https://ip.quaylane.example", Name: "Quaylane"}).Document()
})

// operationAt is the document's operation at an address, nil where there is none.
func operationAt(method, path string) *huma.Operation {
	path, _, _ = strings.Cut(path, "?")
	asked := strings.Split(path, "/")
	var found *huma.Operation
	named := len(asked) + 1
	for at, item := range apiDocument().Paths {
		op := item.Get
		if method == http.MethodPost {
			op = item.Post
		}
		parts, n := strings.Split(at, "/"), 0
		fits := op != nil && len(parts) == len(asked) && !slices.ContainsFunc(parts, func(string) bool {
			part, word := parts[n], asked[n]
			n++
			return part != word && !strings.HasPrefix(part, "{")
		})
		if open := strings.Count(at, "{"); fits && open < named { // words go before parameters
			found, named = op, open
		}
	}
	return found
}

// succeeded is which operations have answered with a success, on which database.
var succeeded struct {
	sync.Mutex
	on map[string]map[string]bool
}

// heldToDocument fails unless an answer is one that the document tells of, and notes
// the operation where it succeeded.
func (r robot) heldToDocument(method, path string, status int, header http.Header, body any) {
	r.t.Helper()
	op := operationAt(method, path)
	if op == nil || status == http.StatusNotModified || status == http.StatusMethodNotAllowed {
		return // no operation was reached
	}
	said := op.Responses[strconv.Itoa(status)]
	if said == nil {
		r.t.Errorf("%s answers %d, and the document does not say so", op.OperationID, status)
		return
	}
	if status < http.StatusMultipleChoices {
		succeeded.Lock()
		defer succeeded.Unlock()
		if succeeded.on == nil {
			succeeded.on = map[string]map[string]bool{}
		}
		if succeeded.on[op.OperationID] == nil {
			succeeded.on[op.OperationID] = map[string]bool{}
		}
		succeeded.on[op.OperationID][r.site.DB.Dialect] = true
	}
	kind, _, _ := strings.Cut(header.Get("Content-Type"), ";")
	media := said.Content[kind]
	if media == nil && said.Content["application/octet-stream"] != nil {
		return // a file, of whichever kind
	}
	if media == nil {
		r.t.Errorf("%s answers %d as %q, and the document says otherwise", op.OperationID, status, kind)
		return
	}
	var wrong huma.ValidateResult
	huma.Validate(apiDocument().Components.Schemas, media.Schema, huma.NewPathBuffer(nil, 0), huma.ModeReadFromServer, body, &wrong)
	for _, err := range wrong.Errors {
		r.t.Errorf("%s answers %d otherwise than its document says: %v", op.OperationID, status, err)
	}
}

func idOf(op *huma.Operation) string {
	if op == nil {
		return ""
	}
	return op.OperationID
}
