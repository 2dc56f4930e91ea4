package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// readCheck reads what a reviewer says of a right, an identity or a power of attorney:
// whether it is proven, and why. neither says what to do where it is not said; what is
// wrong stays with the form.
func (s *Server) readCheck(c echo.Context, neither string) (*form, present.RightCheck, error) {
	f, err := s.readForm(c)
	if err != nil {
		return f, present.RightCheck{}, err
	}
	typed := present.RightCheck{Verify: f.choice("verify", "yes", "no"), Reason: f.text("reason", ipcase.MaxComment)}
	if typed.Verify == "" {
		f.fail("verify", neither)
	}
	return f, typed, nil
}

// checked goes on after such a decision, or shows its bench again with what was typed.
func (s *Server) checked(
	c echo.Context, err error, typed present.RightCheck, bench func(echo.Context, int, *present.RightCheck, *ipcase.Error) error, msg, to string,
) error {
	if e := redrawn(err); e != nil {
		return bench(c, statusOf[e.Kind], &typed, e)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, views.Success, msg, c.Param("number")); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, to)
}
