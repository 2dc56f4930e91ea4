package sample

import "ipportal/ipcase"

// loewe tells of a maker of tools with patents in the United States and utility
// models in China.
func (t *teller) loewe() {
	t.foldingTools()
	t.complain(t.us.back(5, "09:00"), complaint{
		by: katrin, right: pumpHead, reason: "patent_claim", lang: "en",
		lines: []string{"QU-70410233 the head of the pump"},
		text: "The pump’s head practises claim 1 of our patent: one opening, a sleeve that slides on it, and a lever that locks the sleeve in either place. " +
			"The listing itself says that the head fits both valves without turning it round. The table goes through the claim feature by feature.",
		papers: []paper{{file: comparison, name: "Claim 1 and the pump.pdf"}, {file: "bike-pump.png", name: "The listing’s picture.png"}},
	}).about(ridgeline).accept(t.us.back(4, "10:15"), ada, reasons{
		lang: "en", territory: "US",
		facts:       "The patent is in force. The table names six features of claim 1 and where each is seen on the pump or said in its text. The lever is not visible in the picture.",
		reference:   "35 U.S.C. § 271(a)",
		explanation: "A product that has every feature of a claim infringes it when it is sold without leave. The table covers every feature, five of them from the listing itself. The notice is complete; whether the head has the lever is for the seller to answer.",
		relied:      []string{"E1", "E2"},
	}).counter(t.us.back(2, "15:35"), rebuttal{
		ground: ipcase.GroundNotInfringing, lang: "en",
		text: "Our head has two openings under one cap and no sleeve that slides. Claim 1 needs the sleeve. The photograph shows the cap taken off. " +
			"The drawing of our supplier is for the reviewer only.",
		papers: []paper{{file: "bike-pump.png", name: "Pump head with the cap off.png"}, {file: comparison, name: "Drawing of our supplier.pdf", only: true}},
	})
	f := t.complain(t.us.back(3, "09:25"), complaint{
		by: katrin, right: foldingUS, reason: "patent_claim", lang: "en",
		lines: []string{"QU-70410240 the tool by itself", "QU-70410241 the same tool in a bundle"},
		text:  "Both listings sell the folding tool with the locking inlay of our patent. The table compares claim 3 with the tool of the first listing.",
		papers: []paper{
			{file: comparison, name: "Claim 3 and the folding tool.pdf"}, {file: "multitool.png", name: "The tool, opened.png"},
		},
	})
	f.about(ridgeline).rule(t.us.back(2, "10:05"), ada, reasons{
		lang: "en", territory: "US",
		facts:     "The patent is in force. The table compares claim 3 with the tool of listing 1 and finds every feature. For the bundle of listing 2 there is no table, and its picture shows the tool closed.",
		reference: "35 U.S.C. § 271(a)",
		explanation: "For listing 1 the notice is complete and goes to the seller. For listing 2 it says that the tool is the same and does not show it; a table for each product is an element of a complaint under a patent. " +
			"The two are therefore treated apart.",
		relied: []string{"E1", "E2"},
	}, ruling{item: 1, do: ipcase.MoveAccept}, ruling{
		item: 2, do: ipcase.MoveAskMore,
		comment: "The picture of the bundle shows the tool closed, so the inlay and the foot of the blade cannot be seen. Add a table for this product, or a picture of it opened.",
	})
	t.complain(t.cn.back(14, "15:55"), complaint{
		by: katrin, right: foldingCN, reason: "utility_model_claim", lang: "en",
		lines:  []string{"QL-88630012 three rivets and a wooden handle"},
		text:   "The handle of the knife is fixed as in our utility model.",
		papers: []paper{{file: comparison, name: "Claim 1 and a folding knife.pdf"}},
	}).about(qingchuan).rule(t.cn.back(13, "11:40"), wuJing, reasons{
		lang: "en", territory: "CN",
		facts:       "Claim 1 is about a folding tool with an inlay that slides and locks. The listing offers a chef’s knife with a fixed blade. The table compares the claim with a folding knife that is not the one listed.",
		reference:   "Patent Law, Article 64(1)",
		explanation: "A fixed blade does not fold and has nothing to lock, so at least three features of the claim are missing. The notice is not accepted; the seller was not told of it.",
	}, ruling{do: ipcase.MoveRefuse, code: "other_product", comment: "The knife of the listing does not fold."})
	t.complain(t.cn.back(1, "16:40"), complaint{
		by: katrin, right: driver, reason: "utility_model_claim", lang: "en",
		lines:  []string{"QL-88420501 the caps of the handles turn"},
		text:   "The four handles have the turning cap of our utility model, which waits here to be checked. The table goes through claim 1.",
		papers: []paper{{file: comparison, name: "Claim 1 and the screwdrivers.pdf"}, {file: "screwdriver.png", name: "The set.png"}},
	})
}

