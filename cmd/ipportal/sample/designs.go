package sample

import (
	"time"

	"ipportal/ipcase"
)

// norrvikDesigns tells what became of two registered designs on the Chinese site.
func (t *teller) norrvikDesigns() {
	t.deskLamps()
	t.headlamps()
}

// deskLamps: one design, three sellers. One case waits for its decision, one was
// decided listing by listing, and in one the seller was silent and has appealed.
func (t *teller) deskLamps() {
	f := t.complain(t.cn.back(10, "15:00"), complaint{
		by: elin, right: lampDesign, reason: "design_appearance", lang: "en",
		lines: []string{"QL-88420731 curved arm and shade", "QL-88377230 curved arm and shade", "QL-88377231 curved arm", "QL-88630030 curved arm and shade"},
		text: "The lamps in these listings repeat our registered design: the oval foot, the arm that rises in one curve, and the shell-shaped shade cut level below. " +
			"The comparison sets the views of the register beside the pictures of each listing.",
		papers: []paper{{file: comparison, name: "Views of the design and the listings.pdf"}, {file: "specimen-desk-lamp.png", name: "View from the register.png"}},
	})
	f.about(luminex).accept(t.cn.back(9, "10:00"), wuJing, deskLampNotice).
		counter(t.cn.back(8, "14:10"), rebuttal{
			ground: ipcase.GroundNotInfringing, lang: "en",
			text: "Curved lamp arms have been common for decades. Our arm is one tube where the design has two rods, our shade opens wider, and the foot is heavy and dark. " +
				"We bought the lamp from a maker who has sold it since 2019; the invoice of our first order is for the reviewer only, since it shows our prices.",
			papers: []paper{{file: "desk-lamp.png", name: "Our lamp from the front.png"}, {file: invoice, name: "First order, with prices.pdf", only: true}},
		}).
		answer(t.cn.back(6, "15:45"), reply{
			kind: ipcase.AnswerContest, lang: "en",
			text: "The design is judged by the impression of the whole. The curve, the proportions of foot and shade and the level cut are the same; whether the arm has one tube or two is hardly seen from where one sits. " +
				"If the lamp was on sale in 2019, the seller can show a dated page of it to both sides.",
			papers: []paper{{file: comparison, name: "Front and side, ours and the listed lamp.pdf"}},
		}).
		claim(t.just(9*time.Minute), ada)
	f.about(tianrui).accept(t.cn.back(9, "10:15"), wuJing, deskLampNotice).
		counter(t.cn.back(8, "17:05"), rebuttal{
			ground: ipcase.GroundNotInfringing, lang: "zh-CN",
			text:   "第一款台灯的弯臂为市场常见设计。第二款为落地灯，主图仅拍摄了灯头部分；整灯高 1.5 米，底座为圆形重块，灯臂为单杆大弧线，与注册外观的用途、比例和整体视觉效果均不同。请审核员分别对比。",
			papers: []paper{{file: "desk-lamp.png", name: "台灯实物图.png"}, {file: comparison, name: "落地灯结构图及尺寸.pdf"}},
		}).
		answer(t.cn.back(6, "16:10"), reply{
			kind: ipcase.AnswerContest, lang: "en",
			text:   "We stand by the complaint about both lamps. The second is our design drawn larger.",
			papers: []paper{{file: comparison, name: "Both lamps beside the design.pdf"}},
		}).
		rule(t.cn.back(2, "15:30"), wuJing, reasons{
			lang: "zh-CN", territory: "CN",
			facts: "注册外观设计为台灯，由椭圆形底座、两根平行弯杆和下缘平切的贝壳形灯罩组成。商品一为台灯，具有相同的椭圆底座、弯臂曲线和灯罩轮廓，仅颜色不同。" +
				"商品二为落地灯，主图仅为灯头部分；结构图显示底座为圆形，单根大弧线灯臂占整体高度的三分之二，灯罩相对很小。",
			reference: "《专利法》第十一条第二款、第六十四条第二款", explanation: "外观设计专利权的保护范围以图片中表示的产品外观为准，按整体视觉效果综合判断。商品一与注册设计同为台灯，主要轮廓和比例相同，颜色不在保护范围之内，" +
				"整体视觉效果无实质性差异，支持投诉，商品予以删除。商品二的底座、灯臂和灯罩均不同，比例差异显著，一般消费者不会混淆，不支持投诉，商品继续在线。",
			relied: []string{"E1", "E2", "S1", "S2"},
		}, ruling{item: 1, do: ipcase.MoveUpholdComplaint, comment: "与注册设计的整体视觉效果无实质性差异。"},
			ruling{item: 2, do: ipcase.MoveUpholdCounter, comment: "落地灯，整体比例和各部分形状均不同。"})
	f.about(qingchuan).accept(t.cn.back(9, "10:25"), wuJing, deskLampNotice).
		appeal(t.cn.back(1, "10:50"), qingchuan, "zh-CN",
			"我店上月更换了客服人员，通知邮件未被转交，因此未能按时回应。本款台灯由厂家自 2019 年起公开销售，早于投诉方专利的申请日，厂家愿意出具当年的产品目录。请另一位审核员重新审查。")
}

