package camera_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/color"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/camera"
	"ipportal/ipcase/ipcasetest"
)

// TestPages opens pages of all sorts in a real browser: what it may see is in the
// picture, what it may not is not even asked for.
func TestPages(t *testing.T) {
	t.Parallel()
	var inside atomic.Int64
	secret := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		inside.Add(1)
		_, _ = io.WriteString(w, `<body style="background:#f00">inside`)
	}))
	defer secret.Close()
	stop := make(chan struct{})
	defer close(stop)
	page := func(body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = io.WriteString(w, "<!doctype html><body style='margin:0;background:#0a0'>"+body)
		}
	}
	market := http.NewServeMux()
	site := httptest.NewServer(market)
	defer site.Close()
	market.Handle("/item/plain", page(`<h1>Headlamp</h1><script>alert("a"); confirm("b"); print()</script>`))
	market.Handle("/item/tall", page(`<div style="height:200000px;background:linear-gradient(#00f,#0a0)"></div>`))
	market.Handle("/item/lazy", page(`<div style="height:4000px"></div><img loading="lazy" src="/dot.svg" width="1280" height="500">`))
	market.HandleFunc("/dot.svg", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "image/svg+xml")
		_, _ = io.WriteString(w, `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="#00f"/></svg>`)
	})
	market.Handle("/item/moved", http.RedirectHandler("/item/plain", http.StatusFound))
	market.Handle("/item/inside", http.RedirectHandler(secret.URL+"/admin", http.StatusFound))
	market.Handle("/item/tunnel", http.RedirectHandler("https://169.254.169.254/latest/meta-data", http.StatusFound))
	market.Handle("/item/script", page(`<script>setTimeout(() => location = "`+secret.URL+`/script", 0)</script>`))
	market.Handle("/item/file", page(`<script>location = "file:///etc/passwd"</script>`))
	market.Handle("/item/parts", page(`<img src="`+secret.URL+`/a.png"><iframe src="`+secret.URL+`/frame"></iframe><script>
		fetch("`+secret.URL+`/fetch", {mode: "no-cors"}); new WebSocket("`+strings.Replace(secret.URL, "http", "ws", 1)+`/socket"); navigator.sendBeacon("`+secret.URL+`/beacon")</script>`))
	market.HandleFunc("/item/endless", func(w http.ResponseWriter, r *http.Request) {
		page("it goes on")(w, r)
		_ = http.NewResponseController(w).Flush()
		select {
		case <-stop:
		case <-r.Context().Done():
		}
	})
	market.Handle("/item/loop", page(`<script>for (;;) {}</script>`))
	market.HandleFunc("/item/large", func(w http.ResponseWriter, r *http.Request) {
		page("")(w, r)
		line := append(append([]byte("<!--"), bytes.Repeat([]byte("much "), 200_000)...), "-->"...)
		for r.Context().Err() == nil {
			if _, err := w.Write(line); err != nil {
				return
			}
		}
	})
	market.Handle("/item/memory", page(`<script>let kept = []; for (;;) kept.push(new Uint8Array(64 << 20).fill(1))</script>`))
	market.Handle("/item/gone", http.NotFoundHandler())
	market.HandleFunc("/item/blank", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) })
	market.HandleFunc("/item/away", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) })
	market.HandleFunc("/item/download", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Disposition", "attachment")
		_, _ = io.WriteString(w, "MZ")
	})

	cam := aCamera(t)
	take := func(name string) (ipcase.Photo, error) {
		return cam.Photograph(t.Context(), site.URL+"/item/"+name, site.URL+"/item")
	}
	for _, c := range []struct {
		name, at      string
		width, height int
		cut           bool
		colour        color.RGBA // of the last pixel
	}{
		{"plain", "plain", camera.Width, 900, false, color.RGBA{0, 170, 0, 255}},
		{"moved", "plain", camera.Width, 900, false, color.RGBA{0, 170, 0, 255}},
		{"tall", "tall", camera.Width, camera.MaxHeight, true, color.RGBA{0, 9, 242, 255}},
		{"lazy", "lazy", camera.Width, 4500, false, color.RGBA{0, 0, 255, 255}},
		{"parts", "parts", camera.Width, 900, false, color.RGBA{0, 170, 0, 255}},
	} {
		photo, err := take(c.name)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if photo.Address != site.URL+"/item/"+c.at || photo.Cut != c.cut {
			t.Errorf("%s: %s, cut %v", c.name, photo.Address, photo.Cut)
		}
		img, err := png.Decode(bytes.NewReader(photo.PNG))
		if err != nil {
			t.Fatal(err)
		}
		size := img.Bounds()
		if size.Dx() != c.width || size.Dy() < c.height || size.Dy() > c.height+100 {
			t.Errorf("%s is %d × %d", c.name, size.Dx(), size.Dy())
		}
		r, g, b, _ := img.At(size.Dx()-2, size.Dy()-20).RGBA()
		near := func(got uint32, want uint8) bool { return int(got>>8)-int(want) < 12 && int(want)-int(got>>8) < 12 }
		if !near(r, c.colour.R) || !near(g, c.colour.G) || !near(b, c.colour.B) {
			t.Errorf("%s ends in %d %d %d", c.name, r>>8, g>>8, b>>8)
		}
	}
	quick := camera.New(camera.Config{Path: cam.Path, Bare: cam.Bare, Limit: 4 * time.Second})
	for name, why := range map[string]ipcase.CaptureWhy{
		"gone": ipcase.PageGone, "blank": ipcase.PageGone, "away": ipcase.PageAway, "inside": ipcase.PageElsewhere, "tunnel": ipcase.PageElsewhere, "script": ipcase.PageElsewhere,
		"large": ipcase.PageLarge, "memory": ipcase.PageLarge, "endless": ipcase.PageSlow, "loop": ipcase.PageSlow, "download": ipcase.PageAway,
	} {
		with := cam
		if why == ipcase.PageSlow {
			with = quick
		}
		_, err := with.Photograph(t.Context(), site.URL+"/item/"+name, site.URL+"/item")
		var failed *ipcase.CaptureError
		if !errors.As(err, &failed) || failed.Why != why {
			t.Errorf("%s: %v", name, err)
		}
	}
	if photo, err := take("file"); err != nil || photo.Address != site.URL+"/item/file" {
		t.Errorf("a page that leads to a file: %s, %v", photo.Address, err)
	}
	if n := inside.Load(); n != 0 {
		t.Errorf("the browser reached inside %d times", n)
	}
	for _, address := range []string{secret.URL, "file:///etc/passwd", "javascript:1", "http://user@" + strings.TrimPrefix(site.URL, "http://") + "/item/plain", ""} {
		var failed *ipcase.CaptureError
		if _, err := cam.Photograph(t.Context(), address, site.URL+"/item"); !errors.As(err, &failed) || failed.Why != ipcase.PageElsewhere {
			t.Errorf("%q: %v", address, err)
		}
	}
}

// A browser that is not there, or does not start, or is stopped is said to be.
func TestNoBrowser(t *testing.T) {
	t.Parallel()
	site := httptest.NewServer(http.NotFoundHandler())
	defer site.Close()
	for _, path := range []string{filepath.Join(t.TempDir(), "none"), "/bin/false"} {
		var failed *ipcase.CaptureError
		if _, err := camera.New(camera.Config{Path: path}).Photograph(t.Context(), site.URL, site.URL); !errors.As(err, &failed) || failed.Why != ipcase.PageBrowser {
			t.Errorf("%s: %v", path, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := camera.New(camera.Config{Path: "/bin/false"}).Photograph(ctx, site.URL, site.URL); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}

// aCamera is one that works here: in a container that allows no sandbox, without.
func aCamera(t *testing.T) *camera.Camera {
	t.Helper()
	path := ipcasetest.Chromium(t)
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = fmt.Fprint(w, "hello") }))
	defer site.Close()
	c := camera.New(camera.Config{Path: path, Limit: time.Minute})
	if _, err := c.Photograph(t.Context(), site.URL, site.URL); err != nil {
		t.Logf("without the browser's sandbox: %v", err)
		c.Bare = true
	}
	return c
}
