package web_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/marketplace"
	"ipportal/web/webtest"
)

// vendureWorld is a portal whose first site is a shop on a real commerce engine, in which
// Haiyun sells.
type vendureWorld struct {
	sellerWorld
	engine  *ipcasetest.Vendure
	channel string // Haiyun's
}

const (
	vendureAPI   = "https://shop.lakeside.example/admin-api"
	vendurePages = "https://shop.lakeside.example/product/{slug}"
	vendureAgain = 2 * ipcase.SyncChangedEvery
)

func newVendureWorld(t *testing.T, db *database.DB) vendureWorld {
	t.Helper()
	w := vendureWorld{sellerWorld: newSellerWorld(t, db), engine: ipcasetest.NewVendure(t)}
	w.Outside.To = w.engine
	seller, channel := w.engine.Seller("Haiyun Outdoor")
	w.channel = channel
	// What the portal's own catalogue has there is not the engine's.
	w.changed(db.Gorm.Model(&marketplace.CatalogueListing{}).Where("site_code = ?", webtest.SiteCN).Updates(map[string]any{"visibility": marketplace.Withdrawn}).Error)
	w.changed(db.Gorm.Exec("UPDATE orgs SET shop_ref = ? WHERE id = ?", webtest.SiteCN+"-"+seller, w.acts.Haiyun.OrgID).Error)
	return w
}

func (w vendureWorld) changed(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// connects as the operator does, on the page.
func (w vendureWorld) connects(key string) {
	w.t.Helper()
	b := w.As("operator").Open("/operator/connections").Fill("Name of the marketplace", "Lakeside").Choose("It is a Vendure shop")
	b.Fill("Address of the webhook, or of the admin API", vendureAPI).Fill("API key of the Vendure shop", key).Fill("Address of product pages", vendurePages)
	b.Press("Connect").Sees("It is a Vendure shop", vendureAPI).SeesNot(key)
	w.Work()
}

// later lets a moment pass, so that what changed in the engine is read.
func (w vendureWorld) later() {
	w.t.Helper()
	w.Clock.Advance(vendureAgain)
	w.Work()
}

func (w vendureWorld) product(slug string) (id, ref string) {
	w.t.Helper()
	id = w.engine.Product(w.channel, "Headlamp "+slug, slug, "<p>Bright &amp; <b>small</b></p>", 2499)
	return id, "P-" + id
}

// shown fails unless the engine's own shop API and its shop front show a product, or do
// not.
func (w vendureWorld) shown(id, slug string, want bool) {
	w.t.Helper()
	status, _ := w.engine.Front("/product/" + slug)
	if got := w.engine.Shown(id); got != want || (status == 200) != want {
		w.t.Errorf("product %s in the shop API: %v, its page in the shop front: %d", id, got, status)
	}
}

// silence lets the seller's time run out, so that the listings are taken down.
func (w vendureWorld) silence(number string) {
	w.t.Helper()
	for range 10 {
		if w.acts.States(number)[0] == ipcase.Removed {
			return
		}
		w.Clock.Advance(24 * time.Hour)
		w.Work()
	}
	w.t.Fatalf("%s is %v", number, w.acts.States(number))
}

// restored by a decision on the seller's counter-notification.
func (w vendureWorld) restored(number string) {
	w.t.Helper()
	_, err := w.acts.Counter(w.acts.Haiyun, number)
	w.changed(err)
	w.Work()
	w.changed(w.acts.Answer(number, ipcase.AnswerContest))
	w.rule(w.acts.Bo, number, ipcase.MoveUpholdCounter)
	w.Work()
}

// A product of a real engine: read from there, complained of by its page, taken down in
// its own shop, and put back by the decision (promises 7 and 8).
func TestVendureTakedown(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newVendureWorld(t, db)
		lamp, ref := w.product("n3")
		other, _ := w.product("n4")
		off, offRef := w.product("n5")
		w.engine.Switch(off, false)
		w.connects(w.engine.Key)
		offers, err := w.Market.Lookup(t.Context(), []string{"https://shop.lakeside.example/product/n3", ref, offRef})
		w.changed(err)
		if o := offers[0]; !o.Found || o.Gone || o.Ref != ref || o.SellerOrgID != w.acts.Haiyun.OrgID || o.Title != "Headlamp n3" || o.Description != "Bright & small" || o.PriceMinor != 2499 || o.Currency != "USD" {
			t.Fatalf("read as %+v", o)
		}
		if !offers[1].Found || !offers[2].Gone {
			t.Errorf("by their ids %+v", offers[1:])
		}

		number := w.filed(ipcase.Trademark, "https://shop.lakeside.example/product/n3")
		w.shown(lamp, "n3", true)
		w.silence(number)
		w.shown(lamp, "n3", false)
		w.shown(other, "n4", true)
		if v := w.visibility(ref); v != ipcase.Down || w.engine.Changes() != 1 {
			t.Errorf("taken down, it is %s after %d changes", v, w.engine.Changes())
		}
		w.later()
		if n := w.reappeared(); n != 0 {
			t.Errorf("it is down, and people were told %d times that it is back", n)
		}

		// Its seller puts it back in the engine: noticed once.
		w.engine.Switch(lamp, true)
		w.later()
		w.later()
		if n := w.reappeared(); n != 1 {
			t.Errorf("it is back by itself, and people were told %d times", n)
		}
		w.engine.Switch(lamp, false)
		w.later()

		w.restored(number)
		w.shown(lamp, "n3", true)
		if v := w.visibility(ref); v != ipcase.Live || w.engine.Changes() != 2 {
			t.Errorf("restored, it is %s after %d changes", v, w.engine.Changes())
		}
		w.later()
		if l, err := w.Catalogue.Listing(t.Context(), webtest.SiteCN, ref); err != nil || l.Visibility != marketplace.Live {
			t.Errorf("the mirror says %s, %v", l.Visibility, err)
		}
		w.stays(off, offRef)
		w.restricted(off, lamp, other)
		w.deletedThere(other)
		w.deletedWhileOff()
		w.many()
	})
}

