package ipcase

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"time"
)

// proposal is a measure to be put before a reviewer.
type proposal struct {
	Org     int64
	Kind    MeasureKind
	Cause   MeasureCause
	Ref     string
	Points  int
	Days    int
	Filings int
}

// proposeMeasure puts a measure before the reviewers; its party is not told. One
// of a kind waits at a time: the newer takes the place of the older where they
// differ. What accuracy proposes is not proposed again within a month, nor while
// it is in force.
func (t *tx) proposeMeasure(p proposal) error {
	rule, ok := t.book.Standing.Measure(p.Kind)
	if !ok {
		return fmt.Errorf("no measure %s", p.Kind)
	}
	if p.Cause == CauseAccuracy {
		var n int64
		err := t.db.Model(&Measure{}).Where("org_id = ? AND kind = ? AND (status = ? OR cause = ? AND proposed_at > ?)",
			p.Org, p.Kind, MeasureInForce, CauseAccuracy, t.now.AddDate(0, -1, 0)).Count(&n).Error
		if err != nil || n > 0 {
			return err
		}
	}
	var open []Measure
	if err := t.forUpdate().Where("org_id = ? AND kind = ? AND status = ? AND ref = ?", p.Org, p.Kind, MeasureProposed, p.Ref).Find(&open).Error; err != nil {
		return fmt.Errorf("open proposals about %d: %w", p.Org, err)
	}
	for n := range open {
		if m := open[n]; m.Days == p.Days && m.Filings == p.Filings {
			return nil
		}
		if err := t.dropMeasure(&open[n]); err != nil {
			return err
		}
	}
	_, err := t.newMeasure(p, rule)
	return err
}

// newMeasure writes a proposal with the first event of its chain.
func (t *tx) newMeasure(p proposal, rule MeasureRule) (Measure, error) {
	n, err := t.nextNumber("measure")
	if err != nil {
		return Measure{}, err
	}
	m := Measure{
		Number: fmt.Sprintf("AM-%d-%06d", t.now.Year(), n), OrgID: p.Org, Party: p.Kind.Party(), Kind: p.Kind, Status: MeasureProposed, Task: MeasureTaskDecide,
		Severe: rule.Severe, Cause: p.Cause, Ref: p.Ref, Points: p.Points, Days: p.Days, Filings: p.Filings, Version: 1, ProposedAt: t.now, Salts: Salts{},
	}
	data := EventData{Number: m.Number, Code: string(m.Kind), Count: m.Points, Ref: m.Ref}
	e, err := t.event("measure:"+m.Number, 0, "", System(), EventMeasureProposed, false, data)
	if err != nil {
		return m, err
	}
	e.Hash = HashEvent(e)
	m.EventSeq, m.EventHash = e.Seq, e.Hash
	if err := t.insert([]*Measure{&m}); err != nil {
		return m, err
	}
	return m, t.insert([]*Event{&e})
}

// dropMeasure takes a proposal off the reviewers' list: what it was made for fell
// away.
func (t *tx) dropMeasure(m *Measure) error {
	return t.changeMeasure(m, System(), EventMeasureDropped, EventData{}, map[string]any{
		"status": MeasureDropped, "task": MeasureTaskNone, "ended_at": t.now, "claimed_by": nil, "claimed_until": nil,
	})
}

// climb proposes what the ladder says when a seller's sum reaches a step, and
// drops a proposal whose step the sum has left.
func (t *tx) climb(org int64, before, after int) error {
	rules := t.book.Standing
	if rung, ok := rules.Rung(after); ok && after > before && rung.Points > before {
		return t.proposeMeasure(proposal{Org: org, Kind: rung.Measure, Cause: CauseLadder, Points: after, Days: rung.Days})
	}
	if after > before {
		return nil
	}
	var open []Measure
	err := t.forUpdate().Where("org_id = ? AND cause = ? AND status = ?", org, CauseLadder, MeasureProposed).Find(&open).Error
	if err != nil {
		return fmt.Errorf("open proposals about %d: %w", org, err)
	}
	for n := range open {
		for _, rung := range rules.Ladder {
			if rung.Measure != open[n].Kind || rung.Days != open[n].Days || after >= rung.Points {
				continue
			}
			if err := t.dropMeasure(&open[n]); err != nil {
				return err
			}
		}
	}
	return nil
}

