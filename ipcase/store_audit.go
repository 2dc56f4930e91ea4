package ipcase

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// record adds an event to the chain of a case. It is written by settle, in the
// same transaction as what it tells of (promise 1).
func (t *tx) record(f *casefile, a Actor, kind EventKind, public bool, data EventData, items ...int) error {
	seq, prev := f.Case.EventSeq, f.Case.EventHash
	if n := len(f.events); n > 0 {
		seq, prev = f.events[n-1].Seq, f.events[n-1].Hash
	}
	e, err := t.event("case:"+f.Case.Number, seq, prev, a, kind, public, data)
	if err != nil {
		return err
	}
	if items == nil {
		items = []int{}
	}
	caseID, complaintID := f.Case.ID, f.Case.ComplaintID
	e.CaseID, e.ComplaintID, e.Items = &caseID, &complaintID, items
	e.Hash = HashEvent(e)
	f.events = append(f.events, e)
	return nil
}

// recordMoves adds the one event that names every item moved alike by one press.
func (t *tx) recordMoves(f *casefile, a Actor, kind EventKind, moves []ItemMove, data EventData) error {
	if len(moves) == 0 {
		return nil
	}
	ids := make([]int, len(moves))
	for n, m := range moves {
		ids[n] = m.Item
	}
	data.Moves, data.Count = moves, len(moves)
	return t.record(f, a, kind, f.told(ids), data, ids...)
}

// told says whether the seller has been told of any of these items: until then
// nothing about them is public to both sides.
func (f *casefile) told(ids []int) bool {
	for _, i := range f.Items {
		if i.AcceptedAt != nil && contains(ids, i.Position) {
			return true
		}
	}
	return false
}

func (t *tx) event(chain string, seq int, prev string, a Actor, kind EventKind, public bool, data EventData) (Event, error) {
	words, err := json.Marshal(data)
	if err != nil {
		return Event{}, fmt.Errorf("event %s: %w", kind, err)
	}
	return Event{
		Chain: chain, Seq: seq + 1, At: t.now, Kind: kind, Party: a.Party, OrgID: a.OrgID, PersonID: a.PersonID,
		Items: []int{}, Public: public, Data: string(words), PrevHash: prev,
	}, nil
}

// HashEvent is the event's own hash: SHA-256, in hex, over every column that
// says what happened, and no row's id, one to a line, the hash of the event before it
// last. Whoever holds the rows can compute it again.
func HashEvent(e Event) string {
	items := make([]string, len(e.Items))
	for n, i := range e.Items {
		items[n] = strconv.Itoa(i)
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{
		"ipportal event 2", e.Chain, strconv.Itoa(e.Seq), e.At.UTC().Format(time.RFC3339Nano), string(e.Kind), string(e.Party),
		strconv.FormatInt(e.OrgID, 10), strconv.FormatInt(e.PersonID, 10),
		strings.Join(items, ","), strconv.FormatBool(e.Public), e.Data, e.PrevHash,
	}, "\n")))
	return hex.EncodeToString(sum[:])
}
