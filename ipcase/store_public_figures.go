package ipcase

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"
)

// addFigures counts events.
func (t *tx) addFigures(events []Event) error {
	counts := map[Figure]int64{}
	for _, e := range events {
		f, err := figureFactsOf(t.db, e)
		if err != nil {
			return err
		}
		for _, x := range figuresOf(e, f) {
			n := x.Count
			x.Count = 0
			counts[x] += n
		}
	}
	rows := make([]Figure, 0, len(counts))
	for x, n := range counts {
		x.Count = n
		rows = append(rows, x)
	}
	slices.SortFunc(rows, func(a, b Figure) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) }) // one order of locks
	for _, x := range rows {
		err := t.db.Exec(`INSERT INTO figures (month, kind, detail, procedure, right_type, territory, count) VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (month, kind, detail, procedure, right_type, territory) DO UPDATE SET count = figures.count + excluded.count`,
			x.Month, x.Kind, x.Detail, x.Procedure, x.RightType, x.Territory, x.Count).Error
		if err != nil {
			return fmt.Errorf("count %s of %s: %w", x.Kind, x.Month, err)
		}
	}
	return nil
}

// figureFactsOf reads what an event's figures need; nothing for one that adds none.
func figureFactsOf(db *gorm.DB, e Event) (f figureFacts, err error) {
	switch {
	case e.Kind == EventMeasureImposed:
		var kinds []MeasureKind
		err = db.Model(&Measure{}).Where("number = ?", strings.TrimPrefix(e.Chain, "measure:")).Pluck("kind", &kinds).Error
		if len(kinds) == 1 {
			f.measure = kinds[0]
		}
	case strings.HasPrefix(e.Chain, "received:"):
		var o ReceivedOrder
		if err = db.Where("number = ?", strings.TrimPrefix(e.Chain, "received:")).Take(&o).Error; err == nil {
			f.orderAt, f.territory = o.RecordedAt, o.Country
		}
	case strings.HasPrefix(e.Chain, "abuse:"):
		var r AbuseReport
		if err = db.Where("number = ?", strings.TrimPrefix(e.Chain, "abuse:")).Take(&r).Error; err == nil {
			f.abuseAt = r.FiledAt
			err = f.readCase(db, r.CaseID)
		}
	case e.CaseID != nil && strings.HasPrefix(e.Chain, "case:"):
		if err = f.readCase(db, *e.CaseID); err == nil && len(e.Told().Moves) > 0 {
			err = f.readTimes(db, *e.CaseID)
		}
	case e.Kind == EventFiled && e.ComplaintID != nil:
		err = f.readSubject(db.Table("complaints").Where("complaints.id = ?", *e.ComplaintID), "complaints")
	}
	if err != nil {
		err = fmt.Errorf("figures of event %d of %s: %w", e.Seq, e.Chain, err)
	}
	return f, err
}

// readSubject reads of a case or a complaint by what its figures are told apart.
func (f *figureFacts) readSubject(q *gorm.DB, table string) error {
	var row struct {
		Procedure, Territory string
		Type                 RightType
		Trusted              bool
	}
	filed := "complaints.flagger_id"
	if table != "complaints" {
		filed = "(SELECT flagger_id FROM complaints WHERE complaints.id = " + table + ".complaint_id)"
	}
	err := q.Select(table + ".procedure, sites.territory, rights.type, " + filed + " IS NOT NULL AS trusted").Joins("JOIN rights ON rights.id = " + table + ".right_id").
		Joins("JOIN sites ON sites.id = " + table + ".site_id").Take(&row).Error
	f.procedure, f.territory, f.rightType, f.trusted = row.Procedure, row.Territory, row.Type, row.Trusted
	return err
}

func (f *figureFacts) readCase(db *gorm.DB, id int64) error {
	return f.readSubject(db.Table("cases").Where("cases.id = ?", id), "cases")
}

func (f *figureFacts) readTimes(db *gorm.DB, id int64) error {
	if err := db.Model(&Counter{}).Where("case_id = ?", id).Order("filed_at").Pluck("filed_at", &f.counters).Error; err != nil {
		return err
	}
	if err := db.Model(&Appeal{}).Where("case_id = ?", id).Order("filed_at").Pluck("filed_at", &f.appeals).Error; err != nil {
		return err
	}
	var filed []time.Time
	err := db.Table("complaints").Joins("JOIN cases ON cases.complaint_id = complaints.id").Where("cases.id = ?", id).Pluck("complaints.filed_at", &filed).Error
	if err == nil && len(filed) == 1 {
		f.filedAt = filed[0]
	}
	if err != nil {
		return err
	}
	return db.Select("kind, ground_kind, rulings, decided_at").Where("case_id = ?", id).Order("id").Find(&f.decisions).Error
}

// ReadTransparency reads the transparency figures of some months: for everybody. from and to
// are first days of months.
func (s *Service) ReadTransparency(ctx context.Context, from, to time.Time) (TransparencyFigures, error) {
	f := TransparencyFigures{From: from, To: to}
	err := s.read(ctx).Where("month >= ? AND month <= ?", from.Format("2006-01"), to.Format("2006-01")).
		Order("month, kind, detail, procedure, right_type, territory").Find(&f.Rows).Error
	if err != nil {
		return f, fmt.Errorf("read the figures: %w", err)
	}
	return f, nil
}
