package database

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"
)

// postgresConnections bounds the pool of one process; pool_max_conns in the URL
// says otherwise.
const postgresConnections = 16

// postgresSettings hold on every connection, where the URL does not set them: a
// statement, a wait for a lock and an idle transaction end by themselves, so that
// one stuck request does not hold up the rest. The planner is told that a page
// read out of order costs hardly more than the next one, as in memory and on flash:
// the default is a spinning disk's, and would read whole tables for fifty rows.
var postgresSettings = map[string]string{
	"application_name":                    "ipportal",
	"timezone":                            "UTC",
	"random_page_cost":                    "1.1",
	"statement_timeout":                   "30s",
	"lock_timeout":                        "5s",
	"idle_in_transaction_session_timeout": "30s",
}

func (db *DB) openPostgres(ctx context.Context) error {
	db.Dialect = Postgres
	config, err := parsePostgres(db.URL)
	if err != nil {
		return err
	}
	for name, value := range postgresSettings {
		if _, set := config.ConnConfig.RuntimeParams[name]; !set {
			config.ConnConfig.RuntimeParams[name] = value
		}
	}
	if !strings.Contains(db.URL, "pool_max_conns") {
		config.MaxConns = postgresConnections
	}
	config.MaxConnIdleTime = 5 * time.Minute
	config.AfterConnect = readUTC
	if db.Pool, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		return fmt.Errorf("open PostgreSQL: %w", err)
	}
	db.sql = stdlib.OpenDBFromPool(db.Pool)
	if err := db.start(ctx, postgres.New(postgres.Config{Conn: db.sql})); err != nil {
		_ = db.Close()
		return err
	}
	return nil
}

func parsePostgres(url string) (*pgxpool.Config, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		// The parser's own text repeats the URL, which may hold a password.
		return nil, errors.New("the PostgreSQL URL cannot be read; it looks like postgres://user:password@host:5432/name")
	}
	return config, nil
}

// readUTC makes times come back in UTC. The server sends instants; without this
// they would be given the zone of the machine the portal runs on.
func readUTC(_ context.Context, conn *pgx.Conn) error {
	conn.TypeMap().RegisterType(&pgtype.Type{
		Name:  "timestamptz",
		OID:   pgtype.TimestamptzOID,
		Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC},
	})
	return nil
}
