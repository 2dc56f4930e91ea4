package web

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
)

// Every limit of the face to browsers stands in this file. Those of a deed (lines
// of a complaint, characters of a text) stand with the deed in ipcase, those of a
// file in ipcase/evidence, and those of signing in in ipcase/account.

// Limits of the listening side: nobody may hold a connection for nothing. Routes
// that take files extend the two deadlines for themselves.
const (
	headerTimeout = 5 * time.Second
	readTimeout   = 30 * time.Second
	writeTimeout  = 60 * time.Second
	idleTimeout   = 2 * time.Minute
	uploadTimeout = 10 * time.Minute
	maxHeader     = 16 << 10
	drainTimeout  = 20 * time.Second

	// DefaultMaxConnections is how many connections are open at once unless said
	// otherwise. Further ones wait unanswered until one ends, which the times above
	// see to.
	DefaultMaxConnections = 2000
)

// times are the two that tests shorten.
type times struct{ header, body time.Duration }

// Limits of a body.
const (
	formLimit   = 1 << 20
	uploadLimit = 64 << 20  // of a whole form with its files; each file has its own limit
	drainLimit  = 256 << 20 // read and thrown away so that the refusal reaches the browser
)

// Rates is how many requests one address and one person may make. The zero value
// takes the defaults.
type Rates struct {
	PerAddress, PerPerson     float64 // per second, kept up
	AddressBurst, PersonBurst int     // at once
	PerCostly                 float64 // of one person's costly requests: see costly
	CostlyBurst               int
	FilesAtOnce               int // in one form
}

func (r Rates) orDefaults() Rates {
	number := func(v *int, d int) {
		if *v == 0 {
			*v = d
		}
	}
	rate := func(v *float64, d float64) {
		if *v == 0 {
			*v = d
		}
	}
	rate(&r.PerAddress, 30)
	rate(&r.PerPerson, 15)
	rate(&r.PerCostly, 2)
	number(&r.AddressBurst, 400)
	number(&r.PersonBurst, 200)
	number(&r.CostlyBurst, 100)
	number(&r.FilesAtOnce, 20)
	return r
}

// costly says whether a request is of those that cost most: it files or acts,
// sends files, searches, or takes data out. They have a rate of their own.
func costly(c echo.Context, r route) bool {
	switch {
	case r.upload, r.method == http.MethodPost && r.who != anyone && r.who != demoOnly:
		return true
	case strings.HasSuffix(r.path, ".csv"), strings.HasSuffix(r.path, ".zip"), strings.HasSuffix(r.path, "/export"):
		return true
	default:
		return c.QueryParam("q") != ""
	}
}

// addressOf finds the address of who asks. A forwarded address is believed only
// of the proxies that are named; without any, only the connection counts.
func addressOf(proxies []netip.Prefix) echo.IPExtractor {
	if len(proxies) == 0 {
		return echo.ExtractIPDirect()
	}
	trust := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, p := range proxies {
		p = p.Masked()
		trust = append(trust, echo.TrustIPRange(&net.IPNet{
			IP: p.Addr().AsSlice(), Mask: net.CIDRMask(p.Bits(), p.Addr().BitLen()),
		}))
	}
	return echo.ExtractIPFromXFFHeader(trust...)
}
