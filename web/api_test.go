package web_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"ipportal/ipcase"
	"ipportal/ipcase/account"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web/webtest"
)

// robot is a program that acts for somebody.
type robot struct {
	t    *testing.T
	site *webtest.Site
	key  string
}

func (w sellerWorld) robot(t *testing.T, name string, sandbox bool) robot {
	t.Helper()
	a := w.Person(name).Actor()
	key, _, err := w.Accounts.MakeAPIKey(t.Context(), a, account.NewAPIKey{Name: "Test", Days: 30, Scopes: account.APIScopes(a), Sandbox: sandbox})
	if err != nil {
		t.Fatal(err)
	}
	return robot{t, w.Site, key}
}

type told struct {
	status int
	header http.Header
	body   map[string]any
}

func (r robot) ask(method, path, body string, header ...string) told {
	r.t.Helper()
	h := http.Header{"Authorization": {"Bearer " + r.key}}
	var content io.Reader
	if body != "" {
		h.Set("Content-Type", "application/json")
		content = strings.NewReader(body)
	}
	for n := 0; n+1 < len(header); n += 2 {
		h.Set(header[n], header[n+1])
	}
	res := r.site.Do(r.t, method, "/api/v1"+path, content, h)
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	out := told{status: res.StatusCode, header: res.Header}
	if len(raw) > 0 {
		if err := json.Unmarshal(raw, &out.body); err != nil {
			r.t.Fatalf("%s %s is no JSON: %v: %s", method, path, err, raw)
		}
	}
	var whole any
	if out.body != nil {
		whole = out.body
	}
	r.heldToDocument(method, path, out.status, out.header, whole)
	return out
}

func (r robot) must(status int, method, path, body string, header ...string) told {
	r.t.Helper()
	got := r.ask(method, path, body, header...)
	if got.status != status {
		r.t.Fatalf("%s %s: %d, and not %d: %v", method, path, got.status, status, got.body)
	}
	return got
}

// A program files a complaint, another counters it and a third decides, each by its
// key alone; the same request twice files once (promise 4).
func programsFileCounterAndDecide(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		right := w.acts.Right(ipcase.Trademark)
		holder, seller, reviewer := w.robot(t, "elin", false), w.robot(t, "lin", false), w.robot(t, "ada", false)

		filing := filingOf(holder, right, "QL-1001")
		left := func() int {
			return w.count("complaints") + w.count("drafts") + w.count("exhibits") + w.count("events WHERE chain LIKE 'case:%'")
		}
		before := left()
		tried := w.robot(t, "elin", true).must(http.StatusCreated, "POST", "/complaints", filing)
		if tried.body["number"] != "IP-2026-000000" || tried.header.Get("Sandbox") == "" {
			t.Errorf("the sandbox answers %v %v", tried.body, tried.header)
		}
		if n := left() - before; n != 0 {
			t.Errorf("the sandbox left %d rows", n)
		}
		filed := holder.must(http.StatusCreated, "POST", "/complaints", filing, "Idempotency-Key", "one")
		again := holder.must(http.StatusCreated, "POST", "/complaints", filing, "Idempotency-Key", "one")
		if again.body["number"] != filed.body["number"] || again.header.Get("Idempotency-Replayed") != "true" || w.count("complaints") != 1 {
			t.Errorf("twice: %v, then %v", filed.body, again.body)
		}
		holder.must(http.StatusUnprocessableEntity, "POST", "/complaints", strings.Replace(filing, "our name", "our mark", 1), "Idempotency-Key", "one")
		number := as[string](first(filed.body["cases"])["number"])
		seller.must(http.StatusNotFound, "GET", "/cases/"+number, "") // not told of yet

		reviewer.must(http.StatusOK, "POST", "/tasks/"+number+"/claim", "")
		decision := `{"rulings":[{"position":1,"version":1,"move":"accept_notice"}],"facts":"The mark stands on it.","ground":"law","reference":"Trademark Law, Article 57","explanation":"Sign and goods are the same.","territory":"CN"}`
		reviewer.must(http.StatusCreated, "POST", "/cases/"+number+"/decision", decision)
		w.Work()

		seen := seller.must(http.StatusOK, "GET", "/cases/"+number, "")
		tag := seen.header.Get("ETag")
		seen = seller.must(http.StatusOK, "GET", "/cases/"+number, "")
		if next := seen.header.Get("ETag"); next != tag { // the first look was the delivery
			tag = next
		}
		if got := seller.ask("GET", "/cases/"+number, "", "If-None-Match", tag); got.status != http.StatusNotModified {
			t.Errorf("the same again is answered %d", got.status)
		}
		counter := counterOf(seen.body)
		seller.must(http.StatusPreconditionFailed, "POST", "/cases/"+number+"/counter", counter, "If-Match", `"another"`)
		seller.must(http.StatusCreated, "POST", "/cases/"+number+"/counter", counter, "If-Match", tag)
		w.stands(number, ipcase.Countered)
		w.Work()
		item := versionOf(holder.must(http.StatusOK, "GET", "/cases/"+number, "").body)
		holder.must(http.StatusOK, "POST", "/cases/"+number+"/answer",
			`{"kind":"contest","items":[`+item+`],"explanation":"The marks are the same.","files":[{"name":"photo.txt","content":"V2Ugc2F3IGl0Lg=="}]}`)
		reviewer.must(http.StatusOK, "POST", "/tasks/claim-next", "")
		item = strings.Replace(versionOf(reviewer.must(http.StatusOK, "GET", "/cases/"+number, "").body), "}", `,"move":"uphold_counter"}`, 1)
		reviewer.must(http.StatusCreated, "POST", "/cases/"+number+"/decision",
			`{"rulings":[`+item+`],"facts":"It is their own lamp.","ground":"law","reference":"Article 57","explanation":"The signs differ.","territory":"CN"}`)
		w.stands(number, ipcase.Restored)
	})
}

