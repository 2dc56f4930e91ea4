package views

import (
	"context"
	"io"

	"github.com/a-h/templ"
)

// SummaryList is facts, each with its name; Tight stacks them in a side column.
type SummaryList struct {
	Rows  []SummaryRow
	Tight bool
}

// SummaryRow is one fact. Exactly one of Text, Link, List or Body is the usual;
// Note stands below, Act leads to where the fact can be changed.
type SummaryRow struct {
	Key  string
	Text string
	Lang string // when Text is in another language
	Note string
	Link *Link
	List []string
	Body templ.Component
	Act  *Link // "Change"; its hidden context is the key
}

// ListingLine is one offer of the marketplace, the same shape everywhere.
type ListingLine struct {
	Picture string // address; a blank square when empty
	Title   string
	Lang    string // the title's own language
	Href    string // the title is not a link when empty
	ID      string
	Price   string
}

// EvidenceList is exhibits in their order.
type EvidenceList struct{ Items []EvidenceTile }

// EvidenceTile is one exhibit.
type EvidenceTile struct {
	No     string // "E1"
	Name   string
	Facts  string // "PDF, 2 pages, 640 KB"
	Hash   string // shortened
	Thumb  string // address of a small picture; an icon when empty
	Icon   string // "file-text" when empty
	Href   string // where it is opened
	Access Badge  // who can see it, or the state of the virus check
	Action templ.Component
}

// Party is an organisation and one line about it.
type Party struct {
	Icon string
	Name string
	Lang string
	Note string
	Href string
}

// Table is rows on a desk and cards on a phone. Wide is for eight columns or
// more, which stack earlier.
type Table struct {
	Caption string
	Columns []Column
	Groups  []RowGroup
	Wide    bool
}

// Column is one column of a Table. Class is "num", "nowrap", "act", "lead",
// "pick" or several of them; Vh hides the words from the eye.
type Column struct {
	Label  string
	Class  string
	Vh     bool
	Sorted string // "ascending", "descending"
}

// RowGroup is rows under a heading; without a heading the rows stand alone.
type RowGroup struct {
	Title string
	Note  string
	Rows  []Row
}

// Row is one row; one cell for each column.
type Row struct{ Cells []Cell }

// Cell is one cell: words, a link, or any part. Small stands below. Head marks
// the cell that names the row.
type Cell struct {
	Head  bool
	Text  string
	Lang  string
	Href  string
	Small string
	Body  templ.Component
}

// Pager leads through a list by keyset; an end is not a link.
type Pager struct {
	Text  string // "20 of 318, newest first"
	Newer string
	Older string
}

// EmptyState says why a list is empty, what will come here, and what can be
// done.
type EmptyState struct {
	Icon    string
	Title   string
	Text    string
	Actions []templ.Component
}

// Tabs are links between neighbouring pages.
type Tabs struct {
	Label string
	Items []NavItem
}

// Stats are figures in a row.
type Stats struct{ Items []Stat }

// Stat is one figure.
type Stat struct {
	Label string
	Value string
	Note  string
	Href  string
	Tone  Tone
}

// PageHead is the heading of a page. Eyebrow stands above, Lede below, Actions
// beside it.
type PageHead struct {
	Eyebrow string
	Title   string
	Lang    string
	Lede    string
	Actions []templ.Component
}

// Card is a box with a heading.
type Card struct {
	ID    string
	Title string
	Note  string
	Flush bool // its content reaches the edges: tables
	Class string
}

func (s SummaryList) Render(ctx context.Context, w io.Writer) error { return s.view().Render(ctx, w) }

func (l ListingLine) Render(ctx context.Context, w io.Writer) error { return l.view().Render(ctx, w) }

func (e EvidenceList) Render(ctx context.Context, w io.Writer) error {
	return e.view().Render(ctx, w)
}

func (p Party) Render(ctx context.Context, w io.Writer) error { return p.view().Render(ctx, w) }

func (p Pager) Render(ctx context.Context, w io.Writer) error { return p.view().Render(ctx, w) }

func (e EmptyState) Render(ctx context.Context, w io.Writer) error { return e.view().Render(ctx, w) }

func (t Tabs) Render(ctx context.Context, w io.Writer) error { return t.view().Render(ctx, w) }

func (s Stats) Render(ctx context.Context, w io.Writer) error { return s.view().Render(ctx, w) }

func (p PageHead) Render(ctx context.Context, w io.Writer) error { return p.view().Render(ctx, w) }

func (c Card) Render(ctx context.Context, w io.Writer) error { return c.view().Render(ctx, w) }
