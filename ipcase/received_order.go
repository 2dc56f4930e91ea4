package ipcase

import (
	"strings"
	"time"
)

// ReceivedOrder is an order of an authority or a court as it came in: what it asks
// for and on what it rests. What is done about it in a case is an Order, which names
// it. Personal data: Reasons, Demanded, Effect may name somebody.
type ReceivedOrder struct {
	ID          int64
	Number      string // AO-2026-000001
	FormID      string // unique: pressing twice records once
	Demand      OrderDemand
	Kind        OrderKind
	Authority   string
	Country     string // ISO 3166-1 alpha-2
	LegalBasis  string
	Reasons     string   // why the content is illegal, or what the information is for
	Demanded    string   // in the order's words
	Listings    []string `gorm:"serializer:json"` // that it names, by address or id
	Territory   string
	Redress     string     // what it says of the means of redress
	Tell        string     // whom of the authority it wants told of the effect
	OrderNumber string     // the authority's
	DatedOn     string     // 2006-01-02
	SilentUntil *time.Time // the seller may not be told before this day; nil: at once
	Effect      string     // what was done, as it was told to the authority
	AnsweredAt  *time.Time
	AnsweredBy  *int64
	Salts       Salts
	RecordedAt  time.Time
	RecordedBy  int64
	EventSeq    int // head of the chain received:NUMBER
	EventHash   string
}

// TableName fixes the table.
func (ReceivedOrder) TableName() string { return "received_orders" }

// OrderDemand is what an order wants of the platform.
type OrderDemand string

// The demands (Regulation (EU) 2022/2065, Articles 9 and 10).
const (
	DemandAct         OrderDemand = "act"
	DemandInformation OrderDemand = "information"
)

func (o ReceivedOrder) texts() map[string]any {
	return map[string]any{"authority": o.Authority, "legal_basis": o.LegalBasis, "reasons": o.Reasons, "demanded": o.Demanded, "order_number": o.OrderNumber, "dated_on": o.DatedOn}
}

// OrderElement is something that an order has to hold.
type OrderElement string

// The elements of Article 9(2)(a) and (b), and of Article 10(2)(a).
const (
	ElementBasis     OrderElement = "legal_basis"
	ElementReasons   OrderElement = "reasons"
	ElementAuthority OrderElement = "authority"
	ElementWhere     OrderElement = "where" // the content, or whose information
	ElementRedress   OrderElement = "redress"
	ElementTell      OrderElement = "tell"
	ElementTerritory OrderElement = "territory" // of an order to act
)

// OrderElements are those that an order of a demand has to hold, in the order of
// the law.
func OrderElements(d OrderDemand) []OrderElement {
	all := []OrderElement{ElementBasis, ElementReasons, ElementAuthority, ElementWhere, ElementRedress, ElementTell}
	if d == DemandAct {
		all = append(all, ElementTerritory)
	}
	return all
}

// Holds says whether an order holds an element. Whether what it holds is enough, a
// person judges.
func (o ReceivedOrder) Holds(e OrderElement) bool {
	says := map[OrderElement]string{
		ElementBasis: o.LegalBasis, ElementReasons: o.Reasons, ElementAuthority: o.Authority, ElementWhere: strings.Join(o.Listings, ""),
		ElementRedress: o.Redress, ElementTell: o.Tell, ElementTerritory: o.Territory,
	}[e]
	if e == ElementWhere && o.Demand == DemandInformation {
		says += o.Demanded
	}
	return strings.TrimSpace(says) != ""
}

// Missing are the elements that an order lacks.
func (o ReceivedOrder) Missing() (list []OrderElement) {
	for _, e := range OrderElements(o.Demand) {
		if !o.Holds(e) {
			list = append(list, e)
		}
	}
	return list
}

// Silent says that the order forbids, on a day, to tell the seller.
func (o ReceivedOrder) Silent(day time.Time) bool {
	return o.SilentUntil != nil && day.Before(*o.SilentUntil)
}
