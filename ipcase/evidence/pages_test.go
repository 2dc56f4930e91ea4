package evidence

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
)

// documentOf is a PDF of so many pages with words on each.
func documentOf(n int) []byte {
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"}
	var kids []string
	for p := range n {
		words := fmt.Sprintf("BT /F1 36 Tf 72 700 Td (Page number %d) Tj ET", p+1)
		kids = append(kids, fmt.Sprintf("%d 0 R", len(objects)+1))
		objects = append(objects,
			fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>", len(objects)+2),
			fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(words), words))
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", n, strings.Join(kids, " "))
	return pdfOf(objects...)
}

// drawing is a store that keeps the compiled machine between tests.
func drawing(t *testing.T) *Store {
	t.Helper()
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	return newDisk(t).CachingIn(filepath.Join(dir, "ipportal-tests"))
}

func TestPagesAreDrawn(t *testing.T) {
	d := drawing(t)
	b := put(t, d, "report.pdf", documentOf(3))
	drawn, err := d.Pages(context.Background(), b.Hash)
	if err != nil || len(drawn) != 3 {
		t.Fatalf("%d pages, %v", len(drawn), err)
	}
	seen := map[string]bool{}
	for n, p := range drawn {
		r, err := d.Open(context.Background(), p.Hash)
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil || r.Close() != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if p.ParentHash != b.Hash || p.N != n+1 || img.Bounds().Dy() != 2000 || p.Height != 2000 || img.Bounds().Dx() != p.Width {
			t.Errorf("page %+v of %v", p, img.Bounds())
		}
		seen[p.Hash] = true
	}
	if len(seen) != 3 {
		t.Error("two pages are the same picture")
	}
}

func TestDocumentThatCannotBeDrawnSaysSo(t *testing.T) {
	d := drawing(t)
	for name, data := range map[string][]byte{
		"no pages":  pdfOf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"),
		"too many":  documentOf(MaxPages + 1),
		"no tree":   pdfOf("<</Type/Catalog>>"),
		"in a ring": pdfOf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"),
	} {
		b := put(t, d, "x.pdf", data)
		var refusal *ipcase.Error
		if drawn, err := d.Pages(context.Background(), b.Hash); !errors.As(err, &refusal) {
			t.Errorf("%s: %d pages, %v", name, len(drawn), err)
		}
	}
	b := put(t, d, "after.pdf", documentOf(1)) // and the next one is drawn
	if drawn, err := d.Pages(context.Background(), b.Hash); err != nil || len(drawn) != 1 {
		t.Errorf("after them: %d pages, %v", len(drawn), err)
	}
}

// A page that would be drawn for ever ends with its time.
func TestDrawingEndsWithItsTime(t *testing.T) {
	d := drawing(t)
	square := "0 0 m 500 0 l 500 500 l 0 500 l h 0 0 0.5 rg f\n"
	words := strings.Repeat(square, 400_000)
	b := put(t, d, "slow.pdf", pdfOf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>", fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(words), words)))
	if err := d.draws.start(); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer stop()
	if _, err := d.Pages(ctx, b.Hash); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("ended with %v", err)
	}
	if b = put(t, d, "after.pdf", documentOf(1)); b.Hash != "" { // and the next one is drawn
		if drawn, err := d.Pages(context.Background(), b.Hash); err != nil || len(drawn) != 1 {
			t.Errorf("after it: %d pages, %v", len(drawn), err)
		}
	}
}
