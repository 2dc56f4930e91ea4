package web_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/casefile"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/marketplace"
	"ipportal/web/webtest"
)

// peakDuring is by how much the memory in use grew above what it was before, at
// its highest.
func peakDuring(do func()) uint64 {
	inUse := func() uint64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapInuse + m.StackInuse
	}
	runtime.GC()
	before, highest := inUse(), uint64(0)
	end := make(chan struct{})
	var watch sync.WaitGroup
	watch.Go(func() {
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-end:
				return
			case <-tick.C:
				highest = max(highest, inUse())
			}
		}
	})
	do()
	close(end)
	watch.Wait()
	return max(highest, before) - before
}

// noisy is a picture that nothing makes smaller, of about so many bytes.
func noisy(t *testing.T, seed uint64, size int) []byte {
	t.Helper()
	side := 8
	for side*side*3 < size {
		side++
	}
	m, from := image.NewNRGBA(image.Rect(0, 0, side, side)), rand.New(rand.NewPCG(seed, 7))
	for n := range m.Pix {
		m.Pix[n] = byte(from.Uint32())
		if n%4 == 3 {
			m.Pix[n] = 255
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// largeCase is a case of so many listings and exhibits.
func (d desk) largeCase(listings, exhibits, size int) string {
	d.t.Helper()
	var refs []string
	var offers []marketplace.CatalogueListing
	for n := range listings {
		refs = append(refs, fmt.Sprintf("QL-5%03d", n))
		offers = append(offers, marketplace.CatalogueListing{
			SiteCode: webtest.SiteCN, Ref: refs[n], SellerOrgID: d.Org("Haiyun Outdoor"), SellerName: "Haiyun Outdoor", Title: fmt.Sprintf("Headlamp no. %d", n), Lang: "en",
			Description: strings.Repeat("A lamp for the head. ", 20), Category: "Lighting", PriceMinor: 2499, Currency: "USD", Images: []string{"lamp.png"},
			Visibility: marketplace.Live, UpdatedAt: d.Clock.Now(),
		})
	}
	d.must(d.Catalogue.Add(d.t.Context(), offers...))
	number := d.complaint(d.right("12345678", true), refs...)
	var c ipcase.Case
	d.must(d.DB.Gorm.Where("number = ?", number).Take(&c).Error)
	var rows []ipcase.Exhibit
	for n := range exhibits {
		name := fmt.Sprintf("photograph %d.png", n)
		b, err := d.Blobs.Unsynced().Put(d.t.Context(), "evidence", name, bytes.NewReader(noisy(d.t, uint64(n), size)))
		d.must(err)
		rows = append(rows, ipcase.Exhibit{
			PublicID: ipcase.NewID(), OrgID: c.HolderOrgID, ComplaintID: &c.ComplaintID, Label: fmt.Sprintf("E%d", n+2), Purpose: ipcase.PurposeEvidence, Visibility: ipcase.BothSides,
			Name: name, MIME: b.MIME, Size: b.Size, Hash: b.Hash, ViewHash: b.ViewHash, ViewMIME: b.ViewMIME, CreatedAt: d.Clock.Now(), CreatedBy: d.Person("elin").ID,
		})
	}
	d.must(d.DB.Gorm.CreateInBatches(rows, 100).Error)
	d.rule("ada", number, ipcase.MoveAccept)
	d.Work()
	d.Clock.Advance(2 * time.Minute)
	d.Work()
	return number
}

// The ZIP of a large case is made by a worker for whoever asked, who sees how far
// it is, and is looked at again when it is fetched: what they may not see any more
// is not given, and after a day nothing is left. IPPORTAL_CASE_FILE=300 makes it of
// 300 listings and 200 MB.
func TestLargeCaseFile(t *testing.T) {
	listings, exhibits, size := 2, 101, 200
	if n, err := strconv.Atoi(os.Getenv("IPPORTAL_CASE_FILE")); err == nil && n > 0 {
		listings, exhibits, size = n, n, 200<<20/n
	}
	eachAlone(t, func(t *testing.T, d desk) {
		number := d.largeCase(listings, exhibits, size)
		at := "/holder/cases/" + number + "/casefile"
		elin, lin := d.As("elin"), d.As("lin")
		elin.Open(at).Status(200).Sees("This case is large", "Make the ZIP")
		elin.Open(at + ".zip?lang=en").At(at) // it is not there yet: the page says so
		elin.Open(at).Press("Make the ZIP").Status(200).Sees("The making begins in a moment.", "See how far it is")
		elin.Open(at).Press("Make the ZIP") // in Chinese
		if n := d.madeFiles(ipcase.MadeAsked); n != 2 {
			t.Fatalf("%d are asked for, and not 2", n)
		}
		d.must(d.DB.Gorm.Exec("UPDATE case_files SET done = 40, total = 101 WHERE lang = 'en'").Error)
		elin.Open(at).Sees("Being made: 40 of 101 files.")
		if part, _ := d.asScript(elin, at); !strings.Contains(part, "Being made: 40 of 101 files.") || strings.Contains(part, "<html") {
			t.Errorf("script is given %.200q", part)
		}

		d.must(d.DB.Gorm.Exec("UPDATE deliveries SET state = 'done' WHERE kind = 'make_case_file' AND id = (SELECT MAX(id) FROM deliveries)").Error)
		began := time.Now()
		peak := peakDuring(d.Work)
		took := time.Since(began)
		elin.Open(at).Sees("Made on")
		if part, again := d.asScript(elin, at); again != "" || !strings.Contains(part, "Save the ZIP") || !strings.Contains(part, "The making begins in a moment.") {
			t.Errorf("script is given %q, %.200q", again, part)
		}
		d.must(d.DB.Gorm.Exec("UPDATE case_files SET state = 'gone' WHERE lang = 'zh-CN'").Error)
		if _, again := d.asScript(elin, at); again != "true" {
			t.Error("script is not told that nothing is being made any more")
		}
		began = time.Now()
		var document int
		pdf := peakDuring(func() { document = len(elin.Open(at + ".pdf?lang=en").Status(200).Body()) })
		drawn := time.Since(began)
		elin.Open(at).Press("Save the ZIP").Status(200)
		file := bytes.Clone(elin.Body())
		if got := elin.Header("Content-Length"); got != strconv.Itoa(len(file)) {
			t.Errorf("its size is said to be %q, and is %d", got, len(file))
		}
		key := strings.TrimSpace(string(d.Stranger().Open("/log/key").Status(200).Body()))
		var report casefile.Report
		checking := peakDuring(func() {
			var err error
			if report, err = casefile.Verify(bytes.NewReader(file), int64(len(file)), key); err != nil {
				t.Fatal(err)
			}
		})
		t.Logf("%d listings, %d files, %d bytes: made in %s, memory grew by %.1f MB; checked within %.1f MB; PDF of %d bytes in %s within %.1f MB",
			listings, len(report.Files), len(file), took.Round(time.Millisecond), mb(peak), mb(checking), document, drawn.Round(time.Millisecond), mb(pdf))
		if limit := uint64(64 << 20); peak > limit || checking > limit || pdf > limit {
			t.Errorf("the memory grows with the case")
		}

		// Nobody else has it by the same address, each makes their own.
		lin.Open("/seller/cases/" + number + "/casefile").Status(200).Sees("Make the ZIP").SeesNot("Save the ZIP")
		lin.Open(at + ".zip?lang=en").Status(404)

		// A file is sealed since: what was made holds it, and is not given.
		d.must(d.DB.Gorm.Exec("UPDATE exhibits SET scan = ? WHERE label = 'E2'", ipcase.ScanFound).Error)
		elin.Open(at + ".zip?lang=en").At(at).Sees("The case has changed since the ZIP was made")
		d.must(d.DB.Gorm.Exec("UPDATE exhibits SET scan = '' WHERE label = 'E2'").Error)
		elin.Open(at + ".zip?lang=en").Status(200)
		if kind := elin.Header("Content-Type"); kind != "application/zip" {
			t.Errorf("what is sent is %s", kind)
		}
		// It goes after a day, from the disk too.
		d.Clock.Advance(ipcase.MadeFor)
		d.Work()
		if n := d.madeFiles(ipcase.MadeReady); n != 0 {
			t.Errorf("%d made files are kept for more than a day", n)
		}
		left, err := filepath.Glob(filepath.Join(d.Dir, "evidence", "made", "sha256", "*", "*", "*"))
		if err != nil || len(left) > 0 {
			t.Errorf("%v are left: %v", left, err)
		}
		elin.Open(at).Sees("Make the ZIP")
		if res := elin.Open(at + ".zip?lang=en"); strings.HasPrefix(elin.Header("Content-Type"), "application/zip") {
			t.Errorf("it is sent after its time: %v", res)
		}
	})
}

// eachAlone is atDesk for a test that looks at the memory in use.
func eachAlone(t *testing.T, run func(t *testing.T, d desk)) {
	t.Helper()
	ipcasetest.EachAlone(t, func(t *testing.T, db *database.DB) { run(t, desk{Site: webtest.New(t, db), t: t}) })
}

// asScript asks as htmx does, and says whether the whole page is to be asked for.
func (d desk) asScript(b *webtest.Browser, at string) (body, refresh string) {
	d.t.Helper()
	req, err := http.NewRequestWithContext(d.t.Context(), http.MethodGet, d.URL+at, nil)
	d.must(err)
	req.Header.Set("HX-Request", "true")
	for _, c := range b.Cookies() {
		req.AddCookie(c)
	}
	res, err := http.DefaultClient.Do(req)
	d.must(err)
	words, err := io.ReadAll(res.Body)
	d.must(errors.Join(err, res.Body.Close()))
	return string(words), res.Header.Get("HX-Refresh")
}

func (d desk) madeFiles(state ipcase.MadeState) int {
	d.t.Helper()
	var n int64
	d.must(d.DB.Gorm.Model(&ipcase.MadeCaseFile{}).Where("state = ?", state).Count(&n).Error)
	return int(n)
}

func mb(n uint64) float64 { return float64(n) / (1 << 20) }
