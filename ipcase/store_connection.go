package ipcase

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// orderKinds are what a marketplace is asked to do, and answers for.
var orderKinds = []DeliveryKind{DeliverRemove, DeliverRestore, DeliverWithdraw}

// What is told of shops is news where a marketplace is called, and an order where orders
// lie in a list.
const (
	tellRestrict = "seller.restrict"
	tellRelease  = "seller.release"

	isListedOrder = "(deliveries.kind IN ? OR deliveries.kind = '" + string(DeliverTell) + "' AND connections.way IN ('" + string(ByPull) + "', '" + string(ByHand) + "'))"
)

func (t *tx) connection(id string) (Connection, error) {
	var c Connection
	return c, one(t.forUpdate().Where("public_id = ?", id), &c)
}

// adoptOrders lets what waits about a site's listings be for another connection, which
// is asked at once.
func (t *tx) adoptOrders(site int64, to *int64) error {
	t.queued = true
	err := t.db.Exec(`UPDATE deliveries SET connection_id = ?, asked_at = NULL, next_at = CASE WHEN state = 'queued' THEN ? ELSE next_at END
		WHERE kind IN ? AND state IN ('queued', 'running') AND answer = '' AND listing_id IN (SELECT id FROM listings WHERE site_id = ?)`,
		to, t.now, orderKinds, site).Error
	if err != nil {
		return fmt.Errorf("orders of site %d: %w", site, err)
	}
	return nil
}

// ConnectionOf finds whose token somebody shows; its last use is noted to the minute.
func (s *Service) ConnectionOf(ctx context.Context, token string) (Connection, error) {
	var c Connection
	err := one(s.read(ctx).Where("token_hash = ? AND ended_at IS NULL", hashToken(token)), &c)
	if err != nil || c.TokenUsedAt != nil && s.clock.Now().Sub(*c.TokenUsedAt) < time.Minute {
		return c, err
	}
	return c, s.inTx(ctx, func(t *tx) error {
		return t.db.Model(&Connection{}).Where("id = ?", c.ID).Updates(map[string]any{"token_used_at": t.now}).Error
	})
}

// HookConnection is the connection whose signed hook comes in, with what may have
// signed it.
func (s *Service) HookConnection(ctx context.Context, id string) (c Connection, secrets []string, err error) {
	if s.seal == nil {
		return c, nil, errNotFound()
	}
	if err := one(s.read(ctx).Where("public_id = ? AND way = ? AND ended_at IS NULL", id, ByWebhook), &c); err != nil {
		return c, nil, err
	}
	secrets, err = c.Secrets(s.seal, s.clock.Now())
	return c, secrets, err
}

// Secrets are those that sign at an instant, the newest first.
func (c Connection) Secrets(seal Sealer, now time.Time) ([]string, error) {
	sealed := []string{c.Secret}
	if c.OldUntil != nil && now.Before(*c.OldUntil) {
		sealed = append(sealed, c.OldSecret)
	}
	var plain []string
	for _, s := range sealed {
		b, err := seal.Open(SecretPurpose, s)
		if err != nil {
			return nil, fmt.Errorf("the secret of connection %d: %w", c.ID, err)
		}
		plain = append(plain, string(b))
	}
	return plain, nil
}

// connectionOfListing is where orders about a listing go.
func (t *tx) connectionOfListing(id int64) (*int64, error) {
	var to *int64
	err := t.db.Table("listings").Select("sites.connection_id").Joins("JOIN sites ON sites.id = listings.site_id").Where("listings.id = ?", id).Scan(&to).Error
	if err != nil {
		return nil, fmt.Errorf("connection of listing %d: %w", id, err)
	}
	return to, nil
}

// nextSeq counts what a marketplace is told about a case, whose row is locked.
func (t *tx) nextSeq(caseID *int64) (int, error) {
	if caseID == nil {
		return 0, nil
	}
	var last int
	if err := t.db.Model(&Delivery{}).Where("case_id = ?", *caseID).Select("COALESCE(MAX(seq), 0)").Scan(&last).Error; err != nil {
		return 0, fmt.Errorf("count what is told about case %d: %w", *caseID, err)
	}
	return last + 1, nil
}

