package sample

import "ipportal/ipcase"

// solenne tells of a cosmetics brand that writes Chinese: a look-alike mark, a
// notice that lapsed and was filed again, and pictures on the American site.
func (t *teller) solenne() {
	t.complain(t.cn.back(3, "09:35"), complaint{
		by: ruoxi, right: solenneCN, reason: "trademark_look_alike", lang: "zh-CN",
		lines: []string{"QL-88512050 标题及瓶身使用 SOLENNA", "QL-88512051 标题使用 SOLENNA"},
		text: "两款商品的标题使用 SOLENNA，与我司注册商标 SOLENNE 仅末位字母不同，读音近似，且同为护肤品。精华液的瓶身标签亦采用与我司相同的字体和排列。" +
			"我司从未许可该店铺使用任何近似标识，买家已有误购咨询。",
		papers: []paper{{file: comparison, name: "SOLENNE 与 SOLENNA 对比.pdf"}, {file: "specimen-solenne.png", name: "注册商标图样.png"}},
	}).about(lanxi).accept(t.cn.back(2, "09:45"), wuJing, reasons{
		lang: "zh-CN", territory: "CN",
		facts:     "SOLENNE 商标在第 3 类护肤品上注册，处于有效期内，已核实。两件商品均为护肤品，标题含有 SOLENNA 字样。投诉方称未许可卖家使用。",
		reference: "《商标法》第五十七条第二项",
		explanation: "两标识前六个字母及排列顺序相同，仅末位字母不同，整体读音和字形近似，使用于同一种商品，容易导致混淆。投诉材料齐全，予以受理。" +
			"卖家未在期限内回应的，商品将被删除。",
		relied: []string{"E1", "E2"},
	})

	lips := complaint{
		by: ruoxi, right: pictures, reason: "copyright_images", lang: "zh-CN",
		lines: []string{"QL-88512052 主图与我司产品照片相同"},
		text:  "该商品的主图取自我司 2025 年拍摄的产品照片。",
	}
	t.complain(t.cn.back(16, "14:30"), lips).about(lanxi).rule(t.cn.back(15, "11:25"), wuJing, reasons{lang: "zh-CN", territory: "CN"}, ruling{
		do: ipcase.MoveAskMore, comment: "投诉未说明主图取自登记系列中的哪一幅，也未附原始文件，无法比对。请指明该照片在登记样本中的序号，并上传原始文件或同一次拍摄的其他照片。",
	})
	lips.text = "该商品的主图取自我司登记摄影系列的第 27 幅（口红双色正面图）。裁去了左下角的品牌标识，但膏体切面的反光、桌面纹理与原图完全一致。" +
		"现附第 27 幅原始文件及同一次拍摄的对比图。"
	lips.papers = []paper{{file: "lip-balm.png", name: "第27幅 原始文件.png"}, {file: comparison, name: "主图与第27幅对比.pdf"}}
	t.complain(t.cn.back(3, "17:30"), lips) // no reviewer has looked at it yet, and it is late

	t.complain(t.us.back(12, "21:30"), complaint{
		by: ruoxi, right: pictures, reason: "copyright_images", lang: "zh-CN",
		lines: []string{"QU-70410261 主图为我司精华液照片"},
		text: "该商品的主图即我司登记摄影系列的第 3 幅（精华液正面图），瓶身标签清晰可见。商品本身是补充装，与图中产品不同。" +
			"我司未授权任何人在美国站使用该照片。",
		papers: []paper{{file: "serum.png", name: "第3幅 原始文件.png"}},
	}).about(ridgeline).accept(t.us.back(11, "10:20"), ada, reasons{
		lang: "en", territory: "US",
		facts: "The complainant owns a registered series of product photographs and names number 3 of it. The first picture of the listing is the same photograph, down to the reflections on the bottle. " +
			"The notice holds every element of § 512(c)(3)(A).",
		reference:   "17 U.S.C. §§ 106, 501 and 512(c)(1)(C)",
		explanation: "Showing somebody else’s photograph to sell goods reproduces and displays it, which needs the owner’s leave. The notice is complete, so the listing is removed at once. The seller can send a counter-notification.",
		relied:      []string{"E1"},
	}).counter(t.us.back(8, "15:10"), rebuttal{
		ground: ipcase.GroundMistaken, lang: "en",
		text: "Our photographer took this picture of the bottle that our refill fits. A plain bottle on a plain ground looks much the same whoever takes it. We name the brand only to say what the refill fits. " +
			"The file with its date is added.",
		papers: []paper{{file: "serum.png", name: "Our photograph, with date.png"}, {file: invoice, name: "Invoice of our photographer.pdf", only: true}},
	})
}
