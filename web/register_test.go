package web_test

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
)

// published is a case that a reviewer decided and that is in the register, and one more
// that is not.
func (d desk) published() (number, open string) {
	d.t.Helper()
	right := d.right("12345678", true)
	number = d.contested(right, "QL-1001", "QL-1002")
	d.rule("ben", number, ipcase.MoveUpholdCounter)
	open = d.complaint(right, "QL-2001")
	d.Work()
	d.Clock.Advance(15 * 24 * time.Hour)
	d.takeUp()
	return number, open
}

func (d desk) takeUp() {
	d.t.Helper()
	_, err := d.Service.SequenceLog(d.t.Context())
	d.must(err)
	for n := 1; n > 0; {
		n, err = d.Service.TakeUpLog(d.t.Context())
		d.must(err)
	}
}

// ask fetches an address as somebody who has no account.
func (d desk) ask(path, accept string) (*http.Response, []byte) {
	d.t.Helper()
	return d.askIn("en", path, accept)
}

// askIn is ask by somebody whose browser speaks a language.
func (d desk) askIn(lang, path, accept string) (*http.Response, []byte) {
	d.t.Helper()
	req, err := http.NewRequestWithContext(d.t.Context(), http.MethodGet, d.URL+path, nil)
	d.must(err)
	req.Header.Set("Accept-Language", lang)
	if accept != "" {
		req.Header.Set("Accept", accept)
	}
	res, err := http.DefaultClient.Do(req)
	d.must(err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	d.must(err)
	return res, body
}

// Everybody reads what is public of a case, its sides what they know, an operator what
// they hand out; nobody reads a case that is not public.
func TestPeopleReadTheRegister(t *testing.T) { // promise 5
	atDesk(t, func(t *testing.T, d desk) {
		number, open := d.published()
		at := "/register/" + number
		private := []string{"elin@", "+46", "The strap is ours too"}
		anyone := d.Stranger().Open("/register").Sees("Public register", number, "Kept", "1 notice").SeesNot(open)
		anyone.SeesNot(private...)
		anyone.Fill("Search", "norrvick-nobody").Press("Search").Sees("Nothing found").SeesNot(number)
		anyone.Open("/register?q=1001&type=trademark&from=2020-01&outcome=kept").Sees(number)
		anyone.Open(at).Sees("Trademark notice", "QL-1001", "Kept", "Marketplace terms", "filed a counter-notification").SeesNot(private...)
		anyone.SeesNot("What the complainant says", "To hand out", "E1")
		for _, query := range []string{"?from=x&to=2026-13", "?older=nothing", "?newer=" + number, "?territory=XXX&type=x&outcome=y", "?q=" + strings.Repeat("a-", 4000)} {
			anyone.Open("/register" + query).Status(200)
		}
		for _, path := range []string{"/register/" + open, "/register/" + open + ".json", "/register/" + open + "/lumen.json", "/register/IP-2026-999999-ZZ", at + "?level=regulator", at + ".json?level=researcher"} {
			anyone.Open(path).Status(404)
		}
		d.As("elin").Open(at).Sees("You are a side of this case", "What the complainant says")
		d.As("lin").Open(at).Sees("You are a side of this case", "What the seller says")
		d.As("ada").Open(at).SeesNot("You are a side", "What the complainant says")
		d.As("ada").Open(at + "?level=regulator").Status(404)
		op := d.As("operator").Open(at).Sees("To hand out")
		op.Open(at+"?level=regulator").Sees("As it is handed to regulators", "What the complainant says")
		var seen int64
		d.must(d.DB.Gorm.Table("accesses").Where("kind = ? AND subject = ?", ipcase.AccessExport, number).Count(&seen).Error)
		if seen != 1 {
			t.Errorf("%d openings are on record, not 1", seen)
		}
	})
}

// The same for machines: JSON by its address or by what is asked for, the feed, and a
// notice for the Lumen database.
func TestMachinesReadTheRegister(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		number, _ := d.published()
		var list struct {
			Total   int
			Entries []struct{ Number, URL, Outcome string }
		}
		for path, accept := range map[string]string{"/register.json": "", "/register": "application/json"} {
			res, body := d.ask(path, accept)
			if err := json.Unmarshal(body, &list); err != nil || res.StatusCode != 200 || list.Total != 1 || list.Entries[0].Number != number || !strings.HasSuffix(list.Entries[0].URL, "/register/"+number) {
				t.Errorf("%s: %v %s", path, err, body)
			}
		}
		if res, body := d.ask("/register", "text/html,application/json"); !strings.Contains(res.Header.Get("Content-Type"), "text/html") {
			t.Errorf("a browser is given %s", body)
		}
		_, body := d.ask("/register/"+number+".json", "")
		var one struct {
			Level       string
			Complainant struct{ Name string }
			Listings    []struct{ ID, URL, State string }
			Decisions   []struct{ Reference string }
			Explanation string
		}
		if err := json.Unmarshal(body, &one); err != nil || one.Level != "public" || len(one.Listings) != 2 || one.Listings[0].URL != "" || one.Explanation != "" || len(one.Decisions) < 2 || one.Complainant.Name == "" {
			t.Errorf("%v %s", err, body)
		}
		d.feedIsRight(number)

		_, body = d.ask("/register/"+number+"/lumen.json", "")
		var lumen struct {
			Notice struct {
				Title, Type, Body, Subject string
				Action                     string `json:"action_taken"`
				Received                   string `json:"date_received"`
				Works                      []struct {
					Description string
					URLs        []any `json:"infringing_urls_attributes"`
				} `json:"works_attributes"`
				Entities []struct {
					Name   string
					Entity struct{ Name, Kind string } `json:"entity_attributes"`
				} `json:"entity_notice_roles_attributes"`
			}
		}
		n := &lumen.Notice
		if err := json.Unmarshal(body, &lumen); err != nil || n.Type != "Trademark" || n.Subject != number || n.Action != "No" || len(n.Works) != 1 || len(n.Works[0].URLs) != 0 ||
			len(n.Entities) != 4 || n.Entities[0].Name != "sender" || n.Entities[0].Entity.Kind != "organization" || n.Received == "" {
			t.Errorf("%v %s", err, body)
		}
	})
}

