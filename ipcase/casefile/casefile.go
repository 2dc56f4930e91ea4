// Package casefile is the form of a case that leaves the portal: one ZIP that says
// what happened, holds what its reader may see, and proves itself to whoever has
// the public key of the log. It writes such a file and checks it, and knows no
// database and no portal: Verify needs the file and the key alone.
//
// In it: case.pdf; case.json, the same as data; events.jsonl, the case's chain with each event's place in the
// log; exhibits and pictures; log/checkpoint.txt and log/key.txt; manifest.json
// with the SHA-256 of every other file; manifest.sig, a signed note over the
// manifest's hash.
package casefile

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"time"
)

// The names of what every file holds.
const (
	PDFName        = "case.pdf"
	DataName       = "case.json"
	EventsName     = "events.jsonl"
	CheckpointName = "log/checkpoint.txt"
	KeyName        = "log/key.txt"
	ManifestName   = "manifest.json"
	SignatureName  = "manifest.sig"
)

// Event is one line of events.jsonl. Of an event whose reader may not see it the
// line holds the hashes alone, so that the chain still holds together.
type Event struct {
	Chain string   `json:"chain"`
	Seq   int      `json:"seq"`
	Prev  string   `json:"prev_hash"`
	Hash  string   `json:"hash"`
	Leaf  *int64   `json:"leaf,omitempty"` // its number in the log; absent: not in this checkpoint yet
	Path  []string `json:"path,omitempty"` // hashes beside the way from the leaf to the root, base64
	Told  *Told    `json:"told,omitempty"`
}

// Told is what an event says. Numbers of people and organisations are the portal's
// own and name nobody.
type Told struct {
	At       time.Time `json:"at"`
	Kind     string    `json:"kind"`
	Party    string    `json:"party"`
	OrgID    int64     `json:"org"`
	PersonID int64     `json:"person"`
	Items    []int     `json:"items"`
	Public   bool      `json:"public"`
	Data     string    `json:"data"`
}

// Sum is the hash that the event must have, as the portal computes it.
func (e Event) Sum() string {
	items := make([]string, len(e.Told.Items))
	for n, i := range e.Told.Items {
		items[n] = strconv.Itoa(i)
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{
		"ipportal event 2", e.Chain, strconv.Itoa(e.Seq), e.Told.At.UTC().Format(time.RFC3339Nano), e.Told.Kind, e.Told.Party,
		strconv.FormatInt(e.Told.OrgID, 10), strconv.FormatInt(e.Told.PersonID, 10),
		strings.Join(items, ","), strconv.FormatBool(e.Told.Public), e.Told.Data, e.Prev,
	}, "\n")))
	return hex.EncodeToString(sum[:])
}

// Manifest says what is in the file.
type Manifest struct {
	Version int       `json:"version"`
	Case    string    `json:"case"`
	For     string    `json:"for"` // holder, seller or platform: whose sight of the case it is
	Lang    string    `json:"lang"`
	MadeAt  time.Time `json:"made_at"`
	Events  int       `json:"events"`
	Files   []Entry   `json:"files"`
}

// Entry is one file.
type Entry struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
	// Original is the SHA-256 of the file as it was handed in, where what is here is
	// made from it for others to see.
	Original string `json:"original_sha256,omitempty"`
}

// signedText is what manifest.sig signs.
func signedText(number, sum string) string {
	return "ipportal case file 1\n" + number + "\n" + sum + "\n"
}

// Signer signs a text with the log's key.
type Signer func(text string) (string, error)
