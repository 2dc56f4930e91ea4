package web_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"ipportal/ipcase"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web"
	"ipportal/web/webtest"
)

// The seeds run as tests; `go test -fuzz=FuzzQuery ./web` goes on from them.
var seeds = []string{
	"", "0", "1", "-1", "00", "+1", "1e9", "0x10", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "99999999999999999999999", "１２", "²",
	"a", "'", "\"", "';--", "1 OR 1=1", "' UNION SELECT 1--", "%", "_", "%_%_%", "\\", "(a+)+$", "[", "{{.}}", "${7*7}", "<script>alert(1)</script>", "\x00", "\xff\xfe",
	"a\r\nb", "\u202e", "\u200b", "\ufeff", "\u2028", "é", "e\u0301", "𝒳", strings.Repeat("a", 3000), strings.Repeat("字", 900), "../../etc/passwd", "..%2f", "%00", "%25%32%66",
	"2026-02-30", "0000-00-00", "9999-12-31T23:59:59Z", "IP-2026-000001-7K", "IPR-2026-000001", "QL-1001", "null", "undefined", "NaN", "true", ",", "a,b,c", "[]", "{}", ";", "&", "=",
}

func addSeeds(f *testing.F) {
	f.Helper()
	for _, s := range seeds {
		f.Add(s)
	}
}

// people are signed in once for all that a fuzz target asks.
func fuzzSite(f *testing.F) (site *webtest.Site, cookies map[string]http.Header) {
	f.Helper()
	site = webtest.New(f, ipcasetest.SQLite(f))
	cookies = map[string]http.Header{"": {}}
	for _, who := range []string{"lin", "elin", "ada", "operator"} {
		cookies[who] = http.Header{"Cookie": {sessionOf(site.As(who).Open("/home"))}}
	}
	return site, cookies
}

