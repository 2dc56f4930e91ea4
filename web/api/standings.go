package api

import (
	"net/http"
	"time"

	"ipportal/ipcase"
)

// Standing is what an organisation's record says.
type Standing struct {
	Points   int       `json:"points" doc:"A seller's, that count now."`
	Entries  []Points  `json:"entries" nullable:"false" doc:"A seller's, newest first."`
	Rates    []Rate    `json:"rates" nullable:"false" doc:"A holder's, overall and by reason."`
	Filed    int       `json:"filed_today" doc:"Complaints that a holder filed today."`
	Cap      int       `json:"daily_cap" doc:"How many complaints a day a holder may file; 0 where there is no cap."`
	Measures []Measure `json:"measures" nullable:"false" doc:"Those that the organisation was told of."`
}

// Points is one entry of a seller's ledger.
type Points struct {
	At     time.Time `json:"at" doc:"When they were booked."`
	Points int       `json:"points" doc:"How many; below zero where they were taken back."`
	Case   string    `json:"case" doc:"In which case." example:"IP-2026-000123-7K"`
	Title  string    `json:"title" doc:"The listing's title." example:"Desk lamp, brass"`
	Counts bool      `json:"counts" doc:"Whether they still count."`
}

// Rate is how many of a holder's complaints held.
type Rate struct {
	Reason    string `json:"reason,omitempty" doc:"Left out, it is the rate overall." example:"trademark_in_title"`
	Decided   int    `json:"decided" doc:"Listings decided."`
	TakenDown int    `json:"taken_down" doc:"Of them taken down."`
	Restored  int    `json:"restored" doc:"Of them restored after a counter-notification."`
}

// Measure is a measure against an account.
type Measure struct {
	Number      string     `json:"number" doc:"Its number." example:"AM-2026-000001"`
	Kind        string     `json:"kind" doc:"What it does." example:"warning"`
	Status      string     `json:"status" doc:"How it stands, as a word that does not change." example:"imposed"`
	Task        string     `json:"task,omitempty" doc:"What waits for a reviewer."`
	Version     int        `json:"version" doc:"Send it back with a ruling."`
	ProposedAt  time.Time  `json:"proposed_at" doc:"When it was proposed."`
	DecidedAt   *time.Time `json:"decided_at,omitempty" doc:"When it was decided."`
	EndsAt      *time.Time `json:"ends_at,omitempty" doc:"When it ends by itself."`
	EndedAt     *time.Time `json:"ended_at,omitempty" doc:"When it ended."`
	Facts       string     `json:"facts,omitempty" doc:"The facts found."`
	Ground      string     `json:"ground,omitempty" doc:"law, or the platform's terms."`
	Reference   string     `json:"reference,omitempty" doc:"The article or clause."`
	Explanation string     `json:"explanation,omitempty" doc:"Why the facts lead there."`
	Redress     string     `json:"redress,omitempty" doc:"How to disagree."`
	AppealedAt  *time.Time `json:"appealed_at,omitempty" doc:"When it was appealed."`
	Answer      string     `json:"answer,omitempty" doc:"Of the appeal."`
}

// Measures is a list of measures.
type Measures struct {
	Measures []Measure `json:"measures" nullable:"false" doc:"Those that wait, and then the last that were decided."`
}

// MeasureRulingInput is a reviewer's ruling on a proposed measure, or on its appeal.
type MeasureRulingInput struct {
	Version     int    `json:"version" minimum:"1" doc:"As the measure says; where it has moved on since, the answer is 409."`
	Verdict     string `json:"verdict" enum:"impose,decline,lift,affirm" doc:"impose or decline a proposal; lift or affirm on an appeal."`
	Facts       string `json:"facts,omitempty" maxLength:"50000" doc:"The facts found."`
	Ground      string `json:"ground,omitempty" enum:"law,terms" doc:"law, or the platform's terms."`
	Reference   string `json:"reference,omitempty" maxLength:"500" doc:"The article or clause."`
	Explanation string `json:"explanation" maxLength:"50000" doc:"Why the facts lead there." example:"Three complaints in a row were false."`
	Lang        string `json:"lang,omitempty" enum:"en,zh-CN" default:"en" doc:"The language that you write in."`
	Days        int    `json:"days,omitempty" minimum:"1" maximum:"365" doc:"Of a measure that ends."`
	Filings     int    `json:"filings,omitempty" minimum:"1" doc:"Of a filing cap: complaints a day."`
}

type measureRulingAsked struct {
	Numbered
	Body MeasureRulingInput
}

