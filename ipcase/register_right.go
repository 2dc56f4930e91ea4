package ipcase

import (
	"context"
	"fmt"
	"strconv"
	"time"
)

// RegisterRight is what a holder says of a right.
type RegisterRight struct {
	FormID        string
	Type          RightType
	Office        string
	RegNumber     string
	Title         string
	Owner         string
	Territories   []string
	NiceClasses   []int
	ValidFrom     string // 2006-01-02
	ValidUntil    string // 2006-01-02, or empty where it has no end
	Description   string
	ConfirmNumber bool   // the number looks unusual and is right all the same
	Principal     string // public id of whom an agent registers it for; "" = its own organisation
	Named         bool   // by a notice without an account, which needs no file to name a right
}

// RegisterRight enters a right, which a reviewer then verifies or refuses. It
// answers with its number; pressing twice registers it once.
func (s *Service) RegisterRight(ctx context.Context, a Actor, in RegisterRight) (string, error) {
	if a.Party != PartyHolder {
		return "", errNotFound()
	}
	if err := a.needs(PermFile); err != nil {
		return "", err
	}
	if err := a.registered(); err != nil {
		return "", err
	}
	return s.registerRight(ctx, a, in)
}

func (s *Service) registerRight(ctx context.Context, a Actor, in RegisterRight) (string, error) {
	var number string
	err := s.act(ctx, a, func(t *tx) error {
		var there Right
		if t.db.Where("draft_id = ? AND org_id = ?", in.FormID, a.OrgID).Limit(1).Find(&there); there.ID != 0 {
			number = there.Number
			return nil
		}
		files, err := t.formExhibits(a, in.FormID)
		if err != nil {
			return err
		}
		who, power, err := t.principalOfRight(a, &in)
		if err != nil {
			return err
		}
		r, err := s.checkRight(in, files, power)
		if err != nil {
			return err
		}
		n, err := t.nextNumber("right")
		if err != nil {
			return err
		}
		r.Number = fmt.Sprintf("IPR-%d-%06d", t.now.Year(), n)
		r.OrgID, r.DraftID, r.Status, r.Version = a.OrgID, in.FormID, RightPending, 1
		r.CreatedAt, r.CreatedBy = t.now, a.PersonID
		data := EventData{Number: r.Number, Hashes: hashesOf(files), Views: viewsOf(files)}
		if who != nil {
			p, refused := power(r)
			if refused != nil {
				return refused
			}
			r.PrincipalID, r.PowerID, data.Power = &who.ID, &p.ID, p.Number
		}
		if err := t.insert([]*Right{&r}); err != nil {
			return err
		}
		number = r.Number
		if err := t.fileExhibits(a, files, belongs{right: &r.ID}); err != nil {
			return err
		}
		for _, e := range files {
			if e.Purpose == PurposeSpecimen {
				if err := t.askLooks(KeptPicture, e.Hash); err != nil {
					return err
				}
			}
		}
		return t.recordRight(&r, a, EventRightRegistered, data)
	})
	return number, err
}

// principalOfRight finds for whom an agent registers a right, and what lets it: nil
// for its own organisation. The owner is the principal where the form names none.
func (t *tx) principalOfRight(a Actor, in *RegisterRight) (*Principal, func(Right) (Power, *Error), error) {
	if in.Principal == "" {
		return nil, nil, nil
	}
	var who Principal
	err := one(t.db.Where("public_id = ? AND agent_org_id = ?", in.Principal, a.OrgID), &who)
	if KindOf(err) == NotFound {
		var p problems
		p.add("for", "Choose for whom you register the right.")
		return nil, nil, p.err()
	}
	if err != nil {
		return nil, nil, err
	}
	list, err := powersOf(t.db, who.ID)
	if in.Owner == "" {
		in.Owner = who.Name
	}
	return &who, func(r Right) (Power, *Error) { return FindPower(who.Name, list, askToRegister(r, t.today())) }, err
}

// recordRight writes an event of a right's own chain and moves its head.
func (t *tx) recordRight(r *Right, a Actor, kind EventKind, data EventData) error {
	e, err := t.event("right:"+r.Number, r.EventSeq, r.EventHash, a, kind, false, data)
	if err != nil {
		return err
	}
	e.RightID = &r.ID
	e.Hash = HashEvent(e)
	if err := t.insert([]*Event{&e}); err != nil {
		return err
	}
	res := t.db.Model(&Right{}).Where("id = ? AND event_seq = ?", r.ID, r.EventSeq).
		Updates(map[string]any{"event_seq": e.Seq, "event_hash": e.Hash})
	if res.Error != nil {
		return fmt.Errorf("chain of %s: %w", r.Number, res.Error)
	}
	r.EventSeq, r.EventHash = e.Seq, e.Hash
	return nil
}

