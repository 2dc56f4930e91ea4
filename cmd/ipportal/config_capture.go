package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"ipportal/ipcase"
	"ipportal/ipcase/camera"
)

const captureHelp = `
Pictures of complained listings' pages are taken where there is a browser:
  IPPORTAL_CHROMIUM          path of a Chromium or Chrome; without it no page is captured, and nothing is said of captures
  IPPORTAL_CHROMIUM_HOSTS    hosts from which the marketplace's pages load besides their own, parted by commas; none
  IPPORTAL_CHROMIUM_SANDBOX  off: without the browser's own sandbox, where the container allows none; on
`

// capturing is the browser that takes pictures of listings' pages.
type capturing struct {
	chromium string
	hosts    string
	sandbox  string

	camera ipcase.Camera // nil: none
}

func capturingFrom(getenv func(string) string) capturing {
	return capturing{chromium: getenv("IPPORTAL_CHROMIUM"), hosts: getenv("IPPORTAL_CHROMIUM_HOSTS"), sandbox: getenv("IPPORTAL_CHROMIUM_SANDBOX")}
}

func captureVariables() []variable {
	return []variable{
		{"IPPORTAL_CHROMIUM", public, func(c *config) string { return c.chromium }},
		{"IPPORTAL_CHROMIUM_HOSTS", public, func(c *config) string { return c.hosts }},
		{"IPPORTAL_CHROMIUM_SANDBOX", public, func(c *config) string { return or(c.sandbox, "on") }},
	}
}

func (b *capturing) check(say func(string, ...any)) {
	b.camera = nil
	var hosts []string
	for host := range strings.SplitSeq(b.hosts, ",") {
		host = strings.TrimSpace(host)
		if host == "" {
			continue
		}
		if u, err := url.Parse("https://" + host); err != nil || u.Host != host || strings.ContainsAny(host, "*/@?#") {
			say("IPPORTAL_CHROMIUM_HOSTS names %q; write hosts parted by commas, such as img.example.com,cdn.example.com", host)
		}
		hosts = append(hosts, host)
	}
	if b.sandbox != "" && b.sandbox != "on" && b.sandbox != "off" {
		say("IPPORTAL_CHROMIUM_SANDBOX is %q; write on or off", b.sandbox)
	}
	if b.chromium == "" {
		return
	}
	if !filepath.IsAbs(b.chromium) {
		say("IPPORTAL_CHROMIUM is %q; write the whole path, such as /usr/bin/chromium", b.chromium)
	}
	b.camera = camera.New(camera.Config{Path: b.chromium, Hosts: hosts, Bare: b.sandbox == "off"})
}

// browserHere says what is wrong with the browser on this machine. A process that only
// answers does without it, so that this stops nothing.
func (b *capturing) browserHere() error {
	if b.chromium == "" {
		return nil
	}
	info, err := os.Stat(b.chromium)
	if err == nil && (info.IsDir() || info.Mode()&0o111 == 0) {
		err = errors.New("it is no program")
	}
	if err != nil {
		return fmt.Errorf("IPPORTAL_CHROMIUM is %q, and no browser can be started from there: %w", b.chromium, err)
	}
	return nil
}

// warnOfBrowser says before the work begins that no page will be captured.
func (p *portal) warnOfBrowser(ctx context.Context) {
	if err := p.browserHere(); err != nil {
		p.log.WarnContext(ctx, "no page of a listing can be captured here", "error", err)
	}
}
