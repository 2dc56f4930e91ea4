package web

import (
	"bytes"
	"net/http"
	"regexp"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/web/present"
	"ipportal/web/present/casepdf"
)

func transparencyRoutes(s *Server) []route {
	return []route{
		get(present.TransparencyPath, anyone, s.transparency),
		get(present.TransparencyPath+"/:file", anyone, s.transparencyFile),
	}
}

// figureMonths is over how many months back figures can be chosen; the figures of
// Implementing Regulation (EU) 2024/2835 are kept for five years (its Article 3).
const figureMonths = 60

// thisMonth is the first day of the month, of UTC.
func (s *Server) thisMonth() time.Time {
	now := s.Clock.Now().UTC()
	return time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, time.UTC)
}

// figureSpan is the months that are asked for: the last twelve, unless they are named.
func (s *Server) figureSpan(c echo.Context) (from, to time.Time, months []time.Time) {
	last := s.thisMonth()
	for n := range figureMonths {
		months = append(months, last.AddDate(0, -n, 0))
	}
	first := months[len(months)-1]
	f := queryForm(c)
	to, err := time.Parse(present.MonthForm, f.values.Get("to"))
	if err != nil || to.After(last) || to.Before(first) {
		to = last
	}
	from, err = time.Parse(present.MonthForm, f.values.Get("from"))
	if err != nil || from.After(to) || from.Before(first) {
		from = to.AddDate(0, -11, 0)
	}
	return from, to, months
}

// transparency is the page of the figures.
func (s *Server) transparency(c echo.Context) error {
	from, to, months := s.figureSpan(c)
	figures, err := s.Service.ReadTransparency(c.Request().Context(), from, to)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	p, err := s.page(c, s.t(c, "Transparency"))
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, s.reader(c).Transparency(p, s.Service.Book(), figures, months, halfYearOf(to)))
}

// halfYearOf names the half-year of a month: "2026-H1".
func halfYearOf(month time.Time) string {
	return strconv.Itoa(month.Year()) + "-H" + strconv.Itoa((int(month.Month())+5)/6)
}

var halfYearFile = regexp.MustCompile(`^(20\d\d)-H([12])\.pdf$`)

// transparencyFile is the figures as a file: CSV, or the report of a half-year.
func (s *Server) transparencyFile(c echo.Context) error {
	name := c.Param("file")
	if half := halfYearFile.FindStringSubmatch(name); half != nil {
		year, _ := strconv.Atoi(half[1])  // four digits
		which, _ := strconv.Atoi(half[2]) // one
		return s.halfYearReport(c, time.Date(year, time.Month(6*which-5), 1, 0, 0, 0, 0, time.UTC))
	}
	write, ok := map[string]func(string, ipcase.TransparencyFigures) ([]byte, error){
		"figures.csv": present.FiguresCSV, "notices.csv": present.NoticesCSV, "appeals.csv": present.AppealsCSV,
		"other.csv": present.OtherPartsCSV,
	}[name]
	if !ok {
		return errAbsent()
	}
	from, to, _ := s.figureSpan(c)
	figures, err := s.Service.ReadTransparency(c.Request().Context(), from, to)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	body, err := write(s.brand(), figures)
	if err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="`+name+`"`)
	return c.Blob(http.StatusOK, "text/csv; charset=utf-8", body)
}

// halfYearReport is the report of the half-year that begins then, as a PDF in the
// reader's language. One that has not begun is not there.
func (s *Server) halfYearReport(c echo.Context, from time.Time) error {
	if from.After(s.thisMonth()) || from.Before(s.thisMonth().AddDate(0, -figureMonths, 0)) {
		return errAbsent()
	}
	figures, err := s.Service.ReadTransparency(c.Request().Context(), from, from.AddDate(0, 5, 0))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	var pdf bytes.Buffer
	if err := casepdf.Write(&pdf, s.reader(c).HalfYearReport(s.brand(), s.Service.Book(), figures)); err != nil {
		return err
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, `inline; filename="transparency-`+halfYearOf(from)+`.pdf"`)
	return c.Blob(http.StatusOK, "application/pdf", pdf.Bytes())
}
