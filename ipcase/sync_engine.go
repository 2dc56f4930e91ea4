package ipcase

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Engine is a Marketplace that reads what commerce engines have on sale.
type Engine interface {
	// ReadStock reads a part of it: never more than fits into memory.
	ReadStock(ctx context.Context, c Connection, ask StockAsk) (StockPage, error)
}

// StockAsk is which part of an engine's stock is wanted.
type StockAsk struct {
	Pass  SyncPass
	After int64      // what the part before said
	Since *time.Time // of what changed since, by the engine's clock; nil: ever
}

// StockPage is a part of what an engine has on sale.
type StockPage struct {
	Sellers  []SellerLine
	Listings []ListingLine
	Down     []string  // that an order of ours keeps down there, and that are down
	Gone     []string  // that the engine had and has no more
	Unfit    []string  // why something could not be brought into a listing's form
	Next     int64     // for After of the next part; 0: this was the last
	Newest   time.Time // the youngest change in it, by the engine's clock
}

// SyncPass is what a reading of an engine's stock goes through.
type SyncPass string

// The passes. Everything is read now and then, and after it what the engine has no more
// is looked for; between these, what changed.
const (
	SyncNone    SyncPass = ""
	SyncAll     SyncPass = "all"
	SyncMissing SyncPass = "missing"
	SyncChanged SyncPass = "changed"
)

// How often an engine is read, and how long one part may take.
const (
	SyncChangedEvery = time.Minute
	SyncAllEvery     = time.Hour
	syncFailedPause  = 5 * time.Minute
	syncLease        = 2 * time.Minute
)

// Syncing is how far the reading of an engine's stock is.
type Syncing struct {
	SyncAt      *time.Time // when the next part is due
	SyncPass    SyncPass
	SyncAfter   int64
	SyncSince   *time.Time // of this pass
	SyncNewest  *time.Time // of what was read so far
	SyncedAt    *time.Time // a whole pass ended
	SyncedAllAt *time.Time
	SyncError   string // why the last part could not be read
	SyncFaults  int    // products that could not be taken since everything was begun to be read
	SyncFault   string // the first of them, and why
}

// SyncEngines reads the next part of one engine's stock that is due. It says how many
// parts it read, failed ones included; zero means that none is due.
func (s *Service) SyncEngines(ctx context.Context) (int, error) {
	engine, ok := s.market.(Engine)
	if !ok {
		return 0, nil
	}
	now := Moment(s.clock.Now())
	var due []Connection
	if err := s.read(ctx).Where("sync_at <= ? AND ended_at IS NULL", now).Order("sync_at, id").Limit(1).Find(&due).Error; err != nil || len(due) == 0 {
		return 0, err
	}
	c := due[0]
	if first, err := s.claimSync(ctx, c, now.Add(syncLease)); err != nil || !first {
		return 0, err
	}
	c.beginPass(now)
	page, err := engine.ReadStock(ctx, c, StockAsk{Pass: c.SyncPass, After: c.SyncAfter, Since: c.SyncSince})
	if err == nil {
		err = s.keepStock(ctx, &c, page)
	}
	if err != nil && ctx.Err() != nil {
		return 0, err // told to stop: the lease runs out, and the part is read again
	}
	c.endPart(page, err, Moment(s.clock.Now()))
	return 1, s.writeSync(ctx, c)
}

// claimSync keeps other processes from the same part until its lease is over.
func (s *Service) claimSync(ctx context.Context, c Connection, until time.Time) (bool, error) {
	first := false
	err := s.inTx(ctx, func(t *tx) error {
		res := t.db.Model(&Connection{}).Where("id = ? AND sync_at = ? AND ended_at IS NULL", c.ID, *c.SyncAt).Updates(map[string]any{"sync_at": until})
		first = res.RowsAffected == 1
		return res.Error
	})
	if err != nil {
		return false, fmt.Errorf("read the stock of connection %d: %w", c.ID, err)
	}
	return first, nil
}

