package api

import (
	"net/http"
	"time"

	"ipportal/ipcase"
)

// ReceivedOrderInput is an order of a court or an authority as it came in.
type ReceivedOrderInput struct {
	Demand      string   `json:"demand" enum:"act,information" doc:"To act against listings, or to give information." example:"act"`
	Kind        string   `json:"kind" enum:"court,authority" doc:"Who gave it." example:"court"`
	Authority   string   `json:"authority" maxLength:"500" doc:"Its name." example:"Landgericht Hamburg"`
	Country     string   `json:"country" minLength:"2" maxLength:"2" doc:"ISO 3166-1 alpha-2." example:"DE"`
	OrderNumber string   `json:"order_number" maxLength:"500" doc:"Its number there." example:"312 O 17/26"`
	DatedOn     string   `json:"dated_on" format:"date" doc:"The day that the document bears." example:"2026-06-05"`
	Demanded    string   `json:"demanded" maxLength:"50000" doc:"What it demands, in its words." example:"The listings are to be taken down."`
	Lines       []string `json:"lines,omitempty" maxItems:"300" nullable:"false" doc:"The listings that it names, by address or id."`
	LegalBasis  string   `json:"legal_basis,omitempty" maxLength:"5000" doc:"As it says." example:"§ 14 MarkenG"`
	Reasons     string   `json:"reasons,omitempty" maxLength:"50000" doc:"Why the content is illegal, or what the information is for." example:"The sign is the registered mark."`
	Territory   string   `json:"territory,omitempty" maxLength:"5000" doc:"Where it holds." example:"European Union"`
	Redress     string   `json:"redress,omitempty" maxLength:"5000" doc:"What it says of redress." example:"Objection within two weeks."`
	Tell        string   `json:"tell,omitempty" maxLength:"5000" doc:"Whom it wants told of the effect." example:"Chamber 12"`
	SilentUntil string   `json:"silent_until,omitempty" format:"date" doc:"The day from which the parties may be told; left out: at once." example:"2026-07-20"`
	Files       []File   `json:"files" minItems:"1" maxItems:"20" nullable:"false" doc:"The document."`
}

// ReceivedLine is an order that came in, in the list.
type ReceivedLine struct {
	Number      string     `json:"number" doc:"The portal's number." example:"AO-2026-000001"`
	Demand      string     `json:"demand" doc:"act or information." example:"act"`
	Kind        string     `json:"kind" doc:"court or authority." example:"court"`
	Authority   string     `json:"authority" doc:"Who gave it." example:"Landgericht Hamburg"`
	Country     string     `json:"country" doc:"ISO 3166-1 alpha-2." example:"DE"`
	OrderNumber string     `json:"order_number" doc:"Its number there." example:"312 O 17/26"`
	DatedOn     string     `json:"dated_on" doc:"The day that the document bears." example:"2026-06-05"`
	ReceivedAt  time.Time  `json:"received_at" doc:"When it was recorded."`
	SilentUntil string     `json:"silent_until,omitempty" doc:"The day from which the parties may be told, where it gave one." example:"2026-07-20"`
	AnsweredAt  *time.Time `json:"answered_at,omitempty" doc:"When it was recorded what the authority is told."`
}

// ReceivedOrders are the orders that came in.
type ReceivedOrders struct {
	Orders []ReceivedLine `json:"orders" nullable:"false" doc:"Those that wait for an answer first, then the newest; at most 200."`
}

// ReceivedOrder is an order that came in, with what was done about it.
type ReceivedOrder struct {
	ReceivedLine
	Demanded   string         `json:"demanded" doc:"What it demands, in its words." example:"The listings are to be taken down."`
	LegalBasis string         `json:"legal_basis,omitempty" doc:"As it says." example:"§ 14 MarkenG"`
	Reasons    string         `json:"reasons,omitempty" doc:"As it says." example:"The sign is the registered mark."`
	Territory  string         `json:"territory,omitempty" doc:"Where it holds." example:"European Union"`
	Redress    string         `json:"redress,omitempty" doc:"What it says of redress." example:"Objection within two weeks."`
	Tell       string         `json:"tell,omitempty" doc:"Whom it wants told of the effect." example:"Chamber 12"`
	Missing    []string       `json:"missing" nullable:"false" doc:"What Articles 9(2) and 10(2) of Regulation (EU) 2022/2065 ask for and it lacks." example:"redress"`
	Files      []Exhibit      `json:"files" nullable:"false" doc:"The document."`
	Listings   []OrderListing `json:"listings" nullable:"false" doc:"What it names."`
	Done       []OrderDone    `json:"done" nullable:"false" doc:"What was done about it in cases."`
	Effect     string         `json:"effect,omitempty" doc:"What the authority is told." example:"Carried out in one case."`
}

