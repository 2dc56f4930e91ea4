package sample

import (
	"time"

	"ipportal/ipcase"
)

// adding tells how a record adds up: a second complaint against a shop, left without an
// answer, brings it to the first step of the ladder, where a measure waits for a
// reviewer; and days before a sale to come are guarded.
func (t *teller) adding() {
	t.complain(t.cn.back(13, "10:25"), complaint{
		by: elin, right: markCN, reason: "trademark_counterfeit", lang: "en",
		lines: []string{"QL-88277401 a lamp with our name hangs in the tent"},
		text: "The tent is offered with a lamp “by Norrvik” that hangs from its roof. We make no lamp for tents and have supplied none to this shop. " +
			"The picture of the lamp shows our name in our typeface.",
		papers: []paper{{file: comparison, name: "Our lamps and the lamp in the tent.pdf"}},
	}).about(haiyun).accept(t.cn.back(12, "11:05"), ben, reasons{
		lang: "en", territory: "CN",
		facts:       "The complainant’s list of its lamps shows none of this shape, and it says that it did not supply the shop. The comparison shows the word NORRVIK on the lamp that comes with the tent.",
		reference:   "Trademark Law, Article 57(1)",
		explanation: "A lamp that carries the mark and does not come from its owner infringes the mark, also where it is given along with other goods. Unless the seller answers in time, the listing is removed.",
		relied:      []string{"E1"},
	})
	t.at(t.cn.back(3, "17:00"), "days that are guarded", func() error {
		return t.Service.SetPeakDays(t.ctx, t.people[omar], ipcase.SetPeakDays{
			FormID: ipcase.NewID(), Name: "Spring sale", From: t.Now.Add(10 * 24 * time.Hour).Format(time.DateOnly), Until: t.Now.Add(14 * 24 * time.Hour).Format(time.DateOnly),
		})
	})
}
