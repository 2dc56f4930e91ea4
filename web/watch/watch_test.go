package watch_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
	collector "go.opentelemetry.io/proto/slim/otlp/collector/trace/v1"
	otlp "go.opentelemetry.io/proto/slim/otlp/trace/v1"
	"google.golang.org/protobuf/proto"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web"
	"ipportal/web/watch"
	"ipportal/web/webtest"
)

func no(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%+v", err)
	}
}

// scrape reads the figures as Prometheus does: name{labels} → value.
func scrape(t *testing.T, h http.Handler) map[string]float64 {
	t.Helper()
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil))
	parser := expfmt.NewTextParser(model.LegacyValidation)
	families, err := parser.TextToMetricFamilies(rec.Body)
	no(t, err)
	all := map[string]float64{}
	for name, f := range families {
		for _, m := range f.GetMetric() {
			var labels []string
			for _, l := range m.GetLabel() {
				labels = append(labels, l.GetName()+"="+l.GetValue())
			}
			all[name+"{"+strings.Join(labels, ",")+"}"] = m.GetGauge().GetValue() + m.GetCounter().GetValue() + float64(m.GetHistogram().GetSampleCount())
		}
	}
	return all
}

func config(w *ipcasetest.World, figures func(context.Context) (ipcase.Figures, error)) watch.Config {
	return watch.Config{
		Figures: figures, Pool: w.DB.Connections, Clock: w.Clock, Log: slog.New(slog.DiscardHandler),
		Missing: func(context.Context) []string { return nil },
	}
}

// The figures say what waits, for whom, and what is late; asking often asks the
// database once.
func TestFiguresSayWhatWaits(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		w.OwnRules = true
		_, cases := w.File(w.Right(ipcase.Trademark), "H1", "T1")
		no(t, w.Rule(w.Rita, cases[w.Haiyun.OrgID], ipcase.MoveAccept))
		no(t, w.Beat(t.Context(), ipcase.Process{Key: "a", Host: "one", Does: ipcase.ProcessBoth}))
		read := 0
		h := watch.New(config(w, func(ctx context.Context) (ipcase.Figures, error) {
			read++
			return w.ReadFigures(ctx)
		})).Handler()
		got := scrape(t, h)
		for name, want := range map[string]float64{
			"ipportal_turns_waiting{kind=seller}": 1, "ipportal_turns_waiting{kind=holder}": 0, "ipportal_turns_waiting{kind=review_notice}": 1,
			"ipportal_deadlines_late{}": 0, "ipportal_complaints_total{}": 1, "ipportal_processes{does=both}": 1, "ipportal_processes{does=work}": 0, "ipportal_figures_up{}": 1,
		} {
			if v, there := got[name]; !there || v != want {
				t.Errorf("%s is %v (%v), and not %v", name, v, there, want)
			}
		}
		if got["ipportal_jobs_waiting{kind=mail}"] < 1 || got["ipportal_database_connections{state=most}"] < 1 || got["ipportal_events_total{}"] < 3 {
			t.Errorf("mails %v, connections %v, events %v", got["ipportal_jobs_waiting{kind=mail}"], got["ipportal_database_connections{state=most}"], got["ipportal_events_total{}"])
		}
		for range 20 {
			scrape(t, h)
		}
		if read != 1 {
			t.Errorf("the figures were read %d times for 21 questions", read)
		}
		w.Work() // delivers, so that the clock runs
		w.Clock.Advance(60 * 24 * 3600 * 1e9)
		f, err := w.ReadFigures(t.Context())
		no(t, err)
		if f.LateDeadlines != 1 || f.OldestDeadline == nil || f.Turns[0].Late != 1 || f.Processes[0].Alive(w.Clock.Now()) {
			t.Errorf("after sixty days: %+v", f)
		}
	})
}

// Without a database the rest is still shown, and that it is away.
func TestFiguresWithoutADatabase(t *testing.T) {
	w := ipcasetest.New(t, ipcasetest.SQLite(t))
	c := config(w, func(context.Context) (ipcase.Figures, error) { return ipcase.Figures{}, fmt.Errorf("away") })
	c.Missing = func(context.Context) []string { return []string{"database"} }
	h := watch.New(c).Handler()
	if got := scrape(t, h); got["ipportal_figures_up{}"] != 0 || got["go_goroutines{}"] < 1 {
		t.Errorf("%v", got)
	}
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/readyz", nil))
	if rec.Code != http.StatusServiceUnavailable || rec.Body.String() != "not ready\ndatabase\n" {
		t.Errorf("%d %q", rec.Code, rec.Body)
	}
}

