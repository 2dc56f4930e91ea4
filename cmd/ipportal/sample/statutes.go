package sample

import "ipportal/ipcase"

// statutes tells of cases under the laws of other places: China's, which the holder
// chose over the platform's own procedure; the European Union's, where a reviewer
// decides with reasons; and India's, where a listing stays removed for 21 days within
// which a court must have spoken.
func (t *teller) statutes() {
	t.china()
	t.europe()
	t.india()
}

// china: the seller has declared, and the holder has 15 days to go to court.
func (t *teller) china() {
	t.complain(t.cn.back(6, "10:30"), complaint{
		by: elin, right: markCN, reason: "trademark_in_title", lang: "en", track: ipcase.TrackStatutory,
		lines:  []string{"QL-88630034 our name in the title"},
		text:   "The torch is not ours, and its title carries our registered name beside the goods for which it is registered.",
		papers: []paper{{file: comparison, name: "Our torches and the listed one.pdf"}},
	}).about(qingchuan).accept(t.cn.back(5, "11:40"), wuJing, reasons{
		lang: "zh-CN", territory: "CN",
		facts:       "NORRVIK 商标在第 11 类照明器具上注册，处于有效期内，已核实。商品为手电筒，标题含有 NORRVIK 字样。",
		reference:   "《电子商务法》第四十二条",
		explanation: "通知包含权利证明、真实身份、侵权商品的准确位置和初步证据，予以转送并采取删除措施。卖家可以提交不存在侵权行为的声明。",
		relied:      []string{"E1"},
	}).counter(t.cn.back(3, "16:10"), rebuttal{
		ground: ipcase.GroundMistaken, lang: "zh-CN",
		text:   "本店销售的是正品，从投诉方在宁波的经销商处购进，发票附后。标题使用品牌名称只是如实说明商品来源。",
		papers: []paper{{file: invoice, name: "宁波经销商发票.pdf"}},
	})
}

func (t *teller) europe() {
	infringes := reasons{
		lang: "en", territory: "EU",
		facts:     "The certificate of North Fells was checked. The picture of the listing shows the same two ranges of fells and the same sun, with the same edges between the colours.",
		reference: "Directive 2001/29/EC, Articles 2 and 4",
		explanation: "Copying a drawing and selling the copies need the leave of its owner, who says that it gave none. A reviewer compared the two; no automated means were used. " +
			"The listing is removed; the seller can answer, and either side can have the decision looked at again within six months.",
		relied: []string{"E1"},
	}
	drawing := []paper{{file: "specimen-north-fells.png", name: "North Fells, 2021.png"}}
	t.complain(t.eu.back(14, "10:05"), complaint{
		by: imogen, right: northFells, reason: "copyright_merchandise", lang: "en",
		lines:  []string{"QE-50100211 the drawing on the bag, with its title"},
		text:   "The bag carries our drawing North Fells and even its title. We have licensed no bags in the European Union.",
		papers: drawing,
	}).about(porto).accept(t.eu.back(13, "14:20"), ben, infringes).
		counter(t.eu.back(12, "17:45"), rebuttal{
			ground: ipcase.GroundAuthorised, lang: "en",
			text:   "The bags were printed by the mill that prints for Aldermoor Press. Their order confirmation names the motif and gives leave to resell.",
			papers: []paper{{file: authorisation, name: "Order confirmation of the mill.pdf"}},
		}).
		rule(t.eu.back(10, "11:30"), ada, reasons{
			lang: "en", territory: "EU",
			facts:     "The confirmation that the seller added names another motif, “Northern lights”, and no leave of the owner of North Fells. The bag shows North Fells.",
			reference: "Directive 2001/29/EC, Articles 2 and 4",
			explanation: "Who sells copies must show the leave of the owner. The paper concerns another drawing, so it does not show it. The removal stands. " +
				"Within six months the seller can ask that another reviewer looks again, and can turn to a certified out-of-court body or a court.",
			relied: []string{"E1", "S1"},
		}, alike(ipcase.MoveUpholdComplaint)...)
	t.complain(t.eu.back(3, "10:15"), complaint{
		by: imogen, right: northFells, reason: "copyright_merchandise", lang: "en",
		lines:  []string{"QE-50100212 the drawing round the mug"},
		text:   "The mug carries our drawing North Fells all the way round. We sell no mugs with it.",
		papers: drawing,
	}).about(porto).accept(t.eu.back(2, "15:10"), ben, infringes)
}

func (t *teller) india() {
	complete := reasons{
		lang: "en", territory: "IN",
		facts:       "The complaint describes the work and its owner, says why the copy infringes and where it is, and holds the undertaking to sue.",
		reference:   "Copyright Act, 1957, section 52(1)(c); Copyright Rules, 2013, rule 75(3)",
		explanation: "The complaint is complete, so the listing is removed for 21 days from its receipt. It returns then, unless an order of the competent court is brought before.",
		relied:      []string{"E1"},
	}
	t.complain(t.in.back(25, "11:00"), complaint{
		by: imogen, right: northFells, reason: "copyright_pirated", lang: "en",
		lines:  []string{"QN-60200102 our poster without its title"},
		text:   "The print is our poster North Fells with the title cut off. No copy of it is licensed in India, and no use that section 52 allows covers its sale.",
		papers: []paper{{file: "specimen-north-fells.png", name: "North Fells, 2021.png"}},
	}).about(neelam).accept(t.in.back(24, "12:30"), ada, complete)
	t.complain(t.in.back(6, "11:10"), complaint{
		by: imogen, right: moorland, reason: "copyright_merchandise", lang: "en",
		lines:  []string{"QN-60200101 our drawing on the back of the case"},
		text:   "The case carries our drawing Moorland Sun. We have licensed nobody in India, and no use that section 52 allows covers its sale.",
		papers: []paper{{file: "phone-case.png", name: "Moorland Sun on our own case.png"}},
	}).about(neelam).accept(t.in.back(5, "10:20"), ben, complete)
}