// standings is what a record adds up to, and the measures that follow.
func (a *API) standings() {
	on(a, operation{id: "read-standing", method: http.MethodGet, path: "/standing", tag: tagStanding, scope: ipcase.PermSee, of: parties, says: "Your organisation's record"}, readStanding)
	on(a, operation{id: "read-measure", method: http.MethodGet, path: "/measures/{number}", tag: tagStanding, scope: ipcase.PermSee, staff: ipcase.PermReview, says: "One measure against an account", more: "Reading it as its party delivers it."},
		func(q *ask, in *Numbered) (*answer[Measure], error) { return q.measureNow(in.Number) })
	on(a, operation{id: "appeal-measure", method: http.MethodPost, path: "/measures/{number}/appeal", tag: tagStanding, scope: ipcase.PermAnswer, of: parties, deed: true, says: "Ask that another reviewer looks at a measure"},
		func(q *ask, in *groundsAsked) (*answer[Measure], error) {
			if err := q.AppealMeasure(q.ctx, q.Actor, ipcase.AppealMeasure{Number: in.Number, Explanation: text(in.Body.Explanation), Lang: in.Body.Lang}); err != nil {
				return nil, err //nolint:wrapcheck // says itself what it did
			}
			return q.measureNow(in.Number)
		})
	on(a, operation{id: "list-measures", method: http.MethodGet, path: "/measures", tag: tagStanding, scope: ipcase.PermReview, of: reviewers, says: "Measures that wait for a reviewer, and the last that were decided"}, listMeasures)
	on(a, operation{id: "decide-measure", method: http.MethodPost, path: "/measures/{number}/decision", tag: tagStanding, scope: ipcase.PermReview, of: reviewers, status: http.StatusCreated, deed: true, says: "Rule on a measure, or on its appeal"}, decideMeasure)
}

func decideMeasure(q *ask, in *measureRulingAsked) (*answer[Measure], error) {
	b := in.Body
	var err error
	switch b.Verdict {
	case "lift", "affirm":
		err = q.DecideMeasureAppeal(q.ctx, q.Actor, ipcase.DecideMeasureAppeal{Number: in.Number, Version: b.Version, Lift: b.Verdict == "lift", Explanation: text(b.Explanation)})
	default:
		_, err = q.DecideMeasure(q.ctx, q.Actor, ipcase.DecideMeasure{
			Number: in.Number, Version: b.Version, Impose: b.Verdict == "impose", Facts: text(b.Facts), GroundKind: ipcase.GroundKind(b.Ground), Reference: line(b.Reference),
			Explanation: text(b.Explanation), Lang: b.Lang, Days: b.Days, Filings: b.Filings,
		})
	}
	if err != nil {
		return nil, err //nolint:wrapcheck // says itself what it did
	}
	return q.measureNow(in.Number)
}

func (q *ask) measureNow(number string) (*answer[Measure], error) {
	if q.Actor.Party == ipcase.PartyPlatform {
		v, err := q.ReadReviewMeasure(q.ctx, q.Actor, number)
		return &answer[Measure]{Body: measureOf(v.Measure)}, err //nolint:wrapcheck // a refusal, or says itself what it did
	}
	m, err := q.ReadMeasure(q.ctx, q.Actor, number)
	out := measureOf(m)
	out.Task, out.Version = "", 0
	return &answer[Measure]{Body: out}, err //nolint:wrapcheck // a refusal, or says itself what it did
}

func listMeasures(q *ask, _ *none) (*answer[Measures], error) {
	waiting, done, err := q.ReadMeasures(q.ctx, q.Actor)
	if err != nil {
		return nil, err //nolint:wrapcheck // says itself what it did
	}
	out := Measures{Measures: []Measure{}}
	for _, l := range append(waiting, done...) {
		out.Measures = append(out.Measures, measureOf(l.Measure))
	}
	return say(out)
}

func readStanding(q *ask, _ *none) (*answer[Standing], error) {
	out := Standing{Entries: []Points{}, Rates: []Rate{}, Measures: []Measure{}}
	if q.Actor.Party == ipcase.PartySeller {
		v, err := q.ReadSellerStanding(q.ctx, q.Actor)
		if err != nil {
			return nil, err //nolint:wrapcheck // says itself what it did
		}
		out.Points = v.Points
		for _, e := range v.Entries {
			out.Entries = append(out.Entries, Points{At: at(e.BookedAt), Points: e.Points, Case: e.CaseNumber, Title: e.Title, Counts: e.Counts})
		}
		out.measures(v.Measures)
		return say(out)
	}
	v, err := q.ReadHolderStanding(q.ctx, q.Actor)
	if err != nil {
		return nil, err //nolint:wrapcheck // says itself what it did
	}
	out.Filed, out.Cap = v.Limit.Today, v.Limit.Cap
	for _, r := range append([]ipcase.Rate{v.All}, v.Rates...) {
		out.Rates = append(out.Rates, Rate{Reason: r.Reason, Decided: r.Decided, TakenDown: r.TakenDown, Restored: r.Restored})
	}
	out.measures(v.Measures)
	return say(out)
}

// measures are the party's own: what waits for a reviewer is not theirs to know.
func (s *Standing) measures(list []ipcase.Measure) {
	for _, m := range list {
		one := measureOf(m)
		one.Task, one.Version = "", 0
		s.Measures = append(s.Measures, one)
	}
}

func measureOf(m ipcase.Measure) Measure {
	return Measure{
		Number: m.Number, Kind: string(m.Kind), Status: string(m.Status), Task: string(m.Task), Version: m.Version, ProposedAt: at(m.ProposedAt), DecidedAt: atOrNil(m.DecidedAt),
		EndsAt: atOrNil(m.EndsAt), EndedAt: atOrNil(m.EndedAt), Facts: m.Facts, Ground: string(m.GroundKind), Reference: m.Reference, Explanation: m.Explanation, Redress: m.Redress,
		AppealedAt: atOrNil(m.AppealedAt), Answer: m.Answer,
	}
}
