package account

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
)

// crew is an organisation while who belongs to it is being changed: whoever
// changes it waits for the one before, and looks again at who they are.
type crew struct {
	*Service
	db     *gorm.DB
	now    time.Time
	org    ipcase.Org
	by     int64      // who acts; 0: nobody signed in
	me     Membership // theirs; empty where they do not belong yet
	posted bool       // a letter was written: wake the worker after the commit
}

// change runs a deed about the people of an organisation in one transaction. With
// manage, who acts must be an owner or operator at that moment, whatever the
// session said when the request came in.
func (s *Service) change(ctx context.Context, a ipcase.Actor, orgID int64, manage bool, deed func(c *crew) error) error {
	c := &crew{Service: s, now: ipcase.Moment(s.clock.Now())}
	err := s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		c.db = db
		res := db.Table("orgs").Where("id = ?", orgID).Updates(map[string]any{"people_version": gorm.Expr("people_version + 1")})
		if res.Error != nil {
			return fmt.Errorf("take organisation %d: %w", orgID, res.Error)
		}
		if res.RowsAffected == 0 {
			return errAbsent()
		}
		if err := db.Where("id = ?", orgID).Take(&c.org).Error; err != nil {
			return fmt.Errorf("load organisation %d: %w", orgID, err)
		}
		if err := c.acting(a.PersonID, manage); err != nil {
			return err
		}
		if manage && !slices.Contains(ipcase.Permissions(c.org.Kind, c.me.Role, c.me.May), ipcase.PermManage) {
			return a.Lacks(ipcase.PermManage)
		}
		return deed(c)
	})
	if err == nil && c.posted {
		s.wake()
	}
	return err
}

// errAbsent is the one answer to what is not there and to what is not theirs.
func errAbsent() error {
	return ipcase.Errorf(ipcase.NotFound, "There is no such page, or it is not yours to see.")
}

// acting finds who acts: they must not have been disabled meanwhile, and belong to
// the organisation where the deed is about its people.
func (c *crew) acting(personID int64, belongs bool) error {
	var here int64
	if err := c.db.Model(&Person{}).Where("id = ? AND disabled_at IS NULL", personID).Count(&here).Error; err != nil {
		return fmt.Errorf("load person %d: %w", personID, err)
	}
	if here == 0 && personID != 0 {
		return errAbsent()
	}
	me, err := c.member(personID)
	if err != nil && (belongs || ipcase.KindOf(err) != ipcase.NotFound) {
		return err
	}
	c.me, c.by = me, personID
	return nil
}

// member is somebody's membership of the organisation, as it now is.
func (c *crew) member(personID int64) (Membership, error) {
	var m Membership
	err := c.db.Where("org_id = ? AND person_id = ? AND ended_at IS NULL", c.org.ID, personID).Take(&m).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return Membership{}, errAbsent()
	}
	if err != nil {
		return Membership{}, fmt.Errorf("load membership of person %d in organisation %d: %w", personID, c.org.ID, err)
	}
	return m, nil
}

// chief is the role without which an organisation cannot be.
func (c *crew) chief() ipcase.Role {
	if c.org.Kind == ipcase.PartyPlatform {
		return ipcase.RoleOperator
	}
	return ipcase.RoleOwner
}

// lastChief says whether nobody but this person can look after the organisation.
func (c *crew) lastChief(personID int64) (bool, error) {
	var others int64
	err := c.db.Table("memberships").Joins("JOIN people ON people.id = memberships.person_id AND people.disabled_at IS NULL").
		Where("memberships.org_id = ? AND memberships.role = ? AND memberships.ended_at IS NULL AND memberships.person_id <> ?", c.org.ID, c.chief(), personID).
		Count(&others).Error
	if err != nil {
		return false, fmt.Errorf("count who looks after organisation %d: %w", c.org.ID, err)
	}
	return others == 0, nil
}

