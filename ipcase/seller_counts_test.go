package ipcase_test

import (
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

// A long list is counted up to a thousand, and says that it goes on.
func TestLongListsAreNotCountedWhole(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := ipcasetest.New(t, db)
		shop := w.Grow(ipcasetest.Crowd{Cases: 1600, Sellers: 3, Holders: 2}).Seller[0]
		no(t, ipcasetest.AsOwner(t, db).Gorm.Exec("UPDATE cases SET seller_org_id = ?", shop.OrgID).Error) // one shop has them all
		var told, respond int64
		no(t, db.Gorm.Model(&ipcase.Case{}).Where("seller_org_id = ? AND seller_list = 'history'", shop.OrgID).Count(&told).Error)
		no(t, db.Gorm.Model(&ipcase.Case{}).Where("seller_org_id = ? AND seller_list = 'respond'", shop.OrgID).Count(&respond).Error)
		if told <= ipcase.FoundExactly {
			t.Fatalf("only %d records", told)
		}
		for name, q := range map[string]ipcase.SellerQuery{
			"records": {List: ipcase.ListHistory}, "to respond to": {List: ipcase.ListRespond},
		} {
			page, err := w.SellerCases(t.Context(), shop, q)
			no(t, err)
			want := min(told, ipcase.FoundExactly)
			if q.List == ipcase.ListRespond {
				want = min(respond, ipcase.FoundExactly)
			}
			if int64(page.Total) != want || page.More != (q.List == ipcase.ListHistory) {
				t.Errorf("%s: %d, more %v; there are %d and %d", name, page.Total, page.More, told, respond)
			}
			if int64(page.Respond) != min(respond, ipcase.FoundExactly+1) {
				t.Errorf("%s: %d wait, and not %d", name, page.Respond, respond)
			}
		}
	})
}
