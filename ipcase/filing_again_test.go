package ipcase_test

import (
	"errors"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

func TestListedRetractionCrossesSellers(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		c, cases := w.File(w.Right(ipcase.Trademark), "H1", "H2", "T1")
		lines, err := w.CheckRetraction(t.Context(), w.Norrvik, c.Number, []string{"H1", w.Site.BaseURL + "/T1", "H1", "H9", "nonsense"})
		if err != nil {
			t.Fatal(err)
		}
		want := []ipcase.RetractLineStatus{ipcase.RetractFound, ipcase.RetractFound, ipcase.RetractDuplicate, ipcase.RetractUnknown, ipcase.RetractUnknown}
		var chosen []ipcase.ChosenOf
		for n, l := range lines {
			if l.Status != want[n] {
				t.Errorf("line %d is %s, want %s", n+1, l.Status, want[n])
			}
			if l.Status == ipcase.RetractFound {
				chosen = append(chosen, ipcase.ChosenOf{Case: l.Case, Items: []ipcase.Chosen{{Position: l.Item.Position, Version: l.Item.Version}}})
			}
		}
		if _, err := w.RetractListed(t.Context(), w.Other, c.Number, chosen); ipcase.KindOf(err) != ipcase.NotFound {
			t.Fatalf("another holder: %v", err)
		}
		press := func() error { _, err := w.RetractListed(t.Context(), w.Norrvik, c.Number, chosen); return err }
		if errs := race(press, press); errs[0] != nil || errs[1] != nil {
			t.Fatalf("twice at once: %v", errs)
		}
		wantStates(t, w, cases[w.Haiyun.OrgID], ipcase.Withdrawn, ipcase.Intake)
		wantStates(t, w, cases[w.Tianrui.OrgID], ipcase.Withdrawn)
		if lines, err = w.CheckRetraction(t.Context(), w.Norrvik, c.Number, []string{"T1"}); err != nil || lines[0].Status != ipcase.RetractEnded {
			t.Fatalf("an ended one: %v %+v", err, lines)
		}
		if err := w.Verify(t.Context(), func(_, _ int64) {}); err != nil {
			t.Fatal(err)
		}
	})
}

func TestSameFilingTwiceAtOnceJoins(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		right := w.Right(ipcase.Trademark)
		one, two := w.Draft(right, "H1", "T1"), w.Draft(right, "H1", "T1")
		errs := race(
			func() error { _, err := w.FileComplaint(t.Context(), w.Norrvik, one); return err },
			func() error { _, err := w.FileComplaint(t.Context(), w.Norrvik, two); return err },
		)
		if winners(errs) != 1 {
			t.Fatalf("filed twice: %v", errs)
		}
		for _, err := range errs {
			if err != nil && (ipcase.KindOf(err) != ipcase.Invalid || !strings.Contains(errText(err), "Nothing is filed twice")) {
				t.Fatalf("the second is told %q", errText(err))
			}
		}
		var items int64
		w.DB.Gorm.Model(&ipcase.Item{}).Count(&items)
		if items != 2 {
			t.Fatalf("%d items of 2 listings", items)
		}
		// A filing with something new joins what is open, and files the rest.
		c, _ := w.File(right, "H1", "H2")
		var joined, cases int64
		w.DB.Gorm.Table("joined_lines").Where("complaint_id = ?", c.ID).Count(&joined)
		w.DB.Gorm.Table("items").Joins("JOIN cases ON cases.id = items.case_id").Where("cases.complaint_id = ?", c.ID).Count(&cases)
		if joined != 1 || cases != 1 {
			t.Fatalf("%d joined, %d filed; want 1 and 1", joined, cases)
		}
		if err := w.Verify(t.Context(), func(_, _ int64) {}); err != nil {
			t.Fatal(err)
		}
	})
}

func TestRefilingNeedsSomethingNew(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		right := w.Right(ipcase.Trademark)
		first, cases := w.File(right, "H1")
		if err := w.Rule(w.Rita, cases[w.Haiyun.OrgID], ipcase.MoveRefuse); err != nil {
			t.Fatal(err)
		}
		again := func(edit func(*ipcase.ComplaintDraft), file string) (ipcase.Complaint, error) {
			id := w.Draft(right, "H1")
			d, err := w.ComplaintDraft(t.Context(), w.Norrvik, id)
			if err != nil {
				t.Fatal(err)
			}
			d.Again = []string{"H1"}
			edit(&d)
			if err := w.SaveComplaintDraft(t.Context(), w.Norrvik, id, d); err != nil {
				t.Fatal(err)
			}
			if file != "" {
				w.Text(w.Norrvik, id, file)
			}
			return w.FileComplaint(t.Context(), w.Norrvik, id)
		}
		_, err := again(func(*ipcase.ComplaintDraft) {}, "") // the same file as before
		var e *ipcase.Error
		if !errors.As(err, &e) || len(e.Fields) != 1 || e.Fields[0].Field != "again_reason" || len(e.Fields[0].Args) != 2 || e.Fields[0].Args[1] != first.Number {
			t.Fatalf("the same again: %+v", err)
		}
		second, err := again(func(*ipcase.ComplaintDraft) {}, "A test purchase of last week")
		if err != nil {
			t.Fatal(err)
		}
		if n, err := w.Retract(t.Context(), w.Norrvik, ipcase.Retract{Complaint: second.Number, Whole: true}); err != nil || n != 1 {
			t.Fatal(n, err)
		}
		if _, err := again(func(*ipcase.ComplaintDraft) {}, "A test purchase of last week"); ipcase.KindOf(err) != ipcase.Invalid {
			t.Fatalf("withdrawn, and the same again: %v", err)
		}
		if _, err := again(func(d *ipcase.ComplaintDraft) { d.AgainReason = "It was withdrawn by mistake." }, ""); err != nil {
			t.Fatal(err)
		}
		if err := w.Verify(t.Context(), func(_, _ int64) {}); err != nil {
			t.Fatal(err)
		}
	})
}