// changeMeasure writes a change under the version that was loaded, with the event
// that names it.
func (t *tx) changeMeasure(m *Measure, a Actor, kind EventKind, data EventData, set map[string]any) error {
	data.Number, data.Code = m.Number, string(m.Kind)
	e, err := t.event("measure:"+m.Number, m.EventSeq, m.EventHash, a, kind, false, data)
	if err != nil {
		return err
	}
	e.Hash = HashEvent(e)
	if err := t.insert([]*Event{&e}); err != nil {
		return err
	}
	set = maps.Clone(set)
	set["version"], set["event_seq"], set["event_hash"] = m.Version+1, e.Seq, e.Hash
	res := t.db.Model(&Measure{}).Where("id = ? AND version = ?", m.ID, m.Version).Updates(set)
	if err := changedOne(res); err != nil {
		return err
	}
	m.Version, m.EventSeq, m.EventHash = m.Version+1, e.Seq, e.Hash
	if kind == EventMeasureImposed {
		return t.tellMeasure(*m, tellRestrict)
	}
	if kind == EventMeasureLifted || kind == EventMeasureEnded {
		return t.tellMeasure(*m, tellRelease)
	}
	return nil
}

// measure loads one for a reviewer, and holds it until the commit.
func (t *tx) measure(number string) (Measure, error) {
	var m Measure
	return m, one(t.forUpdate().Where("number = ?", number), &m)
}

// ownMeasure loads one for its party: not before it was decided.
func (t *tx) ownMeasure(a Actor, number string) (Measure, error) {
	var m Measure
	return m, one(t.forUpdate().Where("number = ? AND org_id = ? AND status IN ?", number, a.OrgID, toldStatuses), &m)
}

// toldStatuses are those of which the party knows.
var toldStatuses = []MeasureStatus{MeasureInForce, MeasureEnded, MeasureLifted}

// sendMeasure tells the party, in the portal and by mail. The acceptance of the
// mail is what the months for an appeal run from, unless it is opened before.
func (t *tx) sendMeasure(m Measure, kind MessageKind) error {
	words, err := json.Marshal(MailPayload{Measure: m.Number, Party: m.Party, DueAt: m.EndsAt})
	if err != nil {
		return fmt.Errorf("message %s: %w", kind, err)
	}
	msg := Message{OrgID: m.OrgID, Kind: kind, Payload: string(words), CreatedAt: t.now}
	if err := t.db.Create(&msg).Error; err != nil {
		return fmt.Errorf("message %s: %w", kind, err)
	}
	org, id := m.OrgID, m.ID
	return t.enqueue(Delivery{Kind: DeliverMail, Key: fmt.Sprintf("mail-%d", msg.ID), OrgID: &org, MeasureID: &id, Message: kind, Payload: string(words)})
}

// toldMeasure notes that its party knows of a measure.
func (t *tx) toldMeasure(id int64) error {
	res := t.db.Model(&Measure{}).Where("id = ? AND told_at IS NULL AND decided_at IS NOT NULL", id).Updates(map[string]any{"told_at": t.now})
	if res.Error != nil {
		return fmt.Errorf("tell of measure %d: %w", id, res.Error)
	}
	return nil
}

// passStandings does what has an end or a rhythm of its own about standing:
// measures end on their day, shops that may not sell anew are looked at again,
// holders' rates are judged, and reports of abuse that wait too long are told of.
func (s *Service) passStandings(ctx context.Context, limit int) error {
	return errors.Join(s.endMeasures(ctx, limit), s.enforceMeasures(ctx, limit), s.lookAtStandings(ctx, limit), s.alarmAbuse(ctx, limit))
}

func (s *Service) endMeasures(ctx context.Context, limit int) error {
	now := Moment(s.clock.Now())
	return s.eachMeasure(ctx, limit, func(t *tx, m *Measure) error {
		if m.Status != MeasureInForce || m.EndsAt == nil || m.EndsAt.After(t.now) {
			return nil // another process was faster
		}
		err := t.changeMeasure(m, System(), EventMeasureEnded, EventData{}, map[string]any{"status": MeasureEnded, "ended_at": t.now})
		if err != nil {
			return err
		}
		if err := t.releaseListings(*m); err != nil {
			return err
		}
		return t.sendMeasure(*m, MsgMeasureEnded)
	}, "status = ? AND ends_at <= ?", MeasureInForce, now)
}

