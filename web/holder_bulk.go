package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/sheet"
	"ipportal/views"
	"ipportal/web/present"
)

func bulkRoutes(s *Server) []route {
	return []route{
		get("/holder/complaints.csv", holder, s.saveComplaints(sheet.CSV)),
		get("/holder/complaints.xlsx", holder, s.saveComplaints(sheet.XLSX)),
		get(present.BulkPath, holder, s.holderBulks).needs(ipcase.PermFile),
		upload(present.BulkPath, holder, s.uploadBulk).needs(ipcase.PermFile),
		get(present.BulkPath+"/template.csv", holder, s.bulkTemplate(sheet.CSV)),
		get(present.BulkPath+"/template.xlsx", holder, s.bulkTemplate(sheet.XLSX)),
		get(present.BulkPath+"/:number", holder, s.holderBulk),
		upload(present.BulkPath+"/:number", holder, s.sendBulk).freshly(),
		get(present.BulkPath+"/:number/result.csv", holder, s.bulkResult(sheet.CSV)),
		get(present.BulkPath+"/:number/result.xlsx", holder, s.bulkResult(sheet.XLSX)),
	}
}

func (s *Server) holderBulks(c echo.Context) error { return s.showBulks(c, http.StatusOK, nil) }

func (s *Server) showBulks(c echo.Context, status int, wrong *ipcase.Error) error {
	list, err := s.Service.ReadBulks(c.Request().Context(), actorOf(c))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	r := s.reader(c)
	p, err := s.page(c, r.T("File by upload"))
	if err != nil {
		return err
	}
	p.Crumbs = []views.Link{{Text: r.T("Dashboard"), Href: "/holder"}, {Text: r.T("File by upload")}}
	p.HasError = wrong != nil
	return s.render(c, status, r.Bulks(p, list, s.Service.Book(), wrong))
}

// uploadBulk shows what a file would become.
func (s *Server) uploadBulk(c echo.Context) error {
	up, err := s.readSheet(c)
	if err != nil {
		return err
	}
	var id string
	if err = up.problems(); err == nil {
		var lines []ipcase.BulkRow
		if lines, err = bulkRows(up.rows); err == nil {
			id, err = s.Service.PreviewBulk(c.Request().Context(), actorOf(c), up.name, lines)
		}
	}
	if e := refusal(err); e != nil {
		return s.showBulks(c, http.StatusUnprocessableEntity, e)
	}
	if err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, present.BulkPath+"/"+id)
}

// bulkColumns are the headings by which a column is known, in both languages.
var bulkColumns = sheetColumns{
	"right":   {"right", "right number", "ip number", "right no.", "权利编号", "权利", "知识产权编号"},
	"listing": {"listing", "url", "id", "link", "address", "listing address", "listing id", "商品", "商品链接", "链接", "商品编号"},
	"reason":  {"reason", "reason code", "理由", "投诉理由", "理由代码"},
	"words":   {"words", "note", "remark", "comment", "what is complained of", "说明", "备注", "投诉内容"},
}

func bulkRows(rows []sheet.Row) ([]ipcase.BulkRow, error) {
	table, ok := bulkColumns.read(rows, "right", "listing", "reason")
	if !ok {
		const msg = "The first row has no column for the right, the listing or the reason. Use the template: its headings are “right number”, “listing”, “reason”, “what is complained of”."
		return nil, &ipcase.Error{Kind: ipcase.Invalid, Msg: msg, Fields: []ipcase.FieldError{{Field: "file", Msg: msg}}}
	}
	lines := make([]ipcase.BulkRow, 0, len(table))
	for _, row := range table {
		lines = append(lines, ipcase.BulkRow{N: row.n, Right: row.cells["right"], Listing: row.cells["listing"], Reason: row.cells["reason"], Words: row.cells["words"]})
	}
	return lines, nil
}

func (s *Server) holderBulk(c echo.Context) error {
	v, err := s.Service.ReadBulk(c.Request().Context(), actorOf(c), c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if c.Request().Header.Get("HX-Request") == "true" {
		return s.sheetProgress(c, v.State == ipcase.BulkRunning && !v.Failed, s.reader(c).BulkProgress(v))
	}
	return s.showBulk(c, http.StatusOK, v, nil, nil)
}

func (s *Server) showBulk(c echo.Context, status int, v ipcase.BulkView, typed *ipcase.SendBulk, wrong *ipcase.Error) error {
	r := s.reader(c)
	title := v.Name
	if title == "" {
		title = r.T("File by upload")
	}
	p, err := s.page(c, title)
	if err != nil {
		return err
	}
	p.Crumbs = []views.Link{{Text: r.T("File by upload"), Href: present.BulkPath}, {Text: title}}
	p.HasError = wrong != nil
	return s.render(c, status, r.Bulk(p, v, s.Service.Book(), typed, wrong))
}

// sendBulk keeps what was said and the files of evidence, and has the complaints filed.
func (s *Server) sendBulk(c echo.Context) error {
	ctx, a, id := c.Request().Context(), actorOf(c), c.Param("number")
	v, err := s.Service.ReadBulk(ctx, a, id)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	in, upload, err := s.readBulkSaid(c, id, v.Procedures)
	if err == nil && !upload {
		err = s.Service.SendBulk(ctx, a, in)
	}
	return s.sheetSaid(c, err, upload, present.BulkPath+"/"+id, func(c echo.Context, status int, wrong *ipcase.Error) error {
		if v, err = s.Service.ReadBulk(ctx, a, id); err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
		return s.showBulk(c, status, v, &in, wrong) //nolint:contextcheck // c carries it
	})
}

// bulkTemplate is a file to begin with.
func (s *Server) bulkTemplate(f sheet.Format) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := s.reader(c)
		return sendSheet(c, f, "template", func(row func(...string) error) error {
			if err := row(r.T("right number"), r.T("listing"), r.T("reason"), r.T("what is complained of")); err != nil {
				return err
			}
			return row("IPR-2026-000042", "QL-88420116", "trademark_in_title", r.T("The mark stands in the title"))
		})
	}
}

// bulkResult says what became of each line.
func (s *Server) bulkResult(f sheet.Format) echo.HandlerFunc {
	return func(c echo.Context) error {
		ctx, a, id := c.Request().Context(), actorOf(c), c.Param("number")
		if _, err := s.Service.ReadBulk(ctx, a, id); err != nil {
			return err //nolint:wrapcheck // before the first byte is out
		}
		return sendSheet(c, f, "result", func(row func(...string) error) error {
			each, err := s.reader(c).BulkResult(row)
			if err != nil {
				return err
			}
			return s.Service.EachBulkLine(ctx, a, id, each) //nolint:wrapcheck // says itself what it did
		})
	}
}
