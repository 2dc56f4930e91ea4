package web_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/web/webtest"
)

var (
	rightNo     = regexp.MustCompile(`IPR-\d{4}-\d{6}`)
	complaintNo = regexp.MustCompile(`IP-\d{4}-\d{6}`)
	caseNo      = regexp.MustCompile(`IP-\d{4}-\d{6}-[0-9A-Z]{2}`)
)

// pdf is a document of one empty page, different for different words.
func pdf(words string) []byte {
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>", "(" + words + ")",
	}
	out := "%PDF-1.4\n"
	table := fmt.Sprintf("xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for n, o := range objects {
		table += fmt.Sprintf("%010d 00000 n \n", len(out))
		out += fmt.Sprintf("%d 0 obj\n%s\nendobj\n", n+1, o)
	}
	return []byte(out + table + fmt.Sprintf("trailer\n<< /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, len(out)))
}

const cnipa = "China National Intellectual Property Administration (CNIPA)"

// rightFacts is what a right of each type is registered with.
var rightFacts = map[ipcase.RightType]struct{ label, office, number, nameLabel string }{
	ipcase.Trademark:    {"Trademark", cnipa, "12345678", "The mark, in words"},
	ipcase.Copyright:    {"Copyright", "United States Copyright Office (USCO)", "VA 2-345-678", "Title of the work"},
	ipcase.Design:       {"Design right", "European Union Intellectual Property Office (EUIPO)", "004048098-0004", "Name of the design"},
	ipcase.Patent:       {"Patent", "United States Patent and Trademark Office (USPTO)", "US 11,234,567 B2", "Title of the invention"},
	ipcase.UtilityModel: {"Utility model", cnipa, "ZL201020012345.6", "Title of the invention"},
}

// register lets a holder register a right of a type through the pages, and gives
// its number.
func register(t *testing.T, b *webtest.Browser, kind ipcase.RightType, title string) string {
	t.Helper()
	f := rightFacts[kind]
	b.Open("/holder/rights").Press("Register a right").Choose(f.label).Press("Continue")
	b.Fill(f.nameLabel, title).Fill("Owner", "Norrvik Optics AB").Tick("Worldwide").Tick("China").Tick("United States")
	b.Choose(f.office).Fill("Registration number", f.number)
	b.Fill("In force from", "2020-03-03").Fill("Last day in force", "2030-03-03")
	b.Fill("What is protected", "The whole of it, as registered.")
	if kind == ipcase.Trademark {
		b.Fill("Nice classes", "9, 11")
	}
	b.Upload("The mark, design or work as registered", "specimen.png", webtest.Picture(t, 80, 60))
	b.Upload("Certificate, extract of the register, power of attorney", "certificate.pdf", pdf("certificate"))
	b.Press("Register this right").Status(200)
	number := rightNo.FindString(b.Path())
	if number == "" {
		t.Fatalf("no right was registered: %s\n%s", b.Path(), b.Text())
	}
	return number
}

// verified registers a right and lets a reviewer verify it.
func verified(t *testing.T, site *webtest.Site, who string, kind ipcase.RightType, title string) string {
	t.Helper()
	number := register(t, site.As(who), kind, title)
	verify(t, site, number, true, "")
	return number
}

func verify(t *testing.T, site *webtest.Site, number string, yes bool, reason string) {
	t.Helper()
	ada := site.Person("ada").Actor()
	if err := site.Service.Claim(t.Context(), ada, number); err != nil {
		t.Fatal(err)
	}
	if err := site.Service.CheckRight(t.Context(), ada, ipcase.CheckRight{Number: number, Version: 1, Verify: yes, Reason: reason}); err != nil {
		t.Fatal(err)
	}
}

// fileUpTo walks through a filing to the step that checks everything.
func fileUpTo(b *webtest.Browser, right string, lines ...string) *webtest.Browser {
	b.Open("/holder/file?right=" + right).Press("Save and continue")
	b.Fill("Listing addresses or IDs, one on each line", strings.Join(lines, "\n")).Press("Look up these listings")
	b.Press("Continue with the ticked listings")
	return b
}

// file files a complaint through the pages and gives its number and its cases'.
func file(t *testing.T, b *webtest.Browser, right, reason string, lines ...string) (complaint string, cases []string) {
	t.Helper()
	fileUpTo(b, right, lines...).Choose(reason).Press("Save and continue")
	state(t, b)
	b.Press("Send complaint about").Status(200).Sees("Complaint sent", "Your reference number")
	complaint = complaintNo.FindString(b.Path())
	if complaint == "" {
		t.Fatalf("nothing was filed: %s\n%s", b.Path(), b.Text())
	}
	for _, n := range caseNo.FindAllString(b.Text(), -1) {
		if !contains(cases, n) {
			cases = append(cases, n)
		}
	}
	return complaint, cases
}

// state fills in the facts and the statements.
func state(t *testing.T, b *webtest.Browser) {
	t.Helper()
	b.Fill("What should the seller and the reviewer know?", "The first picture shows our mark on goods that are not ours.")
	b.Upload("Add files", "report.pdf", pdf("report")).Press("Save and continue").Status(200)
	for _, words := range []string{"Good faith", "True and authorised", "Accuracy and authority"} {
		if strings.Contains(b.Text(), words) {
			b.Tick(words)
		}
	}
	b.Fill("Sign by typing your full name", "Elin Strand").Press("Save and continue").Status(200)
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// ruleAs lets a reviewer rule alike about every listing of a case.
func ruleAs(t *testing.T, site *webtest.Site, who, number string, do ipcase.Move, comment string) {
	t.Helper()
	a := site.Person(who).Actor()
	if err := site.Service.Claim(t.Context(), a, number); err != nil {
		t.Fatal(err)
	}
	v, err := site.Service.ReadReviewCase(t.Context(), a, number)
	if err != nil {
		t.Fatal(err)
	}
	in := ipcase.DecideCase{
		Case: number, Facts: "The mark stands on the product.", GroundKind: ipcase.GroundLaw, Reference: "Trademark Law, Article 57",
		Explanation: "The sign and the goods are the same.", Territory: "CN", Lang: "en",
	}
	for _, i := range v.Items {
		if !hasMove(i.Moves, do) {
			continue
		}
		r := ipcase.RulingInput{Position: i.Position, Version: i.Version, Do: do, Comment: comment}
		if do == ipcase.MoveRefuse || do == ipcase.MoveAskMore {
			r.Code = site.Service.Book().Refusals[0].Code
		}
		in.Rulings = append(in.Rulings, r)
	}
	if _, err := site.Service.Decide(t.Context(), a, in); err != nil {
		t.Fatal(err)
	}
	site.Work()
}

func hasMove(list []ipcase.Move, m ipcase.Move) bool {
	for _, x := range list {
		if x == m {
			return true
		}
	}
	return false
}

// counter lets a seller counter every listing of a case that can be countered.
func counter(t *testing.T, site *webtest.Site, who, number string) {
	t.Helper()
	ctx, a := t.Context(), site.Person(who).Actor()
	v, err := site.Service.ReadSellerCase(ctx, a, number)
	if err != nil {
		t.Fatal(err)
	}
	var items []ipcase.Chosen
	for _, i := range v.Items {
		if hasMove(i.Moves, ipcase.MoveCounter) {
			items = append(items, ipcase.Chosen{Position: i.Position, Version: i.Version})
		}
	}
	id, err := site.Service.StartCounter(ctx, a, number, items)
	if err != nil {
		t.Fatal(err)
	}
	d, err := site.Service.CounterDraft(ctx, a, id)
	if err != nil {
		t.Fatal(err)
	}
	d.Ground, d.Explanation, d.Signature = ipcase.GroundNotInfringing, "These are our own lamps.", "Lin Yue"
	for _, e := range v.Procedure.CounterElementsFor(v.Right.Type) {
		if e.Kind == ipcase.ElementStatement {
			d.Ticked = append(d.Ticked, e.ID)
		}
		if e.Kind == ipcase.ElementEvidence && e.Required {
			_, err := site.Service.AddEvidence(ctx, a, ipcase.AddEvidence{
				FormID: id, Field: "evidence", Name: "invoice.txt", Body: strings.NewReader("Invoice"), Purpose: ipcase.PurposeEvidence, Visibility: ipcase.BothSides,
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := site.Service.SaveCounterDraft(ctx, a, id, d); err != nil {
		t.Fatal(err)
	}
	if _, err := site.Service.FileCounter(ctx, a, id); err != nil {
		t.Fatal(err)
	}
	site.Work()
}
