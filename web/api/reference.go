package api

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"ipportal/views"
)

// Reference is the document as a page: its own words are drawn by t, and what is said
// of operations and fields is English.
func (a *API) Reference(t func(key string, args ...any) string) views.APIPage {
	r := reference{doc: a.huma.OpenAPI(), t: t, base: a.BaseURL + Prefix}
	p := views.APIPage{Base: r.base}
	for _, x := range passages {
		p.Overview = append(p.Overview, views.APIText{ID: x.id, Title: t(x.title), Text: t(x.text)})
	}
	for _, tag := range tags {
		g := views.APIGroup{ID: "tag-" + strings.ToLower(strings.ReplaceAll(tag.name, " ", "-")), Title: t(tag.name), Text: tag.says}
		for _, id := range a.order {
			if op := a.known[id]; op.tag == tag.name {
				g.Operations = append(g.Operations, r.operation(op))
			}
		}
		p.Groups = append(p.Groups, g)
	}
	for _, name := range slices.Sorted(maps.Keys(r.doc.Components.Schemas.Map())) {
		p.Objects = append(p.Objects, views.APIObject{Name: name, Fields: r.fields(name)})
	}
	for code, s := range sorts {
		p.Problems = append(p.Problems, views.APIProblem{Code: code, Title: t(s.title), Text: t(s.cure), Status: s.status})
	}
	slices.SortFunc(p.Problems, func(x, y views.APIProblem) int {
		return cmp.Or(cmp.Compare(x.Status, y.Status), strings.Compare(x.Code, y.Code))
	})
	return p
}

type reference struct {
	doc  *huma.OpenAPI
	t    func(key string, args ...any) string
	base string
}

func (r reference) operation(o operation) views.APIOperation {
	item := r.doc.Paths[o.path]
	op := item.Get
	if o.method == http.MethodPost {
		op = item.Post
	}
	out := views.APIOperation{ID: o.id, Method: o.method, Path: Prefix + o.path, Summary: o.says, Scope: string(o.scope), Sandbox: o.deed, Status: cmp.Or(o.status, http.StatusOK)}
	if o.more != "" {
		out.Text = []string{o.more}
	}
	for _, p := range op.Parameters {
		out.Params = append(out.Params, views.APIField{Name: p.Name, In: p.In, Type: r.named(p.Schema), Required: p.Required, Text: p.Description, Limits: r.limits(p.Schema)})
	}
	if op.RequestBody != nil && !o.raw {
		out.Body = r.fields(nameOf(op.RequestBody.Content["application/json"].Schema))
	}
	out.Request = r.curl(op)
	response := op.Responses[strconv.Itoa(out.Status)]
	if c := response.Content["application/json"]; c != nil {
		out.Answer, out.Example = r.named(c.Schema), indented(r.example(c.Schema, 0))
	} else {
		out.Answer = views.APIType{Text: response.Description}
	}
	for status := range op.Responses {
		if n, err := strconv.Atoi(status); err == nil && n >= http.StatusBadRequest {
			out.Refusals = append(out.Refusals, views.APIRefusal{Status: n, Codes: codesOf(n, o.method)})
		}
	}
	slices.SortFunc(out.Refusals, func(x, y views.APIRefusal) int { return x.Status - y.Status })
	return out
}

