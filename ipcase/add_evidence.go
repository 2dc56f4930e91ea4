package ipcase

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"gorm.io/gorm"
)

// AddEvidence is one file put into a form that is not filed yet.
type AddEvidence struct {
	FormID     string
	Field      string // the form's field, for what is wrong with the file
	Name       string
	Body       io.Reader
	Blob       Blob // instead of Body: the bytes are kept already
	Purpose    ExhibitPurpose
	Visibility ExhibitVisibility
}

// AddEvidence keeps a file for a form. The bytes are on disk before the row is
// written; the same file twice in one form is one exhibit.
func (s *Service) AddEvidence(ctx context.Context, a Actor, in AddEvidence) (Exhibit, error) {
	if !validFormID(in.FormID) || (a.Party != PartyHolder && a.Party != PartySeller && !a.isReviewer()) {
		return Exhibit{}, errNotFound()
	}
	if err := s.mayFill(ctx, a, in.FormID); err != nil {
		return Exhibit{}, err
	}
	blob := in.Blob
	if in.Body != nil {
		var err error
		if blob, err = s.blobs.Put(ctx, in.Field, in.Name, in.Body); err != nil {
			return Exhibit{}, err
		}
	}
	if blob.Hash == "" {
		return Exhibit{}, fmt.Errorf("evidence for form %s without bytes", in.FormID)
	}
	var e Exhibit
	add := func(t *tx) error {
		var err error
		e, err = t.addEvidence(a, in, blob)
		return err
	}
	err := s.act(ctx, a, add)
	if errors.Is(err, gorm.ErrDuplicatedKey) { // another upload of the same bytes was first: theirs is the exhibit
		err = s.act(ctx, a, add)
	}
	if err == nil {
		err = s.stillKept(ctx, a, in, e)
	}
	return e, err
}

// stillKept looks whether the same bytes, put forward by somebody else, were forgotten
// between their arrival and their row. Once the row stands they are not (lockBytes).
func (s *Service) stillKept(ctx context.Context, a Actor, in AddEvidence, e Exhibit) error {
	for _, hash := range slices.Compact([]string{e.Hash, e.ViewHash}) {
		if _, err := s.blobs.Size(ctx, hash); !errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := s.DropEvidence(ctx, a, in.FormID, e.PublicID); err != nil {
			return err
		}
		return Errorf(Unavailable, "“%s” could not be kept at this moment. Send it again.", in.Name)
	}
	return nil
}

func (t *tx) addEvidence(a Actor, in AddEvidence, blob Blob) (Exhibit, error) {
	var there []Exhibit
	if err := t.db.Where("draft_id = ? AND org_id = ?", in.FormID, a.OrgID).Find(&there).Error; err != nil {
		return Exhibit{}, fmt.Errorf("files of form: %w", err)
	}
	for _, x := range there {
		if x.Hash == blob.Hash && x.Purpose == in.Purpose {
			return x, nil
		}
	}
	if err := checkRoom(there, blob.Size, in.Field); err != nil {
		return Exhibit{}, err
	}
	if len(there) >= MaxFiles {
		return Exhibit{}, &Error{Kind: Invalid, Msg: "A form holds %d files at most. Take one out, or put several pages into one PDF.", Args: []any{MaxFiles}, Fields: []FieldError{
			{Field: in.Field, Msg: "A form holds %d files at most. Take one out, or put several pages into one PDF.", Args: []any{MaxFiles}},
		}}
	}
	if err := t.lockBytes(slices.Compact([]string{blob.Hash, blob.ViewHash})...); err != nil {
		return Exhibit{}, err
	}
	file, err := t.watchFile(blob)
	if err != nil {
		return Exhibit{}, err
	}
	if file.Scan == ScanFound {
		return Exhibit{}, errVirus(in.Field, in.Name)
	}
	e := Exhibit{
		PublicID: NewID(), OrgID: a.OrgID, DraftID: in.FormID, Purpose: in.Purpose, Visibility: in.Visibility,
		Name: in.Name, MIME: blob.MIME, Size: blob.Size, Hash: blob.Hash, ViewHash: blob.ViewHash, ViewMIME: blob.ViewMIME,
		Scan: file.Scan, Drawing: file.Drawing, Pages: file.Pages, CreatedAt: t.now, CreatedBy: a.PersonID,
	}
	err = t.insert([]*Exhibit{&e})
	return e, err
}

// FormEvidence lists the files of a form that is not filed yet.
func (s *Service) FormEvidence(ctx context.Context, a Actor, formID string) ([]Exhibit, error) {
	var list []Exhibit
	if !validFormID(formID) {
		return nil, nil
	}
	err := s.read(ctx).Where("draft_id = ? AND org_id = ?", formID, a.OrgID).Order("id").Find(&list).Error
	if err != nil {
		return nil, fmt.Errorf("files of form: %w", err)
	}
	return list, nil
}

// DropEvidence takes a file out of a form that is not filed yet. The blob stays:
// others may have put forward the same bytes.
func (s *Service) DropEvidence(ctx context.Context, a Actor, formID, publicID string) error {
	if !validFormID(formID) {
		return errNotFound()
	}
	if err := s.mayFill(ctx, a, formID); err != nil {
		return err
	}
	err := s.read(ctx).Where("draft_id = ? AND org_id = ? AND public_id = ?", formID, a.OrgID, publicID).Delete(&Exhibit{}).Error
	if err != nil {
		return fmt.Errorf("take file out of form: %w", err)
	}
	return nil
}

// mayFill says whether an actor may put files into a form: into a draft with the
// permission that its filing needs, into another with one of the two that file
// anything.
func (s *Service) mayFill(ctx context.Context, a Actor, formID string) error {
	var d Draft
	err := s.read(ctx).Select("id", "kind").Where("id = ? AND org_id = ?", formID, a.OrgID).Limit(1).Find(&d).Error
	switch {
	case err != nil:
		return fmt.Errorf("draft of form: %w", err)
	case d.ID != "":
		return a.needs(d.Kind.permission())
	case a.May(PermFile):
		return nil
	case a.isReviewer(): // with an order; never into what a party is writing
		var n int64
		if err := s.read(ctx).Model(&Draft{}).Where("id = ?", formID).Count(&n).Error; err != nil {
			return fmt.Errorf("draft of form: %w", err)
		}
		if n > 0 {
			return errNotFound()
		}
		return nil
	default:
		return a.needs(PermAnswer)
	}
}

// validFormID keeps anything but a form's own random id away from the store: an
// empty one would mean every exhibit that is already filed.
func validFormID(id string) bool { return len(id) == 26 }
