package ipcase_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

func answersOf(lines ...string) (rows []ipcase.AnswerRow) {
	for n, line := range lines {
		p := strings.SplitN(line+"||||", "|", 6)
		rows = append(rows, ipcase.AnswerRow{N: n + 2, Number: p[0], Listing: p[1], Act: p[2], Ground: p[3], Words: p[4]})
	}
	return rows
}

func answerLines(t *testing.T, w *ipcasetest.World, a ipcase.Actor, id string) map[int]ipcase.AnswerLine {
	t.Helper()
	lines := map[int]ipcase.AnswerLine{}
	no(t, w.EachAnswerLine(t.Context(), a, id, func(l ipcase.AnswerLine) error { lines[l.N] = l; return nil }))
	return lines
}

// saidFor is what a seller says for all counter-notifications of a file, everything
// ticked.
func saidFor(t *testing.T, w *ipcasetest.World, a ipcase.Actor, id string) ipcase.SendBulk {
	t.Helper()
	v, err := w.ReadAnswers(t.Context(), a, id)
	no(t, err)
	w.Text(a, id, "The invoice")
	in := ipcase.SendBulk{
		ID: id, Explanation: "We buy from the holder's own distributor.", Lang: "en", Signature: "Chen Li", Answers: map[string]string{},
		Contact: ipcase.Contact{Name: "Chen Li", Address: "88 Gaoxin Road, Shenzhen", Phone: "+86 755 1234 5678", Email: "li@haiyun.example"},
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

func problemOf(l ipcase.AnswerLine) string {
	if l.Problem == nil {
		return ""
	}
	return fmt.Sprintf(strings.ReplaceAll(l.Problem.Msg, "%d", "%v"), l.Problem.Args...) // what was kept as JSON has no whole numbers
}

// A seller answers two complaints by one file: some listings are deleted, others
// countered, one is left; each line that can do nothing says why; nothing is done
// before it is sent, and all of it once.
func TestAFileAnswersComplaints(t *testing.T) { // promises 2 and 4
	each(t, func(t *testing.T, w *ipcasetest.World) {
		mine, theirs := twoHolders(t, w) // H1, H2 and H2, H3
		_, cases := w.File(w.Right(ipcase.Trademark), "T1")
		foreign := cases[w.Tianrui.OrgID]
		id, err := w.PreviewAnswers(t.Context(), w.Haiyun, "answers.csv", answersOf(
			mine+"|H1|delete", mine+"||counter|authorised|The invoice is of May.", theirs+"|H3|", theirs+"|H9|delete", theirs+"|H2|delete", theirs+"|H2|delete",
			"IPC-1|H1|delete", foreign+"|T1|delete", theirs+"|H3|keep", theirs+"|H3|counter|because", theirs+"|H3|counter",
			theirs+"|H3|counter|authorised|"+strings.Repeat("x", 501), "|H1|delete",
		))
		no(t, err)
		lines := answerLines(t, w, w.Haiyun, id)
		for n, want := range map[int]string{
			5: "not about such a listing", 7: "Row 6 names", 8: "no complaint of yours", 9: "no complaint of yours", 10: "“keep” is no answer", 11: "“because” is no reason", 12: "Say why",
			13: "longer than 500", 14: "Enter the number",
		} {
			if got := problemOf(lines[n]); !strings.Contains(got, want) || lines[n].State != ipcase.AnswerUnused || lines[n].Listings != 0 {
				t.Errorf("row %d: %q (%s), want %q", n, got, lines[n].State, want)
			}
		}
		if lines[2].Listings != 1 || lines[3].Listings != 1 || lines[4].State != ipcase.AnswerLeft || lines[6].State != ipcase.AnswerReady {
			t.Errorf("%+v", lines)
		}
		states(t, w, mine, ipcase.AwaitingSeller, ipcase.AwaitingSeller)
		for _, a := range []ipcase.Actor{w.Tianrui, w.Norrvik, w.Rita} {
			_, err := w.ReadAnswers(t.Context(), a, id)
			refused(t, err, ipcase.NotFound)
			refused(t, w.SendAnswers(t.Context(), a, ipcase.SendBulk{ID: id}), ipcase.NotFound)
		}
		refused(t, w.SendAnswers(t.Context(), w.Haiyun, ipcase.SendBulk{ID: id}), ipcase.Invalid)
		in := saidFor(t, w, w.Haiyun, id)
		var all sync.WaitGroup
		for range 2 { // pressed twice at once
			all.Go(func() {
				if err := w.SendAnswers(t.Context(), w.Haiyun, in); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		w.Work()
		states(t, w, mine, ipcase.DeletedBySeller, ipcase.DeletedBySeller) // H2 by the line of the other complaint
		states(t, w, theirs, ipcase.DeletedBySeller, ipcase.AwaitingSeller)
		lines = answerLines(t, w, w.Haiyun, id)
		if lines[2].State != ipcase.AnswerDone || lines[6].State != ipcase.AnswerDone || lines[3].State != ipcase.AnswerUnused && lines[3].State != ipcase.AnswerDone {
			t.Errorf("%+v", lines)
		}
		v, err := w.ReadAnswers(t.Context(), w.Haiyun, id)
		no(t, err)
		if v.State != ipcase.BulkDone || v.Failed {
			t.Errorf("%+v", v.AnswerFile)
		}
	})
}

// Counter-notifications of a file are those of the form: with the words of their
// lines, the statements, and the files; a worker that dies in the middle doubles none.
func TestAFileOfCounters(t *testing.T) { // promise 4
	each(t, func(t *testing.T, w *ipcasetest.World) {
		var numbers, lines []string
		for n := range 5 {
			_, cases := w.File(w.Right(ipcase.Trademark), fmt.Sprintf("H%d", n+1))
			number := cases[w.Haiyun.OrgID]
			no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
			numbers, lines = append(numbers, number), append(lines, number+"||counter|authorised|Words "+number)
		}
		w.Work()
		id, err := w.PreviewAnswers(t.Context(), w.Haiyun, "answers.csv", answersOf(lines...))
		no(t, err)
		in := saidFor(t, w, w.Haiyun, id)
		in.Ticked = in.Ticked[1:]
		refused(t, w.SendAnswers(t.Context(), w.Haiyun, in), ipcase.Invalid)
		no(t, w.SendAnswers(t.Context(), w.Haiyun, saidFor(t, w, w.Haiyun, id)))
		list, err := w.ClaimDeliveries(t.Context(), 10, time.Minute, ipcase.DeliverAnswers)
		no(t, err)
		if len(list) != 1 {
			t.Fatalf("%d deliveries", len(list))
		}
		first := answerLines(t, w, w.Haiyun, id)[2]
		_, err = w.FileCounter(t.Context(), w.Haiyun, first.DraftID) // filed, and not noted
		no(t, err)
		ctx, die := context.WithCancel(t.Context())
		die()
		if err := w.CarryOutAnswers(ctx, list[0]); err == nil {
			t.Error("a worker that dies has answered")
		}
		no(t, w.CarryOutAnswers(t.Context(), list[0]))
		no(t, w.CarryOutAnswers(t.Context(), list[0])) // taken over by another
		no(t, w.DeliveryDone(t.Context(), list[0], "carried out"))
		var counters int64
		no(t, w.DB.Gorm.Model(&ipcase.Counter{}).Count(&counters).Error)
		if counters != 5 {
			t.Errorf("%d counter-notifications", counters)
		}
		for _, number := range numbers {
			states(t, w, number, ipcase.Countered)
			v, err := w.ReadHolderCase(t.Context(), w.Norrvik, number)
			no(t, err)
			c := v.Counters[0]
			if c.Explanation != in.Explanation+"\nWords "+number || c.Ground != ipcase.GroundAuthorised || len(c.Statements) == 0 || c.Signature != "Chen Li" {
				t.Errorf("%s: %+v", number, c)
			}
		}
	})
}

// A listing that moved on between looking and sending, and a person who may no longer
// act, are said line by line; nothing else is held up by them.
func TestAFileOfWhatMovedOn(t *testing.T) { // promise 2
	each(t, func(t *testing.T, w *ipcasetest.World) {
		mine, theirs := twoHolders(t, w)
		id, err := w.PreviewAnswers(t.Context(), w.Haiyun, "answers.csv", answersOf(mine+"|H1|delete", theirs+"|H3|delete"))
		no(t, err)
		_, err = w.Counter(w.Haiyun, mine)
		no(t, err)
		no(t, w.SendAnswers(t.Context(), w.Haiyun, ipcase.SendBulk{ID: id}))
		w.Work()
		lines := answerLines(t, w, w.Haiyun, id)
		if lines[2].State != ipcase.AnswerUnused || !strings.Contains(problemOf(lines[2]), "moved on") || lines[3].State != ipcase.AnswerDone {
			t.Errorf("%+v", lines)
		}
		states(t, w, mine, ipcase.Countered, ipcase.Countered)
		states(t, w, theirs, ipcase.AwaitingSeller, ipcase.DeletedBySeller)

		id, err = w.PreviewAnswers(t.Context(), w.Haiyun, "answers.csv", answersOf(theirs+"|H2|delete"))
		no(t, err)
		viewer := w.Haiyun
		viewer.Role = ipcase.RoleViewer
		refused(t, w.SendAnswers(t.Context(), viewer, ipcase.SendBulk{ID: id}), ipcase.Refused)
		no(t, w.SendAnswers(t.Context(), w.Haiyun, ipcase.SendBulk{ID: id}))
		no(t, w.DB.Gorm.Exec("UPDATE memberships SET role = 'viewer' WHERE person_id = ?", w.Haiyun.PersonID).Error)
		w.Work()
		if l := answerLines(t, w, w.Haiyun, id)[2]; l.State != ipcase.AnswerUnused {
			t.Errorf("%+v", l)
		}
		id, err = w.PreviewAnswers(t.Context(), viewer, "answers.csv", answersOf(theirs+"|H2|delete"))
		no(t, err)
		if l := answerLines(t, w, viewer, id)[2]; l.State != ipcase.AnswerUnused || problemOf(l) == "" {
			t.Errorf("%+v", l)
		}
		for _, rows := range [][]ipcase.AnswerRow{nil, make([]ipcase.AnswerRow, ipcase.MaxBulkLines+1)} {
			_, err = w.PreviewAnswers(t.Context(), w.Haiyun, "answers.csv", rows)
			refused(t, err, ipcase.Invalid)
		}
		_, err = w.PreviewAnswers(t.Context(), w.Rita, "answers.csv", answersOf(theirs+"|H2|delete"))
		refused(t, err, ipcase.NotFound)
	})
}

// A rights holder withdraws listings of several complaints, over all their sellers.
func TestAFileRetracts(t *testing.T) { // promise 4
	each(t, func(t *testing.T, w *ipcasetest.World) {
		first, cases := w.File(w.Right(ipcase.Trademark), "H1", "H2", "T1")
		second, others := w.File(w.Right(ipcase.Trademark), "H3")
		theirs, err := w.FileComplaint(t.Context(), w.Other, w.DraftOf(w.Other, w.RightOf(w.Other, ipcase.Trademark), "H4"))
		no(t, err)
		id, err := w.PreviewAnswers(t.Context(), w.Norrvik, "retract.csv", answersOf(first.Number+"|H1", first.Number+"|T1", second.Number, theirs.Number+"|H4", first.Number+"|H1"))
		no(t, err)
		lines := answerLines(t, w, w.Norrvik, id)
		if lines[4].Listings != 1 || !strings.Contains(problemOf(lines[5]), "no complaint of yours") || !strings.Contains(problemOf(lines[6]), "Row 2 names") {
			t.Errorf("%+v", lines)
		}
		no(t, w.SendAnswers(t.Context(), w.Norrvik, ipcase.SendBulk{ID: id}))
		no(t, w.SendAnswers(t.Context(), w.Norrvik, ipcase.SendBulk{ID: id}))
		w.Work()
		states(t, w, cases[w.Haiyun.OrgID], ipcase.Withdrawn, ipcase.Intake)
		states(t, w, cases[w.Tianrui.OrgID], ipcase.Withdrawn)
		states(t, w, others[w.Haiyun.OrgID], ipcase.Withdrawn)
		for n := 2; n <= 4; n++ {
			if l := answerLines(t, w, w.Norrvik, id)[n]; l.State != ipcase.AnswerDone {
				t.Errorf("row %d: %+v", n, l)
			}
		}
	})
}
