package ipcase

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"
)

// today is the day in the platform's zone by the transaction's one reading of the
// clock.
func (t *tx) today() time.Time { return DayIn(t.now, t.zone) }

// recordPower writes an event of a power's own chain and moves its head.
func (t *tx) recordPower(p *Power, a Actor, kind EventKind, data EventData) error {
	data.Number = p.Number
	e, err := t.event("poa:"+p.Number, p.EventSeq, p.EventHash, a, kind, false, data)
	if err != nil {
		return err
	}
	e.Hash = HashEvent(e)
	if err := t.insert([]*Event{&e}); err != nil {
		return err
	}
	res := t.db.Model(&Power{}).Where("id = ? AND event_seq = ?", p.ID, p.EventSeq).
		Updates(map[string]any{"event_seq": e.Seq, "event_hash": e.Hash})
	if res.Error != nil {
		return fmt.Errorf("chain of %s: %w", p.Number, res.Error)
	}
	if res.RowsAffected != 1 {
		return errPowerMoved()
	}
	p.EventSeq, p.EventHash = e.Seq, e.Hash
	return nil
}

func errPowerMoved() error {
	return Errorf(Stale, "This power of attorney has changed since you opened the page. Look at it as it is now.")
}

// principalOf loads the principal of a power or a right.
func (t *tx) principalOf(id int64) (Principal, error) {
	var p Principal
	if err := t.db.Where("id = ?", id).Take(&p).Error; err != nil {
		return p, fmt.Errorf("principal %d: %w", id, err)
	}
	return p, nil
}

// powersOf are all powers that an agent handed in for a principal.
func powersOf(db *gorm.DB, principal int64) ([]Power, error) {
	var list []Power
	if err := db.Where("principal_id = ?", principal).Order("id").Find(&list).Error; err != nil {
		return nil, fmt.Errorf("powers of principal %d: %w", principal, err)
	}
	return list, nil
}

// powerFactsOf is how a complaint stands with its powers; nothing is read for one
// that its complainant filed itself.
func powerFactsOf(db *gorm.DB, principal *int64, kind RightType, site Site, day time.Time) (PowerFacts, error) {
	if principal == nil {
		return PowerFacts{}, nil
	}
	list, err := powersOf(db, *principal)
	return powerFacts(list, kind, site.Territory, day), err
}

// principalFor finds for whom an agent complains under a right: whom it registered
// the right for, or whose account, which has confirmed the agent, registered it.
// nil is the organisation itself.
func principalFor(db *gorm.DB, a Actor, r Right) (*Principal, error) {
	where, arg := "id = ? AND agent_org_id = ?", any(r.PrincipalID)
	if r.PrincipalID == nil {
		if r.OrgID == a.OrgID {
			return nil, nil
		}
		where, arg = "org_id = ? AND agent_org_id = ?", any(r.OrgID)
	}
	var p Principal
	if err := one(db.Where(where, arg, a.OrgID).Order("id").Limit(1), &p); err != nil {
		return nil, err
	}
	return &p, nil
}

// powerToFile is for whom and under which power of attorney a complaint under a
// right would be filed on a site; both are nil for an organisation's own. The
// refusal says what does not fit.
func powerToFile(db *gorm.DB, a Actor, r Right, site Site, day time.Time) (*Principal, *Power, error) {
	who, err := principalFor(db, a, r)
	if err != nil || who == nil {
		return nil, nil, err
	}
	list, err := powersOf(db, who.ID)
	if err != nil {
		return nil, nil, err
	}
	p, refused := FindPower(who.Name, list, askToFile(r, site, day))
	if refused != nil {
		return nil, nil, refused
	}
	return who, &p, nil
}

// CheckPowerForFiling says why an agent cannot complain under a right on a site
// today, or nil; site may be empty while no listing is known.
func (s *Service) CheckPowerForFiling(ctx context.Context, a Actor, r Right, site Site) error {
	_, _, err := powerToFile(s.read(ctx), a, r, site, s.Today())
	return err
}

// mayConfirm is the condition under which an organisation's owner is asked about
// an agent: the power names their own address, and nobody has confirmed it yet.
const mayConfirm = `principals.org_id IS NULL AND powers_of_attorney.agent_org_id <> ? AND powers_of_attorney.contact_email = ?`

