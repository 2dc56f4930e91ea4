package web_test

import (
	"net/http"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// A reviewer records an order that came in, carries it out in the case of a listing
// that it names, with its document, and hands out the report to the authority.
func TestAnOrderOfAnAuthority(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db)
		w := worldOf(t, site, "elin", "lin")
		_, cases := w.File(w.Right(ipcase.Trademark), "QL-1001")
		number := cases[w.Haiyun.OrgID]
		no(t, w.Rule(w.Rita, number, ipcase.MoveAccept))
		site.Work()

		ada := site.As("ada")
		ada.Open("/review/orders").Status(200).Sees("No order has come in.")
		saysWhatIsWrong(t, ada.Press("Record the order").Status(http.StatusUnprocessableEntity), "demand", "order_kind", "authority", "country", "order_number", "demanded", "dated_on", "files")
		ada.Choose("To act against listings").Choose("a court").Fill("Its name", "Landgericht Hamburg").Choose("Germany").Fill("Reference number", "312 O 17/26").
			Fill("Day of the order", "2026-06-05").Fill("What it demands, in its words", "The listing is to be taken down.").
			Fill("Listings that it names, one on each line", "QL-1001").Fill("Legal basis", "§ 14 MarkenG").Upload("The order as a file", "order.pdf", pdf("order"))
		ada.Press("Record the order").Status(200).Sees("The order is recorded as AO-2026-000001.", "Missing: ", "Article 9(2)", "order.pdf", "Act in "+number)
		ada.Press("Act in "+number).Status(200).Choose("Remove, or keep removed").Fill("Facts", "The court ordered it.").Fill("Section", "§ 14 MarkenG").
			Fill("Why it follows", "It binds the platform.")
		ada.Press("Send to both sides").Status(200).Sees("The order is recorded, and both sides are told.")
		site.Work()
		site.As("lin").Open("/seller/cases/"+number).Status(200).Sees("Landgericht Hamburg", "312 O 17/26")

		ada.Open("/review/orders/AO-2026-000001/report.txt").Status(http.StatusNotFound)
		ada.Open("/review/orders/AO-2026-000001").Sees("Carried out in case " + number).Press("Record what was done").Status(200).Sees("Send the report to the authority.")
		ada.Open("/review/orders/AO-2026-000001/report.txt").Status(200)
		if text := string(ada.Body()); !strings.Contains(text, "312 O 17/26") || !strings.Contains(text, number) {
			t.Errorf("the report says %s", text)
		}
		for _, who := range []string{"elin", "lin"} {
			site.As(who).Open("/review/orders").Status(http.StatusNotFound)
			site.As(who).Open("/review/orders/AO-2026-000001").Status(http.StatusNotFound)
		}
	})
}
