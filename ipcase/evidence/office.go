package evidence

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// The bounds of a Word or Excel file, which is an archive.
const (
	maxOfficeParts = 2_000
	maxOfficeBytes = 100 << 20 // of all its parts, unpacked
	maxOfficeWords = 2 << 20   // bytes of its view
)

// WithOffice also keeps Word and Excel files, which an operator chooses: what the
// other side and the reviewers read in place is their words.
func (d *Store) WithOffice() *Store {
	d.office = true
	return d
}

// officeView reads a Word or Excel file part by part, refuses what can act or
// fetch, and gives its words.
func officeView(name, kind string, data []byte) ([]byte, error) {
	damaged := errDamaged(name, nameOf[kind])
	if !endsAsArchive(data) {
		return nil, errBehind(name)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, damaged
	}
	if len(z.File) > maxOfficeParts {
		return nil, errBomb(name)
	}
	o := &office{left: maxOfficeBytes, parts: map[string][]byte{}}
	said := uint64(0) // what is too large by its own account is not unpacked
	for _, f := range z.File {
		if said += min(f.UncompressedSize64, maxOfficeBytes+1); said > maxOfficeBytes {
			return nil, errBomb(name)
		}
	}
	for _, f := range z.File {
		if _, twice := o.parts[f.Name]; twice || path.Clean("/"+f.Name) != "/"+f.Name && !strings.HasSuffix(f.Name, "/") {
			return nil, damaged
		}
		if err := o.read(name, f); err != nil {
			return nil, err
		}
	}
	main := map[string]string{typeDOCX: "word/document.xml", typeXLSX: "xl/workbook.xml"}[kind]
	if o.parts[main] == nil || o.parts["[Content_Types].xml"] == nil {
		return nil, damaged
	}
	if bytes.Contains(o.parts["[Content_Types].xml"], []byte("macroEnabled")) {
		return nil, errScript(name)
	}
	words, err := o.words(kind)
	if err != nil {
		return nil, damaged
	}
	return words, nil
}

// endsAsArchive wants the archive's last part to be the file's, with nothing
// before the first and no comment.
func endsAsArchive(data []byte) bool {
	return len(data) > 22 && bytes.HasPrefix(data, []byte("PK\x03\x04")) && bytes.HasPrefix(data[len(data)-22:], []byte("PK\x05\x06"))
}

type office struct {
	left  int64
	parts map[string][]byte // those that are words; the others nil
}

func (o *office) read(name string, f *zip.File) error {
	low := strings.ToLower(f.Name)
	switch {
	case strings.Contains(low, "vbaproject") || strings.Contains(low, "macrosheets/") || strings.Contains(low, "activex/"):
		return errScript(name)
	case strings.Contains(low, "embeddings/") || strings.Contains(low, "oleobject"):
		return errCarries(name)
	case strings.Contains(low, "externallinks/") || strings.Contains(low, "connections.xml") || strings.Contains(low, "querytables/"):
		return errForm(name)
	}
	r, err := f.Open()
	if err != nil {
		return errDamaged(name, "Office")
	}
	links, words := strings.HasSuffix(low, ".rels"), strings.HasSuffix(low, ".xml")
	var data bytes.Buffer
	to := io.Discard // pictures and the like are only counted
	if links || words {
		to = &data
	}
	n, err := io.Copy(to, io.LimitReader(r, o.left+1)) // what it says of its size is not believed
	if err = errors.Join(err, r.Close()); err != nil {
		return errDamaged(name, "Office")
	}
	if o.left -= n; o.left < 0 {
		return errBomb(name)
	}
	o.parts[f.Name] = nil
	switch {
	case links:
		return checkLinks(name, data.Bytes())
	case words:
		if bytes.Contains(data.Bytes(), []byte("<!DOCTYPE")) || bytes.Contains(data.Bytes(), []byte("<!ENTITY")) {
			return errForm(name)
		}
		o.parts[f.Name] = data.Bytes()
	}
	return nil
}

// checkLinks lets a document name web pages to be clicked on, and fetch nothing
// by itself.
func checkLinks(name string, data []byte) error {
	var all struct {
		Links []struct {
			Type string `xml:"Type,attr"`
			Mode string `xml:"TargetMode,attr"`
		} `xml:"Relationship"`
	}
	if err := xml.Unmarshal(data, &all); err != nil {
		return errDamaged(name, "Office")
	}
	for _, l := range all.Links {
		if strings.EqualFold(l.Mode, "External") && !strings.HasSuffix(l.Type, "/hyperlink") {
			return errForm(name)
		}
	}
	return nil
}

func (o *office) words(kind string) ([]byte, error) {
	var out bytes.Buffer
	if kind == typeDOCX {
		_, err := textOfXML(&out, o.parts["word/document.xml"])
		return out.Bytes(), err
	}
	var shared []string
	if part := o.parts["xl/sharedStrings.xml"]; part != nil {
		var err error
		if shared, err = textOfXML(io.Discard, part); err != nil {
			return nil, err
		}
	}
	var sheets []string
	for name := range o.parts {
		if strings.HasPrefix(name, "xl/worksheets/") && strings.HasSuffix(name, ".xml") {
			sheets = append(sheets, name)
		}
	}
	slices.SortFunc(sheets, func(a, b string) int { return len(a)*1000 - len(b)*1000 + strings.Compare(a, b) })
	for _, name := range sheets {
		fmt.Fprintf(&out, "[%s]\n", strings.TrimSuffix(path.Base(name), ".xml"))
		if err := cellsOfXML(&out, o.parts[name], shared); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), nil
}

// textOfXML writes the words of paragraphs, and gives those of shared strings.
func textOfXML(out io.Writer, part []byte) ([]string, error) {
	var list []string
	var one strings.Builder
	in, total := false, 0
	dec := xml.NewDecoder(bytes.NewReader(part))
	for {
		t, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			in = t.Name.Local == "t"
			if t.Name.Local == "tab" {
				one.WriteByte('\t')
			}
		case xml.CharData:
			if in && total < maxOfficeWords {
				total += len(t)
				one.Write(t)
			}
		case xml.EndElement:
			in = false
			if t.Name.Local == "p" || t.Name.Local == "si" {
				list = append(list, one.String())
				if _, err := io.WriteString(out, one.String()+"\n"); err != nil {
					return nil, err
				}
				one.Reset()
			}
		}
	}
}

// cellsOfXML writes the cells of a sheet, a row to a line.
func cellsOfXML(out *bytes.Buffer, part []byte, shared []string) error {
	dec := xml.NewDecoder(bytes.NewReader(part))
	kind, in := "", false
	var value strings.Builder
	for {
		t, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			in = t.Name.Local == "v" || t.Name.Local == "t"
			if t.Name.Local == "c" {
				kind = ""
				for _, a := range t.Attr {
					if a.Name.Local == "t" {
						kind = a.Value
					}
				}
			}
		case xml.CharData:
			if in {
				value.Write(t)
			}
		case xml.EndElement:
			in = false
			switch t.Name.Local {
			case "c":
				words, n := value.String(), 0
				if _, err := fmt.Sscan(words, &n); kind == "s" && err == nil && n >= 0 && n < len(shared) {
					words = shared[n]
				}
				value.Reset()
				if out.Len() < maxOfficeWords {
					out.WriteString(words + "\t")
				}
			case "row":
				out.WriteByte('\n')
			}
		}
	}
}
