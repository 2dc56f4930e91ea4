package account

import (
	"context"
	"encoding/base64"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/descope/virtualwebauthn"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

const portal = "https://ip.quaylane.example"

// holder is somebody with an authenticator in software before the portal at an
// origin.
type holder struct {
	t    *testing.T
	desk *PasskeyDesk
	auth virtualwebauthn.Authenticator
	rp   virtualwebauthn.RelyingParty
}

func newHolder(t *testing.T, s *Service) *holder {
	t.Helper()
	desk := s.PasskeyDesk(portal, "Quaylane IP Protection")
	if desk == nil {
		t.Fatal("no passkeys at " + portal)
	}
	return &holder{
		t: t, desk: desk, auth: virtualwebauthn.NewAuthenticator(),
		rp: virtualwebauthn.RelyingParty{Name: "Quaylane IP Protection", ID: "ip.quaylane.example", Origin: portal},
	}
}

// makes answers what was asked with a new key.
func (h *holder) makes(key virtualwebauthn.Credential, options []byte) []byte {
	h.t.Helper()
	asked, err := virtualwebauthn.ParseAttestationOptions(string(options))
	if err != nil {
		h.t.Fatal(err)
	}
	handle, err := base64.RawURLEncoding.DecodeString(asked.UserID)
	if err != nil {
		handle = []byte(asked.UserID)
	}
	h.auth.Options.UserHandle = handle
	return []byte(virtualwebauthn.CreateAttestationResponse(h.rp, h.auth, key, *asked))
}

// signs answers what was asked with a key; each use counts.
func (h *holder) signs(key *virtualwebauthn.Credential, options []byte) []byte {
	h.t.Helper()
	asked, err := virtualwebauthn.ParseAssertionOptions(string(options))
	if err != nil {
		h.t.Fatal(err)
	}
	key.Counter++
	return []byte(virtualwebauthn.CreateAssertionResponse(h.rp, h.auth, *key, *asked))
}

func (h *holder) register(session string, person int64, name string) *virtualwebauthn.Credential {
	h.t.Helper()
	key := ipcasetest.PasskeyKey(h.t)
	options, err := h.desk.BeginRegister(h.t.Context(), session, person)
	if err != nil {
		h.t.Fatal(err)
	}
	if _, err := h.desk.Register(h.t.Context(), session, person, name, h.makes(key, options)); err != nil {
		h.t.Fatal(err)
	}
	return &key
}

func (h *holder) asked(session string) []byte {
	h.t.Helper()
	options, err := h.desk.BeginSignIn(h.t.Context(), session)
	if err != nil {
		h.t.Fatal(err)
	}
	return options
}

func (h *holder) refused(what string, err error) {
	h.t.Helper()
	if ipcase.KindOf(err) != ipcase.Refused {
		h.t.Errorf("%s: %v", what, err)
	}
}

func TestPasskeySignsIn(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, clock, p, org := setUp(t, db)
		ctx := t.Context()
		h := newHolder(t, s)
		key := h.register("s1", p.ID, " Lin's laptop ")
		list, err := s.Passkeys(ctx, p.ID)
		if err != nil || len(list) != 1 || list[0].Name != "Lin's laptop" || list[0].UsedAt != nil || !list[0].CreatedAt.Equal(clock.Now()) {
			t.Fatalf("%+v, %v", list, err)
		}
		options := h.asked("s2")
		answer := h.signs(key, options)
		person, acts, err := h.desk.SignIn(ctx, "s2", answer)
		if err != nil || person != p.ID || acts != org.ID {
			t.Fatalf("person %d for %d, %v", person, acts, err)
		}
		if list, err = s.Passkeys(ctx, p.ID); err != nil || list[0].UsedAt == nil || list[0].SignCount != 1 {
			t.Errorf("its use is not noted: %+v, %v", list, err)
		}
		_, _, err = h.desk.SignIn(ctx, "s2", answer)
		h.refused("the same answer again", err)
		_, _, err = h.desk.SignIn(ctx, "s3", h.signs(key, h.asked("s2")))
		h.refused("an answer from another browser", err)
		late := h.asked("s2")
		clock.Advance(CeremonyLife)
		_, _, err = h.desk.SignIn(ctx, "s2", h.signs(key, late))
		h.refused("an answer after five minutes", err)
		for name, garbage := range map[string]string{"nothing": "", "no JSON": "{", "an empty answer": "{}", "a long text": strings.Repeat("a", 1<<16)} {
			_, _, err = h.desk.SignIn(ctx, "s2", []byte(garbage))
			h.refused(name, err)
		}
		h.rp.Origin = "https://ip.quaylane.example.evil.example"
		_, _, err = h.desk.SignIn(ctx, "s2", h.signs(key, h.asked("s2")))
		h.refused("another origin", err)
		h.rp.Origin, h.rp.ID = portal, "evil.example"
		_, _, err = h.desk.SignIn(ctx, "s2", h.signs(key, h.asked("s2")))
		h.refused("another relying party", err)
		h.rp.ID = "ip.quaylane.example"
		h.auth.Options.UserNotVerified = true
		_, _, err = h.desk.SignIn(ctx, "s2", h.signs(key, h.asked("s2")))
		h.refused("a key that was not unlocked", err)
		h.auth.Options.UserNotVerified = false
		if _, _, err := h.desk.SignIn(ctx, "s2", h.signs(key, h.asked("s2"))); err != nil {
			t.Errorf("after all that, the right answer: %v", err)
		}
		if err := s.Disable(ctx, p.ID); err != nil {
			t.Fatal(err)
		}
		_, _, err = h.desk.SignIn(ctx, "s2", h.signs(key, h.asked("s2")))
		h.refused("a disabled person", err)
	})
}

