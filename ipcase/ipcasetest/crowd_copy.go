package ipcasetest

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/merkle"
)

// original is a scene as it stands in the database: the rows of every table that
// belong to its complaint.
type original struct {
	scene *scene
	right ipcase.Right
	rows  map[string][][]any
	shots map[int64]ipcase.Snapshot
	acts  []ipcase.Event // of the complaint and its cases, each chain in its order
	proof []ipcase.Event // of the right
}

type copiedRight struct {
	id     int64
	number string
	mark   string // as in life
	office string // its number there
}

// copier writes originals again under other ids, names and times.
type copier struct {
	w     *World
	crowd Crowd
	rnd   *rand.Rand

	columns map[string][]string
	last    map[string]int64           // the highest id of each table
	rights  map[[2]int64][]copiedRight // by the original's right and the holder
	numbers [2]int64                   // the last complaint's and right's
	out     map[string][][]any         // rows to be written

	vocabulary *vocabulary      // of a crowd as in life
	tree       *merkle.Frontier // of the log, where events get their leaves
	writing    chan error       // the rows before these are being written
	owner      *database.DB
	taken      []schemaPart // away for the time being
	schema     []schemaPart // as it was before
}

// crowdTables are what a complaint consists of, in the order in which rows may be
// written: what is referred to comes first.
var crowdTables = []string{
	"rights", "complaints", "listings", "snapshots", "cases", "notices", "items", "notice_outcomes", "fixes", "counters", "answers", "appeals",
	"decisions", "exhibits", "events", "log_leaves", "deliveries", "messages",
}

// belonging says which rows of a table belong to the complaint with that id.
var belonging = map[string]string{
	"complaints":      "id = @id",
	"listings":        "id IN (SELECT listing_id FROM items WHERE case_id IN (SELECT id FROM cases WHERE complaint_id = @id))",
	"snapshots":       "id IN (SELECT snapshot_id FROM items WHERE case_id IN (SELECT id FROM cases WHERE complaint_id = @id))",
	"cases":           "complaint_id = @id",
	"exhibits":        "complaint_id = @id OR case_id IN (SELECT id FROM cases WHERE complaint_id = @id)",
	"notice_outcomes": "notice_id IN (SELECT id FROM notices WHERE case_id IN (SELECT id FROM cases WHERE complaint_id = @id))",
	"*":               "case_id IN (SELECT id FROM cases WHERE complaint_id = @id)",
}

// refers says to which table's ids a column refers.
var refers = map[string]string{
	"complaint_id": "complaints", "case_id": "cases", "listing_id": "listings", "snapshot_id": "snapshots", "notice_id": "notices", "clock_notice_id": "notices",
	"item_id": "items", "counter_id": "counters", "answer_id": "answers",
}

// load reads an original out of the database.
func (k *copier) load(o *original) {
	w := k.w
	w.T.Helper()
	id := o.scene.filed.ID
	o.rows = map[string][][]any{}
	for _, table := range crowdTables[1:] {
		where, ok := belonging[table]
		if !ok {
			where = belonging["*"]
		}
		if table != "events" && table != "log_leaves" && table != "snapshots" {
			o.rows[table] = k.read(table, where, id)
		}
	}
	w.must(w.DB.Gorm.Where("id = ?", o.scene.filed.RightID).Take(&o.right).Error)
	o.rows["rights"] = k.read("rights", "id = @id", o.right.ID)
	o.rows["proofs"] = k.read("exhibits", "right_id = @id", o.right.ID)
	w.must(w.DB.Gorm.Where("chain = ?", "right:"+o.right.Number).Order("seq").Find(&o.proof).Error)
	w.must(w.DB.Gorm.Where("complaint_id = @id OR "+belonging["*"], map[string]any{"id": id}).Order("chain, seq").Find(&o.acts).Error)
	var shots []ipcase.Snapshot
	w.must(w.DB.Gorm.Where(belonging["snapshots"], map[string]any{"id": id}).Find(&shots).Error)
	o.shots = map[int64]ipcase.Snapshot{}
	for _, s := range shots {
		o.shots[s.ID] = s
	}
}

// copied is one copy in the making.
type copied struct {
	*copier
	o     *original
	by    time.Duration              // how much earlier it happens
	ids   map[string]map[int64]int64 // new ids by table and old id
	orgs  map[int64]ipcase.Actor     // who stands in for whom
	right copiedRight
	words *strings.Replacer // numbers, refs and hashes, the old by the new
	heads map[string]string // the last hash of each new chain
}

func (k *copier) copyRight(o *original, holder ipcase.Actor) {
	k.numbers[1]++
	c := copied{copier: k, o: o, orgs: map[int64]ipcase.Actor{o.right.OrgID: holder}, heads: map[string]string{}, ids: map[string]map[int64]int64{}}
	c.right = copiedRight{id: k.next("rights"), number: fmt.Sprintf("IPR-%d-%06d", o.right.CreatedAt.Year(), k.numbers[1])}
	pairs := []string{o.right.Number, c.right.number}
	if k.crowd.Lifelike {
		c.right.mark, c.right.office = k.vocabulary.mark(holder.OrgID), k.vocabulary.figures(8)
		pairs = append(pairs, o.right.Owner, holder.OrgName, o.right.Title, c.right.mark, o.right.RegNumber, c.right.office)
	}
	c.words = strings.NewReplacer(pairs...)
	c.events(o.proof)
	c.table("rights", o.rows["rights"])
	c.table("exhibits", o.rows["proofs"])
	place := [2]int64{o.right.ID, holder.OrgID}
	k.rights[place] = append(k.rights[place], c.right)
}

