package web

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
	"ipportal/web/present/casepdf"
)

// caseFileRoutes are the file of a case for each side, and what is public of the
// log.
func caseFileRoutes(s *Server) []route {
	all := []route{
		get("/log/key", anyone, s.logKey),
		get("/log/checkpoint", anyone, s.logCheckpoint),
	}
	for path, w := range map[string]who{"/seller/cases/:number/casefile": seller, "/holder/cases/:number/casefile": holder, "/review/cases/:number/casefile": reviewer} {
		all = append(all, get(path, w, s.caseFile), post(path, w, s.askCaseFile).needs(ipcase.PermSee), get(path+".zip", w, s.caseFileZIP), get(path+".pdf", w, s.caseFilePDF))
	}
	return all
}

func (s *Server) logKey(c echo.Context) error {
	return c.String(http.StatusOK, strings.Join(s.Service.LogKeys(), "\n")+"\n") //nolint:wrapcheck // the connection's
}

// logCheckpoint is what the log was last, signed (C2SP tlog-checkpoint): who keeps
// it can show later that the log was changed.
func (s *Server) logCheckpoint(c echo.Context) error {
	p, err := s.Service.LastCheckpoint(c.Request().Context())
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if p.Size == 0 {
		return errAbsent()
	}
	return c.String(http.StatusOK, p.Note) //nolint:wrapcheck // the connection's
}

// What a browser can wait for: more than this is made by a worker first.
const (
	atOnceBytes = 24 << 20
	atOnceFiles = 100
)

func isLarge(in present.CaseFile) bool {
	size := int64(0)
	for _, f := range in.Files {
		size += f.Size
	}
	return size > atOnceBytes || len(in.Files) > atOnceFiles
}

// caseFile says what is in the file before it is fetched, and how far the making
// of a large one is.
func (s *Server) caseFile(c echo.Context) error {
	v, err := s.caseView(c)
	if err != nil {
		return err
	}
	r := s.reader(c)
	if c.Request().Header.Get("HX-Request") == "true" {
		return s.caseFileProgress(c, r, v)
	}
	in, err := s.files.gather(c.Request().Context(), r, actorOf(c), v)
	if err != nil {
		return err
	}
	in.Large = isLarge(in)
	if in.Made, err = s.madeFiles(c, in); err != nil {
		return err
	}
	if err := s.sawCase(c, v); err != nil {
		return err
	}
	p, err := s.page(c, r.T("Case file %s", v.Case.Number))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.CaseFile(r.CaseFilePage(p, in)))
}

// caseFileProgress is the part of the page that changes while a file is made.
func (s *Server) caseFileProgress(c echo.Context, r present.Reader, v ipcase.CaseView) error {
	in := present.CaseFile{View: v, Large: true}
	var err error
	if in.Made, err = s.madeFiles(c, in); err != nil {
		return err
	}
	if !slices.ContainsFunc(in.Made, func(f present.MadeFile) bool { return f.State == ipcase.MadeAsked && !f.GivenUp }) { // the whole page says what is there now
		c.Response().Header().Set("HX-Refresh", "true")
		return c.NoContent(http.StatusOK)
	}
	return s.render(c, http.StatusOK, r.CaseFileMaking(in))
}

// madeFiles are the files that were made for this reader, and whether each is what
// they may see of the case today.
func (s *Server) madeFiles(c echo.Context, in present.CaseFile) ([]present.MadeFile, error) {
	made, err := s.Service.MadeCaseFiles(c.Request().Context(), actorOf(c), in.View)
	if err != nil {
		return nil, err //nolint:wrapcheck // says itself what it did
	}
	var out []present.MadeFile
	for _, f := range made {
		m := present.MadeFile{MadeCaseFile: f}
		if f.State == ipcase.MadeReady {
			if m.Current, err = s.current(c, f, in.View); err != nil {
				return nil, err
			}
		}
		out = append(out, m)
	}
	return out, nil
}

// current says whether a made file is, word for word and file for file, what its
// reader may see of the case at this moment.
func (s *Server) current(c echo.Context, f ipcase.MadeCaseFile, v ipcase.CaseView) (bool, error) {
	a := actorOf(c)
	if f.Party != a.Party || f.MadeAt == nil {
		return false, nil
	}
	r := s.files.reader(a, f.Lang, f.MadeAt.UTC())
	in, err := s.files.gather(c.Request().Context(), r, a, v)
	if err != nil {
		return false, err
	}
	seen, err := seenBy(r, in)
	return seen == f.Seen, err
}

