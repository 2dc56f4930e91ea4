package casefile

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode"
)

// Writer writes a case file to whoever reads it, file by file: nothing is held.
type Writer struct {
	zip      *zip.Writer
	manifest Manifest
	sign     Signer
}

// NewWriter begins a file. m says what it is of; its list of files is filled as
// they are added.
func NewWriter(w io.Writer, m Manifest, sign Signer) *Writer {
	m.Version, m.Files = 1, nil
	return &Writer{zip: zip.NewWriter(w), manifest: m, sign: sign}
}

// Add copies a file into it. packed says that its bytes are compressed already, as
// those of pictures and PDFs are.
func (w *Writer) Add(name, original string, packed bool, from io.Reader) error {
	return w.add(Entry{Name: name, Original: original}, packed, func(to io.Writer) error {
		_, err := io.Copy(to, from)
		return err
	})
}

// AddWritten adds a file of words that write writes.
func (w *Writer) AddWritten(name string, write func(io.Writer) error) error {
	return w.add(Entry{Name: name}, false, write)
}

// AddEvents writes the case's chain.
func (w *Writer) AddEvents(events []Event) error {
	w.manifest.Events = len(events)
	return w.add(Entry{Name: EventsName}, false, func(to io.Writer) error {
		lines := json.NewEncoder(to)
		for _, e := range events {
			if err := lines.Encode(e); err != nil {
				return err
			}
		}
		return nil
	})
}

func (w *Writer) add(e Entry, packed bool, write func(io.Writer) error) error {
	sum, count := sha256.New(), new(counter)
	to, err := w.create(e.Name, packed)
	if err == nil {
		err = write(io.MultiWriter(to, sum, count))
	}
	if err != nil {
		return fmt.Errorf("write %s into the case file: %w", e.Name, err)
	}
	e.SHA256, e.Size = hex.EncodeToString(sum.Sum(nil)), int64(*count)
	w.manifest.Files = append(w.manifest.Files, e)
	return nil
}

func (w *Writer) create(name string, packed bool) (io.Writer, error) {
	method := zip.Deflate
	if packed {
		method = zip.Store
	}
	return w.zip.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: w.manifest.MadeAt})
}

// Close writes the manifest with its signature, and the end of the ZIP.
func (w *Writer) Close() error {
	words, err := json.MarshalIndent(w.manifest, "", "  ")
	if err != nil {
		return fmt.Errorf("the manifest: %w", err)
	}
	sum := sha256.Sum256(words)
	signed, err := w.sign(signedText(w.manifest.Case, hex.EncodeToString(sum[:])))
	if err != nil {
		return err
	}
	for _, f := range [][2]string{{ManifestName, string(words)}, {SignatureName, signed}} {
		to, err := w.create(f[0], false)
		if err == nil {
			_, err = io.WriteString(to, f[1])
		}
		if err != nil {
			return fmt.Errorf("write %s into the case file: %w", f[0], err)
		}
	}
	if err := w.zip.Close(); err != nil {
		return fmt.Errorf("end the case file: %w", err)
	}
	return nil
}

// counter counts what is written to it.
type counter int64

// Write implements io.Writer.
func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// SafeName makes a name that stands for nothing but a file in this folder, on any
// system: no separators, nothing that turns the direction of words, 80 letters at
// most before its ending.
func SafeName(folder, label, name string) string {
	name = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`/\:*?"<>|`, r), unicode.IsControl(r), !unicode.IsPrint(r), unicode.Is(unicode.Bidi_Control, r):
			return '_'
		default:
			return r
		}
	}, name)
	ending := path.Ext(name)
	if len(ending) > 8 {
		ending = ""
	}
	base := []rune(strings.Trim(strings.TrimSuffix(name, ending), ". "))
	if len(base) > 80 {
		base = base[:80]
	}
	return folder + "/" + strings.Trim(label+" "+string(base), " ") + ending
}

var errTwice = errors.New("two files in it have the same name")