// OrderListing is a listing that an order names.
type OrderListing struct {
	Line    string `json:"line" doc:"As the order names it." example:"QL-1001"`
	Listing string `json:"listing,omitempty" doc:"The marketplace's id, where there is such a listing." example:"QL-1001"`
	Shop    string `json:"shop,omitempty" doc:"Who sells it." example:"Ningbo Lamps"`
	Case    string `json:"case,omitempty" doc:"A case about it of which its seller was told." example:"IP-2026-000123-7K"`
}

// OrderDone is what was done about an order in one case.
type OrderDone struct {
	Case     string     `json:"case" doc:"The case's number." example:"IP-2026-000123-7K"`
	Listings int        `json:"listings" doc:"How many of its listings."`
	ToldFrom string     `json:"told_from,omitempty" doc:"The parties are told on this day, and may not be told before." example:"2026-07-20"`
	Since    *time.Time `json:"since,omitempty" doc:"Since when it is in effect, where the parties are not told yet."`
}

// EffectInput is what was done about an order.
type EffectInput struct {
	Effect string `json:"effect" maxLength:"50000" doc:"What was done and when, or why nothing could be done. It cannot be changed." example:"Carried out in one case on 15 June."`
}

// TellingInput is the authority's word on when the parties are told.
type TellingInput struct {
	From string `json:"from" format:"date" doc:"The first day; one that has come: they are told at once." example:"2026-07-01"`
	Why  string `json:"why" maxLength:"5000" doc:"What the authority wrote, and when." example:"Lifted by letter of 30 June."`
}

type receivedAsked struct{ Body ReceivedOrderInput }

type effectAsked struct {
	Numbered
	Body EffectInput
}

type tellingAsked struct {
	Numbered
	Body TellingInput
}

// orders is what reviewers do about orders of courts and authorities; what follows for
// a case is a decision (decide).
func (a *API) orders() {
	on(a, operation{
		id: "list-received-orders", method: http.MethodGet, path: "/received-orders", tag: tagReviewer, scope: ipcase.PermReview, of: reviewers,
		says: "Orders of courts and authorities that came in",
	}, func(q *ask, _ *none) (*answer[ReceivedOrders], error) {
		list, err := q.ReadReceivedOrders(q.ctx, q.Actor)
		out := &answer[ReceivedOrders]{Body: ReceivedOrders{Orders: []ReceivedLine{}}}
		for _, o := range list {
			out.Body.Orders = append(out.Body.Orders, receivedLine(o))
		}
		return out, err //nolint:wrapcheck // says itself what it did
	})
	on(a, operation{id: "read-received-order", method: http.MethodGet, path: "/received-orders/{number}", tag: tagReviewer, scope: ipcase.PermReview, of: reviewers, says: "An order that came in, with what it lacks and what was done about it"},
		func(q *ask, in *Numbered) (*answer[ReceivedOrder], error) { return q.received(in.Number) })
	on(a, operation{
		id: "receive-order", method: http.MethodPost, path: "/received-orders", tag: tagReviewer, scope: ipcase.PermReview, of: reviewers, status: http.StatusCreated, deed: true,
		says: "Record an order that came in", more: "Whatever it lacks, it is recorded, and what is missing is named. It is carried out in a case by decide, which names it.",
	}, receiveOrder)
	on(a, operation{id: "answer-authority", method: http.MethodPost, path: "/received-orders/{number}/answer", tag: tagReviewer, scope: ipcase.PermReview, of: reviewers, deed: true, says: "Record what an authority is told of its order"},
		func(q *ask, in *effectAsked) (*answer[ReceivedOrder], error) {
			if err := q.AnswerAuthority(q.ctx, q.Actor, in.Number, text(in.Body.Effect)); err != nil {
				return nil, err //nolint:wrapcheck // says itself what it did
			}
			return q.received(in.Number)
		})
	on(a, operation{
		id: "change-telling", method: http.MethodPost, path: "/received-orders/{number}/telling", tag: tagReviewer, scope: ipcase.PermReview, of: reviewers, deed: true,
		says: "Set the day from which the parties may be told of an order", more: "Where the authority has given another day than its order, or has lifted its silence.",
	}, func(q *ask, in *tellingAsked) (*answer[ReceivedOrder], error) {
		if err := q.ChangeTelling(q.ctx, q.Actor, ipcase.ChangeTelling{Number: in.Number, From: in.Body.From, Why: text(in.Body.Why)}); err != nil {
			return nil, err //nolint:wrapcheck // says itself what it did
		}
		return q.received(in.Number)
	})
}

