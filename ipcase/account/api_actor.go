package account

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// APIActor finds for whom a key acts, as they are at this moment; ok is false for a
// key that is unknown, ended or too old, and for one whose person was disabled, has
// left, or may not make keys any more.
func (s *Service) APIActor(ctx context.Context, secret string) (a ipcase.Actor, key APIKey, ok bool, err error) {
	if len(secret) != len(LivePrefix)+keyLetters || !strings.HasPrefix(secret, LivePrefix) && !strings.HasPrefix(secret, SandboxPrefix) {
		return a, key, false, nil
	}
	now := s.clock.Now()
	db := s.db.WithContext(ctx)
	err = db.Where("hash = ? AND ended_at IS NULL AND expires_at > ?", hashID(secret), now).Take(&key).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return a, APIKey{}, false, nil
	}
	if err != nil {
		return a, key, false, fmt.Errorf("look up a key: %w", err)
	}
	var r sessionRow
	err = db.Table("memberships").
		Select(`people.id AS person_id, orgs.id AS org_id, memberships.role AS role, orgs.kind AS party, people.name AS person_name, orgs.name AS org_name,
			memberships.may_file AS may_file, memberships.may_answer AS may_answer, memberships.may_delete AS may_delete,
			people.lang AS lang, people.zone AS zone, orgs.is_agent AS is_agent, orgs.unregistered AS unregistered`).
		Joins("JOIN people ON people.id = memberships.person_id AND people.disabled_at IS NULL").
		Joins("JOIN orgs ON orgs.id = memberships.org_id").
		Where("memberships.person_id = ? AND memberships.org_id = ? AND memberships.ended_at IS NULL", key.PersonID, key.OrgID).
		Take(&r).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return a, key, false, nil
	}
	if err != nil {
		return a, key, false, fmt.Errorf("look up who made a key: %w", err)
	}
	a = ipcase.Actor{
		PersonID: r.PersonID, OrgID: r.OrgID, Party: r.Party, Role: r.Role, Granted: r.May,
		Name: r.PersonName, OrgName: r.OrgName, Owner: r.PersonName, Lang: r.Lang, Zone: r.Zone, Agent: r.IsAgent, Unregistered: r.Unregistered,
	}
	if APIScopes(a) == nil {
		return a, key, false, nil
	}
	if key.UsedAt == nil || now.Sub(*key.UsedAt) >= keySeenEvery {
		if err := db.Model(&APIKey{}).Where("id = ?", key.ID).Updates(map[string]any{"used_at": now}).Error; err != nil {
			return a, key, false, fmt.Errorf("note the use of a key: %w", err)
		}
	}
	return narrowed(a, key), key, true, nil
}

// narrowed is an actor with what the key was made for and nothing more: an owner's
// key acts as a member to whom its scopes were given, a senior reviewer's as a
// reviewer's.
func narrowed(a ipcase.Actor, key APIKey) ipcase.Actor {
	if a.Party == ipcase.PartyPlatform {
		a.Role = ipcase.RoleReviewer
		return a
	}
	may := ipcase.Permissions(a.Party, a.Role, a.Granted)
	var granted ipcase.Granted
	for _, p := range key.Scopes {
		if slices.Contains(may, p) {
			granted = granted.Grant(p)
		}
	}
	a.Role, a.Granted = ipcase.RoleMember, granted
	return a
}
