package web_test

import (
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// filed is a portal in which Norrvik has complained about two of Haiyun's
// listings and one of Brightpath's.
func filed(t *testing.T, db *database.DB) (site *webtest.Site, complaint, haiyun, bright string) {
	t.Helper()
	site = webtest.New(t, db)
	right := verified(t, site, "elin", ipcase.Trademark, "NORRVIK")
	b := site.As("elin")
	complaint, cases := file(t, b, right, lookAlike, "QL-1001", "QL-1002", "QL-3001")
	if len(cases) != 2 {
		t.Fatalf("%d cases, want 2: %v", len(cases), cases)
	}
	return site, complaint, cases[0], cases[1]
}

// countered is filed, with Haiyun's counter-notification for both listings.
func countered(t *testing.T, db *database.DB) (site *webtest.Site, number string) {
	t.Helper()
	site, _, number, _ = filed(t, db)
	ruleAs(t, site, "ada", number, ipcase.MoveAccept, "")
	counter(t, site, "lin", number)
	return site, number
}

// The holder reads the counter-notification with the contact as disclosed,
// contests it for one listing with evidence, accepts it for the other; a second
// press of either changes nothing.
func TestHolderAnswersCounter(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site, number := countered(t, db)
		b := site.As("elin")
		b.Open("/holder").Sees("Your turn", "1 case needs you", number, "Counter-notification received", "Reply Now", "The complaint about these listings closes.")
		b.Press("Reply Now").At("/holder/cases/"+number).Sees("Haiyun Outdoor disagrees about 2 of 2 listings", "Your turn – read the counter-notification and answer", "Answer by",
			"If you still disagree", "If the seller is right", "If you have gone to court", "If you do nothing", "These are our own lamps.",
			"The seller says that it does not infringe the right.", "Contact through this portal", "Given to you for this dispute only.", "How this date was computed").
			SeesNot("Lin Yue", "notices@haiyun.example", "18 Wharf Road", "+86 574 5550 0143")

		b.Press("Contest it").Sees("Contest the counter-notification", "These are our own lamps.", "A reviewer decides listing by listing on both sides’ evidence")
		b.Untick("QL-1002").Press("Contest and send to a reviewer").Status(422).Sees("Say why the counter-notification is wrong.", "Add at least one file that shows what you say.")
		b.Fill("Why is the counter-notification wrong?", "The lamps carry our mark.").Upload("Add files", "proof.pdf", pdf("proof")).Press("Upload").Status(200).Sees("proof.pdf", "The lamps carry our mark.")
		b.Press("Contest and send to a reviewer").At("/holder/cases/"+number).Sees("Your answer was sent.", "Under review", "Counter-notification received", "The lamps carry our mark.", "proof.pdf")

		b.Open("/holder/cases/"+number+"/accept").Sees("Accept the counter-notification?", "You cannot take this back.", "QL-1002").SeesNot("QL-1001 –")
		b.Press("Accept for the ticked listings").At("/holder/cases/"+number).Sees("You accepted the counter-notification.", "Listing kept", "Under review", "A reviewer decides; planned by")
		b.Open("/holder/cases/" + number + "/accept").At("/holder/cases/" + number).Sees("This cannot be done in this case now.")

		ruleAs(t, site, "ada", number, ipcase.MoveUpholdCounter, "")
		b.Open("/holder/cases/"+number).Sees("Not upheld", "If you disagree", "Ask that another reviewer looks again.").Press("Decision on claim and answer")
		b.Sees("Statement of reasons", "The sign and the goods are the same.", "Trademark Law, Article 57", "No. A person decided.", "Complaint not upheld", "Either side can appeal free of charge").Press("Appeal")
		b.Sees("Which outcomes do you appeal?", "QL-1001").Press("Send the appeal").Status(422).Sees("Say what the decision got wrong.")
		b.Fill("What did the decision get wrong?", "It overlooked the second picture.").Press("Send the appeal").At("/holder/cases/"+number).Sees("Your appeal was sent.", "Appeal under review", "It overlooked the second picture.")
		b.Open("/holder/cases/" + number + "/appeal").At("/holder/cases/" + number)

		for _, path := range []string{"", "/contest", "/retract", "/decisions/x"} {
			site.As("zhao").Open("/holder/cases/" + number + path).Status(404).SeesNot("QL-1001")
		}
	})
}

