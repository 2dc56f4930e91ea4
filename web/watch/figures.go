package watch

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"ipportal/ipcase"
)

func desc(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("ipportal_"+name, help, labels, nil)
}

var (
	turnsWaiting  = desc("turns_waiting", "Cases that wait for a side, or for reviewers with a task.", "kind")
	turnsLate     = desc("turns_late", "Of these, those past their time (for reviewers a target).", "kind")
	turnsOldest   = desc("turns_oldest_due_timestamp_seconds", "The earliest time by which one of them is due.", "kind")
	deadlinesLate = desc("deadlines_late", "Deadlines that passed more than a minute ago and on which nothing acted yet.")
	deadlineAge   = desc("deadlines_late_oldest_seconds", "How long ago the oldest of these passed.")
	jobsWaiting   = desc("jobs_waiting", "Deliveries that are waiting or under way.", "kind")
	jobsFailing   = desc("jobs_failing", "Of these, those that failed at least once.", "kind")
	jobsGivenUp   = desc("jobs_given_up", "Deliveries that were given up and wait for an operator.", "kind")
	jobsOldest    = desc("jobs_oldest_seconds", "How long the oldest delivery has waited.", "kind")
	complaints    = desc("complaints_total", "Complaints filed, by the newest one's id.")
	decisions     = desc("decisions_total", "Decisions made, by the newest one's id; rate() of it is decisions in a time.")
	events        = desc("events_total", "Events recorded, by the newest one's id.")
	checkpointAge = desc("checkpoint_age_seconds", "How old the log's last checkpoint is.")
	unnumbered    = desc("log_waiting", "Events without a leaf in the log, counted up to 10,000.")
	processes     = desc("processes", "Processes that gave a sign of life in the last minute, by what they do.", "does")
	backupAge     = desc("backup_age_seconds", "How old the last backup is that is known of.")
	figuresUp     = desc("figures_up", "1 where the figures above could be read from the database.")
	figuresAge    = desc("figures_age_seconds", "How old they are.")
	poolOpen      = desc("database_connections", "Connections to the database, by state.", "state")
	poolWaits     = desc("database_connection_waits_total", "How often somebody waited for a connection.")
	poolWaited    = desc("database_connection_wait_seconds_total", "How long they waited.")
)

// Describe implements prometheus.Collector.
func (figures) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{
		turnsWaiting, turnsLate, turnsOldest, deadlinesLate, deadlineAge, jobsWaiting, jobsFailing, jobsGivenUp, jobsOldest, complaints, decisions, events,
		checkpointAge, unnumbered, processes, backupAge, figuresUp, figuresAge, poolOpen, poolWaits, poolWaited,
	} {
		to <- d
	}
}

// Collect implements prometheus.Collector.
func (w figures) Collect(to chan<- prometheus.Metric) {
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	counter := func(d *prometheus.Desc, v float64) {
		to <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, v)
	}
	pool := w.Pool()
	gauge(poolOpen, float64(pool.Used), "used")
	gauge(poolOpen, float64(pool.Idle), "idle")
	gauge(poolOpen, float64(pool.Most), "most")
	counter(poolWaits, float64(pool.Waits))
	counter(poolWaited, pool.Waited.Seconds())
	f, ok := w.figures()
	if !ok {
		gauge(figuresUp, 0)
		return
	}
	gauge(figuresUp, 1)
	now := w.Clock.Now()
	since := func(at time.Time) float64 { return now.Sub(at).Seconds() }
	gauge(figuresAge, since(f.At))
	for _, t := range f.Turns {
		gauge(turnsWaiting, float64(t.Waiting), t.Kind)
		gauge(turnsLate, float64(t.Late), t.Kind)
		if t.Oldest != nil && t.Waiting > 0 {
			gauge(turnsOldest, float64(t.Oldest.Unix()), t.Kind)
		}
	}
	gauge(deadlinesLate, float64(f.LateDeadlines))
	if f.OldestDeadline != nil {
		gauge(deadlineAge, since(*f.OldestDeadline))
	}
	for _, j := range f.Jobs {
		gauge(jobsWaiting, float64(j.Waiting), string(j.Kind))
		gauge(jobsFailing, float64(j.Failing), string(j.Kind))
		gauge(jobsGivenUp, float64(j.GivenUp), string(j.Kind))
		if j.Oldest != nil {
			gauge(jobsOldest, since(*j.Oldest), string(j.Kind))
		}
	}
	counter(complaints, float64(f.Complaints))
	counter(decisions, float64(f.Decisions))
	counter(events, float64(f.Events))
	if f.CheckpointAt != nil {
		gauge(checkpointAge, since(*f.CheckpointAt))
	}
	gauge(unnumbered, float64(f.Unnumbered))
	alive := map[ipcase.ProcessDoes]int{ipcase.ProcessServes: 0, ipcase.ProcessWorks: 0, ipcase.ProcessBoth: 0}
	for _, p := range f.Processes {
		if p.Alive(now) {
			alive[p.Does]++
		}
	}
	for does, n := range alive {
		gauge(processes, float64(n), string(does))
	}
	if f.Backup != nil {
		gauge(backupAge, since(f.Backup.TakenAt))
	}
}
