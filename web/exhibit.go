package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/evidence"
	"ipportal/views"
	"ipportal/web/present"
)

// look brings what is shown of an exhibit: the words of a text, how large the picture of
// the page is, or that the file is lost.
func (s *Server) look(c echo.Context, e ipcase.ExhibitView, l *present.Looking) error {
	if !e.Given() || e.Sealed() {
		return nil
	}
	err := s.lookAt(c, e, l)
	if evidence.IsLost(err) {
		s.noteLost(c, e.Exhibit, err)
		l.Lost, err = true, nil
	}
	return err
}

func (s *Server) lookAt(c echo.Context, e ipcase.ExhibitView, l *present.Looking) (err error) {
	picture := e.ViewHash
	switch {
	case strings.HasPrefix(e.ViewMIME, "text/"):
		l.Text, err = s.textOf(c, e.Exhibit, textInWhole)
		return err
	case e.Drawing == ipcase.DrawDone:
		p, err := s.Service.ExhibitPage(c.Request().Context(), e, min(max(l.Page, 1), e.Pages))
		if err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
		l.Size, picture = &p, p.Hash
	case !strings.HasPrefix(e.ViewMIME, "image/"):
		return nil
	}
	_, err = s.Blobs.Size(c.Request().Context(), picture)
	return err //nolint:wrapcheck // says itself what it did
}

// noteLost tells the operator of a file that is not there any more as it was put there.
func (s *Server) noteLost(c echo.Context, e ipcase.Exhibit, err error) {
	s.Logger.Error("a file of evidence is lost", "id", requestID(c), "exhibit", e.PublicID, "error", err)
}

// evidencePage is the picture of one page of a document.
func (s *Server) evidencePage(c echo.Context) error {
	n, err := strconv.Atoi(c.Param("n"))
	if err != nil {
		return errAbsent()
	}
	e, err := s.Service.Exhibit(c.Request().Context(), actorOf(c), c.Param("id"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	p, err := s.Service.ExhibitPage(c.Request().Context(), e, n)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if err := s.sawExhibit(c, e.Exhibit); err != nil {
		return err
	}
	return s.sendBlob(c, p.Hash, p.MIME, renamed(e.Name, e.MIME, p.MIME), true)
}

// openExhibit shows the other side what was filed for reviewers only.
func (s *Server) openExhibit(c echo.Context) error {
	if err := s.Service.OpenExhibit(c.Request().Context(), actorOf(c), c.Param("id")); err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if err := s.flash(c, views.Success, "The other side can see it now, and is told. A decision can rely on it."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.EvidenceHref(c.Param("id")))
}

// askForExhibit asks who filed an exhibit to show it to the other side.
func (s *Server) askForExhibit(c echo.Context) error {
	number, label := c.Param("number"), c.Param("label")
	if err := s.Service.AskToOpen(c.Request().Context(), actorOf(c), number, label); err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if err := s.flash(c, views.Success, "They are asked. You see in the case when they show it."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.ReviewCaseHref(number)+"/exhibits/"+label)
}
