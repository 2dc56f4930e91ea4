package web

import (
	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/lookalike"
	"ipportal/views"
)

// lookalikes says for a reviewer which of an organisation's names and mail
// addresses may be taken for those of a verified rights holder. Of two that look
// alike the one that was verified later is marked.
func (s *Server) lookalikes(c echo.Context, org int64, names, mails []string) ([]views.Notice, error) {
	holders, err := s.Service.ReadKnownHolders(c.Request().Context(), actorOf(c))
	if err != nil {
		return nil, err //nolint:wrapcheck // says itself what it did
	}
	var known []lookalike.Known
	for _, h := range earlier(holders, org) {
		known = append(known, lookalike.Known{Name: h.Name, Email: h.Email, Marks: h.Marks})
	}
	var marks []lookalike.Mark
	seen := map[lookalike.Mark]bool{}
	add := func(found []lookalike.Mark) {
		for _, m := range found {
			if !seen[m] {
				seen[m] = true
				marks = append(marks, m)
			}
		}
	}
	for _, n := range names {
		add(lookalike.Name(n, known))
	}
	for _, m := range mails {
		add(lookalike.Mail(m, known))
	}
	return s.reader(c).Lookalikes(marks), nil
}

// earlier are the holders who were verified before this one; all of them while it
// is not verified itself.
func earlier(holders []ipcase.KnownHolder, org int64) []ipcase.KnownHolder {
	for n, h := range holders { // in the order of their verification
		if h.OrgID == org {
			return holders[:n]
		}
	}
	return holders
}
