package ipcase

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"ipportal/ipcase/search"
)

// FoundExactly is up to how many cases a search names one by one, and up to how many
// a list is counted. What more cases have is looked for along the list that is shown:
// it is never far.
const FoundExactly = 1000

// scopeWord is the word under which the cases of one reader lie, beside their own
// words: it keeps a search from looking at everybody's. Who may read a case is asked
// of the case all the same.
func scopeWord(kind string, id int64) string { return "=" + kind + strconv.FormatInt(id, 10) }

// The kinds of scopes.
const (
	scopeSeller = "s"
	scopeHolder = "h"
)

// words are all the words by which a case is found, each between spaces.
func (c *Case) words() string {
	texts := strings.Split(c.SearchText, "\n")
	if complaint, ok := beforeLast(c.Number, "-"); ok {
		texts = append(texts, complaint) // whose number is the beginning of the case's
	}
	words := append(search.Words(texts...), scopeWord(scopeSeller, c.SellerOrgID), scopeWord(scopeHolder, c.HolderOrgID))
	return " " + strings.Join(words, " ") + " "
}

// beforeLast is what stands before the last sep; false where there is none.
func beforeLast(s, sep string) (string, bool) {
	if n := strings.LastIndex(s, sep); n >= 0 {
		return s[:n], true
	}
	return s, false
}

// keepWords keeps the words by which cases are found, in place of those that were.
func (t *tx) keepWords(cases ...*Case) error {
	insert, one, end := "INSERT OR REPLACE INTO case_words (rowid, words) VALUES ", "(?, ?)", ""
	if t.db.Name() == "postgres" {
		insert, one = "INSERT INTO case_words (case_id, words) VALUES ", "(?, CAST(? AS tsvector))"
		end = " ON CONFLICT (case_id) DO UPDATE SET words = excluded.words"
	}
	for some := range slices.Chunk(cases, rowsAtOnce) {
		values := make([]any, 0, 2*len(some))
		for _, c := range some {
			values = append(values, c.ID, c.words())
		}
		rows := strings.Repeat(one+", ", len(some)-1) + one
		if err := t.db.Exec(insert+rows+end, values...).Error; err != nil {
			return fmt.Errorf("keep the words of %d cases: %w", len(some), err)
		}
	}
	return nil
}

// searchScope is where a search looks.
type searchScope struct {
	words string // the table of words
	of    string // the word that the cases of one reader have there; "" is everybody's
}

var (
	everybodys = searchScope{words: "case_words"}
	published  = searchScope{words: "register_words"} // what everybody is shown of the cases in the register
)

// casesOfOne are those of one reader.
func casesOfOne(kind string, id int64) searchScope {
	return searchScope{words: everybodys.words, of: scopeWord(kind, id)}
}

// matches are the cases that answer a question.
type matches struct {
	ids    []int64 // of all, or of FoundExactly of them
	more   bool
	newest bool // these are the newest of more
	scope  searchScope
	asked  search.Question
	index  string // the question as the database's index of words is asked
}

// match looks for the cases of a scope that answer a question.
func match(db *gorm.DB, scope searchScope, q search.Question) (matches, error) {
	newest, err := newestHave(db, scope, q)
	if err != nil || newest.more {
		return newest, err
	}
	m, err := ask(db, scope, q)
	if err != nil {
		return m, err
	}
	if very, err := m.veryWords(db, scope, q); err != nil || very.more {
		m.ids, m.more = very.ids, very.more
		return m, err
	}
	ids, err := m.read(db, FoundExactly+1)
	m.take(ids)
	return m, err
}

func (m *matches) take(ids []int64) {
	if m.ids, m.more = ids, len(ids) > FoundExactly; m.more {
		m.ids = ids[:FoundExactly]
	}
}

// newestHave looks, on PostgreSQL, whether the newest cases of everybody alone are more
// than a search names: its index gathers all cases that have a word before it gives the
// first, which for words of nearly every case takes longest.
func newestHave(db *gorm.DB, scope searchScope, q search.Question) (m matches, err error) {
	if scope.of != "" || db.Name() != "postgres" {
		return m, nil
	}
	m.scope, m.asked, m.newest = scope, q, true
	var ids []int64
	for among := walkedThrough; among <= lookedThrough && err == nil && len(ids) <= FoundExactly; {
		if ids, err = m.walk(db, among, FoundExactly+1); len(ids) == 0 {
			break
		}
		among = max(2*among, among*FoundExactly/len(ids)*5/4) // as many as these let expect to be enough
	}
	m.take(ids)
	return m, err
}

