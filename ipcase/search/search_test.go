package search

import (
	"slices"
	"strings"
	"testing"
)

// answers says whether a text has what was typed, as a database would.
func answers(text, typed string) bool {
	words := Words(strings.Split(text, "\n")...)
	return !slices.ContainsFunc(Ask(typed), func(t Term) bool {
		return !slices.ContainsFunc(t.Ways, func(way []Word) bool {
			return !slices.ContainsFunc(way, func(w Word) bool {
				return !slices.ContainsFunc(words, func(has string) bool {
					return has == w.Text || w.Begins && strings.HasPrefix(has, w.Text)
				})
			})
		})
	})
}

func TestWhatPeopleTypeFindsTheText(t *testing.T) {
	const lamp = "IP-2026-000123-K7\nIP-2026-000123\nIPR-000045\n018 123 456\nLUMINEX\nNorrvik Ljus AB\nHaiyun Lighting\nHY-2231\nLED desk lamp 12W, Ølands grøn, 海云护眼台灯"
	for _, typed := range []string{
		"IP-2026-000123-K7", "ip-2026-000123-k7", "IP2026000123K7", "ip 2026 123", "IP-2026-123", "ip2026000123", "000123", "123", "IPR-45",
		"018123456", "018 123 456", "18123456", "luminex", "LUMIN", "norrvik lampe lamp lumin"[:12], "norrvik", "desk lamp", "lamp desk", "haiyun light",
		"HY-2231", "hy2231", "HY 2231", "12w", "olands", "Ølands", "ØLANDS GRON", "海云", "护眼台灯", "台灯", "灯", "海", "海云护眼", "LED 台灯", "ＬＵＭＩＮＥＸ",
		"Lumіnex" /* a Cyrillic letter */, "\u200bluminex\u202e", "  luminex\t lamp\n", "K7", "luminex!!", "(luminex)", "«luminex»",
	} {
		if !answers(lamp, typed) {
			t.Errorf("%q does not find it: %v among %v", typed, Ask(typed), Words(strings.Split(lamp, "\n")...))
		}
	}
	for _, typed := range []string{"luminexx", "minex", "IP-2026-000124", "12", "2232", "云海", "台灯海", "hy2232", "lamp chair", "lu mi"} {
		if answers(lamp, typed) {
			t.Errorf("%q finds it: %v", typed, Ask(typed))
		}
	}
}

func TestWhatHoldsNoWordAsksNothing(t *testing.T) {
	for _, typed := range []string{"", " ", "-", "%", "_%_", `"`, "***", "…", "\x00\x01", "😀", "'; --"} {
		if q := Ask(typed); len(q) != 0 {
			t.Errorf("%q asks for %v", typed, q)
		}
	}
	long := Ask(strings.Repeat("word ", 500))
	if len(long) != typedLimit {
		t.Errorf("a long question has %d terms", len(long))
	}
	if q := Ask(strings.Repeat("a-", 5000)); len(q) != 1 || len(q[0].Ways[0]) > piecesLimit {
		t.Errorf("a long word asks for %d words", len(q[0].Ways[0]))
	}
}

// Words go into the databases' own questions between quotes: nothing in them may end
// one.
func FuzzWordsHoldLettersAndFigures(f *testing.F) {
	for _, s := range []string{"HY-2231 'x' \"y\" \\ : | & ! * ( )", "IP-2026-000123-K7", "海云 Ⅷ ½ ﬁ ͼ", "\u202e#=a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		check := func(w string) {
			rest := strings.TrimPrefix(w, "#")
			if rest == "" && w != "#" || strings.IndexFunc(rest, func(r rune) bool { _, ok := kindOf(r); return !ok }) >= 0 || len([]rune(rest)) > wordLimit {
				t.Errorf("%q gives the word %q", s, w)
			}
		}
		for _, w := range Words(s) {
			check(w)
		}
		for _, term := range Ask(s) {
			for _, way := range term.Ways {
				if len(way) == 0 {
					t.Errorf("%q has a way that asks for nothing", s)
				}
				for _, w := range way {
					check(w.Text)
				}
			}
		}
	})
}

