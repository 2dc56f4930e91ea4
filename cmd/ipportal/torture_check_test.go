package main

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"gorm.io/gorm"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
)

// settle starts what does not run a last time, lets everybody finish, then all time run
// out, and waits until nothing is left to be carried out; then lets all of it stop as it
// is told to.
func (p *people) settle() {
	v := p.v
	v.t.Helper()
	v.step(time.Minute) // no lease is left of what was killed
	v.start()
	p.signIn()
	p.while(p.sendsAll)
	p.rest()
	v.step(10 * 24 * time.Hour)
	p.rest()
	v.stop()
}

// rest waits until nothing is due; what is tried again later comes nearer meanwhile.
func (p *people) rest() {
	v := p.v
	v.t.Helper()
	for k := range 2400 {
		var n int64
		v.no(v.w.DB.Gorm.Raw(`SELECT (SELECT COUNT(*) FROM deliveries WHERE state IN ('queued', 'running')) + (SELECT COUNT(*) FROM items WHERE due_at <= ?)
			+ (SELECT COUNT(*) FROM log_queue) + (SELECT COUNT(*) FROM word_queue)`, ipcase.Moment(time.Now().Add(v.ahead))).Scan(&n).Error)
		if n == 0 {
			return
		}
		if k%40 == 39 {
			v.step(time.Minute)
		}
		time.Sleep(50 * time.Millisecond)
	}
	var left []string
	v.no(v.w.DB.Gorm.Raw(`SELECT kind || ' ' || state || ' ' || attempts || ' ' || next_at || ' ' || COALESCE(CAST(lease_until AS TEXT), '') || ' ' || last_error FROM deliveries WHERE state IN ('queued', 'running')
		UNION ALL SELECT 'item ' || state || ' ' || due_at FROM items WHERE due_at <= ? UNION ALL SELECT 'log ' || COUNT(*) FROM log_queue UNION ALL SELECT 'words ' || COUNT(*) FROM word_queue`, ipcase.Moment(time.Now().Add(v.ahead))).Scan(&left).Error)
	v.t.Fatalf("the work never ends: at %s there is left %s", time.Now().Add(v.ahead), strings.Join(left, "; "))
}

// check holds the promises against what the database and the outside have, when all
// has come to rest. It asks none of the portal's own code but `verify`.
func (p *people) check() {
	v := p.v
	v.t.Helper()
	if p.kept(); v.t.Failed() {
		return
	}
	if len(p.filed) == 0 || len(p.ruled) == 0 || len(p.deleted) == 0 || p.passed == 0 {
		v.t.Errorf("there was too little to lose: %s", p)
	}
	p.count(0, "SELECT COUNT(*) FROM deliveries WHERE state <> 'done'")
	// What is to be down is down for buyers, and nothing else.
	p.count(0, `SELECT COUNT(*) FROM catalogue_listings c JOIN listings l ON l.ref = c.ref
		WHERE (c.visibility = 'live') = EXISTS (SELECT 1 FROM items i WHERE i.listing_id = l.id AND i.took_down)`)
	// The marketplace did each thing that it was asked for, under its key, and no other.
	p.count(0, `SELECT COUNT(*) FROM deliveries d WHERE d.kind IN ('remove', 'restore') AND NOT EXISTS (SELECT 1 FROM catalogue_actions a WHERE a.key = d.key)`)
	p.count(0, `SELECT COUNT(*) FROM catalogue_actions a WHERE NOT EXISTS (SELECT 1 FROM deliveries d WHERE a.key = d.key)`)
	p.checkMails()
	if err := v.command("verify").Run(); err != nil {
		v.t.Errorf("verify: %v", err)
	}
}

// kept asks, at any time, whether what was acknowledged is there, once, and whether
// each item's past is one line in which each deadline acted once.
func (p *people) kept() {
	p.v.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.checkFiled()
	p.checkPressed("rulings", p.ruled, ipcase.EventNoticeAccepted)
	p.checkPressed("refusals", p.rejected, ipcase.EventNoticeRefused)
	p.checkPressed("deletions", p.deleted, ipcase.EventDeleted)
	p.checkPasts()
}

// checkFiled finds every acknowledged filing under its number, and no draft twice.
func (p *people) checkFiled() { // promise 4
	v := p.v
	v.t.Helper()
	var rows []struct {
		DraftID, Number string
		Cases           int
	}
	v.no(v.w.DB.Gorm.Raw("SELECT draft_id, number, (SELECT COUNT(*) FROM cases WHERE complaint_id = complaints.id) AS cases FROM complaints").Scan(&rows).Error)
	there := map[string]string{}
	for _, r := range rows {
		if there[r.DraftID] != "" {
			p.doubled++
			v.t.Errorf("draft %s was filed twice: %s and %s", r.DraftID, there[r.DraftID], r.Number)
		}
		if r.Cases == 0 {
			v.t.Errorf("complaint %s has no case", r.Number)
		}
		there[r.DraftID] = r.Number
	}
	for draft, number := range p.filed {
		if there[draft] != number {
			p.lost++
			v.t.Errorf("the complaint of draft %s was acknowledged as %q, and there is %q", draft, number, there[draft])
		}
	}
}

