package web

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"ipportal/ipcase"
	"ipportal/static"
	"ipportal/views"
	"ipportal/web/present"
)

// page is the frame for a page of this request: navigation, who is signed in,
// and how they want it shown. Title is in the reader's language.
func (s *Server) page(c echo.Context, title string) (views.Page, error) {
	a := actorOf(c)
	flash, err := s.takeFlash(c)
	if err != nil {
		return views.Page{}, err
	}
	p := s.bareFrame(c, title)
	p.Flash = flash
	p.Nav = navigation(words(c), a, c.Request().URL.Path, waiting(a, waitingOf(c)))
	return p, nil
}

// bareFrame is a frame that needs no database: for pages that report a fault.
func (s *Server) bareFrame(c echo.Context, title string) views.Page {
	a := actorOf(c)
	p := views.Page{
		Title: title, Product: s.ProductName, Theme: s.theme(c), Home: homeOf(a), Zone: s.zoneLabel(a),
		ReturnTo: returnTo(c.Request()), Demo: s.Demo != nil, Now: s.Clock.Now().UTC().Format(time.RFC3339),
		Nav:     navigation(words(c), a, c.Request().URL.Path, nil),
		Account: accountOf(words(c), a),
		Footer: []views.Link{
			{Text: s.t(c, "How complaints are handled"), Href: "/procedures"},
			{Text: s.t(c, "Catalogue"), Href: "/catalogue"},
			{Text: s.t(c, "Public register"), Href: present.RegisterPath},
			{Text: s.t(c, "Transparency"), Href: present.TransparencyPath},
			{Text: s.t(c, "The API"), Href: apiPath},
		},
	}
	if a.Party == ipcase.PartyPlatform {
		p.Density, p.Wide = "compact", true
	}
	return p
}

// waiting is how many things wait for the reader, by the address of the entry.
func waiting(a ipcase.Actor, w ipcase.Waiting) map[string]int {
	counts := map[string]int{"/messages": w.Unread, "/review/rights": w.Rights, present.PowersPath: w.Powers, "/review/identities": w.Identities, present.ReviewAbusePath: w.Abuse}
	for _, e := range entries(a)[:1] {
		counts[e.href] = w.Cases
	}
	return counts
}

// brand is the platform's name: the first word of the product's.
func (s *Server) brand() string {
	name, _, _ := strings.Cut(s.ProductName, " ")
	return name
}

// returnTo is where a change of language leads back to: the page, as far as it
// can be opened again.
func returnTo(r *http.Request) string {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return localPath(r.URL.EscapedPath(), "/")
	}
	return localPath(r.URL.RequestURI(), "/")
}

// render draws a page into memory first: a page that fails half-way is then a
// fault report and not half a page.
func (s *Server) render(c echo.Context, status int, page templ.Component) error {
	body, err := s.draw(c, page)
	if err != nil {
		return err
	}
	if err := c.HTMLBlob(status, body); err != nil {
		return fmt.Errorf("write the page: %w", err)
	}
	return nil
}

func (s *Server) draw(c echo.Context, page templ.Component) ([]byte, error) {
	var buf bytes.Buffer
	if err := page.Render(s.drawing(c), &buf); err != nil {
		return nil, fmt.Errorf("draw the page: %w", err)
	}
	return buf.Bytes(), nil
}

// drawing is the context in which pages are drawn: the reader's language, the
// names of the static files, the token for forms.
func (s *Server) drawing(c echo.Context) context.Context {
	token, ok := c.Get(csrfKey).(string)
	if !ok { // refused before the token was looked at: the one that the browser holds is still good
		if cookie, err := c.Cookie(s.cookieName("csrf")); err == nil {
			token = cookie.Value
		}
	}
	if token != middleware.CSRFUsingSecFetchSite { // which is no secret
		token = maskToken(token)
	}
	// A page is drawn to its end even when the connection broke off meanwhile: the
	// answer about that is a page too.
	ctx := views.WithTranslator(context.WithoutCancel(c.Request().Context()), words(c))
	return views.WithCSRF(views.WithAssets(ctx, static.Path), token)
}

// entry is a line of a party's navigation.
type entry struct{ label, href string }

