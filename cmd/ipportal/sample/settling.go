package sample

import (
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/marketplace"
)

// settling tells of matters in which the two sides found a way of their own: a fix
// that was accepted, one that waits for the holder, and a settlement. Among the
// other matters one has an offer on the table, and one a listing that its seller
// has changed and not yet said so.
func (t *teller) settling() {
	notice := reasons{
		lang: "en", territory: "CN",
		facts:       "The mark NORRVIK is registered in China for lamps and their parts. The complainant says that the listing uses it for a lamp that it did not make.",
		reference:   "Trademark Law, Article 57(1)",
		explanation: "The notice names the mark, the goods and where the mark is seen. It is complete; whether it is right is for the seller to answer.",
		relied:      []string{"E1"},
	}
	say := func(line, text string) complaint {
		return complaint{
			by: elin, right: markCN, reason: "trademark_in_title", lang: "en", lines: []string{line}, text: text,
			papers: []paper{{file: comparison, name: "Our lamps and the listed one.pdf"}},
		}
	}
	t.complain(t.cn.back(5, "10:40"), say("QL-88377310 the beam of our N2 in the text",
		"The text of the torch takes over the words with which we describe the beam of our N2, our name among them in the keywords.")).
		about(tianrui).accept(t.cn.back(4, "11:10"), ada, notice).
		fix(t.cn.back(3, "15:05"), "手电筒 自有品牌 900流明", "zh-CN", "已删除关键词和说明中的品牌字样，并改写了标题。").
		answerFix(t.cn.back(2, "10:20"), ipcase.FixAccepted, "")
	t.complain(t.cn.back(3, "10:45"), say("QL-88377311 our name among the keywords",
		"The lantern is found under our name, which stands among its keywords. We do not make lanterns of this kind.")).
		about(tianrui).accept(t.cn.back(2, "11:15"), ada, notice).
		fix(t.cn.back(1, "15:10"), "露营灯 复古造型 可充电", "zh-CN", "已从关键词中删除品牌名称，标题一并修改。")
	t.complain(t.cn.back(9, "10:50"), say("QL-88420730 our name among the keywords",
		"The bike light is found under our name, which stands among its keywords.")).
		about(luminex).accept(t.cn.back(8, "11:20"), ada, notice).
		offer(t.cn.back(7, "16:30"), terms{
			by: luminex, days: 20, words: "We take the name out of the keywords today and sell the thirty lights that are left. We order no more under it.",
		}).
		answerOffer(t.cn.back(6, "11:00"), elin, ipcase.AcceptOffer, "Agreed.")
}

// change is what the seller changes in a case's first listing on the marketplace.
func (m *matter) change(when time.Time, edit func(*marketplace.CatalogueListing)) {
	m.later(when, "change of a listing", func() error {
		v, err := m.view()
		if err != nil {
			return err
		}
		l, err := m.Catalogue.Listing(m.ctx, v.Site.Code, v.Items[0].Snapshot.Ref)
		if err != nil {
			return err
		}
		l.UpdatedAt = when
		edit(&l)
		return m.Catalogue.Update(m.ctx, l)
	})
}

// fix is the seller's change of a case's first listing on the marketplace, and the
// proposal that follows it.
func (m *matter) fix(when time.Time, title, lang, words string) *matter {
	m.change(when, func(l *marketplace.CatalogueListing) { l.Title, l.Lang = title, lang })
	return m.later(when.Add(5*time.Minute), "fix", func() error {
		chosen, err := m.choose([]int{1})
		if err != nil {
			return err
		}
		return m.Service.ProposeFix(m.ctx, m.people[m.shop], ipcase.ProposeFix{
			FormID: ipcase.NewID(), Case: m.caseNumber(), Items: chosen, Words: words, Lang: lang,
		})
	})
}

// answerFix is the holder's yes or no to it.
func (m *matter) answerFix(when time.Time, kind ipcase.FixReplyKind, words string) *matter {
	return m.later(when, "answer to a fix", func() error {
		chosen, err := m.choose(nil)
		if err != nil {
			return err
		}
		return m.Service.AnswerFix(m.ctx, m.people[m.by], ipcase.AnswerFix{Case: m.caseNumber(), Items: chosen, Kind: kind, Words: words, Lang: "en"})
	})
}

// terms are what one side offers, and the days from now until which goods may be
// sold off.
type terms struct {
	by      string
	days    int
	licence string
	words   string
}

func (m *matter) offer(when time.Time, o terms) *matter {
	return m.later(when, "offer to settle", func() error {
		chosen, err := m.choose(nil)
		if err != nil {
			return err
		}
		return m.Service.OfferSettlement(m.ctx, m.people[o.by], ipcase.OfferSettlement{
			FormID: ipcase.NewID(), Case: m.caseNumber(), Items: chosen, SellOffOn: m.Now.AddDate(0, 0, o.days).Format(time.DateOnly), Lang: "en",
			Licence: o.licence, Words: o.words,
		})
	})
}

// answerOffer is the other side's answer to the offer on the table.
func (m *matter) answerOffer(when time.Time, by string, do ipcase.OfferAnswer, words string) *matter {
	return m.later(when, "answer to an offer", func() error {
		chosen, err := m.choose(nil)
		if err != nil {
			return err
		}
		v, err := m.view()
		if err != nil {
			return err
		}
		return m.Service.AnswerSettlement(m.ctx, m.people[by], ipcase.AnswerSettlement{
			Case: m.caseNumber(), Offer: v.OpenOffer().PublicID, Items: chosen, Do: do, Words: words, Lang: "en",
		})
	})
}
