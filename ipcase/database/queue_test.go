package database_test

import (
	"context"
	"database/sql"
	"errors"
	"testing"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"ipportal/ipcase/ipcasetest"
)

// TestTheTurnToWriteIsGivenOn ends a transaction in every way there is, and the
// next one must come to its turn each time.
func TestTheTurnToWriteIsGivenOn(t *testing.T) {
	db := ipcasetest.SQLite(t).Gorm
	must(t, db.Exec("CREATE TABLE numbers_seen (n INTEGER PRIMARY KEY)").Error)
	failure := errors.New("refused")
	ends := map[string]func(){
		"commit": func() {
			must(t, db.Transaction(func(tx *gorm.DB) error { return tx.Exec("INSERT INTO numbers_seen VALUES (1)").Error }))
		},
		"rollback": func() { _ = db.Transaction(func(*gorm.DB) error { return failure }) },
		"panic": func() {
			defer func() { _ = recover() }()
			_ = db.Transaction(func(*gorm.DB) error { panic("in the middle") })
		},
		"cancel": func() {
			ctx, cancel := context.WithCancel(t.Context())
			if err := db.WithContext(ctx).Transaction(func(*gorm.DB) error { cancel(); return nil }); err == nil {
				t.Error("a cancelled transaction was committed")
			}
		},
	}
	for name, end := range ends {
		end()
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		if err := db.WithContext(ctx).Transaction(func(*gorm.DB) error { return nil }); err != nil {
			t.Errorf("after %s: %v", name, err)
		}
		cancel()
	}
}

func TestWaitingForTheTurnEndsWithTheRequest(t *testing.T) {
	db := ipcasetest.SQLite(t).Gorm
	must(t, db.Transaction(func(*gorm.DB) error {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		err := db.WithContext(ctx).Transaction(func(*gorm.DB) error { return nil })
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a second writer got %v", err)
		}
		// Readers need no turn, whether they ask once or want a snapshot.
		var n int64
		must(t, db.Table("orgs").Count(&n).Error)
		return db.Transaction(func(tx *gorm.DB) error {
			return tx.Clauses(clause.Locking{Strength: "SHARE"}).Table("orgs").Count(&n).Error
		}, &sql.TxOptions{ReadOnly: true})
	}))
}
