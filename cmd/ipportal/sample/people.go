package sample

import (
	"fmt"
	"strings"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/marketplace"
)

// person is somebody who signs in, for an organisation.
type person struct {
	email, name string
	role        ipcase.Role
	org         ipcase.Org
}

// Those whom the stories name, by the word before the @ of their address.
const (
	elin   = "elin.sandqvist"
	ruoxi  = "shen.ruoxi"
	imogen = "imogen.hartley"
	katrin = "katrin.loewe"
	ingrid = "ingrid.halden" // acts for others
	maren  = "maren.fjell"   // new: a reviewer has not checked her paper yet
	ada    = "ada.moreau"
	ben    = "ben.okafor"
	wuJing = "wu.jing"
	omar   = "omar.haddad"
)

// everybody of the sample. All of them are invented.
func everybody() []person {
	holder := func(name, lang, zone, country, contact, address, phone, email string) ipcase.Org {
		return ipcase.Org{
			Kind: ipcase.PartyHolder, Name: name, Lang: lang, Zone: zone, Country: country,
			ContactName: contact, Address: address, Phone: phone, Email: email,
		}
	}
	platform := ipcase.Org{
		Kind: ipcase.PartyPlatform, Name: "Quaylane 埠里", Lang: "en", Zone: "Asia/Shanghai", Country: "CN",
		ContactName: "IP Protection", Address: "1 Quay Street, Ningbo 315000, China", Phone: "+86 574 5550 0100", Email: "ip@quaylane.example",
	}
	all := []person{
		{elin + "@norrvik.example", "Elin Sandqvist", ipcase.RoleOwner, holder("Norrvik Optics AB", "en", "Europe/Stockholm", "SE",
			"Elin Sandqvist, Brand Protection", "Hamnslingan 14, 115 41 Stockholm, Sweden", "+46 8 5550 0132", "ip@norrvik.example")},
		{ruoxi + "@solenne.example", "沈若溪", ipcase.RoleOwner, holder("索蓝妮（上海）化妆品有限公司", "zh-CN", "Asia/Shanghai", "CN",
			"沈若溪（法务部）", "中国上海市徐汇区云锦路 88 号 12 层", "+86 21 5550 0188", "legal@solenne.example")},
		{imogen + "@aldermoor.example", "Imogen Hartley", ipcase.RoleOwner, holder("Aldermoor Press Ltd", "en", "Europe/London", "GB",
			"Imogen Hartley, Rights", "3 Fell Lane, Kendal LA9 5AA, United Kingdom", "+44 1539 555 0147", "rights@aldermoor.example")},
		{katrin + "@loewe-werkzeug.example", "Katrin Loewe", ipcase.RoleOwner, holder("Brandt & Loewe Werkzeug GmbH", "en", "Europe/Berlin", "DE",
			"Katrin Loewe, Patents", "Werkstraße 12, 90403 Nürnberg, Germany", "+49 911 5550 0187", "patents@loewe-werkzeug.example")},
		{ingrid + "@halden.example", "Ingrid Halden", ipcase.RoleOwner, holder("Halden Brand Services", "en", "Europe/Oslo", "NO",
			"Ingrid Halden", "Bryggegata 9, 0250 Oslo, Norway", "+47 22 55 01 43", "notices@halden.example")},
		{maren + "@fjellvik.example", "Maren Fjell", ipcase.RoleOwner, holder("Fjellvik Keramikk AS", "en", "Europe/Oslo", "NO",
			"Maren Fjell", "Strandgaten 41, 5004 Bergen, Norway", "+47 55 55 01 62", "post@fjellvik.example")},
	}
	for _, shop := range marketplace.SampleShops() {
		all = append(all, person{shopMail(shop), shop.ContactName, ipcase.RoleOwner, shop})
	}
	return append(
		all,
		person{ada + "@quaylane.example", "Ada Moreau", ipcase.RoleReviewer, platform},
		person{ben + "@quaylane.example", "Ben Okafor", ipcase.RoleReviewer, platform},
		person{wuJing + "@quaylane.example", "吴静", ipcase.RoleSenior, platform},
		person{omar + "@quaylane.example", "Omar Haddad", ipcase.RoleOperator, platform},
	)
}

// shopMail is the address under which a shop's owner signs in: the shop's own.
func shopMail(shop ipcase.Org) string { return shop.Email }

// addPeople brings in everybody. They have no password: in the demonstration one
// signs in by choosing a name.
func (t *teller) addPeople() error {
	orgs := map[string]ipcase.Org{}
	for _, who := range everybody() {
		org, ok := orgs[who.org.Name]
		if !ok {
			org = who.org
			if err := t.Accounts.AddOrg(t.ctx, &org); err != nil {
				return fmt.Errorf("bring in %s: %w", org.Name, err)
			}
			orgs[org.Name] = org
		}
		lang := org.Lang
		if who.email == wuJing+"@quaylane.example" {
			lang = "zh-CN"
		}
		p, err := t.Accounts.AddPerson(t.ctx, account.NewPerson{Email: who.email, Name: who.name, Lang: lang, Zone: org.Zone})
		if err == nil {
			err = t.Accounts.AddMembership(t.ctx, p.ID, org.ID, who.role)
		}
		if err != nil {
			return fmt.Errorf("bring in %s: %w", who.name, err)
		}
		a := ipcase.Actor{
			PersonID: p.ID, OrgID: org.ID, Party: org.Kind, Role: who.role, Name: p.Name, OrgName: org.Name, Lang: lang, Zone: org.Zone,
		}
		key, _, _ := strings.Cut(who.email, "@")
		if org.Kind == ipcase.PartySeller {
			key = org.Name // a listing names its shop
		}
		t.people[key] = a
	}
	t.Say(fmt.Sprintf("%d people of %d organisations", len(t.people), len(orgs)))
	return nil
}

// addListings puts the shops' listings on sale.
func (t *teller) addListings() error {
	listings := marketplace.SampleListings(t.Clock.Now())
	for n := range listings {
		listings[n].SellerOrgID = t.people[listings[n].SellerName].OrgID
	}
	if err := t.Catalogue.Add(t.ctx, listings...); err != nil {
		return fmt.Errorf("put the listings on sale: %w", err)
	}
	t.Say(fmt.Sprintf("%d listings of %d shops on %d sites", len(listings), len(marketplace.SampleShops()), len(t.Catalogue.Sites())))
	return nil
}