// stays: what its seller switched off before the complaint is not put on by a restoration.
func (w vendureWorld) stays(off, ref string) {
	w.t.Helper()
	w.engine.Switch(off, true)
	w.later()
	number := w.filed(ipcase.Trademark, ref)
	w.engine.Switch(off, false) // after it was last read
	w.silence(number)
	w.restored(number)
	if w.engine.Shown(off) {
		w.t.Error("what its seller switched off was put on")
	}
}

// restricted: a measure against a shop takes off all that it sells, and no more, and its
// end puts that back.
func (w vendureWorld) restricted(off string, ids ...string) {
	w.t.Helper()
	_, channel := w.engine.Seller("Another shop")
	theirs := w.engine.Product(channel, "Their lamp", "theirs", "", 100)
	w.later()
	m := ipcase.Measure{
		Number: "AM-2026-000099", OrgID: w.acts.Haiyun.OrgID, Party: ipcase.PartySeller, Kind: ipcase.MeasureListingsDown, Status: ipcase.MeasureProposed,
		Task: ipcase.MeasureTaskDecide, Cause: ipcase.CauseLadder, Points: 36, Days: 21, Version: 1, ProposedAt: w.Clock.Now(), Salts: ipcase.Salts{},
	}
	w.changed(w.DB.Gorm.Create(&m).Error)
	_, err := w.Service.DecideMeasure(w.t.Context(), w.Person("carol").Actor(), ipcase.DecideMeasure{
		Number: m.Number, Version: 1, Impose: true, Facts: "36 points from nine complaints.", GroundKind: ipcase.GroundTerms, Reference: "§ 9",
		Explanation: "The terms say so from this step on.", Lang: "en", Days: 21,
	})
	w.changed(err)
	w.Work()
	for _, id := range ids {
		if w.engine.Shown(id) {
			w.t.Errorf("product %s is on sale under the measure", id)
		}
	}
	if !w.engine.Shown(theirs) {
		w.t.Error("another shop's product went down")
	}
	w.Clock.Advance(21 * 24 * time.Hour)
	w.Work()
	for _, id := range append(ids, theirs) {
		if !w.engine.Shown(id) {
			w.t.Errorf("product %s is not on sale after the measure", id)
		}
	}
	if w.engine.Shown(off) {
		w.t.Error("the end of a measure put on what its seller had switched off")
	}
}

