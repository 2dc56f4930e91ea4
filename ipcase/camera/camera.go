// Package camera takes pictures of listings' pages by a headless Chromium. The browser
// is nobody: a profile that is thrown away, no extensions, no downloads, nothing of the
// portal's environment, and a way out that leads to the page's own site alone. Time,
// bytes, memory and the size of the picture are bounded. It knows nothing of cases.
package camera

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"ipportal/ipcase"
)

// What a picture may be.
const (
	Width     = 1280       // pixels
	MaxHeight = 10_000     // pixels; what is longer is cut there
	MaxBytes  = 32 << 20   // that a page may load
	maxPNG    = 64 << 20   // of a picture before it is drawn anew
	maxMemory = 1500 << 20 // of all processes of the browser together
)

// Config says which browser is used, and how.
type Config struct {
	Path  string        // of the program
	Hosts []string      // from which pages may load besides their own site, as HOST or HOST:PORT
	Bare  bool          // without the browser's own sandbox
	Limit time.Duration // for one page; default 30 s
}

// Camera implements ipcase.Camera. Each picture has a browser of its own.
type Camera struct{ Config }

var _ ipcase.Camera = (*Camera)(nil)

// New makes a camera. It starts nothing yet.
func New(c Config) *Camera {
	if c.Limit <= 0 {
		c.Limit = 30 * time.Second
	}
	return &Camera{c}
}

// Photograph implements ipcase.Camera.
func (c *Camera) Photograph(ctx context.Context, address, site string) (ipcase.Photo, error) {
	fail := func(why ipcase.CaptureWhy, err error) (ipcase.Photo, error) {
		return ipcase.Photo{}, &ipcase.CaptureError{Why: why, Err: err}
	}
	at, err := url.Parse(address)
	if err != nil {
		return fail(ipcase.PageElsewhere, err)
	}
	origins, err := c.origins(site)
	if err != nil {
		return fail(ipcase.PageElsewhere, err)
	}
	if originOf(at) != origins[0] || at.Scheme != "https" && at.Scheme != "http" || at.User != nil {
		return fail(ipcase.PageElsewhere, fmt.Errorf("%s does not lie on %s", address, site))
	}
	outer := ctx
	ctx, cancel := context.WithTimeout(ctx, c.Limit)
	defer cancel()
	g := newGate(ctx, origins, MaxBytes, cancel)
	proxy, shut, err := g.open()
	if err != nil {
		return fail(ipcase.PageBrowser, err)
	}
	defer shut()
	var own profile
	photo, status, err := c.take(ctx, &own, address, origins[0], proxy)
	var elsewhere errElsewhere
	switch {
	case err == nil:
		return photo, nil
	case outer.Err() != nil:
		return photo, outer.Err() //nolint:wrapcheck // the worker stops
	case g.full.Load(), own.over.Load(), errors.Is(err, errFull):
		return fail(ipcase.PageLarge, err)
	case errors.As(err, &elsewhere):
		return fail(ipcase.PageElsewhere, err)
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return fail(ipcase.PageSlow, err)
	case status == http.StatusTooManyRequests, status >= 500, status == http.StatusRequestTimeout:
		return fail(ipcase.PageAway, err)
	case status >= 300:
		return fail(ipcase.PageGone, err)
	case errors.Is(err, chromedp.ErrPageLoad):
		return fail(ipcase.PageAway, err)
	default:
		return fail(ipcase.PageBrowser, err)
	}
}

// origins are host and port of the site, and then of what its pages load from.
func (c *Camera) origins(site string) ([]string, error) {
	u, err := url.Parse(site)
	if err != nil || u.Host == "" {
		return nil, fmt.Errorf("the site's address %q cannot be read", site)
	}
	origins := []string{originOf(u)}
	for _, h := range c.Hosts {
		origins = append(origins, originOf(&url.URL{Scheme: "https", Host: h}))
	}
	return origins, nil
}

// errElsewhere is where a page led that is not on its site.
type errElsewhere string

func (e errElsewhere) Error() string { return "the page led to " + string(e) }

// take opens the page and takes its picture. status is what the page was answered
// with; 0 where it was not.
func (c *Camera) take(ctx context.Context, own *profile, address, origin, proxy string) (photo ipcase.Photo, status int, err error) {
	ctx, stop := c.start(ctx, own, proxy)
	defer stop()
	if err := chromedp.Do(ctx); err != nil {
		return photo, 0, fmt.Errorf("start the browser: %w", err)
	}
	if err := prepare(ctx); err != nil {
		return photo, 0, err
	}
	var asked trail
	if err := chromedp.Listen(ctx, asked.see); err != nil {
		return photo, 0, fmt.Errorf("watch a page: %w", err)
	}
	res, err := chromedp.RunResponse(ctx, chromedp.Navigate(address))
	if err != nil {
		last, status := asked.last()
		if last != "" && errors.Is(err, chromedp.ErrPageLoad) {
			err = errors.Join(stays(last, origin), err)
		}
		return photo, status, fmt.Errorf("open %s: %w", address, err)
	}
	if err := stays(res.URL, origin); err != nil {
		return photo, 0, err
	}
	if res.Status < 200 || res.Status > 299 {
		return photo, int(res.Status), fmt.Errorf("%s is answered with %d", address, res.Status)
	}
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](settle, chromedp.EvalAwaitPromise)); err != nil {
		return photo, 0, fmt.Errorf("wait for %s: %w", address, err)
	}
	photo, err = shoot(ctx)
	if err != nil {
		return photo, 0, err
	}
	// Where it is only now: a script may have led it elsewhere.
	now, err := chromedp.Call(ctx, page.GetNavigationHistory, cdp.Empty{})
	if err != nil {
		return photo, 0, fmt.Errorf("where the page is: %w", err)
	}
	if now.CurrentIndex < 0 || int(now.CurrentIndex) >= len(now.Entries) {
		return photo, 0, errElsewhere("nowhere")
	}
	photo.Address = now.Entries[now.CurrentIndex].URL
	return photo, 0, stays(photo.Address, origin)
}

