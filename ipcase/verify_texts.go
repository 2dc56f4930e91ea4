package ipcase

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gorm.io/gorm"
)

// said is what the events of all chains tell of texts.
type said struct {
	told   map[string]map[string]string // chain → hash → column
	erased map[ErasedText]bool          // taken out, as an erasure's event says
	files  map[string]bool              // hashes of files taken out
}

func newSaid() said {
	return said{told: map[string]map[string]string{}, erased: map[ErasedText]bool{}, files: map[string]bool{}}
}

// add takes in what an event tells. Only an erasure's own chain can say that
// something was erased.
func (s said) add(e Event) {
	d := e.Told()
	if len(d.Texts) > 0 {
		at := s.told[e.Chain]
		if at == nil {
			at = map[string]string{}
			s.told[e.Chain] = at
		}
		if strings.HasPrefix(e.Chain, "right:") || strings.HasPrefix(e.Chain, "poa:") || strings.HasPrefix(e.Chain, "erasure:") {
			// The row keeps the latest words only.
			maps.DeleteFunc(at, func(_, column string) bool { return d.Texts[column] != "" })
		}
		for column, hash := range d.Texts {
			at[hash] = column
		}
	}
	if e.Kind == EventErased && strings.HasPrefix(e.Chain, "erasure:") {
		for _, x := range d.Erased {
			s.erased[x] = true
		}
		for _, hash := range d.ErasedFiles {
			s.files[hash] = true
		}
	}
}

// verifyTexts holds what people said and declared against the salted hash that
// the event of their saying it names. A text that is not there must have been
// erased, and an erasure must say so; a text that was erased must not be there.
func (s *Service) verifyTexts(ctx context.Context, all said) error {
	found := map[ErasedText]bool{}
	for _, kind := range paperKinds() {
		if err := eachPaper(s.read(ctx), kind, "", nil, func(p paperRow) error {
			for _, column := range kind.columns {
				salt, salted := p.salts[column]
				if !salted {
					continue // never said, or erased: what was told of it is missed below
				}
				x := ErasedText{Chain: p.chain, Hash: HashText(salt, column, p.words[column])}
				if all.told[x.Chain][x.Hash] != column {
					return fmt.Errorf("the %s in row %d of %s has been changed: no event of %s tells of it as it is", column, p.id, kind.table, p.chain)
				}
				if all.erased[x] {
					return fmt.Errorf("the %s in row %d of %s was erased, and is there", column, p.id, kind.table)
				}
				found[x] = true
			}
			return nil
		}); err != nil {
			return err
		}
	}
	for _, chain := range slices.Sorted(maps.Keys(all.told)) {
		for hash, column := range all.told[chain] {
			if x := (ErasedText{Chain: chain, Hash: hash}); !found[x] && !all.erased[x] {
				return fmt.Errorf("%s tells of a text (%s) that is gone, and no erasure says so", chain, column)
			}
		}
	}
	return s.verifyPowers(ctx)
}

// paperRow is one row of a table of papers.
type paperRow struct {
	id    int64
	chain string
	salts Salts
	words map[string]string // by column, as stored
}

// eachPaper goes through the rows of a table of papers, those that where finds.
func eachPaper(db *gorm.DB, kind paperKind, where string, args []any, do func(paperRow) error) error {
	fields := []string{kind.table + ".id AS id", kind.chain + " AS chain", kind.table + ".salts AS salts"}
	for _, column := range kind.columns {
		fields = append(fields, kind.table+"."+column+" AS "+column)
	}
	if where == "" {
		where = "1 = 1"
	}
	var after int64
	for {
		var page []map[string]any
		err := db.Table(kind.table).Select(strings.Join(fields, ", ")).Joins(kind.join).
			Where(kind.table+".id > ?", after).Where(where, args...).Order(kind.table + ".id").Limit(500).Find(&page).Error
		if err != nil {
			return fmt.Errorf("read %s: %w", kind.table, err)
		}
		for _, row := range page {
			p := paperRow{words: map[string]string{}}
			p.id, _ = row["id"].(int64)
			p.chain, _ = row["chain"].(string)
			if err := json.Unmarshal([]byte(fmt.Sprint(row["salts"])), &p.salts); err != nil {
				return fmt.Errorf("the salts in row %d of %s: %w", p.id, kind.table, err)
			}
			for _, column := range kind.columns {
				p.words[column], _ = row[column].(string)
			}
			after = p.id
			if err := do(p); err != nil {
				return err
			}
		}
		if len(page) < 500 {
			return nil
		}
	}
}
