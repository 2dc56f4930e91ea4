package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// Every field of every form about people, accounts, mandates and data is sent with
// a character that does not show, with one that turns the reading direction, and
// with far too much; then with what is wrong for it alone, and with nothing. Each
// is told beside the field, all that was typed in the others stays, no secret comes
// back, and nothing changes.
func TestBadInputAboutPeople(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		f := newPeopleForms(t, db)
		fields := 0
		for _, p := range f.all() {
			well := !t.Failed()
			fields += f.everyField(p)
			f.wrongValues(p)
			f.nothingTyped(p)
			f.forgedChoices(p)
			if well && t.Failed() {
				t.Logf("this was about %s of %s", p.action, p.open)
			}
		}
		f.wrongFiles()
		if fields < 50 {
			t.Errorf("only %d fields were found", fields)
		}
		t.Logf("%d fields", fields)
		no(t, f.site.Service.Verify(t.Context(), func(int64, int64) {}))
	})
}

// peopleForm is a form as somebody opens it.
type peopleForm struct {
	b       *webtest.Browser
	open    string
	action  string              // of the form on that page; "" is the page's own address
	press   url.Values          // the button, and what must be chosen for the fields to count
	wrong   map[string][]string // by field: what is well written and cannot be accepted
	foreign []string            // fields for what somebody else wrote, which is taken as it is
	empty   []string            // about which something is said when nothing is typed; none: nothing is needed
}

// sheet is a form as its page holds it.
type sheet struct {
	action  string
	values  url.Values
	texts   []textIn
	choices []string // names of radio buttons and lists
}

type textIn struct {
	name, id, kind string
	many           bool
}

func (x textIn) secret() bool { return x.kind == "password" }

// once says whether a field is for what is good once, and so never comes back.
func (x textIn) once() bool { return x.name == "code" }

// sheetOf opens a form and reads it.
func (f *peopleForms) sheetOf(p peopleForm) sheet {
	f.t.Helper()
	p.b.Open(p.open)
	doc, err := html.Parse(strings.NewReader(string(p.b.Body())))
	no(f.t, err)
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode || n.Data != "form" || !strings.EqualFold(attrOf(n, "method"), "post") {
			continue
		}
		action := attrOf(n, "action")
		if action == p.action || p.action == "" && (action == "" || action == p.b.Path()) {
			return readSheet(n, p)
		}
	}
	f.t.Fatalf("%s (%d) holds no form that goes to %q:\n%s", p.b.Address(), p.b.StatusCode(), p.action, p.b.Text())
	return sheet{}
}

func readSheet(form *html.Node, p peopleForm) sheet {
	s := sheet{action: p.action, values: url.Values{}}
	if s.action == "" {
		s.action = p.b.Path()
	}
	for n := range form.Descendants() {
		name := attrOf(n, "name")
		if n.Type != html.ElementNode || name == "" {
			continue
		}
		_, checked := attrValue(n, "checked")
		switch kind := attrOf(n, "type"); {
		case n.Data == "textarea":
			s.texts = append(s.texts, textIn{name: name, id: attrOf(n, "id"), many: true})
			s.values.Set(name, strings.TrimPrefix(rawText(n), "\n"))
		case n.Data == "select":
			s.choices = append(s.choices, name)
			for o := range n.Descendants() {
				if _, on := attrValue(o, "selected"); on {
					s.values.Set(name, attrOf(o, "value"))
				}
			}
		case n.Data != "input", kind == "submit", kind == "file", forManagers(n):
		case kind == "radio" || kind == "checkbox":
			if kind == "radio" && !slices.Contains(s.choices, name) {
				s.choices = append(s.choices, name)
			}
			if checked {
				s.values.Add(name, attrOf(n, "value"))
			}
		case kind == "hidden":
			s.values.Add(name, attrOf(n, "value"))
		default:
			s.texts = append(s.texts, textIn{name: name, id: attrOf(n, "id"), kind: kind})
			s.values.Set(name, attrOf(n, "value"))
		}
	}
	for name, v := range p.press {
		s.values[name] = v
	}
	return s
}

// forManagers says whether a field is there for password managers only.
func forManagers(n *html.Node) bool {
	_, fixed := attrValue(n, "readonly")
	return fixed && attrOf(n, "autocomplete") == "username"
}

