package ipcase

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Verify checks that what is stored is what happened: every chain of events
// unbroken and ending at the head that its case, complaint, right or power of attorney remembers,
// every item in the state to which its events lead, every word of a party or a
// reviewer as it was when it was said or erased by an erasure that says so, every
// snapshot and every blob with the hash that it is known by. progress is told how far it is; the
// first bad thing is the error.
func (s *Service) Verify(ctx context.Context, progress func(done, total int64)) error {
	var total int64
	if err := s.read(ctx).Model(&Event{}).Count(&total).Error; err != nil {
		return fmt.Errorf("count events: %w", err)
	}
	states := map[string]map[int]State{} // case number → position → state
	told := newSaid()
	var done int64
	chain, seq, hash := "", 0, ""
	for {
		var page []Event
		err := s.read(ctx).Where("(chain = ? AND seq > ?) OR chain > ?", chain, seq, chain).Order("chain, seq").Limit(1000).Find(&page).Error
		if err != nil {
			return fmt.Errorf("read events: %w", err)
		}
		for _, e := range page {
			if e.Chain != chain {
				if err := s.verifyHead(ctx, chain, seq, hash); err != nil {
					return err
				}
				chain, seq, hash = e.Chain, 0, ""
			}
			if e.Seq != seq+1 || e.PrevHash != hash || HashEvent(e) != e.Hash {
				return fmt.Errorf("chain %s is broken at event %d", e.Chain, e.Seq)
			}
			seq, hash = e.Seq, e.Hash
			told.add(e)
			if err := replay(states, e); err != nil {
				return err
			}
		}
		done += int64(len(page))
		progress(done, total)
		if len(page) < 1000 {
			break
		}
	}
	if err := s.verifyHead(ctx, chain, seq, hash); err != nil {
		return err
	}
	if err := s.verifyItems(ctx, states); err != nil {
		return err
	}
	if err := s.verifyTexts(ctx, told); err != nil {
		return err
	}
	return s.verifyBytes(ctx, told.files)
}

// verifyHead holds the end of a chain against what its subject remembers, so that
// a tail that was cut off is missed.
func (s *Service) verifyHead(ctx context.Context, chain string, seq int, hash string) error {
	if chain == "" {
		return nil
	}
	table, number, ok := cutChain(chain)
	if !ok {
		return fmt.Errorf("chain %s belongs to nothing", chain)
	}
	var head struct {
		EventSeq  int
		EventHash string
	}
	if err := s.read(ctx).Table(table).Select("event_seq", "event_hash").Where("number = ?", number).Take(&head).Error; err != nil {
		return fmt.Errorf("chain %s belongs to nothing: %w", chain, err)
	}
	if head.EventSeq != seq || head.EventHash != hash {
		return fmt.Errorf("chain %s ends at event %d, and its subject remembers %d", chain, seq, head.EventSeq)
	}
	return nil
}

func cutChain(chain string) (table, number string, ok bool) {
	for prefix, t := range map[string]string{"case:": "cases", "complaint:": "complaints", "right:": "rights", "poa:": "powers_of_attorney", "identity:": "identity_checks", "hold:": "legal_holds", "measure:": "measures", "erasure:": "erasures", "stop:": "clock_stops"} {
		if len(chain) > len(prefix) && chain[:len(prefix)] == prefix {
			return t, chain[len(prefix):], true
		}
	}
	return "", "", false
}

// replay follows the moves that an event names.
func replay(states map[string]map[int]State, e Event) error {
	if _, number, ok := cutChain(e.Chain); ok && e.CaseID != nil {
		var d EventData
		if err := json.Unmarshal([]byte(e.Data), &d); err != nil {
			return fmt.Errorf("chain %s: event %d cannot be read: %w", e.Chain, e.Seq, err)
		}
		at := states[number]
		if at == nil {
			at = map[int]State{}
			states[number] = at
		}
		for _, m := range d.Moves {
			if at[m.Item] != m.From {
				return fmt.Errorf("chain %s: event %d moves listing %d from %s, where it was not", e.Chain, e.Seq, m.Item, m.From)
			}
			at[m.Item] = m.To
		}
	}
	return nil
}

func (s *Service) verifyItems(ctx context.Context, states map[string]map[int]State) error {
	var after int64
	for {
		var rows []struct {
			ID       int64
			Number   string
			Position int
			State    State
		}
		err := s.read(ctx).Table("items").Select("items.id, cases.number, items.position, items.state").
			Joins("JOIN cases ON cases.id = items.case_id").Where("items.id > ?", after).Order("items.id").Limit(1000).Scan(&rows).Error
		if err != nil {
			return fmt.Errorf("read items: %w", err)
		}
		for _, r := range rows {
			if states[r.Number][r.Position] != r.State {
				return fmt.Errorf("listing %d of %s is stored as %s, and its events lead to %q", r.Position, r.Number, r.State, states[r.Number][r.Position])
			}
			after = r.ID
		}
		if len(rows) < 1000 {
			return nil
		}
	}
}

// verifyBytes checks snapshots against their hashes, and every blob that a
// snapshot or an exhibit names.
func (s *Service) verifyBytes(ctx context.Context, erased map[string]bool) error {
	seen := map[string]bool{}
	blob := func(hash, of string) error {
		if hash == "" || seen[hash] {
			return nil
		}
		seen[hash] = true
		r, err := s.blobs.Open(ctx, hash)
		if err != nil {
			return fmt.Errorf("%s: %w", of, err)
		}
		_, err = io.Copy(io.Discard, r)
		return errors.Join(err, r.Close())
	}
	var after int64
	for {
		var page []Snapshot
		if err := s.read(ctx).Where("id > ?", after).Order("id").Limit(500).Find(&page).Error; err != nil {
			return fmt.Errorf("read snapshots: %w", err)
		}
		for _, sn := range page {
			after = sn.ID
			if HashSnapshot(sn) != sn.Hash {
				return fmt.Errorf("snapshot %d of listing %s has been changed", sn.ID, sn.Ref)
			}
			for _, img := range sn.Images {
				if err := blob(img.Hash, "a picture of listing "+sn.Ref); err != nil {
					return err
				}
			}
		}
		if len(page) < 500 {
			break
		}
	}
	for after = 0; ; {
		var page []Exhibit
		if err := s.read(ctx).Where("id > ?", after).Order("id").Limit(500).Find(&page).Error; err != nil {
			return fmt.Errorf("read exhibits: %w", err)
		}
		for _, e := range page {
			after = e.ID
			if e.ErasedAt != nil {
				if !erased[e.Hash] {
					return fmt.Errorf("exhibit %s is marked as erased, and no erasure says so", e.PublicID)
				}
				continue
			}
			if err := errors.Join(blob(e.Hash, "exhibit "+e.PublicID), blob(e.ViewHash, "the view of exhibit "+e.PublicID)); err != nil {
				return err
			}
		}
		if len(page) < 500 {
			return nil
		}
	}
}