func entries(a ipcase.Actor) []entry {
	switch {
	case a.Party == ipcase.PartySeller:
		return []entry{
			{views.Key("Complaints to be responded to"), "/seller/complaints"},
			{views.Key("Historical Complaint Records"), "/seller/records"},
			{views.Key("Listing check"), present.ListingCheckPath},
			{views.Key("Standing"), present.SellerStandingPath},
			{views.Key("Messages"), "/messages"},
		}
	case a.Party == ipcase.PartyHolder:
		list := []entry{
			{views.Key("Dashboard"), "/holder"},
			{views.Key("Complaints"), "/holder/complaints"},
			{views.Key("On sale again"), present.HolderRelistingsPath},
			{views.Key("IP rights"), "/holder/rights"},
		}
		if a.Agent {
			list = append(list, entry{views.Key("Principals"), present.PrincipalsPath})
		}
		if a.May(ipcase.PermFile) && !a.Unregistered {
			list = append(list, entry{views.Key("File a complaint"), "/holder/file"})
		}
		return append(list, entry{views.Key("Standing"), present.HolderStandingPath}, entry{views.Key("Messages"), "/messages"})
	case mayEnter(reviewer, a):
		list := []entry{
			{views.Key("Queue"), "/review"},
			{views.Key("Search"), present.ReviewSearchPath},
			{views.Key("Rights"), "/review/rights"},
			{views.Key("Identities"), "/review/identities"},
			{views.Key("Powers"), present.PowersPath},
			{views.Key("Letters"), present.ReviewLettersPath},
			{views.Key("On sale again"), present.ReviewRelistingsPath},
			{views.Key("Abuse reports"), present.ReviewAbusePath},
			{views.Key("Measures"), present.ReviewMeasuresPath},
		}
		list = append(list, entry{views.Key("Orders of authorities"), present.ReceivedPath})
		if a.May(ipcase.PermSevere) {
			list = append(list, entry{views.Key("Trusted flaggers"), present.FlaggersPath})
		}
		return list
	case mayEnter(operator, a):
		return []entry{
			{views.Key("Deliveries"), "/operator"},
			{views.Key("Clocks"), "/operator/clocks"},
			{views.Key("Connections"), present.ConnectionsPath},
			{views.Key("Statements of reasons"), "/operator/statements"},
			{views.Key("Shops without an account"), "/operator/shops"},
			{views.Key("Access records"), "/operator/access"},
			{views.Key("Erasure and legal holds"), "/operator/privacy"},
			{views.Key("Guarded days"), present.PeakPath},
			{views.Key("Trusted flaggers"), present.FlaggersPath},
			{views.Key("Orders of authorities"), present.ReceivedPath},
			{views.Key("Catalogue"), "/catalogue"},
		}
	default:
		return []entry{{views.Key("Catalogue"), "/catalogue"}}
	}
}

// under is where pages stand in the navigation whose address does not say it.
var under = map[string]string{"/holder/cases": "/holder/complaints", "/review/cases": "/review"}

// navigation marks the entry under which the page stands.
func navigation(tr views.Translator, a ipcase.Actor, path string, waiting map[string]int) []views.NavItem {
	list := entries(a)
	for from, to := range under {
		if strings.HasPrefix(path, from+"/") {
			path = to
		}
	}
	current := slices.IndexFunc(list, func(e entry) bool {
		// The first page of a side begins every address of the side.
		first := strings.Count(e.href, "/") == 1 && e.href != "/messages"
		return path == e.href || !first && strings.HasPrefix(path, e.href+"/")
	})
	items := make([]views.NavItem, len(list))
	for n, e := range list {
		items[n] = views.NavItem{Label: tr.T(e.label), Href: e.href, Count: waiting[e.href], Current: n == current}
	}
	return items
}

func accountOf(tr views.Translator, a ipcase.Actor) *views.Account {
	if a.Party == ipcase.PartyPublic {
		return nil
	}
	role, icon := views.Key("Seller"), "building-store"
	switch {
	case a.Party == ipcase.PartyHolder:
		role, icon = views.Key("Rights holder"), "certificate"
	case a.Party == ipcase.PartyPlatform && a.Role == ipcase.RoleOperator:
		role, icon = views.Key("Operator"), "shield-check"
	case a.Party == ipcase.PartyPlatform:
		role, icon = views.Key("Reviewer"), "shield-check"
	}
	return &views.Account{Name: a.Name, Org: a.OrgName, Role: tr.T(role), Icon: icon, Links: accountLinks(tr, a)}
}

// zoneLabel names the zone in which this reader is shown times, with what it
// differs from UTC today.
func (s *Server) zoneLabel(a ipcase.Actor) string {
	name := s.zoneOf(a)
	loc, err := time.LoadLocation(name)
	if err != nil {
		loc, name = time.UTC, "UTC"
	}
	_, offset := s.Clock.Now().In(loc).Zone()
	if offset == 0 {
		return name
	}
	sign := "+"
	if offset < 0 {
		sign, offset = "-", -offset
	}
	if minutes := offset / 60 % 60; minutes != 0 {
		return fmt.Sprintf("%s (UTC%s%d:%02d)", name, sign, offset/3600, minutes)
	}
	return fmt.Sprintf("%s (UTC%s%d)", name, sign, offset/3600)
}

func (s *Server) zoneOf(a ipcase.Actor) string {
	if a.Zone != "" {
		return a.Zone
	}
	return s.Zone
}
