// Command weak is a server with holes, made for .ci/sweep: a tool that finds
// nothing here finds nothing anywhere. It listens on this machine only, and is no
// part of the portal.
package main

import (
	"database/sql"
	"fmt"
	"log"
	"net/http"
	"os"
	"path/filepath"

	_ "modernc.org/sqlite"
)

func main() {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		log.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("CREATE TABLE lamps (id INTEGER, name TEXT); INSERT INTO lamps VALUES (1, 'headlamp'), (2, 'lantern')"); err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		_, _ = fmt.Fprint(w, `<html><body><a href="/search?q=lamp">search</a> <a href="/file?name=a.txt">file</a> <a href="/go?to=/search">go</a>
			<form method="post" action="/search"><input name="q" value="lamp"><input type="submit"></form></body></html>`)
	})
	// SQL injection, and markup sent back as it came.
	http.HandleFunc("/search", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = fmt.Fprintf(w, "<html><body><p>You looked for %s</p>", r.FormValue("q"))
		rows, err := db.Query("SELECT name FROM lamps WHERE name LIKE '%" + r.FormValue("q") + "%'") //nolint:gosec // the hole
		if err != nil {
			_, _ = fmt.Fprintf(w, "<p>sqlite3.OperationalError: %v</p>", err)
			return
		}
		defer func() { _ = rows.Close() }()
		for rows.Next() {
			var name string
			if rows.Scan(&name) == nil {
				_, _ = fmt.Fprintf(w, "<p>%s</p>", name)
			}
		}
		_ = rows.Err()
	})
	// Any file of the machine.
	http.HandleFunc("/file", func(w http.ResponseWriter, r *http.Request) {
		text, err := os.ReadFile(filepath.Join("/tmp", r.FormValue("name")))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		_, _ = w.Write(text)
	})
	// To any other host.
	http.HandleFunc("/go", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", r.FormValue("to"))
		w.WriteHeader(http.StatusFound)
	})
	log.Fatal(http.ListenAndServe(os.Args[1], nil)) //nolint:gosec // no limits: it is weak
}
