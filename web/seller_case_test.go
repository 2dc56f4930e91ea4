package web_test

import (
	"net/url"
	"strconv"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
)

func TestSellerDeletes(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		number := w.filed(ipcase.Trademark, "QL-1001", "QL-1002", "QL-3001")
		lin := w.As("lin")
		lin.Open("/seller/complaints").Status(200).
			Sees("Complaint Management", "Complaints to be responded to", number, "Norrvik Optics AB", "CNIPA 12345678", "Start with "+number, "Your response needed").
			SeesNot("QL-3001", "Brightpath")
		lin.In(number).Press("Process Now").At("/seller/cases/"+number).Status(200).
			Sees("Norrvik Optics AB says that 2 of your listings infringe its trademark", "Respond by Thu 11 June 2026, 24:00",
				"File counter-notification", "Delete Now", "If you do nothing", "At Thu 11 June 2026, 24:00 we remove the listings",
				"View Snapshot", "Online now", "Day 1 of 3", "The listings use our name.", "It would book 2 points for your shop, 2 in all.").
			SeesNot("QL-3001", "Brightpath", "strike")

		lin.Press("Read the whole procedure").Status(200).Sees("Marketplace procedure")
		lin.Open("/seller/cases/" + number).Press("View Snapshot").Status(200).Sees("Snapshot of listing QL-1001")
		lin.Open("/seller/cases/" + number).Press("Open").Status(200).Sees("evidence.txt")
		lin.Open("/seller/cases/" + number)
		lin.In("Norrvik style headlamp 900 lumen").Tick("Select QL-1001")
		lin.In("With the listings you select:").Press("Delete Now").At("/seller/cases/"+number+"/delete").
			Sees("Delete 1 listing?", "QL-1001", "cannot be undone", "Norrvik Optics AB is told").SeesNot("QL-1002")
		stale := lin.Address()
		lin.Press("Delete 1 listing").At("/seller/cases/"+number).Status(200).
			Sees("We have asked the marketplace to take 1 listing offline", "Deleted by you", "Being taken offline", "Needs your answer",
				"Haiyun Outdoor deleted QL-1001")
		w.stands(number, ipcase.DeletedBySeller, ipcase.AwaitingSeller)

		// The same page from another window, and the second press of the same button.
		lin.Open(stale).Status(409).Sees("Listing 1 has moved on since you looked at it", "Needs your answer")
		lin.Send("/seller/cases/"+number+"/delete", url.Values{"items": {"1"}, "version-1": {"2"}}).Status(200).At("/seller/cases/" + number)
		if n := w.events(number, ipcase.EventDeleted); n != 1 {
			t.Errorf("%d events of one deletion", n)
		}
		w.Work()
		lin.Open("/seller/cases/"+number).Sees("Offline now", "The marketplace took QL-1001 offline")

		// One case, two ways: the other listing is contested.
		lin.In("Headlamp strap").Tick("Select QL-1002")
		lin.In("With the listings you select:").Press("File counter-notification").Status(200).Sees("Why do you disagree with the complaint?")
	})
}

func TestSellerSeesOnlyTheirOwn(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		number := w.filed(ipcase.Trademark, "QL-1001", "QL-3001")
		_, unaccepted := w.acts.File(w.acts.Right(ipcase.Trademark), "QL-1003")
		for _, path := range []string{"", "/right", "/complainant", "/delete?items=1&version-1=2", "/counter?items=1&version-1=2", "/appeal?items=1&version-1=2", "/decisions/x"} {
			w.As("dana").Open("/seller/cases/"+number+path).Status(404).SeesNot("Haiyun", "QL-1001")
			w.As("lin").Open("/seller/cases/" + unaccepted[w.acts.Haiyun.OrgID] + path).Status(404)
		}
		w.As("dana").Open("/snapshots/" + number + "/1").Status(404)
		w.As("dana").Open("/seller/complaints").Status(200).SeesNot(number, "Haiyun", "QL-1001")
		w.As("dana").Send("/seller/cases/"+number+"/delete", url.Values{"items": {"1"}, "version-1": {"2"}}).Status(404)
		w.stands(number, ipcase.AwaitingSeller)

		// What the procedure discloses is shown, and nothing else.
		w.As("lin").Open("/seller/cases/"+number+"/complainant").Status(200).Sees("Norrvik Optics AB", "ip@norrvik.example", "Not shown to the other side").
			SeesNot("+46 31 555 0132", "Hamngatan")
		w.As("lin").Open("/seller/cases/"+number+"/right").Status(200).Sees("CNIPA 12345678", "NORRVIK", "In force", "9, 11", "register.txt")
		w.As("lin").Open("/snapshots/"+number+"/1").Status(200).Sees("Norrvik style headlamp 900 lumen", "US$24.99", "Haiyun Outdoor")

		// A viewer sees and does nothing.
		w.As("vera").Open("/seller/cases/"+number).Status(200).Sees("Norrvik Optics AB says").SeesNot("Delete Now", "File counter-notification").
			Sees("Your role lets you read. Ask Lin Yue (owner) to do this")
		w.As("vera").Send("/seller/cases/"+number+"/delete", url.Values{"items": {"1"}, "version-1": {"2"}}).Status(403).Sees("Your role lets you read. Ask Lin Yue (owner) to do this")
		w.As("anya").Open("/seller/cases/"+number).Sees("File counter-notification", "do not include deleting listings").SeesNot("Delete Now")
		w.As("dean").Open("/seller/cases/"+number).Sees("Delete Now", "do not include answering").SeesNot("File counter-notification")
		w.stands(number, ipcase.AwaitingSeller)
	})
}

