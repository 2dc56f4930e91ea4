package sample_test

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"ipportal/cmd/ipportal/sample"
	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/database"
	"ipportal/ipcase/evidence"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/marketplace"
	"ipportal/ipcase/notify"
	"ipportal/ipcase/procedure"
	"ipportal/web"
)

// made is a portal with the sample in it.
type made struct {
	sample.Ground
	t  *testing.T
	db *database.DB
}

// makeSample fills an empty portal at an instant.
func makeSample(t *testing.T, db *database.DB, now time.Time) made {
	t.Helper()
	m := made{t: t, db: db}
	dir, clock := t.TempDir(), sample.NewClock(now)
	book, err := procedure.Builtin()
	m.must(err)
	blobs, err := evidence.NewDisk(filepath.Join(dir, "evidence"))
	m.must(err)
	outbox, err := notify.NewOutbox(filepath.Join(dir, "outbox"), clock)
	m.must(err)
	sites := marketplace.SampleSites("http://127.0.0.1:8080/catalogue")
	catalogue := marketplace.New(db.Gorm, sites, marketplace.Samples())
	service := ipcase.New(db.Gorm, clock, book, catalogue, blobs.Unsynced())
	accounts := account.New(db.Gorm, clock, ipcasetest.Keys(), service.WakeUp)
	for _, site := range sites {
		_, err := service.AddSite(t.Context(), site)
		m.must(err)
	}
	m.Ground = sample.Ground{
		Service: service, Accounts: accounts, Catalogue: catalogue, Blobs: blobs.Unsynced(), Mail: outbox.Unsynced(),
		Compose: web.Letters(service, accounts, "http://127.0.0.1:8080", "Quaylane IP Protection", "Quaylane <ip@quaylane.example>"),
		Clock:   clock, Now: now, Say: func(string) {},
	}
	began := time.Now()
	m.must(sample.Seed(t.Context(), m.Ground))
	t.Logf("made in %s", time.Since(began))
	return m
}

func (m made) must(err error) {
	m.t.Helper()
	if err != nil {
		m.t.Fatal(err)
	}
}

// moments are days on which the sample must come out alike.
var moments = map[string]time.Time{
	"Monday":                     time.Date(2026, 6, 8, 2, 0, 0, 0, time.UTC),
	"Saturday":                   time.Date(2026, 6, 13, 9, 30, 0, 0, time.UTC),
	"five past midnight":         time.Date(2026, 6, 8, 16, 5, 0, 0, time.UTC), // Tuesday in Shanghai, Monday in New York
	"Spring Festival":            time.Date(2026, 2, 18, 5, 0, 0, 0, time.UTC),
	"a Saturday night":           time.Date(2026, 11, 21, 22, 41, 0, 0, time.UTC),
	"a year without its notices": time.Date(2027, 6, 1, 7, 0, 0, 0, time.UTC),
}

func TestSampleOnEveryDay(t *testing.T) {
	for name, now := range moments {
		if testing.Short() && name != "Monday" && name != "a Saturday night" {
			continue // watched for races, a sample takes minutes
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db, err := database.Open(t.Context(), filepath.Join(t.TempDir(), "demo.db"), database.Unsynced())
			if err == nil {
				err = db.Migrate(t.Context(), func(string) {})
			}
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = db.Close() })
			makeSample(t, db, now).check()
		})
	}
}

func TestSampleOnPostgreSQL(t *testing.T) {
	makeSample(t, ipcasetest.Postgres(t), moments["Monday"]).check()
}

func (m made) check() {
	m.t.Helper()
	m.people()
	m.states()
	m.rights()
	m.papers()
	m.pages()
	m.clocks()
	m.standings()
	m.must(m.Service.Verify(m.t.Context(), func(int64, int64) {}))
}

func (m made) count(what any, where string, args ...any) int64 {
	m.t.Helper()
	var n int64
	m.must(m.db.Gorm.Model(what).Where(where, args...).Count(&n).Error)
	return n
}

func (m made) people() {
	m.t.Helper()
	members, err := m.Accounts.Members(m.t.Context())
	m.must(err)
	n := map[ipcase.Party]int{}
	roles := map[ipcase.Role]int{}
	for _, p := range members {
		n[p.Party]++
		roles[p.Role]++
	}
	if n[ipcase.PartyHolder] != 8 || n[ipcase.PartySeller] != 12 || roles[ipcase.RoleReviewer]+roles[ipcase.RoleSenior] != 3 || roles[ipcase.RoleOperator] != 1 {
		m.t.Errorf("people: %v, roles: %v", n, roles)
	}
	if listings := m.count(&marketplace.CatalogueListing{}, "TRUE"); listings < 55 || listings > 75 {
		m.t.Errorf("%d listings", listings)
	}
	if cases := m.count(&ipcase.Case{}, "TRUE"); cases < 30 || cases > 46 {
		m.t.Errorf("%d cases", cases)
	}
}

