package webtest

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/textproto"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
)

// Browser is one person's browser without script: it opens pages, fills in forms
// and presses buttons by the words that stand on them. What does not work ends
// the test. Every page it is shown is checked; see check.
type Browser struct {
	t      testing.TB
	site   *Site
	client *http.Client
	person *Person // nil for a stranger
	known  bool    // signed in before

	noConfirm bool

	path   string // with the query
	status int
	header http.Header
	body   []byte
	doc    *html.Node
	scope  *html.Node // where the next action looks; nil = the whole page
	files  map[*html.Node]file
}

type file struct {
	name    string
	content []byte
}

func newBrowser(t testing.TB, site *Site, p *Person) *Browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &Browser{t: t, site: site, person: p, client: &http.Client{
		Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Open asks for a page, signing in first, and again where the session has run out.
func (b *Browser) Open(path string) *Browser {
	b.t.Helper()
	if b.person != nil && !b.known {
		b.signIn()
	}
	b.get(path)
	if b.person != nil && strings.HasPrefix(b.path, "/sign-in") && !strings.HasPrefix(path, "/sign-in") {
		b.signIn()
		b.get(path)
	}
	b.confirm()
	return b
}

// confirm does what somebody does who is asked to confirm that it is they: they
// show their password and go on. Strangers' browsers stay where they are asked.
func (b *Browser) confirm() {
	b.t.Helper()
	if b.person == nil || b.doc == nil || byID(b.doc, "confirm") == nil || b.noConfirm {
		return
	}
	n := byID(b.doc, "current")
	if n == nil {
		return
	}
	setAttr(n, "value", Password)
	b.submit(closest(n, "form"), nil)
	if byID(b.doc, "confirmed") != nil {
		b.submit(closest(byID(b.doc, "confirmed-form"), "form"), nil)
	}
}

// WithoutConfirming lets a test be asked to confirm who somebody is.
func (b *Browser) WithoutConfirming() *Browser {
	b.noConfirm = true
	return b
}

func (b *Browser) signIn() {
	b.t.Helper()
	if parties[b.person.Org].Kind == ipcase.PartyPlatform { // who signs in with a second factor: see TestSecondFactor
		b.begin()
		return
	}
	b.get("/sign-in")
	email, password, press := "Email", "Password", "Sign in"
	if attr(closest(byID(b.doc, "main"), "html"), "lang") == "zh-CN" {
		email, password, press = "电子邮箱", "密码", "登录"
	}
	b.Fill(email, b.person.Email).Fill(password, Password).Press(press)
	if strings.HasPrefix(b.path, "/sign-in") {
		b.t.Fatalf("%s cannot sign in:\n%s", b.person.Email, b.text())
	}
	b.known = true
}

// begin starts a session as it is after a password and a code.
func (b *Browser) begin() {
	b.t.Helper()
	begun, err := b.site.Accounts.CompleteSignIn(b.t.Context(), b.person.ID, account.How{SecondFactor: true, OrgID: b.person.OrgID})
	must(b.t, err)
	at := *b.site.base
	if t := b.site.Tamper; t != nil && t.Host != "" {
		at.Host = t.Host // cookies go by the name that is asked for
	}
	b.client.Jar.SetCookies(&at, []*http.Cookie{{Name: "session", Value: begun.ID, Path: "/"}})
	b.known = true
}

func (b *Browser) get(path string) {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), http.MethodGet, b.site.URL+path, nil)
	if err != nil {
		b.t.Fatalf("open %s: %v", path, err)
	}
	b.send(req)
}

// send follows redirects as a browser does: to what is answered by 303, with GET.
func (b *Browser) send(req *http.Request) {
	b.t.Helper()
	if b.person != nil && b.person.Lang != "" && req.Header.Get("Accept-Language") == "" {
		req.Header.Set("Accept-Language", b.person.Lang)
	}
	for range 10 {
		b.site.Tamper.request(req)
		res, err := b.client.Do(req)
		if err != nil {
			b.t.Fatalf("%s %s: %v", req.Method, req.URL.Path, err)
		}
		body, err := io.ReadAll(res.Body)
		_ = res.Body.Close()
		if err != nil {
			b.t.Fatalf("%s %s: %v", req.Method, req.URL.Path, err)
		}
		if res.StatusCode < 300 || res.StatusCode > 399 {
			b.show(req, res, body)
			return
		}
		if req.Method == http.MethodPost && res.StatusCode != http.StatusSeeOther {
			b.t.Errorf("POST %s answers %d, and not 303", req.URL.Path, res.StatusCode)
		}
		to, err := res.Location()
		if err != nil {
			b.t.Fatalf("%s %s leads nowhere: %v", req.Method, req.URL.Path, err)
		}
		if !strings.HasPrefix(to.String(), b.site.URL+"/") {
			b.t.Fatalf("%s %s leads away from the portal: %s", req.Method, req.URL.Path, to)
		}
		if req, err = http.NewRequestWithContext(b.t.Context(), http.MethodGet, to.String(), nil); err != nil {
			b.t.Fatal(err)
		}
	}
	b.t.Fatalf("%s leads in a circle", req.URL.Path)
}

func (b *Browser) show(req *http.Request, res *http.Response, body []byte) {
	b.t.Helper()
	b.path, b.status, b.header, b.body = req.URL.RequestURI(), res.StatusCode, res.Header, body
	b.scope, b.files, b.doc = nil, map[*html.Node]file{}, nil
	if b.site.Watch != nil {
		b.site.Watch(b.person, res.Header, body)
	}
	if !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
		return
	}
	doc, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		b.t.Fatalf("%s cannot be read: %v", b.path, err)
	}
	b.doc = doc
	for _, wrong := range check(doc) {
		b.t.Errorf("%s %s (%d): %s", req.Method, b.path, b.status, wrong)
	}
}

