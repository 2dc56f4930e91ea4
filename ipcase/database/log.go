package database

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"gorm.io/gorm/logger"
)

// slowQueries logs statements that took too long, without their values: these
// may be personal data. Errors are returned to the caller, who logs them once.
type slowQueries struct{ threshold time.Duration }

func (l slowQueries) LogMode(logger.LogLevel) logger.Interface { return l }

func (l slowQueries) Info(context.Context, string, ...any) {}

func (l slowQueries) Warn(context.Context, string, ...any) {}

func (l slowQueries) Error(context.Context, string, ...any) {}

// Trace is called by gorm after each statement with its start on the system's
// clock, so that clock it is: this measures, it decides nothing.
func (l slowQueries) Trace(ctx context.Context, begin time.Time, statement func() (string, int64), _ error) {
	took := time.Since(begin) //nolint:forbidigo // a duration for the log, not legal time
	if took < l.threshold {
		return
	}
	sql, rows := statement()
	sql = shortened(sql)
	slog.WarnContext(ctx, "slow database statement", "took", took, "rows", rows, "sql", sql)
}

// statementShown is how much of a statement is logged: one that writes hundreds of rows
// has a thousand places for values and says nothing more by them.
const statementShown = 2000

func shortened(sql string) string {
	if len(sql) <= statementShown {
		return sql
	}
	return strings.ToValidUTF8(sql[:statementShown], "") + " …"
}

// ParamsFilter keeps the values out of what Trace is given.
func (l slowQueries) ParamsFilter(_ context.Context, sql string, _ ...any) (string, []any) {
	return sql, nil
}
