package web

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// sandbox is the policy of every file that a party or a seller put forward:
// nothing in it runs, whatever it is.
const sandbox = "sandbox; default-src 'none'"

// sendBlob writes a blob as a file. Pictures that we made ourselves are shown in
// place; everything else is downloaded, so that no document of a party is ever
// a page of ours.
func (s *Server) sendBlob(c echo.Context, hash, kind, name string, inline bool) error {
	body, err := s.Blobs.Open(c.Request().Context(), hash)
	if err != nil {
		return fmt.Errorf("send blob %s: %w", hash, err)
	}
	defer func() { _ = body.Close() }()
	size, err := body.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = body.Seek(0, io.SeekStart)
	}
	if err != nil {
		return fmt.Errorf("send blob %s: %w", hash, err)
	}
	h := c.Response().Header()
	h.Set("Content-Security-Policy", sandbox)
	h.Set("Content-Disposition", disposition(name, inline))
	h.Set("Content-Type", kind)
	h.Set("Content-Length", strconv.FormatInt(size, 10))
	h.Set("Cache-Control", "private, max-age=3600") // the address holds a random id, and the bytes never change
	h.Set("ETag", `"`+hash+`"`)
	if c.Request().Header.Get("If-None-Match") == `"`+hash+`"` {
		h.Del("Content-Length")
		return c.NoContent(http.StatusNotModified)
	}
	c.Response().WriteHeader(http.StatusOK)
	if c.Request().Method == http.MethodHead {
		return nil
	}
	if _, err := io.Copy(c.Response(), body); err != nil {
		return fmt.Errorf("send blob %s: %w", hash, err)
	}
	return nil
}

// disposition names a file for saving, in ASCII and in full (RFC 6266): what is
// outside ASCII stands only in the encoded form, where nothing can end a header.
func disposition(name string, inline bool) string {
	kind := "attachment"
	if inline {
		kind = "inline"
	}
	name = cleanFileName(name)
	if name == "" {
		name = "file"
	}
	plain := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' || strings.ContainsRune(`"\%;`, r) {
			return '_'
		}
		return r
	}, name)
	d := kind + `; filename="` + plain + `"`
	if plain != name {
		d += "; filename*=UTF-8''" + strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
	}
	return d
}

// showable are the kinds that a browser may draw in place: pictures only.
func showable(kind string) bool {
	return slices.Contains([]string{"image/png", "image/jpeg", "image/webp", "image/gif"}, kind)
}

func evidenceRoutes(s *Server) []route {
	return []route{
		get("/evidence/:id", signedIn, s.evidence),
		get("/evidence/:id/view", signedIn, s.evidenceView),
		get("/evidence/:id/file", signedIn, s.evidenceFile),
		get("/evidence/:id/pages/:n", signedIn, s.evidencePage),
		post("/evidence/:id/open", signedIn, s.openExhibit),
		get("/snapshots/:case/:position/:n", signedIn, s.snapshotPicture),
		get("/snapshots/:case/:position/page", signedIn, s.capturedPage),
	}
}

// evidence is the page about one exhibit.
func (s *Server) evidence(c echo.Context) error {
	e, err := s.Service.Exhibit(c.Request().Context(), actorOf(c), c.Param("id"))
	if err != nil {
		return err
	}
	if err := s.sawExhibit(c, e.Exhibit); err != nil {
		return err
	}
	p, err := s.page(c, strings.TrimSpace(e.Label+" "+e.Name))
	if err != nil {
		return err
	}
	r := s.reader(c)
	back := s.wayBack(c)
	here := present.EvidenceHref(e.PublicID)
	q := queryForm(c)
	look := present.Looking{Href: here, Keep: url.Values{"back": {back}}, Page: q.int("page", 1), Zoom: q.int("zoom", 1), Own: e.Owner}
	if err := s.look(c, e, &look); err != nil {
		return err
	}
	page := views.EvidencePage{
		Page: p, No: e.Label, Name: e.Name, From: s.from(c, e.Exhibit), Access: r.ExhibitBadge(e.Exhibit), Received: r.Time(e.CreatedAt),
		Facts: r.ExhibitFacts(e.Exhibit), Hash: e.Hash, Cleaned: !e.Owner && (e.ViewHash != e.Hash || e.Drawing != ipcase.DrawNone),
		Pages: r.ExhibitPages(e.Exhibit, look), Rule: r.ExhibitRule(e.Exhibit, e.Mine), Show: r.ShowExhibit(e),
		Back: views.Link{Text: s.t(c, "Back"), Href: back},
	}
	if e.ExhibitFile() == nil && (e.Owner || sharable(e.Exhibit)) {
		page.SaveHref = here + "/file"
	}
	neighbour := func(id string) *views.Link {
		if id == "" {
			return nil
		}
		return &views.Link{Href: present.EvidenceHref(id) + "?back=" + url.QueryEscape(back)}
	}
	page.Newer, page.Older = neighbour(e.Prev), neighbour(e.Next)
	return s.render(c, http.StatusOK, page)
}

