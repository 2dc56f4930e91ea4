package ipcase

import (
	"encoding/csv"
	"io"
	"strings"
	"unicode/utf8"
)

// LineStatus is what became of one line of a filing.
type LineStatus string

// The statuses of a line. Only found ones, and decided ones that were ticked, are
// filed.
const (
	LineFound             LineStatus = "found"
	LineNotFound          LineStatus = "not_found"
	LineNotAListing       LineStatus = "not_a_listing" // nothing that looks like an address or id
	LineDuplicate         LineStatus = "duplicate"     // the same listing as another line
	LineAlreadyComplained LineStatus = "already_complained"
	LineAlreadyGone       LineStatus = "already_gone"
	LineElsewhere         LineStatus = "elsewhere" // on another site than the first
	LineOwnListing        LineStatus = "own_listing"
	LineUnknownSeller     LineStatus = "unknown_seller"
	LineDecidedBefore     LineStatus = "decided_before"
)

// CheckedLine is a line of a filing as resolved.
type CheckedLine struct {
	N      int // 1, 2, 3 … as typed
	Line   string
	Status LineStatus
	Offer  Offer
	Note   string
	OtherN int       // the line that a duplicate repeats
	Number string    // the complaint that is open or decided already, when it is the holder's own
	ItemID int64     // where the listing is open already
	Before []Earlier // complaints that did not lead to its removal, oldest first
}

// SellerGroup is the usable lines of one seller: what becomes a case.
type SellerGroup struct {
	SellerOrgID int64
	SellerName  string
	Lines       []CheckedLine
}

// ListingCheck is what a filing's lines lead to.
type ListingCheck struct {
	Site      Site
	Selected  Selected  // which procedures the rules name
	Procedure Procedure // the one of them that governs
	Sellers   []SellerGroup
	Unused    []CheckedLine
	Count     int // listings that would be filed
}

// LineProblem is a line that cannot be read at all.
type LineProblem struct {
	N    int
	Msg  string
	Args []any
}

// splitLine parts an address or id from the remark after it.
func splitLine(line string) (address, note string) {
	address, note, _ = strings.Cut(strings.TrimSpace(strings.ReplaceAll(line, "\t", " ")), " ")
	return address, strings.TrimSpace(note)
}

// looksLikeListing tells an address or id from a stray word.
func looksLikeListing(address string) bool {
	return address != "" && len(address) <= 500 && !strings.ContainsAny(address, "<>\"{}|\\^`") &&
		strings.ContainsAny(address, "0123456789")
}

// ParseLines reads the listings of a text field: one to a line, empty lines left
// out, what is complained of after a space.
func ParseLines(text string) ([]string, []LineProblem) {
	var lines []string
	var bad []LineProblem
	for n, raw := range textLines(text) {
		line := strings.TrimSpace(raw)
		switch {
		case line == "":
		case !utf8.ValidString(line) || strings.ContainsRune(line, 0):
			bad = append(bad, LineProblem{N: n + 1, Msg: "Line %d holds characters that cannot be read. Type it again.", Args: []any{n + 1}})
		case utf8.RuneCountInString(line) > 1000:
			bad = append(bad, LineProblem{N: n + 1, Msg: "Line %d is longer than 1,000 characters. Put one listing on each line.", Args: []any{n + 1}})
		default:
			lines = append(lines, line)
		}
	}
	return lines, bad
}

// textLines are the lines of a text, however its lines end.
func textLines(text string) []string {
	return strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), "\n")
}

// ParseCSV reads the listings of a CSV file: the address or id in the first
// column, or in one headed url, id or listing; what is complained of in the
// second, or in one headed note. A bad line is named and the good ones are kept.
// A file that is no CSV at all is an *Error.
func ParseCSV(r io.Reader) ([]string, []LineProblem, error) {
	data, err := io.ReadAll(io.LimitReader(r, 2<<20))
	if err != nil {
		return nil, nil, err
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		return nil, nil, Errorf(Invalid, "This is not a CSV file in UTF-8. Save the sheet as “CSV UTF-8” and upload it again.")
	}
	address, note := 0, 1
	var lines []string
	var bad []LineProblem
	for n, raw := range textLines(text) {
		if strings.TrimSpace(raw) == "" {
			continue
		}
		rec := csv.NewReader(strings.NewReader(raw))
		rec.FieldsPerRecord = -1
		if !strings.Contains(raw, ",") && strings.Contains(raw, ";") {
			rec.Comma = ';'
		}
		fields, err := rec.Read()
		if err != nil {
			bad = append(bad, LineProblem{N: n + 1, Msg: "Line %d is not valid CSV: a quotation mark is out of place. Correct that line and upload the file again, or type the listing by hand.", Args: []any{n + 1}})
			continue
		}
		if n == 0 {
			if a, b, ok := headings(fields); ok {
				address, note = a, b
				continue
			}
		}
		if address >= len(fields) || strings.TrimSpace(fields[address]) == "" {
			bad = append(bad, LineProblem{N: n + 1, Msg: "Line %d has no listing address or id in column %d.", Args: []any{n + 1, address + 1}})
			continue
		}
		line := strings.TrimSpace(fields[address])
		if note >= 0 && note < len(fields) && strings.TrimSpace(fields[note]) != "" {
			line += " " + strings.Join(strings.Fields(fields[note]), " ")
		}
		lines = append(lines, line)
	}
	return lines, bad, nil
}

// headings finds the columns by their names in a first line that is no listing.
func headings(fields []string) (address, note int, ok bool) {
	address, note = -1, -1
	for n, f := range fields {
		switch strings.ToLower(strings.TrimSpace(f)) {
		case "url", "id", "listing", "link", "address", "链接", "商品链接", "商品编号":
			if address < 0 {
				address = n
			}
		case "note", "remark", "reason", "comment", "说明", "备注":
			note = n
		}
	}
	return address, note, address >= 0
}
