package database

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"time"
)

func TestALongStatementIsLoggedShort(t *testing.T) {
	var said bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&said, nil)))
	defer slog.SetDefault(before)
	sql := "INSERT INTO t VALUES " + strings.Repeat("(?, '商'), ", 5000)
	slowQueries{}.Trace(t.Context(), time.Now(), func() (string, int64) { return sql, 5000 }, nil)
	if got := said.String(); len(got) > 3*statementShown || !strings.Contains(got, "INSERT INTO t VALUES") || !strings.Contains(got, "…") || strings.ContainsRune(got, '\uFFFD') {
		t.Errorf("%d bytes are logged: %.300s", len(got), got)
	}
}
