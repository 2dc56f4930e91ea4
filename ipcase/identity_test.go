package ipcase_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// newcomer is a rights holder whom nobody has checked.
func newcomer(t *testing.T, w *ipcasetest.World) ipcase.Actor {
	t.Helper()
	o := ipcase.Org{
		Kind: ipcase.PartyHolder, Name: "Fjellbris AS", Lang: "en", Zone: "Europe/Oslo", Country: "NO", ContactName: "Kari Nes",
		Address: "4 Fjordgata, Oslo", Phone: "+47 22 55 50 14", Email: "ip@fjellbris.example", CreatedAt: w.Clock.Now(),
	}
	no(t, w.DB.Gorm.Create(&o).Error)
	a := ipcase.Actor{OrgID: o.ID, Party: ipcase.PartyHolder, Role: ipcase.RoleOwner, OrgName: o.Name, Lang: "en", Zone: o.Zone}
	return w.Colleague(a, 7001, "Kari Nes")
}

// paperForm is a form with one file in it, ready to be handed in.
func paperForm(t *testing.T, w *ipcasetest.World, a ipcase.Actor, words string) ipcase.HandInIdentity {
	t.Helper()
	b, err := w.Blobs.Papers().Put(t.Context(), "paper", "extract.txt", strings.NewReader(words))
	no(t, err)
	in := ipcase.HandInIdentity{FormID: ipcase.NewID(), Kind: ipcase.CompanyExtract, Number: "NO 998 877 665", Country: "NO", IssuedOn: "2026-05-02"}
	_, err = w.AddIdentityPaper(t.Context(), a, in.FormID, "extract.txt", b)
	no(t, err)
	return in
}

func TestNothingReachesASellerBeforeTheHolderIsKnown(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w, ctx := ipcasetest.New(t, db), t.Context()
		kari := newcomer(t, w)
		right := w.RightOf(kari, ipcase.Trademark) // a right may be checked before
		c, err := w.FileComplaint(ctx, kari, w.DraftOf(kari, right, "H1"))
		no(t, err)
		number := w.CasesOf(c.ID)[w.Haiyun.OrgID]

		err = w.Rule(w.Rita, number, ipcase.MoveAccept)
		refused(t, err, ipcase.Refused)
		if !strings.Contains(err.Error(), "identity") {
			t.Errorf("the reviewer is told %v", err)
		}
		w.Clock.Advance(60 * 24 * time.Hour)
		w.Work()
		if got := w.Items(number)[0]; got.State != ipcase.Intake || got.DueAt != nil || got.ToldAt != nil {
			t.Errorf("after sixty days: %+v", got)
		}
		_, err = w.ReadSellerCase(ctx, w.Haiyun, number)
		refused(t, err, ipcase.NotFound)
		if v, err := w.ReadReviewCase(ctx, w.Rita, number); err != nil || v.Holder.Identity != ipcase.IdentityNone {
			t.Errorf("%q, %v", v.Holder.Identity, err)
		}

		idc, err := w.HandInIdentity(ctx, kari, paperForm(t, w, kari, "Extract of the register"))
		no(t, err)
		no(t, w.CheckIdentity(ctx, w.Rita, ipcase.CheckIdentity{Number: idc, Version: 1, Verify: true}))
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		if got := w.States(number)[0]; got != ipcase.AwaitingSeller {
			t.Errorf("accepted it is %s", got)
		}
		no(t, w.Verify(ctx, func(_, _ int64) {}))
	})
}

