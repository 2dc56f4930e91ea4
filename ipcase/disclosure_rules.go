package ipcase

import "slices"

// ContactField is one thing by which a party can be known or reached.
type ContactField string

// The fields, in the order in which pages show them.
const (
	FieldOrganisation ContactField = "organisation" // the shop's public name, the complainant's
	FieldAgent        ContactField = "agent"        // who acts for it
	FieldCountry      ContactField = "country"
	FieldRegistration ContactField = "registration" // number in a register of companies
	FieldName         ContactField = "name"         // of the person to contact
	FieldEmail        ContactField = "email"
	FieldPhone        ContactField = "phone"
	FieldAddress      ContactField = "address"
	FieldRelay        ContactField = "relay" // the portal's own: letters written here
)

// ContactFields lists them in that order.
func ContactFields() []ContactField {
	return []ContactField{
		FieldOrganisation, FieldAgent, FieldCountry, FieldRegistration, FieldName, FieldEmail, FieldPhone, FieldAddress, FieldRelay,
	}
}

// DisclosureEvent is what must have happened before something is shown.
type DisclosureEvent string

// The events, in the order of a case.
const (
	OnFiling     DisclosureEvent = "complaint_filed"
	OnAcceptance DisclosureEvent = "notice_accepted"
	OnCounter    DisclosureEvent = "counter_filed"
	OnCourt      DisclosureEvent = "court_action"
)

// DisclosureEvents lists them.
func DisclosureEvents() []DisclosureEvent {
	return []DisclosureEvent{OnFiling, OnAcceptance, OnCounter, OnCourt}
}

// Disclosure is the matrix of a procedure: which of a party's fields the other
// side is shown, and from when.
type Disclosure struct {
	HolderToSeller Disclosed `yaml:"holder_to_seller"`
	SellerToHolder Disclosed `yaml:"seller_to_holder"`
}

// Disclosed is one side of it. What is shown at an event stays shown.
type Disclosed struct {
	At map[DisclosureEvent][]ContactField `yaml:"at"`
	// Relay is what a party may keep to itself by choosing the portal's address as
	// its contact of record. What the law gives to the other side is not among it.
	Relay []ContactField `yaml:"relay"`
}

// Of is the side of the matrix about this party.
func (d Disclosure) Of(party Party) Disclosed {
	if party == PartySeller {
		return d.SellerToHolder
	}
	return d.HolderToSeller
}

// fields is what the other side is shown once these things have happened.
func (d Disclosed) fields(relay bool, happened []DisclosureEvent) []ContactField {
	var shown []ContactField
	for _, f := range ContactFields() {
		open := slices.ContainsFunc(happened, func(e DisclosureEvent) bool { return slices.Contains(d.At[e], f) })
		if open && !(relay && slices.Contains(d.Relay, f)) {
			shown = append(shown, f)
		}
	}
	return shown
}

// Relayed says whether this contact is, under this procedure, one through the
// portal.
func (d Disclosed) relayed(c Contact) bool { return c.Relay && len(d.Relay) > 0 }

// Card is all that is known of how a party can be reached.
type Card struct {
	Organisation string
	Agent        string
	Country      string
	Registration string
	Contact      Contact
}

func (c Card) value(f ContactField) string {
	switch f {
	case FieldOrganisation:
		return c.Organisation
	case FieldAgent:
		return c.Agent
	case FieldCountry:
		return c.Country
	case FieldRegistration:
		return c.Registration
	case FieldName:
		return c.Contact.Name
	case FieldEmail:
		return c.Contact.Email
	case FieldPhone:
		return c.Contact.Phone
	case FieldAddress:
		return c.Contact.Address
	case FieldRelay:
		return "portal"
	default:
		return ""
	}
}

// PublicContact is a party as the other side is shown it: before anything is
// sent, on every page and in every mail, all made by PublicContactOf.
type PublicContact struct {
	Shown    []ContactValue
	Withheld []ContactField
	Relay    bool // the portal's address is the contact of record
}

// ContactValue is one field that is shown.
type ContactValue struct {
	Field ContactField
	Value string
}

// PublicContactOf is what the other side of a party is shown under a procedure
// once these things have happened.
func PublicContactOf(p Procedure, party Party, card Card, happened ...DisclosureEvent) PublicContact {
	side := p.Disclosure.Of(party)
	out := PublicContact{Relay: side.relayed(card.Contact)}
	shown := side.fields(out.Relay, happened)
	if out.Relay && slices.ContainsFunc(happened, func(e DisclosureEvent) bool { return e != OnFiling }) {
		shown = append(shown, FieldRelay)
	}
	for _, f := range ContactFields() {
		value := card.value(f)
		switch {
		case value == "":
		case slices.Contains(shown, f):
			out.Shown = append(out.Shown, ContactValue{Field: f, Value: value})
		case f != FieldRelay:
			out.Withheld = append(out.Withheld, f)
		}
	}
	return out
}

// Disclose keeps of a contact what the other side is shown.
func (d Disclosed) Disclose(c Contact, happened ...DisclosureEvent) Contact {
	var kept Contact
	kept.Relay = d.relayed(c)
	for _, f := range d.fields(kept.Relay, happened) {
		switch f {
		case FieldName:
			kept.Name = c.Name
		case FieldAddress:
			kept.Address = c.Address
		case FieldPhone:
			kept.Phone = c.Phone
		case FieldEmail:
			kept.Email = c.Email
		default: // not among what a contact holds
		}
	}
	return kept
}

// happened is what has taken place in a case, as far as disclosure goes by it.
func (v CaseView) happened() []DisclosureEvent {
	events := []DisclosureEvent{OnFiling}
	for _, i := range v.Items {
		if i.AcceptedAt != nil {
			events = append(events, OnAcceptance)
			break
		}
	}
	if len(v.Counters) > 0 {
		events = append(events, OnCounter)
	}
	for _, a := range v.Answers {
		if a.Kind == AnswerCourt {
			return append(events, OnCourt)
		}
	}
	return events
}

// ShownOf is what this party of a case is known by to the other side, now.
func (v CaseView) ShownOf(party Party) PublicContact {
	if party == PartySeller {
		return v.Seller.Shown
	}
	return v.Holder.Shown
}