// filingOf is a complete complaint: what the check asks for is in it.
func filingOf(r robot, right, listing string) string {
	r.t.Helper()
	in := map[string]any{
		"right": right, "lines": []string{listing}, "reason": "trademark_in_title", "explanation": "The listing uses our name.", "signature": "Elin Strand",
		"files": []any{map[string]any{"name": "photo.txt", "content": "V2UgYm91Z2h0IGl0Lg=="}},
	}
	write := func() string {
		b, err := json.Marshal(in)
		no(r.t, err)
		return string(b)
	}
	check := r.must(http.StatusOK, "POST", "/complaints/check", write())
	in["statements"], in["answers"] = answered(check.body["elements"])
	if check = r.must(http.StatusOK, "POST", "/complaints/check", write()); check.body["ready"] != true {
		r.t.Fatalf("it cannot be filed: %v", check.body)
	}
	return write()
}

// as is a value of an answer as what it has to be.
func as[T any](value any) T {
	got, ok := value.(T)
	if !ok {
		panic(fmt.Sprintf("the answer holds %#v", value))
	}
	return got
}

// first is the first object of a list.
func first(list any) map[string]any { return as[map[string]any](as[[]any](list)[0]) }

// answered ticks every statement and answers every question.
func answered(elements any) (ticked []string, answers map[string]string) {
	answers = map[string]string{}
	for _, each := range as[[]any](elements) {
		e := as[map[string]any](each)
		switch e["kind"] {
		case "statement":
			ticked = append(ticked, as[string](e["id"]))
		case "text":
			answers[as[string](e["id"])] = "As set out in the file."
		}
	}
	return ticked, answers
}

func counterOf(seen map[string]any) string {
	ticked, answers := answered(seen["counter_elements"])
	delete(answers, "explanation")
	b, err := json.Marshal(map[string]any{
		"ground": "not_infringing", "explanation": "These are our own lamps.", "signature": "Lin Yue", "statements": ticked, "answers": answers,
		"items": []json.RawMessage{json.RawMessage(versionOf(seen))}, "files": []any{map[string]any{"name": "own.txt", "content": "T3VyIG93biBkZXNpZ24u"}},
	})
	if err != nil {
		panic(err) // of strings
	}
	return string(b)
}

func versionOf(seen map[string]any) string {
	i := first(seen["items"])
	b, err := json.Marshal(map[string]any{"position": i["position"], "version": i["version"]})
	if err != nil {
		panic(err) // of numbers
	}
	return string(b)
}

func (w sellerWorld) count(of string) int {
	w.t.Helper()
	var n int64
	no(w.t, w.DB.Gorm.Raw("SELECT COUNT(*) FROM "+of).Scan(&n).Error)
	return int(n)
}

