package ipcase

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"gorm.io/gorm"
)

// RegisterPower is what an agent says of a power of attorney. Its paper was put
// into the form before.
type RegisterPower struct {
	FormID       string
	Principal    string // the name
	Country      string // ISO 3166-1 alpha-2
	Registration string // of a company; may be empty
	ContactName  string // who signed
	ContactEmail string
	RightTypes   []RightType
	Acts         []PowerAct
	Territories  []string
	ValidFrom    string // 2006-01-02
	ValidUntil   string
}

// RegisterPower hands in a power of attorney, which a reviewer then verifies or
// refuses. The same principal again is a further power of it: a new term, or one
// that cures a refusal. It answers with the power's number; pressing twice hands it
// in once. The organisation is an agent from then on.
func (s *Service) RegisterPower(ctx context.Context, a Actor, in RegisterPower) (string, error) {
	if a.Party != PartyHolder {
		return "", errNotFound()
	}
	if err := a.needs(PermFile); err != nil {
		return "", err
	}
	number, err := s.registerPower(ctx, a, in)
	if err == nil || !errors.Is(err, gorm.ErrDuplicatedKey) && KindOf(err) != Invalid {
		return number, err
	}
	// The other press of the same button may have handed it in while this one looked.
	if twin := s.powerOfForm(ctx, a, in.FormID); twin != "" {
		return twin, nil
	}
	return number, err
}

func (s *Service) registerPower(ctx context.Context, a Actor, in RegisterPower) (string, error) {
	if err := a.registered(); err != nil {
		return "", err
	}
	var number string
	err := s.act(ctx, a, func(t *tx) error {
		var there Power
		if t.db.Where("draft_id = ? AND agent_org_id = ?", in.FormID, a.OrgID).Limit(1).Find(&there); there.ID != 0 {
			number = there.Number
			return nil
		}
		files, err := t.formExhibits(a, in.FormID)
		if err != nil {
			return err
		}
		p, err := checkPowerInput(in, countPurpose(files, PurposePower), a.OrgName, t.today())
		if err != nil {
			return err
		}
		who, err := t.samePrincipal(a, in)
		if err != nil {
			return err
		}
		n, err := t.nextNumber("power")
		if err != nil {
			return err
		}
		p.Number = fmt.Sprintf("POA-%d-%06d", t.now.Year(), n)
		p.DraftID, p.PrincipalID, p.AgentOrgID, p.Status, p.Version = in.FormID, who.ID, a.OrgID, PowerPending, 1
		p.CreatedAt, p.CreatedBy = t.now, a.PersonID
		texts, salts, err := commit(p.texts())
		if err != nil {
			return err
		}
		p.Salts = salts
		if err := t.insert([]*Power{&p}); err != nil {
			return err
		}
		if err := t.db.Model(&Org{}).Where("id = ? AND NOT is_agent", a.OrgID).Updates(map[string]any{"is_agent": true}).Error; err != nil {
			return fmt.Errorf("make organisation %d an agent: %w", a.OrgID, err)
		}
		number = p.Number
		if err := t.fileExhibits(a, files, belongs{power: &p.ID}); err != nil {
			return err
		}
		return t.recordPower(&p, a, EventPowerHandedIn, EventData{Hashes: hashesOf(files), Views: viewsOf(files), Texts: texts, FactsHash: powerFactsHash(p, who)})
	})
	return number, err
}

// samePrincipal finds the principal by what names it, or enters it.
func (t *tx) samePrincipal(a Actor, in RegisterPower) (Principal, error) {
	var p Principal
	err := t.db.Where("agent_org_id = ? AND name = ? AND country = ? AND registration = ?", a.OrgID, in.Principal, in.Country, in.Registration).
		Limit(1).Find(&p).Error
	if err != nil {
		return p, fmt.Errorf("look for a principal: %w", err)
	}
	if p.ID != 0 {
		return p, nil
	}
	p = Principal{
		PublicID: NewID(), AgentOrgID: a.OrgID, Name: in.Principal, Country: in.Country, Registration: in.Registration,
		CreatedAt: t.now, CreatedBy: a.PersonID,
	}
	return p, t.insert([]*Principal{&p})
}

