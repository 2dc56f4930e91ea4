package ipcase

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// SetPeakDays is days before a sales event, to be guarded.
type SetPeakDays struct {
	FormID string
	Name   string // of the event
	From   string // 2006-01-02, in the platform's zone
	Until  string // the last day
}

// maxPeakDays is how long one guarded time can be.
const maxPeakDays = 60

// SetPeakDays guards days. An operator's deed; pressing twice sets them once.
func (s *Service) SetPeakDays(ctx context.Context, a Actor, in SetPeakDays) error {
	if !a.May(PermOperate) {
		return errNotFound()
	}
	err := s.act(ctx, a, func(t *tx) error {
		var p problems
		checkText(&p, "name", "Enter the name of the sales event.", in.Name, MaxShortText, true)
		from, fromErr := time.Parse(time.DateOnly, in.From)
		until, untilErr := time.Parse(time.DateOnly, in.Until)
		if fromErr != nil {
			p.add("from", "Enter the first day, like 2026-11-01.")
		}
		switch {
		case untilErr != nil:
			p.add("until", "Enter the last day, like 2026-11-11.")
		case fromErr == nil && until.Before(from):
			p.add("until", "The last day is before the first. Correct one of them.")
		case fromErr == nil && until.Sub(from) >= maxPeakDays*24*time.Hour:
			p.add("until", "Guard %d days at most. Shorten them.", maxPeakDays)
		case until.Before(t.today()):
			p.add("until", "This day is over. Enter a day to come.")
		}
		if err := p.err(); err != nil {
			return err
		}
		if !validFormID(in.FormID) {
			return errNotFound()
		}
		return t.insert([]*PeakDays{{FormID: in.FormID, Name: in.Name, FromDay: from, UntilDay: until, SetAt: t.now, SetBy: a.PersonID}})
	})
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return nil // the other press of the same button
	}
	return err
}

// EndPeakDays ends guarded days before their time. What was filed in them stays
// guarded. Pressing twice ends them once.
func (s *Service) EndPeakDays(ctx context.Context, a Actor, id int64) error {
	if !a.May(PermOperate) {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		var p PeakDays
		if err := one(t.forUpdate().Where("id = ?", id), &p); err != nil || p.EndedAt != nil {
			return err
		}
		return t.db.Model(&PeakDays{}).Where("id = ?", id).Updates(map[string]any{"ended_at": t.now, "ended_by": a.PersonID}).Error
	})
}

// ReadPeakDays is the guarded days, the latest first.
func (s *Service) ReadPeakDays(ctx context.Context, a Actor) ([]PeakDays, error) {
	if !a.May(PermOperate) {
		return nil, errNotFound()
	}
	var all []PeakDays
	if err := s.read(ctx).Order("until_day DESC, id DESC").Limit(100).Find(&all).Error; err != nil {
		return nil, fmt.Errorf("guarded days: %w", err)
	}
	return all, nil
}
