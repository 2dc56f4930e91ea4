package main

import (
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// TestTortureBackupUnderLoad takes backups while people press, and makes a portal of
// each: what was acknowledged before the backup began is in it, `verify` finds it whole,
// and the portal itself has missed nothing.
func TestTortureBackupUnderLoad(t *testing.T) { // promises 4 and 6
	ipcasetest.OneByOne(t)
	ipcasetest.Synced(t, func(t *testing.T, db *database.DB, data string) {
		v := newVictim(t, db, data)
		right := v.w.Right(ipcase.Trademark)
		p := newPeople(v)
		v.start()
		times := rounds(2, 20)
		for n := range times {
			file := filepath.Join(t.TempDir(), "portal.tar")
			p.bring(right, n, 8)
			var before []string
			p.while(func() {
				p.goesOn()
				p.mu.Lock()
				before = slices.Collect(maps.Values(p.filed))
				p.mu.Unlock()
				p.backup(file)
			})
			p.restored(file, before)
			p.kept()
		}
		p.settle()
		p.check()
		t.Logf("%d backups; %s", times, p)
	})
}

func (p *people) backup(file string) {
	p.v.t.Helper()
	cmd := p.v.command("backup", "-keys", file)
	if err := cmd.Run(); err != nil {
		p.v.t.Errorf("backup: %v", err)
	}
}

// restored makes a portal on SQLite of a backup, by the command, which verifies what it
// made; and looks for complaints by their numbers.
func (p *people) restored(file string, numbers []string) {
	v := p.v
	v.t.Helper()
	data := v.t.TempDir()
	cmd := v.command("restore", file)
	cmd.Args[3] = data // in place of the portal's own folder
	cmd.Env = append(slices.Clone(cmd.Env), "DATABASE_URL=")
	if err := cmd.Run(); err != nil {
		v.t.Errorf("restore: %v", err)
		return
	}
	db, err := database.Open(v.t.Context(), filepath.Join(data, "ipportal.db"))
	v.no(err)
	defer func() { v.no(db.Close()) }()
	var there []string
	v.no(db.Gorm.Table("complaints").Pluck("number", &there).Error)
	for _, number := range numbers {
		if !slices.Contains(there, number) {
			p.lost++
			v.t.Errorf("complaint %s was acknowledged before the backup began, and is not in it", number)
		}
	}
}
