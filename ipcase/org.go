package ipcase

import "time"

// Org is an organisation: a rights holder, a seller, or the platform itself.
// Personal data: ContactName, Address, Phone, Email; of a natural person also Name.
type Org struct {
	ID          int64
	Kind        Party // holder, seller, platform
	Name        string
	Lang        string // the language its notices are written in
	Zone        string // IANA zone its times are shown in
	Country     string // ISO 3166-1 alpha-2
	ContactName string
	Address     string
	Phone       string
	Email       string
	ShopRef     string // a seller's reference at the marketplace, unique on its site; "" where it has told none
	ShopSiteID  int64  // whose connection tells of the shop; 0 = the platform's people do
	IsAgent     bool   // acts for others too, under powers of attorney
	CreatedAt   time.Time

	Identity      IdentityStatus // a rights holder's: whether a reviewer knows who it is
	IdentityAt    *time.Time     // since when it is verified
	RegNumber     string         // a company's number in its register
	NaturalPerson bool           // a person and no company

	Unregistered bool // files without an account: the mail address is confirmed, nothing else
}

// TableName fixes the table.
func (Org) TableName() string { return "orgs" }

// Site is a marketplace's site: where listings stand, and whose calendar counts.
type Site struct {
	ID        int64
	Code      string // quaylane-global
	Name      string
	BaseURL   string // listing pages are BaseURL + "/" + ref
	Territory string // ISO 3166-1 alpha-2, or "WW"
	Calendar  string // a code of package calendar, whose zone counts

	ConnectionID *int64 // the marketplace's system that orders about its listings go to; nil: the built-in catalogue
}

// TableName fixes the table.
func (Site) TableName() string { return "sites" }
