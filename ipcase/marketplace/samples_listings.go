package marketplace

// The categories of the sample listings.
const (
	lamps, straps, tools, kitchen = "Outdoor lamps", "Straps and parts", "Hand tools", "Kitchenware"
	toys, posters, cases, beauty  = "Toys", "Posters and prints", "Phone cases", "Cosmetics"
	camping, bikes, desk, gifts   = "Camping", "Bicycle parts", "Desk lamps", "Gifts"
)

var haiyunListings = []sample{
	{"QL-88201447", lamps, "headlamp-1 headlamp-2", 6800, "en", "NORVIK style rechargeable headlamp, 1200 lm, IPX6", "Rechargeable headlamp with three brightness steps and a red light. IPX6. NORVIK on the front. USB-C cable included."},
	{"QL-88201502", straps, "strap", 900, "en", "Headlamp strap, replacement, fits Norrvik N2 and N3", "Woven replacement strap, 32 mm. Fits the N2 and N3 of Norrvik. Not made by Norrvik."},
	{"QL-88313350", lamps, "headlamp-2 headlamp-1", 6500, "zh-CN", "可充电头灯 户外登山 1200 流明", "USB-C充电，三档亮度，红光模式，IPX6防水。适合登山、夜跑和露营。"},
	{"QL-87990031", gifts, "giftbox headlamp-4", 8800, "en", "Outdoor headlamp gift box with your own logo", "Gift box with a headlamp and a strap. Your logo is printed from 50 boxes. Ask us about Norrvik colours."},
	{"QL-88315107", lamps, "lantern", 5200, "en", "NORVIK camping lantern, foldable, 400 lm", "Foldable lantern with a hook. 400 lm, 12 hours on one charge."},
	{"QL-88290814", lamps, "headlamp-4", 5900, "en", "Headlamp 1000 lm, yellow strap, USB-C", "Plain headlamp without a maker's name. 1000 lm, USB-C."},
	{"QL-88277365", lamps, "torch", 4500, "en", "Hand torch 900 lm, belt clip", "Aluminium hand torch with a belt clip. Norrvik quality at a fair price."},
	{"QL-88277401", camping, "tent", 39900, "zh-CN", "双人自动帐篷 三季 防雨 2000mm", "双人自动速开帐篷，外帐防雨2000mm，附地钉和收纳袋。"},
	{"QL-88277402", camping, "backpack", 21900, "en", "Trekking backpack 38 l, rain cover", "38 l backpack with hip belt and rain cover, 1.2 kg."},
}

var luminexListings = []sample{
	{"QL-88420116", lamps, "headlamp-1", 6200, "en", "NORVIK rechargeable headlamp 1500 lm", "1500 lm, rechargeable. Word NORVIK on the lamp. Two straps in the box."},
	{"QL-88420117", lamps, "headlamp-2", 6600, "en", "NORVIK headlamp with red light mode", "Headlamp with red light mode for the night. USB-C."},
	{"QL-88431004", lamps, "headlamp-2", 6500, "en", "Headlamp with red light mode, new batch", "Headlamp with red light mode for the night. USB-C. New batch."},
	{"QL-88420390", lamps, "lantern", 4500, "en", "Norvik camping lantern foldable", "Lantern with foldable handle, three steps of light."},
	{"QL-88420412", lamps, "headlamp-3", 9800, "en", "TRAILBEAM dual headlamp, two lenses", "Our own TRAILBEAM headlamp with a wide and a narrow lens."},
	{"QL-88420500", tools, "multitool", 7900, "en", "Folding multitool, orange inlay, 11 functions", "Stainless folding tool with an orange inlay and a curved body. 11 functions."},
	{"QL-88420501", tools, "screwdriver", 3900, "zh-CN", "螺丝刀套装 四支 防滑手柄", "铬钒钢四支套装，防滑手柄，一字与十字。"},
	{"QL-88420730", bikes, "bike-light", 5600, "zh-CN", "自行车前灯 800流明 充电款", "自行车前灯，铝合金外壳，Type-C充电，800流明。"},
	{"QL-88420731", desk, "desk-lamp", 12900, "zh-CN", "护眼台灯 弧形灯臂 三色温", "弧形灯臂，触控调光，三种色温，适合阅读和办公。"},
}

