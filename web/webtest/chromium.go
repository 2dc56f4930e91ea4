package webtest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"ipportal/ipcase/ipcasetest"
)

// Chromium is a real browser of the machine, without a screen.
type Chromium struct {
	t   testing.TB
	ctx context.Context //nolint:containedctx // chromedp keeps the browser in it
}

// patience is how long one thing may take in a browser on a busy machine.
const patience = 2 * time.Minute

// NewChromium starts a browser that ends with the test.
func NewChromium(t testing.TB) *Chromium {
	t.Helper()
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(ipcasetest.Chromium(t)),
		chromedp.NoSandbox, // it sees our own pages only, and may be started by root in a container
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("font-render-hinting", "none"),
		chromedp.Flag("hide-scrollbars", true),
	)
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, shut := chromedp.NewContext(ctx)
	t.Cleanup(shut)
	c := &Chromium{t: t, ctx: ctx}
	must(t, chromedp.Do(ctx))
	return c
}

// For is the same browser for a part of the test: what fails there is told there.
func (c *Chromium) For(t testing.TB) *Chromium { return &Chromium{t: t, ctx: c.ctx} }

// Window is one tab with cookies of its own. It collects what the console says:
// errors of scripts, refusals of the content security policy, missing files.
type Window struct {
	ctx context.Context //nolint:containedctx // chromedp keeps the tab in it

	mu      sync.Mutex
	console []string
}

// Window opens a tab.
func (c *Chromium) Window() *Window {
	c.t.Helper()
	ctx, shut := chromedp.NewContext(c.ctx, chromedp.WithNewBrowserContext())
	c.t.Cleanup(shut)
	must(c.t, chromedp.Do(ctx))
	w := &Window{ctx: ctx}
	messages := chromedp.Console(ctx)
	go func() {
		for m, err := range messages {
			if err != nil {
				return
			}
			w.mu.Lock()
			w.console = append(w.console, strings.TrimSpace(m.String()+" "+m.URL))
			w.mu.Unlock()
		}
	}()
	return w
}

// do runs steps, and gives up when they take too long.
func (w *Window) do(steps ...chromedp.Action[chromedp.Void]) error {
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	return chromedp.Do(ctx, steps...)
}

// Go opens an address and waits until all of it is there.
func (w *Window) Go(address string) error {
	if err := w.do(chromedp.Navigate(address)); err != nil {
		return fmt.Errorf("open %s: %w", address, err)
	}
	return nil
}

// Size sets the size of what is seen, in CSS pixels.
func (w *Window) Size(width, height int64) error {
	return call(w, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1})
}

// Scheme says whether the system prefers "light" or "dark".
func (w *Window) Scheme(scheme string) error {
	return call(w, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}},
	})
}

// Slow lets no more than so many bytes leave in a second.
func (w *Window) Slow(perSecond float64) error {
	return call(w, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{DownloadThroughput: -1, UploadThroughput: perSecond}},
	})
}

// WithoutScript lets no script of a page run from the next page on.
func (w *Window) WithoutScript() error {
	return call(w, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
}

// Console is what the console has said since the last time it was asked.
func (w *Window) Console() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	said := w.console
	w.console = nil
	return said
}

// Picture is a PNG of the whole page, also of what lies below the screen; under a
// dialog, of the screen.
func (w *Window) Picture() ([]byte, error) {
	beyond, err := Evaluate[bool](w, `document.querySelector("dialog[open]") === null`)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	r, err := chromedp.Call(ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{CaptureBeyondViewport: &beyond})
	if err != nil {
		return nil, fmt.Errorf("take a picture: %w", err)
	}
	return r.Data, nil
}

func call[P, R any](w *Window, command cdp.Command[P, R], params P) error {
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	_, err := chromedp.Call(ctx, command, params)
	return err
}

// Evaluate is the value of an expression, awaited where it is a promise. It is
// the test's own, and is not stopped by the page's policy nor by WithoutScript.
func Evaluate[T any](w *Window, expression string) (T, error) {
	ctx, cancel := context.WithTimeout(w.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		return v, fmt.Errorf("evaluate: %w", err)
	}
	return v, nil
}
