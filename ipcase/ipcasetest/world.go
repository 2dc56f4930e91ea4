package ipcasetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/evidence"
	"ipportal/ipcase/likeness"
	"ipportal/ipcase/marketplace"
	"ipportal/ipcase/merkle"
	"ipportal/ipcase/procedure"
)

// Monday is where a world's clock starts: 10:00 in Shanghai on a Monday without
// holidays near it.
var Monday = time.Date(2026, 6, 8, 2, 0, 0, 0, time.UTC)

// Shanghai is the platform's zone in a world.
func Shanghai() *time.Location {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		panic(err) // the zone comes with Go
	}
	return zone
}

// World is a small marketplace with its people on a real database: what a test
// of deeds stands on.
type World struct {
	*ipcase.Service
	T      testing.TB
	DB     *database.DB
	Clock  *Clock
	Market *marketplace.Catalogue
	Folder string // where the blobs lie

	Connected *marketplace.Connected // the catalogue, and the marketplaces of their own that tests connect
	Outside   http.RoundTripper      // how these are reached; nil: they are not

	Blobs   *evidence.Store
	Site    ipcase.Site  // Quaylane: China's calendar
	US      ipcase.Site  // Quaylane US: the federal calendar
	Norrvik ipcase.Actor // rights holder
	Other   ipcase.Actor // another rights holder
	Haiyun  ipcase.Actor // seller
	Tianrui ipcase.Actor // another seller
	Rita    ipcase.Actor // reviewer
	Bo      ipcase.Actor // another reviewer

	OwnRules bool // the test changed what the rules read, so that the past cannot be replayed

	terse bool // what people write at length is short
}

// New makes a world. Listings are named H1 … H9 (Haiyun's) and T1 … T9
// (Tianrui's) on the first site, HU1 … HU9 and TU1 … TU9 on the American one.
func New(t testing.TB, db *database.DB) *World {
	t.Helper()
	w := &World{T: t, DB: db, Clock: NewClock(Monday)}
	w.Site = ipcase.Site{Code: "quaylane", Name: "Quaylane", BaseURL: "https://quaylane.example/item", Territory: "CN", Calendar: "CN"}
	w.US = ipcase.Site{Code: "quaylane-us", Name: "Quaylane US", BaseURL: "https://us.quaylane.example/item", Territory: "US", Calendar: "US"}
	if db.Dialect == database.Postgres { // the ids below are chosen, as SQLite sees by itself
		w.must(AsOwner(t, db).Gorm.Exec("ALTER SEQUENCE people_id_seq RESTART WITH 1000000").Error)
	}
	for _, s := range []*ipcase.Site{&w.Site, &w.US} {
		w.must(db.Gorm.Create(s).Error)
	}
	w.Norrvik = w.org(ipcase.PartyHolder, "Norrvik Optics AB", "SE")
	w.Other = w.org(ipcase.PartyHolder, "Ostara Paper GmbH", "DE")
	w.Haiyun = w.org(ipcase.PartySeller, "Haiyun Outdoor", "CN")
	w.Tianrui = w.org(ipcase.PartySeller, "Tianrui Gear", "CN")
	w.Rita = w.org(ipcase.PartyPlatform, "Quaylane IP Protection", "CN")
	w.Bo = w.Colleague(w.Rita, 2, "Bo")
	w.Rita = w.Colleague(w.Rita, 1, "Rita")

	w.Folder = t.TempDir()
	disk, err := evidence.NewDisk(w.Folder)
	w.must(err)
	w.Blobs = disk.CachingIn(Cache())
	w.Market = marketplace.New(db.Gorm, []ipcase.Site{w.Site, w.US}, fstest.MapFS{"lamp.png": {Data: Picture()}})
	for n := 1; n <= 9; n++ {
		for _, s := range []struct {
			seller ipcase.Actor
			site   ipcase.Site
			ref    string
		}{{w.Haiyun, w.Site, "H"}, {w.Tianrui, w.Site, "T"}, {w.Haiyun, w.US, "HU"}, {w.Tianrui, w.US, "TU"}} {
			w.must(w.Market.Add(t.Context(), marketplace.CatalogueListing{
				SiteCode: s.site.Code, Ref: fmt.Sprintf("%s%d", s.ref, n), SellerOrgID: s.seller.OrgID, SellerName: s.seller.OrgName,
				Title: fmt.Sprintf("Headlamp %s%d, 1200 lm", s.ref, n), Lang: "en", Description: "Rechargeable.", Category: "Lamps",
				PriceMinor: 1290, Currency: "USD", Images: []string{"lamp.png"}, UpdatedAt: w.Clock.Now(),
			}))
		}
	}
	book, err := procedure.Builtin()
	w.must(err)
	w.Govern(book)
	if test, ok := t.(*testing.T); ok {
		test.Cleanup(func() {
			w.judgeEvents(test)
			w.replay(test)
		})
	}
	return w
}

