package main

import (
	"crypto/x509"
	"encoding/pem"
	"errors"
	"net"
	"os"
	"time"

	"ipportal/ipcase/dsa/api"
	"ipportal/web/watch"
)

const operatingHelp = `
For whoever runs it:
  IPPORTAL_DSA             the Transparency Database of the European Union: https://token:SECRET@host; statements of reasons
                           wait until it is set
  IPPORTAL_PRIVATE_ADDR    where metrics, readiness and profiles are shown, such as 127.0.0.1:9090; not for browsers; none
  IPPORTAL_CERTIFICATE     file with the certificate of the proxy in front: its last day stands on the operator's page
  IPPORTAL_DMCA_AGENT      day on which the agent for notices was last registered at the Copyright Office, such as
                           2025-03-01: it lasts three years (37 CFR 201.38)
Traces go where the standard variables say, by OTLP over http; nowhere without an endpoint:
  OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS,
  OTEL_EXPORTER_OTLP_TIMEOUT, OTEL_EXPORTER_OTLP_PROTOCOL (http/protobuf only); also OTEL_SERVICE_NAME,
  OTEL_RESOURCE_ATTRIBUTES, OTEL_TRACES_SAMPLER and OTEL_BSP_…
`

// operating is what only whoever runs the portal sees.
type operating struct {
	private     string
	dsa         string
	certificate string
	dmca        string

	traces, ownTraces, traceHeaders, traceTimeout, traceProtocol string

	dmcaOn        *time.Time
	certificateTo *time.Time
	spans         *watch.Traces
}

func operatingFrom(getenv func(string) string) operating {
	return operating{
		dsa: getenv("IPPORTAL_DSA"), private: getenv("IPPORTAL_PRIVATE_ADDR"), certificate: getenv("IPPORTAL_CERTIFICATE"), dmca: getenv("IPPORTAL_DMCA_AGENT"),
		traces: getenv("OTEL_EXPORTER_OTLP_ENDPOINT"), ownTraces: getenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"), traceHeaders: getenv("OTEL_EXPORTER_OTLP_HEADERS"),
		traceTimeout: getenv("OTEL_EXPORTER_OTLP_TIMEOUT"), traceProtocol: getenv("OTEL_EXPORTER_OTLP_PROTOCOL"),
	}
}

func operateVariables() []variable {
	return []variable{
		{"IPPORTAL_DSA", withToken, func(c *config) string { return c.dsa }},
		{"IPPORTAL_PRIVATE_ADDR", public, func(c *config) string { return c.private }},
		{"IPPORTAL_CERTIFICATE", public, func(c *config) string { return c.certificate }},
		{"IPPORTAL_DMCA_AGENT", public, func(c *config) string { return c.dmca }},
		{"OTEL_EXPORTER_OTLP_ENDPOINT", withUser, func(c *config) string { return c.traces }},
		{"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", withUser, func(c *config) string { return c.ownTraces }},
		{"OTEL_EXPORTER_OTLP_HEADERS", headers, func(c *config) string { return c.traceHeaders }},
		{"OTEL_EXPORTER_OTLP_TIMEOUT", public, func(c *config) string { return c.traceTimeout }},
		{"OTEL_EXPORTER_OTLP_PROTOCOL", public, func(c *config) string { return c.traceProtocol }},
	}
}

func (o *operating) check(say func(string, ...any)) {
	if o.dsa != "" {
		if _, err := api.New(o.dsa); err != nil { // its value holds a secret
			say("IPPORTAL_DSA cannot be used: %w", err)
		}
	}
	if o.private != "" {
		if _, _, err := net.SplitHostPort(o.private); err != nil {
			say("IPPORTAL_PRIVATE_ADDR is %q; write it as HOST:PORT, such as 127.0.0.1:9090", o.private)
		}
	}
	if o.dmca != "" {
		day, err := time.Parse(time.DateOnly, o.dmca)
		if err != nil {
			say("IPPORTAL_DMCA_AGENT is %q; write a day, such as 2025-03-01", o.dmca)
		}
		o.dmcaOn = &day
	}
	if o.certificate != "" {
		to, err := lastDay(o.certificate)
		if err != nil {
			say("IPPORTAL_CERTIFICATE cannot be read: %w", err)
		}
		o.certificateTo = to
	}
	spans, err := watch.ParseTraces(o.traces, o.ownTraces, o.traceHeaders, o.traceTimeout, o.traceProtocol)
	if err != nil {
		say("%w", err)
	}
	o.spans = spans
}

// lastDay is until when the first certificate of a file holds.
func lastDay(file string) (*time.Time, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		if block.Type != "CERTIFICATE" {
			continue
		}
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, err
		}
		to := c.NotAfter.UTC()
		return &to, nil
	}
	return nil, errors.New("it holds no certificate")
}
