package worker

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/dsa"
	"ipportal/ipcase/notify"
)

// ledger is a store in memory: it hands each delivery out once, and again when
// its lease was lost or it is to be retried.
type ledger struct {
	mu        sync.Mutex
	waiting   []ipcase.Delivery
	ends      []string // "done mail-1 accepted …"
	due       int      // cases that silence acts on
	stolen    bool     // another process has taken everything over
	writes    int      // how many of the next writes fail
	away      int      // how many of the next claims fail
	claims    int
	afterEach func(d ipcase.Delivery)
}

func (l *ledger) DeliveryWaits(ctx context.Context, d ipcase.Delivery, word *ipcase.PendingError) error {
	return l.end(ctx, "waits", d, word.Note)
}

func (l *ledger) MarketMessageOf(d ipcase.Delivery) ipcase.MarketMessage {
	return ipcase.MarketMessage{Key: d.Key}
}

func (l *ledger) CaseNumberOf(context.Context, ipcase.Delivery) (string, error) { return "", nil }

func (l *ledger) ClaimDeliveries(_ context.Context, limit int, _ time.Duration, kinds ...ipcase.DeliveryKind) ([]ipcase.Delivery, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.claims++
	if l.away > 0 {
		l.away--
		return nil, errors.New("the database is away")
	}
	var out, rest []ipcase.Delivery
	for _, d := range l.waiting {
		if len(out) < limit && (len(kinds) == 0 || slices.Contains(kinds, d.Kind)) {
			d.Attempts++
			out = append(out, d)
		} else {
			rest = append(rest, d)
		}
	}
	l.waiting = rest
	return out, nil
}

func (l *ledger) RenewLease(context.Context, ipcase.Delivery, time.Duration) (bool, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return !l.stolen, nil
}

func (l *ledger) end(ctx context.Context, how string, d ipcase.Delivery, note string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.writes > 0 {
		l.writes--
		return errors.New("the database is away")
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	l.ends = append(l.ends, fmt.Sprintf("%s %s: %s", how, d.Key, note))
	if l.afterEach != nil {
		l.afterEach(d)
	}
	return nil
}

func (l *ledger) DeliveryDone(ctx context.Context, d ipcase.Delivery, note string) error {
	return l.end(ctx, "done", d, note)
}

func (l *ledger) DeliveryRetry(ctx context.Context, d ipcase.Delivery, cause error) error {
	return l.end(ctx, "retry", d, cause.Error())
}

func (l *ledger) DeliveryGiveUp(ctx context.Context, d ipcase.Delivery, cause error) error {
	return l.end(ctx, "give up", d, cause.Error())
}

func (l *ledger) PassDeadlines(context.Context, int) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := min(l.due, 2)
	l.due -= n
	for range n {
		l.waiting = append(l.waiting, ipcase.Delivery{Kind: ipcase.DeliverRemove, Key: fmt.Sprintf("silence-%d", l.due)})
	}
	return n, nil
}

func (l *ledger) SequenceLog(context.Context) (int, error)            { return 0, nil }
func (l *ledger) LearnWords(context.Context, int) (int, error)        { return 0, nil }
func (l *ledger) TakeUpLog(context.Context) (int, error)              { return 0, nil }
func (l *ledger) LookForRelistings(context.Context, int) (int, error) { return 0, nil }

func (l *ledger) SyncEngines(context.Context) (int, error) { return 0, nil }

func (l *ledger) LookAtPictures(context.Context, int) (int, error) { return 0, nil }

func (l *ledger) CheckpointToStamp(_ context.Context, d ipcase.Delivery) (ipcase.Checkpoint, error) {
	return ipcase.Checkpoint{Note: "checkpoint of " + d.Key}, nil
}

func (l *ledger) KeepStamp(context.Context, int64, []byte, time.Time) error { return nil }
func (l *ledger) CheckFile(context.Context, ipcase.Delivery) error          { return nil }
func (l *ledger) CapturePage(context.Context, ipcase.Delivery) error        { return nil }
func (l *ledger) FileBulk(context.Context, ipcase.Delivery) error           { return nil }
func (l *ledger) CarryOutAnswers(context.Context, ipcase.Delivery) error    { return nil }

func (l *ledger) StatementsToSend(context.Context, ipcase.Delivery) ([]dsa.Statement, error) {
	return nil, nil
}

