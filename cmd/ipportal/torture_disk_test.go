package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

// TestTortureDiskFails lets the system answer the portal's calls as a broken or a full
// disk does, while people press: nothing is acknowledged meanwhile, and afterwards, with
// the portal killed or going on, all that was acknowledged is there.
func TestTortureDiskFails(t *testing.T) { // promises 1, 4 and 6
	ipcasetest.OneByOne(t)
	t.Parallel()
	for _, fault := range []struct{ name, call, inject string }{
		{"sync", "fsync,fdatasync", ":error=EIO"},
		{"write", "pwrite64", ":error=EIO"},
		{"full", "pwrite64", ":error=ENOSPC"},
	} {
		t.Run(fault.name, func(t *testing.T) {
			t.Parallel()
			data := t.TempDir()
			v := newPortal(t, ipcasetest.SyncedSQLite(t, data), data)
			v.add("serve")
			right := v.w.Right(ipcase.Trademark)
			p := newPeople(v)
			spare := p.draft(right, "SPARE1", v.w.Haiyun) // never sent: for files
			times := rounds(2, 20)
			for n := range times {
				p.bring(right, n, 6)
				v.start()
				p.while(p.goesOn)
				trace := ipcasetest.Strace(t, []int{v.replicas[0].cmd.Process.Pid}, "-e", "trace="+fault.call, "-e", "inject="+fault.call+fault.inject)
				was, told := p.acknowledged(), p.refused+p.broken
				p.while(func() {
					for p.unanswered() < told+5 {
						time.Sleep(20 * time.Millisecond)
					}
				})
				if now := p.acknowledged(); now != was {
					t.Errorf("%d were acknowledged, and the disk kept nothing", now-was)
				}
				if p.upload(spare, "late.txt", fmt.Appendf(nil, "not kept %d", n)) {
					t.Error("a file was taken, and the disk kept nothing")
				}
				if n%2 == 0 {
					v.kill()
				}
				trace.End()
				v.start()
				p.bring(right, times+n, 2)
				p.while(p.goesOn)
				p.kept()
			}
			v.stop() // its worker's pauses have grown
			p.settle()
			p.check()
			t.Logf("%d times; %s", times, p)
		})
	}
}

func (p *people) unanswered() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.refused + p.broken
}

// TestTortureDiskFull fills the disk on which everything lies, to its last byte, while
// people press and hand in files; then there is room again.
func TestTortureDiskFull(t *testing.T) { // promises 1, 4 and 6
	ipcasetest.OneByOne(t)
	t.Parallel()
	data := ipcasetest.SmallDisk(t, "64")
	v := newPortal(t, ipcasetest.SyncedSQLite(t, data), data)
	v.add("serve")
	right := v.w.Right(ipcase.Trademark)
	p := newPeople(v)
	v.start()
	spare := p.draft(right, "SPARE1", v.w.Haiyun) // never sent: for files
	times := rounds(2, 8)                         // a form holds ten files
	files := 0
	for n := range times {
		p.bring(right, n, 10)
		p.while(p.goesOn)
		free := ipcasetest.Fill(t, data)
		told := p.unanswered()
		p.while(func() { // what the database's log has room for is still taken
			for k := 0; p.unanswered() < told+10 && k < 500; k++ {
				time.Sleep(20 * time.Millisecond)
			}
		})
		if p.unanswered() == told {
			t.Error("nobody was told that the disk is full")
		}
		if p.upload(spare, "late.txt", fmt.Appendf(nil, "no room for this %d", n)) {
			t.Error("a file was taken, and the disk is full")
		}
		free()
		p.bring(right, times+n, 4)
		if !p.upload(spare, "room.txt", fmt.Appendf(nil, "room for this %d", n)) {
			t.Error("there is room again, and a file is refused")
		} else {
			files++
		}
		p.while(p.goesOn)
		p.kept()
	}
	p.settle()
	p.check()
	p.count(int64(files), "SELECT COUNT(*) FROM exhibits WHERE name = 'room.txt'")
	p.count(0, "SELECT COUNT(*) FROM exhibits WHERE name = 'late.txt'")
	if half, _ := filepath.Glob(filepath.Join(data, "evidence", "tmp", "*")); len(half) > 0 {
		t.Errorf("left behind: %v", half)
	}
	if _, err := os.Stat(filepath.Join(data, "ballast")); err == nil {
		t.Error("the disk is still full")
	}
	t.Logf("%d times; %s", times, p)
}
