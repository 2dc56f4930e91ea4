package outside_test

import (
	"errors"
	"net"
	"net/netip"
	"sync/atomic"
	"testing"

	"ipportal/ipcase/outside"
)

func TestPublic(t *testing.T) {
	t.Parallel()
	for at, public := range map[string]bool{
		"93.184.216.34": true, "2606:2800:220:1:248:1893:25c8:1946": true, "::ffff:93.184.216.34": true,
		"127.0.0.1": false, "127.9.9.9": false, "0.0.0.0": false, "10.0.0.1": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false,
		"100.64.0.1": false, "198.18.0.1": false, "224.0.0.1": false, "255.255.255.255": false, "192.0.2.1": false, "203.0.113.9": false,
		"::1": false, "::": false, "::ffff:127.0.0.1": false, "::ffff:10.0.0.1": false, "::127.0.0.1": false, "64:ff9b::7f00:1": false,
		"2002:7f00:1::": false, "fe80::1": false, "fc00::1": false, "fd12::1": false, "ff02::1": false, "2001:db8::1": false, "fec0::1": false,
	} {
		if outside.Public(netip.MustParseAddr(at)) != public {
			t.Errorf("%s: public %v", at, !public)
		}
	}
}

// Whatever a name or a spelling leads to, the connection itself is what is judged.
func TestDialJudgesTheConnection(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	var hits atomic.Int64
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			hits.Add(1)
			_ = c.Close()
		}
	}()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	for _, host := range []string{"127.0.0.1", "localhost", "LOCALHOST.", "0.0.0.0", "::ffff:127.0.0.1", "::", "::1", "::ffff:7f00:1"} {
		c, err := outside.Judge(outside.Anywhere).Dial(t.Context(), "tcp", net.JoinHostPort(host, port))
		if err == nil {
			_ = c.Close()
			t.Errorf("%s was connected to", host)
		}
	}
	if _, err := outside.Judge(outside.Anywhere).Dial(t.Context(), "tcp", l.Addr().String()); !errors.Is(err, outside.ErrRefused) {
		t.Errorf("refused as %v", err)
	}
	if hits.Load() != 0 {
		t.Errorf("%d connections came through", hits.Load())
	}
	c, err := outside.Judge(func(string, netip.Addr) bool { return true }).Dial(t.Context(), "tcp", l.Addr().String())
	if err != nil {
		t.Fatalf("one that is let through: %v", err)
	}
	_ = c.Close()
}
