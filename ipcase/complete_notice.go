package ipcase

import "context"

// CompleteNotice is what a holder adds to a notice that a reviewer found lacking.
type CompleteNotice struct {
	FormID      string
	Case        string
	Items       []Chosen
	Explanation string
}

// CompleteNotice sends chosen items back to the reviewer with what was missing.
func (s *Service) CompleteNotice(ctx context.Context, a Actor, in CompleteNotice) error {
	if a.Party != PartyHolder {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		f, err := t.holderCase(a, in.Case)
		if err != nil {
			return err
		}
		if err := a.needs(PermFile); err != nil {
			return err
		}
		if f.allIn(in.Items, Intake) {
			return nil
		}
		files, err := t.formExhibits(a, in.FormID)
		if err != nil {
			return err
		}
		var p problems
		checkText(&p, "explanation", "Say what you add. The reviewer reads it with your files.", in.Explanation, MaxExplanation, true)
		if err := p.err(); err != nil {
			return err
		}
		picked, err := f.choose(PartyHolder, in.Items)
		if err != nil {
			return err
		}
		moves, err := t.act(f, a, MoveComplete, picked)
		if err != nil {
			return err
		}
		add := Answer{
			CaseID: f.Case.ID, Kind: AnswerCompletion, Explanation: in.Explanation, Lang: formLang(f.Complaint.Lang),
			Items: positions(picked), FiledAt: t.now, FiledBy: a.PersonID,
		}
		texts, salts, err := commit(add.texts())
		if err != nil {
			return err
		}
		add.Salts = salts
		if err := t.insert([]*Answer{&add}); err != nil {
			return err
		}
		if err := t.fileExhibits(a, files, belongs{answer: &add.ID, file: f}); err != nil {
			return err
		}
		data := EventData{Hashes: hashesOf(files), Views: viewsOf(files), Texts: texts}
		if err := t.recordMoves(f, a, EventCompleted, moves, data); err != nil {
			return err
		}
		return t.settle(f)
	})
}
