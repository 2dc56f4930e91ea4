package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/gorilla/sessions"
	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/static"
	"ipportal/views"
)

const (
	sessionLife = account.SessionLife
	sessionName = "session"
	actorName   = "actor"
	waitingName = "waiting"
	loadedName  = "loaded"
	flashName   = "flash"
	deviceName  = "device"
	askedName   = "asked"
	idLength    = 43 // 32 bytes as a cookie holds them
)

// sessionStore is gorilla's Store over the session rows of accounts: the cookie
// holds an opaque random id, everything else stays here. A row exists only once
// there is something to remember.
type sessionStore struct{ s *Server }

// ownerKey and waitingKey are under which a loaded session tells whose it is and
// what waits for them. They are no strings, and so never written back.
type (
	ownerKey   struct{}
	waitingKey struct{}
	loadedKey  struct{}
)

// Get finds the request's session, reading it once.
func (st sessionStore) Get(r *http.Request, name string) (*sessions.Session, error) {
	return sessions.GetRegistry(r).Get(st, name)
}

// New reads the session that the cookie names, or begins an empty one.
func (st sessionStore) New(r *http.Request, name string) (*sessions.Session, error) {
	session := sessions.NewSession(st, name)
	session.Options = &sessions.Options{
		Path: "/", MaxAge: int(sessionLife / time.Second), Secure: st.s.secure, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	}
	session.IsNew = true
	session.Values[ownerKey{}] = ipcase.Actor{Party: ipcase.PartyPublic}
	cookie, err := r.Cookie(name)
	if err != nil || len(cookie.Value) != idLength {
		return session, nil //nolint:nilerr // no cookie is no session
	}
	found, ok, err := st.s.Accounts.Session(r.Context(), cookie.Value)
	if err != nil || !ok {
		return session, err
	}
	var values map[string]string
	if found.Data != "" {
		if err := json.Unmarshal([]byte(found.Data), &values); err != nil {
			return session, fmt.Errorf("read a session: %w", err)
		}
	}
	for k, v := range values {
		session.Values[k] = v
	}
	session.ID, session.IsNew = cookie.Value, false
	session.Values[ownerKey{}], session.Values[waitingKey{}], session.Values[loadedKey{}] = found.Actor, found.Waiting, found
	return session, nil
}

// Save keeps the strings of a session; with MaxAge below zero it ends it.
func (st sessionStore) Save(r *http.Request, w http.ResponseWriter, session *sessions.Session) error {
	if session.Options.MaxAge < 0 {
		http.SetCookie(w, sessions.NewCookie(session.Name(), "", session.Options))
		if session.ID == "" {
			return nil
		}
		return st.s.Accounts.EndSession(r.Context(), session.ID)
	}
	data, err := sessionData(session)
	if err != nil {
		return err
	}
	if session.ID != "" {
		return st.s.Accounts.SaveSession(r.Context(), session.ID, data)
	}
	id, err := st.s.Accounts.StartSession(r.Context(), 0, 0, data)
	if err != nil {
		return err
	}
	session.ID = id
	http.SetCookie(w, sessions.NewCookie(session.Name(), id, session.Options))
	return nil
}

func sessionData(session *sessions.Session) (string, error) {
	values := map[string]string{}
	for k, v := range session.Values {
		key, isText := k.(string)
		value, isText2 := v.(string)
		if isText && isText2 {
			values[key] = value
		}
	}
	if len(values) == 0 {
		return "", nil
	}
	data, err := json.Marshal(values)
	if err != nil {
		return "", fmt.Errorf("keep a session: %w", err)
	}
	return string(data), nil
}

// session is the request's session.
func (s *Server) session(c echo.Context) (*sessions.Session, error) {
	return sessionStore{s}.Get(c.Request(), s.cookieName(sessionName))
}

// withSession finds out who asks.
func (s *Server) withSession(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if strings.HasPrefix(c.Request().URL.Path, static.Prefix) || c.Path() == "/healthz" || c.Path() == "/readyz" || isAPI(c) {
			return next(c)
		}
		session, err := s.session(c)
		if err != nil {
			return fmt.Errorf("find the session: %w", err)
		}
		if a, ok := session.Values[ownerKey{}].(ipcase.Actor); ok {
			a.Unseen = c.Request().Method == http.MethodHead
			c.Set(actorName, a)
		}
		c.Set(waitingName, session.Values[waitingKey{}])
		c.Set(loadedName, session.Values[loadedKey{}])
		return next(c)
	}
}

// actorOf is who asks; PartyPublic where nobody is signed in.
func actorOf(c echo.Context) ipcase.Actor {
	if a, ok := c.Get(actorName).(ipcase.Actor); ok {
		return a
	}
	return ipcase.Actor{Party: ipcase.PartyPublic}
}

// waitingOf is what waits for who asks, as it was when the request came in.
func waitingOf(c echo.Context) ipcase.Waiting {
	w, _ := c.Get(waitingName).(ipcase.Waiting)
	return w
}

// endSession signs out: the row ends and the cookie goes.
func (s *Server) endSession(c echo.Context) error {
	session, err := s.session(c)
	if err != nil {
		return err
	}
	session.Options.MaxAge = -1
	return session.Save(c.Request(), c.Response())
}

// flash tells the person once, on the next page, what happened. Msg is an
// English sentence and the key of its translation.
func (s *Server) flash(c echo.Context, tone views.Tone, msg string, args ...any) error {
	return s.keepFlash(c, views.Flash{Tone: tone, Text: s.t(c, msg, args...)})
}

// keepFlash is flash for a message with a link.
func (s *Server) keepFlash(c echo.Context, f views.Flash) error {
	data, err := json.Marshal(f)
	if err != nil {
		return fmt.Errorf("keep a message: %w", err)
	}
	session, err := s.session(c)
	if err != nil {
		return err
	}
	session.Values[flashName] = string(data)
	return session.Save(c.Request(), c.Response())
}

// takeFlash is the message that waits for this page, which has it from now on.
func (s *Server) takeFlash(c echo.Context) (*views.Flash, error) {
	if c.Request().Method == http.MethodHead {
		return nil, nil // nobody sees it: it waits for the page itself
	}
	session, err := s.session(c)
	if err != nil {
		return nil, err
	}
	data, ok := session.Values[flashName].(string)
	if !ok {
		return nil, nil
	}
	delete(session.Values, flashName)
	if err := session.Save(c.Request(), c.Response()); err != nil {
		return nil, err
	}
	var f views.Flash
	if err := json.Unmarshal([]byte(data), &f); err != nil {
		return nil, fmt.Errorf("read a message: %w", err)
	}
	return &f, nil
}
