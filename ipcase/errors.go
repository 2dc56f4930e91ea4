package ipcase

import (
	"errors"
	"fmt"
)

// Kind is what sort of refusal an Error is. The list is closed: web maps each
// kind to one HTTP status in one table.
type Kind string

// The kinds of refusal.
const (
	Invalid     Kind = "invalid"     // what was sent cannot be accepted; Fields say where
	NotFound    Kind = "not_found"   // not there, or not yours: the two are one answer
	Refused     Kind = "refused"     // understood, and not allowed for this person or in this state
	Stale       Kind = "stale"       // somebody moved it first; look again
	TooLarge    Kind = "too_large"   // over a limit that was stated before
	TooMany     Kind = "too_many"    // too often; wait
	Unavailable Kind = "unavailable" // a part the portal needs is away for the moment
)

// FieldError is one field of a form and what is wrong with it. Msg is a full
// English sentence that says what to do, a printf format for Args, and the key
// of its translation.
type FieldError struct {
	Field string
	Msg   string
	Args  []any
}

// Error is a refusal written for the reader. Msg is a full English sentence, a
// printf format for Args, and the key of its translation. Anything that is not
// an *Error is ours: it is logged with a reference and never shown.
type Error struct {
	Kind   Kind
	Msg    string
	Args   []any
	Fields []FieldError
}

func (e *Error) Error() string { return string(e.Kind) + ": " + fmt.Sprintf(e.Msg, e.Args...) }

// Errorf makes a refusal of one sentence.
func Errorf(kind Kind, msg string, args ...any) *Error {
	return &Error{Kind: kind, Msg: msg, Args: args}
}

// KindOf says what sort of refusal err is, or "" when it is not one.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return ""
}

// problems gathers field errors while an input is checked.
type problems struct{ fields []FieldError }

func (p *problems) add(field, msg string, args ...any) {
	p.fields = append(p.fields, FieldError{Field: field, Msg: msg, Args: args})
}

// err is nil when nothing was wrong.
func (p *problems) err() error {
	if len(p.fields) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Msg: "Something in the form needs your attention.", Fields: p.fields}
}

// errNotFound is the one answer to a number that does not exist and to a number
// that belongs to somebody else (promise 5).
func errNotFound() error {
	return Errorf(NotFound, "There is no such page, or it is not yours to see.")
}
