package ipcase

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/mail"
	"strings"
	"time"

	"gorm.io/gorm"
)

// FlaggerReport is a report on a trusted flagger to its coordinator (Regulation (EU)
// 2022/2065, Article 22(6)), with the figures of the moment when it was drawn up.
type FlaggerReport struct {
	ID        int64
	PublicID  string
	FormID    string // unique: pressing twice draws up one
	FlaggerID int64
	Lang      string
	Body      ReportedFlagger `gorm:"serializer:json"`
	Salts     Salts
	DrawnAt   time.Time
	DrawnBy   int64
	SentTo    string // "" until somebody presses
	SentAt    *time.Time
	SentBy    *int64

	Delivery *Delivery `gorm:"-"` // that brings it
}

// TableName fixes the table.
func (FlaggerReport) TableName() string { return "flagger_reports" }

// ReportedFlagger is what such a report says.
type ReportedFlagger struct {
	Number      string         `json:"number"`
	Flagger     string         `json:"flagger"`
	Coordinator string         `json:"coordinator"`
	Country     string         `json:"country"`
	Reference   string         `json:"reference"`
	From        time.Time      `json:"from"`
	Figures     FlaggerFigures `json:"figures"`
	Lines       []FlaggerLine  `json:"lines"`
}

// MsgFlaggerReport is the mail that brings a report to a coordinator.
const MsgFlaggerReport MessageKind = "flagger_report"

// EventFlaggerSent says that a report was given on its way.
const EventFlaggerSent EventKind = "flagger_report_sent"

// ReportFlagger is the drawing up of a report.
type ReportFlagger struct {
	Number string // of the record
	FormID string
	Lang   string // "en" or "zh-CN"
}

// ReportFlagger draws a report up and keeps it as it is now. Pressing twice draws up
// one.
func (s *Service) ReportFlagger(ctx context.Context, a Actor, in ReportFlagger) (FlaggerReport, error) {
	var r FlaggerReport
	if !validFormID(in.FormID) {
		return r, errNotFound()
	}
	draw := func() error {
		return s.withFlagger(ctx, a, in.Number, func(t *tx, f TrustedFlagger) error {
			err := t.db.Where("form_id = ? AND flagger_id = ?", in.FormID, f.ID).Limit(1).Find(&r).Error
			if err != nil || r.ID != 0 {
				return err
			}
			r, err = t.drawReport(a, f, in)
			return err
		})
	}
	err := draw()
	if errors.Is(err, gorm.ErrDuplicatedKey) { // the other press of the same button was first
		err = draw()
	}
	return r, err
}

func (t *tx) drawReport(a Actor, f TrustedFlagger, in ReportFlagger) (FlaggerReport, error) {
	figures, err := flaggerFigures(t.db, f.ID)
	if err != nil {
		return FlaggerReport{}, err
	}
	if figures.Decided == 0 {
		return FlaggerReport{}, Errorf(Refused, "No notice of this flagger has been decided yet, so there is nothing to report.")
	}
	lines, err := flaggerLines(t.db, f)
	if err != nil {
		return FlaggerReport{}, err
	}
	var o Org
	if err := one(t.db.Where("id = ?", f.OrgID), &o); err != nil {
		return FlaggerReport{}, err
	}
	r := FlaggerReport{
		PublicID: NewID(), FormID: in.FormID, FlaggerID: f.ID, Lang: formLang(in.Lang), DrawnAt: t.now, DrawnBy: a.PersonID,
		Body: ReportedFlagger{
			Number: f.Number, Flagger: o.Name, Coordinator: f.Coordinator, Country: f.Country, Reference: f.Reference, From: f.FromDay.UTC(), Figures: figures, Lines: lines,
		},
	}
	texts, salts, err := commit(map[string]any{"body": r.Body})
	if err != nil {
		return r, err
	}
	r.Salts = salts
	if err := t.insert([]*FlaggerReport{&r}); err != nil {
		return r, err
	}
	return r, t.changeFlagger(f, a, EventFlaggerReported, EventData{Number: f.Number, Count: figures.Decided, Texts: texts}, map[string]any{"reported_at": t.now})
}

