package web_test

import (
	"net/http"

	"ipportal/ipcase"
	"ipportal/web/webtest"
)

// noticeCheck lets two reviewers take the cases from the queue: one is refused,
// one goes three ways, one is sent back for more and completed.
func (j *mainJob) noticeCheck() {
	ada, ben, elin := j.As("ada"), j.As("ben"), j.As("elin")
	ada.Open("/review").Sees("4 open, 4 not claimed", j.small, j.haiyun, j.lantern, j.bright).Press("Claim next case").At("/review/cases/" + j.small)
	ada.Choose("Refuse").Choose("Not a matter of intellectual property (price, parallel goods, reselling)")
	ada.Fill("Facts", "The listing shows a poster.").Fill("Why it follows", "No mark is used on it.").Press("Preview statement of reasons").Press("Send").At("/review")

	ben.Open("/review").Press("Claim next case").At("/review/cases/"+j.haiyun).Sees("Norrvik Optics AB and Haiyun Outdoor", "report.pdf").SeesNot("QL-2001")
	for _, ref := range []string{"1. QL-1001", "2. QL-1002", "3. QL-1003"} {
		ben.In(ref).Choose("Accept")
	}
	ben.In("4. QL-1004").Choose("Refuse")
	ben.In("4. QL-1004").Choose("The comparison shows another product")
	ben.Fill("Facts", "Three lamps carry the mark; the multitool does not.").Fill("Why it follows", "The mark is used for the goods that it is registered for.")
	ben.Press("Preview statement of reasons").Sees("Not sent yet.", "QL-1004: notice not accepted")
	j.is(j.haiyun, ipcase.Intake, ipcase.Intake, ipcase.Intake, ipcase.Intake)
	ben.Press("Send").At("/review")
	j.is(j.haiyun, ipcase.AwaitingSeller, ipcase.AwaitingSeller, ipcase.AwaitingSeller, ipcase.Rejected)

	ada.Press("Claim next case").At("/review/cases/"+j.bright).Choose("Accept").Fill("Facts", "The box carries the mark.").Fill("Why it follows", "It is the registered mark.")
	ada.Press("Preview statement of reasons").Press("Send").At("/review")
	ben.Press("Claim next case").At("/review/cases/" + j.lantern).Choose("Ask for more")
	ben.Fill("What is missing and how to cure it", "Say which picture shows the mark.").Press("Preview statement of reasons").Press("Send").At("/review").Sees("0 open")
	j.Work()

	elin.Open("/holder").Sees("1 case needs you", j.lantern).Press("Complete Now").At("/holder/cases/" + j.lantern).Sees("Say which picture shows the mark.")
	elin.Press("Complete").Fill("What do you add?", "The first picture, on the battery box.").Press("Send it to the reviewer").At("/holder/cases/" + j.lantern)
	j.is(j.lantern, ipcase.Intake)
	ada.Open("/review").Press("Claim next case").At("/review/cases/" + j.lantern).Sees("The first picture, on the battery box.")
	ada.Choose("Accept").Fill("Facts", "The battery box carries the mark.").Fill("Why it follows", "It is the registered mark.").Press("Preview statement of reasons").Press("Send")
	j.Work()
	elin.Open("/holder/complaints/"+j.complaint).Sees("Waiting for seller", "QL-1004").Open("/holder/cases/"+j.small).Sees("Not accepted", "Not a matter of intellectual property").Press("Decision on the notice").Sees("Not a matter of intellectual property", "No mark is used on it.")
	j.As("dana").Open("/seller/cases/" + j.small).Status(http.StatusNotFound)
}

