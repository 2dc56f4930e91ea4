package web_test

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/casefile"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/present"
	"ipportal/web/webtest"
)

// said is one thing in a case, by a word that stands nowhere else, with who is
// shown it, and where on their pages.
type said struct {
	word string
	by   []string // lin the seller, elin the complainant, ada the reviewer
	page string   // below the page of the case
}

var allThree = []string{"ada", "elin", "lin"}

// everythingSaid is a case with everything in it.
var everythingSaid = []said{
	{"Zaffre-complaint", allThree, ""},
	{"Zaffre-completion-of-element", nil, ""}, // a word of nobody: the test can fail
	{"Zaffre-fix", allThree, "/fix"},
	{"Zaffre-fixed-title", allThree, "/fix"},
	{"Zaffre-fix-refused", allThree, "/fix"},
	{"Zaffre-declined-terms", []string{"elin", "lin"}, "/settlement"},
	{"Zaffre-declined-reply", []string{"elin", "lin"}, "/settlement"},
	{"Zaffre-agreed-terms", allThree, "/settlement"},
	{"Zaffre-open-terms", []string{"elin", "lin"}, "/settlement"},
	{"Zaffre-letter-of-seller", allThree, "letters"},
	{"Zaffre-letter-of-holder", allThree, "letters"},
	{"Zaffre-counter", allThree, ""},
	{"Zaffre-court", allThree, ""},
	{"Zaffre-action", allThree, ""},
	{"Zaffre-order-court", allThree, ""},
	{"Zaffre-extended", allThree, "/time"},
	{"Zaffre-disputed", []string{"ada", "lin"}, "/time"},
	{"Zaffre-appeal", allThree, ""},
	{"Zaffre-for-reviewers-only", []string{"ada", "lin"}, "file"},
	{"Zaffre-for-both", allThree, "file"},
	{"Zaffre-contest", allThree, ""},
	{"Zaffre-decision", allThree, "decision"},
	{"Zaffre-order-facts", allThree, "decision"},
	{"withdrew the complaint about QL-1004", allThree, ""},
}

