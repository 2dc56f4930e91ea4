package ipcase_test

import (
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

// shopOrders are the orders about shops in a connection's list, or in that of the
// platform's people.
func shopOrders(t *testing.T, w *ipcasetest.World, omar ipcase.Actor, c ipcase.Connection) (list []ipcase.MarketOrder) {
	t.Helper()
	var all []ipcase.MarketOrder
	var err error
	if c.Way == ipcase.ByHand {
		all, err = w.ReadHandOrders(t.Context(), omar, 0)
	} else {
		all, err = w.OpenOrders(t.Context(), c, 0, ipcase.MaxActions)
	}
	no(t, err)
	for _, o := range all {
		if o.Shop != "" {
			list = append(list, o)
		}
	}
	return list
}

// Where orders lie in a list, what a measure asks of a shop lies there too until
// somebody says what came of it; a refusal and three days of silence are told aloud.
func TestShopOrdersLieInTheList(t *testing.T) { // promise 7
	for _, way := range []ipcase.ConnectionWay{ipcase.ByPull, ipcase.ByHand} {
		t.Run(string(way), func(t *testing.T) {
			each(t, func(t *testing.T, w *ipcasetest.World) {
				omar := operator(t, w)
				no(t, w.DB.Gorm.Exec("UPDATE orgs SET shop_ref = 'haiyun' WHERE id = ?", w.Haiyun.OrgID).Error)
				counterfeits(w, "H1", "H2", "H3")
				made := connect(t, w, omar, way)
				var c ipcase.Connection
				no(t, w.DB.Gorm.Where("public_id = ?", made.PublicID).Take(&c).Error)
				say := func(o ipcase.MarketOrder, what ipcase.OrderOutcome, why string) error {
					in := ipcase.OrderAnswer{Key: o.Key, Outcome: what, Reason: why}
					if way == ipcase.ByHand {
						return w.TickOrder(t.Context(), omar, in)
					}
					return w.AnswerOrder(t.Context(), c, in)
				}
				state := func(o ipcase.MarketOrder) ipcase.DeliveryState {
					var d ipcase.Delivery
					no(t, w.DB.Gorm.Where("id = ?", o.ID).Take(&d).Error)
					return d.State
				}
				m := only(w, ipcase.MeasureRestriction)
				_, err := w.DecideMeasure(t.Context(), w.Rita, imposed(m))
				no(t, err)
				w.Work()
				list := shopOrders(t, w, omar, c)
				if len(list) != 1 || list[0].Shop != ipcase.RestrictShop || list[0].SellerRef != "haiyun" || list[0].CaseNumber != m.Number || list[0].Until == nil || list[0].Site != w.Site.Code {
					t.Fatalf("%+v", list)
				}
				restrict := list[0]
				no(t, say(restrict, ipcase.OutcomeUnknown, ""))
				w.Work()
				if len(shopOrders(t, w, omar, c)) != 1 {
					t.Error("what nobody knows is not asked for again")
				}
				no(t, say(restrict, ipcase.OutcomeDone, ""))
				no(t, say(restrict, ipcase.OutcomeDone, "")) // told twice
				refused(t, say(restrict, ipcase.OutcomeRefused, "No such shop."), ipcase.Stale)
				w.Work()
				if s := state(restrict); s != ipcase.DeliveryDone || len(shopOrders(t, w, omar, c)) != 0 {
					t.Errorf("done, and it is %s", s)
				}

				w.Clock.Advance(restrict.Until.Sub(w.Clock.Now()) + time.Minute)
				w.Work()
				_, err = w.PassDeadlines(t.Context(), 100)
				no(t, err)
				w.Work()
				list = shopOrders(t, w, omar, c)
				if len(list) != 1 || list[0].Shop != ipcase.ReleaseShop || list[0].CaseNumber != m.Number {
					t.Fatalf("%+v", list)
				}
				no(t, say(list[0], ipcase.OutcomeRefused, "No such shop."))
				w.Work()
				if s := state(list[0]); s != ipcase.DeliveryFailed {
					t.Errorf("refused, and it is %s", s)
				}
				no(t, say(list[0], ipcase.OutcomeDone, "")) // after all
				w.Work()
				if s := state(list[0]); s != ipcase.DeliveryDone {
					t.Errorf("done after all, and it is %s", s)
				}
			})
		})
	}
}
