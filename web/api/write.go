package api

import (
	"bytes"
	"net/http"

	"ipportal/ipcase"
)

// Chosen is a listing of a case under the version that was seen.
type Chosen struct {
	Position int `json:"position" minimum:"1" doc:"The listing's place in the case."`
	Version  int `json:"version" minimum:"1" doc:"As the case says; where it has moved on since, the answer is 409."`
}

// File is a file sent inside a request.
type File struct {
	ID           string `json:"id,omitempty" maxLength:"40" doc:"Of a file that was sent before, in place of all the rest."`
	Name         string `json:"name,omitempty" maxLength:"150" doc:"As it is to be shown." example:"photo.png"`
	Content      []byte `json:"content,omitempty" doc:"The bytes, in base64." example:"V2UgYm91Z2h0IGl0Lg=="`
	Purpose      string `json:"purpose,omitempty" enum:"evidence,specimen,certificate" default:"evidence" doc:"What it is for."`
	ReviewerOnly bool   `json:"reviewer_only,omitempty" doc:"Not for the other side. A decision relies only on what both have seen."`
}

// Contact is how a party can be reached.
type Contact struct {
	Name    string `json:"name,omitempty" maxLength:"200" doc:"A person or an office." example:"Elin Strand"`
	Address string `json:"address,omitempty" maxLength:"1000" doc:"Its postal address." example:"Strandvägen 1, Stockholm"`
	Phone   string `json:"phone,omitempty" maxLength:"60" doc:"With the country code." example:"+46 8 123 456 78"`
	Email   string `json:"email,omitempty" maxLength:"254" doc:"Its mail address." example:"ip@lumenaris.example"`
	Relay   bool   `json:"relay,omitempty" doc:"The portal is the contact of record; what the procedure lets you keep to yourself is not shown."`
}

func (c *Contact) into(had ipcase.Contact) ipcase.Contact {
	if c == nil {
		return had
	}
	return ipcase.Contact{Name: line(c.Name), Address: text(c.Address), Phone: line(c.Phone), Email: line(c.Email), Relay: c.Relay}
}

// ComplaintInput is what a complaint says.
type ComplaintInput struct {
	Right       string            `json:"right" maxLength:"40" doc:"The number of a verified right." example:"IPR-2026-000042"`
	Lines       []string          `json:"lines" minItems:"1" maxItems:"300" nullable:"false" doc:"For each listing its address or id, and after a space what is complained of." example:"QL-1001"`
	Reason      string            `json:"reason" maxLength:"60" doc:"One of the reasons for the type of right: see list-reasons." example:"trademark_in_title"`
	Proof       string            `json:"proof,omitempty" enum:"court_order" doc:"Offered beyond what the reason asks for; it can change which procedure governs."`
	Track       string            `json:"track,omitempty" enum:"platform,statutory" doc:"Where the law leaves a choice."`
	Explanation string            `json:"explanation,omitempty" maxLength:"50000" doc:"What is wrong, in your words." example:"The title names our mark, and we do not make this lamp."`
	Lang        string            `json:"lang,omitempty" enum:"en,zh-CN" default:"en" doc:"The language that you write in." example:"en"`
	Statements  []string          `json:"statements,omitempty" maxItems:"50" nullable:"false" doc:"The ids of the statements that you make, in the words that the check shows." example:"good_faith"`
	Answers     map[string]string `json:"answers,omitempty" doc:"Particulars by the element's id."`
	Contact     *Contact          `json:"contact,omitempty" doc:"Left out, it is the organisation's."`
	Signature   string            `json:"signature,omitempty" maxLength:"200" doc:"Your name, typed: it signs the statements." example:"Elin Strand"`
	Again       []string          `json:"again,omitempty" maxItems:"300" nullable:"false" doc:"Listings decided before that are complained of again all the same." example:"QL-1001"`
	AgainReason string            `json:"again_reason,omitempty" maxLength:"5000" doc:"Why they are complained of again." example:"A new picture shows the mark."`
	Files       []File            `json:"files,omitempty" maxItems:"20" nullable:"false" doc:"Evidence."`
}

type complaintAsked struct{ Body ComplaintInput }

// CheckedLine is what one line of a complaint leads to.
type CheckedLine struct {
	Line    int    `json:"line" doc:"1, 2, 3 … as sent."`
	Status  string `json:"status" doc:"found, or why it cannot be used." example:"found"`
	Listing string `json:"listing,omitempty" doc:"The marketplace's id." example:"QL-1001"`
	Title   string `json:"title,omitempty" doc:"As it is offered." example:"Desk lamp, brass"`
	Shop    string `json:"shop,omitempty" doc:"Who sells it." example:"Ningbo Lamps"`
	Number  string `json:"number,omitempty" doc:"Your own complaint in which it is open or was decided." example:"IP-2026-000123-7K"`
}

