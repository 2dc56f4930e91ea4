package account

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// Account is a person as operators see them.
type Account struct {
	PersonID   int64
	Name       string
	Email      string
	DisabledAt *time.Time
	CreatedAt  time.Time
	Belongs    []Belonging
}

// FindAccount finds the account with an address, for operators.
func (s *Service) FindAccount(ctx context.Context, a ipcase.Actor, email string) (Account, error) {
	clean, err := cleanEmail(email)
	if err != nil {
		return Account{}, err
	}
	return s.account(ctx, a, "email = ?", clean)
}

// ReadAccount is the account of one person, for operators.
func (s *Service) ReadAccount(ctx context.Context, a ipcase.Actor, personID int64) (Account, error) {
	return s.account(ctx, a, "id = ?", personID)
}

func (s *Service) account(ctx context.Context, a ipcase.Actor, where string, args ...any) (Account, error) {
	if !a.May(ipcase.PermOperate) {
		return Account{}, errAbsent()
	}
	var p Person
	if err := s.db.WithContext(ctx).Where(where, args...).Limit(1).Find(&p).Error; err != nil {
		return Account{}, fmt.Errorf("look for an account: %w", err)
	}
	if p.ID == 0 {
		return Account{}, errAbsent()
	}
	found := Account{PersonID: p.ID, Name: p.Name, Email: p.Email, DisabledAt: p.DisabledAt, CreatedAt: p.CreatedAt}
	var err error
	found.Belongs, err = s.Organisations(ctx, p.ID)
	return found, err
}

// DisablePerson lets nobody sign in as a person and ends every session of theirs,
// everywhere. A second press is no error.
func (s *Service) DisablePerson(ctx context.Context, a ipcase.Actor, personID int64) error {
	return s.operate(ctx, a, personID, func(c *crew, p Person) error {
		switch {
		case p.ID == a.PersonID:
			return ipcase.Errorf(ipcase.Refused, "Nobody disables their own account. Ask another operator.")
		case p.DisabledAt != nil:
			return nil
		}
		// The one who asks is an operator at this moment, so one remains.
		if err := disable(c.db, p.ID, c.now); err != nil {
			return err
		}
		if err := c.note(EventDisabled, p.ID, 0, EventData{}); err != nil {
			return err
		}
		return c.tell(letter{Kind: MailDisabled, PersonID: p.ID})
	})
}

// EnablePerson lets a person sign in again.
func (s *Service) EnablePerson(ctx context.Context, a ipcase.Actor, personID int64) error {
	return s.operate(ctx, a, personID, func(c *crew, p Person) error {
		if p.DisabledAt == nil {
			return nil
		}
		if err := c.db.Model(&Person{}).Where("id = ?", p.ID).Updates(map[string]any{"disabled_at": nil}).Error; err != nil {
			return fmt.Errorf("enable person %d: %w", p.ID, err)
		}
		return c.note(EventEnabled, p.ID, 0, EventData{})
	})
}

// operate runs an operator's deed about somebody's account.
func (s *Service) operate(ctx context.Context, a ipcase.Actor, personID int64, deed func(c *crew, p Person) error) error {
	if !a.May(ipcase.PermOperate) {
		return errAbsent()
	}
	return s.change(ctx, a, a.OrgID, true, func(c *crew) error {
		var p Person
		if err := c.db.Where("id = ?", personID).Limit(1).Find(&p).Error; err != nil {
			return fmt.Errorf("load person %d: %w", personID, err)
		}
		if p.ID == 0 {
			return errAbsent()
		}
		return deed(c, p)
	})
}

// disable ends every session of a person and lets nobody sign in as them.
func disable(db *gorm.DB, personID int64, now time.Time) error {
	err := db.Model(&Person{}).Where("id = ? AND disabled_at IS NULL", personID).Updates(map[string]any{"disabled_at": now}).Error
	if err != nil {
		return fmt.Errorf("disable person %d: %w", personID, err)
	}
	if err := giveUpTasks(db, personID); err != nil {
		return err
	}
	return endSessions(db, personID, now)
}

// giveUpTasks ends a reviewer's leases, so that what they held is free for others
// at once.
func giveUpTasks(db *gorm.DB, personID int64) error {
	for _, table := range []string{"cases", "rights", "identity_checks", "powers_of_attorney"} {
		err := db.Table(table).Where("claimed_by = ?", personID).Updates(map[string]any{"claimed_by": nil, "claimed_until": nil}).Error
		if err != nil {
			return fmt.Errorf("give up what person %d holds of %s: %w", personID, table, err)
		}
	}
	return nil
}
