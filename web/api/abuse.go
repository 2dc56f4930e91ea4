package api

import (
	"net/http"
	"slices"
	"time"

	"ipportal/ipcase"
)

// AbuseInput is one side's report about the other.
type AbuseInput struct {
	Labels  []string `json:"labels" minItems:"1" maxItems:"12" nullable:"false" doc:"What sorts of abuse: forged_proof, squatted_mark, extortion, price_control, timing_before_sale, wrong_claim_type, repeated_refiling of a complaint; false_authority, false_statement, false_identity, relisting of a counter-notification; other of both." example:"squatted_mark"`
	Other   string   `json:"other,omitempty" maxLength:"500" doc:"What other means."`
	Account string   `json:"account" maxLength:"10000" doc:"What happened." example:"The mark was registered after our lamps were on sale."`
	Lang    string   `json:"lang,omitempty" enum:"en,zh-CN" default:"en" doc:"The language that you write in."`
	Honest  bool     `json:"honest" doc:"Declared true to the best of your knowledge, knowing what a false report may lead to."`
	Files   []File   `json:"files,omitempty" maxItems:"20" nullable:"false" doc:"Evidence."`
}

// AbuseWords is an answer to a report.
type AbuseWords struct {
	Words string `json:"words" maxLength:"10000" doc:"What you say." example:"The mark is older than their shop."`
	Lang  string `json:"lang,omitempty" enum:"en,zh-CN" default:"en" doc:"The language that you write in."`
	Files []File `json:"files,omitempty" maxItems:"20" nullable:"false" doc:"Evidence."`
}

// Grounds is why something is appealed.
type Grounds struct {
	Explanation string `json:"explanation" maxLength:"50000" doc:"Why it should be otherwise." example:"The certificate was not looked at."`
	Lang        string `json:"lang,omitempty" enum:"en,zh-CN" default:"en" doc:"The language that you write in."`
}

// FindingInput is what was found about one label.
type FindingInput struct {
	Label string `json:"label" maxLength:"40" doc:"One of the report's labels." example:"squatted_mark"`
	Found bool   `json:"found" doc:"Whether it was found."`
}

// AbuseRulingInput is a reviewer's ruling on a report, or on an appeal of one.
type AbuseRulingInput struct {
	Version     int            `json:"version" minimum:"1" doc:"As the report says; where it has moved on since, the answer is 409."`
	Findings    []FindingInput `json:"findings" minItems:"1" maxItems:"12" nullable:"false" doc:"One for each label."`
	Facts       string         `json:"facts" maxLength:"50000" doc:"The facts found." example:"The mark was filed a week before the complaint."`
	Ground      string         `json:"ground" enum:"law,terms" doc:"law, or the platform's terms."`
	Reference   string         `json:"reference" maxLength:"500" doc:"The article or clause." example:"Terms, 7.2"`
	Explanation string         `json:"explanation" maxLength:"50000" doc:"Why the facts lead there." example:"A mark filed to complain is not a right to protect."`
	Evidence    []string       `json:"evidence,omitempty" maxItems:"100" nullable:"false" doc:"The ids of the files relied on." example:"x7k2m9q4"`
	Lang        string         `json:"lang,omitempty" enum:"en,zh-CN" default:"en" doc:"The language that you write in."`
	Measure     string         `json:"measure,omitempty" enum:"warning,restriction,listings_down,closure,holder_warning,filing_cap,suspension,ban" doc:"Against the reported side where something was found, else against the reporting one."`
	Days        int            `json:"days,omitempty" minimum:"1" maximum:"365" doc:"Of a measure that ends."`
	Deviation   string         `json:"deviation,omitempty" maxLength:"5000" doc:"Why the measure is not what the figures suggest."`
}

// HandoverInput is how a reported side was told.
type HandoverInput struct {
	How   string `json:"how" maxLength:"500" doc:"How it was handed over." example:"Registered post"`
	Proof string `json:"proof" maxLength:"5000" doc:"What shows it." example:"RR123456785SE, signed on 15 June"`
}

