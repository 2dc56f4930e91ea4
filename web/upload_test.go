package web

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/evidence"
	"ipportal/ipcase/ipcasetest"
)

// filed is what a route of the test read from a form.
type filed struct {
	values map[string][]string
	files  []uploaded
	small  map[string]smallFile
	errs   []string
}

// uploadSite is a server with one route that takes files and tells what it read.
func uploadSite(t *testing.T) (address string, last *filed) {
	t.Helper()
	db := ipcasetest.SQLite(t)
	clock := ipcasetest.NewClock(ipcasetest.Monday)
	disk, err := evidence.NewDisk(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	s := New(Deps{
		Service: ipcase.New(db.Gorm, clock, ipcase.Rulebook{}, nil, disk), Accounts: account.New(db.Gorm, clock, ipcasetest.Keys(), func() {}), Blobs: disk, Clock: clock, Logger: slog.New(slog.DiscardHandler), ProductName: "Portal",
	})
	last = &filed{}
	s.add(upload("/try", anyone, func(c echo.Context) error {
		f, err := s.readForm(c, "csv")
		if err != nil {
			return err
		}
		*last = filed{values: f.values, files: f.files, small: f.small}
		for _, e := range f.errs {
			last.errs = append(last.errs, e.Field+": "+fmt.Sprintf(e.Msg, e.Args...))
		}
		return c.NoContent(http.StatusNoContent)
	}))
	l := httptest.NewServer(s)
	t.Cleanup(l.Close)
	return l.URL, last
}

type sentPart struct{ name, file, content string }

func sendParts(t *testing.T, address string, header map[string]string, parts ...sentPart) (status int, page string) {
	t.Helper()
	read, write := io.Pipe()
	w := multipart.NewWriter(write)
	go func() {
		var err error
		for _, p := range parts {
			var to io.Writer
			if p.file == "" {
				to, err = w.CreateFormField(p.name)
			} else {
				to, err = w.CreateFormFile(p.name, strings.TrimPrefix(p.file, "-"))
			}
			if err == nil {
				_, err = io.WriteString(to, p.content)
			}
			if err != nil {
				break
			}
		}
		if err == nil {
			err = w.Close()
		}
		_ = write.CloseWithError(err)
	}()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address+"/try", read)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", w.FormDataContentType())
	for k, v := range header {
		req.Header.Set(k, v)
	}
	res := sendWhileReading(t, req)
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(body)
}

// sendWhileReading sends a request as a browser does: an answer that comes before
// all is sent is read, where Go's own client gives up with what it could not write.
func sendWhileReading(t *testing.T, req *http.Request) *http.Response {
	t.Helper()
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", req.URL.Host)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	go func() { _ = req.Write(conn) }()
	res, err := http.ReadResponse(bufio.NewReader(conn), req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = res.Body.Close() })
	return res
}

var sameOrigin = map[string]string{"Sec-Fetch-Site": "same-origin"}

func TestUploads(t *testing.T) {
	address, last := uploadSite(t)
	status, _ := sendParts(t, address, map[string]string{"Cookie": "csrf=abc"},
		sentPart{"_csrf", "", "abc"}, sentPart{"title", "", "A lamp\x00"}, sentPart{"evidence", "../a b.txt", "first"},
		sentPart{"evidence", "b.txt", "second"}, sentPart{"csv", "list.csv", "\xef\xbb\xbfQL-1\nQL-2\n"}, sentPart{"evidence", "-", ""})
	if status != http.StatusNoContent || len(last.files) != 2 || last.files[0].Name != "a b.txt" || last.files[1].Blob.Size != 6 {
		t.Errorf("%d: %+v", status, *last)
	}
	if got := string(last.small["csv"].Content); got != "QL-1\nQL-2\n" {
		t.Errorf("the list is %q", got)
	}
	if last.values["title"][0] != "A lamp\x00" || len(last.errs) != 0 {
		t.Errorf("values %q, errors %q", last.values, last.errs)
	}
	for name, parts := range map[string][]sentPart{
		"no token":       {{"title", "", "x"}},
		"a wrong token":  {{"_csrf", "", "abd"}},
		"a late token":   {{"title", "", "x"}, {"_csrf", "", "abc"}},
		"a token's file": {{"_csrf", "x.txt", "abd"}},
	} {
		if status, _ := sendParts(t, address, map[string]string{"Cookie": "csrf=abc"}, parts...); status != http.StatusForbidden {
			t.Errorf("%s is answered %d", name, status)
		}
	}
}

// What is wrong with one file is told beside its field; the rest is kept.
func TestBadUploadsLoseNothing(t *testing.T) {
	address, last := uploadSite(t)
	big := strings.Repeat("a", evidence.MaxFileBytes+1)
	status, _ := sendParts(t, address, sameOrigin,
		sentPart{"evidence", "big.txt", big}, sentPart{"evidence", "empty.txt", ""}, sentPart{"evidence", "page.html", "<html><script>1</script>"},
		sentPart{"evidence", "good.txt", "good"}, sentPart{"csv", "big.csv", strings.Repeat("QL-1\n", 300_000)}, sentPart{"title", "", "kept"})
	if status != http.StatusNoContent || len(last.files) != 1 || last.files[0].Name != "good.txt" || last.values["title"][0] != "kept" {
		t.Errorf("%d: %d files, values %q", status, len(last.files), last.values)
	}
	for _, want := range []string{"evidence: The file empty.txt is empty.", "csv: The file big.csv is larger than 1 MB."} {
		if !strings.Contains(strings.Join(last.errs, "\n"), want) {
			t.Errorf("nobody is told %q: %q", want, last.errs)
		}
	}
	if len(last.errs) != 4 {
		t.Errorf("%d errors, and not 4: %q", len(last.errs), last.errs)
	}
	var many []sentPart
	for n := range 25 {
		many = append(many, sentPart{"evidence", fmt.Sprintf("%d.txt", n), fmt.Sprint(n)})
	}
	sendParts(t, address, sameOrigin, many...)
	if len(last.files) != 20 || len(last.errs) != 5 {
		t.Errorf("of 25 files %d are kept and %d refused", len(last.files), len(last.errs))
	}
}

func TestTooLargeUploadIsToldSo(t *testing.T) {
	address, _ := uploadSite(t)
	part := strings.Repeat("a", 15<<20)
	status, page := sendParts(t, address, sameOrigin,
		sentPart{"e", "1.txt", part}, sentPart{"e", "2.txt", part}, sentPart{"e", "3.txt", part}, sentPart{"e", "4.txt", part}, sentPart{"e", "5.txt", part})
	if status != http.StatusRequestEntityTooLarge || !strings.Contains(page, "larger than 64 MB") {
		t.Errorf("75 MB of unknown length answer %d", status)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address+"/try", bytes.NewReader(make([]byte, 70<<20)))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	if res := sendWhileReading(t, req); res.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("70 MB answer %d", res.StatusCode)
	}
}
