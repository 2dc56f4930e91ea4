package evidence

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"reflect"
	"runtime/debug"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"

	"ipportal/ipcase"
)

// What others than its owner are shown of a PDF is pictures of its pages: a
// document can act, and carry what a page does not show. The pages are drawn by
// PDFium inside a WebAssembly machine that has no files, no network, no clock to
// speak of and a bound of memory, so that a document which breaks the drawing
// breaks nothing else.

// MaxPages is how many pages of a document are drawn; a longer one is not drawn
// at all, since its rest would be unseen.
const (
	MaxPages       = 300
	drawTime       = 2 * time.Minute // of a whole document
	pageSide       = 2000            // pixels, longer side of a page's picture
	pageMemory     = 768 << 20       // bytes, of the machine
	biggestPNGPage = 1 << 20
)

// drawer draws one document at a time.
type drawer struct {
	cache string // folder for the compiled machine
	once  sync.Once
	pool  pdfium.Pool
	err   error
	turn  chan struct{}
}

func newDrawer(cache string) *drawer {
	return &drawer{cache: cache, turn: make(chan struct{}, 1)}
}

// CachingIn keeps the compiled machine in another folder, so that several stores
// share it.
func (d *Store) CachingIn(folder string) *Store {
	d.draws = newDrawer(folder)
	return d
}

// start compiles the machine, which takes seconds, or takes it from the cache.
func (d *drawer) start() error {
	d.once.Do(func() {
		conf := wazero.NewRuntimeConfig().WithCloseOnContextDone(true).WithMemoryLimitPages(pageMemory >> 16)
		if cache, err := wazero.NewCompilationCacheWithDir(d.cache); err == nil { // without one it takes longer
			conf = conf.WithCompilationCache(cache)
		}
		d.pool, d.err = webassembly.Init(webassembly.Config{
			MaxIdle: 1, MaxTotal: 1, RuntimeConfig: conf, FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard,
		})
	})
	return d.err
}

// Pages implements ipcase.Blobs.
func (d *Store) Pages(ctx context.Context, hash string) ([]ipcase.EvidencePage, error) {
	r, err := d.Open(ctx, hash)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(r)
	if err = errors.Join(err, r.Close()); err != nil {
		return nil, fmt.Errorf("read the document to be drawn: %w", err)
	}
	select {
	case d.draws.turn <- struct{}{}:
		defer func() { <-d.draws.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if err := d.draws.start(); err != nil {
		return nil, fmt.Errorf("start what draws pages: %w", err)
	}
	var pages []ipcase.EvidencePage
	limited, stop := context.WithTimeout(ctx, drawTime)
	defer stop()
	err = d.draws.draw(limited, data, func(img image.Image) error {
		view, mime, err := encodePage(img)
		if err != nil {
			return err
		}
		kept, err := d.keepBytes(ctx, view)
		if err != nil {
			return err
		}
		pages = append(pages, ipcase.EvidencePage{
			ParentHash: hash, N: len(pages) + 1, Hash: kept, MIME: mime, Width: img.Bounds().Dx(), Height: img.Bounds().Dy(),
		})
		return nil
	})
	if err != nil && limited.Err() != nil && ctx.Err() == nil {
		err = errNotDrawn(err)
	}
	if err != nil {
		return nil, err
	}
	return pages, nil
}

// draw hands each page to keep. The machine ends with the document, whatever it
// did to it, and with ctx.
func (d *drawer) draw(ctx context.Context, data []byte, keep func(image.Image) error) (err error) {
	machine, err := d.pool.GetInstanceWithContext(ctx)
	if err != nil {
		return fmt.Errorf("a machine to draw pages in: %w", err)
	}
	defer func() {
		if broke := recover(); broke != nil {
			err = fmt.Errorf("the machine that draws pages broke: %v\n%s", broke, debug.Stack())
		}
		_ = machine.Close()
		switch {
		case ctx.Err() != nil:
			err = fmt.Errorf("draw pages: %w", ctx.Err())
		case errors.Is(err, errKeeping):
		case err != nil:
			err = errNotDrawn(err)
		}
	}()
	if err := within(ctx, machine); err != nil {
		return err
	}
	doc, err := machine.OpenDocument(&requests.OpenDocument{File: &data})
	if err != nil {
		return err
	}
	count, err := machine.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc.Document})
	if err != nil {
		return err
	}
	if count.PageCount < 1 || count.PageCount > MaxPages {
		return fmt.Errorf("it has %d pages", count.PageCount)
	}
	for n := range count.PageCount {
		if err := drawPage(machine, doc.Document, n, keep); err != nil {
			return err
		}
	}
	return nil
}

// within lets the machine's calls end with ctx. The library calls them with a
// context of its own, which never ends, and its Kill ends nothing.
func within(ctx context.Context, machine pdfium.Pdfium) error {
	own := reflect.Indirect(reflect.ValueOf(machine.GetImplementation())).FieldByName("Context")
	if !own.IsValid() || !own.CanSet() {
		return fmt.Errorf("%w: the machine cannot be stopped", errKeeping)
	}
	own.Set(reflect.ValueOf(ctx))
	return nil
}

// errKeeping is a picture that was drawn and could not be kept: that is ours.
var errKeeping = errors.New("keep the picture of a page")

func drawPage(machine pdfium.Pdfium, doc references.FPDF_DOCUMENT, n int, keep func(image.Image) error) error {
	size, err := machine.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: doc, Index: n})
	if err != nil {
		return err
	}
	width, height := pageSize(size.Width, size.Height)
	drawn, err := machine.RenderPageInPixels(&requests.RenderPageInPixels{
		Page: requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: n}}, Width: width, Height: height,
		RenderFlags: enums.FPDF_RENDER_FLAG_ANNOT,
	})
	if err != nil {
		return err
	}
	defer drawn.Cleanup()
	if err := keep(drawn.Result.Image); err != nil {
		return fmt.Errorf("%w: %w", errKeeping, err)
	}
	return nil
}

// pageSize is the size of a page's picture, its longer side pageSide.
func pageSize(w, h float64) (width, height int) {
	long := max(w, h, 1)
	return max(1, int(w*pageSide/long)), max(1, int(h*pageSide/long))
}

// encodePage writes a page as PNG, which keeps letters sharp, or as JPEG where it
// is a photograph.
func encodePage(img image.Image) ([]byte, string, error) {
	var out bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := enc.Encode(&out, img); err != nil {
		return nil, "", fmt.Errorf("write the picture of a page: %w", err)
	}
	if out.Len() <= biggestPNGPage {
		return out.Bytes(), typePNG, nil
	}
	out.Reset()
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 88}); err != nil {
		return nil, "", fmt.Errorf("write the picture of a page: %w", err)
	}
	return out.Bytes(), typeJPEG, nil
}

// errNotDrawn says that a document is the reason why it has no pictures.
func errNotDrawn(why error) error {
	return fmt.Errorf("%w (%w)", ipcase.Errorf(ipcase.Invalid, "This document cannot be shown as pages. Print it to a new PDF of at most %d pages, and upload that.", MaxPages), why)
}