// SendReport gives a report on its way to the coordinator.
type SendReport struct {
	Number string // of the record
	Report string // public id
	To     string // the coordinator's mail address, kept with the record
}

// SendReport sends a report once: the mail is committed with the deed. A second press
// is no error; another address after the first is.
func (s *Service) SendReport(ctx context.Context, a Actor, in SendReport) error {
	return s.withFlagger(ctx, a, in.Number, func(t *tx, f TrustedFlagger) error {
		var r FlaggerReport
		if err := one(t.forUpdate().Where("public_id = ? AND flagger_id = ?", in.Report, f.ID), &r); err != nil {
			return err
		}
		to := strings.TrimSpace(in.To)
		if parsed, err := mail.ParseAddress(to); err != nil || parsed.Address != to || len(to) > 254 {
			return fieldProblem("to", "Enter the coordinator’s mail address, like name@example.com.")
		}
		switch {
		case r.SentTo == to:
			return nil
		case r.SentTo != "":
			return Errorf(Stale, "This report was sent already. Draw up a new one to send it elsewhere.")
		}
		res := t.db.Model(&FlaggerReport{}).Where("id = ? AND sent_to = ''", r.ID).Updates(map[string]any{"sent_to": to, "sent_at": t.now, "sent_by": a.PersonID})
		if err := changedOne(res); err != nil {
			return err
		}
		payload, err := json.Marshal(map[string]string{"report": r.PublicID})
		if err != nil {
			return fmt.Errorf("report %s: %w", r.PublicID, err)
		}
		if err := t.enqueue(Delivery{Kind: DeliverMail, Key: reportKey(r), Message: MsgFlaggerReport, Payload: string(payload)}); err != nil {
			return err
		}
		return t.changeFlagger(f, a, EventFlaggerSent, EventData{Number: f.Number}, map[string]any{"coordinator_email": to})
	})
}

func reportKey(r FlaggerReport) string { return "flagger-report-" + r.PublicID }

// ReadFlaggerReport reads one report of a record.
func (s *Service) ReadFlaggerReport(ctx context.Context, a Actor, number, report string) (FlaggerReport, error) {
	var r FlaggerReport
	if !a.keepsFlaggers() {
		return r, errNotFound()
	}
	return r, one(s.read(ctx).Where("public_id = ? AND flagger_id IN (SELECT id FROM trusted_flaggers WHERE number = ?)", report, number), &r)
}

// ReportToSend is the report that a mail brings.
func (s *Service) ReportToSend(ctx context.Context, d Delivery) (FlaggerReport, error) {
	var r FlaggerReport
	var what struct {
		Report string `json:"report"`
	}
	if err := json.Unmarshal([]byte(d.Payload), &what); err != nil {
		return r, fmt.Errorf("report of %s: %w", d.Key, err)
	}
	return r, one(s.read(ctx).Where("public_id = ? AND sent_to <> ''", what.Report), &r)
}

// flaggerReports are the reports of a record, the newest first, each with the mail
// that brings it.
func (s *Service) flaggerReports(ctx context.Context, f TrustedFlagger) ([]FlaggerReport, error) {
	var list []FlaggerReport
	if err := s.read(ctx).Where("flagger_id = ?", f.ID).Order("id DESC").Limit(50).Find(&list).Error; err != nil {
		return nil, fmt.Errorf("reports on %s: %w", f.Number, err)
	}
	for n := range list {
		if list[n].SentTo == "" {
			continue
		}
		var d []Delivery
		if err := s.read(ctx).Where("key = ?", reportKey(list[n])).Limit(1).Find(&d).Error; err != nil {
			return nil, fmt.Errorf("mail of a report on %s: %w", f.Number, err)
		}
		if len(d) == 1 {
			list[n].Delivery = &d[0]
		}
	}
	return list, nil
}
