package main

import (
	"context"
	"fmt"
	"net"

	"ipportal/ipcase"
	"ipportal/web"
)

func serve(ctx context.Context, env environment, args []string) error {
	c := defaults(env)
	set := flags(env, "serve")
	c.dataFlag(set)
	c.addrFlag(set)
	set.StringVar(&c.baseURL, "base-url", c.baseURL, "how the portal is reached")
	idle := set.Bool("no-work", false, "only answer; another process runs `ipportal work`")
	if err := parse(set, args); err != nil {
		return err
	}
	if err := c.check(); err != nil {
		return err
	}
	p, err := open(ctx, c, web.NewLogger(env.stderr), env.clock)
	if err != nil {
		return err
	}
	defer p.close()
	for _, name := range unknownVariables(env.environ()) {
		p.log.WarnContext(ctx, "a setting means nothing to the portal", "name", name, "perhaps", meant(name))
	}
	if c.smtp == "" {
		p.log.WarnContext(ctx, "no mail server is set (IPPORTAL_SMTP): mail is put into the outbox folder and reaches nobody")
	}
	if p.security == "" {
		p.log.WarnContext(ctx, "no contact for reports of weaknesses is set (IPPORTAL_SECURITY_CONTACT): there is no security.txt")
	}
	does := ipcase.ProcessServes
	if !*idle {
		does = ipcase.ProcessBoth
	}
	end, err := p.operate(ctx, does)
	if err != nil {
		return err
	}
	defer end()
	if !*idle {
		defer p.startWorker(ctx)()
	}
	return p.listen(ctx, web.New(p.deps()), nil) //nolint:contextcheck // a handler's context is its request's
}

// listen answers until ctx ends, and tells ready where once it does.
func (p *portal) listen(ctx context.Context, server *web.Server, ready func(addr string)) error {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", p.addr)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	return p.serveOn(ctx, l, server, ready)
}

// serveOn answers on l until ctx ends.
func (p *portal) serveOn(ctx context.Context, l net.Listener, server *web.Server, ready func(addr string)) error {
	p.log.InfoContext(ctx, "listening", "addr", l.Addr().String(), "url", p.baseURL)
	if ready != nil {
		ready(l.Addr().String())
	}
	err := server.Serve(ctx, l)
	p.log.InfoContext(ctx, "stopped")
	return err
}

// work carries out what is due, and answers nobody.
func work(ctx context.Context, env environment, args []string) error {
	c := defaults(env)
	set := flags(env, "work")
	c.dataFlag(set)
	if err := parse(set, args); err != nil {
		return err
	}
	if err := c.check(); err != nil {
		return err
	}
	p, err := open(ctx, c, web.NewLogger(env.stderr), env.clock)
	if err != nil {
		return err
	}
	defer p.close()
	for _, name := range unknownVariables(env.environ()) {
		p.log.WarnContext(ctx, "a setting means nothing to the portal", "name", name, "perhaps", meant(name))
	}
	end, err := p.operate(ctx, ipcase.ProcessWorks)
	if err != nil {
		return err
	}
	defer end()
	p.warnOfBrowser(ctx)
	p.log.InfoContext(ctx, "working")
	p.worker().Run(ctx)
	p.log.InfoContext(ctx, "stopped")
	return nil
}
