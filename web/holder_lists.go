package web

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/sheet"
	"ipportal/views"
	"ipportal/web/present"
)

// holderDashboard is the first page of a rights holder.
func (s *Server) holderDashboard(c echo.Context) error {
	a := actorOf(c)
	d, err := s.Service.ReadHolderDashboard(c.Request().Context(), a, present.HolderSoon)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	p, err := s.page(c, s.t(c, "Dashboard"))
	if err != nil {
		return err
	}
	again, err := s.Service.Relistings(c.Request().Context(), a, 0)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	page := s.reader(c).HolderDashboard(p, a, d)
	page.Again = s.reader(c).SuggestAgain(again)
	if a.Unregistered {
		page.File, page.AddRight, page.Again = nil, nil, s.reader(c).OfferAccount()
	}
	return s.render(c, http.StatusOK, views.HolderDashboardPage(page))
}

var holderStates = []string{"turn", "seller", "review", "open", "ended"}

// holderComplaints is the list of complaints, searched, filtered, page by page.
func (s *Server) holderComplaints(c echo.Context) error {
	a, ctx := actorOf(c), c.Request().Context()
	f := queryForm(c)
	q := complaintQuery(f)
	q.Before, q.After = f.line("before", 40), f.line("after", 40)
	list, err := s.Service.ReadHolderComplaints(ctx, a, q)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	rights, err := s.Service.ReadHolderRights(ctx, a, "")
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	p, err := s.page(c, s.t(c, "Complaints"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.HolderComplaintsPage(s.reader(c).HolderComplaints(p, a, q, list, rights.Rights)))
}

// complaintQuery is what the list is searched and filtered by.
func complaintQuery(f *form) ipcase.HolderComplaintQuery {
	return ipcase.HolderComplaintQuery{Search: f.line("q", 200), State: f.choice("state", holderStates...), Right: f.line("right", 40)}
}

// saveComplaints is the list as a file, a row for each case, however many there are.
func (s *Server) saveComplaints(format sheet.Format) echo.HandlerFunc {
	return func(c echo.Context) error {
		a, q := actorOf(c), complaintQuery(queryForm(c))
		return sendSheet(c, format, "complaints", func(row func(...string) error) error {
			each, err := s.reader(c).HolderComplaintSheet(s.Service.Book(), row)
			if err != nil {
				return err
			}
			return s.Service.EachHolderComplaint(c.Request().Context(), a, q, each) //nolint:wrapcheck // says itself what it did
		})
	}
}

// holderComplaint is one complaint with its cases.
func (s *Server) holderComplaint(c echo.Context) error {
	a := actorOf(c)
	h, err := s.Service.ReadHolderComplaint(c.Request().Context(), a, c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	p, err := s.page(c, s.t(c, "Complaint %s", h.Complaint.Number))
	if err != nil {
		return err
	}
	p.Crumbs = []views.Link{{Text: s.t(c, "Complaints"), Href: "/holder/complaints"}, {Text: h.Complaint.Number}}
	return s.render(c, http.StatusOK, views.HolderComplaintPage(s.reader(c).HolderComplaint(p, a, h)))
}

// holderFiled is the receipt of a filing; it can be opened again.
func (s *Server) holderFiled(c echo.Context) error {
	a := actorOf(c)
	h, err := s.Service.ReadHolderComplaint(c.Request().Context(), a, c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	p, err := s.page(c, s.t(c, "Complaint sent"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.HolderFiledPage(s.reader(c).HolderFiled(p, a, h)))
}

// holderRetractAll asks before a whole complaint is retracted.
func (s *Server) holderRetractAll(c echo.Context) error {
	h, err := s.Service.ReadHolderComplaint(c.Request().Context(), actorOf(c), c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if h.CanRetract == 0 {
		if err := s.flash(c, views.Info, "Nothing of this complaint can be retracted any more."); err != nil {
			return err
		}
		return c.Redirect(http.StatusSeeOther, "/holder/complaints/"+h.Complaint.Number)
	}
	p, err := s.page(c, s.t(c, "Retract complaint %s?", h.Complaint.Number))
	if err != nil {
		return err
	}
	cost, err := s.Service.HolderCost(c.Request().Context(), actorOf(c))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	page := s.reader(c).HolderRetractAll(p, h)
	page.Box.Points = append(page.Box.Points, s.reader(c).HolderCostOf(present.DeedRetract, cost, h.Complaint.Reason, h.CanRetract))
	return s.render(c, http.StatusOK, views.HolderConfirmPage(page))
}

// retractAll retracts everything of a complaint that can still be retracted.
func (s *Server) retractAll(c echo.Context) error {
	if _, err := s.readForm(c); err != nil {
		return err
	}
	number := c.Param("number")
	n, err := s.Service.Retract(c.Request().Context(), actorOf(c), ipcase.Retract{Complaint: number, Whole: true})
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	told := "The complaint about %d listings is retracted."
	if n == 1 {
		told = "The complaint about %d listing is retracted."
	}
	if n > 0 {
		if err := s.flash(c, views.Success, told, n); err != nil {
			return err
		}
	}
	return c.Redirect(http.StatusSeeOther, "/holder/complaints/"+number)
}

// holderRights is the list of rights.
func (s *Server) holderRights(c echo.Context) error {
	a := actorOf(c)
	list, err := s.Service.ReadHolderRights(c.Request().Context(), a, queryForm(c).line("before", 40))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	p, err := s.page(c, s.t(c, "IP rights"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, views.HolderRightsPage(s.reader(c).HolderRights(p, a, list)))
}

// holderRight is one right.
func (s *Server) holderRight(c echo.Context) error {
	a := actorOf(c)
	h, err := s.Service.ReadHolderRight(c.Request().Context(), a, c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	p, err := s.page(c, h.Right.Number+" "+h.Right.Title)
	if err != nil {
		return err
	}
	p.Crumbs = []views.Link{{Text: s.t(c, "IP rights"), Href: "/holder/rights"}, {Text: h.Right.Number}}
	return s.render(c, http.StatusOK, views.HolderRightPage(s.reader(c).HolderRight(p, a, h)))
}

// isRightType says whether an address names a type of right.
func isRightType(t string) bool { return slices.Contains(ipcase.RightTypes(), ipcase.RightType(t)) }
