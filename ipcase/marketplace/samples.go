package marketplace

import (
	"embed"
	"io/fs"
	"strings"
	"time"

	"ipportal/ipcase"
)

//go:embed samples
var sampleFiles embed.FS

// Samples holds the pictures of the sample listings (*.png), specimens of the
// sample rights (specimen-*.png) and papers for sample evidence
// (documents/*.pdf). All of them are invented.
func Samples() fs.FS {
	files, err := fs.Sub(sampleFiles, "samples")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	return files
}

// SampleSites gives the sample marketplace's sites, one for each law that the
// procedures come from, with listing pages below base.
func SampleSites(base string) []ipcase.Site {
	base = strings.TrimRight(base, "/")
	return []ipcase.Site{
		{Code: siteCN, Name: "Quaylane", BaseURL: base + "/" + siteCN, Territory: "CN", Calendar: "CN"},
		{Code: siteUS, Name: "Quaylane US", BaseURL: base + "/" + siteUS, Territory: "US", Calendar: "US"},
		{Code: siteEU, Name: "Quaylane EU", BaseURL: base + "/" + siteEU, Territory: "EU", Calendar: "EU"},
		{Code: siteIN, Name: "Quaylane India", BaseURL: base + "/" + siteIN, Territory: "IN", Calendar: "IN"},
	}
}

const (
	siteCN = "quaylane"
	siteUS = "quaylane-us"
	siteEU = "quaylane-eu"
	siteIN = "quaylane-in"
)

// SampleShops gives the sellers of the sample listings, in the order in which
// they are introduced. A listing names its shop in SellerName.
func SampleShops() []ipcase.Org {
	shop := func(ref, name, lang, zone, country, contact, address, phone, email string) ipcase.Org {
		return ipcase.Org{
			Kind: ipcase.PartySeller, ShopRef: ref, Name: name, Lang: lang, Zone: zone, Country: country,
			ContactName: contact, Address: address, Phone: phone, Email: email,
		}
	}
	return []ipcase.Org{
		shop("QLS-20041", haiyun, "en", "Asia/Shanghai", "CN", "Lin Yue", "18 Jiangnan Road, Yinzhou, Ningbo 315000, China", "+86 574 5550 0143", "lin.yue@haiyun.example"),
		shop("QLS-20058", luminex, "en", "Asia/Shanghai", "CN", "Chen Hao", "6F, 22 Keyuan Road, Nanshan, Shenzhen 518000, China", "+86 755 5550 0177", "shop@luminex.example"),
		shop("QLS-20112", tianrui, "zh-CN", "Asia/Shanghai", "CN", "王天睿", "中国浙江省宁波市鄞州区工业路66号", "+86 574 5550 0166", "kefu@tianrui.example"),
		shop("QLS-20119", lanxi, "zh-CN", "Asia/Shanghai", "CN", "赵兰溪", "中国浙江省义乌市福田路200号3区", "+86 579 5550 0122", "zhao@lanxi.example"),
		shop("QLS-20127", qingchuan, "zh-CN", "Asia/Shanghai", "CN", "周晴", "中国湖北省武汉市汉阳区晴川街15号", "+86 27 5550 0190", "zhouqing@qingchuan.example"),
		shop("QLS-31006", porto, "en", "Europe/Lisbon", "PT", "Inês Carvalho", "Rua das Flores 210, 4050-262 Porto, Portugal", "+351 22 555 0134", "ines@portotrekking.example"),
		shop("QLS-31015", maple, "en", "America/Chicago", "US", "Dana Whitlock", "410 Birch Street, Madison, WI 53703, USA", "+1 608 555 0119", "dana@maplefinch.example"),
		shop("QLS-31022", ridgeline, "en", "America/Denver", "US", "Marcus Oyelaran", "77 Canyon Way, Boulder, CO 80302, USA", "+1 303 555 0187", "marcus@ridgeline.example"),
		shop("QLS-41003", neelam, "en", "Asia/Kolkata", "IN", "Neelam Rao", "14 Commercial Street, Bengaluru 560001, India", "+91 80 5550 0126", "neelam@neelamprints.example"),
	}
}

const (
	haiyun    = "Haiyun Outdoor"
	luminex   = "Luminex Outdoor"
	tianrui   = "天睿照明 Tianrui Lighting"
	lanxi     = "义乌市兰溪贸易有限公司"
	qingchuan = "晴川生活馆"
	porto     = "Porto Trekking Lda"
	maple     = "Maple & Finch Prints"
	ridgeline = "Ridgeline Supply Co."
	neelam    = "Neelam Prints"
)

// sample is one line of the sample listings.
type sample struct {
	ref, category, images string // images by name, separated by spaces
	price                 int64
	lang, title, words    string
}

// onSaleAgain looks like a listing that a complaint took off, and came after it.
const onSaleAgain = "QL-88431004"

// SampleListings gives the sample marketplace's listings as they stood at the
// instant. Their SellerOrgID is for the caller to fill in, by SellerName.
func SampleListings(at time.Time) []CatalogueListing {
	var all []CatalogueListing
	offer := func(site, currency, shop string, lines []sample) {
		for _, s := range lines {
			var images []string
			for _, name := range strings.Fields(s.images) {
				images = append(images, name+".png")
			}
			since := at.AddDate(0, 0, -2*len(all)-3)
			if s.ref == onSaleAgain {
				since = at.AddDate(0, 0, -1)
			}
			all = append(all, CatalogueListing{
				SiteCode: site, Ref: s.ref, SellerName: shop, Title: s.title, Lang: s.lang, Description: s.words, Category: s.category,
				PriceMinor: s.price, Currency: currency, Images: images, UpdatedAt: since,
			})
		}
	}
	offer(siteCN, "CNY", haiyun, haiyunListings)
	offer(siteCN, "CNY", luminex, luminexListings)
	offer(siteCN, "CNY", tianrui, tianruiListings)
	offer(siteCN, "CNY", lanxi, lanxiListings)
	offer(siteCN, "CNY", qingchuan, qingchuanListings)
	offer(siteUS, "USD", porto, portoListings)
	offer(siteUS, "USD", maple, mapleListings)
	offer(siteUS, "USD", ridgeline, ridgelineListings)
	offer(siteEU, "EUR", porto, portoListingsEU)
	offer(siteIN, "INR", neelam, neelamListings)
	return all
}
