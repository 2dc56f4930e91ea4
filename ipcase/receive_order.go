package ipcase

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// ReceiveOrder is what a reviewer or an operator writes down of an order that came.
// Its document is a file of the form.
type ReceiveOrder struct {
	FormID                                                       string
	Demand                                                       OrderDemand
	Kind                                                         OrderKind
	Authority, Country, LegalBasis, Reasons, Demanded, Territory string
	Redress, Tell, OrderNumber, DatedOn                          string
	SilentUntil                                                  string // 2006-01-02, or empty
	Lines                                                        []string
}

// MaxOrderListings is how many listings one received order names.
const MaxOrderListings = 300

// keepsOrders: whoever decides, and who runs the platform.
func (a Actor) keepsOrders() bool { return a.isReviewer() || a.May(PermOperate) }

// ReceiveOrder records an order. Whatever it lacks, it is recorded: what is missing
// is named. Pressing twice records it once.
func (s *Service) ReceiveOrder(ctx context.Context, a Actor, in ReceiveOrder) (string, error) {
	if !a.keepsOrders() || !validFormID(in.FormID) {
		return "", errNotFound()
	}
	var number string
	receive := func() error {
		return s.act(ctx, a, func(t *tx) error {
			var there ReceivedOrder
			if err := t.db.Where("form_id = ?", in.FormID).Limit(1).Find(&there).Error; err != nil || there.ID != 0 {
				number = there.Number
				return err
			}
			var err error
			number, err = t.receiveOrder(a, in)
			return err
		})
	}
	err := receive()
	if errors.Is(err, gorm.ErrDuplicatedKey) { // the other press of the same button was first
		err = receive()
	}
	return number, err
}

func (t *tx) receiveOrder(a Actor, in ReceiveOrder) (string, error) {
	files, err := t.formExhibits(a, in.FormID)
	if err != nil {
		return "", err
	}
	o, err := t.checkReceived(in, len(files))
	if err != nil {
		return "", err
	}
	n, err := t.nextNumber("received")
	if err != nil {
		return "", err
	}
	o.Number, o.RecordedAt, o.RecordedBy = fmt.Sprintf("AO-%d-%06d", t.now.Year(), n), t.now, a.PersonID
	texts, salts, err := commit(o.texts())
	if err != nil {
		return "", err
	}
	o.Salts = salts
	code := string(o.Demand)
	e, err := t.receivedEvent(&o, a, EventOrderReceived, EventData{Number: o.Number, Code: code, Count: len(o.Listings), Hashes: hashesOf(files), Views: viewsOf(files), Texts: texts})
	if err != nil {
		return "", err
	}
	if err := t.insert([]*ReceivedOrder{&o}); err != nil {
		return "", err
	}
	labels := make([]string, len(files))
	for k := range files {
		labels[k] = fmt.Sprintf("R%d", k+1)
	}
	if err := t.labelExhibits(files, labels, map[string]any{"received_id": o.ID}); err != nil {
		return "", err
	}
	return o.Number, t.insert([]*Event{&e})
}

