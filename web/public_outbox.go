package web

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase/notify"
	"ipportal/views"
)

const outboxPage = 200

func (s *Server) outbox(c echo.Context) error {
	letters, err := s.Demo.Outbox.List(outboxPage)
	if err != nil {
		return fmt.Errorf("show the outbox: %w", err)
	}
	p, err := s.page(c, s.t(c, "Mail that was sent"))
	if err != nil {
		return err
	}
	page := views.OutboxPage{Page: p}
	for _, l := range letters {
		page.Mails = append(page.Mails, views.OutboxLine{
			Href: "/demo/outbox/" + l.ID, Subject: l.Subject, Lang: l.Lang, To: l.To, Time: s.reader(c).Time(l.At),
		})
	}
	return s.render(c, http.StatusOK, page)
}

func (s *Server) letter(c echo.Context) (notify.Letter, error) {
	l, err := s.Demo.Outbox.Read(c.Param("id"))
	if errors.Is(err, fs.ErrNotExist) {
		return l, errAbsent()
	}
	return l, err
}

func (s *Server) outboxMail(c echo.Context) error {
	l, err := s.letter(c)
	if err != nil {
		return err
	}
	p, err := s.page(c, l.Subject)
	if err != nil {
		return err
	}
	p.Crumbs = []views.Link{{Text: s.t(c, "Mail that was sent"), Href: "/demo/outbox"}, {Text: l.Subject, Lang: l.Lang}}
	return s.render(c, http.StatusOK, views.OutboxMailPage{
		Page: p, Subject: l.Subject, Lang: l.Lang, From: l.From, To: l.To, Time: s.reader(c).Time(l.At), Text: l.Text,
		HTMLHref: "/demo/outbox/" + l.ID + "/html",
	})
}

// outboxHTML shows the HTML part as a mail program would: nothing in it runs or
// is loaded, and its own inline styles are all that it may have.
func (s *Server) outboxHTML(c echo.Context) error {
	l, err := s.letter(c)
	if err != nil {
		return err
	}
	c.Response().Header().Set("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'")
	if err := c.HTMLBlob(http.StatusOK, []byte(l.HTML)); err != nil {
		return fmt.Errorf("show a mail: %w", err)
	}
	return nil
}
