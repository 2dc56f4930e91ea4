package ipcase

import (
	"context"
	"errors"
	"fmt"

	"ipportal/ipcase/merkle"
)

// LoggedEvent is an event of a case's chain with its place in the log, as one
// reader may see it.
type LoggedEvent struct {
	Event
	Seen bool          // false: only Seq, PrevHash and Hash are for this reader
	Leaf int64         // -1: not under a checkpoint yet
	Path []merkle.Hash // beside the leaf's way to the checkpoint's root
}

// CaseProof is the whole chain of a case, and what proves it.
type CaseProof struct {
	Events     []LoggedEvent
	Checkpoint Checkpoint // Size 0: there is none yet
}

// ProveCase reads the chain of a case that the reader was shown. An event is seen
// where its timeline has it and every listing that it names is the reader's to
// know (promise 5); of others there are the hashes, without which the chain could
// not be checked.
func (s *Service) ProveCase(ctx context.Context, v CaseView) (CaseProof, error) {
	var p CaseProof
	var chain []Event
	if err := s.read(ctx).Where("chain = ?", "case:"+v.Case.Number).Order("seq").Find(&chain).Error; err != nil {
		return p, fmt.Errorf("the chain of %s: %w", v.Case.Number, err)
	}
	var err error
	if p.Checkpoint, err = s.LastCheckpoint(ctx); err != nil {
		return p, err
	}
	ids := make([]int64, len(chain))
	for n, e := range chain {
		ids[n] = e.ID
	}
	leaves, err := s.LogLeaves(ctx, ids)
	if err != nil {
		return p, err
	}
	shown, known := map[int64]bool{}, map[int]bool{}
	for _, e := range v.Timeline {
		shown[e.ID] = true
	}
	for _, i := range v.Items {
		known[i.Position] = true
	}
	for _, e := range chain {
		l := LoggedEvent{Event: e, Leaf: -1, Seen: shown[e.ID]}
		for _, i := range e.Items {
			l.Seen = l.Seen && known[i]
		}
		for _, m := range e.Told().Moves {
			l.Seen = l.Seen && known[m.Item]
		}
		if !l.Seen {
			l.Event = Event{Chain: e.Chain, Seq: e.Seq, PrevHash: e.PrevHash, Hash: e.Hash}
		}
		if leaf, ok := leaves[e.ID]; ok && leaf < p.Checkpoint.Size {
			l.Leaf = leaf
			if l.Path, err = merkle.ProveLeaf(p.Checkpoint.Size, leaf, storedLeaves(s.read(ctx))); err != nil {
				return p, fmt.Errorf("prove event %d of %s: %w", e.Seq, v.Case.Number, err)
			}
		}
		p.Events = append(p.Events, l)
	}
	return p, nil
}

// SignCaseFile signs what a case file is with the log's key.
func (s *Service) SignCaseFile(text string) (string, error) {
	if s.log == nil {
		return "", errors.New("the log has no key")
	}
	return s.log.key.SignText(text)
}
