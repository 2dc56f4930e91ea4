package dsa_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase/dsa"
)

func day(s string) time.Time {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return d
}

func removal() dsa.Restriction {
	return dsa.Restriction{
		Puid: "sor-IP-2026-000123-7K-1-4", Effect: dsa.ListingRemoved, Law: true, Ground: "Article 9(2)(a) Regulation (EU) 2017/1001",
		Explanation: "The sign is identical.", Facts: "The pictures show the mark.", RightType: "trademark", Reason: "trademark_counterfeit", Notice: true,
		Lang: "zh-CN", Since: day("2026-01-05"), On: day("2026-02-10"), Scope: []string{"DE"}, Business: true, Automation: dsa.Person,
	}
}

// The fields by which a decision becomes a statement, each as it stands in the JSON.
func TestMapping(t *testing.T) {
	until := day("2026-03-01")
	for name, c := range map[string]struct {
		change func(*dsa.Restriction)
		want   string // of the changed fields
	}{
		"by law": {func(*dsa.Restriction) {}, `"decision_visibility":["DECISION_VISIBILITY_CONTENT_REMOVED"] "decision_ground":"DECISION_GROUND_ILLEGAL_CONTENT"
			"illegal_content_legal_ground":"Article "category_specification":["KEYWORD_TRADEMARK_INFRINGEMENT"] "content_language":"ZH"
			"source_type":"SOURCE_ARTICLE_16" "automated_decision":"AUTOMATED_DECISION_NOT_AUTOMATED" "account_type":"ACCOUNT_TYPE_BUSINESS" "content_type":["CONTENT_TYPE_PRODUCT"]
			"territorial_scope":["DE"] "content_date":"2026-01-05" "application_date":"2026-02-10" "automated_detection":"No" "category":"STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS"`},
		"by terms": {func(r *dsa.Restriction) { r.Law = false }, `"decision_ground":"DECISION_GROUND_INCOMPATIBLE_CONTENT" "incompatible_content_explanation":"The
			!"illegal_content`},
		"pictures":       {func(r *dsa.Restriction) { r.RightType, r.Reason = "copyright", "copyright_images" }, `"content_type":["CONTENT_TYPE_IMAGE","CONTENT_TYPE_PRODUCT"] "category_specification":["KEYWORD_COPYRIGHT_INFRINGEMENT"]`},
		"words":          {func(r *dsa.Restriction) { r.Reason = "trademark_in_title" }, `"content_type":["CONTENT_TYPE_PRODUCT","CONTENT_TYPE_TEXT"]`},
		"utility model":  {func(r *dsa.Restriction) { r.RightType = "utility_model" }, `["KEYWORD_PATENT_INFRINGEMENT"]`},
		"silence":        {func(r *dsa.Restriction) { r.Automation = dsa.Partly }, `"AUTOMATED_DECISION_PARTIALLY"`},
		"tier":           {func(r *dsa.Restriction) { r.Automation = dsa.Nobody }, `"AUTOMATED_DECISION_FULLY"`},
		"own finding":    {func(r *dsa.Restriction) { r.Notice, r.RightType = false, "" }, `"SOURCE_VOLUNTARY" !category_specification !source_identity`},
		"flagger":        {func(r *dsa.Restriction) { r.Trusted = true }, `"SOURCE_TRUSTED_FLAGGER" !source_identity`},
		"natural person": {func(r *dsa.Restriction) { r.Business = false }, `!account_type`},
		"odd language":   {func(r *dsa.Restriction) { r.Lang = "tlh" }, `!content_language`},
		"no new offers":  {func(r *dsa.Restriction) { r.Effect, r.Until = dsa.SellingStopped, &until }, `"decision_provision":"DECISION_PROVISION_PARTIAL_SUSPENSION" "end_date_service_restriction":"2026-03-01" !decision_visibility`},
		"all offline":    {func(r *dsa.Restriction) { r.Effect, r.Until = dsa.ListingsDown, &until }, `["DECISION_VISIBILITY_CONTENT_DISABLED"] "end_date_visibility_restriction":"2026-03-01" "DECISION_PROVISION_TOTAL_SUSPENSION" "end_date_service_restriction":"2026-03-01"`},
		"closed":         {func(r *dsa.Restriction) { r.Effect = dsa.AccountClosed }, `"decision_account":"DECISION_ACCOUNT_TERMINATED" !end_date !decision_visibility`},
	} {
		r := removal()
		c.change(&r)
		s := dsa.Map(r)
		if faults := s.Faults(); len(faults) > 0 {
			t.Errorf("%s: %v", name, faults)
		}
		words, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range strings.Fields(strings.ReplaceAll(c.want, ": ", ":")) {
			want, unwanted := strings.CutPrefix(want, "!")
			if strings.Contains(string(words), want) == unwanted {
				t.Errorf("%s: %s (unwanted: %t) in %s", name, want, unwanted, words)
			}
		}
	}
}

