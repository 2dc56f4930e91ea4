package present

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/calendar"
)

var update = flag.Bool("update", false, "write the golden files anew")

func sampleProcedure() ipcase.Procedure {
	days := func(n int) ipcase.Window { return ipcase.Window{Amount: n, Unit: calendar.BusinessDay} }
	return ipcase.Procedure{
		ID: "marketplace", Version: 1, Name: ipcase.Text{"en": "Marketplace procedure", "zh-CN": "平台处理程序"},
		Mode: ipcase.NotifyFirst, AfterCounter: ipcase.HolderAnswers, Attempts: 3, AppealMonths: 6,
		Windows: map[ipcase.WindowCode]ipcase.Window{
			ipcase.WindowIntake: days(1), ipcase.WindowReview: days(3), ipcase.WindowNeedsInfo: days(5), ipcase.WindowSellerFirst: days(3),
			ipcase.WindowSellerFurther: days(7), ipcase.WindowHolderAnswer: days(3), ipcase.WindowCourt: days(14),
		},
	}
}

// sampleMail is what each kind of message could hold.
func sampleMail(kind ipcase.MessageKind) ipcase.MailData {
	holder := ipcase.Org{ID: 1, Kind: ipcase.PartyHolder, Name: "Norrvik Optics AB", ContactName: "Astrid Lindqvist", Lang: "en", Zone: "Europe/Stockholm"}
	seller := ipcase.Org{ID: 2, Kind: ipcase.PartySeller, Name: "Haiyun Outdoor", Lang: "zh-CN", Zone: "Asia/Shanghai"}
	due := time.Date(2026, 6, 15, 16, 0, 0, 0, time.UTC)
	d := ipcase.MailData{
		Org: holder, Message: kind, SentAt: time.Date(2026, 6, 10, 1, 12, 0, 0, time.UTC),
		Payload: ipcase.MailPayload{CaseNumber: "IP-2026-000123-7K", ComplaintNumber: "IP-2026-000123", Items: []int{1, 2}},
		Site:    ipcase.Site{Name: "Quaylane"}, ComplainantName: holder.Name, SellerName: seller.Name,
		Right:     ipcase.MailRight{Number: "IPR-2026-000042", Type: ipcase.Trademark, Office: "EUIPO", RegNumber: "099442907", Title: "NORRVIK", Owner: holder.Name},
		Reason:    ipcase.Reason{Label: ipcase.Text{"en": "Look-alike mark", "zh-CN": "近似商标"}},
		ItemCount: 2, Procedure: sampleProcedure(),
		Items: []ipcase.MailItem{
			{Position: 1, Ref: "QL-88201447", Title: "NORVIK style rechargeable headlamp", Lang: "en", State: ipcase.AwaitingSeller},
			{Position: 2, Ref: "QL-88201502", Title: "头灯备用绑带，适用于 Norrvik N2", Lang: "zh-CN", State: ipcase.AwaitingSeller},
		},
	}
	states := func(s ...ipcase.State) {
		for n := range d.Items {
			d.Items[n].State = s[n%len(s)]
		}
	}
	clock := func(code ipcase.WindowCode, estimated bool) {
		d.DueAt, d.WindowCode, d.Window, d.Estimated = &due, code, d.Procedure.Windows[code], estimated
	}
	decision := &ipcase.Decision{
		Kind: ipcase.DecisionNotice, Facts: "The sign NORVIK is printed on the lamp and stands in the title.", GroundKind: ipcase.GroundLaw,
		Reference: "Regulation (EU) 2017/1001, Art. 9(2)(b)", Explanation: "It differs from NORRVIK by one letter, and the goods are identical.",
		Territory: "European Union", Redress: "Either side can appeal free of charge within 6 months.", Lang: "en",
	}
	switch kind {
	case ipcase.MsgComplaint:
		clock(ipcase.WindowSellerFirst, true)
	case ipcase.MsgRemovedFirst, ipcase.MsgRemovedSilence:
		clock(ipcase.WindowSellerFurther, false)
		states(ipcase.Removed)
		d.Decision = decision
	case ipcase.MsgNeedsInfo:
		clock(ipcase.WindowNeedsInfo, true)
		states(ipcase.NeedsInfo)
		d.Items[0].Comment = "The order number of the test purchase is missing. Add it."
	case ipcase.MsgRefused:
		states(ipcase.Rejected)
		d.Items[1].Refusal = ipcase.RefusalCode{
			Label: ipcase.Text{"en": "The comparison shows another product", "zh-CN": "比对显示为其他产品"},
			Cure:  ipcase.Text{"en": "Compare the right with this very listing.", "zh-CN": "请与该商品本身进行比对。"},
		}
		d.Decision = decision
	case ipcase.MsgCountered:
		clock(ipcase.WindowHolderAnswer, true)
		d.CounterGround = ipcase.GroundNotInfringing
	case ipcase.MsgCounterFiled:
		d.CounterGround = ipcase.GroundAuthorised
	case ipcase.MsgAnswered:
		d.Payload.Kind = string(ipcase.AnswerContest)
		states(ipcase.Contested)
	case ipcase.MsgDecided:
		decision.Kind = ipcase.DecisionAdjudication
		d.Decision = decision
		states(ipcase.Upheld, ipcase.Restored)
	case ipcase.MsgEnded:
		d.Payload.Outcome = ipcase.Restored
		states(ipcase.Restored)
	case ipcase.MsgFiled:
		d.Payload.CaseNumber, d.Items, d.SellerName, d.ItemCount, d.SellerCount = "", nil, "", 30, 7
	case ipcase.MsgFixProposed:
		clock(ipcase.WindowHolderAnswer, true)
		states(ipcase.FixProposed)
		d.Payload.Fix, d.Fix = "x", &ipcase.Fix{Words: "We took the mark out of the title and changed the picture.", Lang: "en"}
	case ipcase.MsgFixAnswered:
		clock(ipcase.WindowSellerFirst, true)
		d.Payload.Kind, d.FixReply = string(ipcase.FixRefused), &ipcase.FixReply{Words: "The mark is still in the second picture.", Lang: "en"}
	case ipcase.MsgOffered, ipcase.MsgOfferAnswered, ipcase.MsgSettled, ipcase.MsgSellOff:
		d.Payload.Offer, d.Payload.Kind = "x", string(ipcase.OfferDeclined)
		d.Offer = &ipcase.SettlementOffer{SellOffOn: "2026-07-31", Licence: "None.", Words: "The seller orders no more of them.", Lang: "en", Reply: "Too long for us."}
	case ipcase.MsgLetter:
		d.Payload.Letter, d.Items = "x", nil
		d.Letter = &ipcase.RelayLetter{Words: "Would you change the title?\nThen we withdraw.", Lang: "en"}
	case ipcase.MsgExhibitAsked, ipcase.MsgExhibitOpened, ipcase.MsgExhibitSealed:
		d.Payload.Exhibit, d.Payload.ExhibitName, d.Items = "S2", "tooling invoice.pdf", nil
	case ipcase.MsgReminder:
		clock(ipcase.WindowSellerFirst, false)
		d.Payload.Kind, d.Computation = ipcase.RemindFourFifths, sampleComputation()
	case ipcase.MsgClock:
		clock(ipcase.WindowSellerFirst, false)
		d.Payload.Kind, d.Computation = string(ipcase.PaperStands), sampleComputation()
	case ipcase.MsgLimitNear, ipcase.MsgReappeared:
		d.Org = ipcase.Org{ID: 3, Kind: ipcase.PartyPlatform, Name: "Quaylane IP Protection", Lang: "en", Zone: "Asia/Shanghai"}
		d.Payload = ipcase.MailPayload{CaseNumber: "IP-2026-000123-7K", Items: []int{1}, DueAt: &due, Party: ipcase.PartyPlatform}
		d.Items, d.SellerName, d.Procedure, d.Site, d.Reason, d.Right, d.ComplainantName = nil, "", ipcase.Procedure{}, ipcase.Site{}, ipcase.Reason{}, ipcase.MailRight{}, ""
	case ipcase.MsgRightVerified, ipcase.MsgRightRefused:
		d.Payload = ipcase.MailPayload{RightNumber: "IPR-2026-000042"}
		d.Items, d.SellerName, d.Procedure, d.Site, d.Reason = nil, "", ipcase.Procedure{}, ipcase.Site{}, ipcase.Reason{}
		d.Right.Reason = "The certificate names another owner. Add the deed of transfer."
	case ipcase.MsgIdentityVerified, ipcase.MsgIdentityRefused:
		d.Payload = ipcase.MailPayload{IdentityNumber: "IDC-2026-000007"}
		d.Items, d.SellerName, d.Procedure, d.Site, d.Reason, d.Right, d.ComplainantName = nil, "", ipcase.Procedure{}, ipcase.Site{}, ipcase.Reason{}, ipcase.MailRight{}, ""
		d.Identity = ipcase.IdentityCheck{Number: "IDC-2026-000007", Kind: ipcase.CompanyExtract, Reason: "The extract is two years old. Hand in one of this year."}
	case ipcase.MsgMeasure, ipcase.MsgMeasureEnded, ipcase.MsgMeasureAppeal, ipcase.MsgTierGiven, ipcase.MsgTierLost:
		d.Items, d.SellerName, d.Procedure, d.Site, d.Reason, d.Right, d.ComplainantName = nil, "", ipcase.Procedure{}, ipcase.Site{}, ipcase.Reason{}, ipcase.MailRight{}, ""
		d.Payload = ipcase.MailPayload{Standing: true, Party: ipcase.PartyHolder, DueAt: &due}
		if kind != ipcase.MsgTierGiven && kind != ipcase.MsgTierLost {
			d.Payload = ipcase.MailPayload{Measure: "AM-2026-000003", Party: ipcase.PartySeller}
			d.Measure = ipcase.Measure{
				Number: "AM-2026-000003", Kind: ipcase.MeasureListingsDown, Status: ipcase.MeasureInForce, EndsAt: &due, Facts: "The shop has 37 points from nine cases within a year.",
				GroundKind: ipcase.GroundTerms, Reference: "Marketplace terms, § 9.3", Explanation: "Milder measures have not helped.", Lang: "en",
				Redress: "You can appeal within six months, free of charge.", Answer: "Two of the cases were decided otherwise meanwhile, and the sum is lower.",
			}
			d.MeasureRule.Effect = ipcase.Text{"en": "Every listing of the shop is taken offline, and put back when the measure ends.", "zh-CN": "店铺的全部商品下架，措施结束后恢复。"}
		}
		if kind == ipcase.MsgMeasureAppeal {
			d.Measure.Status = ipcase.MeasureLifted
		}
	case ipcase.MsgAbuseFiled, ipcase.MsgAbuseReported, ipcase.MsgAbuseAnswered, ipcase.MsgAbuseDecided, ipcase.MsgAbuseAppealed, ipcase.MsgAbuseLate:
		d.Items, d.SellerName, d.Procedure, d.Site, d.Reason, d.Right, d.ComplainantName = nil, "", ipcase.Procedure{}, ipcase.Site{}, ipcase.Reason{}, ipcase.MailRight{}, ""
		d.Payload = ipcase.MailPayload{Abuse: "AB-2026-000004", Party: ipcase.PartyHolder}
		if kind == ipcase.MsgAbuseLate {
			d.Org = ipcase.Org{ID: 3, Kind: ipcase.PartyPlatform, Name: "Quaylane IP Protection", Lang: "en", Zone: "Asia/Shanghai"}
			d.Payload.Party = ipcase.PartyPlatform
		}
		days := func(n int) ipcase.Window { return ipcase.Window{Amount: n, Unit: calendar.BusinessDay} }
		d.Abuse = &ipcase.AbuseMail{
			Report: ipcase.AbuseReport{
				Number: "AB-2026-000004", Party: ipcase.PartySeller, OrgID: seller.ID, AgainstOrgID: holder.ID,
				Labels: []ipcase.AbuseLabel{ipcase.AbuseExtortion, ipcase.AbuseTiming}, DueAt: due,
			},
			CaseNumber: "IP-2026-000123-7K", ReporterName: seller.Name, ReportedName: holder.Name, Answer: days(2), Review: days(3),
			Decision: &ipcase.AbuseDecision{
				Findings: []ipcase.AbuseFinding{{Label: ipcase.AbuseExtortion, Found: true}, {Label: ipcase.AbuseTiming}}, Facts: "The letter of 2 June asks for 30,000 yuan so that no complaint is filed.",
				GroundKind: ipcase.GroundTerms, Reference: "Marketplace terms, § 9.9", Explanation: "Who asks for money so that a complaint is not filed uses it as a threat.",
				Redress: "You can appeal within six months, free of charge.", Lang: "en",
			},
		}
	case ipcase.MsgPowerVerified, ipcase.MsgPowerRefused, ipcase.MsgPowerConfirmed, ipcase.MsgPowerEnding, ipcase.MsgPowerEnded, ipcase.MsgPowerRevoked:
		d.Payload = ipcase.MailPayload{PowerNumber: "POA-2026-000007", Kind: string(ipcase.SideAgent)}
		if kind == ipcase.MsgPowerRevoked {
			d.Payload.Kind = string(ipcase.SidePrincipal)
		}
		d.Items, d.SellerName, d.Procedure, d.Site, d.Reason, d.Right, d.ComplainantName = nil, "", ipcase.Procedure{}, ipcase.Site{}, ipcase.Reason{}, ipcase.MailRight{}, ""
		d.Power = &ipcase.MailPower{
			Power: ipcase.Power{
				Number: "POA-2026-000007", ValidFrom: time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC), ValidUntil: time.Date(2026, 6, 24, 0, 0, 0, 0, time.UTC),
				Reason: "The paper names another agent. Hand in the one that names you.", RevokedBy: ipcase.SidePlatform,
			},
			PrincipalName: "Veyra Audio AB", AgentName: "Halden Brand Services", DaysLeft: 14,
		}
	default:
	}
	if toSeller[kind] {
		d.Org = seller
	}
	return d
}

