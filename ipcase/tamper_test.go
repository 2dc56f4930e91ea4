package ipcase_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/merkle"
)

// errUndo ends a transaction that is not to be kept.
var errUndo = errors.New("undo")

// tamperer is somebody with every right on the database and the disk, but without
// the log's key.
type tamperer struct {
	t    *testing.T
	w    *ipcasetest.World
	db   *gorm.DB // a transaction without triggers that is undone
	rnd  *rand.Rand
	undo func() // what lies outside the database
	n    int    // which of the places it is
}

// Seven kinds of tampering at random places, every one found and named, on both
// databases: IPPORTAL_TAMPER says at how many places (promise 6).
func TestTamperingIsFound(t *testing.T) {
	ipcasetest.OneByOne(t)
	places := 5
	if n, err := strconv.Atoi(os.Getenv("IPPORTAL_TAMPER")); err == nil {
		places = n
	}
	kinds := []struct {
		name string
		do   func(*tamperer) (named string)
	}{
		{"an event's body is changed", (*tamperer).changeEvent},
		{"an event is deleted", (*tamperer).deleteEvent},
		{"a state is changed", (*tamperer).changeState},
		{"a byte of a file is changed", (*tamperer).changeBlob},
		{"a row is made to name other bytes, which are there", (*tamperer).swapFile},
		{"an event is put in or two are swapped, and the chain made anew", (*tamperer).remakeChain},
		{"the log's end is cut off, or a leaf rewritten with the tree", (*tamperer).remakeLog},
	}
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		w.Grow(ipcasetest.Crowd{Cases: 60, Sellers: 3, Holders: 2})
		var held []string // as somebody outside may keep them
		w.Clock.Advance(time.Hour)
		first, err := w.SignCheckpoint(t.Context())
		no(t, err)
		held = append(held, first.Note)
		w.File(w.Right(ipcase.Trademark), "H8", "T8")
		fileDocument(t, w, "Bought on 3 June.", "H9")
		w.Clock.Advance(time.Hour)
		last, err := w.SignCheckpoint(t.Context())
		no(t, err)
		held = append(held, last.Note)
		o := ipcase.VerifyOptions{Checkpoints: held}
		report, err := w.VerifyAgainst(t.Context(), o)
		no(t, err)
		if report.Checkpoints < 2 || report.Leaves != report.Events || report.Leaves != last.Size || report.Waiting != 0 || report.Blobs == 0 || report.Papers == 0 {
			t.Fatalf("before anything was changed: %+v", report)
		}
		rnd := rand.New(rand.NewPCG(1, 6)) // the same in every run
		for _, kind := range kinds {
			found := 0
			for n := range places {
				m := &tamperer{t: t, w: w, rnd: rnd, undo: func() {}, n: n}
				err := ipcasetest.AsOwner(t, db).Gorm.Transaction(func(tx *gorm.DB) error {
					m.db = tx
					m.disarm()
					named := kind.do(m)
					_, err := w.On(tx, w.Book()).VerifyAgainst(t.Context(), o)
					switch {
					case err == nil:
						t.Errorf("%s, %d (%s): not found", kind.name, n, named)
					case !strings.Contains(err.Error(), named):
						t.Errorf("%s, %d: %v does not name %s", kind.name, n, err, named)
					default:
						found++
					}
					return errUndo
				})
				m.undo()
				if !errors.Is(err, errUndo) {
					t.Fatal(err)
				}
			}
			t.Logf("%s: %d of %d found on %s (%d events)", kind.name, found, places, db.Dialect, report.Events)
		}
		_, err = w.VerifyAgainst(t.Context(), o)
		no(t, err)
	})
}

// disarm takes away what refuses changes, as an owner of the database can.
func (m *tamperer) disarm() {
	m.t.Helper()
	if m.db.Name() == "postgres" {
		m.exec("SET LOCAL session_replication_role = replica")
		return
	}
	m.exec("PRAGMA defer_foreign_keys = ON")
	var triggers []string
	no(m.t, m.db.Raw("SELECT name FROM sqlite_master WHERE type = 'trigger'").Scan(&triggers).Error)
	for _, name := range triggers {
		m.exec("DROP TRIGGER " + name)
	}
}

func (m *tamperer) exec(sql string, args ...any) {
	m.t.Helper()
	res := m.db.Exec(sql, args...)
	no(m.t, res.Error)
	if strings.HasPrefix(sql, "UPDATE") || strings.HasPrefix(sql, "DELETE FROM events") {
		if res.RowsAffected == 0 {
			m.t.Fatalf("%s changed nothing", sql)
		}
	}
}

