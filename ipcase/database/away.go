package database

import (
	"database/sql/driver"
	"errors"
	"io"
	"io/fs"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlitelib "modernc.org/sqlite/lib"
)

// Away says whether an error means that the database cannot be reached or cannot
// take anything at the moment, so that the same may be tried again later: it is
// stopped, starts, or is cut off; its disk is full or does not answer; its
// connections or its lock are all taken.
func Away(err error) bool {
	var (
		connect *pgconn.ConnectError
		server  *pgconn.PgError
		lite    *sqlite.Error
		network net.Error
	)
	switch {
	case errors.As(err, &server):
		for _, class := range []string{"08", "53", "57P", "58"} { // connection, resources, shutdown, system
			if strings.HasPrefix(server.Code, class) {
				return true
			}
		}
		return false
	case errors.As(err, &lite):
		switch lite.Code() & 0xff {
		case sqlitelib.SQLITE_BUSY, sqlitelib.SQLITE_FULL, sqlitelib.SQLITE_IOERR, sqlitelib.SQLITE_CANTOPEN, sqlitelib.SQLITE_READONLY:
			return true
		}
		return false
	case errors.Is(err, io.ErrUnexpectedEOF), pgconn.SafeToRetry(err): // broken off in the middle of a statement, or before it
		return true
	case errors.As(err, &connect), errors.Is(err, driver.ErrBadConn), errors.Is(err, errTurn):
		return true
	default: // a file's error is a net.Error as well: one that is not there, or is not ours, does not come by itself
		return errors.As(err, &network) && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission)
	}
}