// deletedThere: a product that its seller deletes in the engine is offered no more here,
// and that ends the complaint as Delete Now does.
func (w vendureWorld) deletedThere(id string) {
	w.t.Helper()
	number := w.filed(ipcase.Trademark, "P-"+id)
	w.engine.Delete(id)
	w.Clock.Advance(ipcase.SyncAllEvery + time.Minute)
	w.Work()
	if l, err := w.Catalogue.Listing(w.t.Context(), webtest.SiteCN, "P-"+id); err != nil || l.Visibility != marketplace.Withdrawn {
		w.t.Errorf("deleted in the engine, the mirror says %s, %v", l.Visibility, err)
	}
	w.stands(number, ipcase.DeletedBySeller)
	if v := w.visibility("P-" + id); v != ipcase.Down {
		w.t.Errorf("deleted in the engine, it is %s", v)
	}
}

// many: everything is read, a page after the other, and so is what is not there any more.
func (w vendureWorld) many() {
	w.t.Helper()
	ids := w.engine.Products(205, "Bulk")
	live := func(want int64) {
		w.t.Helper()
		w.Clock.Advance(ipcase.SyncAllEvery + time.Minute)
		w.Work()
		var n int64
		w.changed(w.DB.Gorm.Model(&marketplace.CatalogueListing{}).Where("title LIKE 'Bulk %' AND visibility = ?", marketplace.Live).Count(&n).Error)
		if n != want {
			w.t.Errorf("%d of %d are read", n, want)
		}
	}
	live(205)
	w.engine.Delete(ids[0])
	w.engine.Delete(ids[204])
	live(203)
}

// The engine goes away in the middle of an order: what came of it is asked, and it is done
// once. A key that opens nothing is told to people, and guessed at by nobody (promise 7).
func TestVendureStops(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newVendureWorld(t, db)
		lamp, ref := w.product("n3")
		w.connects(w.engine.Key)
		number := w.filed(ipcase.Trademark, ref)

		// It does what it is told, and is gone before anybody hears of it.
		w.engine.Lose(func(body string) error {
			if !strings.Contains(body, "updateProduct(") {
				return nil
			}
			w.engine.Stop()
			return errors.New("connection reset by peer")
		})
		w.silence(number)
		if v := w.visibility(ref); v != ipcase.TakingDown || w.engine.Changes() != 1 {
			t.Errorf("nobody knows what came of it, and it is %s after %d changes", v, w.engine.Changes())
		}
		w.engine.Lose(nil)
		w.Clock.Advance(time.Hour) // it is away still
		w.Work()
		if v := w.visibility(ref); v != ipcase.TakingDown {
			t.Errorf("the engine is away, and it is %s", v)
		}
		w.engine.Start()
		w.shown(lamp, "n3", false) // it had been done
		w.Clock.Advance(time.Hour)
		w.Work()
		if v := w.visibility(ref); v != ipcase.Down || w.engine.Changes() != 1 {
			t.Errorf("it is there again, and it is %s after %d changes", v, w.engine.Changes())
		}
		var keys []string
		w.changed(db.Gorm.Model(&ipcase.Delivery{}).Where("kind = ? AND listing_id = (SELECT id FROM listings WHERE ref = ?)", ipcase.DeliverRemove, ref).Pluck("key", &keys).Error)
		if len(keys) != 1 {
			t.Errorf("orders %q", keys)
		}
		w.wrongKey()
	})
}

// wrongKey connects the site anew with a key that opens nothing.
func (w vendureWorld) wrongKey() {
	w.t.Helper()
	w.Log.ExpectFaults() // of an order that is given up
	lamp, ref := w.product("n6")
	w.later()
	number := w.filed(ipcase.Trademark, ref)
	operator := w.As("operator")
	operator.Open("/operator/connections").Press("End this connection").Sees("The connection has ended.")
	w.connects("a-key-that:opens-nothing")
	w.silence(number)
	w.shown(lamp, "n6", true)
	if v := w.visibility(ref); v != ipcase.TakingDown {
		w.t.Errorf("the engine refuses the key, and it is %s", v)
	}
	operator.Open("/operator/connections").Sees("It cannot be read at the moment", "the API key opens nothing, or not enough", "given up")
	if n := w.events(number, ipcase.EventOutsideFailed); n != 1 {
		w.t.Errorf("people were told %d times", n)
	}
	// With the right one it is carried out under the key that it had.
	operator.Open("/operator/connections").Press("End this connection").Sees("The connection has ended.")
	w.connects(w.engine.Key)
	operator.Open("/operator").Press("Try again")
	w.Work()
	w.shown(lamp, "n6", false)
	if v := w.visibility(ref); v != ipcase.Down {
		w.t.Errorf("with the right key it is %s", v)
	}
}