func receiveOrder(q *ask, in *receivedAsked) (*answer[ReceivedOrder], error) {
	b, form := in.Body, q.form()
	if err := q.put(form, b.Files); err != nil {
		return nil, err
	}
	o := ipcase.ReceiveOrder{
		FormID: form, Demand: ipcase.OrderDemand(b.Demand), Kind: ipcase.OrderKind(b.Kind), Authority: line(b.Authority), Country: b.Country, OrderNumber: line(b.OrderNumber),
		DatedOn: b.DatedOn, Demanded: text(b.Demanded), LegalBasis: text(b.LegalBasis), Reasons: text(b.Reasons), Territory: line(b.Territory), Redress: text(b.Redress),
		Tell: text(b.Tell), SilentUntil: b.SilentUntil,
	}
	for _, l := range b.Lines {
		if l = line(l); l != "" {
			o.Lines = append(o.Lines, l)
		}
	}
	number, err := q.ReceiveOrder(q.ctx, q.Actor, o)
	if err != nil {
		return nil, err //nolint:wrapcheck // says itself what it did
	}
	out, err := q.received(number)
	if err == nil {
		out.Location = q.api.BaseURL + Prefix + "/received-orders/" + number
	}
	return out, err
}

func (q *ask) received(number string) (*answer[ReceivedOrder], error) {
	v, err := q.ReadReceivedOrder(q.ctx, q.Actor, number)
	if err != nil {
		return nil, err //nolint:wrapcheck // says itself what it did
	}
	o := ReceivedOrder{
		ReceivedLine: receivedLine(v.ReceivedOrder), Demanded: v.Demanded, LegalBasis: v.LegalBasis, Reasons: v.Reasons, Territory: v.Territory, Redress: v.Redress, Tell: v.Tell,
		Missing: []string{}, Files: exhibitsOf(v.Files), Listings: []OrderListing{}, Done: []OrderDone{}, Effect: v.Effect,
	}
	for _, e := range v.Missing() {
		o.Missing = append(o.Missing, string(e))
	}
	for _, n := range v.Named {
		o.Listings = append(o.Listings, OrderListing{Line: n.Line, Listing: n.Ref, Shop: n.Seller, Case: n.Case})
	}
	for _, d := range v.Done {
		o.Done = append(o.Done, OrderDone{Case: d.CaseNumber, Listings: len(d.Items)})
	}
	for _, u := range v.Untold {
		o.Done = append(o.Done, OrderDone{Case: u.CaseNumber, Listings: u.Count, ToldFrom: u.TellFrom.Format(time.DateOnly), Since: atOrNil(&u.DecidedAt)})
	}
	return &answer[ReceivedOrder]{Body: o}, nil
}

func receivedLine(o ipcase.ReceivedOrder) ReceivedLine {
	l := ReceivedLine{
		Number: o.Number, Demand: string(o.Demand), Kind: string(o.Kind), Authority: o.Authority, Country: o.Country, OrderNumber: o.OrderNumber, DatedOn: o.DatedOn,
		ReceivedAt: at(o.RecordedAt), AnsweredAt: atOrNil(o.AnsweredAt),
	}
	if o.SilentUntil != nil {
		l.SilentUntil = o.SilentUntil.Format(time.DateOnly)
	}
	return l
}
