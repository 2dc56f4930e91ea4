package web_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// told is everything that the seller, the rights holder and the public are shown of a
// case, by where it is shown.
func (w sellerWorld) told(t *testing.T, number string) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, at := range []string{"/seller/complaints", "/seller/records", "/seller/cases/" + number, "/seller/cases/" + number + "/time", "/messages", "/seller/standing"} {
		all["lin "+at] = w.As("lin").Open(at).Status(http.StatusOK).Text()
	}
	for _, at := range []string{"/holder", "/holder/cases/" + number, "/messages"} {
		all["elin "+at] = w.As("elin").Open(at).Status(http.StatusOK).Text()
	}
	all["public /register"] = w.Stranger().Open("/register").Text()
	for _, at := range []string{"/register.atom", "/register.json"} {
		res := w.Do(t, http.MethodGet, at, nil, nil)
		body, err := io.ReadAll(res.Body)
		no(t, err)
		all["public "+at] = string(body)
	}
	for _, who := range []string{"lin", "elin"} {
		answer, err := json.Marshal(w.robot(t, who, false).ask(http.MethodGet, "/cases/"+number, "").body)
		no(t, err)
		all["api "+who] = string(answer)
	}
	for name, a := range map[string]ipcase.Actor{"lin": w.acts.Haiyun, "elin": w.acts.Norrvik} {
		var mails int64
		no(t, w.DB.Gorm.Raw("SELECT COUNT(*) FROM deliveries WHERE org_id = ?", a.OrgID).Scan(&mails).Error)
		all["mails "+name] = strings.Repeat("x", int(mails))
	}
	return all
}

// offline makes of what was said of a listing on sale what is said of it when it is
// down: nothing else may be another.
func offline(words string) string {
	return strings.NewReplacer("Online now", "Offline now", `"visibility":"live"`, `"visibility":"down"`).Replace(words)
}

// An order that forbids to tell the parties is carried out by a reviewer. Until its day
// both sides, programs and the public are shown word for word what they were shown
// before, save that the listing is offline; then the seller is told all (promises 5, 9).
func TestAnOrderOfWhichTheSellerMayNotBeTold(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		number := w.filed(ipcase.Trademark, "QL-1001")
		ada := w.As("ada")
		recordSilent(ada, "2026-07-20")
		w.Work()
		listing := "/catalogue/" + webtest.SiteCN + "/QL-1001"
		w.Stranger().Open(listing).Status(http.StatusOK)
		w.told(t, number) // opening delivers what waits
		before := w.told(t, number)

		ada.Open("/review/orders/AO-2026-000001").Sees("The parties may be told from", "Do not tell them otherwise either.").Press("Act in "+number).Status(200).
			Sees("Neither side is told before").SeesNot("Keep, or put back").
			Fill("Facts", "The court ordered it.").Fill("Section", "§ 14 MarkenG").Fill("Why it follows", "It binds the platform.")
		ada.Press("Take down without telling").Status(200).Sees("The order is carried out. Neither side is told", "Carried out, and not told yet", number)
		w.Work()
		w.Work()
		ada.Open("/review/orders/AO-2026-000001").Sees("Offline now")
		ada.Open("/review/cases/"+number).Status(200).Sees("Neither side may be told before", "AO-2026-000001 had listings no. 1 taken offline")
		w.Stranger().Open(listing).Status(http.StatusNotFound).SeesNot("legal", "Norrvik", number)
		for at, words := range w.told(t, number) {
			if words != offline(before[at]) {
				t.Errorf("%s betrays it:\n%s\nand before:\n%s", at, words, offline(before[at]))
			}
		}
		w.telling(t, ada, number)
		w.Stranger().Open(listing).Status(http.StatusUnavailableForLegalReasons).Sees(number)
	})
}

// telling: the authority's word sets the day, and the seller is told on it.
func (w sellerWorld) telling(t *testing.T, ada *webtest.Browser, number string) {
	t.Helper()
	const at = "/review/orders/AO-2026-000001"
	for _, who := range []string{"lin", "elin"} {
		w.As(who).Open("/account").Send(at+"/telling", map[string][]string{"from": {"2026-06-15"}, "why": {"x"}}).Status(http.StatusNotFound)
	}
	ada.Open(at)
	saysWhatIsWrong(t, ada.Fill("The parties may be told from", "soon").Press("Set the day").Status(http.StatusUnprocessableEntity), "from", "why")
	day := w.Service.Today().AddDate(0, 0, 3)
	ada.Open(at).Fill("The parties may be told from", day.Format(time.DateOnly)).Fill("What the authority wrote, and when", "Lifted by letter.").Press("Set the day").Status(200).
		Sees("The day is set.", "Lifted by letter.")
	start := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, w.Service.PlatformZone())
	w.Clock.Set(start.Add(-time.Second))
	w.Work()
	w.As("lin").Open("/seller/cases/" + number).SeesNot("Landgericht Hamburg")
	mails := len(w.Mail("haiyun.example"))
	w.Clock.Set(start)
	w.Work()
	w.Work()
	if n := len(w.Mail("haiyun.example")); n <= mails || len(w.Mail("norrvik.example")) == 0 {
		t.Errorf("%d mails to the seller after %d", n, mails)
	}
	w.stands(number, ipcase.Upheld)
	w.As("lin").Open("/seller/cases/"+number).Status(200).Sees("Landgericht Hamburg", "312 O 17/26", "in effect since")
	var decision string
	no(t, w.DB.Gorm.Raw("SELECT public_id FROM decisions WHERE kind = 'order'").Scan(&decision).Error)
	w.As("lin").Open("/seller/cases/"+number+"/decisions/"+decision).Status(200).Sees("The court ordered it.", "§ 14 MarkenG", "It binds the platform.")
	ada.Open(at).SeesNot("Set the day").Sees("Carried out in case " + number)
	if err := w.Service.Verify(t.Context(), func(int64, int64) {}); err != nil {
		t.Error(err)
	}
}

// recordSilent records an order that names QL-1001 and forbids to tell the parties
// before a day.
func recordSilent(b *webtest.Browser, day string) {
	b.Open("/review/orders").Choose("To act against listings").Choose("a court").Fill("Its name", "Landgericht Hamburg").Choose("Germany").Fill("Reference number", "312 O 17/26").
		Fill("Day of the order", "2026-06-05").Fill("What it demands, in its words", "The listing is to be taken down.").
		Fill("Listings that it names, one on each line", "QL-1001").Fill("The seller may be told from", day).Upload("The order as a file", "order.pdf", pdf("order"))
	b.Press("Record the order").Status(200)
}