// checkReceived wants only what an order cannot be found again without.
func (t *tx) checkReceived(in ReceiveOrder, files int) (ReceivedOrder, error) {
	var p problems
	o := ReceivedOrder{
		FormID: in.FormID, Demand: in.Demand, Kind: in.Kind, Authority: in.Authority, Country: in.Country, LegalBasis: in.LegalBasis, Reasons: in.Reasons,
		Demanded: in.Demanded, Listings: append([]string{}, in.Lines...), Territory: in.Territory, Redress: in.Redress, Tell: in.Tell, OrderNumber: in.OrderNumber, DatedOn: in.DatedOn,
	}
	if in.Demand != DemandAct && in.Demand != DemandInformation {
		p.add("demand", "Choose what the order asks for.")
	}
	if in.Kind != OrderOfCourt && in.Kind != OrderOfAuthority {
		p.add("order_kind", "Choose whether a court or an authority decided.")
	}
	checkText(&p, "authority", "Enter the name of the court or the authority.", in.Authority, MaxShortText, true)
	if !IsCountry(in.Country) {
		p.add("country", "Choose a country.")
	}
	checkText(&p, "order_number", "Enter the reference number of the order.", in.OrderNumber, MaxShortText, true)
	for name, text := range map[string]string{"legal_basis": in.LegalBasis, "territory": in.Territory, "redress": in.Redress, "tell": in.Tell} {
		checkText(&p, name, "", text, MaxComment, false)
	}
	checkText(&p, "reasons", "", in.Reasons, MaxExplanation, false)
	checkText(&p, "demanded", "Write down what the order demands, in its words.", in.Demanded, MaxExplanation, true)
	day, err := time.Parse(time.DateOnly, in.DatedOn)
	switch {
	case err != nil:
		p.add("dated_on", "Enter the day of the order, like 2026-03-31.")
	case day.After(t.now.Add(24 * time.Hour)):
		p.add("dated_on", "This day is still to come. Enter the day that the order bears.")
	}
	if len(in.Lines) > MaxOrderListings {
		p.add("lines", "An order is recorded with %d listings at most; you have %d. Record the rest as another one.", MaxOrderListings, len(in.Lines))
	}
	if in.SilentUntil != "" {
		until, err := time.Parse(time.DateOnly, in.SilentUntil)
		if err != nil {
			p.add("silent_until", "Enter the day from which the seller may be told, like 2026-03-31, or leave it empty.")
		}
		o.SilentUntil = &until
	}
	if files == 0 {
		p.add("files", "Add the order as a file.")
	}
	return o, p.err()
}

// AnswerAuthority records what was done about an order, as it is told to the
// authority that gave it.
func (s *Service) AnswerAuthority(ctx context.Context, a Actor, number, effect string) error {
	if !a.keepsOrders() {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		var o ReceivedOrder
		if err := one(t.forUpdate().Where("number = ?", number), &o); err != nil {
			return err
		}
		if o.AnsweredAt != nil && o.Effect == effect {
			return nil // the second press of the same button
		}
		if o.AnsweredAt != nil {
			return Errorf(Stale, "What was done about this order is recorded already. Look at it as it is now.")
		}
		var p problems
		checkText(&p, "effect", "Say what was done and when, or why nothing could be done.", effect, MaxExplanation, true)
		if err := p.err(); err != nil {
			return err
		}
		texts, salts, err := commit(map[string]any{"effect": effect})
		if err != nil {
			return err
		}
		before := o.EventSeq
		for column, salt := range salts {
			o.Salts[column] = salt
		}
		e, err := t.receivedEvent(&o, a, EventOrderAnswered, EventData{Number: o.Number, Code: string(o.Demand), Texts: texts})
		if err != nil {
			return err
		}
		res := t.db.Model(&ReceivedOrder{}).Where("id = ? AND event_seq = ? AND answered_at IS NULL", o.ID, before).Updates(map[string]any{
			"effect": effect, "answered_at": t.now, "answered_by": a.PersonID, "salts": o.Salts, "event_seq": o.EventSeq, "event_hash": o.EventHash,
		})
		if err := changedOne(res); err != nil {
			return err
		}
		return t.insert([]*Event{&e})
	})
}

func (t *tx) receivedEvent(o *ReceivedOrder, a Actor, kind EventKind, data EventData) (Event, error) {
	e, err := t.event("received:"+o.Number, o.EventSeq, o.EventHash, a, kind, false, data)
	if err != nil {
		return e, err
	}
	e.Hash = HashEvent(e)
	o.EventSeq, o.EventHash = e.Seq, e.Hash
	return e, nil
}

// receivedFor is the received order that a decision carries out; nil where it names
// none.
func (t *tx) receivedFor(in *OrderInput) (*int64, error) {
	if in == nil || in.Received == "" {
		return nil, nil //nolint:nilnil // none is named
	}
	var o ReceivedOrder
	if err := one(t.db.Where("number = ?", in.Received), &o); err != nil {
		return nil, err
	}
	return &o.ID, nil
}
