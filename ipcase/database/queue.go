package database

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"time"

	"gorm.io/gorm"
)

// queueLimit is how long a transaction waits for its turn: as long as SQLite
// itself waits for the lock of another process.
const queueLimit = 10 * time.Second

var errTurn = fmt.Errorf("wait to write: another transaction has not ended for %s", queueLimit)

// queued lets this process's transactions on SQLite begin in the order in which
// they come. Left to itself SQLite polls for its write lock with growing pauses,
// and under load some wait for seconds while later ones pass them by.
type queued struct {
	*sql.DB
	turn chan struct{}
}

// BeginTx waits for its turn; the transaction gives it on when it ends.
func (q queued) BeginTx(ctx context.Context, options *sql.TxOptions) (gorm.ConnPool, error) {
	if options != nil && options.ReadOnly {
		return q.DB.BeginTx(ctx, options) // a snapshot takes no lock
	}
	limit := time.NewTimer(queueLimit)
	defer limit.Stop()
	select {
	case q.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, fmt.Errorf("wait to write: %w", ctx.Err())
	case <-limit.C:
		return nil, errTurn
	}
	tx, err := q.DB.BeginTx(ctx, options)
	if err != nil {
		<-q.turn
		return nil, err
	}
	return &turnTx{Tx: tx, end: sync.OnceFunc(func() { <-q.turn })}, nil
}

// GetDBConn lets gorm find the pool behind the queue.
func (q queued) GetDBConn() (*sql.DB, error) { return q.DB, nil }

// turnTx is a transaction whose turn it is.
type turnTx struct {
	*sql.Tx
	end func()
}

// Commit ends the turn, however it goes.
func (t *turnTx) Commit() error {
	defer t.end()
	return t.Tx.Commit()
}

// Rollback ends the turn, however it goes.
func (t *turnTx) Rollback() error {
	defer t.end()
	return t.Tx.Rollback()
}
