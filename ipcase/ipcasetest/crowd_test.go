package ipcasetest_test

import (
	"maps"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// A crowd is what its measurements are worth: every chain holds, every state is
// there, and the portal goes on behind it.
func TestACrowdIsMadeOfWholeCases(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		crowd := w.Grow(ipcasetest.Crowd{Cases: 300, Sellers: 5, Holders: 2})
		if err := w.Verify(t.Context(), func(int64, int64) {}); err != nil {
			t.Fatalf("verify: %v", err)
		}
		var n []struct {
			State ipcase.State
			N     int
		}
		if err := db.Gorm.Model(&ipcase.Item{}).Select("state, COUNT(*) AS n").Group("state").Scan(&n).Error; err != nil {
			t.Fatal(err)
		}
		seen := map[ipcase.State]int{}
		for _, s := range n {
			seen[s.State] = s.N
		}
		for _, s := range ipcase.States() {
			if s != ipcase.StatutoryWait && seen[s] == 0 {
				t.Errorf("no listing is %s", s)
			}
		}
		// Nothing is left to do: no time has run out, nothing waits to be sent.
		moved, err := w.PassDeadlines(t.Context(), 1000)
		if err != nil || moved != 0 {
			t.Errorf("%d deadlines passed, %v", moved, err)
		}
		page, err := w.SellerCases(t.Context(), crowd.Seller[0], ipcase.SellerQuery{List: ipcase.ListRespond})
		if err != nil || len(page.Rows) == 0 || page.Rows[0].Told() == 0 {
			t.Fatalf("a seller's list: %d rows, %v", len(page.Rows), err)
		}
		v, err := w.ReadSellerCase(t.Context(), crowd.Seller[0], page.Rows[0].Number)
		if err != nil || len(v.Items) == 0 || len(v.Timeline) < 2 || len(v.Exhibits) == 0 || len(v.RightExhibits) == 0 {
			t.Errorf("a seller's case: %+v, %v", v, err)
		}
		simulations(t, w)
		w.File(w.Right(ipcase.Trademark), "H1", "T1")
	})
}

// A crowd as in life is found by its words, and its leaves are in the log, whether people
// write at length or a line.
func TestACrowdAsInLife(t *testing.T) {
	for name, terse := range map[string]bool{"at length": false, "terse": true} {
		t.Run(name, func(t *testing.T) { asInLife(t, terse) })
	}
}

func asInLife(t *testing.T, terse bool) {
	t.Helper()
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		crowd := w.Grow(ipcasetest.Crowd{Cases: 300, Sellers: 30, Holders: 6, Lifelike: true, Terse: terse})
		w.Learn()
		report, err := w.VerifyAgainst(t.Context(), ipcase.VerifyOptions{})
		if err != nil || report.Waiting != 0 || report.Leaves != report.Events || report.Events < 1500 {
			t.Fatalf("verify: %+v, %v", report, err)
		}
		page, err := w.SellerCases(t.Context(), crowd.Seller[0], ipcase.SellerQuery{List: ipcase.ListHistory})
		if err != nil || len(page.Rows) < 5 {
			t.Fatalf("the first seller has %d cases, %v", len(page.Rows), err)
		}
		for _, words := range []string{page.Rows[0].Number, crowd.Seller[0].OrgName} {
			found, err := w.SellerCases(t.Context(), crowd.Seller[0], ipcase.SellerQuery{List: ipcase.ListHistory, Search: words})
			if err != nil || len(found.Rows) == 0 || found.Found.Instead != "" {
				t.Errorf("%q finds %d cases, %v", words, len(found.Rows), err)
			}
		}
		w.File(w.Right(ipcase.Trademark), "H1", "T1")
		w.Work()
		if err := w.Verify(t.Context(), func(int64, int64) {}); err != nil {
			t.Errorf("when it has gone on: %v", err)
		}
	})
}

// simulations replays the crowd's past. Under the rules as they are, every listing
// ends as it did; with years for the further attempts, silence has ended nothing yet.
func simulations(t *testing.T, w *ipcasetest.World) {
	t.Helper()
	book := w.Book()
	rules, ok := book.InForce("marketplace", w.Clock.Now())
	if !ok {
		t.Fatal("no procedure of the marketplace")
	}
	quiet := func(int, int) {}
	same, err := w.SimulateProcedure(t.Context(), rules, quiet)
	if err != nil || same.Cases < 100 || same.Same != same.Items {
		t.Errorf("under the same rules: %d cases, %d of %d listings alike, %v; %+v", same.Cases, same.Same, same.Items, err, same.Changed[:min(5, len(same.Changed))])
	}
	windows := maps.Clone(rules.Windows)
	further := windows[ipcase.WindowSellerFurther]
	further.Amount = 2000
	windows[ipcase.WindowSellerFurther] = further
	rules.Windows = windows
	got, err := w.SimulateProcedure(t.Context(), rules, quiet)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range got.Changed {
		if x.Was != ipcase.Upheld || x.Would != ipcase.Removed {
			t.Errorf("%s, listing %d: %s instead of %s", x.Case, x.Item, x.Would, x.Was)
		}
	}
	var silent int64
	if err := w.DB.Gorm.Model(&ipcase.Item{}).Where("state = ? AND NOT ended_by_decision AND case_id IN (SELECT id FROM cases WHERE ended_at IS NOT NULL)", ipcase.Upheld).Count(&silent).Error; err != nil {
		t.Fatal(err)
	}
	if silent == 0 || int64(len(got.Changed)) != silent || got.Same != got.Items-len(got.Changed) {
		t.Errorf("%d listings were upheld by silence; %d of %d would be otherwise, %d not", silent, len(got.Changed), got.Items, got.Same)
	}
}
