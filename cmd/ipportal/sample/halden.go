package sample

import (
	"time"

	"ipportal/ipcase"
)

// The rights that the agent registers for its principal.
const bottleLoop = "bottle with a loop"

// power is a power of attorney that the agent hands in.
type power struct {
	in         ipcase.RegisterPower
	from, upTo int // days from now
	at         time.Time
	checkedBy  string // "" = it still waits
}

// halden tells of a firm that acts for three others: for one it has filed a
// complaint, one power of attorney waits for a reviewer, and one has ended by
// itself.
func (t *teller) halden() {
	all := []ipcase.RightType{ipcase.Trademark, ipcase.Copyright, ipcase.Design}
	veyra := ipcase.RegisterPower{
		Principal: "Veyra Outdoor AB", Country: "SE", Registration: "559988-7766", ContactName: "Maja Veyra", ContactEmail: "maja@veyra.example",
		RightTypes: all, Acts: ipcase.PowerActs(), Territories: []string{"CN", "EU"},
	}
	begin := t.Now.Add(-history).Add(3 * time.Hour)
	number := t.handInPower(power{in: veyra, from: -200, upTo: 165, at: begin, checkedBy: ben})
	t.handInPower(power{in: ipcase.RegisterPower{
		Principal: "Aldermoor Press Ltd", Country: "GB", Registration: "09988776", ContactName: "Imogen Hartley", ContactEmail: imogen + "@aldermoor.example",
		RightTypes: []ipcase.RightType{ipcase.Copyright}, Acts: []ipcase.PowerAct{ipcase.ActFile, ipcase.ActAnswer}, Territories: []string{"WW"},
	}, from: -380, upTo: -15, at: begin.Add(20 * time.Minute), checkedBy: ada})
	t.handInPower(power{in: ipcase.RegisterPower{
		Principal: "Solveig Leker AS", Country: "NO", Registration: "998 877 112", ContactName: "Solveig Dahl", ContactEmail: "solveig@leker.example",
		RightTypes: all, Acts: []ipcase.PowerAct{ipcase.ActRegister, ipcase.ActFile}, Territories: []string{"EU", "GB", "US"},
	}, from: -3, upTo: 362, at: t.cn.back(1, "16:20")})

	t.need(paper{file: "bottle.png"})
	t.at(begin.Add(30*time.Hour), "registration of "+bottleLoop, func() error { return t.registerFor(number()) })
	t.at(begin.Add(54*time.Hour), "check of "+bottleLoop, func() error {
		return explain(t.Service.CheckRight(t.ctx, t.people[ada], ipcase.CheckRight{Number: t.rights[bottleLoop], Version: 1, Verify: true}))
	})
	t.complain(t.cn.back(4, "15:35"), complaint{
		by: ingrid, right: bottleLoop, reason: "design_appearance", lang: "en",
		lines: []string{"QL-88630013 the loop and the stepped neck"},
		text: "We complain for Veyra Outdoor AB, the owner of the design. The bottle of the listing has the same straight body, the stepped neck and the loop that grows out of the lid in one curve. " +
			"Veyra does not make it in this colour and has not licensed anybody.",
		papers: []paper{{file: comparison, name: "Registered design and the bottle.pdf"}, {file: "bottle.png", name: "Registered design, front.png"}},
	}).about(qingchuan).accept(t.cn.back(2, "13:30"), ada, reasons{
		lang: "en", territory: "CN",
		facts:       "The design is registered for bottles, in force and verified here; the agent’s power of attorney covers it. The pictures of the listing and of the register show the same body, neck and loop.",
		reference:   "Patent Law, Article 11(2)",
		explanation: "The overall appearance is the same to an ordinary buyer of bottles, and colour is not claimed. The notice is complete. If the seller does not respond in time, the listing is removed.",
		relied:      []string{"E1", "E2"},
	})
}

// handInPower plans the handing in of a power of attorney and its check, and gives
// its number once that is known.
func (t *teller) handInPower(p power) (number func() string) {
	known := ""
	day := func(n int) string { return t.Now.AddDate(0, 0, n).Format(time.DateOnly) }
	p.in.ValidFrom, p.in.ValidUntil = day(p.from), day(p.upTo)
	t.need(paper{file: authorisation})
	t.at(p.at, "power of attorney of "+p.in.Principal, func() error {
		a := t.people[ingrid]
		p.in.FormID = ipcase.NewID()
		scan := []paper{{file: authorisation, name: "Power of attorney " + p.in.Principal + ".pdf", only: true}}
		if err := t.add(a, p.in.FormID, "document", ipcase.PurposePower, scan); err != nil {
			return err
		}
		var err error
		known, err = t.Service.RegisterPower(t.ctx, a, p.in)
		return explain(err)
	})
	if p.checkedBy != "" {
		t.at(p.at.Add(26*time.Hour), "check of the power of attorney of "+p.in.Principal, func() error {
			return explain(t.Service.CheckPower(t.ctx, t.people[p.checkedBy], ipcase.CheckPower{Number: known, Version: 1, Verify: true}))
		})
	}
	if p.in.Principal == "Aldermoor Press Ltd" { // which has an account of its own
		t.at(p.at.Add(40*time.Hour), "confirmation of the agent", func() error {
			return explain(t.Service.ConfirmPower(t.ctx, t.people[imogen], known))
		})
	}
	return func() string { return known }
}

// registerFor registers the principal's design.
func (t *teller) registerFor(power string) error {
	a, form := t.people[ingrid], ipcase.NewID()
	v, err := t.Service.ReadAgentPower(t.ctx, a, power)
	if err != nil {
		return explain(err)
	}
	if err := t.add(a, form, "specimen", ipcase.PurposeSpecimen, []paper{{file: "bottle.png", name: "specimen.png"}}); err != nil {
		return err
	}
	if err := t.add(a, form, "certificate", ipcase.PurposeCertificate, []paper{{file: ownCertificate, name: "CNIPA design certificate.pdf"}}); err != nil {
		return err
	}
	t.rights[bottleLoop], err = t.Service.RegisterRight(t.ctx, a, ipcase.RegisterRight{
		FormID: form, Type: ipcase.Design, Office: "CNIPA", RegNumber: "ZL202330996188.4", Title: "Bottle with a carrying loop", Territories: []string{"CN"},
		ValidFrom: "2023-06-20", ValidUntil: "2038-06-19", Principal: v.Principal.PublicID,
		Description: "A bottle with a straight body, a stepped neck, and a carrying loop that grows out of the lid in one curve.",
	})
	return explain(err)
}