// Abuse is a report as its reader may see it.
type Abuse struct {
	Number      string          `json:"number" doc:"Its number." example:"AB-2026-000001"`
	Case        string          `json:"case" doc:"The case that it is about." example:"IP-2026-000123-7K"`
	By          string          `json:"by" doc:"Which side reports." example:"seller"`
	Reporter    string          `json:"reporter,omitempty" doc:"Who reports."`
	Reported    string          `json:"reported,omitempty" doc:"Who is reported."`
	Labels      []string        `json:"labels" nullable:"false" doc:"What sorts of abuse." example:"squatted_mark"`
	Status      string          `json:"status" doc:"open or decided." example:"open"`
	Version     int             `json:"version" doc:"Send it back with a ruling."`
	FiledAt     time.Time       `json:"filed_at" doc:"When it was filed."`
	DueAt       *time.Time      `json:"due_at,omitempty" doc:"The target of the task that waits."`
	AnswerDueAt *time.Time      `json:"answer_due_at,omitempty" doc:"Until when the reported side can answer."`
	Account     string          `json:"account,omitempty" doc:"What the reporting side says." example:"The mark was registered after our lamps were on sale."`
	Answer      string          `json:"answer,omitempty" doc:"What the reported side says."`
	Appeals     []Said          `json:"appeals" nullable:"false" doc:"The appeals."`
	Decisions   []AbuseDecision `json:"decisions" nullable:"false" doc:"Oldest first; the latest stands."`
	Files       []Exhibit       `json:"files" nullable:"false" doc:"The files."`
	MayAnswer   bool            `json:"may_answer" doc:"Whether whoever asks can answer now."`
	MayAppeal   bool            `json:"may_appeal" doc:"Whether whoever asks can appeal now."`
}

// AbuseDecision is a ruling on a report.
type AbuseDecision struct {
	At          time.Time      `json:"at" doc:"When."`
	Findings    []FindingInput `json:"findings" nullable:"false" doc:"One for each label."`
	Facts       string         `json:"facts" doc:"The facts found." example:"The mark was filed a week before the complaint."`
	Ground      string         `json:"ground" doc:"law, or the platform's terms." example:"terms"`
	Reference   string         `json:"reference" doc:"The article or clause." example:"Terms, 7.2"`
	Explanation string         `json:"explanation" doc:"Why the facts lead there." example:"A mark filed to complain is not a right to protect."`
	Redress     string         `json:"redress" doc:"How to disagree." example:"You can appeal within six months."`
	Lang        string         `json:"lang" doc:"The language of the words." example:"en"`
}

// Abuses is a list of reports.
type Abuses struct {
	Abuses []Abuse `json:"abuses" nullable:"false" doc:"A party's own and those against it, newest first; a reviewer's that wait, and then the last that were decided."`
}

type (
	abuseAsked struct {
		Numbered
		Body AbuseInput
	}
	abuseWordsAsked struct {
		Numbered
		Body AbuseWords
	}
	groundsAsked struct {
		Numbered
		Body Grounds
	}
	abuseRulingAsked struct {
		Numbered
		Body AbuseRulingInput
	}
	handoverAsked struct {
		Numbered
		Body HandoverInput
	}
)

