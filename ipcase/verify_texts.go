package ipcase

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gorm.io/gorm"
)

// erasedThings are what the events of erasures say is gone.
type erasedThings struct {
	texts map[ErasedText]bool
	files map[string]bool // by hash
}

// readErased goes through the erasures. Only an erasure's own chain can say that
// something was erased; that it says so is checked with the other chains.
func (v *verifier) readErased() (erasedThings, error) {
	gone := erasedThings{texts: map[ErasedText]bool{}, files: map[string]bool{}}
	var after int64
	for {
		var page []Event
		if err := v.read(v.ctx).Where("kind = ? AND id > ?", EventErased, after).Order("id").Limit(500).Find(&page).Error; err != nil {
			return gone, fmt.Errorf("read erasures: %w", err)
		}
		for _, e := range page {
			after = e.ID
			if !strings.HasPrefix(e.Chain, "erasure:") {
				continue
			}
			d := e.Told()
			for _, x := range d.Erased {
				gone.texts[x] = true
			}
			for _, hash := range d.ErasedFiles {
				gone.files[hash] = true
			}
		}
		if len(page) < 500 {
			return gone, nil
		}
	}
}

// told is what the events of one chain tell of texts: hash → column.
type told map[string]string

// add takes in what an event tells.
func (at told) add(e Event, d EventData) {
	if len(d.Texts) == 0 {
		return
	}
	if strings.HasPrefix(e.Chain, "right:") || strings.HasPrefix(e.Chain, "poa:") || strings.HasPrefix(e.Chain, "erasure:") {
		// The row keeps the latest words only.
		maps.DeleteFunc(at, func(_, column string) bool { return d.Texts[column] != "" })
	}
	for column, hash := range d.Texts {
		at[hash] = column
	}
}

// papers holds what people said and declared in these chains against the salted
// hash that the event of their saying it names. A text that is not there must have
// been erased, and an erasure must say so; a text that was erased must not be
// there.
func (v *verifier) papers(ends map[string]*chainEnd) error {
	found := map[ErasedText]bool{}
	for _, kind := range paperKinds() {
		prefix, column := kind.subject()
		numbers := numbersOf(ends, prefix)
		if len(numbers) == 0 {
			continue
		}
		if err := eachPaper(v.read(v.ctx), kind, column+" IN ?", []any{numbers}, noLimit, func(p paperRow) error {
			v.report.Papers++
			return v.paper(kind, p, ends[p.chain].told, found)
		}); err != nil {
			return err
		}
	}
	for _, chain := range slices.Sorted(maps.Keys(ends)) {
		for hash, column := range ends[chain].told {
			if x := (ErasedText{Chain: chain, Hash: hash}); !found[x] && !v.erased.texts[x] {
				return fault(chain, "%s tells of a text (%s) that is gone, and no erasure says so", chain, column)
			}
		}
	}
	return nil
}

func (v *verifier) paper(kind paperKind, p paperRow, said told, found map[ErasedText]bool) error {
	for _, column := range kind.columns {
		salt, salted := p.salts[column]
		if !salted {
			continue // never said, or erased: what was told of it is missed by papers
		}
		x := ErasedText{Chain: p.chain, Hash: HashText(salt, column, p.words[column])}
		if said[x.Hash] != column {
			return fault(p.chain, "the %s in row %d of %s has been changed: no event of %s tells of it as it is", column, p.id, kind.table, p.chain)
		}
		if v.erased.texts[x] {
			return fault(p.chain, "the %s in row %d of %s was erased, and is there", column, p.id, kind.table)
		}
		found[x] = true
	}
	return nil
}

// subject parts the SQL of a row's chain into the chain's prefix and the column
// with the subject's number.
func (k paperKind) subject() (prefix, column string) {
	quoted, column, _ := strings.Cut(k.chain, " || ")
	return strings.Trim(quoted, "'"), column
}

// paperRow is one row of a table of papers.
type paperRow struct {
	id    int64
	chain string
	salts Salts
	words map[string]string // by column, as stored
}

// noLimit is for papers of a page of chains: with a limit a database may walk the
// whole table in its order.
const noLimit = -1

// eachPaper goes through the rows of a table of papers, those that where finds, so
// many at once.
func eachPaper(db *gorm.DB, kind paperKind, where string, args []any, limit int, do func(paperRow) error) error {
	fields := []string{kind.table + ".id AS id", kind.chain + " AS chain", kind.table + ".salts AS salts"}
	for _, column := range kind.columns {
		fields = append(fields, kind.table+"."+column+" AS "+column)
	}
	if where == "" {
		where = "1 = 1"
	}
	var after int64
	for {
		rows, err := db.Table(kind.table).Select(strings.Join(fields, ", ")).Joins(kind.join).
			Where(kind.table+".id > ?", after).Where(where, args...).Order(kind.table + ".id").Limit(limit).Rows()
		if err != nil {
			return fmt.Errorf("read %s: %w", kind.table, err)
		}
		page, err := paperRows(kind, rows)
		if err != nil {
			return err
		}
		for _, p := range page {
			after = p.id
			if err := do(p); err != nil {
				return err
			}
		}
		if limit == noLimit || len(page) < limit {
			return nil
		}
	}
}

// paperRows reads rows to their end: their words as they are stored.
func paperRows(kind paperKind, rows *sql.Rows) (page []paperRow, err error) {
	defer func() { err = errors.Join(err, rows.Close()) }()
	words := make([]sql.NullString, len(kind.columns))
	var salts string
	for rows.Next() {
		p := paperRow{words: make(map[string]string, len(words))}
		into := []any{&p.id, &p.chain, &salts}
		for n := range words {
			into = append(into, &words[n])
		}
		if err := rows.Scan(into...); err != nil {
			return nil, fmt.Errorf("read %s: %w", kind.table, err)
		}
		if err := json.Unmarshal([]byte(salts), &p.salts); err != nil {
			return nil, fmt.Errorf("the salts in row %d of %s: %w", p.id, kind.table, err)
		}
		for n, column := range kind.columns {
			p.words[column] = words[n].String
		}
		page = append(page, p)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", kind.table, err)
	}
	return page, nil
}
