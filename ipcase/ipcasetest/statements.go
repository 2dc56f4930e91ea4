package ipcasetest

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"sync"

	"gorm.io/gorm"

	"ipportal/ipcase/database"
)

// Statement is one statement as the database was given it.
type Statement struct {
	SQL  string
	Args []any
}

// Recorder sees every statement that goes to a database, whoever sends it: the
// session's, the navigation's, the page's, and the ends of transactions.
type Recorder struct {
	mu   sync.Mutex
	on   bool
	list []Statement
}

// Record puts a recorder in front of a database. It must be there before anything
// takes the database's handle. It notes nothing but During a call.
func Record(db *database.DB) *Recorder {
	r := &Recorder{}
	pool := recordingPool{recording: recording{ConnPool: db.Gorm.ConnPool, r: r}}
	db.Gorm.ConnPool, db.Gorm.Statement.ConnPool = pool, pool
	return r
}

// During gives the statements that were sent while do ran.
func (r *Recorder) During(do func()) []Statement {
	r.mu.Lock()
	r.on, r.list = true, nil
	r.mu.Unlock()
	do()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.on = false
	return slices.Clone(r.list)
}

func (r *Recorder) note(query string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.on {
		r.list = append(r.list, Statement{SQL: query, Args: args})
	}
}

type recording struct {
	gorm.ConnPool
	r *Recorder
}

func (c recording) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	c.r.note(query, args...)
	return c.ConnPool.ExecContext(ctx, query, args...)
}

func (c recording) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	c.r.note(query, args...)
	return c.ConnPool.QueryContext(ctx, query, args...)
}

func (c recording) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	c.r.note(query, args...)
	return c.ConnPool.QueryRowContext(ctx, query, args...)
}

type recordingPool struct{ recording }

// BeginTx implements gorm.ConnPoolBeginner.
func (c recordingPool) BeginTx(ctx context.Context, options *sql.TxOptions) (gorm.ConnPool, error) {
	c.r.note("BEGIN")
	var tx gorm.ConnPool
	var err error
	switch pool := c.ConnPool.(type) {
	case gorm.TxBeginner:
		tx, err = pool.BeginTx(ctx, options)
	case gorm.ConnPoolBeginner:
		tx, err = pool.BeginTx(ctx, options)
	default:
		return nil, fmt.Errorf("%T cannot begin", pool)
	}
	if err != nil {
		return nil, err
	}
	return &recordingTx{recording: recording{ConnPool: tx, r: c.r}}, nil
}

// GetDBConn lets gorm find the pool behind the recorder.
func (c recordingPool) GetDBConn() (*sql.DB, error) {
	switch pool := c.ConnPool.(type) {
	case *sql.DB:
		return pool, nil
	case gorm.GetDBConnector:
		return pool.GetDBConn()
	default:
		return nil, fmt.Errorf("no pool behind %T", pool)
	}
}

// recordingTx is handed on as a pointer: gorm asks whether it is nil.
type recordingTx struct{ recording }

func (t *recordingTx) Commit() error {
	t.r.note("COMMIT")
	return t.ConnPool.(gorm.TxCommitter).Commit() //nolint:errcheck // what BeginTx gives can commit
}

func (t *recordingTx) Rollback() error {
	t.r.note("ROLLBACK")
	return t.ConnPool.(gorm.TxCommitter).Rollback() //nolint:errcheck // what BeginTx gives can roll back
}
