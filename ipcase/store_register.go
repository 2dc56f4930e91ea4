package ipcase

import (
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// keepRegister makes a case's entry in the register anew, or takes it out where the
// case is not to be published as things stand.
func (t *tx) keepRegister(caseID int64) error {
	f, public, err := registerFactsOf(t.db, t.book, caseID)
	if err != nil {
		return err
	}
	if !public {
		if err := t.db.Exec("DELETE FROM register_entries WHERE case_id = ?", caseID).Error; err != nil {
			return fmt.Errorf("take case %d out of the register: %w", caseID, err)
		}
		return nil
	}
	e := registerEntry{
		CaseID: caseID, PublicAt: f.full.Public, ChangedAt: f.full.Changed, RightType: f.full.RightType, Territory: f.full.Territory, Outcome: f.full.Outcome,
	}
	e.Words = e.words(f.redact(LevelPublic))
	if err := t.db.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "case_id"}}, UpdateAll: true}).Create(&e).Error; err != nil {
		return fmt.Errorf("put case %d into the register: %w", caseID, err)
	}
	return nil
}

// registerFactsOf reads what the register is made from. False means that the case is
// not to be published, as things stand.
func registerFactsOf(db *gorm.DB, book Rulebook, caseID int64) (registerFacts, bool, error) {
	var f registerFacts
	var c Case
	if err := db.Where("id = ?", caseID).Take(&c).Error; err != nil {
		return f, false, fmt.Errorf("load case %d for the register: %w", caseID, err)
	}
	var ok bool
	if f.procedure, ok = book.Procedure(c.Procedure, c.ProcedureVersion); !ok {
		return f, false, fmt.Errorf("case %s: no procedure %s version %d", c.Number, c.Procedure, c.ProcedureVersion)
	}
	var site Site
	if err := db.Where("id = ?", c.SiteID).Take(&site).Error; err != nil {
		return f, false, fmt.Errorf("load site of %s: %w", c.Number, err)
	}
	var events []Event
	if err := db.Where("case_id = ?", c.ID).Order("id").Find(&events).Error; err != nil {
		return f, false, fmt.Errorf("load events of %s: %w", c.Number, err)
	}
	at, public, err := publicFrom(f.procedure.Register, events, func(from time.Time) (time.Time, error) {
		cal, ok := book.CalendarFor(f.procedure, site)
		if !ok {
			return from, fmt.Errorf("no calendar for %s on %s", f.procedure.ID, site.Code)
		}
		d := f.procedure.Register.Delay
		done, err := cal.Compute(from, Window{Amount: d.Amount, Unit: d.Unit}.Span())
		return Moment(done.Due), err
	})
	if err != nil || !public {
		return f, false, err
	}
	accepted, _ := registerStretches(events)
	f.full = RegisterCase{
		ID: c.ID, Number: c.Number, Public: at, Changed: at, Accepted: accepted, Ended: c.EndedAt, Procedure: c.Procedure, ProcedureVersion: c.ProcedureVersion,
		Site: site.Name, Territory: site.Territory,
	}
	for _, e := range events {
		if len(e.Told().Moves) > 0 && e.At.After(f.full.Changed) {
			f.full.Changed = e.At
		}
	}
	for _, read := range []func(*gorm.DB, Case) error{f.readNotice, f.readParties, f.readListings, f.readActs, f.readEvidence} {
		if err := read(db, c); err != nil {
			return f, false, fmt.Errorf("case %s for the register: %w", c.Number, err)
		}
	}
	return f, true, nil
}

func (f *registerFacts) readNotice(db *gorm.DB, c Case) error {
	var n Complaint
	if err := db.Select("id, reason, explanation, filed_at").Where("id = ?", c.ComplaintID).Take(&n).Error; err != nil {
		return err
	}
	var r Right
	if err := db.Where("id = ?", c.RightID).Take(&r).Error; err != nil {
		return err
	}
	f.full.Reason, f.full.Said, f.full.Received = n.Reason, n.Explanation, n.FiledAt
	f.full.RightType, f.full.Office, f.full.RegNumber, f.full.Mark = r.Type, r.Office, r.RegNumber, r.Title
	return nil
}

