package sample

import (
	"time"

	"ipportal/ipcase"
)

// aldermoor tells of a publisher of posters: notices under 17 U.S.C. 512 on the
// American site, and the marketplace's own procedure on the Chinese one.
func (t *teller) aldermoor() {
	t.posters()
	t.phoneCases()
	f := t.complain(t.cn.back(3, "18:10"), complaint{
		by: imogen, right: northFells, reason: "copyright_merchandise", lang: "en",
		lines: []string{"QL-88630020 the fells and the sun round the mug", "QL-88630021 our poster with its title", "QL-88630022 our poster on a bag"},
		text: "All three goods carry our poster North Fells; the second even keeps its title. We have licensed nobody in China. " +
			"The lettering on the poster is ours as well and can be compared letter by letter.",
		papers: []paper{{file: "specimen-north-fells.png", name: "North Fells, 2021.png"}},
	})
	m := f.about(qingchuan)
	shut := t.cn.back(1, "15:20")
	mailbox := t.cn.back(1, "15:19")
	t.at(mailbox, "a mailbox is closed", func() error { t.post.closed = t.mailOf(qingchuan); return nil })
	m.accept(shut, ben, reasons{
		lang: "zh-CN", territory: "CN",
		facts:     "作品《North Fells》已登记并经核实。三件商品的图案均为两重山峦与黄色落日，构图、色块边界与作品一致；装饰画还保留了作品标题。",
		reference: "《著作权法》第十条、第五十三条第一项",
		explanation: "未经许可复制、发行他人美术作品的，构成侵权。商品图案与作品在构图和色块上实质相同，投诉材料齐全，予以受理。" +
			"卖家未在期限内回应的，商品将被删除；如持有许可，请在反通知中提交。",
		relied: []string{"E1"},
	})
	t.at(shut.Add(time.Minute), "the mailbox is open again", func() error { t.post.closed = ""; return nil })
}

// mailOf is where a shop gets its mail.
func (t *teller) mailOf(name string) string {
	for _, who := range everybody() {
		if who.org.Name == name {
			return who.org.Email
		}
	}
	return ""
}

// posters: one seller, the ways that a notice under § 512 can go.
func (t *teller) posters() {
	removed := reasons{
		lang: "en", territory: "US",
		facts: "North Fells is registered with the Copyright Office; the certificate was checked. The pictures of the listings show the same two ranges of fells, the same sun and the same edges between the colours. " +
			"The notice holds every element of § 512(c)(3)(A).",
		reference: "17 U.S.C. §§ 106, 501 and 512(c)(1)(C)",
		explanation: "Copies of a drawing, on paper or on goods, need the leave of its owner, and the complainant says that it gave none. The notice is complete, so the listings are removed at once. " +
			"The seller can send a counter-notification; they are then put back unless the complainant goes to court.",
		relied: []string{"E1"},
	}
	t.complain(t.us.back(27, "09:15"), complaint{
		by: imogen, right: northFells, reason: "copyright_merchandise", lang: "en",
		lines:  []string{"QU-70311203 the drawing goes round the mug", "QU-70311204 the drawing on the bag, with its title"},
		text:   "Both goods carry our drawing North Fells. We sell no mugs or bags with it and have licensed none.",
		papers: []paper{{file: "specimen-north-fells.png", name: "North Fells, 2021.png"}},
	}).about(maple).accept(t.us.back(26, "11:00"), wuJing, removed).
		counter(t.us.back(22, "14:05"), rebuttal{
			items: []int{1}, ground: ipcase.GroundNotInfringing, lang: "en",
			text: "The mug shows the Sandia mountains at sunrise, after a photograph of my own. My picture is wide where the poster is tall, it has no title, and round the back it goes on with ridges that the poster does not have. " +
				"A sun over mountains belongs to nobody.",
			papers: []paper{{file: "mug.png", name: "The mug from both sides.png"}},
		}).
		report(t.us.back(21, "10:20"), misuse{
			labels: []ipcase.AbuseLabel{ipcase.AbuseExtortion, ipcase.AbuseTiming}, lang: "en",
			text: "Two days before the complaint Aldermoor Press wrote to us: pay 900 dollars for the mug by Friday, or it is reported. The letter names no licence and no term. " +
				"It came a week before our spring market, when most mugs are sold.",
			papers: []paper{{file: authorisation, name: "Letter of Aldermoor Press.pdf"}},
		}).
		reportAnswered(t.us.back(20, "15:40"), "en",
			"The letter is ours. We offered to settle for what the mugs sold so far would have cost in fees. We did not know of any market.").
		reportRuled(t.us.back(19, "11:30"), ada, map[ipcase.AbuseLabel]bool{ipcase.AbuseExtortion: true}, reasons{
			lang: "en", reference: "Marketplace terms, § 9.9",
			facts: "The letter (S1) asks for 900 dollars by a day, says that the mug is reported otherwise, and offers no licence in return. The complainant says that the letter is its own. " +
				"Nothing shows that it knew of the market.",
			explanation: "An offer of a licence before a complaint is welcome. Asking for a sum by a day, with nothing in return but that no complaint is filed, uses the complaint as a threat. " +
				"That is found. That the day was chosen for the market is not.",
		})
	t.complain(t.us.back(17, "09:05"), complaint{
		by: imogen, right: northFells, reason: "copyright_pirated", lang: "en",
		lines: []string{"QU-70311201 our poster on other paper", "QU-70311207 our poster, framed"},
		text: "Both listings sell our poster. Authorised copies are printed on 250 g paper and carry our name below the title; these are on 200 g paper, and the name is cut off. " +
			"We sell North Fells in the United States through our own shop alone.",
		papers: []paper{{file: "specimen-north-fells.png", name: "North Fells with our name.png"}, {file: "poster.png", name: "The listing’s picture.png"}},
	}).about(maple).accept(t.us.back(16, "10:40"), wuJing, removed).
		counter(t.us.back(4, "13:20"), rebuttal{
			items: []int{1}, ground: ipcase.GroundAuthorised, lang: "en",
			text: "I bought the right to print two hundred copies from the illustrator in 2022, before she sold her rights to Aldermoor Press. Her letter is added. " +
				"The framed print is another matter, and I do not speak of it here.",
			papers: []paper{{file: authorisation, name: "Letter of the illustrator, 2022.pdf"}},
		})
	t.complain(t.us.back(9, "09:30"), complaint{
		by: imogen, right: northFells, reason: "copyright_pirated", lang: "en",
		lines: []string{"QU-70311202 a second picture in our manner"},
		text:  "The poster Harbour Light is drawn in the manner of North Fells and sold beside copies of it.",
	}).about(maple).rule(t.us.back(8, "11:50"), ada, reasons{
		lang: "en", territory: "US",
		facts:     "The listing shows two red waves under a pale sun in a yellow sky. The registered work shows two ranges of pointed fells, dark green, under a yellow sun. The two have flat colours and a title in capitals in common, and no outline.",
		reference: "17 U.S.C. § 102(b)",
		explanation: "Copyright protects a work and not the manner in which it is drawn. The notice names no part of North Fells that the listing repeats, so it does not identify material that infringes the work named in it. " +
			"It is not accepted, and the listing stays online.",
	}, ruling{do: ipcase.MoveRefuse, code: "evidence_insufficient", comment: "Name what of the drawing itself is repeated, if you file again."})
}

