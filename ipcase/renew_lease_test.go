package ipcase_test

import (
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

type leaseClock struct{ at time.Time }

func (c *leaseClock) Now() time.Time { return c.at }

func TestLeases(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		clock := &leaseClock{at: time.Date(2026, 6, 11, 9, 0, 0, 0, time.UTC)}
		s := ipcase.New(db.Gorm, clock, ipcase.Rulebook{}, nil, nil)
		for n, kind := range []ipcase.DeliveryKind{ipcase.DeliverMail, ipcase.DeliverRemove} {
			d := ipcase.Delivery{Kind: kind, Key: string(kind), State: ipcase.DeliveryQueued, NextAt: clock.at, CreatedAt: clock.at, Payload: "{}"}
			if err := db.Gorm.Create(&d).Error; err != nil {
				t.Fatalf("%d: %v", n, err)
			}
		}
		claim := func(kinds ...ipcase.DeliveryKind) []ipcase.Delivery {
			t.Helper()
			got, err := s.ClaimDeliveries(t.Context(), 10, 20*time.Second, kinds...)
			if err != nil {
				t.Fatal(err)
			}
			return got
		}
		renew := func(d ipcase.Delivery) bool {
			t.Helper()
			mine, err := s.RenewLease(t.Context(), d, 20*time.Second)
			if err != nil {
				t.Fatal(err)
			}
			return mine
		}
		first := claim(ipcase.DeliverRemove, ipcase.DeliverRestore)
		if len(first) != 1 || first[0].Kind != ipcase.DeliverRemove {
			t.Fatalf("claimed %+v", first)
		}
		clock.at = clock.at.Add(15 * time.Second)
		if !renew(first[0]) {
			t.Error("a lease that holds was not renewed")
		}
		clock.at = clock.at.Add(15 * time.Second)
		if got := claim(ipcase.DeliverRemove); len(got) != 0 {
			t.Errorf("claimed in spite of the renewed lease: %+v", got)
		}
		clock.at = clock.at.Add(15 * time.Second)
		second := claim()
		if len(second) != 2 {
			t.Fatalf("claimed %+v", second)
		}
		if renew(first[0]) {
			t.Error("a lease was renewed that another process holds")
		}
		if err := s.DeliveryRetry(t.Context(), second[0], &ipcase.PermanentError{Reason: "no"}); err != nil {
			t.Fatal(err)
		}
		if renew(second[0]) || !renew(second[1]) {
			t.Error("renewed the closed one, or not the open one")
		}
	})
}
