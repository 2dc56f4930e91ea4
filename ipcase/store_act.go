package ipcase

import (
	"context"
	"fmt"

	"gorm.io/gorm/clause"
)

// act runs somebody's deed in one transaction, and looks there again at who they
// are: what was theirs to do when they asked may have been taken away since.
func (s *Service) act(ctx context.Context, a Actor, deed func(t *tx) error) error {
	return s.inTx(ctx, func(t *tx) error {
		if err := t.stillMay(a); err != nil {
			return err
		}
		return deed(t)
	})
}

// stillMay refuses where somebody has been disabled, does not belong to the
// organisation any more, or has lost a permission. On PostgreSQL the rows that say
// so are held until the commit, so that whatever takes something away comes either
// before the deed, which then is refused, or after it; SQLite's write transactions
// stand in line.
func (t *tx) stillMay(a Actor) error {
	var now struct {
		Role Role
		May  Granted `gorm:"embedded;embeddedPrefix:may_"`
	}
	q := t.db.Table("memberships")
	if t.db.Name() == "postgres" {
		q = q.Clauses(clause.Locking{Strength: clause.LockingStrengthShare})
	}
	err := q.Select("memberships.role, memberships.may_file, memberships.may_answer, memberships.may_delete").
		Joins("JOIN people ON people.id = memberships.person_id").
		Where("memberships.person_id = ? AND memberships.org_id = ? AND memberships.ended_at IS NULL AND people.disabled_at IS NULL", a.PersonID, a.OrgID).
		Limit(1).Find(&now).Error
	if err != nil {
		return fmt.Errorf("look again at person %d of organisation %d: %w", a.PersonID, a.OrgID, err)
	}
	held := Actor{Party: a.Party, Role: now.Role, Granted: now.May}
	for _, p := range Permissions(a.Party, a.Role, a.Granted) {
		if !held.May(p) {
			return Errorf(Refused, "What you may do here was changed a moment ago, so nothing was done. Open the page again.")
		}
	}
	return nil
}