// lookAgain is how often a shop under a measure is looked at for new offers.
const lookAgain = time.Hour

func (s *Service) enforceMeasures(ctx context.Context, limit int) error {
	since := Moment(s.clock.Now()).Add(-lookAgain)
	kinds := []MeasureKind{MeasureRestriction, MeasureListingsDown, MeasureClosure}
	var due []Measure
	err := s.read(ctx).Where("status = ? AND kind IN ? AND checked_at <= ?", MeasureInForce, kinds, since).Order("checked_at").Limit(limit).Find(&due).Error
	if err != nil {
		return fmt.Errorf("find measures to look at: %w", err)
	}
	var failed error
	for _, m := range due {
		offers, err := s.offersOf(ctx, m.OrgID)
		if err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		err = s.inTx(ctx, func(t *tx) error {
			m, err := t.measure(m.Number)
			if err != nil || m.Status != MeasureInForce {
				return err
			}
			if err := t.holdListings(m, offers, true); err != nil {
				return err
			}
			return t.db.Model(&Measure{}).Where("id = ?", m.ID).Updates(map[string]any{"checked_at": t.now}).Error
		})
		failed = errors.Join(failed, err)
	}
	return failed
}

// eachMeasure does something to each measure that is found, in a transaction of
// its own.
func (s *Service) eachMeasure(ctx context.Context, limit int, do func(*tx, *Measure) error, where string, args ...any) error {
	var numbers []string
	if err := s.read(ctx).Model(&Measure{}).Where(where, args...).Order("id").Limit(limit).Pluck("number", &numbers).Error; err != nil {
		return fmt.Errorf("find measures: %w", err)
	}
	var failed error
	for _, number := range numbers {
		err := s.inTx(ctx, func(t *tx) error {
			m, err := t.measure(number)
			if err != nil {
				return err
			}
			return do(t, &m)
		})
		if err != nil && KindOf(err) != Stale {
			failed = errors.Join(failed, fmt.Errorf("measure %s: %w", number, err))
		}
	}
	return failed
}

// measureDelivered notes what came of a mail or an order about a measure.
func (t *tx) measureDelivered(d Delivery) error {
	from, to := TakingDown, Down
	switch d.Kind {
	case DeliverMail:
		return t.toldMeasure(*d.MeasureID)
	case DeliverRestore:
		from, to = Restoring, Live
	case DeliverRemove, DeliverForgetFile, DeliverForgetMail, DeliverStamp, DeliverCheckFile, DeliverWithdraw, DeliverCaseFile, DeliverCapture, DeliverStatements, DeliverTell, DeliverBulk, DeliverAnswers:
	}
	res := t.db.Model(&Listing{}).Where("id = ? AND visibility = ?", *d.ListingID, from).Updates(map[string]any{"visibility": to, "changed_at": t.now, "reappeared_at": nil})
	if res.Error != nil {
		return fmt.Errorf("confirm listing %d: %w", *d.ListingID, res.Error)
	}
	return nil
}

// measureRemoval is an order without a complaint: it is the platform's own.
func (s *Service) measureRemoval(ctx context.Context, d Delivery) (Removal, error) {
	var r struct{ SiteCode, Ref, Number, Platform string }
	err := s.read(ctx).Table("measures").
		Select("sites.code AS site_code, listings.ref, measures.number, (SELECT name FROM orgs WHERE kind = ? ORDER BY id LIMIT 1) AS platform", PartyPlatform).
		Joins("JOIN listings ON listings.id = ?", *d.ListingID).
		Joins("JOIN sites ON sites.id = listings.site_id").
		Where("measures.id = ?", *d.MeasureID).Take(&r).Error
	if err != nil {
		return Removal{}, fmt.Errorf("removal for measure %d: %w", *d.MeasureID, err)
	}
	return Removal{Key: d.Key, SiteCode: r.SiteCode, Ref: r.Ref, CaseNumber: r.Number, Complainant: r.Platform, At: d.CreatedAt}, nil
}