// anEvent is one of all, at random.
func (m *tamperer) anEvent(where string) (e ipcase.Event) {
	m.t.Helper()
	var n int64
	no(m.t, m.db.Model(&ipcase.Event{}).Where(where).Count(&n).Error)
	no(m.t, m.db.Where(where).Order("id").Offset(int(m.rnd.Int64N(n))).Limit(1).Find(&e).Error)
	return e
}

func (m *tamperer) changeEvent() string {
	e := m.anEvent("1 = 1")
	change := []func() (string, any){
		func() (string, any) { return "kind", string(e.Kind) + "s" },
		func() (string, any) { return "party", "nobody" },
		func() (string, any) { return "at", e.At.Add(time.Microsecond * time.Duration(1+m.rnd.IntN(1e9))) },
		func() (string, any) { return "org_id", e.OrgID + 1 },
		func() (string, any) { return "person_id", e.PersonID + 1 },
		func() (string, any) { return "public", !e.Public },
		func() (string, any) { return "items", "[99]" },
		func() (string, any) { return "data", strings.Replace(e.Data, "{", `{"count":7,`, 1) },
		func() (string, any) { return "hash", flip(e.Hash, m.rnd) },
		func() (string, any) {
			return "prev_hash", flip(e.PrevHash+strings.Repeat("0", 64-len(e.PrevHash)), m.rnd)
		},
		func() (string, any) { return "case_id", 999_999 },
	}[m.rnd.IntN(11)]
	column, value := change()
	m.exec("UPDATE events SET "+column+" = ? WHERE id = ?", value, e.ID)
	return e.Chain
}

// flip changes one letter of a hash.
func flip(hash string, rnd *rand.Rand) string {
	at := rnd.IntN(len(hash))
	return hash[:at] + string("0123456789abcdef"[(strings.IndexByte("0123456789abcdef", hash[at])+1)%16]) + hash[at+1:]
}

func (m *tamperer) deleteEvent() string {
	e := m.anEvent("1 = 1")
	if m.rnd.IntN(2) == 0 { // its leaf goes too
		m.exec("DELETE FROM log_leaves WHERE event_id = ?", e.ID)
	}
	m.exec("DELETE FROM events WHERE id = ?", e.ID)
	return e.Chain
}

func (m *tamperer) changeState() string {
	var n int64
	no(m.t, m.db.Table("items").Count(&n).Error)
	var i struct {
		ID     int64
		State  ipcase.State
		Number string
	}
	no(m.t, m.db.Table("items").Select("items.id, items.state, cases.number").Joins("JOIN cases ON cases.id = items.case_id").
		Order("items.id").Offset(int(m.rnd.Int64N(n))).Limit(1).Scan(&i).Error)
	states := ipcase.States()
	to := states[m.rnd.IntN(len(states))]
	for to == i.State {
		to = states[m.rnd.IntN(len(states))]
	}
	m.exec("UPDATE items SET state = ? WHERE id = ?", to, i.ID)
	return i.Number
}

func (m *tamperer) changeBlob() string {
	var hashes []string
	no(m.t, m.db.Raw("SELECT hash FROM exhibits UNION SELECT view_hash FROM exhibits WHERE view_hash <> ''").Scan(&hashes).Error)
	hash := hashes[m.rnd.IntN(len(hashes))]
	var path string
	no(m.t, filepath.WalkDir(m.w.Folder, func(p string, _ os.DirEntry, err error) error {
		if filepath.Base(p) == hash {
			path = p
		}
		return err
	}))
	before, err := os.ReadFile(path)
	no(m.t, err)
	after := append([]byte(nil), before...)
	after[m.rnd.IntN(len(after))] ^= 1 << m.rnd.IntN(8)
	write := func(data []byte) {
		no(m.t, os.Chmod(path, 0o600))
		no(m.t, os.WriteFile(path, data, 0o600))
	}
	write(after)
	m.undo = func() { write(before) }
	return hash
}

