package web_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

func sheetRows(t testing.TB, body []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(body, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// A seller saves what is open, fills in an answer for each line, sees what they would
// do, says once what has to be said, and finds what became of each; the rights holder
// withdraws by a file what is left.
func TestAnswersByUpload(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := newSellerWorld(t, db)
		first, second := site.filed(ipcase.Trademark, "QL-1001", "QL-1002"), site.filed(ipcase.Trademark, "QL-1003")
		b := site.As("lin")
		b.Open("/seller/complaints").Press("Answer by upload").At("/seller/answers").Status(200).Sees("at most 10 MB and 10000 lines", "authorised", "Everything open, to fill in, as CSV")
		b.Press("Upload and look through").Status(422).Sees("Choose a file.")
		b.Upload("File", "lines.csv", []byte("a,b\n1,2\n")).Press("Upload and look through").Status(422).Sees("The first row has no column for the complaint or the answer.")
		b.Open("/seller/answers/open.xlsx").Status(200)
		open := sheetRows(t, b.Open("/seller/answers/open.csv").Body())
		if len(open) != 4 || open[1][0] != first || open[1][1] != "QL-1001" || open[1][7] != "delete, counter" || open[3][0] != second {
			t.Fatalf("%q", open)
		}
		open[1][2], open[3][2], open[3][3], open[3][4] = "Delete Now", "反通知", "authorised", "The invoice is of May."
		open = append(open, []string{"IPC-1", "", "delete"})
		b.Open("/seller/answers").Upload("File", "open.xlsx", workbook(t, open...)).Press("Upload and look through")
		b.Status(200).Sees("Nothing is done yet", "listings to delete", "counter-notifications to file", "“IPC-1” is no complaint of yours", "Will be deleted.")
		page := b.Path()
		for _, who := range []string{"elin", "ada", "zhao"} {
			site.As(who).Open(page).Status(404).SeesNot("open.xlsx")
			site.As(who).Open(page + "/result.csv").Status(404)
		}
		b.Press("Carry out 2 lines").Status(422).Sees("Read this statement and tick it.")
		v, err := site.Service.ReadAnswers(t.Context(), site.Person("lin").Actor(), page[strings.LastIndex(page, "/")+1:])
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range v.Procedures[0].Elements {
			if e.Kind == ipcase.ElementStatement {
				b.Tick(e.Label.In("en"))
			}
		}
		b.Fill("Sign by typing your full name", "Chen Li").Press("Carry out 2 lines").At(page).Status(200).Sees("You can close this page")
		site.Work()
		b.Open(page).Sees("All lines of the file are done.", "Deleted.", "Answered with a counter-notification.")
		result := sheetRows(t, b.Open(page+"/result.csv").Body())
		if len(result) != 5 || result[1][7] != "Deleted." || result[2][7] != "Left as it is." || !strings.Contains(result[4][7], "no complaint of yours") {
			t.Errorf("%q", result)
		}
		b.Open("/seller/answers").Sees("open.xlsx", "Done")

		h := site.As("elin")
		h.Open("/holder/complaints").Press("Retract by upload").At("/holder/retractions").Status(200).Sees("Template as CSV")
		if rows := sheetRows(t, h.Open("/holder/retractions/template.csv").Body()); len(rows) != 2 {
			t.Errorf("%q", rows)
		}
		complaint := first[:strings.LastIndex(first, "-")]
		h.Open("/holder/retractions").Upload("File", "back.csv", []byte("投诉编号,商品\n"+complaint+",QL-1002\n")).Press("Upload and look through")
		h.Status(200).Sees("Will be withdrawn.").Press("Carry out 1 line").Status(200)
		site.Work()
		h.Open(h.Path()).Sees("Withdrawn.", "All lines of the file are done.")
		site.As("lin").Open("/seller/answers/open.csv").SeesNot("QL-1002")
	})
}
