package web_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// TestVendureInChromium walks a takedown in a shop on a real commerce engine, in a
// browser on both: the product's page before, the complaint, the page gone, the decision,
// the page back. IPPORTAL_TEST_SHOTS names a folder for the pictures.
func TestVendureInChromium(t *testing.T) {
	t.Parallel()
	chromium := webtest.NewChromium(t)
	w := newVendureWorld(t, ipcasetest.SQLite(t))
	lamp := w.engine.Product(w.channel, "Norrvik style headlamp 900 lumen", "norrvik-style-headlamp", "<p>Rechargeable, with a strap.</p>", 2499)
	w.engine.Product(w.channel, "Camping lantern with hook", "camping-lantern", "<p>Hangs from a branch.</p>", 1899)
	ref := "P-" + lamp
	p := pictures{t: t, shop: chromium.Window()}
	w.changed(p.shop.Size(1280, 900))
	const front = "/product/norrvik-style-headlamp"

	operator, lin, ada := chromium.Tab(w.Site, "operator", false), chromium.Tab(w.Site, "lin", false), chromium.Tab(w.Site, "ada", false)
	w.connects(w.engine.Key)
	operator.Open("/operator/connections").Sees("Lakeside", "It is a Vendure shop")
	p.take(operator.Window, "connected")
	p.front(w, "/shop", "on-sale-before")
	p.front(w, front, "product-before")

	number := w.filed(ipcase.Trademark, "https://shop.lakeside.example"+front)
	lin.Open("/seller/cases/"+number).Sees("Norrvik style headlamp 900 lumen", ref)
	p.take(lin.Window, "complaint-as-the-seller-sees-it")
	w.silence(number)
	w.shown(lamp, "norrvik-style-headlamp", false)
	p.front(w, front, "product-taken-down")
	p.front(w, "/shop", "on-sale-without-it")
	lin.Open("/seller/cases/" + number)
	p.take(lin.Window, "case-after-the-removal")

	w.restored(number)
	w.shown(lamp, "norrvik-style-headlamp", true)
	ada.Open("/review/cases/" + number)
	p.take(ada.Window, "decision-for-the-seller")
	p.front(w, front, "product-restored")
	operator.Open("/operator/connections").Sees("Last messages to Lakeside", "done")
	p.take(operator.Window, "what-the-engine-was-asked")
}

// pictures are taken one after the other, where a folder for them is named.
type pictures struct {
	t     *testing.T
	shop  *webtest.Window
	taken int
}

// front opens a page of the engine's shop front.
func (p *pictures) front(w vendureWorld, path, name string) {
	p.t.Helper()
	w.changed(p.shop.Go(w.engine.URL() + path))
	p.take(p.shop, name)
}

func (p *pictures) take(of *webtest.Window, name string) {
	p.t.Helper()
	dir := os.Getenv("IPPORTAL_TEST_SHOTS")
	if dir == "" {
		return
	}
	p.taken++
	png, err := of.Picture()
	if err == nil {
		err = os.MkdirAll(filepath.Join(dir, "shop"), 0o750)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "shop", fmt.Sprintf("%02d-%s.png", p.taken, name)), png, 0o600)
	}
	if err != nil {
		p.t.Error(err)
	}
}
