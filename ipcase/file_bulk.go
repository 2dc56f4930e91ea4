package ipcase

import (
	"context"
	"fmt"
)

// FileBulk files the complaints of a file one after the other, as the person who sent
// it. A worker that dies in the middle loses nothing and doubles nothing: whoever
// goes on is answered with the complaint that a draft became (promise 4). What the
// form of one complaint would refuse is refused in the same words.
func (s *Service) FileBulk(ctx context.Context, d Delivery) error {
	what, err := d.Forget()
	if err != nil {
		return err
	}
	var b BulkFiling
	if err := one(s.read(ctx).Where("public_id = ?", what), &b); err != nil {
		return err
	}
	a, err := s.actorOf(ctx, b.PersonID, b.OrgID)
	if err != nil {
		return err
	}
	var groups []BulkGroup
	if err := s.read(ctx).Where("bulk_id = ? AND number = '' AND problem IS NULL", b.ID).Order("n").Find(&groups).Error; err != nil {
		return fmt.Errorf("complaints of the file: %w", err)
	}
	for _, g := range groups {
		if err := ctx.Err(); err != nil {
			return err
		}
		filed, err := s.FileComplaint(ctx, a, g.DraftID)
		refused := asRefusal(err)
		if err != nil && refused == nil {
			return err
		}
		if err := s.keepGroup(ctx, g, filed, refused); err != nil {
			return err
		}
	}
	return s.inTx(ctx, func(t *tx) error {
		set := map[string]any{"state": BulkDone, "done_at": t.now}
		if err := t.db.Model(&BulkFiling{}).Where("id = ? AND state = ?", b.ID, BulkRunning).Updates(set).Error; err != nil {
			return fmt.Errorf("end the file: %w", err)
		}
		return nil
	})
}

// keepGroup writes what became of one complaint, and of each of its lines.
func (s *Service) keepGroup(ctx context.Context, g BulkGroup, filed Complaint, refused *Error) error {
	return s.inTx(ctx, func(t *tx) error {
		if refused != nil {
			words, err := jsonText(refused)
			if err != nil {
				return err
			}
			if err := t.db.Model(&BulkLine{}).Where("bulk_id = ? AND group_n = ?", g.BulkID, g.N).Updates(map[string]any{"problem": words}).Error; err != nil {
				return fmt.Errorf("lines of complaint %d: %w", g.N, err)
			}
			return t.db.Model(&BulkGroup{}).Where("bulk_id = ? AND n = ?", g.BulkID, g.N).Updates(map[string]any{"problem": words}).Error
		}
		moved, err := jsonText(Errorf(Stale, "The listing changed while the file was being filed: it is gone, or another complaint about it was faster. File it anew."))
		if err != nil {
			return err
		}
		const ofGroup = "bulk_id = ? AND group_n = ?"
		mine := "ref IN (SELECT listings.ref FROM items JOIN cases ON cases.id = items.case_id JOIN listings ON listings.id = items.listing_id WHERE cases.complaint_id = ?)"
		joined := "ref IN (SELECT listings.ref FROM joined_lines JOIN items ON items.id = joined_lines.item_id JOIN listings ON listings.id = items.listing_id WHERE joined_lines.complaint_id = ?)"
		for _, step := range []struct {
			where string
			args  []any
			set   map[string]any
		}{
			{"", nil, map[string]any{"problem": moved}},
			{" AND " + joined, []any{filed.ID}, map[string]any{"status": LineJoined, "problem": nil}},
			{" AND " + mine, []any{filed.ID}, map[string]any{"status": LineFiled, "number": filed.Number, "problem": nil}},
		} {
			args := append([]any{g.BulkID, g.N}, step.args...)
			if err := t.db.Model(&BulkLine{}).Where(ofGroup+step.where, args...).Updates(step.set).Error; err != nil {
				return fmt.Errorf("lines of complaint %d: %w", g.N, err)
			}
		}
		return t.db.Model(&BulkGroup{}).Where("bulk_id = ? AND n = ?", g.BulkID, g.N).Updates(map[string]any{"number": filed.Number}).Error
	})
}

// actorOf is somebody as they are in their organisation now, for what they asked for
// and a worker carries out. Whoever has left it may do nothing.
func (s *Service) actorOf(ctx context.Context, person, org int64) (Actor, error) {
	var row struct {
		Name, Lang, Zone, OrgName string
		Kind                      Party
		Agent                     bool
		Role                      Role
		May                       Granted `gorm:"embedded;embeddedPrefix:may_"`
	}
	err := one(s.read(ctx).Table("people").
		Select("people.name, people.lang, people.zone, orgs.name AS org_name, orgs.kind, orgs.is_agent AS agent, memberships.role, memberships.may_file, memberships.may_answer, memberships.may_delete").
		Joins("JOIN memberships ON memberships.person_id = people.id").Joins("JOIN orgs ON orgs.id = memberships.org_id").
		Where("people.id = ? AND orgs.id = ?", person, org), &row)
	if err != nil {
		return Actor{}, err
	}
	return Actor{
		PersonID: person, OrgID: org, Party: row.Kind, Role: row.Role, Granted: row.May, Name: row.Name, OrgName: row.OrgName, Lang: row.Lang, Zone: row.Zone, Agent: row.Agent,
	}, nil
}
