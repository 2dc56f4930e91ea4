package sample

import (
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/marketplace"
)

// The shops, as the listings name them.
var (
	haiyun, luminex, tianrui, lanxi    = shop(0), shop(1), shop(2), shop(3)
	qingchuan, porto, maple, ridgeline = shop(4), shop(5), shop(6), shop(7)
	neelam                             = shop(8)
	comparison, invoice, testPurchase  = "documents/comparison-table.pdf", "documents/invoice.pdf", "documents/test-purchase.pdf"
	authorisation, ownCertificate      = "documents/authorisation.pdf", "documents/certificate.pdf"
)

func shop(n int) string { return marketplace.SampleShops()[n].Name }

// norrvik tells what became of the word NORRVIK on the Chinese site.
func (t *teller) norrvik() {
	t.norrvikTitles()
	t.norrvikLookAlikes()
	t.norrvikOthers()
	t.norrvikToday()
}

// norrvikTitles: what a title may say about what the goods fit. A reviewer kept
// two listings, silence removed a third, and the holder has appealed.
func (t *teller) norrvikTitles() {
	f := t.complain(t.cn.back(20, "15:20"), complaint{
		by: elin, right: markCN, reason: "trademark_in_title", lang: "en",
		lines: []string{
			"QL-88201502 “fits Norrvik N2 and N3” in the title", "QL-88377012 “compatible with Norrvik mounts” in the title",
			"QL-88377015 “Norrvik N2 strap OEM” in the title",
		},
		text: "The three titles use our mark NORRVIK for straps and a lamp that we did not make. A buyer who searches for our name is led to them. " +
			"“OEM” tells the buyer that the strap comes from our own supplier, which is not so: our straps are woven in Borås and nowhere else.",
		papers: []paper{{file: comparison, name: "Our straps and the listed ones.pdf"}},
	})
	notice := reasons{
		lang: "en", territory: "CN",
		facts: "The mark NORRVIK is registered in China for lamps and their parts. Each title of the listings complained of contains the word Norrvik. " +
			"The complainant says that it made none of these goods.",
		reference: "Trademark Law, Article 57(1) and (2)",
		explanation: "The notice names the mark, the goods and the words complained of, and what it says would, if it is right, be a use of the mark for goods of its class. " +
			"It is therefore complete. Whether a title only says what the goods fit is for the seller to set out, and for a reviewer to decide if the two sides differ.",
		relied: []string{"E1"},
	}
	f.about(haiyun).accept(t.cn.back(19, "10:30"), ada, notice).
		counter(t.cn.back(17, "11:15"), rebuttal{
			ground: ipcase.GroundNotInfringing, lang: "en",
			text: "The title tells the buyer which lamps the strap fits. Without the model names nobody could choose the right width. " +
				"The strap carries no mark at all, and the text says that Norrvik did not make it. The second picture shows our own pack.",
			papers: []paper{{file: "strap.png", name: "Strap and its label.png"}},
		}).
		answer(t.cn.back(15, "16:40"), reply{
			kind: ipcase.AnswerContest, lang: "en",
			text: "The disclaimer stands at the end of the text, where few people read it. The title begins with the kind of goods and our name stands in the middle of it, " +
				"in the place where a brand is usually named.",
			papers: []paper{{file: comparison, name: "Search results for our name.pdf"}},
		}).
		rule(t.cn.back(12, "10:10"), ben, reasons{
			lang: "en", territory: "CN",
			facts: "The title reads “Headlamp strap, replacement, fits Norrvik N2 and N3”. The picture shows a strap without any mark. The text says “Not made by Norrvik”. " +
				"The strap is a spare part for the two lamps named.",
			reference: "Trademark Law, Article 59(1)",
			explanation: "Whoever sells a spare part may say what it fits, in so far as the words are needed for that and do not make the buyer think that the owner of the mark made it. " +
				"The title uses the name once, after “fits” and with the model numbers, and the text says who did not make the strap. " +
				"That the name can be found by a search follows from saying what the strap fits and is no separate use. The complaint about this listing is not upheld; it stays online.",
			relied: []string{"E1", "E2", "S1"},
		}, alike(ipcase.MoveUpholdCounter)...).
		appeal(t.cn.back(3, "15:05"), elin, "en",
			"The decision looks at the words “fits” and “Not made by Norrvik” and not at the picture. On the search page only the title and the picture are seen, "+
				"and there the strap is shown in the orange of our N2. We ask that another reviewer looks at how the listing appears to somebody who searches.")
	f.about(tianrui).accept(t.cn.back(19, "10:45"), ada, notice).
		counter(t.cn.back(17, "15:50"), rebuttal{
			items: []int{1}, ground: ipcase.GroundNotInfringing, lang: "zh-CN",
			text: "标题中的“compatible with Norrvik mounts”仅说明本款头灯背板可安装在 Norrvik 的头盔支架上。灯体、包装和说明书均标注自有品牌 TRAILBEAM 及本公司名称，" +
				"不会使买家误认为商品来自投诉方。",
			papers: []paper{{file: "headlamp-3.png", name: "TRAILBEAM 灯体及标识.png"}},
		}).
		answer(t.cn.back(15, "16:55"), reply{
			items: []int{1}, kind: ipcase.AnswerContest, lang: "en",
			text:   "The plate fits many mounts. There is no need to name ours alone, and in English, on a page whose other words are for Chinese buyers.",
			papers: []paper{{file: comparison, name: "Mounts on the market.pdf"}},
		}).
		rule(t.cn.back(12, "11:00"), ben, reasons{
			lang: "zh-CN", territory: "CN",
			facts:     "商品标题为“TRAILBEAM dual headlamp, compatible with Norrvik mounts”，图片中灯体标有 TRAILBEAM，说明文字写明由天睿制造，背板可安装在 Norrvik 的头盔支架上。",
			reference: "《商标法》第五十九条第一款", explanation: "标题以卖家自有品牌开头，“compatible with”之后才提及 Norrvik，用于说明背板适配的支架；说明文字写明了制造者。" +
				"该使用未超出说明适配对象所必需的范围，一般买家不会据此认为头灯来自投诉方。支架是否还有其他品牌，不影响卖家说明这一适配关系。故对本商品的投诉不予支持，商品继续在线。",
			relied: []string{"E1", "S1"},
		}, ruling{item: 1, do: ipcase.MoveUpholdCounter})
}

