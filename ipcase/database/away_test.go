package database_test

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"ipportal/ipcase/database"
)

// What passes by itself is told apart from what somebody must look at.
func TestAway(t *testing.T) {
	file := func(of error) error { return &fs.PathError{Op: "open", Path: "/evidence/a", Err: of} }
	for where, x := range map[string]struct {
		err  error
		want bool
	}{
		"no connection":                       {&net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}, true},
		"no answer":                           {context.DeadlineExceeded, true},
		"the connection is gone":              {driver.ErrBadConn, true},
		"PostgreSQL stops":                    {&pgconn.PgError{Code: "57P01"}, true},
		"PostgreSQL has no room":              {&pgconn.PgError{Code: "53100"}, true},
		"PostgreSQL refuses a row":            {&pgconn.PgError{Code: "23505"}, false},
		"the disk does not answer":            {file(syscall.EIO), true},
		"the disk is full":                    {file(syscall.ENOSPC), true},
		"a file is not there":                 {file(syscall.ENOENT), false},
		"a file is not ours":                  {file(syscall.EACCES), false},
		"something else":                      {errors.New("something else"), false},
		"nothing":                             {nil, false},
		"the connection is gone, and wrapped": {fmt.Errorf("read: %w", driver.ErrBadConn), true},
	} {
		if got := database.Away(x.err); got != x.want {
			t.Errorf("%s: %t", where, got)
		}
	}
}
