package procedure_test

import (
	"testing"

	"ipportal/ipcase"
)

func TestNumbers(t *testing.T) {
	book := builtin(t)
	for _, c := range []struct {
		office string
		right  ipcase.RightType
		number string
		ok     bool
	}{
		{"EUIPO", ipcase.Trademark, "017867542", true},
		{"EUIPO", ipcase.Trademark, "017 867 542", true},
		{"EUIPO", ipcase.Trademark, "０１７８６７５４２", true}, // full width
		{"EUIPO", ipcase.Trademark, "w01234567", true},
		{"EUIPO", ipcase.Trademark, "17867542", false},
		{"EUIPO", ipcase.Design, "004048098-0004", true},
		{"EUIPO", ipcase.Design, "004048098‑0004", true}, // a hyphen that does not break
		{"EUIPO", ipcase.Design, "004048098–0004", true}, // a dash
		{"EUIPO", ipcase.Design, "004048098", false},
		{"UKIPO", ipcase.Trademark, "UK00003123456", true},
		{"UKIPO", ipcase.Trademark, "UK00917867542", true},
		{"UKIPO", ipcase.Trademark, "UK 0080 1234567", true},
		{"UKIPO", ipcase.Trademark, "3123456", false},
		{"UKIPO", ipcase.Design, "90040480980004", true},
		{"USPTO", ipcase.Trademark, "6123456", true},
		{"USPTO", ipcase.Trademark, "6,123,456", true},
		{"USPTO", ipcase.Trademark, "97/123456", true},
		{"USPTO", ipcase.Trademark, "97/12345", false},
		{"USPTO", ipcase.Patent, "US 11,234,567 B2", true},
		{"USPTO", ipcase.Patent, "D1012345", false},
		{"USPTO", ipcase.Design, "D1012345", true},
		{"USPTO", ipcase.Design, "USD1,012,345S", true},
		{"CNIPA", ipcase.Trademark, "12345678", true},
		{"CNIPA", ipcase.Trademark, "Ｇ1234567", true},
		{"CNIPA", ipcase.Trademark, "123456789", false},
		{"CNIPA", ipcase.Patent, "ZL201010012345.6", true},
		{"CNIPA", ipcase.Patent, "ZL 2003 1 0100002.X", true},
		{"CNIPA", ipcase.Patent, "zl201010012345．x", true},
		{"CNIPA", ipcase.Patent, "ZL201020012345.6", false}, // a utility model's
		{"CNIPA", ipcase.Patent, "CN101234567B", true},
		{"CNIPA", ipcase.UtilityModel, "ZL201020012345.6", true},
		{"CNIPA", ipcase.UtilityModel, "CN212345678U", true},
		{"CNIPA", ipcase.Design, "201030012345.6", true},
		{"CNIPA", ipcase.Design, "CN301234567S", true},
		{"CNIPA", ipcase.Design, "201010012345.6", false},
		{"WIPO", ipcase.Trademark, "1234567A", true},
		{"WIPO", ipcase.Design, "DM 212345", true},
		{"WIPO", ipcase.Design, "DM/212345", true},
		{"WIPO", ipcase.Patent, "PCT/CN2010/001234", true},
		{"WIPO", ipcase.Patent, "CN2010/001234", false},
		{"JPO", ipcase.Trademark, "6123456", true},
		{"JPO", ipcase.UtilityModel, "321234", false},
		{"DPMA", ipcase.Trademark, "30 2019 123 456", true},
		{"DPMA", ipcase.Trademark, "302019123456.7", true},
		{"DPMA", ipcase.Trademark, "398 12 345", true},
		{"DPMA", ipcase.Patent, "DE 10 2012 012 345 B4", true},
		{"DPMA", ipcase.UtilityModel, "DE 20 2019 101 234 U1", true},
		{"DPMA", ipcase.Design, "40 2019 001 234-0001", true},
		{"INPI", ipcase.Trademark, "4123456", true},
		{"INPI", ipcase.Patent, "FR3012345B1", true},
		{"KIPO", ipcase.Trademark, "40-1234567", true},
		{"KIPO", ipcase.Trademark, "40-1234567-0000", true},
		{"KIPO", ipcase.Trademark, "10-1234567", false},
		{"KIPO", ipcase.Patent, "10-1234567", true},
		{"EPO", ipcase.Patent, "EP 3 123 456 B1", true},
		{"EPO", ipcase.Patent, "312345", false},
		{"USCO", ipcase.Copyright, "VA 2-345-678", true},
		{"USCO", ipcase.Copyright, "VAu 1-234-567", true},
		{"USCO", ipcase.Copyright, "TX0002345678", true},
		{"USCO", ipcase.Copyright, "2-345-678", false},
		{"CPCC", ipcase.Copyright, "国作登字-2023-F-00123456", true},
		{"CPCC", ipcase.Copyright, "粤作登字-2023-F-00012345", true},
		{"CPCC", ipcase.Copyright, "2023SR0123456", true},
		{"CPCC", ipcase.Copyright, "2023-F-1", false},
		{"none", ipcase.Copyright, "whatever", true},
		{"EUIPO", ipcase.Trademark, "", true},
		{"EUIPO", ipcase.Trademark, " . ", true},
		{"EUIPO", ipcase.Patent, "no form is known", true},
	} {
		o, found := book.Office(c.office)
		if !found {
			t.Fatalf("no office %s", c.office)
		}
		if ok, example := o.NumberLooksRight(c.right, c.number); ok != c.ok || !ok && example == "" {
			t.Errorf("%s %s %q: %t (example %q)", c.office, c.right, c.number, ok, example)
		}
	}
}

