package main

import (
	"bytes"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/evidence"
	"ipportal/ipcase/ipcasetest"
)

// killsEnv is how often the portal is killed; a few times in every run. Where it is
// set (make torture), the other faults take their long form too.
const killsEnv = "IPPORTAL_KILLS"

// rounds is how often a fault happens: a few times in every run, and as often as
// make torture wants.
func rounds(short, long int) int {
	if n, err := strconv.Atoi(os.Getenv(killsEnv)); err == nil && n > 0 {
		return min(n, long)
	}
	return short
}

// aheadEnv makes this test's program the portal itself, in a process of its own, by a
// clock that is ahead of the machine's by what the named file says.
const aheadEnv = "IPPORTAL_TEST_AHEAD"

func TestMain(m *testing.M) {
	if path := os.Getenv(aheadEnv); path != "" {
		_ = os.Unsetenv(aheadEnv)
		os.Exit(process(&steppedClock{path: path}))
	}
	os.Exit(m.Run())
}

// steppedClock is the machine's time and what a file adds to it.
type steppedClock struct {
	path  string
	ahead atomic.Int64
	seen  atomic.Int64
}

func (c *steppedClock) Now() time.Time {
	now := time.Now()
	if seen := c.seen.Load(); now.UnixMilli()-seen > 20 && c.seen.CompareAndSwap(seen, now.UnixMilli()) {
		if b, err := os.ReadFile(c.path); err == nil {
			if d, err := time.ParseDuration(string(b)); err == nil {
				c.ahead.Store(int64(d))
			}
		}
	}
	return ipcase.Moment(now.Add(time.Duration(c.ahead.Load())))
}

// victim is the portal in processes of their own, which meet a fault and go on, or
// are started again.
type victim struct {
	t        *testing.T
	w        *ipcasetest.World
	data     string
	vars     []string
	replicas []*replica
	log      *os.File
	ahead    time.Duration
	clock    string
}

// replica is one process of it.
type replica struct {
	args []string
	addr string // where it answers; "" = it only carries out what is due
	cmd  *exec.Cmd
	done chan struct{} // closed when it has ended
	err  error         // how
}

// newVictim is a portal of one process, on PostgreSQL with a second one that only
// carries out what is due.
func newVictim(t *testing.T, db *database.DB, data string) *victim {
	t.Helper()
	v := newPortal(t, db, data)
	v.add("serve")
	if db.Dialect == database.Postgres {
		v.add("work")
	}
	return v
}

// newPortal is one without processes yet.
func newPortal(t *testing.T, db *database.DB, data string) *victim {
	t.Helper()
	v := &victim{t: t, data: data, clock: filepath.Join(t.TempDir(), "ahead")}
	v.w = ipcasetest.New(t, db)
	disk, err := evidence.NewDisk(filepath.Join(data, "evidence"))
	v.no(err)
	v.w.Service = ipcase.New(db.Gorm, v.w.Clock, v.w.Book(), v.w.Market, disk)
	pictures := filepath.Join(data, "catalogue")
	v.no(os.MkdirAll(pictures, 0o700))
	v.no(os.WriteFile(filepath.Join(pictures, "lamp.png"), ipcasetest.Picture(), 0o600))
	v.vars = append(os.Environ(), aheadEnv+"="+v.clock, "IPPORTAL_NAME=Quaylane IP Protection", "IPPORTAL_ZONE=Asia/Shanghai")
	if db.Dialect == database.Postgres {
		v.vars = append(v.vars, "DATABASE_URL="+db.URL)
	}
	v.log, err = os.Create(filepath.Join(t.TempDir(), "log"))
	v.no(err)
	t.Cleanup(func() {
		v.kill()
		if t.Failed() {
			b, _ := os.ReadFile(v.log.Name())
			t.Logf("the portal said at its end:\n%s", b[max(0, len(b)-4000):])
		}
	})
	v.step(0)
	return v
}

// add adds a process that has not been started yet.
func (v *victim) add(args ...string) *replica {
	v.t.Helper()
	r := &replica{args: args}
	if args[0] == "serve" {
		r.addr = freeAddr(v.t)
		r.args = append(r.args, "-addr", r.addr)
		if !slices.Contains(args, "-base-url") {
			r.args = append(r.args, "-base-url", "http://"+r.addr)
		}
	}
	v.replicas = append(v.replicas, r)
	return r
}

