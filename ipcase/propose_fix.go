package ipcase

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"
)

// ProposeFix is a seller's proposal of a fix for chosen listings.
type ProposeFix struct {
	FormID string
	Case   string
	Items  []Chosen
	Words  string
	Lang   string
}

// ProposeFix tells the complainant that the seller has changed the chosen listings,
// and keeps each as it is now beside its snapshot. The seller's clock stands still
// until somebody has looked. Pressing twice proposes once.
func (s *Service) ProposeFix(ctx context.Context, a Actor, in ProposeFix) error {
	if a.Party != PartySeller {
		return errNotFound()
	}
	v, err := s.readCase(ctx, a, "cases.number = ? AND cases.seller_org_id = ? AND cases.seller_list <> ''", in.Case, a.OrgID)
	if err != nil {
		return err
	}
	if err := a.needs(PermAnswer); err != nil {
		return err
	}
	if !validFormID(in.FormID) {
		return errNotFound()
	}
	if there, err := s.fixProposed(ctx, v.Case.ID, in.FormID); err != nil || there {
		return err
	}
	var p problems
	checkText(&p, "words", "Say what you have changed.", in.Words, MaxComment, true)
	if len(in.Items) == 0 {
		p.add("items", "Choose at least one listing.")
	}
	if err := p.err(); err != nil {
		return err
	}
	shots, err := s.shootFixed(ctx, v, in.Items)
	if err != nil {
		return err
	}
	err = s.act(ctx, a, func(t *tx) error {
		f, err := t.sellerCase(a, in.Case)
		if err != nil {
			return err
		}
		return t.proposeFix(f, a, in, shots)
	})
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return nil // the other press of the same button
	}
	if KindOf(err) == Stale || KindOf(err) == Refused {
		if there, again := s.fixProposed(ctx, v.Case.ID, in.FormID); again == nil && there {
			return nil
		}
	}
	return err
}

func (s *Service) fixProposed(ctx context.Context, caseID int64, form string) (bool, error) {
	var n int64
	err := s.read(ctx).Model(&Fix{}).Where("form_id = ? AND case_id = ?", form, caseID).Count(&n).Error
	if err != nil {
		return false, fmt.Errorf("look for the fix: %w", err)
	}
	return n > 0, nil
}

// shootFixed asks the marketplace how the chosen listings are now, and refuses
// those in which a buyer would see no difference. A listing that cannot be looked
// at has no shot: whoever answers must look for themselves, and is told so.
func (s *Service) shootFixed(ctx context.Context, v CaseView, chosen []Chosen) (map[int]Snapshot, error) {
	var items []ItemView
	var ask []string
	for _, i := range v.Items {
		for _, c := range chosen {
			if c.Position == i.Position {
				items, ask = append(items, i), append(ask, i.Snapshot.URL)
			}
		}
	}
	offers, err := s.market.Lookup(ctx, ask)
	if err != nil || len(offers) != len(items) {
		return map[int]Snapshot{}, ctx.Err() // the marketplace does not answer: no listing can be compared
	}
	shots := map[int]Snapshot{}
	kept := map[string]SnapshotImage{}
	for n, i := range items {
		if !offers[n].Found {
			continue
		}
		if offers[n].Gone {
			return nil, fixProblem(Errorf(Invalid, "Listing %s is not offered any more, so there is nothing to look at. Choose “Delete Now” for it instead.", i.Snapshot.Ref))
		}
		shot, err := s.shoot(ctx, offers[n], kept)
		if err != nil {
			continue // a picture that cannot be fetched: not to be compared
		}
		if len(Difference(i.Snapshot, shot)) == 0 {
			return nil, fixProblem(Errorf(Invalid, "Nothing has changed in listing %s: title, price, description and pictures are as complained of. Change it on the marketplace first.", i.Snapshot.Ref))
		}
		shot.ListingID = i.ListingID
		shots[i.Position] = shot
	}
	return shots, nil
}

func fixProblem(e *Error) error {
	var p problems
	e.into(&p, "items")
	return p.err()
}

func (t *tx) proposeFix(f *casefile, a Actor, in ProposeFix, shots map[int]Snapshot) error {
	picked, err := f.choose(PartySeller, in.Items)
	if err != nil {
		return err
	}
	moves, err := t.act(f, a, MoveProposeFix, picked)
	if err != nil {
		return err
	}
	fix := Fix{
		PublicID: NewID(), FormID: in.FormID, CaseID: f.Case.ID, Words: in.Words, Lang: formLang(in.Lang), Items: positions(picked),
		Shots: []FixShot{}, FiledAt: t.now, FiledBy: a.PersonID,
	}
	var hashes []string
	for _, i := range picked {
		kept := FixShot{Item: i.Position}
		if shot, ok := shots[i.Position]; ok {
			if err := t.insert([]*Snapshot{&shot}); err != nil {
				return err
			}
			kept.Snapshot = shot.ID
			hashes = append(hashes, shot.Hash)
		}
		fix.Shots = append(fix.Shots, kept)
	}
	texts, salts, err := commit(fix.texts())
	if err != nil {
		return err
	}
	fix.Salts = salts
	if err := t.insert([]*Fix{&fix}); err != nil {
		return err
	}
	if err := t.recordMoves(f, a, EventFixProposed, moves, EventData{Texts: texts, Hashes: hashes}); err != nil {
		return err
	}
	l := letter{to: PartyHolder, kind: MsgFixProposed, payload: MailPayload{Items: fix.Items, Fix: fix.PublicID}, legal: true, starts: picked}
	if err := t.tell(f, l); err != nil {
		return err
	}
	return t.settle(f)
}