// everything makes that case.
func (d desk) everything() string {
	d.t.Helper()
	ctx, elin, lin, ada := d.t.Context(), d.Person("elin").Actor(), d.Person("lin").Actor(), d.Person("ada").Actor()
	number := d.complaint(d.right("12345678", true), "QL-1001", "QL-1002", "QL-1003", "QL-1004")
	d.must(d.DB.Gorm.Exec("UPDATE items SET note = 'Zaffre-complaint' WHERE position = 1").Error)
	d.rule("ada", number, ipcase.MoveAccept)
	d.Work()
	at := func(position int) []ipcase.Chosen {
		return slices.DeleteFunc(d.all(number), func(c ipcase.Chosen) bool { return c.Position != position })
	}

	retitle(d.t, d.Site, "QL-1001", "Plain headlamp Zaffre-fixed-title")
	_, err := d.Service.ReadSellerCase(ctx, lin, number) // opening it is delivery
	d.must(err)
	d.must(d.Service.ProposeFix(ctx, lin, ipcase.ProposeFix{FormID: ipcase.NewID(), Case: number, Items: at(1), Words: "Zaffre-fix", Lang: "en"}))
	d.must(d.Service.AnswerFix(ctx, elin, ipcase.AnswerFix{Case: number, Items: at(1), Kind: ipcase.FixRefused, Words: "Zaffre-fix-refused", Lang: "en"}))

	d.Work() // the answer to the fix is delivered by mail: its clock runs on
	offer := func(a, other ipcase.Actor, position int, words string, do ipcase.OfferAnswer, reply string) {
		d.must(d.Service.OfferSettlement(ctx, a, ipcase.OfferSettlement{FormID: ipcase.NewID(), Case: number, Items: at(position), Words: words, Lang: "en"}))
		if do == "" {
			return
		}
		v, err := d.Service.ReadHolderCase(ctx, elin, number)
		d.must(err)
		d.must(d.Service.AnswerSettlement(ctx, other, ipcase.AnswerSettlement{Case: number, Offer: v.OpenOffer().PublicID, Items: at(position), Do: do, Words: reply, Lang: "en"}))
	}
	offer(lin, elin, 2, "Zaffre-declined-terms", ipcase.DeclineOffer, "Zaffre-declined-reply")
	offer(lin, elin, 2, "Zaffre-agreed-terms", ipcase.AcceptOffer, "")
	offer(elin, lin, 1, "Zaffre-open-terms", "", "")

	d.must(d.Service.WriteLetter(ctx, lin, ipcase.WriteLetter{FormID: ipcase.NewID(), Case: number, Words: "Zaffre-letter-of-seller", Lang: "en"}))
	d.must(d.Service.WriteLetter(ctx, elin, ipcase.WriteLetter{FormID: ipcase.NewID(), Case: number, Words: "Zaffre-letter-of-holder", Lang: "en"}))

	d.Work() // the answer to the fix is delivered by mail: its clock runs on
	d.must(d.Service.SetClock(ctx, ada, ipcase.SetClock{Case: number, Items: at(1), Do: ipcase.MoveExtend, Amount: 2, Reason: "Zaffre-extended", Lang: "en"}))
	d.must(d.Service.DisputeDelivery(ctx, lin, ipcase.DisputeDelivery{Case: number, Items: at(1), Explanation: "Zaffre-disputed", Lang: "en"}))

	d.counterOf(number, append(at(3), at(4)...))
	_, err = d.Service.ReadHolderCase(ctx, elin, number)
	d.must(err)
	answer := func(position int, kind ipcase.AnswerKind, words, court string) {
		form := ipcase.NewID()
		d.file(elin, form, "evidence", "action.txt", []byte("What we put forward, Zaffre-for-both"), ipcase.PurposeEvidence, ipcase.BothSides)
		in := ipcase.AnswerCounter{FormID: form, Case: number, Items: at(position), Kind: kind, Explanation: words, Lang: "en", Court: court}
		if court != "" {
			in.CourtNumber = "17/2026"
		}
		d.must(d.Service.AnswerCounter(ctx, elin, in))
	}
	answer(3, ipcase.AnswerCourt, "Zaffre-action", "Court of Zaffre-court")
	answer(4, ipcase.AnswerContest, "Zaffre-contest", "")
	decide := func(position int, do ipcase.Move, facts string, order *ipcase.OrderInput) {
		_, err := d.Service.Decide(ctx, ada, ipcase.DecideCase{
			Case: number, Facts: facts, GroundKind: ipcase.GroundLaw, Reference: "Civil Procedure Law, Article 103", Explanation: "It follows.",
			Territory: "CN", Lang: "en", Rulings: []ipcase.RulingInput{{Position: position, Version: at(position)[0].Version, Do: do}}, Order: order,
		})
		d.must(err)
	}
	decide(4, ipcase.MoveUpholdCounter, "Zaffre-decision", nil)
	form := ipcase.NewID()
	d.file(ada, form, "evidence", "order.txt", []byte("The order of the court"), ipcase.PurposeEvidence, ipcase.BothSides)
	decide(3, ipcase.MoveOrderUpheld, "Zaffre-order-facts", &ipcase.OrderInput{
		FormID: form, Kind: ipcase.OrderOfCourt, Authority: "Zaffre-order-court", Number: "(2026) 17", DatedOn: "2026-06-01",
	})
	_, err = d.Service.ReadHolderCase(ctx, elin, number)
	d.must(err)
	d.must(d.Service.AppealDecision(ctx, elin, ipcase.AppealDecision{FormID: ipcase.NewID(), Case: number, Items: at(4), Explanation: "Zaffre-appeal", Lang: "en"}))
	_, err = d.Service.Retract(ctx, elin, ipcase.Retract{Case: number, Items: at(4)})
	d.must(err)
	d.Work()
	d.Clock.Advance(2 * time.Minute)
	d.Work()
	return number
}

// counterOf is filed by Lin for these listings, with a file for both and one for
// the reviewer alone.
func (d desk) counterOf(number string, chosen []ipcase.Chosen) {
	d.t.Helper()
	ctx, lin := d.t.Context(), d.Person("lin").Actor()
	v, err := d.Service.ReadSellerCase(ctx, lin, number)
	d.must(err)
	id, err := d.Service.StartCounter(ctx, lin, number, chosen)
	d.must(err)
	draft, err := d.Service.CounterDraft(ctx, lin, id)
	d.must(err)
	draft.Ground, draft.Explanation, draft.Signature = ipcase.GroundNotInfringing, "Zaffre-counter", "Lin Yue"
	for _, e := range v.Procedure.CounterElementsFor(v.Right.Type) {
		switch e.Kind {
		case ipcase.ElementStatement:
			draft.Ticked = append(draft.Ticked, e.ID)
		case ipcase.ElementText:
			draft.Answers[e.ID] = "As set out in the file."
		default:
		}
	}
	d.file(lin, id, "evidence", "invoice.txt", []byte("Tooling invoice, Zaffre-for-reviewers-only"), ipcase.PurposeEvidence, ipcase.ReviewerOnly)
	d.must(d.Service.SaveCounterDraft(ctx, lin, id, draft))
	_, err = d.Service.FileCounter(ctx, lin, id)
	d.must(err)
}

