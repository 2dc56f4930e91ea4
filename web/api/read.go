package api

import (
	"net/http"
	"net/url"
	"time"

	"ipportal/ipcase"
	"ipportal/views"
)

// Numbered is an address with a number.
type Numbered struct {
	Number string `path:"number" maxLength:"40" doc:"The public number."`
}

// Paged is a list that is read on from a place.
type Paged struct {
	Cursor string `query:"cursor" maxLength:"400" doc:"Where to read on: the Link header of the page before holds it."`
}

type none struct{}

// Account is for whom a key acts.
type Account struct {
	Organisation string    `json:"organisation" doc:"For which organisation." example:"Lumenaris AB"`
	Party        string    `json:"party" enum:"holder,seller,platform" doc:"On which side it is." example:"holder"`
	Person       string    `json:"person" doc:"Who made the key." example:"Elin Strand"`
	Key          string    `json:"key" doc:"How the key begins." example:"ipp_live_k3vq6m"`
	Scopes       []string  `json:"scopes" nullable:"false" doc:"What it may do now: what it was made for, as far as whoever made it still may." example:"file"`
	Sandbox      bool      `json:"sandbox" doc:"Whether nothing is done for this key."`
	ExpiresAt    time.Time `json:"expires_at" doc:"When the key ends."`
}

// Rights is a page of rights.
type Rights struct {
	Rights []Right `json:"rights" nullable:"false" doc:"A page of rights."`
}

// Reasons are what complaints can be for.
type Reasons struct {
	Reasons []Reason `json:"reasons" nullable:"false" doc:"All there are."`
}

// Reason is one that a complaint can be for.
type Reason struct {
	Code      string `json:"code" doc:"A word that does not change." example:"trademark_in_title"`
	RightType string `json:"right_type" doc:"For which type of right." example:"trademark"`
	Label     string `json:"label" doc:"How it is called." example:"Mark used in the title or keywords"`
	Requires  string `json:"requires" doc:"What it asks for, in one sentence." example:"Say where in the listing the mark stands."`
}

// Complaints is a page of complaints.
type Complaints struct {
	Complaints []Complaint `json:"complaints" nullable:"false" doc:"A page of complaints."`
}

// Cases is a page of cases.
type Cases struct {
	Cases []CaseLine `json:"cases" nullable:"false" doc:"A page of cases."`
}

var (
	tagAccount  = views.Key("Account")
	tagHolder   = views.Key("Rights holders")
	tagSeller   = views.Key("Sellers")
	tagReviewer = views.Key("Reviewers")
	tagCase     = views.Key("Cases")
	tagAbuse    = views.Key("Abuse")
	tagPower    = views.Key("Powers of attorney")
	tagStanding = views.Key("Account standing")

	holders   = []ipcase.Party{ipcase.PartyHolder}
	sellers   = []ipcase.Party{ipcase.PartySeller}
	reviewers = []ipcase.Party{ipcase.PartyPlatform}
)

// readers is everything that can be read.
func (a *API) readers() {
	on(a, operation{id: "read-account", method: http.MethodGet, path: "/account", tag: tagAccount, scope: ipcase.PermSee, says: "For whom the key acts"}, readAccount)
	on(a, operation{id: "list-reasons", method: http.MethodGet, path: "/reasons", tag: tagAccount, scope: ipcase.PermSee, says: "The reasons that a complaint can be for, by type of right"}, listReasons)
	on(a, operation{id: "list-rights", method: http.MethodGet, path: "/rights", tag: tagHolder, scope: ipcase.PermSee, of: holders, says: "Your rights, newest first"}, listRights)
	on(a, operation{id: "read-right", method: http.MethodGet, path: "/rights/{number}", tag: tagHolder, scope: ipcase.PermSee, staff: ipcase.PermReview, of: []ipcase.Party{ipcase.PartyHolder, ipcase.PartyPlatform}, says: "One right"}, readRight)
	on(a, operation{id: "list-complaints", method: http.MethodGet, path: "/complaints", tag: tagHolder, scope: ipcase.PermSee, of: holders, says: "Your complaints, newest first"}, listComplaints)
	on(a, operation{id: "read-complaint", method: http.MethodGet, path: "/complaints/{number}", tag: tagHolder, scope: ipcase.PermSee, of: holders, says: "One complaint with its cases"}, readComplaint)
	on(a, operation{
		id: "list-seller-cases", method: http.MethodGet, path: "/seller/cases", tag: tagSeller, scope: ipcase.PermSee, of: sellers,
		says: "Complaints to be responded to, or Historical Complaint Records",
	}, listSellerCases)
	on(a, operation{
		id: "read-case", method: http.MethodGet, path: "/cases/{number}", tag: tagCase, scope: ipcase.PermSee, says: "One case, as your side may see it",
		more: "Reading a case opens it: a notice to you in it is delivered by that, and its clock starts.",
	}, readCase)
	on(a, operation{id: "list-tasks", method: http.MethodGet, path: "/tasks", tag: tagReviewer, scope: ipcase.PermReview, of: reviewers, says: "The reviewers' queue, the earliest target first"}, listTasks)
}

