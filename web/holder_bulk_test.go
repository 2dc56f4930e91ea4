package web_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	sheets "ipportal/ipcase/sheet"
	"ipportal/web/webtest"
)

// workbook is an XLSX with these rows.
func workbook(t testing.TB, rows ...[]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := sheets.NewWriter(&out, sheets.XLSX)
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

// A rights holder uploads a workbook, sees what it becomes, says what has to be said
// once, closes the page, and finds what became of each line.
func TestHolderFilesByUpload(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		right := verified(t, site, "elin", ipcase.Trademark, "NORRVIK")
		b := site.As("elin")
		b.Open("/holder/bulk").Sees("at most 10 MB and 10000 lines", "trademark_look_alike", "Template as XLSX")
		b.Press("Upload and look through").Status(422).Sees("Choose a file.")
		b.Upload("File", "lines.csv", []byte("a,b\n1,2\n")).Press("Upload and look through").Status(422).Sees("The first row has no column")
		b.Upload("File", "lines.xlsx", []byte("PK\x03\x04 nothing")).Press("Upload and look through").Status(422).Sees("This XLSX file cannot be read.")
		b.Upload("File", "lines.xlsx", workbook(t,
			[]string{"权利编号", "商品链接", "理由", "说明"},
			[]string{right, "QL-1001", "trademark_look_alike", "=the first picture"}, []string{right, "QL-2001", lookAlike, ""}, []string{right, "QL-9999", lookAlike, ""},
			[]string{"IPR-2026-999999", "QL-1002", lookAlike, ""},
		)).Press("Upload and look through")
		b.Status(200).Sees("Nothing is filed yet", "No listing has this address or ID.", "“IPR-2026-999999” is no right of yours", "lines.xlsx")
		page := b.Path()
		for _, who := range []string{"zhao", "lin", "ada"} {
			site.As(who).Open(page).Status(404).SeesNot("lines.xlsx")
			site.As(who).Open(page + "/result.csv").Status(404)
		}
		b.Press("File 1 complaint").Status(422).Sees("Explain in your own words what is wrong with the listings.", "Read this statement and tick it.")
		b.Fill("What happened?", "The first picture shows our mark.").Upload("Add files", "report.pdf", pdf("report"))
		for _, words := range []string{"Good faith", "True and authorised", "Accuracy and authority"} {
			if strings.Contains(b.Text(), words) {
				b.Tick(words)
			}
		}
		b.Fill("Sign by typing your full name", "Elin Strand").Press("File 1 complaint").At(page).Status(200).Sees("0 of 1 complaints are done. You can close this page")
		site.Work()
		b.Open(page).Sees("All complaints of the file are done.", "IP-2026-")
		res := string(b.Open(page + "/result.csv").Body())
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(res, "\ufeff"))).ReadAll()
		if err != nil || len(rows) != 5 || rows[1][4] != "'=the first picture" || !strings.HasPrefix(rows[1][5], "IP-2026-") || rows[2][6] != "Filed." || rows[3][5] != "" {
			t.Errorf("%q, %v", rows, err)
		}
		b.Open(page + "/result.xlsx").Status(200)
		b.Open("/holder/bulk").Sees("lines.xlsx", "Done")
		b.Open("/holder/complaints").Sees("Save as CSV", "Save as XLSX")
		list, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b.Open("/holder/complaints.csv?state=review").Body(), []byte("\ufeff")))).ReadAll()
		if err != nil || len(list) != 3 || list[1][2] != right || list[1][0] != rows[1][5] {
			t.Errorf("%q, %v", list, err)
		}
		if none := string(site.As("zhao").Open("/holder/complaints.csv").Body()); strings.Contains(none, rows[1][5]) {
			t.Errorf("somebody else saves %s", none)
		}
	})
}
