package sample

import (
	"fmt"
	"time"

	"ipportal/ipcase"
)

// The rights, as the stories name them.
const (
	markCN     = "NORRVIK in China"
	markUS     = "NORRVIK in the United States"
	markEU     = "NORRVIK in the European Union" // waits for a reviewer
	oldMark    = "NORRVIK, the earlier mark"     // has ended while a case is open
	lampDesign = "desk lamp"
	headDesign = "headlamp"
	solenneCN  = "SOLENNE in China" // ends in about six weeks
	pictures   = "SOLENNE's pictures"
	bottle     = "SOLENNE's bottle" // refused
	northFells = "North Fells"
	moorland   = "Moorland Sun"
	pumpHead   = "pump head"
	foldingCN  = "folding tool in China"
	foldingUS  = "folding tool in the United States"
	driver     = "screwdriver handle" // waits for a reviewer
)

// right is what a holder registers.
type right struct {
	name, by  string
	in        ipcase.RegisterRight
	specimen  string
	at        time.Time
	checkedBy string // "" = it still waits
	refusal   string // why it was not accepted
}

// registerRights plans the registration of every right and its check.
func (t *teller) registerRights() {
	t.need(paper{file: ownCertificate})
	start := t.Now.Add(-history).Add(2 * time.Hour)
	for n, r := range t.allRights() {
		if r.specimen != "" {
			t.need(paper{file: r.specimen})
		}
		if r.at.IsZero() {
			r.at = start.Add(time.Duration(n) * 20 * time.Minute)
		}
		t.at(r.at, "registration of "+r.name, func() error { return t.registerRight(r) })
		if r.checkedBy != "" {
			t.at(r.at.Add(26*time.Hour), "check of "+r.name, func() error {
				return explain(t.Service.CheckRight(t.ctx, t.people[r.checkedBy], ipcase.CheckRight{
					Number: t.rights[r.name], Version: 1, Verify: r.refusal == "", Reason: r.refusal,
				}))
			})
		}
	}
}

func (t *teller) registerRight(r right) error {
	a, form := t.people[r.by], ipcase.NewID()
	if r.specimen != "" {
		if err := t.add(a, form, "specimen", ipcase.PurposeSpecimen, []paper{{file: r.specimen, name: "specimen.png"}}); err != nil {
			return err
		}
	}
	if r.in.Office != "none" {
		certificate := []paper{{file: ownCertificate, name: fmt.Sprintf("%s %s.pdf", r.in.Office, r.in.Title)}}
		if err := t.add(a, form, "certificate", ipcase.PurposeCertificate, certificate); err != nil {
			return err
		}
	}
	r.in.FormID, r.in.Owner = form, a.OrgName
	number, err := t.Service.RegisterRight(t.ctx, a, r.in)
	t.rights[r.name] = number
	return explain(err)
}

// allRights are those of every holder. Their numbers are invented.
func (t *teller) allRights() []right {
	return append(t.marks(), t.otherRights()...)
}

func (t *teller) marks() []right {
	mark := func(office, number, title, territory, from, until, description string, classes ...int) ipcase.RegisterRight {
		return ipcase.RegisterRight{
			Type: ipcase.Trademark, Office: office, RegNumber: number, Title: title, Territories: []string{territory},
			NiceClasses: classes, ValidFrom: from, ValidUntil: until, Description: description,
		}
	}
	const word = "specimen-norrvik.png"
	lamps := "The word NORRVIK for headlamps, torches, lanterns and their parts."
	return []right{
		{name: markCN, by: elin, specimen: word, checkedBy: ada, in: mark("CNIPA", "99417203", "NORRVIK", "CN", "2021-05-14", "2031-05-13", lamps, 9, 11)},
		{name: markUS, by: elin, specimen: word, checkedBy: ada, in: mark("USPTO", "9942718", "NORRVIK", "US", "2022-02-08", "2032-02-07", lamps, 9, 11)},
		{
			name: oldMark, by: elin, specimen: word, checkedBy: ben,
			in: mark("CNIPA", "99100846", "NORRVIK", "CN", "2006-03-21", t.cn.day(4), "The earlier registration of the word, for lamps alone.", 11),
		},
		{
			name: markEU, by: elin, specimen: word, at: t.cn.back(1, "16:05"),
			in: mark("EUIPO", "099442907", "NORRVIK", "EU", "2020-10-02", "2030-10-01", lamps, 9, 11),
		},
		{
			name: solenneCN, by: ruoxi, specimen: "specimen-solenne.png", checkedBy: wuJing,
			in: mark("CNIPA", "99238815", "SOLENNE", "CN", "2017-01-07", t.Now.AddDate(0, 0, 42).Format(time.DateOnly),
				"文字商标 SOLENNE，用于护肤品、化妆品。", 3),
		},
	}
}