func (k *copier) copyComplaint(o *original, holder ipcase.Actor, sellers []ipcase.Actor, by time.Duration) {
	k.numbers[0]++
	filed := o.scene.filed
	c := copied{
		copier: k, o: o, by: by, ids: map[string]map[int64]int64{}, heads: map[string]string{},
		orgs: map[int64]ipcase.Actor{filed.OrgID: holder},
	}
	for n, s := range o.scene.shops {
		c.orgs[s.OrgID] = sellers[n]
	}
	mine := k.rights[[2]int64{o.right.ID, holder.OrgID}]
	c.right = mine[k.rnd.IntN(len(mine))]
	for table, rows := range o.rows {
		if at := slices.Index(k.columns[table], "id"); at >= 0 {
			c.ids[table] = map[int64]int64{}
			for _, row := range rows {
				c.ids[table][row[at].(int64)] = k.next(table) //nolint:errcheck // every id is an int64
			}
		}
	}
	number := fmt.Sprintf("IP-%d-%06d", filed.FiledAt.Year(), k.numbers[0])
	pairs := []string{
		filed.Number, number, strings.ToLower(filed.Number), strings.ToLower(number),
		o.right.Number, c.right.number, strings.ToLower(o.right.Number), strings.ToLower(c.right.number),
	}
	if k.crowd.Lifelike {
		pairs = append(pairs, c.names()...)
	}
	pairs = append(pairs, c.snapshots()...)
	for _, table := range []string{"exhibits", "decisions", "fixes"} {
		at := slices.Index(k.columns[table], "public_id")
		for _, row := range o.rows[table] {
			pairs = append(pairs, row[at].(string), ipcase.NewID()) //nolint:errcheck // every public id is a string
		}
	}
	c.words = strings.NewReplacer(pairs...)
	c.events(o.acts)
	for _, table := range crowdTables[1:] {
		c.table(table, o.rows[table])
	}
}

// next draws an id.
func (k *copier) next(table string) int64 {
	k.last[table]++
	return k.last[table]
}

// table writes rows again, each column by what its name says.
func (c *copied) table(name string, rows [][]any) {
	columns := c.columns[name]
	for _, old := range rows {
		row := slices.Clone(old)
		for n, column := range columns {
			row[n] = c.value(name, column, old[n])
		}
		if at := slices.Index(columns, "event_hash"); at >= 0 {
			chain := map[string]string{"rights": "right:", "complaints": "complaint:", "cases": "case:"}[name]
			row[at] = c.heads[chain+row[slices.Index(columns, "number")].(string)] //nolint:errcheck // every number is a string
		}
		c.out[name] = append(c.out[name], row)
	}
}

func (c *copied) value(table, column string, old any) any {
	switch v := old.(type) {
	case int64:
		switch column {
		case "id":
			return c.id(table, v)
		case "org_id", "seller_org_id", "holder_org_id":
			return c.org(v)
		case "right_id":
			return c.right.id
		}
		if to, ok := refers[column]; ok {
			return c.ids[to][v]
		}
	case time.Time:
		return c.moment(v)
	case string:
		switch column {
		case "number", "search_text", "payload", "evidence_ids", "ref", "shots":
			return c.words.Replace(v)
		case "title", "owner", "reg_number":
			if c.crowd.Lifelike {
				return c.words.Replace(v)
			}
		case "draft_id", "form_id", "public_id":
			if to := c.words.Replace(v); to != v || v == "" {
				return to
			}
			return ipcase.NewID()
		case "key":
			return "crowd-" + ipcase.NewID()
		}
	}
	return old
}

// id is the new id of a row; of one that is not referred to, a fresh one.
func (c *copied) id(table string, old int64) int64 {
	if table == "rights" {
		return c.right.id
	}
	if id, ok := c.ids[table][old]; ok {
		return id
	}
	return c.next(table)
}

func (c *copied) org(old int64) int64 {
	if a, ok := c.orgs[old]; ok {
		return a.OrgID
	}
	return old
}

func (c *copied) moment(t time.Time) time.Time {
	if t.Year() > 9000 || c.by == 0 {
		return t
	}
	return t.Add(-c.by)
}

