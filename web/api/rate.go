package api

import (
	"fmt"
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"ipportal/ipcase"
)

// Rates is how many requests one key may make. The zero value takes the defaults.
type Rates struct {
	Quota  int           // at once, and again in each Window
	Window time.Duration // in which a used-up quota is whole again
}

func (r Rates) orDefaults() Rates {
	if r.Quota == 0 {
		r.Quota = 600
	}
	if r.Window == 0 {
		r.Window = time.Minute
	}
	return r
}

// limits are the quotas of the keys that were used lately, in this process.
type limits struct {
	Rates
	clock ipcase.Clock
	mu    sync.Mutex
	of    map[int64]*rate.Limiter
}

// keysCounted is how many keys are counted before those whose quota is whole are
// forgotten.
const keysCounted = 10_000

func newLimits(r Rates, clock ipcase.Clock) *limits {
	return &limits{Rates: r.orDefaults(), clock: clock, of: map[int64]*rate.Limiter{}}
}

// take counts one request of a key, and says in the headers how it stands
// (draft-ietf-httpapi-ratelimit-headers).
func (l *limits) take(h http.Header, key int64) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.clock.Now()
	limit := l.of[key]
	if limit == nil {
		l.forget(now)
		limit = rate.NewLimiter(rate.Limit(float64(l.Quota)/l.Window.Seconds()), l.Quota)
		l.of[key] = limit
	}
	ok := limit.AllowN(now, 1)
	left := max(0, math.Floor(limit.TokensAt(now)))
	reset := math.Ceil((float64(l.Quota) - limit.TokensAt(now)) / float64(limit.Limit()))
	h.Set("RateLimit-Policy", fmt.Sprintf(`"key";q=%d;w=%d`, l.Quota, int(l.Window.Seconds())))
	h.Set("RateLimit", fmt.Sprintf(`"key";r=%d;t=%d`, int(left), int(reset)))
	if ok {
		return nil
	}
	wait := math.Ceil((1 - limit.TokensAt(now)) / float64(limit.Limit()))
	h.Set("Retry-After", strconv.Itoa(max(1, int(wait))))
	return problemf(string(ipcase.TooMany), "This key has used its %d requests in %d seconds. Wait as Retry-After says.", l.Quota, int(l.Window.Seconds()))
}

func (l *limits) forget(now time.Time) {
	if len(l.of) < keysCounted {
		return
	}
	for key, limit := range l.of {
		if limit.TokensAt(now) >= float64(l.Quota) {
			delete(l.of, key)
		}
	}
}