// readParties reads who complained. For whom an agent filed is known to be an
// organisation only where it has an account of its own that was checked.
func (f *registerFacts) readParties(db *gorm.DB, c Case) error {
	var shop, holder Org
	if err := db.Where("id = ?", c.SellerOrgID).Take(&shop).Error; err != nil {
		return err
	}
	if err := db.Where("id = ?", c.HolderOrgID).Take(&holder).Error; err != nil {
		return err
	}
	f.full.Shop, f.full.ShopCountry = shop.Name, shop.Country
	f.name, f.full.HolderCountry = holder.Name, holder.Country
	f.person = holder.NaturalPerson || holder.Identity != IdentityVerified
	if c.PrincipalID == nil {
		return nil
	}
	if !f.person {
		f.agent = holder.Name
	}
	var p Principal
	if err := db.Where("id = ?", *c.PrincipalID).Take(&p).Error; err != nil {
		return err
	}
	f.name, f.full.HolderCountry, f.person = p.Name, p.Country, true
	if p.OrgID == nil {
		return nil
	}
	var own Org
	err := db.Where("id = ?", *p.OrgID).Take(&own).Error
	f.person = own.NaturalPerson || own.Identity != IdentityVerified
	return err
}

func (f *registerFacts) readListings(db *gorm.DB, c Case) error {
	var rows []struct {
		Item
		Ref, Title, Lang, URL string
	}
	err := db.Table("items").Select("items.*, snapshots.ref, snapshots.title, snapshots.lang, snapshots.url").
		Joins("JOIN snapshots ON snapshots.id = items.snapshot_id").Where("items.case_id = ? AND items.accepted_at IS NOT NULL", c.ID).
		Order("items.position").Scan(&rows).Error
	if err != nil {
		return err
	}
	var items []Item
	for _, r := range rows {
		items = append(items, r.Item)
		l := RegisterListing{Position: r.Position, Ref: r.Ref, Title: r.Title, Lang: r.Lang, URL: r.URL, State: r.State, Decided: r.EndedByDecision}
		if r.State.Final() {
			l.EndedAt = r.EndedAt
		}
		if len(items) > 1 && items[0].Reason != r.Reason {
			f.full.Reason = "" // re-classified apart: no one reason is the case's
		}
		f.full.Listings = append(f.full.Listings, l)
	}
	if f.full.Reason != "" && len(items) > 0 && items[0].Reason != "" {
		f.full.Reason = items[0].Reason
	}
	f.full.Outcome = outcomeOf(items)
	return nil
}

// readActs reads what both sides were told: counter-notifications, and decisions as far
// as they rule on listings that the seller knows of.
func (f *registerFacts) readActs(db *gorm.DB, c Case) error {
	var counters []Counter
	if err := db.Where("case_id = ?", c.ID).Order("id").Find(&counters).Error; err != nil {
		return err
	}
	for _, x := range counters {
		f.full.Counters = append(f.full.Counters, RegisterCounter{FiledAt: x.FiledAt, Ground: x.Ground, Items: x.Items, Said: x.Explanation})
	}
	var decisions []Decision
	if err := db.Where("case_id = ?", c.ID).Order("id").Find(&decisions).Error; err != nil {
		return err
	}
	for _, d := range decisions {
		x := RegisterDecision{
			DecidedAt: d.DecidedAt, Kind: d.Kind, GroundKind: d.GroundKind, Reference: d.Reference, Restriction: d.Restriction,
			Automated: d.Automated, Facts: d.Facts, Explanation: d.Explanation,
		}
		for _, r := range d.Rulings {
			if slices.ContainsFunc(f.full.Listings, func(l RegisterListing) bool { return l.Position == r.Item }) {
				x.Rulings = append(x.Rulings, Ruling{Item: r.Item, Move: r.Move, From: r.From, To: r.To, Code: r.Code})
			}
		}
		if len(x.Rulings) > 0 {
			f.full.Decisions = append(f.full.Decisions, x)
		}
	}
	return nil
}

func (f *registerFacts) readEvidence(db *gorm.DB, c Case) error {
	var files []Exhibit
	err := db.Select("label, hash").Where("case_id = ? OR complaint_id = ?", c.ID, c.ComplaintID).
		Where("visibility = ? AND draft_id = '' AND label <> '' AND erased_at IS NULL", BothSides).Order("id").Find(&files).Error
	for _, e := range files {
		f.full.Evidence = append(f.full.Evidence, RegisterEvidence{Label: e.Label, Hash: e.Hash})
	}
	return err
}

// eraseFromRegister makes the entries of organisations anew whose names are gone.
func (t *tx) eraseFromRegister(s subject) error {
	if len(s.alone) == 0 {
		return nil
	}
	var cases []int64
	err := t.db.Table("register_entries").Joins("JOIN cases ON cases.id = register_entries.case_id").
		Where("cases.seller_org_id IN ? OR cases.holder_org_id IN ?", idsOf(s.alone), idsOf(s.alone)).Order("case_id").Pluck("case_id", &cases).Error
	if err != nil {
		return fmt.Errorf("entries to erase from: %w", err)
	}
	for _, id := range cases {
		if err := t.keepRegister(id); err != nil {
			return err
		}
	}
	return nil
}
