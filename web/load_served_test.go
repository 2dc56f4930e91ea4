package web_test

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// served is the built program, answering on the stage's database by the machine's
// clock, with somebody of each side signed in.
type served struct {
	*stage
	url    string
	pid    int
	people map[ipcase.Party][]string // cookies
}

type machineClock struct{}

func (machineClock) Now() time.Time { return time.Now() }

// loadServed builds the program and measures it from outside.
func (s *stage) loadServed() {
	s.tb.Helper()
	dir := s.tb.TempDir()
	program := filepath.Join(dir, "ipportal")
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s", "-o", program, "../cmd/ipportal")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		s.tb.Fatalf("build: %v\n%s", err, out)
	}
	info, err := os.Stat(program)
	s.must(err)
	say("\nthe program: %.1f MB\n", float64(info.Size())/1e6)
	p := &served{stage: s, people: map[ipcase.Party][]string{}}
	p.signIn()
	var starts []string
	for range benchRounds {
		took := p.start(program)
		starts = append(starts, fmt.Sprintf("%.0f", float64(took.Microseconds())/1000))
		p.stop()
	}
	say("start to the first page, a seller's list (ms): %s\n", strings.Join(starts, ", "))
	p.start(program)
	defer p.stop()
	time.Sleep(time.Second)
	say("memory idle: %s\n", p.memory())
	p.sizes()
	p.halfway()
	say("memory loaded: %s\n", p.memory())
	p.mixed()
	say("memory after the mixed requests: %s\n", p.memory())
}

func (p *served) signIn() {
	p.tb.Helper()
	accounts := account.New(p.db.Gorm, machineClock{}, ipcasetest.Keys(), func() {})
	add := func(party ipcase.Party, actors ...ipcase.Actor) {
		for _, a := range actors {
			begun, err := accounts.CompleteSignIn(p.tb.Context(), a.PersonID, account.How{SecondFactor: true})
			p.must(err)
			p.people[party] = append(p.people[party], begun.ID)
		}
	}
	add(ipcase.PartySeller, p.crowd.Seller[:min(300, len(p.crowd.Seller))]...)
	add(ipcase.PartyHolder, p.crowd.Holder[:min(60, len(p.crowd.Holder))]...)
	for n := range 20 {
		add(ipcase.PartyPlatform, p.world.Colleague(p.world.Rita, int64(900_000+n), fmt.Sprintf("Reviewer %d", n)))
	}
}

// start starts the program and says how long it took to answer with a page.
func (p *served) start(program string) time.Duration {
	p.tb.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	p.must(err)
	addr := l.Addr().String()
	p.must(l.Close())
	data := p.tb.TempDir()
	env := append(os.Environ(), "IPPORTAL_TRUSTED_PROXIES=127.0.0.1", "IPPORTAL_ZONE=Asia/Shanghai")
	if p.db.Dialect == database.Postgres {
		env = append(env, "DATABASE_URL="+p.db.URL)
	} else {
		path, err := filepath.Abs(p.db.URL)
		p.must(err)
		p.must(os.Symlink(path, filepath.Join(data, "ipportal.db")))
	}
	cmd := exec.Command(program, "serve", "-no-work", "-addr", addr, "-base-url", "http://"+addr, "-data", data)
	var said bytes.Buffer
	cmd.Env, cmd.Stderr = env, &said
	began := time.Now()
	p.must(cmd.Start())
	p.url, p.pid = "http://"+addr, cmd.Process.Pid
	p.tb.Cleanup(func() { _, _ = cmd.Process.Wait() })
	for time.Since(began) < time.Minute {
		if status, _ := p.ask("/seller/complaints", p.people[ipcase.PartySeller][1], "", nil); status == http.StatusOK {
			return time.Since(began)
		}
		time.Sleep(2 * time.Millisecond)
	}
	p.stop()
	p.tb.Fatalf("the program does not answer:\n%.3000s", said.String())
	return 0
}

func (p *served) stop() { _ = syscall.Kill(p.pid, syscall.SIGKILL) }

var plainClient = &http.Client{
	Transport:     &http.Transport{MaxIdleConnsPerHost: 500, DisableCompression: true},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	Timeout:       30 * time.Second,
}

// ask asks from an address of its own, or sends a form; the status is 0 where there was
// no answer.
func (p *served) ask(path, cookie, accept string, form url.Values) (status, size int) {
	method, body := http.MethodGet, io.Reader(nil)
	if form != nil {
		method, body = http.MethodPost, strings.NewReader(form.Encode())
	}
	req, err := http.NewRequest(method, p.url+path, body)
	if err != nil {
		return 0, 0
	}
	req.AddCookie(&http.Cookie{Name: "session", Value: cookie})
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	req.Header.Set("X-Forwarded-For", fmt.Sprintf("10.%d.%d.%d", rand.IntN(250), rand.IntN(250), rand.IntN(250)))
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if accept != "" {
		req.Header.Set("Accept-Encoding", accept)
	}
	res, err := plainClient.Do(req)
	if err != nil {
		return 0, 0
	}
	n, err := io.Copy(io.Discard, res.Body)
	_ = res.Body.Close()
	if err != nil {
		return 0, 0
	}
	return res.StatusCode, int(n)
}

