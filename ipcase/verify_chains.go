package ipcase

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"gorm.io/gorm"
)

// verifyPage is how many events are read at once.
const verifyPage = 5000

// chainFault is a bad thing in one chain or its subject.
type chainFault struct {
	chain, what string
}

func (f *chainFault) Error() string { return f.what }

func fault(chain, format string, args ...any) error {
	return &chainFault{chain, fmt.Sprintf(format, args...)}
}

// chainEnd is what a chain leads to.
type chainEnd struct {
	seq      int
	hash     string
	states   map[int]State // of a case: position → state
	told     told
	files    toldFiles
	leaf     int64 // of its last event in the log; -1: none yet
	waiting  int64 // events that wait for their leaf
	numbered int64
	rows     [3]int64 // the case, complaint and right whose pages show its events
}

func newChainEnd() *chainEnd {
	return &chainEnd{states: map[int]State{}, told: told{}, files: newToldFiles(), leaf: -1}
}

// chains goes through every event in the order of the chains.
func (v *verifier) chains() error {
	whole := map[string]*chainEnd{} // read to their end, not yet held against their subjects
	chain, end := "", (*chainEnd)(nil)
	next := v.ahead("", 0)
	defer func() { _, _ = next() }() // nobody reads on behind us
	for {
		page, err := next()
		if err != nil {
			return err
		}
		if n := len(page); n == verifyPage {
			next = v.ahead(page[n-1].Chain, page[n-1].Seq)
		}
		for _, e := range page {
			if e.Chain != chain {
				chain, end = e.Chain, newChainEnd()
				whole[chain] = end
			}
			if err := end.add(e); err != nil {
				return err
			}
		}
		last := len(page) < verifyPage
		if !last {
			delete(whole, chain) // more of it may come
		}
		if err := v.subjects(whole); err != nil {
			return err
		}
		v.done += int64(len(page))
		v.report.Events += int64(len(page))
		v.Progress(v.done, v.total)
		if last {
			return nil
		}
		clear(whole)
		whole[chain] = end
	}
}

// placed is an event with its place in the log.
type placed struct {
	Event
	leaf  int64 // -1: none
	waits bool
}

// page reads events in the order of the chains, each with its place in the log, in
// one statement: what is numbered meanwhile is seen before or after, never neither.
func (v *verifier) page(where string, args ...any) ([]placed, error) {
	var rows []struct {
		Event
		Leaf  *int64
		Waits *int64
	}
	err := v.read(v.ctx).Table("events").Select("events.*, log_leaves.number AS leaf, log_queue.event_id AS waits").
		Joins("LEFT JOIN log_leaves ON log_leaves.event_id = events.id").Joins("LEFT JOIN log_queue ON log_queue.event_id = events.id").
		Where(where, args...).Order("events.chain, events.seq").Limit(verifyPage).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read events: %w", err)
	}
	list := make([]placed, len(rows))
	for n, r := range rows {
		list[n] = placed{r.Event, -1, r.Waits != nil && r.Leaf == nil}
		if r.Leaf != nil {
			list[n].leaf = *r.Leaf
		}
		if list[n].leaf >= v.size { // since the run began
			list[n].leaf, list[n].waits = -1, true
		}
	}
	return list, nil
}

// ahead reads a page while the one before it is looked at; inside a transaction,
// which has one connection, when it is asked for.
func (v *verifier) ahead(chain string, seq int) func() ([]placed, error) {
	read := sync.OnceValues(func() ([]placed, error) { return v.page("(events.chain, events.seq) > (?, ?)", chain, seq) })
	if _, alone := v.db.Statement.ConnPool.(gorm.TxCommitter); !alone {
		go func() { _, _ = read() }()
	}
	return read
}

