package views

import (
	"context"
	"strconv"
	"strings"
)

// Page is what the frame around a page needs: title, navigation, who is signed
// in, and how this reader wants it shown.
type Page struct {
	Title    string // "Complaint Management": what the page is, without the product's name
	Product  string // "Quaylane IP Protection"; the first word is the brand
	Theme    string // "" follows the system; "light", "dark"
	Density  string // "" or "compact"
	Wide     bool   // a reviewer's bench may use the whole width
	Home     string // where the brand leads; "/" when empty
	Nav      []NavItem
	Footer   []Link // the footer's links; a standard set when empty
	Account  *Account
	Flash    *Flash
	Crumbs   []Link // the last is the page itself, its Href is not used
	Zone     string // "Asia/Shanghai (UTC+8)"
	ReturnTo string // where /preferences leads back to
	HasError bool   // the title starts with "Error: "
	Demo     bool   // says at the top that nothing here is real
	Now      string // the portal's own time, from which the script counts on; "" = it does not
}

// NavItem is one entry of the main navigation.
type NavItem struct {
	Label   string
	Href    string
	Count   int // shown when above zero
	Current bool
}

// countedMost is up to how many waiting things an entry of the navigation counts.
const countedMost = 999

// Counted is how many things wait behind an entry.
func (i NavItem) Counted() string {
	if i.Count > countedMost {
		return strconv.Itoa(countedMost) + "+"
	}
	return strconv.Itoa(i.Count)
}

// Account is who is signed in.
type Account struct {
	Name  string // "Lin Yue"
	Org   string // "Haiyun Outdoor"
	Role  string // "Seller", in the reader's language
	Icon  string // "building-store"
	Links []Link
}

// Link is a text that leads somewhere. Lang is set when the text is in another
// language than the page.
type Link struct {
	Text string
	Href string
	Lang string
}

// Flash is what happened just now, told once at the top of the next page.
type Flash struct {
	Link  *Link // where to go on
	Tone  Tone
	Title string
	Text  string
}

func (p Page) product() string {
	if p.Product == "" {
		return "Quaylane IP Protection"
	}
	return p.Product
}

func (p Page) fullTitle(ctx context.Context) string {
	title := p.Title + " – " + p.product()
	if p.Title == "" {
		title = p.product()
	}
	if p.HasError {
		title = T(ctx, "Error:") + " " + title
	}
	return title
}

func (p Page) brand() string {
	name, _, _ := strings.Cut(p.product(), " ")
	return name
}

func (p Page) brandRest() string {
	_, rest, _ := strings.Cut(p.product(), " ")
	return rest
}

func (p Page) home() string {
	if p.Home == "" {
		return "/"
	}
	return p.Home
}

func (p Page) footerLinks(ctx context.Context) []Link {
	if len(p.Footer) > 0 {
		return p.Footer
	}
	return []Link{
		{Text: T(ctx, "How complaints are handled"), Href: "/procedures"},
		{Text: T(ctx, "Catalogue"), Href: "/catalogue"},
		{Text: T(ctx, "Public register"), Href: "/register"},
		{Text: T(ctx, "Transparency"), Href: "/transparency"},
		{Text: T(ctx, "The API"), Href: "/api"},
	}
}

func pressed(on bool) string {
	if on {
		return "true"
	}
	return "false"
}
