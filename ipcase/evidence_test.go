package ipcase_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

// hidden files a counter-notification with an exhibit for reviewers only.
func hidden(t *testing.T, w *ipcasetest.World) (number, publicID string) {
	t.Helper()
	number = accepted(t, w)
	draft := w.CounterDraftFor(w.Haiyun, number)
	e, err := w.AddEvidence(t.Context(), w.Haiyun, ipcase.AddEvidence{
		FormID: draft, Field: "files", Name: "invoice.txt", Body: strings.NewReader("Tooling invoice"),
		Purpose: ipcase.PurposeEvidence, Visibility: ipcase.ReviewerOnly,
	})
	no(t, err)
	_, err = w.FileCounter(t.Context(), w.Haiyun, draft)
	no(t, err)
	w.Work()
	return number, e.PublicID
}

func kinds(events []ipcase.Event) string {
	var all []string
	for _, e := range events {
		all = append(all, string(e.Kind))
	}
	return strings.Join(all, " ")
}

func TestExhibitIsAskedForAndOpenedOnce(t *testing.T) { // promises 1, 5, 9
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number, id := hidden(t, w)
		v, err := w.ReadReviewCase(t.Context(), w.Rita, number)
		no(t, err)
		label := ""
		for _, e := range v.Exhibits {
			if e.PublicID == id {
				label = e.Label
			}
		}
		if !strings.HasPrefix(label, "S") {
			t.Fatalf("the seller's exhibit is %q", label)
		}
		if _, err := w.Exhibit(t.Context(), w.Norrvik, id); ipcase.KindOf(err) != ipcase.NotFound {
			t.Fatalf("the holder before: %v", err)
		}
		no(t, w.AskToOpen(t.Context(), w.Rita, number, label))
		no(t, w.AskToOpen(t.Context(), w.Rita, number, label))
		h, err := w.ReadHolderCase(t.Context(), w.Norrvik, number)
		no(t, err)
		for _, e := range h.Timeline {
			if e.Public && e.Kind == ipcase.EventExhibitAsked {
				t.Error("the other side is told of what it may not see")
			}
		}
		for _, a := range []ipcase.Actor{w.Norrvik, w.Rita} {
			if err := w.OpenExhibit(t.Context(), a, id); ipcase.KindOf(err) != ipcase.NotFound {
				t.Errorf("somebody else opens it: %v", err)
			}
		}
		no(t, w.OpenExhibit(t.Context(), w.Haiyun, id))
		no(t, w.OpenExhibit(t.Context(), w.Haiyun, id))
		if _, err := w.Exhibit(t.Context(), w.Norrvik, id); err != nil {
			t.Fatalf("the holder after: %v", err)
		}
		h, err = w.ReadHolderCase(t.Context(), w.Norrvik, number)
		no(t, err)
		if got := kinds(h.Timeline); strings.Count(got, string(ipcase.EventExhibitOpened)) != 1 || strings.Count(got, string(ipcase.EventExhibitAsked)) != 1 {
			t.Errorf("events %s", got)
		}
		if err := w.AskToOpen(t.Context(), w.Rita, number, label); ipcase.KindOf(err) != ipcase.Stale {
			t.Errorf("asked after it was opened: %v", err)
		}
	})
}

// scanner finds a virus in what holds the word; nil is away.
type scanner struct{ finds *string }

func (s *scanner) Scan(_ context.Context, r io.Reader) (string, error) {
	data, err := io.ReadAll(r)
	if err != nil || s.finds == nil {
		return "", errors.Join(err, errors.New("connection refused"))
	}
	if *s.finds != "" && bytes.Contains(data, []byte(*s.finds)) {
		return "Test.Virus", nil
	}
	return "", nil
}

