package views

import (
	"context"
	"io"

	"github.com/a-h/templ"
)

// The kinds of a Button or LinkButton; the plain kind is "".
const (
	Primary     = "primary"
	DangerKind  = "danger"       // outlined: leads to an act that removes something
	DangerSolid = "danger-solid" // the act itself, on a confirmation
	Quiet       = "quiet"
)

// Button sends the form it stands in. Vh is words for readers by ear, such as
// the number of the complaint. Dialog asks for confirmation in place.
type Button struct {
	Kind     string
	Icon     string
	Text     string
	Vh       string
	Name     string
	Value    string
	Action   string // formaction
	Small    bool
	Block    bool
	Disabled bool
	Dialog   bool
	NoCheck  bool // formnovalidate: "Save draft", "Back"
}

// LinkButton is a link that looks like a button. Dialog asks for confirmation
// in place of opening the page that does.
type LinkButton struct {
	Kind   string
	Icon   string
	Text   string
	Vh     string
	Href   string
	Small  bool
	Block  bool
	Dialog bool
}

// PostButton is a form of one button: an act without further questions.
type PostButton struct {
	Action string
	Hidden []HiddenInput
	Button Button
}

// ConfirmBox asks before an act that cannot be undone. It is a page's content
// and, with script, the content of a dialog.
type ConfirmBox struct {
	Action   string
	Title    string // "Delete 3 listings?"
	Text     string
	Listings []ListingLine
	Points   []string // what exactly happens
	Extra    templ.Component
	Errors   ErrorSummary
	Hidden   []HiddenInput
	Link     *Link // "Choose other listings"
	Button   Button
	Cancel   string
}

// Receipt says that an act was received, and its number.
type Receipt struct {
	Title string
	Label string // "Your reference number"
	No    string
}

func (b Button) Render(ctx context.Context, w io.Writer) error { return b.view().Render(ctx, w) }

func (l LinkButton) Render(ctx context.Context, w io.Writer) error { return l.view().Render(ctx, w) }

func (p PostButton) Render(ctx context.Context, w io.Writer) error { return p.view().Render(ctx, w) }

func (c ConfirmBox) Render(ctx context.Context, w io.Writer) error { return c.view().Render(ctx, w) }

func (r Receipt) Render(ctx context.Context, w io.Writer) error { return r.view().Render(ctx, w) }
