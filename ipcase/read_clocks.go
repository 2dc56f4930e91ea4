package ipcase

import (
	"context"
	"fmt"
	"time"
)

// ClockPapers is what was said about the clocks of a case, as the reader may see
// it: what a party said about a delivery is its own and the reviewers'. It also
// puts the operator's stops into the clocks of v that they hold.
func (s *Service) ClockPapers(ctx context.Context, a Actor, v *CaseView) ([]ClockPaper, error) {
	var all []ClockPaper
	if err := s.read(ctx).Where("case_id = ?", v.Case.ID).Order("id").Find(&all).Error; err != nil {
		return nil, fmt.Errorf("what was said about the time of %s: %w", v.Case.Number, err)
	}
	seen := map[int]bool{}
	for _, i := range v.Items {
		seen[i.Position] = true
	}
	papers := all[:0]
	for _, p := range all {
		theirs := p.Party == PartyPlatform && p.Kind != PaperBounce && anySeen(p.Items, seen)
		if a.isReviewer() || theirs || p.Party == a.Party {
			papers = append(papers, p)
		}
	}
	for n := range v.Items {
		if i := &v.Items[n]; i.StopID != nil && i.Clock != nil {
			var stop ClockStop
			if err := one(s.read(ctx).Where("id = ?", *i.StopID), &stop); err != nil {
				return nil, err
			}
			i.Clock.Stop = &stop
		}
	}
	return papers, nil
}

// ClockDesk is what an operator sees of the clocks.
type ClockDesk struct {
	Stops []ClockStop // newest first
	Sites []Site
	Held  map[int64]int // by a stop's row: how many listings stand still by it
	Due   int           // deadlines that have passed and have not acted
	Near  int           // listings whose outer limit is near
}

// clockDeskStops is how many stops the operator's page shows.
const clockDeskStops = 50

// ReadClockDesk reads the stops of clocks, for an operator.
func (s *Service) ReadClockDesk(ctx context.Context, a Actor) (ClockDesk, error) {
	d := ClockDesk{Held: map[int64]int{}}
	if !a.May(PermOperate) {
		return d, errNotFound()
	}
	if err := s.read(ctx).Order("id DESC").Limit(clockDeskStops).Find(&d.Stops).Error; err != nil {
		return d, fmt.Errorf("stops of clocks: %w", err)
	}
	if err := s.read(ctx).Order("id").Find(&d.Sites).Error; err != nil {
		return d, fmt.Errorf("sites: %w", err)
	}
	var held []struct {
		StopID int64
		N      int
	}
	err := s.read(ctx).Model(&Item{}).Select("stop_id, COUNT(*) AS n").Where("stop_id IS NOT NULL").Group("stop_id").Scan(&held).Error
	if err != nil {
		return d, fmt.Errorf("count what stands still: %w", err)
	}
	for _, h := range held {
		d.Held[h.StopID] = h.N
	}
	var due, near int64
	late := Moment(s.clock.Now()).Add(-time.Minute) // what came due this moment is being looked after
	if err := s.read(ctx).Model(&Item{}).Where("due_at <= ?", late).Count(&due).Error; err != nil {
		return d, fmt.Errorf("count what is due: %w", err)
	}
	if err := s.read(ctx).Model(&Item{}).Where("alarmed_at IS NOT NULL").Count(&near).Error; err != nil {
		return d, fmt.Errorf("count alarms: %w", err)
	}
	d.Due, d.Near = int(due), int(near)
	return d, nil
}