// veryWords looks, on PostgreSQL, whether as many have the very words that were typed:
// that is known long before it is of all words that begin so.
func (m matches) veryWords(db *gorm.DB, scope searchScope, q search.Question) (very matches, err error) {
	if db.Name() != "postgres" {
		return very, nil
	}
	whole, err := q.SpelledOut(func(beginning string) ([]string, bool, error) { return []string{beginning}, true, nil })
	very.scope, very.index = scope, indexed(db, scope, whole)
	if err != nil || very.index == m.index {
		return very, err
	}
	ids, err := very.read(db, FoundExactly+1)
	very.take(ids)
	return very, err
}

// walk gives the newest cases that match, among so many of the newest of all.
func (m matches) walk(db *gorm.DB, among, limit int) (ids []int64, err error) {
	has, words := m.has(db)
	err = db.Raw(`SELECT case_id FROM (SELECT case_id, words FROM `+m.scope.words+` ORDER BY case_id DESC LIMIT ?) newest
		WHERE `+has+` ORDER BY case_id DESC LIMIT ?`, slices.Concat([]any{among}, words, []any{limit})...).Scan(&ids).Error
	if err != nil {
		return nil, fmt.Errorf("search the newest cases for %q: %w", m.asked, err)
	}
	return ids, nil
}

// has says whether any case of a scope answers a question.
func has(db *gorm.DB, scope searchScope, q search.Question) (bool, error) {
	m, err := ask(db, scope, q)
	if err != nil {
		return false, err
	}
	ids, err := m.read(db, 1)
	return len(ids) > 0, err
}

// spelledOut is up to how many words are asked for in the place of their beginning.
const spelledOut = 100

// ask puts a question to a database. An index of words gathers all cases of everybody for
// a beginning before it looks at anything else, and of whole words only those that the
// rarest leaves, or that are wanted: it is asked for the known words that begin so.
func ask(db *gorm.DB, scope searchScope, q search.Question) (matches, error) {
	m := matches{scope: scope, asked: q, index: indexed(db, scope, q)}
	if scope.words != everybodys.words {
		return m, nil // the words that are known are those of all cases
	}
	whole, err := q.SpelledOut(func(beginning string) ([]string, bool, error) {
		var words []string
		err := db.Table("near_words").Where("key = word AND word > ? AND word < ?", beginning, beginning+"\U0010FFFF").Limit(spelledOut).Pluck("word", &words).Error
		if err != nil {
			return nil, false, fmt.Errorf("words that begin with %q: %w", beginning, err)
		}
		return append(words, beginning), len(words) < spelledOut, nil
	})
	m.index = indexed(db, scope, whole)
	return m, err
}

// read gives ids of cases that match: on SQLite the newest, on PostgreSQL any. That
// these are found apart from the limit keeps PostgreSQL to the index of words: for a
// few it would walk through all cases, in the hope to meet some soon.
func (m matches) read(db *gorm.DB, limit int) (ids []int64, err error) {
	table := m.scope.words
	statement := "SELECT rowid FROM " + table + " WHERE " + table + " MATCH ? ORDER BY rowid DESC LIMIT ?"
	if db.Name() == "postgres" {
		statement = "WITH found AS MATERIALIZED (SELECT case_id FROM " + table + " WHERE words @@ CAST(? AS tsquery)) SELECT case_id FROM found LIMIT ?"
	}
	if err := db.Raw(statement, m.index, limit).Scan(&ids).Error; err != nil {
		return nil, fmt.Errorf("search for %q: %w", m.asked, err)
	}
	return ids, nil
}

// walkedThrough is how many of the newest cases are walked through first, and
// lookedThrough how many at most.
const (
	walkedThrough = 4_000
	lookedThrough = 50_000
)

// newestOf puts the newest matches in the place of any, as far as they are found among
// the newest cases. SQLite gives the newest by itself.
func (s *Service) newestOf(ctx context.Context, m *matches) error {
	if m.newest || s.db.Name() != "postgres" {
		return nil
	}
	ids, err := m.walk(s.read(ctx), lookedThrough, FoundExactly)
	if len(ids) > searchPage {
		m.ids = ids
	}
	return err
}

// caseLines reads cases in the order of their ids.
func (s *Service) caseLines(ctx context.Context, ids []int64) (lines []CaseLine, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	err = s.read(ctx).Table("cases").Select(listedCase+`, h.name AS holder_name, COALESCE(principals.name, '') AS holder_for, s.name AS seller_name,
		rights.type AS right_type, rights.title AS right_title`).
		Joins("JOIN rights ON rights.id = cases.right_id").
		Joins("JOIN orgs h ON h.id = cases.holder_org_id").
		Joins("LEFT JOIN principals ON principals.id = cases.principal_id").
		Joins("JOIN orgs s ON s.id = cases.seller_org_id").
		Where("cases.id IN ?", ids).Order("cases.id DESC").Scan(&lines).Error
	if err != nil {
		return nil, fmt.Errorf("read %d cases that were found: %w", len(ids), err)
	}
	return lines, nil
}

