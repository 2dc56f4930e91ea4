package ipcasetest

import (
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"ipportal/ipcase/database"
)

// SyncedPostgres is Synced for what concerns PostgreSQL alone.
func SyncedPostgres(t *testing.T) (db *database.DB, server *Server, data string) {
	t.Helper()
	t.Parallel()
	wished(t, database.Postgres)
	db = syncedPostgres(t)
	server = &Server{t: t, dir: socketOf(t, db)}
	t.Cleanup(server.rest)
	return db, server, t.TempDir()
}

// Server is a PostgreSQL of the test's own, which can be stopped and started.
type Server struct {
	t       testing.TB
	dir     string // of its socket, and of its data
	stopped bool
	again   bool // it was started by us, and not by the script that ends it
}

// socketOf is the folder in which the server of a test's database listens.
func socketOf(t testing.TB, db *database.DB) string {
	t.Helper()
	u, err := url.Parse(db.URL)
	if err != nil {
		t.Fatal(err)
	}
	dir := u.Query().Get("host")
	if dir == "" {
		need(t, database.Postgres, "the test's server is reached without a socket in a folder")
	}
	return dir
}

// Socket is where it listens.
func (s *Server) Socket() string { return filepath.Join(s.dir, ".s.PGSQL.5432") }

// PIDs are its processes: the first one, and its children.
func (s *Server) PIDs() []int {
	s.t.Helper()
	b, err := os.ReadFile(filepath.Join(s.dir, "data", "postmaster.pid"))
	if err != nil {
		s.t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(b), "\n")
	pid, err := strconv.Atoi(first)
	if err != nil {
		s.t.Fatal(err)
	}
	all := []int{pid}
	children, err := os.ReadFile(filepath.Join("/proc", first, "task", first, "children"))
	if err != nil {
		s.t.Fatal(err)
	}
	for _, child := range strings.Fields(string(children)) {
		if pid, err := strconv.Atoi(child); err == nil {
			all = append(all, pid)
		}
	}
	return all
}

// StopAtOnce stops it as `pg_ctl stop -m immediate` does: every process ends where it
// is, nothing is written any more, and the next start recovers from the log.
func (s *Server) StopAtOnce() {
	s.t.Helper()
	s.control("stop", "-m", "immediate", "-w")
	s.stopped = true
}

// Start starts it as it was started first, and waits until it takes calls.
func (s *Server) Start() {
	s.t.Helper()
	_, options := s.program()
	s.control("start", "-w", "-t", "300", "-l", filepath.Join(s.dir, "again.log"), "-o", options)
	s.stopped, s.again = false, true
}

// rest ends what the script that started the server does not know.
func (s *Server) rest() {
	if s.again && !s.stopped {
		s.StopAtOnce()
	}
}

// program is the server's path and what it was started with, which it notes itself.
func (s *Server) program() (path, options string) {
	s.t.Helper()
	b, err := os.ReadFile(filepath.Join(s.dir, "data", "postmaster.opts"))
	if err != nil {
		s.t.Fatal(err)
	}
	path, options, _ = strings.Cut(strings.TrimSpace(string(b)), " ")
	return path, options
}

func (s *Server) control(args ...string) {
	s.t.Helper()
	path, _ := s.program()
	call := append([]string{filepath.Join(filepath.Dir(path), "pg_ctl"), "-D", filepath.Join(s.dir, "data")}, args...)
	if os.Getuid() == 0 { // it refuses to run as root
		call = append([]string{"runuser", "-u", "postgres", "--"}, call...)
	}
	said, err := os.CreateTemp(s.t.TempDir(), "pg_ctl") // a file: a server that it starts would keep a pipe open
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = said.Close() }()
	cmd := exec.Command(call[0], call[1:]...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = s.dir, said, said
	if err := cmd.Run(); err != nil {
		why, _ := os.ReadFile(said.Name())
		log, _ := os.ReadFile(filepath.Join(s.dir, "again.log"))
		s.t.Fatalf("pg_ctl %s: %v\n%s\n%s", args[0], err, why, log[max(0, len(log)-2000):])
	}
}