// sellersAnswer lets one seller delete one listing, contest another and leave the
// third; another contests in Chinese; the third says nothing.
func (j *mainJob) sellersAnswer() {
	lin := j.As("lin")
	lin.Open("/seller/complaints").Sees("Complaint Management", "Complaints to be responded to", "Historical Complaint Records", j.haiyun, "Norrvik Optics AB", "CNIPA 12345678")
	lin.SeesNot(mainStrangers["lin"]...).SeesNot(j.lantern, j.bright, j.complaint+" ")
	lin.Fill("Search", "strap").Press("Apply").Sees(j.haiyun).Fill("Search", "tripod").Press("Apply").Sees("Nothing found").Open("/seller/complaints")
	lin.Press("CNIPA 12345678").Status(http.StatusOK).Sees("NORRVIK", "In force", "9, 11").Open("/seller/complaints")
	lin.Press("Norrvik Optics AB").Status(http.StatusOK).Sees("Contact through this portal").SeesNot("ip@norrvik.example").SeesNot(mainStrangers["lin"]...).Open("/seller/complaints")
	lin.Press("Process Now").At("/seller/cases/"+j.haiyun).Sees("Norrvik Optics AB says that 3 of your listings infringe its trademark", "Respond by", "The first picture shows our mark on goods that are not ours.")
	lin.SeesNot(mainStrangers["lin"]...).SeesNot("QL-1004", j.lantern, j.bright)
	lin.In("Headlamp strap, fits Norrvik").Press("View Snapshot").Status(http.StatusOK).Sees("Headlamp strap, fits Norrvik", "US$5.99").Open("/seller/cases/" + j.haiyun)

	lin.Tick("Select QL-1001").In("With the listings you select:").Press("Delete Now").Sees("Delete 1 listing?", "QL-1001", "cannot be undone")
	lin.Press("Delete 1 listing").At("/seller/cases/"+j.haiyun).Sees("Deleted by you", "Needs your answer")
	lin.Tick("Select QL-1002").In("With the listings you select:").Press("File counter-notification").Status(http.StatusOK)
	lin.Choose("My listing does not infringe the right").Fill("Explain in your own words", "The strap only says which lamp it fits.").Press("Save and continue").Press("Save and continue")
	lin.Upload("Choose files", "packaging.png", webtest.Picture(j.t, 90, 70)).Press("Upload").Sees("packaging.png")
	lin.Choose("Reviewer only").Upload("Choose files", "costs.txt", []byte("What the strap costs us")).Press("Save and continue")
	lin.Tick("Good faith").Fill("Sign by typing your full name", "Lin Yue").Press("Save and continue").Sees("Check your answers").Press("Send counter-notification").Sees("Counter-notification sent")
	j.is(j.haiyun, ipcase.DeletedBySeller, ipcase.Countered, ipcase.AwaitingSeller, ipcase.Rejected)

	wang := j.As("wang")
	wang.Open("/seller/complaints").Sees("投诉管理", "待回应的投诉", "历史投诉记录", j.lantern, "投诉方", "知识产权编号").SeesNot(mainStrangers["wang"]...).SeesNot(j.haiyun, j.bright)
	wang.Press("立即处理").At("/seller/cases/"+j.lantern).Sees("投诉方的陈述", "QL-2001").SeesNot(mainStrangers["wang"]...)
	wang.Press("查看快照").Sees("诺维克同款头灯 强光充电").Open("/seller/cases/" + j.lantern).Tick("选择 QL-2001").In("对所选商品").Press("提交反通知")
	wang.Choose("我有授权，或商品为正品").Fill("请用您自己的话说明", "我们是授权经销商，\n附授权书。").Press("保存并继续").Press("保存并继续")
	wang.Upload("选择文件", "授权书.txt", []byte("授权书：埠里灯具。")).Press("保存并继续").Tick("善意声明").Fill("输入您的全名以签名", "王磊").Press("保存并继续").Sees("核对内容").Press("发送反通知").Sees("反通知已发送")
	j.is(j.lantern, ipcase.Countered)
	for _, path := range []string{"", "/right", "/complainant"} {
		wang.Open("/seller/cases/" + j.haiyun + path).Status(http.StatusNotFound)
		lin.Open("/seller/cases/" + j.lantern + path).Status(http.StatusNotFound)
		j.As("zhao").Open("/holder/cases/" + j.haiyun).Status(http.StatusNotFound)
	}
	j.Work()
	j.public("QL-1001", http.StatusUnavailableForLegalReasons)
	j.public("QL-1002", http.StatusOK)
}

// holderAnswers contests one counter-notification with evidence and accepts the
// other. The listings about which nothing is said go by silence.
func (j *mainJob) holderAnswers() {
	elin := j.As("elin")
	elin.Open("/holder").Sees("2 cases need you", j.haiyun, j.lantern)
	elin.Open("/holder/cases/"+j.haiyun).Sees("Haiyun Outdoor disagrees about 1 of", "The strap only says which lamp it fits.", "packaging.png", "Contact through this portal")
	elin.SeesNot("Lin Yue", "notices@haiyun.example", "costs.txt", "+86 574 5550 0143", "18 Wharf Road")
	elin.Press("Contest it").Fill("Why is the counter-notification wrong?", "The strap carries the mark itself.").Upload("Add files", "strap.pdf", pdf("strap"))
	elin.Press("Contest and send to a reviewer").At("/holder/cases/" + j.haiyun).Sees("Your answer was sent.")
	elin.Open("/holder/cases/"+j.lantern).Sees("我们是授权经销商，", "授权书.txt", "Contact through this portal").SeesNot("王磊").Press("Accept it").Press("Accept for the ticked listings").Sees("You accepted the counter-notification.")
	j.is(j.lantern, ipcase.Restored)
	j.Work()
	j.As("wang").Open("/seller/records").Sees(j.lantern, "商品保留")
	j.wait(4)
	j.is(j.haiyun, ipcase.DeletedBySeller, ipcase.Contested, ipcase.Removed, ipcase.Rejected)
	j.is(j.bright, ipcase.Removed)
	j.public("QL-1003", http.StatusUnavailableForLegalReasons)
	j.public("QL-3001", http.StatusUnavailableForLegalReasons)
}

