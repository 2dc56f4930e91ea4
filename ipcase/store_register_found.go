package ipcase

import (
	"context"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase/search"
)

// registerWord is what narrows a list, as a word beside those of an entry: where very
// many have the words, the index of words knows how many have all of it.
func registerWord(kind, value string) string {
	return "=" + kind + strings.ToLower(strings.ReplaceAll(value, "_", ""))
}

// The kinds of them.
const (
	narrowType      = "t"
	narrowTerritory = "p"
	narrowOutcome   = "o"
	narrowMonth     = "m"
	narrowYear      = "y"
)

// words are all the words by which an entry is found, as everybody is shown its case.
func (e registerEntry) words(shown RegisterCase) string {
	words := append(search.Words(shown.registerTexts()...),
		registerWord(narrowType, string(e.RightType)), registerWord(narrowTerritory, e.Territory), registerWord(narrowOutcome, string(e.Outcome)),
		monthWord(e.PublicAt), yearWord(e.PublicAt))
	return " " + strings.Join(words, " ") + " "
}

func monthWord(t time.Time) string { return registerWord(narrowMonth, t.UTC().Format("200601")) }

func yearWord(t time.Time) string { return registerWord(narrowYear, t.UTC().Format("2006")) }

// narrowed is what the query wants an entry to have beside what was typed; false where
// no entry has it.
func (q RegisterQuery) narrowed(db *gorm.DB, now time.Time) (asked search.Question, possible bool, err error) {
	for _, only := range []struct{ kind, value string }{{narrowType, string(q.Type)}, {narrowTerritory, q.Territory}, {narrowOutcome, string(q.Outcome)}} {
		if only.value != "" {
			asked = append(asked, search.OneOf(registerWord(only.kind, only.value)))
		}
	}
	if !q.From.IsZero() || !q.To.IsZero() {
		months, err := registerMonths(db, q.From, q.To, now)
		if err != nil || len(months) == 0 {
			return nil, false, err
		}
		asked = append(asked, search.OneOf(months...))
	}
	return asked, true, nil
}

// findInRegister looks for what somebody typed among the entries that the query leaves.
func (s *Service) findInRegister(ctx context.Context, q RegisterQuery, left func(*matches) *gorm.DB) (*matches, Found, error) {
	if strings.TrimSpace(q.Search) == "" {
		return nil, Found{}, nil
	}
	asked, possible, err := q.narrowed(s.read(ctx), s.clock.Now())
	if err != nil || !possible {
		return &matches{}, Found{}, err
	}
	return s.find(ctx, published, q.Search, asked, "e.case_id", left)
}

// registerMonths are the words of the months from the one to the other, of whole years
// where all of a year is meant. Zero is the first that anything was published in, or now.
func registerMonths(db *gorm.DB, from, to, now time.Time) ([]string, error) {
	var first []registerEntry
	if err := db.Select("public_at").Order("public_at, case_id").Limit(1).Find(&first).Error; err != nil || len(first) == 0 {
		if err != nil {
			err = fmt.Errorf("the register's first entry: %w", err)
		}
		return nil, err
	}
	month := func(t time.Time) time.Time {
		return time.Date(t.UTC().Year(), t.UTC().Month(), 1, 0, 0, 0, 0, time.UTC)
	}
	at, last := month(first[0].PublicAt), month(now)
	if from.After(at) {
		at = month(from)
	}
	if !to.IsZero() && to.Before(last) {
		last = month(to)
	}
	var words []string
	for !at.After(last) {
		if at.Month() == time.January && !at.AddDate(0, 11, 0).After(last) {
			words, at = append(words, yearWord(at)), at.AddDate(1, 0, 0)
			continue
		}
		words, at = append(words, monthWord(at)), at.AddDate(0, 1, 0)
	}
	return words, nil
}

// registerWalk is how a page of the register is read: along its order, from a place on.
type registerWalk struct {
	column      string // by which it is in order
	sign, order string // "<" and "DESC", or their opposites
	from        string // the number of the case at the place; "" = the beginning
	most        int    // how many the page holds
}

func (q RegisterQuery) walk() registerWalk {
	w := registerWalk{column: "public_at", sign: "<", order: "DESC", from: q.Older, most: q.PageOfMost}
	if q.ByChange {
		w.column = "changed_at"
	}
	if q.Newer != "" {
		w.sign, w.order, w.from = ">", "ASC", q.Newer
	}
	if w.most == 0 {
		w.most = registerPage
	}
	return w
}

// along puts entries in the walk's order, from its place on.
func (w registerWalk) along(db *gorm.DB) *gorm.DB {
	if w.from != "" { // what is not there is no place, and nothing stands beyond it
		place := fmt.Sprintf("(SELECT r.%s, r.case_id FROM register_entries r JOIN cases ON cases.id = r.case_id WHERE cases.number = ?)", w.column)
		db = db.Where(fmt.Sprintf("(e.%s, e.case_id) %s %s", w.column, w.sign, place), w.from)
	}
	return db.Order(fmt.Sprintf("e.%s %s, e.case_id %[2]s", w.column, w.order))
}

// page reads the entries of a page, in the walk's order, and the case at the place where
// the next one begins; 0 where nothing stands beyond. left is what the query leaves, found
// what was typed: where very many have it, so many entries as registerLookedThrough are
// asked in their turn, and the next page goes on from there.
func (w registerWalk) page(left func() *gorm.DB, found *matches) (ids []int64, next int64, err error) {
	db := w.along(left())
	if found != nil {
		condition, args := found.among(db, "e.case_id")
		db = db.Where(condition, args...)
	}
	if found != nil && found.more {
		var end []registerEntry
		if err := w.along(left()).Select("e.public_at, e.case_id").Offset(registerLookedThrough).Limit(1).Find(&end).Error; err != nil {
			return nil, 0, fmt.Errorf("how far the register is looked through: %w", err)
		}
		if len(end) > 0 {
			sign := map[string]string{"<": ">=", ">": "<="}[w.sign]
			db = db.Where(fmt.Sprintf("(e.public_at, e.case_id) %s (?, ?)", sign), Moment(end[0].PublicAt), end[0].CaseID)
			next = end[0].CaseID
		}
	}
	if err := db.Limit(w.most+1).Pluck("e.case_id", &ids).Error; err != nil {
		return nil, 0, fmt.Errorf("list the register: %w", err)
	}
	if len(ids) > w.most {
		ids = ids[:w.most]
		next = ids[w.most-1]
	}
	return ids, next, nil
}
