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

func checkExtension(name, ext string) error {
	switch {
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

func checkText(name string, data []byte) error {
	if !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 {
		return errNotText(name)
	}
	return nil
}
