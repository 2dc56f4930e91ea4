package ipcase

import (
	"context"
	"fmt"
	"strings"
)

const powerColumns = `powers_of_attorney.*, orgs.name AS agent_name, principals.id AS who_id, principals.public_id AS who_public_id,
	principals.agent_org_id AS who_agent_org_id, principals.name AS who_name, principals.country AS who_country,
	principals.registration AS who_registration, principals.org_id AS who_org_id, principals.confirmed_at AS who_confirmed_at,
	principals.created_at AS who_created_at, principals.created_by AS who_created_by`

const powerJoins = "JOIN principals ON principals.id = powers_of_attorney.principal_id JOIN orgs ON orgs.id = powers_of_attorney.agent_org_id"

// usedFor is how many of the rights and complaints of a principal its page shows.
const usedFor = 20

func (s *Service) powerLine(ctx context.Context, into *PowerLine, where string, args ...any) error {
	return one(s.read(ctx).Table("powers_of_attorney").Select(powerColumns).Joins(powerJoins).Where(where, args...), into)
}

func (s *Service) powerLines(ctx context.Context, limit int, where string, args ...any) ([]PowerLine, error) {
	var list []PowerLine
	err := s.read(ctx).Table("powers_of_attorney").Select(powerColumns).Joins(powerJoins).Where(where, args...).
		Order("powers_of_attorney.id DESC").Limit(limit).Find(&list).Error
	if err != nil {
		return nil, fmt.Errorf("powers of attorney: %w", err)
	}
	return list, nil
}

func (s *Service) agentPowers(ctx context.Context, a Actor, before string, limit int) ([]PowerLine, error) {
	where, args := "powers_of_attorney.agent_org_id = ?", []any{a.OrgID}
	if before != "" {
		where += " AND powers_of_attorney.id < (SELECT k.id FROM powers_of_attorney k WHERE k.number = ? AND k.agent_org_id = ?)"
		args = append(args, before, a.OrgID)
	}
	return s.powerLines(ctx, limit, where, args...)
}

func (s *Service) givenPowers(ctx context.Context, a Actor) ([]PowerLine, error) {
	where, args := "principals.org_id = ?", []any{a.OrgID}
	if a.May(PermManage) {
		mail, err := mailOf(s.read(ctx), a.PersonID)
		if err != nil {
			return nil, err
		}
		where, args = "principals.org_id = ? OR ("+mayConfirm+")", append(args, a.OrgID, strings.ToLower(mail))
	}
	return s.powerLines(ctx, 500, "powers_of_attorney.status <> 'refused' AND ("+where+")", args...)
}

// powerParts reads what belongs to a power: its paper and history, and what was
// done for the principal.
func (s *Service) powerParts(ctx context.Context, a Actor, v *AgentPower) error {
	p := v.Power
	v.Confirmed = v.Principal.OrgID != nil
	if err := s.read(ctx).Where("power_id = ?", p.ID).Order("id").Find(&v.Exhibits).Error; err != nil {
		return fmt.Errorf("exhibits of %s: %w", p.Number, err)
	}
	if err := s.read(ctx).Where("chain = ?", "poa:"+p.Number).Order("seq").Find(&v.Events).Error; err != nil {
		return fmt.Errorf("history of %s: %w", p.Number, err)
	}
	given := a.Party == PartyHolder && a.OrgID != p.AgentOrgID
	if given && !v.Confirmed {
		return nil
	}
	err := s.read(ctx).Where("principal_id = ? AND id <> ?", p.PrincipalID, p.ID).Order("id DESC").Limit(usedFor).Find(&v.Others).Error
	if err != nil {
		return fmt.Errorf("other powers beside %s: %w", p.Number, err)
	}
	if err := s.read(ctx).Where("principal_id = ?", p.PrincipalID).Order("id DESC").Limit(usedFor).Find(&v.Rights).Error; err != nil {
		return fmt.Errorf("rights registered under %s: %w", p.Number, err)
	}
	if v.Complaints, err = s.holderComplaints(ctx, a, HolderComplaintQuery{principal: p.PrincipalID}, usedFor); err != nil {
		return err
	}
	return s.tallyHolder(ctx, casesOf(v.Complaints))
}

// principals reads an agent's principals by name, and the powers of each.
func (s *Service) principals(ctx context.Context, a Actor) ([]Principal, map[int64][]Power, error) {
	var list []Principal
	if err := s.read(ctx).Where("agent_org_id = ?", a.OrgID).Order("name, id").Limit(500).Find(&list).Error; err != nil {
		return nil, nil, fmt.Errorf("principals of agent %d: %w", a.OrgID, err)
	}
	var powers []Power
	if err := s.read(ctx).Where("agent_org_id = ?", a.OrgID).Order("id").Find(&powers).Error; err != nil {
		return nil, nil, fmt.Errorf("powers of agent %d: %w", a.OrgID, err)
	}
	of := map[int64][]Power{}
	for _, p := range powers {
		of[p.PrincipalID] = append(of[p.PrincipalID], p)
	}
	return list, of, nil
}

