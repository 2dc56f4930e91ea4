package ipcase_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/dsa"
	"ipportal/ipcase/dsa/api"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/notify"
	"ipportal/ipcase/worker"
)

// inGermany lets the world's first site stand in a member state.
func inGermany(t *testing.T, w *ipcasetest.World) {
	t.Helper()
	no(t, w.DB.Gorm.Exec("UPDATE sites SET territory = 'DE' WHERE code = ?", w.Site.Code).Error)
}

// europeanRight is a verified right that holds in Germany too.
func europeanRight(t *testing.T, w *ipcasetest.World) string {
	t.Helper()
	in := w.RightForm(w.Norrvik, ipcase.Trademark)
	in.Territories = []string{"CN", "EU"}
	number, err := w.RegisterRight(t.Context(), w.Norrvik, in)
	no(t, err)
	no(t, w.CheckRight(t.Context(), w.Rita, ipcase.CheckRight{Number: number, Version: 1, Verify: true}))
	return number
}

// operatorOf looks after what leaves the portal.
func operatorOf(w *ipcasetest.World) ipcase.Actor {
	a := w.Rita
	a.Role = ipcase.RoleOperator
	var n int64
	if err := w.DB.Gorm.Table("people").Where("id = 950").Count(&n).Error; err != nil {
		w.T.Fatal(err)
	}
	if n == 0 {
		return w.Colleague(a, 950, "Ottilie Op")
	}
	a.PersonID = 950
	return a
}

// accepts lets a reviewer accept a notice with these facts.
func accepts(t *testing.T, w *ipcasetest.World, number, facts string) {
	t.Helper()
	in := ipcase.DecideCase{Case: number, Facts: facts, GroundKind: ipcase.GroundLaw, Reference: "Article 9(2)(a) Regulation (EU) 2017/1001", Explanation: "The signs are identical.", Lang: "en"}
	for _, c := range w.All(number) {
		in.Rulings = append(in.Rulings, ipcase.RulingInput{Position: c.Position, Version: c.Version, Do: ipcase.MoveAccept})
	}
	_, err := w.Decide(t.Context(), w.Rita, in)
	no(t, err)
}

// exporter is a worker that hands statements to a database.
func exporter(t *testing.T, w *ipcasetest.World, d *ipcasetest.Transparency) func() {
	t.Helper()
	client, err := api.New(d.URL)
	no(t, err)
	outbox, err := notify.NewOutbox(t.TempDir(), w.Clock)
	no(t, err)
	work := worker.New(worker.Config{
		Store: w.Service, Market: w.Market, Mail: outbox, Log: slog.New(slog.DiscardHandler), Statements: client.Send,
		Compose: func(context.Context, ipcase.Delivery) (notify.Mail, error) { return notify.Mail{}, nil },
	})
	return func() { t.Helper(); _, err := work.RunOnce(t.Context()); no(t, err) }
}

func listed(t *testing.T, w *ipcasetest.World, state ipcase.ExportState) []ipcase.StatementLine {
	t.Helper()
	v, err := w.ReadStatements(t.Context(), operatorOf(w), state, 0)
	no(t, err)
	if len(v.Lines) != v.Counts[state] {
		t.Errorf("%d lines of %d %s", len(v.Lines), v.Counts[state], state)
	}
	return v.Lines
}

