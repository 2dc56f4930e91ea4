package worker

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"ipportal/ipcase"
)

// errLeaseLost ends a call whose delivery another process has taken over.
var errLeaseLost = errors.New("the lease was lost")

// recordTries is how often it tries to write down how a call ended. When all
// fail the lease runs out and the delivery is carried out again, with the same
// key.
const recordTries = 5

// carryOut makes one call to the outside and writes down how it ended.
func (w *Worker) carryOut(ctx context.Context, d ipcase.Delivery, timeout time.Duration) {
	end := "done"
	if w.Watch != nil {
		watched, ended := w.Watch(ctx, d)
		ctx = watched
		defer func() { ended(end) }()
	}
	call, cancel := context.WithCancelCause(ctx)
	call, stop := context.WithTimeout(call, timeout)
	var beat sync.WaitGroup
	beat.Go(func() { w.keepLease(call, cancel, d) })
	var note string
	err := w.guarded(func() (err error) { note, err = w.call(call, d); return err })
	lost := errors.Is(context.Cause(call), errLeaseLost)
	stop()
	cancel(nil)
	beat.Wait()

	log := w.Log.With("delivery", d.ID, "kind", d.Kind, "attempt", d.Attempts)
	if lost {
		// Whoever has it now writes down its end.
		log.WarnContext(ctx, "a delivery was taken over by another process")
		end = "lost"
		return
	}
	var permanent *ipcase.PermanentError
	var pending *ipcase.PendingError
	record := func(ctx context.Context) error { return w.Store.DeliveryDone(ctx, d, note) }
	switch {
	case errors.As(err, &permanent):
		end = "given_up"
		log.ErrorContext(ctx, "a delivery is given up", "case", w.caseOf(ctx, d), "error", err)
		record = func(ctx context.Context) error { return w.Store.DeliveryGiveUp(ctx, d, err) }
	case errors.As(err, &pending):
		end = "waits"
		record = func(ctx context.Context) error { return w.Store.DeliveryWaits(ctx, d, pending) }
	case err != nil:
		end = "retried"
		log.WarnContext(ctx, "a delivery failed and is tried again", "case", w.caseOf(ctx, d), "error", err)
		record = func(ctx context.Context) error { return w.Store.DeliveryRetry(ctx, d, err) }
	}
	if err := w.record(ctx, record); err != nil {
		log.ErrorContext(ctx, "the end of a delivery could not be recorded", "error", err)
	}
}

// caseOf is the number of the case that a delivery is about, for the log; "" where
// it is about none, or nobody can say.
func (w *Worker) caseOf(ctx context.Context, d ipcase.Delivery) string {
	number, err := w.Store.CaseNumberOf(context.WithoutCancel(ctx), d)
	if err != nil {
		return ""
	}
	return number
}

// call hands the delivery to the outside, and says what to note of it.
func (w *Worker) call(ctx context.Context, d ipcase.Delivery) (string, error) {
	switch d.Kind {
	case ipcase.DeliverMail:
		m, err := w.Compose(ctx, d)
		if err != nil {
			return "", fmt.Errorf("compose %s: %w", d.Key, err)
		}
		if m.ID == "" {
			m.ID = d.Key
		}
		return "accepted as " + m.MessageID(), w.Mail.Send(ctx, m)
	case ipcase.DeliverRemove, ipcase.DeliverRestore, ipcase.DeliverWithdraw:
		r, err := w.Store.RemovalFor(ctx, d)
		if err != nil {
			return "", err
		}
		if d.Kind == ipcase.DeliverRestore {
			return "restored " + r.Ref, w.Market.Restore(ctx, r)
		}
		if d.Kind == ipcase.DeliverWithdraw {
			return w.withdraw(ctx, r)
		}
		return "removed " + r.Ref, w.Market.Remove(ctx, r)
	case ipcase.DeliverTell:
		market, ok := w.Market.(ipcase.Told)
		if !ok {
			return "", &ipcase.PermanentError{Reason: "no marketplace is told anything any more"}
		}
		return market.Tell(ctx, w.Store.MarketMessageOf(d)) //nolint:wrapcheck // as the other calls to the marketplace
	case ipcase.DeliverCheckFile:
		return "checked", w.Store.CheckFile(ctx, d)
	case ipcase.DeliverCapture:
		return "captured or found that it cannot be", w.Store.CapturePage(ctx, d)
	case ipcase.DeliverCaseFile:
		if w.CaseFile == nil {
			return "", &ipcase.PermanentError{Reason: "nobody makes case files here"}
		}
		return "made", w.CaseFile(ctx, d)
	case ipcase.DeliverForgetFile, ipcase.DeliverForgetMail:
		return w.forget(ctx, d)
	case ipcase.DeliverStamp:
		return w.stamp(ctx, d)
	case ipcase.DeliverBulk:
		return "filed", w.Store.FileBulk(ctx, d)
	case ipcase.DeliverAnswers:
		return "carried out", w.Store.CarryOutAnswers(ctx, d)
	case ipcase.DeliverStatements:
		return w.statements(ctx, d)
	default:
		return "", &ipcase.PermanentError{Reason: "nobody knows how to carry out a " + string(d.Kind)}
	}
}

