package account

import (
	"fmt"
	"strings"
	"testing"

	"github.com/alexedwards/argon2id"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

const good = "seven grey herons standing"

func setUp(t *testing.T, db *database.DB) (*Service, *ipcasetest.Clock, Person, ipcase.Org) {
	t.Helper()
	clock := ipcasetest.NewClock(ipcasetest.Monday)
	s := New(db.Gorm, clock, ipcasetest.Keys(), func() {})
	org := ipcase.Org{Kind: ipcase.PartySeller, Name: "Haiyun Outdoor", Lang: "en", Zone: "Asia/Shanghai"}
	if err := s.AddOrg(t.Context(), &org); err != nil {
		t.Fatal(err)
	}
	p, err := s.AddPerson(t.Context(), NewPerson{Email: " Lin.Yue@Haiyun.example ", Name: "Lin Yue", Password: good, Lang: "zh-CN", Zone: "Asia/Shanghai"})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.AddMembership(t.Context(), p.ID, org.ID, ipcase.RoleOwner); err != nil {
		t.Fatal(err)
	}
	return s, clock, p, org
}

func TestSignIn(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, _, p, org := setUp(t, db)
		person, second, err := s.SignIn(t.Context(), SignIn{"LIN.YUE@haiyun.example", good, From{Address: "192.0.2.1"}})
		if err != nil || person != p.ID || second {
			t.Fatalf("person %d, second factor %v, %v", person, second, err)
		}
		begun, err := s.CompleteSignIn(t.Context(), person, How{})
		if err != nil {
			t.Fatal(err)
		}
		if got, ok, err := s.Session(t.Context(), begun.ID); err != nil || !ok || got.Actor.PersonID != p.ID || got.Actor.OrgID != org.ID {
			t.Fatalf("%+v, %v, %v", got, ok, err)
		}
		unknown := answer(t, s, "nobody@haiyun.example", good)
		for name, got := range map[string]string{
			"a wrong password":       answer(t, s, "lin.yue@haiyun.example", good+"."),
			"no address":             answer(t, s, "", good),
			"what is no address":     answer(t, s, "lin\x00", good),
			"a very long password":   answer(t, s, "lin.yue@haiyun.example", strings.Repeat("a", 1<<16)),
			"an empty password":      answer(t, s, "lin.yue@haiyun.example", ""),
			"an address with a name": answer(t, s, "Lin <lin.yue@haiyun.example>", good),
		} {
			if got != unknown {
				t.Errorf("%s is answered %q, and an unknown address %q", name, got, unknown)
			}
		}
		if err := s.Disable(t.Context(), p.ID); err != nil {
			t.Fatal(err)
		}
		if got := answer(t, s, "lin.yue@haiyun.example", good); got != unknown {
			t.Errorf("a disabled account is answered %q", got)
		}
	})
}

// answer is what a try from an address of its own is told.
func answer(t *testing.T, s *Service, email, password string) string {
	t.Helper()
	_, _, err := s.SignIn(t.Context(), SignIn{email, password, From{Address: fmt.Sprint(len(email), len(password))}})
	if ipcase.KindOf(err) != ipcase.Refused {
		t.Errorf("%q is answered with %v", email, err)
	}
	return fmt.Sprint(err)
}

// Looking for somebody who is not there costs what a wrong password costs: the
// same hash function with the same settings is run once in either case.
func TestSameWorkForUnknownPeople(t *testing.T) {
	s, _, p, _ := setUp(t, ipcasetest.SQLite(t))
	known, err := s.candidate(t.Context(), p.Email)
	if err != nil {
		t.Fatal(err)
	}
	unknown, err := s.candidate(t.Context(), "nobody@haiyun.example")
	if err != nil {
		t.Fatal(err)
	}
	for name, hash := range map[string]string{"known": known.PasswordHash, "unknown": unknown.PasswordHash} {
		got, _, _, err := argon2id.DecodeHash(hash)
		if err != nil || *got != *params {
			t.Errorf("%s: %+v, %v, and not %+v", name, got, err, params)
		}
	}
	if unknown.PersonID != 0 || unknown.PasswordHash == known.PasswordHash {
		t.Errorf("nobody is %+v", unknown)
	}
}

