package ipcase

import (
	"context"
	"errors"
	"fmt"
	"net/mail"
	"strings"
	"time"

	"gorm.io/gorm"
)

// RecordFlagger is what somebody of the platform writes down of a trusted flagger.
type RecordFlagger struct {
	FormID      string
	OrgID       int64
	Coordinator string
	Country     string // ISO 3166-1 alpha-2
	Reference   string
	Email       string // the coordinator's, for reports; may be empty
	From        string // 2006-01-02
	Until       string // 2006-01-02; empty: until it is ended
}

// keepsFlaggers: operators and senior reviewers.
func (a Actor) keepsFlaggers() bool { return a.May(PermOperate) || a.May(PermSevere) }

// RecordFlagger records that a rights holder is a trusted flagger. Pressing twice
// records it once.
func (s *Service) RecordFlagger(ctx context.Context, a Actor, in RecordFlagger) (string, error) {
	if !a.keepsFlaggers() || !validFormID(in.FormID) {
		return "", errNotFound()
	}
	var number string
	err := s.act(ctx, a, func(t *tx) error {
		var there TrustedFlagger
		if err := t.db.Where("form_id = ?", in.FormID).Limit(1).Find(&there).Error; err != nil || there.ID != 0 {
			number = there.Number
			return err
		}
		f, err := t.checkFlagger(in)
		if err != nil {
			return err
		}
		n, err := t.nextNumber("flagger")
		if err != nil {
			return err
		}
		f.Number, f.RecordedAt, f.RecordedBy = fmt.Sprintf("TF-%d-%06d", t.now.Year(), n), t.now, a.PersonID
		texts, salts, err := commit(f.texts())
		if err != nil {
			return err
		}
		f.Salts, number = salts, f.Number
		e, err := t.flaggerEvent(&f, a, EventFlaggerRecorded, EventData{Number: f.Number, Texts: texts})
		if err != nil {
			return err
		}
		if err := t.insert([]*TrustedFlagger{&f}); err != nil {
			return err
		}
		return t.insert([]*Event{&e})
	})
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return "", fieldProblem("org", "This rights holder is recorded as a trusted flagger already. End that record first.")
	}
	return number, err
}

func (t *tx) checkFlagger(in RecordFlagger) (TrustedFlagger, error) {
	var p problems
	f := TrustedFlagger{FormID: in.FormID, OrgID: in.OrgID, Coordinator: in.Coordinator, Country: in.Country, Reference: in.Reference, CoordinatorEmail: strings.TrimSpace(in.Email)}
	var org []Org
	if err := t.db.Where("id = ? AND kind = ? AND NOT unregistered", in.OrgID, PartyHolder).Limit(1).Find(&org).Error; err != nil {
		return f, fmt.Errorf("look for the flagger: %w", err)
	}
	if len(org) == 0 {
		p.add("org", "Choose the rights holder.")
	}
	checkText(&p, "coordinator", "Enter the name of the Digital Services Coordinator.", in.Coordinator, MaxShortText, true)
	if !contains(euMembers, in.Country) {
		p.add("country", "Choose the member state of the coordinator.")
	}
	checkText(&p, "reference", "Enter the reference of the coordinator’s decision.", in.Reference, MaxShortText, true)
	if to := f.CoordinatorEmail; to != "" {
		if parsed, err := mail.ParseAddress(to); err != nil || parsed.Address != to || len(to) > 254 {
			p.add("email", "Enter the coordinator’s mail address, like name@example.com, or leave it empty.")
		}
	}
	from, err := time.Parse(time.DateOnly, in.From)
	if err != nil {
		p.add("from", "Enter the first day, like 2026-03-31.")
	}
	f.FromDay = from
	if in.Until != "" {
		until, err := time.Parse(time.DateOnly, in.Until)
		switch {
		case err != nil:
			p.add("until", "Enter the last day, like 2027-03-31, or leave it empty.")
		case until.Before(from):
			p.add("until", "The last day is before the first. Check both days.")
		}
		f.UntilDay = &until
	}
	return f, p.err()
}

// EndFlagger ends a record: the coordinator suspended or revoked the status. A second
// press is no error.
func (s *Service) EndFlagger(ctx context.Context, a Actor, number string) error {
	return s.withFlagger(ctx, a, number, func(t *tx, f TrustedFlagger) error {
		if f.EndedAt != nil {
			return nil
		}
		return t.changeFlagger(f, a, EventFlaggerEnded, EventData{Number: f.Number}, map[string]any{"ended_at": t.now, "ended_by": a.PersonID})
	})
}

func (s *Service) withFlagger(ctx context.Context, a Actor, number string, deed func(t *tx, f TrustedFlagger) error) error {
	if !a.keepsFlaggers() {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		var f TrustedFlagger
		if err := one(t.forUpdate().Where("number = ?", number), &f); err != nil {
			return err
		}
		return deed(t, f)
	})
}

// changeFlagger changes a record and writes the event that says so.
func (t *tx) changeFlagger(f TrustedFlagger, a Actor, kind EventKind, data EventData, set map[string]any) error {
	before := f.EventSeq
	e, err := t.flaggerEvent(&f, a, kind, data)
	if err != nil {
		return err
	}
	set["event_seq"], set["event_hash"] = f.EventSeq, f.EventHash
	if err := changedOne(t.db.Model(&TrustedFlagger{}).Where("id = ? AND event_seq = ?", f.ID, before).Updates(set)); err != nil {
		return err
	}
	return t.insert([]*Event{&e})
}

func (t *tx) flaggerEvent(f *TrustedFlagger, a Actor, kind EventKind, data EventData) (Event, error) {
	e, err := t.event("flagger:"+f.Number, f.EventSeq, f.EventHash, a, kind, false, data)
	if err != nil {
		return e, err
	}
	e.Hash = HashEvent(e)
	f.EventSeq, f.EventHash = e.Seq, e.Hash
	return e, nil
}

// flagging is the record under which an organisation files today; nil for others.
func (t *tx) flagging(org int64) (*int64, error) {
	var open []TrustedFlagger
	if err := t.db.Where("org_id = ? AND ended_at IS NULL", org).Limit(1).Find(&open).Error; err != nil {
		return nil, fmt.Errorf("whether %d is a trusted flagger: %w", org, err)
	}
	if len(open) == 0 || !open[0].Holds(t.today()) {
		return nil, nil //nolint:nilnil // it is none
	}
	return &open[0].ID, nil
}
