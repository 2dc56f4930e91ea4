package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/views"
	"ipportal/web/present"
)

// noticeRoutes is how somebody without an account files a notice, and comes back
// to it. Nothing reaches anybody before its address is confirmed.
func noticeRoutes(s *Server) []route {
	return []route{
		get("/notice", anyone, s.noticeTypes),
		get("/notice/:type", anyone, s.noticeAbout),
		post("/notice/:type", anyone, s.sayNotice),
		post("/notice/:type/send", anyone, s.sendNotice),
		get("/link/report/:token", anyone, s.reportLink),
		upload("/link/report/:token", anyone, s.confirmReport),
		get("/link/follow/:token", anyone, s.followLink),
		post("/link/follow/:token", anyone, s.follow),
	}
}

func (s *Server) noticePage(c echo.Context) (views.Page, error) {
	p, err := s.page(c, s.t(c, "Report listings without an account"))
	p.ReturnTo = "/notice"
	return p, err
}

func (s *Server) noticeTypes(c echo.Context) error {
	p, err := s.noticePage(c)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.NoticeTypesPage(s.reader(c).NoticeTypes(p)))
}

func (s *Server) noticeAbout(c echo.Context) error {
	t := c.Param("type")
	if !isRightType(t) {
		return errAbsent()
	}
	return s.noticeAboutPage(c, http.StatusOK, present.PublicNotice{Notice: ipcase.PublicNotice{Right: ipcase.RegisterRight{Type: ipcase.RightType(t)}}})
}

func (s *Server) noticeAboutPage(c echo.Context, status int, n present.PublicNotice) error {
	var err error
	if n.Page, err = s.noticePage(c); err != nil {
		return err
	}
	return s.render(c, status, views.NoticeAboutPage(s.reader(c).NoticeAbout(n, s.Service.Book())))
}

// typedAbout reads the first step, from its own form or carried by the second.
func (s *Server) typedAbout(c echo.Context, f *form) (n present.PublicNotice) {
	n.Lines, n.Classes, n.Carry = f.text("lines", 20_000), f.line("nice_classes", 200), f.values
	n.Notice.Right = rightInput(f, ipcase.RightType(c.Param("type")))
	n.Notice.Right.FormID, n.Notice.Right.Principal = "", ""
	n.Notice.Right.NiceClasses = classesOf(f, n.Classes)
	d := &n.Notice.Draft
	lines, bad := ipcase.ParseLines(n.Lines)
	for _, p := range bad {
		f.fail("lines", p.Msg, p.Args...)
	}
	d.Lines, d.Reason, d.Answers = lines, f.line("reason", 60), map[string]string{}
	if d.Lang = f.choice("lang", present.Languages()...); d.Lang == "" { // the statements are kept in the language in which they were shown
		d.Lang = lang(c)
		f.values.Set("lang", d.Lang)
	}
	n.Reason, _ = s.Service.Book().Reason(d.Reason)
	return n
}

// checked looks at what was typed, and puts what it leads to beside it.
func (s *Server) checkedNotice(c echo.Context, f *form, n *present.PublicNotice, step ipcase.NoticeStep) error {
	var err error
	n.Right, n.Check, err = s.Service.CheckPublicNotice(c.Request().Context(), n.Notice, step)
	e := refusal(err)
	if err != nil && e == nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if e != nil {
		f.errs = append(f.errs, e.Fields...)
	}
	n.Problems = refusal(f.problems())
	return nil
}

// sayNotice takes the first step and shows the second. Nothing is kept.
func (s *Server) sayNotice(c echo.Context) error {
	if !isRightType(c.Param("type")) {
		return errAbsent()
	}
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	n := s.typedAbout(c, f)
	if err := s.checkedNotice(c, f, &n, ipcase.NoticeAbout); err != nil {
		return err
	}
	if n.Problems != nil {
		return s.noticeAboutPage(c, http.StatusUnprocessableEntity, n)
	}
	n.Who, n.Notice.OrgName = "organisation", n.Notice.Right.Owner
	n.Notice.Draft.Contact.Relay = true
	return s.noticeSayPage(c, http.StatusOK, n)
}

