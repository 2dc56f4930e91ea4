// Package asvs says how the portal answers each requirement of OWASP ASVS 5.0.0
// that applies to it, levels 1 and 2: one line of asvs.tsv for each, with what
// shows it (tests by name, or a document beside the table). A test fails when a
// line is missing or stands twice, and when a test or a document that it names is
// not there. The documents that the standard asks for are the files *.md here.
package asvs

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed asvs.tsv
var table string

// Status is how far a requirement holds.
type Status string

// The statuses.
const (
	Holds    Status = "holds"
	Partly   Status = "partly"   // the answer says what is missing
	Not      Status = "not"      // it does not hold; the answer says so and why
	Operator Status = "operator" // whoever runs the portal sees to it; the document says how
)

// Line is how one requirement is answered.
type Line struct {
	ID     string
	Level  int
	Status Status
	Answer string
	Shown  []string // names of tests; doc:FILE#Heading; file:PATH from the repository's root
}

// Table is every line, in the order of the standard.
func Table() ([]Line, error) {
	var all []Line
	n := 0
	for text := range strings.Lines(table) {
		n++
		text = strings.TrimRight(text, "\n")
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		part := strings.Split(text, "\t")
		if len(part) != 5 || len(part[1]) != 1 || part[1][0] < '1' || part[1][0] > '3' {
			return nil, fmt.Errorf("asvs.tsv, line %d: five fields with tabs between: id, level, status, answer, what shows it", n)
		}
		all = append(all, Line{ID: part[0], Level: int(part[1][0] - '0'), Status: Status(part[2]), Answer: part[3], Shown: strings.Fields(part[4])})
	}
	return all, nil
}