var toSeller = map[ipcase.MessageKind]bool{
	ipcase.MsgComplaint: true, ipcase.MsgRemovedFirst: true, ipcase.MsgRemovedSilence: true, ipcase.MsgCounterFiled: true,
	ipcase.MsgAnswered: true, ipcase.MsgWithdrawn: true, ipcase.MsgDecided: true, ipcase.MsgAppealed: true,
	ipcase.MsgLetter: true, ipcase.MsgReminder: true, ipcase.MsgClock: true, ipcase.MsgFixAnswered: true, ipcase.MsgSellOff: true,
	ipcase.MsgMeasure: true, ipcase.MsgMeasureEnded: true, ipcase.MsgMeasureAppeal: true,
	ipcase.MsgAbuseFiled: true, ipcase.MsgAbuseAnswered: true,
}

// sampleComputation is a window with a weekend and a pause in it.
func sampleComputation() calendar.Computation {
	return calendar.Computation{Zone: "Asia/Shanghai", Steps: []calendar.Step{
		{Day: "2026-06-11", Counted: true},
		{Day: "2026-06-12", Why: calendar.WhyPaused},
		{Day: "2026-06-13", Why: calendar.WhyWeekend},
		{Day: "2026-06-14", Why: calendar.WhyWeekend},
		{Day: "2026-06-15", Counted: true},
	}}
}