func (s *Server) noticeSayPage(c echo.Context, status int, n present.PublicNotice) error {
	var err error
	if n.Page, err = s.noticePage(c); err != nil {
		return err
	}
	return s.render(c, status, views.NoticeSayPage(s.reader(c).NoticeSay(n)))
}

// sendNotice takes the whole notice, and mails the link that sends it.
func (s *Server) sendNotice(c echo.Context) error {
	if !isRightType(c.Param("type")) {
		return errAbsent()
	}
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	n := s.typedAbout(c, f)
	if err := s.checkedNotice(c, f, &n, ipcase.NoticeAbout); err != nil {
		return err
	}
	if n.Problems != nil { // a listing may have gone meanwhile
		return s.noticeAboutPage(c, http.StatusUnprocessableEntity, n)
	}
	typedSay(f, &n)
	if f.line("do", 60) == "preview" {
		if n.Problems = refusal(f.problems()); n.Problems != nil {
			return s.noticeSayPage(c, http.StatusUnprocessableEntity, n)
		}
		return s.noticeSayPage(c, http.StatusOK, n)
	}
	if err := s.checkedNotice(c, f, &n, ipcase.NoticeWhole); err != nil {
		return err
	}
	if n.Problems == nil {
		err := s.Accounts.AskReport(c.Request().Context(), n.Notice, n.Notice.Draft.Lang, c.RealIP())
		e, status := told(err)
		if err != nil && e == nil {
			return err //nolint:wrapcheck // says itself what it did
		}
		if n.Problems = e; e == nil {
			return s.joinSent(c, n.Notice.Draft.Contact.Email)
		}
		return s.noticeSayPage(c, status, n)
	}
	return s.noticeSayPage(c, http.StatusUnprocessableEntity, n)
}

// typedSay reads the second step.
func typedSay(f *form, n *present.PublicNotice) {
	d := &n.Notice.Draft
	n.Who = f.choice("who", "organisation", "person")
	if n.Who == "" {
		f.fail("who", "Choose who the holder is.")
	}
	n.Notice.NaturalPerson = n.Who == "person"
	n.Notice.OrgName, n.Notice.Country = f.line("org_name", 200), f.line("country", 2)
	d.Explanation = f.text("explanation", ipcase.MaxExplanation)
	for name := range f.values {
		if id, ok := strings.CutPrefix(name, "element-"); ok && len(id) <= 60 {
			d.Answers[id] = f.text(name, ipcase.MaxComment)
		}
	}
	d.Contact = contactOf(f)
	d.Ticked, d.Signature = f.list("ticked"), f.line("signature", ipcase.MaxShortText)
}

// reportLink shows what the link of a mail sends. Looking changes nothing.
func (s *Server) reportLink(c echo.Context) error {
	r, err := s.Accounts.ReadReport(c.Request().Context(), c.Param("token"), s.origin(c))
	if ipcase.KindOf(err) == ipcase.NotFound {
		return s.noticeLinkGone(c)
	}
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	return s.reportPage(c, http.StatusOK, r, nil)
}

func (s *Server) reportPage(c echo.Context, status int, r account.Report, e *ipcase.Error) error {
	p, err := s.page(c, s.t(c, "Send this notice?"))
	if err != nil {
		return err
	}
	p.ReturnTo = "/notice"
	return s.render(c, status, views.NoticeConfirmPage(s.reader(c).NoticeConfirm(p, r, c.Request().URL.Path, s.needsFile(c, r), e)))
}

// noticeLinkGone is what a link about a notice leads to once it is not good any more.
func (s *Server) noticeLinkGone(c echo.Context) error {
	p, err := s.page(c, s.t(c, "This link is no longer good"))
	if err != nil {
		return err
	}
	p.ReturnTo = "/"
	return s.render(c, http.StatusNotFound, views.JoinNote(s.reader(c).NoticeLinkGone(p)))
}

// needsFile says whether the reason cannot do without a file.
func (s *Server) needsFile(c echo.Context, r account.Report) bool {
	_, check, err := s.Service.CheckPublicNotice(c.Request().Context(), r.Notice, ipcase.NoticeAbout)
	reason, ok := s.Service.Book().Reason(r.Notice.Draft.Reason)
	return err == nil && ok && check.Procedure.NeedsFile(r.Notice.Right.Type, reason, r.Notice.Draft.Proof)
}

