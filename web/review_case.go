package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/evidence"
	"ipportal/views"
	"ipportal/web/present"
)

// lease claims or gives back. Somebody else's lease is told on the page itself.
func (s *Server) lease(c echo.Context, deed func(context.Context, ipcase.Actor, string) error, to string) error {
	err := deed(c.Request().Context(), actorOf(c), c.Param("number"))
	var e *ipcase.Error
	if errors.As(err, &e) && e.Kind == ipcase.Refused {
		if err := s.flash(c, views.Warn, e.Msg, e.Args...); err != nil {
			return err
		}
	} else if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, to)
}

func (s *Server) reviewCase(c echo.Context) error {
	return s.bench(c, http.StatusOK, nil, nil)
}

// bench draws a case as it is now, with what was typed and why it was not
// accepted.
func (s *Server) bench(c echo.Context, status int, typed *present.ReviewTyped, refused *ipcase.Error) error {
	b, err := s.readBench(c)
	if err != nil {
		return err
	}
	b.Typed, b.Error = typed, refused
	if err := s.sawCase(c, b.Case.CaseView); err != nil {
		return err
	}
	r := s.reader(c)
	p, err := s.page(c, r.ReviewTask(b.Case.Case.ReviewTask)+" "+b.Case.Case.Number)
	if err != nil {
		return err
	}
	p.HasError = status == http.StatusUnprocessableEntity
	page := r.ReviewCase(p, b)
	if b.Case.Case.ReviewTask == ipcase.TaskNotice {
		holder, contact := b.Case.Holder, b.Case.Complaint.Contact
		marks, err := s.lookalikes(c, holder.OrgID, []string{holder.Name, contact.Name}, []string{contact.Email})
		if err != nil {
			return err
		}
		page.Marks = append(page.Marks, marks...)
	}
	again, err := s.sameAgain(c, b.Case.CaseView)
	if err != nil {
		return err
	}
	page.Marks = append(page.Marks, again...)
	return s.render(c, status, views.ReviewCase(page))
}

func (s *Server) readBench(c echo.Context) (present.Bench, error) {
	v, err := s.Service.ReadReviewBench(c.Request().Context(), actorOf(c), c.Param("number"))
	if err != nil {
		return present.Bench{}, err //nolint:wrapcheck // says itself what it did
	}
	texts, err := s.textsOf(c, v.Exhibits)
	if err != nil {
		return present.Bench{}, err
	}
	return present.Bench{Case: v, Actor: actorOf(c), Book: s.Service.Book(), Texts: texts}, nil
}

// Of text files this much is read in place; the rest is on the exhibit's own
// page, and all of it in the file.
const (
	textInPlace = 64 << 10
	textInWhole = 2 << 20
	textFiles   = 12
)

// textsOf reads the exhibits that are text files, so that a reviewer need not
// open them one by one.
func (s *Server) textsOf(c echo.Context, exhibits []ipcase.Exhibit) (present.ReviewTexts, error) {
	texts := present.ReviewTexts{Words: map[string]string{}, Lost: map[string]bool{}}
	for _, e := range exhibits {
		if !strings.HasPrefix(e.ViewMIME, "text/") || e.Sealed() || len(texts.Words) >= textFiles {
			continue
		}
		if err := s.sawExhibit(c, e); err != nil {
			return texts, err
		}
		text, err := s.textOf(c, e, textInPlace)
		switch {
		case evidence.IsLost(err): // the others can be read, and the case decided
			s.noteLost(c, e, err)
			texts.Lost[e.Hash] = true
		case err != nil:
			return texts, err
		default:
			texts.Words[e.Hash] = text
		}
	}
	return texts, nil
}

// textOf is the beginning of a text file, at most limit bytes, whole characters.
func (s *Server) textOf(c echo.Context, e ipcase.Exhibit, limit int64) (string, error) {
	body, err := s.Blobs.Open(c.Request().Context(), e.ViewHash)
	if err != nil {
		return "", fmt.Errorf("read exhibit %s: %w", e.PublicID, err)
	}
	defer func() { _ = body.Close() }()
	data, err := io.ReadAll(io.LimitReader(body, limit))
	if err != nil {
		return "", fmt.Errorf("read exhibit %s: %w", e.PublicID, err)
	}
	text := string(data)
	for n := 1; n < utf8.UTFMax && int64(len(data)) == limit; n++ { // the limit may have cut a character in two
		if last, size := utf8.DecodeLastRuneInString(text); last != utf8.RuneError || size != 1 {
			break
		}
		text = text[:len(text)-1]
	}
	return strings.ReplaceAll(strings.ToValidUTF8(strings.TrimPrefix(text, "\ufeff"), "�"), "\r\n", "\n"), nil
}

// reviewExhibit shows one exhibit large, and a text in pages.
func (s *Server) reviewExhibit(c echo.Context) error {
	v, err := s.Service.ReadReviewCase(c.Request().Context(), actorOf(c), c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	for at, e := range v.Exhibits {
		if e.Label != c.Param("label") {
			continue
		}
		if err := s.sawExhibit(c, e); err != nil {
			return err
		}
		q := queryForm(c)
		look := present.Looking{Page: q.int("page", 1), Zoom: q.int("zoom", 1)}
		if err := s.look(c, ipcase.ExhibitView{Exhibit: e, Owner: true}, &look); err != nil {
			return err
		}
		r := s.reader(c)
		p, err := s.page(c, e.Label+" "+e.Name)
		if err != nil {
			return err
		}
		return s.render(c, http.StatusOK, views.ReviewExhibitView(r.ReviewExhibitPage(p, v, at, look)))
	}
	return errAbsent()
}
