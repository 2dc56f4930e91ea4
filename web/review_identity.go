package web

import (
	"fmt"
	"io"
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

func (s *Server) identitiesToCheck(c echo.Context) error {
	after := int64(queryForm(c).int("after", 0))
	lines, more, err := s.Service.ReadIdentitiesToCheck(c.Request().Context(), actorOf(c), after)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	r := s.reader(c)
	p, err := s.page(c, r.T("Identities to check"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.Checks(r.IdentitiesToCheck(p, actorOf(c), lines, more)))
}

func (s *Server) reviewIdentity(c echo.Context) error {
	return s.identityBench(c, http.StatusOK, nil, nil)
}

func (s *Server) identityBench(c echo.Context, status int, typed *present.RightCheck, refused *ipcase.Error) error {
	a, ctx := actorOf(c), c.Request().Context()
	v, err := s.Service.ReadReviewIdentity(ctx, a, c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	err = s.saw(c, ipcase.Access{Kind: ipcase.AccessContact, SubjectKind: "identity", Subject: v.Check.Number, HolderOrgID: &v.Check.OrgID})
	if err != nil {
		return err
	}
	r := s.reader(c)
	p, err := s.page(c, r.T("Check %s", v.Check.Number))
	if err != nil {
		return err
	}
	p.HasError = status == http.StatusUnprocessableEntity
	page := r.ReviewIdentity(p, a, v, typed, refused)
	if page.Warnings, err = s.lookalikes(c, v.Org.ID, []string{v.Org.Name, v.Org.ContactName}, []string{v.Org.Email}); err != nil {
		return err
	}
	return s.render(c, status, views.ReviewIdentity(page))
}

// checkIdentity verifies or refuses an identity.
func (s *Server) checkIdentity(c echo.Context) error {
	f, typed, err := s.readCheck(c, views.Key("Choose whether the identity is proven."))
	if err != nil {
		return err
	}
	in := ipcase.CheckIdentity{Number: c.Param("number"), Version: f.int("version", -1), Verify: typed.Verify == "yes", Reason: typed.Reason}
	err = f.problems()
	if err == nil {
		err = s.Service.CheckIdentity(c.Request().Context(), actorOf(c), in)
	}
	msg := views.Key("%s was verified, and its holder is told.")
	if !in.Verify {
		msg = views.Key("%s was not accepted, and its holder is told why.")
	}
	return s.checked(c, err, typed, s.identityBench, msg, "/review/identities")
}

func (s *Server) claimIdentity(c echo.Context) error {
	return s.lease(c, s.Service.Claim, present.ReviewIdentityHref(c.Param("number")))
}

func (s *Server) giveBackIdentity(c echo.Context) error {
	return s.lease(c, s.Service.GiveBack, "/review/identities")
}

// identityPaper sends a file of an identity paper to a reviewer. That it was
// opened stands in the check's own history and among the records of access before
// a byte is sent, and no browser keeps it.
func (s *Server) identityPaper(c echo.Context) error {
	a, ctx := actorOf(c), c.Request().Context()
	v, err := s.Service.ReadReviewIdentity(ctx, a, c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	p, err := s.Service.OpenIdentityPaper(ctx, a, v.Check.Number, c.Param("paper"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	err = s.saw(c, ipcase.Access{Kind: ipcase.AccessPapers, SubjectKind: "identity", Subject: v.Check.Number, HolderOrgID: &p.OrgID})
	if err != nil {
		return err
	}
	hash, kind := p.Hash, p.MIME
	if showable(p.ViewMIME) { // as a picture that we made ourselves
		hash, kind = p.ViewHash, p.ViewMIME
	}
	body, err := s.Blobs.Papers().Open(ctx, hash)
	if err != nil {
		return fmt.Errorf("send paper %s: %w", p.PublicID, err)
	}
	defer func() { _ = body.Close() }()
	h := c.Response().Header()
	h.Set("Content-Security-Policy", sandbox)
	h.Set("Content-Disposition", disposition(renamed(p.Name, p.MIME, kind), showable(kind)))
	h.Set("Content-Type", kind)
	h.Set("Cache-Control", "no-store")
	c.Response().WriteHeader(http.StatusOK)
	if c.Request().Method == http.MethodHead {
		return nil
	}
	if _, err := io.Copy(c.Response(), body); err != nil {
		return fmt.Errorf("send paper %s: %w", p.PublicID, err)
	}
	return nil
}
