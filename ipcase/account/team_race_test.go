package account

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// house is an organisation with people, for tests of who belongs to it.
type house struct {
	*Service
	t     *testing.T
	db    *database.DB
	clock *ipcasetest.Clock
	org   ipcase.Org
}

func newHouse(t *testing.T, db *database.DB) *house {
	t.Helper()
	s, clock, p, org := setUp(t, db)
	if err := ipcasetest.AsOwner(t, db).Gorm.Exec("DELETE FROM memberships WHERE person_id = ?", p.ID).Error; err != nil {
		t.Fatal(err)
	}
	return &house{Service: s, t: t, db: db, clock: clock, org: org}
}

// join adds somebody and answers with them as an actor.
func (h *house) join(name string, role ipcase.Role, may ...ipcase.Permission) ipcase.Actor {
	h.t.Helper()
	p, err := h.AddPerson(h.t.Context(), NewPerson{Email: name + "@haiyun.example", Name: name, Zone: h.org.Zone})
	if err == nil {
		err = h.AddMembership(h.t.Context(), p.ID, h.org.ID, role, may...)
	}
	if err != nil {
		h.t.Fatal(err)
	}
	return h.now(p.ID)
}

// now is a person as their next request would see them.
func (h *house) now(personID int64) ipcase.Actor {
	h.t.Helper()
	a := ipcase.Actor{PersonID: personID, OrgID: h.org.ID, Party: h.org.Kind, OrgName: h.org.Name, Name: fmt.Sprint(personID)}
	var m Membership
	h.db.Gorm.Where("person_id = ? AND org_id = ? AND ended_at IS NULL", personID, h.org.ID).Limit(1).Find(&m)
	a.Role, a.Granted = m.Role, m.May
	return a
}

func (h *house) owners() int64 {
	h.t.Helper()
	var n int64
	err := h.db.Gorm.Table("memberships").Where("org_id = ? AND role = 'owner' AND ended_at IS NULL", h.org.ID).Count(&n).Error
	if err != nil {
		h.t.Fatal(err)
	}
	return n
}

func (h *house) token(kind LinkKind) string {
	h.t.Helper()
	var l Link
	if err := h.db.Gorm.Where("kind = ? AND used_at IS NULL", kind).Order("id DESC").Take(&l).Error; err != nil {
		h.t.Fatal(err)
	}
	token, err := h.keys.Open(sealedLink, l.Sealed)
	if err != nil {
		h.t.Fatal(err)
	}
	return string(token)
}

// atOnce runs deeds at once and answers with what became of each.
func atOnce(deeds ...func() error) []error {
	results := make([]error, len(deeds))
	start := make(chan struct{})
	var group sync.WaitGroup
	for n, do := range deeds {
		group.Go(func() {
			<-start
			results[n] = do()
		})
	}
	close(start)
	group.Wait()
	return results
}

// won counts the deeds that were done; every other must have been refused with a
// sentence.
func won(t *testing.T, results []error) int {
	t.Helper()
	n := 0
	for _, err := range results {
		var refused *ipcase.Error
		switch {
		case err == nil:
			n++
		case !errors.As(err, &refused):
			t.Errorf("%v", err)
		}
	}
	return n
}

// Two owners who lower each other, or put each other out, at once: one wins, and
// an owner remains.
func TestOwnersAgainstEachOther(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		h := newHouse(t, db)
		ctx := t.Context()
		for round := range 10 {
			a, b := h.join(fmt.Sprintf("a%d", round), ipcase.RoleOwner), h.join(fmt.Sprintf("b%d", round), ipcase.RoleOwner)
			h.leaveOnly(a, b)
			lower := func(by, who ipcase.Actor) func() error {
				return func() error {
					if round%2 == 0 {
						return h.EndMembership(ctx, by, who.PersonID)
					}
					return h.ChangeRole(ctx, by, ChangeRole{PersonID: who.PersonID, Version: 1, Role: ipcase.RoleViewer})
				}
			}
			if n := won(t, atOnce(lower(a, b), lower(b, a))); n != 1 || h.owners() != 1 {
				t.Errorf("round %d: %d of two won, and %d owners remain", round, n, h.owners())
			}
		}
	})
}

// leaveOnly puts everybody out whom a round before has left.
func (h *house) leaveOnly(keep ...ipcase.Actor) {
	h.t.Helper()
	q := h.db.Gorm.Exec("UPDATE memberships SET ended_at = ? WHERE org_id = ? AND person_id NOT IN ?", h.clock.Now(), h.org.ID, []int64{keep[0].PersonID, keep[len(keep)-1].PersonID})
	if q.Error != nil {
		h.t.Fatal(q.Error)
	}
}