// Each removal has its statement, written with it and never changed; it waits until a
// database is configured and leaves once (promises 7 and 10).
func TestStatementsAreCapturedAndLeaveOnce(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		inGermany(t, w)
		_, cases := w.File(europeanRight(t, w), "H1", "H2", "H3")
		number := cases[w.Haiyun.OrgID]
		accepts(t, w, number, "The pictures show the registered mark.")
		waits := listed(t, w, ipcase.ExportWaiting)
		if len(waits) != 3 || waits[0].CaseNumber != number || waits[0].Fields.TerritorialScope[0] != "DE" {
			t.Fatalf("%+v", waits)
		}
		d := ipcasetest.NewTransparency(t)
		work := exporter(t, w, d)
		work()
		if n := len(d.Kept()); n != 0 {
			t.Errorf("%d statements left though nothing is configured", n)
		}
		w.Reporting()
		work()
		work()
		if kept := d.Kept(); len(kept) != 3 || len(d.Batches()) != 1 || kept[waits[0].Puid]["automated_decision"] != "AUTOMATED_DECISION_NOT_AUTOMATED" {
			t.Errorf("%d statements in batches of %v", len(kept), d.Batches())
		}
		sent := listed(t, w, ipcase.ExportSent)
		if len(sent) != 3 || sent[0].Export.UUID == "" {
			t.Errorf("%+v", sent)
		}
		for _, table := range []string{"UPDATE reason_statements SET puid = 'x'", "DELETE FROM reason_statements"} {
			if err := w.DB.Gorm.Exec(table).Error; err == nil {
				t.Errorf("%s is let through", table)
			}
		}
		for _, a := range []ipcase.Actor{w.Haiyun, w.Norrvik, w.Rita} {
			_, err := w.ReadStatements(t.Context(), a, ipcase.ExportSent, 0)
			refused(t, err, ipcase.NotFound)
			_, err = w.ReadStatement(t.Context(), a, sent[0].Puid)
			refused(t, err, ipcase.NotFound)
			refused(t, w.DropStatement(t.Context(), a, sent[0].Puid, 1, "No."), ipcase.NotFound)
		}
	})
}

// What restricts nothing in the Union has no statement: another country, and what the
// seller deletes.
func TestNoStatementWithoutARestriction(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := accepted(t, w)
		w.Clock.Set(*w.Items(number)[0].DueAt)
		w.Work()
		states(t, w, number, ipcase.Removed, ipcase.Removed)
		inGermany(t, w)
		_, cases := w.File(europeanRight(t, w), "T1")
		accepts(t, w, cases[w.Tianrui.OrgID], "The pictures show the registered mark.")
		before := len(listed(t, w, ipcase.ExportWaiting))
		w.Work()
		no(t, w.DeleteListings(t.Context(), w.Tianrui, ipcase.DeleteListings{Case: cases[w.Tianrui.OrgID], Items: w.All(cases[w.Tianrui.OrgID])}))
		if after := len(listed(t, w, ipcase.ExportWaiting)); before != 1 || after != 1 {
			t.Errorf("%d statements, then %d", before, after)
		}
	})
}

// A time that ran out after a reviewer's acceptance is a partly automated decision; a
// measure against a shop has a statement of its own.
func TestStatementsOfSilenceAndMeasures(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		number := accepted(t, w)
		inGermany(t, w)
		w.Clock.Set(*w.Items(number)[0].DueAt)
		w.Work()
		waits := listed(t, w, ipcase.ExportWaiting)
		if len(waits) != 2 || waits[0].Fields.AutomatedDecision != "AUTOMATED_DECISION_PARTIALLY" {
			t.Fatalf("%+v", waits)
		}
		no(t, w.DB.Gorm.Exec("UPDATE sites SET territory = 'CN' WHERE code = ?", w.Site.Code).Error)
		counterfeits(w, "H3", "H4", "H5", "H6")
		inGermany(t, w)
		m := only(w, ipcase.MeasureRestriction)
		_, err := w.DecideMeasure(t.Context(), w.Rita, imposed(m))
		no(t, err)
		l, err := w.ReadStatement(t.Context(), operatorOf(w), "sor-"+m.Number)
		no(t, err)
		if l.Fields.DecisionProvision != dsa.ProvisionPartial || l.Fields.EndDateService == "" || l.Fields.SourceType != dsa.SourceVoluntary || l.CaseNumber != m.Number {
			t.Errorf("%+v", l)
		}
	})
}

