package ipcasetest

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// Traced is processes whose calls to the system are written down, or answered with
// errors, by strace.
type Traced struct {
	t    testing.TB
	cmd  *exec.Cmd
	path string
	done chan struct{}
}

// Strace attaches to running processes, with their threads and children, until End
// or the end of the test. The test is skipped where strace is not installed, or may
// not attach.
func Strace(t testing.TB, pids []int, args ...string) *Traced {
	t.Helper()
	program := Program(t, "strace")
	x := &Traced{t: t, path: filepath.Join(t.TempDir(), "trace"), done: make(chan struct{})}
	args = append(args, "-f", "-o", x.path)
	waiting := map[string]bool{}
	for _, pid := range pids {
		args = append(args, "-p", strconv.Itoa(pid))
		waiting[strconv.Itoa(pid)] = true
	}
	x.cmd = exec.Command(program, args...)
	x.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	says, err := x.cmd.StderrPipe()
	if err == nil {
		err = x.cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(x.detach)
	lines := bufio.NewScanner(says)
	var said []string
	for len(waiting) > 0 && lines.Scan() {
		said = append(said, lines.Text())
		if fields := strings.Fields(lines.Text()); len(fields) > 3 && fields[3] == "attached" {
			delete(waiting, fields[2])
		}
	}
	go func() {
		_, _ = io.Copy(io.Discard, says)
		_ = x.cmd.Wait()
		close(x.done)
	}()
	if len(waiting) > 0 {
		why := strings.Join(said, "; ")
		if strings.Contains(why, "Operation not permitted") {
			need(t, "ptrace", "strace may not attach to a process here: "+why)
		}
		t.Fatalf("strace: %s", why)
	}
	return x
}

// End lets go of the processes and gives what was written down, a call a line.
func (x *Traced) End() []string {
	x.t.Helper()
	x.detach()
	b, err := os.ReadFile(x.path)
	if err != nil {
		x.t.Fatal(err)
	}
	return strings.Split(string(b), "\n")
}

func (x *Traced) detach() {
	_ = x.cmd.Process.Signal(syscall.SIGINT)
	<-x.done
}
