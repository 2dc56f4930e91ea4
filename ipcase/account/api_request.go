package account

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"ipportal/ipcase"
)

// APIRequest is a request of a program under an idempotency key, and its answer once
// there is one.
type APIRequest struct {
	ID              int64
	KeyID           int64
	PersonID        int64
	IdempotencyHash string
	RequestHash     string // of the method, the address and the body
	DraftID         string // the form that it fills
	BegunAt         time.Time
	DoneAt          *time.Time // nil: it is being carried out
	Status          int
	Header          map[string]string `gorm:"serializer:json"`
	Body            string
}

// TableName fixes the table.
func (APIRequest) TableName() string { return "api_requests" }

// How long an answer is kept, and after which time a request that was never answered
// belongs to a process that died.
const (
	APIRequestLife  = 24 * time.Hour
	apiRequestLease = 2 * time.Minute
)

// APIAsked is how a request under an idempotency key stands.
type APIAsked int

// The cases: it is new and now to be carried out; it was answered, and that is its
// answer; it is being carried out; or the key was used for another request.
const (
	APINew APIAsked = iota
	APIAnswered
	APIRunning
	APIOther
)

// BeginAPIRequest takes an idempotency key for a request. Of several at once exactly
// one is told that it is new.
func (s *Service) BeginAPIRequest(ctx context.Context, key APIKey, idempotencyKey, requestHash string) (r APIRequest, how APIAsked, err error) {
	now := s.clock.Now()
	hash := hashID(idempotencyKey)
	err = s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		if err := db.Where("begun_at <= ?", now.Add(-APIRequestLife)).Delete(&APIRequest{}).Error; err != nil {
			return fmt.Errorf("drop old answers: %w", err)
		}
		r = APIRequest{
			KeyID: key.ID, PersonID: key.PersonID, IdempotencyHash: hash, RequestHash: requestHash, DraftID: ipcase.NewID(), BegunAt: now, Header: map[string]string{},
		}
		res := db.Clauses(clause.OnConflict{DoNothing: true}).Create(&r)
		if res.Error != nil {
			return fmt.Errorf("take an idempotency key: %w", res.Error)
		}
		if res.RowsAffected == 1 {
			how = APINew
			return nil
		}
		r = APIRequest{}
		if err := db.Where("key_id = ? AND idempotency_hash = ?", key.ID, hash).Take(&r).Error; err != nil {
			return fmt.Errorf("read an idempotency key: %w", err)
		}
		switch {
		case r.RequestHash != requestHash:
			how = APIOther
		case r.DoneAt != nil:
			how = APIAnswered
		default:
			how, err = s.takeOver(db, &r, now)
			return err
		}
		return nil
	})
	return r, how, err
}

// takeOver gives a request whose process died to whoever asks next.
func (s *Service) takeOver(db *gorm.DB, r *APIRequest, now time.Time) (APIAsked, error) {
	res := db.Model(&APIRequest{}).Where("id = ? AND done_at IS NULL AND begun_at = ? AND begun_at <= ?", r.ID, r.BegunAt, now.Add(-apiRequestLease)).
		Updates(map[string]any{"begun_at": now})
	if res.Error != nil {
		return 0, fmt.Errorf("take over request %d: %w", r.ID, res.Error)
	}
	if res.RowsAffected == 0 {
		return APIRunning, nil
	}
	r.BegunAt = now
	return APINew, nil
}

// KeepDraftOfRequest writes down which draft a request fills, before it is filed.
func (s *Service) KeepDraftOfRequest(ctx context.Context, r APIRequest, draft string) error {
	err := s.db.WithContext(ctx).Model(&APIRequest{}).Where("id = ?", r.ID).Updates(map[string]any{"draft_id": draft}).Error
	if err != nil {
		return fmt.Errorf("keep the draft of request %d: %w", r.ID, err)
	}
	return nil
}

// EndAPIRequest keeps the answer.
func (s *Service) EndAPIRequest(ctx context.Context, r APIRequest) error {
	now := s.clock.Now()
	r.DoneAt = &now
	err := s.db.WithContext(ctx).Model(&APIRequest{}).Where("id = ? AND done_at IS NULL", r.ID).
		Select("done_at", "status", "header", "body").Updates(&r).Error
	if err != nil {
		return fmt.Errorf("keep the answer to request %d: %w", r.ID, err)
	}
	return nil
}

// ForgetAPIRequest lets a request be made again: its answer was a fault of ours, or
// that it came too often.
func (s *Service) ForgetAPIRequest(ctx context.Context, r APIRequest) error {
	err := s.db.WithContext(ctx).Where("id = ? AND done_at IS NULL", r.ID).Delete(&APIRequest{}).Error
	if err != nil {
		return fmt.Errorf("forget request %d: %w", r.ID, err)
	}
	return nil
}
