package web

import (
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/web/present"
)

const searchLimit = 200 // characters

func (s *Server) sellerComplaints(c echo.Context) error { return s.sellerList(c, ipcase.ListRespond) }

func (s *Server) sellerRecords(c echo.Context) error { return s.sellerList(c, ipcase.ListHistory) }

func (s *Server) sellerList(c echo.Context, list ipcase.SellerList) error {
	q := sellerQuery(c, list)
	found, err := s.Service.SellerCases(c.Request().Context(), actorOf(c), q)
	if err != nil {
		return err //nolint:wrapcheck // a refusal, or says itself what it did
	}
	r := s.reader(c)
	p, err := s.page(c, r.SellerListName(list))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, present.SellerList(r, s.Service.Book(), q, found, p))
}

// sellerQuery reads what is asked of a list. What no filter of the page offers is
// left out: an old bookmark still opens the list.
func sellerQuery(c echo.Context, list ipcase.SellerList) ipcase.SellerQuery {
	f := queryForm(c)
	q := ipcase.SellerQuery{
		List: list, Search: f.line("q", searchLimit), Newest: f.choice("sort", "newest") != "",
		After:  present.ParseSellerCursor(f.line("after", searchLimit)),
		Before: present.ParseSellerCursor(f.line("before", searchLimit)),
	}
	if cut := []rune(q.Search); len(cut) > searchLimit {
		q.Search = string(cut[:searchLimit])
	}
	if t := ipcase.RightType(f.line("type", searchLimit)); slices.Contains(ipcase.RightTypes(), t) {
		q.Type = t
	}
	if list == ipcase.ListHistory {
		q.Newest = false
		if x := ipcase.SellerFilter(f.line("state", searchLimit)); slices.Contains(ipcase.SellerFilters(), x) {
			q.State = x
		}
		return q
	}
	if days, err := strconv.Atoi(f.line("due", searchLimit)); err == nil && slices.Contains(present.SellerDueDays, days) {
		q.Due = time.Duration(days) * 24 * time.Hour
	}
	return q
}
