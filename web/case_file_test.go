package web_test

import (
	"archive/zip"
	"bytes"
	"io"
	"os/exec"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/casefile"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// readable is a body in words: of a ZIP all its files, of a PDF its text where
// pdftotext is there.
func readable(body []byte) string {
	switch {
	case bytes.HasPrefix(body, []byte("PK\x03\x04")):
		z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
		if err != nil {
			return string(body)
		}
		var words strings.Builder
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				continue
			}
			data, _ := io.ReadAll(r)
			_ = r.Close()
			words.WriteString(f.Name + "\n" + readable(data) + "\n")
		}
		return words.String()
	case bytes.HasPrefix(body, []byte("%PDF-")):
		cmd := exec.Command("pdftotext", "-raw", "-", "-")
		cmd.Stdin = bytes.NewReader(body)
		if out, err := cmd.Output(); err == nil {
			return string(body) + string(out)
		}
	}
	return string(body)
}

// Each side gets a file of its own sight of the case, in the language that it
// asks for; the file proves itself with the public key alone, and a byte changed
// anywhere in it is found.
func TestCaseFile(t *testing.T) {
	ipcasetest.Program(t, "pdftotext")
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		number := w.filed(ipcase.Trademark, "QL-1001", "QL-1002", "QL-3001")
		lin := w.As("lin")
		lin.Open("/seller/cases/" + number).In("Norrvik style headlamp 900 lumen").Tick("Select QL-1001")
		lin.In("With the listings you select:").Press("Delete Now").Press("Delete 1 listing").Status(200)
		w.Work()
		w.Clock.Advance(2 * time.Minute)
		w.Work()
		key := strings.TrimSpace(string(w.Stranger().Open("/log/key").Status(200).Body()))
		if signed := string(w.Stranger().Open("/log/checkpoint").Status(200).Body()); !strings.HasPrefix(signed, strings.Split(key, "+")[0]+"\n") {
			t.Errorf("the public checkpoint is %q", signed)
		}
		for who, base := range map[string]string{"lin": "/seller/cases/", "elin": "/holder/cases/", "ada": "/review/cases/"} {
			b := w.As(who)
			b.Open(base+number).Status(200).Press("Case file and proofs").Status(200).Sees("Case file "+number, "What it holds", "leaf ", "evidence.txt", "Save the ZIP")
			for lang, words := range map[string]string{"en": "Norrvik Optics AB", "zh-CN": "案件卷宗"} {
				b.Open(base + number + "/casefile.zip?lang=" + lang).Status(200)
				file := bytes.Clone(b.Body())
				if kind := b.Header("Content-Type"); kind != "application/zip" || !strings.Contains(b.Header("Content-Disposition"), number+".zip") {
					t.Errorf("%s gets %s, %s", who, kind, b.Header("Content-Disposition"))
				}
				report, err := casefile.Verify(bytes.NewReader(file), int64(len(file)), key)
				if err != nil || report.Case != number || report.Lang != lang || report.Logged == 0 || report.Told == 0 || report.Logged != report.Events {
					t.Fatalf("%s, %s: %v, %+v", who, lang, err, report)
				}
				if who == "ada" && report.Told != report.Events {
					t.Errorf("a reviewer is shown %d of %d events", report.Told, report.Events)
				}
				all := readable(file)
				if !strings.Contains(all, words) {
					t.Errorf("the file of %s in %s does not say %q", who, lang, words)
				}
				if strings.Contains(all, "Brightpath") {
					t.Errorf("the file of %s tells of another seller", who)
				}
				for at := 40; who == "lin" && at < len(file); at += len(file)/20 + 1 {
					changed := bytes.Clone(file)
					changed[at] ^= 0x10
					if again, err := casefile.Verify(bytes.NewReader(changed), int64(len(changed)), key); err == nil && string(mustManifest(t, changed)) != string(mustManifest(t, file)) {
						t.Errorf("byte %d of %d changed, and it holds: %+v", at, len(file), again)
					}
				}
				other, err := casefile.Verify(bytes.NewReader(file), int64(len(file)), ipcasetest.OtherLogKey().Public())
				if err == nil {
					t.Errorf("it holds by another key: %+v", other)
				}
			}
			if pdf := b.Open(base + number + "/casefile.pdf").Status(200).Body(); !bytes.HasPrefix(pdf, []byte("%PDF-")) {
				t.Errorf("the PDF of %s begins with %.10q", who, pdf)
			}
		}
		w.As("dana").Open("/seller/cases/" + number + "/casefile.zip").Status(404)
		w.As("zhao").Open("/holder/cases/" + number + "/casefile.pdf").Status(404)
	})
}

// mustManifest is every file of a ZIP one after the other: what a byte changed
// in the ZIP's own bookkeeping (a time, a flag) leaves as it was.
func mustManifest(t *testing.T, file []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var all bytes.Buffer
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		all.WriteString(f.Name)
		if _, err := io.Copy(&all, r); err != nil {
			t.Fatal(err)
		}
		_ = r.Close()
	}
	return all.Bytes()
}
