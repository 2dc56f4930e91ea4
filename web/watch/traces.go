package watch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
	collector "go.opentelemetry.io/proto/slim/otlp/collector/trace/v1"
	common "go.opentelemetry.io/proto/slim/otlp/common/v1"
	res "go.opentelemetry.io/proto/slim/otlp/resource/v1"
	otlp "go.opentelemetry.io/proto/slim/otlp/trace/v1"
	"google.golang.org/protobuf/proto"
)

// The published exporter for OTLP over http brings gRPC and its gateway into the
// program, eight megabytes of which nothing is used; this one brings three.

// Traces is where spans go.
type Traces struct {
	URL     string // …/v1/traces
	Headers map[string]string
	Timeout time.Duration
}

// ParseTraces reads the standard variables of an exporter of traces; nil where none
// is set. All that is wrong is said at once.
func ParseTraces(endpoint, own, headers, timeout, protocol string) (*Traces, error) {
	t := &Traces{URL: own, Headers: map[string]string{}, Timeout: 10 * time.Second}
	var wrong []error
	if t.URL == "" && endpoint != "" {
		t.URL = strings.TrimRight(endpoint, "/") + "/v1/traces"
	}
	if t.URL == "" {
		return nil, nil //nolint:nilnil // nothing is traced
	}
	if u, err := url.Parse(t.URL); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		wrong = append(wrong, errors.New("OTEL_EXPORTER_OTLP_ENDPOINT cannot be used; write it as http://host:4318 or https://host"))
	}
	if protocol != "" && protocol != "http/protobuf" {
		wrong = append(wrong, fmt.Errorf("OTEL_EXPORTER_OTLP_PROTOCOL is %q; the portal speaks http/protobuf", protocol))
	}
	if timeout != "" {
		ms, err := strconv.Atoi(timeout)
		if err != nil || ms <= 0 {
			wrong = append(wrong, fmt.Errorf("OTEL_EXPORTER_OTLP_TIMEOUT is %q; write a number of milliseconds", timeout))
		}
		t.Timeout = time.Duration(ms) * time.Millisecond
	}
	for pair := range strings.SplitSeq(headers, ",") {
		if strings.TrimSpace(pair) == "" {
			continue
		}
		name, value, ok := strings.Cut(pair, "=")
		value, err := url.QueryUnescape(strings.TrimSpace(value))
		if !ok || err != nil || strings.TrimSpace(name) == "" {
			wrong = append(wrong, errors.New("OTEL_EXPORTER_OTLP_HEADERS cannot be read; write it as name=value,name=value"))
			break
		}
		t.Headers[strings.TrimSpace(name)] = value
	}
	return t, errors.Join(wrong...)
}

// Start begins to collect spans and to send them; end sends what is left.
// OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES, OTEL_TRACES_SAMPLER and OTEL_BSP_… are
// read by the library itself.
func (t *Traces) Start(ctx context.Context, version string) (tracer trace.Tracer, end func(context.Context) error, err error) {
	of, err := resource.New(ctx, resource.WithAttributes(attribute.String("service.name", "ipportal"), attribute.String("service.version", version)),
		resource.WithTelemetrySDK(), resource.WithFromEnv())
	if err != nil {
		return nil, nil, fmt.Errorf("say whose traces they are: %w", err)
	}
	provider := sdk.NewTracerProvider(sdk.WithBatcher(&exporter{Traces: *t, client: &http.Client{Timeout: t.Timeout}}), sdk.WithResource(of))
	return provider.Tracer("ipportal"), provider.Shutdown, nil
}

// exporter sends spans as OTLP over http.
type exporter struct {
	Traces
	client *http.Client
}

// Shutdown implements sdk.SpanExporter.
func (e *exporter) Shutdown(context.Context) error { return nil }

// ExportSpans implements sdk.SpanExporter.
func (e *exporter) ExportSpans(ctx context.Context, spans []sdk.ReadOnlySpan) error {
	if len(spans) == 0 {
		return nil
	}
	scope := &otlp.ScopeSpans{Scope: &common.InstrumentationScope{Name: spans[0].InstrumentationScope().Name}}
	for _, s := range spans {
		scope.Spans = append(scope.Spans, wire(s))
	}
	body, err := proto.Marshal(&collector.ExportTraceServiceRequest{ResourceSpans: []*otlp.ResourceSpans{{
		Resource: &res.Resource{Attributes: attributes(spans[0].Resource().Attributes())}, ScopeSpans: []*otlp.ScopeSpans{scope},
	}}})
	if err != nil {
		return fmt.Errorf("write spans: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, e.URL, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("send spans: %w", err)
	}
	req.Header.Set("Content-Type", "application/x-protobuf")
	for name, value := range e.Headers {
		req.Header.Set(name, value)
	}
	answer, err := e.client.Do(req)
	if err != nil {
		return fmt.Errorf("send spans: %w", err)
	}
	defer answer.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(answer.Body, 1<<16))
	if answer.StatusCode/100 != 2 {
		return fmt.Errorf("send spans: the collector answered %d", answer.StatusCode)
	}
	return nil
}

func wire(s sdk.ReadOnlySpan) *otlp.Span {
	id, span, parent := s.SpanContext().TraceID(), s.SpanContext().SpanID(), s.Parent().SpanID()
	w := &otlp.Span{
		TraceId: id[:], SpanId: span[:], Name: s.Name(), Kind: otlp.Span_SpanKind(s.SpanKind()), //nolint:gosec // one of six
		StartTimeUnixNano: nanos(s.StartTime()), EndTimeUnixNano: nanos(s.EndTime()), Attributes: attributes(s.Attributes()),
		Status: &otlp.Status{Code: statusOf(s), Message: s.Status().Description},
	}
	if s.Parent().HasSpanID() {
		w.ParentSpanId = parent[:]
	}
	return w
}

func nanos(t time.Time) uint64 { return uint64(max(t.UnixNano(), 0)) }

// statusOf turns the library's code (1 error, 2 ok) into the protocol's (2 error, 1 ok).
func statusOf(s sdk.ReadOnlySpan) otlp.Status_StatusCode {
	return [...]otlp.Status_StatusCode{otlp.Status_STATUS_CODE_UNSET, otlp.Status_STATUS_CODE_ERROR, otlp.Status_STATUS_CODE_OK}[min(int(s.Status().Code), 2)]
}

func attributes(from []attribute.KeyValue) []*common.KeyValue {
	all := make([]*common.KeyValue, 0, len(from))
	for _, a := range from {
		v := &common.AnyValue{Value: &common.AnyValue_StringValue{StringValue: a.Value.String()}}
		if a.Value.Type() == attribute.INT64 {
			v.Value = &common.AnyValue_IntValue{IntValue: a.Value.AsInt64()}
		}
		all = append(all, &common.KeyValue{Key: string(a.Key), Value: v})
	}
	return all
}
