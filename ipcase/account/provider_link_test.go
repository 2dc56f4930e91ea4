package account

import (
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// Of somebody's last two ways in one can be taken away, in whatever order and
// however close together.
func TestNobodyLosesTheLastWayIn(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, _, _, org := setUp(t, db)
		ctx, g := t.Context(), db.Gorm.WithContext(t.Context())
		if err := g.Exec("UPDATE orgs SET shop_ref = 'QLS-1' WHERE id = ?", org.ID).Error; err != nil {
			t.Fatal(err)
		}
		id := Identity{Issuer: "https://login.example.com", Subject: "s-1", Provider: "Seller Centre", Shop: "QLS-1", Role: ipcase.RoleMember, Name: "Xu Ran"}
		person, _, err := s.SignInByProvider(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		a := ipcase.Actor{PersonID: person, OrgID: org.ID, Party: ipcase.PartySeller, OrgName: org.Name}
		unlink := func() error { return s.UnlinkProvider(ctx, a, id.Issuer, id.Provider) }
		if err := unlink(); ipcase.KindOf(err) != ipcase.Refused {
			t.Fatalf("the only way in is taken away: %v", err)
		}
		for n := range 10 {
			k := Passkey{PersonID: person, CredentialID: string(rune('a' + n)), Name: "Laptop", PublicKey: "x", CreatedAt: s.clock.Now()}
			if err := g.Create(&k).Error; err != nil {
				t.Fatal(err)
			}
			remove := func() error { return s.RemovePasskey(ctx, a, k.ID) }
			if n := won(t, atOnce(unlink, remove)); n != 1 {
				t.Fatalf("%d of the two ways in were taken away", n)
			}
			open, err := hasOtherDoor(g, person, "")
			if err != nil || !open {
				t.Fatalf("nothing opens the account any more: %v", err)
			}
			if err := s.LinkProvider(ctx, a, id); err != nil {
				t.Fatal(err)
			}
			if err := g.Exec("UPDATE passkeys SET removed_at = ? WHERE id = ?", s.clock.Now(), k.ID).Error; err != nil {
				t.Fatal(err)
			}
		}
	})
}

// The account at the provider is one account's, and an account one of its.
func TestAnIdentityIsOnePersons(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, _, p, org := setUp(t, db)
		ctx := t.Context()
		if err := db.Gorm.Exec("UPDATE orgs SET shop_ref = 'QLS-1' WHERE id = ?", org.ID).Error; err != nil {
			t.Fatal(err)
		}
		other, err := s.AddPerson(ctx, NewPerson{Email: "other@haiyun.example", Name: "Other", Zone: "UTC"})
		if err != nil {
			t.Fatal(err)
		}
		as := func(person int64) ipcase.Actor {
			return ipcase.Actor{PersonID: person, OrgID: org.ID, Party: ipcase.PartySeller, OrgName: org.Name}
		}
		id := Identity{Issuer: "https://login.example.com", Subject: "s-1", Provider: "Seller Centre", Shop: "QLS-1"}
		n := won(t, atOnce(func() error { return s.LinkProvider(ctx, as(p.ID), id) }, func() error { return s.LinkProvider(ctx, as(other.ID), id) }))
		if n != 1 {
			t.Errorf("%d people have it", n)
		}
		second := id
		second.Subject = "s-2"
		n = won(t, []error{s.LinkProvider(ctx, as(p.ID), second), s.LinkProvider(ctx, as(other.ID), second)})
		if n != 1 {
			t.Errorf("%d people have the second", n)
		}
		holder := as(p.ID)
		holder.Party = ipcase.PartyHolder
		if err := s.LinkProvider(ctx, holder, id); ipcase.KindOf(err) != ipcase.NotFound {
			t.Errorf("a rights holder links: %v", err)
		}
	})
}
