package ipcase

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// toldFiles are the files that the events of one chain tell of.
type toldFiles struct {
	hashes map[string]bool            // of exhibits and snapshots
	views  map[string]map[string]bool // by a file's hash, what others than its owner may be shown
	pages  []string                   // of a document: its pages' pictures, as drawn last
	taken  map[int]Capture            // of a case: what came of the pages of its listings, by position
}

func newToldFiles() toldFiles {
	return toldFiles{hashes: map[string]bool{}, views: map[string]map[string]bool{}, taken: map[int]Capture{}}
}

// add takes in what an event tells.
func (f *toldFiles) add(e Event, d EventData) {
	switch e.Kind {
	case EventPageCaptured, EventPageNotCaptured:
		f.addCapture(e, d)
		return
	case EventPagesDrawn:
		f.pages = d.Hashes
		return
	case EventPagesDropped:
		f.pages = nil
		return
	default:
	}
	for _, hash := range d.Hashes {
		f.hashes[hash] = true
	}
	for hash, view := range d.Views {
		if f.views[hash] == nil {
			f.views[hash] = map[string]bool{}
		}
		f.views[hash][view] = true
	}
}

// filed says where the exhibits of one sort of chain are found, and its snapshots.
type filed struct{ prefix, table, join, rows string }

func filedRows() []filed {
	exhibits := func(prefix, table, on string) filed {
		return filed{prefix, table, "JOIN " + table + " ON " + table + ".id = x." + on, "exhibits"}
	}
	return []filed{
		exhibits("case:", "cases", "case_id"), exhibits("complaint:", "complaints", "complaint_id"), exhibits("right:", "rights", "right_id"),
		exhibits("received:", "received_orders", "received_id"), exhibits("poa:", "powers_of_attorney", "power_id"), exhibits("abuse:", "abuse_reports", "abuse_id"),
		{"case:", "cases", "JOIN items ON items.snapshot_id = x.id JOIN cases ON cases.id = items.case_id", "snapshots"},
	}
}

// files holds every exhibit that was filed, and every snapshot of a listing that
// is complained of, against the hash that an event tells: a row that names other
// bytes, be they ever so well kept, is found.
func (v *verifier) files(ends map[string]*chainEnd) error {
	for _, kind := range filedRows() {
		numbers := numbersOf(ends, kind.prefix)
		if len(numbers) == 0 {
			continue
		}
		columns := fmt.Sprintf("x.id, '%s' || %s.number AS chain, x.hash", kind.prefix, kind.table)
		if kind.rows == "exhibits" {
			columns += ", x.view_hash, x.public_id AS name"
		} else {
			columns += ", '' AS view_hash, x.ref AS name"
		}
		var rows []struct {
			ID                          int64
			Chain, Hash, ViewHash, Name string
		}
		err := v.read(v.ctx).Table(kind.rows+" x").Select(columns).Joins(kind.join).Where(kind.table+".number IN ?", numbers).Order("x.id").Scan(&rows).Error
		if err != nil {
			return fmt.Errorf("read %s: %w", kind.rows, err)
		}
		for _, r := range rows {
			told := ends[r.Chain].files
			if !told.hashes[r.Hash] {
				return fault(r.Chain, "row %d of %s (%s) names the bytes %s, of which no event of %s tells", r.ID, kind.rows, r.Name, r.Hash, r.Chain)
			}
			if views := told.views[r.Hash]; views != nil && !views[r.ViewHash] {
				return fault(r.Chain, "row %d of %s (%s) shows the bytes %s, of which no event of %s tells", r.ID, kind.rows, r.Name, r.ViewHash, r.Chain)
			}
		}
	}
	return nil
}

// fixes holds what a listing looked like when a fix was proposed against the hash that
// the proposal's event tells.
func (v *verifier) fixes(ends map[string]*chainEnd) error {
	numbers := numbersOf(ends, "case:")
	if len(numbers) == 0 {
		return nil
	}
	var proposed []struct {
		Number string
		Fix    `gorm:"embedded"`
	}
	err := v.read(v.ctx).Table("fixes").Select("cases.number, fixes.id, fixes.shots").Joins("JOIN cases ON cases.id = fixes.case_id").
		Where("cases.number IN ?", numbers).Order("fixes.id").Find(&proposed).Error
	if err != nil {
		return fmt.Errorf("read fixes: %w", err)
	}
	var ids []int64
	for _, f := range proposed {
		for _, shot := range f.Shots {
			ids = append(ids, shot.Snapshot)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	var shots []Snapshot
	if err := v.read(v.ctx).Select("id", "ref", "hash").Where("id IN ?", ids).Find(&shots).Error; err != nil {
		return fmt.Errorf("read snapshots of fixes: %w", err)
	}
	kept := make(map[int64]Snapshot, len(shots))
	for _, s := range shots {
		kept[s.ID] = s
	}
	for _, f := range proposed {
		chain := "case:" + f.Number
		for _, shot := range f.Shots {
			if s := kept[shot.Snapshot]; shot.Snapshot != 0 && !ends[chain].files.hashes[s.Hash] {
				return fault(chain, "row %d of snapshots (%s), of fix %d, is the snapshot %s, of which no event of %s tells", shot.Snapshot, s.Ref, f.ID, s.Hash, chain)
			}
		}
	}
	return nil
}

// drawings holds the pictures of documents' pages against those that the events
// of their drawing name.
func (v *verifier) drawings(ends map[string]*chainEnd) error {
	numbers := numbersOf(ends, "drawing:")
	if len(numbers) == 0 {
		return nil
	}
	pages := map[string][]string{}
	var rows []EvidencePage
	if err := v.read(v.ctx).Where("parent_hash IN ?", numbers).Order("parent_hash, n").Find(&rows).Error; err != nil {
		return fmt.Errorf("read pages: %w", err)
	}
	for _, p := range rows {
		pages[p.ParentHash] = append(pages[p.ParentHash], p.Hash)
	}
	for _, chain := range slices.Sorted(maps.Keys(ends)) {
		hash, ok := strings.CutPrefix(chain, "drawing:")
		if ok && !slices.Equal(pages[hash], ends[chain].files.pages) {
			return fault(chain, "the pages of the document %s are not those that were drawn", hash)
		}
	}
	return nil
}
