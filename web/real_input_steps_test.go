package web_test

import (
	"time"

	"ipportal/ipcase"
)

// counter files one counter-notification: its text as the explanation, its bytes
// as evidence.
func (r *realInput) counter(c *realCase, p paper) {
	r.t.Helper()
	c.counter = &p
	b := r.site.As(c.seller)
	b.Open("/seller/cases/" + c.number).Status(200).Sees("You can still answer")
	b.Tick("Select " + c.ref).Press("File counter-notification").Status(200)
	b.Choose("My listing does not infringe the right").Fill("Explain in your own words", p.text()).Press("Save and continue").Status(200)
	b.Press("Save and continue").Status(200)
	b.Upload("Choose files", p.name, p.bytes).Press("Save and continue").Status(200)
	b.Tick("Mistake or misidentification").Tick("Jurisdiction").Tick("Service of process")
	b.Fill("Sign by typing your full name", r.site.Person(c.seller).Name).Press("Save and continue").Status(200)
	r.shows(b, p.text())
	b.Press("Send counter-notification").Status(200)
}

// answers lets the holder accept six counter-notifications, go to court about
// eight, and retract one complaint; nine are left to the clock. A reviewer records
// what the court decided.
func (r *realInput) answers() {
	r.t.Helper()
	b := r.site.As("elin")
	for n, c := range r.filed[:realCounters] {
		b.Open("/holder/cases/" + c.number).Status(200)
		switch {
		case n < 6:
			c.want = ipcase.Restored
			b.Press("Accept it").Press("Accept for the ticked listings").Status(200).Sees("You accepted the counter-notification.")
		case n < 14:
			c.want = ipcase.Restored
			if n%2 == 0 {
				c.want = ipcase.Upheld
			}
			b.Press("Show court action").Fill("Court", "N.D. Cal.").Fill("The case number there", "4:26-cv-0042")
			b.Upload("The complaint to the court", "filed.txt", []byte("Filed on 8 June 2026, number "+c.number)).Press("Send it")
			b.Status(200).Sees("It is recorded.")
		case n == realCounters-1:
			for _, of := range r.all() { // the whole complaint, so the other seller's part too
				if of.complaint == c.complaint {
					of.want = ipcase.Withdrawn
				}
			}
			b.Open("/holder/complaints/" + c.complaint).Press("Retract the complaint").Press("Retract").Status(200)
		default:
			c.want = ipcase.Restored
		}
	}
	r.site.Work()
	for n, c := range r.filed[6:14] {
		a := r.site.As([]string{"ada", "ben"}[n%2])
		a.Open("/review/cases/" + c.number).Press("Record the outcome of the court").Status(200)
		words := "Court: put back or kept"
		if c.want == ipcase.Upheld {
			words = "Court: stays removed"
		}
		a.Choose(words).Fill("Day of the order", "2026-06-08").Fill("Facts", "The court has decided.").Fill("Section", "17 U.S.C. § 512(g)")
		a.Fill("Why it follows", "The marketplace follows the court.").Press("Send to both sides").Status(200)
	}
	r.site.Work()
}

// silence lets the ten business days pass in which the complainant can show court
// action, and then the time for the sellers who said nothing.
func (r *realInput) silence() {
	r.t.Helper()
	newYork, err := time.LoadLocation("America/New_York")
	no(r.t, err)
	// 19 June is a holiday: the tenth business day after 8 June is 22 June.
	last := time.Date(2026, 6, 23, 0, 0, 0, 0, newYork)
	r.until(last.Add(-time.Second))
	for _, c := range r.filed[14 : realCounters-1] {
		r.is(c, ipcase.StatutoryWait)
	}
	r.until(last)
	for _, c := range r.filed[:realCounters] {
		r.is(c, c.want)
	}
	for _, c := range r.all()[realCounters:] {
		if c.want == ipcase.Upheld {
			r.is(c, ipcase.Removed)
		}
	}
	r.until(time.Date(2026, 7, 9, 0, 0, 0, 0, newYork))
}

func (r *realInput) is(c *realCase, want ipcase.State) {
	r.t.Helper()
	var state ipcase.State
	no(r.t, r.site.DB.Gorm.Raw("SELECT i.state FROM items i JOIN cases c ON c.id = i.case_id WHERE c.number = ?", c.number).Scan(&state).Error)
	if state != want {
		r.t.Errorf("%s is %s, and not %s", c.number, state, want)
	}
}
