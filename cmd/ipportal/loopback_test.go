package main

import (
	"net"
	"testing"
)

// Both addresses of localhost lead to the demonstration, and nothing else does.
func TestTheDemonstrationListensOnThisMachineOnly(t *testing.T) {
	l, host, err := listenLoopback(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	name, port, err := net.SplitHostPort(host)
	if err != nil || name != "localhost" {
		t.Fatalf("it is reached at %q, %v", host, err)
	}
	numbers := []string{"127.0.0.1"}
	var lc net.ListenConfig
	if free, err := lc.Listen(t.Context(), "tcp6", "[::1]:0"); err == nil {
		_ = free.Close()
		numbers = append(numbers, "::1")
	} else {
		t.Log("this machine has no IPv6")
	}
	for _, number := range numbers {
		var d net.Dialer
		c, err := d.DialContext(t.Context(), "tcp", net.JoinHostPort(number, port))
		if err != nil {
			t.Fatalf("%s: %v", number, err)
		}
		got, err := l.Accept()
		if err != nil {
			t.Fatal(err)
		}
		if at, _, err := net.SplitHostPort(got.LocalAddr().String()); err != nil || at != number {
			t.Errorf("%s leads to %s, %v", number, at, err)
		}
		_, _ = c.Close(), got.Close()
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	if _, err := l.Accept(); err == nil {
		t.Error("it listens after its end")
	}
	if err := l.Close(); err != nil {
		t.Errorf("closing twice: %v", err)
	}

	// Where somebody else has the other address, the name could lead to them.
	other, err := lc.Listen(t.Context(), "tcp6", "[::1]:0")
	if err != nil {
		return
	}
	defer func() { _ = other.Close() }()
	_, port, _ = net.SplitHostPort(other.Addr().String())
	alone, host, err := listenLoopback(t.Context(), "127.0.0.1:"+port)
	if err != nil {
		t.Log("the port is taken there too: ", err)
		return
	}
	defer func() { _ = alone.Close() }()
	if host != "127.0.0.1:"+port {
		t.Errorf("it is said to be reached at %s, where somebody else answers", host)
	}
}
