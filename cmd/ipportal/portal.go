package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/database"
	"ipportal/ipcase/dsa"
	"ipportal/ipcase/dsa/api"
	"ipportal/ipcase/evidence"
	"ipportal/ipcase/likeness"
	"ipportal/ipcase/marketplace"
	"ipportal/ipcase/notify"
	"ipportal/ipcase/stamp"
	"ipportal/ipcase/worker"
	"ipportal/web"
	"ipportal/web/present"
	"ipportal/web/watch"
)

// portal is everything wired together.
type portal struct {
	config
	log       *slog.Logger
	clock     ipcase.Clock
	db        *database.DB
	service   *ipcase.Service
	accounts  *account.Service
	blobs     *evidence.Store
	catalogue *marketplace.Catalogue
	market    *marketplace.Connected
	outbox    *notify.Outbox
	mail      notify.Sender
	watch     *watch.Watch
	readiness readiness
	stopping  context.Context //nolint:containedctx // over once the process is told to end
}

// open brings the database up to date and wires the parts, refusing settings
// under which something acknowledged could be lost.
func open(ctx context.Context, c config, log *slog.Logger, clock ipcase.Clock) (*portal, error) {
	if err := c.folder(); err != nil {
		return nil, err
	}
	var options []database.Option
	if c.unsynced {
		options = append(options, database.Unsynced())
	}
	db, err := database.Open(ctx, c.databaseURL(), options...)
	if err != nil {
		return nil, err
	}
	slog.SetDefault(log) // for what has no logger of its own
	p := &portal{config: c, log: log, clock: clock, db: db, stopping: ctx}
	if err := p.wire(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return p, nil
}

func (p *portal) wire(ctx context.Context) error {
	err := p.db.Migrate(ctx, func(line string) { p.log.InfoContext(ctx, "migration", "step", line) })
	if err == nil {
		err = p.db.Check(ctx)
	}
	if err != nil {
		return err
	}
	if too, err := p.db.Rights(ctx); err != nil || too != "" {
		p.log.WarnContext(ctx, "the database would let the portal change its record", "why", too, "error", err)
	}
	book, err := p.rulebook()
	if err != nil {
		return err
	}
	if p.blobs, err = p.openStore(ctx); err != nil {
		return err
	}
	yesterday := p.clock.Now().Add(-24 * time.Hour)
	for _, sweep := range []func(time.Time) (int, error){p.blobs.Sweep, web.SweepScratch} {
		if n, err := sweep(yesterday); err != nil || n > 0 {
			p.log.InfoContext(ctx, "swept away what broken uploads left", "files", n, "error", err)
		}
	}
	if err := p.wireMail(); err != nil {
		return err
	}
	if p.unsynced {
		p.blobs, p.mail = p.blobs.Unsynced(), p.outbox.Unsynced()
	}
	if p.pictures == nil {
		folder := filepath.Join(p.data, "catalogue")
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return fmt.Errorf("make the folder of the catalogue's pictures: %w", err)
		}
		p.pictures = os.DirFS(folder)
	}
	sites := p.sites()
	p.catalogue = marketplace.New(p.db.Gorm, sites, p.pictures)
	keys, err := p.keys()
	if err != nil {
		return err
	}
	zone, err := time.LoadLocation(p.zone)
	if err != nil {
		return fmt.Errorf("the platform's time zone: %w", err)
	}
	p.market = marketplace.Connect(p.catalogue, keys, p.clock, marketplace.WayOut(p.inside))
	p.service = ipcase.New(p.db.Gorm, p.clock, book, p.market, p.blobs).Sealing(keys).InZone(zone).Scanning(p.scanner).WithEye(likeness.Eye{})
	if p.camera != nil {
		p.service.WithCamera(p.camera)
	}
	if p.dsa != "" {
		p.service.Reporting()
	}
	logKeys, err := p.logKeys()
	if err != nil {
		return err
	}
	p.service.KeepLog(p.tsa != "", logKeys...)
	if err := p.service.CheckRules(ctx); err != nil {
		return err
	}
	p.accounts = account.New(p.db.Gorm, p.clock, keys, p.service.WakeUp)
	for _, site := range sites {
		if _, err := p.service.AddSite(ctx, site); err != nil {
			return fmt.Errorf("set up the site %s: %w", site.Code, err)
		}
	}
	return nil
}

func (p *portal) wireMail() error {
	var err error
	if p.outbox, err = notify.NewOutbox(filepath.Join(p.data, "outbox"), p.clock); err != nil {
		return err
	}
	p.mail = p.outbox
	if p.smtp != "" {
		p.mail, err = notify.SMTP(notify.SMTPConfig{URL: p.smtp, Clock: p.clock})
	}
	return err
}

// sites are those of the built-in marketplace: one for each law that the procedures
// come from.
func (c *config) sites() []ipcase.Site {
	code := strings.ToLower(c.brand())
	site := func(code, name, territory string) ipcase.Site {
		return ipcase.Site{Code: code, Name: name, BaseURL: c.baseURL + "/catalogue/" + code, Territory: territory, Calendar: territory}
	}
	return []ipcase.Site{
		site(code, c.brand(), "CN"), site(code+"-us", c.brand()+" US", "US"),
		site(code+"-eu", c.brand()+" EU", "EU"), site(code+"-in", c.brand()+" India", "IN"),
	}
}

// brand is the platform's name: the first word of the portal's.
func (c *config) brand() string {
	for n, r := range c.name {
		if r == ' ' {
			return c.name[:n]
		}
	}
	return c.name
}

func (p *portal) close() {
	if err := p.db.Close(); err != nil {
		p.log.Error("the database did not close cleanly", "error", err)
	}
}

func (p *portal) worker() *worker.Worker {
	var stamps func(context.Context, string) ([]byte, time.Time, error)
	if service, err := stamp.New(p.tsa); p.tsa != "" && err == nil { // check has seen the address
		stamps = service.Stamp
	}
	var statements func(context.Context, []dsa.Statement) (map[string]ipcase.StatementAnswer, error)
	if database, err := api.New(p.dsa); p.dsa != "" && err == nil { // likewise
		statements = database.Send
	}
	return worker.New(worker.Config{
		Stamp: stamps, Statements: statements,
		Store: p.service, Market: p.market, Mail: p.mail, Log: p.log, Wake: p.service.Wake(),
		CaseFile: web.CaseFiles{Service: p.service, Blobs: p.blobs, Clock: p.clock, Zone: p.zone}.Make,
		Captures: p.camera != nil,
		Watch:    p.watchDelivery(),
		Compose:  web.Letters(p.service, p.accounts, p.baseURL, p.name, p.mailFrom),
	})
}

// startWorker works beside the server until ctx ends; the function it gives back
// waits for the end.
func (p *portal) startWorker(ctx context.Context) (wait func()) {
	p.warnOfBrowser(ctx)
	var done sync.WaitGroup
	done.Go(func() { p.worker().Run(ctx) })
	return done.Wait
}

func (p *portal) deps() web.Deps {
	return web.Deps{
		Service: p.service, Accounts: p.accounts, Blobs: p.blobs, Catalogue: p.catalogue, Clock: p.clock, Logger: p.log, Away: database.Away,
		BaseURL: p.baseURL, ProductName: p.name, Zone: p.zone, SignOn: p.provider(p.baseURL, p.clock),
		Office: p.office == "on", SecurityContact: p.security, TrustedProxies: p.trusted, MaxConnections: p.atOnce,
		Watch: p.watchRequest(), Missing: p.missing, Expiries: present.Expiries{Certificate: p.certificateTo, DMCAAgent: p.dmcaOn},
	}
}
