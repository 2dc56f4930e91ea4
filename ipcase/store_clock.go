package ipcase

import (
	"fmt"
	"time"
)

// startClock lets an item's window begin.
func (t *tx) startClock(f *casefile, i *Item, start time.Time) error {
	i.ClockStart = &start
	if err := t.reckon(f, i); err != nil {
		return err
	}
	if i.Window == WindowSellerFurther && f.Procedure.Attempts > 0 && i.AttemptsUsed >= f.Procedure.Attempts {
		due := t.now // no attempt is left to wait for
		i.DueAt, i.RemindAt = &due, nil
	}
	w := f.Procedure.Windows[i.Window]
	if w.Latest == 0 {
		return nil
	}
	// The alarm goes off as the last day but one ends: a day is left to act.
	w.Amount = max(1, w.Latest-2)
	alarm, err := t.endOf(f, w, start)
	if err != nil {
		return err
	}
	i.AlarmAt = &alarm
	return nil
}

// reckon computes an item's deadline from what is known of its clock: none while it
// waits for a delivery or stands still.
func (t *tx) reckon(f *casefile, i *Item) error {
	i.DueAt, i.RemindAt = nil, nil
	if i.ClockStart == nil || i.PauseKind != PauseNone {
		return nil
	}
	got, ok, err := t.book.Computation(f.Procedure, f.Site, *i)
	if err != nil || !ok {
		return fmt.Errorf("window %q of %s on %s cannot be computed: %w", i.Window, f.Procedure.ID, f.Site.Code, err)
	}
	due := Moment(got.Due)
	i.DueAt = &due
	i.RemindAt = nextReminder(*i, t.now)
	return nil
}

// outerLimit is when the law ends an item's window at the latest; nil where it sets
// no such limit.
func (t *tx) outerLimit(f *casefile, i Item) *time.Time {
	w := f.Procedure.Windows[i.Window]
	if w.Latest == 0 || i.ClockStart == nil {
		return nil
	}
	w.Amount = w.Latest
	at, err := t.endOf(f, w, *i.ClockStart)
	if err != nil {
		return nil
	}
	return &at
}

// writeClockPaper keeps what was said about a clock, and gives the hashes for its
// event.
func (t *tx) writeClockPaper(f *casefile, a Actor, kind ClockPaperKind, words, lang string, items []*Item) (map[string]string, error) {
	p := ClockPaper{CaseID: f.Case.ID, Kind: kind, Party: a.Party, Words: words, Lang: formLang(lang), Items: positions(items), FiledAt: t.now, FiledBy: a.PersonID}
	texts, salts, err := commit(p.texts())
	if err != nil {
		return nil, err
	}
	p.Salts = salts
	return texts, t.insert([]*ClockPaper{&p})
}