// A program is told nothing of what is another's, and its key opens nothing once it
// has ended (promise 5).
func TestKeysOfPrograms(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		number := w.filed(ipcase.Trademark, "QL-1001")
		other, own := w.robot(t, "zhao", false), w.robot(t, "elin", false)
		own.must(http.StatusOK, "GET", "/cases/"+number, "")
		for _, path := range []string{"/cases/", "/complaints/", "/rights/"} {
			there, absent := other.must(http.StatusNotFound, "GET", path+number, ""), other.must(http.StatusNotFound, "GET", path+"IP-2026-999999-ZZ", "")
			if there.body["detail"] != absent.body["detail"] {
				t.Errorf("%s: %v, and %v", path, there.body, absent.body)
			}
		}
		other.must(http.StatusNotFound, "POST", "/tasks/claim-next", "")
		robot{t, w.Site, "ipp_live_" + strings.Repeat("a", 52)}.must(http.StatusUnauthorized, "GET", "/account", "")
		if got := w.Do(t, "GET", "/api/v1/account", nil, nil); got.StatusCode != http.StatusUnauthorized || got.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("without a key: %d %v", got.StatusCode, got.Header)
		}
		own.must(http.StatusNotFound, "GET", "/nothing", "")

		b := w.As("elin").Open("/account/keys").Sees("Test", "ipp_live_")
		b.Press("End now the key Test").Sees("The key has ended")
		own.must(http.StatusUnauthorized, "GET", "/account", "")
		b.Fill("Name of the key", "Importer").Press("Make the key").Sees("Your new key", "Importer")
	})
}

// Bad input is answered with where it is, and never repeated; ten at once under one
// idempotency key file once.
func TestBadInputOfPrograms(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		r := w.robot(t, "elin", false)
		for body, status := range map[string]int{
			`{"right":`: http.StatusBadRequest,
			strings.Repeat("[", 40) + strings.Repeat("]", 40):                            http.StatusBadRequest,
			`{"right":"x","right":"y"}`:                                                  http.StatusUnprocessableEntity,
			`{"right":"x","lines":["a"],"reason":"r","hidden":"seven herons"}`:           http.StatusUnprocessableEntity,
			`{"right":"x","lines":["a"],"reason":"r","explanation":"seven\u202eherons"}`: http.StatusUnprocessableEntity,
			`{"right":7,"lines":["seven herons"],"reason":"r"}`:                          http.StatusUnprocessableEntity,
			`"` + strings.Repeat("a", 9<<20) + `"`:                                       http.StatusRequestEntityTooLarge,
		} {
			got := r.ask("POST", "/complaints", body)
			if said, err := json.Marshal(got.body); err != nil || got.status != status || strings.Contains(string(said), "herons") {
				t.Errorf("%.60s: %d, and not %d: %s", body, got.status, status, said)
			}
		}
		r.must(http.StatusUnprocessableEntity, "GET", "/rights?cursor=nonsense", "")

		filing := filingOf(r, w.acts.Right(ipcase.Trademark), "QL-1001")
		var all sync.WaitGroup
		for range 10 {
			all.Go(func() {
				if got := r.ask("POST", "/complaints", filing, "Idempotency-Key", "ten"); got.status != http.StatusCreated && got.status != http.StatusConflict {
					t.Errorf("one of ten: %d %v", got.status, got.body)
				}
			})
		}
		all.Wait()
		if n := w.count("complaints"); n != 1 {
			t.Errorf("ten at once filed %d", n)
		}
	})
}

// The type of a problem is an address where it is explained, and whoever makes a key
// is led there.
func TestAPIReferencePage(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		p := w.robot(t, "zhao", false).must(http.StatusNotFound, "GET", "/cases/IP-2026-999999-ZZ", "")
		address, anchor, _ := strings.Cut(as[string](p.body["type"]), "#")
		page := w.As("elin").Open("/account/keys").Press("What programs can ask: the API").Sees("File a complaint", "curl -X POST", "Idempotency-Key")
		if !strings.HasSuffix(address, page.Path()) || !strings.Contains(string(page.Body()), `id="`+anchor+`"`) {
			t.Errorf("the type of a problem is %s, and the page is at %s", p.body["type"], page.Path())
		}
		if body := string(w.Stranger().Open("/procedures").Body()); !strings.Contains(body, `href="`+page.Path()+`"`) {
			t.Error("nobody is led to the page")
		}
	})
}
