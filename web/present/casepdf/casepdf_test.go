package casepdf_test

import (
	"bytes"
	"fmt"
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

// Everything that can be drawn keeps its words and numbers, a table says its columns
// again on each page, and no row is parted.
func TestFiguresKeepTheirWords(t *testing.T) {
	table := casepdf.Table{Columns: []casepdf.Column{{Label: "Country", Share: 3}, {Label: "Orders", Share: 1, Right: true}}}
	for n := range 90 {
		table.Rows = append(table.Rows, []string{fmt.Sprintf("Land %d with a name that is so long that it needs two lines of a narrow column, and then some more", n), fmt.Sprint(1000 + n)})
	}
	d := casepdf.Document{
		Title: "Transparency report", Lede: []string{"January to June"}, Foot: "Report", PageOf: "Page %d of %d", Band: true,
		Sections: []casepdf.Section{
			{Heading: "In figures", Blocks: []casepdf.Block{{Tiles: []casepdf.Tile{{"1,204", "complaints received"}, {"31", "投诉"}, {"0", "appeals"}, {"5", "orders"}, {"7", "measures"}}}}},
			{Heading: "Months", Blocks: []casepdf.Block{{Chart: &casepdf.Chart{
				Parts: []string{"Trademark", "Copyright"}, Lines: []casepdf.ChartLine{{"0", 0}, {"50", 1}},
				Columns: []casepdf.ChartColumn{{"January", []float64{0.5, 0.25}}, {"February", []float64{0, 0}}},
			}}}},
			{Heading: "Outcomes", Blocks: []casepdf.Block{{Bars: []casepdf.Bar{{"Removed after a decision", "412", 1}, {"Withdrawn", "0", 0}}}}},
			{Heading: "Orders", Blocks: []casepdf.Block{{Table: &table}}},
		},
	}
	var b bytes.Buffer
	if err := casepdf.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), ipcasetest.Program(t, "pdftotext"), "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	words := string(out)
	for _, want := range []string{"Transparency report", "1,204", "complaints received", "投诉", "January", "February", "Copyright", "50", "Removed after a decision", "412", "Land 0 ", "1089"} {
		if !strings.Contains(words, want) {
			t.Errorf("these words are not read back: %q", want)
		}
	}
	pages := strings.Split(strings.TrimRight(words, "\f"), "\f")
	for n, page := range pages[1:] {
		if strings.Contains(page, "Land ") && !strings.Contains(page, "Country") {
			t.Errorf("page %d does not say what its columns are", n+2)
		}
		if strings.Count(page, "some more") != strings.Count(page, "Land ") {
			t.Errorf("a row is parted on page %d", n+2)
		}
	}
	if len(pages) < 4 || strings.Count(words, "Country") < 3 {
		t.Errorf("%d pages name the columns %d times", len(pages), strings.Count(words, "Country"))
	}
}
