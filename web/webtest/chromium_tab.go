package webtest

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/pquerna/otp/totp"
)

//go:embed chromium.js
var finder string

// Tab is one person's window in Chromium, with the verbs of Browser: real mouse
// and keys, on what stands where it can be hit. What does not work ends the test,
// and so does what the console reports.
type Tab struct {
	*Window
	t      testing.TB
	site   *Site
	person *Person // nil for a stranger
	script bool
	within string
}

// Tab opens a window for somebody of the cast, or for a stranger where name is
// "". Without script, no page of theirs runs any.
func (c *Chromium) Tab(s *Site, name string, script bool) *Tab {
	c.t.Helper()
	b := &Tab{Window: c.Window(), t: c.t, site: s, script: script}
	if name != "" {
		b.person = s.Person(name)
	}
	must(c.t, b.Size(1280, 900))
	must(c.t, b.Scheme("light"))
	if !script {
		must(c.t, b.WithoutScript())
	}
	return b
}

// Open asks for a page, signing in where that is needed.
func (b *Tab) Open(path string) *Tab {
	b.t.Helper()
	must(b.t, b.Go(b.site.URL+path))
	if b.person != nil && strings.HasPrefix(b.Path(), "/sign-in") && !strings.HasPrefix(path, "/sign-in") {
		b.Fill("Email", b.person.Email).Fill("Password", Password).Press("Sign in")
		b.leave("/sign-in")
		b.secondFactor()
		must(b.t, b.Go(b.site.URL+path))
	}
	if b.person != nil && b.Path() == "/account/confirm" {
		b.Fill("Password", Password).Press("Confirm")
	}
	b.listen()
	return b
}

var keyOnPage = regexp.MustCompile(`([A-Z2-7]{4} ){7}[A-Z2-7]{4}`)

// secondFactor does what somebody does with their authenticator app: they set it
// up where that is asked for first, and later enter its code.
func (b *Tab) secondFactor() {
	b.t.Helper()
	set := b.Path() == "/account/security/app"
	if set {
		b.Press("Begin")
		b.person.appKey = strings.ReplaceAll(keyOnPage.FindString(b.Text()), " ", "")
	}
	if !set && b.Path() != "/sign-in/code" {
		return
	}
	code, err := totp.GenerateCode(b.person.appKey, b.site.Clock.Now())
	must(b.t, err)
	b.Fill("6-digit code", code)
	if set {
		b.Press("Use this app").Press("I have kept them")
	} else {
		b.Press("Sign in")
	}
}

// find evaluates an expression on the finder, which is named f.
func find[T any](b *Tab, expression string, args ...any) (T, error) {
	texts := make([]any, len(args))
	for i, a := range args {
		text, err := json.Marshal(a)
		must(b.t, err)
		texts[i] = string(text)
	}
	return Evaluate[T](b.Window, "(f => "+fmt.Sprintf(expression, texts...)+")("+finder+")")
}

type spot struct {
	X, Y      float64
	Blocked   string
	Type, Tag string
}

func (b *Tab) spot(kind, words string) spot {
	b.t.Helper()
	s, err := find[*spot](b, "f.find(%s, %s, %s)", kind, b.within, words)
	must(b.t, err)
	if s == nil {
		b.fail("%s has no %s %q %s", b.Path(), kind, words, b.within)
	}
	b.within = ""
	if s.Blocked != "" {
		b.fail("%s %q on %s lies below %s", kind, words, b.Path(), s.Blocked)
	}
	return *s
}

func (b *Tab) click(s spot) {
	b.t.Helper()
	must(b.t, b.do(chromedp.MouseClickXY(s.X, s.Y)))
}

// In narrows the next action to the smallest row, entry or form that holds these
// words.
func (b *Tab) In(words string) *Tab {
	b.within = words
	return b
}

// Fill types into the field with that label, in place of what is there.
func (b *Tab) Fill(label, value string) *Tab {
	b.t.Helper()
	s := b.spot("control", label)
	if s.Type == "date" || s.Tag == "SELECT" {
		b.set(label, value)
		return b
	}
	b.click(s)
	_, err := find[bool](b, "(f.select(), true)")
	must(b.t, err)
	must(b.t, call(b.Window, input.InsertText, input.InsertTextParams{Text: value}))
	return b
}

func (b *Tab) set(label, value string) {
	b.t.Helper()
	ok, err := find[bool](b, "f.set(%s)", value)
	must(b.t, err)
	if !ok {
		b.fail("%q on %s does not offer %q", label, b.Path(), value)
	}
}

// Pick chooses an entry of the list with that label.
func (b *Tab) Pick(label, entry string) *Tab {
	b.t.Helper()
	b.spot("control", label)
	b.set(label, entry)
	return b
}

// Tick ticks a box, or chooses a radio button, by its label.
func (b *Tab) Tick(label string) *Tab {
	b.t.Helper()
	s := b.spot("control", label)
	on, err := find[bool](b, "f.checked()")
	must(b.t, err)
	if on {
		return b
	}
	b.click(s)
	if on, err = find[bool](b, "f.checked()"); err == nil && !on {
		b.fail("%q on %s cannot be ticked", label, b.Path())
	}
	return b
}

