package api

import (
	"errors"
	"net/http"

	"ipportal/ipcase"
)

// Match is what a deed about a case may say of the case that it saw.
type Match struct {
	Numbered
	IfMatch string `header:"If-Match" maxLength:"200" doc:"The case's ETag: where the case is another by now, nothing is done (412)."`
}

// same refuses a deed about a case that is not as its sender saw it.
func (q *ask) same(m Match) error {
	if m.IfMatch == "" {
		return nil
	}
	v, err := q.view(q.ctx, m.Number)
	if err != nil {
		return err
	}
	body, err := bytesOf(caseOf(v, q.Actor.Lang))
	if err != nil {
		return err
	}
	if !matches(m.IfMatch, tagOf(body)) {
		return errChanged()
	}
	return nil
}

func errChanged() *Problem {
	return problemf("precondition", "The case has changed since you read it. Read it again.")
}

// onCase is an operation that does something in a case, and answers with the case as
// it is then.
func onCase[I any](a *API, o operation, of func(*I) Match, do func(*ask, *I) error) {
	o.method, o.deed, o.matched = http.MethodPost, true, true
	on(a, o, func(q *ask, in *I) (*answer[Case], error) {
		m := of(in)
		if err := q.doMatched(m, func(q *ask) error { return do(q, in) }); err != nil {
			return nil, err
		}
		return q.caseNow(m.Number)
	})
}

// doMatched does something to a case that is as its sender saw it, and to no other: of
// two at once that saw the same case one does, and the other is told that the case has
// changed.
func (q *ask) doMatched(m Match, do func(*ask) error) error {
	if m.IfMatch == "" {
		return do(q)
	}
	seen, err := q.AsSeen(q.ctx, m.Number)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if err := q.same(m); err != nil {
		return err
	}
	as := *q
	as.Service = seen
	err = do(&as)
	if err == nil {
		return nil
	}
	if changed := q.same(m); changed != nil {
		return changed
	}
	if errors.Is(err, ipcase.ErrMovedOn) {
		return errChanged()
	}
	return err
}

func chosen(list []Chosen) (out []ipcase.Chosen) {
	for _, c := range list {
		out = append(out, ipcase.Chosen{Position: c.Position, Version: c.Version})
	}
	return out
}

// ItemsInput names listings.
type ItemsInput struct {
	Items []Chosen `json:"items" minItems:"1" maxItems:"300" nullable:"false" doc:"Which listings, under the versions that you saw."`
}

// WordsInput names listings and says something about them.
type WordsInput struct {
	Items       []Chosen `json:"items" minItems:"1" maxItems:"300" nullable:"false" doc:"Which listings, under the versions that you saw."`
	Explanation string   `json:"explanation" maxLength:"50000" doc:"What you say, in your words." example:"The title names our mark, and we do not make this lamp."`
	Lang        string   `json:"lang,omitempty" enum:"en,zh-CN" default:"en" doc:"The language that you write in." example:"en"`
	Files       []File   `json:"files,omitempty" maxItems:"20" nullable:"false" doc:"Evidence."`
}

// AnswerInput is the answer to a counter-notification.
type AnswerInput struct {
	WordsInput
	Kind        string `json:"kind" enum:"accept,contest,court_action" doc:"What you answer."`
	Court       string `json:"court,omitempty" maxLength:"200" doc:"Or the authority." example:"Beijing IP Court"`
	CourtNumber string `json:"court_number,omitempty" maxLength:"100" doc:"The number of the action there." example:"(2026) 73-1201"`
	Action      string `json:"action,omitempty" maxLength:"60" doc:"Which step, where the procedure counts several." example:"lawsuit"`
}

// FixAnswerInput is the answer to a fix.
type FixAnswerInput struct {
	Items  []Chosen `json:"items" minItems:"1" maxItems:"300" nullable:"false" doc:"Which listings, under the versions that you saw."`
	Accept bool     `json:"accept" doc:"Yes or no."`
	Words  string   `json:"words,omitempty" maxLength:"5000" doc:"Why not." example:"The mark still stands in the second picture."`
	Lang   string   `json:"lang,omitempty" enum:"en,zh-CN" default:"en" doc:"The language that you write in." example:"en"`
}

