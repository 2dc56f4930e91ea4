package views

import (
	"context"
	"io"
	"strings"
)

// Field is what every control of a form has: a name, a label, a hint, what is
// wrong with it, and what was typed. ID is Name when empty.
type Field struct {
	ID       string
	Name     string
	Label    string
	Hint     string
	Error    string
	Value    string
	Optional bool // the label says so
	Class    string
}

// TextInput is a line of text.
type TextInput struct {
	Field
	Type         string // "text" when empty; "email", "tel", "password", "search", "number", "url"
	Autocomplete string
	InputMode    string
	Placeholder  string
	MaxLength    int
	ReadOnly     bool
	Focus        bool
}

// TextArea is several lines of text.
type TextArea struct {
	Field
	Rows      int
	MaxLength int
}

// DateInput is a day, YYYY-MM-DD.
type DateInput struct {
	Field
	Min, Max string
}

// Select is one of a list.
type Select struct {
	Field
	Options []Option
}

// Option is one entry of a Select, Radios or Checkboxes. Text below the label
// explains it.
type Option struct {
	Value    string
	Label    string
	Text     string
	Lang     string
	Selected bool
	Disabled bool
}

// FileInput takes one file or several.
type FileInput struct {
	Field
	Accept   string
	Multiple bool
	// Send is the value of the button that script presses when a file was chosen,
	// where nothing else has to be chosen with it.
	Send string
}

// Radios is a choice of one, each a box with words.
type Radios struct {
	Field
	Options []Option
	Big     bool // the legend is the page's question
	Inline  bool
}

// Checkboxes is a choice of several, each a box with words.
type Checkboxes struct {
	Field
	Options []Option
	Inline  bool
}

// Checkbox is one box with words.
type Checkbox struct {
	Field
	Text    string
	Checked bool
}

// Statements are sentences to be ticked one by one; each is a legal statement
// whose stored words are shown.
type Statements struct {
	Legend string
	Error  string
	Items  []Statement
}

// Statement is one sentence to be ticked. Lead is its name, in bold.
type Statement struct {
	ID      string
	Name    string
	Value   string // "yes" when empty
	Lead    string
	Text    string
	Lang    string // when the stored words are in another language
	Error   string
	Checked bool
}

// FieldSet groups fields under a legend.
type FieldSet struct {
	ID     string
	Legend string
	Hint   string
	Error  string
}

// ErrorSummary stands before a form that was not accepted. It is nothing when
// there are no entries.
type ErrorSummary struct {
	Text    string // a sentence about the whole, without a field
	Entries []FieldProblem
}

// FieldProblem is one wrong field: the id of its control and what to do.
type FieldProblem struct {
	ID   string
	Text string
}

// Steps is the way through a form of several pages.
type Steps struct {
	Label string // "Counter-notification steps"
	Items []StepLink
}

// StepLink is one page of the way. Done ones lead back.
type StepLink struct {
	Title string
	State string
	Href  string
}

// HiddenInput is carried along by a form.
type HiddenInput struct {
	Name  string
	Value string
}

func (f Field) id() string {
	if f.ID != "" {
		return f.ID
	}
	return f.Name
}

// describedBy lists the hint and the error, in the order in which they are read.
func (f Field) describedBy() string {
	var ids []string
	if f.Hint != "" {
		ids = append(ids, f.id()+"-hint")
	}
	if f.Error != "" {
		ids = append(ids, f.id()+"-error")
	}
	return strings.Join(ids, " ")
}

func (s Steps) current() (n int, title string) {
	for i, item := range s.Items {
		if item.State == Current {
			return i + 1, item.Title
		}
	}
	return len(s.Items), ""
}

func (f TextInput) Render(ctx context.Context, w io.Writer) error { return f.view().Render(ctx, w) }

func (f TextArea) Render(ctx context.Context, w io.Writer) error { return f.view().Render(ctx, w) }

func (f DateInput) Render(ctx context.Context, w io.Writer) error { return f.view().Render(ctx, w) }

func (f Select) Render(ctx context.Context, w io.Writer) error { return f.view().Render(ctx, w) }

func (f FileInput) Render(ctx context.Context, w io.Writer) error { return f.view().Render(ctx, w) }

func (f Radios) Render(ctx context.Context, w io.Writer) error { return f.view().Render(ctx, w) }

func (f Checkboxes) Render(ctx context.Context, w io.Writer) error { return f.view().Render(ctx, w) }

func (f Checkbox) Render(ctx context.Context, w io.Writer) error { return f.view().Render(ctx, w) }

func (f FieldSet) Render(ctx context.Context, w io.Writer) error { return f.view().Render(ctx, w) }

func (s Statements) Render(ctx context.Context, w io.Writer) error { return s.view().Render(ctx, w) }

func (s Steps) Render(ctx context.Context, w io.Writer) error { return s.view().Render(ctx, w) }

func (h HiddenInput) Render(ctx context.Context, w io.Writer) error {
	return h.view().Render(ctx, w)
}

func (e ErrorSummary) Render(ctx context.Context, w io.Writer) error {
	return e.view().Render(ctx, w)
}
