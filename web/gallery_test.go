package web_test

import (
	"cmp"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"ipportal/ipcase/ipcasetest"
	"ipportal/static"
	"ipportal/views"
	"ipportal/web/present"
	"ipportal/web/webtest"
)

// TestGallerySpeaks draws every sample in every language with the real files,
// and, when GALLERY holds a loopback address, serves them there for a look:
//
//	GALLERY=127.0.0.1:28431 go test -run TestGallerySpeaks -timeout 0 ./web
//
// then /page/state?lang=zh-CN&theme=dark, and / for the list.
func TestGallerySpeaks(t *testing.T) {
	h := galleryHandler()
	for _, s := range views.Gallery() {
		for _, lang := range present.Languages() {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, galleryPath(s, lang), nil))
			if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `<html lang="`+lang+`"`) {
				t.Errorf("%s/%s does not speak %s", s.Page, s.State, lang)
			}
		}
	}
	addr := os.Getenv("GALLERY")
	if addr == "" {
		return
	}
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("the gallery is at http://%s/", l.Addr())
	t.Fatal(http.Serve(l, h))
}

// TestGalleryIsAccessible has every page in every state checked in Chromium by
// axe-core, at two widths, in two schemes and two languages, and sees that it
// fits a phone, has one h1, and says nothing to the console: no script that
// fails, nothing that the content security policy refuses, no file that is not
// there. GALLERY_SHOTS names a folder for a picture of each, and GALLERY_ONLY a
// page to look at alone.
func TestGalleryIsAccessible(t *testing.T) {
	axe := string(ipcasetest.Axe(t))
	server := httptest.NewServer(galleryHandler())
	t.Cleanup(server.Close)
	chromium := webtest.NewChromium(t)
	windows := make(chan *webtest.Window, runtime.GOMAXPROCS(0))
	for range cap(windows) {
		windows <- chromium.Window()
	}
	only := os.Getenv("GALLERY_ONLY")
	t.Run("pages", func(t *testing.T) {
		for _, s := range views.Gallery() {
			if only != "" && !strings.HasPrefix(s.Page+"/"+s.State, only) {
				continue
			}
			t.Run(s.Page+"/"+s.State, func(t *testing.T) {
				t.Parallel()
				w := <-windows
				defer func() { windows <- w }()
				for _, lang := range present.Languages() {
					l := look{window: w, axe: axe, address: server.URL + galleryPath(s, lang), name: s.Page + "-" + s.State + "-" + lang, told: map[string]bool{}, shots: os.Getenv("GALLERY_SHOTS")}
					for _, wrong := range l.all() {
						t.Errorf("%s: %s", lang, wrong)
					}
				}
			})
		}
	})
}

var (
	galleryWidths  = []int64{1280, 390}
	gallerySchemes = []string{"light", "dark"}
)

// look is one page in one language.
type look struct {
	window  *webtest.Window
	axe     string
	address string
	name    string
	shots   string // a folder for pictures, or ""
	told    map[string]bool
	found   []string
}

func (l *look) wrong(format string, args ...any) {
	l.found = append(l.found, fmt.Sprintf(format, args...))
}

func (l *look) must(err error) bool {
	if err != nil {
		l.wrong("%v", err)
	}
	return err == nil
}

// all is what is wrong with the page. It is opened once; width and scheme are
// changed under it, as a reader turning a tablet does.
func (l *look) all() []string {
	l.window.Console()
	if !l.must(l.window.Size(galleryWidths[0], 900)) || !l.must(l.window.Go(l.address)) {
		return l.found
	}
	l.oneHeading()
	if _, err := webtest.Evaluate[bool](l.window, l.axe+";true"); !l.must(err) {
		return l.found
	}
	for _, width := range galleryWidths {
		l.fits(width)
		for _, scheme := range gallerySchemes {
			if l.must(l.window.Scheme(scheme)) {
				l.check(width, scheme)
				l.shot(width, scheme)
			}
		}
	}
	l.fits(320)
	for _, said := range l.window.Console() {
		l.wrong("the console says %s", said)
	}
	return l.found
}

