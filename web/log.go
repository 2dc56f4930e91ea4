package web

import (
	"io"
	"log/slog"
	"os"
	"regexp"
)

// NewLogger writes one JSON object a line to w, the one sink there is: what the
// machine's collector takes; where that is a terminal, lines that people read. Instants are UTC, whatever zone the machine keeps.
// Entries name people by their number and accounts by a hash; what other programs
// say of a failure may hold an address, and it is taken out here. Every entry that
// there is stands in asvs/log.md.
func NewLogger(w io.Writer) *slog.Logger {
	how := &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		switch a.Value.Kind() {
		case slog.KindTime:
			a.Value = slog.TimeValue(a.Value.Time().UTC())
		case slog.KindString:
			a.Value = slog.StringValue(masked(a.Value.String()))
		case slog.KindAny:
			switch v := a.Value.Any().(type) {
			case error:
				a.Value = slog.StringValue(masked(v.Error()))
			case nil: // no error came with it
				return slog.Attr{}
			}
		default: // numbers, durations
		}
		return a
	}}
	if isTerminal(w) { // somebody is reading along
		return slog.New(slog.NewTextHandler(w, how))
	}
	return slog.New(slog.NewJSONHandler(w, how))
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && f.Name() != os.DevNull
}

var (
	addressInLog = regexp.MustCompile(`[^\s<>"'(),;:@\[\]]+@[^\s<>"'(),;:@\[\]]+`)
	// The password of a database or a mail server stands in its address.
	passwordInLog = regexp.MustCompile(`(://[^\s/:@]*):[^\s/@]+@`)
)

// masked takes mail addresses and passwords in addresses out of a text.
func masked(s string) string {
	s = passwordInLog.ReplaceAllString(s, "$1:(password)@")
	return addressInLog.ReplaceAllStringFunc(s, func(found string) string {
		if len(found) > 2 && found[:2] == "//" {
			return found
		}
		return "(address)"
	})
}
