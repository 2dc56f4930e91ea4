package evidence

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/gabriel-vasile/mimetype"

	"ipportal/ipcase"
)

// The kinds of file that are kept, as MIME types by content.
const (
	typePDF  = "application/pdf"
	typePNG  = "image/png"
	typeJPEG = "image/jpeg"
	typeGIF  = "image/gif"
	typeWebP = "image/webp"
	typeText = "text/plain"
)

// Extensions lists what a file picker offers: the file name endings of the kinds
// that are kept.
func Extensions() []string {
	return []string{".pdf", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".txt", ".csv", ".md", ".log"}
}

var typeOf = map[string]string{
	".pdf": typePDF, ".png": typePNG, ".jpg": typeJPEG, ".jpeg": typeJPEG, ".gif": typeGIF, ".webp": typeWebP,
	".txt": typeText, ".csv": typeText, ".md": typeText, ".log": typeText,
}

var nameOf = map[string]string{
	typePDF: "PDF", typePNG: "PNG", typeJPEG: "JPEG", typeGIF: "GIF", typeWebP: "WebP", typeText: "text",
}

func isImage(kind string) bool { return strings.HasPrefix(kind, "image/") }

// fits says whether a file of that kind may carry that ending.
func fits(kind, ext string) bool { return typeOf[ext] == kind }

// problem is why a file is not kept, in a sentence for the person who chose it.
type problem struct {
	kind ipcase.Kind
	msg  string
	args []any
}

func (p *problem) Error() string { return fmt.Sprintf(p.msg, p.args...) }

func problemf(msg string, args ...any) error { return &problem{ipcase.Invalid, msg, args} }

// refusal puts a problem on its form field; every other error stays ours.
func refusal(field string, err error) error {
	var p *problem
	if !errors.As(err, &p) {
		return err
	}
	return &ipcase.Error{
		Kind: p.kind, Msg: "Something in the form needs your attention.",
		Fields: []ipcase.FieldError{{Field: field, Msg: p.msg, Args: p.args}},
	}
}

const (
	msgSVG  = "“%s” is an SVG drawing, which can hold programs. Save it as PNG or PDF and upload that."
	msgHTML = "“%s” is a web page. Print it to PDF or take a screenshot, and upload that."
	msgKind = "“%s” is not a kind of file that is kept as evidence. Upload a PDF, PNG, JPEG, GIF, WebP or plain text (.txt) file."
)

func checkExtension(name, ext string) error {
	switch {
	case typeOf[ext] != "":
		return nil
	case ext == ".svg" || ext == ".svgz":
		return problemf(msgSVG, name)
	case ext == ".htm" || ext == ".html" || ext == ".xhtml" || ext == ".mht" || ext == ".mhtml":
		return problemf(msgHTML, name)
	case ext == "":
		return problemf("“%s” has no ending that says what it is. Name it with its ending, such as .pdf or .jpg, and upload it again.", name)
	default:
		return problemf(msgKind, name)
	}
}

// check decides by content what a file is, and refuses what its name does not
// say, what cannot be read, and what can act by itself.
func check(name, ext string, data []byte) (string, error) {
	kind, err := sniff(name, ext, data)
	if err != nil {
		return "", err
	}
	if !fits(kind, ext) {
		return "", problemf("“%s” is named like a %s file, but holds a %s file. Give it its right ending, or save it in the format that its name says.",
			name, nameOf[typeOf[ext]], nameOf[kind])
	}
	switch kind {
	case typePDF:
		err = checkPDF(name, data)
	case typeText:
		err = checkText(name, data)
	default:
		err = checkImage(name, kind, data)
	}
	if err != nil {
		return "", err
	}
	return kind, nil
}

// sniff names the kind by the first bytes. The kinds of picture and PDF are
// asked for exactly: their mark must be the first byte, or it is no such file.
func sniff(name, ext string, data []byte) (string, error) {
	head := data[:min(len(data), 3072)]
	found := mimetype.Detect(head)
	switch {
	case bytes.HasPrefix(data, []byte("%PDF-")):
		return typePDF, nil
	case found.Is(typePNG) || found.Is("image/vnd.mozilla.apng"):
		return typePNG, nil
	case found.Is(typeJPEG), found.Is(typeGIF), found.Is(typeWebP):
		return found.String(), nil
	case found.Is("image/svg+xml"):
		return "", problemf(msgSVG, name)
	case found.Is("text/html"), found.Is("application/xhtml+xml"):
		return "", problemf(msgHTML, name)
	}
	for m := found; m != nil; m = m.Parent() {
		if m.Is(typeText) {
			return typeText, nil
		}
	}
	if fits(typeText, ext) {
		return "", problemf(msgNotText, name)
	}
	return "", problemf(msgKind, name)
}

const msgNotText = "“%s” is not plain text in UTF-8. Save it as UTF-8 text or as PDF, and upload that."

func checkText(name string, data []byte) error {
	if !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 {
		return problemf(msgNotText, name)
	}
	return nil
}