// confirmReport confirms the address and files the notice. Nothing of the body is
// read before the link is known to be good.
func (s *Server) confirmReport(c echo.Context) error {
	ctx, token := c.Request().Context(), c.Param("token")
	r, err := s.Accounts.ReadReport(ctx, token, s.origin(c))
	if ipcase.KindOf(err) == ipcase.NotFound {
		return s.noticeLinkGone(c)
	}
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	files := noticeFiles(f)
	if len(files) == 0 && s.needsFile(c, r) {
		f.fail("evidence", "Add at least one file that shows what you say.")
	}
	if e := refusal(f.problems()); e != nil {
		return s.reportPage(c, http.StatusUnprocessableEntity, r, e)
	}
	a, n, err := s.Accounts.OpenReport(ctx, token)
	if ipcase.KindOf(err) == ipcase.NotFound { // the other press of the button was first
		return s.noticeLinkGone(c)
	}
	var filed ipcase.Complaint
	if err == nil {
		filed, err = s.Service.FilePublicNotice(ctx, a, n, files)
	}
	if e := asProblem(err); e != nil {
		return s.reportPage(c, http.StatusUnprocessableEntity, r, e)
	}
	if err == nil {
		err = s.Accounts.CloseReport(ctx, token, filed.Number)
	}
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	return s.noticeFiled(c, a, filed)
}

func noticeFiles(f *form) []ipcase.NoticeFile {
	var files []ipcase.NoticeFile
	for _, u := range f.files {
		if u.Field == "evidence" {
			files = append(files, ipcase.NoticeFile{Name: u.Name, Blob: u.Blob})
		}
	}
	if n := len(files); n > ipcase.MaxNoticeFiles {
		f.fail("evidence", "Add at most %d files; you have chosen %d.", ipcase.MaxNoticeFiles, n)
	}
	return files
}

// noticeFiled leads to the receipt; whoever has an account signs in for it.
func (s *Server) noticeFiled(c echo.Context, a ipcase.Actor, filed ipcase.Complaint) error {
	alone, err := s.Accounts.ByLinkAlone(c.Request().Context(), a.PersonID)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	to := "/holder/complaints/" + filed.Number + "/filed"
	if alone {
		if err := s.completeSignIn(c, a.PersonID, account.How{OrgID: a.OrgID}); err != nil {
			return err
		}
		return c.Redirect(http.StatusSeeOther, to)
	}
	if err := s.flash(c, views.Success, "Your notice is filed as %s. Your mail address has an account: sign in with it to follow the notice.", filed.Number); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/sign-in")
}

func (s *Server) followLink(c echo.Context) error {
	in, err := s.Accounts.Follow(c.Request().Context(), c.Param("token"), s.origin(c))
	if ipcase.KindOf(err) == ipcase.NotFound {
		return s.noticeLinkGone(c)
	}
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	p, err := s.page(c, s.t(c, "Open what you filed"))
	if err != nil {
		return err
	}
	p.ReturnTo = "/"
	action := c.Request().URL.Path + "?" + url.Values{"to": {followTo(c)}}.Encode()
	return s.render(c, http.StatusOK, views.JoinNote(s.reader(c).FollowOpen(p, in.OrgName, action)))
}

// followTo is the page of a rights holder that a mail names.
func followTo(c echo.Context) string {
	if to := localPath(c.QueryParam("to"), ""); strings.HasPrefix(to, "/holder/") {
		return to
	}
	return "/holder/complaints"
}

func (s *Server) follow(c echo.Context) error {
	if _, err := s.readForm(c); err != nil {
		return err
	}
	in, err := s.Accounts.Follow(c.Request().Context(), c.Param("token"), s.origin(c))
	if ipcase.KindOf(err) == ipcase.NotFound {
		return s.noticeLinkGone(c)
	}
	if err == nil {
		err = s.completeSignIn(c, in.PersonID, account.How{OrgID: in.OrgID})
	}
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	return c.Redirect(http.StatusSeeOther, followTo(c))
}
