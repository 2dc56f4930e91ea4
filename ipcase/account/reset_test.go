package account

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// letters are the mails about accounts that were written, the newest last; those
// that would no longer be sent are left out.
func letters(t *testing.T, s *Service, kind ipcase.MessageKind) []Letter {
	t.Helper()
	var rows []ipcase.Delivery
	if err := s.db.Where("message = ?", kind).Order("id").Find(&rows).Error; err != nil {
		t.Fatal(err)
	}
	var out []Letter
	for _, d := range rows {
		if l, err := s.Letter(t.Context(), d); err == nil {
			out = append(out, l)
		}
	}
	return out
}

func tokenOf(l Letter) string { return l.Path[strings.LastIndex(l.Path, "/")+1:] }

const better = "eleven brown herons walking"

func TestReset(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, clock, p, org := setUp(t, db)
		ctx, from := t.Context(), From{Address: "192.0.2.1"}
		withApp(t, s, clock, actorOf(p, org, ipcase.RoleOwner))
		begun, err := s.CompleteSignIn(ctx, p.ID, How{SecondFactor: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, email := range []string{"LIN.YUE@haiyun.example", "lin.yue@haiyun.example", "nobody@haiyun.example"} {
			if err := s.AskReset(ctx, email, "en", from); err != nil {
				t.Fatal(err)
			}
		}
		mails := letters(t, s, MailReset)
		if len(mails) != 2 || mails[0].To != p.Email {
			t.Fatalf("mails: %+v", mails)
		}
		for range 3 { // a scanner of mail
			if _, err := s.LookAtReset(ctx, tokenOf(mails[0]), from); err != nil {
				t.Error(err)
			}
		}
		if _, err := s.Reset(ctx, tokenOf(mails[0]), "short", from); ipcase.KindOf(err) != ipcase.Invalid {
			t.Errorf("a short password: %v", err)
		}
		var done atomic.Int64
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				if _, err := s.Reset(ctx, tokenOf(mails[0]), better, from); err == nil {
					done.Add(1)
				} else if ipcase.KindOf(err) != ipcase.NotFound {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if done.Load() != 1 {
			t.Errorf("four presses at once changed it %d times", done.Load())
		}
		if _, err := s.LookAtReset(ctx, tokenOf(mails[1]), from); ipcase.KindOf(err) != ipcase.NotFound {
			t.Errorf("the other link is still good: %v", err)
		}
		if _, ok, err := s.Session(ctx, begun.ID); ok || err != nil {
			t.Errorf("the session goes on: %v", err)
		}
		if err := s.tryPassword(t, p.Email, good, "192.0.2.2", ""); ipcase.KindOf(err) != ipcase.Refused {
			t.Errorf("the old password: %v", err)
		}
		if _, second, err := s.SignIn(ctx, SignIn{p.Email, better, from}); err != nil || !second {
			t.Errorf("the second factor is passed over: %v, %v", second, err)
		}
		if told := letters(t, s, MailPasswordChanged); len(told) != 1 {
			t.Errorf("told %d times", len(told))
		}
	})
}

func TestResetLinksRunOutAndAreLimited(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, clock, p, _ := setUp(t, db)
		ctx := t.Context()
		for n := range 6 { // an enemy asks again and again
			if err := s.AskReset(ctx, p.Email, "en", From{Address: fmt.Sprint(n)}); err != nil {
				t.Fatal(err)
			}
		}
		mails := letters(t, s, MailReset)
		if len(mails) != resetsOfAccount {
			t.Fatalf("%d mails", len(mails))
		}
		clock.Advance(ResetLife)
		if _, err := s.Reset(ctx, tokenOf(mails[0]), better, From{Address: "x"}); ipcase.KindOf(err) != ipcase.NotFound {
			t.Errorf("a quarter of an hour later: %v", err)
		}
		if err := s.AskReset(ctx, p.Email, "en", From{Address: "y"}); err != nil || len(letters(t, s, MailReset)) != 1 {
			t.Errorf("the owner cannot ask any more: %v", err)
		}
		var last error
		for range resetsOfAddress + 1 {
			last = s.AskReset(ctx, "nobody@haiyun.example", "en", From{Address: "z"})
		}
		if ipcase.KindOf(last) != ipcase.TooMany {
			t.Errorf("one address asks without end: %v", last)
		}
		for range linkTries + 1 {
			_, last = s.LookAtReset(ctx, "guess", From{Address: "w"})
		}
		if ipcase.KindOf(last) != ipcase.TooMany {
			t.Errorf("one address guesses links without end: %v", last)
		}
	})
}

func TestChangingAddresses(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, _, p, org := setUp(t, db)
		ctx, from, a := t.Context(), From{Address: "192.0.2.1"}, actorOf(p, org, ipcase.RoleOwner)
		other, err := s.AddPerson(ctx, NewPerson{Email: "taken@haiyun.example", Name: "Other"})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.AskEmail(ctx, a, other.Email); err != nil || len(letters(t, s, MailEmailConfirm)) != 0 {
			t.Errorf("another's address gets a mail, or the asker learns of it: %v", err)
		}
		if err := s.AskEmail(ctx, a, p.Email); ipcase.KindOf(err) != ipcase.Invalid {
			t.Errorf("one's own: %v", err)
		}
		if err := s.AskEmail(ctx, a, "Yue@Haiyun.example"); err != nil {
			t.Fatal(err)
		}
		mail := letters(t, s, MailEmailConfirm)[0]
		if asked := letters(t, s, MailEmailAsked); mail.To != "yue@haiyun.example" || asked[len(asked)-1].To != p.Email {
			t.Errorf("mails to %s and %+v", mail.To, asked)
		}
		if _, err := s.LookAtLink(ctx, LinkNotice, tokenOf(mail), from); ipcase.KindOf(err) != ipcase.NotFound {
			t.Errorf("the link is good for something else: %v", err)
		}
		if err := s.ConfirmEmail(ctx, tokenOf(mail), from); err != nil {
			t.Fatal(err)
		}
		if err := s.ConfirmEmail(ctx, tokenOf(mail), from); ipcase.KindOf(err) != ipcase.NotFound {
			t.Errorf("a second time: %v", err)
		}
		told := letters(t, s, MailEmailChanged)
		if len(told) != 2 || told[0].To != p.Email || told[1].To != "yue@haiyun.example" {
			t.Errorf("told: %+v", told)
		}
		if now, err := s.Profile(ctx, a); err != nil || now.Email != "yue@haiyun.example" {
			t.Errorf("%+v, %v", now, err)
		}
	})
}

