package procedure

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// checker walks the nodes of one file and gathers everything that is wrong, with
// its line. The strict decoder afterwards would stop at the first mistake and
// know nothing of meaning.
type checker struct {
	file     string
	known    known
	problems Problems
}

// field is one field of an object: what it must be, in words, and its check.
type field struct {
	name     string
	required bool
	want     string
	check    func(n *yaml.Node, path string)
}

func (c *checker) wrong(n *yaml.Node, path, format string, args ...any) {
	c.problems = append(c.problems, Problem{File: c.file, Line: n.Line, Path: path, Msg: fmt.Sprintf(format, args...)})
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// object checks a mapping and answers its values by name.
func (c *checker) object(n *yaml.Node, path string, fields []field) map[string]*yaml.Node {
	if n.Kind != yaml.MappingNode {
		c.wrong(n, path, "must have the fields %s; it is %s", names(fields), describe(n))
		return nil
	}
	have := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		at := slices.IndexFunc(fields, func(f field) bool { return f.name == key.Value })
		where := join(path, key.Value)
		switch first, twice := have[key.Value]; {
		case at < 0:
			c.wrong(key, where, "unknown field %q; allowed here: %s", key.Value, names(fields))
		case twice:
			c.wrong(key, where, "stands here twice; first on line %d", first.Line)
		default:
			have[key.Value] = value
			fields[at].check(value, where)
		}
	}
	for _, f := range fields {
		if _, ok := have[f.name]; f.required && !ok {
			c.wrong(n, join(path, f.name), "is missing; it must be %s", f.want)
		}
	}
	return have
}

func names(fields []field) string {
	list := make([]string, len(fields))
	for i, f := range fields {
		list[i] = f.name
	}
	return strings.Join(list, ", ")
}

// list checks a sequence, element by element.
func (c *checker) list(n *yaml.Node, path string, each func(n *yaml.Node, path string)) {
	if n.Kind != yaml.SequenceNode {
		c.wrong(n, path, "must be a list; it is %s", describe(n))
		return
	}
	for i, e := range n.Content {
		each(e, fmt.Sprintf("%s[%d]", path, i))
	}
}

func (c *checker) words(n *yaml.Node, path string) (string, bool) {
	if n.Kind != yaml.ScalarNode || n.Tag != "!!str" {
		c.wrong(n, path, "must be words; it is %s (put it in quotes if it is meant as words)", describe(n))
		return "", false
	}
	if strings.TrimSpace(n.Value) == "" {
		c.wrong(n, path, "must not be empty")
		return "", false
	}
	return n.Value, true
}

func (c *checker) integer(n *yaml.Node, path string, least int) (int, bool) {
	v, err := strconv.Atoi(n.Value)
	if n.Kind != yaml.ScalarNode || n.Tag != "!!int" || err != nil {
		c.wrong(n, path, "must be a whole number, %d or more; it is %s", least, describe(n))
		return 0, false
	}
	if v < least {
		c.wrong(n, path, "must be %d or more; it is %d", least, v)
		return 0, false
	}
	return v, true
}

func (c *checker) boolean(n *yaml.Node, path string) bool {
	if n.Kind != yaml.ScalarNode || n.Tag != "!!bool" {
		c.wrong(n, path, "must be true or false; it is %s", describe(n))
		return false
	}
	return n.Value == "true"
}

func (c *checker) date(n *yaml.Node, path string) {
	_, err := time.Parse(time.DateOnly, n.Value)
	if n.Kind != yaml.ScalarNode || err != nil {
		c.wrong(n, path, "must be a day such as 2026-01-31; it is %s", describe(n))
	}
}

// oneOf checks a code against the closed list of its type.
func oneOf[T ~string](c *checker, n *yaml.Node, path, what string, allowed []T) (T, bool) {
	if n.Kind != yaml.ScalarNode || n.Tag != "!!str" {
		c.wrong(n, path, "must be %s, one of %s; it is %s", what, codes(allowed), describe(n))
		return "", false
	}
	if !slices.Contains(allowed, T(n.Value)) {
		c.wrong(n, path, "unknown %s %q; allowed: %s", what, n.Value, codes(allowed))
		return "", false
	}
	return T(n.Value), true
}

func codes[T ~string](list []T) string {
	words := make([]string, len(list))
	for i, w := range list {
		words[i] = string(w)
	}
	return strings.Join(words, ", ")
}

// text checks words in both languages of the portal.
func (c *checker) text(n *yaml.Node, path string) {
	if n.Kind != yaml.MappingNode {
		c.wrong(n, path, "must be %s; it is %s", wantText, describe(n))
		return
	}
	have := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		switch lang := key.Value; {
		case lang != "en" && lang != "zh-CN":
			c.wrong(key, join(path, lang), "unknown language %q; allowed: en, zh-CN", lang)
		case have[lang]:
			c.wrong(key, join(path, lang), "stands here twice")
		default:
			have[lang] = true
			c.words(value, join(path, lang))
		}
	}
	if !have["en"] {
		c.wrong(n, join(path, "en"), "the English text is missing")
	}
	if !have["zh-CN"] {
		c.wrong(n, join(path, "zh-CN"), "the Chinese text is missing")
	}
}

const wantText = "a text in English and Chinese (en, zh-CN)"

// form checks a code's spelling.
func (c *checker) form(n *yaml.Node, path string, re *regexp.Regexp, like string) (string, bool) {
	v, ok := c.words(n, path)
	if ok && !re.MatchString(v) {
		c.wrong(n, path, "%q must be written like %s", v, like)
		return "", false
	}
	return v, ok
}

// unique finds the second use of an id and names the line of the first.
func (c *checker) unique(seen map[string]int, n *yaml.Node, path, id string) {
	if first, twice := seen[id]; twice {
		c.wrong(n, path, "%q is used twice; first on line %d", id, first)
		return
	}
	seen[id] = n.Line
}

func describe(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "a group of fields"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case n.Tag == "!!null":
		return "empty"
	default:
		return strconv.Quote(n.Value)
	}
}