// beginPass chooses what is read next where nothing is under way.
func (c *Connection) beginPass(now time.Time) {
	if c.SyncPass != SyncNone {
		return
	}
	c.SyncPass, c.SyncAfter, c.SyncSince = SyncChanged, 0, c.SyncNewest
	if c.SyncedAllAt == nil || !now.Before(c.SyncedAllAt.Add(SyncAllEvery)) {
		c.SyncPass, c.SyncSince, c.SyncFaults, c.SyncFault = SyncAll, nil, 0, ""
	}
}

// endPart says what is due after a part was read, or could not be.
func (c *Connection) endPart(p StockPage, err error, now time.Time) {
	next := now
	switch {
	case err != nil:
		next = now.Add(syncFailedPause)
		c.SyncError = shortText(err.Error(), maxRefusedNote)
		c.SyncAt = &next
		return
	case p.Next != 0:
		c.SyncAfter = p.Next
	case c.SyncPass == SyncAll: // who may have deleted what is not there any more is asked by its id
		c.SyncPass, c.SyncAfter = SyncMissing, 0
	default:
		if c.SyncPass == SyncMissing {
			c.SyncedAllAt = &now
		}
		c.SyncPass, c.SyncAfter, c.SyncSince, c.SyncedAt = SyncNone, 0, nil, &now
		next = now.Add(SyncChangedEvery)
	}
	if !p.Newest.IsZero() && (c.SyncNewest == nil || p.Newest.After(*c.SyncNewest)) {
		newest := Moment(p.Newest)
		c.SyncNewest = &newest
	}
	c.SyncAt, c.SyncError = &next, ""
}

func (s *Service) writeSync(ctx context.Context, c Connection) error {
	return s.inTx(ctx, func(t *tx) error {
		res := t.db.Model(&Connection{}).Where("id = ? AND ended_at IS NULL", c.ID).Updates(map[string]any{
			"sync_at": c.SyncAt, "sync_pass": c.SyncPass, "sync_after": c.SyncAfter, "sync_since": c.SyncSince, "sync_newest": c.SyncNewest,
			"synced_at": c.SyncedAt, "synced_all_at": c.SyncedAllAt, "sync_error": c.SyncError, "sync_faults": c.SyncFaults, "sync_fault": c.SyncFault,
		})
		if res.Error != nil {
			return fmt.Errorf("note how far the stock of connection %d is read: %w", c.ID, res.Error)
		}
		return nil
	})
}

// keepStock enters a part of an engine's stock as if the marketplace had sent it, and
// counts what it could not take.
func (s *Service) keepStock(ctx context.Context, c *Connection, p StockPage) error {
	stock, ok := s.market.(Stocked)
	if !ok {
		return errNotFound()
	}
	site, err := s.siteOf(ctx, *c)
	if err != nil {
		return err
	}
	unfit := p.Unfit
	if len(p.Sellers) > 0 {
		faults, err := s.KeepSellers(ctx, *c, p.Sellers)
		if err != nil {
			return err
		}
		for n, fault := range faults {
			if fault != "" {
				unfit = append(unfit, p.Sellers[n].ID+": "+fault)
			}
		}
	}
	if len(p.Listings) > 0 {
		faults, err := s.KeepListings(ctx, *c, p.Listings)
		if err != nil {
			return err
		}
		for n, fault := range faults {
			if fault != "" {
				unfit = append(unfit, p.Listings[n].ID+": "+fault)
			}
		}
	}
	for _, ref := range p.Gone {
		err := stock.ShowListing(ctx, site.Code, ref, false, s.clock.Now())
		if err == nil || KindOf(err) == NotFound {
			err = s.deletedThere(ctx, site, ref)
		}
		if err == nil {
			err = stock.ListingGone(ctx, site.Code, ref, s.clock.Now())
		}
		if err != nil {
			return fmt.Errorf("listing %s of %s: %w", ref, site.Code, err)
		}
	}
	if len(unfit) > 0 && c.SyncFaults == 0 {
		c.SyncFault = shortText(unfit[0], maxRefusedNote)
	}
	c.SyncFaults += len(unfit)
	return errors.Join(s.reappearedNoMore(ctx, site, p.Down), s.reappearedNoMore(ctx, site, p.Gone))
}

// shortText is the beginning of a text, fit to be kept.
func shortText(s string, limit int) string {
	if r := []rune(s); len(r) > limit {
		return string(r[:limit-1]) + "…"
	}
	return s
}
