package ipcase_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// eventKinds are all kinds of event, as the code declares them.
func eventKinds(t *testing.T) map[ipcase.EventKind]string {
	t.Helper()
	kinds := map[ipcase.EventKind]string{}
	files, err := os.ReadDir(".")
	no(t, err)
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, parser.SkipObjectResolution)
		no(t, err)
		ast.Inspect(tree, func(n ast.Node) bool {
			v, ok := n.(*ast.ValueSpec)
			if !ok || len(v.Values) != 1 {
				return true
			}
			if of, ok := v.Type.(*ast.Ident); !ok || of.Name != "EventKind" {
				return true
			}
			if word, ok := v.Values[0].(*ast.BasicLit); ok {
				kind, err := strconv.Unquote(word.Value)
				no(t, err)
				kinds[ipcase.EventKind(kind)] = v.Names[0].Name
			}
			return true
		})
	}
	return kinds
}

// Every kind of event, and every field of one, was judged: what it says in plain is
// no personal datum. A new one without a judgement fails here; that events say no
// more than was judged is looked at after every test with a world.
func TestEveryEventKindIsJudged(t *testing.T) { // promises 6, 7
	kinds := eventKinds(t)
	if len(kinds) < 90 {
		t.Errorf("only %d kinds were found in the code", len(kinds))
	}
	for kind, name := range kinds {
		if _, ok := ipcasetest.EventWords[kind]; !ok {
			t.Errorf("nobody has judged what events of kind %s (%s) say", kind, name)
		}
	}
	for kind := range ipcasetest.EventWords {
		if kinds[kind] == "" {
			t.Errorf("%s is judged, and no such kind is declared", kind)
		}
	}
	data := reflect.TypeFor[ipcase.EventData]()
	for n := range data.NumField() {
		field, _, _ := strings.Cut(data.Field(n).Tag.Get("json"), ",")
		if !ipcasetest.EventFieldIsJudged(field) {
			t.Errorf("nobody has judged what the field %s of events holds", field)
		}
	}
	for _, said := range []string{
		`{"code":"Elin Sandqvist"}`, `{"number":"elin@norrvik.example"}`, `{"texts":{"signature":"Elin"}}`, `{"hashes":["+86 574 5550 0143"]}`, `{"ref":"1 Quay Road"}`,
		`{"words":"x"}`, `{"texts":{"Elin Sandqvist":"0000000000000000000000000000000000000000000000000000000000000000"}}`, `{"views":{"a":"b"}}`,
	} {
		if ipcasetest.JudgeEvent(ipcase.Event{Kind: ipcase.EventFiled, Data: said}) == nil {
			t.Errorf("%s is let through", said)
		}
	}
}

// Nothing that is known of people stands in any event in plain: every personal
// text of every table is looked for in every event. After the erasure of one of
// them the proofs stand.
func TestNoEventNamesAnybody(t *testing.T) { // promises 6, 7
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		w.Grow(ipcasetest.Crowd{Cases: 40, Sellers: 3, Holders: 2})
		var events []ipcase.Event
		no(t, db.Gorm.Order("id").Find(&events).Error)
		var all strings.Builder
		for _, e := range events {
			all.WriteString(e.Chain + " " + e.Data + "\n")
		}
		said := strings.ToLower(all.String())
		looked := 0
		for _, table := range ipcase.PersonalData() {
			for _, f := range table.Fields {
				if f.Erased == ipcase.AsFile || f.Class == ipcase.ClassLog {
					continue // a file's hash is what the chain names it by
				}
				var texts []string
				no(t, db.Gorm.Table(table.Table).Select("DISTINCT CAST("+f.Column+" AS TEXT)").Where(f.Column+" IS NOT NULL").Limit(2000).Scan(&texts).Error)
				for _, text := range texts {
					for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(`"{}[],:`, r) }) {
						if part = strings.ToLower(strings.TrimSpace(part)); len(part) < 8 || !strings.ContainsAny(part, " @+") {
							continue // no name, address, number or sentence
						}
						looked++
						if strings.Contains(said, part) {
							t.Errorf("%q of %s.%s stands in an event", part, table.Table, f.Column)
						}
					}
				}
			}
		}
		if looked < 100 {
			t.Errorf("only %d texts were looked for", looked)
		}
		t.Logf("%d texts of people are in none of %d events", looked, len(events))
	})
}
