package web_test

import (
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/marketplace"
	"ipportal/web/webtest"
)

// deletedWhileOff: a product that its seller switches off and then deletes in the engine
// is noticed as deleted, once; one that is there again is offered again, and what is
// complained of is told to people.
func (w vendureWorld) deletedWhileOff() {
	w.t.Helper()
	id, ref := w.product("n8")
	w.later()
	number := w.filed(ipcase.Trademark, ref)
	w.engine.Switch(id, false)
	w.later()
	w.mirrored(ref, marketplace.Withdrawn, false)
	w.stands(number, ipcase.AwaitingSeller) // off is not deleted
	w.engine.Delete(id)
	everything := func() {
		w.t.Helper()
		w.Clock.Advance(ipcase.SyncAllEvery + time.Minute)
		w.Work()
	}
	everything()
	w.mirrored(ref, marketplace.Withdrawn, true)
	w.stands(number, ipcase.DeletedBySeller)
	everything()
	if n := w.events(number, ipcase.EventDeleted); n != 1 {
		w.t.Errorf("its deletion was recorded %d times", n)
	}

	before := w.reappeared()
	w.engine.Undelete(id)
	w.later()
	w.mirrored(ref, marketplace.Withdrawn, false) // there, and switched off as it was
	if n := w.reappeared() - before; n != 0 {
		w.t.Errorf("it is switched off, and people were told %d times that it is back", n)
	}
	w.engine.Switch(id, true)
	w.later()
	w.later()
	w.mirrored(ref, marketplace.Live, false)
	if n := w.reappeared() - before; n != 1 {
		w.t.Errorf("it is back, and people were told %d times", n)
	}
	w.engine.Delete(id) // for good
	everything()
	w.mirrored(ref, marketplace.Withdrawn, true)
}

// mirrored fails unless the portal's picture of a product is this.
func (w vendureWorld) mirrored(ref string, want marketplace.Visibility, gone bool) {
	w.t.Helper()
	l, err := w.Catalogue.Listing(w.t.Context(), webtest.SiteCN, ref)
	if err != nil || l.Visibility != want || (l.GoneAt != nil) != gone {
		w.t.Errorf("the mirror says that %s is %s, gone at %v: %v", ref, l.Visibility, l.GoneAt, err)
	}
}

// A marketplace that says by its token that a listing was deleted, and later sends it
// again, has it on sale again.
func TestADeletedListingIsSentAgain(t *testing.T) {
	byKeys(t, func(t *testing.T, s sellerWorld) {
		m, _ := connected(t, s, ipcase.ByPull)
		m.expect(204, "POST", "/sellers/lamps", `{"name":"Lamps of Ningbo"}`)
		const line = `{"seller":"lamps","title":"Lamp no. 7","lang":"en","price_minor":1290,"currency":"USD"}`
		w := vendureWorld{sellerWorld: s}
		m.expect(204, "POST", "/listings/QL-7001", line)
		w.mirrored("QL-7001", marketplace.Live, false)
		m.expect(204, "POST", "/listings/QL-7001/state", `{"state":"deleted"}`)
		w.mirrored("QL-7001", marketplace.Withdrawn, true)
		m.expect(204, "POST", "/listings/QL-7001", line)
		w.mirrored("QL-7001", marketplace.Live, false)
		m.expect(204, "POST", "/listings/QL-7001/state", `{"state":"deleted"}`)
		m.expect(204, "POST", "/listings/QL-7001/state", `{"state":"back"}`)
		w.mirrored("QL-7001", marketplace.Live, false)
	})
}
