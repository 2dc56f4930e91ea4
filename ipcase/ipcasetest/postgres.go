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

// appRole is the role under which tests work with a database, as the portal does
// where it is set up as it should be: it owns nothing.
const appRole = "ipportal_app"

// Postgres gives the test a migrated PostgreSQL database of its own, which is
// dropped at the end, as the portal's own role; AsOwner gives it as the owner. It
// skips where no server can be had; see need.
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
	return open(t, inDatabase(as(server.url, appRole), name)+"&pool_max_conns=12", database.AllowUnsafe())
}

// AsOwner opens a test's database once more, as one who may do everything with it.
// On SQLite, which has no roles, it is the same.
func AsOwner(t testing.TB, db *database.DB) *database.DB {
	t.Helper()
	if db.Dialect == database.SQLite {
		return db
	}
	if owner, ok := owners.Load(db.URL); ok {
		return owner.(*database.DB) //nolint:errcheck // nothing else is put there
	}
	server, err := postgresServer()
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(db.URL)
	if err != nil {
		t.Fatal(err)
	}
	owner, err := database.Open(t.Context(), inDatabase(server.url, strings.TrimPrefix(u.Path, "/"))+"&pool_max_conns=4", database.AllowUnsafe())
	if err != nil {
		t.Fatal(err)
	}
	owners.Store(db.URL, owner)
	t.Cleanup(func() {
		owners.Delete(db.URL)
		_ = owner.Close()
	})
	return owner
}

// owners are the connections of AsOwner that are open, by the database's URL.
var owners sync.Map

// as is the URL of a server for another role.
func as(server, role string) string {
	u, err := url.Parse(server)
	if err != nil {
		return server
	}
	u.User = url.User(role)
	return u.String()
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
		var held io.WriteCloser
		if server.url, held, err = startServer(); err != nil {
			return server, err
		}
		serverHeld.Store(&held)
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
// when the pipe to the script is closed, at the latest by the end of this process.
func startServer(settings ...string) (string, io.WriteCloser, error) {
	root, err := root()
	if err != nil {
		return "", nil, err
	}
	script := exec.Command(filepath.Join(root, ".ci", "postgres"))
	script.Env = append(os.Environ(), settings...)
	held, err := script.StdinPipe()
	if err != nil {
		return "", nil, err
	}
	out, err := script.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	var complaint strings.Builder
	script.Stderr = &complaint
	if err := script.Start(); err != nil {
		return "", nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err == nil {
		return strings.TrimSpace(line), held, nil
	}
	var exit *exec.ExitError
	if errors.As(script.Wait(), &exit) && exit.ExitCode() == 3 {
		return "", nil, errNoServer
	}
	return "", nil, fmt.Errorf(".ci/postgres: %s", strings.TrimSpace(complaint.String()))
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
	if _, err := conn.Exec(ctx, "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '"+appRole+"') THEN CREATE ROLE "+appRole+" LOGIN; END IF; END $$"); err != nil {
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

// Synced gives the test a migrated database of each kind that waits for the disk as
// the portal's own does, for what is killed in the middle: on PostgreSQL a server of
// its own, worked with as the portal's role. data is a folder, in which SQLite's lies.
func Synced(t *testing.T, run func(t *testing.T, db *database.DB, data string)) {
	t.Helper()
	t.Parallel()
	t.Run(database.SQLite, func(t *testing.T) {
		t.Parallel()
		data := t.TempDir()
		run(t, SyncedSQLite(t, data), data)
	})
	t.Run(database.Postgres, func(t *testing.T) {
		t.Parallel()
		wished(t, database.Postgres)
		run(t, syncedPostgres(t), t.TempDir())
	})
}

// SyncedSQLite gives the test a migrated SQLite database in that folder, where the
// portal has it.
func SyncedSQLite(t *testing.T, data string) *database.DB {
	t.Helper()
	wished(t, database.SQLite)
	path := filepath.Join(data, "ipportal.db")
	if err := migrate(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	return open(t, path)
}

func syncedPostgres(t *testing.T) *database.DB {
	t.Helper()
	server, held, err := startServer("POSTGRES_SYNC=on")
	if errors.Is(err, errNoServer) {
		need(t, database.Postgres, err.Error())
	}
	if err != nil {
		t.Fatalf("start PostgreSQL: %v", err)
	}
	t.Cleanup(func() { _ = held.Close() })
	if err := atServer(t.Context(), server, "CREATE ROLE "+appRole+" LOGIN"); err != nil {
		t.Fatal(err)
	}
	if err := migrate(t.Context(), server); err != nil {
		t.Fatal(err)
	}
	owner, db := open(t, server), open(t, as(server, appRole))
	owners.Store(db.URL, owner)
	t.Cleanup(func() { owners.Delete(db.URL) })
	return db
}
