package present

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"

	"ipportal/static"
	"ipportal/views"
)

// TestGallerySpeaks draws every sample in every language with the real files,
// and, when GALLERY holds a loopback address, serves them there for a look:
//
//	GALLERY=127.0.0.1:28431 go test -run TestGallerySpeaks -timeout 0 ./web/present
//
// then /page/state?lang=zh-CN&theme=dark, and / for the list.
func TestGallerySpeaks(t *testing.T) {
	h := galleryHandler()
	for _, s := range views.Gallery() {
		for _, lang := range Languages() {
			w := &recorder{header: http.Header{}}
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "/"+s.Page+"/"+s.State+"?lang="+lang, nil)
			if err != nil {
				t.Fatal(err)
			}
			h.ServeHTTP(w, r)
			if w.status != 0 || !strings.Contains(w.String(), `<html lang="`+lang+`"`) {
				t.Errorf("%s/%s does not speak %s", s.Page, s.State, lang)
			}
		}
	}
	addr := os.Getenv("GALLERY")
	if addr == "" {
		return
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("the gallery is at http://%s/", l.Addr())
	t.Fatal(http.Serve(l, h))
}

type recorder struct {
	strings.Builder
	header http.Header
	status int
}

func (r *recorder) Header() http.Header  { return r.header }
func (r *recorder) WriteHeader(code int) { r.status = code }

func galleryHandler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle(static.Prefix, static.Handler())
	mux.Handle("/gallery/", http.FileServer(http.Dir("testdata")))
	for _, s := range views.Gallery() {
		mux.HandleFunc("GET /"+s.Page+"/"+s.State, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "+
				"script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
			ctx := views.WithTranslator(r.Context(), Translator(r.URL.Query().Get("lang")))
			ctx = views.WithAssets(ctx, static.Path)
			var page strings.Builder
			if err := s.Body.Render(ctx, &page); err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
				return
			}
			html := page.String()
			if theme := r.URL.Query().Get("theme"); theme != "" {
				html = strings.Replace(html, "<html ", `<html data-theme="`+theme+`" `, 1)
			}
			_, _ = w.Write([]byte(html))
		})
	}
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		for _, s := range views.Gallery() {
			_, _ = fmt.Fprintf(w, `<p><a href="/%s/%s">%s/%s</a></p>`, s.Page, s.State, s.Page, s.State)
		}
	})
	return mux
}
