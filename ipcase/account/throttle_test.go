package account

import (
	"fmt"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

func (s *Service) tryPassword(t *testing.T, email, password, address, device string) error {
	t.Helper()
	_, _, err := s.SignIn(t.Context(), SignIn{email, password, From{Address: address, Device: device}})
	return err
}

// The wait grows from one second to its longest, from one address and for one
// account alike, and never becomes a lock.
func TestGuessingSlowsDown(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, clock, p, _ := setUp(t, db)
		evaluated := 0
		for range 400 { // a try each second, from one address
			if err := s.tryPassword(t, p.Email, "not the password", "192.0.2.66", ""); ipcase.KindOf(err) == ipcase.Refused {
				evaluated++
			}
			clock.Advance(time.Second)
		}
		if evaluated > 15 {
			t.Errorf("%d of 400 guesses were looked at", evaluated)
		}
		if err := s.tryPassword(t, p.Email, good, "192.0.2.7", ""); err != nil {
			t.Errorf("the owner, from elsewhere, is kept out: %v", err)
		}
		clock.Advance(15 * time.Minute)
		if err := s.tryPassword(t, p.Email, good, "192.0.2.66", ""); err != nil {
			t.Errorf("the wait does not end: %v", err)
		}
	})
}

// While somebody guesses from very many addresses without a pause, the owner gets
// in with the browser that the account knows; a stranger's cookie helps nobody.
func TestNobodyLocksTheOwnerOut(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, clock, p, _ := setUp(t, db)
		begun, err := s.CompleteSignIn(t.Context(), p.ID, How{})
		if err != nil {
			t.Fatal(err)
		}
		guess := func(n int) error {
			return s.tryPassword(t, p.Email, "a guess at it", fmt.Sprintf("198.51.100.%d", n), "")
		}
		for n := range 60 {
			if err := guess(n); ipcase.KindOf(err) != ipcase.Refused && n < 30 {
				t.Fatalf("guess %d: %v", n, err)
			}
		}
		if err := guess(61); ipcase.KindOf(err) != ipcase.TooMany {
			t.Fatalf("guessing from many addresses is not slowed: %v", err)
		}
		if err := s.tryPassword(t, p.Email, good, "192.0.2.7", begun.Device[1:]+begun.Device[:1]); ipcase.KindOf(err) != ipcase.TooMany {
			t.Errorf("a cookie that was never given out is taken for the owner's: %v", err)
		}
		if err := s.tryPassword(t, p.Email, good, "192.0.2.7", begun.Device); err != nil {
			t.Errorf("the owner is kept out of their own browser: %v", err)
		}
		for range 6 {
			_ = s.tryPassword(t, p.Email, "a guess at it", "192.0.2.7", begun.Device)
		}
		if err := s.tryPassword(t, p.Email, good, "192.0.2.7", begun.Device); ipcase.KindOf(err) != ipcase.TooMany {
			t.Errorf("guessing in a known browser is not slowed: %v", err)
		}
		clock.Advance(31 * time.Second)
		if err := s.tryPassword(t, p.Email, good, "192.0.2.8", ""); err != nil {
			t.Errorf("after half a minute without guesses a new browser is kept out: %v", err)
		}
	})
}

// Of many tries at the same instant no more are looked at than are free.
func TestManyAtOnceAreCountedFirst(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, _, _, _ := setUp(t, db)
		keys := passwordKeys("lin.yue@haiyun.example", "192.0.2.1", "")
		var passed atomic.Int64
		var group sync.WaitGroup
		for range 40 {
			group.Go(func() {
				err := s.attempt(t.Context(), keys)
				if err == nil {
					passed.Add(1)
				} else if ipcase.KindOf(err) != ipcase.TooMany {
					t.Error(err)
				}
			})
		}
		group.Wait()
		if passed.Load() != 5 {
			t.Errorf("%d of 40 tries at once were let through, and not 5", passed.Load())
		}
		if err := s.succeeded(t.Context(), keys); err != nil {
			t.Fatal(err)
		}
		var left []failure
		if err := db.Gorm.Find(&left).Error; err != nil || len(left) != 1 || left[0].Failures != 4 {
			t.Errorf("after one good try there is left: %+v, %v", left, err)
		}
	})
}

// Guesses at very many accounts from very many addresses are slowed as a whole.
func TestTheWholeIsLimited(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s, clock, _, _ := setUp(t, db)
		for n := range wholeSignIns {
			if err := s.whole(t.Context()); err != nil {
				t.Fatalf("try %d: %v", n, err)
			}
		}
		if err := s.tryPassword(t, "x@y.example", "one more guess", strconv.Itoa(1), ""); ipcase.KindOf(err) != ipcase.TooMany {
			t.Errorf("one more than the limit: %v", err)
		}
		clock.Advance(time.Minute)
		if err := s.whole(t.Context()); err != nil {
			t.Errorf("a minute later: %v", err)
		}
	})
}

func TestWaitIsAsSaid(t *testing.T) {
	k := throttleKey{free: 5, longest: time.Minute}
	var got []time.Duration
	for _, n := range []int{0, 4, 5, 6, 8, 11, 25, 100000} {
		got = append(got, k.wait(n)/time.Second)
	}
	if want := []time.Duration{0, 0, 1, 2, 8, 60, 60, 60}; !slices.Equal(got, want) {
		t.Errorf("%v, and not %v", got, want)
	}
}
