package webtest

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"
	"testing/fstest"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/likeness"
	"ipportal/ipcase/marketplace"
)

// The codes of the sites: one for each law that the procedures come from.
const (
	SiteCN = "quaylane"
	SiteUS = "quaylane-us"
	SiteEU = "quaylane-eu"
	SiteIN = "quaylane-in"
)

// goods are the listings of the sample catalogue; the letters before
// its number say on which site each stands.
var goods = []struct {
	ref, shop, title, lang, category string
	price                            int64
	currency                         string
}{
	{"QL-1001", "Haiyun Outdoor", "Norrvik style headlamp 900 lumen", "en", "Lighting", 2499, "USD"},
	{"QL-1002", "Haiyun Outdoor", "Headlamp strap, fits Norrvik", "en", "Lighting", 599, "USD"},
	{"QL-1003", "Haiyun Outdoor", "Camping lantern with hook", "en", "Lighting", 1899, "USD"},
	{"QL-1004", "Haiyun Outdoor", "Folding multitool, 12 functions", "en", "Tools", 3499, "USD"},
	{"QL-2001", "灯塔户外专营店", "诺维克同款头灯 强光充电", "zh-CN", "照明", 9900, "CNY"},
	{"QL-2002", "灯塔户外专营店", "户外露营灯 便携挂钩", "zh-CN", "照明", 5900, "CNY"},
	{"US-1001", "Haiyun Outdoor", "Poster: mountain at dawn, framed", "en", "Wall art", 2900, "USD"},
	{"US-3001", "Brightpath Supply", "Poster: mountain at dawn, 60 x 40", "en", "Wall art", 2100, "USD"},
	{"EU-1001", "Haiyun Outdoor", "Norrvik style headlamp, EU plug", "en", "Lighting", 2499, "EUR"},
	{"IN-1001", "Haiyun Outdoor", "Poster: mountain at dawn, A2", "en", "Wall art", 90000, "INR"},
	{"QL-3001", "Brightpath Supply", "Norrvik N3 headlamp, boxed", "en", "Lighting", 4200, "USD"},
	{"QL-3002", "Brightpath Supply", "Poster: mountain at dawn", "en", "Wall art", 1500, "USD"},
}

// market sets up the service with a catalogue of a few listings.
func (s *Site) market(book ipcase.Rulebook) {
	s.t.Helper()
	sites := []ipcase.Site{
		{Code: SiteCN, Name: "Quaylane", BaseURL: s.URL + "/catalogue/" + SiteCN, Territory: "CN", Calendar: "CN"},
		{Code: SiteUS, Name: "Quaylane US", BaseURL: s.URL + "/catalogue/" + SiteUS, Territory: "US", Calendar: "US"},
		{Code: SiteEU, Name: "Quaylane EU", BaseURL: s.URL + "/catalogue/" + SiteEU, Territory: "EU", Calendar: "EU"},
		{Code: SiteIN, Name: "Quaylane India", BaseURL: s.URL + "/catalogue/" + SiteIN, Territory: "IN", Calendar: "IN"},
	}
	pictures := fstest.MapFS{"lamp.png": {Data: Picture(s.t, 64, 48)}, "tool.png": {Data: Picture(s.t, 80, 60)}}
	s.Catalogue = marketplace.New(s.DB.Gorm, sites, pictures)
	s.Market = marketplace.Connect(s.Catalogue, ipcasetest.Keys(), s.Clock, &s.Outside)
	s.Service = ipcase.New(s.DB.Gorm, s.Clock, book, s.Market, s.Blobs).Sealing(ipcasetest.Keys()).InZone(ipcasetest.Shanghai()).WithEye(likeness.Eye{}).KeepLog(false, ipcasetest.LogKey())
	s.Accounts = account.New(s.DB.Gorm, s.Clock, ipcasetest.Keys(), s.Service.WakeUp, account.CheapPasswords)
	for _, site := range sites {
		_, err := s.Service.AddSite(s.t.Context(), site)
		must(s.t, err)
	}
	var listings []marketplace.CatalogueListing
	for n, g := range goods {
		listings = append(listings, marketplace.CatalogueListing{
			SiteCode: siteOf(g.ref), Ref: g.ref, SellerOrgID: s.Org(g.shop), SellerName: g.shop, Title: g.title, Lang: g.lang,
			Description: g.title + ". " + g.category + ".", Category: g.category, PriceMinor: g.price, Currency: g.currency,
			Images: []string{[]string{"lamp.png", "tool.png"}[n%2]}, Visibility: marketplace.Live, UpdatedAt: s.Clock.Now(),
		})
	}
	must(s.t, s.Catalogue.Add(s.t.Context(), listings...))
}

func siteOf(ref string) string {
	switch ref[:3] {
	case "US-":
		return SiteUS
	case "EU-":
		return SiteEU
	case "IN-":
		return SiteIN
	default:
		return SiteCN
	}
}

// ListingPath is where a listing's public page is.
func ListingPath(ref string) string { return "/catalogue/" + siteOf(ref) + "/" + ref }

// Picture is a PNG of that size.
func Picture(t testing.TB, width, height int) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		for y := range height {
			m.Set(x, y, color.RGBA{R: uint8(x * 3), G: uint8(y * 4), B: uint8(width + height), A: 255})
		}
	}
	var buf bytes.Buffer
	must(t, png.Encode(&buf, m))
	return buf.Bytes()
}