// remakeChain changes the past of one chain and makes all of it anew behind the
// change, its subject's memory included: the chain alone would not show it.
func (m *tamperer) remakeChain() string {
	e := m.anEvent("chain LIKE 'case:%' AND seq > 2")
	chain := m.chain(e.Chain)
	at := e.Seq - 1
	if m.rnd.IntN(2) == 0 {
		a, b := &chain[at-1], &chain[at] // what happened second is said to have happened first
		a.Kind, b.Kind, a.Data, b.Data, a.Party, b.Party = b.Kind, a.Kind, b.Data, a.Data, b.Party, a.Party
		if chain[at-1].Kind == chain[at].Kind {
			chain[at].At = chain[at].At.Add(time.Second)
		}
	} else {
		forged := chain[at]
		forged.ID, forged.Kind, forged.Data = 0, ipcase.EventReminded, `{"count":1}`
		last := chain[len(chain)-1]
		last.ID, last.Seq = 0, last.Seq+1
		no(m.t, m.db.Create(&last).Error) // room for one more
		m.exec("INSERT INTO log_queue (event_id) VALUES (?)", last.ID)
		for n := len(chain) - 1; n > at; n-- {
			id := chain[n].ID
			chain[n] = chain[n-1]
			chain[n].ID = id
		}
		last.Kind, last.Data, last.At, last.Party, last.Public, last.Items = e.Kind, e.Data, e.At, e.Party, e.Public, e.Items
		forged.ID = chain[at].ID
		end := m.chain(e.Chain)[len(chain)-1]
		end.ID, end.Seq = last.ID, last.Seq
		chain[at] = forged
		chain = append(chain, end)
	}
	m.writeChain(chain)
	return e.Chain
}

func (m *tamperer) chain(name string) (chain []ipcase.Event) {
	m.t.Helper()
	no(m.t, m.db.Where("chain = ?", name).Order("seq").Find(&chain).Error)
	return chain
}

// writeChain hashes a chain anew and writes it, and its end where its case
// remembers it.
func (m *tamperer) writeChain(chain []ipcase.Event) {
	m.t.Helper()
	prev := ""
	for n := range chain {
		e := &chain[n]
		e.Seq, e.PrevHash = n+1, prev
		e.Hash = ipcase.HashEvent(*e)
		prev = e.Hash
		m.exec("UPDATE events SET kind = ?, data = ?, at = ?, party = ?, public = ?, items = ?, prev_hash = ?, hash = ? WHERE id = ?",
			e.Kind, e.Data, e.At, e.Party, e.Public, strings.ReplaceAll(fmt.Sprint(e.Items), " ", ","), e.PrevHash, e.Hash, e.ID)
	}
	last := chain[len(chain)-1]
	m.exec("UPDATE cases SET event_seq = ?, event_hash = ? WHERE number = ?", last.Seq, last.Hash, strings.TrimPrefix(last.Chain, "case:"))
}

// remakeLog makes the log itself fit what was changed. The log's key is not to be
// had, so that the checkpoints of the changed part go: only one that was kept
// outside can tell.
func (m *tamperer) remakeLog() string {
	var size int64
	no(m.t, m.db.Raw("SELECT COUNT(*) FROM log_leaves").Scan(&size).Error)
	from := m.rnd.Int64N(size)
	if m.rnd.IntN(2) == 0 { // cut off: what was numbered waits again
		m.exec("DELETE FROM log_checkpoints WHERE size > ?", from)
		m.exec("INSERT INTO log_queue (event_id) SELECT event_id FROM log_leaves WHERE number >= ?", from)
		m.exec("DELETE FROM log_leaves WHERE number >= ?", from)
		return "its end was cut off"
	}
	var leaf struct{ EventID int64 }
	no(m.t, m.db.Table("log_leaves").Where("number = ?", from).Take(&leaf).Error)
	var e ipcase.Event
	no(m.t, m.db.Where("id = ?", leaf.EventID).Take(&e).Error)
	if strings.HasPrefix(e.Chain, "case:") {
		chain := m.chain(e.Chain)
		chain[e.Seq-1].At = chain[e.Seq-1].At.Add(-time.Hour)
		m.writeChain(chain)
		m.rewriteTree(-1)
		return "from outside"
	}
	m.rewriteTree(from)
	return "log"
}

// rewriteTree makes every leaf anew of the events as they are; the one at the
// number given is left out, and its event waits again.
func (m *tamperer) rewriteTree(without int64) {
	m.t.Helper()
	m.exec("DELETE FROM log_checkpoints WHERE 1 = 1")
	var rows []struct {
		EventID int64
		Hash    string
	}
	no(m.t, m.db.Raw("SELECT l.event_id, e.hash FROM log_leaves l JOIN events e ON e.id = l.event_id ORDER BY l.number").Scan(&rows).Error)
	if without >= 0 {
		m.exec("INSERT INTO log_queue (event_id) VALUES (?)", rows[without].EventID)
		rows = append(rows[:without], rows[without+1:]...)
	}
	m.exec("DELETE FROM log_leaves WHERE 1 = 1")
	tree, err := merkle.Resume(0, nil)
	no(m.t, err)
	for n, r := range rows {
		m.exec("INSERT INTO log_leaves (number, event_id, hashes) VALUES (?, ?, ?)", n, r.EventID, tree.Append(merkle.Leaf(r.Hash)))
	}
}