var tianruiListings = []sample{
	{"QL-88377012", lamps, "headlamp-3", 10200, "en", "TRAILBEAM dual headlamp, compatible with Norrvik mounts", "Dual headlamp. The plate at the back fits helmet mounts of Norrvik. Made by Tianrui."},
	{"QL-88377015", straps, "strap", 700, "en", "Norrvik N2 strap OEM", "Strap for the N2, straight from the weaving mill."},
	{"QL-88377101", lamps, "headlamp-4", 7200, "en", "Norrvik type headlamp yellow", "Headlamp of the Norrvik type in yellow. 1000 lm."},
	{"QL-88377230", desk, "desk-lamp", 15900, "zh-CN", "学习台灯 弯臂 无极调光", "弯臂设计，无极调光，底座稳固，学生宿舍适用。"},
	{"QL-88377231", desk, "desk-lamp", 18900, "zh-CN", "弧线落地阅读灯 白色", "弧线造型，暖光，附遥控器。"},
	{"QL-88377232", desk, "desk-lamp", 9900, "zh-CN", "折叠台灯 夹子款 宿舍床头", "夹子款折叠台灯，USB供电，三档亮度。"},
	{"QL-88377310", lamps, "torch", 3800, "zh-CN", "强光手电筒 远射 铝合金 900流明", "航空铝机身，900流明，远射200米，含腰带夹。"},
	{"QL-88377311", lamps, "lantern", 4900, "zh-CN", "露营灯 复古马灯 可充电", "复古外形，可充电，暖光，续航12小时。"},
}

var lanxiListings = []sample{
	{"QL-88512003", lamps, "headlamp-1", 3900, "zh-CN", "NORVIK 同款头灯 批发 一件代发", "同款头灯，支持一件代发，量大从优。"},
	{"QL-88512004", straps, "strap", 450, "zh-CN", "头灯带 替换松紧带 适用 Norrvik N2/N3", "替换松紧带，宽32毫米，适用N2和N3型号。"},
	{"QL-88512050", beauty, "serum", 4900, "zh-CN", "SOLENNA 玫瑰精华液 30ml", "玫瑰精华液，滋润保湿，滴管设计，30ml。"},
	{"QL-88512051", beauty, "cream", 5900, "zh-CN", "SOLENNA 日霜 50g 保湿", "日霜，轻盈质地，50g玻璃瓶装。"},
	{"QL-88512052", beauty, "lip-balm", 2900, "zh-CN", "丝绒口红 两色套装", "丝绒质地，两色套装，不易掉色。"},
	{"QL-88512110", cases, "phone-case", 1900, "zh-CN", "插画手机壳 山峦落日 全包防摔", "山峦落日插画，全包软边，防摔。"},
	{"QL-88512111", cases, "phone-case-clear", 1500, "zh-CN", "透明磁吸手机壳 防黄", "透明硬壳，支持磁吸，抗黄处理。"},
	{"QL-88512120", toys, "plush", 3900, "zh-CN", "小狐狸毛绒玩具 30厘米", "短毛绒小狐狸，30厘米，可机洗。"},
}

var qingchuanListings = []sample{
	{"QL-88630010", kitchen, "kettle", 16900, "zh-CN", "手冲咖啡壶 不锈钢 1.2升", "304不锈钢，1.2升，长嘴手冲壶，适用电磁炉。"},
	{"QL-88630011", kitchen, "pan", 13900, "zh-CN", "木柄铸铁煎锅 26厘米", "铸铁煎锅，木质手柄，26厘米，无涂层。"},
	{"QL-88630012", kitchen, "knife", 9900, "zh-CN", "家用主厨刀 木柄 三铆钉", "不锈钢刀身，木柄三铆钉，长20厘米。"},
	{"QL-88630013", kitchen, "bottle", 6900, "zh-CN", "保温杯 提环款 500毫升", "316不锈钢内胆，提环杯盖，500毫升。"},
	{"QL-88630020", gifts, "mug", 3900, "zh-CN", "北境山峦 陶瓷马克杯 350毫升", "陶瓷马克杯，山峦落日图案，350毫升，可用洗碗机。"},
	{"QL-88630021", posters, "poster", 2900, "zh-CN", "装饰画 北境山峦 NORTH FELLS 40×60", "客厅装饰画，40×60厘米，含画框。"},
	{"QL-88630022", gifts, "tote", 3500, "zh-CN", "帆布袋 NORTH FELLS 印花", "加厚帆布，山峦印花，可肩背。"},
	{"QL-88630034", lamps, "torch", 8900, "zh-CN", "强光手电 NORRVIK 北欧风 900流明", "900流明，可充电，附腰夹。北欧风设计。"},
	{"QL-88630030", desk, "desk-lamp", 13900, "zh-CN", "北欧风台灯 弧形灯臂", "弧形灯臂，暖白光，床头和书桌两用。"},
}

