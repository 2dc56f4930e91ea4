package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/trace"

	"ipportal/ipcase"
	"ipportal/web/watch"
)

// operate begins what whoever runs the portal looks at: figures and profiles at the
// private address, traces, and this process's signs of life. end lets all of it end.
func (p *portal) operate(ctx context.Context, does ipcase.ProcessDoes) (end func(), err error) {
	tracer, flush, err := p.startTraces(ctx)
	if err != nil {
		return nil, err
	}
	p.watch = watch.New(watch.Config{
		Figures: p.service.ReadFigures, Pool: p.db.Connections, Missing: p.missing, Clock: p.clock, Log: p.log, Tracer: tracer,
	})
	if tracer != nil {
		if err := p.db.Observe(p.watch.Statement); err != nil {
			return nil, fmt.Errorf("watch the database: %w", err)
		}
	}
	var running sync.WaitGroup
	if p.private != "" {
		var lc net.ListenConfig
		l, err := lc.Listen(ctx, "tcp", p.private)
		if err != nil {
			return nil, fmt.Errorf("listen privately: %w", err)
		}
		running.Go(func() { p.servePrivately(ctx, l) })
	}
	running.Go(func() { p.live(ctx, does) })
	return func() {
		running.Wait()
		flush()
	}, nil
}

// startTraces begins to send spans, where an endpoint is set.
func (p *portal) startTraces(ctx context.Context) (trace.Tracer, func(), error) {
	if p.spans == nil {
		return nil, func() {}, nil
	}
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { p.log.WarnContext(ctx, "spans could not be sent", "error", err) }))
	tracer, stop, err := p.spans.Start(ctx, version())
	if err != nil {
		return nil, nil, err
	}
	return tracer, func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), p.spans.Timeout)
		defer cancel()
		if err := stop(ctx); err != nil {
			p.log.WarnContext(ctx, "spans could not be sent", "error", err)
		}
	}, nil
}

// version is the revision that the program was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	return info.Main.Version
}

// servePrivately answers at the private address until ctx ends.
func (p *portal) servePrivately(ctx context.Context, l net.Listener) {
	p.log.InfoContext(ctx, "listening privately", "addr", l.Addr().String())
	server := &http.Server{Handler: p.watch.Handler(), ReadHeaderTimeout: 5 * time.Second}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stop()
	if err := server.Serve(l); err != nil && !errors.Is(err, http.ErrServerClosed) {
		p.log.ErrorContext(ctx, "the private address does not answer", "error", err)
	}
}

// live gives signs of life until ctx ends, and then says that it ends.
func (p *portal) live(ctx context.Context, does ipcase.ProcessDoes) {
	host, _ := os.Hostname()
	me := ipcase.Process{Key: strings.ToLower(rand.Text()), Host: host, Does: does}
	tick := time.NewTicker(ipcase.BeatEvery)
	defer tick.Stop()
	for ctx.Err() == nil {
		if err := p.service.Beat(ctx, me); err != nil && ctx.Err() == nil {
			p.log.WarnContext(ctx, "a sign of life could not be given", "error", err)
		}
		select {
		case <-ctx.Done():
		case <-tick.C:
		}
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := p.service.Leave(last, me.Key); err != nil {
		p.log.WarnContext(last, "a sign of life could not be given", "error", err)
	}
}

func (p *portal) watchRequest() func(context.Context, string, string) (context.Context, func(int)) {
	if p.watch == nil {
		return nil
	}
	return p.watch.Request
}

func (p *portal) watchDelivery() func(context.Context, ipcase.Delivery) (context.Context, func(string)) {
	if p.watch == nil {
		return nil
	}
	return p.watch.Delivery
}

// readiness remembers what was missing, so that asking often costs nothing.
type readiness struct {
	mu      sync.Mutex
	missing []string
	asked   time.Time
}

const (
	readyFor   = 2 * time.Second
	readyLimit = 3 * time.Second
	leastRoom  = 256 << 20 // bytes of the disk that are left
)

// missing says what it takes to be ready and is not there: database, migrations,
// evidence, disk; and that the process is ending.
func (p *portal) missing(ctx context.Context) []string {
	if p.stopping.Err() != nil {
		return []string{"stopping"}
	}
	r := &p.readiness
	r.mu.Lock()
	defer r.mu.Unlock()
	if now := time.Now(); now.Sub(r.asked) > readyFor {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), readyLimit)
		defer cancel()
		was := len(r.missing)
		r.missing = p.look(ctx)
		r.asked = now
		switch {
		case was == 0 && len(r.missing) > 0:
			p.log.WarnContext(ctx, "not ready", "missing", strings.Join(r.missing, ", "))
		case was > 0 && len(r.missing) == 0:
			p.log.InfoContext(ctx, "ready again")
		}
	}
	return r.missing
}

func (p *portal) look(ctx context.Context) (missing []string) {
	if what, err := p.db.Ready(ctx); err != nil {
		missing = append(missing, or(what, "database"))
	}
	if err := p.blobs.Ready(ctx); err != nil {
		missing = append(missing, "evidence")
	}
	if free, err := room(p.data); err != nil || free < leastRoom {
		missing = append(missing, "disk")
	}
	return missing
}

// health asks the portal that listens here, so that an image without a shell can
// have a health check.
func health(ctx context.Context, env environment, args []string) error {
	c := defaults(env)
	set := flags(env, "health")
	c.dataFlag(set)
	c.addrFlag(set)
	if err := parse(set, args); err != nil {
		return err
	}
	host, port, err := net.SplitHostPort(c.addr)
	if err != nil {
		return fmt.Errorf("IPPORTAL_ADDR is %q; write it as HOST:PORT", c.addr)
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+"/readyz", nil)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("nobody answers: %w", err)
	}
	defer func() { _ = res.Body.Close() }()
	_, _ = io.Copy(env.stdout, io.LimitReader(res.Body, 1000))
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("the portal answers %d", res.StatusCode)
	}
	return nil
}
