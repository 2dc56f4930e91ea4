package web_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web"
	"ipportal/web/api"
	"ipportal/web/webtest"
)

// isProblem fails unless an answer is a problem of a sort.
func isProblem(t *testing.T, got told, status int, code string) {
	t.Helper()
	if got.status != status || got.body["code"] != code || got.header.Get("Content-Type") != "application/problem+json" || got.body["detail"] == "" {
		t.Errorf("%d %v as %s, and not %d %s", got.status, got.body, got.header.Get("Content-Type"), status, code)
	}
}

// pointsTo fails unless an answer names a field.
func pointsTo(t *testing.T, got told, pointer string) {
	t.Helper()
	list, _ := got.body["errors"].([]any)
	for _, e := range list {
		if as[map[string]any](e)["pointer"] == pointer {
			return
		}
	}
	t.Errorf("%v does not name %s", got.body, pointer)
}

// Each key has a quota of its own, told beforehand in every answer.
func TestQuotaOfAPIKeys(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		site := webtest.New(t, db, func(d *web.Deps) { d.APIRates = api.Rates{Quota: 3, Window: time.Minute} })
		w := sellerWorld{Site: site, t: t}
		r, other := w.robot(t, "elin", false), w.robot(t, "lin", false)
		for left := 2; left >= 0; left-- {
			got := r.must(http.StatusOK, "GET", "/account", "")
			if policy, stands := got.header.Get("RateLimit-Policy"), got.header.Get("RateLimit"); policy != `"key";q=3;w=60` || stands != fmt.Sprintf(`"key";r=%d;t=%d`, left, 20*(3-left)) {
				t.Errorf("with %d left: %s, %s", left, policy, stands)
			}
		}
		got := r.ask("GET", "/account", "")
		isProblem(t, got, http.StatusTooManyRequests, "too_many")
		if wait := got.header.Get("Retry-After"); wait != "20" || got.header.Get("RateLimit") != `"key";r=0;t=60` {
			t.Errorf("wait %s, %s", wait, got.header.Get("RateLimit"))
		}
		isProblem(t, r.ask("GET", "/files/nothing", ""), http.StatusTooManyRequests, "too_many") // bytes are counted alike
		other.must(http.StatusOK, "GET", "/account", "")
		site.Clock.Advance(19 * time.Second)
		isProblem(t, r.ask("GET", "/account", ""), http.StatusTooManyRequests, "too_many")
		site.Clock.Advance(time.Second)
		r.must(http.StatusOK, "GET", "/account", "")
	})
}

// A key opens nothing from the moment on at which it, its person or their place ends.
func TestAPIKeysThatOpenNothing(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		set := func(sql string, args ...any) {
			t.Helper()
			no(t, w.DB.Gorm.Exec(sql, args...).Error)
		}
		for name, end := range map[string]func(person int64){
			"the role":         func(p int64) { set("UPDATE memberships SET role = 'viewer' WHERE person_id = ?", p) },
			"the organisation": func(p int64) { set("UPDATE memberships SET ended_at = ? WHERE person_id = ?", w.Clock.Now(), p) },
		} {
			person := map[string]string{"the role": "elin", "the organisation": "zhao"}[name]
			r := w.robot(t, person, false)
			r.must(http.StatusOK, "GET", "/account", "")
			end(w.Person(person).Actor().PersonID)
			isProblem(t, r.ask("GET", "/account", ""), http.StatusUnauthorized, "unauthorized")
			isProblem(t, r.ask("POST", "/complaints", `{}`), http.StatusUnauthorized, "unauthorized")
			isProblem(t, r.ask("GET", "/files/nothing", ""), http.StatusUnauthorized, "unauthorized")
		}
		r := w.robot(t, "lin", false)
		w.Clock.Advance(30*24*time.Hour - time.Second)
		r.must(http.StatusOK, "GET", "/account", "")
		w.Clock.Advance(time.Second)
		got := r.ask("GET", "/account", "")
		isProblem(t, got, http.StatusUnauthorized, "unauthorized")
		if got.header.Get("WWW-Authenticate") == "" {
			t.Error("nobody says how to ask")
		}
	})
}

