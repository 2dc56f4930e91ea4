package web

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/notify"
	"ipportal/views"
)

// DemoDeps is what exists only in the demonstration: signing in as anybody with
// one press, and reading everybody's mail.
type DemoDeps struct {
	Outbox *notify.Outbox
	// Facts says what a person can do right now, for the page of who is who; it
	// may be nil.
	Facts func(ctx context.Context, m account.Member, lang string) []string
	// OneHost sends whoever comes under another name to the portal's own.
	OneHost bool
}

func demoRoutes(s *Server) []route {
	return []route{
		get("/demo", demoOnly, s.whoIsWho),
		post("/demo/sign-in", demoOnly, s.becomeAnyone),
		post("/demo/confirm", signedIn, s.confirmWithOnePress).before(),
		get("/demo/outbox", demoOnly, s.outbox),
		get("/demo/outbox/:id", demoOnly, s.outboxMail),
		get("/demo/outbox/:id/html", demoOnly, s.outboxHTML),
	}
}

// sides are the groups of the page of who is who, in the order of a complaint.
var sides = []struct {
	party             ipcase.Party
	title, note, icon string
}{
	{ipcase.PartyHolder, views.Key("Rights holders"), views.Key("They register rights, file complaints, and answer counter-notifications."), "certificate"},
	{ipcase.PartySeller, views.Key("Sellers"), views.Key("They are complained of, and delete the listing or file a counter-notification."), "building-store"},
	{ipcase.PartyPlatform, views.Key("The platform’s people"), views.Key("Reviewers check notices and decide between the two sides; the operator runs the portal."), "shield-check"},
}

func (s *Server) whoIsWho(c echo.Context) error {
	members, err := s.Accounts.Members(c.Request().Context())
	if err != nil {
		return err
	}
	p, err := s.page(c, s.t(c, "Who is who"))
	if err != nil {
		return err
	}
	page := views.DemoPage{Page: p}
	for _, side := range sides {
		g := views.DemoGroup{Title: s.t(c, side.title), Note: s.t(c, side.note), Icon: side.icon}
		for _, m := range members {
			if m.Party != side.party {
				continue
			}
			person := views.DemoPerson{ID: strconv.FormatInt(m.PersonID, 10) + "-" + strconv.FormatInt(m.OrgID, 10), Name: m.Name, Org: m.OrgName}
			if m.Lang != lang(c) {
				person.Lang = m.Lang
			}
			if m.Party == ipcase.PartyPlatform {
				person.Facts = append(person.Facts, s.t(c, roleLabel(m.Role)))
			}
			if m.Party != ipcase.PartyPlatform && m.Role != ipcase.RoleOwner {
				r := s.reader(c)
				person.Facts = append(person.Facts, r.RoleName(m.Role), r.MaySay(m.Party, m.Role, m.May))
			}
			if s.Demo.Facts != nil {
				person.Facts = append(person.Facts, s.Demo.Facts(c.Request().Context(), m, lang(c))...)
			}
			g.People = append(g.People, person)
		}
		page.Groups = append(page.Groups, g)
	}
	return s.render(c, http.StatusOK, page)
}

func (s *Server) becomeAnyone(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	members, err := s.Accounts.Members(c.Request().Context())
	if err != nil {
		return err
	}
	for _, m := range members {
		id, org := strconv.FormatInt(m.PersonID, 10), strconv.FormatInt(m.OrgID, 10)
		if who := f.line("person", 40); who == id || who == id+"-"+org {
			if err := s.completeSignIn(c, m.PersonID, account.How{OrgID: m.OrgID, SecondFactor: true}); err != nil {
				return err
			}
			return c.Redirect(http.StatusSeeOther, "/home")
		}
	}
	return fmt.Errorf("demo sign-in: %w", errAbsent())
}

func roleLabel(r ipcase.Role) string {
	switch r {
	case ipcase.RoleReviewer:
		return views.Key("Reviewer")
	case ipcase.RoleSenior:
		return views.Key("Senior reviewer")
	case ipcase.RoleOperator:
		return views.Key("Operator")
	default:
		return views.Key("Member")
	}
}
