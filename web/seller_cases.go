package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/views"
	"ipportal/web/present"
)

// sellerView reads the case named by the address, as its seller may see it.
func (s *Server) sellerView(c echo.Context) (present.SellerCase, error) {
	v, err := s.Service.ReadSellerCase(c.Request().Context(), actorOf(c), c.Param("number"))
	if err != nil {
		return present.SellerCase{}, err //nolint:wrapcheck // a refusal, or says itself what it did
	}
	brand, _, _ := strings.Cut(s.ProductName, " ")
	return present.SellerCase{View: v, Book: s.Service.Book(), Platform: brand}, nil
}

// sellerCase is the page of a case. Reading it while signed in is the delivery of
// what was sent about it; ipcase records that.
func (s *Server) sellerCase(c echo.Context) error {
	return s.showSellerCase(c, http.StatusOK, nil, nil)
}

// showSellerCase draws a case as it now is: with what went wrong, and with the
// listings that were chosen.
func (s *Server) showSellerCase(c echo.Context, status int, refused *ipcase.Error, chosen []ipcase.Chosen) error {
	in, err := s.sellerView(c)
	if err != nil {
		return err
	}
	if actorOf(c).May(ipcase.PermAnswer) {
		in.Drafts = in.View.CounterDrafts
	}
	r := s.reader(c)
	p, err := s.page(c, in.View.Case.Number)
	if err != nil {
		return err
	}
	page := present.SellerCasePage(r, in, p)
	if refused != nil {
		problems := r.Problems(refused, nil)
		page.HasError = true
		if page.Listings.Error = problems.Of("items"); page.Listings.Error != "" {
			page.Errors = views.ErrorSummary{Entries: []views.FieldProblem{{ID: "listings", Text: page.Listings.Error}}}
		} else {
			page.Problem = &views.Notice{Tone: views.Warn, Text: r.T(refused.Msg, refused.Args...)}
		}
	}
	for n := range page.Listings.Rows {
		row := &page.Listings.Rows[n]
		row.Checked = row.Checked || slices.ContainsFunc(chosen, func(x ipcase.Chosen) bool { return strconv.Itoa(x.Position) == row.Position })
	}
	return s.render(c, status, page)
}

// answerSeller turns the error of a deed into an answer: what has moved on or is
// not allowed is told on the case as it now is; anything else is a page of its own.
func (s *Server) answerSeller(c echo.Context, err error, chosen []ipcase.Chosen) error {
	var e *ipcase.Error
	if errors.As(err, &e) {
		switch e.Kind {
		case ipcase.Stale, ipcase.Refused, ipcase.Invalid:
			return s.showSellerCase(c, statusOf[e.Kind], e, chosen)
		case ipcase.NotFound, ipcase.TooLarge, ipcase.TooMany, ipcase.Unavailable:
		}
	}
	return err
}

// chosenFor reads the chosen listings, and refuses those that are gone, have
// moved since the page was drawn, or do not allow the move.
func (s *Server) chosenFor(v ipcase.CaseView, f *form, m ipcase.Move) ([]ipcase.Chosen, error) {
	chosen := f.items("items")
	if err := f.problems(); err != nil {
		return nil, err
	}
	if len(chosen) == 0 {
		return nil, &ipcase.Error{Kind: ipcase.Invalid, Msg: "Choose at least one listing.", Fields: []ipcase.FieldError{{Field: "items", Msg: "Choose at least one listing."}}}
	}
	found := present.Find(v, chosen)
	if len(found) != len(chosen) {
		return nil, errAbsent()
	}
	for n, i := range found {
		at := slices.IndexFunc(chosen, func(x ipcase.Chosen) bool { return x.Position == i.Position })
		if chosen[at].Version != i.Version {
			return chosen, ipcase.Errorf(ipcase.Stale, "Listing %d has moved on since you looked at it. Look at it as it is now, and choose again.", i.Position)
		}
		if !slices.Contains(found[n].Moves, m) {
			return chosen, ipcase.Errorf(ipcase.Refused, "This listing has moved on, and this can no longer be done. Look at the case as it is now.")
		}
	}
	return chosen, nil
}

func (s *Server) sellerRight(c echo.Context) error {
	in, err := s.sellerView(c)
	if err != nil {
		return err
	}
	r := s.reader(c)
	p, err := s.page(c, r.RightNumber(in.View.Right))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, present.SellerRight(r, in, p))
}

func (s *Server) sellerDecision(c echo.Context) error {
	in, err := s.sellerView(c)
	if err != nil {
		return err
	}
	r := s.reader(c)
	for _, d := range in.View.Decisions {
		if d.PublicID != c.Param("decision") {
			continue
		}
		p, err := s.page(c, r.T("Decision on complaint %s", in.View.Case.Number))
		if err != nil {
			return err
		}
		return s.render(c, http.StatusOK, present.SellerDecision(r, in, d, p))
	}
	return errAbsent()
}