func TestWordsTypedBadlyAreNear(t *testing.T) {
	for typed, meant := range map[string]string{
		"lumnex": "luminex", "luminexx": "luminex", "lmuinex": "luminex", "luminax": "luminex", "norvik": "norrvik", "aldermor": "aldermoor", "hayiun": "haiyun",
	} {
		shared := slices.ContainsFunc(Keys(typed), func(k string) bool { return slices.Contains(Keys(meant), k) })
		if near := Nearest(typed, []string{"lamp", meant, "other"}); !shared || !slices.Equal(near, []string{meant}) {
			t.Errorf("%q is not near %q: they share a key: %v; near are %v", typed, meant, shared, near)
		}
	}
	if near := Nearest("headfonez", []string{"headphones"}); len(near) != 0 {
		t.Errorf("three letters away is near: %v", near)
	}
	if near := Nearest("lamp", []string{"camps", "lamps", "lump"}); !slices.Equal(near, []string{"lamps", "lump"}) {
		t.Errorf("near lamp: %v", near)
	}
	if got := Learnt([]string{"cap", "luminex", "#2231", "台灯", "pneumonoultramicroscopicsilico"}); !slices.Equal(got, []string{"luminex", "pneumonoultramicroscopicsilico"}) {
		t.Errorf("learnt %v", got)
	}
}

func TestTermsCanBeExchanged(t *testing.T) {
	q := Ask("lumnex air pods")
	if got := q.Instead(0, "luminex").String(); got != "luminex air pods" {
		t.Error(got)
	}
	joined, ok := q.Joined(1)
	if !ok || joined.String() != "lumnex airpods" || q.String() != "lumnex air pods" {
		t.Error(joined, ok, q)
	}
	if _, ok := q.Joined(2); ok {
		t.Error("the last word was joined with nothing")
	}
	if _, ok := Ask("air 12").Joined(0); ok {
		t.Error("a word was joined with a number")
	}
}

func TestBeginningsAreSpelledOut(t *testing.T) {
	known := map[string][]string{"head": {"headlamp", "head"}, "new": {"new"}}
	few := func(beginning string) ([]string, bool, error) {
		return known[beginning], len(known[beginning]) > 0, nil
	}
	whole := func(typed string) string {
		q, err := Ask(typed).SpelledOut(few)
		if err != nil {
			t.Fatal(err)
		}
		var ways []string
		for _, term := range q {
			for _, way := range term.Ways {
				text := ""
				for _, w := range way {
					text += " " + w.Text
					if w.Begins {
						text += "*"
					}
				}
				ways = append(ways, text[1:])
			}
			ways = append(ways, ";")
		}
		return strings.Join(ways, " | ")
	}
	for typed, want := range map[string]string{
		"new":        "new | ;",
		"head":       "headlamp | head | ;",
		"x-head":     "x headlamp | x head | #xhead | ;", // of what is written together the last part
		"por":        "por* | ;",                         // too many begin so
		"ab 12":      "ab | ; | #12 | ;",
		"灯 new head": "灯* | ; | new | ; | headlamp | head | ;",
	} {
		if got := whole(typed); got != want {
			t.Errorf("%q is %q, and not %q", typed, got, want)
		}
	}
}

func TestEndings(t *testing.T) {
	if got := Endings("headlamp"); !slices.Equal(got, []string{"~eadlamp", "~adlamp", "~dlamp", "~lamp"}) {
		t.Error(got)
	}
	if got := Endings("lamp"); len(got) != 0 {
		t.Error(got)
	}
	long := strings.Repeat("abcde", 6)
	if got := Learnt([]string{long, "abc", "12ab"}); !slices.Equal(got, []string{long}) {
		t.Error(got)
	}
	if got := Keys(long); !slices.Equal(got, []string{long}) {
		t.Error(got)
	}
}