// Nothing that looks like personal data leaves: a person edits it, says that it is
// nobody's, or drops the statement. The words of the decision stay as they are.
func TestPersonalDataIsHeldBack(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		inGermany(t, w)
		w.Reporting()
		d := ipcasetest.NewTransparency(t)
		work := exporter(t, w, d)
		right := europeanRight(t, w)
		_, cases := w.File(right, "H1", "H2")
		accepts(t, w, cases[w.Haiyun.OrgID], "Elin Sandqvist called from +46 8 123 45 67 about it.")
		work()
		held := listed(t, w, ipcase.ExportHeld)
		if len(held) != 2 || len(held[0].Export.Findings.Personal) != 2 || len(d.Kept()) != 0 {
			t.Fatalf("%d held, %d left: %+v", len(held), len(d.Kept()), held)
		}
		op := operatorOf(w)
		in := ipcase.ReleaseStatement{Puid: held[0].Puid, Version: held[0].Export.Version, Texts: held[0].Fields.Texts()}
		err := w.ReleaseStatement(t.Context(), op, in)
		var e *ipcase.Error
		if !errors.As(err, &e) || len(e.Fields) != 2 || e.Fields[0].Field != "facts" {
			t.Fatalf("released as it was: %v", err)
		}
		in.Texts.Facts = "The complainant called about it."
		no(t, w.ReleaseStatement(t.Context(), op, in))
		refused(t, w.ReleaseStatement(t.Context(), op, in), ipcase.Stale) // pressed twice
		refused(t, w.DropStatement(t.Context(), op, held[1].Puid, held[1].Export.Version, " "), ipcase.Invalid)
		no(t, w.DropStatement(t.Context(), op, held[1].Puid, held[1].Export.Version, "Nothing would be left of it."))
		work()
		if kept := d.Kept(); len(kept) != 1 || kept[in.Puid]["decision_facts"] != "The complainant called about it." {
			t.Errorf("left: %v", kept)
		}
		l, err := w.ReadStatement(t.Context(), op, in.Puid)
		no(t, err)
		if !strings.Contains(l.Fields.DecisionFacts, "Elin Sandqvist") || l.Export.State != ipcase.ExportSent || l.DoneBy != "Ottilie Op" {
			t.Errorf("%+v", l)
		}
		// Somebody who becomes known after the decision and before the sending.
		_, cases = w.File(right, "T1")
		accepts(t, w, cases[w.Tianrui.OrgID], "Bought by Wilma Later.")
		w.Colleague(w.Tianrui, 970, "Wilma Later")
		work()
		if again := listed(t, w, ipcase.ExportHeld); len(again) != 1 || len(d.Kept()) != 1 {
			t.Fatalf("%d held, %d left", len(again), len(d.Kept()))
		}
		again := listed(t, w, ipcase.ExportHeld)[0]
		no(t, w.ReleaseStatement(t.Context(), op, ipcase.ReleaseStatement{Puid: again.Puid, Version: again.Export.Version, Texts: again.Fields.Texts(), Looked: true}))
		work()
		if len(d.Kept()) != 2 {
			t.Errorf("%d left", len(d.Kept()))
		}
	})
}

// A database that is away is asked again with the same puids; what was given up is
// staff's to try again (promise 7). An answer that was lost doubles nothing.
func TestADatabaseThatIsAway(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		inGermany(t, w)
		w.Reporting()
		d := ipcasetest.NewTransparency(t)
		work := exporter(t, w, d)
		_, cases := w.File(europeanRight(t, w), "H1", "H2", "H3")
		accepts(t, w, cases[w.Haiyun.OrgID], "The pictures show the registered mark.")
		d.Fail(func(*http.Request) int { return http.StatusServiceUnavailable })
		for range 60 {
			work()
			w.Clock.Advance(7 * time.Hour)
		}
		waits := listed(t, w, ipcase.ExportWaiting)
		if len(waits) != 3 || !waits[0].GivenUp {
			t.Fatalf("%+v", waits)
		}
		op := operatorOf(w)
		all, err := w.ReadDeliveries(t.Context(), op, 0)
		no(t, err)
		d.Fail(nil)
		d.LoseAnswer()
		for _, f := range all.Failed {
			if f.Kind == ipcase.DeliverStatements {
				no(t, w.TryDeliveryAgain(t.Context(), op, f.ID))
			}
		}
		work()
		if len(listed(t, w, ipcase.ExportSent)) != 0 || len(d.Kept()) != 3 {
			t.Errorf("an answer that was lost counts: %d kept", len(d.Kept()))
		}
		w.Clock.Advance(time.Hour)
		work()
		if len(listed(t, w, ipcase.ExportSent)) != 3 || len(d.Kept()) != 3 || len(d.Batches()) != 1 {
			t.Errorf("sent %d, kept %d in %v", len(listed(t, w, ipcase.ExportSent)), len(d.Kept()), d.Batches())
		}
	})
}
