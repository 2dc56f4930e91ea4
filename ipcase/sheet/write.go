package sheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// Writer writes a file row by row; Close ends it.
type Writer interface {
	Row(cells ...string) error
	Close() error
}

// Format is the sort of file.
type Format string

// The formats.
const (
	CSV  Format = "csv"
	XLSX Format = "xlsx"
)

// Type is the media type of a format.
func (f Format) Type() string {
	if f == XLSX {
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	return "text/csv; charset=utf-8"
}

// NewWriter begins a file. CSV goes out row by row; an XLSX is put together in a
// temporary file where it is large, and goes out at its end.
func NewWriter(out io.Writer, f Format) (Writer, error) {
	if f == XLSX {
		return newXLSX(out)
	}
	if _, err := io.WriteString(out, "\ufeff"); err != nil { // by which Excel knows UTF-8
		return nil, fmt.Errorf("write the sheet: %w", err)
	}
	w := csv.NewWriter(out)
	w.UseCRLF = true
	return &csvWriter{w}, nil
}

// Plain lets no spreadsheet take words for a formula: what begins like one gets an
// apostrophe before it.
func Plain(cell string) string {
	first, _ := utf8.DecodeRuneInString(cell)
	if strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) && cell != "" {
		return "'" + cell
	}
	return cell
}

type csvWriter struct{ w *csv.Writer }

func (c *csvWriter) Row(cells ...string) error {
	plain := make([]string, len(cells))
	for n, cell := range cells {
		plain[n] = Plain(cell)
	}
	if err := c.w.Write(plain); err != nil {
		return fmt.Errorf("write the sheet: %w", err)
	}
	return nil
}

func (c *csvWriter) Close() error {
	c.w.Flush()
	return c.w.Error() //nolint:wrapcheck // whoever reads has gone
}

type xlsxWriter struct {
	book *excelize.File
	rows *excelize.StreamWriter
	out  io.Writer
	n    int
}

// sheetName is the one sheet of a file that is written.
const sheetName = "Sheet1"

func newXLSX(out io.Writer) (*xlsxWriter, error) {
	book := excelize.NewFile()
	rows, err := book.NewStreamWriter(sheetName)
	if err != nil {
		return nil, fmt.Errorf("begin the sheet: %w", err)
	}
	return &xlsxWriter{book: book, rows: rows, out: out}, nil
}

func (x *xlsxWriter) Row(cells ...string) error {
	x.n++
	values := make([]any, len(cells))
	for n, cell := range cells {
		if r := []rune(cell); len(r) > excelize.TotalCellChars-1 {
			cell = string(r[:excelize.TotalCellChars-1])
		}
		values[n] = Plain(cell)
	}
	if err := x.rows.SetRow(fmt.Sprintf("A%d", x.n), values); err != nil {
		return fmt.Errorf("write the sheet: %w", err)
	}
	return nil
}

func (x *xlsxWriter) Close() error {
	defer func() { _ = x.book.Close() }()
	if err := x.rows.Flush(); err != nil {
		return fmt.Errorf("end the sheet: %w", err)
	}
	if err := x.book.Write(x.out); err != nil {
		return fmt.Errorf("write the sheet: %w", err)
	}
	return nil
}