// In narrows the next action to the smallest row, list entry, card or form that
// holds these words.
func (b *Browser) In(words string) *Browser {
	b.t.Helper()
	b.scope = b.smallest(words)
	if b.scope == nil {
		b.t.Fatalf("%s holds no row with %q:\n%s", b.path, words, b.text())
	}
	return b
}

// Fill types into the field with that label.
func (b *Browser) Fill(label, value string) *Browser {
	b.t.Helper()
	n := b.control(label)
	if n.Data == "textarea" {
		for c := n.FirstChild; c != nil; c = n.FirstChild {
			n.RemoveChild(c)
		}
		n.AppendChild(&html.Node{Type: html.TextNode, Data: value})
		return b
	}
	setAttr(n, "value", value)
	return b
}

// Tick ticks the box with that label, and Untick clears it.
func (b *Browser) Tick(label string) *Browser {
	b.t.Helper()
	setAttr(b.control(label), "checked", "")
	return b
}

// Untick clears the box with that label.
func (b *Browser) Untick(label string) *Browser {
	b.t.Helper()
	dropAttr(b.control(label), "checked")
	return b
}

// Choose picks a radio button or an entry of a list by its words.
func (b *Browser) Choose(label string) *Browser {
	b.t.Helper()
	n := b.controlOrOption(label)
	mark, group := "checked", closest(n, "form")
	if n.Data == "option" {
		mark, group = "selected", closest(n, "select")
	}
	if group == nil {
		group = b.doc
	}
	each(group, func(other *html.Node) {
		if other.Data == n.Data && (n.Data == "option" || attr(other, "name") == attr(n, "name")) {
			dropAttr(other, mark)
		}
	})
	setAttr(n, mark, "")
	return b
}

// Upload chooses a file in the control with that label.
func (b *Browser) Upload(label, name string, content []byte) *Browser {
	b.t.Helper()
	b.files[b.control(label)] = file{name: name, content: content}
	return b
}

// Press presses the button, or follows the link, with these words.
func (b *Browser) Press(words string) *Browser {
	b.t.Helper()
	n := b.pressable(words)
	b.scope = nil
	if n.Data == "a" {
		to, err := url.Parse(attr(n, "href"))
		if err != nil {
			b.t.Fatalf("the link %q leads nowhere: %v", words, err)
		}
		base, _ := url.Parse(b.site.URL + b.path)
		return b.Open(strings.TrimPrefix(base.ResolveReference(to).String(), b.site.URL))
	}
	form := closest(n, "form")
	if id := attr(n, "form"); id != "" {
		form = byID(b.doc, id)
	}
	if form == nil {
		b.t.Fatalf("the button %q stands in no form", words)
	}
	b.submit(form, n)
	return b
}

func (b *Browser) submit(form, button *html.Node) {
	b.t.Helper()
	action := attr(form, "action")
	if button != nil && attr(button, "formaction") != "" {
		action = attr(button, "formaction")
	}
	base, err := url.Parse(b.site.URL + b.path)
	if err != nil {
		b.t.Fatal(err)
	}
	to, err := base.Parse(action)
	if err != nil {
		b.t.Fatal(err)
	}
	fields := b.fields(form, button)
	if !strings.EqualFold(attr(form, "method"), http.MethodPost) {
		q := url.Values{}
		for _, f := range fields {
			q.Add(f.name, f.value)
		}
		to.RawQuery = q.Encode()
		b.get(to.RequestURI())
		return
	}
	fields = b.site.Tamper.form(fields, to)
	body, kind := encode(b.t, fields, attr(form, "enctype") == "multipart/form-data")
	b.post(to.String(), kind, body)
	if to.Path != "/account/confirm" {
		b.confirm()
	}
}

func (b *Browser) post(to, kind string, body io.Reader) {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), http.MethodPost, to, body)
	if err != nil {
		b.t.Fatal(err)
	}
	req.Header.Set("Content-Type", kind)
	b.send(req)
}

// Send posts fields that no page of the portal offers, with a good token: what
// somebody sends who writes their own requests.
func (b *Browser) Send(path string, fields url.Values) *Browser {
	b.t.Helper()
	if b.person != nil {
		b.Open("/home")
	} else {
		b.Open("/sign-in")
	}
	fields.Set("_csrf", b.token())
	b.post(b.site.URL+path, "application/x-www-form-urlencoded", strings.NewReader(fields.Encode()))
	return b
}

func (b *Browser) token() string {
	var token string
	each(b.doc, func(n *html.Node) {
		if n.Data == "input" && attr(n, "name") == "_csrf" {
			token = attr(n, "value")
		}
	})
	return token
}

type sentField struct {
	name, value string
	file        *file
}

func encode(t testing.TB, fields []sentField, parts bool) (io.Reader, string) {
	t.Helper()
	if !parts {
		v := url.Values{}
		for _, f := range fields {
			v.Add(f.name, f.value)
		}
		return strings.NewReader(v.Encode()), "application/x-www-form-urlencoded"
	}
	var buf bytes.Buffer
	w := multipart.NewWriter(&buf)
	for _, f := range fields {
		var part io.Writer
		var err error
		content := []byte(f.value)
		if f.file == nil {
			part, err = w.CreateFormField(f.name)
		} else {
			h := textproto.MIMEHeader{}
			h.Set("Content-Disposition", multipart.FileContentDisposition(f.name, f.file.name))
			h.Set("Content-Type", "application/octet-stream")
			part, err = w.CreatePart(h)
			content = f.file.content
		}
		if err == nil {
			_, err = part.Write(content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return &buf, w.FormDataContentType()
}
