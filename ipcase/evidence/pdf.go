package evidence

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strconv"
)

const (
	maxObjectStream = 16 << 20 // bytes of one unpacked object stream
	maxUnpacked     = 96 << 20 // bytes of all of them
	maxAfterEOF     = 1024     // bytes after a PDF's last end mark
)

// activeNames are the PDF names by which a document acts on its own, carries
// other files, or shows itself in ways that a printout would not (ISO 32000-1,
// 7.11.4, 12.6, 12.7.8).
var activeNames = map[string]func(name string) error{
	"JavaScript": errScript, "JS": errScript, "Launch": errStarts, "GoToE": errCarries,
	"EmbeddedFile": errCarries, "EmbeddedFiles": errCarries, "RichMedia": errCarries,
	"XFA": errForm, "SubmitForm": errForm, "ImportData": errForm,
	"AA": errActsAlone, "OpenAction": errActsAlone,
}

// checkPDF refuses a PDF that is cut off, protected, carries something behind
// its end, or is active. It reads names everywhere outside of streams, in the
// unpacked object streams, and the long ones in the raw bytes of every other
// stream too, so that an object cannot be hidden behind a false stream.
func checkPDF(name string, data []byte) error {
	if len(data) < 8 || (data[5] != '1' && data[5] != '2') || data[6] != '.' {
		return errDamaged(name, "PDF")
	}
	end := bytes.LastIndex(data, []byte("%%EOF"))
	if end < 0 || !bytes.Contains(data, []byte("startxref")) {
		return errDamaged(name, "PDF")
	}
	if tail := data[end+5:]; len(tail) > maxAfterEOF || holdsOther(tail) {
		return errBehind(name)
	}
	p := &pdf{objects: map[int][]byte{}}
	switch p.read(data) {
	case pdfProtected:
		return errProtected(name)
	case pdfUnreadable:
		return errDamaged(name, "PDF")
	case pdfRead:
	}
	if p.found == "OpenAction" && p.opensHarmlessly(data) {
		return nil
	}
	if p.found != "" {
		return activeNames[p.found](name)
	}
	return nil
}

type pdfResult int

const (
	pdfRead pdfResult = iota
	pdfProtected
	pdfUnreadable
)

// pdf is what reading one found.
type pdf struct {
	found    string         // the worst active name; OpenAction only when there is no other
	opening  []byte         // what follows OpenAction
	objects  map[int][]byte // those in object streams, by number
	unpacked int
}

var streamStart = regexp.MustCompile(`stream[ \t]*[\r\n]`)

func (p *pdf) read(data []byte) pdfResult {
	for len(data) > 0 {
		head, body := cutAtStream(data)
		if r := p.names(head, true); r != pdfRead {
			return r
		}
		// All that stands before a stream since the last one, not only its own
		// dictionary: a decoy must not hide what the stream is.
		about := unescape(head)
		objects := bytes.Contains(about, []byte("/ObjStm"))
		end := bytes.Index(body, []byte("endstream"))
		switch {
		case end < 0 && objects:
			return pdfUnreadable
		case end < 0:
			return p.names(body, true)
		case objects:
			if r := p.objectStream(about, body[:end]); r != pdfRead {
				return r
			}
		default:
			p.names(body[:end], false)
		}
		data = body[end+len("endstream"):]
	}
	return pdfRead
}

// cutAtStream splits at the next word "stream"; without one, body is empty.
func cutAtStream(data []byte) (head, body []byte) {
	from := 0
	for {
		at := streamStart.FindIndex(data[from:])
		if at == nil {
			return data, nil
		}
		if start := from + at[0]; start >= 3 && string(data[start-3:start]) == "end" {
			from += at[1]
			continue
		}
		return data[:from+at[1]], data[from+at[1]:]
	}
}

var nameEscape = regexp.MustCompile(`#[0-9a-fA-F]{2}`)

// unescape undoes the #xx of names.
func unescape(b []byte) []byte {
	return nameEscape.ReplaceAllFunc(b, func(e []byte) []byte {
		v, err := strconv.ParseUint(string(e[1:]), 16, 8)
		if err != nil {
			return e
		}
		return []byte{byte(v)}
	})
}

