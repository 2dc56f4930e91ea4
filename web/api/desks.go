package api

import (
	"errors"
	"net/http"
	"net/url"

	"ipportal/ipcase"
	"ipportal/ipcase/letter"
)

// LetterText is a letter as it was pasted.
type LetterText struct {
	Text string `json:"text" minLength:"1" maxLength:"100000" doc:"The letter, or a whole mail." example:"Dear Sirs, your listing QL-1001 …"`
	Kind string `json:"kind,omitempty" enum:"notice,counter,retraction" doc:"What it is; left out, it is found."`
}

// LaidLetter is what a letter says, found by rules. Nothing of it is kept.
type LaidLetter struct {
	Kind        string   `json:"kind" doc:"notice, counter, retraction or unsure." example:"notice"`
	Lang        string   `json:"lang" doc:"The language of most of it." example:"en"`
	RightType   string   `json:"right_type,omitempty" doc:"Which type of right it speaks of." example:"trademark"`
	Contact     Contact  `json:"contact" doc:"Of whoever wrote it."`
	Signature   string   `json:"signature,omitempty" doc:"As it is signed." example:"Elin Strand"`
	Listings    []string `json:"listings" nullable:"false" doc:"What it complains of, or what was removed." example:"QL-1001"`
	Originals   []string `json:"originals" nullable:"false" doc:"The owner's own." example:"https://shop.example/items/QL-1001"`
	Explanation string   `json:"explanation" doc:"What is left when all this is taken out." example:"The title names our mark."`
}

type letterTextAsked struct{ Body LetterText }

type searchAsked struct {
	Paged
	Search string `query:"q" required:"true" minLength:"1" maxLength:"200" doc:"A number, a mark, a name or a title, typed badly too."`
}

// desks is what reviewers read beside their tasks, and letters laid out.
func (a *API) desks() {
	on(a, operation{
		id: "list-rights-to-check", method: http.MethodGet, path: "/rights-to-check", tag: tagReviewer, scope: ipcase.PermReview, of: reviewers, says: "Rights that wait for a reviewer, oldest first",
	}, listRightsToCheck)
	on(a, operation{
		id: "search-cases", method: http.MethodGet, path: "/search", tag: tagReviewer, scope: ipcase.PermReview, of: reviewers, says: "Find cases in every state",
	}, searchCases)
	on(a, operation{
		id: "lay-letter", method: http.MethodPost, path: "/letters/lay", tag: tagCase, scope: ipcase.PermSee, of: []ipcase.Party{ipcase.PartyHolder, ipcase.PartyPlatform},
		says: "What a pasted letter says, found by rules", more: "Nothing is kept. Statements and signature are made by whoever files.",
	}, layLetter)
}

func layLetter(_ *ask, in *letterTextAsked) (*answer[LaidLetter], error) {
	raw, err := letter.FromText(in.Body.Text)
	switch {
	case errors.Is(err, letter.ErrTooLarge):
		return nil, ipcase.Errorf(ipcase.TooLarge, "This letter is too long. Up to %d characters can be laid out; leave out lists and attachments.", letter.MaxText)
	case err != nil:
		p := problemf(string(ipcase.Invalid), "Something sent cannot be accepted.")
		p.Errors = []FieldProblem{{Pointer: "/text", Detail: "There is no letter in this text that can be read."}}
		return nil, p
	}
	l := letter.Lay(raw, letter.Kind(in.Body.Kind))
	c := l.Contact()
	return say(LaidLetter{
		Kind: string(l.Kind), Lang: l.Lang, RightType: l.Right, Contact: Contact{Name: c.Name, Address: c.Address, Phone: c.Phone, Email: c.Email}, Signature: l.Signature.Text,
		Listings: placesOf(l.Locations), Originals: placesOf(l.Originals), Explanation: l.Explanation,
	})
}

func placesOf(list []letter.Place) []string {
	out := []string{}
	for _, p := range list {
		out = append(out, p.Text)
	}
	return out
}

func listRightsToCheck(q *ask, in *Paged) (*answer[Rights], error) {
	var after int64
	if err := readCursor(in.Cursor, &after); err != nil {
		return nil, err
	}
	lines, more, err := q.ReadRightsToCheck(q.ctx, q.Actor, after)
	if err != nil {
		return nil, err //nolint:wrapcheck // says itself what it did
	}
	out := &answer[Rights]{Body: Rights{Rights: []Right{}}}
	for _, l := range lines {
		r, err := q.ReadReviewRight(q.ctx, q.Actor, l.Number)
		if err != nil {
			return nil, err //nolint:wrapcheck // says itself what it did
		}
		out.Body.Rights = append(out.Body.Rights, rightOf(r.Right))
	}
	if n := len(lines); more && n > 0 {
		out.Link = q.api.next("/rights-to-check", url.Values{}, cursorOf(lines[n-1].ID))
	}
	return out, nil
}

func searchCases(q *ask, in *searchAsked) (*answer[Cases], error) {
	var before int64
	if err := readCursor(in.Cursor, &before); err != nil {
		return nil, err
	}
	found, err := q.SearchCases(q.ctx, q.Actor, in.Search, before)
	if err != nil {
		return nil, err //nolint:wrapcheck // says itself what it did
	}
	out := &answer[Cases]{Body: Cases{Cases: []CaseLine{}}}
	for _, l := range found.Lines {
		out.Body.Cases = append(out.Body.Cases, lineOf(l.Case, l.HolderName, ipcase.FarFuture))
	}
	if found.Older != 0 {
		out.Link = q.api.next("/search", url.Values{"q": {in.Search}}, cursorOf(found.Older))
	}
	return out, nil
}
