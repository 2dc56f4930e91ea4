package ipcase

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// HandInIdentity is what an owner says of an identity paper.
type HandInIdentity struct {
	FormID   string
	Kind     PaperKind
	Number   string
	Country  string // ISO 3166-1 alpha-2
	IssuedOn string // 2006-01-02
}

// AddIdentityPaper keeps a file for a form that is not handed in yet. Its bytes
// lie among the papers already.
func (s *Service) AddIdentityPaper(ctx context.Context, a Actor, formID, name string, b Blob) (IdentityPaper, error) {
	if !a.MayProveIdentity() || !validFormID(formID) {
		return IdentityPaper{}, errNotFound()
	}
	var p IdentityPaper
	err := s.act(ctx, a, func(t *tx) error {
		there, err := t.identityPapers(a, formID)
		if err != nil {
			return err
		}
		for _, x := range there {
			if x.Hash == b.Hash {
				p = x
				return nil
			}
		}
		if len(there) >= MaxFiles {
			const msg = "A form holds %d files at most. Take one out, or put several pages into one PDF."
			return &Error{Kind: Invalid, Msg: msg, Args: []any{MaxFiles}, Fields: []FieldError{{Field: "paper", Msg: msg, Args: []any{MaxFiles}}}}
		}
		scan, err := t.watchPaper(b.Hash, name)
		if err != nil {
			return err
		}
		drop := t.now.Add(unfiledPaper)
		p = IdentityPaper{
			PublicID: NewID(), OrgID: a.OrgID, FormID: formID, Name: name, MIME: b.MIME, Size: b.Size, Hash: b.Hash,
			ViewHash: b.ViewHash, ViewMIME: b.ViewMIME, CreatedAt: t.now, CreatedBy: a.PersonID, DropAt: &drop, Scan: scan,
		}
		return t.insert([]*IdentityPaper{&p})
	})
	return p, err
}

// TakeOutIdentityPaper takes a file out of a form that is not handed in yet; its
// bytes are dropped by the worker.
func (s *Service) TakeOutIdentityPaper(ctx context.Context, a Actor, formID, publicID string) error {
	if !a.MayProveIdentity() || !validFormID(formID) {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		err := t.db.Model(&IdentityPaper{}).
			Where("form_id = ? AND org_id = ? AND public_id = ? AND check_id IS NULL", formID, a.OrgID, publicID).
			Updates(map[string]any{"form_id": "", "drop_at": t.now}).Error
		if err != nil {
			return fmt.Errorf("take out a paper: %w", err)
		}
		t.queued = true
		return nil
	})
}

// identityPapers are the files that a form has gathered.
func (t *tx) identityPapers(a Actor, formID string) ([]IdentityPaper, error) {
	var list []IdentityPaper
	err := t.db.Where("form_id = ? AND org_id = ? AND check_id IS NULL AND dropped_at IS NULL", formID, a.OrgID).Order("id").Find(&list).Error
	if err != nil {
		return nil, fmt.Errorf("papers of form: %w", err)
	}
	return list, nil
}

// HandInIdentity hands an identity paper to the reviewers and answers with the
// number of its check. Pressing twice hands it in once, and while one waits no
// other is taken.
func (s *Service) HandInIdentity(ctx context.Context, a Actor, in HandInIdentity) (string, error) {
	if !a.MayProveIdentity() || !validFormID(in.FormID) {
		return "", errNotFound()
	}
	var number string
	err := s.act(ctx, a, func(t *tx) error {
		var org Org // held, so that of two presses the second finds what the first did
		if err := one(t.forUpdate().Where("id = ?", a.OrgID), &org); err != nil {
			return err
		}
		var there IdentityCheck
		if err := t.db.Where("form_id = ? AND org_id = ?", in.FormID, a.OrgID).Limit(1).Find(&there).Error; err != nil {
			return fmt.Errorf("identity check of form: %w", err)
		}
		if number = there.Number; number != "" {
			return nil
		}
		switch org.Identity {
		case IdentityPending:
			return Errorf(Refused, "A paper of yours waits for a reviewer already. You are told what was found.")
		case IdentityVerified:
			return Errorf(Refused, "Your identity is verified already. There is nothing to hand in.")
		default:
		}
		var err error
		number, err = t.handIn(a, in)
		return err
	})
	return number, err
}