func attrValue(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

// sends posts a form with every field filled but for one, which holds words.
func (f *peopleForms) sends(p peopleForm, s sheet, field, words string) (kept map[string]string) {
	f.t.Helper()
	v, kept := url.Values{}, map[string]string{}
	for name, values := range s.values {
		v[name] = slices.Clone(values)
	}
	for _, x := range s.texts {
		switch {
		case x.name == field:
			v.Set(x.name, words)
		case x.secret():
			v.Set(x.name, typedSecret)
		case x.kind == "date":
			v.Set(x.name, "2026-05-17")
			kept[x.name] = "2026-05-17"
		case x.kind == "email":
			v.Set(x.name, "kept-"+x.name+"@kept.example")
			kept[x.name] = v.Get(x.name)
		default:
			v.Set(x.name, "Kept "+x.name)
			kept[x.name] = v.Get(x.name)
		}
	}
	p.b.Send(s.action, v)
	return kept
}

const typedSecret = "eleven quiet herons at the weir"

// everyField sends each text field with what no text may hold.
func (f *peopleForms) everyField(p peopleForm) (fields int) {
	f.t.Helper()
	s := f.sheetOf(p)
	for _, x := range s.texts {
		fields++
		if x.secret() || slices.Contains(p.foreign, x.name) {
			continue // every character of a secret counts
		}
		f.refuses(p, s, x, "before\x00after", "characters that do not show", "beforeafter")
		if !x.many {
			f.refuses(p, s, x, "Elin\u202Edne", "turn the reading direction", "Elindne")
		}
		f.refuses(p, s, x, strings.Repeat("x", 900_000), "900000", strings.Repeat("x", 900_000))
	}
	return fields
}

// refuses sends a form whose one field cannot be accepted.
func (f *peopleForms) refuses(p peopleForm, s sheet, x textIn, words, told, stays string) {
	f.t.Helper()
	f.steady(func() {
		kept := f.sends(p, s, x.name, words)
		short := words[:min(len(words), 60)]
		if p.b.StatusCode() != http.StatusUnprocessableEntity {
			f.t.Errorf("%s, %s = %q is answered %d:\n%s", s.action, x.name, short, p.b.StatusCode(), p.b.Text()[:min(len(p.b.Text()), 400)])
			return
		}
		f.besideIt(p, x, told)
		body := string(p.b.Body())
		if !x.once() {
			kept[x.name] = stays
		}
		for name, value := range kept {
			if !strings.Contains(body, value) {
				f.t.Errorf("%s, %s = %q: what was typed as %s is lost", s.action, x.name, short, name)
			}
		}
		for _, secret := range []string{typedSecret, "\u202E", "\x00"} {
			if strings.Contains(body, secret) {
				f.t.Errorf("%s, %s = %q: the answer holds %q", s.action, x.name, short, secret)
			}
		}
	})
}

// besideIt fails unless the summary leads to the field, and it is told beside it.
func (f *peopleForms) besideIt(p peopleForm, x textIn, told string) {
	f.t.Helper()
	doc, err := html.Parse(strings.NewReader(string(p.b.Body())))
	no(f.t, err)
	var led, beside bool
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "a" && attrOf(n, "href") == "#"+x.id {
			led = true
		}
		if attrOf(n, "id") == x.id+"-error" && strings.Contains(rawText(n), told) {
			beside = true
		}
	}
	if !led || !beside {
		f.t.Errorf("%s, %s: the summary leads to it: %v; it says %q beside it: %v\n%s", p.b.Address(), x.name, led, told, beside, p.b.Text()[:min(len(p.b.Text()), 900)])
	}
}

// wrongValues sends what is written well and cannot be accepted.
func (f *peopleForms) wrongValues(p peopleForm) {
	f.t.Helper()
	for _, name := range sortedKeys(p.wrong) {
		s := f.sheetOf(p)
		n := slices.IndexFunc(s.texts, func(x textIn) bool { return x.name == name })
		if n < 0 {
			f.t.Errorf("%s has no field %q", p.open, name)
			continue
		}
		for _, words := range p.wrong[name] {
			if x := s.texts[n]; x.secret() {
				f.steady(func() {
					f.sends(p, s, name, words)
					p.b.Status(http.StatusUnprocessableEntity)
					f.besideIt(p, x, "")
					if words != "" && strings.Contains(string(p.b.Body()), words) {
						f.t.Errorf("%s: the answer holds the secret %q", s.action, words)
					}
				})
			} else {
				f.refuses(p, s, x, words, "", html.EscapeString(words))
			}
		}
	}
}

func sortedKeys[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// nothingTyped sends a form with nothing in it.
func (f *peopleForms) nothingTyped(p peopleForm) {
	f.t.Helper()
	if len(p.empty) == 0 {
		return
	}
	s := f.sheetOf(p)
	f.steady(func() {
		for _, x := range s.texts {
			s.values.Set(x.name, "  ")
			if x.secret() {
				s.values.Set(x.name, "")
			}
		}
		p.b.Send(s.action, s.values).Status(http.StatusUnprocessableEntity)
		saysWhatIsWrong(f.t, p.b, p.empty...)
	})
}

// forgedChoices sends a choice that the page does not offer. It is refused: no one
// choice stands for another.
func (f *peopleForms) forgedChoices(p peopleForm) {
	f.t.Helper()
	s := f.sheetOf(p)
	for _, name := range s.choices {
		f.steady(func() {
			v := url.Values{}
			for k, values := range s.values {
				v[k] = slices.Clone(values)
			}
			v[name] = []string{"no such thing"}
			p.b.Send(s.action, v)
			if code := p.b.StatusCode(); code >= 500 {
				f.t.Errorf("%s, %s forged: %d", s.action, name, code)
			}
		})
	}
}
