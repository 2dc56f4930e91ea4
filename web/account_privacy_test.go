package web_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// A person reads what is kept of them, takes it away, and asks that it go; an open
// case and a hold stand against it, and are named; then it is carried out.
func TestOnesOwnData(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		number := w.filed(ipcase.Trademark, "QL-1001")
		elin, op := w.As("elin"), w.As("operator")
		elin.Open("/account/privacy").Status(200).Sees("What is kept about you, and why", "Evidence", "Download my data", "What stands against it now", number, "The case is open.")
		elin.Press("Ask for erasure").Status(422).Sees("Tick this if you want it.")
		elin.Tick("I want the data about me to be erased.").Press("Ask for erasure").Status(200).Sees("Your request was received.", "You asked for erasure on", "Take the request back")
		elin.Press("Take the request back").Sees("Ask for erasure")
		elin.Open("/account/privacy/data.zip").Status(200)
		if body := elin.Body(); !bytes.HasPrefix(body, []byte("PK")) || elin.Header("Content-Type") != "application/zip" {
			t.Errorf("the download: %q, %d bytes", elin.Header("Content-Type"), len(body))
		}

		elin.Open("/account/privacy").Tick("I want the data about me to be erased.").Press("Ask for erasure")
		op.Open("/operator/privacy").Status(200).Sees("ER-2026-000002", "Elin Strand", "The case is open.", "Nothing is held.").SeesNot("Erase now")
		op.Press("Set the hold").Status(422).Sees("Choose what the hold is about.", "Say why the data must be kept.", "Enter the last day on which the data must be kept")
		op.Choose("A person").Fill("Address or number", "nobody@example.test").Fill("Why the data must be kept", "Suit 17 of 2026").Fill("Last day", "2026-09-30").Press("Set the hold")
		op.Status(422).Sees("Nothing is known by this.", "Suit 17 of 2026")
		op.Choose("A case").Fill("Address or number", number).Press("Set the hold").Status(200).Sees("The hold is set.", "LH-2026-000001", "Suit 17 of 2026")
		elin.Open("/account/privacy").Sees("Legal hold LH-2026-000001", "Suit 17 of 2026", "Ends by itself on")
		op.In("ER-2026-000002").Press("Refuse").Status(422).Sees("Say why the request is refused.")
		op.Fill("Why it is refused", "The suit is pending.").Press("Refuse").Status(200).Sees("The request was refused.", "Nobody waits.")
		elin.Open("/account/privacy").Sees("Request ER-2026-000002 was refused.", "The suit is pending.")
		op.Open("/operator/privacy").Press("End it now").Sees("The hold has ended.", "Nothing is held.")
		if err := w.Service.Verify(t.Context(), func(int64, int64) {}); err != nil {
			t.Error(err)
		}
	})
}

// Where nothing stands against it, erasure is done at once: the account closes,
// every session ends, and a mail that lies in the folder goes.
func TestErasureAtOnce(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		vera, again := w.As("vera"), w.Stranger()
		id := w.Person("vera").Actor().PersonID
		var before account.Person
		well(t, db.Gorm.Where("id = ?", id).Take(&before).Error)
		vera.Open("/account/privacy").Sees("Nothing stands against it.", "Haiyun Outdoor")
		vera.Tick("I want the data about me to be erased.").Press("Erase my data now").At("/erased").Sees("Your data was erased")
		w.Work()
		var sessions int64
		well(t, db.Gorm.Table("sessions").Where("person_id = ?", id).Count(&sessions).Error)
		if sessions != 0 {
			t.Errorf("%d sessions are left", sessions)
		}
		again.Open("/sign-in").Fill("Email", before.Email).Fill("Password", "whatever it was").Press("Sign in").Status(422)
		var after account.Person
		well(t, db.Gorm.Where("id = ?", id).Take(&after).Error)
		if after.Name != ipcase.ErasedWord || strings.Contains(after.Email, "haiyun") || after.PasswordHash != "" || after.DisabledAt == nil {
			t.Errorf("what is left: %+v", after)
		}
		w.Clock.Advance(time.Minute)
		w.As("lin").Open("/seller/complaints").Status(200)
		if err := w.Service.Verify(t.Context(), func(int64, int64) {}); err != nil {
			t.Error(err)
		}
	})
}