func freeAddr(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

func (v *victim) no(err error) {
	v.t.Helper()
	if err != nil {
		v.t.Fatal(err)
	}
}

// step lets time go on for everybody.
func (v *victim) step(by time.Duration) {
	v.t.Helper()
	v.ahead += by
	v.w.Clock.Set(time.Now().Add(v.ahead))
	v.no(os.WriteFile(v.clock+".new", []byte(v.ahead.String()), 0o600))
	v.no(os.Rename(v.clock+".new", v.clock))
}

// command is the portal's program in a process of its own.
func (v *victim) command(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], slices.Insert(slices.Clone(args), 1, "-data", v.data)...)
	cmd.Env, cmd.Stdout, cmd.Stderr = v.vars, v.log, v.log
	return cmd
}

// start starts what does not run, and waits until it answers, or has given a sign of life.
func (v *victim) start() {
	v.t.Helper()
	var began []*replica
	before := int64(0)
	for _, r := range v.replicas {
		if r.cmd == nil {
			if r.addr == "" {
				before = v.lastWorker()
			}
			v.begin(r)
			began = append(began, r)
		}
	}
	for _, r := range began {
		if r.addr != "" {
			v.answers(r)
			continue
		}
		for tries := 0; v.lastWorker() <= before; tries++ {
			if tries == 600 {
				v.t.Fatal("the worker gives no sign of life")
			}
			time.Sleep(50 * time.Millisecond)
		}
	}
}

// lastWorker is the worker that gave its first sign of life last; 0 = none did.
func (v *victim) lastWorker() (id int64) {
	v.t.Helper()
	v.no(v.w.DB.Gorm.Model(&ipcase.Process{}).Select("COALESCE(MAX(id), 0)").Where("does = ?", ipcase.ProcessWorks).Scan(&id).Error)
	return id
}

func (v *victim) begin(r *replica) {
	v.t.Helper()
	r.cmd, r.done = v.command(r.args...), make(chan struct{})
	v.no(r.cmd.Start())
	go func() {
		r.err = r.cmd.Wait()
		close(r.done)
	}()
}

func (v *victim) answers(r *replica) {
	v.t.Helper()
	for range 600 {
		res, err := http.Get("http://" + r.addr + "/sign-in")
		if err == nil {
			_ = res.Body.Close()
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	v.t.Fatal("the portal does not answer")
}

// or is all of them where none is named.
func (v *victim) or(some []*replica) []*replica {
	if len(some) == 0 {
		return v.replicas
	}
	return some
}

// kill ends processes as a power cut does; without names all of them.
func (v *victim) kill(some ...*replica) {
	for _, r := range v.or(some) {
		if r.cmd != nil {
			_ = r.cmd.Process.Kill()
			<-r.done
			r.cmd = nil
		}
	}
}

// stop stops processes as a service's keeper does, and says what they say to that.
func (v *victim) stop(some ...*replica) {
	v.t.Helper()
	for _, r := range v.or(some) {
		if r.cmd == nil {
			continue
		}
		v.no(r.cmd.Process.Signal(syscall.SIGTERM))
		<-r.done
		if r.err != nil {
			v.t.Errorf("told to stop, %s says: %v", r.args[0], r.err)
		}
		r.cmd = nil
	}
}

// said is what the log says about the fault that a page referred to.
func (v *victim) said(reference [][]byte) []byte {
	if len(reference) < 2 {
		return nil
	}
	all, _ := os.ReadFile(v.log.Name())
	for line := range bytes.Lines(all) {
		if bytes.Contains(line, reference[1]) && bytes.Contains(line, []byte(`"ERROR"`)) {
			return line
		}
	}
	return nil
}

// lives asks whether all processes outlived what happened around them.
func (v *victim) lives() {
	v.t.Helper()
	for _, r := range v.replicas {
		if r.cmd == nil {
			continue
		}
		select {
		case <-r.done:
			v.t.Fatalf("%s did not outlive it: %v", r.args[0], r.err)
		default:
		}
	}
}