// CounterInput is a counter-notification.
type CounterInput struct {
	WordsInput
	Ground     string            `json:"ground" enum:"not_infringing,authorised,own_right,mistaken_identity" doc:"Why the complaint is wrong." example:"not_infringing"`
	Statements []string          `json:"statements,omitempty" maxItems:"50" nullable:"false" doc:"The ids of the statements that you make; their words stand in the case under counter_elements." example:"good_faith"`
	Answers    map[string]string `json:"answers,omitempty" doc:"Particulars by the element's id."`
	Contact    *Contact          `json:"contact,omitempty" doc:"Left out, it is the organisation's."`
	Also       []ChosenIn        `json:"also,omitempty" maxItems:"10" nullable:"false" doc:"Listings of other open complaints that the same counter-notification answers."`
	Signature  string            `json:"signature,omitempty" maxLength:"200" doc:"Your name, typed: it signs the statements." example:"Elin Strand"`
}

type (
	itemsAsked struct {
		Match
		Body ItemsInput
	}
	wordsAsked struct {
		Match
		Body WordsInput
	}
	answerAsked struct {
		Match
		Body AnswerInput
	}
	fixAnswerAsked struct {
		Match
		Body FixAnswerInput
	}
	counterAsked struct {
		Match
		Body CounterInput
	}
)

func (i *itemsAsked) at() Match     { return i.Match }
func (i *wordsAsked) at() Match     { return i.Match }
func (i *answerAsked) at() Match    { return i.Match }
func (i *fixAnswerAsked) at() Match { return i.Match }
func (i *counterAsked) at() Match   { return i.Match }

// holders is what a rights holder does in a case.
func (a *API) holders() {
	onCase(a, operation{id: "complete-notice", path: "/cases/{number}/complete", tag: tagHolder, scope: ipcase.PermFile, of: holders, says: "Add what a reviewer asked for"},
		(*wordsAsked).at, func(q *ask, in *wordsAsked) error {
			form, b := q.form(), in.Body
			if err := q.put(form, b.Files); err != nil {
				return err
			}
			return q.CompleteNotice(q.ctx, q.Actor, ipcase.CompleteNotice{FormID: form, Case: in.Number, Items: chosen(b.Items), Explanation: text(b.Explanation)})
		})
	onCase(a, operation{
		id: "answer-counter", path: "/cases/{number}/answer", tag: tagHolder, scope: ipcase.PermAnswer, of: holders,
		says: "Answer a counter-notification", more: "Accept it, contest it, or show court action.",
	}, (*answerAsked).at, answerCounter)
	onCase(a, operation{id: "answer-fix", path: "/cases/{number}/answer-fix", tag: tagHolder, scope: ipcase.PermAnswer, staff: ipcase.PermReview, of: []ipcase.Party{ipcase.PartyHolder, ipcase.PartyPlatform}, says: "Say yes or no to a fix"},
		(*fixAnswerAsked).at, func(q *ask, in *fixAnswerAsked) error {
			kind := ipcase.FixRefused
			if in.Body.Accept {
				kind = ipcase.FixAccepted
			}
			return q.AnswerFix(q.ctx, q.Actor, ipcase.AnswerFix{Case: in.Number, Items: chosen(in.Body.Items), Kind: kind, Words: text(in.Body.Words), Lang: in.Body.Lang})
		})
	onCase(a, operation{id: "retract-listings", path: "/cases/{number}/retract", tag: tagHolder, scope: ipcase.PermFile, of: holders, says: "Retract listings of a case"},
		(*itemsAsked).at, func(q *ask, in *itemsAsked) error {
			_, err := q.Retract(q.ctx, q.Actor, ipcase.Retract{Case: in.Number, Items: chosen(in.Body.Items)})
			return err //nolint:wrapcheck // says itself what it did
		})
	onCase(a, operation{id: "appeal", path: "/cases/{number}/appeal", tag: tagCase, scope: ipcase.PermAnswer, says: "Appeal an outcome", more: "Once for each side, within six months; another reviewer decides."},
		(*wordsAsked).at, func(q *ask, in *wordsAsked) error {
			form, b := q.form(), in.Body
			if err := q.put(form, b.Files); err != nil {
				return err
			}
			return q.AppealDecision(q.ctx, q.Actor, ipcase.AppealDecision{FormID: form, Case: in.Number, Items: chosen(b.Items), Explanation: text(b.Explanation), Lang: b.Lang})
		})
	on(a, operation{
		id: "retract-complaint", method: http.MethodPost, path: "/complaints/{number}/retract", tag: tagHolder, scope: ipcase.PermFile, of: holders, deed: true, says: "Retract a whole complaint",
	}, func(q *ask, in *Numbered) (*answer[Complaint], error) {
		if _, err := q.Retract(q.ctx, q.Actor, ipcase.Retract{Complaint: in.Number, Whole: true}); err != nil {
			return nil, err //nolint:wrapcheck // says itself what it did
		}
		return readComplaint(q, in)
	})
}