// isAnswered fails where the portal does not know what to answer.
func isAnswered(t *testing.T, site *webtest.Site, method, path, body string, header http.Header) {
	t.Helper()
	header = header.Clone()
	header.Set("Sec-Fetch-Site", "same-origin")
	if method == http.MethodPost {
		header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if _, err := url.Parse(site.URL + path); err != nil {
		t.Skip()
	}
	res := site.Do(t, method, path, strings.NewReader(body), header)
	if res.StatusCode >= http.StatusInternalServerError {
		t.Errorf("%s %q %q answers %d", method, path, body, res.StatusCode)
	}
	if page, _ := io.ReadAll(res.Body); strings.Contains(string(page), "<script>alert(1)") || !utf8.Valid(page) {
		t.Errorf("%s %q %q is sent back as it came", method, path, body)
	}
}

// Search words, filters and cursors of every list.
func FuzzQuery(f *testing.F) {
	addSeeds(f)
	site, cookies := fuzzSite(f)
	f.Fuzz(func(t *testing.T, s string) {
		v := url.QueryEscape(s)
		for _, r := range []struct{ who, path string }{
			{"", "/catalogue/quaylane?q=%&after=%"},
			{"lin", "/seller/complaints?q=%&right=%&after=%&before=%&sort=%&page=%"},
			{"lin", "/seller/records?q=%&after=%&order=%"},
			{"lin", "/messages?before=%"},
			{"elin", "/holder/complaints?q=%&state=%&right=%&site=%&after=%&before=%&sort=%"},
			{"elin", "/holder/rights?q=%&type=%&before=%&after=%"},
			{"elin", "/account/access?before=%"},
			{"ada", "/review?view=%&task=%&after=%&before=%&right=%&site=%"},
			{"ada", "/review/rights?after=%"},
			{"operator", "/operator?before=%"},
			{"operator", "/operator/access?person=%&kind=%&subject=%&before=%"},
			{"", "/sign-in?next=%"},
		} {
			isAnswered(t, site, http.MethodGet, strings.ReplaceAll(r.path, "%", v), "", cookies[r.who])
		}
		isAnswered(t, site, http.MethodGet, "/catalogue/quaylane?"+strings.Map(printable, s), "", cookies[""])
	})
}

// printable keeps what a request line can hold.
func printable(r rune) rune {
	if r <= ' ' || r > '~' || r == '#' {
		return -1
	}
	return r
}

// Numbers, ids, labels and names in the path.
func FuzzAddress(f *testing.F) {
	addSeeds(f)
	site, cookies := fuzzSite(f)
	f.Fuzz(func(t *testing.T, s string) {
		v := url.PathEscape(s)
		for _, r := range []struct{ who, path string }{
			{"lin", "/seller/cases/%"},
			{"lin", "/seller/cases/%/counter/%/grounds"},
			{"lin", "/evidence/%/file"},
			{"lin", "/snapshots/%/%/%"},
			{"elin", "/holder/cases/%"},
			{"elin", "/holder/complaints/%"},
			{"elin", "/holder/rights/%"},
			{"elin", "/holder/file/%/listings"},
			{"ada", "/review/cases/%"},
			{"ada", "/review/cases/%/exhibits/%"},
			{"ada", "/review/rights/%"},
			{"", "/catalogue/%/%"},
			{"", "/procedures/%"},
			{"", "/pictures/%"},
			{"", "/static/%"},
			{"", "/%"},
		} {
			isAnswered(t, site, http.MethodGet, strings.ReplaceAll(r.path, "%", v), "", cookies[r.who])
		}
	})
}

// Bodies of forms, whole and by field.
func FuzzForm(f *testing.F) {
	addSeeds(f)
	site, cookies := fuzzSite(f)
	draft := ipcase.NewID()
	f.Fuzz(func(t *testing.T, s string) {
		isAnswered(t, site, http.MethodPost, "/sign-in", s, cookies[""])
		v := url.QueryEscape(s)
		for _, r := range []struct{ who, path, body string }{
			{"", "/sign-in", "email=%&password=%&next=%"},
			{"", "/preferences", "lang=%&theme=%&return_to=%"},
			{"elin", "/holder/file", "right=%&draft=%"},
			{"elin", "/holder/rights/new", "type=trademark&form=%&office=%&reg_number=%&title=%&owner=%&territories=%&nice_classes=%&valid_from=%&valid_until=%&description=%"},
			{"elin", "/holder/file/" + draft + "/listings", "lines=%&items=%"},
			{"lin", "/seller/cases/IP-2026-000001-7K/delete", "items=%&version-1=%&form=%"},
			{"ada", "/review/rights/IPR-2026-000001/check", "verify=%&version=%&reason=%"},
		} {
			isAnswered(t, site, http.MethodPost, r.path, strings.ReplaceAll(r.body, "%", v), cookies[r.who])
		}
	})
}

// Pasted lines and CSV files of listings.
func FuzzListings(f *testing.F) {
	addSeeds(f)
	for _, s := range []string{"listing,note\r\nQL-1,x\r\n", "\"a\nb\",c", "\"", "a;b", "a\tb", "\ufefflisting\nQL-1", strings.Repeat("QL-1\n", 400), "=cmd|' /C calc'!A0", "a,\"b", ",,,,", "0\r0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		lines, problems := ipcase.ParseLines(s)
		more, others, err := ipcase.ParseCSV(strings.NewReader(s))
		if err != nil && ipcase.KindOf(err) == "" {
			t.Errorf("%q: a fault of ours: %v", s, err)
		}
		for _, l := range append(lines, more...) {
			if strings.ContainsAny(l, "\r\n\x00") || strings.TrimSpace(l) == "" {
				t.Errorf("%q gives the line %q", s, l)
			}
		}
		for _, p := range append(problems, others...) {
			if p.N < 0 || p.Msg == "" {
				t.Errorf("%q: a problem %+v", s, p)
			}
		}
	})
}

// Text is cleaned to the same whether it is cleaned once or twice, and names of
// files never become paths or headers.
func FuzzText(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, s string) {
		for _, lines := range []bool{false, true} {
			once, _ := web.CleanText(s, lines)
			twice, altered := web.CleanText(once, lines)
			if once != twice || altered && !lines || !utf8.ValidString(once) || strings.ContainsRune(once, 0) || !lines && strings.ContainsAny(once, "\r\n") {
				t.Errorf("%q is cleaned to %q and then to %q", s, once, twice)
			}
		}
		name := web.CleanFileName(s)
		if strings.ContainsAny(name, "/\\\r\n\x00") || name == ".." || name == "." {
			t.Errorf("%q becomes the name %q", s, name)
		}
		if d := web.Disposition(s, false); strings.ContainsAny(d, "\r\n\x00") || strings.Count(d, `"`) != 2 {
			t.Errorf("%q becomes the header %q", s, d)
		}
	})
}

// What is taken for a page of ours is one, as a browser resolves it.
func FuzzNext(f *testing.F) {
	addSeeds(f)
	for _, s := range elsewhere {
		f.Add(s)
	}
	base, err := url.Parse("https://ip.quaylane.example/x/y")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !web.IsLocal(s) {
			return
		}
		to, err := base.Parse(s)
		if err != nil || to.Host != base.Host || to.Scheme != "https" || strings.ContainsAny(s, "\\\r\n\t") || strings.HasPrefix(s, "//") {
			t.Errorf("%q is taken for a page of ours, and leads to %v (%v)", s, to, err)
		}
	})
}
