package ipcase

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"gorm.io/gorm/clause"
)

// watchFile says what is known of bytes that are put forward, and orders what is
// still to be found out, once for the same bytes. The row is held until the
// commit, so that who finds out later reaches every exhibit with these bytes.
func (t *tx) watchFile(b Blob) (EvidenceFile, error) {
	file := EvidenceFile{Hash: b.Hash, MIME: b.MIME, CreatedAt: t.now}
	if t.scan != nil {
		file.Scan = ScanChecking
	}
	if b.MIME == mimePDF {
		file.Drawing = DrawWaiting
	}
	if file.Scan == ScanNone && file.Drawing == DrawNone {
		var there EvidenceFile
		err := t.db.Where("hash = ?", b.Hash).Limit(1).Find(&there).Error // from when there was a scanner
		if err != nil || there.Hash == "" {
			return EvidenceFile{}, err
		}
	}
	res := t.db.Clauses(clause.OnConflict{DoNothing: true}).Create(&file)
	if res.Error != nil {
		return file, fmt.Errorf("keep what is known of a file: %w", res.Error)
	}
	if res.RowsAffected == 0 {
		if err := t.forUpdate().Where("hash = ?", b.Hash).Take(&file).Error; err != nil {
			return file, fmt.Errorf("what is known of a file: %w", err)
		}
		return file, nil
	}
	payload, err := json.Marshal(Forgetting{What: b.Hash})
	if err != nil {
		return file, fmt.Errorf("check file %s: %w", b.Hash, err)
	}
	return file, t.enqueue(Delivery{Kind: DeliverCheckFile, Key: "check-" + NewID(), Payload: string(payload)})
}

// mimePDF is the kind of file whose pages are drawn.
const mimePDF = "application/pdf"

// CheckFile looks through a file for viruses and then draws its pages, which is
// what others than its owner are shown. Where the scanner does not answer nothing
// is known: it is tried again, and until then the file stays sealed.
func (s *Service) CheckFile(ctx context.Context, d Delivery) error {
	about, err := d.about()
	if err != nil {
		return err
	}
	if about.Paper {
		return s.checkPaper(ctx, about.What)
	}
	hash := about.What
	var file EvidenceFile
	if err := s.read(ctx).Where("hash = ?", hash).Limit(1).Find(&file).Error; err != nil {
		return fmt.Errorf("what is known of a file: %w", err)
	}
	if file.Hash == "" { // erased meanwhile
		return nil
	}
	if file.Scan == ScanChecking {
		if s.scan == nil {
			return errors.New("a file waits for a scanner, and none is set up here")
		}
		if file.Virus, err = s.scanFile(ctx, s.blobs.Open, hash); err != nil {
			return err
		}
		if file.Scan = ScanClean; file.Virus != "" {
			file.Scan, file.Drawing = ScanFound, DrawNone
		}
		if err := s.keepScan(ctx, file); err != nil {
			return err
		}
	}
	if file.Drawing != DrawWaiting || file.Scan == ScanFound {
		return nil
	}
	pages, err := s.blobs.Pages(ctx, hash)
	var refusal *Error
	if err != nil && !errors.As(err, &refusal) {
		return fmt.Errorf("draw the pages of a file: %w", err)
	}
	return s.keepPages(ctx, hash, pages, refusal == nil)
}

func (s *Service) scanFile(ctx context.Context, open func(context.Context, string) (io.ReadSeekCloser, error), hash string) (string, error) {
	r, err := open(ctx, hash)
	if err != nil {
		return "", fmt.Errorf("open a file for the scanner: %w", err)
	}
	found, err := s.scan.Scan(ctx, r)
	if err = errors.Join(err, r.Close()); err != nil {
		return "", fmt.Errorf("look for viruses: %w", err)
	}
	return found, nil
}

