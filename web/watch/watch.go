// Package watch shows a running portal to whoever runs it: figures for Prometheus,
// traces for OpenTelemetry, profiles, and whether it is ready. It answers on an
// address of its own, which is not for browsers. What it shows is counts, names of
// routes and lengths of time: nothing of anybody, no address, no value of a statement.
package watch

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/pprof"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
)

// figuresFor is how long the figures of the database are handed out before they are
// read again: however often somebody scrapes, it costs no more.
const figuresFor = 15 * time.Second

// figuresLimit bounds the reading of the figures.
const figuresLimit = 5 * time.Second

// Config is what is watched.
type Config struct {
	Figures func(context.Context) (ipcase.Figures, error)
	Pool    func() database.Connections
	Missing func(context.Context) []string // what it takes to be ready and is not there
	Clock   ipcase.Clock
	Log     *slog.Logger
	Tracer  trace.Tracer // nil: nothing is traced
}

// Watch collects what is to be shown.
type Watch struct {
	Config
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
	answers  *prometheus.CounterVec
	jobs     *prometheus.HistogramVec

	mu     sync.Mutex
	last   ipcase.Figures
	lastOK bool
	readAt time.Time
}

// New makes one. Nothing is shown before Handler is served.
func New(c Config) *Watch {
	if c.Tracer == nil {
		c.Tracer = noop.NewTracerProvider().Tracer("ipportal")
	}
	seconds := []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}
	w := &Watch{
		Config: c, registry: prometheus.NewRegistry(),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "ipportal_request_seconds", Help: "How long answers took, by route.", Buckets: seconds,
		}, []string{"route"}),
		answers: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "ipportal_requests_total", Help: "Answers by route and status."}, []string{"route", "status"}),
		jobs: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "ipportal_job_seconds", Help: "How long deliveries of this process took, by kind and end.", Buckets: append(seconds, 60, 300),
		}, []string{"kind", "end"}),
	}
	w.registry.MustRegister(w.requests, w.answers, w.jobs, figures{w}, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return w
}

// Handler answers on the private address.
func (w *Watch) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(w.registry, promhttp.HandlerOpts{ErrorLog: slog.NewLogLogger(w.Log.Handler(), slog.LevelWarn)}))
	mux.HandleFunc("GET /healthz", func(rw http.ResponseWriter, _ *http.Request) { _, _ = rw.Write([]byte("ok\n")) })
	mux.HandleFunc("GET /readyz", func(rw http.ResponseWriter, r *http.Request) {
		missing := w.Missing(r.Context())
		if len(missing) > 0 {
			rw.WriteHeader(http.StatusServiceUnavailable)
			_, _ = rw.Write([]byte("not ready\n" + strings.Join(missing, "\n") + "\n"))
			return
		}
		_, _ = rw.Write([]byte("ready\n"))
	})
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	return mux
}

// Request watches one request from its route to its answer; route is the pattern,
// never the address.
func (w *Watch) Request(ctx context.Context, method, route string) (context.Context, func(status int)) {
	name, began := method+" "+route, time.Now() //nolint:forbidigo // a length of time, not legal time
	ctx, span := w.Tracer.Start(ctx, name, trace.WithSpanKind(trace.SpanKindServer),
		trace.WithAttributes(attribute.String("http.request.method", method), attribute.String("http.route", route)))
	return ctx, func(status int) {
		w.requests.WithLabelValues(name).Observe(time.Since(began).Seconds()) //nolint:forbidigo // as above
		w.answers.WithLabelValues(name, strconv.Itoa(status)).Inc()
		span.SetAttributes(attribute.Int("http.response.status_code", status))
		if status >= http.StatusInternalServerError {
			span.SetStatus(codes.Error, "")
		}
		span.End()
	}
}

// Delivery watches one call to the outside.
func (w *Watch) Delivery(ctx context.Context, d ipcase.Delivery) (context.Context, func(end string)) {
	began := time.Now() //nolint:forbidigo // a length of time, not legal time
	ctx, span := w.Tracer.Start(ctx, "deliver "+string(d.Kind), trace.WithSpanKind(trace.SpanKindConsumer),
		trace.WithAttributes(attribute.Int64("ipportal.delivery", d.ID), attribute.Int("ipportal.attempt", d.Attempts)))
	return ctx, func(end string) {
		w.jobs.WithLabelValues(string(d.Kind), end).Observe(time.Since(began).Seconds()) //nolint:forbidigo // as above
		span.SetAttributes(attribute.String("ipportal.end", end))
		if end != "done" {
			span.SetStatus(codes.Error, end)
		}
		span.End()
	}
}

// Statement watches one statement of the database, where it belongs to something
// that is traced. Its text has no values in it.
func (w *Watch) Statement(ctx context.Context, operation, table string) (context.Context, func(text string, err error)) {
	if !trace.SpanContextFromContext(ctx).IsValid() {
		return ctx, nil
	}
	ctx, span := w.Tracer.Start(ctx, strings.TrimSpace(operation+" "+table), trace.WithSpanKind(trace.SpanKindClient))
	return ctx, func(text string, err error) {
		span.SetAttributes(attribute.String("db.query.text", text))
		if err != nil {
			span.SetStatus(codes.Error, "") // its words may hold values
		}
		span.End()
	}
}

// figures hands out what the database says.
type figures struct{ *Watch }

func (w *Watch) figures() (ipcase.Figures, bool) {
	w.mu.Lock() // who comes meanwhile waits for the same answer
	defer w.mu.Unlock()
	now := time.Now() //nolint:forbidigo // how old a figure is, not legal time
	if now.Sub(w.readAt) < figuresFor {
		return w.last, w.lastOK
	}
	ctx, stop := context.WithTimeout(context.Background(), figuresLimit)
	defer stop()
	f, err := w.Figures(ctx)
	if err != nil {
		w.Log.WarnContext(ctx, "the figures could not be read", "error", err)
	} else {
		w.last = f
	}
	w.lastOK, w.readAt = err == nil, now
	return w.last, w.lastOK
}