// checkRight turns what was typed into a right, or says all that is wrong.
func (s *Service) checkRight(in RegisterRight, files []Exhibit, power func(Right) (Power, *Error)) (Right, error) {
	var p problems
	r := Right{
		Type: in.Type, Office: in.Office, RegNumber: in.RegNumber, Title: in.Title, Owner: in.Owner,
		Territories: in.Territories, NiceClasses: []int{}, Description: in.Description,
	}
	if !contains(RightTypes(), in.Type) {
		p.add("type", "Choose what kind of right this is.")
	}
	checkText(&p, "title", "Enter the mark's words, or the title of the work, design or invention.", in.Title, MaxShortText, true)
	checkText(&p, "owner", "Enter the owner as the register shows it.", in.Owner, MaxShortText, true)
	checkText(&p, "description", "Say in a few sentences what is protected.", in.Description, MaxComment, in.Type != Trademark)
	s.checkNumber(&p, in)
	if len(in.Territories) == 0 {
		p.add("territories", "Choose at least one country or region in which the right is in force.")
	}
	if in.Type == Trademark {
		r.NiceClasses = in.NiceClasses
		checkClasses(&p, in.NiceClasses)
	}
	checkDates(&p, in, &r, s.clock.Now())
	if !in.Named && (in.Type == Trademark || in.Type == Design) && countPurpose(files, PurposeSpecimen) == 0 {
		p.add("specimen", "Add a picture of the mark or design as it is registered.")
	}
	if !in.Named && in.Office != "none" && countPurpose(files, PurposeCertificate) == 0 {
		p.add("certificate", "Add the certificate or an extract of the register.")
	}
	if power != nil {
		_, refused := power(r)
		refused.into(&p, "for")
	}
	return r, p.err()
}

// checkNumber warns about a number that the office would not write so: once. The
// formats change and have exceptions, so it is never a refusal.
func (s *Service) checkNumber(p *problems, in RegisterRight) {
	office, ok := s.book.Office(in.Office)
	if !ok {
		p.add("office", "Choose the office that registered the right, or “none” for an unregistered copyright.")
		return
	}
	if in.Office == "none" {
		if in.Type != Copyright {
			p.add("office", "Only a copyright exists without a register. Choose the office that registered the right.")
		}
		return
	}
	checkText(p, "reg_number", "Enter the registration number.", in.RegNumber, 80, true)
	if looksRight, example := office.NumberLooksRight(in.Type, in.RegNumber); in.RegNumber != "" && !looksRight && !in.ConfirmNumber {
		p.add("confirm_number", "This number does not look like one of %s, such as %s. Correct it, or confirm that it is right.", office.Code, example)
	}
}

func checkClasses(p *problems, classes []int) {
	if len(classes) == 0 {
		p.add("nice_classes", "Enter the Nice classes of the mark, for example 9, 11.")
	}
	for _, c := range classes {
		if c < 1 || c > 45 {
			p.add("nice_classes", "Nice classes are numbers from 1 to 45; %s is not one.", strconv.Itoa(c))
			return
		}
	}
}

func checkDates(p *problems, in RegisterRight, r *Right, now time.Time) {
	from, err := time.Parse(time.DateOnly, in.ValidFrom)
	if err != nil || from.Year() < 1850 || from.Year() > 2200 {
		p.add("valid_from", "Enter the day from which the right is in force, like 2020-03-31.")
	}
	r.ValidFrom = from
	if in.ValidUntil == "" {
		if in.Type != Copyright {
			p.add("valid_until", "Enter the last day on which the right is in force, like 2030-03-31.")
		}
		return
	}
	until, err := time.Parse(time.DateOnly, in.ValidUntil)
	switch {
	case err != nil || until.Year() > 2200:
		p.add("valid_until", "Enter the last day on which the right is in force, like 2030-03-31.")
	case until.Before(from):
		p.add("valid_until", "The last day is before the first. Check both days.")
	default:
		r.ValidUntil = &until
		if now.After(from) && !r.InForceOn(now) {
			p.add("valid_until", "This right ended on %s. Register the term that is in force now.", in.ValidUntil)
		}
	}
}
