package evidence

import (
	"bytes"
	"errors"
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
	typeMail = "message/rfc822"
	typeMP4  = "video/mp4"
	typeDOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	typeXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

// Extensions lists what a file picker offers: the file name endings of the kinds
// that are kept.
func Extensions() []string {
	return []string{".pdf", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".txt", ".csv", ".md", ".log", ".eml", ".mp4"}
}

var typeOf = map[string]string{
	".pdf": typePDF, ".png": typePNG, ".jpg": typeJPEG, ".jpeg": typeJPEG, ".gif": typeGIF, ".webp": typeWebP,
	".txt": typeText, ".csv": typeText, ".md": typeText, ".log": typeText,
	".eml": typeMail, ".mp4": typeMP4, ".docx": typeDOCX, ".xlsx": typeXLSX,
}

var nameOf = map[string]string{
	typePDF: "PDF", typePNG: "PNG", typeJPEG: "JPEG", typeGIF: "GIF", typeWebP: "WebP", typeText: "text",
	typeMail: "e-mail", typeMP4: "MP4", typeDOCX: "Word", typeXLSX: "Excel",
}

func isImage(kind string) bool { return strings.HasPrefix(kind, "image/") }

// fits says whether a file of that kind may carry that ending.
func fits(kind, ext string) bool { return typeOf[ext] == kind }

// refusal puts the reason why a file is not kept on its form field; every other
// error stays ours.
func refusal(field string, err error) error {
	var e *ipcase.Error
	if !errors.As(err, &e) {
		return err
	}
	return &ipcase.Error{
		Kind: e.Kind, Msg: "Something in the form needs your attention.",
		Fields: []ipcase.FieldError{{Field: field, Msg: e.Msg, Args: e.Args}},
	}
}

func checkExtension(name, ext string, office bool) error {
	switch {
	case isOffice(typeOf[ext]) && !office:
		return errOffice(name)
	case typeOf[ext] != "":
		return nil
	case ext == ".svg" || ext == ".svgz":
		return errSVG(name)
	case ext == ".htm" || ext == ".html" || ext == ".xhtml" || ext == ".mht" || ext == ".mhtml":
		return errWebPage(name)
	case ext == "":
		return errNoEnding(name)
	default:
		return errKind(name)
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
		return "", errDisguise(name, nameOf[typeOf[ext]], nameOf[kind])
	}
	switch kind {
	case typePDF:
		err = checkPDF(name, data)
	case typeText:
		err = checkText(name, data)
	case typeMP4:
		err = checkFilm(name, data)
	case typeMail, typeDOCX, typeXLSX: // their words are taken out next, which reads all of them
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
	case isFilm(data):
		return typeMP4, nil
	case bytes.HasPrefix(data, []byte("PK\x03\x04")) && isOffice(typeOf[ext]): // which of them is read from its parts
		return typeOf[ext], nil
	case fits(typeMail, ext) && looksLikeMail(data):
		return typeMail, nil
	case found.Is("image/svg+xml"):
		return "", errSVG(name)
	case found.Is("text/html"), found.Is("application/xhtml+xml"):
		return "", errWebPage(name)
	}
	for m := found; m != nil; m = m.Parent() {
		if m.Is(typeText) {
			return typeText, nil
		}
	}
	if fits(typeText, ext) {
		return "", errNotText(name)
	}
	return "", errKind(name)
}

func isOffice(kind string) bool { return kind == typeDOCX || kind == typeXLSX }

// looksLikeMail wants the first line to be a header field, as RFC 5322 has it.
func looksLikeMail(data []byte) bool {
	name, _, ok := bytes.Cut(data[:min(len(data), 200)], []byte(":"))
	return ok && len(name) > 1 && bytes.IndexFunc(name, func(r rune) bool { return r <= ' ' || r > '~' }) < 0 && bytes.IndexByte(data, 0) < 0
}

func checkText(name string, data []byte) error {
	if !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 {
		return errNotText(name)
	}
	return nil
}
