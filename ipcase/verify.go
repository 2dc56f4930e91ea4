package ipcase

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"
)

// VerifyOptions say against what a portal's history is held besides itself.
type VerifyOptions struct {
	// Checkpoints that somebody kept outside, signed: each must be a beginning of
	// the log as it is.
	Checkpoints []string
	// Publics are keys besides the portal's own that may have signed.
	Publics []string
	// Stamp checks a time stamp's token over a checkpoint and says its time; without
	// it tokens are not looked at.
	Stamp func(token []byte, message string) (time.Time, error)
	// Progress is told how many events of the chains, and then of the log, are
	// checked.
	Progress func(done, total int64)
}

// VerifyReport is what was found to be as it was written.
type VerifyReport struct {
	Events, Chains, Leaves, Waiting int64
	Checkpoints, Stamps             int64
	Subjects, Papers, Blobs         int64
}

// Verify checks the portal's history against itself; see VerifyAgainst.
func (s *Service) Verify(ctx context.Context, progress func(done, total int64)) error {
	_, err := s.VerifyAgainst(ctx, VerifyOptions{Progress: progress})
	return err
}

// VerifyAgainst checks that what is stored is what happened: every chain of events
// unbroken and ending at the head that its subject remembers, every event in the
// log in the order of its chain, the log's tree of these events and no others,
// every checkpoint signed and of that tree, every item in the state to which its
// events lead, every word of a party or a reviewer as it was when it was said or
// erased by an erasure that says so, every snapshot and every blob with the hash
// that it is known by. The first bad thing is the error. It reads page by page:
// its memory does not grow with the history.
func (s *Service) VerifyAgainst(ctx context.Context, o VerifyOptions) (VerifyReport, error) {
	if o.Progress == nil {
		o.Progress = func(int64, int64) {}
	}
	v := &verifier{Service: s, ctx: ctx, VerifyOptions: o}
	for _, step := range []func() error{v.begin, v.chains, v.subjectsWithoutChain, v.tree, v.outside, func() error { return s.verifyPowers(ctx) }} {
		if err := step(); err != nil {
			return v.report, err
		}
	}
	return v.report, v.verifyBytes(ctx, v.erased.files)
}

// verifier is one run of VerifyAgainst.
type verifier struct {
	*Service
	VerifyOptions
	ctx         context.Context
	report      VerifyReport
	erased      erasedThings
	size        int64 // of the log when the run began
	numbered    int64 // events found in it
	checkpoints []Checkpoint
	total, done int64
}

// begin reads what the rest is held against: how long the log is, and what
// erasures say is gone.
func (v *verifier) begin() error {
	db := v.read(v.ctx)
	size, _, err := logEnd(db)
	if err != nil {
		return err
	}
	v.size = size
	if err := db.Model(&Event{}).Count(&v.total).Error; err != nil {
		return fmt.Errorf("count events: %w", err)
	}
	v.total += size
	v.erased, err = v.readErased()
	return err
}

// seenBlobs is how many files it remembers to have read.
const seenBlobs = 100_000

// verifyBytes checks snapshots against their hashes, and every blob that a
// snapshot or an exhibit names.
func (v *verifier) verifyBytes(ctx context.Context, erased map[string]bool) error {
	seen := map[string]bool{}
	blob := func(hash, of string) error {
		if hash == "" || seen[hash] {
			return nil
		}
		if len(seen) == seenBlobs {
			clear(seen) // some are read twice then
		}
		seen[hash] = true
		v.report.Blobs++
		r, err := v.blobs.Open(ctx, hash)
		if err != nil {
			return fmt.Errorf("%s: %w", of, err)
		}
		_, err = io.Copy(io.Discard, r)
		return errors.Join(err, r.Close())
	}
	var after int64
	for {
		var page []Snapshot
		if err := v.read(ctx).Where("id > ?", after).Order("id").Limit(500).Find(&page).Error; err != nil {
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
	if err := v.verifyCaptures(ctx, blob); err != nil {
		return err
	}
	for after = 0; ; {
		var page []Exhibit
		if err := v.read(ctx).Where("id > ?", after).Order("id").Limit(500).Find(&page).Error; err != nil {
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
			return v.verifyPages(ctx, blob)
		}
	}
}
