package web_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// heldBytes are the files of the store, with what is being written, by path.
func heldBytes(t *testing.T, site *webtest.Site) string {
	t.Helper()
	var all []string
	no(t, filepath.WalkDir(filepath.Join(site.Dir, "evidence"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all = append(all, path)
		}
		return err
	}))
	return strings.Join(all, "\n")
}

// nothingOf fails where what was refused left a row, a file, or part of one.
func (f *forms) nothingOf(refused func()) {
	f.t.Helper()
	before := heldBytes(f.t, f.site)
	f.steady(refused)
	if after := heldBytes(f.t, f.site); after != before {
		f.t.Errorf("what was refused lies in the store:\n%s\n%s", before, after)
	}
}

// hugePNG promises w × h pixels in a right head, and holds none.
func hugePNG(w, h uint32) []byte {
	head := []byte("IHDR\x00\x00\x00\x00\x00\x00\x00\x00\x08\x06\x00\x00\x00")
	binary.BigEndian.PutUint32(head[4:], w)
	binary.BigEndian.PutUint32(head[8:], h)
	b := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), head...)
	b = binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(head))
	return append(b, "\x00\x00\x00\x00IEND\xaeB`\x82"...)
}

// bomb is an archive of little that unpacks to much.
func bomb(t *testing.T, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range append(parts, "a.bin", "b.bin", "c.bin") {
		w, err := z.Create(name)
		no(t, err)
		_, err = w.Write(make([]byte, 60<<20))
		no(t, err)
	}
	no(t, z.Close())
	return b.Bytes()
}

// Files that are more, or less, than they seem: each is refused beside its field, by
// its name, nothing of it is kept or run, and memory stays bounded.
func TestFilesThatAreNotWhatTheySeem(t *testing.T) {
	ipcasetest.OneByOne(t)
	ipcasetest.EachAlone(t, func(t *testing.T, db *database.DB) {
		f := newForms(t, db)
		f.oddFiles()
		no(t, f.site.Service.Verify(t.Context(), func(int64, int64) {}))
	})
}

