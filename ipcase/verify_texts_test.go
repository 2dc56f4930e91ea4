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
			{"complaints", "contact"},
			{"counters", "contact"},
			{"rights", "reason"},
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

// A text that is blanked together with its salt is missed, and so is one of
// which only an event forged outside an erasure's chain says that it was erased.
func TestAVanishedTextIsFound(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		c, _ := w.File(w.Right(ipcase.Trademark), "H1")
		var before struct{ Signature, Salts string }
		no(t, w.DB.Gorm.Table("complaints").Where("id = ?", c.ID).Take(&before).Error)
		for _, change := range []map[string]any{
			{"signature": "", "salts": "{}"},
			{"signature": ""},
			{"salts": "{}"},
			{"salts": `{"signature":"AAAA"}`},
		} {
			no(t, w.DB.Gorm.Table("complaints").Where("id = ?", c.ID).Updates(change).Error)
			if err := w.Verify(t.Context(), func(int64, int64) {}); err == nil {
				t.Errorf("not found: %v", change)
			}
			no(t, w.DB.Gorm.Table("complaints").Where("id = ?", c.ID).Updates(map[string]any{"signature": before.Signature, "salts": before.Salts}).Error)
		}
	})
}

// The same words said twice are told of by different hashes: whoever has the
// events cannot find out what was said by trying.
func TestTheHashOfATextIsSalted(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		right := w.Right(ipcase.Trademark)
		w.File(right, "H1")
		w.File(right, "H2")
		var events []ipcase.Event
		no(t, w.DB.Gorm.Where("kind = ?", ipcase.EventFiled).Order("id").Find(&events).Error)
		one, two := events[0].Told().Texts, events[1].Told().Texts
		if len(one) != 6 || one["signature"] == "" || one["signature"] == two["signature"] {
			t.Errorf("hashes of the same signature: %q and %q", one["signature"], two["signature"])
		}
	})
}
