package evidence

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"io"

	"ipportal/ipcase"
)

// maxPictureBytes is how large a picture may be that the portal took itself.
const maxPictureBytes = 64 << 20

// KeepPicture implements ipcase.Blobs. Only PNG is read; what is kept was drawn anew
// from its pixels, and is as large as it was.
func (d *Store) KeepPicture(ctx context.Context, r io.Reader) (ipcase.Picture, error) {
	var p ipcase.Picture
	select {
	case d.busy <- struct{}{}:
		defer func() { <-d.busy }()
	case <-ctx.Done():
		return p, ctx.Err()
	}
	data, err := io.ReadAll(io.LimitReader(r, maxPictureBytes+1))
	if err != nil {
		return p, fmt.Errorf("read a picture: %w", err)
	}
	conf, err := png.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil:
		return p, fmt.Errorf("read a picture: %w", err)
	case len(data) > maxPictureBytes, conf.Width > MaxSide, conf.Height > MaxSide, conf.Width*conf.Height > MaxPixels:
		return p, errors.New("a picture is larger than is kept")
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return p, fmt.Errorf("read a picture: %w", err)
	}
	view, kind, err := encodePage(img)
	if err != nil {
		return p, err
	}
	p = ipcase.Picture{MIME: kind, Width: conf.Width, Height: conf.Height}
	p.Hash, err = d.keepBytes(ctx, view)
	return p, err
}
