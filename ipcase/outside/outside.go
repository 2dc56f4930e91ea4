// Package outside is how the portal reaches what it was told the address of: it
// connects to public addresses only, whatever a name led to a moment before.
package outside

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"syscall"
	"time"
)

// DialFor is how long a connection may take to come about.
const DialFor = 5 * time.Second

// ErrRefused is why an address was not connected to.
var ErrRefused = errors.New("not a public address")

// Judge says whether a host, as it is named, may lie at an address.
type Judge func(host string, at netip.Addr) bool

// Dial connects, and judges the address at that moment: a name that leads inside by
// now is refused however it was looked up before.
func (may Judge) Dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err //nolint:wrapcheck // cannot be
	}
	d := net.Dialer{Timeout: DialFor, Control: func(_, at string, _ syscall.RawConn) error {
		to, err := netip.ParseAddrPort(at)
		if err != nil || !may(host, to.Addr()) {
			return fmt.Errorf("%s: %w", at, ErrRefused)
		}
		return nil
	}}
	return d.DialContext(ctx, network, address) //nolint:wrapcheck // says itself what it did
}

// Anywhere lets a host lie at any public address.
func Anywhere(_ string, at netip.Addr) bool { return Public(at) }

// Public says whether an address is one of the open network.
func Public(at netip.Addr) bool {
	at = at.Unmap()
	if !at.IsGlobalUnicast() || at.IsPrivate() {
		return false
	}
	for _, inside := range insides {
		if inside.Contains(at) {
			return false
		}
	}
	return true
}

// insides are ranges that are no public addresses, or stand for others (RFC 6890).
var insides = func() (list []netip.Prefix) {
	for _, p := range []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
		"::/8", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fec0::/10",
	} {
		list = append(list, netip.MustParsePrefix(p))
	}
	return list
}()
