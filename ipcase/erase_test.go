package ipcase_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/database"
	"ipportal/ipcase/evidence"
	"ipportal/ipcase/ipcasetest"
)

// dump is every row of every table, and every file of the evidence: what somebody
// who has the machine could read.
func dump(t *testing.T, w *ipcasetest.World, folders ...string) string {
	t.Helper()
	query := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
	if w.DB.Dialect == database.Postgres {
		query = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
	}
	var tables []string
	no(t, w.DB.Gorm.Raw(query).Scan(&tables).Error)
	var b strings.Builder
	for _, table := range tables {
		var rows []map[string]any
		no(t, w.DB.Gorm.Table(table).Find(&rows).Error)
		for _, r := range rows {
			fmt.Fprintf(&b, "%s: %v\n", table, r)
		}
	}
	for _, folder := range folders {
		no(t, filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			words, err := os.ReadFile(path)
			fmt.Fprintf(&b, "%s: %s\n", filepath.Base(path), words)
			return err
		}))
	}
	return b.String()
}

// sole is a rights holder of one person, every private field of whom is a word
// that stands nowhere else.
type sole struct {
	*ipcasetest.World
	folder   string
	actor    ipcase.Actor
	operator ipcase.Actor
	canaries []string
	case1    string
}

// soleHolder gives a world in which that holder has complained of a listing,
// written a letter, and the case has ended.
func soleHolder(t *testing.T, db *database.DB) sole {
	t.Helper()
	w := ipcasetest.New(t, db)
	s := sole{World: w, folder: t.TempDir()}
	disk, err := evidence.NewDisk(s.folder)
	no(t, err)
	w.Service = ipcase.New(db.Gorm, w.Clock, w.Book(), w.Market, disk)
	canary := func(what string) string {
		word := "kanari" + what + ipcase.NewID()[:6]
		s.canaries = append(s.canaries, word)
		return word
	}
	org := ipcase.Org{
		Kind: ipcase.PartyHolder, Name: canary("org"), Lang: "en", Zone: "UTC", Country: "SE", ContactName: canary("contact"),
		Address: canary("street"), Phone: canary("phone"), Email: canary("mail") + "@example.test", CreatedAt: w.Clock.Now(),
	}
	accounts := account.New(db.Gorm, w.Clock, ipcasetest.Keys(), func() {})
	no(t, accounts.AddOrg(t.Context(), &org))
	p, err := accounts.AddPerson(t.Context(), account.NewPerson{Email: canary("login") + "@example.test", Name: canary("name")})
	no(t, err)
	no(t, accounts.AddMembership(t.Context(), p.ID, org.ID, ipcase.RoleOwner))
	_, err = accounts.StartSession(t.Context(), p.ID, org.ID, `{"flash":"`+canary("session")+`"}`)
	no(t, err)
	s.actor = ipcase.Actor{PersonID: p.ID, OrgID: org.ID, Party: ipcase.PartyHolder, Role: ipcase.RoleOwner, Name: p.Name, OrgName: org.Name, Lang: "en", Zone: "UTC"}
	s.operator = w.Rita
	s.operator.Role = ipcase.RoleOperator
	s.operator = w.Colleague(s.operator, 990, "Omar")
	no(t, w.DB.Gorm.Table("orgs").Where("id = ?", org.ID).Updates(map[string]any{"identity": "verified"}).Error)

	draft := w.DraftOf(s.actor, w.RightOf(s.actor, ipcase.Trademark), "H1")
	w.Text(s.actor, draft, "Photographed by "+canary("evidence"))
	d, err := w.ComplaintDraft(t.Context(), s.actor, draft)
	no(t, err)
	d.Explanation, d.Signature = canary("words"), canary("signature")
	no(t, w.SaveComplaintDraft(t.Context(), s.actor, draft, d))
	left := w.DraftOf(s.actor, w.RightOf(s.actor, ipcase.Trademark), "H2")
	w.Text(s.actor, left, canary("unfiled"))
	c, err := w.FileComplaint(t.Context(), s.actor, draft)
	no(t, err)
	s.case1 = w.CasesOf(c.ID)[w.Haiyun.OrgID]
	no(t, w.Rule(w.Rita, s.case1, ipcase.MoveAccept))
	w.Work()
	no(t, w.WriteLetter(t.Context(), s.actor, ipcase.WriteLetter{FormID: ipcase.NewID(), Case: s.case1, Words: canary("letter"), Lang: "en"}))
	w.Work()
	return s
}

func (s sole) found(t *testing.T) []string {
	t.Helper()
	all := dump(t, s.World, s.folder)
	var found []string
	for _, c := range s.canaries {
		if strings.Contains(all, c) {
			found = append(found, c)
		}
	}
	return found
}

