package ipcase

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"
)

// registerPage is how many entries a page of the register holds.
const registerPage = 25

// registerLookedThrough is how many entries are looked through for one page, where very
// many have what was typed.
const registerLookedThrough = 50_000

// RegisterQuery is what somebody asks of the register.
type RegisterQuery struct {
	Search     string
	Type       RightType // "" = every type
	Territory  string    // of the site; "" = every one
	Outcome    RegisterOutcome
	From, To   time.Time // the first and the last month of publication, as their first days; zero = open
	Older      string    // the page after the case of this number
	Newer      string    // the page before it
	ByChange   bool      // what changed last first, for the feed
	PageOfMost int       // how many a page holds; 0 = as many as the list's
}

// RegisterLine is an entry in the list, as everybody is shown it.
type RegisterLine struct {
	RegisterCase
	ListingCount int
}

// RegisterList is a page of the register.
type RegisterList struct {
	Lines       []RegisterLine
	Newer       string // the case before which others stand, "" = none; where they begin the page before
	Older       string // and after which
	Total       int
	More        bool     // more than FoundExactly are there, and were not counted
	Instead     string   // what was looked for in place of what was typed, which nothing has
	Territories []string // of all sites, for the form
}

// ReadRegister reads a page of the public register: for everybody.
func (s *Service) ReadRegister(ctx context.Context, q RegisterQuery) (RegisterList, error) {
	var page RegisterList
	db := s.read(ctx)
	if err := db.Model(&Site{}).Distinct("territory").Order("territory").Pluck("territory", &page.Territories).Error; err != nil {
		return page, fmt.Errorf("territories of the sites: %w", err)
	}
	among := func(found *matches) *gorm.DB {
		entries := "register_entries AS e"
		if found != nil && !found.more && db.Name() == "sqlite" {
			entries += " NOT INDEXED" // but by their ids, which are few: not along a whole list
		}
		return q.leaves(db.Table(entries), s.clock.Now())
	}
	found, how, err := s.findInRegister(ctx, q, among)
	if err != nil || found != nil && len(found.ids) == 0 {
		return page, err
	}
	page.Instead = how.Instead
	left := func() *gorm.DB { return among(found) }
	if page.Total, page.More, err = registerCount(left, found); err != nil {
		return page, err
	}
	walk := q.walk()
	ids, next, err := walk.page(left, found)
	if err != nil {
		return page, err
	}
	if walk.order == "ASC" {
		slices.Reverse(ids)
	}
	if page.Lines, err = s.registerLines(ctx, ids); err != nil {
		return page, err
	}
	return page, page.beside(db, q, next)
}

// beside names the cases where the pages before and after this one begin. next is where
// the list goes on in the direction in which it was read; 0 = nowhere.
func (p *RegisterList) beside(db *gorm.DB, q RegisterQuery, next int64) error {
	first, last, on := "", "", ""
	for n, l := range p.Lines {
		if last = l.Number; n == 0 {
			first = l.Number
		}
		if l.ID == next {
			on = l.Number
		}
	}
	if next != 0 && on == "" { // others were looked through beyond the last line
		if err := db.Model(&Case{}).Where("id = ?", next).Pluck("number", &on).Error; err != nil {
			return fmt.Errorf("where the register goes on: %w", err)
		}
	}
	switch {
	case q.Newer != "":
		p.Newer, p.Older = on, cmp.Or(last, on)
	case q.Older != "":
		p.Newer, p.Older = cmp.Or(first, on), on
	default:
		p.Older = on
	}
	return nil
}

// leaves is what a query leaves of the entries e that are public by now, but for its words.
func (q RegisterQuery) leaves(db *gorm.DB, now time.Time) *gorm.DB {
	db = db.Where("e.public_at <= ?", Moment(now))
	if q.Type != "" {
		db = db.Where("e.right_type = ?", q.Type)
	}
	if q.Territory != "" {
		db = db.Where("e.territory = ?", q.Territory)
	}
	if q.Outcome != "" {
		db = db.Where("e.outcome = ?", q.Outcome)
	}
	if !q.From.IsZero() {
		db = db.Where("e.public_at >= ?", Moment(q.From))
	}
	if !q.To.IsZero() {
		db = db.Where("e.public_at < ?", Moment(q.To.AddDate(0, 1, 0)))
	}
	return db
}

// registerCount counts what a query finds, up to FoundExactly; true where there is more.
func registerCount(left func() *gorm.DB, found *matches) (int, bool, error) {
	if found != nil && found.more {
		return FoundExactly, true, nil
	}
	matching := left().Select("1")
	if found != nil {
		condition, args := found.among(matching, "e.case_id")
		matching = matching.Where(condition, args...)
	}
	var n int64
	if err := left().Session(&gorm.Session{NewDB: true}).Table("(?) AS matching", matching.Limit(FoundExactly+1)).Count(&n).Error; err != nil {
		return 0, false, fmt.Errorf("count the register: %w", err)
	}
	return min(int(n), FoundExactly), n > FoundExactly, nil
}