// keepScan records what the scanner said. The row is written before the exhibits
// with the same bytes: whoever adds one holds it.
func (s *Service) keepScan(ctx context.Context, file EvidenceFile) error {
	return s.inTx(ctx, func(t *tx) error {
		res := t.db.Model(&EvidenceFile{}).Where("hash = ? AND scan = ?", file.Hash, ScanChecking).
			Updates(map[string]any{"scan": file.Scan, "virus": file.Virus, "drawing": file.Drawing, "checked_at": t.now})
		if res.Error != nil || res.RowsAffected == 0 {
			return res.Error
		}
		err := t.db.Model(&Exhibit{}).Where("hash = ?", file.Hash).Updates(map[string]any{"scan": file.Scan, "drawing": file.Drawing}).Error
		if err != nil {
			return fmt.Errorf("exhibits with a checked file: %w", err)
		}
		if file.Scan != ScanFound {
			return nil
		}
		return t.tellSealed(file)
	})
}

// tellSealed records in each case where the file was filed that it is sealed, and
// tells who filed it. Who has it in a form sees it there.
func (t *tx) tellSealed(file EvidenceFile) error {
	var list []Exhibit
	if err := t.db.Where("hash = ? AND draft_id = '' AND erased_at IS NULL", file.Hash).Order("id").Find(&list).Error; err != nil {
		return fmt.Errorf("exhibits with a virus: %w", err)
	}
	for _, e := range list {
		data := EventData{Exhibit: e.Label, Code: file.Virus, Hashes: []string{e.Hash}}
		p := MailPayload{Exhibit: e.Label, ExhibitName: e.Name}
		if e.RightID != nil {
			if err := t.tellSealedOfRight(e, data, p); err != nil {
				return err
			}
			continue
		}
		files, err := t.casesOfExhibit(e)
		if err != nil {
			return err
		}
		for n, f := range files {
			if err := t.record(f, System(), EventExhibitSealed, false, data); err != nil {
				return err
			}
			if n == 0 && e.OrderID == nil {
				to := PartyHolder
				if e.OrgID == f.Case.SellerOrgID {
					to = PartySeller
				}
				if err := t.tell(f, letter{to: to, kind: MsgExhibitSealed, payload: p}); err != nil {
					return err
				}
			}
			if err := t.settle(f); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *tx) tellSealedOfRight(e Exhibit, data EventData, p MailPayload) error {
	var r Right
	if err := t.forUpdate().Where("id = ?", *e.RightID).Take(&r).Error; err != nil {
		return fmt.Errorf("right of exhibit %d: %w", e.ID, err)
	}
	if err := t.recordRight(&r, System(), EventExhibitSealed, data); err != nil {
		return err
	}
	p.RightNumber, p.Party = r.Number, PartyHolder
	return t.send(r.OrgID, nil, nil, MsgExhibitSealed, p)
}

func (s *Service) keepPages(ctx context.Context, hash string, pages []EvidencePage, drawn bool) error {
	return s.inTx(ctx, func(t *tx) error {
		now := map[string]any{"drawing": DrawDone, "pages": len(pages)}
		if !drawn {
			now["drawing"] = DrawFailed
		}
		res := t.db.Model(&EvidenceFile{}).Where("hash = ? AND drawing = ?", hash, DrawWaiting).Updates(now)
		if res.Error != nil || res.RowsAffected == 0 {
			return res.Error
		}
		if drawn {
			if err := t.insert(pages); err != nil {
				return err
			}
			if err := t.recordDrawing(hash, EventPagesDrawn, pages); err != nil {
				return err
			}
		}
		if err := t.db.Model(&Exhibit{}).Where("hash = ?", hash).Updates(now).Error; err != nil {
			return fmt.Errorf("exhibits with drawn pages: %w", err)
		}
		return nil
	})
}

// matchFiles gives exhibits that were copied what has been found out about their
// bytes since they were read.
func (t *tx) matchFiles(list []Exhibit) error {
	for n, e := range list {
		if e.Scan == ScanNone && e.Drawing == DrawNone {
			continue
		}
		var file EvidenceFile
		if err := t.forUpdate().Where("hash = ?", e.Hash).Take(&file).Error; err != nil {
			return fmt.Errorf("what is known of a file: %w", err)
		}
		list[n].Scan, list[n].Drawing, list[n].Pages = file.Scan, file.Drawing, file.Pages
	}
	return nil
}