// from is who put an exhibit forward: a side, since an exhibit of the other side
// carries no more of a person than the procedure discloses.
func (s *Server) from(c echo.Context, e ipcase.Exhibit) string {
	switch {
	case e.OrgID == actorOf(c).OrgID:
		return s.t(c, "You")
	case e.CounterID != nil || strings.HasPrefix(e.Label, "S"):
		return s.t(c, "Seller")
	case e.OrderID != nil:
		return s.t(c, "The platform")
	default:
		return s.t(c, "Complainant")
	}
}

// wayBack is the page from which an exhibit was opened.
func (s *Server) wayBack(c echo.Context) string {
	if back := localPath(c.QueryParam("back"), ""); back != "" {
		return back
	}
	home := homeOf(actorOf(c))
	from, err := url.Parse(c.Request().Referer())
	if err != nil || s.BaseURL != from.Scheme+"://"+from.Host || strings.HasPrefix(from.Path, "/evidence/") {
		return home
	}
	return localPath(from.RequestURI(), home)
}

// evidenceView is the picture of an exhibit that others than its owner are shown.
func (s *Server) evidenceView(c echo.Context) error {
	e, err := s.Service.Exhibit(c.Request().Context(), actorOf(c), c.Param("id"))
	if err != nil {
		return err
	}
	if !showable(e.ViewMIME) {
		return errAbsent()
	}
	if err := e.ExhibitFile(); err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if err := s.sawExhibit(c, e.Exhibit); err != nil {
		return err
	}
	return s.sendBlob(c, e.ViewHash, e.ViewMIME, e.Name, true)
}

// evidenceFile is the file to keep: the original for its owner and for reviewers,
// the copy without hidden data for everybody else.
func (s *Server) evidenceFile(c echo.Context) error {
	e, err := s.Service.Exhibit(c.Request().Context(), actorOf(c), c.Param("id"))
	if err != nil {
		return err
	}
	if err := s.sawExhibit(c, e.Exhibit); err != nil {
		return err
	}
	if err := e.ExhibitFile(); err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if !e.Owner && !sharable(e.Exhibit) {
		return ipcase.Errorf(ipcase.Refused, "Only who filed this document and the reviewers are given the file. You see its pages.")
	}
	if e.Owner {
		return s.sendBlob(c, e.Hash, e.MIME, e.Name, false)
	}
	return s.sendBlob(c, e.ViewHash, e.ViewMIME, renamed(e.Name, e.MIME, e.ViewMIME), false)
}

// sharable says whether others than its owner may be given a file to keep: of what
// is shown as pages or as words taken out of it, they are not.
func sharable(e ipcase.Exhibit) bool {
	return e.Drawing == ipcase.DrawNone && (e.ViewHash != e.Hash || !strings.HasPrefix(e.MIME, "application/"))
}

// renamed is a file's name with the ending of the kind that it has become.
func renamed(name, was, is string) string {
	endings := map[string]string{"text/plain": ".txt", "image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp"}
	if was == is || endings[is] == "" {
		return name
	}
	return strings.TrimSuffix(name, path.Ext(name)) + endings[is]
}

// snapshotPicture is a picture of a complained listing as it was.
func (s *Server) snapshotPicture(c echo.Context) error {
	position, err := strconv.Atoi(c.Param("position"))
	n, err2 := strconv.Atoi(c.Param("n"))
	if err != nil || err2 != nil {
		return errAbsent()
	}
	hash, kind, err := s.Service.SnapshotImage(c.Request().Context(), actorOf(c), c.Param("case"), position, n)
	if err != nil {
		return err
	}
	return s.sendBlob(c, hash, kind, "listing-"+strconv.Itoa(n)+"."+path.Base(kind), showable(kind))
}