// received is a collector of traces.
type received struct {
	mu    sync.Mutex
	spans []*otlp.Span
	raw   bytes.Buffer
	heads []string
	of    string
}

func (c *received) ServeHTTP(_ http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	body, _ := io.ReadAll(r.Body)
	var req collector.ExportTraceServiceRequest
	if r.URL.Path != "/v1/traces" || r.Header.Get("Content-Type") != "application/x-protobuf" || proto.Unmarshal(body, &req) != nil {
		return
	}
	c.raw.Write(body)
	c.heads = append(c.heads, r.Header.Get("X-Token"))
	for _, rs := range req.GetResourceSpans() {
		for _, a := range rs.GetResource().GetAttributes() {
			if a.GetKey() == "service.name" {
				c.of = a.GetValue().GetStringValue()
			}
		}
		for _, s := range rs.GetScopeSpans() {
			c.spans = append(c.spans, s.GetSpans()...)
		}
	}
}

// A request is a span by its route, its statements are below it, a delivery is one
// of its own; and nothing of anybody is in any of them.
func TestTracesReachACollector(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		c := &received{}
		at := httptest.NewServer(c)
		defer at.Close()
		to, err := watch.ParseTraces(at.URL, "", "X-Token=a%20b", "", "")
		no(t, err)
		tracer, flush, err := to.Start(t.Context(), "test")
		no(t, err)
		w := watch.New(watch.Config{Log: slog.New(slog.DiscardHandler), Tracer: tracer})
		no(t, db.Observe(w.Statement))
		site := webtest.New(t, db, func(d *web.Deps) { d.Watch = w.Request })
		lin := site.As("lin")
		lin.Open("/messages?page=canary")
		_, end := w.Delivery(t.Context(), ipcase.Delivery{ID: 7, Kind: ipcase.DeliverMail, Attempts: 2})
		end("retried")
		no(t, flush(t.Context()))

		c.mu.Lock()
		defer c.mu.Unlock()
		byID := map[string]*otlp.Span{}
		for _, s := range c.spans {
			byID[hex.EncodeToString(s.GetSpanId())] = s
		}
		below, deliveries := 0, 0
		for _, s := range c.spans {
			parent := byID[hex.EncodeToString(s.GetParentSpanId())]
			if parent != nil && parent.GetName() == "GET /messages" && strings.HasPrefix(s.GetName(), "SELECT") {
				below++
			}
			if s.GetName() == "deliver mail" && s.GetStatus().GetCode() == otlp.Status_STATUS_CODE_ERROR && s.GetKind() == otlp.Span_SPAN_KIND_CONSUMER {
				deliveries++
			}
			if s.GetEndTimeUnixNano() < s.GetStartTimeUnixNano() || len(s.GetTraceId()) != 16 {
				t.Errorf("a span without time or trace: %v", s)
			}
		}
		if below < 1 || deliveries != 1 || c.of == "" || c.heads[0] != "a b" {
			t.Errorf("%d spans: %d statements below the page, %d deliveries, of %q, with %q", len(c.spans), below, deliveries, c.of, c.heads)
		}
		person := site.Person("lin")
		for _, private := range []string{person.Email, person.Name, webtest.Password, "canary"} {
			if private != "" && bytes.Contains(c.raw.Bytes(), []byte(private)) {
				t.Errorf("the spans hold %q", private)
			}
		}
		t.Logf("%d spans", len(c.spans))
	})
}

func TestWrongTraceSettingsAreNamed(t *testing.T) {
	if to, err := watch.ParseTraces("", "", "x", "y", "z"); to != nil || err != nil {
		t.Errorf("without an endpoint: %v, %v", to, err)
	}
	_, err := watch.ParseTraces("collector:4318", "", "token", "soon", "grpc")
	for _, name := range []string{"_ENDPOINT", "_HEADERS", "_TIMEOUT", "_PROTOCOL"} {
		if err == nil || !strings.Contains(err.Error(), "OTEL_EXPORTER_OTLP"+name) {
			t.Errorf("%s is not named: %v", name, err)
		}
	}
	to, err := watch.ParseTraces("https://c.example/base/", "", "", "", "http/protobuf")
	if err != nil || to.URL != "https://c.example/base/v1/traces" {
		t.Errorf("%v, %v", to, err)
	}
}
