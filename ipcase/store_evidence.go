package ipcase

import (
	"fmt"
	"strings"

	"gorm.io/gorm"
)

// formExhibits are the files that a form has gathered.
func (t *tx) formExhibits(a Actor, formID string) ([]Exhibit, error) {
	if !validFormID(formID) {
		return nil, errNotFound()
	}
	var list []Exhibit
	err := t.db.Where("draft_id = ? AND org_id = ?", formID, a.OrgID).Order("id").Find(&list).Error
	if err != nil {
		return nil, fmt.Errorf("files of form: %w", err)
	}
	for _, e := range list {
		if e.Scan == ScanFound {
			return nil, Errorf(Invalid, virusIn, e.Name)
		}
	}
	return list, nil
}

// virusIn is told to who put the file forward.
const virusIn = "A virus was found in “%s”. The file is sealed and nobody is given it. Take it out, and upload it from a clean machine."

// errVirus says so beside the field.
func errVirus(field, name string) error {
	return &Error{Kind: Invalid, Msg: virusIn, Args: []any{name}, Fields: []FieldError{{Field: field, Msg: virusIn, Args: []any{name}}}}
}

// checkRoom refuses more than one side may put forward in one case.
func checkRoom(there []Exhibit, more int64, field string) error {
	for _, e := range there {
		more += e.Size
	}
	if more <= MaxCaseBytes {
		return nil
	}
	const msg = "The files of one side in a case may be %d MB together, and this is more. Take one out, or make them smaller."
	return &Error{Kind: Invalid, Msg: msg, Args: []any{MaxCaseBytes >> 20}, Fields: []FieldError{{Field: field, Msg: msg, Args: []any{MaxCaseBytes >> 20}}}}
}

// belongs says to what the files of a form belong once it is filed.
type belongs struct {
	right, complaint, counter, answer, power, order *int64
	file                                            *casefile // nil for a right, a complaint and a power of attorney
}

// fileExhibits ties a form's files to what was filed and numbers them: E for the
// holder's, S for the seller's, R for what a reviewer records.
func (t *tx) fileExhibits(a Actor, list []Exhibit, to belongs) error {
	if len(list) == 0 {
		return nil
	}
	letter, number := "E", 0
	switch a.Party {
	case PartySeller:
		letter = "S"
	case PartyPlatform: // the document of an order
		letter = "R"
	case PartyHolder, PartySystem, PartyPublic:
	}
	var caseID *int64
	if to.file != nil {
		caseID = &to.file.Case.ID
		var n int64
		err := t.db.Model(&Exhibit{}).Where("(case_id = ? OR complaint_id = ?) AND label LIKE ?", *caseID, to.file.Case.ComplaintID, letter+"%").Count(&n).Error
		if err != nil {
			return fmt.Errorf("number exhibits: %w", err)
		}
		number = int(n)
		if err := t.roomInCase(a, to.file, list); err != nil {
			return err
		}
	}
	labels := make([]string, len(list))
	for n, e := range list {
		if e.Purpose == PurposeEvidence {
			number++
			labels[n] = fmt.Sprintf("%s%d", letter, number)
		}
	}
	return t.labelExhibits(list, labels, map[string]any{
		"right_id": to.right, "complaint_id": to.complaint, "case_id": caseID, "counter_id": to.counter, "answer_id": to.answer,
		"power_id": to.power, "order_id": to.order,
	})
}

// roomInCase keeps what one side files in a case within its limits; the case is
// held, so that two forms at once do not both fit.
func (t *tx) roomInCase(a Actor, f *casefile, list []Exhibit) error {
	var there struct{ Files, Bytes int64 }
	err := t.db.Model(&Exhibit{}).Select("COUNT(*) AS files, COALESCE(SUM(size), 0) AS bytes").
		Where("(case_id = ? OR complaint_id = ?) AND org_id = ?", f.Case.ID, f.Case.ComplaintID, a.OrgID).Scan(&there).Error
	if err != nil {
		return fmt.Errorf("files of %s: %w", f.Case.Number, err)
	}
	if there.Files+int64(len(list)) > MaxCaseFiles {
		return Errorf(Invalid, "One side may file %d files in a case, and this would be more. Put several pages into one PDF.", MaxCaseFiles)
	}
	return checkRoom(list, there.Bytes, "evidence")
}

// labelExhibits takes files out of their form, each with its own label, in one
// statement.
func (t *tx) labelExhibits(list []Exhibit, labels []string, to map[string]any) error {
	if len(list) == 0 {
		return nil
	}
	ids := make([]int64, len(list))
	var each strings.Builder
	var args []any
	for n, e := range list {
		ids[n] = e.ID
		each.WriteString(" WHEN ? THEN ?")
		args = append(args, e.ID, labels[n])
	}
	to["draft_id"], to["label"] = "", gorm.Expr("CASE id"+each.String()+" END", args...)
	if err := t.db.Model(&Exhibit{}).Where("id IN ? AND draft_id <> ''", ids).Updates(to).Error; err != nil {
		return fmt.Errorf("file %d exhibits: %w", len(list), err)
	}
	return nil
}

func hashesOf(list []Exhibit) []string {
	out := make([]string, 0, len(list))
	for _, e := range list {
		out = append(out, e.Hash)
	}
	return out
}

// viewsOf names, by each file's hash, what others than its owner are shown of it.
func viewsOf(list []Exhibit) map[string]string {
	views := make(map[string]string, len(list))
	for _, e := range list {
		if e.ViewHash != "" {
			views[e.Hash] = e.ViewHash
		}
	}
	return views
}

func countPurpose(list []Exhibit, p ExhibitPurpose) int {
	n := 0
	for _, e := range list {
		if e.Purpose == p {
			n++
		}
	}
	return n
}
