package ipcase

import "context"

// Sight names what a form is about, by what its address holds. What is empty is
// not asked for.
type Sight struct {
	Case      string
	Complaint string
	Draft     string
	Measure   string
	Abuse     string // a report of either side
	Reported  string // a report about the reader
}

// Sees is nil where everything named is there for a reader, else the one answer
// to what is not. It reads no more than that, and delivers nothing: whoever is
// refused for want of a permission must first be known to be refused what they
// may look at.
func (s *Service) Sees(ctx context.Context, a Actor, what Sight) error {
	own, draft := "holder_org_id = ?", DraftComplaint
	if a.Party == PartySeller {
		own, draft = "seller_org_id = ? AND seller_list <> ''", DraftCounter
	}
	var c Case
	if what.Case != "" {
		if err := one(s.read(ctx).Select("id").Where("number = ?", what.Case).Where(own, a.OrgID), &c); err != nil {
			return err
		}
	}
	if what.Complaint != "" {
		var found Complaint
		if err := one(s.read(ctx).Select("id").Where("number = ? AND org_id = ?", what.Complaint, a.OrgID), &found); err != nil {
			return err
		}
	}
	if what.Measure != "" {
		var m Measure
		if err := one(s.read(ctx).Select("id").Where("number = ? AND org_id = ? AND status IN ?", what.Measure, a.OrgID, toldStatuses), &m); err != nil {
			return err
		}
	}
	if number := what.Abuse + what.Reported; number != "" {
		q := s.read(ctx).Select("id").Where("number = ? AND (against_org_id = ? OR org_id = ? AND ?)", number, a.OrgID, a.OrgID, what.Reported == "")
		if err := one(q, &AbuseReport{}); err != nil {
			return err
		}
	}
	if what.Draft == "" {
		return nil
	}
	var d Draft
	if err := one(s.read(ctx).Select("id", "case_id").Where("id = ? AND org_id = ? AND kind = ?", what.Draft, a.OrgID, draft), &d); err != nil {
		return err
	}
	if what.Case != "" && (d.CaseID == nil || *d.CaseID != c.ID) {
		return errNotFound()
	}
	return nil
}
