package ipcase

import (
	"fmt"
	"slices"
)

// joinedLine ties a later filing to an item that was open already when it named
// the item's listing.
type joinedLine struct {
	ComplaintID int64
	ItemID      int64
}

// TableName fixes the table.
func (joinedLine) TableName() string { return "joined_lines" }

// Joining are the lines that join an open complaint of the same holder under the
// same right: nothing is filed twice.
func (c ListingCheck) Joining() []CheckedLine {
	var list []CheckedLine
	for _, l := range c.Unused {
		if l.Status == LineAlreadyComplained && l.Number != "" {
			list = append(list, l)
		}
	}
	return list
}

// allJoined is what a filing is told of which every listing is open already.
func allJoined(joining []CheckedLine) *Error {
	var numbers []string
	for _, l := range joining {
		if !slices.Contains(numbers, l.Number) {
			numbers = append(numbers, l.Number)
		}
	}
	if len(numbers) == 1 {
		return Errorf(Invalid, "These listings are in your complaint %s, which is open. Nothing is filed twice; add what is new there.", numbers[0])
	}
	return Errorf(Invalid, "These listings are in your complaints %s and %d more, which are open. Nothing is filed twice; add what is new there.", numbers[0], len(numbers)-1)
}

// joinOpen notes, in each case that was open already, that a later filing named
// listings of it.
func (t *tx) joinOpen(a Actor, c Complaint, joining []CheckedLine) error {
	byCase := map[int64][]int{}
	var order []int64
	var rows []joinedLine
	for _, l := range joining {
		var i Item
		err := t.db.Select("id", "case_id", "position", "state").Where("id = ?", l.ItemID).Take(&i).Error
		if err != nil {
			return fmt.Errorf("item %d that a filing joins: %w", l.ItemID, err)
		}
		if i.State.Final() {
			continue // it ended while this was being filed
		}
		if byCase[i.CaseID] == nil {
			order = append(order, i.CaseID)
		}
		byCase[i.CaseID] = append(byCase[i.CaseID], i.Position)
		rows = append(rows, joinedLine{ComplaintID: c.ID, ItemID: i.ID})
	}
	if len(rows) == 0 {
		return nil
	}
	if err := t.insert(rows); err != nil {
		return err
	}
	slices.Sort(order)
	for _, id := range order {
		f, err := t.caseByID(id)
		if err != nil {
			return err
		}
		slices.Sort(byCase[id])
		if err := t.record(f, a, EventJoined, false, EventData{Number: c.Number}, byCase[id]...); err != nil {
			return err
		}
		if err := t.settle(f); err != nil {
			return err
		}
	}
	return nil
}