// trail is what addresses the page itself asked for, one after the other.
type trail struct {
	mu      sync.Mutex
	frame   cdp.FrameID
	address string
	status  int // 0: no answer to it yet
}

func (t *trail) see(event any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if e.Type == network.ResourceTypeDocument && (t.frame == "" || t.frame == e.FrameID) {
			t.frame, t.address, t.status = e.FrameID, e.Request.URL, 0
		}
	case *network.EventResponseReceived:
		if e.Type == network.ResourceTypeDocument && t.frame == e.FrameID {
			t.status = int(e.Response.Status)
		}
	}
}

func (t *trail) last() (address string, status int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.address, t.status
}

// stays refuses an address that does not lie on the site.
func stays(address, origin string) error {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || originOf(u) != origin {
		return errElsewhere(address)
	}
	return nil
}

// prepare sets up the page before anything is loaded: nothing is downloaded, nothing
// asks, and nothing of another site is opened beside it.
func prepare(ctx context.Context) error {
	_, err := chromedp.Call(ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: Width, Height: 900, DeviceScaleFactor: 1})
	if err == nil {
		_, err = chromedp.Call(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorDeny})
	}
	if err == nil {
		_, err = chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: quiet})
	}
	if err == nil {
		_, err = chromedp.Call(ctx, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
	}
	if err != nil {
		return fmt.Errorf("prepare a page: %w", err)
	}
	return nil
}

// quiet keeps a page from asking, which would hold it up.
const quiet = `window.alert = window.confirm = window.prompt = window.print = window.open = () => null;`

// settle scrolls down once, so that pictures load which wait for that, and waits for
// them a little.
var settle = fmt.Sprintf(`(async () => {
	const pause = ms => new Promise(done => setTimeout(done, ms))
	for (let y = 0; y < Math.min(document.documentElement.scrollHeight, %d); y += 800) { window.scrollTo(0, y); await pause(30) }
	window.scrollTo(0, 0)
	const waiting = [...document.images].filter(i => !i.complete && i.getBoundingClientRect().top < %d)
	await Promise.race([pause(5000), Promise.all(waiting.map(i => new Promise(done => { i.onload = i.onerror = done })))])
	await pause(100)
	return true
})()`, MaxHeight, MaxHeight)

// shoot takes the picture of the whole page, or of its beginning.
func shoot(ctx context.Context) (ipcase.Photo, error) {
	var photo ipcase.Photo
	m, err := chromedp.Call(ctx, page.GetLayoutMetrics, cdp.Empty{})
	if err != nil {
		return photo, fmt.Errorf("measure a page: %w", err)
	}
	height := m.CSSContentSize.Height
	photo.Cut = height > MaxHeight
	beyond := true
	r, err := chromedp.Call(ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{
		Clip:                  &page.Viewport{Width: Width, Height: max(1, min(height, MaxHeight)), Scale: 1},
		CaptureBeyondViewport: &beyond, OptimizeForSpeed: &beyond,
	})
	if err != nil {
		return photo, fmt.Errorf("take the picture of a page: %w", err)
	}
	if photo.PNG = r.Data; len(photo.PNG) > maxPNG {
		return photo, errFull
	}
	return photo, nil
}

// start begins a browser that knows no way out but the proxy. It ends with ctx.
func (c *Camera) start(ctx context.Context, own *profile, proxy string) (context.Context, func()) {
	flag := chromedp.Flag
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(c.Path),
		flag("no-sandbox", c.Bare),
		chromedp.ProxyServer("http://"+proxy),
		flag("proxy-bypass-list", "<-loopback>"), // this machine is reached through the proxy too
		flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
		flag("force-webrtc-ip-handling-policy", "disable_non_proxied_udp"),
		flag("disable-quic", true),
		flag("disable-component-update", true),
		flag("disable-domain-reliability", true),
		flag("disable-file-system", true),
		flag("disable-gpu", true),
		flag("disable-notifications", true),
		flag("disable-speech-api", true),
		flag("no-pings", true),
		flag("mute-audio", true),
		flag("hide-scrollbars", true),
		flag("incognito", true),
		flag("js-flags", "--max-old-space-size=512"),
		flag("renderer-process-limit", "2"),
		chromedp.NoInheritEnv,
		chromedp.ModifyCmdFunc(own.use),
	)
	ctx, stop := chromedp.NewExecAllocator(ctx, options...)
	none := func(string, ...any) {} // what fails is answered; the library's own words go nowhere
	ctx, shut := chromedp.NewContext(ctx, chromedp.WithLogf(none), chromedp.WithErrorf(none))
	watching := own.watch(ctx, shut)
	return ctx, func() {
		shut()
		stop()
		watching.Wait()
	}
}
