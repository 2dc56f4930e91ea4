package web

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/views"
)

const keysPath = "/account/keys"

// keyRoutes is the keys by which programs act. To make one, a secret is shown first.
func keyRoutes(s *Server) []route {
	return []route{
		get(keysPath, signedIn, s.keys),
		post(keysPath, signedIn, s.makeKey).freshlyBy(func(c echo.Context) bool { return account.APIScopes(actorOf(c)) != nil }),
		post(keysPath+"/:handle/end", signedIn, s.endKey),
	}
}

// keyForm is what was typed to make a key.
type keyForm struct {
	account.NewAPIKey
	problem error
	secret  string // of the key just made
}

func (s *Server) keys(c echo.Context) error {
	return s.keysPage(c, http.StatusOK, keyForm{NewAPIKey: account.NewAPIKey{Days: 90}})
}

func (s *Server) makeKey(c echo.Context) error {
	if account.APIScopes(actorOf(c)) == nil {
		return errAbsent()
	}
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	typed := keyForm{NewAPIKey: account.NewAPIKey{Name: f.line("name", account.MaxAPIKeyName), Days: f.int("days", 0), Sandbox: f.ticked("sandbox")}}
	for _, p := range f.list("scopes") {
		typed.Scopes = append(typed.Scopes, ipcase.Permission(p))
	}
	if typed.problem = f.problems(); typed.problem == nil {
		var made account.APIKey
		typed.secret, made, typed.problem = s.Accounts.MakeAPIKey(c.Request().Context(), actorOf(c), typed.NewAPIKey)
		if typed.problem == nil {
			s.Logger.Info("a key was made", "id", requestID(c), "key", made.Prefix, "sandbox", made.Sandbox)
			return s.keysPage(c, http.StatusOK, keyForm{NewAPIKey: account.NewAPIKey{Days: 90}, secret: typed.secret})
		}
	}
	if refusal(typed.problem) == nil {
		return typed.problem
	}
	return s.keysPage(c, http.StatusUnprocessableEntity, typed)
}

func (s *Server) endKey(c echo.Context) error {
	if err := s.Accounts.EndAPIKey(c.Request().Context(), actorOf(c), c.Param("handle")); err != nil {
		return err
	}
	if err := s.flash(c, views.Success, "The key has ended. It opens nothing from now on."); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, keysPath)
}

// scopeWords say what a key may do.
var scopeWords = map[ipcase.Permission]string{
	ipcase.PermSee:    views.Key("Read"),
	ipcase.PermFile:   views.Key("File and retract complaints, register rights"),
	ipcase.PermAnswer: views.Key("Answer, and appeal"),
	ipcase.PermDelete: views.Key("Delete listings"),
	ipcase.PermReview: views.Key("Review and decide"),
}

func (s *Server) keysPage(c echo.Context, status int, typed keyForm) error {
	a := actorOf(c)
	list, err := s.Accounts.APIKeys(c.Request().Context(), a)
	if err != nil {
		return err
	}
	frame, err := s.accountFrame(c, s.t(c, "API keys"), s.t(c, "By a key a program does what you do here."))
	if err != nil {
		return err
	}
	wrong, summary, _ := s.fieldErrors(c, typed.problem)
	if summary.Text != "" || len(summary.Entries) > 0 {
		frame.HasError = true
	}
	can := account.APIScopes(a)
	p := views.KeysPage{
		AccountFrame: frame, Errors: summary, Secret: typed.secret, May: can != nil,
		Name:    views.TextInput{Field: views.Field{Name: "name", Label: s.t(c, "Name of the key"), Hint: s.t(c, "It says what uses the key."), Value: typed.Name, Error: wrong["name"]}, MaxLength: account.MaxAPIKeyName, Autocomplete: "off"},
		Days:    views.TextInput{Field: views.Field{Name: "days", Label: s.t(c, "Good for how many days"), Value: strconv.Itoa(typed.Days), Error: wrong["days"]}, InputMode: "numeric", MaxLength: 3, Autocomplete: "off"},
		Scopes:  views.Checkboxes{Field: views.Field{Name: "scopes", Label: s.t(c, "What it may do beside reading"), Error: wrong["scopes"]}},
		Sandbox: views.Checkbox{Field: views.Field{Name: "sandbox", Label: s.t(c, "Sandbox key: everything is checked, and nothing is done")}, Checked: typed.Sandbox},
	}
	for _, may := range can {
		p.Scopes.Options = append(p.Scopes.Options, views.Option{Value: string(may), Label: s.t(c, scopeWords[may])})
	}
	r := s.reader(c)
	for _, k := range list {
		l := views.KeyLine{
			Handle: k.PublicID, Name: k.Name, Prefix: k.Prefix, By: k.PersonName, Sandbox: k.Sandbox, Ended: k.Ended(s.Clock.Now()),
			Made: r.Time(k.CreatedAt), Expires: r.Time(k.ExpiresAt),
		}
		var may []string
		for _, scope := range k.Scopes {
			may = append(may, s.t(c, scopeWords[scope]))
		}
		l.Scopes = strings.Join(may, " · ")
		if k.UsedAt != nil {
			used := r.Time(*k.UsedAt)
			l.Used = &used
		}
		p.Keys = append(p.Keys, l)
	}
	return s.render(c, status, p)
}
