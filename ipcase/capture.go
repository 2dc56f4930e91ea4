package ipcase

import (
	"context"
	"time"
)

// Camera takes pictures of listings' pages. Package camera implements it by a
// headless Chromium.
type Camera interface {
	// Photograph opens a page as anybody sees it, reaching nothing but the site that
	// it lies on. What it answers with is a *CaptureError where that cannot be done.
	Photograph(ctx context.Context, address, site string) (Photo, error)
}

// Photo is a page as a browser showed it.
type Photo struct {
	Address string // where it ended up, on the same site
	PNG     []byte
	Cut     bool // the page is longer than what is in the picture
}

// Capture is what came of a listing's page that was to be captured: the picture, or
// why there is none. It never changes.
type Capture struct {
	ID       int64
	CaseID   int64
	ItemID   int64
	Position int
	URL      string
	Why      CaptureWhy // "" = it was captured
	Hash     string     // SHA-256 of the picture, hex
	MIME     string
	Width    int
	Height   int
	Cut      bool // the page is longer than the picture
	At       time.Time
}

// TableName fixes the table.
func (Capture) TableName() string { return "captures" }

// CaptureWhy is why a page was not captured.
type CaptureWhy string

// The causes.
const (
	PageGone      CaptureWhy = "gone"      // it was not there any more
	PageElsewhere CaptureWhy = "elsewhere" // it led away from the marketplace
	PageSlow      CaptureWhy = "slow"      // it did not come to an end
	PageLarge     CaptureWhy = "large"     // it loaded more than is taken
	PageAway      CaptureWhy = "away"      // the marketplace did not answer
	PageBrowser   CaptureWhy = "browser"   // no browser could be started, or it ended
)

// CaptureError is why a page could not be captured this time.
type CaptureError struct {
	Why CaptureWhy
	Err error
}

func (e *CaptureError) Error() string {
	return "capture a page (" + string(e.Why) + "): " + e.Err.Error()
}

func (e *CaptureError) Unwrap() error { return e.Err }

// Final says that another try would end alike.
func (e *CaptureError) Final() bool {
	return e.Why == PageGone || e.Why == PageElsewhere || e.Why == PageLarge
}

// captureAttempts is after how many failures a page is left alone: with the pauses
// of retryAfter, a quarter of an hour.
const captureAttempts = 6

// WithCamera lets the page of every listing that is complained of be captured.
// Without it nothing is said of captures. Call it before anything else.
func (s *Service) WithCamera(c Camera) *Service {
	s.camera = c
	return s
}