func answerCounter(q *ask, in *answerAsked) error {
	form, b := q.form(), in.Body
	if err := q.put(form, b.Files); err != nil {
		return err
	}
	return q.AnswerCounter(q.ctx, q.Actor, ipcase.AnswerCounter{ //nolint:wrapcheck // says itself what it did
		FormID: form, Case: in.Number, Items: chosen(b.Items), Kind: ipcase.AnswerKind(b.Kind), Explanation: text(b.Explanation), Lang: b.Lang,
		Court: line(b.Court), CourtNumber: line(b.CourtNumber), Action: ipcase.CourtAction(b.Action),
	})
}

// sellers is what a seller does in a case.
func (a *API) sellers() {
	onCase(a, operation{
		id: "delete-listings", path: "/cases/{number}/delete", tag: tagSeller, scope: ipcase.PermDelete, of: sellers, says: "Delete Now",
		more: "The same listing of your other open cases is deleted with it.",
	}, (*itemsAsked).at, func(q *ask, in *itemsAsked) error {
		return q.DeleteListings(q.ctx, q.Actor, ipcase.DeleteListings{Case: in.Number, Items: chosen(in.Body.Items)})
	})
	onCase(a, operation{
		id: "file-counter", path: "/cases/{number}/counter", tag: tagSeller, scope: ipcase.PermAnswer, of: sellers, status: http.StatusCreated,
		says: "File a counter-notification", more: "What it must hold stands in the case under `counter_elements`.",
	}, (*counterAsked).at, fileCounter)
	onCase(a, operation{id: "propose-fix", path: "/cases/{number}/fix", tag: tagSeller, scope: ipcase.PermAnswer, of: sellers, says: "Say that listings were changed, and have it looked at"},
		(*wordsAsked).at, func(q *ask, in *wordsAsked) error {
			return q.ProposeFix(q.ctx, q.Actor, ipcase.ProposeFix{FormID: q.form(), Case: in.Number, Items: chosen(in.Body.Items), Words: text(in.Body.Explanation), Lang: in.Body.Lang})
		})
}

func fileCounter(q *ask, in *counterAsked) error {
	b := in.Body
	id, err := q.StartCounter(q.ctx, q.Actor, in.Number, chosen(b.Items))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	d, err := q.CounterDraft(q.ctx, q.Actor, id)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	d.Ground, d.Explanation, d.Lang, d.Ticked = ipcase.CounterGround(b.Ground), text(b.Explanation), b.Lang, b.Statements
	d.Contact, d.Signature, d.Answers = b.Contact.into(d.Contact), line(b.Signature), map[string]string{}
	for _, c := range b.Also {
		d.Also = append(d.Also, ipcase.AlsoAnswered{Case: c.Case, Items: chosen(c.Items)})
	}
	for id, words := range b.Answers {
		d.Answers[id] = text(words)
	}
	if err := q.put(id, b.Files); err != nil {
		return err
	}
	if err := q.SaveCounterDraft(q.ctx, q.Actor, id, d); err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	_, err = q.FileCounter(q.ctx, q.Actor, id)
	return err //nolint:wrapcheck // says itself what it did
}