var portoListings = []sample{
	{"QU-70102934", lamps, "torch", 2990, "en", "Hand torch 900 lm Norrvik quality", "Strong hand torch with belt clip. Ships from Porto in two days."},
	{"QU-70102951", gifts, "giftbox torch headlamp-3", 4900, "en", "Gift set, headlamp and torch", "A headlamp and a hand torch in one box, with a card of your choice."},
	{"QU-70102960", lamps, "headlamp-2", 3490, "en", "Headlamp NORRVIK N3, green, new in box", "Original N3, bought from the distributor in Norway. Invoice on request."},
	{"QU-70102975", camping, "tent", 12900, "en", "Two-person tent, orange, 2.1 kg", "Three-season tent for two, with pegs and repair kit."},
	{"QU-70102980", camping, "bottle", 2450, "en", "Steel bottle 0.5 l with carrying loop", "Keeps tea hot for eight hours."},
}

var mapleListings = []sample{
	{"QU-70311201", posters, "poster", 2400, "en", "Poster “North Fells”, 50 × 70 cm", "Matt print of mountains under a yellow sun. 200 g paper, in a tube."},
	{"QU-70311202", posters, "poster-2", 2400, "en", "Poster “Harbour Light”, 50 × 70 cm", "Our own drawing, printed in Madison on 200 g paper."},
	{"QU-70311203", gifts, "mug", 1650, "en", "Mug with mountains and yellow sun", "Stoneware, 12 oz. Print goes all the way round."},
	{"QU-70311204", gifts, "tote", 1900, "en", "Canvas tote bag “North Fells”", "Heavy canvas with a print of the fells."},
	{"QU-70311205", cases, "phone-case", 2150, "en", "Phone case, desert mountains, drawn by us", "Soft edge, hard back. The drawing is by Dana Whitlock."},
	{"QU-70311206", cases, "phone-case-clear", 1500, "en", "Clear magnetic phone case", "Clear back that does not turn yellow, with magnet ring."},
	{"QU-70311207", posters, "poster", 5900, "en", "North Fells, framed print, oak", "Framed print in oak, 16 × 24 in."},
}

var ridgelineListings = []sample{
	{"QU-70410233", bikes, "bike-pump", 3890, "en", "Floor pump with gauge, fits both valves", "Steel floor pump, 160 psi, gauge in the foot. The head fits both valves without turning it round."},
	{"QU-70410234", bikes, "bike-light", 2990, "en", "Front bike light 800 lm, USB-C", "Clamp fits bars of 22 to 35 mm. Charge indicator."},
	{"QU-70410240", tools, "multitool", 4490, "en", "Ridgeline folding tool, 11 functions", "Curved folding tool in stainless steel, orange inlay."},
	{"QU-70410241", tools, "multitool knife", 5990, "en", "Tool and knife bundle for the trail", "Folding tool and a full-tang knife in one bundle."},
	{"QU-70410242", tools, "screwdriver", 2190, "en", "Screwdriver set, four pieces", "Chrome vanadium, two slotted and two cross-head."},
	{"QU-70410250", toys, "robot", 3290, "en", "Wind-up robot, tin, 20 cm", "Tin robot with a key. For collectors; not for children under three."},
	{"QU-70410251", toys, "blocks", 2690, "en", "Wooden blocks, 40 pieces, five shapes", "Beech wood, water-based colours, cotton bag."},
	{"QU-70410252", toys, "plush", 2290, "en", "Plush fox, 12 in", "Soft fox, washable at 30 °C."},
	{"QU-70410260", kitchen, "pan", 3990, "en", "Cast-iron pan, wooden handle, 10 in", "Pre-seasoned cast iron; the handle comes off for the oven."},
	{"QU-70410261", beauty, "serum", 1890, "en", "Face serum, rose, 1 fl oz, SOLENNE compatible refill", "Refill with pipette. Fits the bottle of Solenne."},
}

var portoListingsEU = []sample{
	{"QE-50100211", gifts, "tote", 1990, "en", "Hiking tote “North Fells”, cotton", "Cotton bag for the hut or the beach, printed on one side."},
	{"QE-50100212", gifts, "mug", 1490, "en", "Camp mug with the northern fells", "Stoneware mug, 350 ml. The picture goes round it."},
	{"QE-50100213", camping, "backpack", 8900, "en", "Day pack 22 l, with rain cover", "Light pack with a back that breathes."},
}

var neelamListings = []sample{
	{"QN-60200101", cases, "phone-case", 49900, "en", "Phone case “Desert peaks”, printed to order", "Printed in Bengaluru for forty models. Soft edge."},
	{"QN-60200102", posters, "poster", 59900, "en", "Wall print, mountains and yellow sun, A2", "Matt paper, 200 g, sent in a tube."},
	{"QN-60200103", posters, "poster-2", 59900, "en", "Wall print “Red tide”, A2", "Our own drawing, on matt paper."},
}