func (t *teller) otherRights() []right {
	china, states := []string{"CN"}, []string{"US"}
	return []right{
		{name: lampDesign, by: elin, specimen: "specimen-desk-lamp.png", checkedBy: wuJing, in: ipcase.RegisterRight{
			Type: ipcase.Design, Office: "CNIPA", RegNumber: "ZL202330999104.1", Title: "Desk lamp BÅGE", Territories: china,
			ValidFrom: "2023-09-12", ValidUntil: "2038-09-11",
			Description: "A desk lamp whose two parallel rods rise in one curve from an oval foot and carry a shell-shaped shade that is cut off level below.",
		}},
		{name: headDesign, by: elin, specimen: "specimen-headlamp.png", checkedBy: ada, in: ipcase.RegisterRight{
			Type: ipcase.Design, Office: "CNIPA", RegNumber: "ZL202230998417.6", Title: "Headlamp N2", Territories: china,
			ValidFrom: "2022-06-03", ValidUntil: "2037-06-02",
			Description: "A headlamp with a rounded box for the lamp, one round lens set in a dark ring, and a strap that is stitched along its edge. No colour is claimed; the name in the picture is disclaimed.",
		}},
		{name: pictures, by: ruoxi, checkedBy: wuJing, in: ipcase.RegisterRight{
			Type: ipcase.Copyright, Office: "CPCC", RegNumber: "国作登字-2025-F-00998321", Title: "SOLENNE 2025 产品摄影系列", Territories: []string{"WW"},
			ValidFrom: "2025-03-18", Description: "2025 年拍摄的产品照片，共 36 幅，包括精华液、日霜和口红的正面图。",
		}},
		{name: bottle, by: ruoxi, specimen: "serum.png", checkedBy: ben, in: ipcase.RegisterRight{
			Type: ipcase.Design, Office: "CNIPA", RegNumber: "ZL202430997755.3", Title: "精华液瓶", Territories: china,
			ValidFrom: "2024-08-20", ValidUntil: "2039-08-19", Description: "带滴管的精华液瓶，瓶身方正，肩部圆滑。",
		}, refusal: "证书上的专利权人是广州一家包装公司，与登记的权利人不一致。请上传权利转让的登记证明，或该公司出具的授权委托书，再重新登记。"},
		{name: northFells, by: imogen, specimen: "specimen-north-fells.png", checkedBy: ben, in: ipcase.RegisterRight{
			Type: ipcase.Copyright, Office: "USCO", RegNumber: "VA 2-998-412", Title: "North Fells", Territories: []string{"WW"},
			ValidFrom: "2021-04-09", Description: "A poster: two ranges of fells in dark green under a yellow sun, with the title below. Drawn for Aldermoor Press in 2021.",
		}},
		{name: moorland, by: imogen, specimen: "phone-case.png", checkedBy: ben, in: ipcase.RegisterRight{
			Type: ipcase.Copyright, Office: "none", Title: "Moorland Sun", Territories: []string{"WW"},
			ValidFrom: "2022-11-01", Description: "A drawing of orange and ochre peaks with a pale sun on green, sold by Aldermoor Press as a print and on phone cases since 2022.",
		}},
		{name: pumpHead, by: katrin, specimen: "specimen-pump.png", checkedBy: ada, in: ipcase.RegisterRight{
			Type: ipcase.Patent, Office: "USPTO", RegNumber: "US 19,984,117 B2", Title: "Pump head for two kinds of valve", Territories: states,
			ValidFrom: "2020-07-14", ValidUntil: "2038-11-30", ConfirmNumber: true,
			Description: "A pump head with one opening whose sleeve slides to fit either kind of valve, so that the head need not be turned round.",
		}},
		{name: foldingCN, by: katrin, specimen: "specimen-multitool.png", checkedBy: wuJing, in: ipcase.RegisterRight{
			Type: ipcase.UtilityModel, Office: "CNIPA", RegNumber: "ZL202220996302.8", Title: "Folding tool with a locking inlay", Territories: china,
			ValidFrom: "2022-10-25", ValidUntil: "2032-10-24",
			Description: "A folding tool whose inlay slides under the foot of the open blade and locks it.",
		}},
		{name: foldingUS, by: katrin, specimen: "specimen-multitool.png", checkedBy: ada, in: ipcase.RegisterRight{
			Type: ipcase.Patent, Office: "USPTO", RegNumber: "US 19,990,236 B2", Title: "Folding tool with a locking inlay", Territories: states,
			ValidFrom: "2023-05-02", ValidUntil: "2041-02-10", ConfirmNumber: true,
			Description: "A folding tool whose inlay slides under the foot of the open blade and locks it.",
		}},
		{name: driver, by: katrin, specimen: "screwdriver.png", at: t.cn.back(2, "17:20"), in: ipcase.RegisterRight{
			Type: ipcase.UtilityModel, Office: "CNIPA", RegNumber: "ZL202420995518.2", Title: "Screwdriver handle with a turning cap", Territories: china,
			ValidFrom: "2024-12-03", ValidUntil: "2034-12-02", Description: "A handle with a cap that turns on its own, so that the palm holds while the fingers turn.",
		}},
	}
}