// withdraw asks the marketplace to take a listing off at its shop's wish.
func (w *Worker) withdraw(ctx context.Context, r ipcase.Removal) (string, error) {
	market, ok := w.Market.(ipcase.Withdrawer)
	if !ok {
		return "", &ipcase.PermanentError{Reason: "the marketplace takes nothing off for a shop any more"}
	}
	return "withdrawn " + r.Ref, market.Withdraw(ctx, r) //nolint:wrapcheck // as the other calls to the marketplace
}

// stamp takes a checkpoint of the log to the time stamping service. What came
// back is kept before the delivery is done; a second answer is let go.
func (w *Worker) stamp(ctx context.Context, d ipcase.Delivery) (string, error) {
	if w.Stamp == nil {
		return "", &ipcase.PermanentError{Reason: "no time stamping service is configured any more"}
	}
	c, err := w.Store.CheckpointToStamp(ctx, d)
	if err != nil {
		return "", err
	}
	token, at, err := w.Stamp(ctx, c.Note)
	if err != nil {
		return "", err
	}
	return "stamped at " + at.UTC().Format(time.RFC3339), w.Store.KeepStamp(ctx, c.Size, token, at)
}

// statements hands a batch of statements of reasons to the Transparency Database.
// What it said of some of them is kept before the rest is tried again.
func (w *Worker) statements(ctx context.Context, d ipcase.Delivery) (string, error) {
	if w.Statements == nil {
		return "", &ipcase.PermanentError{Reason: "no transparency database is configured any more"}
	}
	batch, err := w.Store.StatementsToSend(ctx, d)
	if err != nil || len(batch) == 0 {
		return "nothing waited: it went with others, or is held back", err
	}
	answers, err := w.Statements(ctx, batch)
	if kept := w.Store.KeepStatementAnswers(context.WithoutCancel(ctx), d, answers); kept != nil {
		return "", errors.Join(err, kept)
	}
	return fmt.Sprintf("%d statements answered", len(answers)), err
}

// keepLease renews the lease while the call is under way, and ends the call when
// the delivery is no longer ours.
func (w *Worker) keepLease(ctx context.Context, end context.CancelCauseFunc, d ipcase.Delivery) {
	tick := time.NewTicker(w.Lease / 3)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		mine := true
		err := w.guarded(func() (err error) { mine, err = w.Store.RenewLease(ctx, d, w.Lease); return err })
		switch {
		case err != nil && ctx.Err() == nil:
			w.Log.WarnContext(ctx, "a lease could not be renewed", "delivery", d.ID, "error", err)
		case err == nil && !mine:
			end(errLeaseLost)
			return
		}
	}
}

// record writes down how a call ended, even when the worker is being stopped.
func (w *Worker) record(ctx context.Context, write func(context.Context) error) error {
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer stop()
	var err error
	for n := range recordTries {
		if err = w.guarded(func() error { return write(ctx) }); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(w.Lease / 100 << n):
		}
	}
	return err
}

// Forgetter is a sender that keeps what it sent, and can let go of it.
type Forgetter interface {
	Forget(ctx context.Context, id string) error
}

// forget removes what an erasure wants gone. A mail that has left by a server is
// its addressee's.
func (w *Worker) forget(ctx context.Context, d ipcase.Delivery) (string, error) {
	what, err := d.Forget()
	if err != nil {
		return "", err
	}
	if d.Kind == ipcase.DeliverForgetFile {
		return "forgotten", w.Store.ForgetFile(ctx, what)
	}
	if keeper, ok := w.Mail.(Forgetter); ok {
		return "forgotten", keeper.Forget(ctx, what)
	}
	return "not kept here", nil
}
