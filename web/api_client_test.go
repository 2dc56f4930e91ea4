package web_test

import (
	"context"
	"net/http"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	apiclient "ipportal/web/api/client"
)

// client is the generated client, with the robot's key.
func (r robot) client() *apiclient.ClientWithResponses {
	r.t.Helper()
	c, err := apiclient.NewClientWithResponses(r.site.URL+"/api/v1", apiclient.WithRequestEditorFn(func(_ context.Context, req *http.Request) error {
		req.Header.Set("Authorization", "Bearer "+r.key)
		return nil
	}))
	no(r.t, err)
	return c
}

// A complaint is filed, answered with a counter-notification and decided through the
// client alone that is generated from the document.
func TestGeneratedClientFilesCountersAndDecides(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		ctx := t.Context()
		right := w.acts.Right(ipcase.Trademark)
		holder, seller, reviewer := w.robot(t, "elin", false).client(), w.robot(t, "lin", false).client(), w.robot(t, "ada", false).client()

		filing := readyFiling(t, holder, right)
		rows := func() int {
			return w.count("complaints") + w.count("drafts") + w.count("exhibits") + w.count("api_requests")
		}
		before := rows()
		tried, err := w.robot(t, "elin", true).client().FileComplaintWithResponse(ctx, nil, filing)
		no(t, err)
		if tried.JSON201 == nil || tried.JSON201.Number != "IP-2026-000000" || rows() != before {
			t.Fatalf("the sandbox answers %s, and left %d rows", tried.Body, rows()-before)
		}
		key := "2026-06-15/1"
		filed, err := holder.FileComplaintWithResponse(ctx, &apiclient.FileComplaintParams{IdempotencyKey: &key}, filing)
		no(t, err)
		if filed.JSON201 == nil {
			t.Fatalf("filing is answered %s", filed.Body)
		}
		number := filed.JSON201.Cases[0].Number

		claimed, err := reviewer.ClaimWithResponse(ctx, number, nil)
		no(t, err)
		if claimed.JSON200 == nil {
			t.Fatalf("the claim is answered %s", claimed.Body)
		}
		decide(t, reviewer, number, "accept_notice")
		w.Work()

		seen := caseOf(t, seller, number)
		ticked, answers := elementsOf(seen.CounterElements)
		delete(answers, "explanation")
		signature, name, content := "Lin Yue", "own.txt", "T3VyIG93biBkZXNpZ24u"
		counter, err := seller.FileCounterWithResponse(ctx, number, nil, apiclient.CounterInput{
			Ground: "not_infringing", Explanation: "These are our own lamps.", Signature: &signature, Statements: &ticked, Answers: &answers,
			Items: chosenOf(seen), Files: &[]apiclient.File{{Name: &name, Content: &content}},
		})
		no(t, err)
		if counter.JSON201 == nil {
			t.Fatalf("the counter-notification is answered %s", counter.Body)
		}
		w.stands(number, ipcase.Countered)
		w.Work()

		contested, err := holder.AnswerCounterWithResponse(ctx, number, nil, apiclient.AnswerInput{
			Kind: "contest", Items: chosenOf(caseOf(t, holder, number)), Explanation: "The marks are the same.", Files: &[]apiclient.File{{Name: &name, Content: &content}},
		})
		no(t, err)
		if contested.JSON200 == nil {
			t.Fatalf("the answer is answered %s", contested.Body)
		}
		next, err := reviewer.ClaimNextWithResponse(ctx, nil)
		no(t, err)
		if next.JSON200 == nil || next.JSON200.Number != number {
			t.Fatalf("the next task is %s", next.Body)
		}
		decide(t, reviewer, number, "uphold_counter")
		w.stands(number, ipcase.Restored)
	})
}

func caseOf(t *testing.T, c *apiclient.ClientWithResponses, number string) *apiclient.Case {
	t.Helper()
	got, err := c.ReadCaseWithResponse(context.Background(), number)
	no(t, err)
	if got.JSON200 == nil {
		t.Fatalf("%s is answered %s", number, got.Body)
	}
	return got.JSON200
}

func chosenOf(c *apiclient.Case) (out []apiclient.Chosen) {
	for _, i := range c.Items {
		out = append(out, apiclient.Chosen{Position: i.Position, Version: i.Version})
	}
	return out
}

// decide rules on every listing of a case alike.
func decide(t *testing.T, c *apiclient.ClientWithResponses, number, move string) {
	t.Helper()
	facts, reference, explanation, territory, ground := "The mark stands on it.", "Trademark Law, Article 57", "Sign and goods were compared.", "CN", apiclient.DecisionInputGround("law")
	in := apiclient.DecisionInput{Facts: &facts, Ground: &ground, Reference: &reference, Explanation: &explanation, Territory: &territory}
	for _, i := range caseOf(t, c, number).Items {
		in.Rulings = append(in.Rulings, apiclient.RulingInput{Position: i.Position, Version: i.Version, Move: move})
	}
	got, err := c.DecideWithResponse(context.Background(), number, nil, in)
	no(t, err)
	if got.JSON201 == nil {
		t.Fatalf("the decision is answered %s", got.Body)
	}
}

// readyFiling is a complaint of which the check says that nothing is missing.
func readyFiling(t *testing.T, c *apiclient.ClientWithResponses, right string) apiclient.ComplaintInput {
	t.Helper()
	explanation, signature, name, content := "The listing uses our name.", "Elin Strand", "photo.txt", "V2UgYm91Z2h0IGl0Lg=="
	in := apiclient.ComplaintInput{
		Right: right, Lines: []string{"QL-1001"}, Reason: "trademark_in_title", Explanation: &explanation, Signature: &signature,
		Files: &[]apiclient.File{{Name: &name, Content: &content}},
	}
	for range 2 {
		check, err := c.CheckComplaintWithResponse(t.Context(), nil, in)
		no(t, err)
		if check.JSON200 == nil {
			t.Fatalf("the check is answered %s", check.Body)
		}
		if check.JSON200.Ready {
			return in
		}
		ticked, answers := elementsOf(check.JSON200.Elements)
		in.Statements, in.Answers = &ticked, &answers
	}
	t.Fatal("it cannot be filed")
	return in
}

// elementsOf ticks every statement and answers every question.
func elementsOf(list []apiclient.Element) (ticked []string, answers map[string]string) {
	answers = map[string]string{}
	for _, e := range list {
		switch e.Kind {
		case "statement":
			ticked = append(ticked, e.Id)
		case "text":
			answers[e.Id] = "As set out in the file."
		}
	}
	return ticked, answers
}