// states: every state of an item, every end that a case can come to as a whole,
// and every task of a reviewer.
func (m made) states() {
	m.t.Helper()
	for _, state := range ipcase.States() {
		if m.count(&ipcase.Item{}, "state = ?", state) == 0 {
			m.t.Errorf("no listing is in %s", state)
		}
		if m.count(&ipcase.Case{}, "status = ?", state) == 0 && state != ipcase.NeedsInfo {
			m.t.Errorf("no case is in %s as a whole", state)
		}
	}
	if m.count(&ipcase.Case{}, "status = ?", ipcase.StatusMixed) == 0 {
		m.t.Error("no case ended differently for its listings")
	}
	for _, task := range []ipcase.ReviewTask{
		ipcase.TaskAppeal, ipcase.TaskDecide, ipcase.TaskRightEnded, ipcase.TaskUndelivered, ipcase.TaskNotice, ipcase.TaskCourt,
	} {
		if m.count(&ipcase.Case{}, "review_task = ?", task) == 0 {
			m.t.Errorf("no case waits for a reviewer to do %s", task)
		}
	}
	for _, state := range []ipcase.OfferState{ipcase.OfferOpen, ipcase.OfferDeclined, ipcase.OfferAccepted} {
		if m.count(&ipcase.SettlementOffer{}, "state = ?", state) == 0 {
			m.t.Errorf("no offer to settle is %s", state)
		}
	}
	restored := ipcase.Item{State: ipcase.Restored}
	for what, where := range map[string]string{
		"by a reviewer":  "state = ? AND ended_by_decision",
		"by the holder":  "state = ? AND NOT ended_by_decision AND case_id IN (SELECT case_id FROM answers WHERE kind = 'accept')",
		"by silence":     "state = ? AND NOT ended_by_decision AND case_id NOT IN (SELECT case_id FROM answers)",
		"after its time": "state = ? AND took_down = FALSE AND attempts_used > 0",
	} {
		if m.count(&ipcase.Item{}, where, restored.State) == 0 {
			m.t.Errorf("no listing was kept %s", what)
		}
	}
	for _, party := range []ipcase.Party{ipcase.PartySeller, ipcase.PartyHolder} {
		if m.count(&ipcase.Appeal{}, "party = ? AND decided_at IS NULL", party) == 0 {
			m.t.Errorf("no appeal of the %s waits", party)
		}
	}
}

func (m made) rights() {
	m.t.Helper()
	for _, kind := range ipcase.RightTypes() {
		if m.count(&ipcase.Right{}, "type = ? AND status = ?", kind, ipcase.RightVerified) == 0 {
			m.t.Errorf("no verified %s", kind)
		}
	}
	for what, n := range map[string]int64{
		"pending":              m.count(&ipcase.Right{}, "status = ?", ipcase.RightPending),
		"refused with reason":  m.count(&ipcase.Right{}, "status = ? AND reason <> ''", ipcase.RightRefused),
		"ended":                m.count(&ipcase.Right{}, "valid_until < ?", m.Now.AddDate(0, 0, -1)),
		"ending in some weeks": m.count(&ipcase.Right{}, "valid_until > ? AND valid_until < ?", m.Now.AddDate(0, 0, 35), m.Now.AddDate(0, 0, 50)),
	} {
		if n == 0 {
			m.t.Errorf("no right is %s", what)
		}
	}
}

// papers: both languages, both procedures, exhibits for the reviewer alone,
// drafts on both sides.
func (m made) papers() {
	m.t.Helper()
	for _, lang := range []string{"en", "zh-CN"} {
		if m.count(&ipcase.Complaint{}, "lang = ?", lang) == 0 || m.count(&ipcase.Counter{}, "lang = ?", lang) == 0 || m.count(&ipcase.Decision{}, "lang = ?", lang) == 0 {
			m.t.Errorf("nothing, or not everything, is in %s", lang)
		}
	}
	for _, id := range []string{"marketplace", "us-dmca-512"} {
		if m.count(&ipcase.Case{}, "procedure = ?", id) < 4 {
			m.t.Errorf("hardly a case runs under %s", id)
		}
	}
	for _, id := range []string{"cn-ecommerce", "eu-dsa", "in-rule-75"} {
		if m.count(&ipcase.Case{}, "procedure = ?", id) == 0 {
			m.t.Errorf("no case runs under %s", id)
		}
	}
	if m.count(&ipcase.Exhibit{}, "visibility = ? AND counter_id IS NOT NULL", ipcase.ReviewerOnly) == 0 {
		m.t.Error("no exhibit is for the reviewer alone")
	}
	for _, kind := range []ipcase.DraftKind{ipcase.DraftComplaint, ipcase.DraftCounter} {
		if m.count(&ipcase.Draft{}, "kind = ? AND used_at IS NULL", kind) == 0 {
			m.t.Errorf("no draft of a %s", kind)
		}
	}
	if m.count(&ipcase.Case{}, "claimed_until > ?", m.Now) == 0 {
		m.t.Error("no reviewer works on a case")
	}
}

