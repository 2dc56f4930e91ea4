package ipcase

import (
	"context"
	"fmt"
)

// said is the hashes of the words that the events of each chain name.
type said map[string]bool

func (s said) add(e Event) {
	if d := e.Told(); d.TextHash != "" {
		s[e.Chain+" "+d.TextHash] = true
	}
}

// counterWords, answerWords and decisionWords are what is said in each, for the
// chain; filingWords is that of a complaint.
func counterWords(c Counter) []string {
	words := []string{c.Explanation, c.Signature}
	for _, st := range c.Statements {
		words = append(words, st.ID, st.Lang, st.Text)
	}
	return words
}

func answerWords(a Answer) []string { return []string{a.Explanation, a.Court, a.CourtNumber} }

func decisionWords(d Decision) []string {
	return []string{d.Facts, d.Explanation, d.Reference, string(d.GroundKind)}
}

// verifyTexts holds what people said and declared against the hash that the event
// of their saying it names.
func (s *Service) verifyTexts(ctx context.Context, told said) error {
	var after int64
	for {
		var page []Complaint
		if err := s.read(ctx).Where("id > ?", after).Order("id").Limit(500).Find(&page).Error; err != nil {
			return fmt.Errorf("read complaints: %w", err)
		}
		for _, c := range page {
			after = c.ID
			if !told["complaint:"+c.Number+" "+hashText(filingWords(c)...)] {
				return fmt.Errorf("what complaint %s says has been changed", c.Number)
			}
		}
		if len(page) < 500 {
			break
		}
	}
	err := eachText(ctx, s, told, "counters", func(c Counter) (int64, string) { return c.ID, hashText(counterWords(c)...) })
	if err == nil {
		err = eachText(ctx, s, told, "answers", func(a Answer) (int64, string) { return a.ID, hashText(answerWords(a)...) })
	}
	if err == nil {
		err = eachText(ctx, s, told, "appeals", func(a Appeal) (int64, string) { return a.ID, hashText(a.Explanation) })
	}
	if err == nil {
		err = eachText(ctx, s, told, "decisions", func(d Decision) (int64, string) { return d.ID, hashText(decisionWords(d)...) })
	}
	return err
}

// eachText goes through the rows of a table of papers, with their case's chain.
func eachText[T any](ctx context.Context, s *Service, told said, table string, of func(T) (id int64, hash string)) error {
	var after int64
	for {
		var page []struct {
			Paper      T `gorm:"embedded"`
			CaseNumber string
		}
		err := s.read(ctx).Table(table).Select(table+".*, cases.number AS case_number").Joins("JOIN cases ON cases.id = "+table+".case_id").
			Where(table+".id > ?", after).Order(table + ".id").Limit(500).Find(&page).Error
		if err != nil {
			return fmt.Errorf("read %s: %w", table, err)
		}
		for _, row := range page {
			id, hash := of(row.Paper)
			after = id
			if !told["case:"+row.CaseNumber+" "+hash] {
				return fmt.Errorf("what row %d of %s says in %s has been changed", id, table, row.CaseNumber)
			}
		}
		if len(page) < 500 {
			return nil
		}
	}
}
