package ipcasetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/evidence"
	"ipportal/ipcase/marketplace"
	"ipportal/ipcase/procedure"
)

// Clock is a clock that a test turns. It is safe for use by several goroutines.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock stands at an instant.
func NewClock(at time.Time) *Clock { return &Clock{now: ipcase.Moment(at)} }

// Now implements ipcase.Clock.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance turns the clock on, or with a negative d back.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// Set puts the clock at an instant.
func (c *Clock) Set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = ipcase.Moment(at)
}

// Monday is where a world's clock starts: 10:00 in Shanghai on a Monday without
// holidays near it.
var Monday = time.Date(2026, 6, 8, 2, 0, 0, 0, time.UTC)

// World is a small marketplace with its people on a real database: what a test
// of deeds stands on.
type World struct {
	*ipcase.Service
	T       testing.TB
	DB      *database.DB
	Clock   *Clock
	Market  *marketplace.Catalogue
	Blobs   *evidence.Disk
	Site    ipcase.Site  // Quaylane: China's calendar
	US      ipcase.Site  // Quaylane US: the federal calendar
	Norrvik ipcase.Actor // rights holder
	Other   ipcase.Actor // another rights holder
	Haiyun  ipcase.Actor // seller
	Tianrui ipcase.Actor // another seller
	Rita    ipcase.Actor // reviewer
	Bo      ipcase.Actor // another reviewer
}

// New makes a world. Listings are named H1 … H9 (Haiyun's) and T1 … T9
// (Tianrui's) on the first site, HU1 … HU9 and TU1 … TU9 on the American one.
func New(t testing.TB, db *database.DB) *World {
	t.Helper()
	w := &World{T: t, DB: db, Clock: NewClock(Monday)}
	w.Site = ipcase.Site{Code: "quaylane", Name: "Quaylane", BaseURL: "https://quaylane.example/item", Territory: "CN", Calendar: "CN"}
	w.US = ipcase.Site{Code: "quaylane-us", Name: "Quaylane US", BaseURL: "https://us.quaylane.example/item", Territory: "US", Calendar: "US"}
	for _, s := range []*ipcase.Site{&w.Site, &w.US} {
		w.must(db.Gorm.Create(s).Error)
	}
	w.Norrvik = w.org(ipcase.PartyHolder, "Norrvik Optics AB", "SE")
	w.Other = w.org(ipcase.PartyHolder, "Ostara Paper GmbH", "DE")
	w.Haiyun = w.org(ipcase.PartySeller, "Haiyun Outdoor", "CN")
	w.Tianrui = w.org(ipcase.PartySeller, "Tianrui Gear", "CN")
	w.Rita = w.org(ipcase.PartyPlatform, "Quaylane IP Protection", "CN")
	w.Bo = w.Rita
	w.Bo.PersonID, w.Bo.Name = 902, "Bo"
	w.Rita.PersonID, w.Rita.Name = 901, "Rita"

	disk, err := evidence.NewDisk(t.TempDir())
	w.must(err)
	w.Blobs = disk
	w.Market = marketplace.New(db.Gorm, []ipcase.Site{w.Site, w.US}, fstest.MapFS{"lamp.png": {Data: picture()}})
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
	w.Service = ipcase.New(db.Gorm, w.Clock, book, w.Market, disk)
	return w
}

func (w *World) must(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatalf("%+v", err)
	}
}

func (w *World) org(kind ipcase.Party, name, country string) ipcase.Actor {
	w.T.Helper()
	slug := strings.ToLower(strings.Fields(name)[0])
	o := ipcase.Org{
		Kind: kind, Name: name, Lang: "en", Zone: "Asia/Shanghai", Country: country, ContactName: "Contact of " + name,
		Address: "1 Quay Road, " + country, Phone: "+86 574 5550 0143", Email: "ip@" + slug + ".example", CreatedAt: w.Clock.Now(),
	}
	w.must(w.DB.Gorm.Create(&o).Error)
	role := ipcase.RoleOwner
	if kind == ipcase.PartyPlatform {
		role = ipcase.RoleReviewer
	}
	return ipcase.Actor{PersonID: o.ID*10 + 1, OrgID: o.ID, Party: kind, Role: role, Name: slug, OrgName: name, Lang: "en", Zone: "Asia/Shanghai"}
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
	form := ipcase.NewID()
	office := map[ipcase.RightType]string{ipcase.Copyright: "none"}[kind]
	if office == "" {
		office = "CNIPA"
	}
	w.file(a, form, "specimen", "specimen.png", string(picture()), ipcase.PurposeSpecimen)
	w.file(a, form, "certificate", "register.txt", "Extract of the register", ipcase.PurposeCertificate)
	in := ipcase.RegisterRight{
		FormID: form, Type: kind, Office: office, RegNumber: "12345678", Title: "NORRVIK", Owner: a.OrgName,
		Territories: []string{"CN", "US"}, ValidFrom: "2020-03-04", ValidUntil: "2030-03-03", Description: "A headlamp and its name.", ConfirmNumber: true,
	}
	if kind == ipcase.Trademark {
		in.NiceClasses = []int{9, 11}
	}
	number, err := w.RegisterRight(w.T.Context(), a, in)
	w.must(err)
	return number
}