func TestAnIdentityPaperIsRefusedHandedInAgainAndDropped(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w, ctx := ipcasetest.New(t, db), t.Context()
		kari := newcomer(t, w)
		in := paperForm(t, w, kari, "Extract one")
		first, err := w.HandInIdentity(ctx, kari, in)
		no(t, err)
		again, err := w.HandInIdentity(ctx, kari, in)
		if again != first || err != nil {
			t.Errorf("pressed twice: %s and %s, %v", first, again, err)
		}
		_, err = w.HandInIdentity(ctx, kari, paperForm(t, w, kari, "Extract two"))
		refused(t, err, ipcase.Refused)

		next, err := w.ClaimNext(ctx, w.Rita)
		if next != first || err != nil {
			t.Errorf("offered %q, %v", next, err)
		}
		refused(t, w.CheckIdentity(ctx, w.Bo, ipcase.CheckIdentity{Number: first, Version: 1, Verify: true}), ipcase.Refused)
		refused(t, w.CheckIdentity(ctx, w.Rita, ipcase.CheckIdentity{Number: first, Version: 1}), ipcase.Invalid)
		verdict := ipcase.CheckIdentity{Number: first, Version: 1, Reason: "The extract is two years old. Hand in one of this year."}
		no(t, w.CheckIdentity(ctx, w.Rita, verdict))
		no(t, w.CheckIdentity(ctx, w.Rita, verdict)) // the second press
		refused(t, w.CheckIdentity(ctx, w.Rita, ipcase.CheckIdentity{Number: first, Version: 1, Verify: true}), ipcase.Stale)

		list, err := w.Messages(ctx, kari, 0, 10)
		if err != nil || len(list) != 1 || list[0].Kind != ipcase.MsgIdentityRefused {
			t.Errorf("told %+v, %v", list, err)
		}
		v, err := w.ReadReviewIdentity(ctx, w.Rita, first)
		no(t, err)
		p, err := w.OpenIdentityPaper(ctx, w.Rita, first, v.Papers[0].PublicID)
		no(t, err)
		if v, _ = w.ReadReviewIdentity(ctx, w.Rita, first); v.Events[len(v.Events)-1].Kind != ipcase.EventIdentityOpened {
			t.Errorf("the opening is not recorded: %+v", v.Events)
		}
		second, err := w.HandInIdentity(ctx, kari, paperForm(t, w, kari, "Extract one")) // the same bytes again
		no(t, err)

		w.Clock.Advance(ipcase.PaperDays*24*time.Hour - time.Second)
		w.Work()
		open := func() error {
			f, err := w.Blobs.Papers().Open(ctx, p.Hash)
			if err == nil {
				err = f.Close()
			}
			return err
		}
		if err := open(); err != nil {
			t.Errorf("dropped early: %v", err)
		}
		w.Clock.Advance(time.Second)
		w.Work()
		_, err = w.OpenIdentityPaper(ctx, w.Rita, first, p.PublicID)
		refused(t, err, ipcase.NotFound)
		if err := open(); err != nil {
			t.Errorf("the bytes are still needed by %s: %v", second, err)
		}
		no(t, w.CheckIdentity(ctx, w.Bo, ipcase.CheckIdentity{Number: second, Version: 1, Verify: true}))
		w.Clock.Advance(ipcase.PaperDays * 24 * time.Hour)
		w.Work()
		if err := open(); err == nil {
			t.Error("the bytes are still there")
		}
		v, err = w.ReadReviewIdentity(ctx, w.Rita, second)
		no(t, err)
		if len(v.Papers) != 0 || !v.Dropped || v.Check.Status != ipcase.IdentityVerified || v.Check.PaperNumber != "…665" || v.Org.Identity != ipcase.IdentityVerified {
			t.Errorf("what stays: %+v", v.Check)
		}
		no(t, w.Verify(ctx, func(_, _ int64) {}))
	})
}

func TestWhoMaySeeIdentityPapers(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w, ctx := ipcasetest.New(t, db), t.Context()
		kari := newcomer(t, w)
		in := paperForm(t, w, kari, "Extract")
		number, err := w.HandInIdentity(ctx, kari, in)
		no(t, err)
		v, err := w.ReadReviewIdentity(ctx, w.Rita, number)
		no(t, err)
		id := v.Papers[0].PublicID
		viewer, member, operator := kari, kari, w.Rita
		viewer.Role, member.Role, operator.Role = ipcase.RoleViewer, ipcase.RoleMember, ipcase.RoleOperator
		for name, a := range map[string]ipcase.Actor{
			"its own owner": kari, "a member": member, "a viewer": viewer, "another holder": w.Other, "a seller": w.Haiyun, "the operator": operator,
			"nobody": {Party: ipcase.PartyPublic},
		} {
			_, err := w.OpenIdentityPaper(ctx, a, number, id)
			_, err2 := w.ReadReviewIdentity(ctx, a, number)
			_, _, err3 := w.ReadIdentitiesToCheck(ctx, a, 0)
			_, err4 := w.ReadKnownHolders(ctx, a)
			err5 := w.CheckIdentity(ctx, a, ipcase.CheckIdentity{Number: number, Version: 1, Verify: true})
			for n, err := range []error{err, err2, err3, err4, err5} {
				if ipcase.KindOf(err) != ipcase.NotFound {
					t.Errorf("%s, %d: %v", name, n, err)
				}
			}
		}
		for name, a := range map[string]ipcase.Actor{"a member": member, "a viewer": viewer, "a seller": w.Haiyun} {
			_, err := w.HandInIdentity(ctx, a, in)
			_, err2 := w.ReadIdentity(ctx, a)
			_, err3 := w.FormIdentityPapers(ctx, a, in.FormID)
			if ipcase.KindOf(err) != ipcase.NotFound || ipcase.KindOf(err2) != ipcase.NotFound || ipcase.KindOf(err3) != ipcase.NotFound {
				t.Errorf("%s: %v, %v, %v", name, err, err2, err3)
			}
		}
		if list, err := w.FormIdentityPapers(ctx, w.Other, in.FormID); err != nil || len(list) != 0 {
			t.Errorf("another holder sees %v, %v", list, err)
		}
	})
}