func (l *ledger) KeepStatementAnswers(context.Context, ipcase.Delivery, map[string]ipcase.StatementAnswer) error {
	return nil
}

func (l *ledger) ForgetFile(context.Context, string) error { return nil }

func (l *ledger) RemovalFor(_ context.Context, d ipcase.Delivery) (ipcase.Removal, error) {
	return ipcase.Removal{Key: d.Key, Ref: "QL-" + d.Key}, nil
}

func (l *ledger) seen() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.ends)
}

// outside is both the mail server and the marketplace.
type outside struct {
	ipcase.Marketplace
	send func(ctx context.Context, key string) error
}

func (o outside) Send(ctx context.Context, m notify.Mail) error       { return o.send(ctx, m.ID) }
func (o outside) Remove(ctx context.Context, r ipcase.Removal) error  { return o.send(ctx, r.Key) }
func (o outside) Restore(ctx context.Context, r ipcase.Removal) error { return o.send(ctx, r.Key) }
func mail(key string) ipcase.Delivery                                 { return ipcase.Delivery{Kind: ipcase.DeliverMail, Key: key} }

func removal(key string) ipcase.Delivery {
	return ipcase.Delivery{Kind: ipcase.DeliverRemove, Key: key}
}
func ok(context.Context, string) error { return nil }
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for range 6000 {
		if is() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("waited in vain: %s", what)
}

func newWorker(l *ledger, send func(context.Context, string) error) (*Worker, chan struct{}) {
	wake := make(chan struct{}, 1)
	o := outside{send: send}
	return New(Config{
		Store: l, Market: o, Mail: o, Wake: wake, Poll: 10 * time.Millisecond, Lease: 60 * time.Millisecond,
		Log: slog.New(slog.DiscardHandler),
		Compose: func(context.Context, ipcase.Delivery) (notify.Mail, error) {
			return notify.Mail{From: "ip@quaylane.example"}, nil
		},
	}), wake
}

// running starts the worker; stop waits until it has come to its end.
func running(t *testing.T, w *Worker) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	over := make(chan struct{})
	go func() { w.Run(ctx); close(over) }()
	return func() {
		cancel()
		select {
		case <-over:
		case <-time.After(time.Minute):
			t.Error("the worker did not stop")
		}
	}
}

func TestEveryEndIsRecorded(t *testing.T) {
	l := &ledger{waiting: []ipcase.Delivery{mail("m-1"), removal("r-1"), mail("busy"), mail("unknown"), removal("bug"), {Kind: "fax", Key: "f-1"}}}
	w, _ := newWorker(l, func(_ context.Context, key string) error {
		switch key {
		case "busy":
			return errors.New("451 later")
		case "unknown":
			return &ipcase.PermanentError{Reason: "550 nobody here"}
		case "bug":
			panic("nil map")
		}
		return nil
	})
	n, err := w.RunOnce(context.Background())
	want := []string{
		"done m-1: accepted as ipportal.m-1@quaylane.example", "done r-1: removed QL-r-1", "retry busy: 451 later",
		"give up unknown: 550 nobody here", "retry bug: panic: nil map", "give up f-1: nobody knows how to carry out a fax",
	}
	if n != 6 || err != nil || !slices.Equal(l.ends, want) {
		t.Errorf("%d, %v, %q", n, err, l.ends)
	}
}

func TestRunOnceFollowsWhatItCauses(t *testing.T) {
	l := &ledger{due: 5, waiting: []ipcase.Delivery{mail("m-1")}}
	l.afterEach = func(d ipcase.Delivery) {
		if d.Key == "m-1" { // its delivery starts a clock that is over at once
			l.due++
		}
	}
	w, _ := newWorker(l, ok)
	if n, err := w.RunOnce(context.Background()); n != 7 || err != nil || len(l.waiting) != 0 || l.due != 0 {
		t.Errorf("%d, %v, left %v", n, err, l.waiting)
	}
}

func TestRunOnceStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	l := &ledger{waiting: []ipcase.Delivery{mail("m-1")}}
	w, _ := newWorker(l, func(context.Context, string) error { cancel(); return nil })
	if n, err := w.RunOnce(ctx); n != 1 || !errors.Is(err, context.Canceled) || len(l.ends) != 1 {
		t.Errorf("%d, %v, %q", n, err, l.ends)
	}
}