// Pressing twice, and pressing on a page that has moved on.
func TestHolderStaleAndTwice(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site, number := countered(t, db)
		b := site.As("elin")
		b.Open("/holder/cases/" + number + "/accept").Untick("QL-1002").Press("Accept for the ticked listings").Sees("You accepted")
		path := "/holder/cases/" + number + "/accept"
		version := strconv.Itoa(itemVersion(t, site, number, 1) - 1)
		again := url.Values{"items": {"1"}, "version-1": {version}, "form": {ipcase.NewID()}, "do": {"send"}}
		b.Send(path, again).Status(200).At("/holder/cases/" + number)

		old := url.Values{"items": {"2"}, "version-2": {"1"}, "form": {ipcase.NewID()}, "do": {"send"}}
		b.Send(path, old).Status(409).Sees("Listing 2 has moved on since you looked at it.", "Accept the counter-notification?", "QL-1002")
		b.Press("Accept for the ticked listings").Status(200).Sees("You accepted")
		b.Send(path, old).Status(200)
		b.Send("/holder/cases/"+number+"/contest", old).Status(409).Sees("This cannot be done in this case now.")
		b.Send("/holder/cases/"+number+"/nothing", old).Status(404)
		b.Send(path, url.Values{"items": {"9"}, "version-9": {"1"}}).Status(404)
		b.Send(path, url.Values{"items": {"1"}}).Status(409)
		site.As("zhao").Send(path, again).Status(404)
		site.As("nils").Send(path, again).Status(403).Sees("Your role lets you read. Ask Elin Strand (owner)")
		site.As("lin").Send(path, again).Status(404)
	})
}

func itemVersion(t *testing.T, site *webtest.Site, number string, position int) int {
	t.Helper()
	v, err := site.Service.ReadHolderCase(t.Context(), site.Person("elin").Actor(), number)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range v.Items {
		if i.Position == position {
			return i.Version
		}
	}
	t.Fatalf("no item %d", position)
	return 0
}

// Court action needs its court, number and document, and stops the clock.
func TestHolderShowsCourtAction(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site, number := countered(t, db)
		b := site.As("elin")
		b.Open("/holder/cases/" + number).Press("Show court action")
		b.Press("Send it").Status(422).Sees("Enter the name of the court or authority.", "Enter the case number there.", "Add what you filed there, or its acknowledgement, as a file.")
		b.Fill("Court", "Ningbo Intermediate Court").Fill("The case number there", "(2026) Zhe 02 Min Chu 118").
			Upload("The complaint to the court, or its acknowledgement", "summons.pdf", pdf("court")).Press("Send it")
		b.At("/holder/cases/"+number).Sees("It is recorded.", "Paused for a court or authority", "Waiting for a court or authority: 2 listings", "Ningbo Intermediate Court, (2026) Zhe 02 Min Chu 118", "summons.pdf")
		site.Clock.Advance(90 * 24 * time.Hour)
		site.Work()
		b.Open("/holder/cases/" + number).Sees("Paused for a court or authority")
	})
}

// A reviewer asks for more; the holder completes it; silence lets the rest lapse.
func TestHolderCompletes(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site, _, number, _ := filed(t, db)
		ruleAs(t, site, "ada", number, ipcase.MoveAskMore, "Add the certificate with the owner's name.")
		b := site.As("elin")
		b.Open("/holder").Sees("More information needed", "Complete Now", "The complaint about these listings lapses.").Press("Complete Now")
		b.Sees("Your turn – add what is missing", "Complete it by", "What is missing", "Add the certificate with the owner's name.").Press("Complete the complaint")
		b.Untick("QL-1002").Press("Send it to the reviewer").Status(422).Sees("Say what you add.")
		b.Fill("What do you add?", "The certificate.").Upload("Add files", "certificate.pdf", pdf("c")).Press("Send it to the reviewer")
		b.At("/holder/cases/"+number).Sees("What you added was sent to the reviewer.", "Being checked", "More information needed", "What you added on", "certificate.pdf")
		site.Clock.Advance(30 * 24 * time.Hour)
		site.Work()
		b.Open("/holder/cases/"+number).Sees("Being checked", "Not completed in time")
	})
}

