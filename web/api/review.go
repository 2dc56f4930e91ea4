package api

import (
	"net/http"

	"ipportal/ipcase"
)

// RulingInput is the ruling on one listing.
type RulingInput struct {
	Position int    `json:"position" minimum:"1" doc:"The listing's place in the case."`
	Version  int    `json:"version" minimum:"1" doc:"As the case says; where it has moved on since, the answer is 409."`
	Move     string `json:"move" maxLength:"60" doc:"One of the listing's moves." example:"accept_notice"`
	Code     string `json:"code,omitempty" maxLength:"60" doc:"The refusal code, where it refuses; the reason, where it re-classifies." example:"evidence_insufficient"`
	Comment  string `json:"comment,omitempty" maxLength:"5000" doc:"To both sides, on this listing." example:"The mark stands in the title."`
}

// DecisionInput is a decision with its statement of reasons.
type DecisionInput struct {
	Rulings     []RulingInput `json:"rulings" minItems:"1" maxItems:"300" nullable:"false" doc:"One for each listing ruled on."`
	Facts       string        `json:"facts,omitempty" maxLength:"50000" doc:"The facts found." example:"The title holds the mark."`
	Ground      string        `json:"ground,omitempty" enum:"law,terms" doc:"law, or the platform's terms." example:"law"`
	Reference   string        `json:"reference,omitempty" maxLength:"500" doc:"The article or clause." example:"Trademark Law, Article 57"`
	Explanation string        `json:"explanation,omitempty" maxLength:"50000" doc:"Why the facts lead there." example:"Sign and goods are the same."`
	Territory   string        `json:"territory,omitempty" maxLength:"200" doc:"Where the decision holds." example:"CN"`
	Lang        string        `json:"lang,omitempty" enum:"en,zh-CN" default:"en" doc:"The language that you write in." example:"en"`
	Order       *OrderInput   `json:"order,omitempty" doc:"Where a court or an authority ordered it, or an action has ended there."`
	Evidence    []string      `json:"evidence,omitempty" maxItems:"100" nullable:"false" doc:"The ids of the files relied on." example:"x7k2m9q4"`
}

// OrderInput is an order of a court or an authority, or a court's outcome.
type OrderInput struct {
	Kind      string `json:"kind" enum:"court,authority" doc:"Who gave it."`
	Authority string `json:"authority" maxLength:"500" doc:"Its name." example:"Beijing IP Court"`
	Number    string `json:"order_number" maxLength:"500" doc:"Its number there." example:"(2026) 73-1201"`
	DatedOn   string `json:"dated_on" format:"date" doc:"The day that the document says." example:"2026-06-01"`
	Files     []File `json:"files,omitempty" maxItems:"20" nullable:"false" doc:"The document."`
	Received  string `json:"received,omitempty" maxLength:"40" doc:"The number of the order as it came in: its document need not be sent again. Where it forbids to tell the parties yet, a removal takes effect, and the case shows it on the day that the order gives." example:"AO-2026-000001"`
}

type decisionAsked struct {
	Match
	Body DecisionInput
}

func (i *decisionAsked) at() Match { return i.Match }

// RightCheckInput is the verdict on a right.
type RightCheckInput struct {
	Version int    `json:"version" minimum:"1" doc:"As the right says; where it has moved on since, the answer is 409."`
	Verify  bool   `json:"verify" doc:"Verify it, or refuse it."`
	Reason  string `json:"reason,omitempty" maxLength:"5000" doc:"Why it is refused, and what would cure it." example:"The certificate names another owner."`
}

// Claimed is a task that is the reviewer's for half an hour.
type Claimed struct {
	Number string `json:"number" doc:"The public number." example:"IP-2026-000123-7K"`
}

// Done says that a deed was done.
type Done struct {
	Number string `json:"number" doc:"The public number." example:"IP-2026-000123-7K"`
	Done   bool   `json:"done" doc:"That it was done."`
}

