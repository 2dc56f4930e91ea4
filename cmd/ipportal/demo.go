package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"ipportal/cmd/ipportal/sample"
	"ipportal/ipcase"
	"ipportal/ipcase/marketplace"
	"ipportal/web"
)

// demo shows a sample marketplace, made only through the deeds that people use,
// to whoever sits at this machine.
func demo(ctx context.Context, env environment, args []string) (err error) {
	c := defaults(env)
	c.data, c.database, c.smtp, c.key = "", "", "", "" // it never touches the real thing
	c.name, c.zone = "Quaylane IP Protection", "Asia/Shanghai"
	c.mailFrom = "Quaylane IP Protection <ip@quaylane.example>"
	set := flags(env, "demo")
	set.StringVar(&c.data, "data", "", "folder to keep everything in; without it everything goes at the end")
	c.addrFlag(set)
	if err := parse(set, args); err != nil {
		return err
	}
	if !isLoopback(c.addr) {
		return fmt.Errorf("the demonstration lets everybody be anybody, so it listens on this machine only: %s is for others too; write 127.0.0.1 in its place", c.addr)
	}
	l, host, err := listenLoopback(ctx, c.addr)
	if err != nil {
		return err
	}
	defer func() { _ = l.Close() }()
	c.baseURL = "http://" + host
	if err := c.check(); err != nil {
		return err
	}
	if c.data == "" {
		if c.data, err = os.MkdirTemp("", "ipportal-demo-"); err != nil {
			return fmt.Errorf("make a folder for the demonstration: %w", err)
		}
		defer func() { err = errors.Join(err, os.RemoveAll(c.data)) }()
	}
	c.pictures = marketplace.Samples()
	if c.security == "" {
		c.security = "mailto:security@quaylane.example"
	}
	if err := makeSample(ctx, c, env); err != nil {
		return err
	}
	p, err := open(ctx, c, web.NewLogger(env.stderr), env.clock)
	if err != nil {
		return err
	}
	defer p.close()
	// A second interrupt ends the program at once.
	context.AfterFunc(ctx, func() { signal.Reset(os.Interrupt, syscall.SIGTERM) })
	end, err := p.operate(ctx, ipcase.ProcessBoth)
	if err != nil {
		return err
	}
	defer end()
	defer p.startWorker(ctx)()
	deps := p.deps()
	deps.Demo = &web.DemoDeps{OneHost: true, Outbox: p.outbox, Facts: sample.Facts(p.service, p.accounts)}
	return p.serveOn(ctx, l, web.New(deps), func(string) { //nolint:contextcheck // a handler's context is its request's
		_, _ = fmt.Fprintf(env.stdout, "\nOpen %s/\n\n", c.baseURL)
	})
}

// makeSample fills the folder, unless the sample in it is complete already.
func makeSample(ctx context.Context, c config, env environment) error {
	say := func(line string) { _, _ = fmt.Fprintln(env.stdout, line) }
	done, again, err := sample.Prepare(c.data)
	if err != nil || done {
		return err
	}
	if again {
		say("The making of the sample marketplace was broken off the last time. It is made anew.")
	}
	c.unsynced = true
	lens := c.camera
	c.camera = nil // of weeks ago there are no pages any more
	now := env.clock.Now()
	clock := sample.NewClock(now)
	p, err := open(ctx, c, web.NewLogger(env.stderr), clock)
	if err != nil {
		return err
	}
	w := p.worker()
	err = sample.Seed(ctx, sample.Ground{
		Service: p.service, Accounts: p.accounts, Catalogue: p.catalogue, Blobs: p.blobs, Mail: p.mail, Compose: w.Compose,
		Clock: clock, Now: now, Say: say, Camera: lens,
	})
	p.close()
	if err != nil {
		return fmt.Errorf("make the sample marketplace: %w", plain(err))
	}
	return sample.Finish(c.data)
}
