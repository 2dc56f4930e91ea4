package web

import (
	"context"
	"fmt"
	"io"

	"github.com/a-h/templ"

	"ipportal/views"
)

// plain is a page of a heading, paragraphs and parts.
func plain(p views.Page, heading string, paragraphs []string, parts ...templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		body := templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			if _, err := fmt.Fprintf(w, "<section class=\"card stack\"><h1>%s</h1>", templ.EscapeString(heading)); err != nil {
				return err
			}
			for _, line := range paragraphs {
				if _, err := fmt.Fprintf(w, "<p>%s</p>", templ.EscapeString(line)); err != nil {
					return err
				}
			}
			for _, part := range parts {
				if err := part.Render(ctx, w); err != nil {
					return err
				}
			}
			_, err := io.WriteString(w, "</section>")
			return err
		})
		return views.Shell(p).Render(templ.WithChildren(ctx, body), w)
	})
}
