package ipcase_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// points is what a seller has now, by the page that it reads itself.
func points(w *ipcasetest.World, a ipcase.Actor) int {
	w.T.Helper()
	s, err := w.ReadSellerStanding(w.T.Context(), a)
	if err != nil {
		w.T.Fatal(err)
	}
	return s.Points
}

// removedBySilence lets a complaint about these listings pass its first window.
func removedBySilence(w *ipcasetest.World, right string, refs ...string) string {
	w.T.Helper()
	_, cases := w.File(right, refs...)
	number := cases[w.Haiyun.OrgID]
	must(w, w.Rule(w.Rita, number, ipcase.MoveAccept))
	w.Work()
	w.Clock.Advance(8 * 24 * time.Hour)
	w.Work()
	return number
}

func must(w *ipcasetest.World, err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatalf("%+v", err)
	}
}

func TestPointsAreBookedOnceAndTakenBack(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		number := removedBySilence(w, w.Right(ipcase.Trademark), "H1", "H2")
		if got := w.States(number); !slices.Equal(got, []ipcase.State{ipcase.Removed, ipcase.Removed}) {
			t.Fatal(got)
		}
		if got := points(w, w.Haiyun); got != 2 { // look-alike mark: 2, and one right within three days counts once
			t.Fatalf("%d points after silence", got)
		}
		w.Clock.Advance(20 * 24 * time.Hour) // upheld by silence: booked already
		w.Work()
		if got := points(w, w.Haiyun); got != 2 {
			t.Fatalf("%d points after the end", got)
		}
		items := w.All(number)
		retract := func(i int) {
			_, err := w.Retract(t.Context(), w.Norrvik, ipcase.Retract{Case: number, Items: items[i : i+1]})
			must(w, err)
		}
		retract(0)
		if got := points(w, w.Haiyun); got != 2 {
			t.Fatalf("%d points: the other listing of the batch counts in its place", got)
		}
		retract(1)
		if got := points(w, w.Haiyun); got != 0 {
			t.Fatalf("%d points after all was withdrawn", got)
		}
		if err := db.Gorm.Exec("UPDATE point_entries SET points = 0").Error; err == nil {
			t.Error("the ledger let itself be changed")
		}
		must(w, w.Verify(t.Context(), func(int64, int64) {}))
	})
}

func TestDeletingInTimeBooksNothing(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		_, cases := w.File(w.Right(ipcase.Trademark), "H1")
		number := cases[w.Haiyun.OrgID]
		must(w, w.Rule(w.Rita, number, ipcase.MoveAccept))
		w.Work()
		must(w, w.DeleteListings(t.Context(), w.Haiyun, ipcase.DeleteListings{Case: number, Items: w.All(number)}))
		w.Clock.Advance(30 * 24 * time.Hour)
		w.Work()
		if got := points(w, w.Haiyun); got != 0 {
			t.Errorf("%d points", got)
		}
	})
}

// plainLedger is the rules of points in the plainest words, over what happened:
// each item's bookings and fallings-away in their order.
type plainLedger struct {
	rules ipcase.PointRules
	items map[string]*plainItem
	order []*plainItem // in order of their present booking
	zone  *time.Location
}

type plainItem struct {
	right  string
	reason ipcase.Reason
	live   bool
	points int
	batch  *plainBatch
	day    string
	until  time.Time
}

type plainBatch struct{ began time.Time }

func (l *plainLedger) dayOf(at time.Time) string { return at.In(l.zone).Format(time.DateOnly) }

// room is what general reasons may still book on a day.
func (l *plainLedger) room(day string, i *plainItem, want int) int {
	if slices.Contains(l.rules.Uncapped, i.reason.Code) {
		return want
	}
	sum := 0
	for _, o := range l.items {
		if o.day == day && !slices.Contains(l.rules.Uncapped, o.reason.Code) {
			sum += o.points
		}
	}
	return max(0, min(want, l.rules.DailyCap-sum))
}

func (l *plainLedger) book(key, right string, reason ipcase.Reason, at time.Time) {
	i := l.items[key]
	if i == nil {
		i = &plainItem{}
		l.items[key] = i
	}
	if i.live {
		return
	}
	var batch *plainBatch
	for _, o := range l.order {
		if o != i && o.live && o.right == right && o.batch.began.After(at.AddDate(0, 0, -l.rules.BatchDays)) {
			batch = o.batch
		}
	}
	*i = plainItem{right: right, reason: reason, live: true, day: l.dayOf(at), until: at.AddDate(0, 0, l.rules.ValidDays), batch: batch}
	if batch == nil {
		i.batch = &plainBatch{began: at}
		i.points = l.room(i.day, i, reason.Points)
	}
	l.order = append(slices.DeleteFunc(l.order, func(o *plainItem) bool { return o == i }), i)
}

func (l *plainLedger) takeBack(key string) {
	i := l.items[key]
	if i == nil || !i.live {
		return
	}
	had := i.points
	i.live, i.points = false, 0
	if had == 0 {
		return
	}
	for _, o := range l.order {
		if o.live && o.batch == i.batch {
			o.points += l.room(o.day, o, min(had, o.reason.Points))
			return
		}
	}
}

func (l *plainLedger) sum(at time.Time) int {
	n := 0
	for _, i := range l.items {
		if i.until.After(at) {
			n += i.points
		}
	}
	return n
}

// The ledger's sum is what the plain model says, over random walks of complaints
// under several rights and reasons, silence, counter-notifications, decisions,
// appeals and retractions.
func TestLedgerAgreesWithThePlainModel(t *testing.T) {
	for _, seed := range []uint64{1, 2} {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
				walkLedger(t, ipcasetest.New(t, db), rand.New(rand.NewPCG(seed, 17)))
			})
		})
	}
}

