package casepdf_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"ipportal/ipcase/ipcasetest"
	"ipportal/web/present/casepdf"
)

// No word is lost where lines break, in either language, however long it is, and
// what the font lacks is told by its number.
func TestEveryWordIsThere(t *testing.T) {
	chinese := strings.Repeat("被投诉的商品链接与注册商标的比对说明，平台据此作出决定。", 40)
	long := strings.Repeat("0123456789abcdef", 30)
	latin := strings.Repeat("The listing was removed on a complete notice. ", 60)
	d := casepdf.Document{
		Title: "Case file IP-2026-000118-4H", Lede: []string{"Made for the seller."}, Foot: "IP-2026-000118-4H", PageOf: "Page %d of %d",
		Sections: []casepdf.Section{
			{Heading: "决定", Blocks: []casepdf.Block{{Title: "Facts", Text: chinese + "\n" + latin}}},
			{Heading: "Proof", Blocks: []casepdf.Block{{Rows: []casepdf.Row{{"SHA-256", long}, {"Name", "王\u202e小\U00020BB7 with a tab\there"}}, Code: []string{long}}}},
		},
	}
	var b bytes.Buffer
	if err := casepdf.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(b.Bytes(), []byte("%PDF-")) || b.Len() > 400_000 {
		t.Fatalf("%d bytes that begin with %q", b.Len(), b.Bytes()[:5])
	}
	reader := ipcasetest.Program(t, "pdftotext")
	path := filepath.Join(t.TempDir(), "case.pdf")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), reader, "-raw", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
	got := regexp.MustCompile(`(?m)^\f?IP-2026-000118-4H\s+·\s+Page \d of \d$`).ReplaceAllString(string(out), "") // the feet
	for _, want := range []string{chinese, latin, long, "王小[U+20BB7]withatabhere", "Case file IP-2026-000118-4H"} {
		if !strings.Contains(bare(got), bare(want)) {
			t.Errorf("these words are not read back: %.60q", want)
		}
	}
	if !strings.Contains(string(out), "Page 1 of 2") || !strings.Contains(string(out), "Page 2 of 2") {
		t.Errorf("the pages are not numbered 1 to 2")
	}
}