// wordsEnding are a few known words that end in a typed one, the shortest first. Those
// that begin with it are found without being asked for.
func (s *Service) wordsEnding(ctx context.Context, typed string) ([]string, error) {
	var words []string
	err := s.read(ctx).Table("near_words").Where("key = ?", search.Ending(typed)).Order("LENGTH(word), word").Limit(wordsTried).Pluck("word", &words).Error
	if err != nil {
		return nil, fmt.Errorf("words that end in %q: %w", typed, err)
	}
	return words, nil
}

// nearWords are known words that share a key with what was typed.
func (s *Service) nearWords(ctx context.Context, typed string) ([]string, error) {
	var words []string
	err := s.read(ctx).Table("near_words").Distinct("word").Where("key IN ?", search.Keys(typed)).Limit(200).Pluck("word", &words).Error
	if err != nil {
		return nil, fmt.Errorf("words near %q: %w", typed, err)
	}
	return search.Nearest(typed, words), nil
}

// LearnWords takes up the words of cases that wait for it, at most limit, and says of
// how many; zero means that none waits. What is learnt twice is known once, so any
// number of processes may do it.
func (s *Service) LearnWords(ctx context.Context, limit int) (int, error) {
	var ids []int64
	if err := s.read(ctx).Table("word_queue").Order("case_id").Limit(limit).Pluck("case_id", &ids).Error; err != nil {
		return 0, fmt.Errorf("find cases whose words wait: %w", err)
	}
	if len(ids) == 0 {
		return 0, nil
	}
	return len(ids), s.inTx(ctx, func(t *tx) error {
		var cases []*Case // held, so that no name comes back that is erased meanwhile
		err := t.forUpdate().Select("id, number, search_text, seller_org_id, holder_org_id").
			Where("id IN ?", ids).Order("id").Find(&cases).Error
		if err != nil {
			return fmt.Errorf("read %d cases whose words wait: %w", len(ids), err)
		}
		if err := t.keepWords(cases...); err != nil {
			return err
		}
		var texts []string
		for _, c := range cases {
			texts = append(texts, strings.Split(c.SearchText, "\n")...)
		}
		if err := t.learn(search.Learnt(search.Words(texts...))); err != nil {
			return err
		}
		if err := t.db.Exec("DELETE FROM word_queue WHERE case_id IN ?", ids).Error; err != nil {
			return fmt.Errorf("words of %d cases are learnt: %w", len(ids), err)
		}
		return nil
	})
}

// LearnAgain asks that the words of every case are taken up, after a restoration that
// brought none.
func (s *Service) LearnAgain(ctx context.Context) error {
	err := s.db.WithContext(ctx).Exec("INSERT INTO word_queue (case_id) SELECT id FROM cases WHERE true ON CONFLICT DO NOTHING").Error
	if err != nil {
		return fmt.Errorf("queue the words of all cases: %w", err)
	}
	return nil
}

// learn keeps words that are not known yet.
func (t *tx) learn(words []string) error {
	type near struct{ Key, Word string }
	for some := range slices.Chunk(words, 500) {
		var known []string
		if err := t.db.Table("near_words").Where("word IN ? AND key = word", some).Pluck("word", &known).Error; err != nil {
			return fmt.Errorf("look up %d words: %w", len(some), err)
		}
		var rows []near
		for _, w := range some {
			if slices.Contains(known, w) {
				continue
			}
			for _, key := range append(search.Keys(w), search.Endings(w)...) {
				rows = append(rows, near{key, w})
			}
		}
		if len(rows) == 0 {
			continue
		}
		if err := t.db.Table("near_words").Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(rows, rowsAtOnce).Error; err != nil {
			return fmt.Errorf("learn %d words: %w", len(some), err)
		}
	}
	return nil
}

// forgetWords lets go of the words of a name that no case has any more.
func (t *tx) forgetWords(name string) error {
	for _, w := range search.Learnt(search.Words(name)) {
		left, err := has(t.db, everybodys, search.Question{{Ways: [][]search.Word{{{Text: w}}}}})
		if err != nil {
			return err
		}
		if left {
			continue
		}
		if err := t.db.Exec("DELETE FROM near_words WHERE key IN ? AND word = ?", append(search.Keys(w), search.Endings(w)...), w).Error; err != nil {
			return fmt.Errorf("forget a word: %w", err)
		}
	}
	return nil
}
