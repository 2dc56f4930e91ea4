package evidence

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"testing"
)

const letter = "From: =?utf-8?q?Norrvik_=E2=80=93_IP?= <ip@norrvik.example>\r\nTo: lin@haiyun.example\r\nDate: Mon, 8 Jun 2026 10:00:00 +0200\r\n" +
	"Subject: =?gb18030?B?xOO6ww==?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" +
	"--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\nContent-Type: text/plain; charset=gb18030\r\nContent-Transfer-Encoding: base64\r\n\r\nxOO6ww==\r\n" +
	"--c\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script><p>the same in HTML</p>\r\n--c--\r\n" +
	"--b\r\nContent-Type: application/zip; name=x.zip\r\nContent-Disposition: attachment; filename=\"..\\\\x\u202egpj.exe\"\r\n\r\nPK\r\n--b--\r\n"

// box is one part of a film.
func box(kind string, inside ...[]byte) []byte {
	b := append(make([]byte, 4), kind...)
	b = append(b, bytes.Join(inside, nil)...)
	binary.BigEndian.PutUint32(b, uint32(len(b)))
	return b
}

func film(more ...[]byte) []byte {
	return bytes.Join(append([][]byte{
		box("ftyp", []byte("isom\x00\x00\x02\x00isomiso2")),
		box("moov", box("mvhd", make([]byte, 100)), box("udta", []byte("+59.3293+018.0686/ who made it"))), box("mdat", []byte("frames")),
	}, more...), nil)
}

