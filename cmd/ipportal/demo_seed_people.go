package main

import "ipportal/ipcase"

// samplePeople are everybody of the demonstration. All of it is invented.
func samplePeople() []samplePerson {
	seller := func(name, lang, zone, country, contact, address, phone, email string) ipcase.Org {
		return ipcase.Org{
			Kind: ipcase.PartySeller, Name: name, Lang: lang, Zone: zone, Country: country,
			ContactName: contact, Address: address, Phone: phone, Email: email,
		}
	}
	holder := func(name, lang, zone, country, contact, address, phone, email string) ipcase.Org {
		o := seller(name, lang, zone, country, contact, address, phone, email)
		o.Kind = ipcase.PartyHolder
		return o
	}
	platform := ipcase.Org{
		Kind: ipcase.PartyPlatform, Name: "Quaylane", Lang: "en", Zone: "Asia/Shanghai", Country: "CN",
		ContactName: "IP Protection", Address: "1 Quay Street, Ningbo", Phone: "+86 574 5550 0100", Email: "ip@quaylane.example",
	}
	const shanghai = "Asia/Shanghai"
	return []samplePerson{
		{"elin.strand@norrvik.example", "Elin Strand", ipcase.RoleOwner, holder("Norrvik Optics AB", "en", "Europe/Stockholm", "SE", "Elin Strand", "Hamngatan 4, 411 14 Göteborg", "+46 31 555 0132", "ip@norrvik.example")},
		{"marcus.hale@larkfield.example", "Marcus Hale", ipcase.RoleOwner, holder("Larkfield Press", "en", "America/New_York", "US", "Marcus Hale", "220 Mill Street, Portland, ME", "+1 207 555 0164", "rights@larkfield.example")},
		{"zhao.min@qinghe.example", "赵敏", ipcase.RoleOwner, holder("清禾文创有限公司", "zh-CN", shanghai, "CN", "赵敏", "杭州市西湖区清禾街 3 号", "+86 571 5550 0121", "ip@qinghe.example")},
		{"jonas.weber@feldtech.example", "Jonas Weber", ipcase.RoleOwner, holder("Feldtech GmbH", "en", "Europe/Berlin", "DE", "Jonas Weber", "Werkstraße 12, 90403 Nürnberg", "+49 911 5550 0187", "patents@feldtech.example")},

		{"lin.yue@haiyun-outdoor.example", "Lin Yue", ipcase.RoleOwner, seller("Haiyun Outdoor", "en", shanghai, "CN", "Lin Yue", "18 Wharf Road, Ningbo", "+86 574 5550 0143", "lin.yue@haiyun-outdoor.example")},
		{"wang.lei@dengta.example", "王磊", ipcase.RoleOwner, seller("灯塔户外专营店", "zh-CN", shanghai, "CN", "王磊", "宁波市海曙区灯塔路 8 号", "+86 574 5550 0178", "wang.lei@dengta.example")},
		{"dana.ortiz@brightpath.example", "Dana Ortiz", ipcase.RoleOwner, seller("Brightpath Supply", "en", "America/Los_Angeles", "US", "Dana Ortiz", "40 Pier Avenue, Oakland, CA", "+1 510 555 0146", "dana.ortiz@brightpath.example")},
		{"chen.hao@yunfan.example", "陈昊", ipcase.RoleOwner, seller("云帆家居旗舰店", "zh-CN", shanghai, "CN", "陈昊", "佛山市顺德区云帆路 26 号", "+86 757 5550 0155", "chen.hao@yunfan.example")},
		{"sofia.rossi@casalume.example", "Sofia Rossi", ipcase.RoleOwner, seller("Casa Lume", "en", "Europe/Rome", "IT", "Sofia Rossi", "Via dei Mille 9, Torino", "+39 011 555 0119", "sofia.rossi@casalume.example")},
		{"tom.becker@gearbarn.example", "Tom Becker", ipcase.RoleOwner, seller("Gear Barn", "en", "America/Chicago", "US", "Tom Becker", "7 Orchard Lane, Madison, WI", "+1 608 555 0171", "tom.becker@gearbarn.example")},
		{"liu.fang@mushi.example", "刘芳", ipcase.RoleOwner, seller("木石生活馆", "zh-CN", shanghai, "CN", "刘芳", "成都市锦江区木石巷 5 号", "+86 28 5550 0133", "liu.fang@mushi.example")},
		{"amara.diallo@printloft.example", "Amara Diallo", ipcase.RoleOwner, seller("Print Loft", "en", "Europe/Paris", "FR", "Amara Diallo", "14 rue des Ateliers, Lyon", "+33 4 55 55 01 62", "amara.diallo@printloft.example")},

		{"ada.moreau@quaylane.example", "Ada Moreau", ipcase.RoleReviewer, platform},
		{"ben.okafor@quaylane.example", "Ben Okafor", ipcase.RoleReviewer, platform},
		{"wu.jing@quaylane.example", "吴静", ipcase.RoleSenior, platform},
		{"omar.haddad@quaylane.example", "Omar Haddad", ipcase.RoleOperator, platform},
	}
}
