package web_test

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// tick is the unit in which Linux counts processor time.
const tick = 10 * time.Millisecond

// processors is what a machine's processors have done so far, all of them together.
type processors struct {
	busy, program time.Duration // program is its part of busy
	disk          time.Duration // idle, because somebody waited for a disk
	stolen        time.Duration // the host gave them to others
}

// processorsOf reads it of the whole and of one process; zero where it is not Linux.
func processorsOf(pid int) (m processors) {
	if runtime.GOOS != "linux" {
		return m
	}
	ticks := func(fields []string, at ...int) (sum time.Duration) {
		for _, n := range at {
			if n < len(fields) {
				v, _ := strconv.Atoi(fields[n])
				sum += time.Duration(v) * tick
			}
		}
		return sum
	}
	all, _ := os.ReadFile("/proc/stat") // cpu user nice system idle iowait irq softirq steal
	first, _, _ := strings.Cut(string(all), "\n")
	fields := strings.Fields(first)
	m.busy, m.disk, m.stolen = ticks(fields, 1, 2, 3, 6, 7), ticks(fields, 5), ticks(fields, 8)
	own, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if _, after, ok := strings.Cut(string(own), ") "); ok { // state is the third, utime and stime the 14th and 15th
		m.program = ticks(strings.Fields(after), 11, 12)
	}
	return m
}

// watched are readings at even times.
type watched struct {
	each time.Duration
	at   []processors
	stop chan struct{}
	done chan struct{}
}

func watchProcessors(pid int, each time.Duration) *watched {
	w := &watched{each: each, at: []processors{processorsOf(pid)}, stop: make(chan struct{}), done: make(chan struct{})}
	go func() {
		defer close(w.done)
		t := time.NewTicker(each)
		defer t.Stop()
		for {
			select {
			case <-w.stop:
				return
			case <-t.C:
				w.at = append(w.at, processorsOf(pid))
			}
		}
	}()
	return w
}

func (w *watched) end() {
	close(w.stop)
	<-w.done
}

// in says what the processors did in the nth part of the time, in percent of them.
func (w *watched) in(n int) string {
	if n+1 >= len(w.at) || w.at[n].busy == 0 {
		return "not known"
	}
	a, b := w.at[n], w.at[n+1]
	percent := func(d time.Duration) float64 { return 100 * d.Seconds() / w.each.Seconds() / float64(runtime.NumCPU()) }
	return fmt.Sprintf("the program %.0f %%, others %.0f %%, waiting for a disk %.0f %%, taken by the host %.0f %%",
		percent(b.program-a.program), percent(b.busy-a.busy-b.program+a.program), percent(b.disk-a.disk), percent(b.stolen-a.stolen))
}
