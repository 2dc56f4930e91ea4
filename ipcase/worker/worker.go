// Package worker carries out what must leave the process (mails, removals,
// restorations) and lets the clock act on what has come due. It holds no
// transaction during a call to the outside, decides nothing about a case, and
// any number of processes may run it: leases keep two from carrying out the same
// delivery, and a delivery that is carried out twice all the same has one effect
// by its key.
package worker

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/dsa"
	"ipportal/ipcase/notify"
)

// Store is what the worker needs of *ipcase.Service.
type Store interface {
	// ClaimDeliveries takes what is due, with a lease.
	ClaimDeliveries(ctx context.Context, limit int, lease time.Duration, kinds ...ipcase.DeliveryKind) ([]ipcase.Delivery, error)
	// RenewLease is false when the delivery is no longer ours.
	RenewLease(ctx context.Context, d ipcase.Delivery, lease time.Duration) (bool, error)
	DeliveryDone(ctx context.Context, d ipcase.Delivery, note string) error
	DeliveryRetry(ctx context.Context, d ipcase.Delivery, cause error) error
	DeliveryGiveUp(ctx context.Context, d ipcase.Delivery, cause error) error
	// DeliveryWaits notes that the marketplace has it and says later what came of it.
	DeliveryWaits(ctx context.Context, d ipcase.Delivery, word *ipcase.PendingError) error
	// MarketMessageOf is what a marketplace is told by it.
	MarketMessageOf(d ipcase.Delivery) ipcase.MarketMessage
	// CaseNumberOf is the number of the case that it is about, or "".
	CaseNumberOf(ctx context.Context, d ipcase.Delivery) (string, error)
	// PassDeadlines lets silence act; zero means that nothing is due.
	PassDeadlines(ctx context.Context, limit int) (int, error)
	RemovalFor(ctx context.Context, d ipcase.Delivery) (ipcase.Removal, error)
	// SequenceLog numbers events in the log; zero means that nothing waits.
	SequenceLog(ctx context.Context) (int, error)
	// LookAtPictures finds out what pictures look like; zero means that none waits.
	LookAtPictures(ctx context.Context, limit int) (int, error)
	// LookForRelistings looks through what shops have on sale; zero means that none is due.
	LookForRelistings(ctx context.Context, limit int) (int, error)
	// SyncEngines reads a part of what a connected engine has on sale; zero means that
	// none is due.
	SyncEngines(ctx context.Context) (int, error)
	// LearnWords takes up the words by which cases are found; zero means that none waits.
	LearnWords(ctx context.Context, limit int) (int, error)
	// TakeUpLog takes up what the log numbered into what is public; zero means that none waits.
	TakeUpLog(ctx context.Context) (int, error)
	CheckpointToStamp(ctx context.Context, d ipcase.Delivery) (ipcase.Checkpoint, error)
	KeepStamp(ctx context.Context, size int64, token []byte, at time.Time) error
	// ForgetFile removes the bytes of an erased file.
	ForgetFile(ctx context.Context, hash string) error
	// CheckFile looks through a file and draws its pages.
	CheckFile(ctx context.Context, d ipcase.Delivery) error
	// StatementsToSend is a batch for the Transparency Database.
	StatementsToSend(ctx context.Context, d ipcase.Delivery) ([]dsa.Statement, error)
	KeepStatementAnswers(ctx context.Context, d ipcase.Delivery, answers map[string]ipcase.StatementAnswer) error
	// FileBulk files the complaints of a file that somebody sent.
	FileBulk(ctx context.Context, d ipcase.Delivery) error
	// CarryOutAnswers does what the lines of a file of answers ask for.
	CarryOutAnswers(ctx context.Context, d ipcase.Delivery) error
	// CapturePage takes the picture of a complained listing's page.
	CapturePage(ctx context.Context, d ipcase.Delivery) error
}

var _ Store = (*ipcase.Service)(nil)