func TestFaults(t *testing.T) {
	before := day("2026-02-09")
	for want, change := range map[string]func(*dsa.Restriction){
		"puid bad_id":                           func(r *dsa.Restriction) { r.Puid = "sor 1" },
		"ground missing":                        func(r *dsa.Restriction) { r.Ground = " " },
		"ground too_long":                       func(r *dsa.Restriction) { r.Ground = strings.Repeat("字", 501) },
		"explanation too_long":                  func(r *dsa.Restriction) { r.Explanation = strings.Repeat("字", 2001) },
		"facts too_long":                        func(r *dsa.Restriction) { r.Facts = strings.Repeat("x", 5001) },
		"territorial_scope missing":             func(r *dsa.Restriction) { r.Scope = nil },
		"decision missing":                      func(r *dsa.Restriction) { r.Effect = "" },
		"automated_decision missing":            func(r *dsa.Restriction) { r.Automation = "" },
		"content_date bad_date":                 func(r *dsa.Restriction) { r.Since = day("1999-12-31") },
		"application_date bad_date":             func(r *dsa.Restriction) { r.On = day("2019-12-31") },
		"end_date_service_restriction bad_date": func(r *dsa.Restriction) { r.Effect, r.Until = dsa.SellingStopped, &before },
	} {
		r := removal()
		change(&r)
		faults := dsa.Map(r).Faults()
		if len(faults) != 1 || faults[0].Field+" "+string(faults[0].Kind) != want {
			t.Errorf("%s: %v", want, faults)
		}
	}
	r := removal()
	r.Ground, r.Explanation, r.Facts = strings.Repeat("字", 500), strings.Repeat("字", 2000), strings.Repeat("字", 5000)
	if faults := dsa.Map(r).Faults(); len(faults) > 0 {
		t.Errorf("at the limits: %v", faults)
	}
}

func TestScope(t *testing.T) {
	for place, n := range map[string]int{"EU": 27, "WW": 27, "DE": 1, "GR": 1, "CN": 0, "US": 0, "NO": 0, "GB": 0, "": 0} {
		if got := dsa.Scope(place); len(got) != n {
			t.Errorf("%q: %v", place, got)
		}
	}
}

func TestPersonalDataIsFound(t *testing.T) {
	known := dsa.Known{
		Names:    []string{"Maja Lindqvist", "Mark Price", "张伟", "Li Na", "Zoë O'Neil"},
		Contacts: []string{"Storgatan 12, 111 23 Stockholm", "08-123 456"}, Orders: []string{"TB-99123"},
	}
	for text, want := range map[string]string{
		"Write to maja@norrvik.example please":      "email maja@norrvik.example",
		"maja (at) norrvik (dot) example":           "email maja (at) norrvik (dot) example",
		"maja＠norrvik.example":                      "email maja＠norrvik.example",
		"Call +46 8 123 45 67 now":                  "phone +46 8 123 45 67",
		"Call 0046812345678":                        "phone 0046812345678",
		"电话13812345678。":                            "phone 13812345678",
		"拨打１３８１２３４５６７８":                             "phone 13812345678",
		"Call 138\u200b1234\u200b5678":              "phone 13812345678",
		"(030) 123 45678":                           "phone (030) 123 45678",
		"tel 555-123-4567":                          "phone 555-123-4567",
		"Order no. 114-3941689-8772232 was bought":  "order Order no. 114-3941689-8772232",
		"订单号：2026051212345":                         "order 订单号：2026051212345",
		"bought as tb-99123":                        "order TB-99123",
		"IBAN SE45 5000 0000 0583 9825 7466":        "account SE45 5000 0000 0583 9825 7466",
		"card 4111 1111 1111 1111":                  "account 4111 1111 1111 1111",
		"ID 11010519491231002X":                     "account 11010519491231002X",
		"from 192.168.17.20":                        "address 192.168.17.20",
		"微信：maja_lin88":                             "address 微信：maja_lin88",
		"as maja lindqvist says":                    "name Maja Lindqvist",
		"as LINDQVIST MAJA says":                    "name Maja Lindqvist",
		"Ms Lindqvist says":                         "name Lindqvist",
		"Mark said so":                              "name Mark",
		"由张伟购买":                                     "name 张伟",
		"by Zoë O'Neil":                             "name Zoë O'Neil",
		"sent to storgatan 12, 111 23 stockholm on": "contact Storgatan 12, 111 23 Stockholm",
	} {
		found := dsa.PersonalData(dsa.Texts{Facts: text}, known)
		if !slices.ContainsFunc(found, func(f dsa.Finding) bool { return f.Field == "facts" && string(f.Kind)+" "+f.Text == want }) {
			t.Errorf("%q: %v, want %s", text, found, want)
		}
	}
	for _, text := range []string{
		"The listing offers goods identical to those covered by the registered mark 018123456 under an identical sign.",
		"Article 9(2)(a) Regulation (EU) 2017/1001", "Notice received on 2026-02-04; seller informed on 2026-02-04 and did not answer within three business days.",
		"Norrvik Optics AB holds EUTM 018 123 456, class 11; price 1,290.00 EUR; 1200 lm.", "The trademark is shown at 12:30, 17 U.S.C. 512(c)(3)(A).",
		"Since 04.02.2026 and 4/2/2026, EUTM 018123456.", "Complaint IP-2026-000123, listing quaylane-eu/8801234.", "该商品使用了与第1234567号注册商标相同的标志。", "", "Marking and pricing are alike; a linden tree.",
		"Civil Procedure Law, Article 103", "§ 2.10 of the terms, version 1.0.3", "Markt and Lindqvister are other words.",
	} {
		if found := dsa.PersonalData(dsa.Texts{Facts: text, Ground: text, Explanation: text}, known); len(found) > 0 {
			t.Errorf("%q: %v", text, found)
		}
	}
}

func FuzzPersonalData(f *testing.F) {
	f.Add("Call +46 8 123 45 67", "Maja Lindqvist")
	f.Add("\xff\xfe张伟", "张伟")
	f.Fuzz(func(t *testing.T, text, name string) {
		for _, found := range dsa.PersonalData(dsa.Texts{Facts: text}, dsa.Known{Names: []string{name}, Contacts: []string{name}, Orders: []string{name}}) {
			if found.Text == "" {
				t.Errorf("%q, %q: %v", text, name, found)
			}
		}
	})
}
