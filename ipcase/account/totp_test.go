package account

import (
	"encoding/base32"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pquerna/otp/hotp"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// codeAt is what the app shows at that moment.
func codeAt(t *testing.T, e Enrolment, at time.Time) string {
	t.Helper()
	code, err := hotp.GenerateCode(base32.StdEncoding.EncodeToString(e.seed), uint64(at.Unix()/30))
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// withApp sets up an authenticator app and gives what it knows, with the recovery
// codes. The code of the present period is used up by it.
func withApp(t *testing.T, s *Service, clock *ipcasetest.Clock, a ipcase.Actor) (Enrolment, []string) {
	t.Helper()
	if err := s.BeginTOTP(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	e, err := s.Enrolment(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	codes, err := s.ConfirmTOTP(t.Context(), a, codeAt(t, e, clock.Now()))
	if err != nil {
		t.Fatal(err)
	}
	return e, codes
}

func actorOf(p Person, org ipcase.Org, role ipcase.Role) ipcase.Actor {
	return ipcase.Actor{PersonID: p.ID, OrgID: org.ID, Party: org.Kind, Role: role, Name: p.Name, OrgName: org.Name, Lang: p.Lang, Zone: p.Zone}
}

func TestACodeIsGoodOnce(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, clock, p, org := setUp(t, db)
		a, from := actorOf(p, org, ipcase.RoleOwner), From{Address: "192.0.2.1"}
		e, codes := withApp(t, s, clock, a)
		if len(codes) != RecoveryCodes {
			t.Fatalf("%d recovery codes", len(codes))
		}
		used := codeAt(t, e, clock.Now())
		if err := s.SecondFactor(t.Context(), p.ID, used, from); ipcase.KindOf(err) != ipcase.Invalid {
			t.Errorf("the code that set up the app is taken again: %v", err)
		}
		clock.Advance(30 * time.Second)
		now := codeAt(t, e, clock.Now())
		var taken atomic.Int64
		var all sync.WaitGroup
		for n := range 8 {
			all.Go(func() {
				err := s.SecondFactor(t.Context(), p.ID, now, From{Address: string(rune('a' + n))})
				if err == nil {
					taken.Add(1)
				} else if k := ipcase.KindOf(err); k != ipcase.Invalid && k != ipcase.TooMany {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if taken.Load() != 1 {
			t.Errorf("one code sent eight times at once is taken %d times", taken.Load())
		}
		clock.Advance(90 * time.Second)
		for name, at := range map[string]time.Duration{"of two periods ago": -time.Minute, "of two periods ahead": time.Minute} {
			if err := s.SecondFactor(t.Context(), p.ID, codeAt(t, e, clock.Now().Add(at)), from); err == nil {
				t.Errorf("a code %s is taken", name)
			}
		}
		shown := codeAt(t, e, clock.Now().Add(-30*time.Second)) // a clock that is late
		if err := s.SecondFactor(t.Context(), p.ID, shown[:3]+" "+shown[3:], from); err != nil {
			t.Errorf("a code of the period before, as apps show it: %v", err)
		}
		if err := s.SecondFactor(t.Context(), p.ID, codeAt(t, e, clock.Now()), from); err != nil {
			t.Errorf("and then that of this period: %v", err)
		}
		if err := s.SecondFactor(t.Context(), p.ID, shown, from); err == nil {
			t.Error("an older code is taken after a newer one")
		}
	})
}

func TestRecoveryCodes(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, clock, p, org := setUp(t, db)
		a, from := actorOf(p, org, ipcase.RoleOwner), From{Address: "192.0.2.1"}
		if _, err := s.NewRecoveryCodes(t.Context(), a); ipcase.KindOf(err) != ipcase.Refused {
			t.Errorf("without a second factor: %v", err)
		}
		_, codes := withApp(t, s, clock, a)
		var rows []recoveryCode
		if err := db.Gorm.Find(&rows).Error; err != nil || len(rows) != RecoveryCodes {
			t.Fatalf("%d rows, %v", len(rows), err)
		}
		for _, r := range rows {
			for _, c := range codes {
				if strings.Contains(r.Hash, strings.ReplaceAll(c, "-", "")) {
					t.Error("a code can be read from the table")
				}
			}
		}
		if err := s.SecondFactor(t.Context(), p.ID, strings.ToUpper(" "+codes[3]+" "), from); err != nil {
			t.Errorf("a recovery code as somebody types it: %v", err)
		}
		if err := s.SecondFactor(t.Context(), p.ID, codes[3], from); ipcase.KindOf(err) != ipcase.Invalid {
			t.Errorf("a recovery code a second time: %v", err)
		}
		if has, err := s.Secrets(t.Context(), a); err != nil || has.Recovery != 9 || !has.App {
			t.Errorf("%+v, %v", has, err)
		}
		other, err := s.AddPerson(t.Context(), NewPerson{Email: "other@haiyun.example", Name: "Other", Password: good})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.SecondFactor(t.Context(), other.ID, codes[4], from); err == nil {
			t.Error("another's recovery code is taken")
		}
		again, err := s.NewRecoveryCodes(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.SecondFactor(t.Context(), p.ID, codes[5], from); err == nil {
			t.Error("a code of before is still good")
		}
		if err := s.SecondFactor(t.Context(), p.ID, again[5], from); err != nil {
			t.Errorf("a new code: %v", err)
		}
	})
}

// Whoever knows the password and guesses codes is slowed; the owner's browser is
// counted apart.
func TestGuessingCodesSlowsDown(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, clock, p, org := setUp(t, db)
		e, _ := withApp(t, s, clock, actorOf(p, org, ipcase.RoleOwner))
		begun, err := s.CompleteSignIn(t.Context(), p.ID, How{})
		if err != nil {
			t.Fatal(err)
		}
		looked := 0
		for n := range 300 { // two a second, each from another address
			err := s.SecondFactor(t.Context(), p.ID, "000000", From{Address: string(rune(n))})
			if ipcase.KindOf(err) == ipcase.Invalid {
				looked++
			}
			clock.Advance(500 * time.Millisecond)
		}
		if looked > 20 {
			t.Errorf("%d of 300 guesses were looked at", looked)
		}
		if err := s.SecondFactor(t.Context(), p.ID, codeAt(t, e, clock.Now()), From{Address: "x", Device: begun.Device}); err != nil {
			t.Errorf("the owner is kept out of their own browser: %v", err)
		}
	})
}

func TestAnotherPhoneReplacesTheFirst(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, clock, p, org := setUp(t, db)
		a, from := actorOf(p, org, ipcase.RoleOwner), From{Address: "192.0.2.1"}
		first, _ := withApp(t, s, clock, a)
		var row totp
		if err := db.Gorm.Take(&row).Error; err != nil || strings.Contains(row.Secret, first.Secret) {
			t.Errorf("the seed lies open, or: %v", err)
		}
		clock.Advance(time.Minute)
		if err := s.BeginTOTP(t.Context(), a); err != nil {
			t.Fatal(err)
		}
		if err := s.SecondFactor(t.Context(), p.ID, codeAt(t, first, clock.Now()), from); err != nil {
			t.Errorf("the first app is no longer good while another is set up: %v", err)
		}
		second, err := s.Enrolment(t.Context(), a)
		if err != nil || second.Secret == first.Secret {
			t.Fatalf("the second app has the seed of the first, or: %v", err)
		}
		if _, err := s.ConfirmTOTP(t.Context(), a, codeAt(t, first, clock.Now())); ipcase.KindOf(err) != ipcase.Invalid {
			t.Errorf("the second app is confirmed by a code of the first: %v", err)
		}
		codes, err := s.ConfirmTOTP(t.Context(), a, codeAt(t, second, clock.Now()))
		if err != nil || codes != nil {
			t.Errorf("%d new recovery codes, %v", len(codes), err)
		}
		clock.Advance(time.Minute)
		if err := s.SecondFactor(t.Context(), p.ID, codeAt(t, first, clock.Now()), from); err == nil {
			t.Error("the first app is still good")
		}
		if err := s.SecondFactor(t.Context(), p.ID, codeAt(t, second, clock.Now()), from); err != nil {
			t.Errorf("the second app: %v", err)
		}
		if err := s.BeginTOTP(t.Context(), a); err != nil {
			t.Fatal(err)
		}
		clock.Advance(enrolLife)
		if _, err := s.Enrolment(t.Context(), a); ipcase.KindOf(err) != ipcase.NotFound {
			t.Errorf("what was begun an hour ago can still be used: %v", err)
		}
		if picture, err := second.Picture("Quaylane IP Protection", p.Email); err != nil || !strings.HasPrefix(string(picture), "\x89PNG") {
			t.Errorf("no picture: %v", err)
		}
	})
}

// Whoever needs a second factor cannot be without one.
func TestRemovingASecondFactor(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, clock, p, org := setUp(t, db)
		a := actorOf(p, org, ipcase.RoleOwner)
		if err := s.RemoveTOTP(t.Context(), a); ipcase.KindOf(err) != ipcase.NotFound {
			t.Errorf("where there is none: %v", err)
		}
		withApp(t, s, clock, a)
		staff := a
		staff.Party = ipcase.PartyPlatform
		if err := s.RemoveTOTP(t.Context(), staff); ipcase.KindOf(err) != ipcase.Refused {
			t.Errorf("the platform's own: %v", err)
		}
		short := "heron-42"
		if err := s.ChangePassword(t.Context(), a, good, short, false, "", From{}); err != nil {
			t.Fatalf("8 characters beside a second factor: %v", err)
		}
		if err := s.RemoveTOTP(t.Context(), a); ipcase.KindOf(err) != ipcase.Refused {
			t.Errorf("with a password of 8 characters: %v", err)
		}
		if err := s.ChangePassword(t.Context(), a, short, good, false, "", From{}); err != nil {
			t.Fatal(err)
		}
		if err := s.RemoveTOTP(t.Context(), a); err != nil {
			t.Error(err)
		}
		if has, err := s.Secrets(t.Context(), a); err != nil || has.App || has.Recovery != 0 {
			t.Errorf("%+v, %v", has, err)
		}
		if err := s.ChangePassword(t.Context(), a, good, short, false, "", From{}); ipcase.KindOf(err) != ipcase.Invalid {
			t.Errorf("8 characters without a second factor: %v", err)
		}
	})
}

