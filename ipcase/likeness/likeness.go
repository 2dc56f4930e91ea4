// Package likeness sees what a picture looks like: twice 64 bits that hardly change
// when it is scaled, compressed or turned grey. The first are of its waves (pHash),
// the second of its edges (dHash): what misleads one of them seldom misleads both. It decodes pictures and nothing else, and
// knows no database, page or person. A likeness proves nothing; people compare.
package likeness

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // the formats that evidence takes
	_ "image/jpeg" // .
	_ "image/png"  // .
	"io"

	"github.com/corona10/goimagehash"
	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp"

	"ipportal/ipcase"
)

const (
	maxBytes  = 32 << 20 // of a picture's file
	maxPixels = 40 << 20 // of a picture
	side      = 128      // to which it is drawn before it is looked at
)

// ErrNoPicture says that bytes are no picture that can be looked at.
var ErrNoPicture = errors.New("no picture that can be looked at")

// Eye implements ipcase.Eye.
type Eye struct{}

// Look reads a picture to its end. It refuses what is none, or too large to be
// unpacked, with ErrNoPicture.
func (Eye) Look(r io.Reader) (ipcase.Look, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return "", fmt.Errorf("read a picture: %w", err)
	}
	if len(data) > maxBytes {
		return "", ErrNoPicture
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || size.Width <= 0 || size.Height <= 0 || size.Width > maxPixels/size.Height {
		return "", ErrNoPicture
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return "", ErrNoPicture
	}
	small := image.NewRGBA(image.Rect(0, 0, side, side)) // what shows through is white, as on a page
	draw.Draw(small, small.Bounds(), image.White, image.Point{}, draw.Src)
	draw.BiLinear.Scale(small, small.Bounds(), img, img.Bounds(), draw.Over, nil)
	waves, err := goimagehash.PerceptionHash(small)
	if err != nil {
		return "", fmt.Errorf("look at a picture: %w", err)
	}
	edges, err := goimagehash.DifferenceHash(small)
	if err != nil {
		return "", fmt.Errorf("look at a picture: %w", err)
	}
	return ipcase.Look(fmt.Sprintf("%016x%016x", waves.GetHash(), edges.GetHash())), nil
}
