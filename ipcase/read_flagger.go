package ipcase

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// FlaggerView is a trusted flagger with its figures.
type FlaggerView struct {
	TrustedFlagger
	OrgName string
	Figures FlaggerFigures
	Holds   bool
	Lines   []FlaggerLine // the newest first, what was not upheld before the rest
	Reports []FlaggerReport
}

// FlaggerLine is one listing of its notices that was decided.
type FlaggerLine struct {
	Complaint  string     `json:"complaint"`
	CaseNumber string     `json:"case"`
	Ref        string     `json:"listing"`
	State      State      `json:"state"`
	FiledAt    time.Time  `json:"filed_at"`
	EndedAt    *time.Time `json:"ended_at,omitempty"`
	Refusal    string     `json:"refusal,omitempty"`  // the ground on which its notice was refused
	Appealed   bool       `json:"appealed,omitempty"` // and looked at again by another reviewer
}

// maxFlaggerLines is how many listings a report names; its figures count all.
const maxFlaggerLines = 500

// FlaggerDesk is the platform's page of trusted flaggers.
type FlaggerDesk struct {
	All     []FlaggerView // the newest first
	Holders []Org         // that can be recorded
}

// ReadFlaggers reads every record for the platform, with its figures.
func (s *Service) ReadFlaggers(ctx context.Context, a Actor) (FlaggerDesk, error) {
	var d FlaggerDesk
	if !a.keepsFlaggers() {
		return d, errNotFound()
	}
	var all []TrustedFlagger
	if err := s.read(ctx).Order("id DESC").Limit(200).Find(&all).Error; err != nil {
		return d, fmt.Errorf("trusted flaggers: %w", err)
	}
	for _, f := range all {
		v, err := s.viewFlagger(ctx, f)
		if err != nil {
			return d, err
		}
		d.All = append(d.All, v)
	}
	err := s.read(ctx).Where("kind = ? AND identity = ? AND id NOT IN (SELECT org_id FROM trusted_flaggers WHERE ended_at IS NULL)", PartyHolder, IdentityVerified).
		Order("name, id").Limit(1000).Find(&d.Holders).Error
	if err != nil {
		return d, fmt.Errorf("holders that can be recorded: %w", err)
	}
	return d, nil
}

// ReadFlagger reads one record with the listings of its notices that were decided.
func (s *Service) ReadFlagger(ctx context.Context, a Actor, number string) (FlaggerView, error) {
	if !a.keepsFlaggers() {
		return FlaggerView{}, errNotFound()
	}
	var f TrustedFlagger
	if err := one(s.read(ctx).Where("number = ?", number), &f); err != nil {
		return FlaggerView{}, err
	}
	v, err := s.viewFlagger(ctx, f)
	if err != nil {
		return v, err
	}
	if v.Lines, err = flaggerLines(s.read(ctx), f); err != nil {
		return v, err
	}
	v.Reports, err = s.flaggerReports(ctx, f)
	return v, err
}

// flaggerLines are the listings of a flagger's notices that were decided.
func flaggerLines(db *gorm.DB, f TrustedFlagger) ([]FlaggerLine, error) {
	lines := []FlaggerLine{}
	err := db.Table("items").Select("complaints.number AS complaint, cases.number AS case_number, listings.ref, items.state, complaints.filed_at, items.ended_at, items.refusal, items.seller_appealed OR items.holder_appealed AS appealed").
		Joins("JOIN cases ON cases.id = items.case_id").Joins("JOIN complaints ON complaints.id = cases.complaint_id").Joins("JOIN listings ON listings.id = items.listing_id").
		Where("complaints.flagger_id = ? AND items.state IN ?", f.ID, []State{Rejected, Restored, Lapsed, Upheld, DeletedBySeller, Fixed}).
		Order(fmt.Sprintf("CASE WHEN items.state IN ('%s', '%s', '%s') THEN 0 ELSE 1 END, complaints.id DESC, items.id", Rejected, Restored, Lapsed)).
		Limit(maxFlaggerLines).Scan(&lines).Error
	if err != nil {
		return nil, fmt.Errorf("notices of %s: %w", f.Number, err)
	}
	for n := range lines {
		lines[n].FiledAt = lines[n].FiledAt.UTC()
	}
	return lines, nil
}

// OwnFlagger is what an organisation reads of itself; Number is "" where it is no
// trusted flagger.
func (s *Service) OwnFlagger(ctx context.Context, a Actor) (FlaggerView, error) {
	var f []TrustedFlagger
	err := s.read(ctx).Where("org_id = ? AND ended_at IS NULL", a.OrgID).Limit(1).Find(&f).Error
	if err != nil || len(f) == 0 || a.Party != PartyHolder {
		return FlaggerView{}, err
	}
	return s.viewFlagger(ctx, f[0])
}

func (s *Service) viewFlagger(ctx context.Context, f TrustedFlagger) (v FlaggerView, err error) {
	v.TrustedFlagger, v.Holds = f, f.Holds(s.Today())
	var o Org
	if err = one(s.read(ctx).Where("id = ?", f.OrgID), &o); err != nil {
		return v, err
	}
	v.OrgName = o.Name
	v.Figures, err = flaggerFigures(s.read(ctx), f.ID)
	return v, err
}

// flaggerFigures counts how the listings of a flagger's notices ended.
func flaggerFigures(db *gorm.DB, id int64) (f FlaggerFigures, err error) {
	var notices int64
	if err = db.Model(&Complaint{}).Where("flagger_id = ?", id).Count(&notices).Error; err != nil {
		return f, fmt.Errorf("notices of flagger %d: %w", id, err)
	}
	var by []struct {
		State State
		N     int
	}
	err = db.Table("items").Select("items.state, COUNT(*) AS n").Joins("JOIN cases ON cases.id = items.case_id").Joins("JOIN complaints ON complaints.id = cases.complaint_id").
		Where("complaints.flagger_id = ?", id).Group("items.state").Scan(&by).Error
	if err != nil {
		return f, fmt.Errorf("outcomes of flagger %d: %w", id, err)
	}
	f.Notices = int(notices)
	for _, x := range by {
		f.Listings += x.N
		decided, upheld := flaggerOutcome(x.State)
		if decided {
			f.Decided += x.N
		}
		if upheld {
			f.Upheld += x.N
		}
	}
	return f, nil
}