func readAccount(q *ask, _ *none) (*answer[Account], error) {
	out := Account{
		Organisation: q.Actor.OrgName, Party: string(q.Actor.Party), Person: q.Actor.Name, Key: q.Key.Prefix, Scopes: []string{},
		Sandbox: q.Key.Sandbox, ExpiresAt: at(q.Key.ExpiresAt),
	}
	for _, p := range q.Key.Scopes {
		if q.Actor.May(p) {
			out.Scopes = append(out.Scopes, string(p))
		}
	}
	return say(out)
}

func listReasons(q *ask, _ *none) (*answer[Reasons], error) {
	out := Reasons{Reasons: []Reason{}}
	for _, r := range q.Book().Reasons {
		out.Reasons = append(out.Reasons, Reason{Code: r.Code, RightType: string(r.RightType), Label: r.Label.In(q.Actor.Lang), Requires: r.Requires.In(q.Actor.Lang)})
	}
	return say(out)
}

func listRights(q *ask, in *Paged) (*answer[Rights], error) {
	var before string
	if err := readCursor(in.Cursor, &before); err != nil {
		return nil, err
	}
	page, err := q.ReadHolderRights(q.ctx, q.Actor, before)
	if err != nil {
		return nil, err //nolint:wrapcheck // says itself what it did
	}
	out := &answer[Rights]{Body: Rights{Rights: []Right{}}}
	for _, r := range page.Rights {
		out.Body.Rights = append(out.Body.Rights, rightOf(r))
	}
	if n := len(page.Rights); page.Older && n > 0 {
		out.Link = q.api.next("/rights", url.Values{}, cursorOf(page.Rights[n-1].Number))
	}
	return out, nil
}

func readRight(q *ask, in *Numbered) (*answer[Right], error) {
	if q.Actor.Party == ipcase.PartyPlatform {
		v, err := q.ReadReviewRight(q.ctx, q.Actor, in.Number)
		if err != nil {
			return nil, err //nolint:wrapcheck // says itself what it did
		}
		return &answer[Right]{Body: rightOf(v.Right)}, q.saw(ipcase.Access{Kind: ipcase.AccessContact, SubjectKind: "right", Subject: v.Right.Number, HolderOrgID: &v.Right.OrgID})
	}
	r, err := q.ReadHolderRight(q.ctx, q.Actor, in.Number)
	if err != nil {
		return nil, err //nolint:wrapcheck // says itself what it did
	}
	return say(rightOf(r.Right))
}

type complaintsAsked struct {
	Paged
	State  string `query:"state" enum:"turn,seller,review,open,ended" doc:"Those that wait for you, the seller or a reviewer, are open, or have ended."`
	Right  string `query:"right" maxLength:"40" doc:"Only those under this right."`
	Search string `query:"q" maxLength:"200" doc:"Words in numbers, marks, shops and titles."`
}

func listComplaints(q *ask, in *complaintsAsked) (*answer[Complaints], error) {
	var before string
	if err := readCursor(in.Cursor, &before); err != nil {
		return nil, err
	}
	page, err := q.ReadHolderComplaints(q.ctx, q.Actor, ipcase.HolderComplaintQuery{Search: in.Search, State: in.State, Right: in.Right, Before: before})
	if err != nil {
		return nil, err //nolint:wrapcheck // says itself what it did
	}
	out := &answer[Complaints]{Body: Complaints{Complaints: []Complaint{}}}
	for _, l := range page.Lines {
		c := Complaint{Number: l.Number, Right: l.RightNumber, Reason: l.Reason, FiledAt: at(l.FiledAt), Cases: []CaseLine{}}
		for _, k := range l.Cases {
			c.Cases = append(c.Cases, lineOf(k.Case, k.SellerName, k.HolderDueAt))
		}
		out.Body.Complaints = append(out.Body.Complaints, c)
	}
	if n := len(page.Lines); page.Older && n > 0 {
		out.Link = q.api.next("/complaints", url.Values{"state": {in.State}, "right": {in.Right}, "q": {in.Search}}, cursorOf(page.Lines[n-1].Number))
	}
	return out, nil
}