// An erasure waits for what the law and a hold keep, says so, and then leaves
// nothing of a person but what the chains need, which still hold (T15).
func TestErasureAfterAHold(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s := soleHolder(t, db)
		if found := s.found(t); len(found) != len(s.canaries) {
			t.Fatalf("before: only %v of %v are there", found, s.canaries)
		}
		r, err := s.AskErasure(t.Context(), s.actor)
		no(t, err)
		again, err := s.AskErasure(t.Context(), s.actor)
		no(t, err)
		if r.State != ipcase.ErasureAsked || again.ID != r.ID {
			t.Fatalf("with an open case: %+v, then %+v", r, again)
		}
		refused(t, s.CloseErasure(t.Context(), s.operator, ipcase.CloseErasure{Number: r.Number}), ipcase.Refused)
		_, err = s.Retract(t.Context(), s.actor, ipcase.Retract{Case: s.case1, Items: s.All(s.case1)})
		no(t, err)
		s.Work()
		hold := ipcase.SetHold{FormID: ipcase.NewID(), Kind: ipcase.HoldCase, Subject: s.case1, Reason: "Suit 17 of 2026", Until: "2027-03-31"}
		no(t, s.SetHold(t.Context(), s.operator, hold))
		no(t, s.SetHold(t.Context(), s.operator, hold))
		p, err := s.ReadPrivacy(t.Context(), s.actor)
		no(t, err)
		if len(p.Obstacles) != 2 || p.Obstacles[0].Kind != ipcase.ObstacleHold || p.Obstacles[0].Reason != "Suit 17 of 2026" || p.Obstacles[1].Kind != ipcase.ObstacleClaims {
			t.Fatalf("what stands against it: %+v", p.Obstacles)
		}
		s.Clock.Advance(200 * 24 * time.Hour) // nothing can be claimed any more, and the hold still holds
		err = s.CloseErasure(t.Context(), s.operator, ipcase.CloseErasure{Number: r.Number})
		refused(t, err, ipcase.Refused)
		if err == nil || !strings.Contains(fmt.Sprint(err), "egal hold") {
			t.Errorf("refused by: %v", err)
		}
		if found := s.found(t); len(found) != len(s.canaries) {
			t.Errorf("before the hold's end %v of %v are left", found, s.canaries)
		}
		s.Clock.Set(time.Date(2027, 4, 1, 0, 0, 0, 0, time.UTC)) // it ended by itself
		for _, who := range []ipcase.Actor{s.actor, s.Rita, s.Haiyun} {
			refused(t, s.CloseErasure(t.Context(), who, ipcase.CloseErasure{Number: r.Number}), ipcase.NotFound)
		}
		no(t, s.CloseErasure(t.Context(), s.operator, ipcase.CloseErasure{Number: r.Number}))
		s.Work()
		if found := s.found(t); len(found) > 0 {
			t.Errorf("after: %v are left", found)
			for _, line := range strings.Split(dump(t, s.World, s.folder), "\n") {
				if slices.ContainsFunc(found, func(c string) bool { return strings.Contains(line, c) }) {
					t.Log(line[:min(len(line), 300)])
				}
			}
		}
		no(t, s.Verify(t.Context(), func(int64, int64) {}))
		v, err := s.ReadSellerCase(t.Context(), s.Haiyun, s.case1)
		no(t, err)
		if v.Holder.Name != ipcase.ErasedWord || v.Complaint.Explanation != "" {
			t.Errorf("what the seller reads now: %q, %q", v.Holder.Name, v.Complaint.Explanation)
		}
		refused(t, s.CloseErasure(t.Context(), s.operator, ipcase.CloseErasure{Number: r.Number}), ipcase.Stale)

		// Verify still sees a text put back, and an erasure that was made up.
		no(t, s.DB.Gorm.Table("complaints").Where("signature = ?", ipcase.ErasedWord).Updates(map[string]any{"salts": `{"signature":"x"}`}).Error)
		if s.Verify(t.Context(), func(int64, int64) {}) == nil {
			t.Error("a text that came back was not found")
		}
		no(t, s.DB.Gorm.Table("complaints").Where("signature = ?", ipcase.ErasedWord).Updates(map[string]any{"salts": `{}`}).Error)
		no(t, s.DB.Gorm.Table("erasures").Where("number = ?", r.Number).Updates(map[string]any{"event_hash": ""}).Error)
		if s.Verify(t.Context(), func(int64, int64) {}) == nil {
			t.Error("a changed erasure was not found")
		}
	})
}

// Pressed twice at once there is one request; it can be taken back.
func TestAskingForErasureTwiceAtOnce(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s := soleHolder(t, db)
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				if _, err := s.AskErasure(context.WithoutCancel(t.Context()), s.actor); err != nil && ipcase.KindOf(err) != ipcase.Stale {
					t.Errorf("%+v", err)
				}
			})
		}
		wg.Wait()
		var n int64
		no(t, s.DB.Gorm.Model(&ipcase.Erasure{}).Count(&n).Error)
		if n != 1 {
			t.Errorf("%d requests", n)
		}
		no(t, s.WithdrawErasure(t.Context(), s.actor))
		no(t, s.WithdrawErasure(t.Context(), s.actor))
		no(t, s.Verify(t.Context(), func(int64, int64) {}))
	})
}

// Who asks is handed what is kept of them: their words, their files, and no
// secret, and nothing of anybody else.
func TestExportOfOnesOwnData(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		s := soleHolder(t, db)
		var b bytes.Buffer
		no(t, s.ExportPerson(t.Context(), s.actor, &b))
		archive, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
		no(t, err)
		var all strings.Builder
		for _, f := range archive.File {
			r, err := f.Open()
			no(t, err)
			words, err := io.ReadAll(r)
			no(t, err)
			all.Write(words)
		}
		for _, c := range s.canaries {
			if !strings.Contains(all.String(), c) {
				t.Errorf("%s is not in it", c)
			}
		}
		for _, bad := range []string{"argon2id", "Haiyun Outdoor", "ip@haiyun.example", `"salts"`} {
			if strings.Contains(all.String(), bad) {
				t.Errorf("%s is in it", bad)
			}
		}
		refused(t, s.ExportPerson(t.Context(), ipcase.Actor{Party: ipcase.PartyPublic}, io.Discard), ipcase.NotFound)
	})
}