// Of two who saw the same case and act at once, one does, and the other is told that
// the case is another by now (promise 2).
func TestTwoWritersWithIfMatch(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		number := w.filed(ipcase.Trademark, "QL-1001")
		seller := w.robot(t, "lin", false)
		seller.must(http.StatusOK, "GET", "/cases/"+number, "") // the first look is the delivery
		seen := seller.must(http.StatusOK, "GET", "/cases/"+number, "")
		tag := seen.header.Get("ETag")
		asked := map[string]string{"/delete": `{"items":[` + versionOf(seen.body) + `]}`, "/counter": counterOf(seen.body)}
		var all sync.WaitGroup
		var mu sync.Mutex
		got := map[int]int{}
		for deed, body := range asked {
			all.Go(func() {
				answer := seller.ask("POST", "/cases/"+number+deed, body, "If-Match", tag)
				mu.Lock()
				defer mu.Unlock()
				if answer.status == http.StatusCreated {
					answer.status = http.StatusOK
				}
				got[answer.status]++
				if answer.status != http.StatusOK {
					isProblem(t, answer, http.StatusPreconditionFailed, "precondition")
				}
			})
		}
		all.Wait()
		if got[http.StatusOK] != 1 || got[http.StatusPreconditionFailed] != 1 {
			t.Errorf("two at once: %v", got)
		}
	})
}

// asWritten sends a request as it is written, and no more, and reads the answer.
func asWritten(t *testing.T, site *webtest.Site, head, body string) told {
	t.Helper()
	conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", strings.TrimPrefix(site.URL, "http://"))
	no(t, err)
	defer func() { _ = conn.Close() }()
	_, err = io.WriteString(conn, head+"\r\n\r\n"+body)
	no(t, err)
	if tcp, ok := conn.(*net.TCPConn); ok {
		no(t, tcp.CloseWrite())
	}
	res, err := http.ReadResponse(bufio.NewReader(conn), nil)
	no(t, err)
	defer func() { _ = res.Body.Close() }()
	out := told{status: res.StatusCode, header: res.Header}
	raw, err := io.ReadAll(res.Body)
	no(t, err)
	if err := json.Unmarshal(raw, &out.body); err != nil {
		t.Fatalf("%v: %s", err, raw)
	}
	return out
}

// filingHead begins a request of a complaint, as it is written.
func (r robot) filingHead() string {
	return "POST /api/v1/complaints HTTP/1.1\r\nHost: " + strings.TrimPrefix(r.site.URL, "http://") + "\r\nAuthorization: Bearer " + r.key + "\r\nContent-Type: application/json\r\n"
}

// TestBodiesThatAPIHoldsLittleOf is alone in its process while it runs: it counts what
// is allocated.
func TestBodiesThatAPIHoldsLittleOf(t *testing.T) {
	w := newSellerWorld(t, ipcasetest.SQLite(t))
	head := w.robot(t, "elin", false).filingHead()

	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	isProblem(t, asWritten(t, w.Site, head+"Content-Length: 104857600", ""), http.StatusRequestEntityTooLarge, "too_large")
	runtime.ReadMemStats(&after)
	if held := after.TotalAlloc - before.TotalAlloc; held > 16<<20 {
		t.Errorf("a body that says it has 100 MB cost %d bytes", held)
	}
	chunk := fmt.Sprintf("%x\r\n%s\r\n", 1<<16, strings.Repeat(" ", 1<<16))
	endless := strings.Repeat(chunk, (8<<20)/(1<<16)+1)
	runtime.ReadMemStats(&before)
	isProblem(t, asWritten(t, w.Site, head+"Transfer-Encoding: chunked", endless), http.StatusRequestEntityTooLarge, "too_large")
	runtime.ReadMemStats(&after)
	if held := after.TotalAlloc - before.TotalAlloc; held > 64<<20 {
		t.Errorf("a body without an end cost %d bytes", held)
	}
}

