package web

import (
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"
)

// sandbox is the policy of every file that a party or a seller put forward:
// nothing in it runs, whatever it is.
const sandbox = "sandbox; default-src 'none'"

// sendBlob writes a blob as a file. Pictures that we made ourselves are shown in
// place; everything else is downloaded, so that no document of a party is ever
// a page of ours.
func (s *Server) sendBlob(c echo.Context, hash, kind, name string, inline bool) error {
	body, err := s.Blobs.Open(c.Request().Context(), hash)
	if err != nil {
		return fmt.Errorf("send blob %s: %w", hash, err)
	}
	defer func() { _ = body.Close() }()
	size, err := body.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = body.Seek(0, io.SeekStart)
	}
	if err != nil {
		return fmt.Errorf("send blob %s: %w", hash, err)
	}
	h := c.Response().Header()
	h.Set("Content-Security-Policy", sandbox)
	h.Set("Content-Disposition", disposition(name, inline))
	h.Set("Content-Type", kind)
	h.Set("Content-Length", strconv.FormatInt(size, 10))
	h.Set("Cache-Control", "private, max-age=3600") // the address holds a random id, and the bytes never change
	h.Set("ETag", `"`+hash+`"`)
	if c.Request().Header.Get("If-None-Match") == `"`+hash+`"` {
		h.Del("Content-Length")
		return c.NoContent(http.StatusNotModified)
	}
	c.Response().WriteHeader(http.StatusOK)
	if c.Request().Method == http.MethodHead {
		return nil
	}
	if _, err := io.Copy(c.Response(), body); err != nil {
		return fmt.Errorf("send blob %s: %w", hash, err)
	}
	return nil
}

// disposition names a file for saving, in ASCII and in full (RFC 6266): what is
// outside ASCII stands only in the encoded form, where nothing can end a header.
func disposition(name string, inline bool) string {
	kind := "attachment"
	if inline {
		kind = "inline"
	}
	name = cleanFileName(name)
	if name == "" {
		name = "file"
	}
	plain := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' || strings.ContainsRune(`"\%;`, r) {
			return '_'
		}
		return r
	}, name)
	d := kind + `; filename="` + plain + `"`
	if plain != name {
		d += "; filename*=UTF-8''" + strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
	}
	return d
}

// showable are the kinds that a browser may draw in place: pictures only.
func showable(kind string) bool {
	t, _, err := mime.ParseMediaType(kind)
	switch {
	case err != nil:
		return false
	default:
		return t == "image/png" || t == "image/jpeg" || t == "image/webp" || t == "image/gif"
	}
}
