package web_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/ipcase/marketplace"
	"ipportal/web/webtest"
)

// What people send without wanting to, and some on purpose: each gets a clear
// answer, nothing that was typed is lost, and nothing is half done.
func TestBadInput(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		f := newForms(t, db)
		for _, c := range []struct {
			name string
			run  func(*forms)
		}{
			{"301 lines", (*forms).tooManyLines},
			{"a CSV with a bad line", (*forms).badCSV},
			{"a file of 40 MB", (*forms).hugeFile},
			{"a file of the wrong kind", (*forms).wrongKind},
			{"an upload that breaks off", (*forms).brokenUpload},
			{"the same bytes twice at once", (*forms).sameAtOnce},
			{"a listing of one's own shop", (*forms).ownShop},
			{"a statement not ticked", (*forms).notTicked},
			{"a date in the past", (*forms).datePast},
			{"a nul byte", (*forms).nulByte},
			{"a right-to-left override", (*forms).turnedText},
			{"1 MB in a text field", (*forms).hugeText},
			{"a stale page", (*forms).stalePage},
			{"somebody else's number", (*forms).anothersNumber},
			{"a second press", (*forms).secondPress},
			{"a right that ended yesterday", (*forms).endedRight},
		} {
			well := !t.Failed()
			c.run(f)
			if well && t.Failed() {
				t.Logf("this was about %s", c.name)
			}
		}
		no(t, f.site.Service.Verify(t.Context(), func(int64, int64) {}))
	})
}

// steady fails where something that was refused left something behind.
func (f *forms) steady(refused func()) {
	f.t.Helper()
	before := rowsOfSite(f.t, f.site)
	refused()
	if after := rowsOfSite(f.t, f.site); after != before {
		f.t.Errorf("what was refused changed something:\n%s\n%s", before, after)
	}
}

func (f *forms) filing(step string) string { return "/holder/file/" + f.emptyDraft + "/" + step }
func (f *forms) countering(step string) string {
	return "/seller/cases/" + f.waiting + "/counter/" + f.counterDraft + "/" + step
}

const linesLabel = "Listing addresses or IDs, one on each line"

func (f *forms) tooManyLines() {
	var lines []string
	for n := range 301 {
		lines = append(lines, fmt.Sprintf("QL-5%05d", n))
	}
	f.steady(func() {
		b := f.site.As("elin").Open(f.filing("listings")).Fill(linesLabel, strings.Join(lines, "\n")).Press("Look up these listings").Status(422)
		saysWhatIsWrong(f.t, b, "lines")
		b.Sees("you have 301", "QL-500000", "QL-500300")
		b.Open(f.filing("listings")).Sees("QL-500300").Fill(linesLabel, "QL-2001").Press("Look up these listings").Status(http.StatusOK)
	})
}

func (f *forms) badCSV() {
	f.steady(func() {
		csv := "listing,note\r\nQL-2001,good\r\n\"QL-20\"02,broken\r\nQL-3001,\"also, good\"\r\n,no address\r\n"
		b := f.site.As("elin").Open(f.filing("listings")).Fill(linesLabel, "").Upload("CSV file", "list.csv", []byte(csv)).Press("Look up these listings").Status(422)
		saysWhatIsWrong(f.t, b, "file")
		b.Sees("Line 3 is not valid CSV", "Line 5 has no listing address or id in column 1.", "QL-2001 good", "QL-3001 also, good")
		b.Press("Look up these listings").Status(http.StatusOK).Sees("2 lines: 2 listings of 2 sellers found")
		b.Open(f.filing("listings")).Upload("CSV file", "list.csv", webtest.Picture(f.t, 9, 9)).Press("Look up these listings").Status(422)
		saysWhatIsWrong(f.t, b, "file")
		b.Sees("QL-2001 good").Fill(linesLabel, "QL-2001").Press("Look up these listings").Status(http.StatusOK)
	})
}

