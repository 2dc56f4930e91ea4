package web_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// desk is a portal with work for reviewers.
type desk struct {
	*webtest.Site
	t *testing.T
}

func atDesk(t *testing.T, run func(t *testing.T, d desk)) {
	t.Helper()
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		run(t, desk{Site: webtest.New(t, db), t: t})
	})
}

func (d desk) must(err error) {
	d.t.Helper()
	var e *ipcase.Error
	if errors.As(err, &e) {
		d.t.Fatalf("%v %+v", e, e.Fields)
	}
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d desk) file(a ipcase.Actor, form, field, name string, body []byte, p ipcase.ExhibitPurpose, v ipcase.ExhibitVisibility) {
	d.t.Helper()
	_, err := d.Service.AddEvidence(d.t.Context(), a, ipcase.AddEvidence{
		FormID: form, Field: field, Name: name, Body: bytes.NewReader(body), Purpose: p, Visibility: v,
	})
	d.must(err)
}

// right is registered by Elin, and verified where checked.
func (d desk) right(number string, checked bool) string {
	d.t.Helper()
	elin := d.Person("elin").Actor()
	return d.rightOf(elin, number, checked)
}

func (d desk) rightOf(a ipcase.Actor, number string, checked bool) string {
	d.t.Helper()
	return d.markFor(a, number, time.Date(2020, 3, 4, 0, 0, 0, 0, time.UTC), time.Date(2030, 3, 3, 0, 0, 0, 0, time.UTC), checked)
}

// markFor registers a mark with its first and last day in force.
func (d desk) markFor(a ipcase.Actor, number string, from, until time.Time, checked bool) string {
	d.t.Helper()
	form := ipcase.NewID()
	d.file(a, form, "specimen", "mark.png", webtest.Picture(d.t, 120, 60), ipcase.PurposeSpecimen, ipcase.BothSides)
	d.file(a, form, "certificate", "certificate.txt", []byte("Certificate of registration\nNORRVIK"), ipcase.PurposeCertificate, ipcase.ReviewerOnly)
	got, err := d.Service.RegisterRight(d.t.Context(), a, ipcase.RegisterRight{
		FormID: form, Type: ipcase.Trademark, Office: "CNIPA", RegNumber: number, Title: "NORRVIK", Owner: a.OrgName,
		Territories: []string{"CN", "WW"}, NiceClasses: []int{9, 11}, ValidFrom: from.Format(time.DateOnly), ValidUntil: until.Format(time.DateOnly), Description: "The name of our lamps.", ConfirmNumber: true,
	})
	d.must(err)
	if checked {
		d.must(d.Service.CheckRight(d.t.Context(), d.Person("carol").Actor(), ipcase.CheckRight{Number: got, Version: 1, Verify: true}))
	}
	return got
}

// complaint is filed by Elin about listings of one shop; it gives the case.
func (d desk) complaint(right string, refs ...string) string {
	d.t.Helper()
	return d.complaintOf(right, ipcase.Trademark, refs...)
}

func (d desk) complaintOf(right string, kind ipcase.RightType, refs ...string) string {
	d.t.Helper()
	ctx, a := d.t.Context(), d.Person("elin").Actor()
	id, err := d.Service.StartComplaint(ctx, a)
	d.must(err)
	draft, err := d.Service.ComplaintDraft(ctx, a, id)
	d.must(err)
	draft.RightNumber, draft.Lines = right, refs
	d.must(d.Service.SaveComplaintDraft(ctx, a, id, draft))
	check, err := d.Service.CheckListings(ctx, a, id)
	d.must(err)
	book := d.Service.Book()
	reasons := book.ReasonsFor(kind)
	reason := reasons[len(reasons)-1]
	draft.Reason, draft.Explanation, draft.Signature = reason.Code, "The lamps carry our name.", "Elin Strand"
	for _, e := range check.Procedure.NoticeElementsFor(kind, reason, "") {
		switch e.Kind {
		case ipcase.ElementStatement:
			draft.Ticked = append(draft.Ticked, e.ID)
		case ipcase.ElementText:
			draft.Answers[e.ID] = "As set out in the file."
		default:
		}
	}
	d.file(a, id, "evidence", "report.txt", []byte(strings.Repeat("A line of the report on the lamps.\n", 150)), ipcase.PurposeEvidence, ipcase.BothSides)
	d.must(d.Service.SaveComplaintDraft(ctx, a, id, draft))
	c, err := d.Service.FileComplaint(ctx, a, id)
	d.must(err)
	var number string
	d.must(d.DB.Gorm.Model(&ipcase.Case{}).Where("complaint_id = ?", c.ID).Order("id").Limit(1).Pluck("number", &number).Error)
	return number
}

