package ipcase

import "time"

// Clock is where the portal takes the time from. There is one per process, set
// in cmd or turned by a test; legal time never comes from the database.
type Clock interface {
	// Now is the present instant in UTC, to the microsecond.
	Now() time.Time
}

// Moment brings an instant into the form that is stored: UTC, microseconds.
// PostgreSQL keeps no more, and hashes must come out alike on both databases.
func Moment(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }
