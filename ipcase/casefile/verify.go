package casefile

import (
	"archive/zip"
	"bufio"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"ipportal/ipcase/merkle"
)

// What is read whole has a bound; what is hashed has none.
const (
	maxManifest = 16 << 20
	maxFiles    = 100_000
	maxLine     = 4 << 20
)

// Report is what was found to hold.
type Report struct {
	Manifest
	Told       int // events that the file shows in full; of the others it holds the hashes
	Logged     int // events whose place in the log is proved
	Checkpoint merkle.Checkpoint
}

// Verify checks a case file with one of these public keys of the log: the
// manifest is signed, every file is there with its hash and no other is, the chain
// holds together, every event that is shown has the hash that the chain names, and
// the log's checkpoint holds every event that says so. The first bad thing is the
// error.
func Verify(r io.ReaderAt, size int64, publics ...string) (Report, error) {
	var report Report
	z, err := zip.NewReader(r, size)
	if err != nil {
		return report, fmt.Errorf("this is no whole ZIP: it is something else, or a part of it is missing (%w)", err)
	}
	if len(z.File) > maxFiles {
		return report, fmt.Errorf("there are %d files in it, and a case file has at most %d", len(z.File), maxFiles)
	}
	files := map[string]*zip.File{}
	for _, f := range z.File {
		if files[f.Name] != nil {
			return report, fmt.Errorf("%s: %w", f.Name, errTwice)
		}
		files[f.Name] = f
	}
	if report.Manifest, err = readManifest(files, publics); err != nil {
		return report, err
	}
	for _, e := range report.Files { // a name that stands twice is not there the second time
		if err := checkFile(files[e.Name], e); err != nil {
			return report, err
		}
		delete(files, e.Name)
	}
	for name := range files {
		if name != ManifestName && name != SignatureName {
			return report, fmt.Errorf("%s is in the file, and not in its manifest", name)
		}
	}
	return report, checkEvents(z, &report, publics)
}

func readManifest(files map[string]*zip.File, publics []string) (m Manifest, err error) {
	words, err := readAll(files[ManifestName], ManifestName)
	if err != nil {
		return m, err
	}
	signed, err := readAll(files[SignatureName], SignatureName)
	if err != nil {
		return m, err
	}
	sum := sha256.Sum256(words)
	text, _, err := merkle.OpenText(string(signed), publics...)
	if err != nil {
		return m, fmt.Errorf("%s is not signed with this key, or was changed (%w)", SignatureName, err)
	}
	if err := json.Unmarshal(words, &m); err != nil {
		return m, fmt.Errorf("the manifest was changed: it cannot be read (%w)", err)
	}
	if text != signedText(m.Case, hex.EncodeToString(sum[:])) {
		return m, fmt.Errorf("%s was changed: it is not the one that was signed", ManifestName)
	}
	return m, nil
}

func readAll(f *zip.File, name string) ([]byte, error) {
	if f == nil {
		return nil, fmt.Errorf("%s is not there", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	defer func() { _ = r.Close() }()
	words, err := io.ReadAll(io.LimitReader(r, maxManifest+1))
	if err == nil && len(words) > maxManifest {
		err = errors.New("it is too long")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return words, nil
}

func checkFile(f *zip.File, e Entry) error {
	if f == nil {
		return fmt.Errorf("%s is in the manifest, and not in the file", e.Name)
	}
	sum := sha256.New()
	r, err := f.Open()
	var n int64
	if err == nil {
		// One byte more than it should have, and no further: what unpacks to more is not it.
		n, err = io.Copy(sum, io.LimitReader(r, e.Size+1))
		_ = r.Close()
	}
	switch {
	case err != nil:
		return fmt.Errorf("%s was changed: it cannot be unpacked (%w)", e.Name, err)
	case n != e.Size || hex.EncodeToString(sum.Sum(nil)) != e.SHA256:
		return fmt.Errorf("%s was changed: it is not the file that the manifest names", e.Name)
	default:
		return nil
	}
}

func checkEvents(z *zip.Reader, report *Report, publics []string) error {
	signed, err := fileOf(z, CheckpointName)
	if err != nil {
		return err
	}
	if len(signed) > 0 { // empty: the log had no checkpoint yet
		if report.Checkpoint, err = merkle.OpenCheckpoint(string(signed), publics...); err != nil {
			return err
		}
	}
	f, err := z.Open(EventsName)
	if err != nil {
		return fmt.Errorf("%s: %w", EventsName, err)
	}
	defer func() { _ = f.Close() }()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, maxLine)
	seq, prev := 0, ""
	for lines.Scan() {
		var e Event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			return fmt.Errorf("event %d cannot be read: %w", seq+1, err)
		}
		if e.Chain != "case:"+report.Case || e.Seq != seq+1 || e.Prev != prev {
			return fmt.Errorf("the chain is broken at event %d", seq+1)
		}
		if err := report.check(e); err != nil {
			return fmt.Errorf("event %d: %w", e.Seq, err)
		}
		seq, prev = e.Seq, e.Hash
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("%s: %w", EventsName, err)
	}
	if seq != report.Events {
		return fmt.Errorf("the manifest tells of %d events, and there are %d", report.Events, seq)
	}
	return nil
}

// check holds one event against its own hash and against the log.
func (r *Report) check(e Event) error {
	if e.Told != nil {
		if e.Sum() != e.Hash {
			return errors.New("what it says is not what was recorded")
		}
		r.Told++
	}
	if e.Leaf == nil {
		return nil
	}
	var path []merkle.Hash
	for _, text := range e.Path {
		raw, err := base64.StdEncoding.DecodeString(text)
		if err != nil || len(raw) != len(merkle.Hash{}) {
			return errors.New("its proof cannot be read")
		}
		path = append(path, merkle.Hash(raw))
	}
	if err := merkle.CheckLeaf(path, r.Checkpoint, *e.Leaf, e.Hash); err != nil {
		return fmt.Errorf("it is not leaf %d of the log: %w", *e.Leaf, err)
	}
	r.Logged++
	return nil
}

func fileOf(z *zip.Reader, name string) ([]byte, error) {
	for _, f := range z.File {
		if f.Name == name {
			return readAll(f, name)
		}
	}
	return nil, fmt.Errorf("%s is not there", name)
}