// Govern makes a rulebook the one that the world goes by from here on.
func (w *World) Govern(book ipcase.Rulebook) {
	w.Service = w.On(w.DB.Gorm, book)
}

// On is the world's service on another handle of its database.
func (w *World) On(db *gorm.DB, book ipcase.Rulebook) *ipcase.Service {
	w.Connected = marketplace.Connect(w.Market, Keys(), w.Clock, w)
	return ipcase.New(db, w.Clock, book, w.Connected, w.Blobs).Sealing(Keys()).InZone(Shanghai()).WithEye(likeness.Eye{}).KeepLog(false, LogKey())
}

// RoundTrip implements http.RoundTripper: nobody is reached but by Outside.
func (w *World) RoundTrip(r *http.Request) (*http.Response, error) {
	if w.Outside == nil {
		return nil, errors.New("nobody is reached from a test")
	}
	return w.Outside.RoundTrip(r) //nolint:wrapcheck // the caller's own
}

// LogKey signs the log of a world.
func LogKey() merkle.Key {
	key, err := merkle.NewKey(bytes.Repeat([]byte{7}, 32))
	if err != nil {
		panic(err) // it has the right length
	}
	return key
}

// replay runs the past of every case that has ended again, at the end of a test:
// under its own rules it must come to what it came to.
func (w *World) replay(t *testing.T) {
	if t.Failed() || w.OwnRules {
		return
	}
	done := map[string]bool{}
	for _, p := range w.Book().Procedures {
		if done[p.ID] {
			continue
		}
		done[p.ID] = true
		got, err := w.SimulateProcedure(context.WithoutCancel(t.Context()), p, func(int, int) {})
		if err != nil {
			t.Errorf("replay %s: %v", p.ID, err)
		}
		for _, x := range got.Changed {
			t.Errorf("replayed under the same rules, %s listing %d would be %s; it is %s", x.Case, x.Item, x.Would, x.Was)
		}
	}
}

func (w *World) must(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatalf("%+v", err)
	}
}

func (w *World) org(kind ipcase.Party, name, country string) ipcase.Actor {
	w.T.Helper()
	return w.orgs(kind, []string{name}, country)[0]
}

// orgs makes organisations, each with its owner.
func (w *World) orgs(kind ipcase.Party, names []string, country string) []ipcase.Actor {
	w.T.Helper()
	slug := func(name string) string { return strings.ToLower(strings.Fields(name)[0]) }
	orgs := make([]ipcase.Org, len(names))
	for n, name := range names {
		orgs[n] = ipcase.Org{
			Kind: kind, Name: name, Lang: "en", Zone: "Asia/Shanghai", Country: country, ContactName: "Contact of " + name,
			Address: "1 Quay Road, " + country, Phone: "+86 574 5550 0143", Email: "ip@" + slug(name) + ".example", CreatedAt: w.Clock.Now(),
		}
		if kind == ipcase.PartyHolder { // most tests are about what comes after
			orgs[n].Identity, orgs[n].IdentityAt = ipcase.IdentityVerified, &orgs[n].CreatedAt
		}
	}
	w.must(w.DB.Gorm.CreateInBatches(&orgs, 500).Error)
	role := ipcase.RoleOwner
	if kind == ipcase.PartyPlatform {
		role = ipcase.RoleReviewer
	}
	owners := make([]ipcase.Actor, len(orgs))
	for n, o := range orgs {
		owners[n] = ipcase.Actor{PersonID: o.ID*10 + 1, OrgID: o.ID, Party: kind, Role: role, Name: slug(o.Name), OrgName: o.Name, Lang: "en", Zone: "Asia/Shanghai"}
	}
	w.members(owners)
	return owners
}

// Colleague is somebody else with the same role in the same organisation, under
// an id that the test chooses.
func (w *World) Colleague(a ipcase.Actor, id int64, name string) ipcase.Actor {
	w.T.Helper()
	a.PersonID, a.Name = id, name
	w.members([]ipcase.Actor{a})
	return a
}

