package ipcase

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// OrderAnswer is what a marketplace, or the employee who does its work by hand, says
// came of an order.
type OrderAnswer struct {
	Key     string
	Outcome OrderOutcome
	Reason  string // of a refusal
}

// AnswerOrder takes a connected marketplace's word. The same word twice is one; another
// word after it was carried out is too late.
func (s *Service) AnswerOrder(ctx context.Context, c Connection, in OrderAnswer) error {
	if err := checkOrderAnswer(in); err != nil {
		return err
	}
	return s.inTx(ctx, func(t *tx) error { return t.answerOrder(c.ID, in, nil) })
}

// TickOrder is the word of an employee of the platform about an order that is carried
// out by hand.
func (s *Service) TickOrder(ctx context.Context, a Actor, in OrderAnswer) error {
	if !a.May(PermOperate) && !a.isReviewer() {
		return errNotFound()
	}
	return s.act(ctx, a, func(t *tx) error {
		var c Connection
		err := one(t.db.Where("way = ? AND id = (SELECT connection_id FROM deliveries WHERE key = ?)", ByHand, in.Key), &c)
		if err == nil {
			err = checkOrderAnswer(in)
		}
		if err != nil {
			return err
		}
		return t.answerOrder(c.ID, in, &a.PersonID)
	})
}

func checkOrderAnswer(in OrderAnswer) error {
	var p problems
	switch in.Outcome {
	case OutcomeDone, OutcomeUnknown:
		checkText(&p, "reason", "", in.Reason, maxRefusedNote, false)
	case OutcomeRefused:
		checkText(&p, "reason", "Say why it was refused, in at most 300 characters.", in.Reason, maxRefusedNote, true)
	default:
		p.add("outcome", "Say done, refused or unknown.")
	}
	return p.err()
}

// answerOrder notes the word; the worker carries it into the case, as it does where a
// marketplace answers at once.
func (t *tx) answerOrder(connection int64, in OrderAnswer, by *int64) error {
	var d Delivery
	err := one(t.db.Table("deliveries").Select("deliveries.*").Joins("JOIN connections ON connections.id = deliveries.connection_id").
		Where("deliveries.key = ? AND deliveries.connection_id = ?", in.Key, connection).Where(isListedOrder, orderKinds), &d)
	if err != nil {
		return err
	}
	var f *casefile
	if d.CaseID != nil { // the case first, as every deed does
		if f, err = t.caseByID(*d.CaseID); err != nil {
			return err
		}
	}
	if err := one(t.forUpdate().Where("id = ?", d.ID), &d); err != nil {
		return err
	}
	again, err := d.alreadyAnswered(in.Outcome)
	if err != nil || again {
		return err
	}
	t.queued = true
	if in.Outcome == OutcomeUnknown { // asked again with the same key; nothing is guessed
		return t.db.Exec("UPDATE deliveries SET next_at = CASE WHEN state = 'queued' THEN ? ELSE next_at END, last_error = ? WHERE id = ?",
			t.now, strings.TrimSpace("the marketplace does not know what came of it "+in.Reason), d.ID).Error
	}
	if d.State == DeliveryFailed {
		if err := t.mayTryAgain(d); err != nil {
			return err
		}
	}
	res := t.db.Exec(`UPDATE deliveries SET answer = ?, answer_note = ?, answered_by = ?, state = CASE WHEN state = 'given_up' THEN 'queued' ELSE state END,
		done_at = NULL, next_at = CASE WHEN state = 'running' THEN next_at ELSE ? END WHERE id = ?`, in.Outcome, in.Reason, by, t.now, d.ID)
	if res.Error != nil {
		return fmt.Errorf("answer to %s: %w", d.Key, res.Error)
	}
	if d.State == DeliveryFailed && f != nil {
		if err := t.record(f, System(), EventOutsideAgain, false, EventData{Code: string(d.Kind)}); err != nil {
			return err
		}
		return t.settle(f)
	}
	return nil
}

// alreadyAnswered says that a word was given before; another one is refused.
func (d Delivery) alreadyAnswered(with OrderOutcome) (bool, error) {
	said := d.Answer
	switch {
	case said == "" && d.State == DeliveryDone:
		said = OutcomeDone
	case said == OutcomeRefused && d.State == DeliveryFailed && with == OutcomeDone:
		return false, nil // it was refused first, and has been done all the same
	case said == "":
		return false, nil
	}
	if said == with || with == OutcomeUnknown {
		return true, nil
	}
	return false, Errorf(Stale, "This order was answered before, with: %s. That stands.", string(said))
}

// DeliveryWaits notes that a marketplace has an order and says later what came of it.
// One that says nothing for three days is given up aloud.
func (s *Service) DeliveryWaits(ctx context.Context, d Delivery, word *PendingError) error {
	now := Moment(s.clock.Now())
	asked := now
	if d.AskedAt != nil {
		asked = *d.AskedAt
	}
	end := asked.Add(OrderAnswered)
	if !now.Before(end) {
		return s.DeliveryGiveUp(ctx, d, fmt.Errorf("the marketplace has not said for three days what came of it; %s", word.Note))
	}
	next := now.Add(word.Again)
	if next.After(end) || word.Again <= 0 {
		next = end
	}
	return s.inTx(ctx, func(t *tx) error {
		res := t.db.Exec(`UPDATE deliveries SET state = 'queued', next_at = ?, lease_until = NULL, last_error = ?, asked_at = ?
			WHERE id = ? AND attempts = ? AND state = 'running'`, next, word.Note, asked, d.ID, d.Attempts)
		if res.Error != nil {
			return fmt.Errorf("wait for %s: %w", d.Key, res.Error)
		}
		// An answer may have come by its own way meanwhile.
		res = t.db.Exec("UPDATE deliveries SET next_at = ? WHERE id = ? AND state = 'queued' AND answer <> ''", t.now, d.ID)
		t.queued = res.RowsAffected > 0
		return res.Error
	})
}

