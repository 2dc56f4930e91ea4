package web

import (
	"maps"
	"net/http"
	"time"

	"github.com/gorilla/sessions"
	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
)

// nextName is where a session remembers the page that was asked for before
// signing in.
const nextName = "next"

// loaded is the session as it was when the request came in.
func loaded(c echo.Context) account.Session {
	l, _ := c.Get(loadedName).(account.Session)
	return l
}

// origin is where a request comes from.
func (s *Server) origin(c echo.Context) account.From {
	f := account.From{Address: c.RealIP(), Agent: c.Request().UserAgent()}
	if cookie, err := c.Cookie(s.cookieName(deviceName)); err == nil && len(cookie.Value) == idLength {
		f.Device = cookie.Value
	}
	return f
}

// completeSignIn signs a person in who has shown everything that is asked of
// them, under a new id: whatever id the browser had before leads nowhere from now
// on. Every way of signing in ends here.
func (s *Server) completeSignIn(c echo.Context, personID int64, how account.How) error {
	how.From = s.origin(c)
	if loaded(c).PendingID == personID {
		session, err := s.session(c)
		if err != nil {
			return err
		}
		how.Pending = session.ID
	}
	begun, err := s.Accounts.CompleteSignIn(c.Request().Context(), personID, how)
	if err != nil {
		return err
	}
	s.knowDevice(c, begun.Device)
	s.Logger.Info("signed in", "id", requestID(c), "person", personID, "second_factor", how.SecondFactor)
	return s.newID(c, begun.ID, true)
}

// startPending remembers that somebody has shown the first of two factors.
// Nobody is signed in by it.
func (s *Server) startPending(c echo.Context, personID int64, next, idToken string) error {
	data, err := sessionData(&sessions.Session{Values: map[any]any{nextName: localPath(next, "")}})
	if err != nil {
		return err
	}
	id, err := s.Accounts.StartPending(c.Request().Context(), personID, data, idToken)
	if err != nil {
		return err
	}
	return s.newID(c, id, true)
}

// newID gives the browser another session id; the session of the one before ends,
// where it is another.
func (s *Server) newID(c echo.Context, id string, endOld bool) error {
	session, err := s.session(c)
	if err != nil {
		return err
	}
	if endOld && session.ID != "" {
		if err := s.Accounts.EndSession(c.Request().Context(), session.ID); err != nil {
			return err
		}
	}
	if endOld {
		maps.DeleteFunc(session.Values, func(k, _ any) bool { _, isText := k.(string); return isText })
	}
	session.ID = id
	http.SetCookie(c.Response(), sessions.NewCookie(session.Name(), id, session.Options))
	return nil
}

// knowDevice keeps in the browser by what its accounts know it. It signs nobody
// in.
func (s *Server) knowDevice(c echo.Context, device string) {
	if device == "" {
		return
	}
	http.SetCookie(c.Response(), &http.Cookie{ //nolint:gosec // Secure wherever the address is https
		Name: s.cookieName(deviceName), Value: device, Path: "/", MaxAge: int(account.DeviceLife / time.Second),
		Secure: s.secure, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
}

// logSignIn writes that somebody whose number is known could not show what they
// were asked for; never what they showed.
func (s *Server) logSignIn(c echo.Context, with string, personID int64, err error) {
	if err == nil {
		return // told when everything that is asked was shown
	}
	s.Logger.Warn("sign-in refused", "id", requestID(c), "with", with, "person", personID, "kind", ipcase.KindOf(err))
}
