package ipcase

import (
	"encoding/json"
	"strings"

	"gorm.io/gorm"

	"ipportal/ipcase/search"
)

// grammar is how a question is written down.
type grammar struct {
	and, or string
	word    func(search.Word) string
}

// write writes the question of a scope.
func (g grammar) write(scope searchScope, q search.Question) string {
	var terms []string
	if scope.of != "" {
		terms = append(terms, g.word(search.Word{Text: scope.of}))
	}
	for _, t := range q {
		ways := make([]string, len(t.Ways))
		for n, way := range t.Ways {
			words := make([]string, len(way))
			for k, w := range way {
				words[k] = g.word(w)
			}
			ways[n] = "(" + strings.Join(words, g.and) + ")"
		}
		terms = append(terms, "("+strings.Join(ways, g.or)+")")
	}
	return strings.Join(terms, g.and)
}

// indexed writes a question as the database's index of words reads it. Words hold
// letters, figures, # and = only.
func indexed(db *gorm.DB, scope searchScope, q search.Question) string {
	g, begins, quote := grammar{and: " AND ", or: " OR "}, "*", `"`
	if db.Name() == "postgres" {
		g, begins, quote = grammar{and: " & ", or: " | "}, ":*", "'"
	}
	g.word = func(w search.Word) string {
		if w.Begins {
			return quote + w.Text + quote + begins
		}
		return quote + w.Text + quote
	}
	return g.write(scope, q)
}

// has is the condition that the words of one case answer the question.
func (m matches) has(db *gorm.DB) (condition string, words []any) {
	if db.Name() == "postgres" {
		return "words @@ CAST(? AS tsquery)", []any{indexed(db, m.scope, m.asked)}
	}
	condition = grammar{" AND ", " OR ", func(w search.Word) string {
		text := " " + w.Text
		if !w.Begins {
			text += " "
		}
		words = append(words, text)
		return "instr(words, ?)"
	}}.write(m.scope, m.asked)
	return condition, words
}

// among is the condition that a case, by the column of its id, is one of those found.
func (m matches) among(db *gorm.DB, id string) (condition string, args []any) {
	list, key := "SELECT value FROM json_each(?)", "rowid"
	if db.Name() == "postgres" {
		list, key = "SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST(? AS json))", "case_id"
	}
	if !m.more {
		ids, _ := json.Marshal(append([]int64{}, m.ids...)) // numbers always can
		return id + " IN (" + list + ")", []any{string(ids)}
	}
	// Asked of each case in its turn: so many have the words that the page is soon full.
	has, words := m.has(db)
	return "(SELECT " + has + " FROM " + m.scope.words + " WHERE " + key + " = " + id + ")", words
}
