package api_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/dsa"
	"ipportal/ipcase/dsa/api"
	"ipportal/ipcase/ipcasetest"
)

// everyKind is n statements that go through every effect, ground, type of right,
// reason, language, territory and degree of automation, and through the longest words.
func everyKind(n int) []dsa.Statement {
	effects := []dsa.Effect{dsa.ListingRemoved, dsa.SellingStopped, dsa.ListingsDown, dsa.AccountClosed}
	rights := []string{"trademark", "copyright", "design", "patent", "utility_model", ""}
	reasons := []string{"trademark_counterfeit", "trademark_in_title", "copyright_images", "copyright_text", "design_appearance", "patent_claim", "utility_model_claim"}
	degrees := []dsa.Automation{dsa.Nobody, dsa.Partly, dsa.Person}
	langs := []string{"en", "zh-CN", "el", "de-AT", "tlh", ""}
	places := []string{"EU", "WW", "DE", "GR", "SE"}
	var all []dsa.Statement
	for k := range n {
		on := time.Date(2026, 1, 1+k%300, 0, 0, 0, 0, time.UTC)
		r := dsa.Restriction{
			Puid: fmt.Sprintf("sor-IP-2026-%06d-7K-%d-%d", k, k%30, k%9), Effect: effects[k%4], Law: k/4%2 == 0, Ground: "Article 9(2)(a) Regulation (EU) 2017/1001",
			Explanation: "该标志相同。 The sign is identical.", Facts: "The pictures show the mark \"N\".\nNothing was answered.", RightType: rights[k%6], Reason: reasons[k%7],
			Notice: k%4 == 0, Lang: langs[k%6], Since: on.AddDate(-k%20, 0, 0), On: on, Scope: dsa.Scope(places[k%5]), Business: k%3 > 0, Automation: degrees[k/8%3],
		}
		if k%5 == 0 {
			r.Ground, r.Explanation, r.Facts = strings.Repeat("字", dsa.MaxGround), strings.Repeat("é", dsa.MaxExplanation), strings.Repeat("x", dsa.MaxFacts)
		}
		if r.Effect == dsa.SellingStopped || r.Effect == dsa.ListingsDown {
			end := on.AddDate(0, 0, k%30)
			r.Until = &end
		}
		all = append(all, dsa.Map(r))
	}
	return all
}

func send(t *testing.T, c *api.Client, batch []dsa.Statement, want ipcase.StatementAnswerKind) map[string]ipcase.StatementAnswer {
	t.Helper()
	got, err := c.Send(t.Context(), batch)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range batch {
		if a := got[s.Puid]; a.Kind != want {
			t.Errorf("%s: %+v, want %s", s.Puid, a, want)
		}
	}
	return got
}

// The stand-in's verdict on 500 statements of every kind.
func TestFiveHundredStatementsAreTaken(t *testing.T) {
	d := ipcasetest.NewTransparency(t)
	c, err := api.New(d.URL)
	if err != nil {
		t.Fatal(err)
	}
	all := everyKind(500)
	for n := 0; n < len(all); n += api.MaxBatch {
		send(t, c, all[n:n+api.MaxBatch], ipcase.StatementStored)
	}
	t.Logf("the stand-in took %d of %d statements, in batches of %v", len(d.Kept()), len(all), d.Batches())
	if len(d.Kept()) != len(all) {
		t.Errorf("%d are kept", len(d.Kept()))
	}
	send(t, c, all[:100], ipcase.StatementExists) // again: the same puids
	if len(d.Kept()) != len(all) {
		t.Errorf("%d are kept after sending again", len(d.Kept()))
	}
}

// A batch is taken whole or not at all: what is wrong in it and what is there already
// is sorted out, and the rest is sent again. Nothing but 201 counts.
func TestABatchIsSortedOut(t *testing.T) {
	d := ipcasetest.NewTransparency(t)
	c, err := api.New(d.URL)
	if err != nil {
		t.Fatal(err)
	}
	all := everyKind(30)
	d.LoseAnswer()
	if got, err := c.Send(t.Context(), all[:10]); err == nil || len(got) > 0 {
		t.Fatalf("the answer was lost: %v, %v", got, err)
	}
	send(t, c, all[:10], ipcase.StatementExists)

	d.NameNothing(true) // each is asked for: 302 says that it is there
	mixed := all[5:15]
	got, err := c.Send(t.Context(), mixed)
	if err != nil || got[all[5].Puid].Kind != ipcase.StatementExists || got[all[12].Puid].Kind != ipcase.StatementStored {
		t.Errorf("where nothing is named: %v, %v", got, err)
	}
	d.NameNothing(false)

	bad := all[20]
	bad.DecisionFacts = ""
	got, err = c.Send(t.Context(), []dsa.Statement{all[0], bad, all[21]})
	if err != nil || got[bad.Puid].Kind != ipcase.StatementWrong || !strings.Contains(got[bad.Puid].Why, "decision_facts") {
		t.Errorf("a wrong one: %v, %v", got, err)
	}
	if got[all[21].Puid].Kind != ipcase.StatementStored || got[all[0].Puid].Kind != ipcase.StatementExists {
		t.Errorf("those beside it: %v", got)
	}
	for _, status := range []int{http.StatusOK, http.StatusUnauthorized, http.StatusFound, http.StatusTooManyRequests, http.StatusInternalServerError} {
		d.Fail(func(*http.Request) int { return status })
		var permanent *ipcase.PermanentError
		if got, err := c.Send(t.Context(), all[25:27]); err == nil || len(got) > 0 || errors.As(err, &permanent) || strings.Contains(err.Error(), "abcDEF") {
			t.Errorf("%d: %v, %v", status, got, err)
		}
	}
	d.Fail(nil)
	send(t, c, all[25:27], ipcase.StatementStored)
}

func TestAddresses(t *testing.T) {
	for _, address := range []string{"", "https://transparency.dsa.example", "https://hunter2@transparency.dsa.example", "http://token:hunter2@transparency.dsa.example", "token:hunter2", "https://token:hunter2@x/?a=b"} {
		if _, err := api.New(address); err == nil || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q: %v", address, err)
		}
	}
}
