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
	return list, nil
}

// belongs says to what the files of a form belong once it is filed.
type belongs struct {
	right, complaint, counter, answer, power, order *int64
	file                                            *casefile // nil for a right, a complaint and a power of attorney
}

// fileExhibits ties a form's files to what was filed and numbers them: E for the
// holder's, S for the seller's, D for the documents that a reviewer records.
func (t *tx) fileExhibits(a Actor, list []Exhibit, to belongs) error {
	if len(list) == 0 {
		return nil
	}
	letter, number := "E", 0
	switch a.Party {
	case PartySeller:
		letter = "S"
	case PartyPlatform: // the document of an order
		letter = "D"
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

func countPurpose(list []Exhibit, p ExhibitPurpose) int {
	n := 0
	for _, e := range list {
		if e.Purpose == p {
			n++
		}
	}
	return n
}