// norrvikLookAlikes: NORVIK with one R. Three sellers go three ways.
func (t *teller) norrvikLookAlikes() {
	f := t.complain(t.cn.back(4, "15:40"), complaint{
		by: elin, right: markCN, reason: "trademark_look_alike", lang: "en",
		lines: []string{
			"QL-88201447 NORVIK in the title and on the lamp", "QL-88315107 NORVIK in the title", "QL-88313350 the same lamp in the pictures",
			"QL-88420116 NORVIK in the title and on the lamp", "QL-88420390 Norvik in the title", "QL-88512003 NORVIK in the title",
		},
		text: "The listings offer lamps under the sign NORVIK. It differs from our mark NORRVIK by one letter, sounds the same, and is used for the very goods for which our mark is registered. " +
			"We make no lamps under this sign and have allowed nobody to.",
		papers: []paper{{file: comparison, name: "NORRVIK and NORVIK side by side.pdf"}, {file: "specimen-norrvik.png", name: "Our mark as registered.png"}},
	})
	why := reasons{
		lang: "en", territory: "CN",
		facts: "NORRVIK is registered in China for lamps (classes 9 and 11) and in force. The listings offer headlamps and lanterns under NORVIK. " +
			"The seller does not say that it has a right of its own to this sign or leave to use it.",
		reference: "Trademark Law, Article 57(2)",
		explanation: "The goods are of the kind for which the mark is registered. The two signs share every letter but one doubled R, and are spoken alike, so that a buyer may well take one for the other. " +
			"Unless the seller answers in time, the listing is removed.",
		relied: []string{"E1", "E2"},
	}
	h := f.about(haiyun).accept(t.cn.back(3, "10:05"), ben, why)
	h.later(t.just(70*time.Minute), "draft of a counter-notification", func() error {
		_, err := h.draftCounter(rebuttal{
			items: []int{3}, ground: ipcase.GroundMistaken, lang: "en",
			text: "The title of this listing does not contain NORVIK. The lamp in the pictures is our plain model; the first picture was taken before ",
		})
		return err
	})
	f.about(luminex).accept(t.cn.back(3, "10:20"), ben, why).
		delete(t.cn.back(2, "14:00"), 1).
		counter(t.cn.back(1, "16:00"), rebuttal{
			items: []int{2}, ground: ipcase.GroundOwnRight, lang: "en",
			text: "NORVIK for lanterns is a mark of our own. We filed it in class 11 before the complainant sold lanterns here; the certificate is added. " +
				"We have taken the word off our headlamps and keep it for lanterns alone.",
			papers: []paper{{file: ownCertificate, name: "Our certificate, class 11.pdf"}},
		}).
		report(t.cn.back(1, "17:10"), misuse{
			labels: []ipcase.AbuseLabel{ipcase.AbuseWrongClaim}, lang: "en",
			text: "The complainant knows our certificate for NORVIK in class 11: its lawyer asked us for a copy in March. It complains of the lantern as a look-alike all the same, as if we had no right of our own.",
		}).
		reportAnswered(t.just(2*time.Hour), "en",
			"Our lawyer asked for the certificate and received a page without a number, which no register shows. We complain of the word on the headlamps as well, which the seller has since taken off.")
	f.about(lanxi).accept(t.cn.back(3, "10:35"), ben, why).delete(t.cn.back(2, "18:30")).
		report(t.just(3*time.Hour), misuse{
			labels: []ipcase.AbuseLabel{ipcase.AbusePriceControl, ipcase.AbuseTiming}, lang: "zh-CN",
			text: "投诉方的代理商在五月致电本店，要求将头灯售价提高到其建议价以上，否则将在促销季前投诉。本店未同意，两周后即收到本投诉。商品已删除，但请平台审查该投诉的目的。",
		})
}