func (d desk) items(number string) []ipcase.Item {
	d.t.Helper()
	var items []ipcase.Item
	d.must(d.DB.Gorm.Where("case_id = (SELECT id FROM cases WHERE number = ?)", number).Order("position").Find(&items).Error)
	return items
}

func (d desk) states(number string, want ...ipcase.State) {
	d.t.Helper()
	items := d.items(number)
	for n, i := range items {
		if n >= len(want) || i.State != want[n] {
			d.t.Errorf("listing %d of %s is %s, want %v", i.Position, number, i.State, want)
		}
	}
}

// rule decides all listings of a case alike, without a browser.
func (d desk) rule(who, number string, do ipcase.Move) {
	d.t.Helper()
	in := ipcase.DecideCase{
		Case: number, Facts: "The name stands on the lamp.", GroundKind: ipcase.GroundTerms, Reference: "7.2", Explanation: "It is our name.", Territory: "CN", Lang: "en",
	}
	for _, i := range d.items(number) {
		in.Rulings = append(in.Rulings, ipcase.RulingInput{Position: i.Position, Version: i.Version, Do: do})
	}
	_, err := d.Service.Decide(d.t.Context(), d.Person(who).Actor(), in)
	d.must(err)
}

// contested brings a case to where a reviewer decides between both sides.
func (d desk) contested(right string, refs ...string) string {
	d.t.Helper()
	number := d.complaint(right, refs...)
	d.rule("ada", number, ipcase.MoveAccept)
	d.counter(number)
	ctx, elin := d.t.Context(), d.Person("elin").Actor()
	_, err := d.Service.ReadHolderCase(ctx, elin, number) // opening it is delivery
	d.must(err)
	form := ipcase.NewID()
	d.file(elin, form, "evidence", "reply.txt", []byte("What we say to that"), ipcase.PurposeEvidence, ipcase.BothSides)
	d.must(d.Service.AnswerCounter(ctx, elin, ipcase.AnswerCounter{
		FormID: form, Case: number, Items: d.all(number), Kind: ipcase.AnswerContest, Explanation: "The strap is ours too.", Lang: "en",
	}))
	return number
}

func (d desk) all(number string) []ipcase.Chosen {
	var chosen []ipcase.Chosen
	for _, i := range d.items(number) {
		chosen = append(chosen, ipcase.Chosen{Position: i.Position, Version: i.Version})
	}
	return chosen
}

// counter is filed by Lin for every listing, with a file for both and one for the
// reviewer alone.
func (d desk) counter(number string) {
	d.t.Helper()
	ctx, lin := d.t.Context(), d.Person("lin").Actor()
	v, err := d.Service.ReadSellerCase(ctx, lin, number)
	d.must(err)
	id, err := d.Service.StartCounter(ctx, lin, number, d.all(number))
	d.must(err)
	draft, err := d.Service.CounterDraft(ctx, lin, id)
	d.must(err)
	draft.Ground, draft.Explanation, draft.Signature = ipcase.GroundNotInfringing, "The strap only says which lamp it fits.", "Lin Yue"
	for _, e := range v.Procedure.CounterElementsFor(v.Right.Type) {
		switch e.Kind {
		case ipcase.ElementStatement:
			draft.Ticked = append(draft.Ticked, e.ID)
		case ipcase.ElementText:
			draft.Answers[e.ID] = "As set out in the file."
		default:
		}
	}
	d.file(lin, id, "evidence", "packaging.png", webtest.Picture(d.t, 90, 90), ipcase.PurposeEvidence, ipcase.BothSides)
	d.file(lin, id, "evidence", "invoice.txt", []byte("Tooling invoice, for the reviewer only"), ipcase.PurposeEvidence, ipcase.ReviewerOnly)
	d.must(d.Service.SaveCounterDraft(ctx, lin, id, draft))
	_, err = d.Service.FileCounter(ctx, lin, id)
	d.must(err)
}