// Config is what a worker works with. The fields of the first group are required.
type Config struct {
	Store   Store
	Market  ipcase.Marketplace
	Mail    notify.Sender
	Compose func(ctx context.Context, d ipcase.Delivery) (notify.Mail, error) // the words of a mail
	Log     *slog.Logger

	// Stamp asks a time stamping service (RFC 3161) for a token over a checkpoint;
	// nil where none is configured.
	Stamp func(ctx context.Context, message string) (token []byte, at time.Time, err error)

	// Statements hands a batch to the Transparency Database and gives back what it said
	// of each by its puid, also where the rest failed; nil where none is configured.
	Statements func(ctx context.Context, batch []dsa.Statement) (map[string]ipcase.StatementAnswer, error)

	// CaseFile makes the file of a large case.
	CaseFile func(ctx context.Context, d ipcase.Delivery) error

	// Captures says that a browser takes pictures of listings' pages here; where not,
	// other processes do.
	Captures bool

	// Watch is told of each delivery that is carried out, and of how it ended: done,
	// retried, waits, given_up or lost; nil where nobody watches.
	Watch func(ctx context.Context, d ipcase.Delivery) (context.Context, func(end string))

	Wake  <-chan struct{} // spares deliveries the wait for the next look
	Poll  time.Duration   // how often it looks; default 1 s
	Lease time.Duration   // how long after a crash another process takes over; default 20 s

	MailTimeout, MarketTimeout, FileTimeout time.Duration // of one call; default 30 s, 20 s and 5 min
	MailAtOnce, MarketAtOnce, FilesAtOnce   int           // calls at the same time; default 4, 4 and 1
}

// Worker runs until it is told to stop.
type Worker struct {
	Config
	lanes []*lane
}

// lane is one sort of outside. Each has its own places, so that a mail server
// that hangs does not hold up removals.
type lane struct {
	kinds   []ipcase.DeliveryKind
	timeout time.Duration
	places  chan struct{}
	wake    chan struct{}
}

// caseFileTimeout is how long the making of one case file may take.
const caseFileTimeout = 30 * time.Minute

// statementsTimeout is how long one batch may take, with what is sent again without
// the statements that were refused.
const statementsTimeout = 10 * time.Minute

// captureTimeout is how long a browser may take with one page, whatever its own limit.
const captureTimeout = 2 * time.Minute

// batch is how many cases or deliveries are taken in one go.
const batch = 50

// New makes a worker. It does nothing until Run or RunOnce.
func New(c Config) *Worker {
	def := func(d *time.Duration, to time.Duration) {
		if *d <= 0 {
			*d = to
		}
	}
	def(&c.Poll, time.Second)
	def(&c.Lease, 20*time.Second)
	def(&c.MailTimeout, 30*time.Second)
	def(&c.MarketTimeout, 20*time.Second)
	if c.MailAtOnce <= 0 {
		c.MailAtOnce = 4
	}
	if c.MarketAtOnce <= 0 {
		c.MarketAtOnce = 4
	}
	def(&c.FileTimeout, 5*time.Minute)
	if c.FilesAtOnce <= 0 {
		c.FilesAtOnce = 1
	}
	newLane := func(timeout time.Duration, atOnce int, kinds ...ipcase.DeliveryKind) *lane {
		return &lane{kinds: kinds, timeout: timeout, places: make(chan struct{}, atOnce), wake: make(chan struct{}, 1)}
	}
	lanes := []*lane{
		newLane(c.MailTimeout, c.MailAtOnce, ipcase.DeliverMail, ipcase.DeliverForgetFile, ipcase.DeliverForgetMail),
		newLane(c.MailTimeout, 1, ipcase.DeliverStamp),
		newLane(c.MarketTimeout, c.MarketAtOnce, ipcase.DeliverRemove, ipcase.DeliverRestore, ipcase.DeliverWithdraw),
		newLane(c.MarketTimeout, c.MarketAtOnce, ipcase.DeliverTell),
		newLane(c.FileTimeout, c.FilesAtOnce, ipcase.DeliverCheckFile),
		newLane(statementsTimeout, 1, ipcase.DeliverStatements),
		newLane(caseFileTimeout, 1, ipcase.DeliverCaseFile),
		newLane(caseFileTimeout, 1, ipcase.DeliverBulk, ipcase.DeliverAnswers),
	}
	if c.Captures { // one browser at a time
		lanes = append(lanes, newLane(captureTimeout, 1, ipcase.DeliverCapture))
	}
	return &Worker{Config: c, lanes: lanes}
}

