package ipcase

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"
)

// WriteLetter is a letter to the other side of a case.
type WriteLetter struct {
	FormID string
	Case   string
	Words  string
	Lang   string
}

// WriteLetter passes a letter on to the other side: inside the portal, and by
// mail to an address that the writer never sees. The case's chain tells that it
// was written, and not what it says. Pressing twice writes once.
func (s *Service) WriteLetter(ctx context.Context, a Actor, in WriteLetter) error {
	if a.Party != PartySeller && a.Party != PartyHolder {
		return errNotFound()
	}
	err := s.act(ctx, a, func(t *tx) error {
		f, to, err := t.letterCase(a, in.Case)
		if err != nil {
			return err
		}
		if err := a.needs(PermAnswer); err != nil {
			return err
		}
		var there int64
		if err := t.db.Model(&RelayLetter{}).Where("form_id = ? AND org_id = ?", in.FormID, a.OrgID).Count(&there).Error; err != nil {
			return fmt.Errorf("look for the letter: %w", err)
		}
		if there > 0 {
			return nil
		}
		var p problems
		checkText(&p, "letter", "Write what the other side should read.", in.Words, MaxLetter, true)
		if err := p.err(); err != nil {
			return err
		}
		if !validFormID(in.FormID) {
			return errNotFound()
		}
		var today int64
		err = t.db.Model(&RelayLetter{}).Where("case_id = ? AND org_id = ? AND written_at > ?", f.Case.ID, a.OrgID, t.now.Add(-lettersWithin)).Count(&today).Error
		if err != nil {
			return fmt.Errorf("count letters of %s: %w", f.Case.Number, err)
		}
		if today >= LettersPerDay {
			return Errorf(TooMany, lettersSentence, today)
		}
		return t.writeLetter(f, a, to, in)
	})
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return nil // the other press of the same button
	}
	return err
}

// letterCase finds the case and who is written to. A holder can write once the
// seller has been told of the case: before, there is nobody to write to.
func (t *tx) letterCase(a Actor, number string) (*casefile, Party, error) {
	if a.Party == PartySeller {
		f, err := t.sellerCase(a, number)
		return f, PartyHolder, err
	}
	f, err := t.holderCase(a, number)
	if err == nil && f.Case.SellerList == ListNone {
		err = Errorf(Refused, "The seller has not been told of this case yet, so there is nobody to write to.")
	}
	return f, PartySeller, err
}

func (t *tx) writeLetter(f *casefile, a Actor, to Party, in WriteLetter) error {
	org := f.Case.SellerOrgID
	if to == PartyHolder {
		org = f.Case.HolderOrgID
	}
	l := RelayLetter{
		PublicID: NewID(), FormID: in.FormID, CaseID: f.Case.ID, Party: a.Party, OrgID: a.OrgID, PersonID: a.PersonID, ToOrgID: org,
		Words: in.Words, Lang: formLang(in.Lang), WrittenAt: t.now,
	}
	texts, salts, err := commit(l.texts())
	if err != nil {
		return err
	}
	l.Salts = salts
	if err := t.insert([]*RelayLetter{&l}); err != nil {
		return err
	}
	if err := t.record(f, a, EventWritten, true, EventData{Texts: texts, To: to}); err != nil {
		return err
	}
	if err := t.tell(f, letter{to: to, kind: MsgLetter, payload: MailPayload{Letter: l.PublicID}}); err != nil {
		return err
	}
	return t.settle(f)
}
