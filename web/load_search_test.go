package web_test

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"time"
)

// asked are words that people type, of one kind.
type askedWords struct {
	kind  string
	words []string
}

const wordsOfAKind = 40

// searches gives words of every kind, taken from the cases themselves; from holds a
// condition on cases, so that a party asks for its own.
func (s *stage) searches(rnd *rand.Rand, own string) []askedWords {
	s.tb.Helper()
	texts := s.someRows(rnd, wordsOfAKind, "search_text", "cases", own)
	var all [10][]string
	add := func(kind int, words ...string) { all[kind] = append(all[kind], words...) }
	for n, text := range texts {
		lines := strings.Split(text, "\n") // number, right, its number at the office, mark, holder, seller, listing, title …
		title := strings.Fields(lines[7])
		brand, rare := title[0], title[len(title)-2]
		add(0, lines[0])
		add(1, []string{lines[1], lines[2], lines[0][:14]}[n%3])
		add(2, lines[6])
		add(3, brand)
		add(4, rare)
		add(5, brand+" "+rare, rare+" "+title[len(title)-1])
		add(6, misspelt(rnd, brand), misspelt(rnd, rare))
		add(7, lines[5], lines[4])
	}
	common := strings.Fields("headlamp portable for new charger store wireless camping official shop trading waterproof lamp hea por 头灯 便携 充电器 旗舰店 新款")
	add(8, common...)
	add(8, "new headlamp", "portable wireless", "headlamp store", "charger for camping", "旗舰店 头灯", "便携充电器", "新款头灯露营", "trading headlamp", "for portable", "新款 store", "tent zzyzx")
	add(9, "qwrtzpk", "灯台龙凤", "IP-2031-123456", "xylophone quartet", "new qwrtzpk", "headlmap", "wireles chargr", "camera lens", "灯", "a b c", "headlamp 999999999", "portable 灯台")
	names := []string{"case number", "other numbers", "listing id", "brand", "rare word", "two words", "misspelt", "party's name", "common words", "what is hardly there"}
	var out []askedWords
	for n, words := range all {
		out = append(out, askedWords{names[n], words})
	}
	return out
}

// misspelt changes two letters' places, leaves one out, or puts one in.
func misspelt(rnd *rand.Rand, word string) string {
	r := []rune(word)
	if len(r) < 5 {
		return word
	}
	n := 1 + rnd.IntN(len(r)-3)
	switch rnd.IntN(3) {
	case 0:
		r[n], r[n+1] = r[n+1], r[n]
		return string(r)
	case 1:
		return string(slices.Delete(r, n, n+1))
	default:
		return string(slices.Insert(r, n, 'x'))
	}
}

// loadSearch asks for words of every kind as each reader, one after the other, and
// beside each the same statements by the plain driver.
func (s *stage) loadSearch() {
	s.tb.Helper()
	rnd := rand.New(rand.NewPCG(1, 2))
	readers := []struct {
		name, path, own string
		who             visitor
	}{
		{"seller, records", "/seller/records?q=", fmt.Sprintf("seller_org_id = %d AND seller_list = 'history'", s.seller.actor.OrgID), s.seller},
		{"holder, complaints", "/holder/complaints?q=", fmt.Sprintf("holder_org_id = %d", s.holder.actor.OrgID), s.holder},
		{"reviewer, queue", "/review?q=", "review_task <> ''", s.reviewer},
		{"reviewer, all cases", "/review/search?q=", "true", s.reviewer},
		{"everybody, register", "/register?q=", "id IN (SELECT case_id FROM register_entries)", s.anybody},
	}
	say("\nsearch, one request after the other, the page and its statements by the plain driver (ms)\n")
	say("%-22s %-22s %5s %8s %8s %8s %8s %8s  %s\n", "reader", "words", "n", "p50", "p99", "max", "limit50", "limit99", "the slowest")
	for _, r := range readers {
		var portal, limit load
		for _, kind := range s.searches(rnd, r.own) {
			var one, plain load
			slowest, longest := "", time.Duration(0)
			for _, words := range kind.words {
				p := speedPage{name: r.name, path: r.path + url.QueryEscape(words), who: r.who}
				s.open(p)
				var took time.Duration
				all := s.record.During(func() {
					began := time.Now()
					s.open(p)
					took = time.Since(began)
				})
				began := time.Now()
				s.must(s.replay(all))
				one.waits, plain.waits = append(one.waits, took), append(plain.waits, time.Since(began))
				if took > longest {
					slowest, longest = words, took
				}
			}
			s.searchLine(r.name, kind.kind, one, plain, slowest)
			portal, limit = portal.plus(one), limit.plus(plain)
		}
		s.searchLine(r.name, "all", portal, limit, "")
	}
}

func (s *stage) searchLine(reader, words string, portal, limit load, slowest string) {
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	say("%-22s %-22s %5d %8.1f %8.1f %8.1f %8.1f %8.1f  %s\n", reader, words, len(portal.waits),
		ms(portal.at(0.5)), ms(portal.at(0.99)), ms(portal.at(1)), ms(limit.at(0.5)), ms(limit.at(0.99)), slowest)
}
