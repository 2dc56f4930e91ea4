package ipcase

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// chainTables are the tables whose rows have a chain, by the beginning of its
// name; its end is the row's number.
func chainTables() map[string]string {
	return map[string]string{
		"case:": "cases", "complaint:": "complaints", "right:": "rights", "poa:": "powers_of_attorney", "identity:": "identity_checks",
		"hold:": "legal_holds", "measure:": "measures", "abuse:": "abuse_reports", "erasure:": "erasures", "stop:": "clock_stops",
		"delisting:": "own_deletions", "flagger:": "trusted_flaggers", "received:": "received_orders", "drawing:": "drawings",
	}
}

func cutChain(chain string) (table, number string, ok bool) {
	for prefix, t := range chainTables() {
		if number, ok := strings.CutPrefix(chain, prefix); ok && number != "" {
			return t, number, true
		}
	}
	return "", "", false
}

// numbersOf are the numbers of the subjects of one sort.
func numbersOf(ends map[string]*chainEnd, prefix string) (numbers []string) {
	for chain := range ends {
		if number, ok := strings.CutPrefix(chain, prefix); ok && number != "" {
			numbers = append(numbers, number)
		}
	}
	slices.Sort(numbers)
	return numbers
}

// items holds the state of every item against that to which its events lead.
func (v *verifier) items(ends map[string]*chainEnd) error {
	numbers := numbersOf(ends, "case:")
	if len(numbers) == 0 {
		return nil
	}
	found := map[string]int{}
	// Without a limit: with one a database may walk the whole table in its order.
	var rows []struct {
		Number   string
		Position int
		State    State
	}
	err := v.read(v.ctx).Table("items").Select("cases.number, items.position, items.state").
		Joins("JOIN cases ON cases.id = items.case_id").Where("cases.number IN ?", numbers).Order("items.id").Scan(&rows).Error
	if err != nil {
		return fmt.Errorf("read items: %w", err)
	}
	for _, r := range rows {
		found[r.Number]++
		if led := ends["case:"+r.Number].states[r.Position]; led != r.State {
			return fault("case:"+r.Number, "listing %d of %s is stored as %s, and its events lead to %q", r.Position, r.Number, r.State, led)
		}
	}
	v.report.Subjects += int64(len(rows))
	for _, number := range numbers {
		if n := len(ends["case:"+number].states); n != found[number] {
			return fault("case:"+number, "%s has %d listings, and its events tell of %d", number, found[number], n)
		}
	}
	return nil
}

// subjectsWithoutChain looks for what has lost its whole history.
func (v *verifier) subjectsWithoutChain() error {
	tables := chainTables()
	for _, prefix := range slices.Sorted(maps.Keys(tables)) {
		var numbers []string
		err := v.read(v.ctx).Table(tables[prefix]).Select("number").
			Where("NOT EXISTS (SELECT 1 FROM events WHERE events.chain = ? || number)", prefix).Order("number").Limit(1).Scan(&numbers).Error
		if err != nil {
			return fmt.Errorf("look for %s without events: %w", tables[prefix], err)
		}
		if len(numbers) > 0 {
			return fmt.Errorf("%s has no event: its chain %s%s is gone", numbers[0], prefix, numbers[0])
		}
	}
	return nil
}