// mailOf is the address with which a person signs in.
func mailOf(db *gorm.DB, person int64) (string, error) {
	var mail string
	if err := db.Table("people").Select("email").Where("id = ?", person).Scan(&mail).Error; err != nil {
		return "", fmt.Errorf("address of person %d: %w", person, err)
	}
	return mail, nil
}

// givenPower loads a power that was given in an organisation's name: confirmed, or
// still to be confirmed by this owner.
func (t *tx) givenPower(a Actor, number string) (Power, Principal, error) {
	mail := ""
	if a.May(PermManage) {
		var err error
		if mail, err = mailOf(t.db, a.PersonID); err != nil {
			return Power{}, Principal{}, err
		}
	}
	var p Power
	err := one(t.forUpdate().Where("number = ? AND id IN (?)", number, t.db.Table("powers_of_attorney").Select("powers_of_attorney.id").
		Joins("JOIN principals ON principals.id = powers_of_attorney.principal_id").
		Where("powers_of_attorney.status <> ?", PowerRefused).
		Where("principals.org_id = ? OR ("+mayConfirm+")", a.OrgID, a.OrgID, strings.ToLower(mail))), &p)
	if err != nil {
		return p, Principal{}, err
	}
	who, err := t.principalOf(p.PrincipalID)
	return p, who, err
}

// accountsOf are the organisations whose owners a power's principal may be: its
// own account, or before it is confirmed those that own the address it names.
func (t *tx) accountsOf(p Power, who Principal) ([]int64, error) {
	if who.OrgID != nil {
		return []int64{*who.OrgID}, nil
	}
	var ids []int64
	err := t.db.Table("memberships").Joins("JOIN people ON people.id = memberships.person_id").Joins("JOIN orgs ON orgs.id = memberships.org_id").
		Where("people.email = ? AND people.disabled_at IS NULL AND memberships.ended_at IS NULL AND memberships.role = ? AND orgs.kind = ? AND orgs.id <> ?",
			p.ContactEmail, RoleOwner, PartyHolder, p.AgentOrgID).Order("orgs.id").Pluck("orgs.id", &ids).Error
	if err != nil {
		return nil, fmt.Errorf("accounts of the principal of %s: %w", p.Number, err)
	}
	return ids, nil
}

// tellPower writes to the agent, and to the principal: to its accounts, or where it
// has none by mail to the address that the paper names.
func (t *tx) tellPower(p Power, who Principal, kind MessageKind, to ...PowerSide) error {
	for _, side := range to {
		orgs := []int64{p.AgentOrgID}
		if side == SidePrincipal {
			var err error
			if orgs, err = t.accountsOf(p, who); err != nil {
				return err
			}
			if len(orgs) == 0 && p.ContactEmail != "" {
				if err := t.mailPrincipal(p, kind); err != nil {
					return err
				}
			}
		}
		for _, org := range orgs {
			if err := t.send(org, nil, nil, kind, MailPayload{PowerNumber: p.Number, Party: PartyHolder, Kind: string(side)}); err != nil {
				return err
			}
		}
	}
	return nil
}

// mailPrincipal writes to a principal that nobody acts for here. The address is in
// the power alone, and is looked up when the mail is sent.
func (t *tx) mailPrincipal(p Power, kind MessageKind) error {
	words, err := json.Marshal(MailPayload{PowerNumber: p.Number, Party: PartyHolder, Kind: string(SidePrincipal)})
	if err != nil {
		return fmt.Errorf("message %s: %w", kind, err)
	}
	return t.enqueue(Delivery{Kind: DeliverMail, Key: "power-" + NewID(), Message: kind, Payload: string(words)})
}

// belongsTo says whether a person is a member of one of some organisations.
func belongsTo(db *gorm.DB, person int64, orgs ...int64) (bool, error) {
	var n int64
	err := db.Table("memberships").Where("person_id = ? AND org_id IN ? AND ended_at IS NULL", person, orgs).Count(&n).Error
	if err != nil {
		return false, fmt.Errorf("memberships of person %d: %w", person, err)
	}
	return n > 0, nil
}
