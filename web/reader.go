package web

import (
	"errors"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/web/present"
)

// reader is for whom this answer is made: side, language, zone, moment.
func (s *Server) reader(c echo.Context) present.Reader {
	fallback, err := time.LoadLocation(s.Zone)
	if err != nil {
		fallback = time.UTC
	}
	r := present.NewReader(actorOf(c), lang(c), fallback, s.Clock.Now())
	r.Office = s.Office
	return r
}

// refusal is err as a refusal that a form can show beside its fields; nil where
// err is of another kind and is answered as a page of its own.
func refusal(err error) *ipcase.Error {
	var e *ipcase.Error
	if errors.As(err, &e) && e.Kind == ipcase.Invalid {
		return e
	}
	return nil
}

// redrawn is a refusal that is told on the page of the form, or nil.
func redrawn(err error) *ipcase.Error {
	var e *ipcase.Error
	if errors.As(err, &e) && slices.Contains([]ipcase.Kind{ipcase.Invalid, ipcase.Stale, ipcase.Refused}, e.Kind) {
		return e
	}
	return nil
}

// keepFiles puts the files that were sent in one field into a form that is not
// filed yet. What is wrong with one is noted beside the field; the others are
// kept.
func (s *Server) keepFiles(c echo.Context, f *form, formID, field string, p ipcase.ExhibitPurpose, v ipcase.ExhibitVisibility) error {
	for _, u := range f.files {
		if u.Field != field {
			continue
		}
		_, err := s.Service.AddEvidence(c.Request().Context(), actorOf(c), ipcase.AddEvidence{
			FormID: formID, Field: field, Name: u.Name, Blob: u.Blob, Purpose: p, Visibility: v,
		})
		if e := refusal(err); e != nil {
			f.errs = append(f.errs, e.Fields...)
			continue
		}
		if err != nil {
			return err
		}
	}
	return nil
}