func (t *tx) handIn(a Actor, in HandInIdentity) (string, error) {
	papers, err := t.identityPapers(a, in.FormID)
	if err != nil {
		return "", err
	}
	for _, p := range papers {
		if p.Scan == ScanFound {
			return "", errVirus("paper", p.Name)
		}
	}
	c, err := checkIdentityInput(in, papers, t.now)
	if err != nil {
		return "", err
	}
	n, err := t.nextNumber("identity")
	if err != nil {
		return "", err
	}
	c.Number, c.OrgID, c.FormID = fmt.Sprintf("IDC-%d-%06d", t.now.Year(), n), a.OrgID, in.FormID
	c.Status, c.Version, c.CreatedAt, c.CreatedBy = IdentityPending, 1, t.now, a.PersonID
	if err := t.insert([]*IdentityCheck{&c}); err != nil {
		return "", err
	}
	err = t.db.Model(&IdentityPaper{}).Where("form_id = ? AND org_id = ? AND check_id IS NULL AND dropped_at IS NULL", in.FormID, a.OrgID).
		Updates(map[string]any{"check_id": c.ID, "drop_at": nil}).Error
	if err != nil {
		return "", fmt.Errorf("hand in papers: %w", err)
	}
	if err := t.setIdentity(a.OrgID, IdentityPending, nil); err != nil {
		return "", err
	}
	hashes := make([]string, len(papers))
	for k, p := range papers {
		hashes[k] = p.Hash
	}
	return c.Number, t.recordIdentity(&c, a, EventIdentityHandedIn, EventData{Number: c.Number, Code: string(c.Kind), Hashes: hashes})
}

// setIdentity keeps what is known of an organisation where every deed looks.
func (t *tx) setIdentity(org int64, to IdentityStatus, at *time.Time) error {
	err := t.db.Model(&Org{}).Where("id = ?", org).Updates(map[string]any{"identity": to, "identity_at": at}).Error
	if err != nil {
		return fmt.Errorf("identity of organisation %d: %w", org, err)
	}
	return nil
}

// checkIdentityInput turns what was typed into a check, or says all that is wrong.
func checkIdentityInput(in HandInIdentity, papers []IdentityPaper, now time.Time) (IdentityCheck, error) {
	var p problems
	c := IdentityCheck{Kind: in.Kind, PaperNumber: strings.TrimSpace(in.Number), Country: in.Country}
	if !contains(PaperKinds(), in.Kind) {
		p.add("kind", "Choose which paper you hand in.")
	}
	checkText(&p, "number", "Enter the number that is printed on the paper.", c.PaperNumber, 80, true)
	if !IsCountry(in.Country) {
		p.add("country", "Choose the country that issued the paper.")
	}
	issued, err := time.Parse(time.DateOnly, in.IssuedOn)
	switch {
	case err != nil || issued.Year() < 1900:
		p.add("issued_on", "Enter the day on which the paper was issued, like 2024-03-31.")
	case issued.After(now.Add(24 * time.Hour)):
		p.add("issued_on", "This day has not come yet. Enter the day that is printed on the paper.")
	}
	c.IssuedOn = issued
	if len(papers) == 0 {
		p.add("paper", "Add a picture or a PDF of the paper.")
	}
	return c, p.err()
}

// recordIdentity writes an event of a check's own chain and moves its head.
func (t *tx) recordIdentity(c *IdentityCheck, a Actor, kind EventKind, data EventData) error {
	e, err := t.event("identity:"+c.Number, c.EventSeq, c.EventHash, a, kind, false, data)
	if err != nil {
		return err
	}
	e.Hash = HashEvent(e)
	if err := t.insert([]*Event{&e}); err != nil {
		return err
	}
	res := t.db.Model(&IdentityCheck{}).Where("id = ? AND event_seq = ?", c.ID, c.EventSeq).
		Updates(map[string]any{"event_seq": e.Seq, "event_hash": e.Hash})
	if res.Error != nil {
		return fmt.Errorf("chain of %s: %w", c.Number, res.Error)
	}
	if res.RowsAffected != 1 {
		return Errorf(Stale, "Somebody has checked this identity already. Look at it as it is now.")
	}
	c.EventSeq, c.EventHash = e.Seq, e.Hash
	return nil
}