func (f *forms) oddFiles() {
	f.site.Blobs.WithOffice()
	picture, pdf := webtest.Picture(f.t, 30, 20), document(1)
	active := func(catalogue, object string) []byte {
		changed := bytes.Replace(pdf, []byte("/Catalog"), []byte("/Catalog"+catalogue), 1)
		at := bytes.LastIndex(changed, []byte("xref\n0 ")) // readers without a right table look for objects
		return append(bytes.Clone(changed[:at]), append([]byte("99 0 obj\n"+object+"\nendobj\n"), changed[at:]...)...)
	}
	script := "<script>alert(1)</script>"
	gif := []byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;")
	odd := map[string][]byte{
		"bomb.docx": bomb(f.t, "[Content_Types].xml", "word/document.xml"), "bomb.xlsx": bomb(f.t, "[Content_Types].xml", "xl/workbook.xml"),
		"huge.png": hugePNG(65535, 65535), "huge.gif": []byte("GIF89a\xff\xff\xff\xff\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\xff\xff\xff\xff\x00\x02\x02D\x01\x00;"),
		"huge.jpg":  []byte("\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01\xff\xd9"),
		"huge.webp": []byte("RIFF\x1e\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\xfe\xff\x00\xfe\xff\x00VP8L\x00\x00\x00\x00"),
		"both.pdf":  append(bytes.Clone(pdf), bomb(f.t)[:400]...), "script.gif": append(bytes.Clone(gif), "/*"+script...),
		"page.png": append(bytes.Clone(picture), script...), "drawing.png": []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`),
		"page.jpg": []byte("<html>" + script), "page.txt": []byte("<!DOCTYPE html>" + script),
		"acts.pdf": active("/OpenAction 99 0 R", "<</S/JavaScript/JS(app.alert\\(1\\))>>"), "starts.pdf": active("", "<</S/Launch/F(calc)>>"),
		"carries.pdf": active("/Names<</EmbeddedFiles 99 0 R>>", "<<>>"), "turned\u202Efdp.exe": []byte("MZ"), "cut.gif": gif[:len(gif)-8],
	}
	for name, content := range odd {
		peak := peakDuring(func() {
			f.nothingOf(func() {
				b := f.site.As("lin").Open(f.countering("evidence")).Upload("Choose files", name, content).Press("Upload")
				if b.StatusCode() != http.StatusUnprocessableEntity {
					f.t.Errorf("%q is answered %d", name, b.StatusCode())
					return
				}
				saysWhatIsWrong(f.t, b, "files")
				b.Sees(strings.ReplaceAll(name, "\u202E", ""), "evidence.txt").SeesNot("alert(1)")
			})
		})
		if peak > 60<<20 { // each part of a bomb unpacks to 60 MB
			f.t.Errorf("%q took %d MB", name, peak>>20)
		}
	}
	long := strings.Repeat("长", 98) + "report.txt" // over 300 bytes
	b := f.site.As("lin").Open(f.countering("evidence")).Upload("Choose files", long, []byte("words")).Press("Upload").Status(http.StatusOK)
	b.Sees("长长长").In("长长长").Press("Remove")
}

// brokenUpload is a file whose sender ends in the middle: the request is shorter than
// it was said to be.
func (f *forms) brokenUpload() {
	lin := f.site.As("lin").Open(f.countering("evidence"))
	token := csrfNow.FindStringSubmatch(string(lin.Body()))
	if token == nil {
		f.t.Fatal("the form has no token")
	}
	at, err := url.Parse(f.site.URL)
	no(f.t, err)
	body := "--x\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token[1] + "\r\n--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"half.txt\"\r\n\r\n" +
		strings.Repeat("half of it\n", 20_000)
	f.nothingOf(func() {
		c, err := net.Dial("tcp", at.Host)
		no(f.t, err)
		_, err = fmt.Fprintf(c, "POST %s HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nSec-Fetch-Site: same-origin\r\nCookie: %s\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: %d\r\n\r\n%s",
			f.countering("evidence"), at.Host, f.site.URL, sessionOf(lin), 2*len(body), body)
		no(f.t, err)
		tcp, _ := c.(*net.TCPConn)
		no(f.t, tcp.CloseWrite()) // the sender has ended; what is answered can still be read
		answer, err := io.ReadAll(c)
		no(f.t, err)
		if !bytes.HasPrefix(answer, []byte("HTTP/1.1 4")) || !bytes.Contains(answer, []byte("could not be read as a form")) {
			f.t.Errorf("answered %.400s", answer)
		}
		no(f.t, c.Close())
	})
	lin.Open(f.countering("evidence")).SeesNot("half.txt")
}

// sameAtOnce are two uploads of the same bytes at one moment: one file, kept once.
func (f *forms) sameAtOnce() {
	words := []byte("the same words, twice at once")
	before := len(strings.Split(heldBytes(f.t, f.site), "\n"))
	done := make(chan error, 2)
	for range 2 {
		go func() {
			_, err := f.site.Service.AddEvidence(f.t.Context(), f.w.Haiyun, ipcase.AddEvidence{
				FormID: f.counterDraft, Field: "files", Name: "twice.txt", Body: bytes.NewReader(words), Purpose: ipcase.PurposeEvidence, Visibility: ipcase.BothSides,
			})
			done <- err
		}()
	}
	no(f.t, <-done)
	no(f.t, <-done)
	if after := len(strings.Split(heldBytes(f.t, f.site), "\n")); after != before+2 { // the bytes and their note
		f.t.Errorf("%d files were made of one", after-before)
	}
	b := f.site.As("lin").Open(f.countering("evidence"))
	if n := strings.Count(string(b.Body()), "twice.txt"); n == 0 {
		f.t.Error("the file is not there")
	}
	b.In("twice.txt").Press("Remove").SeesNot("twice.txt")
}
