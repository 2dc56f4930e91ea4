package webtest

import (
	"net/http"
	"strings"
)

// Sees fails unless the page shows these words.
func (b *Browser) Sees(words ...string) *Browser {
	b.t.Helper()
	shown := b.shown()
	for _, w := range words {
		if !strings.Contains(shown, strings.Join(strings.Fields(w), " ")) {
			b.t.Errorf("%s (%d) does not show %q:\n%s", b.path, b.status, w, b.text())
		}
	}
	return b
}

// SeesNot fails where the page holds these words anywhere, even hidden in its
// source: promise 5 is about what is sent and not about what is seen.
func (b *Browser) SeesNot(words ...string) *Browser {
	b.t.Helper()
	shown, source := b.shown(), string(b.body)
	for _, w := range words {
		if strings.Contains(shown, w) || strings.Contains(source, w) {
			b.t.Errorf("%s (%d) shows %q:\n%s", b.path, b.status, w, b.text())
		}
	}
	return b
}

func (b *Browser) shown() string {
	if b.doc == nil {
		return string(b.body)
	}
	return text(b.doc)
}

// Status fails unless the page was answered with this status.
func (b *Browser) Status(code int) *Browser {
	b.t.Helper()
	if b.status != code {
		b.t.Errorf("%s answers %d, and not %d:\n%s", b.path, b.status, code, b.text())
	}
	return b
}

// StatusCode is how the page was answered.
func (b *Browser) StatusCode() int { return b.status }

// At fails unless the browser stands on this path, whatever the query.
func (b *Browser) At(path string) *Browser {
	b.t.Helper()
	if b.Path() != path {
		b.t.Errorf("the browser is at %s, and not at %s", b.path, path)
	}
	return b
}

// Path is where the browser stands, without the query.
func (b *Browser) Path() string {
	path, _, _ := strings.Cut(b.path, "?")
	return path
}

// Address is where the browser stands, with the query.
func (b *Browser) Address() string { return b.path }

// Header is a header of the last answer.
func (b *Browser) Header(name string) string { return b.header.Get(name) }

// Body is the last answer as it came.
func (b *Browser) Body() []byte { return b.body }

// Text is the words of the page's main part.
func (b *Browser) Text() string { return b.text() }

// Cookies are those that the browser would send.
func (b *Browser) Cookies() []*http.Cookie { return b.client.Jar.Cookies(b.site.base) }