// ComplaintCheck is what a complaint would become.
type ComplaintCheck struct {
	Procedure string         `json:"procedure" doc:"The id of the rules that would govern." example:"marketplace"`
	Cases     int            `json:"cases" doc:"One for each seller."`
	Listings  int            `json:"listings" doc:"How many listings would be complained of."`
	Lines     []CheckedLine  `json:"lines" nullable:"false" doc:"What each line leads to."`
	Elements  []Element      `json:"elements" nullable:"false" doc:"What the notice must hold."`
	Ready     bool           `json:"ready" doc:"Nothing is missing: it can be filed as it is."`
	Problems  []FieldProblem `json:"problems" nullable:"false" doc:"What is missing or wrong."`
}

// filers is registering rights and filing complaints.
func (a *API) filers() {
	on(a, operation{
		id: "check-complaint", method: http.MethodPost, path: "/complaints/check", tag: tagHolder, scope: ipcase.PermFile, of: holders,
		says: "What a complaint would become", more: "Resolves the lines, chooses the procedure and names all that is missing. Nothing is filed.",
	}, checkComplaint)
	on(a, operation{
		id: "file-complaint", method: http.MethodPost, path: "/complaints", tag: tagHolder, scope: ipcase.PermFile, of: holders, status: http.StatusCreated, deed: true,
		says: "File a complaint", more: "One complaint, one case for each seller. At most 300 listings, one right, one reason.",
	}, fileComplaint)
	on(a, operation{
		id: "register-right", method: http.MethodPost, path: "/rights", tag: tagHolder, scope: ipcase.PermFile, of: holders, status: http.StatusCreated, deed: true,
		says: "Register a right", more: "A reviewer then verifies it.",
	}, registerRight)
}

// put keeps the files of a request in its form.
func (q *ask) put(form string, files []File) error {
	for _, f := range files {
		if f.ID != "" {
			if err := q.putSent(form, f.ID); err != nil {
				return err
			}
			continue
		}
		if line(f.Name) == "" || len(f.Content) == 0 {
			return ipcase.Errorf(ipcase.Invalid, "A file has a name and its content, or the id of one that was sent before.")
		}
		visibility := ipcase.BothSides
		if f.ReviewerOnly {
			visibility = ipcase.ReviewerOnly
		}
		_, err := q.AddEvidence(q.ctx, q.Actor, ipcase.AddEvidence{
			FormID: form, Field: "evidence", Name: line(f.Name), Body: bytes.NewReader(f.Content), Purpose: ipcase.ExhibitPurpose(f.Purpose), Visibility: visibility,
		})
		if err != nil {
			return err //nolint:wrapcheck // a refusal, or says itself what it did
		}
	}
	return nil
}

// putSent puts a file into a form that was sent before, by the same side, and is not
// filed yet.
func (q *ask) putSent(form, id string) error {
	e, err := q.Exhibit(q.ctx, q.Actor, id)
	if err != nil {
		return err //nolint:wrapcheck // a refusal, or says itself what it did
	}
	if e.OrgID != q.Actor.OrgID || e.DraftID == "" {
		return problemf(string(ipcase.NotFound), "There is no such thing, or it is not yours to see.")
	}
	_, err = q.AddEvidence(q.ctx, q.Actor, ipcase.AddEvidence{
		FormID: form, Field: "evidence", Name: e.Name, Purpose: e.Purpose, Visibility: e.Visibility,
		Blob: ipcase.Blob{Hash: e.Hash, Size: e.Size, MIME: e.MIME, ViewHash: e.ViewHash, ViewMIME: e.ViewMIME},
	})
	return err //nolint:wrapcheck // a refusal, or says itself what it did
}

// draft writes a complaint down as a draft. A request whose process died takes up the
// draft that it had begun.
func (q *ask) draft(in *ComplaintInput) (string, error) {
	var id string
	if q.request != nil {
		if _, err := q.ComplaintDraft(q.ctx, q.Actor, q.request.DraftID); err == nil {
			id = q.request.DraftID
		}
	}
	if id == "" {
		var err error
		if id, err = q.StartComplaint(q.ctx, q.Actor); err != nil {
			return "", err //nolint:wrapcheck // says itself what it did
		}
		if q.request != nil && !q.Key.Sandbox {
			if err := q.api.Accounts.KeepDraftOfRequest(q.ctx, *q.request, id); err != nil {
				return "", err //nolint:wrapcheck // says itself what it did
			}
		}
	}
	d, err := q.ComplaintDraft(q.ctx, q.Actor, id)
	if err != nil || d.Filed {
		return id, err //nolint:wrapcheck // says itself what it did
	}
	d.RightNumber, d.Reason, d.Proof, d.Track = line(in.Right), in.Reason, ipcase.Proof(in.Proof), ipcase.Track(in.Track)
	d.Explanation, d.Lang, d.Ticked, d.Signature = text(in.Explanation), in.Lang, in.Statements, line(in.Signature)
	d.Again, d.AgainReason, d.Contact, d.Answers = in.Again, text(in.AgainReason), in.Contact.into(d.Contact), map[string]string{}
	d.Lines = nil
	for _, l := range in.Lines {
		if l = line(l); l != "" {
			d.Lines = append(d.Lines, l)
		}
	}
	for id, words := range in.Answers {
		d.Answers[id] = text(words)
	}
	if err := q.put(id, in.Files); err != nil {
		return id, err
	}
	return id, q.SaveComplaintDraft(q.ctx, q.Actor, id, d) //nolint:wrapcheck // says itself what it did
}

