package web_test

import (
	"bytes"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/casefile"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// Where files lie in a bucket, a made case file lies there too until its day is over:
// it is whole when it is fetched, and gone afterwards.
func TestMadeCaseFileInABucket(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site, lies := webtest.NewInBucket(t, db)
		d := desk{Site: site, t: t}
		made := func() (n int) {
			d.must(filepath.WalkDir(lies, func(path string, _ fs.DirEntry, err error) error {
				if strings.Contains(path, "/made/sha256/") && !strings.HasSuffix(path, "/sha256") && len(filepath.Base(path)) >= 64 {
					n++
				}
				return err
			}))
			return n
		}
		at := "/holder/cases/" + d.largeCase(2, 101, 200) + "/casefile"
		elin := d.As("elin")
		elin.Open(at).Press("Make the ZIP")
		d.Work()
		if n := made(); n == 0 {
			t.Fatal("nothing made lies in the bucket")
		}
		elin.Open(at).Press("Save the ZIP").Status(200)
		file := bytes.Clone(elin.Body())
		key := strings.TrimSpace(string(d.Stranger().Open("/log/key").Status(200).Body()))
		report, err := casefile.Verify(bytes.NewReader(file), int64(len(file)), key)
		d.must(err)
		if len(report.Files) < 101 {
			t.Errorf("it holds %d files", len(report.Files))
		}
		d.Clock.Advance(ipcase.MadeFor)
		d.Work()
		if n := made(); n != 0 {
			t.Errorf("%d made files are left in the bucket", n)
		}
	})
}