// Run works until ctx is over, then lets the calls that are under way come to
// their end, which their time limits bound, and returns.
func (w *Worker) Run(ctx context.Context) {
	var loops sync.WaitGroup
	for _, j := range w.jobs() {
		loops.Go(func() { w.loop(ctx, j.name, nil, j.do) })
	}
	for _, l := range w.lanes {
		loops.Go(func() {
			var calls sync.WaitGroup
			w.loop(ctx, "deliveries", l.wake, func(ctx context.Context) error { return w.fill(ctx, l, &calls) })
			calls.Wait()
		})
	}
	wake := w.Wake
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case _, open := <-wake:
			if !open {
				wake = nil
			}
			for _, l := range w.lanes {
				poke(l.wake)
			}
		}
	}
	loops.Wait()
}

func poke(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default: // it is awake already
	}
}

// loop does the work at once, at every poke and every Poll. While the work fails
// the pauses grow, so that a database that is away is not hammered.
func (w *Worker) loop(ctx context.Context, what string, wake <-chan struct{}, work func(context.Context) error) {
	pause := w.Poll
	for ctx.Err() == nil {
		listen := wake
		if err := w.guarded(func() error { return work(ctx) }); err == nil {
			pause = w.Poll
		} else if ctx.Err() == nil {
			pause, listen = min(2*pause, 30*time.Second), nil
			w.Log.ErrorContext(ctx, "the worker could not look for work", "what", what, "error", err)
		}
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
		case <-listen:
		case <-timer.C:
		}
		timer.Stop()
	}
}

// fill claims as many deliveries as there are free places, until nothing is due
// or no place is free; a place that becomes free wakes the lane.
func (w *Worker) fill(ctx context.Context, l *lane, calls *sync.WaitGroup) error {
	for ctx.Err() == nil {
		free := 0
		for free < cap(l.places) && take(l.places) {
			free++
		}
		if free == 0 {
			return nil
		}
		var claimed []ipcase.Delivery
		err := w.guarded(func() (err error) {
			// Told to stop in the middle of it, nobody would know what was claimed, and it
			// would wait for the end of its lease.
			claimed, err = w.Store.ClaimDeliveries(context.WithoutCancel(ctx), free, w.Lease, l.kinds...)
			return err
		})
		for range free - len(claimed) {
			<-l.places
		}
		for _, d := range claimed {
			calls.Go(func() {
				defer poke(l.wake)
				defer func() { <-l.places }()
				w.carryOut(context.WithoutCancel(ctx), d, l.timeout)
			})
		}
		if err != nil || len(claimed) < free {
			return err
		}
	}
	return nil
}

func take(places chan struct{}) bool {
	select {
	case places <- struct{}{}:
		return true
	default:
		return false
	}
}

// RunOnce does everything that is due at this moment, one thing after the other:
// what silence does, then what must leave, and again, since each brings the
// other. It says how many deliveries it carried out, failed ones included. Without
// kinds it takes deliveries of every kind.
func (w *Worker) RunOnce(ctx context.Context, kinds ...ipcase.DeliveryKind) (int, error) {
	n := 0
	for {
		for _, j := range w.jobs() {
			if err := j.do(ctx); err != nil {
				return n, err
			}
		}
		claimed, err := w.Store.ClaimDeliveries(ctx, batch, max(w.Lease, batch*w.MailTimeout), kinds...)
		if err != nil || len(claimed) == 0 {
			return n, err
		}
		for _, d := range claimed {
			timeout := w.MarketTimeout
			switch d.Kind {
			case ipcase.DeliverMail:
				timeout = w.MailTimeout
			case ipcase.DeliverCaseFile, ipcase.DeliverBulk, ipcase.DeliverAnswers:
				timeout = caseFileTimeout
			case ipcase.DeliverCapture:
				timeout = captureTimeout
			default:
			}
			w.carryOut(ctx, d, timeout)
			n++
		}
		if err := ctx.Err(); err != nil {
			return n, err
		}
	}
}

// errPanic is a call that panicked: a failed attempt like any other.
var errPanic = errors.New("panic")

func (w *Worker) guarded(do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			w.Log.Error("the worker met a panic", "panic", p, "stack", string(debug.Stack()))
			err = fmt.Errorf("%w: %v", errPanic, p)
		}
	}()
	return do()
}
