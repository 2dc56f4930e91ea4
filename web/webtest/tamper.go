package webtest

import (
	"net/http"
	"net/url"
	"slices"
)

// Tampering is what a test adds to all that the browsers of a site send, as
// somebody does who changes requests on their way.
type Tampering struct {
	Host   string      // in place of the portal's own
	Header http.Header // beside what a browser sends
	// Fields gives fields to send behind those of the form, whose names and how
	// often each stands in it are given; Query the same for the address.
	Fields, Query func(form map[string]int) url.Values
}

func (t *Tampering) request(req *http.Request) {
	if t == nil {
		return
	}
	if t.Host != "" {
		req.Host = t.Host
	}
	for name, values := range t.Header {
		req.Header[name] = values
	}
}

// form adds to the fields of a form and to the address that it goes to.
func (t *Tampering) form(fields []sentField, to *url.URL) []sentField {
	if t == nil {
		return fields
	}
	count := map[string]int{}
	for _, f := range fields {
		count[f.name]++
	}
	if t.Query != nil {
		q := to.Query()
		for name, values := range t.Query(count) {
			q[name] = append(q[name], values...)
		}
		to.RawQuery = q.Encode()
	}
	if t.Fields == nil {
		return fields
	}
	more := t.Fields(count)
	names := make([]string, 0, len(more))
	for name := range more {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		for _, v := range more[name] {
			fields = append(fields, sentField{name: name, value: v})
		}
	}
	return fields
}