// adjudication lets a reviewer decide between the two sides.
func (j *mainJob) adjudication() {
	ada := j.As("ada")
	ada.Open("/review").Press("Claim next case").At("/review/cases/"+j.haiyun).Sees("The strap only says which lamp it fits.", "The strap carries the mark itself.", "Points in dispute",
		"packaging.png", "costs.txt", "strap.pdf", "cannot be relied on")
	ada.Choose("Remove").Tick("S1").Fill("Facts", "The strap carries the mark, as the packaging shows.").Fill("Why it follows", "Saying what it fits needs no mark on the strap.")
	ada.Press("Preview statement of reasons").Sees("Removed, or stays removed: QL-1002.").Press("Send").At("/review")
	j.Work()
	j.is(j.haiyun, ipcase.DeletedBySeller, ipcase.Removed, ipcase.Removed, ipcase.Rejected)
	j.public("QL-1002", http.StatusUnavailableForLegalReasons)
	lin := j.As("lin")
	lin.Open("/seller/cases/"+j.haiyun).Sees("You can still answer").Press("Decision on claim and answer").Sees("Statement of reasons", "The strap carries the mark, as the packaging shows.", "If you disagree")
	j.As("elin").Open("/holder/cases/" + j.haiyun).Press("Decision on claim and answer").Sees("The strap carries the mark, as the packaging shows.").SeesNot("costs.txt")
}

// theRest lets the third seller answer from the historical records after the
// removal, the holder say nothing to that, and every other window end.
func (j *mainJob) theRest() {
	dana := j.As("dana")
	dana.Open("/seller/complaints").Sees("No complaint needs your response").Open("/seller/records").In(j.bright).Press("View Now").SeesNot(mainStrangers["dana"]...)
	dana.Press("File counter-notification").Choose("It is a mistake").Fill("Explain in your own words", "We sell the original.").Press("Save and continue").Sees("Attempt 2 of 3")
	dana.Press("Save and continue").Press("Save and continue").Tick("Good faith").Fill("Sign by typing your full name", "Dana Ortiz").Press("Save and continue").Press("Send counter-notification").Sees("Counter-notification sent")
	j.Work()
	j.is(j.bright, ipcase.Countered)
	j.public("QL-3001", http.StatusUnavailableForLegalReasons)
	j.wait(14)
	j.is(j.bright, ipcase.Restored)
	j.public("QL-3001", http.StatusOK)
	j.is(j.haiyun, ipcase.DeletedBySeller, ipcase.Upheld, ipcase.Upheld, ipcase.Rejected)
	dana.Open("/seller/cases/"+j.bright).Sees("Listing kept", "Norrvik Optics AB did not answer in time")
}

// appeal lets the seller appeal the decision, and the one reviewer who has not
// decided in the case reverse it, in Chinese.
func (j *mainJob) appeal() {
	lin := j.As("lin")
	lin.Open("/seller/cases/"+j.haiyun).Tick("Select QL-1002").In("With the listings you select:").Press("Appeal").Sees("Appeal the decision", "QL-1002")
	lin.Fill("What did the decision get wrong?", "The packaging is older than the mark.").Press("Send appeal").At("/seller/cases/" + j.haiyun).Sees("Your appeal is filed.")
	j.Work()
	for _, who := range []string{"ada", "ben"} {
		j.As(who).Open("/review").Sees("You decided in this case").Open("/review/cases/" + j.haiyun).Sees("another reviewer decides the appeal").SeesNot("Preview statement of reasons")
	}
	carol := j.As("carol")
	carol.Open("/review").Press("领取下一件").At("/review/cases/"+j.haiyun).Sees("申诉内容", "The packaging is older than the mark.", "改判")
	carol.Choose("改判").Fill("事实", "包装早于该商标。").Fill("论证", "在先使用。").Press("预览理由说明").Press("向双方发送裁定").At("/review")
	j.Work()
	j.is(j.haiyun, ipcase.DeletedBySeller, ipcase.Restored, ipcase.Upheld, ipcase.Rejected)
	j.public("QL-1002", http.StatusOK)
	j.public("QL-1003", http.StatusUnavailableForLegalReasons)

	// Both sides read the same history in the same words.
	for _, words := range []string{"Haiyun Outdoor deleted QL-1001", "filed a counter-notification for QL-1002", "The marketplace took QL-1003 offline"} {
		lin.Open("/seller/cases/" + j.haiyun).Sees(words)
		j.As("elin").Open("/holder/cases/" + j.haiyun).Sees(words)
	}
	lin.Open("/seller/cases/"+j.haiyun).SeesNot(mainStrangers["lin"]...).Press("Decision on an appeal").Sees("包装早于该商标。", "在先使用。").SeesNot(mainStrangers["lin"]...)
}
