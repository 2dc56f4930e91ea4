package ipcase

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase/search"
)

// registerPage is how many entries a page of the register holds.
const registerPage = 25

// registerLookedThrough is how many of the newest entries are looked through for words
// of which each is common.
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
	Newer       bool // whether others stand before the page
	Older       bool // and after it
	Total       int
	More        bool     // more than FoundExactly are there, and were not counted
	Territories []string // of all sites, for the form
}

// ReadRegister reads a page of the public register: for everybody.
func (s *Service) ReadRegister(ctx context.Context, q RegisterQuery) (RegisterList, error) {
	var page RegisterList
	if err := s.read(ctx).Model(&Site{}).Distinct("territory").Order("territory").Pluck("territory", &page.Territories).Error; err != nil {
		return page, fmt.Errorf("territories of the sites: %w", err)
	}
	where, ok, err := s.registerWhere(ctx, q)
	if err != nil || !ok {
		return page, err
	}
	var n int64
	matching := where(s.read(ctx).Table("register_entries AS e").Select("1")).Limit(FoundExactly + 1)
	if err := s.read(ctx).Table("(?) AS matching", matching).Count(&n).Error; err != nil {
		return page, fmt.Errorf("count the register: %w", err)
	}
	if page.Total = int(n); page.Total > FoundExactly {
		page.Total, page.More = FoundExactly, true
	}
	ids, beyond, err := s.registerIDs(ctx, q, where)
	if err != nil {
		return page, err
	}
	if page.Newer, page.Older = q.Older != "", beyond; q.Newer != "" {
		page.Newer, page.Older = beyond, true
	}
	page.Lines, err = s.registerLines(ctx, ids)
	return page, err
}

// registerWhere is what a query asks of an entry e; false means that nothing can be it.
func (s *Service) registerWhere(ctx context.Context, q RegisterQuery) (func(*gorm.DB) *gorm.DB, bool, error) {
	words := search.Ask(q.Search)
	if strings.TrimSpace(q.Search) != "" && len(words) == 0 {
		return nil, false, nil // signs alone, which nothing has
	}
	var fewest []int64
	for n, term := range words {
		ids, err := casesWithTerm(s.read(ctx), term)
		if err != nil {
			return nil, false, err
		}
		if n == 0 || len(ids) < len(fewest) {
			fewest = ids
		}
	}
	if len(words) > 0 && len(fewest) == 0 {
		return nil, false, nil
	}
	now := Moment(s.clock.Now())
	return func(db *gorm.DB) *gorm.DB {
		db = db.Where("e.public_at <= ?", now)
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
		switch {
		case len(words) > 0 && len(fewest) <= FoundExactly:
			db = db.Where("e.case_id IN ?", fewest)
		case len(words) > 0: // every word is common: along the newest, which are soon enough
			newest := s.db.Table("register_entries").Select("case_id").Where("public_at <= ?", now).Order("public_at DESC, case_id DESC").Limit(registerLookedThrough)
			db = db.Where("e.case_id IN (?)", newest)
		}
		for _, term := range words {
			condition, values := termFound(term)
			db = db.Where(condition, values...)
		}
		return db
	}, true, nil
}

// registerIDs reads which entries stand on the page; beyond says that the list goes on
// in the direction in which it was read.
func (s *Service) registerIDs(ctx context.Context, q RegisterQuery, where func(*gorm.DB) *gorm.DB) (ids []int64, beyond bool, err error) {
	column, sign, order, from := "public_at", "<", "DESC", q.Older
	if q.ByChange {
		column = "changed_at"
	}
	if q.Newer != "" {
		sign, order, from = ">", "ASC", q.Newer
	}
	db := where(s.read(ctx).Table("register_entries AS e"))
	if from != "" { // what is not there is no place, and nothing stands beyond it
		place := fmt.Sprintf("(SELECT r.%s, r.case_id FROM register_entries r JOIN cases ON cases.id = r.case_id WHERE cases.number = ?)", column)
		db = db.Where(fmt.Sprintf("(e.%s, e.case_id) %s %s", column, sign, place), from)
	}
	most := q.PageOfMost
	if most == 0 {
		most = registerPage
	}
	err = db.Order(fmt.Sprintf("e.%s %s, e.case_id %[2]s", column, order)).Limit(most+1).Pluck("e.case_id", &ids).Error
	if err != nil {
		return nil, false, fmt.Errorf("list the register: %w", err)
	}
	if beyond = len(ids) > most; beyond {
		ids = ids[:most]
	}
	if order == "ASC" {
		slices.Reverse(ids)
	}
	return ids, beyond, nil
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