func readComplaint(q *ask, in *Numbered) (*answer[Complaint], error) {
	c, err := q.complaint(in.Number)
	if err != nil {
		return nil, err
	}
	return say(c)
}

func (q *ask) complaint(number string) (Complaint, error) {
	v, err := q.ReadHolderComplaint(q.ctx, q.Actor, number)
	c := Complaint{Number: v.Complaint.Number, Right: v.Right.Number, Reason: v.Complaint.Reason, Procedure: v.Procedure.ID, FiledAt: at(v.Complaint.FiledAt), Cases: []CaseLine{}}
	for _, k := range v.Cases {
		c.Cases = append(c.Cases, lineOf(k.Case, k.SellerName, k.HolderDueAt))
	}
	return c, err //nolint:wrapcheck // says itself what it did
}

type sellerCasesAsked struct {
	Paged
	List   string `query:"list" enum:"respond,history" default:"respond" doc:"Complaints to be responded to, or Historical Complaint Records."`
	Search string `query:"q" maxLength:"200" doc:"Words in numbers, marks, complainants and titles."`
}

func listSellerCases(q *ask, in *sellerCasesAsked) (*answer[Cases], error) {
	asked := ipcase.SellerQuery{List: ipcase.ListRespond, Search: in.Search}
	if in.List == "history" {
		asked.List = ipcase.ListHistory
	}
	if err := readCursor(in.Cursor, &asked.After); err != nil {
		return nil, err
	}
	page, err := q.SellerCases(q.ctx, q.Actor, asked)
	if err != nil {
		return nil, err //nolint:wrapcheck // says itself what it did
	}
	out := &answer[Cases]{Body: Cases{Cases: []CaseLine{}}}
	for _, list := range [][]ipcase.SellerCase{page.Open, page.Rows} {
		for _, c := range list {
			l := lineOf(c.Case, c.HolderName, c.SellerDueAt)
			l.Listings = c.Told()
			out.Body.Cases = append(out.Body.Cases, l)
		}
	}
	if page.Older.ID != 0 {
		out.Link = q.api.next("/seller/cases", url.Values{"list": {in.List}, "q": {in.Search}}, cursorOf(page.Older))
	}
	return out, nil
}

func readCase(q *ask, in *Numbered) (*answer[Case], error) { return q.caseNow(in.Number) }

// caseNow answers with a case as it is at this moment.
func (q *ask) caseNow(number string) (*answer[Case], error) {
	v, err := q.view(q.ctx, number)
	if err != nil {
		return nil, err
	}
	return say(caseOf(v, q.Actor.Lang))
}

type tasksAsked struct {
	Paged
	View   string `query:"view" enum:"all,free,mine,court" default:"all" doc:"All, those that nobody has, your own, or those that wait for a court."`
	Search string `query:"q" maxLength:"200" doc:"Words in numbers, marks, parties and titles."`
}

func listTasks(q *ask, in *tasksAsked) (*answer[Cases], error) {
	asked := ipcase.ReviewQuery{View: ipcase.ReviewView(in.View), Search: in.Search, EndOfDay: q.Now().Add(24 * time.Hour)}
	var after ipcase.ReviewCursor
	if err := readCursor(in.Cursor, &after); err != nil {
		return nil, err
	}
	if after.ID != 0 {
		asked.After = &after
	}
	page, err := q.ReadReviewQueue(q.ctx, q.Actor, asked)
	if err != nil {
		return nil, err //nolint:wrapcheck // says itself what it did
	}
	out := &answer[Cases]{Body: Cases{Cases: []CaseLine{}}}
	for _, l := range page.Lines {
		c := lineOf(ipcase.Case{Number: l.Number, Procedure: l.Procedure, TouchedAt: l.TouchedAt, ItemCount: l.ItemCount}, l.HolderName, ipcase.FarFuture)
		c.Task, c.DueAt = string(l.ReviewTask), atOrNil(l.ReviewDueAt)
		out.Body.Cases = append(out.Body.Cases, c)
	}
	if n := len(page.Lines); page.Older && n > 0 && page.Lines[n-1].ReviewDueAt != nil {
		last := page.Lines[n-1]
		out.Link = q.api.next("/tasks", url.Values{"view": {in.View}, "q": {in.Search}}, cursorOf(ipcase.ReviewCursor{Rank: last.ReviewRank, Due: *last.ReviewDueAt, ID: last.ID}))
	}
	return out, nil
}
