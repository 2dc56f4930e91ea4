package ipcase

import "fmt"

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
	right, complaint, counter, answer *int64
	file                              *casefile // nil for a right and a complaint
}

// fileExhibits ties a form's files to what was filed and numbers them: E for the
// holder's, S for the seller's.
func (t *tx) fileExhibits(a Actor, list []Exhibit, to belongs) error {
	if len(list) == 0 {
		return nil
	}
	letter, number := "E", 0
	if a.Party == PartySeller {
		letter = "S"
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
	for _, e := range list {
		label := ""
		if e.Purpose == PurposeEvidence {
			number++
			label = fmt.Sprintf("%s%d", letter, number)
		}
		res := t.db.Model(&Exhibit{}).Where("id = ? AND draft_id <> ''", e.ID).Updates(map[string]any{
			"draft_id": "", "right_id": to.right, "complaint_id": to.complaint, "case_id": caseID,
			"counter_id": to.counter, "answer_id": to.answer, "label": label,
		})
		if res.Error != nil {
			return fmt.Errorf("file exhibit: %w", res.Error)
		}
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
