package web

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/views"
)

const formKey = "form"

// again is a form that could not be taken for a reason that passes, so that
// nothing typed is lost: its fields with a button that sends them once more. It
// is nil where there was no form, where it holds a secret, or where it is not
// certain that a page of ours sent it.
func (s *Server) again(c echo.Context) (*views.PostButton, string) {
	req := c.Request()
	if req.Method != http.MethodPost {
		return nil, ""
	}
	values := s.sent(c)
	if len(values) == 0 {
		return nil, ""
	}
	b := &views.PostButton{Action: localPath(req.URL.RequestURI(), "/"), Button: views.Button{Kind: views.Primary, Text: s.t(c, "Send it again")}}
	names := make([]string, 0, len(values))
	for name := range values {
		if strings.Contains(name, "password") || strings.Contains(name, "code") {
			return nil, ""
		}
		if name != "_csrf" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		for _, v := range values[name] {
			b.Hidden = append(b.Hidden, views.HiddenInput{Name: name, Value: v})
		}
	}
	note := s.t(c, "What you typed stands behind this button as it was.")
	if isMultipart(req) {
		note += " " + s.t(c, "Files are not kept with it: add them again on the page that follows.")
	}
	return b, note
}

// sent is what the form held. It has been read already where its handler had
// begun; where the request failed before, it is read now if the browser says
// that the form stands on a page of ours.
func (s *Server) sent(c echo.Context) url.Values {
	if f, ok := c.Get(formKey).(*form); ok {
		return f.values
	}
	req := c.Request()
	if req.Header.Get("Sec-Fetch-Site") != "same-origin" {
		return nil
	}
	if !isMultipart(req) {
		req.Body = http.MaxBytesReader(c.Response(), req.Body, formLimit)
		if err := req.ParseForm(); err != nil {
			return nil
		}
		return req.PostForm
	}
	req.Body = http.MaxBytesReader(c.Response(), req.Body, uploadLimit)
	parts, err := req.MultipartReader()
	if err != nil {
		return nil
	}
	f, left := &form{values: url.Values{}}, int64(formLimit)
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return f.values
		}
		if err != nil {
			return nil
		}
		if _, isFile := fileName(part); isFile {
			continue
		}
		if err := readField(f, part, &left); err != nil {
			return nil
		}
	}
}
