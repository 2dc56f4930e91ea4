// Package present turns what ipcase knows into what a page shows: labels, times
// in the reader's zone, addresses, and the wording of every code, in the
// reader's language. It is pure: values in, values out. It decides nothing about
// who may do what, and it never reads a request or a database.
package present