func TestSellerChoosesBadly(t *testing.T) {
	w := newSellerWorld(t, ipcasetest.SQLite(t))
	number := w.filed(ipcase.Trademark, "QL-1001", "QL-1002")
	lin := w.As("lin").Open("/seller/cases/" + number)
	lin.In("With the listings you select:").Press("Delete Now").Status(422).Sees("Choose at least one listing.", "There is a problem")
	version := strconv.Itoa(w.acts.Items(number)[0].Version)
	lin.Open("/seller/cases/" + number + "/delete?items=9&version-9=1").Status(404)
	lin.Open("/seller/cases/" + number + "/delete?items=one&version-one=1").Status(422)
	lin.Open("/seller/cases/" + number + "/delete?items=1").Status(422)
	lin.Open("/seller/cases/" + number + "/appeal?items=1&version-1=" + version).Status(403).Sees("can no longer be done")
	lin.Send("/seller/cases/"+number+"/delete", url.Values{"items": {"1"}, "version-1": {"77"}}).Status(409).Sees("Listing 1 has moved on")
	w.stands(number, ipcase.AwaitingSeller, ipcase.AwaitingSeller)
}

func TestSellerInChinese(t *testing.T) {
	w := newSellerWorld(t, ipcasetest.SQLite(t))
	number := w.filed(ipcase.Trademark, "QL-1001", "QL-1002")
	mei := w.As("mei")
	mei.Open("/seller/complaints").Sees("投诉管理", "待回应的投诉", "历史投诉记录", "知识产权编号", "立即处理", "需要您回应")
	mei.In(number).Press("立即处理").Sees("投诉您的 2 个商品侵犯其商标权", "2026年6月11日 周四 24:00", "提交反通知", "立即删除", "查看快照", "当前在线", "还剩")
	mei.In("对所选商品").Press("立即删除").Status(422).Sees("至少选择一个商品")
	mei.Open("/seller/cases/" + number).In("Norrvik style headlamp 900 lumen").Tick("选择 QL-1001")
	mei.In("对所选商品").Press("立即删除").Sees("确定删除 1 个商品吗？").Press("删除 1 个商品").Sees("您已删除")
}

func TestSilenceAndWhatIsLeft(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		number := w.filed(ipcase.Trademark, "QL-1001")
		w.As("lin").Open("/seller/cases/" + number).Status(200)
		w.Clock.Advance(4 * 24 * time.Hour)
		w.Work()
		w.stands(number, ipcase.Removed)
		lin := w.As("lin")
		lin.Open("/seller/complaints").Sees("No complaint needs your response")
		lin.Press("See Historical Complaint Records").At("/seller/records").Sees("You can still answer", number, "You can file a counter-notification until")
		lin.In(number).Press("View Now").Sees("1 listing is removed. You can still answer", "File a counter-notification by", "Haiyun Outdoor did not respond in time")
		w.Clock.Advance(10 * 24 * time.Hour)
		w.Work()
		w.stands(number, ipcase.Upheld)
		lin.Open("/seller/records").Sees("Ended", "You can appeal")
		lin.In(number).Press("View Now").Sees("This complaint ended on", "Removed – no response", "Appeal")
		lin.Press("Appeal").Status(200).Sees("Appeal the decision")
		lin.Press("Send appeal").Status(422).Sees("Say what the decision got wrong.")
		lin.Fill("What did the decision get wrong?", "We were closed for the holiday.\n<b>Look</b> again.").
			Upload("Choose files", "closed.txt", []byte("Closed from 8 to 20 June.")).
			Press("Send appeal").At("/seller/cases/"+number).Status(200).
			Sees("Your appeal is filed", "Appeal under review", "<b>Look</b> again.", "closed.txt", "Haiyun Outdoor appealed about QL-1001")
		w.stands(number, ipcase.Appealed)
		lin.Open("/seller/records").Sees("Waiting for others")
	})
}
