package web_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// TestMainJobInChromium walks the main job of all three kinds of people through
// the real server in a real browser: with script on PostgreSQL, without any on
// SQLite. Every page on the way is read by axe, has to fit a phone, and leaves
// pictures where IPPORTAL_TEST_SHOTS names a folder.
func TestMainJobInChromium(t *testing.T) {
	axe := string(ipcasetest.Axe(t))
	chromium := webtest.NewChromium(t)
	t.Run("with script", func(t *testing.T) {
		t.Parallel()
		walk(t, webtest.New(t, ipcasetest.Postgres(t)), chromium.For(t), axe, true)
	})
	t.Run("without script", func(t *testing.T) {
		t.Parallel()
		walk(t, webtest.New(t, ipcasetest.SQLite(t)), chromium.For(t), axe, false)
	})
}

// walker is one walk.
type walker struct {
	t      *testing.T
	site   *webtest.Site
	axe    string
	script bool
	shots  string
	taken  int

	elin, lin, wang, ada, ben, public *webtest.Tab

	right, complaint  string // their numbers
	linCase, wangCase string
}

func walk(t *testing.T, site *webtest.Site, chromium *webtest.Chromium, axe string, script bool) {
	w := &walker{t: t, site: site, axe: axe, script: script}
	if dir := os.Getenv("IPPORTAL_TEST_SHOTS"); dir != "" {
		w.shots = filepath.Join(dir, map[bool]string{true: "script", false: "plain"}[script])
		if err := os.MkdirAll(w.shots, 0o750); err != nil {
			t.Fatal(err)
		}
	}
	for name, tab := range map[string]**webtest.Tab{"elin": &w.elin, "lin": &w.lin, "wang": &w.wang, "ada": &w.ada, "ben": &w.ben, "": &w.public} {
		*tab = chromium.Tab(site, name, script)
	}
	w.registersRight()
	w.rightIsVerified()
	w.filesComplaint()
	w.noticeIsAccepted()
	w.sellerDeletes()
	w.sellerCounters()
	w.holderContests()
	w.reviewerDecides()
	w.publicSees()
	w.holderAppeals()
	w.silenceRemoves()
	w.mailIsRead()
}

// registersRight: the rights holder registers a trademark with its documents.
func (w *walker) registersRight() {
	b := w.elin.Open("/holder")
	w.shot(b, "holder-first-day")
	b.Open("/holder/rights").Press("Register a right")
	w.shot(b, "right-type")
	b.Tick("Trademark").Press("Continue")
	b.Press("Register this right").Status(422).Sees("There is a problem")
	w.shot(b, "right-form-in-error")
	b.Pick("Office", "European Union Intellectual Property Office").Fill("Registration number", "018442907").Fill("The mark, in words", "NORRVIK").Tick("European Union").Tick("China")
	b.Fill("Nice classes", "9, 11").Fill("In force from", "2020-03-03").Fill("Last day in force", "2030-03-03")
	b.Fill("What is protected", "The word NORRVIK for headlamps and camping lanterns.")
	w.upload(b, "The mark, design or work as registered", "mark.png", webtest.Picture(w.t, 320, 120), "Upload pictures")
	w.upload(b, "Certificate, extract of the register, power of attorney", "certificate.png", webtest.Picture(w.t, 210, 297), "Upload documents")
	w.shot(b, "right-form")
	b.Press("Register this right")
	w.right = w.number(rightNo, b.Path())
	b.Sees(w.right, "NORRVIK")
	w.shot(b, "right-registered")
}

func (w *walker) number(of *regexp.Regexp, in string) string {
	w.t.Helper()
	found := of.FindString(in)
	if found == "" {
		w.t.Fatalf("no number in %s", in)
	}
	return found
}

// inPlace does something that with script leaves the window as it is, and without
// opens another page.
func (w *walker) inPlace(b *webtest.Tab, do func()) {
	w.t.Helper()
	if _, err := webtest.Evaluate[bool](b.Window, "window.same = true"); err != nil {
		w.t.Fatal(err)
	}
	do()
	same, err := webtest.Evaluate[bool](b.Window, "window.same === true")
	if err != nil || same != w.script {
		w.t.Errorf("%s was shown in place: %v, %v", b.Path(), same, err)
	}
}

// upload adds a file: by a button, if it has not gone by itself.
func (w *walker) upload(b *webtest.Tab, label, name string, content []byte, button string) {
	w.t.Helper()
	b.Upload(label, name, content)
	if !strings.Contains(b.Text(), "Remove "+name) {
		b.Press(button)
	}
	b.Sees(name)
}

// shot looks at a page: read by axe, and as wide as a phone, with pictures of
// both widths.
func (w *walker) shot(b *webtest.Tab, name string) {
	w.t.Helper()
	w.taken++
	l := look{window: b.Window, axe: w.axe, name: fmt.Sprintf("%02d-%s", w.taken, name), told: map[string]bool{}, shots: w.shots}
	l.here(w.script)
	for _, wrong := range l.found {
		w.t.Errorf("%s: %s", l.name, wrong)
	}
}