func TestPasskeyOfSomebodyElse(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, _, lin, org := setUp(t, db)
		ctx := t.Context()
		mei := another(t, s, org)
		hers, his := newHolder(t, s), newHolder(t, s)
		key := hers.register("s1", lin.ID, "Laptop")
		other := his.register("s2", mei.ID, "Phone")

		// What Mei's authenticator signs under Lin's handle is nobody's.
		his.auth.Options.UserHandle = hers.auth.Options.UserHandle
		_, _, err := his.desk.SignIn(ctx, "s3", his.signs(other, his.asked("s3")))
		his.refused("a key under somebody else's handle", err)

		options, err := hers.desk.BeginConfirm(ctx, "s4", lin.ID)
		if err != nil {
			t.Fatal(err)
		}
		hers.refused("somebody else's key", hers.desk.Confirm(ctx, "s4", lin.ID, his.signs(other, options)))
		if options, err = hers.desk.BeginConfirm(ctx, "s4", lin.ID); err != nil {
			t.Fatal(err)
		}
		answer := hers.signs(key, options)
		hers.refused("an answer for another person", hers.desk.Confirm(ctx, "s4", mei.ID, answer))
		if err := hers.desk.Confirm(ctx, "s4", lin.ID, answer); err != nil {
			t.Errorf("her own: %v", err)
		}
		_, _, err = hers.desk.SignIn(ctx, "s4", answer)
		hers.refused("a confirmation as a sign-in", err)

		list, err := s.Passkeys(ctx, lin.ID)
		if err != nil {
			t.Fatal(err)
		}
		for name, err := range map[string]error{
			"renamed": s.RenamePasskey(ctx, mei.ID, list[0].ID, "Mine"), "removed": s.RemovePasskey(ctx, ipcase.Actor{PersonID: mei.ID}, list[0].ID),
		} {
			if ipcase.KindOf(err) != ipcase.NotFound {
				t.Errorf("somebody else's passkey is %s: %v", name, err)
			}
		}
		if err := s.RenamePasskey(ctx, lin.ID, list[0].ID, "Old laptop"); err != nil {
			t.Error(err)
		}
		for _, bad := range []string{"", "  ", strings.Repeat("长", 61)} {
			if err := s.RenamePasskey(ctx, lin.ID, list[0].ID, bad); ipcase.KindOf(err) != ipcase.Invalid {
				t.Errorf("%q as a name: %v", bad, err)
			}
		}
		options = hers.asked("s5")
		if err := s.RemovePasskey(ctx, ipcase.Actor{PersonID: lin.ID}, list[0].ID); err != nil {
			t.Fatal(err)
		}
		_, _, err = hers.desk.SignIn(ctx, "s5", hers.signs(key, options))
		hers.refused("a key removed while it was asked for", err)
		if has, err := s.HasPasskey(ctx, lin.ID); has || err != nil {
			t.Errorf("a removed passkey counts: %v, %v", has, err)
		}
		if _, err := hers.desk.BeginConfirm(ctx, "s5", lin.ID); ipcase.KindOf(err) != ipcase.NotFound {
			t.Errorf("somebody without a passkey is asked for one: %v", err)
		}
	})
}

func another(t *testing.T, s *Service, org ipcase.Org) Person {
	t.Helper()
	p, err := s.AddPerson(t.Context(), NewPerson{Email: "mei@haiyun.example", Name: "Mei", Password: good})
	if err == nil {
		err = s.AddMembership(t.Context(), p.ID, org.ID, ipcase.RoleMember)
	}
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A counter that does not grow is recorded, and the key opens nothing any more:
// not for the copy, and not for the original.
func TestPasskeyThatMayBeACopy(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, clock, p, _ := setUp(t, db)
		ctx := t.Context()
		h := newHolder(t, s)
		key := h.register("s1", p.ID, "Key")
		signIn := func(k *virtualwebauthn.Credential) error {
			_, _, err := h.desk.SignIn(ctx, "s1", h.signs(k, h.asked("s1")))
			return err
		}
		if err := signIn(key); err != nil {
			t.Fatal(err)
		}
		copied := *key
		if err := signIn(key); err != nil {
			t.Fatal(err)
		}
		h.refused("the copy", signIn(&copied))
		h.refused("the original afterwards", signIn(key))
		list, err := s.Passkeys(ctx, p.ID)
		if err != nil || list[0].ClonedAt == nil || !list[0].ClonedAt.Equal(clock.Now()) {
			t.Errorf("not recorded: %+v, %v", list, err)
		}
		if has, err := s.HasPasskey(ctx, p.ID); has || err != nil {
			t.Errorf("it still counts: %v, %v", has, err)
		}
	})
}

