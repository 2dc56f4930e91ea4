package web_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// The operator presses what was given up once more, and it is carried out; whoever presses
// it on a page that has grown old is told so, and it is not done twice (promise 7).
func TestOperatorTriesAgain(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s := newSellerWorld(t, db)
		s.deletes(s.filed(ipcase.Trademark, "QL-1001"))
		orders, err := s.Service.ClaimDeliveries(t.Context(), 100, time.Minute, ipcase.DeliverRemove)
		no(t, err)
		if len(orders) != 1 {
			t.Fatalf("%d removals wait", len(orders))
		}
		no(t, s.Service.DeliveryGiveUp(t.Context(), orders[0], errors.New("the marketplace is closed")))
		b := s.As("operator")
		b.Open("/operator").Sees("the marketplace is closed", "Try again now")
		b.Press("Try again now").Status(http.StatusOK).Sees("is being tried again.").SeesNot("the marketplace is closed")
		s.Work()
		if v := s.visibility("QL-1001"); v != ipcase.Down {
			t.Errorf("tried again, and it is %s", v)
		}
		b.Open("/operator").SeesNot("Try again now").Send(fmt.Sprintf("/operator/deliveries/%d/again", orders[0].ID), url.Values{}).Status(http.StatusConflict).Sees("Not tried again", "It has been carried out meanwhile.")
		s.Work()
		var done int64
		no(t, db.Gorm.Model(&ipcase.Delivery{}).Where("kind = ?", ipcase.DeliverRemove).Count(&done).Error)
		if v := s.visibility("QL-1001"); done != 1 || v != ipcase.Down {
			t.Errorf("after a press too many %d removals are there, and the listing is %s", done, v)
		}
	})
}
