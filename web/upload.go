package web

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
)

// uploaded is a file of a form, already kept among the blobs.
type uploaded struct {
	Field string
	Name  string // as uploaded, cleaned
	Blob  ipcase.Blob
}

// smallFile is a file that is read as a whole because its content is the input.
type smallFile struct {
	Name    string
	Content []byte
}

const (
	partsKey   = "parts"
	smallLimit = 1 << 20
	nameLimit  = 150 // characters of a file's name
)

func isMultipart(r *http.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get(echo.HeaderContentType))
	return err == nil && kind == echo.MIMEMultipartForm
}

// withStreamedForm lets the CSRF check see the token of a form with files
// without the files being read first: our forms send the token as the first
// part, and it is moved to the header. The rest stays in the stream.
func (s *Server) withStreamedForm(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		req := c.Request()
		if req.Method != http.MethodPost || isAPI(c) || !isMultipart(req) {
			return next(c)
		}
		parts, err := req.MultipartReader()
		if err != nil {
			return asTooLarge(err, formLimit)
		}
		p := &partStream{reader: parts}
		first, err := parts.NextPart()
		switch {
		case errors.Is(err, io.EOF):
		case err != nil:
			return asTooLarge(err, uploadLimit)
		case first.FormName() == "_csrf":
			token, err := io.ReadAll(io.LimitReader(first, 200))
			if err != nil {
				return asTooLarge(err, uploadLimit)
			}
			if req.Header.Get(echo.HeaderXCSRFToken) == "" {
				req.Header.Set(echo.HeaderXCSRFToken, string(token))
			}
		default:
			p.first = first
		}
		c.Set(partsKey, p)
		return next(c)
	}
}

// partStream is a multipart body of which the first part may have been looked at.
type partStream struct {
	reader *multipart.Reader
	first  *multipart.Part
}

func (p *partStream) next() (*multipart.Part, error) {
	if first := p.first; first != nil {
		p.first = nil
		return first, nil
	}
	return p.reader.NextPart()
}

func (s *Server) readMultipart(c echo.Context, put putFile, small []string) (*form, error) {
	parts, ok := c.Get(partsKey).(*partStream)
	if !ok {
		return nil, asTooLarge(errors.New("no parts"), formLimit)
	}
	f := &form{values: url.Values{}, small: map[string]smallFile{}, put: put}
	left := int64(formLimit) // of all fields that are not files
	for {
		part, err := parts.next()
		if errors.Is(err, io.EOF) {
			return f, nil
		}
		if err != nil {
			return nil, asTooLarge(err, uploadLimit)
		}
		name, isFile := fileName(part)
		if isFile {
			err = s.readFile(c, f, part, name, small)
		} else {
			err = readField(f, part, &left)
		}
		if err != nil {
			return nil, err
		}
	}
}

func readField(f *form, part *multipart.Part, left *int64) error {
	value, err := io.ReadAll(io.LimitReader(part, *left+1))
	if err != nil {
		return asTooLarge(err, uploadLimit)
	}
	if *left -= int64(len(value)); *left < 0 {
		return errTooLarge(formLimit)
	}
	f.values.Add(part.FormName(), string(value))
	return nil
}

// readFile keeps one file. What is wrong with it is noted beside its field, so
// that the rest of the form is not lost.
func (s *Server) readFile(c echo.Context, f *form, part *multipart.Part, name string, small []string) error {
	body := bufio.NewReader(part)
	field := part.FormName()
	if _, err := body.Peek(1); errors.Is(err, io.EOF) {
		if name != "" {
			f.fail(field, "The file %s is empty. Choose another.", name)
		}
		return nil // a file control that was left empty
	} else if err != nil {
		return asTooLarge(err, uploadLimit)
	}
	if slices.Contains(small, field) {
		return readSmall(f, field, name, body)
	}
	if len(f.files) >= s.Rates.FilesAtOnce {
		f.fail(field, "Send at most %d files at once. Those after the first %d were left out.", s.Rates.FilesAtOnce, s.Rates.FilesAtOnce)
		_, err := io.Copy(io.Discard, body)
		return ifTooLarge(err)
	}
	blob, err := f.put(c.Request().Context(), field, name, body)
	var refusal *ipcase.Error
	switch {
	case err == nil:
		f.files = append(f.files, uploaded{Field: field, Name: name, Blob: blob})
		return nil
	case errors.As(err, &refusal) && (refusal.Kind == ipcase.Invalid || refusal.Kind == ipcase.TooLarge):
		if len(refusal.Fields) > 0 {
			f.errs = append(f.errs, refusal.Fields...)
		} else {
			f.fail(field, refusal.Msg, refusal.Args...)
		}
		_, err := io.Copy(io.Discard, body)
		return ifTooLarge(err)
	default:
		return ifTooLarge(err)
	}
}

func readSmall(f *form, field, name string, body io.Reader) error {
	content, err := io.ReadAll(io.LimitReader(body, smallLimit+1))
	if err != nil {
		return ifTooLarge(err)
	}
	if len(content) > smallLimit {
		f.fail(field, "The file %s is larger than %d MB. Split it and send the parts one by one.", name, smallLimit>>20)
		_, err := io.Copy(io.Discard, body)
		return ifTooLarge(err)
	}
	f.small[field] = smallFile{Name: name, Content: bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))}
	return nil
}

func ifTooLarge(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return errTooLarge(uploadLimit)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) { // the sender ended in the middle of a file
		return asTooLarge(err, uploadLimit)
	}
	return err
}

// fileName is the name under which a part was sent, cleaned; ok is false for a
// part that is no file.
func fileName(part *multipart.Part) (name string, ok bool) {
	_, params, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
	if err != nil {
		return "", false
	}
	raw, ok := params["filename"]
	if !ok {
		return "", false
	}
	return cleanFileName(raw), true
}

// cleanFileName keeps the last element of a name, without what could mislead a
// reader or a file system. It is shown and never used as a path.
func cleanFileName(raw string) string {
	clean, _ := cleanText(strings.ReplaceAll(raw, "\\", "/"), false)
	if strings.HasSuffix(clean, "/") {
		clean = strings.TrimRight(clean, "/")
	}
	if clean == "" {
		return ""
	}
	clean = strings.TrimSpace(path.Base(clean))
	if runes := []rune(clean); len(runes) > nameLimit {
		ext := []rune(path.Ext(clean))
		if len(ext) > 10 {
			ext = nil
		}
		clean = string(runes[:nameLimit-len(ext)]) + string(ext)
	}
	if clean == "." || clean == ".." || clean == "/" {
		return "file"
	}
	return clean
}
