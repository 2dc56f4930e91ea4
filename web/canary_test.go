package web_test

import (
	"bytes"
	"encoding/binary"
	"flag"
	"fmt"
	"image"
	"image/jpeg"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

var updateCanaries = flag.Bool("update-canaries", false, "write testdata/canaries.golden anew")

// canaries are words that stand in one private field each and nowhere else.
type canaries struct {
	t     *testing.T
	words map[string]string // word → "table.column of whom"
}

func (c *canaries) plant(field string) string {
	word := fmt.Sprintf("kanari%03dq", len(c.words)+1)
	c.words[word] = field
	return word
}

// set puts words into columns of one row.
func (c *canaries) set(db *database.DB, table, whom, where string, arg any, columns ...string) {
	c.t.Helper()
	values := map[string]any{}
	for _, column := range columns {
		word := c.plant(table + "." + column + " of " + whom)
		if column == "email" {
			word += "@example.test"
		}
		values[column] = word
	}
	well(c.t, db.Gorm.Table(table).Where(where, arg).Updates(values).Error)
}

// photograph is a picture in which a camera left who made it and where.
func photograph(t *testing.T, left string) []byte {
	t.Helper()
	var b bytes.Buffer
	well(t, jpeg.Encode(&b, image.NewRGBA(image.Rect(0, 0, 40, 30)), nil))
	exif := append([]byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00"), left...)
	head := binary.BigEndian.AppendUint16([]byte{0xff, 0xd8, 0xff, 0xe1}, uint16(len(exif)+2))
	return append(append(head, exif...), b.Bytes()[2:]...)
}

// private fills a portal in which Norrvik complains of Haiyun, of both of whom
// and of two others every private field holds a word of its own.
func private(t *testing.T, db *database.DB) (sellerWorld, *canaries, string) {
	t.Helper()
	w := newSellerWorld(t, db)
	c := &canaries{t: t, words: map[string]string{}}
	sides := map[string]string{"elin": "the holder", "lin": "the seller", "zhao": "another holder", "dana": "another seller"}
	for _, who := range slices.Sorted(maps.Keys(sides)) {
		p := w.Person(who)
		c.set(db, "orgs", sides[who], "id = ?", p.OrgID, "contact_name", "address", "phone", "email", "reg_number")
		c.set(db, "people", sides[who]+"’s owner", "id = ?", p.ID, "name")
	}
	for _, who := range []string{"finn", "dean"} {
		side := map[string]string{"finn": "the holder", "dean": "the seller"}[who]
		c.set(db, "people", side+"’s member", "id = ?", w.Person(who).ID, "email", "name")
	}
	contact := func(table, whom string) ipcase.Contact {
		return ipcase.Contact{
			Name: c.plant(table + ".contact.name of " + whom), Address: c.plant(table + ".contact.address of " + whom),
			Phone: c.plant(table + ".contact.phone of " + whom), Email: c.plant(table+".contact.email of "+whom) + "@example.test",
		}
	}
	file := func(a ipcase.Actor, form, whom string, v ipcase.ExhibitVisibility) {
		_, err := w.Service.AddEvidence(t.Context(), a, ipcase.AddEvidence{
			FormID: form, Field: "evidence", Name: c.plant("exhibits.name of "+whom+", "+string(v)) + ".jpg", Purpose: ipcase.PurposeEvidence, Visibility: v,
			Body: bytes.NewReader(photograph(t, c.plant("exhibits.hash of "+whom+", "+string(v)+": who took the picture"))),
		})
		well(t, err)
	}
	draft := w.acts.Draft(w.acts.Right(ipcase.Trademark), "QL-1001")
	d, err := w.Service.ComplaintDraft(t.Context(), w.acts.Norrvik, draft)
	well(t, err)
	d.Contact, d.Signature, d.Explanation = contact("complaints", "the holder"), c.plant("complaints.signature of the holder"), c.plant("complaints.explanation of the holder")
	file(w.acts.Norrvik, draft, "the holder", ipcase.BothSides)
	file(w.acts.Norrvik, draft, "the holder", ipcase.ReviewerOnly)
	well(t, w.Service.SaveComplaintDraft(t.Context(), w.acts.Norrvik, draft, d))
	filed, err := w.Service.FileComplaint(t.Context(), w.acts.Norrvik, draft)
	well(t, err)
	number := w.acts.CasesOf(filed.ID)[w.acts.Haiyun.OrgID]
	w.rule(w.acts.Rita, number, ipcase.MoveAccept)
	w.Work()
	counter := w.acts.CounterDraftFor(w.acts.Haiyun, number)
	k, err := w.Service.CounterDraft(t.Context(), w.acts.Haiyun, counter)
	well(t, err)
	k.Contact, k.Signature, k.Explanation = contact("counters", "the seller"), c.plant("counters.signature of the seller"), c.plant("counters.explanation of the seller")
	k.Contact.Relay = true
	file(w.acts.Haiyun, counter, "the seller", ipcase.BothSides)
	file(w.acts.Haiyun, counter, "the seller", ipcase.ReviewerOnly)
	well(t, w.Service.SaveCounterDraft(t.Context(), w.acts.Haiyun, counter, k))
	_, err = w.Service.FileCounter(t.Context(), w.acts.Haiyun, counter)
	well(t, err)
	well(t, w.Service.WriteLetter(t.Context(), w.acts.Norrvik, ipcase.WriteLetter{FormID: ipcase.NewID(), Case: number, Words: c.plant("relay_letters.words of the holder"), Lang: "en"}))
	begun := w.acts.Draft(w.acts.Right(ipcase.Trademark), "QL-1002")
	d, err = w.Service.ComplaintDraft(t.Context(), w.acts.Norrvik, begun)
	well(t, err)
	d.Explanation = c.plant("drafts.data of the holder")
	well(t, w.Service.SaveComplaintDraft(t.Context(), w.acts.Norrvik, begun, d))
	well(t, w.Service.SetHold(t.Context(), w.Person("operator").Actor(), ipcase.SetHold{
		FormID: ipcase.NewID(), Kind: ipcase.HoldCase, Subject: number, Reason: c.plant("legal_holds.reason of the case"), Until: "2027-01-31",
	}))
	w.Work()
	return w, c, number
}

var links = regexp.MustCompile(`(?:href|src|action)="(/[^"#]*)["#]`)

// crawl is everything that somebody reaches from their first page by links and
// forms that ask: addresses, headers and bodies.
func crawl(b *webtest.Browser, start ...string) map[string]string {
	seen, queue := map[string]string{}, start
	for len(queue) > 0 && len(seen) < 600 {
		path := strings.ReplaceAll(queue[0], "&amp;", "&")
		queue = queue[1:]
		if _, done := seen[path]; done || strings.HasPrefix(path, "/static/") || strings.HasPrefix(path, "/demo") || strings.HasPrefix(path, "/pictures/") {
			continue
		}
		b.Open(path)
		body := readable(b.Body())
		if strings.HasPrefix(b.Path(), "/demo") { // who is who, which only the demonstration tells
			continue
		}
		seen[path] = body + b.Header("Content-Disposition") + b.Header("Link") + b.Header("Location")
		for _, m := range links.FindAllStringSubmatch(body, -1) {
			queue = append(queue, m[1])
		}
	}
	return seen
}

// Every private field holds a word of its own; whoever the portal is for reads all
// that they can reach and all their mail. Who found what is compared with what is
// written down, field by field, and with the list of personal fields (T07, T08).
func TestCanaries(t *testing.T) {
	ipcasetest.OneByOne(t)
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w, c, number := private(t, db)
		found := map[string]map[string]string{} // word → who → where
		note := func(who, where, text string) {
			for word := range c.words {
				if strings.Contains(text, word) {
					if found[word] == nil {
						found[word] = map[string]string{}
					}
					if _, before := found[word][who]; !before {
						found[word][who] = where
					}
				}
			}
		}
		readers := map[string]string{
			"elin": "holder", "sia": "holder’s colleague", "lin": "seller", "vera": "seller’s colleague", "zhao": "another holder", "dana": "another seller",
			"ada": "reviewer", "operator": "operator",
		}
		pages := 0
		for _, who := range slices.Sorted(maps.Keys(readers)) {
			for path, text := range crawl(w.As(who), "/home", "/account/privacy", "/messages", "/holder/rights", "/holder/complaints", "/seller/records", "/review", "/review/cases/"+number, "/review/rights", "/operator") {
				note(readers[who], strings.Split(path, "?")[0], text)
				pages++
			}
		}
		for path, text := range crawl(w.Stranger(), "/", "/catalogue", "/procedures", "/sign-in") {
			note("nobody signed in", path, text)
			pages++
		}
		all, err := w.Outbox.List(1000)
		well(t, err)
		for _, l := range all {
			full, err := w.Outbox.Read(l.ID)
			well(t, err)
			note("mail to "+mailbox(c, l.To), "mail", full.Text+full.HTML+full.Subject+full.To)
		}
		note("the log", "log", w.Log.String())

		table := tableOf(c, found)
		t.Logf("%d canaries, %d pages, %d mails\n%s", len(c.words), pages, len(all), table)
		path := filepath.Join("testdata", "canaries.golden")
		if *updateCanaries {
			well(t, os.WriteFile(path, []byte(table), 0o644))
		}
		want, err := os.ReadFile(path)
		well(t, err)
		if string(want) != table {
			t.Errorf("who finds what has changed; want:\n%s", want)
		}
		judgeCanaries(t, c, found)
	})
}

