package web_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"ipportal/ipcase/database"
	"ipportal/ipcase/ipcasetest"
	"ipportal/web"
	"ipportal/web/webtest"
)

// kept is what a logger wrote.
type kept struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (k *kept) Write(p []byte) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.buf.Write(p)
}

// lines are the entries, each of which must be one JSON object with its instant in
// UTC.
func (k *kept) lines(t *testing.T) []map[string]any {
	t.Helper()
	k.mu.Lock()
	defer k.mu.Unlock()
	var all []map[string]any
	for line := range strings.Lines(k.buf.String()) {
		var entry map[string]any
		if err := json.Unmarshal([]byte(line), &entry); err != nil {
			t.Fatalf("%q is no entry: %v", line, err)
		}
		at, _ := entry["time"].(string)
		if _, err := time.Parse(time.RFC3339Nano, at); err != nil || !strings.HasSuffix(at, "Z") {
			t.Errorf("an entry of %q", at)
		}
		if entry["level"] == nil || entry["msg"] == nil {
			t.Errorf("an entry without level or words: %s", line)
		}
		all = append(all, entry)
	}
	return all
}

// The main job and signing in, well and badly, leave nothing in the log that is
// anybody's: no address, name, password, token, cookie, or word of what they wrote.
func TestLogHoldsNothingPrivate(t *testing.T) {
	ipcasetest.EachDatabase(t, func(t *testing.T, db *database.DB) {
		log := &kept{}
		j := &mainJob{t: t, Site: webtest.New(t, db, func(d *web.Deps) { d.Logger = web.NewLogger(log) })}
		secrets := map[string]string{
			"the password": webtest.Password, "a password that was tried": "canary-password-tried", "what was typed for an address": "canary-account",
			"a cookie that was sent": "canary-cookie", "a token": "canary-token", "a query": "canary-query", "a user agent": "canary-agent",
			"a referrer": "canary-referrer", "an explanation": "The strap only says", "a signature": "Elin Strand", "a title": "NORRVIK",
		}
		for org, fields := range privateOf {
			for n, f := range fields {
				secrets[fmt.Sprintf("field %d of %s", n, org)] = f
			}
		}
		var mu sync.Mutex
		j.Watch = func(p *webtest.Person, header http.Header, _ []byte) {
			mu.Lock()
			defer mu.Unlock()
			for _, c := range (&http.Response{Header: header}).Cookies() {
				if len(c.Value) > 20 {
					secrets["cookie "+c.Name+" "+c.Value] = c.Value
				}
			}
			if p != nil {
				secrets["the address of "+p.Name], secrets["the name of "+p.Name] = p.Email, p.Name
			}
		}
		for _, who := range []string{"elin", "lin", "wang", "dana", "zhao", "ada", "ben", "carol"} {
			j.Person(who)
		}
		j.rights()
		j.filing()
		j.noticeCheck()
		j.sellersAnswer()
		j.holderAnswers()
		header := http.Header{
			"User-Agent": {"canary-agent"}, "Referer": {j.URL + "/canary-referrer"}, "Cookie": {"session=canary-cookie"}, "X-Csrf-Token": {"canary-token"},
			"Sec-Fetch-Site": {"same-origin"}, "Content-Type": {"application/x-www-form-urlencoded"},
		}
		form := url.Values{"email": {"canary-account@x.example"}, "password": {"canary-password-tried"}}
		j.Do(t, http.MethodPost, "/sign-in", strings.NewReader(form.Encode()), header)
		j.Do(t, http.MethodGet, "/catalogue/quaylane?q=canary-query", nil, header)
		j.Do(t, http.MethodGet, "/canary-query/canary-query?token=canary-token", nil, header)
		j.Do(t, http.MethodPost, "/sign-in?password=canary-password-tried", strings.NewReader("_csrf=canary-token"), header)
		entries := log.lines(t)
		written := log.buf.String()
		for what, s := range secrets {
			if len(s) > 2 && strings.Contains(written, s) {
				t.Errorf("the log holds %s: %q", what, s)
			}
		}
		seen := map[string]int{}
		for _, e := range entries {
			seen[fmt.Sprint(e["msg"])]++
			if e["msg"] == "request" && (e["id"] == nil || e["route"] == nil || e["status"] == nil) {
				t.Errorf("a request without who, what or where: %v", e)
			}
		}
		if seen["request"] < 200 || seen["signed in"] < 5 || seen["sign-in refused"] != 1 {
			t.Errorf("what was logged: %v", seen)
		}
		t.Logf("%d entries, %d secrets looked for", len(entries), len(secrets))
	})
}

