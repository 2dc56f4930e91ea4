// Package sheet reads the rows of a CSV or XLSX file that somebody uploaded, and
// writes such files. What is read is bounded before it is unpacked; what is written
// is never a formula.
package sheet

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"ipportal/ipcase"
)

// The limits of a file. They are said before somebody uploads one.
const (
	MaxBytes   = 10 << 20
	MaxColumns = 40
	maxRow     = 64 << 10  // bytes of one row of CSV
	unpacked   = 200 << 20 // of an XLSX, all its parts together
	inMemory   = 16 << 20  // of one part; larger ones are unpacked into a temporary file
)

// Row is one row of the file with its number there, the first being 1.
type Row struct {
	N     int
	Cells []string
}

// Read gives the rows that hold anything, at most `most` of them beside the headings:
// more are refused, with how many the file may hold.
func Read(file io.ReadSeeker, most int) (rows []Row, err error) {
	start := make([]byte, 4)
	n, err := io.ReadFull(file, start)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read the sheet: %w", err)
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, fmt.Errorf("read the sheet: %w", err)
	}
	keep := func(at int, cells []string) error {
		if len(cells) > MaxColumns {
			return ipcase.Errorf(ipcase.Invalid, "Row %d has more than %d columns. Use the template, and upload the file again.", at, MaxColumns)
		}
		blank := true
		for n, c := range cells {
			cells[n] = strings.TrimSpace(strings.ReplaceAll(c, "\x00", ""))
			blank = blank && cells[n] == ""
		}
		if blank {
			return nil
		}
		if len(rows) > most {
			return ipcase.Errorf(ipcase.TooLarge, "A file holds %d lines at most. Split it, and upload the parts one after the other.", most)
		}
		rows = append(rows, Row{N: at, Cells: cells})
		return nil
	}
	if bytes.HasPrefix(start[:n], []byte("PK\x03\x04")) {
		err = readXLSX(file, keep)
	} else {
		err = readCSV(file, keep)
	}
	return rows, err
}

var errNoXLSX = ipcase.Errorf(ipcase.Invalid, "This XLSX file cannot be read. Save it again as a workbook without a password, or as “CSV UTF-8”.")

// readXLSX reads the first sheet row by row. The library is handed what anybody sends:
// where it breaks, the file is refused.
func readXLSX(file io.Reader, keep func(int, []string) error) (err error) {
	defer func() {
		if recover() != nil {
			err = errNoXLSX
		}
	}()
	book, err := excelize.OpenReader(file, excelize.Options{UnzipSizeLimit: unpacked, UnzipXMLSizeLimit: inMemory})
	if err != nil {
		return errNoXLSX
	}
	defer func() { _ = book.Close() }()
	list := book.GetSheetList()
	if len(list) == 0 {
		return errNoXLSX
	}
	rows, err := book.Rows(list[0])
	if err != nil {
		return errNoXLSX
	}
	defer func() { _ = rows.Close() }()
	for n := 1; rows.Next(); n++ {
		cells, err := rows.Columns()
		if err != nil {
			return errNoXLSX
		}
		if err := keep(n, cells); err != nil {
			return err
		}
	}
	if rows.Error() != nil {
		return errNoXLSX
	}
	return nil
}

// readCSV reads rows of a file in UTF-8, parted by commas, semicolons or tabs.
func readCSV(file io.Reader, keep func(int, []string) error) error {
	in := bufio.NewReaderSize(file, maxRow)
	if mark, err := in.Peek(3); err == nil && string(mark) == "\ufeff" {
		_, _ = in.Discard(3)
	}
	head, err := in.Peek(maxRow)
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read the sheet: %w", err)
	}
	first, _, _ := bytes.Cut(head, []byte("\n"))
	r := csv.NewReader(in)
	r.FieldsPerRecord, r.ReuseRecord = -1, false
	switch {
	case bytes.Count(first, []byte("\t")) > 0:
		r.Comma = '\t'
	case bytes.Count(first, []byte(";")) > bytes.Count(first, []byte(",")):
		r.Comma = ';'
	}
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		var wrong *csv.ParseError
		if errors.As(err, &wrong) {
			return ipcase.Errorf(ipcase.Invalid, "Line %d is not valid CSV: a quotation mark is out of place. Correct that line and upload the file again.", wrong.Line)
		}
		if err != nil {
			return fmt.Errorf("read the sheet: %w", err)
		}
		at, _ := r.FieldPos(0)
		size := 0
		for _, c := range cells {
			size += len(c)
			if !utf8.ValidString(c) {
				return ipcase.Errorf(ipcase.Invalid, "This is not a CSV file in UTF-8. Save the sheet as “CSV UTF-8” and upload it again.")
			}
		}
		if size > maxRow {
			return ipcase.Errorf(ipcase.Invalid, "Line %d is longer than a line can be. Correct that line and upload the file again.", at)
		}
		if err := keep(at, cells); err != nil {
			return err
		}
	}
}
