package present

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"sync"

	"github.com/leonelquinteros/gotext"

	"ipportal/views"
)

//go:embed locales
var localeFiles embed.FS

// languages are those the portal speaks, the default first. English is the
// language of the keys and needs no catalogue.
var languages = []string{"en", "zh-CN"}

// catalogues are the languages, each read when it is first spoken: most commands
// speak none.
var catalogues = func() map[string]func() *catalogue {
	all := map[string]func() *catalogue{}
	for _, lang := range languages {
		all[lang] = sync.OnceValue(func() *catalogue { return loadCatalogue(localeFiles, lang) })
	}
	return all
}()

// catalogue is one language; a key without a translation stays English, so that
// a missing word never leaves a hole in a page.
type catalogue struct {
	lang  string
	words map[string]string
}

// Languages are the languages of the portal, the default first.
func Languages() []string { return append([]string(nil), languages...) }

// Translator speaks the given language, or English for one the portal does not
// know.
func Translator(lang string) views.Translator {
	if c, ok := catalogues[lang]; ok {
		return c()
	}
	return catalogues[languages[0]]()
}

func (c *catalogue) Lang() string { return c.lang }

// T is the sentence in this language. Without arguments it is not a format, so
// that a percent sign needs no doubling.
func (c *catalogue) T(key string, args ...any) string {
	s, ok := c.words[key]
	if !ok {
		s = key
	}
	if len(args) == 0 {
		return s
	}
	return fmt.Sprintf(s, args...)
}

// loadCatalogue reads every PO file of a language: one file for each area of the
// portal, merged.
func loadCatalogue(files fs.FS, lang string) *catalogue {
	c := &catalogue{lang: lang, words: map[string]string{}}
	names, err := fs.Glob(files, path.Join("locales", lang, "*.po"))
	if err != nil {
		panic("present: " + err.Error())
	}
	for _, name := range names {
		words, err := readPO(files, name)
		if err != nil {
			panic("present: " + err.Error())
		}
		maps.Copy(c.words, words)
	}
	return c
}

func readPO(files fs.FS, name string) (map[string]string, error) {
	body, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, err
	}
	po := gotext.NewPo()
	po.Parse(body)
	words := map[string]string{}
	for key, tr := range po.GetDomain().GetTranslations() {
		if word := tr.Trs[0]; key != "" && word != "" {
			words[key] = word
		}
	}
	return words, nil
}