// members writes people and their places.
func (w *World) members(list []ipcase.Actor) {
	w.T.Helper()
	var people, places []map[string]any
	for _, a := range list {
		people = append(people, map[string]any{
			"id": a.PersonID, "email": fmt.Sprintf("person%d@world.example", a.PersonID), "name": a.Name, "password_hash": "none",
			"lang": a.Lang, "zone": a.Zone, "created_at": w.Clock.Now(),
		})
		places = append(places, map[string]any{
			"person_id": a.PersonID, "org_id": a.OrgID, "role": a.Role, "created_at": w.Clock.Now(),
			"may_file": a.Granted.File, "may_answer": a.Granted.Answer, "may_delete": a.Granted.Delete,
		})
	}
	w.must(w.DB.Gorm.Table("people").CreateInBatches(people, 500).Error)
	w.must(w.DB.Gorm.Table("memberships").CreateInBatches(places, 500).Error)
}

// Retitle is a seller's change of a listing on the marketplace.
func (w *World) Retitle(ref, title string) {
	w.T.Helper()
	res := w.DB.Gorm.Exec("UPDATE catalogue_listings SET title = ?, price_minor = price_minor + 100 WHERE ref = ?", title, ref)
	if res.Error != nil || res.RowsAffected != 1 {
		w.T.Fatalf("retitle %s: %v, %d rows", ref, res.Error, res.RowsAffected)
	}
}

// Text is a small file of evidence with these words.
func (w *World) Text(a ipcase.Actor, form, words string) ipcase.Exhibit {
	w.T.Helper()
	return w.file(a, form, "evidence", "evidence.txt", words, ipcase.PurposeEvidence)
}

func (w *World) file(a ipcase.Actor, form, field, name, words string, purpose ipcase.ExhibitPurpose) ipcase.Exhibit {
	w.T.Helper()
	e, err := w.AddEvidence(w.T.Context(), a, ipcase.AddEvidence{
		FormID: form, Field: field, Name: name, Body: strings.NewReader(words), Purpose: purpose, Visibility: ipcase.BothSides,
	})
	w.must(err)
	return e
}

// Right registers and verifies a right of Norrvik's and gives its number.
func (w *World) Right(kind ipcase.RightType) string {
	w.T.Helper()
	return w.RightOf(w.Norrvik, kind)
}

// RightOf registers and verifies a right of a holder's and gives its number.
func (w *World) RightOf(a ipcase.Actor, kind ipcase.RightType) string {
	w.T.Helper()
	number := w.UncheckedRight(a, kind)
	w.must(w.CheckRight(w.T.Context(), w.Rita, ipcase.CheckRight{Number: number, Version: 1, Verify: true}))
	return number
}

// UncheckedRight registers a right that no reviewer has looked at.
func (w *World) UncheckedRight(a ipcase.Actor, kind ipcase.RightType) string {
	w.T.Helper()
	number, err := w.RegisterRight(w.T.Context(), a, w.rightInput(a, kind))
	w.must(err)
	return number
}

// rightInput is a complete form of a right, with its files.
func (w *World) rightInput(a ipcase.Actor, kind ipcase.RightType) ipcase.RegisterRight {
	w.T.Helper()
	form := ipcase.NewID()
	office := map[ipcase.RightType]string{ipcase.Copyright: "none"}[kind]
	if office == "" {
		office = "CNIPA"
	}
	w.file(a, form, "specimen", "specimen.png", string(Picture()), ipcase.PurposeSpecimen)
	w.file(a, form, "certificate", "register.txt", "Extract of the register", ipcase.PurposeCertificate)
	in := ipcase.RegisterRight{
		FormID: form, Type: kind, Office: office, RegNumber: "12345678", Title: "NORRVIK", Owner: a.OrgName,
		Territories: []string{"CN", "US"}, ValidFrom: "2020-03-04", ValidUntil: strconv.Itoa(w.Clock.Now().Year()+4) + "-03-03", Description: "A headlamp and its name.", ConfirmNumber: true,
	}
	if kind == ipcase.Trademark {
		in.NiceClasses = []int{9, 11}
	}
	return in
}

// Picture is a small PNG.
func Picture() []byte {
	img := image.NewRGBA(image.Rect(0, 0, 40, 30))
	for x := range 40 {
		img.Set(x, x%30, color.RGBA{R: 200, G: uint8(x), A: 255})
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err) // an image in memory always encodes
	}
	return b.Bytes()
}

// OtherLogKey is a key of no world.
func OtherLogKey() merkle.Key {
	key, err := merkle.NewKey(bytes.Repeat([]byte{8}, 32))
	if err != nil {
		panic(err) // it has the right length
	}
	return key
}
