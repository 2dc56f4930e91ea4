package ipcase_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

// forgetful keeps files, and does something between the moment at which the bytes are
// kept and that at which somebody writes down that they are his.
type forgetful struct {
	ipcase.Blobs
	then func(hash string)
}

func (f forgetful) Put(ctx context.Context, field, name string, r io.Reader) (ipcase.Blob, error) {
	b, err := f.Blobs.Put(ctx, field, name, r)
	if err == nil {
		f.then(b.Hash)
	}
	return b, err
}

// The same bytes are forgotten for one and put forward by another, at once: the other is
// told to send them again, and nothing stands without its bytes (promise 1).
func TestBytesForgottenWhileTheyArrive(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		ctx := t.Context()
		form := ipcase.NewID()
		e := w.Text(w.Norrvik, form, "The same words")
		no(t, w.DropEvidence(ctx, w.Norrvik, form, e.PublicID))

		blobs, once := forgetful{Blobs: w.Blobs}, true
		blobs.then = func(hash string) {
			if once {
				no(t, w.ForgetFile(ctx, hash))
			}
			once = false
		}
		s := ipcase.New(w.DB.Gorm, w.Clock, w.Book(), w.Market, blobs)
		other := ipcase.NewID()
		add := func() (ipcase.Exhibit, error) {
			return s.AddEvidence(ctx, w.Norrvik, ipcase.AddEvidence{
				FormID: other, Field: "evidence", Name: "note.txt", Body: strings.NewReader("The same words"), Purpose: ipcase.PurposeEvidence, Visibility: ipcase.BothSides,
			})
		}
		var told *ipcase.Error
		if _, err := add(); !errors.As(err, &told) || told.Kind != ipcase.Unavailable {
			t.Errorf("forgotten meanwhile: %v", err)
		}
		list, err := s.FormEvidence(ctx, w.Norrvik, other)
		no(t, err)
		if len(list) != 0 {
			t.Errorf("%d files stand without their bytes", len(list))
		}
		again, err := add()
		no(t, err)
		_, err = w.Blobs.Size(ctx, again.Hash)
		no(t, err)
		no(t, w.ForgetFile(ctx, again.Hash)) // they stand now
		_, err = w.Blobs.Size(ctx, again.Hash)
		no(t, err)
	})
}
