package ipcase

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"
)

// ComplaintDraft is a complaint that is not filed yet, as the holder left it.
type ComplaintDraft struct {
	RightNumber string
	Lines       []string // an address or id, and what is complained of after a space
	Reason      string
	Proof       Proof // offered beyond what the reason asks for
	Track       Track // chosen, where there is a choice
	Explanation string
	Lang        string
	Ticked      []string          // ids of statements
	Answers     map[string]string // particulars by element id
	Contact     Contact
	Signature   string
	Letter      string   // the letter that it was begun from, as it was read
	AgainReason string   // why one is complained of again without a new file
	Again       []string // listings decided before that are complained of again all the same
	Filed       bool     `json:"-"`
}

// CounterDraft is a counter-notification that is not filed yet.
type CounterDraft struct {
	CaseNumber  string
	Items       []Chosen
	Also        []AlsoAnswered // other complaints about the same listings that it answers too
	Ground      CounterGround
	Explanation string
	Lang        string
	Ticked      []string
	Answers     map[string]string
	Contact     Contact
	Signature   string
	Filed       bool `json:"-"`
}

// StartComplaint opens a new draft with the organisation's contact filled in.
func (s *Service) StartComplaint(ctx context.Context, a Actor) (string, error) {
	if a.Party != PartyHolder {
		return "", errNotFound()
	}
	if err := a.needs(PermFile); err != nil {
		return "", err
	}
	if err := a.registered(); err != nil {
		return "", err
	}
	d := ComplaintDraft{Lang: formLang(a.Lang), Answers: map[string]string{}}
	var id string
	err := s.act(ctx, a, func(t *tx) error {
		var err error
		if d.Contact, err = contactOf(t.db, a.OrgID); err != nil {
			return err
		}
		id, err = t.newDraft(a, DraftComplaint, nil, d)
		return err
	})
	return id, err
}

// ComplaintDraft reads a draft of the actor's organisation.
func (s *Service) ComplaintDraft(ctx context.Context, a Actor, id string) (ComplaintDraft, error) {
	var d ComplaintDraft
	row, err := s.draft(ctx, a, DraftComplaint, id, &d)
	d.Filed = row.UsedAt != nil
	return d, err
}

// SaveComplaintDraft keeps what was typed, right or wrong.
func (s *Service) SaveComplaintDraft(ctx context.Context, a Actor, id string, d ComplaintDraft) error {
	return s.saveDraft(ctx, a, DraftComplaint, id, d)
}

// StartCounter opens a draft of a counter-notification for chosen items.
func (s *Service) StartCounter(ctx context.Context, a Actor, caseNumber string, items []Chosen) (string, error) {
	if a.Party != PartySeller {
		return "", errNotFound()
	}
	var id string
	err := s.act(ctx, a, func(t *tx) error {
		f, err := t.sellerCase(a, caseNumber)
		if err != nil {
			return err
		}
		if err := a.needs(PermAnswer); err != nil {
			return err
		}
		contact, err := contactOf(t.db, a.OrgID)
		if err != nil {
			return err
		}
		id, err = t.newDraft(a, DraftCounter, &f.Case.ID, CounterDraft{
			CaseNumber: caseNumber, Items: items, Lang: formLang(a.Lang), Answers: map[string]string{},
			Contact: contact,
		})
		return err
	})
	return id, err
}

// CounterDraft reads a draft of the actor's organisation.
func (s *Service) CounterDraft(ctx context.Context, a Actor, id string) (CounterDraft, error) {
	var d CounterDraft
	row, err := s.draft(ctx, a, DraftCounter, id, &d)
	d.Filed = row.UsedAt != nil
	return d, err
}

// SaveCounterDraft keeps what was typed, right or wrong.
func (s *Service) SaveCounterDraft(ctx context.Context, a Actor, id string, d CounterDraft) error {
	return s.saveDraft(ctx, a, DraftCounter, id, d)
}

func (t *tx) newDraft(a Actor, kind DraftKind, caseID *int64, data any) (string, error) {
	words, err := json.Marshal(data)
	if err != nil {
		return "", fmt.Errorf("new draft: %w", err)
	}
	d := Draft{ID: NewID(), Kind: kind, OrgID: a.OrgID, PersonID: a.PersonID, CaseID: caseID, Data: string(words), CreatedAt: t.now, UpdatedAt: t.now}
	return d.ID, t.insert([]*Draft{&d})
}

func (s *Service) draft(ctx context.Context, a Actor, kind DraftKind, id string, into any) (Draft, error) {
	var d Draft
	if err := one(s.read(ctx).Where("id = ? AND org_id = ? AND kind = ?", id, a.OrgID, kind), &d); err != nil {
		return d, err
	}
	if err := json.Unmarshal([]byte(d.Data), into); err != nil {
		return d, fmt.Errorf("read draft: %w", err)
	}
	return d, nil
}

func (s *Service) saveDraft(ctx context.Context, a Actor, kind DraftKind, id string, data any) error {
	words, err := json.Marshal(data)
	if err != nil {
		return fmt.Errorf("save draft: %w", err)
	}
	if len(words) > 1_000_000 {
		return Errorf(TooLarge, "This draft has grown too large to keep. Shorten the texts.")
	}
	return s.act(ctx, a, func(t *tx) error {
		var d Draft
		if err := one(t.db.Where("id = ? AND org_id = ? AND kind = ?", id, a.OrgID, kind), &d); err != nil {
			return err
		}
		if err := a.needs(kind.permission()); err != nil {
			return err
		}
		if d.UsedAt != nil {
			return Errorf(Refused, "This form has been sent and can no longer be changed.")
		}
		res := t.db.Model(&Draft{}).Where("id = ? AND used_at IS NULL", id).
			Updates(map[string]any{"data": string(words), "updated_at": t.now})
		if res.Error != nil {
			return fmt.Errorf("save draft: %w", res.Error)
		}
		return nil
	})
}

// useDraft marks a draft as filed; false when it already was, by this press's
// twin.
func (t *tx) useDraft(id string) (bool, error) {
	res := t.db.Model(&Draft{}).Where("id = ? AND used_at IS NULL", id).Updates(map[string]any{"used_at": t.now})
	if res.Error != nil {
		return false, fmt.Errorf("use draft: %w", res.Error)
	}
	return res.RowsAffected == 1, nil
}

// contactOf is the contact that a form begins with: the organisation's own, with the
// portal as the contact of record.
func contactOf(db *gorm.DB, org int64) (Contact, error) {
	var o Org
	err := one(db.Where("id = ?", org), &o)
	return Contact{Name: o.ContactName, Address: o.Address, Phone: o.Phone, Email: o.Email, Relay: true}, err
}