func TestRunWorksOffMoreThanItHasPlacesFor(t *testing.T) {
	l := &ledger{due: 3}
	for n := range 30 {
		l.waiting = append(l.waiting, mail(fmt.Sprintf("m-%d", n)))
	}
	var mu sync.Mutex
	now, most := 0, 0
	w, _ := newWorker(l, func(context.Context, string) error {
		mu.Lock()
		now++
		most = max(most, now)
		mu.Unlock()
		time.Sleep(2 * time.Millisecond)
		mu.Lock()
		now--
		mu.Unlock()
		return nil
	})
	stop := running(t, w)
	until(t, "33 deliveries", func() bool { return len(l.seen()) == 33 })
	stop()
	if most > 8 || most < 2 {
		t.Errorf("%d calls at once", most)
	}
}

func TestWakeSparesTheWait(t *testing.T) {
	l := &ledger{}
	w, wake := newWorker(l, ok)
	w.Poll = time.Hour
	stop := running(t, w)
	defer stop()
	until(t, "the first look", func() bool { l.mu.Lock(); defer l.mu.Unlock(); return l.claims >= 2 })
	l.mu.Lock()
	l.waiting = append(l.waiting, mail("m-1"))
	l.mu.Unlock()
	wake <- struct{}{}
	until(t, "the mail", func() bool { return len(l.seen()) == 1 })
}

func TestAHangingMailServerHoldsUpNoRemoval(t *testing.T) {
	l := &ledger{waiting: []ipcase.Delivery{mail("1"), mail("2"), mail("3"), mail("4"), mail("5"), removal("r-1")}}
	w, _ := newWorker(l, func(ctx context.Context, key string) error {
		if key == "r-1" {
			return nil
		}
		<-ctx.Done()
		return ctx.Err()
	})
	w.lanes[0].timeout = 300 * time.Millisecond
	stop := running(t, w)
	until(t, "the removal", func() bool { return slices.Contains(l.seen(), "done r-1: removed QL-r-1") })
	if len(l.seen()) != 1 {
		t.Errorf("before the mails gave up: %q", l.seen())
	}
	until(t, "the mails' time limit", func() bool { return slices.Contains(l.seen(), "retry 1: context deadline exceeded") })
	stop()
}

func TestStopLetsCallsComeToTheirEnd(t *testing.T) {
	l := &ledger{waiting: []ipcase.Delivery{removal("r-1")}}
	begun, finish := make(chan struct{}), make(chan struct{})
	w, _ := newWorker(l, func(ctx context.Context, _ string) error {
		close(begun)
		<-finish
		return ctx.Err() // stopping must not have broken the call off
	})
	stop := running(t, w)
	<-begun
	time.AfterFunc(100*time.Millisecond, func() { close(finish) })
	stop()
	if got := l.seen(); len(got) != 1 || got[0] != "done r-1: removed QL-r-1" {
		t.Errorf("%q", got)
	}
}

func TestALostLeaseEndsTheCallAndRecordsNothing(t *testing.T) {
	l := &ledger{stolen: true, waiting: []ipcase.Delivery{removal("r-1")}}
	broken := make(chan struct{})
	w, _ := newWorker(l, func(ctx context.Context, _ string) error {
		<-ctx.Done()
		close(broken)
		return ctx.Err()
	})
	stop := running(t, w)
	select {
	case <-broken:
	case <-time.After(time.Minute):
		t.Error("the call went on")
	}
	stop()
	if got := l.seen(); len(got) != 0 {
		t.Errorf("recorded %q", got)
	}
}

func TestALeaseThatHoldsLetsALongCallEnd(t *testing.T) {
	l := &ledger{waiting: []ipcase.Delivery{removal("r-1")}}
	w, _ := newWorker(l, func(ctx context.Context, _ string) error {
		select {
		case <-time.After(200 * time.Millisecond): // three leases
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	})
	if _, err := w.RunOnce(context.Background()); err != nil || !slices.Equal(l.ends, []string{"done r-1: removed QL-r-1"}) {
		t.Errorf("%v, %q", err, l.ends)
	}
}

func TestTheEndIsRecordedAlthoughTheDatabaseStumbles(t *testing.T) {
	l := &ledger{writes: 3, away: 2, waiting: []ipcase.Delivery{removal("r-1")}}
	w, _ := newWorker(l, ok)
	stop := running(t, w)
	until(t, "the record", func() bool { return len(l.seen()) == 1 })
	stop()
}