// walkLedger does what people might do, in any order, and holds after each step
// that the ledger and the model have the same sum. The model knows of what happened
// by the cases' own events.
func walkLedger(t *testing.T, w *ipcasetest.World, rnd *rand.Rand) {
	t.Helper()
	rights := []string{w.Right(ipcase.Trademark), w.Right(ipcase.Trademark), w.Right(ipcase.Trademark)}
	reasons := []string{"trademark_counterfeit", "trademark_on_product", "trademark_in_title", "trademark_look_alike"}
	model := &plainLedger{rules: w.Book().Standing.Points, items: map[string]*plainItem{}, zone: ipcasetest.Shanghai()}
	third := w.Colleague(w.Rita, 903, "Tao")
	var cases []string
	var seen int64
	nonzero := 0
	for range 90 {
		step := rnd.IntN(14)
		number := ""
		if len(cases) > 0 {
			number = cases[rnd.IntN(len(cases))]
		}
		switch {
		case step <= 2 || number == "":
			n := 1 + rnd.IntN(9)
			draft := w.Draft(rights[rnd.IntN(3)], fmt.Sprintf("H%d", n), fmt.Sprintf("H%d", 1+n%9))
			d, err := w.ComplaintDraft(t.Context(), w.Norrvik, draft)
			must(w, err)
			d.Reason = reasons[rnd.IntN(4)]
			must(w, w.SaveComplaintDraft(t.Context(), w.Norrvik, draft, d))
			if c, err := w.FileComplaint(t.Context(), w.Norrvik, draft); err == nil {
				number = w.CasesOf(c.ID)[w.Haiyun.OrgID]
				cases = append(cases, number)
				allowed(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
			} else {
				allowed(t, err)
			}
		case step == 3:
			w.Clock.Advance(time.Duration(1+rnd.IntN(20)) * 24 * time.Hour)
		case step == 4:
			_, err := w.ReadSellerCase(t.Context(), w.Haiyun, number)
			allowed(t, err)
			if err == nil {
				if id, err := w.StartCounter(t.Context(), w.Haiyun, number, w.All(number)); err == nil {
					_ = id
					_, err = w.Counter(w.Haiyun, number)
					allowed(t, err)
				}
			}
		case step == 5:
			allowed(t, w.Answer(number, []ipcase.AnswerKind{ipcase.AnswerAccept, ipcase.AnswerContest}[rnd.IntN(2)]))
		case step == 6:
			allowed(t, w.Rule(w.Rita, number, []ipcase.Move{ipcase.MoveUpholdComplaint, ipcase.MoveUpholdCounter}[rnd.IntN(2)]))
		case step == 7:
			all := w.All(number)
			_, err := w.Retract(t.Context(), w.Norrvik, ipcase.Retract{Case: number, Items: all[:1+rnd.IntN(len(all))]})
			allowed(t, err)
		case step == 8:
			who := []ipcase.Actor{w.Haiyun, w.Norrvik}[rnd.IntN(2)]
			allowed(t, w.AppealDecision(t.Context(), who, ipcase.AppealDecision{FormID: ipcase.NewID(), Case: number, Items: w.All(number), Explanation: "Look again."}))
		case step == 9:
			who := []ipcase.Actor{w.Bo, third}[rnd.IntN(2)]
			allowed(t, w.Rule(who, number, []ipcase.Move{ipcase.MoveAffirm, ipcase.MoveReverse}[rnd.IntN(2)]))
		case step == 10:
			allowed(t, w.DeleteListings(t.Context(), w.Haiyun, ipcase.DeleteListings{Case: number, Items: w.All(number)[:1]}))
		default:
			w.Clock.Advance(time.Duration(1+rnd.IntN(30)) * time.Hour)
		}
		w.Work()
		seen = replayInto(t, w, model, seen)
		got, want := points(w, w.Haiyun), model.sum(w.Clock.Now())
		if got != want {
			t.Fatalf("the ledger says %d and the model %d", got, want)
		}
		if got > 0 {
			nonzero++
		}
	}
	if nonzero < 20 {
		t.Errorf("only %d steps had points: the walk shows nothing", nonzero)
	}
	must(w, w.Verify(t.Context(), func(int64, int64) {}))
}

// allowed lets refusals pass: a walk tries what cannot be done as well.
func allowed(t *testing.T, err error) {
	t.Helper()
	if err != nil && ipcase.KindOf(err) == "" {
		t.Fatal(err)
	}
}

// replayInto lets the model follow what happened since.
func replayInto(t *testing.T, w *ipcasetest.World, model *plainLedger, seen int64) int64 {
	t.Helper()
	var events []ipcase.Event
	must(w, w.DB.Gorm.Where("id > ? AND case_id IS NOT NULL", seen).Order("id").Find(&events).Error)
	for _, e := range events {
		seen = e.ID
		for _, m := range e.Told().Moves {
			var c struct{ Reason, Number string }
			must(w, w.DB.Gorm.Raw("SELECT complaints.reason, rights.number FROM complaints JOIN rights ON rights.id = complaints.right_id WHERE complaints.id = ?", *e.ComplaintID).Scan(&c).Error)
			key := fmt.Sprintf("%d/%d", *e.CaseID, m.Item)
			reason, _ := w.Book().Reason(c.Reason)
			switch m.To {
			case ipcase.Upheld:
				model.book(key, c.Number, reason, e.At)
			case ipcase.Removed:
				if m.Move == ipcase.MoveSilence && m.From == ipcase.AwaitingSeller {
					model.book(key, c.Number, reason, e.At)
				}
			case ipcase.Restored, ipcase.Withdrawn, ipcase.Rejected:
				model.takeBack(key)
			default:
			}
		}
	}
	return seen
}
