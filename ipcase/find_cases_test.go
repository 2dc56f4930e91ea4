package ipcase_test

import (
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
)

// What is filed is found at once, by whom it concerns and by nobody else: in either
// list, under its number, its mark or its listing, and typed badly.
func TestASearchFindsWhatTheReaderMaySee(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		ctx := t.Context()
		w.Retitle("H1", "Reading lamp Kestrelwood, brass")
		w.Retitle("H2", "护眼台灯 Kestrelwood")
		complaint, cases := w.File(w.Right(ipcase.Trademark), "H1", "H2", "T1")
		number := cases[w.Haiyun.OrgID]
		seller := func(a ipcase.Actor, list ipcase.SellerList, typed string) (ipcase.SellerCases, int) {
			t.Helper()
			page, err := w.SellerCases(ctx, a, ipcase.SellerQuery{List: list, Search: typed})
			no(t, err)
			return page, len(page.Rows) + len(page.Open)
		}
		// The seller has not been told: no word of the case is known to them.
		w.Learn()
		for _, typed := range []string{number, "kestrelwood", "kestrelwod"} {
			page, n := seller(w.Haiyun, ipcase.ListRespond, typed)
			if n != 0 || page.Total != 0 || page.Found != (ipcase.Found{}) {
				t.Errorf("%q finds, before they are told, %d and %+v", typed, n, page.Found)
			}
		}
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		w.Work()
		for _, typed := range []string{number, strings.ToLower(number), complaint.Number, "kestrelwood", "KESTREL", "lamp reading", "护眼台灯", "台灯", "H1"} {
			page, n := seller(w.Haiyun, ipcase.ListRespond, typed)
			if n != 1 || page.Rows[0].Number != number || page.Found != (ipcase.Found{}) {
				t.Errorf("the seller, by %q: %d, %+v", typed, n, page.Found)
			}
			if page, n := seller(w.Haiyun, ipcase.ListHistory, typed); n != 0 || page.Found.Elsewhere != 1 {
				t.Errorf("the other list, by %q: %d, %+v", typed, n, page.Found)
			}
			if page, n := seller(w.Tianrui, ipcase.ListRespond, typed); n != 0 || page.Found != (ipcase.Found{}) {
				t.Errorf("the other seller of the complaint, by %q: %d, %+v", typed, n, page.Found)
			}
			list, err := w.ReadHolderComplaints(ctx, w.Norrvik, ipcase.HolderComplaintQuery{Search: typed})
			no(t, err)
			if len(list.Lines) != 1 {
				t.Errorf("the holder, by %q: %d", typed, len(list.Lines))
			}
			all, err := w.SearchCases(ctx, w.Rita, typed, 0)
			no(t, err)
			if all.Total == 0 || all.Lines[len(all.Lines)-1].ComplaintID != complaint.ID {
				t.Errorf("a reviewer, by %q: %+v", typed, all)
			}
		}
		for typed, instead := range map[string]string{"kestrelwod": "kestrelwood", "readng lamp": "reading lamp", "kestrel wood": "kestrelwood", "trelwood": "kestrelwood"} {
			page, n := seller(w.Haiyun, ipcase.ListRespond, typed)
			if n != 1 || page.Found.Instead != instead {
				t.Errorf("%q: %d, %+v", typed, n, page.Found)
			}
			if page, n := seller(w.Tianrui, ipcase.ListRespond, typed); n != 0 || page.Found.Instead != "" {
				t.Errorf("%q tells another seller of %+v", typed, page.Found)
			}
		}
		for _, typed := range []string{"nothing", "kestrelwood chair", "IP-2026-999999", "灯台"} {
			if _, n := seller(w.Haiyun, ipcase.ListRespond, typed); n != 0 {
				t.Errorf("%q finds %d", typed, n)
			}
		}
		for _, typed := range []string{"-", "' OR 1=1 --", `"`, "a:* | b", strings.Repeat("x ", 5000)} {
			seller(w.Haiyun, ipcase.ListRespond, typed) // and no error
		}
		if _, err := w.SearchCases(ctx, w.Haiyun, number, 0); ipcase.KindOf(err) != ipcase.NotFound {
			t.Errorf("a seller searches all cases: %v", err)
		}
	})
}

// A queue's search says what else there is, and the search of all cases goes on page
// by page.
func TestAReviewerFindsEndedCases(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		w.Grow(ipcasetest.Crowd{Cases: 300, Sellers: 5, Holders: 2})
		w.Learn()
		queue, err := w.ReadReviewQueue(t.Context(), w.Rita, ipcase.ReviewQuery{View: ipcase.ReviewAll, Search: "shop"})
		no(t, err)
		seen := map[int64]bool{}
		before := int64(0)
		var total int
		for {
			page, err := w.SearchCases(t.Context(), w.Rita, "shop", before)
			no(t, err)
			for _, l := range page.Lines {
				if seen[l.ID] || before != 0 && l.ID >= before {
					t.Fatalf("case %d stands twice, or out of order", l.ID)
				}
				seen[l.ID] = true
			}
			total, before = page.Total, page.Older
			if before == 0 {
				break
			}
		}
		if total < 100 || len(seen) != total || queue.Found.Elsewhere == 0 || queue.Found.Elsewhere >= total {
			t.Errorf("%d cases of %d; outside the queue %d", len(seen), total, queue.Found.Elsewhere)
		}
	})
}

// More than a search names: the pages are as full as without it.
func TestWordsOfVeryManyCases(t *testing.T) {
	each(t, func(t *testing.T, w *ipcasetest.World) {
		crowd := w.Grow(ipcasetest.Crowd{Cases: 7 * ipcase.FoundExactly / 2, Sellers: 3, Holders: 1})
		w.Learn()
		plain, err := w.SellerCases(t.Context(), crowd.Seller[0], ipcase.SellerQuery{List: ipcase.ListHistory})
		no(t, err)
		found, err := w.SellerCases(t.Context(), crowd.Seller[0], ipcase.SellerQuery{List: ipcase.ListHistory, Search: "Shop"})
		no(t, err)
		if !found.Found.More || len(found.Rows) != len(plain.Rows) || len(found.Rows) < 20 || found.Rows[0].ID != plain.Rows[0].ID {
			t.Errorf("%+v: %d rows of %d", found.Found, len(found.Rows), len(plain.Rows))
		}
		all, err := w.SearchCases(t.Context(), w.Rita, "shop", 0)
		no(t, err)
		if !all.Found.More || all.Total != ipcase.FoundExactly || !all.Lines[0].OpenedAt.Before(w.Clock.Now().Add(time.Hour)) {
			t.Errorf("all cases: %+v, %d", all.Found, all.Total)
		}
		var newest int64
		no(t, w.DB.Gorm.Model(&ipcase.Case{}).Select("MAX(id)").Scan(&newest).Error)
		if all.Lines[0].ID != newest {
			t.Errorf("the newest is %d, found first was %d", newest, all.Lines[0].ID)
		}
	})
}
