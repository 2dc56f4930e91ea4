package web

import (
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/views"
)

const passkeysPath = "/account/passkeys"

// passkeyRoutes is signing in by passkey, and a person's own passkeys.
func passkeyRoutes(s *Server) []route {
	return []route{
		post("/sign-in/passkey/options", anyone, s.passkeySignInOptions),
		post("/sign-in/passkey", anyone, s.passkeySignIn),
		post(confirmPath+"/passkey/options", signedIn, s.passkeyConfirmOptions).before(),
		post(confirmPath+"/passkey", signedIn, s.passkeyConfirm).before(),
		get(passkeysPath, signedIn, s.passkeysPage).before(),
		get(passkeysPath+"/new", signedIn, s.passkeyNew).before().freshly(),
		post(passkeysPath+"/new", signedIn, s.passkeyAdd).before().freshly(),
		post(passkeysPath+"/new/options", signedIn, s.passkeyAddOptions).before().freshly(),
		get(passkeysPath+"/:passkey", signedIn, s.passkeyPage).before(),
		post(passkeysPath+"/:passkey", signedIn, s.passkeyRename).before(),
		post(passkeysPath+"/:passkey/remove", signedIn, s.passkeyRemove).freshly(),
	}
}

// sessionID is the id of the browser's session, which begins here where it has
// none: what is asked of a browser is bound to it.
func (s *Server) sessionID(c echo.Context) (string, error) {
	session, err := s.session(c)
	if err != nil {
		return "", err
	}
	if session.ID == "" {
		if err := session.Save(c.Request(), c.Response()); err != nil {
			return "", fmt.Errorf("begin a session: %w", err)
		}
	}
	return session.ID, nil
}

// askedID is to what a challenge for signing in is bound: a cookie of its own. The
// page asks for one by itself, and its answer may come after that of a password which
// was sent meanwhile: a session begun here would take the place of the one signed in.
func (s *Server) askedID(c echo.Context) string {
	if cookie, err := c.Cookie(s.cookieName(askedName)); err == nil && len(cookie.Value) == idLength {
		return cookie.Value
	}
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails
	id := base64.RawURLEncoding.EncodeToString(b)
	http.SetCookie(c.Response(), &http.Cookie{ //nolint:gosec // Secure wherever the address is https
		Name: s.cookieName(askedName), Value: id, Path: "/", Secure: s.secure, HttpOnly: true, SameSite: http.SameSiteStrictMode,
	})
	return id
}

// options answers what the script asks of somebody who is signed in. Where the portal
// has no name, there is nothing to ask.
func (s *Server) options(c echo.Context, begin func(desk *account.PasskeyDesk, session string) ([]byte, error)) error {
	if s.passkeys == nil {
		return errAbsent()
	}
	id, err := s.sessionID(c)
	if err != nil {
		return err
	}
	options, err := begin(s.passkeys, id)
	if err != nil {
		return err
	}
	return writeOptions(c, options)
}

func writeOptions(c echo.Context, options []byte) error {
	if err := c.JSONBlob(http.StatusOK, options); err != nil {
		return fmt.Errorf("write what is asked: %w", err)
	}
	return nil
}

func (s *Server) passkeySignInOptions(c echo.Context) error {
	if s.passkeys == nil {
		return errAbsent()
	}
	options, err := s.passkeys.BeginSignIn(c.Request().Context(), s.askedID(c))
	if err != nil {
		return err
	}
	return writeOptions(c, options)
}

func (s *Server) passkeySignIn(c echo.Context) error {
	if s.passkeys == nil {
		return errAbsent()
	}
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	next := localPath(f.line("next", 2000), "")
	personID, orgID, err := s.passkeys.SignIn(c.Request().Context(), s.askedID(c), []byte(f.secret("answer")))
	if ipcase.KindOf(err) == ipcase.Refused {
		s.noteSignIn(c, "passkey", http.StatusUnprocessableEntity)
		return s.signInPage(c, http.StatusUnprocessableEntity, next, "", err)
	}
	if err != nil {
		return err
	}
	// It is something that they have, opened by what they know or are.
	if err := s.completeSignIn(c, personID, account.How{OrgID: orgID, SecondFactor: true}); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, localPath(next, "/home"))
}

// signInPasskey is the form on the sign-in page; nil where there is none.
func (s *Server) signInPasskey(c echo.Context, next string) *views.PasskeyForm {
	if s.passkeys == nil {
		return nil
	}
	p := &views.PasskeyForm{
		Action: "/sign-in/passkey", Options: "/sign-in/passkey/options", Conditional: true, Or: s.t(c, "or with a password"),
		Button: views.Button{Kind: views.Primary, Icon: "fingerprint", Block: true, Text: s.t(c, "Sign in with a passkey")},
	}
	if next != "" {
		p.Hidden = []views.HiddenInput{{Name: "next", Value: next}}
	}
	return p
}