func TestEachTypeOfRightHasItsOfficesAndReasons(t *testing.T) {
	book := builtin(t)
	for _, c := range []struct {
		right            ipcase.RightType
		offices, reasons string
	}{
		{ipcase.Trademark, "CNIPA USPTO EUIPO WIPO UKIPO JPO DPMA INPI KIPO ", "trademark_counterfeit_test_purchase trademark_counterfeit trademark_on_product trademark_in_title trademark_look_alike "},
		{ipcase.Copyright, "USCO CPCC none ", "copyright_images copyright_text copyright_pirated copyright_merchandise "},
		{ipcase.Design, "CNIPA USPTO EUIPO WIPO UKIPO JPO DPMA INPI KIPO ", "design_appearance "},
		{ipcase.Patent, "CNIPA USPTO WIPO UKIPO JPO DPMA INPI KIPO EPO ", "patent_claim "},
		{ipcase.UtilityModel, "CNIPA JPO DPMA INPI KIPO ", "utility_model_claim "},
	} {
		var offices, reasons string
		for _, o := range book.OfficesFor(c.right) {
			offices += o.Code + " "
		}
		for _, r := range book.ReasonsFor(c.right) {
			reasons += r.Code + " "
		}
		if offices != c.offices || reasons != c.reasons {
			t.Errorf("%s: offices %s, reasons %s", c.right, offices, reasons)
		}
	}
	if _, ok := book.Reason("copyright_text"); !ok {
		t.Error("reason not found")
	}
	if _, ok := book.Refusal("not_ip"); !ok {
		t.Error("refusal not found")
	}
	if _, ok := book.Refusal("no_such"); ok {
		t.Error("found what is not there")
	}
}

func TestElementsByReason(t *testing.T) {
	book := builtin(t)
	m, _ := book.Procedure("marketplace", 1)
	for _, c := range []struct{ reason, want string }{
		{"trademark_counterfeit_test_purchase", "right listings explanation contact good_faith accuracy_authority signature test_purchase_order test_purchase_report "},
		{"patent_claim", "right listings explanation contact good_faith accuracy_authority signature comparison_table "},
		{"design_appearance", "right listings explanation contact good_faith accuracy_authority signature comparison_images "},
		{"copyright_text", "right listings explanation contact good_faith accuracy_authority signature "},
	} {
		r, ok := book.Reason(c.reason)
		if !ok {
			t.Fatal(c.reason)
		}
		got := ""
		for _, e := range m.NoticeElementsFor(r.RightType, r, "") {
			got += e.ID + " "
		}
		if got != c.want {
			t.Errorf("%s: %s", c.reason, got)
		}
	}
	// filters, and no writing into the rulebook's own lists
	p := ipcase.Procedure{NoticeElements: []ipcase.Element{
		{ID: "all"}, {ID: "design", RightTypes: []ipcase.RightType{ipcase.Design}}, {ID: "text", Reasons: []string{"copyright_text"}},
	}}
	p.CounterElements = p.NoticeElements[:2]
	r, _ := book.Reason("copyright_text")
	if got := p.NoticeElementsFor(ipcase.Copyright, r, ""); len(got) != 2 || got[1].ID != "text" {
		t.Errorf("%+v", got)
	}
	if got := p.CounterElementsFor(ipcase.Design); len(got) != 2 {
		t.Errorf("%+v", got)
	}
	if got := p.CounterElementsFor(ipcase.Patent); len(got) != 1 {
		t.Errorf("%+v", got)
	}
}