// codesOf are the problems that a status comes with.
func codesOf(status int, method string) (codes []string) {
	for code, s := range sorts {
		// Idempotency keys are of POSTs only.
		if s.status == status && (method == http.MethodPost || code != "key_reused" && code != "in_flight") {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	return codes
}

// nameOf is the object that a schema names.
func nameOf(s *huma.Schema) string {
	return s.Ref[strings.LastIndex(s.Ref, "/")+1:]
}

// named is a schema's type in words.
func (r reference) named(s *huma.Schema) views.APIType {
	switch {
	case s.Ref != "":
		return views.APIType{Text: nameOf(s), Object: nameOf(s)}
	case s.Type == huma.TypeArray:
		of := r.named(s.Items)
		return views.APIType{Text: "array of " + of.Text, Object: of.Object}
	case s.Type == huma.TypeObject:
		return views.APIType{Text: "object of strings"}
	case s.Format == "date" || s.Format == "date-time":
		return views.APIType{Text: s.Format}
	case s.ContentEncoding != "":
		return views.APIType{Text: s.ContentEncoding}
	default:
		return views.APIType{Text: s.Type}
	}
}

// limits are what a value has to keep to.
func (r reference) limits(s *huma.Schema) (out []string) {
	switch {
	case s.MinItems != nil && s.MaxItems != nil:
		out = append(out, r.t("From %d to %d of them", *s.MinItems, *s.MaxItems))
	case s.MaxItems != nil:
		out = append(out, r.t("At most %d of them", *s.MaxItems))
	}
	if s.MaxLength != nil {
		out = append(out, r.t("At most %d characters", *s.MaxLength))
	}
	if s.Minimum != nil {
		out = append(out, r.t("At least %v", *s.Minimum))
	}
	if s.Maximum != nil {
		out = append(out, r.t("At most %v", *s.Maximum))
	}
	if len(s.Enum) > 0 {
		var words []string
		for _, e := range s.Enum {
			words = append(words, fmt.Sprint(e))
		}
		out = append(out, r.t("One of: %s", strings.Join(words, ", ")))
	}
	if s.Default != nil {
		out = append(out, r.t("Left out, it is %v", s.Default))
	}
	return out
}

// fields are those of an object, in the order of its struct.
func (r reference) fields(name string) (out []views.APIField) {
	ref := "#/components/schemas/" + name
	schema := r.doc.Components.Schemas.SchemaFromRef(ref)
	for _, field := range r.order(ref, schema) {
		s := schema.Properties[field]
		out = append(out, views.APIField{Name: field, Type: r.named(s), Required: slices.Contains(schema.Required, field), Text: s.Description, Limits: r.limits(s)})
	}
	return out
}

func (r reference) order(ref string, s *huma.Schema) (names []string) {
	for _, f := range reflect.VisibleFields(r.doc.Components.Schemas.TypeFromRef(ref)) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if _, ok := s.Properties[name]; ok && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// pair is one field of an example; a list of them keeps their order.
type (
	pair struct {
		name  string
		value any
	}
	object []pair
)

// MarshalJSON writes the fields in their order.
func (o object) MarshalJSON() ([]byte, error) {
	var b strings.Builder
	b.WriteByte('{')
	for n, p := range o {
		if n > 0 {
			b.WriteByte(',')
		}
		value, err := json.Marshal(p.value)
		if err != nil {
			return nil, err //nolint:wrapcheck // of strings and numbers
		}
		b.WriteString(strconv.Quote(p.name) + ":" + string(value))
	}
	b.WriteByte('}')
	return []byte(b.String()), nil
}

// example is a value of a schema: what its fields give as examples, and what fits
// otherwise.
func (r reference) example(s *huma.Schema, depth int) any {
	switch {
	case s.Ref != "":
		schema := r.doc.Components.Schemas.SchemaFromRef(s.Ref)
		out := object{}
		for _, name := range r.order(s.Ref, schema) {
			if p := schema.Properties[name]; depth < 8 && (slices.Contains(schema.Required, name) || len(p.Examples) > 0 || p.Items != nil || p.Ref != "") {
				out = append(out, pair{name, r.example(p, depth+1)})
			}
		}
		return out
	case len(s.Examples) > 0:
		return s.Examples[0]
	case s.Default != nil:
		return s.Default
	case len(s.Enum) > 0:
		return s.Enum[0]
	case s.Type == huma.TypeArray:
		return []any{r.example(s.Items, depth+1)}
	case s.Type == huma.TypeObject:
		return map[string]any{}
	case s.Type == huma.TypeBoolean:
		return true
	case s.Type == huma.TypeInteger:
		return 1
	case s.Format == "date":
		return "2026-06-15"
	case s.Format == "date-time":
		return "2026-06-15T10:00:00Z"
	default:
		return "…"
	}
}

func indented(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return ""
	}
	return strings.TrimSpace(b.String())
}

// curl is a request as a shell takes it.
func (r reference) curl(op *huma.Operation) string {
	path := op.Path
	for _, p := range op.Parameters {
		if p.In == "path" {
			path = strings.ReplaceAll(path, "{"+p.Name+"}", fmt.Sprint(r.example(p.Schema, 0)))
		}
	}
	lines := []string{"curl '" + r.base + path + "'", "  -H 'Authorization: Bearer ipp_test_…'"}
	if op.Method == http.MethodPost {
		lines[0] = strings.Replace(lines[0], "curl ", "curl -X POST ", 1)
		lines = append(lines, "  -H 'Idempotency-Key: 2026-06-15/1'")
	}
	switch {
	case op.RequestBody == nil:
	case op.RequestBody.Content["application/json"] == nil:
		lines[0] = strings.TrimSuffix(lines[0], "'") + "?name=photo.png'"
		lines[2] = "  -H 'Content-Type: application/octet-stream'" // no idempotency key: see send-file
		lines = append(lines, "  --data-binary @photo.png")
	default:
		body := indented(r.example(op.RequestBody.Content["application/json"].Schema, 0))
		lines = append(lines, "  -H 'Content-Type: application/json'", "  -d '"+strings.ReplaceAll(body, "'", `'\''`)+"'")
	}
	return strings.Join(lines, " \\\n")
}
