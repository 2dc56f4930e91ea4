package ipcase

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"ipportal/ipcase/merkle"
)

// storedLeaves reads the log's tree.
func storedLeaves(db *gorm.DB) merkle.Rows {
	return func(numbers []int64) (map[int64][]byte, error) {
		var rows []logLeaf
		if err := db.Select("number", "hashes").Where("number IN ?", numbers).Find(&rows).Error; err != nil {
			return nil, fmt.Errorf("read the log: %w", err)
		}
		found := make(map[int64][]byte, len(rows))
		for _, r := range rows {
			found[r.Number] = r.Hashes
		}
		return found, nil
	}
}

func anyWaits(db *gorm.DB) (bool, error) {
	var ids []int64
	err := db.Table("log_queue").Select("event_id").Limit(1).Scan(&ids).Error
	if err != nil {
		err = fmt.Errorf("look for events that wait: %w", err)
	}
	return len(ids) > 0, err
}

// logEnd is how many leaves there are, and the last checkpoint.
func logEnd(db *gorm.DB) (size int64, last Checkpoint, err error) {
	var numbers []int64
	if err := db.Model(&logLeaf{}).Select("number").Order("number DESC").Limit(1).Scan(&numbers).Error; err != nil {
		return 0, last, fmt.Errorf("the log's end: %w", err)
	}
	if len(numbers) > 0 {
		size = numbers[0] + 1
	}
	if err := db.Order("size DESC").Limit(1).Find(&last).Error; err != nil {
		return 0, last, fmt.Errorf("the last checkpoint: %w", err)
	}
	return size, last, nil
}

// waitingForLog gives events that have no leaf, in the order in which they were
// written: within a chain that is the order of the chain, since the later one was
// written by somebody who had read the earlier one.
func (t *tx) waitingForLog(limit int) ([]Event, error) {
	var events []Event
	err := t.db.Model(&Event{}).Select("events.id", "events.hash").Joins("JOIN log_queue ON log_queue.event_id = events.id").
		Order("log_queue.event_id").Limit(limit).Find(&events).Error
	if err != nil {
		return nil, fmt.Errorf("read events that wait: %w", err)
	}
	return events, nil
}

func (t *tx) addLeaves(leaves []logLeaf) error {
	if len(leaves) == 0 {
		return nil
	}
	if err := t.insert(leaves); err != nil {
		return err
	}
	ids := make([]int64, len(leaves))
	for n, l := range leaves {
		ids[n] = l.EventID
	}
	if err := t.db.Exec("DELETE FROM log_queue WHERE event_id IN ?", ids).Error; err != nil {
		return fmt.Errorf("take events from the queue: %w", err)
	}
	return nil
}

func (t *tx) addCheckpoint(c Checkpoint) error {
	if err := t.db.Create(&c).Error; err != nil {
		return fmt.Errorf("keep a checkpoint: %w", err)
	}
	return nil
}

// stampOrder is the payload of a checkpoint's way to the time stamping service.
type stampOrder struct {
	Size int64 `json:"size"`
}

func stampDelivery(size int64) Delivery {
	payload, _ := json.Marshal(stampOrder{size}) // a number always can
	return Delivery{Kind: DeliverStamp, Key: fmt.Sprintf("stamp-%d", size), Payload: string(payload)}
}

// LastCheckpoint is the newest one; its size is 0 where there is none.
func (s *Service) LastCheckpoint(ctx context.Context) (Checkpoint, error) {
	_, last, err := logEnd(s.read(ctx))
	return last, err
}

// CheckpointToStamp is the checkpoint that a delivery takes to the time stamping
// service.
func (s *Service) CheckpointToStamp(ctx context.Context, d Delivery) (Checkpoint, error) {
	var o stampOrder
	if err := json.Unmarshal([]byte(d.Payload), &o); err != nil {
		return Checkpoint{}, &PermanentError{Reason: "the order of a time stamp cannot be read"}
	}
	var c Checkpoint
	err := s.read(ctx).Where("size = ?", o.Size).Take(&c).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return c, &PermanentError{Reason: fmt.Sprintf("there is no checkpoint of %d leaves", o.Size)}
	}
	return c, err
}

// KeepStamp keeps what the service answered; a second answer is let go.
func (s *Service) KeepStamp(ctx context.Context, size int64, token []byte, at time.Time) error {
	err := s.db.WithContext(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&Stamp{Size: size, Token: token, At: Moment(at)}).Error
	if err != nil {
		return fmt.Errorf("keep a time stamp: %w", err)
	}
	return nil
}

// LogProof says that an event is in the log, as text that an outsider can check
// with the public key; it is told as not there while no checkpoint covers it.
func (s *Service) LogProof(ctx context.Context, eventID int64) (string, error) {
	var leaf logLeaf
	if err := one(s.read(ctx).Where("event_id = ?", eventID), &leaf); err != nil {
		return "", err
	}
	var c Checkpoint
	if err := one(s.read(ctx).Where("size > ?", leaf.Number).Order("size DESC").Limit(1), &c); err != nil {
		return "", err
	}
	return merkle.Prove(leaf.Number, c.Note, storedLeaves(s.read(ctx)))
}

// LogConsistency says that the log of the older size is the beginning of the newer
// one.
func (s *Service) LogConsistency(ctx context.Context, older, newer int64) ([]merkle.Hash, error) {
	return merkle.ProveConsistency(older, newer, storedLeaves(s.read(ctx)))
}

// LogTree is the log's edge at its end, which has that size.
func (s *Service) LogTree(ctx context.Context, size int64) (*merkle.Frontier, error) {
	return merkle.Resume(size, storedLeaves(s.read(ctx)))
}

// LogLeaves are the leaves of these events, by event; those that wait are absent.
func (s *Service) LogLeaves(ctx context.Context, eventIDs []int64) (map[int64]int64, error) {
	var rows []logLeaf
	if err := s.read(ctx).Select("number", "event_id").Where("event_id IN ?", eventIDs).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("read leaves: %w", err)
	}
	leaves := make(map[int64]int64, len(rows))
	for _, r := range rows {
		leaves[r.EventID] = r.Number
	}
	return leaves, nil
}

// ProveEvent is LogProof for an event by its place in its chain.
func (s *Service) ProveEvent(ctx context.Context, chain string, seq int) (string, error) {
	var e Event
	if err := one(s.read(ctx).Where("chain = ? AND seq = ?", chain, seq), &e); err != nil {
		return "", err
	}
	return s.LogProof(ctx, e.ID)
}