func (s *Service) powersToCheck(ctx context.Context, after int64) (lines []ReviewPowerLine, more bool, err error) {
	err = s.read(ctx).Table("powers_of_attorney").Select(powerColumns+", COALESCE(people.name, '') AS claimed_name").Joins(powerJoins).
		Joins("LEFT JOIN people ON people.id = powers_of_attorney.claimed_by AND powers_of_attorney.claimed_until > ?", s.clock.Now()).
		Where("powers_of_attorney.status = 'pending' AND powers_of_attorney.id > ?", after).
		Order("powers_of_attorney.id").Limit(reviewPage + 1).Find(&lines).Error
	if err != nil {
		return nil, false, fmt.Errorf("powers of attorney to check: %w", err)
	}
	if more = len(lines) > reviewPage; more {
		lines = lines[:reviewPage]
	}
	return lines, more, nil
}

// reviewPower adds what is known around a power of attorney.
func (s *Service) reviewPower(ctx context.Context, a Actor, v *ReviewPower) error {
	p := v.Power
	if err := s.read(ctx).Where("id = ?", p.AgentOrgID).Take(&v.Agent).Error; err != nil {
		return fmt.Errorf("agent of %s: %w", p.Number, err)
	}
	name := strings.ToLower(v.Principal.Name)
	err := s.read(ctx).Where("kind = ? AND LOWER(name) = ? AND id <> ?", PartyHolder, name, p.AgentOrgID).Order("id").Limit(5).Find(&v.Namesakes).Error
	if err != nil {
		return fmt.Errorf("accounts of the name of the principal of %s: %w", p.Number, err)
	}
	v.Rivals, err = s.powerLines(ctx, 5, "LOWER(principals.name) = ? AND powers_of_attorney.agent_org_id <> ?", name, p.AgentOrgID)
	if err != nil {
		return err
	}
	if v.ClaimedName, err = s.claimedName(ctx, p.ClaimedBy, p.ClaimedUntil); err != nil {
		return err
	}
	orgs, err := (&tx{Service: s, ctx: ctx, db: s.read(ctx)}).accountsOf(p, v.Principal)
	if err != nil {
		return err
	}
	if v.Own, err = belongsTo(s.read(ctx), a.PersonID, append(orgs, p.AgentOrgID)...); err != nil {
		return err
	}
	var n int64
	if err := s.read(ctx).Model(&Case{}).Where("principal_id = ? AND ended_at IS NULL", p.PrincipalID).Count(&n).Error; err != nil {
		return fmt.Errorf("cases under %s: %w", p.Number, err)
	}
	v.OpenCases = int(n)
	return nil
}

// holderComplaintPower adds who complained for whom, and says how the complaint
// stands with its powers of attorney.
func (s *Service) holderComplaintPower(ctx context.Context, h *HolderComplaint) (PowerFacts, error) {
	c := h.Complaint
	var org Org
	if err := one(s.read(ctx).Where("id = ?", c.OrgID), &org); err != nil {
		return PowerFacts{}, err
	}
	h.Holder = PartyView{OrgID: org.ID, Name: org.Name, Country: org.Country, Registration: org.RegNumber}
	if c.PrincipalID == nil {
		return PowerFacts{}, nil
	}
	var who Principal
	if err := one(s.read(ctx).Where("id = ?", *c.PrincipalID), &who); err != nil {
		return PowerFacts{}, err
	}
	h.Holder.For, h.Principal = who.Name, &who
	var site Site
	if err := one(s.read(ctx).Where("id = ?", c.SiteID), &site); err != nil {
		return PowerFacts{}, err
	}
	return powerFactsOf(s.read(ctx), c.PrincipalID, h.Right.Type, site, s.Today())
}

// holderRightNames adds whom a right concerns beside the reader.
func (s *Service) holderRightNames(ctx context.Context, a Actor, h *HolderRight) error {
	r := h.Right
	h.Usable = r.OrgID == a.OrgID || r.PrincipalID == nil
	if r.OrgID != a.OrgID {
		var org Org
		if err := one(s.read(ctx).Where("id = ?", r.OrgID), &org); err != nil {
			return err
		}
		h.Agent = org.Name
	}
	if r.PrincipalID == nil {
		return nil
	}
	var who Principal
	if err := one(s.read(ctx).Where("id = ?", *r.PrincipalID), &who); err != nil {
		return err
	}
	h.For = who.Name
	return nil
}

