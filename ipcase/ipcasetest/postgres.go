package ipcasetest

import (
	"bufio"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"ipportal/ipcase/database"
	"ipportal/migrations"
)

// serverEnv names a running throw-away server for all test processes; `make test`
// sets it. Without it each test process starts its own.
const serverEnv = "IPPORTAL_TEST_POSTGRES"

// Postgres gives the test a migrated PostgreSQL database of its own, which is
// dropped at the end. It skips where no server can be had; see need.
func Postgres(t testing.TB) *database.DB {
	t.Helper()
	wished(t, database.Postgres)
	server, err := postgresServer()
	if errors.Is(err, errNoServer) {
		need(t, database.Postgres, err.Error())
	}
	if err != nil {
		t.Fatalf("start PostgreSQL: %v", err)
	}
	name := "t_" + strings.ToLower(rand.Text())
	if err := atServer(t.Context(), server.url, "CREATE DATABASE "+name+" TEMPLATE "+server.template); err != nil {
		t.Fatalf("make a database: %v", err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		if err := atServer(ctx, server.url, "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
			t.Errorf("drop the test's database: %v", err)
		}
	})
	return open(t, inDatabase(server.url, name)+"&pool_max_conns=12", database.AllowUnsafe())
}

type testServer struct {
	url      string // of the database postgres
	template string // a migrated database to copy
}

var errNoServer = errors.New("no PostgreSQL server is installed; .ci/need postgres installs one")

// postgresServer finds or starts the server, once in a process, and makes the
// template on it if no other process has.
var postgresServer = sync.OnceValues(func() (server testServer, err error) {
	server.url = os.Getenv(serverEnv)
	if server.url == "" {
		if server.url, err = startServer(); err != nil {
			return server, err
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	server.template, err = makeTemplate(ctx, server.url)
	return server, err
})

// serverHeld keeps our end of the script's pipe open until the process ends; left
// to the garbage collector it would be closed in the middle of a test.
var serverHeld atomic.Pointer[io.WriteCloser]

// startServer starts .ci/postgres, which stops the server and removes its files
// when this process ends and with it the pipe to the script.
func startServer() (string, error) {
	root, err := root()
	if err != nil {
		return "", err
	}
	script := exec.Command(filepath.Join(root, ".ci", "postgres"))
	held, err := script.StdinPipe()
	if err != nil {
		return "", err
	}
	out, err := script.StdoutPipe()
	if err != nil {
		return "", err
	}
	var complaint strings.Builder
	script.Stderr = &complaint
	if err := script.Start(); err != nil {
		return "", err
	}
	serverHeld.Store(&held)
	line, err := bufio.NewReader(out).ReadString('\n')
	if err == nil {
		return strings.TrimSpace(line), nil
	}
	var exit *exec.ExitError
	if errors.As(script.Wait(), &exit) && exit.ExitCode() == 3 {
		return "", errNoServer
	}
	return "", fmt.Errorf(".ci/postgres: %s", strings.TrimSpace(complaint.String()))
}

// makeTemplate makes the migrated database that tests copy. Its name says which
// migrations it has, and it gets the name when it is done.
func makeTemplate(ctx context.Context, server string) (string, error) {
	sum, err := migrationsSum()
	if err != nil {
		return "", err
	}
	name := "template_" + sum
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		return "", err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()

	// One process makes it; the others wait here. The lock goes with the connection.
	if _, err := conn.Exec(ctx, "SELECT pg_advisory_lock(20260712)"); err != nil {
		return "", err
	}
	var there bool
	if err := conn.QueryRow(ctx, "SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)", name).Scan(&there); err != nil || there {
		return name, err
	}
	raw := "raw_" + strings.ToLower(rand.Text())
	if _, err := conn.Exec(ctx, "CREATE DATABASE "+raw); err != nil {
		return "", err
	}
	if err := migrate(ctx, inDatabase(server, raw), database.AllowUnsafe()); err != nil {
		return "", err
	}
	_, err = conn.Exec(ctx, "ALTER DATABASE "+raw+" RENAME TO "+name)
	return name, err
}

func migrationsSum() (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(migrations.Files, database.Postgres, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := migrations.Files.ReadFile(path)
		fmt.Fprintf(sum, "%s %d %s", path, len(text), text)
		return err
	})
	return fmt.Sprintf("%.8x", sum.Sum(nil)), err
}

func atServer(ctx context.Context, server, statement string) error {
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, statement)
	return errors.Join(err, conn.Close(ctx))
}

// inDatabase is the URL of another database on the same server. It has a query
// part in any case.
func inDatabase(server, name string) string {
	u, err := url.Parse(server)
	if err != nil {
		return server
	}
	u.Path = "/" + name
	if u.RawQuery == "" {
		u.RawQuery = "application_name=ipportal"
	}
	return u.String()
}
