package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// holderRightType asks which kind of right is to be registered.
func (s *Server) holderRightType(c echo.Context) error {
	return s.rightTypePage(c, http.StatusOK, queryForm(c).line("for", 40), nil)
}

// rightTypePage asks for the type; principal is whom an agent registers it for.
func (s *Server) rightTypePage(c echo.Context, status int, principal string, wrong *ipcase.Error) error {
	p, err := s.page(c, s.t(c, "Register a right"))
	if err != nil {
		return err
	}
	p.Crumbs = s.rightCrumbs(c)
	return s.render(c, status, views.HolderRightTypePage(s.reader(c).HolderRightType(p, "", principal, wrong)))
}

func (s *Server) rightCrumbs(c echo.Context) []views.Link {
	return []views.Link{{Text: s.t(c, "IP rights"), Href: "/holder/rights"}, {Text: s.t(c, "Register a right")}}
}

func (s *Server) chooseRightType(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	if t := f.line("type", 40); isRightType(t) {
		to := "/holder/rights/new/" + t
		if who := f.line("for", 40); who != "" {
			to += "?for=" + url.QueryEscape(who)
		}
		return c.Redirect(http.StatusSeeOther, to)
	}
	f.fail("type", "Choose what kind of right this is.")
	return s.rightTypePage(c, http.StatusUnprocessableEntity, f.line("for", 40), refusal(f.problems()))
}

// holderRightForm is the empty form of one type. Its id makes pressing twice
// register once, and holds the files until then.
func (s *Server) holderRightForm(c echo.Context) error {
	t := c.Param("type")
	if !isRightType(t) {
		return errAbsent()
	}
	in := ipcase.RegisterRight{FormID: ipcase.NewID(), Type: ipcase.RightType(t), Owner: actorOf(c).OrgName}
	if actorOf(c).Agent { // the owner is whom it is registered for
		in.Owner, in.Principal = "", queryForm(c).line("for", 40)
	}
	return s.rightForm(c, http.StatusOK, present.RightForm{In: in})
}

func (s *Server) rightForm(c echo.Context, status int, f present.RightForm) error {
	files, err := s.Service.FormEvidence(c.Request().Context(), actorOf(c), f.In.FormID)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	f.Files = files
	if actorOf(c).Agent {
		if f.Principals, err = s.Service.ReadPrincipals(c.Request().Context(), actorOf(c), f.In.Type); err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
		f.Own = actorOf(c).OrgName
	}
	p, err := s.page(c, s.t(c, "Register a right"))
	if err != nil {
		return err
	}
	p.Crumbs = s.rightCrumbs(c)
	return s.render(c, status, views.HolderRightFormPage(s.reader(c).HolderRightForm(p, s.Service.Book(), f)))
}

// registerRight keeps the files that were sent with the form, takes one out, or
// registers the right.
func (s *Server) registerRight(c echo.Context) error {
	t := c.Param("type")
	if !isRightType(t) {
		return errAbsent()
	}
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	form := present.RightForm{In: rightInput(f, ipcase.RightType(t)), Classes: f.line("nice_classes", 200)}
	form.In.NiceClasses = classesOf(f, form.Classes)
	for field, purpose := range map[string]ipcase.ExhibitPurpose{"specimen": ipcase.PurposeSpecimen, "certificate": ipcase.PurposeCertificate} {
		if err := s.keepFiles(c, f, form.In.FormID, field, purpose, ipcase.BothSides); err != nil {
			return err
		}
	}
	do := f.line("do", 60)
	if id, ok := strings.CutPrefix(do, "drop:"); ok {
		if err := s.Service.DropEvidence(c.Request().Context(), actorOf(c), form.In.FormID, id); err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
	}
	if a := actorOf(c); a.Agent && do == "register" {
		form.Typed = f.line("for", 40)
		if form.Typed == "" {
			f.fail("for", "Choose for whom you register the right.")
		} else if form.Typed == present.ForOwn && form.In.Owner == "" {
			form.In.Owner = a.OrgName
		}
	}
	if form.Problems = refusal(f.problems()); form.Problems != nil {
		return s.rightForm(c, http.StatusUnprocessableEntity, form)
	}
	if do != "register" {
		return s.rightForm(c, http.StatusOK, form)
	}
	number, err := s.Service.RegisterRight(c.Request().Context(), actorOf(c), form.In)
	if form.Problems = refusal(err); form.Problems != nil {
		return s.rightForm(c, http.StatusUnprocessableEntity, form)
	}
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if err := s.flash(c, views.Success, "The right is registered as %s. A reviewer now compares it with the register.", number); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/holder/rights/"+number)
}

func rightInput(f *form, t ipcase.RightType) ipcase.RegisterRight {
	return ipcase.RegisterRight{
		FormID: f.line("form", 40), Type: t, Office: f.line("office", 40), RegNumber: f.line("reg_number", 80),
		Title: f.line("title", ipcase.MaxShortText), Owner: f.line("owner", ipcase.MaxShortText), Territories: f.list("territories"),
		ValidFrom: f.line("valid_from", 20), ValidUntil: f.line("valid_until", 20), Description: f.text("description", ipcase.MaxComment),
		ConfirmNumber: f.ticked("confirm_number"), Principal: strings.TrimPrefix(f.line("for", 40), present.ForOwn),
	}
}

// classesOf reads "9, 11" or “9、11”.
func classesOf(f *form, typed string) []int {
	var classes []int
	for _, word := range strings.FieldsFunc(typed, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;，、；", r) }) {
		n, err := strconv.Atoi(word)
		if err != nil {
			f.fail("nice_classes", "Enter the Nice classes as numbers, such as 9, 11.")
			return nil
		}
		classes = append(classes, n)
	}
	return classes
}
