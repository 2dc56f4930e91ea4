package present

import (
	"slices"

	"ipportal/ipcase"
	"ipportal/views"
)

// ContactSeen is one side of a case as the other is shown it.
func (r Reader) ContactSeen(p ipcase.Procedure, party ipcase.Party, c ipcase.PublicContact) views.ContactSeen {
	var out views.ContactSeen
	for _, v := range c.Shown {
		row := views.SummaryRow{Key: r.contactField(v.Field), Text: v.Value}
		switch v.Field {
		case ipcase.FieldOrganisation:
			if row.Key = r.T("Complainant"); party == ipcase.PartySeller {
				row.Key = r.T("Shop")
			}
			row.Lang = r.LangOf(v.Value)
		case ipcase.FieldCountry:
			row.Text = r.Territory(v.Value)
		case ipcase.FieldEmail:
			row.Text, row.Link = "", &views.Link{Text: v.Value, Href: "mailto:" + v.Value}
		case ipcase.FieldRelay:
			row.Text = r.T("Contact through this portal")
		case ipcase.FieldAgent, ipcase.FieldName, ipcase.FieldAddress:
			row.Lang = r.LangOf(v.Value)
		case ipcase.FieldRegistration, ipcase.FieldPhone:
		}
		out.Rows = append(out.Rows, row)
	}
	var hidden []string
	for _, f := range c.Withheld {
		hidden = append(hidden, r.contactField(f))
	}
	if len(hidden) > 0 {
		out.Withheld = r.T("Not shown to the other side under %s: %s. A reviewer sees them.", p.Name.In(r.Lang), r.Join(hidden))
	}
	return out
}

// preview is what the other side will see of a party once what is being prepared
// has happened, and what it will see later.
func (r Reader) preview(p ipcase.Procedure, party ipcase.Party, card ipcase.Card, happened ...ipcase.DisclosureEvent) views.ContactPreview {
	out := views.ContactPreview{ID: "seen", Seen: r.ContactSeen(p, party, ipcase.PublicContactOf(p, party, card, happened...))}
	for _, e := range ipcase.DisclosureEvents() {
		if slices.Contains(happened, e) {
			continue
		}
		before := ipcase.PublicContactOf(p, party, card, happened...)
		after := ipcase.PublicContactOf(p, party, card, append(slices.Clone(happened), e)...)
		var more []string
		for _, v := range after.Shown {
			if !slices.Contains(before.Shown, v) {
				more = append(more, r.contactField(v.Field))
			}
		}
		if len(more) > 0 {
			out.Later = append(out.Later, r.T("From “%s” on, also: %s.", r.disclosureEvent(e), r.Join(more)))
		}
	}
	return out
}

func (r Reader) disclosureEvent(e ipcase.DisclosureEvent) string {
	switch e {
	case ipcase.OnFiling:
		return r.T("Complaint filed")
	case ipcase.OnAcceptance:
		return r.T("Notice accepted")
	case ipcase.OnCounter:
		return r.T("Counter-notification filed")
	case ipcase.OnCourt:
		return r.T("Court action shown")
	default:
		return string(e)
	}
}

func (r Reader) contactField(f ipcase.ContactField) string {
	switch f {
	case ipcase.FieldOrganisation:
		return r.T("Organisation")
	case ipcase.FieldAgent:
		return r.T("Acts through")
	case ipcase.FieldCountry:
		return r.T("Country")
	case ipcase.FieldRegistration:
		return r.T("Registration")
	case ipcase.FieldName:
		return r.T("Contact person")
	case ipcase.FieldEmail:
		return r.T("Email")
	case ipcase.FieldPhone:
		return r.T("Phone")
	case ipcase.FieldAddress:
		return r.T("Address")
	case ipcase.FieldRelay:
		return r.T("Contact")
	default:
		return string(f)
	}
}

// disclosedFields is one side of a procedure's matrix in words.
func (r Reader) disclosedFields(d ipcase.Disclosed) []string {
	var out []string
	for _, e := range ipcase.DisclosureEvents() {
		if len(d.At[e]) > 0 {
			out = append(out, r.T("From “%s” on: %s", r.disclosureEvent(e), r.fieldNames(d.At[e])))
		}
	}
	if len(out) == 0 {
		return []string{r.T("Nothing")}
	}
	if len(d.Relay) > 0 {
		out = append(out, r.T("Behind the portal’s own address instead, if they choose so: %s", r.fieldNames(d.Relay)))
	}
	return out
}

func (r Reader) fieldNames(fields []ipcase.ContactField) string {
	names := make([]string, len(fields))
	for n, f := range fields {
		names[n] = r.contactField(f)
	}
	return r.Join(names)
}

// The two contacts of record, as forms name them.
const (
	RecordOwn   = "own"
	RecordRelay = "portal"
)

// recordChoice asks for the public contact of record; nothing where the procedure
// leaves no choice.
func (r Reader) recordChoice(d ipcase.Disclosed, c ipcase.Contact, who string) *views.Radios {
	if len(d.Relay) == 0 {
		return nil
	}
	value := RecordOwn
	if c.Relay {
		value = RecordRelay
	}
	return &views.Radios{
		Field: views.Field{
			Name: "contact-record", Label: r.T("Your contact of record"), Value: value,
			Hint: r.T("This is how %s can reach you. It cannot be changed after sending.", who),
		},
		Options: []views.Option{
			{Value: RecordRelay, Label: r.T("Through this portal"), Text: r.T("Not shown: %s. Letters are written here; we pass them on to you by mail. It is so unless you choose otherwise.", r.fieldNames(d.Relay))},
			{Value: RecordOwn, Label: r.T("My own contact"), Text: r.T("What you enter here is shown as far as the procedure says.")},
		},
	}
}