func checkComplaint(q *ask, in *complaintAsked) (*answer[ComplaintCheck], error) {
	out := ComplaintCheck{Lines: []CheckedLine{}, Elements: []Element{}, Problems: []FieldProblem{}}
	err := q.rehearse(func(q *ask) error {
		id, err := q.draft(&in.Body)
		if err != nil {
			return err
		}
		check, err := q.CheckListings(q.ctx, q.Actor, id)
		if err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
		out.Procedure, out.Cases, out.Listings = check.Procedure.ID, len(check.Sellers), check.Count
		for _, g := range check.Sellers {
			out.Lines = append(out.Lines, linesOf(g.Lines)...)
		}
		out.Lines = append(out.Lines, linesOf(check.Unused)...)
		if reason, ok := q.Book().Reason(in.Body.Reason); ok {
			out.Elements = elementsOf(check.Procedure.NoticeElementsFor(reason.RightType, reason, ipcase.Proof(in.Body.Proof)), in.Body.Lang)
		}
		return q.CheckComplaintDraft(q.ctx, q.Actor, id) //nolint:wrapcheck // says itself what it did
	})
	if err != nil && (ipcase.KindOf(err) != ipcase.Invalid || len(out.Lines) == 0) {
		return nil, err
	}
	if out.Ready = err == nil; !out.Ready {
		p, _ := q.api.problemOf(err, q.Reference)
		out.Problems = p.Errors
	}
	return say(out)
}

func linesOf(lines []ipcase.CheckedLine) (out []CheckedLine) {
	for _, l := range lines {
		out = append(out, CheckedLine{Line: l.N, Status: string(l.Status), Listing: l.Offer.Ref, Title: l.Offer.Title, Shop: l.Offer.SellerName, Number: l.Number})
	}
	return out
}

func fileComplaint(q *ask, in *complaintAsked) (*answer[Complaint], error) {
	id, err := q.draft(&in.Body)
	if err != nil {
		return nil, err
	}
	filed, err := q.FileComplaint(q.ctx, q.Actor, id)
	if err != nil {
		return nil, err //nolint:wrapcheck // says itself what it did
	}
	c, err := q.complaint(filed.Number)
	return &answer[Complaint]{Location: q.api.BaseURL + Prefix + "/complaints/" + filed.Number, Body: c}, err
}

// RightInput is what a holder says of a right.
type RightInput struct {
	Type          string   `json:"type" enum:"trademark,copyright,design,patent,utility_model" doc:"Which sort of right." example:"trademark"`
	Office        string   `json:"office" maxLength:"40" doc:"EUIPO, CNIPA, USPTO, …; none for an unregistered copyright." example:"EUIPO"`
	Registration  string   `json:"registration,omitempty" maxLength:"100" doc:"The number in the register." example:"018412345"`
	Title         string   `json:"title" maxLength:"500" doc:"The mark in words, or the title of the work." example:"LUMENARIS"`
	Owner         string   `json:"owner" maxLength:"300" doc:"As registered." example:"Lumenaris AB"`
	Territories   []string `json:"territories" maxItems:"300" nullable:"false" doc:"ISO 3166-1 alpha-2, EU, or WW." example:"EU"`
	NiceClasses   []int    `json:"nice_classes,omitempty" maxItems:"45" nullable:"false" doc:"Its classes of goods and services (Nice)."`
	ValidFrom     string   `json:"valid_from" format:"date" doc:"The first day." example:"2019-03-01"`
	ValidUntil    string   `json:"valid_until,omitempty" format:"date" doc:"The last day." example:"2029-02-28"`
	Description   string   `json:"description,omitempty" maxLength:"5000" doc:"What it covers, in words." example:"Lamps"`
	ConfirmNumber bool     `json:"confirm_number,omitempty" doc:"The number looks unusual and is right all the same."`
	Files         []File   `json:"files,omitempty" maxItems:"20" nullable:"false" doc:"A specimen, and the certificate where there is one."`
}

type rightAsked struct{ Body RightInput }

func registerRight(q *ask, in *rightAsked) (*answer[Right], error) {
	form, r := q.form(), in.Body
	if err := q.put(form, r.Files); err != nil {
		return nil, err
	}
	number, err := q.RegisterRight(q.ctx, q.Actor, ipcase.RegisterRight{
		FormID: form, Type: ipcase.RightType(r.Type), Office: line(r.Office), RegNumber: line(r.Registration), Title: line(r.Title), Owner: line(r.Owner),
		Territories: r.Territories, NiceClasses: r.NiceClasses, ValidFrom: r.ValidFrom, ValidUntil: r.ValidUntil, Description: text(r.Description), ConfirmNumber: r.ConfirmNumber,
	})
	if err != nil {
		return nil, err //nolint:wrapcheck // says itself what it did
	}
	kept, err := q.ReadOwnRight(q.ctx, q.Actor, number)
	return &answer[Right]{Location: q.api.BaseURL + Prefix + "/rights/" + number, Body: rightOf(kept)}, err //nolint:wrapcheck // says itself what it did
}