func TestSomebodyWithoutPassword(t *testing.T) {
	s, _, _, org := setUp(t, ipcasetest.SQLite(t))
	p, err := s.AddPerson(t.Context(), NewPerson{Email: "demo@haiyun.example", Name: "Demo"})
	if err == nil {
		err = s.AddMembership(t.Context(), p.ID, org.ID, ipcase.RoleMember)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, password := range []string{"", noSuchPerson, good} {
		if _, _, err := s.SignIn(t.Context(), SignIn{p.Email, password, From{Address: "192.0.2.9"}}); ipcase.KindOf(err) != ipcase.Refused {
			t.Errorf("%q: %v", password, err)
		}
	}
}

func TestPeopleAreOnlyOnce(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, _, p, org := setUp(t, db)
		_, err := s.AddPerson(t.Context(), NewPerson{Email: "LIN.YUE@haiyun.example", Name: "Other"})
		if ipcase.KindOf(err) != ipcase.Invalid {
			t.Errorf("the same address twice: %v", err)
		}
		if err := s.AddMembership(t.Context(), p.ID, org.ID, ipcase.RoleMember); err == nil {
			t.Error("the same membership twice")
		}
		for _, bad := range []string{"", "lin", "lin@", "a@b\r\nBcc: c@d", "Lin <a@b.example>", "a b@c.example", strings.Repeat("a", 250) + "@b.example"} {
			if _, err := s.AddPerson(t.Context(), NewPerson{Email: bad, Name: "X"}); ipcase.KindOf(err) != ipcase.Invalid {
				t.Errorf("%q: %v", bad, err)
			}
		}
		first, err := s.Platform(t.Context(), "Quaylane", "UTC")
		if err != nil {
			t.Fatal(err)
		}
		second, err := s.Platform(t.Context(), "Another", "UTC")
		if err != nil || first.ID != second.ID {
			t.Errorf("the platform is there twice: %d, %d, %v", first.ID, second.ID, err)
		}
		members, err := s.Members(t.Context())
		if err != nil || len(members) != 1 || members[0].Name != "Lin Yue" || members[0].OrgName != "Haiyun Outdoor" || members[0].Party != ipcase.PartySeller {
			t.Errorf("members: %+v, %v", members, err)
		}
	})
}

func TestSessions(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, _, p, org := setUp(t, db)
		ctx := t.Context()
		id, err := s.StartSession(ctx, p.ID, org.ID, `{"a":"b"}`)
		if err != nil {
			t.Fatal(err)
		}
		got, ok, err := s.Session(ctx, id)
		want := ipcase.Actor{
			PersonID: p.ID, OrgID: org.ID, Party: ipcase.PartySeller, Role: ipcase.RoleOwner, Name: "Lin Yue", OrgName: "Haiyun Outdoor",
			Lang: "zh-CN", Zone: "Asia/Shanghai",
		}
		if err != nil || !ok || got.Actor != want || got.Data != `{"a":"b"}` {
			t.Errorf("%+v, %v, %v", got, ok, err)
		}
		var rows []map[string]any
		if err := db.Gorm.Table("sessions").Find(&rows).Error; err != nil || strings.Contains(fmt.Sprint(rows), id) {
			t.Errorf("the table holds the cookie's id, or: %v", err)
		}
		stranger, err := s.StartSession(ctx, 0, 0, "")
		if err != nil {
			t.Fatal(err)
		}
		if got, ok, err := s.Session(ctx, stranger); err != nil || !ok || got.Actor.Party != ipcase.PartyPublic || got.Actor.PersonID != 0 {
			t.Errorf("a session of nobody is %+v, %v, %v", got, ok, err)
		}
		if err := s.EndSession(ctx, id); err != nil {
			t.Fatal(err)
		}
		if err := s.SaveSession(ctx, id, "x"); err != nil {
			t.Fatal(err)
		}
		if _, ok, err := s.Session(ctx, id); ok || err != nil {
			t.Errorf("an ended session is alive: %v", err)
		}
		err = db.Gorm.Model(&Membership{}).Where("person_id = ?", p.ID).Updates(map[string]any{"ended_at": ipcasetest.Monday}).Error
		if err != nil {
			t.Fatal(err)
		}
		id, err = s.StartSession(ctx, p.ID, org.ID, "")
		if err != nil {
			t.Fatal(err)
		}
		if _, ok, err := s.Session(ctx, id); ok || err != nil {
			t.Errorf("whoever left the organisation is still let in: %v", err)
		}
	})
}