// codePasskey is the same for somebody who has shown their password and has a
// passkey as well as, or in place of, an authenticator app.
func (s *Server) codePasskey(c echo.Context) (*views.PasskeyForm, error) {
	has, err := s.Accounts.HasPasskey(c.Request().Context(), loaded(c).PendingID)
	if err != nil || !has {
		return nil, err
	}
	session, err := s.session(c)
	if err != nil {
		return nil, err
	}
	next, _ := session.Values[nextName].(string)
	p := s.signInPasskey(c, next)
	if p != nil {
		p.Conditional, p.Or = false, s.t(c, "or")
	}
	return p, nil
}

func (s *Server) passkeysPage(c echo.Context) error {
	frame, err := s.accountFrame(c, s.t(c, "Passkeys"), s.t(c, "Sign in without a password, by what unlocks your device."))
	if err != nil {
		return err
	}
	keys, err := s.Accounts.Passkeys(c.Request().Context(), actorOf(c).PersonID)
	if err != nil {
		return err
	}
	page := views.PasskeysPage{AccountFrame: frame, Table: s.reader(c).PasskeyTable(keys)}
	switch {
	case s.passkeys == nil:
	case len(keys) >= account.MaxPasskeys:
		page.Full = s.t(c, "You have %d passkeys, which is the most. Remove one that you no longer use.", account.MaxPasskeys)
	default:
		page.Add = passkeysPath + "/new"
	}
	return s.render(c, http.StatusOK, page)
}

func (s *Server) passkeyNew(c echo.Context) error {
	if s.passkeys == nil {
		return errAbsent()
	}
	return s.newPasskeyPage(c, http.StatusOK, "", nil)
}

func (s *Server) newPasskeyPage(c echo.Context, status int, name string, problem error) error {
	frame, err := s.accountFrame(c, s.t(c, "Add a passkey"), "")
	if err != nil {
		return err
	}
	frame.ReturnTo, frame.HasError = passkeysPath+"/new", problem != nil
	field := views.TextInput{Field: views.Field{
		Name: "name", Label: s.t(c, "Name of the new passkey"), Value: name,
		Hint: s.t(c, "By which you will know it again, such as the device that keeps it."),
	}, MaxLength: account.MaxPasskeyName, Autocomplete: "off"}
	page := views.NewPasskeyPage{AccountFrame: frame, Back: views.Link{Text: s.t(c, "Back to your passkeys"), Href: passkeysPath}}
	page.Errors, field.Error = s.oneField(c, problem, "name")
	page.Form = views.PasskeyForm{
		Action: passkeysPath + "/new", Options: passkeysPath + "/new/options", New: true, Name: &field,
		Button: views.Button{Kind: views.Primary, Icon: "fingerprint", Text: s.t(c, "Add a passkey")},
	}
	return s.render(c, status, page)
}

func (s *Server) passkeyAddOptions(c echo.Context) error {
	return s.options(c, func(desk *account.PasskeyDesk, session string) ([]byte, error) {
		return desk.BeginRegister(c.Request().Context(), session, actorOf(c).PersonID)
	})
}

func (s *Server) passkeyAdd(c echo.Context) error {
	if s.passkeys == nil {
		return errAbsent()
	}
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	session, err := s.session(c)
	if err != nil {
		return err
	}
	name := f.line("name", account.MaxPasskeyName)
	if err := f.problems(); err != nil {
		return s.newPasskeyPage(c, http.StatusUnprocessableEntity, name, err)
	}
	_, err = s.passkeys.Register(c.Request().Context(), session.ID, actorOf(c).PersonID, name, []byte(f.secret("answer")))
	if kind := ipcase.KindOf(err); kind == ipcase.Refused || kind == ipcase.Invalid {
		return s.newPasskeyPage(c, http.StatusUnprocessableEntity, name, err)
	}
	if err != nil {
		return err
	}
	return s.passkeyAdded(c)
}

// passkeyAdded leads on. The session has now shown what was asked for freshly and
// the passkey: two factors. Who has no recovery codes yet gets them.
func (s *Server) passkeyAdded(c echo.Context) error {
	if err := s.shownSecond(c); err != nil {
		return err
	}
	has, err := s.Accounts.Secrets(c.Request().Context(), actorOf(c))
	if err != nil {
		return err
	}
	if err := s.flash(c, views.Success, "The passkey is added. From now on you can sign in with it."); err != nil {
		return err
	}
	if has.Recovery == 0 {
		codes, err := s.Accounts.NewRecoveryCodes(c.Request().Context(), actorOf(c))
		if err != nil {
			return err
		}
		return s.codesPage(c, codes, false)
	}
	return c.Redirect(http.StatusSeeOther, passkeysPath)
}

