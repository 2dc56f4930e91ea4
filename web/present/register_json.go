package present

import (
	"net/url"
	"time"

	"ipportal/ipcase"
)

// MonthForm is how a month is written in an address.
const MonthForm = "2006-01"

// RegisterPath is the public register.
const RegisterPath = "/register"

// RegisterHref is the permanent address of a case in it.
func RegisterHref(number string) string { return RegisterPath + "/" + url.PathEscape(number) }

func registerListHref(path string, q ipcase.RegisterQuery) string {
	v := url.Values{}
	for name, value := range map[string]string{
		"q": q.Search, "type": string(q.Type), "territory": q.Territory, "outcome": string(q.Outcome), "from": monthValue(q.From), "to": monthValue(q.To),
		"older": q.Older, "newer": q.Newer,
	} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

func monthValue(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(MonthForm)
}

// registerEntryJSON is an entry as machines read it. What its reader is not shown is
// absent.
type registerEntryJSON struct {
	Number           string                 `json:"number"`
	URL              string                 `json:"url"`
	Level            ipcase.RegisterLevel   `json:"level"`
	PublishedAt      time.Time              `json:"published_at"`
	ChangedAt        time.Time              `json:"changed_at"`
	ReceivedAt       *time.Time             `json:"received_at,omitempty"`
	AcceptedAt       *time.Time             `json:"accepted_at,omitempty"`
	EndedAt          *time.Time             `json:"ended_at,omitempty"`
	Outcome          ipcase.RegisterOutcome `json:"outcome"`
	Procedure        string                 `json:"procedure,omitempty"`
	ProcedureVersion int                    `json:"procedure_version,omitempty"`
	Site             string                 `json:"site,omitempty"`
	Territory        string                 `json:"territory,omitempty"`
	Reason           string                 `json:"reason,omitempty"`
	RightType        ipcase.RightType       `json:"right_type,omitempty"`
	Office           string                 `json:"office,omitempty"`
	RegNumber        string                 `json:"registration_number,omitempty"`
	Mark             string                 `json:"mark,omitempty"`
	Complainant      registerPartyJSON      `json:"complainant"`
	Agent            string                 `json:"agent,omitempty"`
	Shop             registerPartyJSON      `json:"shop"`
	Explanation      string                 `json:"explanation,omitempty"`
	ListingCount     int                    `json:"listing_count,omitempty"` // in lists, where the listings are not named
	Listings         []registerListingJSON  `json:"listings,omitempty"`
	Counters         []registerCounterJSON  `json:"counter_notifications,omitempty"`
	Decisions        []registerDecisionJSON `json:"decisions,omitempty"`
	Evidence         []registerFileJSON     `json:"evidence,omitempty"`
}

type registerPartyJSON struct {
	Name     string `json:"name,omitempty"`
	Withheld bool   `json:"name_withheld,omitempty"`
	Country  string `json:"country,omitempty"`
}

type registerListingJSON struct {
	Position int          `json:"position"`
	ID       string       `json:"id"`
	Title    string       `json:"title"`
	URL      string       `json:"url,omitempty"`
	State    ipcase.State `json:"state"`
	EndedAt  *time.Time   `json:"ended_at,omitempty"`
}

type registerCounterJSON struct {
	FiledAt     time.Time            `json:"filed_at"`
	Ground      ipcase.CounterGround `json:"ground"`
	Listings    []int                `json:"listings"`
	Explanation string               `json:"explanation,omitempty"`
}

type registerDecisionJSON struct {
	DecidedAt   time.Time            `json:"decided_at"`
	Kind        ipcase.DecisionKind  `json:"kind"`
	GroundKind  ipcase.GroundKind    `json:"ground,omitempty"`
	Reference   string               `json:"reference,omitempty"`
	Restriction ipcase.Restriction   `json:"restriction,omitempty"`
	Automated   bool                 `json:"automated"`
	Facts       string               `json:"facts,omitempty"`
	Explanation string               `json:"explanation,omitempty"`
	Rulings     []registerRulingJSON `json:"rulings"`
}

type registerRulingJSON struct {
	Listing int          `json:"listing"`
	Move    ipcase.Move  `json:"move"`
	State   ipcase.State `json:"state"`
	Code    string       `json:"code,omitempty"`
}

type registerFileJSON struct {
	Number string `json:"number"`
	Hash   string `json:"sha256"`
}

type registerListJSON struct {
	Total   int                 `json:"total"`
	More    bool                `json:"more_than_total"`
	Instead string              `json:"searched_instead,omitempty"` // of what was asked, which nothing has
	Older   string              `json:"older,omitempty"`
	Newer   string              `json:"newer,omitempty"`
	Entries []registerEntryJSON `json:"entries"`
}

// RegisterJSON is an entry of the register as machines read it.
func RegisterJSON(base string, x ipcase.RegisterCase) any { return entryJSON(base, x) }

func entryJSON(base string, x ipcase.RegisterCase) registerEntryJSON {
	e := registerEntryJSON{
		Number: x.Number, URL: base + RegisterHref(x.Number), Level: x.Level, PublishedAt: x.Public.UTC(), ChangedAt: x.Changed.UTC(),
		ReceivedAt: instant(x.Received), AcceptedAt: instant(x.Accepted), EndedAt: utcOf(x.Ended), Outcome: x.Outcome,
		Procedure: x.Procedure, ProcedureVersion: x.ProcedureVersion, Site: x.Site, Territory: x.Territory, Reason: x.Reason,
		RightType: x.RightType, Office: x.Office, RegNumber: x.RegNumber, Mark: x.Mark, Agent: x.Agent, Explanation: x.Said,
		Complainant: registerPartyJSON{Name: x.Holder, Withheld: x.HolderWithheld, Country: x.HolderCountry},
		Shop:        registerPartyJSON{Name: x.Shop, Withheld: x.ShopWithheld, Country: x.ShopCountry},
	}
	for _, l := range x.Listings {
		e.Listings = append(e.Listings, registerListingJSON{l.Position, l.Ref, l.Title, l.URL, l.State, utcOf(l.EndedAt)})
	}
	for _, n := range x.Counters {
		e.Counters = append(e.Counters, registerCounterJSON{n.FiledAt.UTC(), n.Ground, n.Items, n.Said})
	}
	for _, d := range x.Decisions {
		j := registerDecisionJSON{
			DecidedAt: d.DecidedAt.UTC(), Kind: d.Kind, GroundKind: d.GroundKind, Reference: d.Reference, Restriction: d.Restriction,
			Automated: d.Automated, Facts: d.Facts, Explanation: d.Explanation,
		}
		for _, r := range d.Rulings {
			j.Rulings = append(j.Rulings, registerRulingJSON{r.Item, r.Move, r.To, r.Code})
		}
		e.Decisions = append(e.Decisions, j)
	}
	for _, f := range x.Evidence {
		e.Evidence = append(e.Evidence, registerFileJSON{f.Label, f.Hash})
	}
	return e
}

func instant(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return utcOf(&t)
}

func utcOf(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	u := t.UTC()
	return &u
}

// RegisterListJSON is a page of the register as machines read it, with the addresses of
// the pages beside it.
func RegisterListJSON(base string, q ipcase.RegisterQuery, list ipcase.RegisterList) any {
	out := registerListJSON{Total: list.Total, More: list.More, Instead: list.Instead, Entries: []registerEntryJSON{}}
	for _, l := range list.Lines {
		e := entryJSON(base, l.RegisterCase)
		e.ListingCount = l.ListingCount
		out.Entries = append(out.Entries, e)
	}
	older, newer := pagesBeside(q, list)
	if older != nil {
		out.Older = base + registerListHref(RegisterPath+".json", *older)
	}
	if newer != nil {
		out.Newer = base + registerListHref(RegisterPath+".json", *newer)
	}
	return out
}

// pagesBeside is what leads to the pages before and after one; nil where there is none.
func pagesBeside(q ipcase.RegisterQuery, list ipcase.RegisterList) (older, newer *ipcase.RegisterQuery) {
	q.Older, q.Newer = "", ""
	if list.Older != "" {
		to := q
		to.Older = list.Older
		older = &to
	}
	if list.Newer != "" {
		to := q
		to.Newer = list.Newer
		newer = &to
	}
	return older, newer
}
