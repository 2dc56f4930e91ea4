package ipcase

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"ipportal/ipcase/dsa"
)

// restricted is a listing that a deed takes down, until settle writes why.
type restricted struct {
	item *Item
	move Move
}

// captureReasons writes the statement of reasons of what a deed took down, where the
// site is in the European Union: with its cause, in the same transaction (promises 7
// and 10). What a seller deletes is no restriction (DSA, Article 17(1)), and what an
// authority or a court orders is exempt from the statement (Article 17(5)).
func (t *tx) captureReasons(f *casefile) error {
	scope := dsa.Scope(f.Site.Territory)
	taken := f.restricted
	f.restricted = nil
	if scope == nil || len(taken) == 0 {
		return nil
	}
	var decisions []Decision
	if err := t.db.Where("case_id = ? AND restriction = ?", f.Case.ID, RestrictRemove).Order("id DESC").Find(&decisions).Error; err != nil {
		return fmt.Errorf("decisions of %s: %w", f.Case.Number, err)
	}
	known, err := t.knownOf(f)
	if err != nil {
		return err
	}
	var seller Org
	if err := one(t.db.Where("id = ?", f.Case.SellerOrgID), &seller); err != nil {
		return err
	}
	for _, r := range taken {
		n := slices.IndexFunc(decisions, func(d Decision) bool {
			return slices.ContainsFunc(d.Rulings, func(g Ruling) bool { return g.Item == r.item.Position })
		})
		if n < 0 {
			return fmt.Errorf("listing %d of %s is taken down without a statement of reasons", r.item.Position, f.Case.Number)
		}
		if decisions[n].Kind == DecisionOrder {
			continue
		}
		if err := t.captureItem(f, r, decisions[n], scope, seller, known); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) captureItem(f *casefile, r restricted, d Decision, scope []string, seller Org, known dsa.Known) error {
	var l Listing
	if err := one(t.db.Where("id = ?", r.item.ListingID), &l); err != nil {
		return err
	}
	// The marketplace does not say when it was posted. It was there when the portal
	// first saw it.
	var first Snapshot
	if err := one(t.db.Where("listing_id = ?", l.ID).Order("taken_at, id").Limit(1), &first); err != nil {
		return err
	}
	by := dsa.Person
	switch {
	case d.Automated:
		by = dsa.Nobody
	case r.move == MoveSilence:
		by = dsa.Partly
	}
	s := dsa.Map(dsa.Restriction{
		Puid:   fmt.Sprintf("sor-%s-%d-%d", f.Case.Number, r.item.Position, r.item.Version),
		Effect: dsa.ListingRemoved, Law: d.GroundKind == GroundLaw, Ground: d.Reference, Explanation: d.Explanation, Facts: d.Facts,
		RightType: string(f.Right.Type), Reason: r.item.Reason, Notice: true, Trusted: f.Complaint.FlaggerID != nil, Lang: l.Lang, Since: DayIn(first.TakenAt, t.zone), On: t.today(),
		Scope: scope, Business: !seller.NaturalPerson, Automation: by,
	})
	caseID, itemID, decisionID := f.Case.ID, r.item.ID, d.ID
	return t.capture(ReasonStatement{Puid: s.Puid, CaseID: &caseID, ItemID: &itemID, DecisionID: &decisionID, Fields: s}, known)
}

// captureMeasure writes the statement of reasons of a measure against a shop that
// sells in the European Union. A warning restricts nothing, and that notices of a
// holder wait or are not taken is none of the restrictions of Article 17(1).
func (t *tx) captureMeasure(m Measure) error {
	effects := map[MeasureKind]dsa.Effect{
		MeasureRestriction: dsa.SellingStopped, MeasureListingsDown: dsa.ListingsDown, MeasureClosure: dsa.AccountClosed,
	}
	effect, ok := effects[m.Kind]
	if !ok {
		return nil
	}
	var territories []string
	err := t.db.Table("listings").Joins("JOIN sites ON sites.id = listings.site_id").Where("listings.seller_org_id = ?", m.OrgID).
		Distinct().Pluck("sites.territory", &territories).Error
	if err != nil {
		return fmt.Errorf("where %d sells: %w", m.OrgID, err)
	}
	var scope []string
	for _, place := range territories {
		scope = append(scope, dsa.Scope(place)...)
	}
	if len(scope) == 0 {
		return nil
	}
	slices.Sort(scope)
	var seller Org
	if err := one(t.db.Where("id = ?", m.OrgID), &seller); err != nil {
		return err
	}
	known, err := t.knownPeople(m.OrgID)
	if err != nil {
		return err
	}
	r := dsa.Restriction{
		Puid: "sor-" + m.Number, Effect: effect, Law: m.GroundKind == GroundLaw, Ground: m.Reference, Explanation: m.Explanation, Facts: m.Facts,
		Since: DayIn(seller.CreatedAt, t.zone), On: t.today(), Scope: slices.Compact(scope), Business: !seller.NaturalPerson, Automation: dsa.Person,
	}
	if m.EndsAt != nil {
		end := DayIn(*m.EndsAt, t.zone)
		r.Until = &end
	}
	id := m.ID
	return t.capture(ReasonStatement{Puid: r.Puid, MeasureID: &id, Fields: dsa.Map(r)}, known)
}

// capture writes a statement, and holds it back where a person has to look first.
func (t *tx) capture(s ReasonStatement, known dsa.Known) error {
	s.At = t.now
	if err := t.db.Create(&s).Error; err != nil {
		return fmt.Errorf("statement of reasons %s: %w", s.Puid, err)
	}
	e := ReasonExport{StatementID: s.ID, State: ExportWaiting, Version: 1, ChangedAt: t.now}
	e.Findings = judgeStatement(s.Fields, known, false)
	if !e.Findings.empty() {
		e.State = ExportHeld
	}
	if err := t.db.Create(&e).Error; err != nil {
		return fmt.Errorf("export of %s: %w", s.Puid, err)
	}
	if e.State == ExportHeld {
		return nil
	}
	return t.exportStatement(s, e)
}

// judgeStatement is why a statement may not leave. What somebody has looked at and
// says is nobody's data does not hold it any more; what the database would refuse does.
func judgeStatement(s dsa.Statement, known dsa.Known, looked bool) HeldFor {
	h := HeldFor{Faults: s.Faults()}
	if !looked {
		h.Personal = dsa.PersonalData(s.Texts(), known)
	}
	return h
}

// exportStatement orders a statement's way to the database.
func (t *tx) exportStatement(s ReasonStatement, e ReasonExport) error {
	if !t.reports {
		return nil
	}
	payload, err := json.Marshal(Forgetting{What: s.Puid})
	if err != nil {
		return fmt.Errorf("export of %s: %w", s.Puid, err)
	}
	return t.enqueue(Delivery{Kind: DeliverStatements, Key: fmt.Sprintf("statement-%s-%d", s.Puid, e.Version), Payload: string(payload)})
}

// knownOf is what the portal knows of the people of a case.
func (t *tx) knownOf(f *casefile) (dsa.Known, error) {
	orgs := []int64{f.Case.SellerOrgID, f.Case.HolderOrgID}
	if f.Complaint.PrincipalID != nil {
		orgs = append(orgs, *f.Complaint.PrincipalID)
	}
	known, err := t.knownPeople(orgs...)
	if err != nil {
		return known, err
	}
	known.Names = append(known.Names, f.Complaint.Signature)
	contacts := []Contact{f.Complaint.Contact}
	for _, a := range f.Complaint.Answers {
		if len(a.Text) < 100 && strings.ContainsAny(a.Text, "0123456789") {
			known.Orders = append(known.Orders, a.Text)
		}
	}
	var counters []Counter
	if err := t.db.Where("case_id = ?", f.Case.ID).Find(&counters).Error; err != nil {
		return known, fmt.Errorf("counter-notifications of %s: %w", f.Case.Number, err)
	}
	for _, c := range counters {
		known.Names, contacts = append(known.Names, c.Signature), append(contacts, c.Contact)
	}
	for _, c := range contacts {
		known.Names, known.Contacts = append(known.Names, c.Name), append(known.Contacts, c.Address, c.Phone, c.Email)
	}
	return t.withoutCompanies(known, orgs)
}

// withoutCompanies takes out the names of companies, which may be said: a contact or a
// signature can be one.
func (t *tx) withoutCompanies(known dsa.Known, orgs []int64) (dsa.Known, error) {
	var companies []string
	if err := t.db.Model(&Org{}).Where("id IN ? AND NOT natural_person", orgs).Pluck("name", &companies).Error; err != nil {
		return known, fmt.Errorf("names of companies: %w", err)
	}
	known.Names = slices.DeleteFunc(known.Names, func(name string) bool { return name == "" || slices.Contains(companies, name) })
	return known, nil
}

// knownPeople are those of organisations and of the platform, with how organisations
// can be reached.
func (t *tx) knownPeople(orgs ...int64) (dsa.Known, error) {
	var known dsa.Known
	err := t.db.Table("people").Joins("JOIN memberships ON memberships.person_id = people.id").Joins("JOIN orgs ON orgs.id = memberships.org_id").
		Where("memberships.org_id IN ? OR orgs.kind = ?", orgs, PartyPlatform).Distinct().Order("people.name").Pluck("people.name", &known.Names).Error
	if err != nil {
		return known, fmt.Errorf("people of %v: %w", orgs, err)
	}
	var list []Org
	if err := t.db.Where("id IN ?", orgs).Order("id").Find(&list).Error; err != nil {
		return known, fmt.Errorf("organisations %v: %w", orgs, err)
	}
	for _, o := range list {
		known.Contacts = append(known.Contacts, o.Address, o.Phone, o.Email)
		known.Names = append(known.Names, o.ContactName)
		if o.NaturalPerson {
			known.Names = append(known.Names, o.Name)
		}
	}
	return t.withoutCompanies(known, orgs)
}