// confirmPasskey is the form by which somebody signed in confirms who they are;
// nil where they have no passkey. hidden leads on.
func (s *Server) confirmPasskey(c echo.Context, hidden []views.HiddenInput, or string) (*views.PasskeyForm, error) {
	if s.passkeys == nil {
		return nil, nil
	}
	has, err := s.Accounts.HasPasskey(c.Request().Context(), actorOf(c).PersonID)
	if err != nil || !has {
		return nil, err
	}
	return &views.PasskeyForm{
		Action: confirmPath + "/passkey", Options: confirmPath + "/passkey/options", Hidden: hidden, Or: or,
		Button: views.Button{Kind: views.Primary, Icon: "fingerprint", Block: true, Text: s.t(c, "Confirm with a passkey")},
	}, nil
}

func (s *Server) passkeyConfirmOptions(c echo.Context) error {
	return s.options(c, func(desk *account.PasskeyDesk, session string) ([]byte, error) {
		return desk.BeginConfirm(c.Request().Context(), session, actorOf(c).PersonID)
	})
}

func (s *Server) passkeyConfirm(c echo.Context) error {
	if s.passkeys == nil {
		return errAbsent()
	}
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	session, err := s.session(c)
	if err != nil {
		return err
	}
	a, w := actorOf(c), keptForm(f)
	err = s.passkeys.Confirm(c.Request().Context(), session.ID, a.PersonID, []byte(f.secret("answer")))
	s.logSignIn(c, "passkey", a.PersonID, err)
	if kind := ipcase.KindOf(err); kind == ipcase.Refused || kind == ipcase.NotFound {
		return s.confirmPage(c, http.StatusUnprocessableEntity, w, err)
	}
	if err != nil {
		return err
	}
	return s.confirmed(c, f, w, true)
}

// passkey is the passkey that the address names, if it is the reader's.
func (s *Server) passkey(c echo.Context) (account.Passkey, error) {
	keys, err := s.Accounts.Passkeys(c.Request().Context(), actorOf(c).PersonID)
	if err != nil {
		return account.Passkey{}, err
	}
	for _, k := range keys {
		if strconv.FormatInt(k.ID, 10) == c.Param("passkey") {
			return k, nil
		}
	}
	return account.Passkey{}, errAbsent()
}

func (s *Server) passkeyPage(c echo.Context) error {
	k, err := s.passkey(c)
	if err != nil {
		return err
	}
	return s.passkeyForm(c, http.StatusOK, k, k.Name, nil)
}

func (s *Server) passkeyForm(c echo.Context, status int, k account.Passkey, name string, problem error) error {
	frame, err := s.accountFrame(c, k.Name, "")
	if err != nil {
		return err
	}
	page := views.PasskeyPage{
		AccountFrame: frame, Facts: s.reader(c).PasskeyFacts(k), Copied: k.ClonedAt != nil, Action: passkeysPath + "/" + strconv.FormatInt(k.ID, 10),
		Name: views.TextInput{Field: views.Field{Name: "name", Label: s.t(c, "Name of the passkey"), Value: name}, MaxLength: account.MaxPasskeyName, Autocomplete: "off"},
		Back: views.Link{Text: s.t(c, "Back to your passkeys"), Href: passkeysPath},
	}
	if fields, summary, ok := s.fieldErrors(c, problem); ok {
		page.HasError, page.Errors, page.Name.Error = true, summary, fields["name"]
	}
	return s.render(c, status, page)
}

func (s *Server) passkeyRename(c echo.Context) error {
	k, err := s.passkey(c)
	if err != nil {
		return err
	}
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	name := f.line("name", account.MaxPasskeyName)
	err = f.problems()
	if err == nil {
		err = s.Accounts.RenamePasskey(c.Request().Context(), actorOf(c).PersonID, k.ID, name)
	}
	if ipcase.KindOf(err) == ipcase.Invalid {
		return s.passkeyForm(c, http.StatusUnprocessableEntity, k, name, err)
	}
	if err != nil {
		return err
	}
	if err := s.flash(c, views.Success, "The name is saved."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, passkeysPath)
}

// passkeyRemove answers a second press like the first.
func (s *Server) passkeyRemove(c echo.Context) error {
	k, err := s.passkey(c)
	if err != nil {
		return err
	}
	switch err := s.Accounts.RemovePasskey(c.Request().Context(), actorOf(c), k.ID); ipcase.KindOf(err) {
	case ipcase.NotFound: // removed a moment ago
	case ipcase.Refused:
		return s.refusedThere(c, err, passkeysPath)
	default:
		if err != nil {
			return err
		}
	}
	if err := s.flash(c, views.Success, "The passkey “%s” is removed. It opens nothing here any more.", k.Name); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, passkeysPath)
}