// Two owners leave at once: one stays. An invitation that is accepted several
// times at once makes one member. Whoever accepts the ownership while leaving is
// an owner or gone, and the organisation has one.
func TestTeamRaces(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		h := newHouse(t, db)
		ctx := t.Context()
		a, b := h.join("ann", ipcase.RoleOwner), h.join("bob", ipcase.RoleOwner)
		if n := won(t, atOnce(func() error { _, err := h.Leave(ctx, a, ""); return err }, func() error { _, err := h.Leave(ctx, b, ""); return err })); n != 1 || h.owners() != 1 {
			t.Fatalf("%d of two left, and %d owners remain", n, h.owners())
		}
		owner := a
		if h.now(a.PersonID).Role == "" {
			owner = b
		}
		if err := h.Invite(ctx, owner, Invite{Name: "Cai", Email: "cai@haiyun.example", Role: ipcase.RoleMember, May: ipcase.GrantedAll()}); err != nil {
			t.Fatal(err)
		}
		token := h.token(LinkInvitation)
		join := func() error {
			_, _, err := h.JoinByInvitation(ctx, token, NewPerson{Name: "Cai", Password: good})
			return err
		}
		if n := won(t, atOnce(join, join, join, join)); n != 1 {
			t.Errorf("%d of four joined by the same invitation", n)
		}
		var cai Person
		if err := db.Gorm.Where("email = ?", "cai@haiyun.example").Take(&cai).Error; err != nil {
			t.Fatal(err)
		}
		for range 10 {
			c := h.now(cai.ID)
			if err := h.OfferOwnership(ctx, owner, cai.ID, false); err != nil {
				t.Fatal(err)
			}
			token := h.token(LinkOwnership)
			n := won(t, atOnce(
				func() error { _, err := h.AcceptOwnership(ctx, c, token); return err },
				func() error { _, err := h.Leave(ctx, c, ""); return err },
				func() error { return h.EndMembership(ctx, owner, cai.ID) },
			))
			if h.owners() < 1 {
				t.Fatalf("nobody owns the organisation, after %d deeds", n)
			}
			h.restore(owner, cai.ID)
		}
	})
}

// restore makes one the owner and the other a member again.
func (h *house) restore(owner ipcase.Actor, other int64) {
	h.t.Helper()
	for _, q := range []string{
		fmt.Sprintf("UPDATE memberships SET role = 'owner', ended_at = NULL WHERE person_id = %d", owner.PersonID),
		fmt.Sprintf("UPDATE memberships SET role = 'member', ended_at = NULL WHERE person_id = %d", other),
		"UPDATE links SET used_at = created_at, sealed = '' WHERE used_at IS NULL",
	} {
		if err := h.db.Gorm.Exec(q).Error; err != nil {
			h.t.Fatal(err)
		}
	}
}

// Whatever people do to each other, in any order and at once, somebody looks
// after the organisation, nobody has a role of another kind of organisation, and
// each change is on record.
func TestNeverWithoutOwner(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		h := newHouse(t, db)
		people := []int64{h.join("p0", ipcase.RoleOwner).PersonID}
		for n := 1; n < 5; n++ {
			people = append(people, h.join(fmt.Sprintf("p%d", n), ipcase.RolesOf(ipcase.PartySeller)[n%3], ipcase.PermAnswer).PersonID)
		}
		random := rand.New(rand.NewPCG(7, 7)) // the same each time
		ctx := t.Context()
		for range 60 {
			var deeds []func() error
			for range 3 {
				by, who, kind := h.now(people[random.IntN(5)]), people[random.IntN(5)], random.IntN(5)
				role := ipcase.RolesOf(ipcase.PartySeller)[random.IntN(3)]
				var m Membership
				db.Gorm.Where("person_id = ?", who).Limit(1).Find(&m)
				deeds = append(deeds, func() error {
					switch kind {
					case 0:
						_, err := h.Leave(ctx, by, "")
						return err
					case 1:
						return h.EndMembership(ctx, by, who)
					case 2:
						return h.OfferOwnership(ctx, by, who, role == ipcase.RoleViewer)
					case 3:
						return h.EndMemberSessions(ctx, by, who)
					default:
						return h.ChangeRole(ctx, by, ChangeRole{PersonID: who, Version: m.Version, Role: role})
					}
				})
			}
			won(t, atOnce(deeds...))
			h.clock.Advance(time.Minute)
			if h.owners() == 0 {
				t.Fatal("nobody owns the organisation")
			}
			h.acceptOpen(ctx)
		}
		var events, strange int64
		db.Gorm.Table("account_events").Count(&events)
		db.Gorm.Table("memberships").Where("role NOT IN ('owner', 'member', 'viewer')").Count(&strange)
		if events < 20 || strange > 0 {
			t.Errorf("%d events, %d strange roles", events, strange)
		}
		if err := db.Gorm.Exec("UPDATE account_events SET kind = 'x'").Error; err == nil {
			t.Error("an event can be changed")
		}
		if err := db.Gorm.Exec("DELETE FROM account_events").Error; err == nil {
			t.Error("an event can be deleted")
		}
	})
}

// acceptOpen accepts the offer that is open, as whom it was made to, and lets
// those who have left come back.
func (h *house) acceptOpen(ctx context.Context) {
	h.t.Helper()
	var l Link
	h.db.Gorm.Where("kind = ? AND used_at IS NULL", LinkOwnership).Limit(1).Find(&l)
	if l.ID != 0 {
		_, err := h.AcceptOwnership(ctx, h.now(*l.PersonID), h.token(LinkOwnership))
		won(h.t, []error{err})
		h.db.Gorm.Exec("UPDATE links SET used_at = created_at, sealed = '' WHERE used_at IS NULL")
	}
	h.db.Gorm.Exec("UPDATE memberships SET role = 'member', ended_at = NULL WHERE org_id = ? AND ended_at IS NOT NULL", h.org.ID)
}