// snapshots writes the snapshots again, of listings with ids of their own, and
// says which words stand for which from now on.
func (c *copied) snapshots() (pairs []string) {
	c.ids["snapshots"] = map[int64]int64{}
	seller := slices.Index(c.columns["listings"], "seller_org_id")
	id := slices.Index(c.columns["listings"], "id")
	owner := map[int64]ipcase.Actor{}
	for _, row := range c.o.rows["listings"] {
		owner[row[id].(int64)] = c.orgs[row[seller].(int64)] //nolint:errcheck // ids are int64
	}
	for _, old := range sortedShots(c.o.shots) {
		s := old
		s.ID, s.ListingID = c.next("snapshots"), c.ids["listings"][old.ListingID]
		c.ids["snapshots"][old.ID] = s.ID
		s.Ref = fmt.Sprintf("CROWD-%d", s.ListingID)
		s.URL, s.Title = strings.ReplaceAll(s.URL, old.Ref, s.Ref), strings.ReplaceAll(s.Title, old.Ref, s.Ref)
		if c.crowd.Lifelike {
			title := c.vocabulary.title(c.right.mark)
			pairs = append(pairs, old.Title, title, strings.ToLower(old.Title), strings.ToLower(title))
			s.Title, s.Lang = title, c.vocabulary.lang(title)
		}
		s.SellerName, s.TakenAt = owner[old.ListingID].OrgName, c.moment(s.TakenAt)
		s.Hash = ipcase.HashSnapshot(s)
		images, err := json.Marshal(s.Images)
		c.w.must(err)
		c.add("snapshots", map[string]any{
			"id": s.ID, "listing_id": s.ListingID, "ref": s.Ref, "url": s.URL, "title": s.Title, "lang": s.Lang, "description": s.Description,
			"category": s.Category, "price_minor": s.PriceMinor, "currency": s.Currency, "seller_name": s.SellerName,
			"images": string(images), "taken_at": s.TakenAt, "hash": s.Hash,
		})
		pairs = append(pairs, old.Ref, s.Ref, strings.ToLower(old.Ref), strings.ToLower(s.Ref), old.Hash, s.Hash)
	}
	return pairs
}

func sortedShots(shots map[int64]ipcase.Snapshot) []ipcase.Snapshot {
	list := make([]ipcase.Snapshot, 0, len(shots))
	for _, s := range shots {
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b ipcase.Snapshot) int { return int(a.ID - b.ID) })
	return list
}

// events writes chains again, each act with the hash that it has now.
func (c *copied) events(acts []ipcase.Event) {
	for _, e := range acts {
		e.ID, e.Chain = c.next("events"), c.words.Replace(e.Chain)
		e.At, e.OrgID, e.Data = c.moment(e.At), c.org(e.OrgID), c.words.Replace(e.Data)
		if strings.Contains(e.Data, `"due`) && c.by != 0 {
			e.Data = c.laterDues(e.Data)
		}
		e.PrevHash = c.heads[e.Chain]
		e.Hash = ipcase.HashEvent(e)
		c.heads[e.Chain] = e.Hash
		items, err := json.Marshal(e.Items)
		c.w.must(err)
		row := map[string]any{
			"id": e.ID, "chain": e.Chain, "seq": int64(e.Seq), "at": e.At, "kind": string(e.Kind), "party": string(e.Party), "org_id": e.OrgID,
			"person_id": e.PersonID, "items": string(items), "public": e.Public, "data": e.Data, "prev_hash": e.PrevHash, "hash": e.Hash,
		}
		if e.CaseID != nil {
			row["case_id"] = c.ids["cases"][*e.CaseID]
		}
		if e.ComplaintID != nil {
			row["complaint_id"] = c.ids["complaints"][*e.ComplaintID]
		}
		if e.RightID != nil {
			row["right_id"] = c.right.id
		}
		c.add("events", row)
		if c.tree != nil {
			leaf := c.tree.Size()
			c.add("log_leaves", map[string]any{"number": leaf, "event_id": e.ID, "hashes": c.tree.Append(merkle.Leaf(e.Hash))})
		}
	}
}

// names says which parties and which right stand for those of the original.
func (c *copied) names() (pairs []string) {
	pair := func(old, now string) {
		pairs = append(pairs, old, now, strings.ToLower(old), strings.ToLower(now))
	}
	for _, s := range c.o.scene.shops {
		pair(s.OrgName, c.orgs[s.OrgID].OrgName)
	}
	pair(c.w.Norrvik.OrgName, c.orgs[c.w.Norrvik.OrgID].OrgName)
	pair(c.o.right.Title, c.right.mark)
	pair(c.o.right.RegNumber, c.right.office)
	return pairs
}

// laterDues shifts the deadlines that an event names.
func (c *copied) laterDues(data string) string {
	var d ipcase.EventData
	c.w.must(json.Unmarshal([]byte(data), &d))
	shift := func(t *time.Time) *time.Time {
		if t == nil {
			return nil
		}
		at := c.moment(*t)
		return &at
	}
	d.DueAt = shift(d.DueAt)
	for n := range d.Moves {
		d.Moves[n].Due = shift(d.Moves[n].Due)
	}
	words, err := json.Marshal(d)
	c.w.must(err)
	return string(words)
}

// add puts a row given by name into the order of its table's columns.
func (k *copier) add(table string, row map[string]any) {
	columns := k.columns[table]
	values := make([]any, len(columns))
	for n, column := range columns {
		values[n] = row[column]
	}
	k.out[table] = append(k.out[table], values)
}
