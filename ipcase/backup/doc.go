// Package backup writes everything that the portal keeps into one file, while
// others go on working, and makes a portal of such a file again: on either database,
// whichever it came from. It knows tables and files, and nothing of cases.
//
// The file is a tar, which any tar reads:
//
//	backup.json                        what it is: format, schema, instant
//	tables/NAME/000001.jsonl.gz        columns, and then rows, one JSON array a line
//	evidence/HASH, papers/HASH         files under their SHA-256
//	catalogue/NAME                     pictures of the built-in marketplace
//	keys/NAME                          only where they were asked for
//	manifest.json                      last: every entry with its SHA-256, and the counters
//
// A file without its manifest, or with an entry that is another, is refused whole.
//
// The database is read as it was at one instant, the files after it: they are only
// ever added, so each that a row names is there. An erasure is the one thing that
// takes files away; where one is carried out in between, the backup fails and says
// so. What a backup holds of somebody who is erased later it holds until it is
// thrown away itself: after a restoration, erasures since must be asked for again.
//
// Left out are sessions and ceremonies (nobody is signed in after a restoration), the
// list of processes, the outbox folder, and the keys unless they are asked for.
package backup
