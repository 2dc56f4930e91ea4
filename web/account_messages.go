package web

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
)

const messagesPerPage = 30

// messages is the news of the reader's organisation. What is listed is read.
func (s *Server) messages(c echo.Context) error {
	a := actorOf(c)
	if a.Party != ipcase.PartySeller && a.Party != ipcase.PartyHolder {
		return errAbsent()
	}
	f := queryForm(c)
	before := int64(f.int("before", 0))
	if err := f.problems(); err != nil {
		return err
	}
	list, err := s.Service.Messages(c.Request().Context(), a, before, messagesPerPage+1)
	if err != nil {
		return err
	}
	w := waitingOf(c)
	for _, m := range list {
		if m.ReadAt == nil {
			w.Unread-- // read by being listed
		}
	}
	c.Set(waitingName, w)
	p, err := s.page(c, s.t(c, "Messages"))
	if err != nil {
		return err
	}
	r := s.reader(c)
	page := views.MessagesPage{Page: p, Org: a.OrgName}
	if before > 0 {
		page.Pager.Newer = "/messages"
	}
	if len(list) > messagesPerPage {
		list = list[:messagesPerPage]
		page.Pager.Older = "/messages?before=" + strconv.FormatInt(list[messagesPerPage-1].ID, 10)
	}
	for _, m := range list {
		line := r.MessageLine(m)
		if line.Unread {
			page.Unread++
		}
		page.Items = append(page.Items, line)
	}
	return s.render(c, http.StatusOK, page)
}
