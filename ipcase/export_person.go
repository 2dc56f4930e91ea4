package ipcase

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"gorm.io/gorm"
)

// ExportPerson writes a ZIP of what is kept about a person, as the list of
// personal fields says: data.json, table by table, and the files that they put
// forward. For an owner it holds what is kept of their organisation too. Secrets
// are not in it. It is made while it is written.
func (s *Service) ExportPerson(ctx context.Context, a Actor, w io.Writer) error {
	if a.PersonID == 0 {
		return errNotFound()
	}
	archive := zip.NewWriter(w)
	if err := s.exportRows(ctx, a, archive); err != nil {
		return err
	}
	if err := s.exportFiles(ctx, a, archive); err != nil {
		return err
	}
	return archive.Close()
}

func (s *Service) exportRows(ctx context.Context, a Actor, archive *zip.Writer) error {
	out, err := archive.CreateHeader(&zip.FileHeader{Name: "data.json", Method: zip.Deflate, Modified: s.clock.Now()})
	if err != nil {
		return fmt.Errorf("begin the export: %w", err)
	}
	if _, err := fmt.Fprintf(out, "{\n \"made_at\": %q", s.clock.Now().UTC().Format("2006-01-02T15:04:05Z")); err != nil {
		return err
	}
	for _, p := range PersonalData() {
		rows := []map[string]any{}
		if p.OfPerson != "" {
			if rows, err = s.exportTable(ctx, p, p.OfPerson, map[string]any{"person": a.PersonID}); err != nil {
				return err
			}
		}
		if p.OfOrg != "" && a.Role == RoleOwner {
			more, err := s.exportTable(ctx, p, p.OfOrg, map[string]any{"org": a.OrgID})
			if err != nil {
				return err
			}
			rows = append(rows, more...)
		}
		if len(rows) == 0 {
			continue
		}
		words, err := json.MarshalIndent(rows, " ", " ")
		if err != nil {
			return fmt.Errorf("export %s: %w", p.Table, err)
		}
		if _, err := fmt.Fprintf(out, ",\n %q: %s", p.Table, words); err != nil {
			return err
		}
	}
	_, err = io.WriteString(out, "\n}\n")
	return err
}

// exportTable reads the rows of one table, without secrets and without what is
// there for the program alone.
func (s *Service) exportTable(ctx context.Context, p PersonalTable, where string, args map[string]any) ([]map[string]any, error) {
	columns := slices.Clone(p.Plain)
	for _, f := range p.Fields {
		if !f.Secret && f.Erased != AsFile {
			columns = append(columns, f.Column)
		}
	}
	columns = slices.DeleteFunc(columns, func(c string) bool {
		return c == "salts" || strings.HasSuffix(c, "_hash") || strings.HasSuffix(c, "draft_id") || c == "form_id"
	})
	if len(columns) == 0 {
		return nil, nil // secrets alone
	}
	quoted := make([]string, len(columns))
	for n, c := range columns {
		quoted[n] = `"` + c + `"`
	}
	var rows []map[string]any
	err := s.read(ctx).Table(p.Table).Select(strings.Join(quoted, ", ")).Where(where, args).Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("export %s: %w", p.Table, err)
	}
	return rows, nil
}

func (s *Service) exportFiles(ctx context.Context, a Actor, archive *zip.Writer) error {
	mine := func() *gorm.DB { return s.read(ctx).Where("created_by = ? AND erased_at IS NULL", a.PersonID) }
	if a.Role == RoleOwner {
		mine = func() *gorm.DB { return s.read(ctx).Where("org_id = ? AND erased_at IS NULL", a.OrgID) }
	}
	var after int64
	for {
		var page []Exhibit
		if err := mine().Where("id > ?", after).Order("id").Limit(200).Find(&page).Error; err != nil {
			return fmt.Errorf("files to export: %w", err)
		}
		for _, e := range page {
			after = e.ID
			if err := s.exportFile(ctx, e, archive); err != nil {
				return err
			}
		}
		if len(page) < 200 {
			return nil
		}
	}
}

func (s *Service) exportFile(ctx context.Context, e Exhibit, archive *zip.Writer) error {
	from, err := s.blobs.Open(ctx, e.Hash)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // erased a moment ago
	}
	if err != nil {
		return fmt.Errorf("export exhibit %s: %w", e.PublicID, err)
	}
	defer func() { _ = from.Close() }()
	name := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, e.Name)
	to, err := archive.CreateHeader(&zip.FileHeader{Name: "files/" + e.PublicID + "-" + name, Method: zip.Store, Modified: e.CreatedAt})
	if err != nil {
		return fmt.Errorf("export exhibit %s: %w", e.PublicID, err)
	}
	if _, err := io.Copy(to, from); err != nil {
		return fmt.Errorf("export exhibit %s: %w", e.PublicID, err)
	}
	return nil
}
