package ipcase

import (
	"fmt"
	"time"
)

// Order is what a court or an authority decided, as a reviewer recorded it. What
// follows for the items is in its decision, its document among the exhibits.
type Order struct {
	ID         int64
	PublicID   string
	CaseID     int64
	DecisionID int64
	Kind       OrderKind
	Authority  string
	Number     string `gorm:"column:order_number"`
	DatedOn    string // 2006-01-02, as the document says
	Items      []int  `gorm:"serializer:json"`
	Salts      Salts
	RecordedAt time.Time
	RecordedBy int64

	ReceivedID *int64     // the order as it came in, where it was recorded before
	EffectFrom *time.Time // since when it was in effect, where the parties could not be told before RecordedAt
}

// TableName fixes the table.
func (Order) TableName() string { return "orders" }

// OrderKind is who gave an order.
type OrderKind string

// The kinds.
const (
	OrderOfCourt     OrderKind = "court"
	OrderOfAuthority OrderKind = "authority"
)

// OrderInput is what a reviewer writes down of an order, or of a court's outcome.
// Its document is a file of the form.
type OrderInput struct {
	FormID    string
	Kind      OrderKind
	Authority string
	Number    string
	DatedOn   string // 2006-01-02
	Received  string // number of the received order that is carried out; empty: none was recorded

	effectFrom *time.Time // of what the parties were not told at once
}

func (in *OrderInput) empty() bool {
	return in == nil || in.Authority == "" && in.Number == "" && in.DatedOn == ""
}

// checkRulings is what the decision of a kind needs: its own fields, and for each
// item what depends on the case.
func (t *tx) checkRulings(f *casefile, a Actor, kind DecisionKind, in DecideCase) error {
	var p problems
	checkDecision(&p, t.book, kind, in)
	switch kind {
	case DecisionReclassify:
		for _, r := range in.Rulings {
			if i := f.at(r.Position); i != nil {
				t.checkReason(&p, f, i, r)
			}
		}
	case DecisionOrder, DecisionCourt:
		if err := t.checkOrder(&p, a, kind, in.Order); err != nil {
			return err
		}
	default:
	}
	return p.err()
}

func (t *tx) checkReason(p *problems, f *casefile, i *Item, r RulingInput) {
	reason, ok := t.book.Reason(r.Code)
	switch {
	case !ok || reason.RightType != f.Right.Type:
		p.add("reason", "Choose the reason that fits.")
	case r.Code == i.ReasonOf(f.Complaint) && r.Version == i.Version: // else another was faster
		p.add("reason", "Listing %d stands under this reason already. Choose another, or leave it out.", i.Position)
	}
}

// checkOrder: an order is named exactly, and its document is put forward. Of a
// court's outcome nothing of this is needed where the facts say it.
func (t *tx) checkOrder(p *problems, a Actor, kind DecisionKind, in *OrderInput) error {
	if kind == DecisionCourt && in.empty() {
		return nil
	}
	if in == nil {
		in = &OrderInput{}
	}
	if in.Kind != OrderOfCourt && in.Kind != OrderOfAuthority {
		p.add("order_kind", "Choose whether a court or an authority decided.")
	}
	checkText(p, "authority", "Enter the name of the court or the authority.", in.Authority, MaxShortText, true)
	checkText(p, "order_number", "Enter the reference number of the order.", in.Number, MaxShortText, true)
	day, err := time.Parse(time.DateOnly, in.DatedOn)
	switch {
	case err != nil:
		p.add("dated_on", "Enter the day of the order, like 2026-03-31.")
	case day.After(t.now.Add(24 * time.Hour)): // it may be tomorrow already where it was given
		p.add("dated_on", "This day is still to come. Enter the day that the order bears.")
	}
	if kind != DecisionOrder {
		return nil
	}
	files := []Exhibit{}
	if validFormID(in.FormID) {
		if files, err = t.formExhibits(a, in.FormID); err != nil {
			return err
		}
	}
	if len(files) == 0 {
		p.add("files", "Add the order as a file.")
	}
	return nil
}

// keepOrder writes the order that a decision records, with its document, and adds
// what it says to the texts that the event names.
func (t *tx) keepOrder(f *casefile, a Actor, in DecideCase, d Decision, texts map[string]string) ([]Exhibit, error) {
	if d.Kind != DecisionOrder && d.Kind != DecisionCourt || in.Order.empty() {
		return nil, nil
	}
	o := Order{
		PublicID: NewID(), CaseID: f.Case.ID, DecisionID: d.ID, Kind: in.Order.Kind, Authority: in.Order.Authority, Number: in.Order.Number,
		DatedOn: in.Order.DatedOn, RecordedAt: t.now, RecordedBy: a.PersonID,
	}
	for _, r := range d.Rulings {
		o.Items = append(o.Items, r.Item)
	}
	received, err := t.receivedFor(in.Order)
	if err != nil {
		return nil, err
	}
	o.ReceivedID, o.EffectFrom = received, in.Order.effectFrom
	told, salts, err := commit(o.texts())
	if err != nil {
		return nil, err
	}
	o.Salts = salts
	if err := t.insert([]*Order{&o}); err != nil {
		return nil, err
	}
	for column, hash := range told {
		texts[column] = hash
	}
	if !validFormID(in.Order.FormID) {
		return nil, nil
	}
	files, err := t.formExhibits(a, in.Order.FormID)
	if err != nil {
		return nil, err
	}
	if err := t.fileExhibits(a, files, belongs{order: &o.ID, file: f}); err != nil {
		return nil, fmt.Errorf("document of an order in %s: %w", f.Case.Number, err)
	}
	return files, nil
}

// ruled notes on an item what its ruling said beyond the move.
func (i *Item) ruled(r RulingInput) {
	switch r.Do {
	case MoveReclassify:
		i.Reason = r.Code
	case MoveRefuse:
		i.Refusal = r.Code
	default:
		i.Refusal = ""
	}
}