var deskLampNotice = reasons{
	lang: "zh-CN", territory: "CN",
	facts:     "投诉方的台灯外观设计专利处于有效期内，已核实。对比文件将注册视图与各商品图片逐一并列，商品图片均可见弯曲灯臂和宽大的灯罩。",
	reference: "《专利法》第十一条第二款、第六十四条第二款",
	explanation: "投诉写明了权利、商品和对比内容，初步显示两者整体外观相近，投诉材料齐全，予以受理。是否构成相同或近似，由卖家说明；双方有争议的，由审核员比较整体视觉效果后作出决定。" +
		"卖家未在期限内回应的，商品将被删除。",
	relied: []string{"E1", "E2"},
}

// headlamps: a decision that was changed on appeal, an own design that the holder
// accepted, and a second complaint about a listing that is complained of already.
func (t *teller) headlamps() {
	f := t.complain(t.cn.back(24, "15:15"), complaint{
		by: elin, right: headDesign, reason: "design_appearance", lang: "en",
		lines: []string{"QL-88290814 the yellow lamp", "QL-88420412 the lamp with two lenses"},
		text: "Both lamps have the rounded box, the dark ring round the lens and the stitched strap of our design of 2022. Other colours and a second lens do not change the impression of the whole. " +
			"The comparison goes through the views one by one.",
		papers: []paper{{file: comparison, name: "Headlamp N2 and the two listings.pdf"}},
	})
	notice := reasons{
		lang: "en", territory: "CN",
		facts:     "The design of the headlamp is registered and in force. The comparison sets its views beside the pictures of the listings; box, lens ring and strap can be seen in both.",
		reference: "Patent Law, Article 11(2) and Article 64(2)", explanation: "The notice compares the registered views with the listed goods and names what they share. It is complete, and what it says can be checked. " +
			"Unless the seller answers in time, the listing is removed.",
		relied: []string{"E1"},
	}
	f.about(haiyun).accept(t.cn.back(23, "11:20"), ada, notice).
		counter(t.cn.back(22, "10:35"), rebuttal{
			ground: ipcase.GroundNotInfringing, lang: "en",
			text:   "Our lamp is dark with a yellow strap and carries no name; the complainant’s is orange with a dark strap and a large name. Any headlamp has a box, a lens and a strap.",
			papers: []paper{{file: "headlamp-4.png", name: "Our lamp, 1000 lm.png"}},
		}).
		answer(t.cn.back(20, "15:25"), reply{
			kind: ipcase.AnswerContest, lang: "en",
			text:   "Take the colours and the name away, and the two lamps are one: the same box, the same ring, the same seam along the strap.",
			papers: []paper{{file: "headlamp-4.png", name: "The listing’s picture, enlarged.png"}},
		}).
		rule(t.cn.back(18, "14:00"), ben, reasons{
			lang: "en", territory: "CN",
			facts:     "The design shows an orange box with a name, a ring round one lens and a dark strap. The seller’s lamp is dark, without a name, on a yellow strap.",
			reference: "Patent Law, Article 64(2)",
			explanation: "A headlamp leaves little room: box, lens and strap are given by its use, so smaller differences count for more. In these colours and without a name the lamp gives another impression. " +
				"The complaint is not upheld; the listing stays online.",
			relied: []string{"E1", "S1"},
		}, alike(ipcase.MoveUpholdCounter)...).
		appeal(t.cn.back(14, "15:50"), elin, "en",
			"Colour is no part of our design: its brief description claims none, and the name in the picture is disclaimed. The decision does not speak of the ring and the shape of the box, which are what one sees first.").
		rule(t.cn.back(11, "10:15"), wuJing, reasons{
			lang: "en", territory: "CN",
			facts: "The brief description of the design claims no colour and disclaims the name. The lamp of the listing has the same rounded box in the same proportions, a dark ring of the same width round the lens, " +
				"and a strap that is stitched along its edge.",
			reference: "Patent Law, Article 11(2) and Article 64(2)",
			explanation: "The scope of a design is what its pictures show, with the colours only where they are claimed. They are not, so colours cannot set the lamp apart, and the name is no part of the design. " +
				"The box and the ring fill the front, which is what a buyer sees; there the two are alike in shape and proportion, and the seam is the same as well. The first decision is changed: the complaint is upheld and the listing is removed.",
			relied: []string{"E1", "E2"},
		}, ruling{do: ipcase.MoveReverse, comment: "Colours were weighed although the design claims none."})
	f.about(luminex).accept(t.cn.back(23, "11:35"), ada, notice).
		counter(t.cn.back(21, "17:30"), rebuttal{
			ground: ipcase.GroundOwnRight, lang: "en",
			text:   "TRAILBEAM is our own design with two lenses side by side. We registered it a year before the complainant’s; the certificate is added.",
			papers: []paper{{file: ownCertificate, name: "Our design certificate.pdf"}},
		}).
		answer(t.cn.back(20, "15:40"), reply{
			kind: ipcase.AnswerAccept, lang: "en", text: "We did not know of the earlier registration. We accept the answer and have nothing against the listing.",
		})
	t.complain(t.cn.back(3, "16:20"), complaint{
		by: elin, right: headDesign, reason: "design_appearance", lang: "en",
		lines: []string{"QL-88201447 the lamp with the orange strap"},
		text: "Apart from the name on it, which is the subject of another complaint, the lamp repeats our design: box, ring, strap and even the stitching. " +
			"We complain of the shape separately, so that it is looked at for itself.",
		papers: []paper{{file: comparison, name: "Headlamp N2 and the listed lamp.pdf"}, {file: "headlamp-1.png", name: "The listing’s first picture.png"}},
	}).about(haiyun).accept(t.cn.back(2, "10:55"), ada, reasons{
		lang: "en", territory: "CN",
		facts:     "The first picture of the listing shows a headlamp with a rounded box, a dark ring round one lens and a strap stitched along its edge, as in the registered views. Its colours are others.",
		reference: notice.reference, explanation: "The views of the register and the picture agree in every feature that the description names; colours are not claimed. The name on the lamp plays no part here. " +
			"Unless the seller answers in time, the listing is removed.",
		relied: []string{"E1", "E2"},
	})
}

