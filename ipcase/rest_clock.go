package ipcase

import (
	"database/sql/driver"
	"encoding/json"
	"time"
)

// RestClock is the seller's clock as it stood when they proposed a fix: what was
// left of it runs on when the fix is refused. The zero value is none.
type RestClock struct {
	Start  *time.Time `json:"start,omitempty"` // what had started the window
	From   *time.Time `json:"from,omitempty"`  // when the fix was proposed
	Extra  int        `json:"extra,omitempty"`
	Pauses Pauses     `json:"pauses,omitempty"`
}

// Value is the clock as its column holds it.
func (r RestClock) Value() (driver.Value, error) {
	if r.Start == nil {
		return "", nil
	}
	words, err := json.Marshal(r)
	return string(words), err
}

// Scan reads it back.
func (r *RestClock) Scan(stored any) error {
	var words []byte
	switch v := stored.(type) {
	case string:
		words = []byte(v)
	case []byte:
		words = v
	}
	*r = RestClock{}
	if len(words) == 0 {
		return nil
	}
	return json.Unmarshal(words, r)
}

// restOf is what a move leaves of the seller's clock. It is kept while somebody
// looks at the fix, and while the seller is to answer after a refusal.
func restOf(f Facts, m Move) RestClock {
	switch m {
	case MoveProposeFix:
		if f.Item.ClockStart == nil {
			return RestClock{}
		}
		start, now := *f.Item.ClockStart, f.Now
		return RestClock{Start: &start, From: &now, Extra: f.Item.Extra, Pauses: f.Item.Pauses}
	case MoveRefuseFix:
		return f.Item.Rest
	default:
		return RestClock{}
	}
}

// takeUpRest gives an item that waits for the delivery of a refusal its old clock
// back, as one that stood still from the proposal until now, and says when that
// clock was started. Any other item's clock starts now.
func (i *Item) takeUpRest(now time.Time) time.Time {
	if i.State != AwaitingSeller || i.Rest.Start == nil {
		return now
	}
	i.Extra = i.Rest.Extra
	i.Pauses = append(append(Pauses(nil), i.Rest.Pauses...), Pause{Kind: PauseFix, From: *i.Rest.From, Until: &now})
	return *i.Rest.Start
}