// phoneCases: the same drawing on two sites. One complaint went to court, the
// other was withdrawn when a licence came to light.
func (t *teller) phoneCases() {
	t.complain(t.us.back(13, "09:20"), complaint{
		by: imogen, right: moorland, reason: "copyright_merchandise", lang: "en",
		lines:  []string{"QU-70311205 our drawing on the back of the case"},
		text:   "The case carries our drawing Moorland Sun: the same peaks, the same pale sun, the same three colours. It is sold as “drawn by us”, which it is not.",
		papers: []paper{{file: "phone-case.png", name: "Moorland Sun on our own case.png"}},
	}).about(maple).accept(t.us.back(12, "14:30"), ben, reasons{
		lang: "en", territory: "US",
		facts:       "The complainant shows its case of 2022 with the drawing. The listing’s picture shows the same peaks and sun in the same colours. The notice holds every element of § 512(c)(3)(A).",
		reference:   "17 U.S.C. §§ 106, 501 and 512(c)(1)(C)",
		explanation: "If the drawing is the complainant’s, cases with it need its leave. The notice is complete, so the listing is removed at once. Who drew it first can be set out in a counter-notification.",
		relied:      []string{"E1"},
	}).
		counter(t.us.back(10, "16:45"), rebuttal{
			ground: ipcase.GroundOwnRight, lang: "en",
			text:   "I drew these peaks in 2020, on a trip to Utah, and have sold prints of them at the market in Madison ever since. The sketchbook page with its date is added.",
			papers: []paper{{file: "phone-case.png", name: "Sketchbook, June 2020.png"}},
		}).
		answer(t.us.back(6, "10:10"), reply{
			kind: ipcase.AnswerCourt, lang: "en",
			text:  "We have asked the court to stop the sale of these cases. The complaint as filed is added.",
			court: "United States District Court for the Western District of Wisconsin", number: "3:99-cv-00417",
			papers: []paper{{file: authorisation, name: "Complaint as filed.pdf"}},
		})
	f := t.complain(t.cn.back(11, "17:50"), complaint{
		by: imogen, right: moorland, reason: "copyright_merchandise", lang: "en",
		lines:  []string{"QL-88512110 our drawing on the case"},
		text:   "The case carries our drawing Moorland Sun, with the lower peaks cut off.",
		papers: []paper{{file: "phone-case.png", name: "Moorland Sun on our own case.png"}},
	})
	f.about(lanxi).accept(t.cn.back(10, "10:50"), wuJing, reasons{
		lang: "zh-CN", territory: "CN",
		facts:       "投诉方提交了作品用于手机壳的实物图。商品图片中的山峦、落日和配色与作品一致，仅下缘有裁切。",
		reference:   "《著作权法》第十条、第五十三条第一项",
		explanation: "裁切不改变图案与作品的实质相同。投诉材料齐全，予以受理。卖家持有许可的，请在反通知中提交；未在期限内回应的，商品将被删除。",
		relied:      []string{"E1"},
	}).counter(t.cn.back(9, "19:10"), rebuttal{
		ground: ipcase.GroundAuthorised, lang: "zh-CN",
		text:   "本店销售的手机壳由持有授权的工厂生产。现附 Aldermoor Press 出具的授权书复印件，授权范围包括手机壳，期限至明年年底。",
		papers: []paper{{file: authorisation, name: "授权书.pdf"}},
	})
	f.retract(t.cn.back(7, "17:25"))
}
