package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

func (s *Server) rightsToCheck(c echo.Context) error {
	after := int64(queryForm(c).int("after", 0))
	lines, more, err := s.Service.ReadRightsToCheck(c.Request().Context(), actorOf(c), after)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	r := s.reader(c)
	p, err := s.page(c, r.T("Rights to check"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.Checks(r.RightsToCheck(p, actorOf(c), lines, more)))
}

func (s *Server) reviewRight(c echo.Context) error {
	return s.rightBench(c, http.StatusOK, nil, nil)
}

func (s *Server) rightBench(c echo.Context, status int, typed *present.RightCheck, refused *ipcase.Error) error {
	v, err := s.Service.ReadReviewRight(c.Request().Context(), actorOf(c), c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	texts, err := s.textsOf(c, v.Exhibits)
	if err != nil {
		return err
	}
	if err := s.saw(c, ipcase.Access{
		Kind: ipcase.AccessContact, SubjectKind: "right", Subject: v.Right.Number, HolderOrgID: &v.Right.OrgID,
	}); err != nil {
		return err
	}
	r := s.reader(c)
	p, err := s.page(c, r.T("Check %s", v.Right.Number))
	if err != nil {
		return err
	}
	p.HasError = status == http.StatusUnprocessableEntity
	page := r.ReviewRight(p, actorOf(c), v, texts, typed, refused)
	marks, err := s.lookalikes(c, v.Holder.ID, []string{v.Holder.Name, v.Right.Owner, v.Right.Title}, []string{v.Holder.Email})
	if err != nil {
		return err
	}
	page.Warnings = append(page.Warnings, marks...)
	return s.render(c, status, views.ReviewRight(page))
}

// checkRight verifies or refuses a right.
func (s *Server) checkRight(c echo.Context) error {
	f, typed, err := s.readCheck(c, views.Key("Choose whether the right is proven."))
	if err != nil {
		return err
	}
	in := ipcase.CheckRight{Number: c.Param("number"), Version: f.int("version", -1), Verify: typed.Verify == "yes", Reason: typed.Reason}
	err = f.problems()
	if err == nil {
		err = s.Service.CheckRight(c.Request().Context(), actorOf(c), in)
	}
	msg := views.Key("%s was verified, and its holder is told.")
	if !in.Verify {
		msg = views.Key("%s was not accepted, and its holder is told why.")
	}
	return s.checked(c, err, typed, s.rightBench, msg, "/review")
}
