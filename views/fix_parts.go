package views

import (
	"context"
	"io"
	"path"
	"strings"

	"github.com/a-h/templ"
)

// cancelOf is the page above a form's own address: the case that it is about.
func cancelOf(action string) string { return path.Dir(action) }

// diff is a text with what went and what came in it. Nobody has to tell them apart
// by colour, and no space is added between the stretches. Most screen readers pass
// over del and ins, so that each says itself what it is.
type diff struct {
	Runs []TextRun
	Lang string
}

func (d diff) Render(ctx context.Context, w io.Writer) error {
	var b strings.Builder
	b.WriteString(`<p class="diff lines" dir="auto"`)
	if d.Lang != "" {
		b.WriteString(` lang="` + templ.EscapeString(d.Lang) + `"`)
	}
	b.WriteByte('>')
	for _, r := range d.Runs {
		text := templ.EscapeString(r.Text)
		switch r.Kind {
		case "gone":
			text = "<del>" + spoken(T(ctx, "[removed:")) + text + spoken("]") + "</del>"
		case "come":
			text = "<ins>" + spoken(T(ctx, "[added:")) + text + spoken("]") + "</ins>"
		}
		b.WriteString(text)
	}
	b.WriteString("</p>")
	_, err := io.WriteString(w, b.String())
	return err //nolint:wrapcheck // as every component does
}

// spoken is read out and not seen.
func spoken(words string) string {
	return `<span class="vh">` + templ.EscapeString(words) + ` </span>`
}

// listingOf is a listing that may be missing.
func listingOf(l *ListingLine) templ.Component {
	if l == nil {
		return templ.NopComponent
	}
	return *l
}