// reviewers is what a reviewer does.
func (a *API) reviewers() {
	on(a, operation{
		id: "claim-next", method: http.MethodPost, path: "/tasks/claim-next", tag: tagReviewer, scope: ipcase.PermReview, of: reviewers, deed: true,
		says: "Claim the most pressing task", more: "Two never get the same.",
	}, func(q *ask, _ *none) (*answer[Claimed], error) {
		number, err := q.ClaimNext(q.ctx, q.Actor)
		return &answer[Claimed]{Body: Claimed{Number: number}}, err //nolint:wrapcheck // says itself what it did
	})
	on(a, operation{id: "claim", method: http.MethodPost, path: "/tasks/{number}/claim", tag: tagReviewer, scope: ipcase.PermReview, of: reviewers, deed: true, says: "Claim a task"},
		func(q *ask, in *Numbered) (*answer[Done], error) {
			return &answer[Done]{Body: Done{in.Number, true}}, q.Claim(q.ctx, q.Actor, in.Number)
		})
	on(a, operation{id: "give-back", method: http.MethodPost, path: "/tasks/{number}/give-back", tag: tagReviewer, scope: ipcase.PermReview, of: reviewers, deed: true, says: "Give a task back"},
		func(q *ask, in *Numbered) (*answer[Done], error) {
			return &answer[Done]{Body: Done{in.Number, true}}, q.GiveBack(q.ctx, q.Actor, in.Number)
		})
	onCase(a, operation{
		id: "decide", path: "/cases/{number}/decision", tag: tagReviewer, scope: ipcase.PermReview, of: reviewers, status: http.StatusCreated, says: "Decide",
		more: "One form for every task: accept a notice, ask for more, refuse it; uphold a complaint or a counter-notification; affirm or reverse; and beside them every other of a listing's moves: another reason, an own mistake, an order of a court or an authority, the outcome of an action there. Listings of one case can be ruled on differently.",
	}, (*decisionAsked).at, decide)
	on(a, operation{id: "check-right", method: http.MethodPost, path: "/rights/{number}/check", tag: tagReviewer, scope: ipcase.PermReview, of: reviewers, deed: true, says: "Verify or refuse a right"},
		func(q *ask, in *rightCheckAsked) (*answer[Right], error) {
			b := in.Body
			if err := q.CheckRight(q.ctx, q.Actor, ipcase.CheckRight{Number: in.Number, Version: b.Version, Verify: b.Verify, Reason: text(b.Reason)}); err != nil {
				return nil, err //nolint:wrapcheck // says itself what it did
			}
			r, err := q.ReadReviewRight(q.ctx, q.Actor, in.Number)
			return &answer[Right]{Body: rightOf(r.Right)}, err //nolint:wrapcheck // says itself what it did
		})
}

type rightCheckAsked struct {
	Numbered
	Body RightCheckInput
}

func decide(q *ask, in *decisionAsked) error {
	d, err := q.decision(in)
	if err != nil {
		return err
	}
	_, err = q.Decide(q.ctx, q.Actor, d)
	return err //nolint:wrapcheck // says itself what it did
}

// decision is what was sent as the deed takes it, with the document of an order in its
// form.
func (q *ask) decision(in *decisionAsked) (ipcase.DecideCase, error) {
	b := in.Body
	d := ipcase.DecideCase{
		Case: in.Number, Facts: text(b.Facts), GroundKind: ipcase.GroundKind(b.Ground), Reference: line(b.Reference), Explanation: text(b.Explanation),
		Territory: line(b.Territory), Lang: b.Lang, Evidence: b.Evidence,
	}
	for _, r := range b.Rulings {
		d.Rulings = append(d.Rulings, ipcase.RulingInput{Position: r.Position, Version: r.Version, Do: ipcase.Move(r.Move), Code: r.Code, Comment: text(r.Comment)})
	}
	if b.Order == nil {
		return d, nil
	}
	d.Order = &ipcase.OrderInput{FormID: q.form(), Kind: ipcase.OrderKind(b.Order.Kind), Authority: line(b.Order.Authority), Number: line(b.Order.Number), DatedOn: b.Order.DatedOn, Received: line(b.Order.Received)}
	if d.Order.Received != "" {
		if err := q.PutReceivedFiles(q.ctx, q.Actor, d.Order.Received, d.Order.FormID); err != nil {
			return d, err //nolint:wrapcheck // says itself what it did
		}
	}
	return d, q.put(d.Order.FormID, b.Order.Files)
}
