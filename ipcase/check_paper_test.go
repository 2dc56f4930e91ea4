package ipcase_test

import (
	"slices"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

// An identity paper is sealed until it has been looked through: no reviewer opens
// it, nothing is verified by it, and with a virus in it it stays so.
func TestAPaperIsSealedUntilItIsLookedThrough(t *testing.T) { // promises 1, 7
	each(t, func(t *testing.T, w *ipcasetest.World) {
		ctx := t.Context()
		with := &scanner{} // away
		w.Scanning(with)
		kari := newcomer(t, w)
		for _, virus := range []bool{true, false} {
			form := paperForm(t, w, kari, map[bool]string{true: "a paper with a plague in it", false: "an extract of the register"}[virus])
			number, err := w.HandInIdentity(ctx, kari, form)
			no(t, err)
			d, err := w.ClaimDeliveries(ctx, 10, 1e9, ipcase.DeliverCheckFile)
			no(t, err)
			d = slices.DeleteFunc(d, func(d ipcase.Delivery) bool { return !strings.Contains(d.Payload, `"paper":true`) })
			if len(d) != 1 || w.CheckFile(ctx, d[0]) == nil {
				t.Fatalf("%d orders, and a scanner that is away said something", len(d))
			}
			v, err := w.ReadReviewIdentity(ctx, w.Rita, number)
			no(t, err)
			if v.Papers[0].Scan != ipcase.ScanChecking {
				t.Errorf("while nothing is known: %q", v.Papers[0].Scan)
			}
			open := func() error { _, err := w.OpenIdentityPaper(ctx, w.Rita, number, v.Papers[0].PublicID); return err }
			verify := func() error {
				return w.CheckIdentity(ctx, w.Rita, ipcase.CheckIdentity{Number: number, Version: 1, Verify: true})
			}
			refused(t, open(), ipcase.Refused)
			refused(t, verify(), ipcase.Refused)
			word := "plague"
			with.finds = &word
			no(t, w.CheckFile(ctx, d[0]))
			no(t, w.CheckFile(ctx, d[0])) // again
			v, err = w.ReadReviewIdentity(ctx, w.Rita, number)
			no(t, err)
			sealed := strings.Count(kinds(v.Events), string(ipcase.EventIdentitySealed))
			if !virus {
				if v.Papers[0].Scan != ipcase.ScanClean || sealed != 0 || open() != nil || verify() != nil {
					t.Errorf("clean: %q, %d events", v.Papers[0].Scan, sealed)
				}
				return
			}
			if v.Papers[0].Scan != ipcase.ScanFound || sealed != 1 {
				t.Errorf("with a virus: %q, %d events", v.Papers[0].Scan, sealed)
			}
			refused(t, open(), ipcase.Refused)
			refused(t, verify(), ipcase.Refused)
			no(t, w.CheckIdentity(ctx, w.Rita, ipcase.CheckIdentity{Number: number, Version: 1, Reason: "A virus was found in the file."}))
			b, err := w.Blobs.Papers().Put(ctx, "paper", "extract.txt", strings.NewReader("a paper with a plague in it"))
			no(t, err)
			_, err = w.AddIdentityPaper(ctx, kari, ipcase.NewID(), "extract.txt", b)
			refused(t, err, ipcase.Invalid)
			with.finds = nil
		}
	})
}