// Every kind of message in both languages, as text and as HTML.
func TestMailsAreAsWritten(t *testing.T) {
	for kind := range letters {
		for _, lang := range Languages() {
			d := sampleMail(kind)
			subject, text, html, err := Mail(t.Context(), d, lang, "", "https://ip.quaylane.example", "Quaylane IP Protection")
			if err != nil {
				t.Fatal(err)
			}
			name := string(kind) + "." + lang
			golden(t, name+".txt.golden", "Subject: "+subject+"\n\n"+text)
			golden(t, name+".html.golden", html)
			if strings.ContainsAny(subject, "\r\n") || strings.Contains(text+subject, "%!") {
				t.Errorf("%s is not well formed:\n%s\n%s", name, subject, text)
			}
			href := "https://ip.quaylane.example/"
			if strings.Count(text, href) != 1 || !strings.Contains(html, `href="`+href) {
				t.Errorf("%s does not lead to one page:\n%s", name, text)
			}
			for _, bad := range []string{"<script", "<img", "<link", "<form", "!"} {
				if strings.Contains(strings.ReplaceAll(html, "<!", ""), bad) {
					t.Errorf("%s holds %q", name, bad)
				}
			}
		}
	}
}

// Who, by when with the zone, what otherwise: the message that starts a clock
// says all of it, in the addressee's own zone.
func TestMailSaysByWhen(t *testing.T) {
	_, text, _, err := Mail(t.Context(), sampleMail(ipcase.MsgComplaint), "en", "", "https://ip.quaylane.example", "Quaylane IP Protection")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"Norrvik Optics AB says 2 of your listings infringe its trademark", "Mon 15 June 2026, 24:00 (Asia/Shanghai, UTC+8)",
		"3 working days from the day on which this reaches you", "If you do nothing, the listings are removed then",
		"https://ip.quaylane.example/seller/cases/IP-2026-000123-7K", "because the complaint is about its listings",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

// Each kind has its line inside the portal too.
func TestMessageLines(t *testing.T) {
	for kind := range letters {
		for _, lang := range Languages() {
			r := reader(ipcase.PartySeller, lang)
			line := r.MessageLine(ipcase.Message{Kind: kind, Payload: `{"case":"IP-2026-000123-7K","items":[1,2],"due_at":"2026-06-15T16:00:00Z"}`})
			if line.Subject == "" || line.Subject == r.T("News about your case") || line.Link.Href != "/seller/cases/IP-2026-000123-7K" || !line.Unread {
				t.Errorf("%s in %s: %+v", kind, lang, line)
			}
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "mail", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s differs from what is written now:\n%s", name, got)
	}
}