// abuses is reports of malicious complaints and of false counter-notifications.
func (a *API) abuses() {
	on(a, operation{
		id: "report-abuse", method: http.MethodPost, path: "/cases/{number}/abuse", tag: tagAbuse, scope: ipcase.PermAnswer, of: parties, status: http.StatusCreated, deed: true,
		says: "Report the other side of a case",
	}, reportAbuse)
	on(a, operation{id: "list-abuse", method: http.MethodGet, path: "/abuse", tag: tagAbuse, scope: ipcase.PermSee, staff: ipcase.PermReview, says: "Reports of abuse"}, listAbuse)
	on(a, operation{id: "read-abuse", method: http.MethodGet, path: "/abuse/{number}", tag: tagAbuse, scope: ipcase.PermSee, staff: ipcase.PermReview, says: "One report", more: "Reading it as the reported side delivers it."},
		func(q *ask, in *Numbered) (*answer[Abuse], error) { return q.abuseNow(in.Number) })
	on(a, operation{id: "answer-abuse", method: http.MethodPost, path: "/abuse/{number}/answer", tag: tagAbuse, scope: ipcase.PermAnswer, of: parties, deed: true, says: "Answer a report as the reported side"},
		func(q *ask, in *abuseWordsAsked) (*answer[Abuse], error) {
			form := q.form()
			if err := q.put(form, in.Body.Files); err != nil {
				return nil, err
			}
			if err := q.AnswerAbuse(q.ctx, q.Actor, ipcase.AnswerAbuse{Number: in.Number, FormID: form, Words: text(in.Body.Words), Lang: in.Body.Lang}); err != nil {
				return nil, err //nolint:wrapcheck // says itself what it did
			}
			return q.abuseNow(in.Number)
		})
	on(a, operation{id: "appeal-abuse", method: http.MethodPost, path: "/abuse/{number}/appeal", tag: tagAbuse, scope: ipcase.PermAnswer, of: parties, deed: true, says: "Ask that another reviewer looks at what was found"},
		func(q *ask, in *groundsAsked) (*answer[Abuse], error) {
			if err := q.AppealAbuse(q.ctx, q.Actor, ipcase.AppealAbuse{Number: in.Number, Grounds: text(in.Body.Explanation), Lang: in.Body.Lang}); err != nil {
				return nil, err //nolint:wrapcheck // says itself what it did
			}
			return q.abuseNow(in.Number)
		})
	on(a, operation{id: "decide-abuse", method: http.MethodPost, path: "/abuse/{number}/decision", tag: tagAbuse, scope: ipcase.PermReview, of: reviewers, status: http.StatusCreated, deed: true, says: "Rule on a report, or on an appeal of one"}, decideAbuse)
	on(a, operation{id: "record-abuse-delivery", method: http.MethodPost, path: "/abuse/{number}/delivery", tag: tagAbuse, scope: ipcase.PermReview, of: reviewers, deed: true, says: "Record that the reported side was told"},
		func(q *ask, in *handoverAsked) (*answer[Done], error) {
			return &answer[Done]{Body: Done{in.Number, true}}, q.RecordAbuseDelivery(q.ctx, q.Actor, ipcase.RecordAbuseDelivery{Number: in.Number, How: line(in.Body.How), Proof: text(in.Body.Proof)})
		})
}

func reportAbuse(q *ask, in *abuseAsked) (*answer[Abuse], error) {
	form, b := q.form(), in.Body
	if err := q.put(form, b.Files); err != nil {
		return nil, err
	}
	r := ipcase.ReportAbuse{FormID: form, Case: in.Number, Other: line(b.Other), Account: text(b.Account), Lang: b.Lang, Honest: b.Honest}
	for _, l := range b.Labels {
		r.Labels = append(r.Labels, ipcase.AbuseLabel(l))
	}
	filed, err := q.ReportAbuse(q.ctx, q.Actor, r)
	if err != nil {
		return nil, err //nolint:wrapcheck // says itself what it did
	}
	out, err := q.abuseNow(filed.Number)
	if err == nil {
		out.Location = q.api.BaseURL + Prefix + "/abuse/" + filed.Number
	}
	return out, err
}