// picture is a small PNG.
func picture() []byte {
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

// Draft prepares a complete complaint of Norrvik's about these listings.
func (w *World) Draft(right string, refs ...string) string {
	w.T.Helper()
	return w.DraftOf(w.Norrvik, right, refs...)
}

// DraftOf prepares a complete complaint of a holder's.
func (w *World) DraftOf(a ipcase.Actor, right string, refs ...string) string {
	w.T.Helper()
	ctx := w.T.Context()
	id, err := w.StartComplaint(ctx, a)
	w.must(err)
	d, err := w.ComplaintDraft(ctx, a, id)
	w.must(err)
	d.RightNumber, d.Lines = right, refs
	w.must(w.SaveComplaintDraft(ctx, a, id, d))
	check, err := w.CheckListings(ctx, a, id)
	w.must(err)
	r, err := w.rightNamed(ctx, right)
	w.must(err)
	reason := w.Book().ReasonsFor(r.Type)[len(w.Book().ReasonsFor(r.Type))-1]
	d.Reason, d.Explanation, d.Signature = reason.Code, "The listings use our name.", "Elin Sandqvist"
	for _, e := range check.Procedure.NoticeElementsFor(r.Type, reason) {
		if e.Kind == ipcase.ElementStatement {
			d.Ticked = append(d.Ticked, e.ID)
		}
		if e.Kind == ipcase.ElementText {
			d.Answers[e.ID] = "As set out in the file."
		}
	}
	w.Text(a, id, "Photographs of "+strings.Join(refs, ", "))
	w.must(w.SaveComplaintDraft(ctx, a, id, d))
	return id
}

func (w *World) rightNamed(ctx context.Context, number string) (ipcase.Right, error) {
	var r ipcase.Right
	return r, w.DB.Gorm.WithContext(ctx).Where("number = ?", number).Take(&r).Error
}

// File files a complete complaint of Norrvik's about these listings and gives
// the numbers of its cases by the seller's organisation.
func (w *World) File(right string, refs ...string) (ipcase.Complaint, map[int64]string) {
	w.T.Helper()
	c, err := w.FileComplaint(w.T.Context(), w.Norrvik, w.Draft(right, refs...))
	w.must(err)
	return c, w.CasesOf(c.ID)
}

// CasesOf gives the numbers of a complaint's cases by the seller's organisation.
func (w *World) CasesOf(complaint int64) map[int64]string {
	w.T.Helper()
	var cases []ipcase.Case
	w.must(w.DB.Gorm.Where("complaint_id = ?", complaint).Find(&cases).Error)
	byOrg := map[int64]string{}
	for _, c := range cases {
		byOrg[c.SellerOrgID] = c.Number
	}
	return byOrg
}

// Items gives a case's items as they are.
func (w *World) Items(number string) []ipcase.Item {
	w.T.Helper()
	var items []ipcase.Item
	w.must(w.DB.Gorm.Where("case_id = (SELECT id FROM cases WHERE number = ?)", number).Order("position").Find(&items).Error)
	return items
}

// States gives a case's items' states in their order.
func (w *World) States(number string) []ipcase.State {
	w.T.Helper()
	var states []ipcase.State
	for _, i := range w.Items(number) {
		states = append(states, i.State)
	}
	return states
}

// All chooses every item of a case as it is now.
func (w *World) All(number string) []ipcase.Chosen {
	w.T.Helper()
	var chosen []ipcase.Chosen
	for _, i := range w.Items(number) {
		chosen = append(chosen, ipcase.Chosen{Position: i.Position, Version: i.Version})
	}
	return chosen
}

// Rule lets a reviewer decide all items of a case alike.
func (w *World) Rule(a ipcase.Actor, number string, do ipcase.Move) error {
	w.T.Helper()
	in := ipcase.DecideCase{
		Case: number, Facts: "The mark stands on the product.", GroundKind: ipcase.GroundLaw, Reference: "Trademark Law, Article 57",
		Explanation: "The sign and the goods are the same.", Territory: "CN", Lang: "en",
	}
	for _, i := range w.Items(number) {
		r := ipcase.RulingInput{Position: i.Position, Version: i.Version, Do: do, Comment: "Add the certificate."}
		if do == ipcase.MoveRefuse {
			r.Code = w.Book().Refusals[0].Code
		}
		in.Rulings = append(in.Rulings, r)
	}
	_, err := w.Decide(w.T.Context(), a, in)
	return err
}

// Counter prepares and files a complete counter-notification for all items.
func (w *World) Counter(a ipcase.Actor, number string) (ipcase.Counter, error) {
	w.T.Helper()
	return w.FileCounter(w.T.Context(), a, w.CounterDraftFor(a, number))
}

// CounterDraftFor prepares a complete counter-notification for all items.
func (w *World) CounterDraftFor(a ipcase.Actor, number string) string {
	w.T.Helper()
	ctx := w.T.Context()
	v, err := w.ReadSellerCase(ctx, a, number)
	w.must(err)
	id, err := w.StartCounter(ctx, a, number, w.All(number))
	w.must(err)
	d, err := w.Service.CounterDraft(ctx, a, id)
	w.must(err)
	d.Ground, d.Explanation, d.Signature = ipcase.GroundNotInfringing, "These are our own lamps.", "Lin Hai"
	for _, e := range v.Procedure.CounterElementsFor(v.Right.Type) {
		if e.Kind == ipcase.ElementStatement {
			d.Ticked = append(d.Ticked, e.ID)
		}
		if e.Kind == ipcase.ElementText {
			d.Answers[e.ID] = "As set out in the file."
		}
	}
	w.Text(a, id, "Our own design")
	w.must(w.SaveCounterDraft(ctx, a, id, d))
	return id
}

// Answer lets the holder answer a counter-notification for all items.
func (w *World) Answer(number string, kind ipcase.AnswerKind) error {
	w.T.Helper()
	form := ipcase.NewID()
	w.Text(w.Norrvik, form, "What we say to that")
	return w.AnswerCounter(w.T.Context(), w.Norrvik, ipcase.AnswerCounter{
		FormID: form, Case: number, Items: w.All(number), Kind: kind, Explanation: "The marks are the same.", Court: "Ningbo Court", CourtNumber: "(2026) 1",
	})
}

// Work carries out everything that is due, as the worker would: mails are
// accepted, the marketplace obeys, and silence acts.
func (w *World) Work() {
	w.T.Helper()
	ctx := w.T.Context()
	for range 1000 {
		moved, err := w.PassDeadlines(ctx, 100)
		w.must(err)
		list, err := w.ClaimDeliveries(ctx, 100, time.Minute)
		w.must(err)
		if moved == 0 && len(list) == 0 {
			return
		}
		for _, d := range list {
			w.must(w.carryOut(ctx, d))
		}
	}
	w.T.Fatal("the work never ends")
}

func (w *World) carryOut(ctx context.Context, d ipcase.Delivery) error {
	if d.Kind == ipcase.DeliverMail {
		return w.DeliveryDone(ctx, d, "250 accepted")
	}
	r, err := w.RemovalFor(ctx, d)
	if err != nil {
		return err
	}
	do := w.Market.Remove
	if d.Kind == ipcase.DeliverRestore {
		do = w.Market.Restore
	}
	return errors.Join(do(ctx, r), w.DeliveryDone(ctx, d, "done"))
}

// Visible says whether buyers can see a listing of the first site.
func (w *World) Visible(ref string) bool {
	w.T.Helper()
	l, err := w.Market.Listing(w.T.Context(), w.Site.Code, ref)
	w.must(err)
	return l.Visibility == marketplace.Live
}

// Answer2 is Answer for one item.
func (w *World) Answer2(number string, position int, kind ipcase.AnswerKind) error {
	w.T.Helper()
	form := ipcase.NewID()
	w.Text(w.Norrvik, form, "What we say to that")
	in := ipcase.AnswerCounter{FormID: form, Case: number, Kind: kind, Explanation: "The marks are the same.", Court: "Ningbo Court", CourtNumber: "(2026) 1"}
	for _, c := range w.All(number) {
		if c.Position == position {
			in.Items = append(in.Items, c)
		}
	}
	return w.AnswerCounter(w.T.Context(), w.Norrvik, in)
}