// archive is a ZIP of name and words in turn.
func archive(t *testing.T, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for n := 0; n < len(parts); n += 2 {
		w, err := z.Create(parts[n])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, parts[n+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var (
	wordParts  = []string{"[Content_Types].xml", "<Types/>", "word/document.xml", "<w:document xmlns:w='w'><w:p><w:r><w:t>We have made it </w:t></w:r><w:r><w:t>since 2019.</w:t></w:r></w:p><w:p><w:t>你好</w:t></w:p></w:document>"}
	excelParts = []string{
		"[Content_Types].xml", "<Types/>", "xl/workbook.xml", "<workbook/>", "xl/sharedStrings.xml", "<sst><si><t>Lamp</t></si><si><t>头灯</t></si></sst>",
		"xl/worksheets/sheet1.xml", `<worksheet><sheetData><row><c t="s"><v>1</v></c><c><v>42</v></c></row><row><c t="inlineStr"><is><t>own</t></is></c></row></sheetData></worksheet>`,
	}
)

// viewText is what others are shown of a file.
func viewText(t *testing.T, d *Store, name string, data []byte) string {
	t.Helper()
	b := put(t, d, name, data)
	if b.ViewHash == b.Hash {
		t.Fatalf("%s: others are shown the original", name)
	}
	r, err := d.Open(context.Background(), b.ViewHash)
	if err != nil {
		t.Fatal(err)
	}
	words, err := io.ReadAll(r)
	if err != nil || r.Close() != nil {
		t.Fatal(err)
	}
	return string(words)
}

func TestOfMailFilmAndOfficeOnlyWhatIsMeantIsShown(t *testing.T) {
	d := newDisk(t).WithOffice()
	has := func(got string, yes []string, no ...string) {
		t.Helper()
		for _, s := range yes {
			if !strings.Contains(got, s) {
				t.Errorf("%q does not hold %q", got, s)
			}
		}
		for _, s := range no {
			if strings.Contains(got, s) {
				t.Errorf("%q holds %q", got, s)
			}
		}
	}
	has(viewText(t, d, "letter.eml", []byte(letter)), []string{"From: Norrvik – IP <ip@norrvik.example>", "Subject: 你好", "\n你好\n", "xgpj.exe: application/zip"}, "script", "alert", "same in HTML", "\u202e")
	has(viewText(t, d, "page.eml", []byte("From: a@b.example\nDate: x\nContent-Type: text/html\n\n<style>x{}</style><p>Hello<script>alert(1)</script></p>")), []string{"Hello"}, "alert", "<")
	shown := viewText(t, d, "unboxing.mp4", film())
	has(shown, []string{"frames", "moov"}, "59.3293", "who made it")
	if len(shown) != len(film()) {
		t.Error("the film's parts have moved")
	}
	has(viewText(t, d, "letter.docx", archive(t, wordParts...)), []string{"We have made it since 2019.\n", "你好\n"})
	has(viewText(t, d, "sales.xlsx", archive(t, excelParts...)), []string{"头灯\t42\t\n", "own\t\n"})
}

func TestBadInputIsRefusedWithASentence(t *testing.T) {
	office := newDisk(t).WithOffice()
	with := func(parts []string, more ...string) []byte {
		return archive(t, append(append([]string{}, parts...), more...)...)
	}
	zeros := strings.Repeat("\x00", 60<<20)
	rels := func(kind string) string {
		return `<Relationships><Relationship Type="http://x/` + kind + `" Target="http://evil.example/x" TargetMode="External"/></Relationships>`
	}
	for _, tc := range []struct {
		name string
		data []byte
		says string
	}{
		{"bomb.docx", with(wordParts, "word/media/a.bin", zeros, "word/media/b.bin", zeros), "unpacks to more"},
		{"macro.docx", with(wordParts, "word/vbaProject.bin", "x"), "script"},
		{"carries.xlsx", with(excelParts, "xl/embeddings/oleObject1.bin", "x"), "carries other files"},
		{"fetches.docx", with(wordParts, "word/_rels/settings.xml.rels", rels("attachedTemplate")), "sends or fetches"},
		{"links.xlsx", with(excelParts, "xl/externalLinks/externalLink1.xml", "<x/>"), "sends or fetches"},
		{"entity.docx", with(wordParts, "word/footer.xml", `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>`), "sends or fetches"},
		{"up.docx", with(wordParts, "../../x", "x"), "damaged"},
		{"twice.docx", with(wordParts, "word/document.xml", "<x/>"), "damaged"},
		{"sheet.docx", archive(t, excelParts...), "damaged"},
		{"zip.docx", archive(t, "a", "b"), "damaged"},
		{"behind.docx", append(archive(t, wordParts...), "<script>"...), "behind its end"},
		{"short.docx", archive(t, wordParts...)[:300], "behind its end"},
		{"words.docx", []byte("PK but no"), "is named like a Word file"},
		{"page.mp4", []byte("<html><script>alert(1)</script>"), "web page"},
		{"film.mp4", film()[:150], "damaged"},
		{"tail.mp4", film([]byte("<script>alert(1)</script>")), "damaged"},
		{"moovless.mp4", box("ftyp", []byte("isom\x00\x00\x02\x00")), "damaged"},
		{"film.png", film(), "is named like a PNG file"},
		{"mail.eml", []byte("no header at all"), "is named like a e-mail file"},
		{"drawing.eml", []byte("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), "SVG"},
		{"headless.eml", []byte("Subject: hello\n\nwords"), "damaged"},
		{"a.docm", archive(t, wordParts...), "not a kind of file"},
		{"a.zip", archive(t, "a", "b"), "not a kind of file"},
		{"a.exe", []byte("MZ"), "not a kind of file"},
	} {
		got := sentence(refused(t, office, tc.name, bytes.NewReader(tc.data)))
		if !strings.Contains(got, tc.says) {
			t.Errorf("%s: %s", tc.name, got)
		}
	}
	if got := sentence(refused(t, newDisk(t), "letter.docx", bytes.NewReader(archive(t, wordParts...)))); !strings.Contains(got, "Word or Excel") {
		t.Errorf("where they are not kept: %s", got)
	}
	if n := len(files(t, office)); n != 0 {
		t.Errorf("%d files are left behind", n)
	}
}

// A mail may nest parts and name them without end.
func TestMailIsReadWithinBounds(t *testing.T) {
	d := newDisk(t)
	var deep strings.Builder
	deep.WriteString("From: a@b.example\nDate: x\n")
	for n := range 2000 {
		fmt.Fprintf(&deep, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", n, n)
	}
	if got := viewText(t, d, "deep.eml", []byte(deep.String())); len(got) > 1000 {
		t.Errorf("%d bytes", len(got))
	}
	long := "From: a@b.example\nDate: x\n\n" + strings.Repeat("words ", 1<<20)
	if got := viewText(t, d, "long.eml", []byte(long)); len(got) > maxMailWords {
		t.Errorf("%d bytes", len(got))
	}
}
