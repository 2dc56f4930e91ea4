package ipcase

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase/merkle"
)

// logBatch is how many events one transaction numbers.
const logBatch = 5000

// SequenceLog gives events that wait their leaf in the log, and signs a
// checkpoint when the last one has its age: at most logBatch events, and says how
// many. Any number of workers may call it: whoever comes second finds the
// number taken, and has nothing to do.
func (s *Service) SequenceLog(ctx context.Context) (int, error) {
	if s.log == nil {
		return 0, nil
	}
	size, due, err := s.logDue(ctx)
	if err != nil || !due {
		return 0, err
	}
	n := 0
	err = s.inTx(ctx, func(t *tx) (err error) {
		n, err = t.sequence(checkpointEvery)
		return err
	})
	return n, s.unlessOvertaken(ctx, size, err)
}

// unlessOvertaken lets go of an error that means that another worker was at it:
// the log has grown since.
func (s *Service) unlessOvertaken(ctx context.Context, size int64, err error) error {
	if !errors.Is(err, gorm.ErrDuplicatedKey) {
		return err
	}
	now, last, other := logEnd(s.read(ctx))
	if other == nil && (now > size || last.Size == now) {
		return nil
	}
	return errors.Join(err, other)
}

// SignCheckpoint numbers every event that waits and signs a checkpoint at once.
func (s *Service) SignCheckpoint(ctx context.Context) (Checkpoint, error) {
	if s.log == nil {
		return Checkpoint{}, errors.New("the log has no key")
	}
	for {
		size, _, err := logEnd(s.read(ctx))
		if err != nil {
			return Checkpoint{}, err
		}
		n := 0
		err = s.inTx(ctx, func(t *tx) (err error) {
			n, err = t.sequence(0)
			return err
		})
		overtaken := err != nil
		if err := s.unlessOvertaken(ctx, size, err); err != nil {
			return Checkpoint{}, err
		}
		if !overtaken && n < logBatch {
			return s.LastCheckpoint(ctx)
		}
	}
}

// logDue says, without a transaction, how long the log is and whether there is
// anything to do.
func (s *Service) logDue(ctx context.Context) (int64, bool, error) {
	waits, err := anyWaits(s.read(ctx))
	if err != nil {
		return 0, false, err
	}
	size, last, err := logEnd(s.read(ctx))
	return size, waits || size > last.Size && checkpointDue(last, Moment(s.clock.Now()), checkpointEvery), err
}

func checkpointDue(last Checkpoint, now time.Time, every time.Duration) bool {
	return last.Size == 0 || now.Sub(last.At) >= every
}

// sequence numbers what waits, and signs a checkpoint that is due.
func (t *tx) sequence(every time.Duration) (int, error) {
	waiting, err := t.waitingForLog(logBatch)
	if err != nil {
		return 0, err
	}
	size, last, err := logEnd(t.db)
	if err != nil {
		return 0, err
	}
	tree, err := merkle.Resume(size, storedLeaves(t.db))
	if err != nil {
		return 0, fmt.Errorf("the log's edge: %w", err)
	}
	leaves := make([]logLeaf, 0, len(waiting))
	for _, e := range waiting {
		number := tree.Size()
		leaves = append(leaves, logLeaf{Number: number, EventID: e.ID, Hashes: tree.Append(merkle.Leaf(e.Hash))})
	}
	if err := t.addLeaves(leaves); err != nil {
		return 0, err
	}
	if len(waiting) == logBatch || tree.Size() == last.Size || !checkpointDue(last, t.now, every) {
		return len(waiting), nil
	}
	note, err := t.log.key.SignCheckpoint(tree.Size(), tree.Root())
	if err != nil {
		return 0, err
	}
	if err := t.addCheckpoint(Checkpoint{Size: tree.Size(), Note: note, At: t.now}); err != nil {
		return 0, err
	}
	if t.log.stamps && (last.Size == 0 || !last.At.Truncate(stampEvery).Equal(t.now.Truncate(stampEvery))) {
		return len(waiting), t.enqueue(stampDelivery(tree.Size()))
	}
	return len(waiting), nil
}
