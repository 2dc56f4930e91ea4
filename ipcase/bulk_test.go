package ipcase_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

func rowsOf(lines ...string) (rows []ipcase.BulkRow) {
	for n, line := range lines {
		part := strings.SplitN(line+"|||", "|", 4)
		rows = append(rows, ipcase.BulkRow{N: n + 2, Right: part[0], Listing: part[1], Reason: part[2], Words: strings.TrimRight(part[3], "|")})
	}
	return rows
}

const inTitle = "trademark_in_title"

// said is what a person says for all complaints of a file, everything ticked.
func said(t *testing.T, w *ipcasetest.World, id string) ipcase.SendBulk {
	t.Helper()
	v, err := w.ReadBulk(t.Context(), w.Norrvik, id)
	no(t, err)
	w.Text(w.Norrvik, id, "Photographs")
	in := ipcase.SendBulk{
		ID: id, Explanation: "The listings use our name.", Lang: "en", Signature: "Elin Sandqvist", Answers: map[string]string{},
		Contact: ipcase.Contact{Name: "Elin Sandqvist", Address: "Storgatan 1, Stockholm", Phone: "+46 8 123 45 67", Email: "elin@norrvik.example"},
	}
	for _, p := range v.Procedures {
		for _, e := range p.Elements {
			switch e.Kind {
			case ipcase.ElementStatement:
				in.Ticked = append(in.Ticked, e.Field)
			case ipcase.ElementText:
				in.Answers[e.Field] = "As set out in the file."
			default:
			}
		}
	}
	return in
}

func lineBy(t *testing.T, w *ipcasetest.World, id string) map[int]ipcase.BulkLine {
	t.Helper()
	lines := map[int]ipcase.BulkLine{}
	no(t, w.EachBulkLine(t.Context(), w.Norrvik, id, func(l ipcase.BulkLine) error { lines[l.N] = l; return nil }))
	return lines
}

// Lines over several rights, reasons, sites and sellers become the complaints that
// they must be; each line that cannot be used says why, and nothing is filed before
// it is sent.
func TestAFileBecomesComplaints(t *testing.T) { // promise 4
	each(t, func(t *testing.T, w *ipcasetest.World) {
		mark, other, theirs := w.Right(ipcase.Trademark), w.Right(ipcase.Trademark), w.RightOf(w.Other, ipcase.Trademark)
		open, _ := w.File(mark, "H9")
		id, err := w.PreviewBulk(t.Context(), w.Norrvik, "lines.xlsx", rowsOf(
			mark+"|H1|"+inTitle+"|first picture", mark+"|T1|"+inTitle, other+"|H1|"+inTitle, mark+"|H2|trademark_look_alike", mark+"|HU1|"+inTitle,
			mark+"|H1|trademark_look_alike", theirs+"|H3|"+inTitle, "IPR-2026-999999|H3|"+inTitle, mark+"|H4|patent_claim", mark+"|NO-77|"+inTitle,
			mark+"|hello|"+inTitle, mark+"||"+inTitle, mark+"|H9|"+inTitle, mark+"|H5|"+inTitle+"|"+strings.Repeat("x", 501),
		))
		no(t, err)
		v, err := w.ReadBulk(t.Context(), w.Norrvik, id)
		no(t, err)
		if len(v.Groups) != 4 || v.Lines != 14 || v.Skipped != 8 || v.Groups[0].Listings != 3 || v.Groups[0].Sellers != 2 {
			t.Fatalf("%d complaints, %d of %d lines left out: %+v", len(v.Groups), v.Skipped, v.Lines, v.Groups)
		}
		lines := lineBy(t, w, id)
		for n, want := range map[int]string{7: "duplicate", 11: "not_found", 12: "not_a_listing", 8: "no right of yours", 9: "no right of yours", 10: "no reason", 13: "Enter the address", 15: "longer than"} {
			got := string(lines[n].Status)
			if lines[n].Problem != nil {
				got = fmt.Sprintf(lines[n].Problem.Msg, lines[n].Problem.Args...)
			}
			if !strings.Contains(got, want) || lines[n].GroupN != 0 {
				t.Errorf("row %d: %q in complaint %d, want %q", n, got, lines[n].GroupN, want)
			}
		}
		for _, a := range []ipcase.Actor{w.Other, w.Haiyun, w.Rita} {
			_, err := w.ReadBulk(t.Context(), a, id)
			refused(t, err, ipcase.NotFound)
			refused(t, w.SendBulk(t.Context(), a, ipcase.SendBulk{ID: id}), ipcase.NotFound)
			refused(t, w.EachBulkLine(t.Context(), a, id, func(ipcase.BulkLine) error { return nil }), ipcase.NotFound)
		}
		refused(t, w.SendBulk(t.Context(), w.Norrvik, ipcase.SendBulk{ID: id}), ipcase.Invalid)
		in := said(t, w, id)
		in.Ticked = in.Ticked[1:] // one statement of one procedure is not made
		err = w.SendBulk(t.Context(), w.Norrvik, in)
		var e *ipcase.Error
		if !errors.As(err, &e) || len(e.Fields) != 1 || !strings.HasPrefix(e.Fields[0].Field, "element-") {
			t.Fatalf("without a statement: %v", err)
		}
		in = said(t, w, id)
		no(t, w.SendBulk(t.Context(), w.Norrvik, in))
		no(t, w.SendBulk(t.Context(), w.Norrvik, in)) // pressed twice
		w.Work()
		v, err = w.ReadBulk(t.Context(), w.Norrvik, id)
		no(t, err)
		if filed, wrong := v.Filed(); filed != 4 || wrong != 0 || v.State != ipcase.BulkDone {
			t.Fatalf("%d filed, %d refused, %s: %+v", filed, wrong, v.State, v.Groups)
		}
		var n int64
		no(t, w.DB.Gorm.Model(&ipcase.Complaint{}).Count(&n).Error)
		if n != 5 {
			t.Errorf("%d complaints", n)
		}
		lines = lineBy(t, w, id)
		if lines[2].Status != ipcase.LineFiled || lines[2].Number != v.Groups[0].Number || lines[14].Status != ipcase.LineJoined || lines[14].Number != open.Number {
			t.Errorf("%+v, %+v", lines[2], lines[14])
		}
	})
}

