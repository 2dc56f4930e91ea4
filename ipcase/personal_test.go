package ipcase_test

import (
	"slices"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// Every text column of the schema is judged: personal, with who sees it and how
// it goes, or plain. A new one is neither, and fails here until it is.
func TestEveryTextColumnIsJudged(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		query := `SELECT m.name AS "table", c.name AS "column" FROM sqlite_master m JOIN pragma_table_info(m.name) c
			WHERE m.type = 'table' AND c.type = 'TEXT' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!'`
		if db.Dialect == database.Postgres {
			query = `SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
				WHERE table_schema = current_schema() AND data_type IN ('text', 'character varying')`
		}
		var columns []struct{ Table, Column string }
		if err := db.Gorm.Raw(query).Scan(&columns).Error; err != nil {
			t.Fatal(err)
		}
		if len(columns) < 150 {
			t.Fatalf("only %d text columns were found", len(columns))
		}
		there := map[string]bool{}
		for _, c := range columns {
			there[c.Table+"."+c.Column] = true
			if c.Table == "goose_db_version" {
				continue
			}
			p, known := ipcase.Personal(c.Table)
			personal := slices.ContainsFunc(p.Fields, func(f ipcase.PersonalField) bool { return f.Column == c.Column })
			if plain := slices.Contains(p.Plain, c.Column); !known || personal == plain {
				t.Errorf("%s.%s is not judged, or judged twice: say in ipcase/personal_*.go whether it holds personal data", c.Table, c.Column)
			}
		}
		for _, p := range ipcase.PersonalData() {
			for _, f := range p.Fields {
				if !there[p.Table+"."+f.Column] {
					t.Errorf("%s.%s is judged, and there is no such column", p.Table, f.Column)
				}
				if !p.Remove && f.Erased == "" || p.Remove && f.Erased != "" || f.Class == "" || f.Kept == "" {
					t.Errorf("%s.%s is judged by half: %+v", p.Table, f.Column, f)
				}
				if p.OfPerson == "" && p.OfOrg == "" && f.Erased != ipcase.AsKept {
					t.Errorf("%s.%s is to be erased, and belongs to nobody", p.Table, f.Column)
				}
			}
			for _, c := range p.Plain {
				if p.Table == "numbers" && db.Dialect == database.Postgres {
					continue // sequences there
				}
				if !there[p.Table+"."+c] {
					t.Errorf("%s.%s is judged as plain, and there is no such column", p.Table, c)
				}
			}
		}
	})
}