// MailPower is what a message about a power of attorney says of it.
type MailPower struct {
	Power
	PrincipalName    string
	PrincipalCountry string
	AgentName        string
	DaysLeft         int // when the message was written
}

// mailOfPower fills in a message about a power of attorney. Only the two whom it
// ties get one.
func (s *Service) mailOfPower(ctx context.Context, m *MailData) error {
	var l PowerLine
	if err := s.powerLine(ctx, &l, "powers_of_attorney.number = ?", m.Payload.PowerNumber); err != nil {
		return fmt.Errorf("power %s of a message to %d: %w", m.Payload.PowerNumber, m.Org.ID, err)
	}
	m.Power = &MailPower{Power: l.Power, PrincipalName: l.Principal.Name, PrincipalCountry: l.Principal.Country, AgentName: l.AgentName, DaysLeft: l.Power.DaysLeft(DayIn(m.SentAt, s.zone))}
	return nil
}

// mailToPrincipal is a mail to a principal without an account: its addressee is
// who the power names.
func (s *Service) mailToPrincipal(ctx context.Context, d Delivery, p MailPayload) (MailData, error) {
	m := MailData{Message: d.Message, Payload: p, SentAt: d.CreatedAt}
	if err := s.mailOfPower(ctx, &m); err != nil {
		return m, err
	}
	if m.Power.ContactEmail == "" {
		return m, &PermanentError{Reason: "the principal's address was erased"}
	}
	m.Org = Org{Kind: PartyHolder, Name: m.Power.PrincipalName, ContactName: m.Power.ContactName, Email: m.Power.ContactEmail, Lang: "en", Zone: s.zone.String()}
	if m.Power.PrincipalCountry == "CN" {
		m.Org.Lang = "zh-CN"
	}
	return m, nil
}

// verifyPowers holds who gave each power of attorney, its days and its state
// against its chain; its words are among the texts.
func (s *Service) verifyPowers(ctx context.Context) error {
	led := map[EventKind]PowerStatus{
		EventPowerHandedIn: PowerPending, EventPowerVerified: PowerVerified, EventPowerRefused: PowerRefused, EventPowerRevoked: PowerRevoked,
	}
	var after int64
	for {
		var page []PowerLine
		err := s.read(ctx).Table("powers_of_attorney").Select(powerColumns).Joins(powerJoins).
			Where("powers_of_attorney.id > ?", after).Order("powers_of_attorney.id").Limit(500).Find(&page).Error
		if err != nil {
			return fmt.Errorf("read powers of attorney: %w", err)
		}
		for _, l := range page {
			p := l.Power
			after = p.ID
			var events []Event
			if err := s.read(ctx).Where("chain = ?", "poa:"+p.Number).Order("seq").Find(&events).Error; err != nil {
				return fmt.Errorf("history of %s: %w", p.Number, err)
			}
			var status PowerStatus
			if len(events) == 0 || events[0].Told().FactsHash != powerFactsHash(p, l.Principal) {
				return fmt.Errorf("who gave %s, or its days, have been changed", p.Number)
			}
			for _, e := range events {
				if to, ok := led[e.Kind]; ok {
					status = to
				}
			}
			if status != p.Status {
				return fmt.Errorf("%s is stored as %s, and its events lead to %q", p.Number, p.Status, status)
			}
		}
		if len(page) < 500 {
			return nil
		}
	}
}

func (s *Service) rightsToFile(ctx context.Context, a Actor) ([]RightToFile, error) {
	var list []Right
	err := s.read(ctx).Where(rightsToUse, a.OrgID, a.OrgID).Order("id DESC").Limit(holderPage + 1).Find(&list).Error
	if err != nil {
		return nil, fmt.Errorf("rights that %d may use: %w", a.OrgID, err)
	}
	people, powers, err := s.principals(ctx, a)
	if err != nil {
		return nil, err
	}
	out := make([]RightToFile, len(list))
	for n, r := range list {
		out[n] = RightToFile{Right: r, Why: CheckRightForFiling(r, Site{}, s.clock.Now())}
		for _, p := range people {
			named := r.PrincipalID != nil && *r.PrincipalID == p.ID
			owns := r.PrincipalID == nil && r.OrgID != a.OrgID && p.OrgID != nil && *p.OrgID == r.OrgID
			if !named && !owns || out[n].For != "" {
				continue
			}
			out[n].For = p.Name
			if _, why := FindPower(p.Name, powers[p.ID], askToFile(r, Site{}, s.Today())); out[n].Why == nil {
				out[n].Why = why
			}
		}
	}
	return out, nil
}