// norrvikAbroad tells of the mark on the American site: genuine goods from
// another country, and a holder who let the time for an answer pass.
func (t *teller) norrvikAbroad() {
	f := t.complain(t.us.back(8, "09:10"), complaint{
		by: elin, right: markUS, reason: "trademark_in_title", lang: "en",
		lines: []string{"QU-70102934 “Norrvik quality” in the title", "QU-70102960 NORRVIK N3, not from our dealers"},
		text: "The torch is not ours and is sold with “Norrvik quality” in its title. The N3 is offered as original; this shop is not one of our dealers in the United States, " +
			"and we could not trace the goods.",
	})
	f.about(porto).accept(t.us.back(7, "10:30"), ben, reasons{
		lang: "en", territory: "US",
		facts: "NORRVIK is registered in the United States for lamps. The first title uses the word for a torch that the complainant did not make. The second offers an N3 as original; " +
			"the complainant cannot trace it.",
		reference: "15 U.S.C. § 1114(1)",
		explanation: "Using the mark in the title of another maker’s torch is likely to confuse. Whether the N3 is genuine can only be shown by whoever sells it; genuine goods may be resold. " +
			"The seller is asked to answer for each listing.",
	}).
		delete(t.us.back(6, "11:20"), 1).
		counter(t.us.back(6, "11:45"), rebuttal{
			items: []int{2}, ground: ipcase.GroundAuthorised, lang: "en",
			text: "The N3 is genuine. We bought twenty of them from the distributor in Norway and sell what is left, new and in their boxes. The invoice is for the reviewer only; " +
				"it shows our prices and the buyer’s address. The serial numbers are on the photograph.",
			papers: []paper{{file: "headlamp-2.png", name: "N3 with serial number.png"}, {file: invoice, name: "Invoice of the distributor.pdf", only: true}},
		}).
		answer(t.us.back(5, "09:25"), reply{
			items: []int{2}, kind: ipcase.AnswerAccept, lang: "en",
			text: "The serial numbers are ours and were delivered to our distributor in Bergen. The lamps are genuine, and we accept the answer.",
		})
	t.complain(t.us.back(16, "09:40"), complaint{
		by: elin, right: markUS, reason: "trademark_on_product", lang: "en",
		lines: []string{"QU-70102951 the lamp in the third picture"},
		text:  "The lamp in the gift box bears our mark on its front, as the third picture shows.",
	}).about(porto).accept(t.us.back(15, "10:00"), ada, reasons{
		lang: "en", territory: "US",
		facts:     "The gift box holds a headlamp and a torch. The complainant says that the third picture shows the mark on the front of the lamp.",
		reference: "15 U.S.C. § 1114(1)", explanation: "The notice says where the mark stands and on which goods, and is complete. What the picture shows is for the seller to answer.",
	}).counter(t.us.back(14, "12:15"), rebuttal{
		ground: ipcase.GroundMistaken, lang: "en",
		text:   "The lamp in the box is a TRAILBEAM by Tianrui, and TRAILBEAM is what stands on it. The photograph that we add is larger than the one in the listing.",
		papers: []paper{{file: "headlamp-3.png", name: "TRAILBEAM, front view.png"}},
	})
}
