// Package views draws pages. It is handed plain structs of strings, numbers and
// parts, and never decides who may see or do something: what a person must not
// know is not in the struct. It imports the standard library and templ only.
//
// A part (Badge, Deadline, Turn, TextInput …) is a struct that is a
// templ.Component, so a page writes @p.Deadline or @TextInput{…}. Words that
// belong to a page go through T with the English sentence as key; strings in
// structs are already in the reader's language.
package views

import (
	"context"
	"fmt"
	"strings"
)

// Translator turns an English sentence, which is a printf format, into the
// reader's language.
type Translator interface {
	T(key string, args ...any) string
	Lang() string
}

type contextKey int

const (
	translatorKey contextKey = iota
	assetsKey
	csrfKey
)

// WithTranslator sets the language in which a page is drawn.
func WithTranslator(ctx context.Context, tr Translator) context.Context {
	return context.WithValue(ctx, translatorKey, tr)
}

// WithAssets tells pages the address of a static file by its plain name.
func WithAssets(ctx context.Context, path func(name string) string) context.Context {
	return context.WithValue(ctx, assetsKey, path)
}

// WithCSRF sets the token that CSRFField puts into every form that posts.
func WithCSRF(ctx context.Context, token string) context.Context {
	return context.WithValue(ctx, csrfKey, token)
}

// T is the English sentence in the reader's language, with its arguments.
func T(ctx context.Context, key string, args ...any) string {
	if tr, ok := ctx.Value(translatorKey).(Translator); ok {
		return tr.T(key, args...)
	}
	if len(args) == 0 {
		return key
	}
	return fmt.Sprintf(key, args...)
}

// N is T with one of two sentences: one for a count of one, other for the rest.
// Unless args are given, the count is the argument of a sentence that takes one.
func N(ctx context.Context, n int, one, other string, args ...any) string {
	key := other
	if n == 1 {
		key = one
	}
	if len(args) == 0 && strings.Contains(key, "%") {
		args = []any{n}
	}
	return T(ctx, key, args...)
}

// Key marks an English sentence as a translation key where it is not given to
// T at once, for instance in a table of labels.
func Key(s string) string { return s }

// Lang is the language of the page: "en" or "zh-CN".
func Lang(ctx context.Context) string {
	if tr, ok := ctx.Value(translatorKey).(Translator); ok {
		return tr.Lang()
	}
	return "en"
}

func assetPath(ctx context.Context, name string) string {
	if path, ok := ctx.Value(assetsKey).(func(string) string); ok {
		return path(name)
	}
	return "/static/" + name
}

func csrfToken(ctx context.Context) string {
	token, _ := ctx.Value(csrfKey).(string)
	return token
}
