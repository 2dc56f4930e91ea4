package sample

import (
	"fmt"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/marketplace"
)

// colleague is somebody beside the owner of an organisation.
type colleague struct {
	email, name, lang string
	belongs           []belonging
}

// belonging is for whom they act, by the owner's key, and what they may do.
type belonging struct {
	owner string
	role  ipcase.Role
	may   []ipcase.Permission
}

// addColleagues brings in sub-accounts: with different permissions in a holder's
// and a seller's organisation, and one person who acts for two shops.
func (t *teller) addColleagues() error {
	shops := marketplace.SampleShops()
	first, second := shops[0].Name, shops[1].Name
	all := []colleague{
		{"maja.lindqvist@norrvik.example", "Maja Lindqvist", "en", []belonging{{elin, ipcase.RoleMember, []ipcase.Permission{ipcase.PermFile}}}},
		{"oskar.nyman@norrvik.example", "Oskar Nyman", "en", []belonging{{elin, ipcase.RoleViewer, nil}}},
		{"zhou.tong@suites.example", "周彤", "zh-CN", []belonging{
			{first, ipcase.RoleMember, []ipcase.Permission{ipcase.PermAnswer, ipcase.PermDelete}},
			{second, ipcase.RoleMember, []ipcase.Permission{ipcase.PermAnswer}},
		}},
		{"pan.lei@suites.example", "潘磊", "zh-CN", []belonging{{first, ipcase.RoleMember, nil}}},
	}
	for _, c := range all {
		p, err := t.Accounts.AddPerson(t.ctx, account.NewPerson{Email: c.email, Name: c.name, Lang: c.lang, Zone: t.people[c.belongs[0].owner].Zone})
		for _, b := range c.belongs {
			if err == nil {
				err = t.Accounts.AddMembership(t.ctx, p.ID, t.people[b.owner].OrgID, b.role, b.may...)
			}
		}
		if err != nil {
			return fmt.Errorf("bring in %s: %w", c.name, err)
		}
	}
	return nil
}
