package ipcase

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// FilingLimit is how many complaints a holder can file today, and why no more.
type FilingLimit struct {
	Suspended *Measure // no complaint can be filed
	Cap       int      // 0 = none
	Measure   *Measure // that sets the cap; nil where low accuracy does
	Today     int      // filed so far
	Tier      bool     // the good-faith tier

	flagger bool // it is on record as a trusted flagger
}

// Left is how many more can be filed today; -1 = no cap.
func (l FilingLimit) Left() int {
	switch {
	case l.Suspended != nil:
		return 0
	case l.Cap == 0:
		return -1
	}
	return max(0, l.Cap-l.Today)
}

// refusal is why nothing can be filed now, or nil.
func (l FilingLimit) refusal() error {
	switch {
	case l.Suspended != nil:
		return Errorf(Refused, "No complaint can be filed at present, by decision %s. The page of your standing says why, until when, and how to appeal.", l.Suspended.Number)
	case l.Left() == 0:
		return Errorf(TooMany, "You can file %d complaints a day at present, and today's are filed. More can be filed from tomorrow on. The page of your standing says why.", l.Cap)
	}
	return nil
}

// FilingLimit says before a complaint is filed what stands against it.
func (s *Service) FilingLimit(ctx context.Context, a Actor) (FilingLimit, error) {
	if a.Party != PartyHolder {
		return FilingLimit{}, errNotFound()
	}
	return filingLimit(s.read(ctx), s.book, a.OrgID, Moment(s.clock.Now()), s.zone)
}

func filingLimit(db *gorm.DB, book Rulebook, org int64, now time.Time, zone *time.Location) (FilingLimit, error) {
	var l FilingLimit
	known, err := standingOf(db, book, org, now)
	if err != nil {
		return l, err
	}
	l.flagger = known.flaggers > 0
	var in []Measure
	if known.measures > 0 {
		err := db.Where("org_id = ? AND status = ? AND kind IN ?", org, MeasureInForce, againstFiling).Order("id").Find(&in).Error
		if err != nil {
			return l, fmt.Errorf("measures against %d: %w", org, err)
		}
	}
	for n, m := range in {
		switch {
		case m.EndsAt != nil && !now.Before(*m.EndsAt): // the clock has not come by yet
		case m.Kind == MeasureFilingCap && (l.Cap == 0 || m.Filings < l.Cap):
			l.Cap, l.Measure = m.Filings, &in[n]
		case m.Kind != MeasureFilingCap:
			l.Suspended = &in[n]
		}
	}
	if c := book.Standing.Accuracy.Cap(known.rates); c > 0 && (l.Cap == 0 || c < l.Cap) {
		l.Cap, l.Measure = c, nil
	}
	l.Tier = known.tier && book.Standing.Accuracy.Tier.Earned(known.rates)
	if l.Cap == 0 {
		return l, nil
	}
	local := now.In(zone)
	begin := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, zone).UTC()
	var today int64
	if err := db.Model(&Complaint{}).Where("org_id = ? AND filed_at >= ?", org, begin).Count(&today).Error; err != nil {
		return l, fmt.Errorf("complaints of today of %d: %w", org, err)
	}
	l.Today = int(today)
	return l, nil
}

// againstFiling are the measures that keep a holder from filing, or from filing much.
var againstFiling = []MeasureKind{MeasureFilingCap, MeasureSuspension, MeasureBan}

// filerStanding is what a filing has to know of a holder.
type filerStanding struct {
	rates    []Rate
	tier     bool // was given to it
	measures int  // that keep it from filing
	flaggers int  // records as a trusted flagger that have not ended
}

