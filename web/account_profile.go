package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/views"
)

// ownAccountRoutes is what people look after in their own account.
func ownAccountRoutes(s *Server) []route {
	return []route{
		get("/account", signedIn, s.profile),
		post("/account/profile", signedIn, s.saveProfile),
		post("/account/email", signedIn, s.askEmail).freshly(),
		post("/account/notices", signedIn, s.askNotices).freshly(),
		get(confirmPath, signedIn, s.confirmForm).before(),
		post(confirmPath, signedIn, s.confirm).before(),
		get("/account/security", signedIn, s.security),
		get("/account/security/password", signedIn, s.passwordForm),
		post("/account/security/password", signedIn, s.changePassword),
		get(setUpPath, signedIn, s.appForm).before(),
		get(setUpPath+".png", signedIn, s.appPicture).before().freshly(),
		post(setUpPath, signedIn, s.beginApp).before().freshly(),
		post(setUpPath+"/confirm", signedIn, s.confirmApp).before().freshly(),
		post(setUpPath+"/remove", signedIn, s.removeApp).freshly(),
		post("/account/security/recovery", signedIn, s.newRecoveryCodes).freshly(),
		get("/account/sessions", signedIn, s.sessions),
		post("/account/sessions/others/end", signedIn, s.endOtherSessions),
		post("/account/sessions/:handle/end", signedIn, s.endOwnSession),
		get("/operator/second-factors", operator, s.takeFactorsForm),
		post("/operator/second-factors", operator, s.takeFactors).freshly(),
	}
}

// profileForm is what was typed on the page of one's account.
type profileForm struct {
	profile account.Profile
	email   string
	notice  string
	problem error
}

func (s *Server) profile(c echo.Context) error {
	p, err := s.Accounts.Profile(c.Request().Context(), actorOf(c))
	if err != nil {
		return err
	}
	return s.profilePage(c, http.StatusOK, profileForm{profile: p})
}

func (s *Server) profilePage(c echo.Context, status int, in profileForm) error {
	a, ctx := actorOf(c), c.Request().Context()
	frame, err := s.accountFrame(c, s.t(c, "Your account"), "")
	if err != nil {
		return err
	}
	known, err := s.Accounts.Profile(ctx, a)
	if err != nil {
		return err
	}
	page := views.ProfilePage{
		AccountFrame: frame, Email: known.Email, NewEmail: in.email, Name: in.profile.Name, Zone: in.profile.Zone, NewNotice: in.notice,
		Langs: []views.Option{{Value: "en", Label: "English", Lang: "en"}, {Value: "zh-CN", Label: "简体中文", Lang: "zh-CN"}}, Lang: in.profile.Lang,
	}
	page.ReturnTo = "/account"
	if account.MayChangeNotices(a) {
		page.Notices, page.Org = true, a.OrgName
		if page.Notice, err = s.Accounts.NoticeAddress(ctx, a); err != nil {
			return err
		}
	}
	if in.problem != nil {
		page.HasError = true
		fields, summary, ok := s.fieldErrors(c, in.problem)
		if !ok {
			told := problemOf(c, in.problem)
			summary.Text = s.t(c, told.msg, told.args...)
		}
		page.Errors, page.NameErr, page.ZoneErr = summary, fields["name"], fields["zone"]
		page.LangErr, page.EmailErr, page.NoticeErr = fields["lang"], fields["email"], fields["notice"]
	}
	return s.render(c, status, page)
}

// answerProfile shows the page again with what is wrong, or goes on.
func (s *Server) answerProfile(c echo.Context, in profileForm, done string, args ...any) error {
	switch ipcase.KindOf(in.problem) {
	case ipcase.Invalid:
		return s.profilePage(c, http.StatusUnprocessableEntity, in)
	case ipcase.TooMany:
		return s.profilePage(c, http.StatusTooManyRequests, in)
	default:
	}
	if in.problem != nil {
		return in.problem
	}
	if err := s.flash(c, views.Success, done, args...); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/account")
}

func (s *Server) saveProfile(c echo.Context) error {
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	in := profileForm{profile: account.Profile{Name: f.line("name", 200), Lang: f.choice("lang", "en", "zh-CN"), Zone: f.line("zone", 100)}}
	if in.problem = f.problems(); in.problem == nil {
		in.problem = s.Accounts.SaveProfile(c.Request().Context(), actorOf(c), in.profile)
	}
	if in.problem == nil {
		s.setPreference(c, langName, in.profile.Lang)
		c.Set(langName, in.profile.Lang)
	}
	return s.answerProfile(c, in, "Your account is saved.")
}

// askEmail asks for another address. Who has it already is not told here.
func (s *Server) askEmail(c echo.Context) error {
	in, f, err := s.addressForm(c)
	if err != nil {
		return err
	}
	if in.email = f.line("email", 254); in.email == "" {
		f.fail("email", "Enter your email address.")
	}
	if in.problem = f.problems(); in.problem == nil {
		in.problem = s.Accounts.AskEmail(c.Request().Context(), actorOf(c), in.email)
	}
	return s.answerProfile(c, in, "We have sent a mail to %s. Your address changes when you follow the link in it.", in.email)
}

func (s *Server) askNotices(c echo.Context) error {
	in, f, err := s.addressForm(c)
	if err != nil {
		return err
	}
	if !account.MayChangeNotices(actorOf(c)) {
		return errAbsent()
	}
	if in.notice = f.line("notice", 254); in.notice == "" {
		f.fail("notice", "Enter the email address to which notices are to go.")
	}
	if in.problem = f.problems(); in.problem == nil {
		in.problem = asField(s.Accounts.AskNoticeAddress(c.Request().Context(), actorOf(c), in.notice), "notice")
	}
	return s.answerProfile(c, in, "We have sent a mail to %s. Notices go there when somebody follows the link in it.", in.notice)
}

func (s *Server) addressForm(c echo.Context) (in profileForm, f *form, err error) {
	if f, err = s.readForm(c); err != nil {
		return in, nil, err
	}
	in.profile, err = s.Accounts.Profile(c.Request().Context(), actorOf(c))
	return in, f, err
}

// asField puts what is wrong with an address beside the field in which it was
// typed here.
func asField(err error, name string) error {
	if e := refusal(err); e != nil {
		for n := range e.Fields {
			e.Fields[n].Field = name
		}
		return e
	}
	return err
}
