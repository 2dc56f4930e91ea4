package views

import (
	"context"
	"io"

	"github.com/a-h/templ"
)

// Render draws a table by hand instead of by a template: it is most of every list
// page, and a template's call for each cell costs more than the words in it.
func (t Table) Render(ctx context.Context, w io.Writer) error {
	return drawn(ctx, w, func(p *pen) {
		p.raw(`<table class="table cards`)
		if t.Wide {
			p.raw(" wide")
		}
		p.raw(`" role="table"><caption class="vh">`)
		p.text(t.Caption)
		p.raw(`</caption><thead role="rowgroup"><tr role="row">`)
		for _, c := range t.Columns {
			p.column(c)
		}
		p.raw(`</tr></thead><tbody role="rowgroup">`)
		for _, g := range t.Groups {
			p.group(g, len(t.Columns))
			for _, r := range g.Rows {
				p.raw(`<tr role="row">`)
				for n, c := range r.Cells {
					p.cell(t.Columns[n], c)
				}
				p.raw(`</tr>`)
			}
		}
		p.raw(`</tbody></table>`)
	})
}

func (p *pen) column(c Column) {
	p.raw(`<th role="columnheader" scope="col"`)
	p.attr("class", c.Class)
	p.attr("aria-sort", c.Sorted)
	p.raw(`>`)
	if c.Vh {
		p.raw(`<span class="vh">`)
		p.text(c.Label)
		p.raw(`</span>`)
	} else {
		p.text(c.Label)
	}
	p.raw(`</th>`)
}

func (p *pen) group(g RowGroup, columns int) {
	if g.Title == "" {
		return
	}
	p.raw(`<tr role="row" class="group"><th role="columnheader" scope="colgroup"`)
	p.attr("colspan", itoa(columns))
	p.raw(`>`)
	p.text(g.Title)
	if g.Note != "" {
		p.raw(` <small>– `)
		p.text(g.Note)
		p.raw(`</small>`)
	}
	p.raw(`</th></tr>`)
}

func (p *pen) cell(col Column, c Cell) {
	if c.Head {
		p.raw(`<th role="rowheader" scope="row"`)
		p.attr("class", col.Class)
		p.raw(`>`)
		p.body(c)
		p.raw(`</th>`)
		return
	}
	p.raw(`<td role="cell"`)
	p.attr("class", col.Class)
	labelled := !col.Vh && col.Label != "" // on a phone it stands beside what is in the cell
	if labelled {
		p.attr("data-label", col.Label)
	}
	p.raw(`>`)
	several := labelled && (c.Href != "" || c.Lang != "" || c.Body != nil || c.Small != "")
	if several {
		p.raw(`<div>`)
	}
	p.body(c)
	if several {
		p.raw(`</div>`)
	}
	p.raw(`</td>`)
}

func (p *pen) body(c Cell) {
	if c.Href != "" {
		p.raw(`<a`)
		p.attr("href", string(templ.URL(c.Href)))
		p.raw(`>`)
	}
	if c.Lang != "" {
		p.raw(`<span`)
		p.attr("lang", c.Lang)
		p.raw(`>`)
	}
	p.text(c.Text)
	if c.Lang != "" {
		p.raw(`</span>`)
	}
	if c.Href != "" {
		p.raw(`</a>`)
	}
	if c.Body != nil {
		if c.Text != "" {
			p.raw(" ")
		}
		p.part(c.Body)
	}
	if c.Small != "" {
		p.raw(` <small>`)
		p.text(c.Small)
		p.raw(`</small>`)
	}
}