// feedIsRight reads the feed twice: well-formed, with what RFC 4287 asks for, and ids
// that stay.
func (d desk) feedIsRight(number string) {
	d.t.Helper()
	read := func() (string, string) {
		res, body := d.ask("/register.atom", "")
		var f struct {
			XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
			ID      string   `xml:"id"`
			Updated string   `xml:"updated"`
			Author  string   `xml:"author>name"`
			Entries []struct {
				ID      string `xml:"id"`
				Updated string `xml:"updated"`
				Link    struct {
					Href string `xml:"href,attr"`
				} `xml:"link"`
			} `xml:"entry"`
		}
		if err := xml.Unmarshal(body, &f); err != nil || !strings.HasPrefix(res.Header.Get("Content-Type"), "application/atom+xml") {
			d.t.Fatalf("the feed: %v\n%s", err, body)
		}
		if len(f.Entries) != 1 || f.Author == "" || !strings.HasPrefix(f.ID, "tag:") || !strings.HasSuffix(f.Entries[0].ID, ":"+number) || !strings.HasSuffix(f.Entries[0].Link.Href, "/register/"+number) {
			d.t.Fatalf("the feed says %+v\n%s", f, body)
		}
		for _, at := range []string{f.Updated, f.Entries[0].Updated} {
			if _, err := time.Parse(time.RFC3339Nano, at); err != nil {
				d.t.Errorf("updated: %v", err)
			}
		}
		return f.ID, f.Entries[0].ID
	}
	feedID, entryID := read()
	d.must(d.Service.RebuildPublic(d.t.Context()))
	d.takeUp()
	if f, e := read(); f != feedID || e != entryID {
		d.t.Errorf("ids changed: %s %s, %s %s", feedID, f, entryID, e)
	}
}
