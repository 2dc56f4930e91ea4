package present

import (
	"slices"
	"strconv"

	"ipportal/ipcase"
	"ipportal/views"
)

// abuseRulingForm is the reviewer's ruling, on the report or on the appeal.
func (r Reader) abuseRulingForm(v ipcase.AbuseView, book ipcase.Rulebook, typed *AbuseRulingTyped, refused *ipcase.Error) *views.AbuseDecide {
	x, problems := v.Report, r.Problems(refused, nil)
	in := ipcase.DecideAbuse{GroundKind: ipcase.GroundTerms, Lang: r.Lang, Days: v.Suggested.Days}
	if typed != nil && typed.Delivery == nil {
		in = typed.In
	}
	f := &views.AbuseDecide{
		Action: AbuseHref(ipcase.PartyPlatform, x.Number) + "/decide", Title: r.T("Decision"), Hidden: []views.HiddenInput{{Name: "version", Value: strconv.Itoa(x.Version)}},
		Facts: views.TextArea{Rows: 5, Field: views.Field{Name: "facts", Label: r.T("Facts"), Hint: r.T("What you found. Both sides read this."), Value: in.Facts, Error: problems.Of("facts")}},
		Why: views.TextArea{Rows: 5, Field: views.Field{
			Name: "explanation", Label: r.T("Why it follows"), Hint: r.T("How the rule applies to these facts, for each kind of abuse. Both sides read this."), Value: in.Explanation, Error: problems.Of("explanation"),
		}},
		Ground: views.Radios{
			Inline: true, Field: views.Field{Name: "ground_kind", Label: r.T("The decision rests on"), Value: string(in.GroundKind), Error: problems.Of("ground_kind")},
			Options: []views.Option{{Value: string(ipcase.GroundLaw), Label: r.T("the law")}, {Value: string(ipcase.GroundTerms), Label: r.T("the marketplace’s terms")}},
		},
		Ref:    views.TextInput{Field: views.Field{Name: "reference", Label: r.T("Section"), Hint: r.T("The statute and section, or the term."), Value: in.Reference, Error: problems.Of("reference")}},
		Relied: r.abuseRelied(v, in, problems), Lang: r.textLang(in.Lang), Button: views.Button{Kind: views.Primary, Block: true, Text: r.T("Decide")},
	}
	f.Lang.Label = r.T("Language of this statement")
	if x.Task == ipcase.AbuseTaskAppeal {
		f.Title = r.T("Decision on the appeal")
	}
	if !v.Heard() {
		f.Unheard = &views.Notice{
			Tone: views.Info, Title: r.T("Only “not found” can be decided now."), Text: r.T("Nothing is found against %s before it has answered or its time has ended.", v.ReportedName),
		}
	}
	for _, l := range x.Labels {
		name := "finding-" + string(l)
		value := ""
		if at := slices.IndexFunc(in.Findings, func(y ipcase.AbuseFinding) bool { return y.Label == l }); at >= 0 {
			value = findingValue(in.Findings[at].Found)
		}
		f.Findings = append(f.Findings, views.Radios{
			Inline: true, Field: views.Field{Name: name, Label: r.AbuseLabel(l), Value: value, Error: problems.Of(name)},
			Options: []views.Option{{Value: FindingFound, Label: r.T("Found")}, {Value: FindingNot, Label: r.T("Not found")}},
		})
	}
	r.abuseMeasureFields(f, v, book, in, problems)
	return f
}

// What the form sends of a label.
const (
	FindingFound = "found"
	FindingNot   = "not_found"
)

func findingValue(found bool) string {
	if found {
		return FindingFound
	}
	return FindingNot
}

func (r Reader) abuseMeasureFields(f *views.AbuseDecide, v ipcase.AbuseView, book ipcase.Rulebook, in ipcase.DecideAbuse, problems Problems) {
	rules := book.Standing.Abuse
	f.Suggested = r.T("If abuse is found, the figures suggest: %s. Another measure needs its reason.", r.MeasureFor(v.Suggested.Measure, v.Suggested.Days))
	f.Measure = views.Radios{
		Field:   views.Field{Name: "measure", Label: r.T("Measure"), Value: string(in.Measure), Error: problems.Of("measure")},
		Options: []views.Option{{Value: "none", Label: r.T("No measure"), Selected: in.Measure == ""}},
	}
	add := func(against ipcase.Party, name, when string) {
		for _, x := range rules.Ladder(against) {
			m, _ := book.Standing.Measure(x.Measure)
			text := r.T("%s, against %s. %s", when, name, m.Effect.In(r.Lang))
			if m.Severe {
				text = r.T("%s A senior reviewer imposes it.", text)
			}
			f.Measure.Options = append(f.Measure.Options, views.Option{Value: string(x.Measure), Label: r.MeasureKind(x.Measure), Text: text})
		}
	}
	add(v.Report.Against(), v.ReportedName, r.T("Where abuse was found"))
	add(v.Report.Party, v.ReporterName, r.T("Where it was reported against better knowledge"))
	days := ""
	if in.Days > 0 {
		days = strconv.Itoa(in.Days)
	}
	f.Days = views.TextInput{InputMode: "numeric", Field: views.Field{
		Name: "days", Label: r.T("For how many days"), Hint: r.T("Of a measure that ends."), Value: days, Error: problems.Of("days"), Class: "w-s", Optional: true,
	}}
	f.Deviation = views.TextArea{Rows: 3, Field: views.Field{
		Name: "deviation", Label: r.T("Why not the suggested measure"), Hint: r.T("Only reviewers read this."), Value: in.Deviation, Error: problems.Of("deviation"), Optional: true,
	}}
}

// abuseRelied offers the exhibits that both sides have seen; nil where there is none.
func (r Reader) abuseRelied(v ipcase.AbuseView, in ipcase.DecideAbuse, problems Problems) *views.Checkboxes {
	boxes := views.Checkboxes{Inline: true, Field: views.Field{Name: "relied", Label: r.T("Exhibits relied on"), Error: problems.Of("relied")}}
	for _, e := range v.Exhibits {
		if e.Visibility == ipcase.BothSides {
			boxes.Options = append(boxes.Options, views.Option{Value: e.PublicID, Label: e.Label, Selected: slices.Contains(in.Evidence, e.PublicID)})
		} else {
			boxes.Hint = r.T("What was shown to the reviewer only cannot be relied on.")
		}
	}
	if len(boxes.Options) == 0 {
		return nil
	}
	return &boxes
}

// abuseDelivery records that the reported side was told; nil where it was.
func (r Reader) abuseDelivery(v ipcase.AbuseView, typed *AbuseRulingTyped, refused *ipcase.Error) *views.AbuseDelivery {
	if v.Report.ToldAt != nil {
		return nil
	}
	in, problems := ipcase.RecordAbuseDelivery{}, Problems{}
	if typed != nil && typed.Delivery != nil {
		in, problems = *typed.Delivery, r.Problems(refused, nil)
	}
	return &views.AbuseDelivery{
		Action: AbuseHref(ipcase.PartyPlatform, v.Report.Number) + "/delivery",
		Text:   r.T("%s has neither opened the report nor taken its mail. If it was told in another way, record how: its time to answer begins.", v.ReportedName),
		How:    views.TextInput{Field: views.Field{Name: "how", Label: r.T("How it was delivered"), Value: in.How, Error: problems.Of("how")}},
		Proof:  views.TextArea{Rows: 2, Field: views.Field{Name: "proof", Label: r.T("What shows it"), Value: in.Proof, Error: problems.Of("proof")}},
		Button: views.Button{Block: true, Text: r.T("Record the delivery")},
	}
}