func TestIdentityTwiceAtOnce(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w, ctx := ipcasetest.New(t, db), t.Context()
		kari := newcomer(t, w)
		in := paperForm(t, w, kari, "Extract")
		numbers := atOnce(8, func() (string, error) { return w.HandInIdentity(ctx, kari, in) })
		for _, n := range numbers {
			if n.err != nil || n.value != numbers[0].value {
				t.Errorf("%q and %q, %v", numbers[0].value, n.value, n.err)
			}
		}
		verdicts := atOnce(2, func() (bool, error) {
			a := w.Rita
			return true, w.CheckIdentity(context.WithoutCancel(ctx), a, ipcase.CheckIdentity{Number: numbers[0].value, Version: 1, Verify: true})
		})
		for _, v := range verdicts {
			no(t, v.err)
		}
		if list, err := w.Messages(ctx, kari, 0, 10); err != nil || len(list) != 1 {
			t.Errorf("told %d times, %v", len(list), err)
		}
	})
}

type answered[T any] struct {
	value T
	err   error
}

func atOnce[T any](n int, do func() (T, error)) []answered[T] {
	out := make([]answered[T], n)
	var all sync.WaitGroup
	for k := range n {
		all.Go(func() { out[k].value, out[k].err = do() })
	}
	all.Wait()
	return out
}

func TestIdentityInput(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w, ctx := ipcasetest.New(t, db), t.Context()
		kari := newcomer(t, w)
		good := paperForm(t, w, kari, "Extract")
		empty := ipcase.HandInIdentity{FormID: ipcase.NewID()}
		for name, tc := range map[string]struct {
			in    ipcase.HandInIdentity
			field string
		}{
			"nothing":        {empty, "kind number country issued_on paper"},
			"no such kind":   {with(good, func(in *ipcase.HandInIdentity) { in.Kind = "driving_licence" }), "kind"},
			"no country":     {with(good, func(in *ipcase.HandInIdentity) { in.Country = "XX" }), "country"},
			"no day":         {with(good, func(in *ipcase.HandInIdentity) { in.IssuedOn = "2 May" }), "issued_on"},
			"a day to come":  {with(good, func(in *ipcase.HandInIdentity) { in.IssuedOn = "2027-05-02" }), "issued_on"},
			"a long number":  {with(good, func(in *ipcase.HandInIdentity) { in.Number = strings.Repeat("9", 81) }), "number"},
			"a NUL in it":    {with(good, func(in *ipcase.HandInIdentity) { in.Number = "9\x009" }), "number"},
			"no file at all": {with(good, func(in *ipcase.HandInIdentity) { in.FormID = ipcase.NewID() }), "paper"},
		} {
			_, err := w.HandInIdentity(ctx, kari, tc.in)
			var e *ipcase.Error
			if !errors.As(err, &e) {
				t.Errorf("%s: %v", name, err)
				continue
			}
			var fields []string
			for _, f := range e.Fields {
				fields = append(fields, f.Field)
			}
			if got := strings.Join(fields, " "); got != tc.field {
				t.Errorf("%s: %s; want %s", name, got, tc.field)
			}
		}
	})
}

func with(in ipcase.HandInIdentity, change func(*ipcase.HandInIdentity)) ipcase.HandInIdentity {
	change(&in)
	return in
}
