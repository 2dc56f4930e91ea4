package ipcase

import (
	"context"
	"errors"
	"fmt"
)

// endedUnder are the cases that ended under a procedure, in any of its versions, in the
// order in which they were opened, with the sites that they are about.
func (s *Service) endedUnder(ctx context.Context, procedure string) ([]Case, map[int64]Site, error) {
	var cases []Case
	if err := s.read(ctx).Where("procedure = ? AND ended_at IS NOT NULL", procedure).Order("id").Find(&cases).Error; err != nil {
		return nil, nil, fmt.Errorf("read the cases under %s: %w", procedure, err)
	}
	var list []Site
	if err := s.read(ctx).Find(&list).Error; err != nil {
		return nil, nil, fmt.Errorf("read the sites: %w", err)
	}
	sites := make(map[int64]Site, len(list))
	for _, site := range list {
		sites[site.ID] = site
	}
	return cases, sites, nil
}

// eventsOf are a case's events in their order.
func (s *Service) eventsOf(ctx context.Context, caseID int64) ([]Event, error) {
	var events []Event
	if err := s.read(ctx).Where("case_id = ?", caseID).Order("seq").Find(&events).Error; err != nil {
		return nil, fmt.Errorf("read the events of case %d: %w", caseID, err)
	}
	return events, nil
}

// CheckRules says which version of a procedure cases keep that the rulebook does not
// hold: they could be neither shown nor decided.
func (s *Service) CheckRules(ctx context.Context) error {
	var missing []error
	for last := (Case{}); ; { // from one version to the next along their index, however many cases keep it
		var next []Case
		err := s.read(ctx).Select("number, procedure, procedure_version").Where("(procedure, procedure_version) > (?, ?)", last.Procedure, last.ProcedureVersion).
			Order("procedure, procedure_version").Limit(1).Find(&next).Error
		if err != nil {
			return fmt.Errorf("read under which procedures cases run: %w", err)
		}
		if len(next) == 0 {
			break
		}
		last = next[0]
		if _, ok := s.book.Procedure(last.Procedure, last.ProcedureVersion); !ok {
			missing = append(missing, fmt.Errorf("case %s and others keep version %d of the procedure %s; put its file back", last.Number, last.ProcedureVersion, last.Procedure))
		}
	}
	return errors.Join(missing...)
}
