package views

import (
	"context"
	"io"

	"github.com/a-h/templ"
	"github.com/a-h/templ/runtime"
)

// Most of the product is drawn by templates. What stands in every row of a list is
// written by a pen, because a template's call costs more than the words in it.

// pen writes HTML. Words and the values of attributes pass text and attr, which
// escape them; raw takes nothing but what stands in the program. The first error
// stays.
type pen struct {
	ctx context.Context //nolint:containedctx // lives as long as one drawing
	w   *runtime.Buffer
	err error
}

func (p *pen) raw(html string) {
	if p.err == nil {
		_, p.err = p.w.WriteString(html)
	}
}

func (p *pen) text(words string) { p.raw(templ.EscapeString(words)) }

// attr writes an attribute that has a value.
func (p *pen) attr(name, value string) {
	if value == "" {
		return
	}
	p.raw(" ")
	p.raw(name)
	p.raw(`="`)
	p.text(value)
	p.raw(`"`)
}

// part draws a part that draws itself.
func (p *pen) part(c templ.Component) {
	if p.err == nil {
		p.err = c.Render(p.ctx, p.w)
	}
}

// drawn lets a pen write into what a template writes to.
func drawn(ctx context.Context, w io.Writer, write func(p *pen)) (err error) {
	buf, within := runtime.GetBuffer(w)
	if !within {
		defer func() {
			if failed := runtime.ReleaseBuffer(buf); err == nil {
				err = failed
			}
		}()
	}
	p := pen{ctx: ctx, w: buf}
	write(&p)
	return p.err
}

// icon draws one of the icons, which says nothing by itself.
func (p *pen) icon(name string) {
	p.raw(`<svg class="icon" aria-hidden="true"><use`)
	p.attr("href", assetPath(p.ctx, "icons.svg")+"#"+name)
	p.raw(`></use></svg>`)
}

// Render draws a time.
func (t Time) Render(ctx context.Context, w io.Writer) error {
	return drawn(ctx, w, func(p *pen) { p.time(t) })
}

func (p *pen) time(t Time) {
	if t.ISO == "" {
		p.text(t.Text)
		return
	}
	p.raw(`<time`)
	p.attr("datetime", t.ISO)
	p.raw(`>`)
	p.text(t.Text)
	p.raw(`</time>`)
}

// Render draws a badge, or nothing where it has no words.
func (b Badge) Render(ctx context.Context, w io.Writer) error {
	return drawn(ctx, w, func(p *pen) {
		if b.Text == "" {
			return
		}
		p.raw(`<span class="badge"`)
		p.attr("data-tone", string(b.Tone))
		p.raw(`>`)
		p.text(b.Text)
		p.raw(`</span>`)
	})
}

// Render draws a deadline with what is left of it, or nothing where there is none.
func (d Deadline) Render(ctx context.Context, w io.Writer) error {
	return drawn(ctx, w, func(p *pen) {
		if d.Time.Text == "" {
			return
		}
		p.raw(`<span class="deadline`)
		if d.Chip {
			p.raw(" chip")
		}
		p.raw(`"`)
		p.attr("data-tone", string(d.Tone))
		p.raw(`>`)
		p.icon(d.Tone.deadlineIcon())
		p.time(d.Time)
		if d.Left != "" {
			p.raw(`<small`)
			if d.Live {
				p.attr("data-until", d.Time.ISO)
			}
			p.raw(`>`)
			p.text(d.Left)
			p.raw(`</small>`)
		}
		p.raw(`</span>`)
	})
}