// norrvikOthers: a notice without an answer, one for another strap, one that waits
// for its seller, and one whose right has ended meanwhile.
func (t *teller) norrvikOthers() {
	t.complain(t.cn.back(6, "15:10"), complaint{
		by: elin, right: markCN, reason: "trademark_counterfeit_test_purchase", lang: "en",
		lines: []string{"QL-88420117 bought and examined"},
		text: "We bought this lamp. What came is not what the picture shows: the word on the housing is NORRVIK in our typeface, the battery and the strap are not ours, and the serial number does not exist. " +
			"The report with photographs, the shop’s mail and a film of the unpacking are added.",
		answers: map[string]string{"test_purchase_order": "QL-2210-4471-8803"},
		papers: []paper{
			{file: testPurchase, name: "Report on the test purchase, signed.pdf"},
			{file: "documents/order.eml", name: "Confirmation of the order.eml"},
			{file: "documents/unpacking.mp4", name: "The parcel is opened.mp4"},
		},
	}).about(luminex).accept(t.cn.back(5, "09:50"), wuJing, reasons{
		lang: "en", territory: "CN",
		facts: "The complainant bought the lamp from this listing; the order is shown. Its signed report finds the word NORRVIK on the housing, " +
			"a battery of another make and a serial number that the complainant never gave out.",
		reference: "Trademark Law, Article 57(1) and (3)",
		explanation: "A lamp that carries the mark and does not come from its owner infringes the mark. The report is detailed, signed and shows the order, so the notice is complete and well founded on its face. " +
			"Unless the seller answers in time, the listing is removed.",
		relied: []string{"E1"},
	}).
		offer(t.cn.back(2, "10:30"), terms{by: luminex, days: 30, words: "The lamps came from a supplier whom we have left. We name him to you and sell the forty that are left."}).
		answerOffer(t.cn.back(2, "16:10"), elin, ipcase.DeclineOffer, "Copies cannot be sold off under our name.").
		offer(t.cn.back(1, "09:45"), terms{
			by: elin, days: 14, licence: "You may sell the forty lamps without the housing that bears our name, as lamps without a brand.",
			words: "You name the supplier and send us what papers you have of the deliveries. We claim nothing further.",
		})
	t.complain(t.cn.back(9, "16:30"), complaint{
		by: elin, right: markCN, reason: "trademark_counterfeit", lang: "en",
		lines:  []string{"QL-88512004 a copy of our strap"},
		text:   "The strap is a copy of the strap of our N2, which has our name woven into it every ten centimetres.",
		papers: []paper{{file: comparison, name: "Woven strap, ours and a copy.pdf"}},
	}).about(lanxi).rule(t.cn.back(8, "14:20"), wuJing, reasons{
		lang: "en", territory: "CN",
		facts: "The comparison shows a black strap with the word NORRVIK woven in. The strap in the listing is plain, without any word, and the title says that it fits the N2 and N3.",
		law:   string(ipcase.GroundTerms), reference: "Marketplace terms, § 5.2",
		explanation: "A complaint about counterfeit goods needs a comparison with the goods of the listing. The strap in the comparison is another one than the strap offered here, and nothing in the listing shows the mark on the goods. " +
			"The notice is not accepted. It can be filed again with a comparison of this very strap.",
	}, ruling{do: ipcase.MoveRefuse, code: "other_product", comment: "The strap of the listing is plain; the one compared has the mark woven in."})
	t.complain(t.cn.back(2, "17:15"), complaint{
		by: elin, right: markCN, reason: "trademark_in_title", lang: "en",
		lines: []string{"QL-87990031 “Ask us about Norrvik colours” in the text"},
		text: "The gift box is offered with the words “Ask us about Norrvik colours”. We do not supply this shop, and our name serves only to bring buyers to a box with another lamp in it. " +
			"The words say nothing about what the box fits or holds.",
	}).about(haiyun).accept(t.cn.back(1, "11:10"), ada, reasons{
		lang: "en", territory: "CN",
		facts:     "The text of the listing ends with “Ask us about Norrvik colours”. The lamp shown in the box carries no mark. The complainant says that it does not supply the seller.",
		reference: "Trademark Law, Article 57(2)",
		explanation: "The words name the mark for goods of its class and give no reason for it, such as what the goods fit. If nothing else comes to light, a buyer may believe that the box can be had with the complainant’s lamps. " +
			"Unless the seller answers in time, the listing is removed; the seller can also take the sentence out and say so in an answer.",
	}).change(t.just(50*time.Minute), func(l *marketplace.CatalogueListing) {
		l.Description = "Gift box with a headlamp and a strap. Your logo is printed from 50 boxes. Ask us about colours."
	})
	t.complain(t.cn.back(7, "15:30"), complaint{
		by: elin, right: oldMark, reason: "trademark_in_title", lang: "en",
		lines: []string{"QL-88377101 “Norrvik type headlamp” in the title"},
		text:  "“Norrvik type” in the title uses our mark as the name of a kind of lamp. It is not the name of a kind; it is ours.",
	}).about(tianrui).accept(t.cn.back(6, "10:40"), wuJing, reasons{
		lang: "zh-CN", territory: "CN",
		facts:     "商品标题为“Norrvik type headlamp yellow”，说明文字称其为“Norrvik 型”头灯，灯体无标识。投诉方的商标核定使用于灯具。",
		reference: "《商标法》第五十七条第二项", explanation: "以“某商标型”称呼同种商品，既不是说明适配对象，也不是商品的通用名称，容易使买家认为该商品与商标注册人有关。" +
			"卖家未在期限内回应的，商品将被删除。",
	})
}

// norrvikToday: what was filed today, and a draft that is not finished.
func (t *teller) norrvikToday() {
	t.complain(t.just(95*time.Minute), complaint{
		by: elin, right: markCN, reason: "trademark_in_title", lang: "en",
		lines: []string{"QL-88277365 “Norrvik quality at a fair price” in the text"},
		text:  "The text promises “Norrvik quality at a fair price”. The torch is not ours. The words take advantage of our name and tell the buyer nothing about the torch.",
	})
	t.at(t.just(40*time.Minute), "draft of a complaint", func() error {
		_, err := t.draftComplaint(complaint{
			by: elin, right: markUS, reason: "trademark_in_title", lang: "en",
			lines: []string{"QU-70102934 “Norrvik quality” in the title", "QU-7010293 the same seller", "QL-88377101 yellow headlamp"},
			text:  "The titles use our name for goods that we",
		})
		return err
	})
}