// set gives a member another role, unless somebody changed it first.
func (c *crew) set(m Membership, role ipcase.Role, may ipcase.Granted) error {
	if role != ipcase.RoleMember {
		may = ipcase.Granted{}
	}
	res := c.db.Model(&Membership{}).Where("id = ? AND version = ? AND ended_at IS NULL", m.ID, m.Version).Updates(map[string]any{
		"role": role, "may_file": may.File, "may_answer": may.Answer, "may_delete": may.Delete, "version": m.Version + 1,
	})
	if res.Error != nil {
		return fmt.Errorf("change membership %d: %w", m.ID, res.Error)
	}
	if res.RowsAffected == 0 {
		return errMoved()
	}
	if !slices.Contains(ipcase.Permissions(c.org.Kind, role, may), ipcase.PermReview) {
		return giveUpTasks(c.db, m.PersonID)
	}
	return nil
}

func errMoved() error {
	return ipcase.Errorf(ipcase.Stale, "Somebody else changed this a moment ago. Look at it as it is now, and choose again.")
}

// note records what was done in the organisation by who acts.
func (c *crew) note(kind EventKind, about, link int64, data EventData) error {
	e := Event{Kind: kind, OrgID: &c.org.ID, Data: data}
	if c.by != 0 {
		e.ByID = &c.by
	}
	if about != 0 {
		e.AboutID = &about
	}
	if link != 0 {
		e.LinkID = &link
	}
	return c.record(c.db, e)
}

// tell writes a letter, which is sent after the commit.
func (c *crew) tell(l letter) error {
	c.posted = true
	return c.post(c.db, l)
}

// TeamMember is a person of an organisation, for the list of its people.
type TeamMember struct {
	PersonID   int64
	Name       string
	Email      string
	Role       ipcase.Role
	May        ipcase.Granted `gorm:"embedded;embeddedPrefix:may_"`
	Version    int
	CreatedAt  time.Time
	UsedAt     *time.Time
	DisabledAt *time.Time
	Sessions   int // that are open now
}

// Team is the people of an organisation, and who was asked to come.
type Team struct {
	Members     []TeamMember
	Invitations []OpenInvitation // for those who may invite
	Offer       *OpenOffer       // of the ownership, for owners and the one it is made to
}

// ReadTeam lists the people of the actor's own organisation.
func (s *Service) ReadTeam(ctx context.Context, a ipcase.Actor) (Team, error) {
	var t Team
	if !a.May(ipcase.PermSee) {
		return t, errAbsent()
	}
	now := s.clock.Now()
	err := s.db.WithContext(ctx).Table("memberships").
		Select(`memberships.*, people.name AS name, people.email AS email, people.disabled_at AS disabled_at, (
			SELECT COUNT(*) FROM sessions WHERE sessions.person_id = memberships.person_id AND sessions.org_id = memberships.org_id
			AND sessions.ended_at IS NULL AND sessions.expires_at > ? AND sessions.seen_at > ?) AS sessions`, now, now.Add(-SessionIdle)).
		Joins("JOIN people ON people.id = memberships.person_id").
		Where("memberships.org_id = ? AND memberships.ended_at IS NULL", a.OrgID).
		Order("memberships.id").Limit(listLimit).Find(&t.Members).Error
	if err != nil {
		return t, fmt.Errorf("list the people of organisation %d: %w", a.OrgID, err)
	}
	if !a.May(ipcase.PermManage) {
		for n := range t.Members { // colleagues see who belongs, and no more
			t.Members[n].Email, t.Members[n].UsedAt, t.Members[n].Sessions = "", nil, 0
		}
		return t, nil
	}
	if t.Invitations, err = s.openInvitations(ctx, a.OrgID); err != nil {
		return t, err
	}
	t.Offer, err = s.openOffer(ctx, a.OrgID)
	return t, err
}

// ReadMember is one person of an organisation, for who looks after it.
func (s *Service) ReadMember(ctx context.Context, a ipcase.Actor, personID int64) (TeamMember, Team, error) {
	t, err := s.ReadTeam(ctx, a)
	if err != nil {
		return TeamMember{}, t, err
	}
	for _, m := range t.Members {
		if m.PersonID != personID {
			continue
		}
		if !a.May(ipcase.PermManage) {
			return TeamMember{}, t, a.Lacks(ipcase.PermManage)
		}
		return m, t, nil
	}
	return TeamMember{}, t, errAbsent()
}