// names looks at every name in b. Short names appear by chance in packed bytes,
// so that there only the long ones count.
func (p *pdf) names(b []byte, all bool) pdfResult {
	for i := bytes.IndexByte(b, '/'); i >= 0; {
		name, n := pdfName(b[i+1:])
		if all && name == "Encrypt" {
			return pdfProtected
		}
		if _, active := activeNames[name]; active && (all || len(name) >= 6) {
			if name != "OpenAction" {
				p.found = name
			} else if p.found == "" {
				p.found, p.opening = name, b[i+1+n:]
			}
		}
		next := bytes.IndexByte(b[i+1:], '/')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return pdfRead
}

// pdfName reads a name with its #xx escapes, and says how long it was written.
func pdfName(b []byte) (string, int) {
	out := make([]byte, 0, 16)
	i := 0
	for i < len(b) && len(out) <= 32 {
		c := b[i]
		if c <= ' ' || bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 {
			break
		}
		if c == '#' && i+2 < len(b) {
			if v, err := strconv.ParseUint(string(b[i+1:i+3]), 16, 8); err == nil {
				out = append(out, byte(v))
				i += 3
				continue
			}
		}
		out = append(out, c)
		i++
	}
	return string(out), i
}

var (
	objStmFirst = regexp.MustCompile(`/First\s+(\d{1,9})`)
	flateOnly   = regexp.MustCompile(`/Filter\s*\[?\s*/(FlateDecode|Fl)\s*\]?\s*[/>]`)
)

// objectStream unpacks a stream of objects and reads their names. One that it
// cannot unpack cannot be checked, and makes the file unreadable.
func (p *pdf) objectStream(dict, body []byte) pdfResult {
	plain := body
	if bytes.Contains(dict, []byte("/Filter")) {
		if !flateOnly.Match(dict) {
			return pdfUnreadable
		}
		z, err := zlib.NewReader(bytes.NewReader(body))
		if err != nil {
			return pdfUnreadable
		}
		plain, err = io.ReadAll(io.LimitReader(z, maxObjectStream+1))
		p.unpacked += len(plain)
		// A missing check sum at the end is common; what was unpacked is read.
		if (err != nil && len(plain) == 0) || len(plain) > maxObjectStream || p.unpacked > maxUnpacked {
			return pdfUnreadable
		}
	}
	p.index(dict, plain)
	return p.names(plain, true)
}

// index notes where each object of an unpacked stream stands (ISO 32000-1, 7.5.7).
func (p *pdf) index(dict, plain []byte) {
	m := objStmFirst.FindSubmatch(dict)
	if m == nil {
		return
	}
	first, err := strconv.Atoi(string(m[1]))
	if err != nil || first > len(plain) {
		return
	}
	head := bytes.Fields(plain[:first])
	for i := 0; i+1 < len(head); i += 2 {
		num, err1 := strconv.Atoi(string(head[i]))
		off, err2 := strconv.Atoi(string(head[i+1]))
		if err1 == nil && err2 == nil && off >= 0 && first+off < len(plain) {
			p.objects[num] = plain[first+off:]
		}
	}
}

var (
	pdfReference = regexp.MustCompile(`^\s*(\d{1,9})\s+(\d{1,5})\s+R\b`)
	goTo         = regexp.MustCompile(`^\s*<<[^<>]*/S\s*/GoTo\b[^<>]*>>`)
)

// opensHarmlessly is true when the document does no more on opening than to go
// to one of its own pages, as word processors write it.
func (p *pdf) opensHarmlessly(data []byte) bool {
	target := p.opening
	if m := pdfReference.FindSubmatch(target); m != nil {
		num, err := strconv.Atoi(string(m[1]))
		if err != nil {
			return false
		}
		if obj, ok := p.objects[num]; ok {
			target = obj
		} else {
			at := regexp.MustCompile(`(^|[\r\n\s])`+string(m[1])+`\s+`+string(m[2])+`\s+obj`).FindAllIndex(data, -1)
			if len(at) != 1 { // written twice: which of them counts is not for us to guess
				return false
			}
			target = data[at[0][1]:]
		}
	}
	target = bytes.TrimLeft(target[:min(len(target), 4096)], "\x00\t\n\f\r ")
	return bytes.HasPrefix(target, []byte("[")) || goTo.Match(target)
}

// otherMarks begin files that hide behind another.
var otherMarks = [][]byte{
	[]byte("PK\x03\x04"), []byte("PK\x05\x06"), []byte("%PDF-"), []byte("<html"), []byte("<script"), []byte("<svg"),
	[]byte("<!doctype"), []byte("<?php"), []byte("\x7fELF"), []byte("Rar!\x1a\x07"), []byte("7z\xbc\xaf\x27\x1c"),
	[]byte("This program cannot be run in DOS mode"),
}

func holdsOther(tail []byte) bool {
	low := bytes.ToLower(tail)
	for _, m := range otherMarks {
		if bytes.Contains(low, bytes.ToLower(m)) {
			return true
		}
	}
	return false
}
