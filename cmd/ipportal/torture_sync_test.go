package main

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// TestTortureSyncBeforeAnswer writes down what the portal and its database say to the
// system while complaints are filed, and finds between each filing's arrival and its
// acknowledgement a sync of the database's log, after what was written into it.
func TestTortureSyncBeforeAnswer(t *testing.T) { // promise 4
	ipcasetest.OneByOne(t)
	t.Parallel()
	t.Run(database.SQLite, func(t *testing.T) {
		data := t.TempDir()
		v := newPortal(t, ipcasetest.SyncedSQLite(t, data), data)
		v.add("serve", "-no-work")
		filedSynced(v, func() []int { return nil }, filepath.Join(data, "ipportal.db-wal"))
	})
	t.Run(database.Postgres, func(t *testing.T) {
		db, server, data := ipcasetest.SyncedPostgres(t)
		v := newPortal(t, db, data)
		v.add("serve", "-no-work")
		filedSynced(v, server.PIDs, "/pg_wal/")
	})
}

func filedSynced(v *victim, others func() []int, log string) {
	v.t.Helper()
	right := v.w.Right(ipcase.Trademark)
	p := newPeople(v)
	v.start()
	p.bring(right, 0, 6)
	p.file() // connections are made, and the log's first page
	trace := ipcasetest.Strace(v.t, append(others(), v.replicas[0].cmd.Process.Pid), "-yy", "-s", "64",
		"-e", "trace=read,recvfrom,write,sendto,pwrite64,fsync,fdatasync")
	before := len(p.filed)
	for _, draft := range p.drafts {
		if p.filed[draft] == "" && !p.file() {
			v.t.Error("a complaint was not taken")
		}
	}
	filings := len(p.filed) - before
	lines := trace.End()
	if got, wrong := unsynced(lines, log); got != filings || len(wrong) > 0 {
		v.t.Errorf("%d of %d filings were seen; answered before what they wrote was on disk:\n%s", got, filings, strings.Join(wrong, "\n"))
	}
	var lying []string
	for _, line := range lines {
		if !strings.Contains(line, "sync(") && !strings.Contains(line, "sync resumed") {
			lying = append(lying, line)
		}
	}
	if _, wrong := unsynced(lying, log); len(wrong) != filings {
		v.t.Errorf("without syncs %d of %d filings are found wrong", len(wrong), filings)
	}
	v.stop()
	v.t.Logf("%d filings, each with a sync of %s before its answer", filings, filepath.Base(strings.TrimSuffix(log, "/")))
}

var callOf = regexp.MustCompile(`^(\d+) +(?:<\.\.\. )?(\w+)`)

// unsynced reads what strace wrote, counts the filings that were acknowledged, and
// names those between whose arrival and answer the log was not written and then
// synced. A call that waits is written in two lines; its end counts.
func unsynced(lines []string, log string) (filings int, wrong []string) {
	begun := map[string]string{} // a thread → the call that it is in
	var arrived, wrote, synced bool
	for _, line := range lines {
		m := callOf.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		if strings.HasSuffix(line, "<unfinished ...>") {
			begun[m[1]] = line
			continue
		}
		whole := line
		if strings.Contains(line, " resumed>") {
			whole = begun[m[1]] + line
		}
		ours := strings.Contains(whole, log)
		switch call := m[2]; {
		case call == "read" && strings.Contains(whole, `OST /holder/file/`) && strings.Contains(whole, "/send HTTP"):
			arrived, wrote, synced = true, false, false
		case (call == "pwrite64" || call == "write") && ours:
			wrote = arrived
		case (call == "fsync" || call == "fdatasync") && ours && strings.HasSuffix(line, "= 0"):
			synced = wrote
		case call == "write" && arrived && strings.Contains(whole, `"HTTP/1.1 303`):
			filings++
			if !synced {
				wrong = append(wrong, line)
			}
			arrived = false
		}
	}
	return filings, wrong
}
