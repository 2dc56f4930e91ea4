package ipcase

import (
	"fmt"
	"time"
)

// guarded says whether an operator has set the day as guarded.
func (t *tx) guarded() (bool, error) {
	var all []PeakDays
	if err := t.db.Where("ended_at IS NULL AND until_day >= ?", t.today()).Find(&all).Error; err != nil {
		return false, fmt.Errorf("find guarded days: %w", err)
	}
	for _, p := range all {
		if p.Holds(t.today()) {
			return true, nil
		}
	}
	return false, nil
}

// guardOf is why a case against a shop is guarded that a holder opens now, about so
// many listings. Where it is a surge, the shop's cases of these days that nobody has
// accepted yet are guarded with it.
func (t *tx) guardOf(holder, seller int64, listings int) (GuardReason, error) {
	rules := t.book.Standing.Guard
	since := t.now.Add(-time.Duration(rules.Surge.Hours) * time.Hour)
	var lately, accepted int
	err := t.db.Model(&Case{}).Where("seller_org_id = ? AND opened_at > ?", seller, since).
		Select("COALESCE(SUM(item_count), 0)").Scan(&lately).Error
	if err != nil {
		return GuardNone, fmt.Errorf("complaints about shop %d: %w", seller, err)
	}
	err = t.db.Raw("SELECT COUNT(*) FROM (SELECT DISTINCT complaint_id FROM cases WHERE holder_org_id = ? AND seller_list <> ? LIMIT ?) earlier",
		holder, ListNone, rules.FirstTimeBelow).Scan(&accepted).Error
	if err != nil {
		return GuardNone, fmt.Errorf("complaints of %d: %w", holder, err)
	}
	why := rules.guardFor(accepted, lately+listings)
	if why != GuardSurge {
		return why, nil
	}
	var earlier []int64
	err = t.db.Model(&Case{}).Where("seller_org_id = ? AND opened_at > ? AND guard = ? AND seller_list = ? AND ended_at IS NULL", seller, since, GuardNone, ListNone).
		Order("id").Pluck("id", &earlier).Error
	if err != nil {
		return why, fmt.Errorf("earlier complaints about shop %d: %w", seller, err)
	}
	for _, id := range earlier {
		if err := t.guardCase(id, why); err != nil {
			return why, err
		}
	}
	return why, nil
}

// guardNew says of cases that are about to be opened which of them are guarded.
func (t *tx) guardNew(cases []*Case) error {
	days, err := t.guarded()
	if err != nil || !days {
		return err
	}
	for _, c := range cases {
		if c.Guard, err = t.guardOf(c.HolderOrgID, c.SellerOrgID, c.ItemCount); err != nil {
			return err
		}
	}
	return nil
}

// guardCase puts an open case under guard after the fact.
func (t *tx) guardCase(id int64, why GuardReason) error {
	f, err := t.caseByID(id)
	if err != nil {
		return err
	}
	var at []int
	for n := range f.Items {
		if i := &f.Items[n]; i.State == Intake {
			i.Guarded, i.Version, i.ChangedAt = true, i.Version+1, t.now
			f.changed[i.ID] = true
			at = append(at, i.Position)
		}
	}
	if len(at) == 0 {
		return nil
	}
	f.Case.Guard = why
	if err := t.record(f, System(), EventGuarded, false, EventData{Code: string(why)}, at...); err != nil {
		return err
	}
	return t.settle(f)
}