// An address that was free when it was asked for can be another's when the link
// is followed.
func TestAnAddressThatIsTakenMeanwhile(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, _, p, org := setUp(t, db)
		ctx, from := t.Context(), From{Address: "192.0.2.1"}
		if err := s.AskEmail(ctx, actorOf(p, org, ipcase.RoleOwner), "new@haiyun.example"); err != nil {
			t.Fatal(err)
		}
		if _, err := s.AddPerson(ctx, NewPerson{Email: "new@haiyun.example", Name: "Other"}); err != nil {
			t.Fatal(err)
		}
		if err := s.ConfirmEmail(ctx, tokenOf(letters(t, s, MailEmailConfirm)[0]), from); ipcase.KindOf(err) != ipcase.Refused {
			t.Errorf("%v", err)
		}
	})
}

func TestChangingWhereNoticesGo(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, _, p, org := setUp(t, db)
		ctx, from := t.Context(), From{Address: "192.0.2.1"}
		if err := s.AskNoticeAddress(ctx, actorOf(p, org, ipcase.RoleMember), "x@haiyun.example"); ipcase.KindOf(err) != ipcase.NotFound {
			t.Errorf("by a member: %v", err)
		}
		a := actorOf(p, org, ipcase.RoleOwner)
		for _, to := range []string{"notices@haiyun.example", "legal@haiyun.example"} {
			before, err := s.NoticeAddress(ctx, a)
			if err != nil {
				t.Fatal(err)
			}
			if err := s.AskNoticeAddress(ctx, a, to); err != nil {
				t.Fatal(err)
			}
			if now, err := s.NoticeAddress(ctx, a); err != nil || now != before {
				t.Errorf("before the link is followed notices go to %s, %v", now, err)
			}
			mails := letters(t, s, MailNoticeConfirm)
			if err := s.ConfirmNoticeAddress(ctx, tokenOf(mails[len(mails)-1]), from); err != nil {
				t.Fatal(err)
			}
			if now, err := s.NoticeAddress(ctx, a); err != nil || now != to {
				t.Errorf("notices go to %s, %v", now, err)
			}
		}
		if told := letters(t, s, MailNoticeChanged); len(told) != 3 || told[1].To != "notices@haiyun.example" || told[2].To != "legal@haiyun.example" {
			t.Errorf("told: %+v", told)
		}
	})
}

func TestOwnSessions(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, clock, p, org := setUp(t, db)
		ctx, a := t.Context(), actorOf(p, org, ipcase.RoleOwner)
		begin := func(agent, address, device string) SignedIn {
			t.Helper()
			in, err := s.CompleteSignIn(ctx, p.ID, How{From: From{Agent: agent, Address: address, Device: device}})
			if err != nil {
				t.Fatal(err)
			}
			clock.Advance(time.Minute)
			return in
		}
		first := begin("Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0", "192.0.2.1", "")
		second := begin("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1", "192.0.2.2", "")
		third := begin("", "192.0.2.1", first.Device)
		if third.Device != first.Device {
			t.Error("a known browser becomes another")
		}
		if told := letters(t, s, MailNewSignIn); len(told) != 1 || told[0].Facts["device"] != "Safari, iPhone" {
			t.Errorf("told of a new browser: %+v", told)
		}
		list, err := s.Sessions(ctx, a, first.ID)
		if err != nil || len(list) != 3 || list[2].Device != "Firefox, Windows" || !list[2].Current || list[0].Current || list[1].Address != "192.0.2.2" {
			t.Fatalf("%+v, %v", list, err)
		}
		stranger := ipcase.Actor{PersonID: p.ID + 1}
		if err := s.EndOwnSession(ctx, stranger, list[1].Handle); ipcase.KindOf(err) != ipcase.NotFound {
			t.Errorf("another's session: %v", err)
		}
		for range 2 {
			if err := s.EndOwnSession(ctx, a, list[1].Handle); err != nil {
				t.Error(err)
			}
		}
		alive := func(id string) bool {
			_, ok, err := s.Session(ctx, id)
			return ok && err == nil
		}
		if alive(second.ID) || !alive(first.ID) || !alive(third.ID) {
			t.Error("not the one session ended")
		}
		newID, err := s.Confirmed(ctx, a, first.ID, true)
		if err != nil || alive(first.ID) || !alive(newID) {
			t.Errorf("a confirmation leaves the old id alive, or: %v", err)
		}
		if got, _, err := s.Session(ctx, newID); err != nil || !got.SecondFactor || !got.Fresh(clock.Now()) || got.Fresh(clock.Now().Add(FreshFor)) {
			t.Errorf("%+v, %v", got, err)
		}
		if n, err := s.EndOtherSessions(ctx, a, newID); err != nil || n != 1 || alive(third.ID) || !alive(newID) {
			t.Errorf("%d ended, %v", n, err)
		}
	})
}