// A worker that dies between two complaints, or between filing one and noting it,
// doubles nothing; and what the form of one complaint refuses is refused here.
func TestAFileThatIsBrokenOff(t *testing.T) { // promise 4
	each(t, func(t *testing.T, w *ipcasetest.World) {
		mark := w.Right(ipcase.Trademark)
		var lines []string
		for n := 1; n <= 9; n++ {
			lines = append(lines, fmt.Sprintf("%s|H%d|%s", w.Right(ipcase.Trademark), n, inTitle))
		}
		lines = append(lines, mark+"|T1|"+inTitle)
		id, err := w.PreviewBulk(t.Context(), w.Norrvik, "lines.csv", rowsOf(lines...))
		no(t, err)
		no(t, w.SendBulk(t.Context(), w.Norrvik, said(t, w, id)))
		list, err := w.ClaimDeliveries(t.Context(), 10, time.Minute, ipcase.DeliverBulk)
		no(t, err)
		if len(list) != 1 {
			t.Fatalf("%d deliveries", len(list))
		}
		v, err := w.ReadBulk(t.Context(), w.Norrvik, id)
		no(t, err)
		_, err = w.FileComplaint(t.Context(), w.Norrvik, v.Groups[0].DraftID) // filed, and not noted
		no(t, err)
		ctx, die := context.WithCancel(t.Context())
		die()
		if err := w.FileBulk(ctx, list[0]); err == nil {
			t.Error("a worker that dies has filed")
		}
		_, err = w.FileComplaint(t.Context(), w.Other, w.DraftOf(w.Other, w.RightOf(w.Other, ipcase.Trademark), "T2"))
		no(t, err)
		no(t, w.FileBulk(t.Context(), list[0]))
		no(t, w.FileBulk(t.Context(), list[0])) // taken over by another
		no(t, w.DeliveryDone(t.Context(), list[0], "filed"))
		var n int64
		no(t, w.DB.Gorm.Model(&ipcase.Complaint{}).Where("org_id = ?", w.Norrvik.OrgID).Count(&n).Error)
		if v, err = w.ReadBulk(t.Context(), w.Norrvik, id); err != nil || n != 10 || v.State != ipcase.BulkDone {
			t.Errorf("%d complaints, %s, %v", n, v.State, err)
		}
	})
}

// Whoever may no longer file when the worker comes by files nothing, and the result
// says why.
func TestAFileOfWhoeverMayNotFile(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		id, err := w.PreviewBulk(t.Context(), w.Norrvik, "lines.csv", rowsOf(w.Right(ipcase.Trademark)+"|H1|"+inTitle))
		no(t, err)
		no(t, w.SendBulk(t.Context(), w.Norrvik, said(t, w, id)))
		no(t, w.DB.Gorm.Exec("UPDATE memberships SET role = 'viewer' WHERE person_id = ?", w.Norrvik.PersonID).Error)
		w.Work()
		v, err := w.ReadBulk(t.Context(), w.Norrvik, id)
		no(t, err)
		if filed, wrong := v.Filed(); filed != 0 || wrong != 1 || lineBy(t, w, id)[2].Problem == nil {
			t.Errorf("%d filed, %d refused", filed, wrong)
		}
		many := make([]ipcase.BulkRow, ipcase.MaxBulkLines+1)
		_, err = w.PreviewBulk(t.Context(), w.Norrvik, "lines.csv", many)
		refused(t, err, ipcase.Invalid)
		_, err = w.PreviewBulk(t.Context(), w.Norrvik, "lines.csv", nil)
		refused(t, err, ipcase.Invalid)
		viewer := w.Norrvik
		viewer.Role = ipcase.RoleViewer
		_, err = w.PreviewBulk(t.Context(), viewer, "lines.csv", rowsOf("a|b|c"))
		refused(t, err, ipcase.Refused)
	})
}