// Retracting one listing, then the whole complaint: what remains of it, in every
// case, once.
func TestHolderRetracts(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site, complaint, haiyun, bright := filed(t, db)
		ruleAs(t, site, "ada", haiyun, ipcase.MoveAccept, "")
		b := site.As("elin")
		b.Open("/holder/cases/"+haiyun).Press("Retract listings").Sees("Retract the complaint about these listings?", "QL-1001", "QL-1002")
		b.Untick("QL-1001").Untick("QL-1002").Press("Retract the ticked listings").Status(422).Sees("Choose at least one listing.")
		b.Tick("QL-1002").Press("Retract the ticked listings").At("/holder/cases/"+haiyun).Sees("The complaint about the chosen listings is retracted.", "Withdrawn", "Waiting for seller")
		b.Open("/holder/complaints/"+complaint).Press("Retract the complaint").Sees("Retract complaint "+complaint+"?", "2 of 3 listings can still be retracted.")
		b.Press("Retract 2 listings").At("/holder/complaints/"+complaint).Sees("The complaint about 2 listings is retracted.", "Withdrawn", "Closed on")
		b.Open("/holder/complaints/" + complaint + "/retract").At("/holder/complaints/" + complaint).Sees("Nothing of this complaint can be retracted any more.")
		b.Send("/holder/complaints/"+complaint+"/retract", url.Values{}).Status(200).At("/holder/complaints/" + complaint)
		b.Open("/holder/cases/"+bright).Sees("Closed on", "Withdrawn").SeesNot("Retract listings")
		b.Open("/holder/complaints?state=ended").Sees(complaint)
		site.As("zhao").Send("/holder/complaints/"+complaint+"/retract", url.Values{}).Status(404)
	})
}

// Every page of the holder's in Chinese: the browser complains about a sentence
// of ours that is not.
func TestHolderInChinese(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site, complaint, haiyun, bright := filed(t, db)
		ruleAs(t, site, "ada", haiyun, ipcase.MoveAccept, "")
		b := site.As("elin")
		b.Open("/holder/file").Choose("NORRVIK").Press("Save and continue")
		draft := strings.TrimSuffix(b.Path(), "/listings")
		b.Fill("Listing addresses or IDs, one on each line", "QL-1003 spare\nQL-1003\nQL-1001\nQL-9\nnothing\nUS-1001").Press("Look up these listings").
			Press("Continue with the ticked listings").Choose(lookAlike).Press("Save and continue")
		b.Press("简体中文").Sees("发生了什么，有何证明？")

		b.Open(draft+"/right").Sees("您的哪项权利受到侵犯？").Open(draft+"/listings").Sees("哪些商品侵犯了该权利？").Open(draft+"/check").Sees("核对查询结果", "重复", "已被投诉", "未找到")
		b.Open(draft + "/reason").Sees("近似商标").Open(draft + "/statements").Press("保存并继续").Status(422).Sees("阅读并勾选此声明")
		b.Open("/holder").Sees("工作台", complaint).Open("/holder/complaints").Sees("等待卖家").Open("/holder/complaints/" + complaint).Sees("您提交的内容")
		b.Open("/holder/complaints/" + complaint + "/filed").Sees("投诉已提交").Open("/holder/complaints/" + complaint + "/retract").Sees("是否撤回投诉")
		b.Open("/holder/cases/"+haiyun).Sees("等待卖家", "卖家可以做什么").Open("/holder/cases/" + bright).Sees("我们将于")
		counter(t, site, "lin", haiyun)
		b.Open("/holder/cases/"+haiyun).Sees("待您处理：阅读并答复反通知", "如果您仍有异议")
		for deed, title := range map[string]string{"contest": "对反通知提出异议", "court": "出示诉讼证明", "accept": "是否接受反通知？", "retract": "是否撤回对这些商品的投诉？"} {
			b.Open("/holder/cases/" + haiyun + "/" + deed).Sees(title)
		}
		b.Open("/holder/cases/" + haiyun).Press("受理决定").Sees("裁定")
		b.Open("/holder/rights").Press("IPR-").Sees("有效期", "核实于")
		for _, kind := range ipcase.RightTypes() {
			b.Open("/holder/rights/new/" + string(kind)).Press("登记该权利").Status(422)
		}
	})
}
