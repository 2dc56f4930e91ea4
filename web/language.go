package web

import (
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"
	"golang.org/x/text/language"

	"ipportal/views"
	"ipportal/web/present"
)

const (
	langName  = "lang"
	themeName = "theme"
	prefLife  = 365 * 24 * time.Hour
)

var accepted = language.NewMatcher([]language.Tag{language.English, language.SimplifiedChinese})

// withLanguage settles the language of the answer: the person's own setting,
// else the cookie, else what the browser prefers.
func (s *Server) withLanguage(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		c.Set(langName, s.languageOf(c))
		return next(c)
	}
}

func (s *Server) languageOf(c echo.Context) string {
	if l := actorOf(c).Lang; isLanguage(l) {
		return l
	}
	if cookie, err := c.Cookie(s.cookieName(langName)); err == nil && isLanguage(cookie.Value) {
		return cookie.Value
	}
	header := c.Request().Header.Get("Accept-Language")
	if len(header) > 200 {
		return "en"
	}
	tags, _, err := language.ParseAcceptLanguage(header)
	if err != nil || len(tags) == 0 {
		return "en"
	}
	if _, index, sure := accepted.Match(tags...); sure != language.No && index == 1 {
		return "zh-CN"
	}
	return "en"
}

func isLanguage(l string) bool { return slices.Contains(present.Languages(), l) }

// lang is the language of the answer.
func lang(c echo.Context) string {
	if l, ok := c.Get(langName).(string); ok {
		return l
	}
	return "en"
}

// words translates for the reader of this answer.
func words(c echo.Context) views.Translator { return present.Translator(lang(c)) }

// t is an English sentence in the reader's language.
func (s *Server) t(c echo.Context, key string, args ...any) string { return words(c).T(key, args...) }

// theme is "light", "dark", or "" for what the system prefers.
func (s *Server) theme(c echo.Context) string {
	cookie, err := c.Cookie(s.cookieName(themeName))
	if err != nil || cookie.Value != "light" && cookie.Value != "dark" {
		return ""
	}
	return cookie.Value
}

// setPreference keeps a choice in the browser; an empty one goes.
func (s *Server) setPreference(c echo.Context, name, value string) {
	cookie := &http.Cookie{ //nolint:gosec // Secure wherever the portal is reached by https
		Name: s.cookieName(name), Value: value, Path: "/", MaxAge: int(prefLife / time.Second),
		Secure: s.secure, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	}
	if value == "" {
		cookie.MaxAge = -1
	}
	c.SetCookie(cookie)
}
