package web

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

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
	return s.render(c, status, views.HolderBulksPage(r.Bulks(p, list, s.Service.Book(), wrong)))
}

// uploadBulk reads a file row by row as it comes in by way of a temporary file, and
// shows what it would become.
func (s *Server) uploadBulk(c echo.Context) error {
	var rows []sheet.Row
	name, read := "", false
	f, err := s.readFormInto(c, func(_ context.Context, field, given string, r io.Reader) (ipcase.Blob, error) {
		if field != "file" || read {
			_, err := io.Copy(io.Discard, r)
			return ipcase.Blob{}, err //nolint:wrapcheck // the reader's own
		}
		name, read = given, true
		var err error
		rows, err = spooled(r)
		return ipcase.Blob{}, err
	})
	if err != nil {
		return err
	}
	if !read && len(f.errs) == 0 {
		f.fail("file", "Choose a file.")
	}
	var id string
	if err = f.problems(); err == nil {
		var lines []ipcase.BulkRow
		if lines, err = bulkRows(rows); err == nil {
			id, err = s.Service.PreviewBulk(c.Request().Context(), actorOf(c), name, lines)
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

// spooled reads a sheet that comes in by way of a temporary file: an XLSX can be read
// only once it is whole.
func spooled(r io.Reader) ([]sheet.Row, error) {
	file, err := os.CreateTemp("", "sheet-*")
	if err != nil {
		return nil, fmt.Errorf("keep the sheet while it is read: %w", err)
	}
	defer func() { _, _ = file.Close(), os.Remove(file.Name()) }()
	n, err := io.Copy(file, io.LimitReader(r, ipcase.MaxBulkBytes+1))
	if err != nil {
		return nil, err //nolint:wrapcheck // the reader's own
	}
	if n > ipcase.MaxBulkBytes {
		return nil, ipcase.Errorf(ipcase.TooLarge, "The file is larger than %d MB. Split it, and upload the parts one after the other.", ipcase.MaxBulkBytes>>20)
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("read the sheet: %w", err)
	}
	return sheet.Read(file, ipcase.MaxBulkLines) //nolint:wrapcheck // says itself what it did
}

// bulkColumns are the headings by which a column is known, in both languages.
var bulkColumns = map[string][]string{
	"right":   {"right", "right number", "ip number", "right no.", "权利编号", "权利", "知识产权编号"},
	"listing": {"listing", "url", "id", "link", "address", "listing address", "listing id", "商品", "商品链接", "链接", "商品编号"},
	"reason":  {"reason", "reason code", "理由", "投诉理由", "理由代码"},
	"words":   {"words", "note", "remark", "comment", "what is complained of", "说明", "备注", "投诉内容"},
}

// bulkRows finds the columns by their headings.
func bulkRows(rows []sheet.Row) ([]ipcase.BulkRow, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	at := map[string]int{}
	for n, head := range rows[0].Cells {
		for column, names := range bulkColumns {
			for _, name := range names {
				if _, taken := at[column]; !taken && strings.EqualFold(strings.TrimPrefix(head, "\ufeff"), name) {
					at[column] = n
				}
			}
		}
	}
	for _, column := range []string{"right", "listing", "reason"} {
		if _, ok := at[column]; !ok {
			const msg = "The first row has no column for the right, the listing or the reason. Use the template: its headings are “right number”, “listing”, “reason”, “what is complained of”."
			return nil, &ipcase.Error{Kind: ipcase.Invalid, Msg: msg, Fields: []ipcase.FieldError{{Field: "file", Msg: msg}}}
		}
	}
	lines := make([]ipcase.BulkRow, 0, len(rows)-1)
	for _, row := range rows[1:] {
		cell := func(column string) string {
			n, ok := at[column]
			if !ok || n >= len(row.Cells) {
				return ""
			}
			return row.Cells[n]
		}
		lines = append(lines, ipcase.BulkRow{N: row.N, Right: cell("right"), Listing: cell("listing"), Reason: cell("reason"), Words: cell("words")})
	}
	return lines, nil
}

func (s *Server) holderBulk(c echo.Context) error {
	v, err := s.Service.ReadBulk(c.Request().Context(), actorOf(c), c.Param("number"))
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if c.Request().Header.Get("HX-Request") == "true" {
		if v.State != ipcase.BulkRunning || v.Failed { // the whole page says what is there now
			c.Response().Header().Set("HX-Refresh", "true")
			return c.NoContent(http.StatusOK)
		}
		return s.render(c, http.StatusOK, views.BulkProgressPart(s.reader(c).BulkProgress(v)))
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
	return s.render(c, status, views.HolderBulkPage(r.Bulk(p, v, s.Service.Book(), typed, wrong)))
}

// sendBulk keeps what was said and the files of evidence, and has the complaints filed.
func (s *Server) sendBulk(c echo.Context) error {
	ctx, a, id := c.Request().Context(), actorOf(c), c.Param("number")
	v, err := s.Service.ReadBulk(ctx, a, id)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	f, err := s.readForm(c)
	if err != nil {
		return err
	}
	in := ipcase.SendBulk{
		ID: id, Explanation: f.text("explanation", ipcase.MaxExplanation), Lang: f.choice("lang", present.Languages()...), Signature: f.line("signature", ipcase.MaxShortText),
		Ticked: f.list("ticked"), Answers: map[string]string{},
		Contact: ipcase.Contact{
			Name: f.line("contact-name", ipcase.MaxShortText), Address: f.text("contact-address", 1000), Phone: f.line("contact-phone", 60),
			Email: f.line("contact-email", 254), Relay: f.ticked("relay"),
		},
	}
	for _, p := range v.Procedures {
		for _, e := range p.Elements {
			if e.Kind == ipcase.ElementText {
				in.Answers[e.Field] = f.text("element-"+e.Field, ipcase.MaxComment)
			}
		}
	}
	visibility := ipcase.BothSides
	if f.choice("visibility", string(ipcase.ReviewerOnly)) != "" {
		visibility = ipcase.ReviewerOnly
	}
	if err := s.keepFiles(c, f, id, "evidence", ipcase.PurposeEvidence, visibility); err != nil {
		return err
	}
	do := f.line("do", 60)
	if drop, ok := strings.CutPrefix(do, "drop:"); ok {
		if err := s.Service.DropEvidence(ctx, a, id, drop); err != nil {
			return err //nolint:wrapcheck // says itself what it did
		}
		do = "upload"
	}
	if err = f.problems(); err == nil && do != "upload" {
		err = s.Service.SendBulk(ctx, a, in)
	}
	wrong := refusal(err)
	switch {
	case wrong == nil && err != nil:
		return err
	case wrong == nil && do != "upload":
		return c.Redirect(http.StatusSeeOther, present.BulkPath+"/"+id)
	}
	if v, err = s.Service.ReadBulk(ctx, a, id); err != nil { // with the files that were added
		return err //nolint:wrapcheck // says itself what it did
	}
	status := http.StatusOK
	if wrong != nil {
		status = http.StatusUnprocessableEntity
	}
	return s.showBulk(c, status, v, &in, wrong)
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

// sendSheet writes a file as CSV or XLSX.
func sendSheet(c echo.Context, f sheet.Format, name string, rows func(row func(...string) error) error) error {
	res := c.Response()
	res.Header().Set("Content-Disposition", disposition(name+"."+string(f), false))
	res.Header().Set(echo.HeaderContentType, f.Type())
	out, err := sheet.NewWriter(res, f)
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	if err := rows(out.Row); err != nil {
		return err
	}
	return out.Close() //nolint:wrapcheck // says itself what it did
}
