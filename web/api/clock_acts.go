package api

import (
	"net/http"

	"ipportal/ipcase"
)

// ClockInput is what a reviewer does to clocks.
type ClockInput struct {
	Items  []Chosen `json:"items" minItems:"1" maxItems:"300" nullable:"false" doc:"Which listings, under the versions that you saw."`
	Do     string   `json:"do" enum:"extend,pause,resume" doc:"What is done."`
	Amount int      `json:"amount,omitempty" minimum:"1" maximum:"60" doc:"To extend: how many more of the window's unit." example:"3"`
	Reason string   `json:"reason" maxLength:"5000" doc:"Why; both sides read it." example:"The seller was in hospital."`
	Lang   string   `json:"lang,omitempty" enum:"en,zh-CN" default:"en" doc:"The language that you write in."`
}

// DisputeAnswerInput is a reviewer's answer about a delivery.
type DisputeAnswerInput struct {
	Items  []Chosen `json:"items" minItems:"1" maxItems:"300" nullable:"false" doc:"Which listings, under the versions that you saw."`
	Stands bool     `json:"stands" doc:"It was delivered, and the rest of the time runs on; else the notice is sent again."`
	Reason string   `json:"reason" maxLength:"5000" doc:"Why; both sides read it." example:"The mail server's log shows that it came back."`
	Lang   string   `json:"lang,omitempty" enum:"en,zh-CN" default:"en" doc:"The language that you write in."`
}

// DeliveryInput is a reviewer's record that a notice arrived.
type DeliveryInput struct {
	Notice int    `json:"notice" minimum:"1" doc:"Its n among the case's notices."`
	How    string `json:"how" maxLength:"500" doc:"How it was handed over." example:"Registered post"`
	Proof  string `json:"proof" maxLength:"5000" doc:"What shows it." example:"RR123456785SE, signed on 15 June"`
}

// BounceInput is a record that a mail came back.
type BounceInput struct {
	Notice int    `json:"notice" minimum:"1" doc:"Its n among the case's notices."`
	Reason string `json:"reason" maxLength:"5000" doc:"What the mail server said." example:"550 mailbox unavailable"`
	Lang   string `json:"lang,omitempty" enum:"en,zh-CN" default:"en" doc:"The language that you write in."`
}

// HoldInput is when a case that waits for a court is looked at next.
type HoldInput struct {
	Next string `json:"next" format:"date" doc:"The day of the next look." example:"2026-09-01"`
}

type (
	clockAsked struct {
		Match
		Body ClockInput
	}
	disputeAnswerAsked struct {
		Match
		Body DisputeAnswerInput
	}
	deliveryAsked struct {
		Match
		Body DeliveryInput
	}
	bounceAsked struct {
		Match
		Body BounceInput
	}
	holdAsked struct {
		Match
		Body HoldInput
	}
)

func (i *clockAsked) at() Match         { return i.Match }
func (i *disputeAnswerAsked) at() Match { return i.Match }
func (i *deliveryAsked) at() Match      { return i.Match }
func (i *bounceAsked) at() Match        { return i.Match }
func (i *holdAsked) at() Match          { return i.Match }

// staffOp is an operation of reviewers in a case.
func staffOp(id, path, says string) operation {
	return operation{id: id, path: path, tag: tagReviewer, scope: ipcase.PermReview, of: reviewers, says: says}
}

