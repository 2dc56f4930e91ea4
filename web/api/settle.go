package api

import (
	"net/http"

	"ipportal/ipcase"
)

// OfferInput is an offer to settle.
type OfferInput struct {
	Items     []Chosen `json:"items" minItems:"1" maxItems:"300" nullable:"false" doc:"Which listings, under the versions that you saw."`
	SellOffOn string   `json:"sell_off_on,omitempty" format:"date" doc:"The last day on which the seller may sell what is left." example:"2026-12-31"`
	Licence   string   `json:"licence,omitempty" maxLength:"5000" doc:"A licence, in words."`
	Words     string   `json:"words,omitempty" maxLength:"5000" doc:"Other terms." example:"The title is changed within a week."`
	Lang      string   `json:"lang,omitempty" enum:"en,zh-CN" default:"en" doc:"The language that you write in."`
}

// OfferAnswerInput is what is done about an offer.
type OfferAnswerInput struct {
	Do    string   `json:"do" enum:"accept,decline,take_back" doc:"Only the side that made it takes it back."`
	Items []Chosen `json:"items,omitempty" maxItems:"300" nullable:"false" doc:"To accept: all listings of the offer that are open, under the versions that you saw."`
	Words string   `json:"words,omitempty" maxLength:"5000" doc:"What you say to it." example:"Agreed."`
	Lang  string   `json:"lang,omitempty" enum:"en,zh-CN" default:"en" doc:"The language that you write in."`
}

// LetterInput is a letter to the other side of a case.
type LetterInput struct {
	Words string `json:"words" maxLength:"5000" doc:"What you write." example:"May we see the receipt?"`
	Lang  string `json:"lang,omitempty" enum:"en,zh-CN" default:"en" doc:"The language that you write in."`
}

// DisputeInput is a party's word that a notice did not reach it.
type DisputeInput struct {
	Items       []Chosen `json:"items" minItems:"1" maxItems:"300" nullable:"false" doc:"Which listings, under the versions that you saw."`
	Explanation string   `json:"explanation" maxLength:"50000" doc:"What happened." example:"The mail went to an address that has ended."`
	Lang        string   `json:"lang,omitempty" enum:"en,zh-CN" default:"en" doc:"The language that you write in."`
}

type (
	offerAsked struct {
		Match
		Body OfferInput
	}
	offerAnswerAsked struct {
		Match
		Offer string `path:"offer" maxLength:"40" doc:"The offer's id, as the case says it."`
		Body  OfferAnswerInput
	}
	letterAsked struct {
		Match
		Body LetterInput
	}
	disputeAsked struct {
		Match
		Body DisputeInput
	}
	exhibitAsked struct {
		Match
		Label string `path:"label" maxLength:"20" doc:"The file's label in the case."`
	}
)

func (i *offerAsked) at() Match       { return i.Match }
func (i *offerAnswerAsked) at() Match { return i.Match }
func (i *letterAsked) at() Match      { return i.Match }
func (i *disputeAsked) at() Match     { return i.Match }
func (i *exhibitAsked) at() Match     { return i.Match }

var parties = []ipcase.Party{ipcase.PartyHolder, ipcase.PartySeller}

// bothSides is what either side does in a case.
func (a *API) bothSides() {
	onCase(a, operation{
		id: "offer-settlement", path: "/cases/{number}/offers", tag: tagCase, scope: ipcase.PermAnswer, of: parties, status: http.StatusCreated,
		says: "Offer to settle", more: "One offer at a time is on the table of a case. No clock stops by it.",
	}, (*offerAsked).at, func(q *ask, in *offerAsked) error {
		b := in.Body
		return q.OfferSettlement(q.ctx, q.Actor, ipcase.OfferSettlement{
			FormID: q.form(), Case: in.Number, Items: chosen(b.Items), SellOffOn: b.SellOffOn, Licence: text(b.Licence), Words: text(b.Words), Lang: b.Lang,
		})
	})
	onCase(a, operation{
		id: "answer-settlement", path: "/cases/{number}/offers/{offer}/answer", tag: tagCase, scope: ipcase.PermAnswer, of: parties,
		says: "Accept, decline or take back an offer", more: "Acceptance ends the complaint about its listings as withdrawn, and no points are booked.",
	}, (*offerAnswerAsked).at, func(q *ask, in *offerAnswerAsked) error {
		b := in.Body
		return q.AnswerSettlement(q.ctx, q.Actor, ipcase.AnswerSettlement{
			Case: in.Number, Offer: in.Offer, Items: chosen(b.Items), Do: ipcase.OfferAnswer(b.Do), Words: text(b.Words), Lang: b.Lang,
		})
	})
	onCase(a, operation{
		id: "write-letter", path: "/cases/{number}/letters", tag: tagCase, scope: ipcase.PermAnswer, of: parties, status: http.StatusCreated, says: "Write to the other side through the portal",
	}, (*letterAsked).at, func(q *ask, in *letterAsked) error {
		return q.WriteLetter(q.ctx, q.Actor, ipcase.WriteLetter{FormID: q.form(), Case: in.Number, Words: text(in.Body.Words), Lang: in.Body.Lang})
	})
	onCase(a, operation{
		id: "dispute-delivery", path: "/cases/{number}/dispute-delivery", tag: tagCase, scope: ipcase.PermAnswer, of: parties, says: "Say that a notice did not arrive when the portal says it did",
	}, (*disputeAsked).at, func(q *ask, in *disputeAsked) error {
		b := in.Body
		return q.DisputeDelivery(q.ctx, q.Actor, ipcase.DisputeDelivery{Case: in.Number, Items: chosen(b.Items), Explanation: text(b.Explanation), Lang: b.Lang})
	})
	on(a, operation{
		id: "open-file", method: http.MethodPost, path: "/files/{id}/open", tag: tagCase, scope: ipcase.PermAnswer, of: parties, deed: true,
		says: "Show the other side a file that was for reviewers only", more: "It is not taken back.",
	}, func(q *ask, in *fileAsked) (*answer[Done], error) {
		return &answer[Done]{Body: Done{in.ID, true}}, q.OpenExhibit(q.ctx, q.Actor, in.ID)
	})
	on(a, operation{
		id: "make-casefile", method: http.MethodPost, path: "/cases/{number}/casefile", tag: tagCase, scope: ipcase.PermSee, deed: true,
		says: "Have a large case file made", more: "A worker makes it; it is kept for a day.",
	}, func(q *ask, in *casefileAsked) (*answer[Done], error) {
		v, err := q.view(q.ctx, in.Number)
		if err != nil {
			return nil, err
		}
		return &answer[Done]{Body: Done{in.Number, true}}, q.AskCaseFile(q.ctx, q.Actor, v, in.Body.Lang)
	})
}

type fileAsked struct {
	ID string `path:"id" maxLength:"40" doc:"The file's id, as the case says it."`
}

// CasefileInput is in which language a case file is made.
type CasefileInput struct {
	Lang string `json:"lang,omitempty" enum:"en,zh-CN" default:"en" doc:"In which language."`
}

type casefileAsked struct {
	Numbered
	Body CasefileInput
}