// add holds the next event against those before it.
func (c *chainEnd) add(e placed) error {
	if e.Seq != c.seq+1 || e.PrevHash != c.hash || HashEvent(e.Event) != e.Hash {
		return fault(e.Chain, "chain %s is broken at event %d", e.Chain, e.Seq)
	}
	rows := [3]int64{idOf(e.CaseID), idOf(e.ComplaintID), idOf(e.RightID)}
	if c.seq == 0 {
		c.rows = rows
	}
	if rows != c.rows {
		return fault(e.Chain, "event %d of %s is shown with another case, complaint or right than those before it", e.Seq, e.Chain)
	}
	c.seq, c.hash = e.Seq, e.Hash
	switch {
	case e.leaf < 0 && !e.waits:
		return fault(e.Chain, "event %d of %s is in no leaf of the log, and does not wait for one", e.Seq, e.Chain)
	case e.waits:
		c.waiting++
	case c.waiting > 0 || e.leaf <= c.leaf:
		return fault(e.Chain, "event %d of %s stands in the log as leaf %d, before an earlier one of its chain", e.Seq, e.Chain, e.leaf)
	default:
		c.leaf = e.leaf
		c.numbered++
	}
	var d EventData
	if err := json.Unmarshal([]byte(e.Data), &d); err != nil {
		return fault(e.Chain, "chain %s: event %d cannot be read: %v", e.Chain, e.Seq, err)
	}
	c.told.add(e.Event, d)
	c.files.add(e.Event, d)
	if e.CaseID == nil {
		return nil
	}
	for _, m := range d.Moves {
		if c.states[m.Item] != m.From {
			return fault(e.Chain, "chain %s: event %d moves listing %d from %s, where it was not", e.Chain, e.Seq, m.Item, m.From)
		}
		c.states[m.Item] = m.To
	}
	return nil
}

func idOf(id *int64) int64 {
	if id == nil {
		return 0
	}
	return *id
}

// subjects holds chains against what they are about. A fault may be a deed that
// came between two reads: its chain is read again before it is told.
func (v *verifier) subjects(ends map[string]*chainEnd) error {
	for try := 0; ; try++ {
		before := v.report
		err := v.subjectsOnce(ends)
		var f *chainFault
		if err == nil || try == 5 || !errors.As(err, &f) || ends[f.chain] == nil {
			return err
		}
		v.report = before
		again, other := v.again(f.chain)
		if other != nil {
			return other
		}
		if again.seq == ends[f.chain].seq && try > 0 {
			return err
		}
		ends[f.chain] = again
	}
}

// again reads one chain from its beginning.
func (v *verifier) again(chain string) (*chainEnd, error) {
	end := newChainEnd()
	for {
		page, err := v.page("events.chain = ? AND events.seq > ?", chain, end.seq)
		if err != nil {
			return nil, err
		}
		for _, e := range page {
			if err := end.add(e); err != nil {
				return nil, err
			}
		}
		if len(page) < verifyPage {
			return end, nil
		}
	}
}

func (v *verifier) subjectsOnce(ends map[string]*chainEnd) error {
	for _, f := range []func(map[string]*chainEnd) error{v.heads, v.items, v.papers, v.files, v.fixes, v.drawings, v.captures} {
		if err := f(ends); err != nil {
			return err
		}
	}
	for _, end := range ends {
		v.report.Chains++
		v.numbered += end.numbered
		v.report.Waiting += end.waiting
	}
	return nil
}

// heads holds the ends of chains against what their subjects remember, so that a
// tail that was cut off is missed.
func (v *verifier) heads(ends map[string]*chainEnd) error {
	known := 0
	for prefix, table := range chainTables() {
		numbers := numbersOf(ends, prefix)
		if len(numbers) == 0 {
			continue
		}
		var heads []struct {
			ID        int64
			Number    string
			EventSeq  int
			EventHash string

			ComplaintID int64 // a case's
		}
		columns := []string{"id", "number", "event_seq", "event_hash"}
		if prefix == "case:" {
			columns = append(columns, "complaint_id")
		}
		if err := v.read(v.ctx).Table(table).Select(columns).Where("number IN ?", numbers).Scan(&heads).Error; err != nil {
			return fmt.Errorf("read %s: %w", table, err)
		}
		there := make(map[string]bool, len(heads))
		for _, h := range heads {
			chain := prefix + h.Number
			if end := ends[chain]; h.EventSeq != end.seq || h.EventHash != end.hash {
				return fault(chain, "chain %s ends at event %d, and its subject remembers %d", chain, end.seq, h.EventSeq)
			}
			shown := [3]int64{}
			if at := slices.Index([]string{"case:", "complaint:", "right:"}, prefix); at >= 0 {
				shown[at] = h.ID
			}
			if prefix == "case:" {
				shown[1] = h.ComplaintID
			}
			if ends[chain].rows != shown {
				return fault(chain, "the events of %s are shown with another case, complaint or right", chain)
			}
			there[h.Number] = true
		}
		for _, number := range numbers {
			if !there[number] {
				return fault(prefix+number, "chain %s%s belongs to nothing", prefix, number)
			}
		}
		known += len(heads)
	}
	if known == len(ends) {
		return nil
	}
	for _, chain := range slices.Sorted(maps.Keys(ends)) {
		if _, _, ok := cutChain(chain); !ok {
			return fault(chain, "chain %s belongs to nothing", chain)
		}
	}
	return nil
}