// clockActs is what a reviewer does about clocks and deliveries.
func (a *API) clockActs() {
	onCase(a, staffOp("set-clock", "/cases/{number}/clock", "Extend, pause or let run on the clocks of listings"), (*clockAsked).at, func(q *ask, in *clockAsked) error {
		b := in.Body
		return q.SetClock(q.ctx, q.Actor, ipcase.SetClock{Case: in.Number, Items: chosen(b.Items), Do: ipcase.Move(b.Do), Amount: b.Amount, Reason: text(b.Reason), Lang: b.Lang})
	})
	onCase(a, staffOp("answer-dispute", "/cases/{number}/answer-dispute", "Answer a dispute about a delivery"), (*disputeAnswerAsked).at, func(q *ask, in *disputeAnswerAsked) error {
		b := in.Body
		return q.AnswerDispute(q.ctx, q.Actor, ipcase.AnswerDispute{Case: in.Number, Items: chosen(b.Items), Stands: b.Stands, Reason: text(b.Reason), Lang: b.Lang})
	})
	onCase(a, staffOp("record-delivery", "/cases/{number}/delivery", "Record that a notice reached its party"), (*deliveryAsked).at, func(q *ask, in *deliveryAsked) error {
		id, err := q.notice(in.Number, in.Body.Notice)
		if err != nil {
			return err
		}
		return q.RecordDelivery(q.ctx, q.Actor, ipcase.RecordDelivery{Case: in.Number, NoticeID: id, How: line(in.Body.How), Proof: text(in.Body.Proof)})
	})
	onCase(a, staffOp("record-bounce", "/cases/{number}/bounce", "Record that a notice's mail came back"), (*bounceAsked).at, func(q *ask, in *bounceAsked) error {
		id, err := q.notice(in.Number, in.Body.Notice)
		if err != nil {
			return err
		}
		return q.RecordBounce(q.ctx, q.Actor, ipcase.RecordBounce{Case: in.Number, NoticeID: id, Reason: text(in.Body.Reason), Lang: in.Body.Lang})
	})
	onCase(a, staffOp("look-at-hold", "/cases/{number}/hold", "Say when a case that waits for a court is looked at next"), (*holdAsked).at, func(q *ask, in *holdAsked) error {
		return q.LookAtHold(q.ctx, q.Actor, ipcase.LookAtHold{Case: in.Number, Next: in.Body.Next})
	})
	onCase(a, staffOp("ask-for-file", "/cases/{number}/files/{label}/ask", "Ask who filed a file for reviewers only to show it to the other side"), (*exhibitAsked).at, func(q *ask, in *exhibitAsked) error {
		return q.AskToOpen(q.ctx, q.Actor, in.Number, in.Label)
	})
	on(a, operation{
		id: "preview-decision", method: http.MethodPost, path: "/cases/{number}/decision/preview", tag: tagReviewer, scope: ipcase.PermReview, of: reviewers,
		says: "The statement of reasons that a decision would publish", more: "Everything is checked, and nothing is decided.",
	}, func(q *ask, in *decisionAsked) (*answer[DecisionPreview], error) {
		d, err := q.decision(in)
		if err != nil {
			return nil, err
		}
		statement, moves, err := q.PreviewDecision(q.ctx, q.Actor, d)
		if err != nil {
			return nil, err //nolint:wrapcheck // says itself what it did
		}
		out := DecisionPreview{Decision: decisionOf(statement), Moves: []Ruling{}}
		for _, m := range moves {
			out.Moves = append(out.Moves, Ruling{Position: m.Item, Move: string(m.Move), From: string(m.From), To: string(m.To)})
		}
		return say(out)
	})
}

// DecisionPreview is what a decision would be.
type DecisionPreview struct {
	Decision Decision `json:"decision" doc:"With its statement of reasons."`
	Moves    []Ruling `json:"moves" nullable:"false" doc:"What would become of each listing."`
}

// notice is the row of a case's notice by its place.
func (q *ask) notice(number string, n int) (int64, error) {
	v, err := q.ReadReviewCase(q.ctx, q.Actor, number)
	if err != nil {
		return 0, err //nolint:wrapcheck // a refusal, or says itself what it did
	}
	if n > len(v.Notices) {
		p := problemf(string(ipcase.Invalid), "Something sent cannot be accepted.")
		p.Errors = []FieldProblem{{Pointer: "/notice", Detail: "The case has no such notice. Read it again."}}
		return 0, p
	}
	return v.Notices[n-1].ID, nil
}
