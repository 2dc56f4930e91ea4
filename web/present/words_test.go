package present

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"
)

const root = "../.."

// wordsOf finds the translation keys of one Go file: the first literal given to
// T, N (both), Key, Errorf, checkText and add, and the Msg of an Error or FieldError.
func wordsOf(t *testing.T, name string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	take := func(e ast.Expr) bool {
		s, ok := literal(e)
		if ok && s != "" {
			keys = append(keys, s)
		}
		return ok
	}
	inCase := strings.HasPrefix(file.Name.Name, "ipcase") || strings.Contains(name, "/ipcase/")
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			limit := 0
			switch called(n.Fun) {
			case "T", "Key", "t", "flash":
				limit = 1
			case "N":
				limit = 2
			case "Errorf":
				if inCase && !qualified(n.Fun, "fmt") || qualified(n.Fun, "ipcase") {
					limit = 1
				}
			case "fail", "field": // web's forms and accounts: the name of the field stands first
				if len(n.Args) > 1 {
					take(n.Args[1])
				}
				return true
			case "checkText":
				if inCase && len(n.Args) > 2 {
					take(n.Args[2])
				}
				return true
			case "add":
				if !inCase || len(n.Args) < 2 {
					return true
				}
				take(n.Args[1])
				return true
			}
			for _, arg := range n.Args {
				if limit > 0 && take(arg) {
					limit--
				}
			}
		case *ast.CompositeLit:
			if name := called(n.Type); name != "Error" && name != "FieldError" {
				return true
			}
			for _, el := range n.Elts {
				if kv, ok := el.(*ast.KeyValueExpr); ok && called(kv.Key) == "Msg" {
					take(kv.Value)
				}
			}
		}
		return true
	})
	return keys
}

func called(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

func qualified(e ast.Expr, pkg string) bool {
	sel, ok := e.(*ast.SelectorExpr)
	return ok && called(sel.X) == pkg
}

// literal is the value of a string literal, or of several added up.
func literal(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			s, err := strconv.Unquote(e.Value)
			return s, err == nil
		}
	case *ast.BinaryExpr:
		a, ok := literal(e.X)
		b, ok2 := literal(e.Y)
		return a + b, ok && ok2 && e.Op == token.ADD
	case *ast.ParenExpr:
		return literal(e.X)
	}
	return "", false
}

// sources are the Go files that hold words for people.
func sources(t *testing.T) []string {
	t.Helper()
	var names []string
	for _, dir := range []string{"views", "web", "ipcase"} {
		err := filepath.WalkDir(filepath.Join(root, dir), func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() && d.Name() == "ipcasetest" {
				return filepath.SkipDir
			}
			if strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
				names = append(names, name)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return names
}

// TestEveryWordIsTranslated lists, by file, the sentences that would be shown in
// English to a reader of Chinese.
func TestEveryWordIsTranslated(t *testing.T) {
	found := 0
	words := catalogues["zh-CN"]().words
	for _, name := range sources(t) {
		seen := map[string]bool{}
		for _, key := range wordsOf(t, name) {
			found++
			if _, ok := words[key]; !ok && !seen[key] {
				seen[key] = true
				t.Errorf("%s: %q", strings.TrimPrefix(name, root+"/"), key)
			}
		}
	}
	if found < 30 {
		t.Fatalf("only %d sentences found: the search is broken", found)
	}
}

// TestFormatsAgree holds that a translation takes the same arguments as its key.
func TestFormatsAgree(t *testing.T) {
	for key, word := range catalogues["zh-CN"]().words {
		if a, b := verbs(key), verbs(word); a != b {
			t.Errorf("%q takes %q, its translation %q takes %q", key, a, word, b)
		}
		if strings.Count(key, "{time}") != strings.Count(word, "{time}") {
			t.Errorf("%q and %q differ in {time}", key, word)
		}
	}
}

// verbs are the arguments a format takes, each with its place, in order of
// place: "%[2]s %[1]d" is "1d 2s".
func verbs(s string) string {
	var out []string
	place := 0
	for i := 0; i < len(s); i++ {
		if s[i] != '%' || i+1 >= len(s) {
			continue
		}
		i++
		if s[i] == '%' {
			continue
		}
		at := 0
		if s[i] == '[' {
			end := strings.IndexByte(s[i:], ']')
			if end < 0 {
				continue
			}
			at, _ = strconv.Atoi(s[i+1 : i+end])
			i += end + 1
		}
		for i < len(s) && strings.IndexByte("+-#0123456789.", s[i]) >= 0 {
			i++
		}
		if i < len(s) && strings.IndexByte("sdvqtfxg", s[i]) >= 0 {
			if at == 0 {
				place++
				at = place
			}
			out = append(out, strconv.Itoa(at)+string(s[i]))
		}
	}
	sort.Strings(out)
	return strings.Join(out, " ")
}

// TestOneWordForOneSentence holds that two areas do not translate one sentence
// in two ways.
func TestOneWordForOneSentence(t *testing.T) {
	names, err := fs.Glob(localeFiles, "locales/zh-CN/*.po")
	if err != nil {
		t.Fatal(err)
	}
	first := map[string]string{}
	from := map[string]string{}
	for _, name := range names {
		words, err := readPO(localeFiles, name)
		if err != nil {
			t.Fatal(err)
		}
		for key, word := range words {
			if was, ok := first[key]; ok && was != word {
				t.Errorf("%q is %q in %s and %q in %s", key, was, from[key], word, name)
			}
			first[key], from[key] = word, name
		}
	}
}

func TestTranslator(t *testing.T) {
	zh := Translator("zh-CN")
	if got := zh.T("Step %d of %d", 2, 5); got != "第 2 步，共 5 步" {
		t.Errorf("got %q", got)
	}
	if got := zh.T("60 % of all"); got != "60 % of all" {
		t.Errorf("a missing key: %q", got)
	}
	if got := Translator("fr").Lang(); got != "en" {
		t.Errorf("an unknown language: %q", got)
	}
	if _, err := os.Stat(filepath.Join(root, "go.mod")); err != nil {
		t.Fatal(err)
	}
}
