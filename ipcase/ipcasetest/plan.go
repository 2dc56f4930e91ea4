package ipcasetest

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"ipportal/ipcase/database"
)

// Plan is how a statement was carried out. SQLite tells the steps only.
type Plan struct {
	Steps   []string // a line for each node that reads a table
	Scans   []string // tables that were read from one end to the other
	Buffers int      // pages of 8 kB that were looked at
	Ms      float64
}

type planNode struct {
	Type    string     `json:"Node Type"`
	Table   string     `json:"Relation Name"`
	Index   string     `json:"Index Name"`
	Rows    float64    `json:"Actual Rows"`
	Loops   float64    `json:"Actual Loops"`
	Removed float64    `json:"Rows Removed by Filter"`
	Hit     int        `json:"Shared Hit Blocks"`
	Read    int        `json:"Shared Read Blocks"`
	Plans   []planNode `json:"Plans"`
}

// Explain carries a statement out once more and says how. On SQLite it only asks
// how it would be.
func Explain(t testing.TB, db *database.DB, s Statement) Plan {
	t.Helper()
	if db.Dialect == database.SQLite {
		return explainSQLite(t, db, s)
	}
	var text string
	row := db.Gorm.Statement.ConnPool.QueryRowContext(t.Context(), "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) "+s.SQL, s.Args...)
	if err := row.Scan(&text); err != nil {
		t.Fatalf("explain %s: %v", s.SQL, err)
	}
	var out []struct {
		Plan planNode `json:"Plan"`
		Ms   float64  `json:"Execution Time"`
	}
	if err := json.Unmarshal([]byte(text), &out); err != nil || len(out) != 1 {
		t.Fatalf("read a plan: %v\n%s", err, text)
	}
	p := Plan{Buffers: out[0].Plan.Hit + out[0].Plan.Read, Ms: out[0].Ms}
	p.walk(out[0].Plan)
	return p
}

func explainSQLite(t testing.TB, db *database.DB, s Statement) Plan {
	t.Helper()
	rows, err := db.Gorm.Statement.ConnPool.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+s.SQL, s.Args...)
	if err != nil {
		t.Fatalf("explain %s: %v", s.SQL, err)
	}
	defer func() { _ = rows.Close() }()
	var p Plan
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatalf("read a plan: %v", err)
		}
		p.Steps = append(p.Steps, step)
		if table, found := strings.CutPrefix(step, "SCAN "); found && !strings.Contains(step, " USING ") {
			p.Scans = append(p.Scans, table)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatalf("read a plan: %v", err)
	}
	return p
}

func (p *Plan) walk(n planNode) {
	if n.Loops == 0 {
		return // planned and not needed
	}
	if n.Table != "" || n.Index != "" {
		line := n.Type
		if n.Index != "" {
			line += " " + n.Index
		}
		if n.Table != "" && !strings.HasPrefix(n.Index, n.Table) {
			line += " on " + n.Table
		}
		line += fmt.Sprintf(" rows=%.0f", n.Rows*n.Loops)
		if n.Removed > 0 {
			line += fmt.Sprintf(" filtered=%.0f", n.Removed*n.Loops)
		}
		p.Steps = append(p.Steps, line)
	}
	if n.Type == "Seq Scan" {
		p.Scans = append(p.Scans, n.Table)
	}
	for _, c := range n.Plans {
		p.walk(c)
	}
}

// Sizes are how many rows each table has, as the planner believes.
func Sizes(t testing.TB, db *database.DB) map[string]int {
	t.Helper()
	if db.Dialect == database.SQLite {
		sizes := map[string]int{}
		for _, table := range crowdTables {
			var n int64
			if err := db.Gorm.Table(table).Count(&n).Error; err != nil {
				t.Fatal(err)
			}
			sizes[table] = int(n)
		}
		return sizes
	}
	var rows []struct {
		Relname string
		N       int
	}
	err := db.Gorm.Raw("SELECT relname, reltuples::bigint AS n FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace").Scan(&rows).Error
	if err != nil {
		t.Fatal(err)
	}
	sizes := map[string]int{}
	for _, r := range rows {
		sizes[r.Relname] = r.N
	}
	return sizes
}