// memory is what the program holds, of its own and with the pages of its file.
func (p *served) memory() string {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.pid))
	if err != nil {
		return "not known on this machine"
	}
	var parts []string
	for line := range strings.Lines(string(b)) {
		name, value, _ := strings.Cut(line, ":")
		if name == "VmRSS" || name == "RssAnon" || name == "VmHWM" {
			var kb int
			_, _ = fmt.Sscan(value, &kb)
			parts = append(parts, fmt.Sprintf("%s %.1f MB", name, float64(kb)*1024/1e6))
		}
	}
	return strings.Join(parts, ", ")
}

// sizes says how large pages are, plain and as they are sent.
func (p *served) sizes() {
	say("\n%-34s %8s %8s %8s %8s\n", "page", "bytes", "gzip", "zstd", "br")
	for _, page := range p.speedPages() {
		line := fmt.Sprintf("%-34s", page.name)
		for _, accept := range []string{"identity", "gzip", "zstd", "br"} {
			status, n := p.ask(page.path, page.who, accept, nil)
			if line += fmt.Sprintf(" %8d", n); status != http.StatusOK {
				line += fmt.Sprintf(" (%d)", status)
			}
		}
		say("%s\n", line)
	}
}

type servedPage struct{ name, path, who string }

func (p *served) speedPages() []servedPage {
	seller, holder, reviewer := p.people[ipcase.PartySeller][0], p.people[ipcase.PartyHolder][0], p.people[ipcase.PartyPlatform][0]
	who := map[string]string{p.seller.cookie: seller, p.holder.cookie: holder, p.reviewer.cookie: reviewer, p.anybody.cookie: ""}
	var list []servedPage
	for _, page := range p.pages() {
		list = append(list, servedPage{page.name, page.path, who[page.who.cookie]})
	}
	return list
}

// halfway finds how many lists a second the program can answer, and a bare handler in
// front of the same statements, and asks each for half of that, whether or not
// the one before is answered.
func (p *served) halfway() {
	p.tb.Helper()
	page := p.drawn()[0]
	all := p.record.During(func() { p.open(page.speedPage) })
	bare := httptest.NewServer(p.server.Bare(page.who.actor, ipcase.Waiting{}, page.title, func() error { return p.replay(all) }, page.draw))
	defer bare.Close()
	say("\na seller's list at half of what each can answer, asked for at even times\n%-10s %10s %10s %8s %8s %8s %8s\n", "", "most/s", "asked/s", "p50 ms", "p99 ms", "max ms", "failed")
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	var p99 [2]time.Duration
	for n, base := range []string{p.url, bare.URL} {
		one := &served{stage: p.stage, url: base, people: p.people}
		ask := func(k int) int {
			status, _ := one.ask(page.path, p.people[ipcase.PartySeller][k%len(p.people[ipcase.PartySeller])], "identity", nil)
			return status
		}
		most := saturate(benchUsers, 5*time.Second, ask)
		got := evenly(most/2, 20*time.Second, func(k int) (int, string) { return ask(k), "the list" })
		p99[n] = got.at(0.99)
		say("%-10s %10.0f %10.0f %8.2f %8.2f %8.2f %s\n", []string{"portal", "limit"}[n], most, most/2, ms(got.at(0.5)), ms(got.at(0.99)), ms(got.at(1)), got.failed)
	}
	say("the portal's p99 is %.2f times the limit's\n", float64(p99[0])/float64(p99[1]))
}

// saturate is how many answers a second so many clients get.
func saturate(clients int, d time.Duration, ask func(int) int) float64 {
	var all sync.WaitGroup
	var mu sync.Mutex
	n := 0
	began := time.Now()
	for c := range clients {
		all.Go(func() {
			for k := 0; time.Since(began) < d; k++ {
				if ask(c+k*clients) == http.StatusOK {
					mu.Lock()
					n++
					mu.Unlock()
				}
			}
		})
	}
	all.Wait()
	return float64(n) / time.Since(began).Seconds()
}

// evenLoad is what came of requests at even times.
type evenLoad struct {
	load
	failed failures
	when   []time.Duration // of each wait, since the beginning
	what   []string        // was asked for
}

// failures counts answers that are none, by the number of the answer and what was
// asked for.
type failures map[string]int

func (f failures) String() string {
	if len(f) == 0 {
		return "0 failed"
	}
	sum, parts := 0, []string(nil)
	for _, what := range slices.Sorted(maps.Keys(f)) {
		sum += f[what]
		parts = append(parts, fmt.Sprintf("%d × %s", f[what], what))
	}
	return fmt.Sprintf("%d failed (%s)", sum, strings.Join(parts, ", "))
}

// evenly sends so many requests a second, each at its time: who waits for an answer
// holds up nobody else, and waits from the time when the request was due.
func evenly(rate float64, d time.Duration, ask func(int) (status int, what string)) *evenLoad {
	out := &evenLoad{failed: failures{}}
	var mu sync.Mutex
	var all sync.WaitGroup
	began := time.Now()
	for k := range int(rate * d.Seconds()) {
		due := time.Duration(float64(k) / rate * float64(time.Second))
		time.Sleep(time.Until(began.Add(due)))
		all.Go(func() {
			status, what := ask(k)
			took := time.Since(began) - due
			mu.Lock()
			defer mu.Unlock()
			out.answers++
			out.waits, out.when, out.what = append(out.waits, took), append(out.when, due), append(out.what, what)
			if status != http.StatusOK && status != http.StatusSeeOther {
				out.failed[strconv.Itoa(status)+" to "+kindOf(what)]++
			}
		})
	}
	all.Wait()
	out.took = time.Since(began)
	return out
}
