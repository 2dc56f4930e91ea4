package web_test

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"testing"
	"time"
)

// load is what a number of clients got out of a server within a time.
type load struct {
	answers int
	took    time.Duration
	waits   []time.Duration
}

func (l load) perSecond() float64 { return float64(l.answers) / l.took.Seconds() }

func (l load) at(quantile float64) time.Duration {
	if len(l.waits) == 0 {
		return 0
	}
	slices.Sort(l.waits)
	return l.waits[min(int(float64(len(l.waits))*quantile), len(l.waits)-1)]
}

func (l load) plus(m load) load {
	return load{answers: l.answers + m.answers, took: l.took + m.took, waits: append(l.waits, m.waits...)}
}

// drive lets clients ask for one page over and over, each on a connection of its
// own, by the plainest client there is: what it costs, it costs every server
// alike. More are further lines of what it asks.
func drive(tb testing.TB, base, path, cookie string, clients int, d time.Duration, more ...string) load {
	tb.Helper()
	u, err := url.Parse(base)
	if err != nil {
		tb.Fatal(err)
	}
	request := fmt.Sprintf("GET %s HTTP/1.1\r\nHost: %s\r\nAccept-Language: en\r\nSec-Fetch-Site: same-origin\r\nCookie: session=%s\r\n", path, u.Host, cookie)
	for _, line := range more {
		request += line + "\r\n"
	}
	request += "\r\n"
	var mu sync.Mutex
	var all load
	var failed error
	var group sync.WaitGroup
	until := time.Now().Add(d)
	for range clients {
		group.Go(func() {
			waits, err := ask(u.Host, request, until)
			mu.Lock()
			defer mu.Unlock()
			all.answers += len(waits)
			all.waits = append(all.waits, waits...)
			if err != nil {
				failed = err
			}
		})
	}
	began := time.Now()
	group.Wait()
	all.took = time.Since(began)
	if failed != nil {
		tb.Fatalf("%s: %v", path, failed)
	}
	return all
}

func ask(host, request string, until time.Time) (waits []time.Duration, err error) {
	conn, err := net.Dial("tcp", host)
	if err != nil {
		return nil, err
	}
	defer func() { _ = conn.Close() }()
	in := bufio.NewReaderSize(conn, 64<<10)
	for time.Now().Before(until) {
		began := time.Now()
		if _, err := io.WriteString(conn, request); err != nil {
			return waits, err
		}
		res, err := http.ReadResponse(in, nil)
		if err != nil {
			return waits, err
		}
		_, err = io.Copy(io.Discard, res.Body)
		_ = res.Body.Close()
		if err != nil || res.StatusCode != http.StatusOK {
			return waits, fmt.Errorf("answered %d, %w", res.StatusCode, err)
		}
		waits = append(waits, time.Since(began))
	}
	return waits, nil
}