// An operator helps who has lost everything, once it is said how they proved who
// they are; the person is told, and with a short password sets up a new one first.
func TestAnOperatorTakesSecondFactors(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, clock, p, org := setUp(t, db)
		a := actorOf(p, org, ipcase.RoleOwner)
		withApp(t, s, clock, a)
		if err := s.ChangePassword(t.Context(), a, good, "heron-42", false, "", From{}); err != nil {
			t.Fatal(err)
		}
		begun, err := s.CompleteSignIn(t.Context(), p.ID, How{SecondFactor: true})
		if err != nil {
			t.Fatal(err)
		}
		platform, err := s.Platform(t.Context(), "Quaylane", "UTC")
		if err != nil {
			t.Fatal(err)
		}
		omar, err := s.AddPerson(t.Context(), NewPerson{Email: "omar@quaylane.example", Name: "Omar"})
		if err == nil {
			err = s.AddMembership(t.Context(), omar.ID, platform.ID, ipcase.RoleOperator)
		}
		if err != nil {
			t.Fatal(err)
		}
		in := TakeFactors{Email: " Lin.Yue@haiyun.example", Proof: "Passport compared with the one on file", Reason: "Phone lost at sea"}
		for _, role := range []ipcase.Role{ipcase.RoleReviewer, ipcase.RoleSenior} {
			if err := s.TakeFactors(t.Context(), actorOf(omar, platform, role), in); ipcase.KindOf(err) != ipcase.NotFound {
				t.Errorf("a %s: %v", role, err)
			}
		}
		op := actorOf(omar, platform, ipcase.RoleOperator)
		for _, bad := range []TakeFactors{{}, {Email: in.Email, Reason: in.Reason}, {Email: in.Email, Proof: in.Proof}, {Email: omar.Email, Proof: in.Proof, Reason: in.Reason}} {
			if err := s.TakeFactors(t.Context(), op, bad); ipcase.KindOf(err) != ipcase.Invalid {
				t.Errorf("%+v: %v", bad, err)
			}
		}
		if err := s.TakeFactors(t.Context(), op, in); err != nil {
			t.Fatal(err)
		}
		if _, ok, err := s.Session(t.Context(), begun.ID); ok || err != nil {
			t.Errorf("the session goes on: %v", err)
		}
		if err := s.TakeFactors(t.Context(), op, in); ipcase.KindOf(err) != ipcase.Invalid {
			t.Errorf("a second time: %v", err)
		}
		_, second, err := s.SignIn(t.Context(), SignIn{p.Email, "heron-42", From{}})
		if err != nil || second {
			t.Errorf("signing in: %v, %v", second, err)
		}
		if begun, err = s.CompleteSignIn(t.Context(), p.ID, How{}); err != nil {
			t.Fatal(err)
		}
		if got, ok, err := s.Session(t.Context(), begun.ID); err != nil || !ok || !got.MustSetUp() {
			t.Errorf("a password of 8 characters opens everything alone: %+v, %v", got, err)
		}
		var told int64
		if err := db.Gorm.Table("deliveries").Where("message = ?", MailFactorsTaken).Count(&told).Error; err != nil || told != 1 {
			t.Errorf("told %d times, %v", told, err)
		}
	})
}
