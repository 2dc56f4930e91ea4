package web_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Everybody reads the figures: on the page, as the tables of Implementing Regulation (EU)
// 2024/2835, and as a report.
func TestPeopleReadTheFigures(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		d.published()
		reader := d.Stranger().Open("/transparency").Sees("Transparency", "Listings complained of each month", "3 in all", "complaints received 2", "Accepted by a reviewer 2", "How long it took")
		for _, query := range []string{"?from=2026-13&to=x", "?from=2099-01", "?from=1999-01&to=2026-06", "?from=2026-06&to=2026-01"} {
			reader.Open("/transparency" + query).Status(200)
		}
		for _, path := range []string{"/transparency/2099-H1.pdf", "/transparency/1999-H1.pdf", "/transparency/2026-H3.pdf", "/transparency/x.csv"} {
			reader.Open(path).Status(404)
		}
		d.As("carol").Open("/transparency").Sees("透明度", "每月被投诉商品")
		table := func(name string) [][]string {
			_, body := d.ask("/transparency/"+name, "")
			rows, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
			d.must(err)
			return rows
		}
		notices := table("notices.csv")
		if len(notices) != 9 || len(notices[0]) != 25 || notices[1][3] != "TOTAL" {
			t.Errorf("notices: %q", notices)
		}
		if rows := table("appeals.csv"); len(rows) != 24 || len(rows[0]) != 8 {
			t.Errorf("appeals: %d lines, %q", len(rows), rows)
		}
		if rows := table("other.csv"); len(rows) != 14 || len(rows[0]) != 7 || rows[1][5] != "0" || rows[12][3] != "Illegal content detected by automated means" {
			t.Errorf("other parts: %d lines, %q", len(rows), rows)
		}
		if rows := table("figures.csv"); len(rows) < 5 || rows[0][0] != "month" {
			t.Errorf("figures: %q", rows)
		}
		recordSilent(d.As("ada"), "")
		d.takeUp()
		half := "H1"
		if d.Clock.Now().Month() > time.June {
			half = "H2"
		}
		for _, lang := range []string{"en", "zh-CN"} {
			res, pdf := d.askIn(lang, "/transparency/"+d.Clock.Now().Format("2006-")+half+".pdf", "")
			if res.StatusCode != 200 || !bytes.HasPrefix(pdf, []byte("%PDF-")) {
				t.Errorf("%s: %d, no PDF", lang, res.StatusCode)
			}
			words := strings.Join(strings.Fields(pdfWords(t, pdf)), " ")
			for _, want := range map[string][]string{
				"en": {"Trusted flaggers", "Of them, of trusted flaggers", "Orders of authorities", "Germany 1 0", "complaints received", "Accepted by a reviewer 2"}, "zh-CN": {"可信举报者", "主管机关命令", "德国 1 0"},
			}[lang] {
				if !strings.Contains(words, want) {
					t.Errorf("the report does not say %q: %s", want, words)
				}
			}
			if folder := os.Getenv("IPPORTAL_TEST_SHOTS"); folder != "" {
				d.must(os.WriteFile(filepath.Join(folder, "transparency-"+lang+".pdf"), pdf, 0o600))
			}
		}
	})
}