// Whatever a side is shown of a case is in its ZIP's data and in its PDF; what it
// is not shown is in neither (promise 5).
func TestCaseFileHoldsWhatItsReaderSees(t *testing.T) {
	ipcasetest.Program(t, "pdftotext")
	atDesk(t, func(t *testing.T, d desk) {
		number := d.everything()
		key := strings.TrimSpace(string(d.Stranger().Open("/log/key").Status(200).Body()))
		for who, base := range map[string]string{"lin": "/seller/cases/", "elin": "/holder/cases/", "ada": "/review/cases/"} {
			b := d.As(who)
			shown := pagesOf(d, b, who, base+number)
			pdf := bare(readable(bytes.Clone(b.Open(base + number + "/casefile.pdf?lang=en").Status(200).Body())))
			file := bytes.Clone(b.Open(base + number + "/casefile.zip?lang=en").Status(200).Body())
			if _, err := casefile.Verify(bytes.NewReader(file), int64(len(file)), key); err != nil {
				t.Fatal(err)
			}
			data, whole := bare(zipped(t, file, casefile.DataName)), bare(readable(file))
			for _, s := range everythingSaid {
				sees, word := slices.Contains(s.by, who), bare(s.word)
				if at, read := shown[s.page]; read && s.page != "file" && s.page != "decision" && strings.Contains(at, word) != sees {
					t.Errorf("%s: on the page %q %q is shown: %t, and is to be: %t", who, s.page, s.word, !sees, sees)
				}
				if got := strings.Contains(pdf, word); got != sees && s.page != "file" {
					t.Errorf("%s: the PDF says %q: %t, and the pages: %t", who, s.word, got, sees)
				}
				if got := strings.Contains(data, word); got != sees && s.page != "file" {
					t.Errorf("%s: the data say %q: %t, and the pages: %t", who, s.word, got, sees)
				}
				if got := strings.Contains(whole, word); got != sees {
					t.Errorf("%s: the ZIP says %q: %t, and the pages: %t", who, s.word, got, sees)
				}
			}
			d.eachExhibit(t, who, number)
			if dir := os.Getenv("IPPORTAL_TEST_SHOTS"); dir != "" { // to be looked at
				for _, lang := range present.Languages() {
					d.must(os.WriteFile(filepath.Join(dir, "case-"+who+"-"+lang+".pdf"), b.Open(base+number+"/casefile.pdf?lang="+lang).Body(), 0o600))
				}
			}
		}
		for who, at := range map[string]string{"wang": "/seller/cases/", "zhao": "/holder/cases/", "dana": "/review/cases/"} {
			for _, ending := range []string{"", ".zip", ".pdf"} {
				if body := string(d.As(who).Open(at + number + "/casefile" + ending).Status(404).Body()); strings.Contains(body, "Zaffre") {
					t.Errorf("%s is told of the case", who)
				}
			}
		}
	})
}

// pagesOf are the words of the pages that show a case to one side, by their
// address below the case's.
func pagesOf(d desk, b *webtest.Browser, who, at string) map[string]string {
	d.t.Helper()
	pages := map[string]string{}
	for _, page := range []string{"", "/fix", "/settlement", "/time"} {
		if page == "/settlement" && who == "ada" {
			continue // reviewers read agreed terms in the case file alone
		}
		pages[page] = bare(b.Open(at + page).Status(200).Text())
	}
	switch who {
	case "lin":
		pages["letters"] = bare(b.Open(at + "/complainant").Status(200).Text())
	case "elin":
		pages["letters"] = bare(b.Open(at + "/seller").Status(200).Text())
	default:
		pages["letters"] = pages[""]
	}
	return pages
}

// bare is words without the spaces at which lines break.
func bare(s string) string { return strings.Join(strings.Fields(s), "") }

func zipped(t *testing.T, file []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	words, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(words)
}

// eachExhibit holds what a case file takes in one go against what the same reader
// is given file by file.
func (d desk) eachExhibit(t *testing.T, who, number string) {
	t.Helper()
	ctx, a := t.Context(), d.Person(who).Actor()
	read := d.Service.ReadSellerCase
	switch a.Party {
	case ipcase.PartyHolder:
		read = d.Service.ReadHolderCase
	case ipcase.PartyPlatform:
		read = d.Service.ReadReviewCase
	default:
	}
	v, err := read(ctx, a, number)
	d.must(err)
	all, err := d.Service.CaseExhibits(ctx, a, v)
	d.must(err)
	var got, want []string
	for _, e := range all {
		got = append(got, e.PublicID)
	}
	var ids []string
	d.must(d.DB.Gorm.Model(&ipcase.Exhibit{}).Order("id").Pluck("public_id", &ids).Error)
	for _, id := range ids {
		if e, err := d.Service.Exhibit(ctx, a, id); err == nil && e.Given() {
			want = append(want, id)
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%s: %d exhibits are in the file, and %d are given one by one", who, len(got), len(want))
	}
}