// MarketOrder is an order that a marketplace has not answered yet.
type MarketOrder struct {
	ID          int64
	Key         string
	Kind        DeliveryKind
	State       DeliveryState
	Seq         int
	CreatedAt   time.Time
	CaseNumber  string // of the case, or of the measure
	Complainant string
	Right       string
	Ref         string
	Page        string
	Title       string
	Lang        string
	SellerRef   string
	Site        string
	Connection  string // its name
	Payload     string
	Untold      bool // its shop may not be told why

	// Of an order about a whole shop.
	Shop  ShopOrder  `gorm:"-"` // "" where it is about a listing
	Until *time.Time `gorm:"-"` // when the measure ends; nil where it has no end
}

// ShopOrder is what a marketplace is asked to do with a shop.
type ShopOrder string

// The orders: to restrict a shop as a measure says, and to let go of that.
const (
	RestrictShop ShopOrder = "restrict"
	ReleaseShop  ShopOrder = "release"
)

// read puts what an order about a shop says into its fields.
func (o *MarketOrder) read() error {
	if o.Kind != DeliverTell {
		return nil
	}
	var body tellBody
	if err := json.Unmarshal([]byte(o.Payload), &body); err != nil {
		return fmt.Errorf("read order %s: %w", o.Key, err)
	}
	o.SellerRef, o.CaseNumber, o.Until, o.Shop = body.Data.Seller, body.Data.Measure, body.Data.Until, RestrictShop
	if body.Type == tellRelease {
		o.Shop = ReleaseShop
	}
	return nil
}

// OpenOrders are the orders that a connection has not answered, the oldest first, from
// behind after. Of several about one listing only the first is there: the next comes
// when that is answered. What was given up is there still, until another order about
// the listing was given.
func (s *Service) OpenOrders(ctx context.Context, c Connection, after int64, limit int) ([]MarketOrder, error) {
	return s.openOrders(ctx, "deliveries.connection_id = ? AND deliveries.id > ?", []any{c.ID, after}, limit)
}

// ReadHandOrders are those that the platform's people carry out by hand.
func (s *Service) ReadHandOrders(ctx context.Context, a Actor, after int64) ([]MarketOrder, error) {
	if !a.May(PermOperate) && !a.isReviewer() {
		return nil, errNotFound()
	}
	return s.openOrders(ctx, "connections.way = ? AND deliveries.id > ?", []any{ByHand, after}, MaxActions)
}

func (s *Service) openOrders(ctx context.Context, where string, args []any, limit int) ([]MarketOrder, error) {
	var list []MarketOrder
	err := s.read(ctx).Table("deliveries").Select(`deliveries.id, deliveries.key, deliveries.kind, deliveries.state, deliveries.seq, deliveries.created_at, deliveries.payload,
			COALESCE(cases.number, measures.number, '') AS case_number, COALESCE(orgs.name, '') AS complainant, COALESCE(rights.type, '') AS "right",
			COALESCE(listings.ref, '') AS ref, COALESCE(listings.title, '') AS title, COALESCE(listings.lang, '') AS lang, sites.code AS site, connections.name AS connection, COALESCE(sellers.shop_ref, '') AS seller_ref, deliveries.untold_id IS NOT NULL AS untold`).
		Joins("JOIN connections ON connections.id = deliveries.connection_id").
		Joins("LEFT JOIN listings ON listings.id = deliveries.listing_id").
		Joins("JOIN sites ON sites.id = COALESCE(listings.site_id, connections.site_id)").
		Joins("LEFT JOIN orgs sellers ON sellers.id = listings.seller_org_id").
		Joins("LEFT JOIN cases ON cases.id = deliveries.case_id").
		Joins("LEFT JOIN measures ON measures.id = deliveries.measure_id").
		Joins("LEFT JOIN orgs ON orgs.id = cases.holder_org_id").
		Joins("LEFT JOIN rights ON rights.id = cases.right_id").
		Where(where, args...).
		Where(isListedOrder+" AND deliveries.answer = '' AND deliveries.state <> 'done' AND connections.ended_at IS NULL", orderKinds).
		Where(`NOT EXISTS (SELECT 1 FROM deliveries e WHERE e.listing_id = deliveries.listing_id AND (
			e.id < deliveries.id AND e.state IN ('queued', 'running') OR e.id > deliveries.id AND deliveries.state = 'given_up' AND e.kind IN ?))`, orderKinds).
		Order("deliveries.id").Limit(limit).Scan(&list).Error
	if err != nil {
		return nil, fmt.Errorf("open orders: %w", err)
	}
	for n := range list {
		if err := list[n].read(); err != nil {
			return nil, err
		}
	}
	return list, nil
}