func TestFileIsSealedUntilItIsLookedThrough(t *testing.T) { // promises 1, 5, 7
	for _, infected := range []bool{false, true} {
		t.Run(fmt.Sprintf("infected=%t", infected), func(t *testing.T) {
			each(t, func(t *testing.T, w *ipcasetest.World) {
				with := &scanner{}
				w.Scanning(with)
				number := accepted(t, w)
				draft := w.CounterDraftFor(w.Haiyun, number)
				e := w.Text(w.Haiyun, draft, "words with a plague in them")
				_, err := w.FileCounter(t.Context(), w.Haiyun, draft)
				no(t, err)
				d, err := w.ClaimDeliveries(t.Context(), 10, 1e9, ipcase.DeliverCheckFile)
				no(t, err)
				d = slices.DeleteFunc(d, func(x ipcase.Delivery) bool { what, err := x.Forget(); return err != nil || what != e.Hash })
				if len(d) != 1 || w.CheckFile(t.Context(), d[0]) == nil {
					t.Fatal("a scanner that is away said something")
				}
				if _, err := w.Exhibit(t.Context(), w.Norrvik, e.PublicID); ipcase.KindOf(err) != ipcase.NotFound {
					t.Fatalf("the other side sees what was not looked through: %v", err)
				}
				rita, err := w.Exhibit(t.Context(), w.Rita, e.PublicID)
				no(t, err)
				if ipcase.KindOf(rita.ExhibitFile()) != ipcase.Refused {
					t.Fatal("a reviewer is given what was not looked through")
				}
				h, err := w.ReadHolderCase(t.Context(), w.Norrvik, number)
				no(t, err)
				for _, x := range h.Exhibits {
					if x.PublicID == e.PublicID {
						t.Error("it is in the other side's list")
					}
				}
				word := ""
				if infected {
					word = "plague"
				}
				with.finds = &word
				no(t, w.CheckFile(t.Context(), d[0]))
				v, err := w.ReadReviewCase(t.Context(), w.Rita, number)
				no(t, err)
				sealed := strings.Count(kinds(v.Timeline), string(ipcase.EventExhibitSealed))
				_, err = w.Exhibit(t.Context(), w.Norrvik, e.PublicID)
				mine, mineErr := w.Exhibit(t.Context(), w.Haiyun, e.PublicID)
				no(t, mineErr)
				switch {
				case !infected && (err != nil || sealed != 0 || mine.ExhibitFile() != nil):
					t.Errorf("clean: %v, %d events, %v", err, sealed, mine.ExhibitFile())
				case infected && (ipcase.KindOf(err) != ipcase.NotFound || sealed != 1 || ipcase.KindOf(mine.ExhibitFile()) != ipcase.Refused):
					t.Errorf("infected: %v, %d events, %v", err, sealed, mine.ExhibitFile())
				}
				if !infected {
					return
				}
				no(t, w.CheckFile(t.Context(), d[0])) // told once
				var n int64
				no(t, w.DB.Gorm.Model(&ipcase.Message{}).Where("kind = ?", ipcase.MsgExhibitSealed).Count(&n).Error)
				if n != 1 {
					t.Errorf("told %d times", n)
				}
				_, err = w.AddEvidence(t.Context(), w.Norrvik, ipcase.AddEvidence{
					FormID: ipcase.NewID(), Field: "files", Name: "x.txt", Body: strings.NewReader("words with a plague in them"),
					Purpose: ipcase.PurposeEvidence, Visibility: ipcase.BothSides,
				})
				if ipcase.KindOf(err) != ipcase.Invalid {
					t.Errorf("the same bytes again: %v", err)
				}
			})
		})
	}
}

func TestOneSideFilesOnlySoMuchInACase(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := accepted(t, w)
		draft := w.CounterDraftFor(w.Haiyun, number)
		w.Text(w.Haiyun, draft, "the last straw")
		v, err := w.ReadReviewCase(t.Context(), w.Rita, number)
		no(t, err)
		no(t, w.DB.Gorm.Create(&ipcase.Exhibit{
			PublicID: ipcase.NewID(), OrgID: w.Haiyun.OrgID, CaseID: &v.Case.ID, Label: "S1", Purpose: ipcase.PurposeEvidence, Visibility: ipcase.BothSides,
			Name: "x", MIME: "text/plain", Size: ipcase.MaxCaseBytes, Hash: v.Exhibits[0].Hash, ViewHash: v.Exhibits[0].Hash, ViewMIME: "text/plain", CreatedAt: w.Clock.Now(),
		}).Error)
		if _, err := w.FileCounter(t.Context(), w.Haiyun, draft); ipcase.KindOf(err) != ipcase.Invalid {
			t.Fatalf("200 MB and a word: %v", err)
		}
		no(t, ipcasetest.AsOwner(t, w.DB).Gorm.Exec("DELETE FROM exhibits WHERE name = 'x'").Error) // no event tells of it
	})
}