func (l *look) oneHeading() {
	n, err := webtest.Evaluate[int](l.window, `document.querySelectorAll("h1").length`)
	if l.must(err) && n != 1 {
		l.wrong("%d headings of the first level", n)
	}
}

// overflowing names what reaches out of the window sideways and is not inside a
// region that scrolls or clips.
const overflowing = `(() => {
	const width = document.documentElement.clientWidth;
	if (document.documentElement.scrollWidth <= width) return "";
	const holds = (el) => { for (let p = el.parentElement; p; p = p.parentElement) { if (getComputedStyle(p).overflowX !== "visible") return true } return false };
	const out = [...document.body.querySelectorAll("*")].filter((el) => el.getBoundingClientRect().right > width + 1 && !holds(el));
	return (out.slice(0, 3).map((el) => el.outerHTML.slice(0, 160)).join(" … ") || "something") + " reaches to " + document.documentElement.scrollWidth;
})()`

// fits makes the window that wide and sees that nothing has to be scrolled
// sideways.
func (l *look) fits(width int64) {
	if !l.must(l.window.Size(width, 900)) {
		return
	}
	if out, err := webtest.Evaluate[string](l.window, overflowing); l.must(err) && out != "" {
		l.wrong("at %d px the page scrolls sideways: %s", width, out)
	}
}

// checkPage is run in the page once axe is there.
const checkPage = `axe.run({resultTypes: ["violations"], preload: false, runOnly: %s}).then((r) => r.violations.map(
	(v) => v.impact + " " + v.id + ": " + v.help + ": " + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200) + " " +
	(n.any[0] || n.all[0] || n.none[0] || {message: ""}).message).join(" … ")))`

// The dark scheme changes colours and nothing else, so only what is about colours
// is asked again.
var axeRules = map[string]string{
	"light": `["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]`,
	"dark":  `{type: "rule", values: ["color-contrast", "link-in-text-block"]}`,
}

// check has the page read by axe. Any violation counts, whatever its impact; it
// is told once for all the widths that show it.
func (l *look) check(width int64, scheme string) {
	violations, err := webtest.Evaluate[[]string](l.window, fmt.Sprintf(checkPage, axeRules[scheme]))
	if !l.must(err) {
		return
	}
	for _, v := range violations {
		if !l.told[v] {
			l.wrong("%d px, %s: %s", width, scheme, v)
		}
		l.told[v] = true
	}
}

func (l *look) shot(width int64, scheme string) {
	if l.shots == "" {
		return
	}
	if picture, err := l.window.Picture(); l.must(err) {
		l.must(errors.Join(os.MkdirAll(l.shots, 0o750),
			os.WriteFile(filepath.Join(l.shots, fmt.Sprintf("%s-%d-%s.png", l.name, width, scheme)), picture, 0o600)))
	}
}

// here is what is wrong with the page that the window shows, light and in both
// widths; it is left as wide as it was. Without script axe cannot run either.
func (l *look) here(script bool) {
	l.fits(320)
	l.oneHeading()
	if script {
		if _, err := webtest.Evaluate[bool](l.window, l.axe+";true"); !l.must(err) {
			return
		}
	}
	for _, width := range []int64{390, 1280} {
		l.fits(width)
		if script && width < 400 { // both are read in the gallery
			l.check(width, "light")
		}
		l.shot(width, "light")
	}
}

func galleryPath(s views.Sample, lang string) string {
	return "/" + s.Page + "/" + s.State + "?lang=" + lang
}

// galleryHandler shows the samples as the portal would: same files, same policy.
func galleryHandler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle(static.Prefix, static.Handler())
	mux.Handle("/gallery/", http.FileServer(http.Dir("testdata")))
	for _, s := range views.Gallery() {
		mux.HandleFunc("GET /"+s.Page+"/"+s.State, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "+
				"script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
			ctx := views.WithTranslator(r.Context(), present.Translator(cmp.Or(r.URL.Query().Get("lang"), "en")))
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
