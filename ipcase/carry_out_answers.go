package ipcase

import (
	"context"
	"fmt"
)

// CarryOutAnswers does what the lines of a file ask for, complaint by complaint, as
// the person who sent it, by the deeds that a press in the case is. A worker that
// dies in the middle loses nothing and doubles nothing: each deed answers its second
// press as its first (promise 4). What the case's page would refuse is refused in the
// same words.
func (s *Service) CarryOutAnswers(ctx context.Context, d Delivery) error {
	what, err := d.Forget()
	if err != nil {
		return err
	}
	var f AnswerFile
	if err := one(s.read(ctx).Where("public_id = ?", what), &f); err != nil {
		return err
	}
	a, err := s.actorOf(ctx, f.PersonID, f.OrgID)
	if err != nil {
		return err
	}
	var lines []AnswerLine
	if err := s.read(ctx).Omit("words").Where("file_id = ? AND state = ?", f.ID, AnswerReady).Order("n").Find(&lines).Error; err != nil {
		return fmt.Errorf("lines of the file: %w", err)
	}
	by := map[answerKey][]AnswerLine{}
	var order []answerKey
	for _, l := range lines {
		if by[l.key()] == nil {
			order = append(order, l.key())
		}
		by[l.key()] = append(by[l.key()], l)
	}
	for _, k := range order {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := s.answer(ctx, a, k, by[k])
		refused := asRefusal(err)
		if err != nil && refused == nil {
			return err
		}
		if err := s.keepAnswer(ctx, f, k, refused); err != nil {
			return err
		}
	}
	return s.inTx(ctx, func(t *tx) error {
		set := map[string]any{"state": BulkDone, "done_at": t.now}
		if err := t.db.Model(&AnswerFile{}).Where("id = ? AND state = ?", f.ID, BulkRunning).Updates(set).Error; err != nil {
			return fmt.Errorf("end the file: %w", err)
		}
		return nil
	})
}

// answer is one deed.
func (s *Service) answer(ctx context.Context, a Actor, k answerKey, lines []AnswerLine) error {
	chosen := chosenIn(lines)
	switch k.act {
	case AskDelete:
		return s.DeleteListings(ctx, a, DeleteListings{Case: k.number, Items: chosen[0].Items})
	case AskCounter:
		_, err := s.FileCounter(ctx, a, lines[0].DraftID)
		return err
	case AskRetract:
		_, err := s.RetractListed(ctx, a, k.number, chosen)
		return err
	}
	return fmt.Errorf("a line asks for %q", k.act)
}

func (s *Service) keepAnswer(ctx context.Context, f AnswerFile, k answerKey, refused *Error) error {
	set := map[string]any{"state": AnswerDone}
	if refused != nil {
		words, err := jsonText(refused)
		if err != nil {
			return err
		}
		set = map[string]any{"state": AnswerUnused, "problem": words}
	}
	return s.inTx(ctx, func(t *tx) error {
		err := t.db.Model(&AnswerLine{}).Where("file_id = ? AND number = ? AND act = ? AND state = ?", f.ID, k.number, k.act, AnswerReady).Updates(set).Error
		if err != nil {
			return fmt.Errorf("what came of %s: %w", k.number, err)
		}
		return nil
	})
}
