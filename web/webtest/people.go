package webtest

import (
	"ipportal/ipcase"
	"ipportal/ipcase/account"
)

// Password is everybody's.
const Password = "seven grey herons standing"

// Person is somebody of a scenario.
type Person struct {
	Email string
	Name  string
	Org   string // their organisation's name
	Lang  string
	Zone  string
	Role  ipcase.Role
	May   []ipcase.Permission // a member's
	ID    int64
	OrgID int64

	appKey string // what their authenticator app knows
}

// Actor is the person as a deed sees them.
func (p *Person) Actor() ipcase.Actor {
	a := ipcase.Actor{
		PersonID: p.ID, OrgID: p.OrgID, Party: parties[p.Org].Kind, Role: p.Role,
		Name: p.Name, OrgName: p.Org, Lang: p.Lang, Zone: p.Zone,
	}
	for _, m := range p.May {
		a.Granted = a.Granted.Grant(m)
	}
	return a
}

// cast is everybody whom a scenario can call by name.
var cast = map[string]Person{
	"lin":      {Email: "lin.yue@haiyun.example", Name: "Lin Yue", Org: "Haiyun Outdoor", Lang: "en", Zone: "Asia/Shanghai", Role: ipcase.RoleOwner},
	"mei":      {Email: "mei@haiyun.example", Name: "陈美", Org: "Haiyun Outdoor", Lang: "zh-CN", Zone: "Asia/Shanghai", Role: ipcase.RoleMember, May: []ipcase.Permission{ipcase.PermAnswer, ipcase.PermDelete}},
	"sean":     {Email: "sean@haiyun.example", Name: "Sean Qiu", Org: "Haiyun Outdoor", Lang: "en", Zone: "Asia/Shanghai", Role: ipcase.RoleMember},
	"anya":     {Email: "anya@haiyun.example", Name: "Anya Luo", Org: "Haiyun Outdoor", Lang: "en", Zone: "Asia/Shanghai", Role: ipcase.RoleMember, May: []ipcase.Permission{ipcase.PermAnswer}},
	"dean":     {Email: "dean@haiyun.example", Name: "Dean Bao", Org: "Haiyun Outdoor", Lang: "en", Zone: "Asia/Shanghai", Role: ipcase.RoleMember, May: []ipcase.Permission{ipcase.PermDelete}},
	"vera":     {Email: "vera@haiyun.example", Name: "Vera Hou", Org: "Haiyun Outdoor", Lang: "en", Zone: "Asia/Shanghai", Role: ipcase.RoleViewer},
	"wang":     {Email: "wang@lantern.example", Name: "王磊", Org: "灯塔户外专营店", Lang: "zh-CN", Zone: "Asia/Shanghai", Role: ipcase.RoleOwner},
	"dana":     {Email: "dana@brightpath.example", Name: "Dana Ortiz", Org: "Brightpath Supply", Lang: "en", Zone: "America/Los_Angeles", Role: ipcase.RoleOwner},
	"elin":     {Email: "elin@norrvik.example", Name: "Elin Strand", Org: "Norrvik Optics AB", Lang: "en", Zone: "Europe/Stockholm", Role: ipcase.RoleOwner},
	"nils":     {Email: "nils@norrvik.example", Name: "Nils Berg", Org: "Norrvik Optics AB", Lang: "en", Zone: "Europe/Stockholm", Role: ipcase.RoleViewer},
	"sia":      {Email: "sia@norrvik.example", Name: "Sia Lund", Org: "Norrvik Optics AB", Lang: "en", Zone: "Europe/Stockholm", Role: ipcase.RoleMember},
	"finn":     {Email: "finn@norrvik.example", Name: "Finn Dahl", Org: "Norrvik Optics AB", Lang: "en", Zone: "Europe/Stockholm", Role: ipcase.RoleMember, May: []ipcase.Permission{ipcase.PermFile}},
	"anders":   {Email: "anders@norrvik.example", Name: "Anders Holm", Org: "Norrvik Optics AB", Lang: "en", Zone: "Europe/Stockholm", Role: ipcase.RoleMember, May: []ipcase.Permission{ipcase.PermAnswer}},
	"zhao":     {Email: "zhao@qinghe.example", Name: "赵敏", Org: "清禾文创有限公司", Lang: "zh-CN", Zone: "Asia/Shanghai", Role: ipcase.RoleOwner},
	"ada":      {Email: "ada@quaylane.example", Name: "Ada Moreau", Org: "Quaylane", Lang: "en", Zone: "Asia/Shanghai", Role: ipcase.RoleReviewer},
	"ben":      {Email: "ben@quaylane.example", Name: "Ben Okafor", Org: "Quaylane", Lang: "en", Zone: "Asia/Shanghai", Role: ipcase.RoleReviewer},
	"carol":    {Email: "carol@quaylane.example", Name: "Carol Wu", Org: "Quaylane", Lang: "zh-CN", Zone: "Asia/Shanghai", Role: ipcase.RoleSenior},
	"operator": {Email: "operator@quaylane.example", Name: "Omar Haddad", Org: "Quaylane", Lang: "en", Zone: "UTC", Role: ipcase.RoleOperator},
}

