package web_test

import (
	"maps"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/web/webtest"
)

func init() {
	maps.Copy(absent, objects{"person": "999999", "invitation": "999999", "invitation link": strings.Repeat("g", 52), "ownership link": strings.Repeat("g", 52)})
}

// aboutTeams is what is said about the pages about people. The person and the
// invitation are the platform's: to others they are not there, and what each may
// do with their own colleagues is told by TestTeamRolesAndEnds.
var aboutTeams = map[string]law{
	"GET /account/team":                              {status: all(ok, everybody...), single: true},
	"GET /account/team/history":                      law{status: all(forbidden, everybody...)}.own().and(ok, managers...),
	"POST /account/team/invite":                      law{status: all(forbidden, everybody...)}.own().and(invalid, managers...),
	"POST /account/team/asked/refuse":                {status: all(http.StatusNotFound, everybody...), single: true},
	"POST /account/team/invitations/:id/again":       {status: all(forbidden, "operator")},
	"POST /account/team/invitations/:id/withdraw":    {status: all(other, "operator")},
	"GET /account/team/members/:id":                  operators(ok).and(forbidden, "ada"),
	"POST /account/team/members/:id/role":            operators(stale).and(forbidden, "ada"),
	"POST /account/team/members/:id/sessions":        operators(other).and(forbidden, "ada"),
	"POST /account/team/members/:id/offer":           {status: all(forbidden, "ada")},
	"POST /account/team/members/:id/end":             operators(other).and(forbidden, "ada"),
	"POST /account/team/offer/withdraw":              law{status: all(forbidden, everybody...)}.own().and(other, managers...),
	"GET /account/team/leave":                        {status: all(ok, everybody...), single: true},
	"POST /account/team/leave":                       law{status: all(other, everybody...)}.own().and(forbidden, managers...),
	"GET /operator/people":                           {status: all(ok, "operator"), single: true},
	"GET /operator/people/history":                   {status: all(ok, "operator"), single: true},
	"POST /operator/people/invite":                   {status: all(invalid, "operator"), single: true},
	"POST /operator/people/invitations/:id/again":    {status: all(forbidden, "operator")},
	"POST /operator/people/invitations/:id/withdraw": {status: all(other, "operator")},
	"GET /operator/people/members/:id":               operators(ok),
	"POST /operator/people/members/:id/role":         operators(stale),
	"POST /operator/people/members/:id/sessions":     operators(other),
	"POST /operator/people/members/:id/offer":        {},
	"POST /operator/people/members/:id/end":          operators(other),
	"POST /operator/people/offer/withdraw":           operators(other).own(),
	"GET /operator/people/leave":                     operators(ok).own(),
	"POST /operator/people/leave":                    operators(forbidden).own(),
	"GET /operator/people/accounts":                  operators(invalid).own(),
	"GET /operator/people/accounts/:id":              operators(ok),
	"POST /operator/people/accounts/:id/disable":     operators(other),
	"POST /operator/people/accounts/:id/enable":      operators(other),
	"GET /account/organisations":                     {status: all(ok, everybody...), single: true},
	"POST /account/organisations":                    {},
	"GET /link/invitation/:token":                    public(ok),
	"POST /link/invitation/:token":                   public(forbidden).and(invalid, "nobody"),
	"GET /link/ownership/:token":                     {},
	"POST /link/ownership/:token":                    {},
}

// addTeam adds a person and an invitation of the platform's, and an offer of the
// ownership of lin's shop to somebody who asks for nothing.
func (o objects) addTeam(t *testing.T, site *webtest.Site) {
	t.Helper()
	ctx, op, lin := t.Context(), site.Person("operator").Actor(), site.Person("lin").Actor()
	o["person"] = strconv.FormatInt(site.Person("ben").ID, 10)
	no(t, site.Accounts.Invite(ctx, op, account.Invite{Name: "Rolf Berg", Email: "rolf@quaylane.example", Role: ipcase.RoleReviewer}))
	team, err := site.Accounts.ReadTeam(ctx, op)
	no(t, err)
	o["invitation"] = strconv.FormatInt(team.Invitations[0].ID, 10)
	o["invitation link"] = strings.TrimPrefix(linkTo(t, site, "rolf@quaylane.example"), "/link/invitation/")
	no(t, site.Accounts.OfferOwnership(ctx, lin, site.Person("mei").ID, true))
	o["ownership link"] = strings.TrimPrefix(linkTo(t, site, "mei@haiyun.example"), "/link/ownership/")
}