// checkPressed finds what was acknowledged in the case's history, once.
func (p *people) checkPressed(what string, cases map[string]bool, kind ipcase.EventKind) {
	v := p.v
	v.t.Helper()
	var rows []struct {
		Number string
		Times  int
	}
	v.no(v.w.DB.Gorm.Raw("SELECT c.number, COUNT(*) AS times FROM events e JOIN cases c ON c.id = e.case_id WHERE e.kind = ? GROUP BY c.number", kind).Scan(&rows).Error)
	times := map[string]int{}
	for _, r := range rows {
		times[r.Number] = r.Times
		if r.Times > 1 {
			p.doubled++
			v.t.Errorf("%s: %s %d times", what, r.Number, r.Times)
		}
	}
	for number := range cases {
		if times[number] == 0 {
			p.lost++
			v.t.Errorf("%s: %s was acknowledged and is not there", what, number)
		}
	}
}

// checkPasts follows each item through the events of its case: each move begins where
// the one before ended, silence acts where a deadline has passed, and what the item is
// now is what the last move made of it.
func (p *people) checkPasts() { // promises 1 and 3
	v := p.v
	v.t.Helper()
	var events []ipcase.Event
	var items []ipcase.Item
	atOnce := &sql.TxOptions{ReadOnly: true} // both as they were at one moment: workers go on
	if v.w.DB.Dialect == database.Postgres {
		atOnce.Isolation = sql.LevelRepeatableRead
	}
	v.no(v.w.DB.Gorm.Transaction(func(tx *gorm.DB) error {
		if err := tx.Where("case_id IS NOT NULL").Order("id").Find(&events).Error; err != nil {
			return err
		}
		return tx.Find(&items).Error
	}, atOnce))
	type key struct {
		caseID int64
		item   int
	}
	state, due := map[key]ipcase.State{}, map[key]time.Time{}
	p.passed = 0
	for _, e := range events {
		told := e.Told()
		if told.DueAt != nil {
			for _, item := range e.Items {
				due[key{*e.CaseID, item}] = *told.DueAt
			}
		}
		for _, m := range told.Moves {
			k := key{*e.CaseID, m.Item}
			if was := state[k]; was != m.From && (was != "" || m.From != ipcase.Intake) {
				p.doubled++
				v.t.Errorf("%s, %s: listing %d moves from %s and was %s", e.Chain, e.Kind, m.Item, m.From, was)
			}
			if m.Move == ipcase.MoveSilence {
				p.passed++
				if at, ok := due[k]; !ok || e.At.Before(at) {
					v.t.Errorf("%s: silence acted on listing %d at %s, and its time ended at %s", e.Chain, m.Item, e.At, at)
				}
			}
			state[k] = m.To
			delete(due, k)
			if m.Due != nil {
				due[k] = *m.Due
			}
		}
	}
	for _, i := range items {
		if was, ok := state[key{i.CaseID, i.Position}]; ok && was != i.State {
			v.t.Errorf("listing %d of case %d is %s, and its history ends with %s", i.Position, i.CaseID, i.State, was)
		}
	}
}

func (p *people) count(want int64, query string, args ...any) {
	p.v.t.Helper()
	var n int64
	p.v.no(p.v.w.DB.Gorm.Raw(query, args...).Scan(&n).Error)
	if n != want {
		p.v.t.Errorf("%d and not %d: %s %v", n, want, strings.Join(strings.Fields(query), " "), args)
	}
}

// checkMails holds what left against what was to leave: each mail once, or to a server
// that may not hear what it said at least once, under the same id.
func (p *people) checkMails() { // promise 7
	v := p.v
	v.t.Helper()
	var keys []string
	v.no(v.w.DB.Gorm.Table("deliveries").Where("kind = ?", ipcase.DeliverMail).Pluck("key", &keys).Error)
	if p.post != nil {
		for _, key := range keys {
			if p.post.took[key] == 0 {
				p.lost++
				v.t.Errorf("mail %s never left", key)
			}
		}
		if len(p.post.took) != len(keys) {
			v.t.Errorf("%d mails were to leave, and %d ids left", len(keys), len(p.post.took))
		}
		return
	}
	sent, err := filepath.Glob(filepath.Join(v.data, "outbox", "*.eml"))
	v.no(err)
	if len(sent) != len(keys) {
		v.t.Errorf("%d mails were to leave, and %d left", len(keys), len(sent))
	}
	left := map[string]int{}
	for _, path := range sent {
		_, key, _ := strings.Cut(strings.TrimSuffix(filepath.Base(path), ".eml"), "Z-")
		left[key]++
	}
	for _, key := range keys {
		if left[key] != 1 {
			v.t.Errorf("mail %s left %d times", key, left[key])
		}
	}
}

func (p *people) String() string {
	return fmt.Sprintf("acknowledged: %d complaints, %d decisions, %d deletions; %d times silence acted; %d presses without an answer, %d told to come back; lost %d, doubled %d",
		len(p.filed), len(p.ruled)+len(p.rejected), len(p.deleted), p.passed, p.broken, p.refused, p.lost, p.doubled)
}
