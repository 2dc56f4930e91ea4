package web_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

func TestSellerListsAreSearched(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		mark := w.filed(ipcase.Trademark, "QL-1001")
		art := w.filed(ipcase.Patent, "QL-1004")
		lin := w.As("lin")
		lin.Open("/seller/complaints").Sees("2 complaints", mark, art)
		for query, found := range map[string]string{
			"?q=multitool": art, "?q=MULTITOOL+norrvik": art, "?q=QL-1001": mark, "?q=" + strings.ToLower(mark): mark, "?type=patent": art,
		} {
			other := mark
			if found == mark {
				other = art
			}
			lin.Open("/seller/complaints"+query).Status(200).Sees(found, "1 complaint").SeesNot(other)
		}
		for _, query := range []string{"?q=%25", "?q=nothing+like+this", "?q=_", "?type=design", "?due=1", "?q=" + strings.Repeat("x", 3000)} {
			lin.Open("/seller/complaints" + query).Status(200).Sees("Nothing found").SeesNot(mark)
		}
		for _, query := range []string{"?due=7", "?due=x", "?type=x", "?sort=newest", "?after=x", "?after=99999999999999999999.1", "?before=0.0"} {
			lin.Open("/seller/complaints"+query).Status(200).Sees(mark, art)
		}
		lin.Open("/seller/records").Sees("No records yet")
		lin.Open("/seller/records?state=kept").Sees("Nothing found")
		lin.Open("/seller/complaints").Fill("Search", "QL-1004").Press("Apply").Sees(art).SeesNot(mark).Press("Clear").Sees(mark)
	})
}

// Pages by keyset: every case stands on exactly one page, in both directions.
func TestSellerListsArePaged(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		number := w.filed(ipcase.Trademark, "QL-1001")
		w.copies(number, 2*ipcase.SellerListSize+3)
		lin := w.As("lin")
		for _, list := range []string{"/seller/complaints", "/seller/complaints?sort=newest"} {
			lin.Open(list)
			seen := map[string]int{}
			var pages []string
			for range 10 {
				pages = append(pages, rowsOf(lin.Text(), seen))
				if !strings.Contains(string(lin.Body()), `href="/seller/complaints?after=`) {
					break
				}
				lin.Press("Older").Status(200)
			}
			if len(pages) != 3 || len(seen) != 2*ipcase.SellerListSize+4 {
				t.Fatalf("%s has %d pages with %d cases", list, len(pages), len(seen))
			}
			for n, times := range seen {
				if times != 1 {
					t.Errorf("%s stands on %d pages of %s", n, times, list)
				}
			}
			lin.Press("Newer")
			if got := rowsOf(lin.Text(), map[string]int{}); got != pages[1] {
				t.Errorf("back from the last page of %s:\n%s\n%s", list, got, pages[1])
			}
			lin.Press("Newer")
			if got := rowsOf(lin.Text(), map[string]int{}); got != pages[0] {
				t.Errorf("back on the first page of %s:\n%s\n%s", list, got, pages[0])
			}
		}
	})
}

// rowsOf finds the numbers of cases in their order, and counts them.
func rowsOf(text string, seen map[string]int) string {
	var order []string
	for _, word := range strings.Fields(text) {
		if strings.HasPrefix(word, "IP-2026-") && (len(order) == 0 || order[len(order)-1] != word) && len(word) == len("IP-2026-000001-7K") {
			order = append(order, word)
			seen[word]++
		}
	}
	return strings.Join(order, " ")
}

// copies puts more cases beside one, an hour apart: rows that only the lists read.
func (w sellerWorld) copies(number string, n int) {
	w.t.Helper()
	var c ipcase.Case
	if err := w.DB.Gorm.Where("number = ?", number).Take(&c).Error; err != nil {
		w.t.Fatal(err)
	}
	all := make([]ipcase.Case, n)
	for i := range all {
		all[i] = c
		all[i].ID, all[i].Number = 0, fmt.Sprintf("IP-2026-%06d-ZZ", i+500)
		all[i].SellerDueAt = c.SellerDueAt.Add(time.Duration(i/2+1) * time.Hour) // two at each moment
		all[i].TouchedAt = c.TouchedAt.Add(-time.Duration(i/2+1) * time.Minute)
	}
	if err := w.DB.Gorm.CreateInBatches(all, 100).Error; err != nil {
		w.t.Fatal(err)
	}
}
