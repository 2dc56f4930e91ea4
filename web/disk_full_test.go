package web_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"sync/atomic"
	"syscall"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web"
	"ipportal/web/webtest"
)

// filling is a store whose disk takes a few bytes of a file and then is full, as the
// kernel says it.
type filling struct {
	ipcase.Blobs
	full *atomic.Bool
}

func (f filling) Put(ctx context.Context, field, name string, r io.Reader) (ipcase.Blob, error) {
	if !f.full.Load() {
		return f.Blobs.Put(ctx, field, name, r) //nolint:wrapcheck // as it came
	}
	_, _ = io.CopyN(io.Discard, r, 3)
	return ipcase.Blob{}, fmt.Errorf("receive a file: %w", &os.PathError{Op: "write", Path: "put-1", Err: syscall.ENOSPC})
}

// While the disk is full an upload is answered with what is the matter, no row is
// written, and the same file is taken once there is room.
func TestUploadWhileTheDiskIsFull(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		var full atomic.Bool
		site := webtest.New(t, db, func(d *web.Deps) { d.Blobs = filling{d.Blobs, &full} })
		site.Log.ExpectFaults()
		w := worldOf(t, site, "elin", "lin")
		draft := w.Draft(w.Right(ipcase.Trademark), "QL-1001")
		exhibits := func() (n int64) {
			no(t, db.Gorm.Model(&ipcase.Exhibit{}).Count(&n).Error)
			return n
		}
		before := exhibits()
		form := "/holder/file/" + draft + "/facts"
		full.Store(true)
		elin := site.As("elin")
		elin.Open(form).Upload("Add files", "report.txt", []byte("A report of three pages.")).Press("Upload").
			Status(http.StatusServiceUnavailable).Sees("The portal has no room for files at this moment.", "This page was not taken; what you sent before is kept.").SeesNot("no space left")
		if elin.Header("Retry-After") == "" || exhibits() != before {
			t.Errorf("%d exhibits where there were %d; to be tried again after %q", exhibits(), before, elin.Header("Retry-After"))
		}
		elin.Open(form).Status(http.StatusOK).SeesNot("report.txt")
		full.Store(false)
		elin.Upload("Add files", "report.txt", []byte("A report of three pages.")).Press("Upload").Status(http.StatusOK).Sees("report.txt")
		if exhibits() != before+1 {
			t.Errorf("%d exhibits", exhibits())
		}
		no(t, site.Service.Verify(t.Context(), nil))
	})
}
