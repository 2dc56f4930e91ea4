package evidence

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"ipportal/ipcase"
)

// What examining a file found is noted beside the blobs, so that bytes which
// come again (a listing's picture, complained of by many) are not decoded again.
// The note is no evidence: when it is lost, the file is examined anew.

type note struct {
	MIME     string `json:"mime"`
	ViewHash string `json:"view,omitempty"`
	ViewMIME string `json:"view_mime,omitempty"`
}

func (d *Store) notePath(hash string) string {
	return filepath.Join(d.dir, "views", hash[:2], hash+".json")
}

// known returns what is noted about bytes that are kept, with their view.
func (d *Store) known(ctx context.Context, hash string) (ipcase.Blob, bool) {
	b, err := os.ReadFile(d.notePath(hash)) //nolint:gosec // a path made of our own hash
	if err != nil {
		return ipcase.Blob{}, false
	}
	var n note
	if json.Unmarshal(b, &n) != nil || n.MIME == "" {
		return ipcase.Blob{}, false
	}
	if there, err := d.shelf.has(ctx, hash); err != nil || !there {
		return ipcase.Blob{}, false
	}
	if n.ViewHash != "" {
		if !isHash(n.ViewHash) {
			return ipcase.Blob{}, false
		}
		if there, err := d.shelf.has(ctx, n.ViewHash); err != nil || !there {
			return ipcase.Blob{}, false
		}
	}
	return ipcase.Blob{MIME: n.MIME, ViewHash: n.ViewHash, ViewMIME: n.ViewMIME}, true
}

func (d *Store) remember(hash string, blob ipcase.Blob) error {
	b, err := json.Marshal(note{MIME: blob.MIME, ViewHash: blob.ViewHash, ViewMIME: blob.ViewMIME})
	if err != nil {
		return fmt.Errorf("note what %s is: %w", hash, err)
	}
	path := d.notePath(hash)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil { //nolint:gosec // a path made of our own hash
		return fmt.Errorf("note what %s is: %w", hash, err)
	}
	f, err := os.CreateTemp(d.tmp(), "note-*")
	if err != nil {
		return fmt.Errorf("note what %s is: %w", hash, err)
	}
	defer os.Remove(f.Name())
	_, err = f.Write(b)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(f.Name(), path) //nolint:gosec // a path made of our own hash
	}
	if err != nil {
		return fmt.Errorf("note what %s is: %w", hash, err)
	}
	return nil
}