// tellBody is what a marketplace is told: of a case its public acts alone.
type tellBody struct {
	Type      string    `json:"type"`
	Timestamp time.Time `json:"timestamp"`
	Data      tellData  `json:"data"`
}

type tellData struct {
	Site     string     `json:"site,omitempty"`
	Case     string     `json:"case,omitempty"`
	Sequence int        `json:"sequence,omitempty"` // of what is told about this case
	Event    int        `json:"event,omitempty"`    // its place in the case's chain
	Party    Party      `json:"party,omitempty"`    // who acted
	Listings []tellItem `json:"listings,omitempty"`
	Seller   string     `json:"seller,omitempty"` // its reference at the marketplace
	Measure  string     `json:"measure,omitempty"`
	Kind     string     `json:"kind,omitempty"` // of the measure
	Until    *time.Time `json:"until,omitempty"`
}

type tellItem struct {
	Listing string `json:"listing"`
	From    State  `json:"from,omitempty"`
	To      State  `json:"to,omitempty"`
}

// tellMarket has a connected marketplace told of what both sides of a case are told.
func (t *tx) tellMarket(f *casefile) error {
	if f.Site.ConnectionID == nil {
		return nil
	}
	var c Connection
	if err := one(t.db.Where("id = ?", *f.Site.ConnectionID), &c); err != nil || c.Way != ByWebhook {
		return err
	}
	refs, err := t.refsOf(f)
	if err != nil {
		return err
	}
	for _, e := range f.events {
		if !e.Public {
			continue
		}
		body := tellBody{Type: "case." + string(e.Kind), Timestamp: e.At, Data: tellData{Site: f.Site.Code, Case: f.Case.Number, Event: e.Seq, Party: e.Party}}
		moved := map[int]ItemMove{}
		for _, m := range e.Told().Moves {
			moved[m.Item] = m
		}
		for _, n := range e.Items {
			body.Data.Listings = append(body.Data.Listings, tellItem{Listing: refs[n], From: moved[n].From, To: moved[n].To})
		}
		caseID := f.Case.ID
		if err := t.enqueueTold(c.ID, &caseID, fmt.Sprintf("case-%d-%s-%d", c.ID, f.Case.Number, e.Seq), body); err != nil {
			return err
		}
	}
	return nil
}

// refsOf are the ids of a case's listings by their places in it.
func (t *tx) refsOf(f *casefile) (map[int]string, error) {
	var rows []struct {
		Position int
		Ref      string
	}
	err := t.db.Table("items").Select("items.position, listings.ref").Joins("JOIN listings ON listings.id = items.listing_id").Where("items.case_id = ?", f.Case.ID).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("listings of %s: %w", f.Case.Number, err)
	}
	refs := map[int]string{}
	for _, r := range rows {
		refs[r.Position] = r.Ref
	}
	return refs, nil
}

// enqueueTold has a message sent; its number is part of its words, which stay the same
// at every try.
func (t *tx) enqueueTold(connection int64, caseID *int64, key string, body tellBody) error {
	seq, err := t.nextSeq(caseID)
	if err != nil {
		return err
	}
	body.Data.Sequence = seq
	words, err := json.Marshal(body)
	if err != nil {
		return fmt.Errorf("message %s: %w", key, err)
	}
	return t.enqueue(Delivery{Kind: DeliverTell, Key: key, CaseID: caseID, ConnectionID: &connection, Seq: seq, Payload: string(words)})
}

// MarketMessageOf is what a delivery tells.
func (s *Service) MarketMessageOf(d Delivery) MarketMessage {
	m := MarketMessage{Key: d.Key, At: d.CreatedAt, Body: d.Payload, Answer: d.Answer, AnswerNote: d.AnswerNote}
	if d.ConnectionID != nil {
		m.Connection = *d.ConnectionID
	}
	return m
}