// What somebody sends cannot make a line of the log, nor look like one.
func TestLogCannotBeWritten(t *testing.T) {
	log := &kept{}
	site := webtest.New(t, ipcasetest.SQLite(t), func(d *web.Deps) { d.Logger = web.NewLogger(log) })
	forged := "x\r\n{\"time\":\"2026-01-01T00:00:00Z\",\"level\":\"INFO\",\"msg\":\"forged\"}\n\u2028\x1b[31m\x00"
	for _, path := range []string{"/" + url.PathEscape(forged), "/catalogue/" + url.PathEscape(forged), "/catalogue/quaylane?q=" + url.QueryEscape(forged), "/evidence/" + url.PathEscape(forged)} {
		site.Do(t, http.MethodGet, path, nil, http.Header{"User-Agent": {"a\tb"}})
	}
	form := url.Values{"email": {forged}, "password": {forged}, "next": {forged}}
	site.Do(t, http.MethodPost, "/sign-in", strings.NewReader(form.Encode()), http.Header{
		"Sec-Fetch-Site": {"same-origin"}, "Content-Type": {"application/x-www-form-urlencoded"}, "X-Request-Id": {"forged-id"},
	})
	logger := web.NewLogger(log)
	logger.Error("request failed", "error", errors.New(forged), "id", forged)
	for _, e := range log.lines(t) {
		if e["msg"] == "forged" || e["id"] == "forged-id" {
			t.Errorf("somebody wrote %v", e)
		}
	}
	if strings.Contains(log.buf.String(), "\x1b") || strings.Contains(log.buf.String(), "\u2028") {
		t.Error("the log holds characters that steer a terminal")
	}
}

// What other programs say of a failure is logged without the addresses and
// passwords in it.
func TestLogMasksWhatOthersSay(t *testing.T) {
	log := &kept{}
	logger := web.NewLogger(log)
	logger.Warn("a delivery failed", "error", fmt.Errorf("550 5.1.1 <lin.yue@haiyun.example>: no such user; also 王磊@例子.example"), "note", "to ada@quaylane.example")
	logger.Error("request failed", "error", errors.New("dial postgres://portal:hunter2@db.example/portal: refused"))
	written := log.buf.String()
	for _, s := range []string{"lin.yue", "haiyun", "ada@", "例子", "hunter2"} {
		if strings.Contains(written, s) {
			t.Errorf("the log holds %q: %s", s, written)
		}
	}
	if !strings.Contains(written, "550 5.1.1") || !strings.Contains(written, "refused") {
		t.Errorf("nothing is left of the cause: %s", written)
	}
}

// A line whose error did not come has no error.
func TestLogNamesNoErrorThatIsNone(t *testing.T) {
	log := &kept{}
	var none error
	web.NewLogger(log).Info("swept away what broken uploads left", "files", 2, "error", none)
	if written := log.buf.String(); strings.Contains(written, "error") || !strings.Contains(written, `"files":2`) {
		t.Errorf("the log says %s", written)
	}
}

// An unexpected error is told with a number, and found in the log under it.
func TestUnexpectedErrorsAreFound(t *testing.T) {
	log := &kept{}
	site := webtest.New(t, ipcasetest.SQLite(t), func(d *web.Deps) { d.Logger = web.NewLogger(log) })
	lin := site.As("lin").Open("/messages")
	no(t, site.DB.Gorm.Exec("DROP TABLE messages").Error)
	res := site.Do(t, http.MethodGet, "/messages", nil, http.Header{"Cookie": {sessionOf(lin)}})
	if res.StatusCode != http.StatusInternalServerError {
		t.Fatalf("answered %d", res.StatusCode)
	}
	var body bytes.Buffer
	_, err := body.ReadFrom(res.Body)
	no(t, err)
	id := res.Header.Get("X-Request-Id")
	if !strings.Contains(body.String(), id) || strings.Contains(body.String(), "no such table") || strings.Contains(body.String(), "SELECT") {
		t.Error("the page does not name the number, or tells of the inside")
	}
	for _, e := range log.lines(t) {
		if e["msg"] == "request failed" && e["id"] == id && strings.Contains(fmt.Sprint(e["error"]), "no such table") {
			return
		}
	}
	t.Error("the log does not know of it")
}
