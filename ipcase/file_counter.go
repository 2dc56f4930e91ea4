package ipcase

import (
	"context"
	"errors"
)

// FileCounter files a counter-notification draft: the seller's statement, for
// chosen items, that the complaint is wrong. A copy goes to the holder at once.
// One that answers several complaints about the same listings becomes a counter-
// notification in each case, forwarded to each holder apart; all are filed or none.
// Pressing twice answers with the same one.
func (s *Service) FileCounter(ctx context.Context, a Actor, draftID string) (Counter, error) {
	if a.Party != PartySeller {
		return Counter{}, errNotFound()
	}
	d, err := s.CounterDraft(ctx, a, draftID)
	if err == nil {
		err = a.needs(PermAnswer)
	}
	if err != nil {
		return Counter{}, err
	}
	var c Counter
	err = s.act(ctx, a, func(t *tx) error {
		first, err := t.useDraft(draftID)
		if err != nil {
			return err
		}
		if !first {
			return errFiledMeanwhile
		}
		files, err := t.formExhibits(a, draftID)
		if err != nil {
			return err
		}
		if len(d.Also) == 0 {
			f, err := t.sellerCase(a, d.CaseNumber)
			if err != nil {
				return err
			}
			c, err = t.fileCounter(f, a, draftID, d, files)
			return err
		}
		c, err = t.fileCounters(a, draftID, d, files)
		return err
	})
	if errors.Is(err, errFiledMeanwhile) {
		err = one(s.read(ctx).Where("draft_id = ? AND case_id IN (SELECT id FROM cases WHERE seller_org_id = ?)", draftID, a.OrgID), &c)
	}
	return c, err
}

func (t *tx) fileCounter(f *casefile, a Actor, draftID string, d CounterDraft, files []Exhibit) (Counter, error) {
	if err := checkCounter(f, d, len(files)); err != nil {
		return Counter{}, err
	}
	picked, err := f.choose(PartySeller, d.Items)
	if err != nil {
		return Counter{}, err
	}
	moves, err := t.act(f, a, MoveCounter, picked)
	if err != nil {
		return Counter{}, err
	}
	attempt := 0
	for _, i := range picked {
		attempt = max(attempt, i.AttemptsUsed)
	}
	elements := f.Procedure.CounterElementsFor(f.Right.Type)
	c := Counter{
		PublicID: NewID(), CaseID: f.Case.ID, Attempt: attempt, Ground: d.Ground, Explanation: d.Explanation, Lang: formLang(d.Lang),
		Contact: d.Contact, Statements: statementsOf(elements, d.Ticked, formLang(d.Lang)), Signature: d.Signature,
		Items: positions(picked), DraftID: draftID, FiledAt: t.now, FiledBy: a.PersonID,
	}
	texts, salts, err := commit(c.texts())
	if err != nil {
		return c, err
	}
	c.Salts = salts
	if err := t.insert([]*Counter{&c}); err != nil {
		return c, err
	}
	if err := t.fileExhibits(a, files, belongs{counter: &c.ID, file: f}); err != nil {
		return c, err
	}
	err = t.recordMoves(f, a, EventCountered, moves, EventData{
		Attempt: attempt, Code: string(c.Ground), Hashes: hashesOf(files), Views: viewsOf(files), Texts: texts,
	})
	if err != nil {
		return c, err
	}
	p := MailPayload{Items: c.Items, DueAt: picked[0].DueAt}
	if err := t.tell(f, letter{to: PartyHolder, kind: MsgCountered, payload: p, legal: true, starts: picked}); err != nil {
		return c, err
	}
	if err := t.tell(f, letter{to: PartySeller, kind: MsgCounterFiled, payload: p}); err != nil {
		return c, err
	}
	return c, t.settle(f)
}

// checkCounter is the ground and the completeness of a counter-notification
// (17 U.S.C. 512(g)(3) for the DMCA's; the terms for the marketplace's own).
func checkCounter(f *casefile, d CounterDraft, files int) error {
	var p problems
	if !contains(CounterGrounds(), d.Ground) {
		p.add("ground", "Choose why the complaint is wrong.")
	}
	elements := f.Procedure.CounterElementsFor(f.Right.Type)
	g := d.Given(files)
	CheckCompleteness(elements, g).into(&p, g)
	return p.err()
}