// Upload chooses a file in the control with that label, and waits where the
// script sends it at once.
func (b *Tab) Upload(label, name string, content []byte) *Tab {
	b.t.Helper()
	path := filepath.Join(b.t.TempDir(), name)
	must(b.t, os.WriteFile(path, content, 0o600))
	b.spot("control", label)
	found, err := Evaluate[*runtime.RemoteObject](b.Window, "window.__found")
	must(b.t, err)
	goes, err := Evaluate[bool](b.Window, `"send" in window.__found.dataset`)
	must(b.t, err)
	b.remember()
	must(b.t, call(b.Window, dom.SetFileInputFiles, dom.SetFileInputFilesParams{Files: []string{path}, ObjectID: found.ObjectID}))
	if goes && b.script {
		b.wait("choosing " + name)
	}
	return b
}

// Press presses the button, or follows the link, with these words, and waits
// until that has led to something.
func (b *Tab) Press(words string) *Tab {
	b.t.Helper()
	s := b.spot("thing to press", words)
	b.remember()
	b.click(s)
	b.wait("pressing " + words)
	return b
}

// Back goes to where the tab was before, under another address; what it shows
// there may come a moment later.
func (b *Tab) Back() *Tab {
	b.t.Helper()
	from, err := Evaluate[string](b.Window, "location.href")
	must(b.t, err)
	_, err = Evaluate[bool](b.Window, "(history.back(), true)")
	must(b.t, err)
	for range patience / (20 * time.Millisecond) {
		at, err := Evaluate[string](b.Window, `document.readyState === "complete" ? location.href : ""`)
		if err == nil && at != "" && at != from {
			b.listen()
			return b
		}
		time.Sleep(20 * time.Millisecond)
	}
	b.fail("going back from %s leads to nothing", b.Path())
	return b
}

func (b *Tab) remember() {
	b.t.Helper()
	_, err := find[bool](b, "(f.remember(), true)")
	must(b.t, err)
}

// wait ends when the page is another one, or shows something else.
func (b *Tab) wait(what string) {
	b.t.Helper()
	for range patience / (20 * time.Millisecond) {
		// While one page gives way to the next there is nothing to ask.
		if done, err := find[bool](b, "f.changed()"); err == nil && done {
			if b.script {
				time.Sleep(50 * time.Millisecond) // what is shown in place is scrolled to a moment later
			}
			b.listen()
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	b.fail("%s on %s leads to nothing", what, b.Path())
}

// leave waits until the tab is elsewhere: a page can change by itself before what was
// pressed leads to another.
func (b *Tab) leave(path string) {
	b.t.Helper()
	for range patience / (20 * time.Millisecond) {
		if at, err := Evaluate[string](b.Window, "location.pathname"); err == nil && at != path {
			b.wait("signing in")
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	b.fail("signing in leads nowhere")
}

// listen fails the test for what the console reports, other than that a page was
// answered with a status of which the page itself tells, or that signing out
// cleared what the browser kept.
func (b *Tab) listen() {
	b.t.Helper()
	for _, said := range b.Console() {
		told := slices.ContainsFunc([]string{"403", "404", "409", "422", "451"}, func(s string) bool {
			return strings.Contains(said, "responded with a status of "+s)
		})
		if !told && !strings.Contains(said, "Clear-Site-Data header on") {
			b.t.Errorf("on %s the console says: %s", b.Path(), said)
		}
	}
}

// Sees fails unless these words stand on the page, at once or a moment later.
func (b *Tab) Sees(words ...string) *Tab {
	b.t.Helper()
	for _, w := range words {
		w = strings.Join(strings.Fields(w), " ")
		text := b.Text()
		for n := 0; n < 100 && !strings.Contains(text, w); n++ {
			time.Sleep(20 * time.Millisecond)
			text = b.Text()
		}
		if !strings.Contains(text, w) {
			b.t.Errorf("%s does not show %q:\n%s", b.Path(), w, text)
		}
	}
	return b
}

// SeesNot fails where these words stand on the page.
func (b *Tab) SeesNot(words ...string) *Tab {
	b.t.Helper()
	text := b.Text()
	for _, w := range words {
		if strings.Contains(text, w) {
			b.t.Errorf("%s shows %q:\n%s", b.Path(), w, text)
		}
	}
	return b
}

// Status fails unless the page was answered with this status.
func (b *Tab) Status(code int) *Tab {
	b.t.Helper()
	got, err := find[int](b, "f.status()")
	must(b.t, err)
	if got != code {
		b.t.Errorf("%s answers %d, and not %d", b.Path(), got, code)
	}
	return b
}

// Text is what a person reads on the page.
func (b *Tab) Text() string {
	b.t.Helper()
	text, err := find[string](b, "f.text()")
	for range 50 {
		if err == nil {
			break
		}
		time.Sleep(20 * time.Millisecond) // one page was giving way to the next
		text, err = find[string](b, "f.text()")
	}
	must(b.t, err)
	return text
}

// Path is where the tab stands, without the query.
func (b *Tab) Path() string {
	path, err := Evaluate[string](b.Window, "location.pathname")
	if err != nil {
		return "a page that is going"
	}
	return path
}

// HasDialog says whether a dialog lies over the page.
func (b *Tab) HasDialog() bool {
	b.t.Helper()
	open, err := Evaluate[bool](b.Window, `document.querySelector("dialog[open]") !== null`)
	must(b.t, err)
	return open
}

func (b *Tab) fail(format string, args ...any) {
	b.t.Helper()
	b.t.Fatalf(format+"\n%s", append(args, b.Text())...)
}
