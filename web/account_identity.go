package web

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

func identityRoutes(s *Server) []route {
	return []route{
		get("/account/identity", holder, s.identity),
		upload("/account/identity", holder, s.handInIdentity),
	}
}

// identity is where an owner sees how far the organisation's identity is proven,
// and hands in a paper.
func (s *Server) identity(c echo.Context) error {
	return s.identityPage(c, http.StatusOK, present.IdentityForm{In: ipcase.HandInIdentity{FormID: ipcase.NewID()}})
}

func (s *Server) identityPage(c echo.Context, status int, f present.IdentityForm) error {
	a, ctx := actorOf(c), c.Request().Context()
	v, err := s.Service.ReadIdentity(ctx, a)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if len(f.In.FormID) > 0 {
		if f.Files, err = s.Service.FormIdentityPapers(ctx, a, f.In.FormID); err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
	}
	frame, err := s.accountFrame(c, s.t(c, "Identity"), "")
	if err != nil {
		return err
	}
	frame.HasError = f.Problems != nil
	return s.render(c, status, views.AccountIdentity(s.reader(c).AccountIdentity(frame, v, f)))
}

// handInIdentity keeps the files that were sent, takes one out, or hands the paper
// in. Only the owner's files are read at all.
func (s *Server) handInIdentity(c echo.Context) error {
	a, ctx := actorOf(c), c.Request().Context()
	if !a.MayProveIdentity() {
		return errAbsent()
	}
	f, err := s.readFormInto(c, s.Blobs.Papers().Put)
	if err != nil {
		return err
	}
	form := present.IdentityForm{In: ipcase.HandInIdentity{
		FormID: f.line("form", 40), Kind: ipcase.PaperKind(f.choice("kind", kindsOfPaper()...)), Number: f.line("number", 80),
		Country: f.line("country", 2), IssuedOn: f.line("issued_on", 20),
	}}
	for _, u := range f.files {
		_, err := s.Service.AddIdentityPaper(ctx, a, form.In.FormID, u.Name, u.Blob)
		if e := refusal(err); e != nil {
			f.errs = append(f.errs, e.Fields...)
		} else if err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
	}
	do := f.line("do", 60)
	if id, ok := strings.CutPrefix(do, "drop:"); ok {
		if err := s.Service.TakeOutIdentityPaper(ctx, a, form.In.FormID, id); err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
	}
	if form.Problems = refusal(f.problems()); form.Problems != nil {
		return s.identityPage(c, http.StatusUnprocessableEntity, form)
	}
	if do != "hand-in" {
		return s.identityPage(c, http.StatusOK, form)
	}
	number, err := s.Service.HandInIdentity(ctx, a, form.In)
	if form.Problems = refusal(err); form.Problems != nil {
		return s.identityPage(c, http.StatusUnprocessableEntity, form)
	}
	if ipcase.KindOf(err) == ipcase.Refused { // verified or waiting already: the page says so
		return c.Redirect(http.StatusSeeOther, "/account/identity")
	}
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if err := s.flash(c, views.Success, "The paper is handed in as %s. A reviewer checks it, and you are told what was found.", number); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/account/identity")
}

func kindsOfPaper() []string {
	var all []string
	for _, k := range ipcase.PaperKinds() {
		all = append(all, string(k))
	}
	return all
}
