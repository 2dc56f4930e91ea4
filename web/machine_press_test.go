package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"ipportal/ipcase"
	"ipportal/web/webtest"
)

// press is something that somebody can press.
type press struct {
	verb string
	who  []string

	// prepare fills in the form as its page would; send sends it, once more
	// each time, and says how it was answered.
	prepare func(m *machine, w *walked, who string, before []ipcase.Item, chosen []int, fields url.Values) (send func() int)
}

var presses = []press{
	{"accept_notice", benches, (*machine).rules},
	{"ask_for_more", benches, (*machine).rules},
	{"refuse_notice", benches, (*machine).rules},
	{"uphold_complaint", benches, (*machine).rules},
	{"uphold_counter", benches, (*machine).rules},
	{"record_court_upheld", benches, (*machine).rules},
	{"record_court_restored", benches, (*machine).rules},
	{"affirm", benches, (*machine).rules},
	{"reverse", benches, (*machine).rules},
	{"complete", []string{"elin", "finn"}, (*machine).holderSays},
	{"accept", []string{"elin", "anders"}, (*machine).holderSays},
	{"contest", []string{"elin", "anders"}, (*machine).holderSays},
	{"court", []string{"elin", "anders"}, (*machine).holderSays},
	{"retract", []string{"elin", "finn"}, (*machine).holderSays},
	{"appeal by the holder", []string{"elin", "anders"}, (*machine).holderSays},
	{"delete", []string{"lin", "dean"}, (*machine).sellerSays},
	{"appeal by the seller", []string{"lin", "anya"}, (*machine).sellerSays},
	{"counter", []string{"lin", "anya"}, (*machine).counters},
	{"propose_fix", []string{"lin", "anya"}, (*machine).proposesFix},
	{"accept_fix", []string{"elin", "anders", "ada", "carol"}, (*machine).answersFix},
	{"refuse_fix", []string{"elin", "anders", "ben"}, (*machine).answersFix},
	{"settle", []string{"elin", "anders", "lin", "anya"}, (*machine).settles},
	{"retract by list", []string{"elin", "finn"}, (*machine).retractsByList},
}

func (m *machine) rules(w *walked, who string, _ []ipcase.Item, _ []int, fields url.Values) func() int {
	fields.Del("items")
	for name := range fields {
		if at, ok := strings.CutPrefix(name, "version-"); ok {
			fields.Set("code-"+at, "evidence_insufficient")
			if fields.Get("ruling-"+at) == string(ipcase.MoveAskMore) {
				fields.Set("comment-"+at, "Say which picture shows the mark.")
			}
		}
	}
	for name, value := range map[string]string{
		"facts": "The name stands on the lamp.", "ground_kind": "terms", "reference": "7.2", "explanation": "It is the registered name.", "territory": "CN", "lang": "en",
	} {
		fields.Set(name, value)
	}
	return func() int { return m.As(who).Send("/review/cases/"+w.number+"/decide", fields).StatusCode() }
}

func (m *machine) holderSays(w *walked, who string, _ []ipcase.Item, _ []int, fields url.Values) func() int {
	deed, form := m.verbOf(fields), ipcase.NewID()
	path := "/holder/cases/" + w.number + "/" + deed
	fields.Set("form", form)
	if deed != "accept" && deed != "retract" {
		m.file(m.Person(who).Actor(), form, "evidence", "more.txt", []byte("More of it: "+form), ipcase.PurposeEvidence, ipcase.BothSides)
		fields.Set("explanation", "As the file shows.")
	}
	fields.Set("court", "Göteborgs tingsrätt")
	fields.Set("court_number", "T 1234-26")
	m.As(who).Open(path) // a statement is made by somebody who has just shown who they are
	return func() int { return m.As(who).Send(path, fields).StatusCode() }
}

func (m *machine) sellerSays(w *walked, who string, _ []ipcase.Item, _ []int, fields url.Values) func() int {
	deed, form := m.verbOf(fields), ipcase.NewID()
	fields.Set("form", form)
	fields.Set("explanation", "The decision does not mention the packaging.")
	return func() int { return m.As(who).Send("/seller/cases/"+w.number+"/"+deed, fields).StatusCode() }
}

// verbOf is how a deed is called in an address.
func (m *machine) verbOf(fields url.Values) string {
	for name := range fields {
		if strings.HasPrefix(name, "ruling-") {
			deed, _, _ := strings.Cut(fields.Get(name), " ")
			return deed
		}
	}
	m.t.Fatal("nothing was chosen")
	return ""
}

// counters keeps a draft as the pages before the last one do, and sends it.
func (m *machine) counters(w *walked, who string, before []ipcase.Item, chosen []int, fields url.Values) func() int {
	ctx, a := m.t.Context(), m.Person(who).Actor()
	var items []ipcase.Chosen
	stale := false
	for _, n := range chosen {
		c := ipcase.Chosen{Position: n + 1, Version: before[n].Version}
		stale = stale || fields.Get("version-"+strconv.Itoa(n+1)) != strconv.Itoa(c.Version)
		items = append(items, c)
	}
	if stale {
		for n := range items {
			items[n].Version--
		}
	}
	id, err := m.Service.StartCounter(ctx, a, w.number, items)
	if ipcase.KindOf(err) == ipcase.NotFound { // the seller has not been told of the case
		return func() int { return http.StatusNotFound }
	}
	m.must(err)
	draft, err := m.Service.CounterDraft(ctx, a, id)
	m.must(err)
	v, err := m.Service.ReadSellerCase(ctx, a, w.number)
	m.must(err)
	draft.Ground, draft.Explanation, draft.Signature = ipcase.GroundNotInfringing, "The name only says what it fits.", a.Name
	for _, e := range v.Procedure.CounterElementsFor(v.Right.Type) {
		switch e.Kind {
		case ipcase.ElementStatement:
			draft.Ticked = append(draft.Ticked, e.ID)
		case ipcase.ElementText:
			draft.Answers[e.ID] = "As set out in the file."
		default:
		}
	}
	m.file(a, id, "evidence", "packaging.png", webtest.Picture(m.t, 90, 90), ipcase.PurposeEvidence, ipcase.BothSides)
	m.must(m.Service.SaveCounterDraft(ctx, a, id, draft))
	path := "/seller/cases/" + w.number + "/counter/" + id + "/check"
	m.As(who).Open(path)
	return func() int { return m.As(who).Send(path, url.Values{}).StatusCode() }
}