func decideAbuse(q *ask, in *abuseRulingAsked) (*answer[Abuse], error) {
	b := in.Body
	d := ipcase.DecideAbuse{
		Number: in.Number, Version: b.Version, Facts: text(b.Facts), GroundKind: ipcase.GroundKind(b.Ground), Reference: line(b.Reference), Explanation: text(b.Explanation),
		Evidence: b.Evidence, Lang: b.Lang, Measure: ipcase.MeasureKind(b.Measure), Days: b.Days, Deviation: text(b.Deviation),
	}
	for _, f := range b.Findings {
		d.Findings = append(d.Findings, ipcase.AbuseFinding{Label: ipcase.AbuseLabel(f.Label), Found: f.Found})
	}
	if _, err := q.DecideAbuse(q.ctx, q.Actor, d); err != nil {
		return nil, err //nolint:wrapcheck // says itself what it did
	}
	return q.abuseNow(in.Number)
}

// abuseNow answers with a report as it is at this moment.
func (q *ask) abuseNow(number string) (*answer[Abuse], error) {
	read := q.ReadAbuse
	if q.Actor.Party == ipcase.PartyPlatform {
		read = q.ReadReviewAbuse
	}
	v, err := read(q.ctx, q.Actor, number)
	if err != nil {
		return nil, err //nolint:wrapcheck // a refusal, or says itself what it did
	}
	out := abuseOf(v.Report, v.CaseNumber, v.ReporterName, v.ReportedName)
	out.Account, out.MayAnswer, out.MayAppeal, out.AnswerDueAt = v.Report.Account, v.MayAnswer == nil, v.MayAppeal == nil, atOrNil(v.Report.AnswerDueAt)
	if q.Actor.Party == ipcase.PartyPlatform {
		out.MayAnswer, out.MayAppeal = false, false
	}
	if v.Answer != nil {
		out.Answer = v.Answer.Words
	}
	for _, x := range v.Appeals {
		out.Appeals = append(out.Appeals, Said{By: string(x.Party), At: at(x.FiledAt), Positions: []int{}, Words: x.Grounds, Lang: x.Lang})
	}
	for _, x := range v.Decisions {
		d := AbuseDecision{
			At: at(x.DecidedAt), Findings: []FindingInput{}, Facts: x.Facts, Ground: string(x.GroundKind), Reference: x.Reference, Explanation: x.Explanation, Redress: x.Redress, Lang: x.Lang,
		}
		for _, f := range x.Findings {
			d.Findings = append(d.Findings, FindingInput{Label: string(f.Label), Found: f.Found})
		}
		out.Decisions = append(out.Decisions, d)
	}
	out.Files = append(out.Files, exhibitsOf(v.Exhibits)...)
	return say(out)
}

func abuseOf(r ipcase.AbuseReport, number, reporter, reported string) Abuse {
	out := Abuse{
		Number: r.Number, Case: number, By: string(r.Party), Reporter: reporter, Reported: reported, Labels: []string{}, Status: string(r.Status), Version: r.Version,
		FiledAt: at(r.FiledAt), Appeals: []Said{}, Decisions: []AbuseDecision{}, Files: []Exhibit{},
	}
	for _, l := range r.Labels {
		out.Labels = append(out.Labels, string(l))
	}
	if r.Task != ipcase.AbuseTaskNone {
		out.DueAt = atOrNil(&r.DueAt)
	}
	return out
}

func listAbuse(q *ask, _ *none) (*answer[Abuses], error) {
	out := Abuses{Abuses: []Abuse{}}
	var lines []ipcase.AbuseLine
	if q.Actor.Party == ipcase.PartyPlatform {
		waiting, done, err := q.ReadAbuseQueue(q.ctx, q.Actor)
		if err != nil {
			return nil, err //nolint:wrapcheck // says itself what it did
		}
		lines = slices.Concat(waiting, done)
	} else {
		record, err := q.AbuseRecord(q.ctx, q.Actor)
		if err != nil {
			return nil, err //nolint:wrapcheck // says itself what it did
		}
		lines = record.Lines
	}
	for _, l := range lines {
		out.Abuses = append(out.Abuses, abuseOf(l.AbuseReport, l.CaseNumber, l.ReporterName, l.ReportedName))
	}
	return say(out)
}
