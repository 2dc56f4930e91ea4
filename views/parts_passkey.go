package views

import (
	"context"
	"io"
)

// PasskeyForm asks the browser for a passkey and posts its answer, in the field
// "answer", to Action. It is there only with script, and where the browser knows
// passkeys.
type PasskeyForm struct {
	Action      string
	Options     string // where the script asks what to ask for
	Hidden      []HiddenInput
	Name        *TextInput // of a new passkey
	Button      Button
	New         bool   // makes one, in place of asking for one
	Conditional bool   // the browser may offer it in the field of the address
	Or          string // "or with a password", below
}

func (p PasskeyForm) ask() string {
	if p.New {
		return "create"
	}
	return "get"
}

// Render draws the form.
func (p PasskeyForm) Render(ctx context.Context, w io.Writer) error { return p.view().Render(ctx, w) }
