package procedure_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ipportal/ipcase/procedure"
)

func read(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("files", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Each mistake is made alone in a file that was right, and is found alone, with
// its field and with what is allowed.
func TestEveryKindOfMistake(t *testing.T) {
	const market, dmca, reasons, refusals, offices = "marketplace.yaml", "us-dmca-512.yaml", "reasons.yaml", "refusals.yaml", "offices.yaml"
	for _, c := range []struct{ name, file, old, now, want string }{
		// shape
		{"unknown field", market, "attempts: 3", "attempts: 3\ntries: 4", `tries: unknown field "tries"; allowed here: id, version`},
		{"unknown field inside", market, "    unit: business_day\n    starts: receipt\n", "    unit: business_day\n    start: receipt\n    starts: receipt\n", `windows.intake.start: unknown field "start"; allowed here: amount, unit, starts, silence, latest, cite`},
		{"field twice", market, "attempts: 3", "attempts: 3\nattempts: 4", "attempts: stands here twice; first on line"},
		{"field missing", market, "attempts: 3 ", "# attempts: 3 ", "attempts: is missing; it must be a whole number; 0 = no limit"},
		{"a list where a word belongs", market, "id: marketplace", "id: [marketplace]", "id: must be words; it is a list"},
		{"a word where fields belong", market, "  holder_to_seller:\n    at:\n      notice_accepted: [organisation, agent, country, name, email]\n      court_action: [registration, address] # who sues says where papers can be served\n    relay: [name, email]\n", "  holder_to_seller: all\n", `disclosure.holder_to_seller: must have the fields at, relay; it is "all"`},
		{"a word where a list belongs", market, "right_types: []", "right_types: design", `right_types: must be a list; it is "design"`},
		{"empty field", market, "mode: notify_first", "mode:", "mode: must be mode, one of notify_first, remove_first, remove_wait; it is empty"},
		{"not YAML", market, "id: marketplace", "id: [marketplace", "is not YAML: "},
		{"two documents", market, "appeal_months: 6", "appeal_months: 6\n---\nid: x", "holds more than one document"},
		{"alias", market, "id: marketplace", "id: &x marketplace", "anchors (&) and aliases (*) are not used"},
		// head
		{"id form", market, "id: marketplace", "id: Market Place", `id: "Market Place" must be written like us-dmca-512`},
		{"version", market, "version: 1", "version: 0", "version: must be 1 or more; it is 0"},
		{"version as words", market, "version: 1", "version: one", `version: must be a whole number, 1 or more; it is "one"`},
		{"day", market, "valid_from: 2025-01-01", "valid_from: 2025-02-30", `valid_from: must be a day such as 2026-01-31; it is "2025-02-30"`},
		{"right type", market, "right_types: []", "right_types: [trade_mark]", `right_types[0]: unknown type of right "trade_mark"; allowed: trademark, copyright, design, patent, utility_model`},
		{"territory", market, "territories: []", "territories: [China]", `territories[0]: "China" must be written like CN, EU or WW`},
		{"territory NO", market, "territories: []", "territories: [SE, no]", `territories[1]: "no" must be written like CN, EU or WW`},
		{"mode", market, "mode: notify_first", "mode: ask_first", `mode: unknown mode "ask_first"; allowed: notify_first, remove_first, remove_wait`},
		{"after counter", market, "after_counter: holder_answers", "after_counter: coin", `after_counter: unknown way on from a counter-notification "coin"; allowed: holder_answers, court_wait, reviewer_decides, no_counter`},
		{"attempts", market, "attempts: 3", "attempts: -1", "attempts: must be 0 or more; it is -1"},
		{"boolean", market, "counter_after_end: false", "counter_after_end: never", `counter_after_end: must be true or false; it is "never"`},
		{"calendar", market, `calendar: ""`, "calendar: FR", `calendar: unknown calendar "FR"; allowed: CN, EU, IN, JP, UK, US, or "" for the site's`},
		{"appeal months", market, "appeal_months: 6", "appeal_months: 5", "appeal_months: must be 6 or more; it is 5"},
		// texts
		{"no Chinese", market, "  zh-CN: 平台处理程序\n", "", "name.zh-CN: the Chinese text is missing"},
		{"no English", market, "  en: Marketplace procedure\n", "", "name.en: the English text is missing"},
		{"empty text", market, "  en: Marketplace procedure\n", "  en: \"  \"\n", "name.en: must not be empty"},
		{"other language", market, "  zh-CN: 平台处理程序\n", "  zh-CN: 平台处理程序\n  zh: 平台\n", `name.zh: unknown language "zh"; allowed: en, zh-CN`},
		{"one text for all", market, "  en: Marketplace procedure\n  zh-CN: 平台处理程序\n", "  Marketplace procedure\n", "name: must be a text in English and Chinese (en, zh-CN); it is"},
		// windows
		{"window of the mode", market, cut(t, market, "  seller_first:", "  seller_further:"), "", "windows.seller_first: is missing; mode notify_first needs it"},
		{"window after a counter", market, cut(t, market, "  holder_answer:", "\nnotice_elements:"), "", "windows.holder_answer: is missing; after_counter holder_answers needs it"},
		{"window of all", market, cut(t, market, "  needs_info:", "  seller_first:"), "", "windows.needs_info: is missing; every procedure needs it"},
		{"window that never runs", dmca, "  court:\n", "  seller_first: {amount: 3, unit: hour, starts: delivery, silence: removed, cite: {law: a, section: b}}\n  court:\n", "windows.seller_first: never runs in mode remove_first; leave it out"},
		{"court window without wait", market, "windows:\n", "windows:\n  court: {amount: 3, unit: hour, starts: receipt, silence: restored, cite: {law: a, section: b}}\n", "windows.court: never runs with after_counter holder_answers; leave it out"},
		{"unknown window", market, "windows:\n", "windows:\n  lunch: {amount: 1}\n", `windows.lunch: unknown field "lunch"; allowed here: intake, review, delivery, needs_info`},
		{"amount", market, "    amount: 7", "    amount: 0", "windows.seller_further.amount: must be 1 or more; it is 0"},
		{"negative amount", market, "    amount: 7", "    amount: -7", "windows.seller_further.amount: must be 1 or more; it is -7"},
		{"broken amount", market, "    amount: 7", "    amount: 7.5", `windows.seller_further.amount: must be a whole number, 1 or more; it is "7.5"`},
		{"endless amount", market, "    amount: 7", "    amount: 10001", "windows.seller_further.amount: must be 10000 or less; it is 10001"},
		{"unit", dmca, "    unit: calendar_day", "    unit: week", `windows.seller_further.unit: unknown unit "week"; allowed: business_day, calendar_day, hour`},
		{"start", dmca, "    starts: sending", "    starts: payment", `windows.delivery.starts: unknown start of this window "payment"; allowed: sending`},
		{"silence leads nowhere", market, "    silence: lapsed", "    silence: upheld", "windows.needs_info.silence: the moves do not let silence lead to upheld from here; allowed: lapsed"},
		{"silence to no state", market, "    silence: lapsed", "    silence: gone", `windows.needs_info.silence: unknown state "gone"; allowed: lapsed`},
		{"silence missing", market, "    silence: lapsed\n", "", "windows.needs_info.silence: is missing; it must be one of lapsed"},
		{"silence of a target", market, "  review:\n", "  review:\n    silence: restored\n", "windows.review.silence: the window review acts on nothing, it only ages; leave silence out"},
		{"latest too early", dmca, "    latest: 14", "    latest: 9", "windows.court.latest: is 9, less than amount (10); it must be the later limit"},
		{"latest elsewhere", market, "    amount: 7", "    amount: 7\n    latest: 9", "windows.seller_further.latest: only the window court has an outer limit"},
		{"window's citation", dmca, "    cite: {law: 17 U.S.C., section: § 512(g)(2)(C)}\n", "", "windows.court.cite: is missing; it must be where the rule stands (law, section)"},
		{"half a citation", dmca, "    cite: {law: 17 U.S.C., section: § 512(g)(2)(C)}\n", "    cite: {law: 17 U.S.C.}\n", "windows.court.cite.section: is missing; it must be its section"},
		// elements
		{"element kind", dmca, "    kind: right", "    kind: work", `notice_elements[1].kind: unknown kind of element for a notice "work"; allowed: statement, signature, contact, text, evidence, listings, right`},
		{"two ids", dmca, "  - id: jurisdiction", "  - id: service", `counter_elements[5].id: "service" is used twice; first on line`},
		{"two signatures", market, "  - id: good_faith\n    kind: statement\n    required: true\n    label: {en: Good faith, zh-CN: 善意声明}\n    statement:\n      en: >-\n        I believe in good faith that the use", "  - id: good_faith\n    kind: contact\n    required: true\n    label: {en: Good faith, zh-CN: 善意声明}\n    hint:\n      en: >-\n        I believe in good faith that the use", "notice_elements[4].kind: a notice holds one element of kind contact; the first is on line"},
		{"statement without words", dmca, cut(t, dmca, "    statement:\n      en: >-\n        I will accept", "    cure:\n      en: Tick the statement about service"), "", "counter_elements[5].statement: is missing; an element of kind statement needs the exact words to be ticked"},
		{"statement in one language", dmca, "      zh-CN: 本人将接受依据第512(c)(1)(C)条提交通知的人或其代理人送达的法律文书。\n", "", "counter_elements[5].statement.zh-CN: the Chinese text is missing"},
		{"words of no statement", dmca, "    required: false # the statute does not ask for it\n    label: {en: Why", "    required: false\n    statement: {en: a, zh-CN: b}\n    label: {en: Why", "counter_elements[6].statement: only an element of kind statement has words to be ticked; this one is of kind text"},
		{"no cure", dmca, cut(t, dmca, "    cure:\n      en: Choose at least one listing.", "    cite: {law: 17 U.S.C., section: § 512(g)(3)(B)}"), "", "counter_elements[1].cure: is missing; a required element says how to supply it"},
		{"element's citation", dmca, "    cite: {law: 17 U.S.C., section: § 512(g)(3)(B)}\n", "", "counter_elements[1].cite: is missing"},
		{"required not said", dmca, "    required: false # the statute does not ask for it\n    label: {en: Why", "    label: {en: Why", "counter_elements[6].required: is missing; it must be true or false"},
		{"unknown reason", dmca, "    required: false # the statute does not ask for it\n    label: {en: What", "    required: false\n    reasons: [copyright_images, stolen]\n    label: {en: What", `notice_elements[6].reasons[1]: unknown reason "stolen"; allowed: trademark_counterfeit_test_purchase, `},
		{"element's right type", dmca, "    required: false # the statute does not ask for it\n    label: {en: What", "    required: false\n    right_types: [music]\n    label: {en: What", `notice_elements[6].right_types[0]: unknown type of right "music"`},
		{"notice without listings", dmca, cut(t, dmca, "  - id: listings\n    kind: listings\n    required: true\n    label: {en: The material and where it is,", "  - id: contact\n    kind: contact\n    required: true\n    label: {en: How"), "", "notice_elements: an element of kind listings is missing; a notice needs it"},
		{"right in a counter", dmca, "    kind: listings\n    required: true\n    label: {en: The material and where it was", "    kind: right\n    required: true\n    label: {en: The material and where it was", `counter_elements[1].kind: unknown kind of element for a counter-notification "right"`},
		// the rest
		{"disclosure", market, "agent, country, name, email]", "agent, country, passport]", `disclosure.holder_to_seller.at.notice_accepted[3]: unknown contact field "passport"; allowed: organisation, agent, country, registration, name, email, phone, address`},
		{"disclosure twice", market, "agent, country, name, email]", "agent, country, name, name]", `disclosure.holder_to_seller.at.notice_accepted[4]: "name" is used twice`},
		{"disclosure at no event", market, "      counter_filed: [country", "      counter_read: [country", `disclosure.seller_to_holder.at.counter_read: unknown field`},
		{"no legal basis", market, "legal_basis:\n  - {law: Marketplace terms, section: §§ 1–5}", "legal_basis: []", "legal_basis: must name at least one law or contract"},
		// lists
		{"reason twice", reasons, "code: copyright_text", "code: copyright_images", `reasons[6].code: "copyright_images" is used twice; first on line`},
		{"reason's type", reasons, "right_type: design", "right_type: shape", `reasons[9].right_type: unknown type of right "shape"; allowed: trademark,`},
		{"reason's text", reasons, "      zh-CN: 请引用被盗用的文字，并说明原文出处。\n", "", "reasons[6].requires.zh-CN: the Chinese text is missing"},
		{"reason's element", reasons, "        kind: text", "        kind: contact", `reasons[0].elements[0].kind: unknown kind of element for a reason "contact"; allowed: statement, text, evidence`},
		{"refusal without cure", refusals, "    cure:\n      en: Give the exact web address or number of each listing.\n      zh-CN: 请提供每个商品的准确网址或商品编号。\n", "", "refusals[2].cure: is missing"},
		{"refusal twice", refusals, "code: prior_sale", "code: not_ip", `refusals[7].code: "not_ip" is used twice`},
		{"refusal's code", refusals, "code: prior_sale", "code: Prior sale", `refusals[6].code: "Prior sale" must be written like element_missing`},
		{"office's code", offices, "code: EUIPO", "code: euipo", `offices[2].code: "euipo" must be written like EUIPO`},
		{"pattern", offices, `'^W\d{8}$'`, `'^W(\d{8}$'`, "offices[2].patterns.trademark[1]: is not a regular expression: "},
		{"loose pattern", offices, `'^W\d{8}$'`, `'W\d{8}'`, "offices[2].patterns.trademark[1]: \"W\\\\d{8}\" must begin with ^ and end with $"},
		{"example", offices, "design: 004048098-0004", "design: 4048098-x", `offices[2].examples.design: "4048098-x" fits none of patterns.design`},
		{"no example", offices, "      design: 004048098-0004\n", "", "offices[2].examples.design: is missing; patterns.design needs an example that fits it"},
		{"example of nothing", offices, "      design: 004048098-0004\n", "      design: 004048098-0004\n      patent: \"1\"\n", "offices[2].examples.patent: has no patterns beside it"},
		{"pattern's type", offices, "      copyright: []", "      music: []", `offices[12].patterns.music: unknown field "music"; allowed here: trademark, copyright`},
		{"empty list", refusals, read(t, refusals), "refusals: []\n", "refusals: must not be empty"},
		{"empty file", refusals, read(t, refusals), "# nothing\n", "refusals.yaml:1: the file is empty"},
	} {
		t.Run(c.name, func(t *testing.T) {
			good := read(t, c.file)
			at := strings.Index(good, c.old)
			if at < 0 {
				t.Fatalf("%q is not in %s", c.old, c.file)
			}
			bad := good[:at] + c.now + good[at+len(c.old):]
			got := procedure.Check(c.file, []byte(bad))
			if len(got) != 1 {
				t.Fatalf("want one problem, got %d:\n%s", len(got), procedure.Problems(got).Error())
			}
			if !strings.Contains(got[0].String(), c.want) {
				t.Errorf("got  %s\nwant %s", got[0], c.want)
			}
			if got[0].Line == 0 {
				t.Error("no line is named")
			}
		})
	}
}

// cut is a piece of a file: from one string to before the next.
func cut(t testing.TB, name, from, to string) string {
	t.Helper()
	s := read(t, name)
	a := strings.Index(s, from)
	if a < 0 {
		t.Fatalf("%q is not in %s", from, name)
	}
	b := strings.Index(s[a:], to)
	if b < 0 {
		t.Fatalf("%q does not follow in %s", to, name)
	}
	return s[a : a+b]
}

// A start takes the files that come with the portal as they are.
func TestWhatComesWithThePortalHasNoMistake(t *testing.T) {
	files, err := fs.Glob(os.DirFS("files"), "*.yaml")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	for _, name := range files {
		data, err := os.ReadFile(filepath.Join("files", name))
		if err != nil {
			t.Fatal(err)
		}
		for _, wrong := range procedure.Check(name, data) {
			t.Errorf("%+v", wrong)
		}
	}
}

func TestAllProblemsAtOnceInFileOrder(t *testing.T) {
	bad := strings.NewReplacer(
		"version: 1", "version: none",
		"mode: notify_first", "mode: ask_first",
		"    amount: 7", "    amount: 0",
		"    kind: signature", "    kind: seal",
		"appeal_months: 6", "appeal_months: 1\nfee: 3",
	).Replace(read(t, "marketplace.yaml"))
	got := procedure.Check("marketplace.yaml", []byte(bad))
	var paths []string
	for i, p := range got {
		paths = append(paths, p.Path)
		if i > 0 && p.Line < got[i-1].Line {
			t.Errorf("%s stands after %s", p, got[i-1])
		}
	}
	want := []string{
		"version", "mode", "windows.seller_further.amount", "notice_elements[6].kind", "counter_elements[4].kind",
		"appeal_months", "fee",
	}
	if !slices.Equal(paths, want) {
		t.Errorf("got  %v\nwant %v\n%s", paths, want, procedure.Problems(got).Error())
	}
}

// The line is that of the mistake itself, to the number.
func TestTheLineIsExact(t *testing.T) {
	good := read(t, "us-dmca-512.yaml")
	before, _, _ := strings.Cut(good, "    latest: 14")
	at := 1 + strings.Count(before, "\n")
	got := procedure.Check("us-dmca-512.yaml", []byte(strings.Replace(good, "    latest: 14", "    latest: 2", 1)))
	if len(got) != 1 || got[0].Line != at || got[0].File != "us-dmca-512.yaml" {
		t.Errorf("want line %d, got %v", at, got)
	}
}

func FuzzCheck(f *testing.F) {
	for _, name := range ruleFiles {
		f.Add(name, []byte(read(f, name)))
	}
	f.Add("x.yaml", []byte("a: &a [*a]"))
	f.Add("x.yaml", []byte("\x00"))
	f.Add("reasons.yaml", []byte("reasons: [{code: x, elements: [{id: [], kind: {}}]}]"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		for _, p := range procedure.Check(name, data) {
			if p.Msg == "" || p.File != name {
				t.Errorf("%+v", p)
			}
		}
	})
}
