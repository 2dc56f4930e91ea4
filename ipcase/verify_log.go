package ipcase

import (
	"fmt"
	"slices"

	"ipportal/ipcase/merkle"
)

// tree goes through the log leaf by leaf: no number is left out, each is its
// event's, the stored tree is the one that these leaves make, and every
// checkpoint is signed and of the tree as it was then.
func (v *verifier) tree() error {
	if v.numbered != v.size {
		return fmt.Errorf("the log has %d leaves, and the chains have %d events in it", v.size, v.numbered)
	}
	if err := v.readCheckpoints(0); err != nil {
		return err
	}
	edge, _ := merkle.Resume(0, nil) // reads nothing
	for edge.Size() < v.size {
		var rows []struct {
			Number int64
			Hashes []byte
			Hash   *string // the event's; nil: there is no such event
			Chain  string
			Seq    int
		}
		err := v.read(v.ctx).Table("log_leaves").Select("log_leaves.number, log_leaves.hashes, events.hash, events.chain, events.seq").
			Joins("LEFT JOIN events ON events.id = log_leaves.event_id").
			Where("log_leaves.number >= ? AND log_leaves.number < ?", edge.Size(), min(edge.Size()+verifyPage, v.size)).Order("log_leaves.number").Scan(&rows).Error
		if err != nil {
			return fmt.Errorf("read the log: %w", err)
		}
		if len(rows) == 0 {
			return fmt.Errorf("the log has no leaf %d", edge.Size())
		}
		for _, r := range rows {
			switch {
			case r.Number != edge.Size():
				return fmt.Errorf("the log has no leaf %d", edge.Size())
			case r.Hash == nil:
				return fmt.Errorf("leaf %d of the log is of an event that is gone", r.Number)
			case string(edge.Append(merkle.Leaf(*r.Hash))) != string(r.Hashes):
				return fmt.Errorf("leaf %d of the log is not event %d of %s as it is, or the tree at it was changed", r.Number, r.Seq, r.Chain)
			}
			if err := v.checkpointsAt(edge); err != nil {
				return err
			}
		}
		v.done += int64(len(rows))
		v.report.Leaves = edge.Size()
		v.Progress(v.done, v.total)
	}
	if len(v.checkpoints) > 0 {
		return fmt.Errorf("there is a checkpoint of %d leaves, and the log has %d: its end was cut off", v.checkpoints[0].Size, v.size)
	}
	return v.stamps()
}

// readCheckpoints reads the next ones; those signed since the run began are left
// for the next.
func (v *verifier) readCheckpoints(after int64) error {
	now, _, err := logEnd(v.read(v.ctx))
	if err != nil {
		return err
	}
	err = v.read(v.ctx).Where("size > ? AND (size <= ? OR size > ?)", after, v.size, now).Order("size").Limit(500).Find(&v.checkpoints).Error
	if err != nil {
		return fmt.Errorf("read checkpoints: %w", err)
	}
	return nil
}

// checkpointsAt checks the checkpoint of the tree's size, if there is one.
func (v *verifier) checkpointsAt(edge *merkle.Frontier) error {
	if len(v.checkpoints) == 0 || v.checkpoints[0].Size != edge.Size() {
		return nil
	}
	row := v.checkpoints[0]
	c, err := v.openCheckpoint(row.Note)
	if err != nil {
		return fmt.Errorf("the checkpoint of %d leaves: %w", row.Size, err)
	}
	if c.Size != row.Size || c.Root != edge.Root() {
		return fmt.Errorf("the checkpoint of %d leaves is of another log: a leaf before it was rewritten", row.Size)
	}
	v.report.Checkpoints++
	if v.checkpoints = v.checkpoints[1:]; len(v.checkpoints) == 0 {
		return v.readCheckpoints(row.Size)
	}
	return nil
}

func (v *verifier) openCheckpoint(note string) (merkle.Checkpoint, error) {
	return merkle.OpenCheckpoint(note, slices.Compact(slices.Sorted(slices.Values(slices.Concat(v.Publics, v.LogKeys()))))...) // a key named twice is one key
}

// stamps checks what time stamping services said.
func (v *verifier) stamps() error {
	if v.Stamp == nil {
		return nil
	}
	after := int64(-1)
	for {
		var page []struct {
			Stamp
			Note *string
		}
		err := v.read(v.ctx).Table("log_stamps").Select("log_stamps.*, log_checkpoints.note").Joins("LEFT JOIN log_checkpoints ON log_checkpoints.size = log_stamps.size").
			Where("log_stamps.size > ?", after).Order("log_stamps.size").Limit(500).Scan(&page).Error
		if err != nil {
			return fmt.Errorf("read time stamps: %w", err)
		}
		for _, p := range page {
			after = p.Size
			if p.Note == nil {
				return fmt.Errorf("the checkpoint of %d leaves has a time stamp, and is gone", p.Size)
			}
			at, err := v.Stamp(p.Token, *p.Note)
			if err != nil {
				return fmt.Errorf("the time stamp of the checkpoint of %d leaves: %w", p.Size, err)
			}
			if !Moment(at).Equal(p.At) {
				return fmt.Errorf("the time stamp of the checkpoint of %d leaves says another time than is kept", p.Size)
			}
			v.report.Stamps++
		}
		if len(page) < 500 {
			return nil
		}
	}
}

// outside holds the log against checkpoints that somebody kept.
func (v *verifier) outside() error {
	for n, signed := range v.Checkpoints {
		c, err := v.openCheckpoint(signed)
		if err != nil {
			return fmt.Errorf("checkpoint %d from outside: %w", n+1, err)
		}
		if c.Size > v.size {
			return fmt.Errorf("checkpoint %d from outside is of %d leaves, and the log has %d: its end was cut off", n+1, c.Size, v.size)
		}
		root, err := merkle.Root(c.Size, storedLeaves(v.read(v.ctx)))
		if err != nil {
			return fmt.Errorf("checkpoint %d from outside: %w", n+1, err)
		}
		if root != c.Root {
			return fmt.Errorf("checkpoint %d from outside is no beginning of this log: one of its first %d leaves was rewritten", n+1, c.Size)
		}
	}
	return nil
}
