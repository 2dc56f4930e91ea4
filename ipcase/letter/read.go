package letter

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

// Why a letter cannot be read. Words for people stand with whoever asks.
var (
	ErrTooLarge  = errors.New("the letter is too large")
	ErrNotText   = errors.New("the file is neither text nor mail")
	ErrEmpty     = errors.New("there is no text in it")
	ErrTooNested = errors.New("mail within mail, too deep or of too many parts")
)

// Raw is a letter as it came.
type Raw struct {
	Text    string
	Subject string // of a mail
	From    string // of a mail: its From line
	Date    string // of a mail, as it says
	Hidden  int    // characters taken out that do not show or turn the reading direction
	HTML    bool   // it was written in HTML only, and is shown without its layout
}

// Read brings a file into plain text: text itself, or a mail (.eml) with its
// headers. What it holds beside text, such as pictures, is left out.
func Read(data []byte) (Raw, error) {
	if len(data) > MaxBytes {
		return Raw{}, ErrTooLarge
	}
	raw := Raw{}
	switch {
	case looksLikeMail(data):
		var err error
		if raw, err = readMail(data); err != nil {
			return Raw{}, err
		}
	default:
		text, ok := decode(data, "")
		if !ok {
			return Raw{}, ErrNotText
		}
		if looksLikeHTML(text) {
			text, raw.HTML = textOfHTML(text), true
		}
		raw.Text = text
	}
	return raw.clean()
}

// FromText is a letter that was pasted.
func FromText(text string) (Raw, error) {
	if len(text) > MaxBytes {
		return Raw{}, ErrTooLarge
	}
	if looksLikeMail([]byte(text)) {
		return Read([]byte(text))
	}
	return Raw{Text: strings.ToValidUTF8(text, "\uFFFD")}.clean()
}

func (r Raw) clean() (Raw, error) {
	r.Text, r.Hidden = clean(r.Text)
	r.Subject, _ = clean(r.Subject)
	r.From, _ = clean(r.From)
	switch {
	case strings.TrimSpace(r.Text) == "":
		return Raw{}, ErrEmpty
	case utf8.RuneCountInString(r.Text) > MaxText:
		return Raw{}, ErrTooLarge
	}
	return r, nil
}

// clean takes out what does not show or turns the reading direction, so that what
// a person reads is what was looked at, and says how much that was.
func clean(s string) (string, int) {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n").Replace(s)
	var b strings.Builder
	b.Grow(len(s))
	hidden, blank := 0, 0
	for _, r := range s {
		switch {
		case r == '\n':
			if blank++; blank > 3 {
				continue
			}
			b.WriteByte('\n')
			continue
		case r == '\t' || r == '\u00a0' || r == '\u3000' || r == '\f' || r == '\v':
			b.WriteByte(' ')
			continue
		case r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0:
			continue
		case shapeless(r):
			hidden++
			continue
		}
		if r != ' ' {
			blank = 0
		}
		b.WriteRune(r)
	}
	return b.String(), hidden
}

// shapeless is true of characters that are not seen: joiners, marks of direction,
// tags.
func shapeless(r rune) bool {
	return r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x2069 ||
		r == 0xfeff || r == 0xad || r == 0x61c || r == 0x180e || r >= 0xe0000 && r <= 0xe007f
}

// decode reads bytes in a named charset; without a name as UTF-8, UTF-16 with its
// mark, or GB 18030, which is what Chinese mail that names nothing is written in.
func decode(data []byte, charset string) (string, bool) {
	if charset == "" || strings.EqualFold(charset, "us-ascii") {
		switch {
		case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
			charset = "utf-16le"
			if data[0] == 0xfe {
				charset = "utf-16be"
			}
			data = data[2:]
		case utf8.Valid(data):
			charset = "utf-8"
		default:
			charset = "gb18030"
		}
	}
	if strings.EqualFold(charset, "utf-8") {
		data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
		return strings.ToValidUTF8(string(data), "\uFFFD"), isText(data)
	}
	enc, err := htmlindex.Get(charset)
	if err != nil {
		return strings.ToValidUTF8(string(data), "\uFFFD"), isText(data)
	}
	out, err := enc.NewDecoder().Bytes(data)
	if err != nil || !isText(out) || bytes.Count(out, []byte("\uFFFD"))*20 > len(out) {
		return "", false
	}
	return string(out), true
}

// isText tells text from a program, a picture or a document.
func isText(data []byte) bool {
	odd := 0
	for _, b := range data {
		switch {
		case b == 0:
			return false
		case b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f':
			odd++
		}
	}
	return odd*50 <= len(data) && !bytes.HasPrefix(data, []byte("%PDF")) && !bytes.HasPrefix(data, []byte("{\\rtf"))
}
