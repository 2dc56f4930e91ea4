package database

import (
	"context"
	"database/sql/driver"
	"fmt"
	"strings"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"modernc.org/sqlite"
)

// compiledMost is how many statements each connection to SQLite keeps compiled. The
// pages and deeds that people use most have fewer; each takes some tens of kB.
const compiledMost = 128

// compiling opens connections to SQLite that keep the statements that they used last
// compiled: to read a page's statements would take more than a third of its time. On
// PostgreSQL the driver does the same.
type compiling struct{ driver.Connector }

// sqliteConn and sqliteRows are what database/sql asks of the driver's connections and rows.
type (
	sqliteConn interface {
		driver.Conn
		driver.ConnBeginTx
		driver.ConnPrepareContext
		driver.ExecerContext
		driver.QueryerContext
		driver.Pinger
		driver.SessionResetter
		driver.Validator
	}
	sqliteStmt interface {
		driver.Stmt
		driver.StmtExecContext
		driver.StmtQueryContext
	}
	sqliteRows interface {
		driver.Rows
		driver.RowsColumnTypeDatabaseTypeName
		driver.RowsColumnTypeLength
		driver.RowsColumnTypeNullable
		driver.RowsColumnTypePrecisionScale
		driver.RowsColumnTypeScanType
	}
)

func newCompiling(dsn string) (driver.Connector, error) {
	c, err := sqlite.NewConnector(dsn)
	return compiling{c}, err
}

// Connect implements driver.Connector.
func (c compiling) Connect(ctx context.Context) (driver.Conn, error) {
	opened, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err //nolint:wrapcheck // database/sql knows the driver's errors
	}
	plain, ok := opened.(sqliteConn)
	if !ok {
		_ = opened.Close()
		return nil, fmt.Errorf("a connection to SQLite is a %T, which cannot do what is needed", opened)
	}
	kept, err := simplelru.NewLRU(compiledMost, func(_ string, s *compiledStmt) { s.drop() })
	if err != nil {
		return nil, fmt.Errorf("keep statements: %w", err)
	}
	return &compilingConn{sqliteConn: plain, kept: kept}, nil
}

// compilingConn is used by one goroutine at a time, as database/sql promises; rows of
// several statements can be open.
type compilingConn struct {
	sqliteConn
	kept *simplelru.LRU[string, *compiledStmt]
}

// compiledStmt is closed when it is neither kept nor in use.
type compiledStmt struct {
	sqliteStmt
	busy, dropped bool
}

func (s *compiledStmt) drop() {
	s.dropped = true
	if !s.busy {
		_ = s.Close()
	}
}

// keeps says whether a statement is worth keeping. A pragma must not be: it does its work
// while it is compiled.
func keeps(query string) bool {
	query = strings.TrimLeft(query, " \t\n")
	verb := query[:max(0, strings.IndexAny(query, " \t\n"))]
	return verb == "SELECT" || verb == "INSERT" || verb == "UPDATE" || verb == "DELETE" || verb == "WITH"
}

// take gives a statement that nobody else uses until it is given back.
func (c *compilingConn) take(ctx context.Context, query string) (*compiledStmt, error) {
	s, known := c.kept.Get(query)
	if known && !s.busy {
		s.busy = true
		return s, nil
	}
	prepared, err := c.PrepareContext(ctx, query)
	if err != nil {
		return nil, err //nolint:wrapcheck // database/sql knows the driver's errors
	}
	stmt, ok := prepared.(sqliteStmt)
	if !ok {
		_ = prepared.Close()
		return nil, fmt.Errorf("a statement of SQLite is a %T, which cannot do what is needed", prepared)
	}
	s = &compiledStmt{sqliteStmt: stmt, busy: true, dropped: known} // a second one of a kind is not kept
	if !known {
		c.kept.Add(query, s)
	}
	return s, nil
}

// giveBack ends the use of a statement; after an error it is not used again.
func (c *compilingConn) giveBack(query string, s *compiledStmt, err error) {
	s.busy = false
	switch {
	case s.dropped:
		_ = s.Close()
	case err != nil:
		c.kept.Remove(query)
	}
}

// ExecContext implements driver.ExecerContext.
func (c *compilingConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if !keeps(query) {
		return c.sqliteConn.ExecContext(ctx, query, args) //nolint:wrapcheck // database/sql knows the driver's errors
	}
	s, err := c.take(ctx, query)
	if err != nil {
		return nil, err
	}
	done, err := s.ExecContext(ctx, args)
	c.giveBack(query, s, err)
	return done, err //nolint:wrapcheck // database/sql knows the driver's errors
}

// QueryContext implements driver.QueryerContext.
func (c *compilingConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	if !keeps(query) {
		return c.sqliteConn.QueryContext(ctx, query, args) //nolint:wrapcheck // database/sql knows the driver's errors
	}
	s, err := c.take(ctx, query)
	if err != nil {
		return nil, err
	}
	opened, err := s.QueryContext(ctx, args)
	if err != nil {
		c.giveBack(query, s, err)
		return nil, err //nolint:wrapcheck // database/sql knows the driver's errors
	}
	rows, ok := opened.(sqliteRows)
	if !ok {
		c.giveBack(query, s, opened.Close())
		return nil, fmt.Errorf("rows of SQLite are %T, which cannot do what is needed", opened)
	}
	return &compiledRows{sqliteRows: rows, end: func(err error) { c.giveBack(query, s, err) }}, nil
}

// Close implements driver.Conn.
func (c *compilingConn) Close() error {
	c.kept.Purge()
	return c.sqliteConn.Close() //nolint:wrapcheck // database/sql knows the driver's errors
}

// compiledRows give their statement back when they are closed.
type compiledRows struct {
	sqliteRows
	end func(error)
}

// Close implements driver.Rows.
func (r *compiledRows) Close() error {
	err := r.sqliteRows.Close()
	r.end(err)
	return err //nolint:wrapcheck // database/sql knows the driver's errors
}
