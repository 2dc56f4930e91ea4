package ipcase

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
)

// CapturePage takes the picture that a filing asked for and writes it down with its
// event. The bytes are kept before the row names them; of two workers at once, or of
// one that died in between and its successor, the first row stands. What can never be
// captured is written down at once; what failed for now is an error.
func (s *Service) CapturePage(ctx context.Context, d Delivery) error {
	if s.camera == nil {
		return &CaptureError{PageBrowser, errors.New("no browser is configured here any more")}
	}
	page, there, err := s.pageToCapture(ctx, d)
	if err != nil || there {
		return err
	}
	c := Capture{CaseID: *d.CaseID, ItemID: *d.ItemID, Position: page.Position, URL: page.URL}
	photo, err := s.camera.Photograph(ctx, page.URL, page.BaseURL)
	var failed *CaptureError
	if errors.As(err, &failed) && failed.Final() {
		c.Why = failed.Why
		return s.keepCapture(ctx, c)
	}
	if err != nil {
		return fmt.Errorf("photograph a page: %w", err)
	}
	c.At, c.URL, c.Cut = Moment(s.clock.Now()), photo.Address, photo.Cut
	kept, err := s.blobs.KeepPicture(ctx, bytes.NewReader(photo.PNG))
	if err != nil {
		return fmt.Errorf("keep the picture of a page: %w", err)
	}
	c.Hash, c.MIME, c.Width, c.Height = kept.Hash, kept.MIME, kept.Width, kept.Height
	return s.keepCapture(ctx, c)
}

// whyNot is why a page is not captured that was tried often enough.
func whyNot(cause error) CaptureWhy {
	var failed *CaptureError
	switch {
	case errors.As(cause, &failed):
		return failed.Why
	case errors.Is(cause, context.DeadlineExceeded):
		return PageSlow
	default:
		return PageBrowser
	}
}

// captures orders that the pages of complained listings are captured, those that have
// a public address.
func (t *tx) captures(items []*Item, snapshots []*Snapshot) error {
	if t.camera == nil {
		return nil
	}
	var orders []*Delivery
	for n, i := range items {
		if !strings.HasPrefix(snapshots[n].URL, "http") {
			continue
		}
		orders = append(orders, &Delivery{
			Kind: DeliverCapture, Key: fmt.Sprintf("capture-%d", i.ID), CaseID: &i.CaseID, ItemID: &i.ID, Payload: "{}",
			State: DeliveryQueued, NextAt: t.now, CreatedAt: t.now,
		})
	}
	if len(orders) == 0 {
		return nil
	}
	t.queued = true
	return t.insert(orders)
}
