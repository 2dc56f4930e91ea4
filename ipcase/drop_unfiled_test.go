package ipcase_test

import (
	"io"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

// What was put into a form and never filed goes after thirty days, with its bytes; what
// was filed, what lies in a draft, and bytes that somebody filed elsewhere stay.
func TestFilesThatWereNeverFiledGo(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		loose := w.Text(w.Norrvik, ipcase.NewID(), "Never filed")
		number := accepted(t, w)
		form := ipcase.NewID()
		same := w.Text(w.Norrvik, form, "Filed by one, and not by the other")
		twice := w.Text(w.Haiyun, ipcase.NewID(), "Filed by one, and not by the other")
		_, err := w.Counter(w.Haiyun, number)
		no(t, err)
		w.Work()
		no(t, w.AnswerCounter(t.Context(), w.Norrvik, ipcase.AnswerCounter{FormID: form, Case: number, Items: w.All(number), Kind: ipcase.AnswerContest, Explanation: "The marks are the same."}))
		draft := w.Draft(w.Right(ipcase.Design), "H3") // with a file in it
		there := func(e ipcase.Exhibit) (row, bytes bool) {
			t.Helper()
			var n int64
			no(t, w.DB.Gorm.Model(&ipcase.Exhibit{}).Where("public_id = ?", e.PublicID).Count(&n).Error)
			f, err := w.Blobs.Open(t.Context(), e.Hash)
			if err == nil {
				_, err = io.Copy(io.Discard, f)
				_ = f.Close()
			}
			return n == 1, err == nil
		}
		files, err := w.FormEvidence(t.Context(), w.Norrvik, draft)
		no(t, err)
		if len(files) != 1 {
			t.Fatalf("%d files in the draft", len(files))
		}

		w.Clock.Advance(ipcase.UnfiledDays*24*time.Hour - time.Hour)
		w.Work()
		if row, bytes := there(loose); !row || !bytes {
			t.Error("it is gone before its time")
		}
		w.Clock.Advance(time.Hour)
		w.Work()
		w.Work()
		for _, is := range []struct {
			name       string
			e          ipcase.Exhibit
			row, bytes bool
		}{{"never filed", loose, false, false}, {"filed", same, true, true}, {"the same bytes, never filed", twice, false, true}, {"in a draft", files[0], true, true}} {
			if row, bytes := there(is.e); row != is.row || bytes != is.bytes {
				t.Errorf("%s: row %v, bytes %v", is.name, row, bytes)
			}
		}
		no(t, w.Verify(t.Context(), func(int64, int64) {}))
	})
}