// foldingTools: a case in its second round. The first counter-notification was
// not upheld and the listing removed; the second brings something new.
func (t *teller) foldingTools() {
	t.complain(t.cn.back(15, "16:15"), complaint{
		by: katrin, right: foldingCN, reason: "utility_model_claim", lang: "en",
		lines: []string{"QL-88420500 folding tool with an orange inlay"},
		text: "The tool of the listing has every feature of claim 1: the curved body, the inlay that slides in it, and the foot of the blade under which the inlay locks. " +
			"The table names for each where it is seen.",
		papers: []paper{{file: comparison, name: "Claim 1 and the listed tool.pdf"}, {file: "multitool.png", name: "The listing’s picture.png"}},
	}).about(luminex).accept(t.cn.back(14, "10:30"), wuJing, reasons{
		lang: "en", territory: "CN",
		facts:       "The utility model is in force. The table compares all five features of claim 1 with the tool; three can be seen in the picture of the listing, two were examined on a tool that was bought.",
		reference:   "Patent Law, Article 11(1) and Article 64(1)",
		explanation: "The table covers the whole claim, so the notice is complete. Unless the seller answers in time, the listing is removed.",
		relied:      []string{"E1", "E2"},
	}).
		counter(t.cn.back(12, "15:15"), rebuttal{
			ground: ipcase.GroundNotInfringing, lang: "en",
			text:   "The orange inlay of our tool is glued in for looks and does not slide. It locks nothing.",
			papers: []paper{{file: "multitool.png", name: "Our tool.png"}},
		}).
		answer(t.cn.back(10, "16:00"), reply{
			kind: ipcase.AnswerContest, lang: "en",
			text:   "We bought the tool and took it apart. The inlay slides four millimetres and stands under the foot of the blade when it is open. The report shows each step.",
			papers: []paper{{file: testPurchase, name: "The tool taken apart, with order.pdf"}},
		}).
		rule(t.cn.back(7, "14:45"), ben, reasons{
			lang: "en", territory: "CN",
			facts: "The complainant bought the tool from this listing and photographed it while taking it apart. The inlay slides, and under the open blade it stops the blade’s foot. " +
				"The seller’s picture shows the tool from outside, where this cannot be seen.",
			reference: "Patent Law, Article 11(1) and Article 64(1)",
			explanation: "Every feature of claim 1 is shown by the report, the sliding inlay among them. The seller’s statement that the inlay is glued in is not borne out by any file. " +
				"The complaint is upheld and the listing removed. The seller has attempts left and can answer again with something new.",
			relied: []string{"E1", "E3", "S1"},
		}, alike(ipcase.MoveUpholdComplaint)...).
		counter(t.cn.back(4, "17:40"), rebuttal{
			ground: ipcase.GroundNotInfringing, lang: "en",
			text: "We have something new. The maker sold this tool, with the sliding inlay, in 2021, a year before the utility model was filed. The invoice of that sale is added. " +
				"What was on sale before cannot infringe.",
			papers: []paper{{file: invoice, name: "Invoice of the maker, May 2021.pdf"}},
		}).
		answer(t.cn.back(2, "15:20"), reply{
			kind: ipcase.AnswerContest, lang: "en",
			text:   "The invoice names a folding tool and no inlay. The maker’s catalogue of 2021 shows another tool under this number; the page is added.",
			papers: []paper{{file: comparison, name: "Page 14 of the maker’s catalogue.pdf"}},
		})
}
