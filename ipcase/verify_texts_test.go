package ipcase_test

import (
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

// Whatever a party or a reviewer said cannot be changed without being found out:
// the database refuses, or verifying finds it (promise 6).
func TestChangedWordsAreFound(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		_, cases := w.File(w.Right(ipcase.Trademark), "H1", "H2")
		number := cases[w.Haiyun.OrgID]
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		w.Work()
		_, err := w.Counter(w.Haiyun, number)
		no(t, err)
		w.Work()
		no(t, w.Answer(number, ipcase.AnswerContest))
		no(t, w.Rule(w.Rita, number, ipcase.MoveUpholdCounter))
		w.Work()
		no(t, w.AppealDecision(t.Context(), w.Norrvik, ipcase.AppealDecision{
			FormID: ipcase.NewID(), Case: number, Items: w.All(number), Explanation: "Look again.", Lang: "en",
		}))
		no(t, w.Verify(t.Context(), func(int64, int64) {}))
		for _, column := range [][2]string{
			{"complaints", "explanation"},
			{"complaints", "signature"},
			{"counters", "explanation"},
			{"counters", "signature"},
			{"answers", "explanation"},
			{"answers", "court"},
			{"appeals", "explanation"},
			{"decisions", "facts"},
			{"decisions", "explanation"},
		} {
			table, name := column[0], column[1]
			if w.DB.Gorm.Exec("UPDATE "+table+" SET "+name+" = "+name+" || '.'").Error != nil {
				continue
			}
			if err := w.Verify(t.Context(), func(int64, int64) {}); err == nil {
				t.Errorf("a changed %s of %s was not found", name, table)
			}
			no(t, w.DB.Gorm.Exec("UPDATE "+table+" SET "+name+" = substr("+name+", 1, length("+name+") - 1)").Error)
		}
		no(t, w.Verify(t.Context(), func(int64, int64) {}))
	})
}