// mailbox says whose an address is, without the address.
func mailbox(c *canaries, to string) string {
	for word, field := range c.words {
		if strings.Contains(to, word+"@") {
			_, whom, _ := strings.Cut(field, " of ")
			return whom
		}
	}
	return "somebody else"
}

func tableOf(c *canaries, found map[string]map[string]string) string {
	var lines []string
	for word, field := range c.words {
		who := slices.Sorted(maps.Keys(found[word]))
		if len(who) == 0 {
			who = []string{"–"}
		}
		lines = append(lines, fmt.Sprintf("%-75s %s", field, strings.Join(who, ", ")))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n") + "\n"
}

// judgeCanaries holds what was found against the list of personal fields: whoever is
// not named there must not have found it.
func judgeCanaries(t *testing.T, c *canaries, found map[string]map[string]string) {
	t.Helper()
	for word, field := range c.words {
		at, whom, _ := strings.Cut(field, " of ")
		table, column, _ := strings.Cut(at, ".")
		column, _, _ = strings.Cut(column, ".")
		p, known := ipcase.Personal(table)
		n := slices.IndexFunc(p.Fields, func(f ipcase.PersonalField) bool { return f.Column == column })
		if !known || n < 0 {
			t.Errorf("%s is not in the list of personal fields", at)
			continue
		}
		for who, where := range found[word] {
			allowed := p.Fields[n].Seen
			switch {
			case who == "reviewer":
				known = slices.Contains(allowed, ipcase.Reviewers)
			case who == "operator":
				known = slices.Contains(allowed, ipcase.Operators)
			case strings.HasPrefix(who, "mail to the "), strings.HasPrefix(who, "holder"), strings.HasPrefix(who, "seller"):
				side := strings.TrimPrefix(strings.TrimPrefix(who, "mail to "), "the ")
				own := whom == "the case" || strings.HasPrefix(strings.TrimPrefix(whom, "the "), side[:6])
				known = own || slices.Contains(allowed, ipcase.OtherSide)
			case strings.HasPrefix(who, "another "):
				known = strings.HasPrefix(whom, who)
			case strings.HasPrefix(who, "mail to another "):
				known = strings.HasPrefix("mail to "+whom, who)
			default:
				known = slices.Contains(allowed, ipcase.Everybody)
			}
			if !known {
				t.Errorf("%s was found by %s at %s, for whom it is not", field, who, where)
			}
		}
	}
}
