// Package static holds the files that pages refer to: the stylesheet, the
// fonts, the icons and the scripts. They are embedded, compressed once when they
// are first asked for, and served under names that carry a hash of their content, so that a
// browser may keep them for ever and a new release is never mixed with an old
// page. The package knows nothing about pages or people.
package static

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

//go:embed app.css app.js htmx.min.js passkey.js icons.svg favicon.svg fonts
var files embed.FS

// Prefix is the path under which Handler expects to be mounted.
const Prefix = "/static/"

type asset struct {
	kind  string
	plain []byte
	gzip  func() []byte // nil where compressing gains nothing
}

var (
	hashed = map[string]string{} // app.css → /static/app.0123456789ab.css
	served = map[string]asset{}  // app.0123456789ab.css → its bytes
)

var kinds = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".svg":   "image/svg+xml",
	".woff2": "font/woff2",
	".txt":   "text/plain; charset=utf-8",
}

func init() {
	// The stylesheet goes last: it names the fonts, and takes their hashed names.
	var names []string
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && path.Ext(name) != ".css" {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		panic("static: " + err.Error())
	}
	for _, name := range append(names, "app.css") {
		add(name)
	}
}

func add(name string) {
	body, err := files.ReadFile(name)
	if err != nil {
		panic("static: " + err.Error())
	}
	ext := path.Ext(name)
	if ext == ".css" {
		for plain, full := range hashed {
			body = bytes.ReplaceAll(body, []byte(`url("`+plain+`")`), []byte(`url("`+full+`")`))
		}
	}
	sum := sha256.Sum256(body)
	as := strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext
	hashed[name] = Prefix + as
	a := asset{kind: kinds[ext], plain: body}
	if ext != ".woff2" {
		a.gzip = sync.OnceValue(func() []byte {
			var buf bytes.Buffer
			zw, _ := gzip.NewWriterLevel(&buf, gzip.BestCompression)
			_, _ = zw.Write(body) // a bytes.Buffer takes everything
			_ = zw.Close()
			return buf.Bytes()
		})
	}
	served[as] = a
}

// Path is the address of a file by its plain name, for example "app.css". A
// name that is not there is a mistake in the program, so it stops it.
func Path(name string) string {
	p, ok := hashed[name]
	if !ok {
		panic("static: there is no file " + name)
	}
	return p
}

// Handler serves the files under their hashed names, and nothing else.
func Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, ok := served[strings.TrimPrefix(r.URL.Path, Prefix)]
		if !ok {
			http.NotFound(w, r)
			return
		}
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "Only GET and HEAD.", http.StatusMethodNotAllowed)
			return
		}
		h := w.Header()
		h.Set("Content-Type", a.kind)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		body := a.plain
		if a.gzip != nil {
			h.Set("Vary", "Accept-Encoding")
			if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
				h.Set("Content-Encoding", "gzip")
				body = a.gzip()
			}
		}
		h.Set("Content-Length", strconv.Itoa(len(body)))
		if r.Method == http.MethodGet {
			_, _ = w.Write(body) // a reader that went away is no fault of ours
		}
	})
}
