package camera

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"time"
)

// nobody is whom the browser runs as where the portal is root: as root it would have
// no sandbox of its own.
const nobody = 65534

// alone lets the browser end with the portal, and run as nobody where the portal is
// root.
func (p *profile) alone(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if os.Getuid() == 0 && os.Chown(p.dir, nobody, nobody) == nil {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: nobody, Gid: nobody}
	}
}

// watch ends the browser when its processes together take more memory than they may.
func (p *profile) watch(ctx context.Context, end func()) *sync.WaitGroup {
	var looking sync.WaitGroup
	looking.Go(func() {
		tick := time.NewTicker(250 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			if p.memory() > maxMemory {
				p.over.Store(true)
				end()
				return
			}
		}
	})
	return &looking
}

// memory is what the browser's processes hold, in bytes. Each of them is told of its
// folder.
func (p *profile) memory() (held int64) {
	if p.dir == "" {
		return 0
	}
	told := []byte("--user-data-dir=" + p.dir)
	lines, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, name := range lines {
		line, err := os.ReadFile(name)
		if err != nil || !bytes.Contains(line, told) {
			continue
		}
		statm, err := os.ReadFile(filepath.Join(filepath.Dir(name), "statm"))
		if fields := bytes.Fields(statm); err == nil && len(fields) > 2 {
			resident, _ := strconv.ParseInt(string(fields[1]), 10, 64)
			shared, _ := strconv.ParseInt(string(fields[2]), 10, 64)
			held += (resident - shared) * int64(os.Getpagesize())
		}
	}
	return held
}
