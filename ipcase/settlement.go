package ipcase

import "time"

// SettlementOffer is one side's offer to end the complaint about chosen listings
// by agreement. It is made without prejudice: who decides the case is shown that
// there is an offer, and its terms only when it was accepted.
type SettlementOffer struct {
	ID         int64
	PublicID   string
	FormID     string // unique: pressing twice offers once
	CaseID     int64
	Party      Party  // who offers
	SellOffOn  string // 2006-01-02: until when the seller may sell what is left; "" = no such term
	Licence    string
	Words      string // other terms, or what the offer is about
	Lang       string
	Items      []int `gorm:"serializer:json"` // positions within the case
	State      OfferState
	Reply      string // what the other side said to it
	MadeAt     time.Time
	MadeBy     int64
	AnsweredAt *time.Time
	AnsweredBy *int64
	RemindedAt *time.Time // both were told that the day is near
	Salts      Salts
}

// TableName fixes the table.
func (SettlementOffer) TableName() string { return "settlement_offers" }

// OfferState is how an offer stands.
type OfferState string

// The states of an offer.
const (
	OfferOpen      OfferState = "open"
	OfferAccepted  OfferState = "accepted"
	OfferDeclined  OfferState = "declined"
	OfferTakenBack OfferState = "taken_back"
)

// SellOffSoon is how many days before its last a sell-off is told of again.
const SellOffSoon = 3

func (o SettlementOffer) texts() map[string]any {
	return map[string]any{"sell_off_on": o.SellOffOn, "licence": o.Licence, "words": o.Words}
}

// For is the offer as a reader may see it: without its terms for whoever is no
// side of the case, until both have agreed on them.
func (o SettlementOffer) For(by Party) SettlementOffer {
	if by == PartyHolder || by == PartySeller || o.State == OfferAccepted {
		return o
	}
	o.SellOffOn, o.Licence, o.Words, o.Reply, o.Salts = "", "", "", "", nil
	return o
}

// OpenOffer is the offer on the table, or nil.
func (v CaseView) OpenOffer() *SettlementOffer {
	for n := range v.Offers {
		if v.Offers[n].State == OfferOpen {
			return &v.Offers[n]
		}
	}
	return nil
}

func otherSide(p Party) Party {
	if p == PartyHolder {
		return PartySeller
	}
	return PartyHolder
}
