package sheet_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/sheet"
)

func written(t testing.TB, f sheet.Format, rows ...[]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := sheet.NewWriter(&out, f)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if err := w.Row(r...); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// What is written is read again as it was, with an apostrophe before what a
// spreadsheet would take for a formula.
func TestWrittenAndReadAgain(t *testing.T) {
	odd := []string{"=1+1", "+46", "-2", "@SUM(A1)", "\tx", "\rx", "＝1", "plain", "汉字, \"quoted\"", "a=b"}
	want := []string{"'=1+1", "'+46", "'-2", "'@SUM(A1)", "'\tx", "'\rx", "'＝1", "plain", "汉字, \"quoted\"", "a=b"}
	for _, f := range []sheet.Format{sheet.CSV, sheet.XLSX} {
		rows, err := sheet.Read(bytes.NewReader(written(t, f, []string{"head"}, odd, nil, []string{"last"})), 10)
		if err != nil || len(rows) != 3 || rows[2].Cells[0] != "last" {
			t.Fatalf("%s: %v, %v", f, rows, err)
		}
		if f == sheet.XLSX && !slices.Equal(rows[1].Cells, want) || f == sheet.CSV && rows[1].Cells[0] != want[0] {
			t.Errorf("%s: %q", f, rows[1].Cells)
		}
	}
}

func TestLimits(t *testing.T) {
	var rows [][]string
	for n := range 12 {
		rows = append(rows, []string{fmt.Sprint(n)})
	}
	for _, f := range []sheet.Format{sheet.CSV, sheet.XLSX} {
		if got, err := sheet.Read(bytes.NewReader(written(t, f, rows...)), 11); err != nil || len(got) != 12 {
			t.Errorf("%s: %d rows, %v", f, len(got), err)
		}
		if _, err := sheet.Read(bytes.NewReader(written(t, f, rows...)), 10); ipcase.KindOf(err) != ipcase.TooLarge {
			t.Errorf("%s: one too many: %v", f, err)
		}
		if _, err := sheet.Read(bytes.NewReader(written(t, f, make([]string, 41))), 10); f == sheet.CSV && ipcase.KindOf(err) != ipcase.Invalid {
			t.Errorf("%s: 41 columns: %v", f, err)
		}
	}
	for name, bad := range map[string][]byte{
		"a quotation mark": []byte("a,b\n\"x\"y,z\n"), "another encoding": {0xff, 0xfe, 'a', 0, '\n', 0}, "a broken file": []byte("PK\x03\x04 and nothing"),
		"another zip": zipped(t, "word/document.xml", 10), "one that swells": zipped(t, "xl/worksheets/sheet1.xml", 300<<20),
		"a long line": []byte(strings.Repeat("x", 1<<20)),
	} {
		if _, err := sheet.Read(bytes.NewReader(bad), 10); ipcase.KindOf(err) != ipcase.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// zipped is a zip with one file of noughts.
func zipped(t testing.TB, name string, size int64) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	f, err := z.Create(name)
	if err == nil {
		_, err = io.CopyN(f, noughts{}, size)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

type noughts struct{}

func (noughts) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func FuzzRead(f *testing.F) {
	f.Add([]byte("right,listing\nIPR-1,H1\n"))
	f.Add([]byte("\ufeffa;b\n\"c;\n"))
	f.Add(written(f, sheet.XLSX, []string{"a", "b"}))
	f.Fuzz(func(t *testing.T, data []byte) {
		rows, err := sheet.Read(bytes.NewReader(data), 100)
		if err != nil && ipcase.KindOf(err) == "" {
			t.Errorf("%q: %v", data, err)
		}
		if len(rows) > 101 {
			t.Errorf("%d rows", len(rows))
		}
	})
}