func (f *forms) hugeFile() {
	huge := append([]byte("%PDF-1.4\n"), bytes.Repeat([]byte("x"), 40<<20)...)
	f.steady(func() {
		b := f.site.As("lin").Open(f.countering("evidence")).Upload("Choose files", "huge.pdf", huge).Press("Save and continue").Status(422)
		saysWhatIsWrong(f.t, b, "files")
		b.Sees("huge.pdf", "20 MB", "evidence.txt") // the file that was there stays
		b = f.site.As("elin").Open(f.filing("facts")).Fill("What should the seller and the reviewer know?", "Kept beside the file.").Upload("Add files", "huge.pdf", huge).Press("Save and continue").Status(422)
		saysWhatIsWrong(f.t, b, "evidence")
		b.Sees("Kept beside the file.").Open(f.filing("facts")).Sees("Kept beside the file.")
		f.site.As("lin").Open(f.countering("evidence")).Upload("Choose files", "vast.pdf", bytes.Repeat(huge, 2)).Press("Save and continue").Status(413).Sees("larger than 64 MB")
	})
}

func (f *forms) wrongKind() {
	picture := webtest.Picture(f.t, 20, 20)
	f.steady(func() {
		for name, content := range map[string][]byte{
			"run.exe": []byte("MZ\x90\x00\x03"), "drawing.svg": []byte("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
			"page.html": []byte("<html><body>x</body></html>"), "photo.pdf": picture, "words.png": []byte("just words"), "no ending": picture,
			"list.txt": []byte("\xff\xfe\x00\x00binary\x00"), "cut.png": picture[:40], "page.txt": []byte("<!DOCTYPE html><script>alert(1)</script>"),
		} {
			b := f.site.As("lin").Open(f.countering("evidence")).Upload("Choose files", name, content).Press("Upload").Status(422)
			saysWhatIsWrong(f.t, b, "files")
			b.Sees(name, "evidence.txt").SeesNot("alert(1)")
		}
	})
}

func (f *forms) ownShop() {
	no(f.t, f.site.Catalogue.Add(f.t.Context(), marketplace.CatalogueListing{
		SiteCode: webtest.SiteCN, Ref: "QL-7001", SellerOrgID: f.site.Org("Norrvik Optics AB"), SellerName: "Norrvik flagship", Title: "Norrvik N3", Lang: "en",
		Description: "Ours.", Category: "Lighting", PriceMinor: 4900, Currency: "USD", UpdatedAt: f.site.Clock.Now(),
	}))
	f.steady(func() {
		b := f.site.As("elin").Open(f.filing("listings")).Fill(linesLabel, "QL-7001").Press("Look up these listings")
		b.Sees("Your own listing", "QL-7001", "None of the lines leads to a listing that can be complained of.")
		b.Open(f.filing("listings")).Fill(linesLabel, "QL-2001").Press("Look up these listings").Status(http.StatusOK)
	})
}

func (f *forms) notTicked() {
	f.steady(func() {
		b := f.site.As("elin").Open("/holder/file/" + f.complaintDraft + "/statements").Untick("Good faith").Press("Save and continue").Status(422)
		saysWhatIsWrong(f.t, b, "element-good_faith")
		b.Sees("Read this statement and tick it.")
		b.Send("/holder/file/"+f.complaintDraft+"/send", url.Values{"do": {"send"}}).Status(422).Sees("Read this statement and tick it.")
		b.Open("/holder/file/" + f.complaintDraft + "/statements").Tick("Good faith").Press("Save and continue").Status(http.StatusOK)

		b = f.site.As("lin").Open(f.countering("statements")).Untick("Good faith").Press("Save and continue").Status(422)
		saysWhatIsWrong(f.t, b, "element-good_faith")
		b.Send(f.countering("check"), url.Values{}).Status(422).Sees("Read this statement and tick it.")
		b.Open(f.countering("statements")).Tick("Good faith").Press("Save and continue").Status(http.StatusOK)
	})
}

func (f *forms) datePast() {
	f.steady(func() {
		b := f.site.As("elin").Open("/holder/rights/new/copyright").Fill("Title of the work", "Dawn").Fill("Owner", "Norrvik Optics AB").Tick("China")
		b.Fill("In force from", "2020-03-03").Fill("Last day in force", "2026-06-07").Fill("What is protected", "All of it.") // yesterday
		b.Press("Register this right").Status(422).Sees("This right ended on 2026-06-07. Register the term that is in force now.")
		if !strings.Contains(string(b.Body()), `value="2026-06-07"`) {
			f.t.Error("the date that was typed is lost")
		}
		for _, wrong := range []string{"31.12.2020", "2020-02-30", "0000-01-01", "yesterday"} {
			b.Fill("In force from", wrong).Press("Register this right").Status(422).Sees("Enter the day from which the right is in force, like 2020-03-31.")
		}
		b.Fill("In force from", "2031-01-01").Press("Register this right").Status(422).Sees("The last day is before the first.")
	})
}

// manyFields are fields of text, of many lines and of one.
func (f *forms) manyFields() (many, single []textField) {
	held := "/holder/cases/" + f.countered + "/"
	many = []textField{
		{"elin", at(f.filing("facts")), "What should the seller and the reviewer know?", "Save and continue"},
		{"elin", at(held + "contest"), "Why is the counter-notification wrong?", "Contest and send to a reviewer"},
		{"elin", at("/holder/rights/new/design"), "What is protected", "Register this right"},
		{"elin", at("/holder/cases/" + f.refused + "/appeal"), "What did the decision get wrong?", "Send the appeal"},
		{"lin", at(f.countering("grounds")), "Explain in your own words", "Save and continue"},
		{"ada", f.claimed("/review/cases/" + f.intake), "Facts", "Preview statement of reasons"},
		{"ada", f.claimed("/review/rights/" + f.unchecked), "Reason", "Record the decision"},
	}
	single = []textField{
		{"elin", at("/holder/rights/new/design"), "Owner", "Register this right"},
		{"elin", at("/holder/file/" + f.complaintDraft + "/statements"), "Full name", "Save and continue"},
		{"elin", at(held + "court"), "Court", "Send it"},
		{"lin", at(f.countering("statements")), "Sign by typing", "Save and continue"},
		{"ada", f.claimed("/review/cases/" + f.intake), "Where it applies", "Preview statement of reasons"},
	}
	return many, single
}

type textField struct {
	who    string
	open   func(*webtest.Browser) *webtest.Browser
	label  string
	button string
}

// types fills a field with something and sends the form.
func (f *forms) types(x textField, words string) *webtest.Browser {
	f.t.Helper()
	return x.open(f.site.As(x.who)).Fill(x.label, words).Press(x.button)
}

func (f *forms) nulByte() {
	many, single := f.manyFields()
	for _, x := range append(many, single...) {
		f.steady(func() {
			b := f.types(x, "before\x00after").Status(422).Sees("There is a problem", "characters that do not show")
			if !strings.Contains(string(b.Body()), "beforeafter") {
				f.t.Errorf("%s: what was typed is lost", b.Address())
			}
		})
	}
	f.site.As("elin").Open("/holder/complaints?q=a%00b").Status(422)
	f.site.As("elin").Open("/holder/complaints/IP%00").Status(404)
	f.site.As("lin").Open("/seller/complaints?q=%ff").Status(422)
}

func (f *forms) turnedText() {
	many, single := f.manyFields()
	for _, x := range single {
		f.steady(func() {
			b := f.types(x, "Elin\u202Edne").Status(422).Sees("turn the reading direction", "There is a problem")
			if body := string(b.Body()); !strings.Contains(body, "Elindne") || strings.Contains(body, "\u202E") {
				f.t.Errorf("%s: the override is kept, or what was typed is lost", b.Address())
			}
		})
	}
	// A text of many lines may be in a language that needs them, and is shown apart.
	x := many[4]
	f.types(x, "قال \u2067عربي\u2069 text").Status(http.StatusOK)
	f.types(x, "These are our own lamps.").Status(http.StatusOK)
	b := f.site.As("lin").Open(f.countering("evidence")).Upload("Choose files", "report\u202Efdp.txt", []byte("words")).Press("Upload").Status(http.StatusOK)
	b.SeesNot("\u202E").In("reportfdp.txt").Press("Remove").SeesNot("reportfdp.txt")
}

func (f *forms) hugeText() {
	many, single := f.manyFields()
	mega := strings.Repeat("x", 1_000_000)
	for _, x := range append(many, single...) {
		f.steady(func() {
			b := f.types(x, mega)
			switch b.StatusCode() {
			case 422: // told beside the field, with everything that was typed
				b.Sees("There is a problem", "1000000")
				if !strings.Contains(string(b.Body()), mega) {
					f.t.Errorf("%s: what was typed is lost", b.Address())
				}
			default:
				f.t.Errorf("%s %q: 1 MB is answered %d", b.Address(), x.label, b.StatusCode())
			}
			b.Send(b.Path(), url.Values{"explanation": {strings.Repeat("长", 700_000)}}).Status(413).Sees("larger than")
		})
	}
	f.types(many[0], "Short again.").Status(http.StatusOK)
	f.types(many[4], "These are our own lamps.").Status(http.StatusOK)
}

func (f *forms) stalePage() {
	now := f.w.All(f.upheld)[0].Version
	lin := f.site.As("lin").Open(fmt.Sprintf("/seller/cases/%s/delete?items=1&version-1=%d", f.upheld, now)).Status(http.StatusOK)
	no(f.t, f.w.DeleteListings(f.t.Context(), f.w.Haiyun, ipcase.DeleteListings{Case: f.upheld, Items: f.w.All(f.upheld)}))
	form := ipcase.NewID()
	f.w.Text(f.w.Norrvik, form, "What we say to that")
	f.steady(func() {
		lin.Press("Delete 1 listing").Status(http.StatusOK).Sees("Deleted by you") // it is as they wanted it
		lin.Send("/seller/cases/"+f.upheld+"/delete", url.Values{"items": {"1"}, "version-1": {"1"}}).Sees("Deleted by you")
		lin.Open("/seller/cases/"+f.upheld+"/counter?items=1&version-1=2").Status(409).Sees("has moved on", "Deleted by you")
		f.site.As("elin").Send("/holder/cases/"+f.countered+"/contest", url.Values{
			"items": {"1"}, "version-1": {"1"}, "form": {form}, "do": {"send"}, "explanation": {"Written on an old page."},
		}).Status(409).Sees("has moved on", "Written on an old page.")
	})
}

func (f *forms) anothersNumber() {
	wang := f.site.As("wang").Open("/home")
	f.steady(func() {
		for _, path := range []string{"/seller/cases/" + f.waiting, f.countering("check"), "/snapshots/" + f.waiting + "/1", "/holder/cases/" + f.waiting} {
			wang.Open(path).Status(404).SeesNot("QL-1002", "Haiyun")
		}
		wang.Send(f.countering("check"), url.Values{}).Status(404)
		files, err := f.w.FormEvidence(f.t.Context(), f.w.Haiyun, f.counterDraft)
		no(f.t, err)
		f.site.As("elin").Send("/holder/cases/"+f.countered+"/contest", url.Values{"form": {f.counterDraft}, "do": {"drop:" + files[0].PublicID}})
		f.site.As("lin").Open(f.countering("evidence")).Sees("evidence.txt")
	})
}

// secondPress sends each filing eight times at once. One is filed, and everybody
// is led to it.
func (f *forms) secondPress() {
	presses := []struct {
		who, path string
		form      url.Values
		count     string
	}{
		{"elin", "/holder/file/" + f.complaintDraft + "/send", url.Values{"do": {"send"}}, "SELECT COUNT(*) FROM complaints"},
		{"lin", f.countering("check"), url.Values{}, "SELECT COUNT(*) FROM counters"},
	}
	for _, p := range presses {
		var before, after int64
		no(f.t, f.site.DB.Gorm.Raw(p.count).Scan(&before).Error)
		c := newClient(f.t, f.site, p.who)
		var mu sync.Mutex
		var wg sync.WaitGroup
		led := map[string]int{}
		for range 8 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				req, err := http.NewRequestWithContext(f.t.Context(), http.MethodPost, f.site.URL+p.path, strings.NewReader(p.form.Encode()))
				if err != nil {
					f.t.Error(err)
					return
				}
				req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				req.Header.Set("X-CSRF-Token", c.token)
				res, err := c.http.Do(req)
				if err != nil {
					f.t.Error(err)
					return
				}
				_ = res.Body.Close()
				mu.Lock()
				defer mu.Unlock()
				led[fmt.Sprint(res.StatusCode, " ", res.Header.Get("Location"))]++
			}()
		}
		wg.Wait()
		no(f.t, f.site.DB.Gorm.Raw(p.count).Scan(&after).Error)
		if after != before+1 || len(led) != 1 {
			f.t.Errorf("%s pressed eight times: %d filed, answered %v", p.path, after-before, led)
		}
	}
}

func (f *forms) endedRight() {
	id := f.w.DraftOf(f.w.Norrvik, f.right, "QL-3002")
	f.site.Clock.Set(time.Date(2030, 3, 4, 12, 0, 0, 0, time.UTC))
	f.steady(func() {
		b := f.site.As("elin").Open("/holder/file/" + id + "/send").Press("Send complaint about").Status(422)
		b.Sees(f.right+" ended on 2030-03-03.", "QL-3002").Open("/holder/file").Sees(f.right + " ended on 2030-03-03.")
	})
}
