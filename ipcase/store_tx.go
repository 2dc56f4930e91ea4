package ipcase

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"errors"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// tx is one deed's transaction: one handle, one reading of the clock.
type tx struct {
	*Service
	ctx    context.Context
	db     *gorm.DB
	now    time.Time
	queued bool // something was enqueued: wake the worker after the commit

	taken *casefile // the case that somebody has seen (AsSeen)
}

// inTx runs a deed in one transaction (SQLite: BEGIN IMMEDIATE) and wakes the
// worker after the commit when there is something to carry out. A deed that
// PostgreSQL stopped because two waited for each other is run again from the
// start: nothing of it has happened.
func (s *Service) inTx(ctx context.Context, deed func(t *tx) error) error {
	for try := 1; ; try++ {
		t := &tx{Service: s, ctx: ctx, now: Moment(s.clock.Now())}
		err := s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
			t.db = db
			return deed(t)
		})
		if err == nil && t.taken != nil {
			s.asSeen.seq = t.taken.Case.EventSeq // a deed may be several transactions
		}
		if err == nil && t.queued {
			s.WakeUp()
		}
		if try == 5 || !collided(err) {
			return err
		}
	}
}

// collided says whether PostgreSQL stopped a transaction for another's sake: a
// deadlock (40P01) or a serialisation failure (40001).
func collided(err error) bool {
	var state interface{ SQLState() string }
	return errors.As(err, &state) && (state.SQLState() == "40P01" || state.SQLState() == "40001")
}

// forUpdate locks what it reads until the commit. SQLite needs no clause: its
// write transactions stand in line.
func (t *tx) forUpdate() *gorm.DB { return t.locking("") }

// forUpdateOfFree is forUpdate of what nobody else has locked: the rest is not found.
func (t *tx) forUpdateOfFree() *gorm.DB { return t.locking(clause.LockingOptionsSkipLocked) }

func (t *tx) locking(options string) *gorm.DB {
	if t.db.Name() == "postgres" {
		return t.db.Clauses(clause.Locking{Strength: clause.LockingStrengthUpdate, Options: options})
	}
	return t.db
}

// nextNumber draws the next public number of a kind ("complaint", "right").
func (t *tx) nextNumber(kind string) (int64, error) {
	if t.rehearsed {
		return 0, nil // a sequence would not take the number back
	}
	var n int64
	q := "UPDATE numbers SET last = last + 1 WHERE name = ? RETURNING last"
	if t.db.Name() == "postgres" { // a sequence: filings do not wait for each other
		q = "SELECT nextval(?::regclass)"
		kind += "_numbers"
	}
	if err := t.db.Raw(q, kind).Scan(&n).Error; err != nil {
		return 0, fmt.Errorf("next %s number: %w", kind, err)
	}
	return n, nil
}

// one loads a single row or answers "not there" for people.
func one[T any](q *gorm.DB, into *T) error {
	err := q.Take(into).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return errNotFound()
	}
	if err != nil {
		return fmt.Errorf("load %T: %w", *into, err)
	}
	return nil
}

// rowsAtOnce is how many rows one INSERT writes: the widest table has 27 columns,
// and a statement of SQLite takes 32,766 values.
const rowsAtOnce = 1000

// insert writes rows in few statements, however many there are.
func (t *tx) insert(rows any) error {
	if err := t.db.CreateInBatches(rows, rowsAtOnce).Error; err != nil {
		return fmt.Errorf("insert %T: %w", rows, err)
	}
	return nil
}

// NewID gives 128 random bits for a URL that nobody can guess.
func NewID() string {
	b := make([]byte, 16)
	_, _ = rand.Read(b) // never fails: crypto/rand aborts the process instead
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b))
}

// suffixLetters leaves out what is misread on paper: 0 O 1 I L U.
const suffixLetters = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

// newSuffix gives the two characters that tell the cases of a complaint apart:
// random, so that they say nothing of how many there are.
func newSuffix(taken map[string]bool) string {
	for {
		b := make([]byte, 2)
		_, _ = rand.Read(b)
		s := string([]byte{suffixLetters[int(b[0])%len(suffixLetters)], suffixLetters[int(b[1])%len(suffixLetters)]})
		if !taken[s] {
			taken[s] = true
			return s
		}
	}
}