// askCaseFile lets a worker make the file of a large case.
func (s *Server) askCaseFile(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	v, err := s.caseView(c)
	if err != nil {
		return err
	}
	spoken := f.choice("lang", present.Languages()...)
	if spoken == "" {
		spoken = lang(c)
	}
	if err := s.Service.AskCaseFile(c.Request().Context(), actorOf(c), v, spoken); err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	return c.Redirect(http.StatusSeeOther, present.CaseFileHref(actorOf(c).Party, v.Case.Number)+"#making")
}

// fetched is what is asked for: by whom, in which language, and made from what.
type fetched struct {
	r  present.Reader
	in present.CaseFile
}

// fetch lets one person make one file at a time, in the language that the address
// says, and records what private data it holds.
func (s *Server) fetch(c echo.Context, send func(f fetched) error) error {
	a := actorOf(c)
	if _, busy := s.fetching.LoadOrStore(a.PersonID, true); busy {
		return ipcase.Errorf(ipcase.TooMany, "A case file is being made for you. Wait until it is there, and try again.")
	}
	defer s.fetching.Delete(a.PersonID)
	v, err := s.caseView(c)
	if err != nil {
		return err
	}
	spoken := c.QueryParam("lang")
	if !slices.Contains(present.Languages(), spoken) {
		spoken = lang(c)
	}
	f := fetched{r: s.files.reader(a, spoken, s.Clock.Now())}
	if f.in, err = s.files.gather(c.Request().Context(), f.r, a, v); err != nil {
		return err
	}
	if err := s.sawCase(c, v); err != nil {
		return err
	}
	for _, e := range slices.Concat(v.Exhibits, v.RightExhibits) {
		if err := s.sawExhibit(c, e); err != nil {
			return err
		}
	}
	if err := moreTime(c); err != nil {
		return err
	}
	return send(f)
}

// begin writes the header of a file. size is -1 where nobody knows it beforehand.
func begin(c echo.Context, name, kind string, size int64) {
	h := c.Response().Header()
	h.Set("Content-Security-Policy", sandbox)
	h.Set("Content-Disposition", disposition(name, false))
	h.Set("Content-Type", kind)
	h.Set("Cache-Control", "private, no-store")
	if size >= 0 {
		h.Set("Content-Length", strconv.FormatInt(size, 10))
	}
	c.Response().WriteHeader(http.StatusOK)
}

func (s *Server) caseFilePDF(c echo.Context) error {
	return s.fetch(c, func(f fetched) error {
		// The document has words only, of which a case has a bounded number: a case of 300
		// listings has some hundred pages and less than a megabyte.
		var pdf bytes.Buffer
		if err := casepdf.Write(&pdf, f.r.CaseFilePDF(f.in)); err != nil {
			return err
		}
		begin(c, f.in.View.Case.Number+".pdf", "application/pdf", int64(pdf.Len()))
		if c.Request().Method == http.MethodHead {
			return nil
		}
		_, err := pdf.WriteTo(c.Response())
		return err
	})
}

func (s *Server) caseFileZIP(c echo.Context) error {
	return s.fetch(c, func(f fetched) error {
		if isLarge(f.in) {
			return s.sendMade(c, f)
		}
		begin(c, f.in.View.Case.Number+".zip", "application/zip", -1)
		if c.Request().Method == http.MethodHead {
			return nil
		}
		return s.files.writeZIP(c.Request().Context(), c.Response(), f.r, f.in, func(int) error { return nil })
	})
}

// sendMade sends the file that was made for this reader, if it is what they may
// see today; else the page says how it stands.
func (s *Server) sendMade(c echo.Context, f fetched) error {
	made, err := s.madeFiles(c, f.in)
	if err != nil {
		return err
	}
	for _, m := range made {
		if !m.Current || m.Lang != f.r.Lang {
			continue
		}
		body, err := s.Blobs.Made().Open(c.Request().Context(), m.Hash)
		if errors.Is(err, fs.ErrNotExist) {
			break // dropped a moment ago
		}
		if err != nil {
			return fmt.Errorf("send a made case file: %w", err)
		}
		defer func() { _ = body.Close() }()
		begin(c, f.in.View.Case.Number+".zip", "application/zip", m.Size)
		if c.Request().Method == http.MethodHead {
			return nil
		}
		_, err = io.Copy(c.Response(), body)
		return err
	}
	if err := asksFirst(c); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.CaseFileHref(actorOf(c).Party, f.in.View.Case.Number)+"#making")
}
