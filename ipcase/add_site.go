package ipcase

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"
)

// AddSite records a site of the marketplace, or finds the one with its code:
// what is known of a site stays as it was first said, since windows and
// snapshots rest on it.
func (s *Service) AddSite(ctx context.Context, site Site) (Site, error) {
	if _, ok := s.book.Calendars[site.Calendar]; !ok {
		return Site{}, fmt.Errorf("site %s: there is no calendar %q", site.Code, site.Calendar)
	}
	known, err := s.addSite(ctx, site)
	if errors.Is(err, gorm.ErrDuplicatedKey) { // another process starts too, and was faster
		return s.addSite(ctx, site)
	}
	return known, err
}

func (s *Service) addSite(ctx context.Context, site Site) (Site, error) {
	var known Site
	err := s.inTx(ctx, func(t *tx) error {
		err := one(t.db.Where("code = ?", site.Code), &known)
		var refused *Error
		if !errors.As(err, &refused) {
			return err
		}
		if err := t.insert(&site); err != nil {
			return err
		}
		known = site
		return nil
	})
	return known, err
}

// Sites lists the sites of the marketplace.
func (s *Service) Sites(ctx context.Context) ([]Site, error) {
	var sites []Site
	if err := s.read(ctx).Order("id").Find(&sites).Error; err != nil {
		return nil, fmt.Errorf("list sites: %w", err)
	}
	return sites, nil
}
