package ipcase

import "context"

// AppealDecision is a party's request that another reviewer looks again.
type AppealDecision struct {
	FormID      string
	Case        string
	Items       []Chosen
	Explanation string
	Lang        string
}

// AppealDecision files an appeal for chosen items: once for each party, within
// the months that the procedure gives.
func (s *Service) AppealDecision(ctx context.Context, a Actor, in AppealDecision) error {
	if a.Party != PartySeller && a.Party != PartyHolder {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		load := t.sellerCase
		other := PartyHolder
		if a.Party == PartyHolder {
			load, other = t.holderCase, PartySeller
		}
		f, err := load(a, in.Case)
		if err != nil {
			return err
		}
		if err := a.needs(PermAnswer); err != nil {
			return err
		}
		if f.allIn(in.Items, Appealed) {
			return nil
		}
		var p problems
		checkText(&p, "explanation", "Say what the decision got wrong.", in.Explanation, MaxExplanation, true)
		if err := p.err(); err != nil {
			return err
		}
		picked, err := f.choose(a.Party, in.Items)
		if err != nil {
			return err
		}
		moves, err := t.act(f, a, MoveAppeal, picked)
		if err != nil {
			return err
		}
		files, err := t.formExhibits(a, in.FormID)
		if err != nil {
			return err
		}
		ap := Appeal{
			CaseID: f.Case.ID, Party: a.Party, Explanation: in.Explanation, Lang: formLang(in.Lang), Items: positions(picked),
			FiledAt: t.now, FiledBy: a.PersonID,
		}
		texts, salts, err := commit(ap.texts())
		if err != nil {
			return err
		}
		ap.Salts = salts
		if err := t.insert([]*Appeal{&ap}); err != nil {
			return err
		}
		if err := t.fileExhibits(a, files, belongs{file: f}); err != nil {
			return err
		}
		data := EventData{Hashes: hashesOf(files), Views: viewsOf(files), Texts: texts}
		if err := t.recordMoves(f, a, EventAppealed, moves, data); err != nil {
			return err
		}
		if other == PartyHolder || f.told(ap.Items) {
			if err := t.tell(f, letter{to: other, kind: MsgAppealed, payload: MailPayload{Items: ap.Items}}); err != nil {
				return err
			}
		}
		return t.settle(f)
	})
}
