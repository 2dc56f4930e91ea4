package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// retractListed offers every listing of a complaint for ticking, and a field for
// a list.
func (s *Server) retractListed(c echo.Context) error {
	in, err := s.retractable(c)
	if err != nil {
		return err
	}
	if in.Complaint.CanRetract == 0 {
		if err := s.flash(c, views.Info, "Nothing of this complaint can be retracted any more."); err != nil {
			return err
		}
		return c.Redirect(http.StatusSeeOther, "/holder/complaints/"+in.Complaint.Complaint.Number)
	}
	return s.showRetractListed(c, http.StatusOK, in)
}

func (s *Server) retractable(c echo.Context) (in present.RetractListed, err error) {
	ctx, a, number := c.Request().Context(), actorOf(c), c.Param("number")
	if in.Complaint, err = s.Service.ReadHolderComplaint(ctx, a, number); err != nil {
		return in, err //nolint:wrapcheck // says itself what it did
	}
	in.Lines, err = s.Service.RetractableOf(ctx, a, number)
	return in, err //nolint:wrapcheck // says itself what it did
}

func (s *Server) showRetractListed(c echo.Context, status int, in present.RetractListed) error {
	r := s.reader(c)
	p, err := s.page(c, r.T("Retract listings"))
	if err != nil {
		return err
	}
	return s.render(c, status, views.RetractListed(r.RetractListedPage(p, in)))
}

// retractByList looks a list up, or retracts what was ticked.
func (s *Server) retractByList(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	number, look := c.Param("number"), f.choice("do", "look", "retract") == "look"
	typed := f.text("lines", formText)
	if look {
		return s.lookUpRetraction(c, f, typed)
	}
	chosen, picked := retractChosen(f)
	n := 0
	if err = f.problems(); err == nil {
		n, err = s.Service.RetractListed(c.Request().Context(), actorOf(c), number, chosen)
	}
	if err != nil {
		return s.retractionRefused(c, typed, picked, err)
	}
	told := "The complaint about %d listings is retracted."
	if n == 1 {
		told = "The complaint about %d listing is retracted."
	}
	if err := s.flash(c, views.Success, told, n); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/holder/complaints/"+number)
}

func (s *Server) lookUpRetraction(c echo.Context, f *form, typed string) error {
	lines, _ := ipcase.ParseLines(typed)
	if len(lines) == 0 {
		f.fail("lines", "Enter at least one listing address or ID.")
	}
	err := f.problems()
	var found []ipcase.RetractLine
	if err == nil {
		found, err = s.Service.CheckRetraction(c.Request().Context(), actorOf(c), c.Param("number"), lines)
	}
	if err != nil {
		return s.retractionRefused(c, typed, nil, err)
	}
	in, err := s.retractable(c)
	if err != nil {
		return err
	}
	in.Lines, in.Typed, in.LookedUp = found, typed, true
	return s.showRetractListed(c, http.StatusOK, in)
}

// retractChosen reads the ticked listings: items=CASE/2&version-CASE/2=3.
func retractChosen(f *form) (chosen []ipcase.ChosenOf, picked []string) {
	picked = []string{}
	for _, value := range f.list("items") {
		number, at, _ := strings.Cut(value, "/")
		position, err := strconv.Atoi(at)
		version, err2 := strconv.Atoi(f.values.Get("version-" + value))
		if err != nil || err2 != nil {
			f.fail("items", "The choice could not be read. Open the page again and choose anew.")
			return nil, picked
		}
		if slices.Contains(picked, value) {
			continue
		}
		picked = append(picked, value)
		n := slices.IndexFunc(chosen, func(x ipcase.ChosenOf) bool { return x.Case == number })
		if n < 0 {
			n, chosen = len(chosen), append(chosen, ipcase.ChosenOf{Case: number})
		}
		chosen[n].Items = append(chosen[n].Items, ipcase.Chosen{Position: position, Version: version})
	}
	return chosen, picked
}

// retractionRefused shows the page again, with the list looked up anew.
func (s *Server) retractionRefused(c echo.Context, typed string, picked []string, err error) error {
	e := asProblem(err)
	if e == nil || e.Kind != ipcase.Invalid && e.Kind != ipcase.Stale && e.Kind != ipcase.Refused {
		return err
	}
	in, again := s.retractable(c)
	if again != nil {
		return again
	}
	in.Error, in.Typed, in.Picked = e, typed, picked
	if lines, _ := ipcase.ParseLines(typed); picked != nil && len(lines) > 0 {
		if found, err := s.Service.CheckRetraction(c.Request().Context(), actorOf(c), c.Param("number"), lines); err == nil {
			in.Lines, in.LookedUp = found, true
		}
	}
	return s.showRetractListed(c, formStatus(e), in)
}