// clocks: nothing is due that has not acted, and ends are spread over days.
func (m made) clocks() {
	m.t.Helper()
	var items []ipcase.Item
	m.must(m.db.Gorm.Where("due_at IS NOT NULL").Find(&items).Error)
	days := map[string]bool{}
	first := m.Now.AddDate(1, 0, 0)
	for _, i := range items {
		if !i.DueAt.After(m.Now) {
			m.t.Errorf("item %d in %s was due at %s", i.ID, i.State, i.DueAt)
		}
		if i.DueAt.Before(first) {
			first = *i.DueAt
		}
		days[i.DueAt.Format(time.DateOnly)] = true
	}
	if len(days) < 4 {
		m.t.Errorf("everything ends on %d days", len(days))
	}
	cn := m.Service.Book().Calendars["CN"]
	if cn.IsBusinessDay(m.Now) && first.Sub(m.Now) > 24*time.Hour {
		m.t.Errorf("today is a working day, and the first end is %s", first)
	}
	if n := m.count(&ipcase.Event{}, "at > ?", m.Now); n > 0 {
		m.t.Errorf("%d acts lie ahead", n)
	}
	var late ipcase.Case
	m.must(m.db.Gorm.Where("review_task = ? AND review_due_at < ?", ipcase.TaskNotice, m.Now).Take(&late).Error)
}

// pages: every case opens for each of its parties and for a reviewer, and for
// nobody else.
func (m made) pages() {
	m.t.Helper()
	ctx := m.t.Context()
	members, err := m.Accounts.Members(ctx)
	m.must(err)
	var cases []ipcase.Case
	m.must(m.db.Gorm.Find(&cases).Error)
	facts := sample.Facts(m.Service, m.Accounts)
	for _, p := range members {
		a := ipcase.Actor{PersonID: p.PersonID, OrgID: p.OrgID, Party: p.Party, Role: p.Role, Granted: p.May, Lang: p.Lang, Zone: p.Zone}
		if len(facts(ctx, p, "en")) == 0 || slices.Equal(facts(ctx, p, "en"), facts(ctx, p, "zh-CN")) {
			m.t.Errorf("%s can do nothing: %v", p.Name, facts(ctx, p, "en"))
		}
		for _, k := range cases {
			var err error
			var mine bool
			switch p.Party {
			case ipcase.PartySeller:
				_, err = m.Service.ReadSellerCase(ctx, a, k.Number)
				mine = k.SellerOrgID == p.OrgID && k.SellerList != ipcase.ListNone
			case ipcase.PartyHolder:
				_, err = m.Service.ReadHolderCase(ctx, a, k.Number)
				mine = k.HolderOrgID == p.OrgID
			default:
				_, err = m.Service.ReadReviewCase(ctx, a, k.Number)
				mine = p.Role != ipcase.RoleOperator
			}
			if mine != (err == nil) {
				m.t.Errorf("%s opens %s: %v", p.Name, k.Number, err)
			}
		}
	}
}

// standings: points and a measure that waits, outcomes for every holder's accuracy, and
// days to come that are guarded.
func (m made) standings() {
	m.t.Helper()
	if m.count(&ipcase.Measure{}, "status = ? AND kind = ?", ipcase.MeasureProposed, ipcase.MeasureWarning) != 1 {
		m.t.Error("no warning waits for a reviewer")
	}
	if m.count(&ipcase.PointEntry{}, "points > 0") < 4 || m.count(&ipcase.Outcome{}, "decided AND taken_down") < 8 {
		m.t.Error("hardly anything was booked")
	}
	for what, where := range map[string]string{
		"open": "status = 'open' AND answered_at IS NULL AND told_at IS NOT NULL", "answered": "status = 'open' AND answered_at IS NOT NULL", "found": "status = 'decided' AND found",
	} {
		if m.count(&ipcase.AbuseReport{}, where) != 1 {
			m.t.Errorf("not one report of abuse is %s", what)
		}
	}
	if m.count(&ipcase.PeakDays{}, "ended_at IS NULL") != 1 {
		m.t.Error("no days are guarded")
	}
}
