package calendar_test

import (
	_ "embed"
	"strconv"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase/calendar"
)

// Made by testdata/windows.py, which knows nothing of this package and its data.
//
//go:embed testdata/windows.tsv
var table string

func TestWindowsWorkedOutAnotherWay(t *testing.T) {
	all := builtin(t)
	lines := strings.Split(strings.TrimSpace(table), "\n")
	if len(lines) < 200 {
		t.Fatalf("the table has %d windows only", len(lines))
	}
	for _, line := range lines {
		f := strings.Split(line, "\t")
		amount, err := strconv.Atoi(f[2])
		if err != nil {
			t.Fatal(err)
		}
		c := all[f[0]]
		got, err := c.Compute(parse(t, c, f[1]), calendar.Window{Amount: amount, Unit: calendar.Unit(f[3])})
		if err != nil {
			t.Fatal(err)
		}
		if due := got.Due.Format(time.RFC3339); due != f[4] {
			t.Errorf("%s: it ends at %s", line, due)
		}
	}
}
