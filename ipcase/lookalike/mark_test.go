package lookalike

import (
	"strings"
	"testing"
)

var known = []Known{
	{Name: "Nike Trading BV", Email: "ip@nike.example"},
	{Name: "Microsoft Corporation", Email: "legal@microsoft.example"},
	{Name: "Brand Holding AG", Email: "ip@brand.example"},
	{Name: "Norrvik Optics AB", Email: "ip@norrvik.example", Marks: []string{"NORRVIK"}},
	{Name: "索蓝妮（上海）化妆品有限公司", Email: "legal@solenne.example", Marks: []string{"SOLENNE", "索蓝妮"}},
}

func kinds(marks []Mark) string {
	var all []string
	for _, m := range marks {
		all = append(all, string(m.Kind))
	}
	return strings.Join(all, " ")
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r > '~' || r < ' ' }) < 0
}

func TestMail(t *testing.T) {
	for address, want := range map[string]string{
		"legal@nıke.example":                "like_domain",
		"legal@rnicrosoft.example":          "like_domain",
		"ip@brand.example.evil.example":     "like_domain",
		"ip@brand-example.com":              "like_domain",
		"le\u202egal@other.example":         "turned",
		"le\u200bgal@other.example":         "hidden",
		"ip@norrvіk.example":                "mixed_scripts like_domain", // a Cyrillic і
		"ip@nоrrvik-legal.com":              "mixed_scripts like_domain",
		"ip@norvik.com":                     "like_domain",
		"ip@norrvik.com":                    "like_domain",
		"ip@norrvikk.example":               "like_domain",
		"ip@nirrvok.example":                "",
		"ip@norrvik.example":                "", // the same domain: a colleague
		"ip@mail.norrvik.example":           "",
		"ip@müller.example":                 "",
		"biuro@łódź.example":                "",
		"zhang@海云户外.example":                "",
		"o'neil@oneil.example":              "",
		"somebody@gmail.com":                "",
		"ip@solen.example":                  "",
		"no address":                        "",
		"@":                                 "",
		strings.Repeat("a", 300) + "@x.org": "",
	} {
		marks := Mail(address, known)
		if got := kinds(marks); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
		for _, m := range marks {
			if !isASCII(m.ASCII) {
				t.Errorf("%q is shown as %q", address, m.ASCII)
			}
		}
	}
	if got := ASCIIMail("legal@nıke.example"); got != "legal@xn--nke-qwa.example" && !strings.HasPrefix(got, "legal@xn--nke-") {
		t.Errorf("shown as %s", got)
	}
	if got := ASCIIMail("le\u202egal@other.example"); got != `le\u{202E}gal@other.example` {
		t.Errorf("shown as %s", got)
	}
}

func TestName(t *testing.T) {
	for name, want := range map[string]string{
		"Norvik Optics Ltd":      "like_name",
		"Nоrrvik Optics AB":      "mixed_scripts like_name", // a Cyrillic о
		"NORRVIK Lighting":       "like_name",
		"Norr vik Lighting":      "like_name",
		"Rnicrosoft Corp":        "like_name",
		"Norrvik\u200b Optics":   "hidden like_name",
		"Optics \u202eBA kivrro": "turned",
		"索蓝妮化妆品有限公司":             "like_name",
		"索蓝妮":                    "like_name",
		"Müller":                 "",
		"Łódź":                   "",
		"海云户外":                   "",
		"O'Neil":                 "",
		"O’Neil & Söhne GmbH":    "",
		"ООО Ромашка":            "",
		"ソニー株式会社 Tokyo":          "",
		"LG전자":                   "",
		"شرکت نمونه\u200cها":     "",
		"Ostara Paper GmbH":      "",
		"Nik":                    "",
		"":                       "",
	} {
		if got := kinds(Name(name, known)); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func FuzzMarks(f *testing.F) {
	f.Add("legal@nıke.example")
	f.Add("\xff@\xfe")
	f.Fuzz(func(t *testing.T, s string) {
		for _, m := range append(Name(s, known), Mail(s, known)...) {
			if !isASCII(m.ASCII) {
				t.Errorf("%q is shown as %q", s, m.ASCII)
			}
		}
	})
}
