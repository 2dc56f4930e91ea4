package webtest

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"ipportal/ipcase/camera"
	"ipportal/ipcase/ipcasetest"
)

// Camera takes pictures by the machine's Chromium; without the browser's own sandbox in
// a container that allows none.
func Camera(t testing.TB) *camera.Camera {
	t.Helper()
	path := ipcasetest.Chromium(t)
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "a page") }))
	defer site.Close()
	c := camera.New(camera.Config{Path: path, Limit: 2 * time.Minute}) // on a busy machine
	if _, err := c.Photograph(t.Context(), site.URL, site.URL); err != nil {
		t.Logf("without the browser's own sandbox: %v", err)
		c.Bare = true
	}
	return c
}
