package ipcase

import (
	"context"
	"io"
	"time"
)

// Eye sees what a picture looks like. Package likeness implements it.
type Eye interface {
	// Look reads a picture to its end; what is none is an error.
	Look(r io.Reader) (Look, error)
}

// LookSource is where a picture is found by its key.
type LookSource string

// The sources.
const (
	KeptPicture   LookSource = "kept"   // among the evidence, by its SHA-256
	MarketPicture LookSource = "market" // on the marketplace, by its key
)

// PictureLook is what one picture looks like. It is found out beside the deeds, by
// the worker: to unpack hundreds of pictures would keep whoever files waiting.
type PictureLook struct {
	ID       int64
	Source   LookSource
	Key      string
	Looks    Look
	AskedAt  time.Time
	LookedAt *time.Time
}

// TableName fixes the table.
func (PictureLook) TableName() string { return "picture_looks" }

// WithEye lets the portal see how alike pictures look; without it no likeness is
// said. Call it before anything else.
func (s *Service) WithEye(e Eye) *Service {
	s.eye = e
	return s
}

// LookAtPictures looks at pictures that nobody has looked at yet, at most limit, and
// says at how many; zero means that none waits. A picture that is looked at twice is
// the same picture, so any number of processes may do it.
func (s *Service) LookAtPictures(ctx context.Context, limit int) (int, error) {
	if s.eye == nil {
		return 0, nil
	}
	waiting, err := s.unseen(ctx, limit)
	if err != nil {
		return 0, err
	}
	for n, p := range waiting {
		looks, err := s.lookAt(ctx, p)
		if err != nil && ctx.Err() != nil {
			return n, err
		}
		if err != nil {
			looks = NoLook // gone, or no picture; the next answer would be the same
		}
		if err := s.seen(ctx, p, looks); err != nil {
			return n, err
		}
	}
	return len(waiting), nil
}

func (s *Service) lookAt(ctx context.Context, p PictureLook) (Look, error) {
	var r io.ReadCloser
	var err error
	if p.Source == MarketPicture {
		r, err = s.market.Image(ctx, p.Key)
	} else {
		r, err = s.blobs.Open(ctx, p.Key)
	}
	if err != nil {
		return "", err //nolint:wrapcheck // any failure means the same to the caller
	}
	defer func() { _ = r.Close() }()
	return s.eye.Look(r) //nolint:wrapcheck // as above
}
