package camera

import (
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
)

// profile is the folder that one browser writes into; the library makes it and takes
// it away.
type profile struct {
	dir  string
	over atomic.Bool // it was ended for the memory that it took
}

// use sets up the browser's process before it starts.
func (p *profile) use(cmd *exec.Cmd) {
	for _, arg := range cmd.Args {
		if dir, ok := strings.CutPrefix(arg, "--user-data-dir="); ok {
			p.dir = dir
		}
	}
	cmd.Dir = p.dir
	cmd.Env = []string{"HOME=" + p.dir, "TMPDIR=" + p.dir, "PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8", "DBUS_SESSION_BUS_ADDRESS=disabled:"}
	p.alone(cmd)
}
