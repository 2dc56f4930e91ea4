package ipcase

import (
	"context"
	"errors"
	"fmt"
)

// ErrMovedOn is what a deed ends with that was for a case as somebody had seen it, where
// the case is another by the time at which the deed has it for itself.
var ErrMovedOn = errors.New("the case has moved on since it was seen")

// seenCase is how far a case was when somebody saw it, and what they do to it follows.
type seenCase struct {
	number string
	seq    int // of its chain's last event
}

// AsSeen is the service for one deed in a case: it is done only where nothing has
// happened in the case since this moment, else it ends with ErrMovedOn. Of two that saw
// the same case and act at once, one does. It serves one deed, and is no reading: who
// may see the case is asked by the deed.
func (s *Service) AsSeen(ctx context.Context, number string) (*Service, error) {
	at := seenCase{number: number}
	err := s.read(ctx).Model(&Case{}).Where("number = ?", number).Limit(1).Pluck("event_seq", &at.seq).Error
	if err != nil {
		return nil, fmt.Errorf("how far %s is: %w", number, err)
	}
	seen := *s
	seen.asSeen = &at
	return &seen, nil
}

// stillAsSeen refuses a case, which is locked, that is not as it was seen.
func (t *tx) stillAsSeen(f *casefile) error {
	if t.asSeen == nil || f.Case.Number != t.asSeen.number {
		return nil
	}
	at := t.asSeen.seq
	if t.taken != nil {
		at = t.taken.Case.EventSeq // what this transaction did itself
	}
	if f.Case.EventSeq != at {
		return ErrMovedOn
	}
	t.taken = f
	return nil
}
