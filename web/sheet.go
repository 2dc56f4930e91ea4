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

// uploadedSheet is a file of rows that came in by a form.
type uploadedSheet struct {
	*form
	name string
	rows []sheet.Row
}

// readSheet reads the form's one file row by row as it comes in, by way of a temporary
// file.
func (s *Server) readSheet(c echo.Context) (uploadedSheet, error) {
	var up uploadedSheet
	read := false
	f, err := s.readFormInto(c, func(_ context.Context, field, given string, r io.Reader) (ipcase.Blob, error) {
		if field != "file" || read {
			_, err := io.Copy(io.Discard, r)
			return ipcase.Blob{}, err //nolint:wrapcheck // the reader's own
		}
		up.name, read = given, true
		var err error
		up.rows, err = spooled(r)
		return ipcase.Blob{}, err
	})
	if err != nil {
		return up, err
	}
	if !read && len(f.errs) == 0 {
		f.fail("file", "Choose a file.")
	}
	up.form = f
	return up, nil
}

// spooled reads a sheet that comes in by way of a temporary file: an XLSX can be read
// only once it is whole.
func spooled(r io.Reader) ([]sheet.Row, error) {
	file, err := os.CreateTemp("", scratchSheet+"*")
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

// sheetColumns are the headings by which each column is known.
type sheetColumns map[string][]string

// sheetRow is a row with its cells by column; n is where it stands in the file.
type sheetRow struct {
	n     int
	cells map[string]string
}

// read finds the columns by the headings in the first row, and whether those that are
// needed are there.
func (columns sheetColumns) read(rows []sheet.Row, needed ...string) ([]sheetRow, bool) {
	if len(rows) == 0 {
		return nil, true
	}
	at := map[string]int{}
	for n, head := range rows[0].Cells {
		for column, names := range columns {
			for _, name := range names {
				if _, taken := at[column]; !taken && strings.EqualFold(strings.TrimPrefix(head, "\ufeff"), name) {
					at[column] = n
				}
			}
		}
	}
	for _, column := range needed {
		if _, ok := at[column]; !ok {
			return nil, false
		}
	}
	out := make([]sheetRow, 0, len(rows)-1)
	for _, row := range rows[1:] {
		cells := map[string]string{}
		for column, n := range at {
			if n < len(row.Cells) {
				cells[column] = row.Cells[n]
			}
		}
		out = append(out, sheetRow{n: row.N, cells: cells})
	}
	return out, true
}

// readBulkSaid reads what is said once for everything in a file, and keeps the files of
// evidence. Upload says that only these were to be kept.
func (s *Server) readBulkSaid(c echo.Context, id string, procedures []ipcase.BulkProcedure) (in ipcase.SendBulk, upload bool, err error) {
	f, err := s.readForm(c)
	if err != nil {
		return in, false, err
	}
	in = ipcase.SendBulk{
		ID: id, Explanation: f.text("explanation", ipcase.MaxExplanation), Lang: f.choice("lang", present.Languages()...), Signature: f.line("signature", ipcase.MaxShortText),
		Ticked: f.list("ticked"), Answers: map[string]string{},
		Contact: ipcase.Contact{
			Name: f.line("contact-name", ipcase.MaxShortText), Address: f.text("contact-address", 1000), Phone: f.line("contact-phone", 60),
			Email: f.line("contact-email", 254), Relay: f.ticked("relay"),
		},
	}
	for _, p := range procedures {
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
		return in, false, err
	}
	do := f.line("do", 60)
	if drop, ok := strings.CutPrefix(do, "drop:"); ok {
		return in, true, s.Service.DropEvidence(c.Request().Context(), actorOf(c), id, drop) //nolint:wrapcheck // a refusal, or says itself what it did
	}
	return in, do == "upload", f.problems()
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

// sheetProgress is the part of a file's page that asks again while its lines are carried
// out; then the whole page says what is there.
func (s *Server) sheetProgress(c echo.Context, running bool, p views.BulkProgress) error {
	if !running {
		c.Response().Header().Set("HX-Refresh", "true")
		return c.NoContent(http.StatusOK)
	}
	return s.render(c, http.StatusOK, views.BulkProgressPart(p))
}

// sheetSaid goes on after what was said of a file's lines was sent, or shows it again:
// with what is wrong, or with the files of evidence that were added.
func (s *Server) sheetSaid(c echo.Context, err error, upload bool, to string, again func(c echo.Context, status int, wrong *ipcase.Error) error) error {
	wrong := refusal(err)
	switch {
	case wrong != nil:
		return again(c, http.StatusUnprocessableEntity, wrong)
	case err != nil:
		return err
	case upload:
		return again(c, http.StatusOK, nil)
	}
	return c.Redirect(http.StatusSeeOther, to)
}
