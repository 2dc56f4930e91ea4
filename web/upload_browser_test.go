package web_test

import (
	"bytes"
	"fmt"
	"testing"

	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// A file on its way says how far it is and can be stopped; sent again, it is kept
// once. Without script the same form does the same in silence.
func TestUploadProgressInChromium(t *testing.T) {
	chromium := webtest.NewChromium(t)
	f := newForms(t, ipcasetest.SQLite(t))
	site, form := f.site, f.countering("evidence")
	large := bytes.Repeat([]byte("The goods came from the holder itself.\n"), 20_000)
	tab := chromium.Tab(site, "lin", true)
	tab.Open(form)
	_, err := webtest.Evaluate[bool](tab.Window, `(window.__said = [], new MutationObserver(() => {
		const box = document.querySelector(".sending");
		if (box) window.__said.push(box.textContent + " " + (box.querySelector("progress")?.value ?? ""));
	}).observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true}), true)`)
	no(t, err)
	no(t, tab.Slow(200_000))
	tab.Upload("Choose files", "large.txt", large)
	click(t, tab, "Upload")
	tab.Sees("Sent: ", "Cancel sending")
	click(t, tab, "Cancel sending")
	tab.Sees("Sending was cancelled", "a file is kept once").SeesNot("Cancel sending")

	no(t, tab.Slow(2_000_000))
	tab.Press("Upload").Sees("large.txt")
	said, err := webtest.Evaluate[string](tab.Window, `window.__said.join("\n")`)
	no(t, err)
	for _, words := range []string{"Sent: 0%", "Sent, being checked"} {
		if !bytes.Contains([]byte(said), []byte(words)) {
			t.Errorf("it never said %q:\n%s", words, said)
		}
	}
	no(t, tab.Slow(-1))
	plain := chromium.Tab(site, "lin", false)
	plain.Open(form).Upload("Choose files", "large.txt", large).Press("Upload").Sees("large.txt").SeesNot("Sent: ")
}

// click presses without waiting for another page.
func click(t *testing.T, tab *webtest.Tab, words string) {
	t.Helper()
	done, err := webtest.Evaluate[bool](tab.Window, fmt.Sprintf(`(() => {
		const b = [...document.querySelectorAll("main button")].find((b) => b.textContent.trim() === %q && b.getClientRects().length);
		b?.click();
		return !!b;
	})()`, words))
	no(t, err)
	if !done {
		t.Fatalf("no button %q on %s", words, tab.Path())
	}
}
