// Package standing holds the figures by which an organisation's record adds up:
// a seller's points and their ladder, a holder's accuracy with its tier and caps,
// the measures, and when notices go to two reviewers. It reads and checks the one
// file, and decides nothing: what the figures do is in ipcase.
package standing

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"

	"ipportal/ipcase"
	"ipportal/ipcase/calendar"
)

//go:embed standing.yaml
var builtin []byte

// Builtin reads the figures that come with the portal.
func Builtin() (ipcase.StandingRules, error) { return Read(builtin) }

// Read decodes figures and tells all that is wrong with them at once.
func Read(data []byte) (ipcase.StandingRules, error) {
	var r ipcase.StandingRules
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(&r); err != nil {
		return r, fmt.Errorf("standing.yaml: %w", err)
	}
	var c checker
	c.points(r.Points)
	c.measures(r)
	c.ladder(r)
	c.accuracy(r)
	c.want(r.Version > 0, "version: must be 1 or more")
	c.want(r.AppealMonths >= 6, "appeal_months: must be 6 or more; Regulation (EU) 2022/2065, Article 20(1), sets at least six")
	c.words("redress", r.Redress)
	c.words("automatic.facts", r.Automatic.Facts)
	c.words("automatic.explanation", r.Automatic.Explanation)
	c.words("automatic.reference", r.Automatic.Reference)
	g := r.Guard
	c.want(g.FirstTimeBelow >= 0 && g.Surge.Listings > 0 && g.Surge.Hours > 0, "guard: must be numbers, those of surge above 0")
	c.abuse(r.Abuse)
	return r, errors.Join(c.faults...)
}

type checker struct{ faults []error }

func (c *checker) want(ok bool, msg string, args ...any) {
	if !ok {
		c.faults = append(c.faults, fmt.Errorf("standing.yaml: "+msg, args...))
	}
}

func (c *checker) words(path string, t ipcase.Text) {
	c.want(t["en"] != "" && t["zh-CN"] != "", "%s: must be words in en and zh-CN", path)
}

func (c *checker) points(p ipcase.PointRules) {
	c.want(p.BatchDays > 0 && p.DailyCap > 0 && p.ValidDays > 0, "points: batch_days, daily_cap and valid_days must be above 0")
}

func (c *checker) measures(r ipcase.StandingRules) {
	for _, k := range ipcase.MeasureKinds() {
		m, ok := r.Measure(k)
		c.want(ok, "measures: %s is missing", k)
		if ok {
			c.words("measures."+string(k)+".reference", m.Reference)
			c.words("measures."+string(k)+".effect", m.Effect)
			c.want(m.Party == k.Party(), "measures.%s.party: must be %s", k, k.Party())
		}
	}
	c.want(len(r.Measures) == len(ipcase.MeasureKinds()), "measures: each stands once, and no other")
}

func (c *checker) ladder(r ipcase.StandingRules) {
	c.want(len(r.Ladder) > 0, "ladder: must not be empty")
	last := 0
	for n, rung := range r.Ladder {
		c.want(rung.Points > last, "ladder[%d].points: must be more than %d", n, last)
		c.want(rung.Measure.Party() == ipcase.PartySeller, "ladder[%d].measure: %q is no measure for a seller", n, rung.Measure)
		c.want(rung.Days >= 0 && (rung.Days > 0) == rung.Measure.Ends(), "ladder[%d].days: must be above 0 for a measure that ends, and not be there for one that does not", n)
		last = rung.Points
	}
}

func (c *checker) accuracy(r ipcase.StandingRules) {
	a := r.Accuracy
	percent := func(n int) bool { return n >= 0 && n <= 100 }
	c.want(a.Months > 0 && a.Tier.Decided > 0 && a.Tier.LockoutMonths > 0, "accuracy: months, tier.decided and tier.lockout_months must be above 0")
	c.want(percent(a.Tier.TakenDownPercent) && percent(a.Tier.RestoredPercent), "accuracy.tier: percents are 0 to 100")
	for n, x := range a.Caps {
		c.want(percent(x.BelowPercent) && x.Filings > 0 && x.Decided > 0, "accuracy.caps[%d]: needs decided and filings above 0 and a percent", n)
		c.want(x.BelowPercent <= a.Tier.TakenDownPercent, "accuracy.caps[%d]: would cap a holder of the tier", n)
	}
	for n, x := range a.Ladder {
		c.want(percent(x.BelowPercent) && x.Decided > 0 && x.Days >= 0, "accuracy.ladder[%d]: needs decided above 0 and a percent", n)
		c.want(x.Measure.Party() == ipcase.PartyHolder, "accuracy.ladder[%d].measure: %q is no measure for a holder", n, x.Measure)
		c.want((x.Filings > 0) == (x.Measure == ipcase.MeasureFilingCap), "accuracy.ladder[%d].filings: stands with filing_cap, and only there", n)
		c.want((x.Days > 0) == x.Measure.Ends(), "accuracy.ladder[%d].days: must be above 0 for a measure that ends", n)
	}
	c.want(a.Months <= 24, "accuracy.months: must be 24 or less")
}

func (c *checker) abuse(a ipcase.AbuseRules) {
	c.want(a.ReportMonths > 0 && a.CountMonths > 0, "abuse: report_months and count_months must be above 0")
	for name, w := range map[string]ipcase.AbuseWindow{"review": a.Review, "answer": a.Answer} {
		c.want(w.Amount > 0 && slices.Contains([]calendar.Unit{calendar.BusinessDay, calendar.CalendarDay, calendar.Hour}, w.Unit),
			"abuse.%s: needs an amount above 0 and a unit: business_day, calendar_day or hour", name)
	}
	for party, ladder := range map[ipcase.Party][]ipcase.AbuseRung{ipcase.PartyHolder: a.Holder, ipcase.PartySeller: a.Seller} {
		c.want(len(ladder) > 0, "abuse.%s: must not be empty", party)
		for n, x := range ladder {
			c.want(x.Measure.Party() == party, "abuse.%s[%d].measure: %q is no measure for a %s", party, n, x.Measure, party)
			c.want(x.Measure != ipcase.MeasureFilingCap, "abuse.%s[%d].measure: a filing cap needs a figure that a report does not give", party, n)
			c.want(x.Days >= 0 && (x.Days > 0) == x.Measure.Ends(), "abuse.%s[%d].days: must be above 0 for a measure that ends, and not be there for one that does not", party, n)
		}
	}
}