// standingOf reads all of it in one statement.
func standingOf(db *gorm.DB, book Rulebook, org int64, now time.Time) (k filerStanding, err error) {
	var rows []struct {
		Rate                     `gorm:"embedded"`
		Tier, Measures, Flaggers int
	}
	err = db.Raw(`SELECT '' AS reason, 0 AS decided, 0 AS taken_down, 0 AS restored,
			(SELECT COUNT(*) FROM standings WHERE org_id = ? AND tier_since IS NOT NULL) AS tier,
			(SELECT COUNT(*) FROM measures WHERE org_id = ? AND status = ? AND kind IN ?) AS measures,
			(SELECT COUNT(*) FROM trusted_flaggers WHERE org_id = ? AND ended_at IS NULL) AS flaggers
		UNION ALL `+ratesSQL("0, 0, 0"), org, org, MeasureInForce, againstFiling, org, org, ratesSince(book, now)).Scan(&rows).Error
	if err != nil {
		return k, fmt.Errorf("standing of %d: %w", org, err)
	}
	for _, r := range rows {
		if r.Reason == "" {
			k.tier, k.measures, k.flaggers = r.Tier > 0, r.Measures, r.Flaggers
		} else {
			k.rates = append(k.rates, r.Rate)
		}
	}
	book.sortRates(k.rates)
	return k, nil
}

// mayFile refuses what the holder's standing does not let it file. Those under a
// cap file one after the other, so that two at once do not both take the last.
func (t *tx) mayFile(org int64) (FilingLimit, error) {
	l, err := filingLimit(t.db, t.book, org, t.now, t.zone)
	if err != nil || l.Cap == 0 {
		return l, cmp.Or(err, l.refusal())
	}
	if _, err := t.lockStanding(org); err != nil {
		return l, err
	}
	if l, err = filingLimit(t.db, t.book, org, t.now, t.zone); err != nil {
		return l, err
	}
	return l, l.refusal()
}

// acceptFiled accepts each case of a filing by the tier.
func (t *tx) acceptFiled(c Complaint) error {
	var ids []int64
	if err := t.db.Model(&Case{}).Where("complaint_id = ?", c.ID).Order("id").Pluck("id", &ids).Error; err != nil {
		return fmt.Errorf("cases of %s: %w", c.Number, err)
	}
	for _, id := range ids {
		if err := t.acceptByTier(id); err != nil {
			return err
		}
	}
	return nil
}

// acceptByTier accepts what a holder of the good-faith tier files, where its
// procedure lets it skip intake: a decision by automated means, which says so.
func (t *tx) acceptByTier(caseID int64) error {
	f, err := t.caseByID(caseID)
	if err != nil {
		return err
	}
	f.tier = true
	var open []*Item
	for n := range f.Items {
		if MayMove(f.facts(f.Items[n], System(), t.now), PartySystem, MoveAccept) {
			open = append(open, &f.Items[n])
		}
	}
	if len(open) == 0 {
		return nil
	}
	moves, err := t.act(f, System(), MoveAccept, open)
	if err != nil {
		return err
	}
	words, lang := t.book.Standing.Automatic, f.Complaint.Lang
	d := Decision{
		PublicID: NewID(), CaseID: f.Case.ID, Kind: DecisionNotice, Facts: words.Facts.In(lang), GroundKind: GroundTerms, Reference: words.Reference.In(lang),
		Explanation: words.Explanation.In(lang), Restriction: RestrictRemove, Territory: f.Site.Territory, Automated: true,
		Redress: f.Procedure.Redress.In(lang), Lang: lang, Rulings: []Ruling{}, EvidenceIDs: []int64{}, DecidedAt: t.now,
	}
	for _, m := range moves {
		d.Rulings = append(d.Rulings, Ruling{Item: m.Item, Move: m.Move, From: m.From, To: m.To})
	}
	texts, salts, err := commit(d.texts())
	if err != nil {
		return err
	}
	d.Salts = salts
	if err := t.insert([]*Decision{&d}); err != nil {
		return err
	}
	if err := t.publish(f, System(), d, EventData{Texts: texts}); err != nil {
		return err
	}
	return t.settle(f)
}