// registerLines reads entries in the order of their ids, each redacted by the table.
func (s *Service) registerLines(ctx context.Context, ids []int64) ([]RegisterLine, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var rows []struct {
		Case
		PublicAt, ChangedAt             time.Time
		Outcome                         RegisterOutcome
		SiteName, Territory             string
		FiledAt                         time.Time
		Type                            RightType
		Office, RegNumber, Title        string
		HolderName, HolderCountry       string
		HolderPerson                    bool
		HolderIdentity                  IdentityStatus
		SellerName, SellerCountry       string
		PrincipalName, PrincipalCountry string
		OwnPerson                       bool
		OwnIdentity                     IdentityStatus
		ListingCount                    int
	}
	err := s.read(ctx).Table("cases").Select(`cases.id, cases.number, cases.procedure, cases.procedure_version, cases.ended_at, cases.principal_id,
		e.public_at, e.changed_at, e.outcome, sites.name AS site_name, e.territory, complaints.filed_at,
		rights.type, rights.office, rights.reg_number, rights.title, h.name AS holder_name, h.country AS holder_country,
		h.natural_person AS holder_person, h.identity AS holder_identity, s.name AS seller_name, s.country AS seller_country,
		COALESCE(p.name, '') AS principal_name, COALESCE(p.country, '') AS principal_country,
		COALESCE(own.natural_person, FALSE) AS own_person, COALESCE(own.identity, '') AS own_identity,
		(SELECT COUNT(*) FROM items WHERE items.case_id = cases.id AND items.accepted_at IS NOT NULL) AS listing_count`).
		Joins("JOIN register_entries e ON e.case_id = cases.id").Joins("JOIN sites ON sites.id = cases.site_id").
		Joins("JOIN complaints ON complaints.id = cases.complaint_id").Joins("JOIN rights ON rights.id = cases.right_id").
		Joins("JOIN orgs h ON h.id = cases.holder_org_id").Joins("JOIN orgs s ON s.id = cases.seller_org_id").
		Joins("LEFT JOIN principals p ON p.id = cases.principal_id").Joins("LEFT JOIN orgs own ON own.id = p.org_id").
		Where("cases.id IN ?", ids).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read %d entries of the register: %w", len(ids), err)
	}
	lines := make([]RegisterLine, len(ids))
	for _, r := range rows {
		f := registerFacts{
			name: r.HolderName, person: r.HolderPerson || r.HolderIdentity != IdentityVerified,
			full: RegisterCase{
				ID: r.ID, Number: r.Number, Public: r.PublicAt, Changed: r.ChangedAt, Outcome: r.Outcome, Received: r.FiledAt, Ended: r.EndedAt,
				Procedure: r.Procedure, ProcedureVersion: r.ProcedureVersion, Site: r.SiteName, Territory: r.Territory,
				RightType: r.Type, Office: r.Office, RegNumber: r.RegNumber, Mark: r.Title,
				HolderCountry: r.HolderCountry, Shop: r.SellerName, ShopCountry: r.SellerCountry,
			},
		}
		if r.PrincipalID != nil {
			if !f.person {
				f.agent = r.HolderName
			}
			f.name, f.full.HolderCountry = r.PrincipalName, r.PrincipalCountry
			f.person = r.OwnPerson || r.OwnIdentity != IdentityVerified
		}
		f.procedure, _ = s.book.Procedure(r.Procedure, r.ProcedureVersion) // what is not known publishes nothing
		lines[slices.Index(ids, r.ID)] = RegisterLine{RegisterCase: f.redact(LevelPublic), ListingCount: r.ListingCount}
	}
	return lines, nil
}

// ReadRegisterCase reads one entry of the register as its reader is shown it. The sides
// of the case are shown what they know; an operator sees it as they would hand it to a
// researcher or a regulator, where level says so. What is not public yet is not there.
func (s *Service) ReadRegisterCase(ctx context.Context, a Actor, number string, level RegisterLevel) (RegisterCase, error) {
	var e struct {
		CaseID      int64
		SellerOrgID int64
		HolderOrgID int64
	}
	err := one(s.read(ctx).Table("register_entries AS e").Select("e.case_id, cases.seller_org_id, cases.holder_org_id").
		Joins("JOIN cases ON cases.id = e.case_id").Where("cases.number = ? AND e.public_at <= ?", number, Moment(s.clock.Now())), &e)
	if err != nil {
		return RegisterCase{}, err
	}
	switch level {
	case LevelPublic, "":
		level = LevelPublic
		if a.OrgID != 0 && (a.OrgID == e.SellerOrgID || a.OrgID == e.HolderOrgID) {
			level = LevelParty
		}
	case LevelResearcher, LevelRegulator:
		if !a.May(PermOperate) {
			return RegisterCase{}, errNotFound()
		}
	default:
		return RegisterCase{}, errNotFound()
	}
	f, public, err := registerFactsOf(s.read(ctx), s.book, e.CaseID)
	if err != nil || !public {
		if err == nil {
			err = errNotFound()
		}
		return RegisterCase{}, err
	}
	return f.redact(level), nil
}
