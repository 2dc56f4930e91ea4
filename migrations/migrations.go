// Package migrations holds the schema as numbered SQL files, one folder for
// each database with equal names. A file that has been released is never edited:
// the next one changes what it made. Nothing here runs them; ipcase/database does.
package migrations

import "embed"

// Files holds postgres/NNNN_what.sql and sqlite/NNNN_what.sql.
//
//go:embed postgres/*.sql sqlite/*.sql
var Files embed.FS
