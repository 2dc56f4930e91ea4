package present

import (
	"ipportal/ipcase"
	"ipportal/views"
)

// bulkSaid is the form for what is said once for everything in a file: the facts, the
// evidence, the contact, and what each procedure asks for.
func (r Reader) bulkSaid(in ipcase.SendBulk, procedures []ipcase.BulkProcedure, files []ipcase.Exhibit, problems Problems) *views.BulkSaid {
	input := func(name, label, kind, auto, value string) views.TextInput {
		return views.TextInput{
			Field: views.Field{Name: "contact-" + name, Label: label, Value: value, Error: problems.Of("contact-" + name)}, Type: kind, Autocomplete: auto,
		}
	}
	said := &views.BulkSaid{
		Facts: views.TextArea{Rows: 6, MaxLength: ipcase.MaxExplanation, Field: views.Field{Name: "explanation", Value: in.Explanation, Error: problems.Of("explanation")}},
		Contact: []views.TextInput{
			input("name", r.T("Full name"), "text", "name", in.Contact.Name), input("email", r.T("E-mail address"), "email", "email", in.Contact.Email),
			input("phone", r.T("Telephone with country code"), "tel", "tel", in.Contact.Phone),
		},
		Address: views.TextArea{Rows: 3, Field: views.Field{Name: "contact-address", Label: r.T("Postal address"), Value: in.Contact.Address, Error: problems.Of("contact-address")}},
		Relay:   views.Checkbox{Field: views.Field{Name: "relay"}, Checked: in.Contact.Relay},
		Signature: views.TextInput{Field: views.Field{
			Name: "signature", Label: r.T("Sign by typing your full name"), Value: in.Signature, Error: problems.Of("signature"), Class: "w-m", Hint: r.T("This has the effect of a signature."),
		}, Autocomplete: "off"},
	}
	needed := false
	for _, p := range procedures {
		part := views.BulkProcedureForm{
			ID: "procedure-" + p.Procedure.ID + "-" + itoa(p.Procedure.Version), Title: p.Procedure.Name.In(r.Lang), Law: r.T("Required by: %s", r.citations(p.Procedure.LegalBasis)),
			Statements: views.Statements{Legend: r.T("I state that")},
		}
		for _, e := range p.Elements {
			switch {
			case e.Kind == ipcase.ElementStatement:
				part.Statements.Items = append(part.Statements.Items, views.Statement{
					ID: "element-" + e.Field, Name: "ticked", Value: e.Field, Lead: e.Label.In(r.Lang) + sentenceEnd(r.Lang), Text: e.Statement.In(r.Lang),
					Error: problems.Of("element-" + e.Field), Checked: contains(in.Ticked, e.Field),
				})
			case e.Kind == ipcase.ElementText && e.ID != ipcase.ElementExplanation:
				part.Answers = append(part.Answers, views.TextArea{Rows: 3, Field: views.Field{
					Name: "element-" + e.Field, Label: e.Label.In(r.Lang), Hint: r.hintOf(e.Element), Value: in.Answers[e.Field], Error: problems.Of("element-" + e.Field), Optional: !e.Required,
				}})
			case e.Kind == ipcase.ElementEvidence && e.Required:
				needed = true
			}
		}
		said.Procedures = append(said.Procedures, part)
	}
	said.Files = r.evidenceFiles(files, problems.Of("evidence"), !needed)
	return said
}