// A program that sends far too much, and reads when it has sent all, is told so; one that
// waits for the answer before it sends is told at once (TestBodiesThatAPIHoldsLittleOf).
func TestBodiesTooLargeForAPI(t *testing.T) {
	w := newSellerWorld(t, ipcasetest.SQLite(t))
	head := w.robot(t, "elin", false).filingHead()
	body := strings.Repeat(" ", 32<<20)
	isProblem(t, asWritten(t, w.Site, fmt.Sprintf("%sContent-Length: %d", head, len(body)), body), http.StatusRequestEntityTooLarge, "too_large")
	chunks := fmt.Sprintf("%x\r\n%s\r\n0\r\n", len(body), body)
	isProblem(t, asWritten(t, w.Site, head+"Transfer-Encoding: chunked", chunks), http.StatusRequestEntityTooLarge, "too_large")
}

// What cannot be read is answered with what is wrong, whatever is sent.
func TestBodiesThatAPIRefuses(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		r := w.robot(t, "elin", false)
		head := r.filingHead()
		isProblem(t, asWritten(t, w.Site, head+"Content-Length: 1000", `{"right":"IPR-2026-0000`), http.StatusBadRequest, "malformed")

		isProblem(t, r.ask("POST", "/complaints", `{}`, "Content-Type", "text/plain"), http.StatusUnsupportedMediaType, "media_type")
		got := r.ask("POST", "/complaints", `{"right":"x","lines":["a"],"reason":"r","hidden":1}`)
		isProblem(t, got, http.StatusUnprocessableEntity, "invalid")
		pointsTo(t, got, "/hidden")
		got = r.ask("POST", "/complaints", `{"right":"x","lines":[],"reason":"r"}`)
		isProblem(t, got, http.StatusUnprocessableEntity, "invalid")
		pointsTo(t, got, "/lines")
		got = r.ask("POST", "/complaints", `{"right":"x","lines":["a"],"reason":"r","files":[{"name":"a"},{"name":7}]}`)
		pointsTo(t, got, "/files/1/name")
		isProblem(t, r.ask("POST", "/complaints", strings.Repeat("[", 33)+strings.Repeat("]", 33)), http.StatusBadRequest, "malformed")
		isProblem(t, r.ask("POST", "/complaints", strings.Repeat("[", 32)+strings.Repeat("]", 32)), http.StatusUnprocessableEntity, "invalid")
		isProblem(t, r.ask("POST", "/complaints", `{}`, "Idempotency-Key", strings.Repeat("k", 201)), http.StatusUnprocessableEntity, "invalid")
		isProblem(t, r.ask("PUT", "/complaints", `{}`), http.StatusMethodNotAllowed, "method")
	})
}

// One idempotency key belongs to one request.
func TestIdempotencyKeysOfAPI(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		w := newSellerWorld(t, db)
		r, other := w.robot(t, "elin", false), w.robot(t, "lin", false)
		asked := `{"text":"Dear Sirs, your listing QL-1001 uses our mark LUMENARIS. Elin Strand, elin@lumenaris.example"}`
		first := r.must(http.StatusOK, "POST", "/letters/lay", asked, "Idempotency-Key", "one")
		again := r.must(http.StatusOK, "POST", "/letters/lay", asked, "Idempotency-Key", "one")
		if again.header.Get("Idempotency-Replayed") != "true" || first.body["explanation"] != again.body["explanation"] {
			t.Errorf("%v, and then %v", first.body, again.body)
		}
		isProblem(t, r.ask("POST", "/letters/lay", strings.Replace(asked, "1001", "1002", 1), "Idempotency-Key", "one"), http.StatusUnprocessableEntity, "key_reused")
		isProblem(t, r.ask("POST", "/complaints/check", asked, "Idempotency-Key", "one"), http.StatusUnprocessableEntity, "key_reused")
		isProblem(t, other.ask("POST", "/letters/lay", asked, "Idempotency-Key", "one"), http.StatusNotFound, "not_found") // another key's own
		w.Clock.Advance(24*time.Hour + time.Second)
		if later := r.must(http.StatusOK, "POST", "/letters/lay", strings.Replace(asked, "1001", "1002", 1), "Idempotency-Key", "one"); later.header.Get("Idempotency-Replayed") != "" {
			t.Error("an answer is kept for longer than a day")
		}
	})
}