var parties = map[string]ipcase.Org{
	"Haiyun Outdoor":    {Kind: ipcase.PartySeller, ShopRef: "QLS-20041", Lang: "en", Zone: "Asia/Shanghai", Country: "CN", ContactName: "Lin Yue", Address: "18 Wharf Road, Ningbo", Phone: "+86 574 5550 0143", Email: "notices@haiyun.example"},
	"灯塔户外专营店":           {Kind: ipcase.PartySeller, ShopRef: "QLS-20077", Lang: "zh-CN", Zone: "Asia/Shanghai", Country: "CN", ContactName: "王磊", Address: "宁波市海曙区灯塔路 8 号", Phone: "+86 574 5550 0178", Email: "notices@lantern.example"},
	"Brightpath Supply": {Kind: ipcase.PartySeller, ShopRef: "QLS-31009", Lang: "en", Zone: "America/Los_Angeles", Country: "US", ContactName: "Dana Ortiz", Address: "40 Pier Avenue, Oakland", Phone: "+1 510 555 0146", Email: "notices@brightpath.example"},
	"Norrvik Optics AB": {Kind: ipcase.PartyHolder, Lang: "en", Zone: "Europe/Stockholm", Country: "SE", ContactName: "Elin Strand", Address: "Hamngatan 4, Göteborg", Phone: "+46 31 555 0132", Email: "ip@norrvik.example"},
	"清禾文创有限公司":          {Kind: ipcase.PartyHolder, Lang: "zh-CN", Zone: "Asia/Shanghai", Country: "CN", ContactName: "赵敏", Address: "杭州市西湖区清禾街 3 号", Phone: "+86 571 5550 0121", Email: "ip@qinghe.example"},
	"Quaylane":          {Kind: ipcase.PartyPlatform, Lang: "en", Zone: "Asia/Shanghai", Country: "CN", ContactName: "IP Protection", Email: "ip@quaylane.example"},
}

// Person is somebody of the cast, who has an account from now on.
func (s *Site) Person(name string) *Person {
	s.t.Helper()
	if p, ok := s.people[name]; ok {
		return p
	}
	p, ok := cast[name]
	if !ok {
		s.t.Fatalf("nobody is called %q", name)
	}
	p.OrgID = s.Org(p.Org)
	added, err := s.Accounts.AddPerson(s.t.Context(), account.NewPerson{
		Email: p.Email, Name: p.Name, Password: Password, Lang: p.Lang, Zone: p.Zone,
	})
	must(s.t, err)
	p.ID = added.ID
	must(s.t, s.Accounts.AddMembership(s.t.Context(), p.ID, p.OrgID, p.Role, p.May...))
	s.people[name] = &p
	return &p
}

// Org is the id of an organisation of the cast, which exists from now on.
func (s *Site) Org(name string) int64 {
	s.t.Helper()
	if id, ok := s.orgs[name]; ok {
		return id
	}
	o, ok := parties[name]
	if !ok {
		s.t.Fatalf("there is no organisation %q", name)
	}
	o.Name = name
	if o.Kind == ipcase.PartyHolder { // most scenarios are about what comes after
		at := s.Clock.Now()
		o.Identity, o.IdentityAt = ipcase.IdentityVerified, &at
	}
	must(s.t, s.Accounts.AddOrg(s.t.Context(), &o))
	s.orgs[name] = o.ID
	return o.ID
}