// powerFactsHash names what the chain remembers of a power beside its texts: who
// gave it, and its days.
func powerFactsHash(p Power, who Principal) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{
		"ipportal power 1", who.Name, who.Country, who.Registration, p.ValidFrom.UTC().Format(time.DateOnly), p.ValidUntil.UTC().Format(time.DateOnly),
	}, "\n")))
	return hex.EncodeToString(sum[:])
}

// reasonOf salts the reason of a refusal or revocation, beside the texts that the
// power holds already.
func (p Power) reasonOf(words string) (hashes map[string]string, salts Salts, err error) {
	hashes, salts, err = commit(map[string]any{"reason": words})
	for column, salt := range p.Salts {
		if column != "reason" {
			salts[column] = salt
		}
	}
	return hashes, salts, err
}

var placeCode = regexp.MustCompile(`^[A-Z]{2}$`)

// checkPowerInput turns what was typed into a power of attorney, or says all that
// is wrong. papers is how many files of its paper there are.
func checkPowerInput(in RegisterPower, papers int, own string, today time.Time) (Power, error) {
	var p problems
	out := Power{
		RightTypes: in.RightTypes, Acts: in.Acts, Territories: in.Territories,
		ContactName: in.ContactName, ContactEmail: strings.ToLower(in.ContactEmail),
	}
	checkText(&p, "principal", "Enter the principal’s name as the power of attorney gives it.", in.Principal, MaxShortText, true)
	if in.Principal != "" && strings.EqualFold(in.Principal, own) {
		p.add("principal", "This is your own organisation, for which you need no power of attorney.")
	}
	if !IsCountry(in.Country) {
		p.add("country", "Choose the principal’s country.")
	}
	checkText(&p, "registration", "", in.Registration, 80, false)
	checkText(&p, "contact_name", "Enter who signed the power of attorney for the principal.", in.ContactName, MaxShortText, true)
	if !looksLikeMail(in.ContactEmail) {
		p.add("contact_email", "Enter an e-mail address, like name@example.com.")
	}
	if len(in.RightTypes) == 0 || !subset(in.RightTypes, RightTypes()) {
		p.add("right_types", "Choose at least one kind of right that it covers.")
	}
	if len(in.Acts) == 0 || !subset(in.Acts, PowerActs()) {
		p.add("acts", "Choose at least one thing that it lets you do.")
	}
	for _, place := range in.Territories {
		if !placeCode.MatchString(place) {
			in.Territories = nil
			break
		}
	}
	if len(in.Territories) == 0 {
		p.add("territories", "Choose at least one country or region that it covers.")
	}
	checkPowerDays(&p, in, &out, today)
	if papers == 0 {
		p.add("document", "Add the signed power of attorney as a PDF or pictures.")
	}
	return out, p.err()
}

func checkPowerDays(p *problems, in RegisterPower, out *Power, today time.Time) {
	from, err := time.Parse(time.DateOnly, in.ValidFrom)
	if err != nil || from.Year() < 1950 || from.Year() > 2200 {
		p.add("valid_from", "Enter the first day on which it is valid, like 2026-03-31.")
	}
	until, err2 := time.Parse(time.DateOnly, in.ValidUntil)
	switch {
	case err2 != nil || until.Year() < 1950 || until.Year() > 2200:
		p.add("valid_until", "Enter the last day on which it is valid, like 2027-03-31. Where the paper names none, agree on one with the principal.")
	case err == nil && until.Before(from):
		p.add("valid_until", "The last day is before the first. Check both days.")
	case until.Before(today):
		p.add("valid_until", "This power of attorney ended on %s. Hand in one that is valid now.", in.ValidUntil)
	}
	out.ValidFrom, out.ValidUntil = from, until
}

func subset[T comparable](part, whole []T) bool {
	for _, x := range part {
		if !contains(whole, x) {
			return false
		}
	}
	return true
}

// powerOfForm is the number of the power that a form was handed in as, or "".
func (s *Service) powerOfForm(ctx context.Context, a Actor, form string) string {
	var there Power
	if err := s.read(ctx).Where("draft_id = ? AND agent_org_id = ?", form, a.OrgID).Limit(1).Find(&there).Error; err != nil {
		return ""
	}
	return there.Number
}
