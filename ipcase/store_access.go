package ipcase

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// RecordAccess is the one place that writes records of access. For a view it is
// called before anything is shown, so that nothing is seen that is not recorded.
// It says whether this record raised the alert about who looks unusually often.
func (s *Service) RecordAccess(ctx context.Context, a Actor, r Access) (alerted bool, err error) {
	now := Moment(s.clock.Now())
	r.ID, r.At, r.AlertKey = 0, now, nil
	r.PersonID, r.OrgID, r.Party, r.Role = a.PersonID, a.OrgID, a.Party, a.Role
	if r.Times < 1 {
		r.Times = 1
	}
	db := s.db.WithContext(ctx)
	if err := db.Create(&r).Error; err != nil {
		return false, fmt.Errorf("record an access: %w", err)
	}
	if !r.Kind.IsView() || a.Party != PartyPlatform {
		return false, nil
	}
	return alertOf(db, r, now) // where it fails, the next view counts again
}

// alertOf writes an alert where the person of r was shown too much within the
// last hour and nobody has been told yet.
func alertOf(db *gorm.DB, r Access, now time.Time) (bool, error) {
	since := now.Add(-AlertWithin)
	var last []Access // bounded, however long the person has been here
	err := db.Select("kind", "at").Where("person_id = ?", r.PersonID).Order("id DESC").Limit(3 * AlertViews).Find(&last).Error
	if err != nil {
		return false, fmt.Errorf("count views: %w", err)
	}
	views := 0
	for _, l := range last {
		if l.At.After(since) && l.Kind.IsView() {
			views++
		}
		if l.At.After(since) && l.Kind == AccessAlert {
			return false, nil // somebody has been told
		}
	}
	if views < AlertViews {
		return false, nil
	}
	key := fmt.Sprintf("%d:%d", r.PersonID, now.Unix()/int64(AlertWithin/time.Second))
	alert := Access{
		At: now, Kind: AccessAlert, PersonID: r.PersonID, OrgID: r.OrgID, Party: r.Party, Role: r.Role, SubjectKind: "person",
		Subject: fmt.Sprint(r.PersonID), Method: r.Method, Route: r.Route, RequestID: r.RequestID, Outcome: "alert", Times: views, AlertKey: &key,
	}
	made := db.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "alert_key"}}, DoNothing: true}).Create(&alert)
	if made.Error != nil {
		return false, fmt.Errorf("raise an alert: %w", made.Error)
	}
	return made.RowsAffected == 1, nil
}
