package web

import (
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/views"
	"ipportal/web/present"
)

// accountEntry is a page on which people look after their account.
type accountEntry struct {
	label, href string
	seen        func(a ipcase.Actor) bool // nil: by everybody signed in
}

// accountPages are those pages, in the order of their menu.
var accountPages = []accountEntry{
	{views.Key("Your account"), "/account", nil},
	{views.Key("Sign-in and security"), "/account/security", nil},
	{views.Key("Passkeys"), passkeysPath, nil},
	{views.Key("Where you are signed in"), "/account/sessions", nil},
	{views.Key("API keys"), keysPath, account.SeesAPIKeys},
	{views.Key("Act for…"), "/account/organisations", nil},
	{views.Key("Team"), present.TeamPath, func(a ipcase.Actor) bool { return !a.May(ipcase.PermOperate) }},
	{views.Key("Team"), present.PeoplePath, func(a ipcase.Actor) bool { return a.May(ipcase.PermOperate) }},
	{views.Key("Your data"), "/account/privacy", nil},
	{views.Key("Who looked at our contact data"), "/account/access", ownsParty},
	{views.Key("Identity"), "/account/identity", ipcase.Actor.MayProveIdentity},
	{views.Key("Agents who act for you"), present.AgentsPath, func(a ipcase.Actor) bool { return a.Party == ipcase.PartyHolder }},
}

// accountMenu is the menu of those pages for one person.
func accountMenu(tr views.Translator, a ipcase.Actor, path string) []views.NavItem {
	var items []views.NavItem
	for _, e := range accountPages {
		if e.seen == nil || e.seen(a) {
			current := path == e.href || e.href != "/account" && strings.HasPrefix(path, e.href+"/")
			items = append(items, views.NavItem{Label: tr.T(e.label), Href: e.href, Current: current})
		}
	}
	return items
}

// accountLinks are the same pages in the menu under the reader's name.
func accountLinks(tr views.Translator, a ipcase.Actor) []views.Link {
	var links []views.Link
	for _, item := range accountMenu(tr, a, "") {
		links = append(links, views.Link{Text: item.Label, Href: item.Href})
	}
	return links
}

// accountFrame is the frame of such a page.
func (s *Server) accountFrame(c echo.Context, title, lede string) (views.AccountFrame, error) {
	p, err := s.page(c, title)
	if err != nil {
		return views.AccountFrame{}, err
	}
	return views.AccountFrame{Page: p, Lede: lede, Menu: accountMenu(words(c), actorOf(c), c.Request().URL.Path)}, nil
}
