// Package sample fills a portal with an invented marketplace: people on every
// side, rights of every type, and cases in every state. It does so only by the
// deeds that people use, under a clock that it turns from some weeks ago up to
// now; it writes no row itself and knows no database. Only the demonstration and
// tests of whole pages may use it.
package sample

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sort"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/marketplace"
	"ipportal/ipcase/notify"
	"ipportal/ipcase/worker"
)

// Ground is the empty portal that the sample is put into. Its parts must take
// the time from Clock.
type Ground struct {
	Service   *ipcase.Service
	Accounts  *account.Service
	Catalogue *marketplace.Catalogue // of the sample marketplace's sites
	Blobs     ipcase.Blobs
	Mail      notify.Sender
	Compose   func(ctx context.Context, d ipcase.Delivery) (notify.Mail, error)
	Clock     *Clock
	Now       time.Time         // where the clock stands in the end
	Say       func(line string) // progress, for whoever waits
	Camera    ipcase.Camera     // nil, or what takes pictures of the pages of the latest filings, later
}

// teller tells the stories of the sample: it gathers what people did and when,
// and then lets them do it in the order of time.
type teller struct {
	Ground
	ctx    context.Context
	cn, us days
	eu, in days
	acts   []act
	people map[string]ipcase.Actor // by the word before the @ of their address
	rights map[string]string       // number by the name that the stories use
	papers map[string]ipcase.Blob  // by file name
	needed map[string]bool         // the files that somebody will use
	post   *post
	work   *worker.Worker
}

// act is one thing that somebody did.
type act struct {
	at   time.Time
	what string
	do   func() error
}

// history is how long before now the sample begins.
const history = 48 * 24 * time.Hour

// Seed makes the sample marketplace in an empty portal, and leaves the clock at
// g.Now with everything carried out that was due.
func Seed(ctx context.Context, g Ground) error {
	book := g.Service.Book()
	t := &teller{
		Ground: g, ctx: ctx, people: map[string]ipcase.Actor{}, rights: map[string]string{}, needed: map[string]bool{}, post: &post{next: g.Mail, claims: map[string]string{}},
		cn: days{book.Calendars["CN"], g.Now}, us: days{book.Calendars["US"], g.Now},
		eu: days{book.Calendars["EU"], g.Now}, in: days{book.Calendars["IN"], g.Now},
	}
	for _, d := range t.everywhere() {
		if d.cal == nil {
			return errors.New("the sample needs the calendars CN, US, EU and IN")
		}
	}
	t.work = worker.New(worker.Config{Store: g.Service, Market: g.Catalogue, Mail: t.post, Compose: g.Compose, Log: slog.New(slog.DiscardHandler)})
	t.proveIdentities()
	t.registerRights()
	t.norrvik()
	t.norrvikDesigns()
	t.norrvikAbroad()
	t.solenne()
	t.aldermoor()
	t.statutes()
	t.loewe()
	t.halden()
	t.newcomers()
	t.settling()
	t.adding()
	papers := t.keepPapers() // pictures take a while: meanwhile people come in
	g.Clock.Turn(g.Now.Add(-history))
	err := t.addPeople()
	if err == nil {
		err = t.addColleagues()
	}
	if err == nil {
		err = t.addListings()
	}
	if kept := <-papers; err == nil {
		t.papers, err = kept.blobs, kept.err
	}
	if err != nil {
		return err
	}
	if err := t.tell(); err != nil {
		return err
	}
	if err := t.nothingLeft(); err != nil {
		return err
	}
	g.Say(fmt.Sprintf("%d acts of the last weeks", len(t.acts)))
	return nil
}

// captured is how long before now the pages of listings are captured: they are as they
// were then, or nearly.
const captured = 3 * 24 * time.Hour

// at plans an act.
func (t *teller) at(when time.Time, what string, do func() error) {
	t.acts = append(t.acts, act{ipcase.Moment(when), what, do})
}

// tell lets everything happen in its order, and the clock act in between.
func (t *teller) tell() error {
	sort.SliceStable(t.acts, func(a, b int) bool { return t.acts[a].at.Before(t.acts[b].at) })
	for n, a := range t.acts {
		if err := t.turn(a.at); err != nil {
			return err
		}
		if t.Camera != nil && a.at.After(t.Now.Add(-captured)) {
			t.Service.WithCamera(t.Camera)
		}
		if err := a.do(); err != nil {
			return fmt.Errorf("%s on %s: %w", a.what, a.at.Format(time.DateTime), err)
		}
		if err := t.carryOut(); err != nil {
			return err
		}
		if (n+1)%50 == 0 {
			t.Say(fmt.Sprintf("%d of %d acts", n+1, len(t.acts)))
		}
	}
	return t.turn(t.Now)
}

// turn brings the clock to an instant, and stops at each midnight on the way:
// windows end there, and what silence does is done at its own time.
func (t *teller) turn(to time.Time) error {
	for {
		next := t.nextMidnight()
		if next.After(to) {
			break
		}
		t.Clock.Turn(next)
		if err := t.carryOut(); err != nil {
			return err
		}
	}
	t.Clock.Turn(to)
	return nil
}

// leaves is what is carried out while the sample is made: all but the drawing of
// documents' pages, which takes longer than all the rest together. The portal does
// that when it has begun to answer.
var leaves = []ipcase.DeliveryKind{
	ipcase.DeliverMail, ipcase.DeliverRemove, ipcase.DeliverRestore, ipcase.DeliverWithdraw,
	ipcase.DeliverForgetFile, ipcase.DeliverForgetMail, ipcase.DeliverStamp, ipcase.DeliverCaseFile,
}

// carryOut does what the worker would have done by now.
func (t *teller) carryOut() error {
	if _, err := t.work.RunOnce(t.ctx, leaves...); err != nil {
		return fmt.Errorf("carry out what is due: %w", err)
	}
	return nil
}

// nothingLeft holds that nothing was given up but the one notice whose mailbox was
// closed.
func (t *teller) nothingLeft() error {
	d, err := t.Service.ReadDeliveries(t.ctx, t.people[omar], 0)
	if err == nil && d.GivenUp != 1 {
		err = fmt.Errorf("%d deliveries were given up: %+v", d.GivenUp, d.Failed)
	}
	return err
}

// everywhere is where clocks of the sample end.
func (t *teller) everywhere() []days { return []days{t.cn, t.us, t.eu, t.in} }

func (t *teller) nextMidnight() time.Time {
	now := t.Clock.Now()
	first := t.cn.midnight(now)
	for _, d := range t.everywhere() {
		if at := d.midnight(now); at.Before(first) {
			first = at
		}
	}
	return first
}
