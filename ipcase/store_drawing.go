package ipcase

import (
	"fmt"

	"gorm.io/gorm/clause"
)

// drawing is a document whose pages were drawn: the subject of a chain that names
// the pictures, whoever put the document forward and how often.
type drawing struct {
	ID        int64
	Number    string // the document's hash
	EventSeq  int
	EventHash string
}

// TableName fixes the table.
func (drawing) TableName() string { return "drawings" }

// recordDrawing writes what became of a document's pages into its chain.
func (t *tx) recordDrawing(hash string, kind EventKind, pages []EvidencePage) error {
	if err := t.db.Clauses(clause.OnConflict{DoNothing: true}).Create(&drawing{Number: hash}).Error; err != nil {
		return fmt.Errorf("begin the chain of a drawing: %w", err)
	}
	var d drawing
	if err := t.forUpdate().Where("number = ?", hash).Take(&d).Error; err != nil {
		return fmt.Errorf("the chain of a drawing: %w", err)
	}
	data := EventData{Count: len(pages)}
	for _, p := range pages {
		data.Hashes = append(data.Hashes, p.Hash)
	}
	e, err := t.event("drawing:"+hash, d.EventSeq, d.EventHash, System(), kind, false, data)
	if err != nil {
		return err
	}
	e.Hash = HashEvent(e)
	if err := t.insert([]*Event{&e}); err != nil {
		return err
	}
	err = t.db.Model(&drawing{}).Where("number = ?", hash).Updates(map[string]any{"event_seq": e.Seq, "event_hash": e.Hash}).Error
	if err != nil {
		return fmt.Errorf("the end of the chain of a drawing: %w", err)
	}
	return nil
}