// Of many answers to one question at the same moment, one signs in.
func TestPasskeyTwiceAtOnce(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, _, p, _ := setUp(t, db)
		h := newHolder(t, s)
		key := h.register("s1", p.ID, "Key")
		if n := together(t, h.signs(key, h.asked("s1")), func(ctx context.Context, answer []byte) error {
			_, _, err := h.desk.SignIn(ctx, "s1", answer)
			return err
		}); n != 1 {
			t.Errorf("one answer signs in %d times", n)
		}
		fresh := ipcasetest.PasskeyKey(t)
		options, err := h.desk.BeginRegister(t.Context(), "s1", p.ID)
		if err != nil {
			t.Fatal(err)
		}
		if n := together(t, h.makes(fresh, options), func(ctx context.Context, answer []byte) error {
			_, err := h.desk.Register(ctx, "s1", p.ID, "Twice", answer)
			return err
		}); n != 1 {
			t.Errorf("one answer registers %d times", n)
		}
	})
}

func together(t *testing.T, answer []byte, do func(context.Context, []byte) error) (succeeded int) {
	t.Helper()
	var (
		group sync.WaitGroup
		mu    sync.Mutex
	)
	for range 8 {
		group.Go(func() {
			err := do(t.Context(), answer)
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				succeeded++
			case ipcase.KindOf(err) != ipcase.Refused:
				t.Error(err)
			}
		})
	}
	group.Wait()
	return succeeded
}

func TestRegisteringIsRefused(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, _, p, org := setUp(t, db)
		ctx := t.Context()
		mei := another(t, s, org)
		h := newHolder(t, s)
		ask := func() []byte {
			options, err := h.desk.BeginRegister(ctx, "s1", p.ID)
			if err != nil {
				t.Fatal(err)
			}
			return options
		}
		key := ipcasetest.PasskeyKey(t)
		answer := h.makes(key, ask())
		_, err := h.desk.Register(ctx, "s2", p.ID, "Key", answer)
		h.refused("in another browser", err)
		_, err = h.desk.Register(ctx, "s1", mei.ID, "Key", answer)
		h.refused("for another person", err)
		if _, err = h.desk.Register(ctx, "s1", p.ID, "", answer); ipcase.KindOf(err) != ipcase.Invalid {
			t.Errorf("without a name: %v", err)
		}
		if _, err = h.desk.Register(ctx, "s1", p.ID, "Key", answer); err != nil {
			t.Errorf("after those, in the same five minutes: %v", err)
		}
		if _, err = h.desk.Register(ctx, "s1", p.ID, "Key", h.makes(key, ask())); ipcase.KindOf(err) != ipcase.Invalid {
			t.Errorf("the same key again: %v", err)
		}
		h.rp.Origin = "http://ip.quaylane.example"
		_, err = h.desk.Register(ctx, "s1", p.ID, "Key", h.makes(ipcasetest.PasskeyKey(t), ask()))
		h.refused("another origin", err)
		h.rp.Origin, h.auth.Options.UserNotVerified = portal, true
		_, err = h.desk.Register(ctx, "s1", p.ID, "Key", h.makes(ipcasetest.PasskeyKey(t), ask()))
		h.refused("without unlocking it", err)
		h.auth.Options.UserNotVerified = false
		for range MaxPasskeys - 1 {
			h.register("s1", p.ID, "Another")
		}
		if _, err := h.desk.BeginRegister(ctx, "s1", p.ID); ipcase.KindOf(err) != ipcase.Invalid {
			t.Errorf("more than %d: %v", MaxPasskeys, err)
		}
	})
}

func TestNoPasskeysAtAnIPAddress(t *testing.T) {
	s, _, _, _ := setUp(t, ipcasetest.SQLite(t))
	for address, want := range map[string]bool{
		"http://127.0.0.1:8080": false, "http://[::1]:8080": false, "https://192.0.2.1": false, "": false,
		"http://localhost:8080": true, "https://ip.quaylane.example": true,
	} {
		if got := s.PasskeyDesk(address, "Quaylane") != nil; got != want {
			t.Errorf("passkeys at %q: %v", address, got)
		}
	}
}

func TestCeremoniesAreForgotten(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, clock, _, _ := setUp(t, db)
		for range 3 {
			if err := s.BeginCeremony(t.Context(), Ceremony{Kind: AskProvider, Token: ipcase.NewID(), Session: "s"}, "secret words"); err != nil {
				t.Fatal(err)
			}
			clock.Advance(2 * time.Hour)
		}
		var rows []ceremony
		if err := db.Gorm.Find(&rows).Error; err != nil || len(rows) != 1 || strings.Contains(rows[0].Sealed, "secret") {
			t.Errorf("%+v, %v", rows, err)
		}
	})
}
