package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// console is the outside of a command in a test.
type console struct {
	mu       sync.Mutex
	out, err bytes.Buffer
	vars     map[string]string
	stdin    string
}

type part struct {
	c   *console
	buf *bytes.Buffer
}

func (p part) Write(b []byte) (int, error) {
	p.c.mu.Lock()
	defer p.c.mu.Unlock()
	return p.buf.Write(b)
}

func (c *console) environment() environment {
	return environment{
		getenv: func(name string) string { return c.vars[name] }, stdin: strings.NewReader(c.stdin),
		environ: func() (all []string) {
			for name, value := range c.vars {
				all = append(all, name+"="+value)
			}
			return all
		},
		stdout: part{c, &c.out}, stderr: part{c, &c.err}, clock: systemClock{},
	}
}

func (c *console) text() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.out.String() + c.err.String()
}

func TestHelpAndMistakes(t *testing.T) {
	for name, tc := range map[string]struct {
		args []string
		says string
		err  error
	}{
		"nothing":         {nil, "ipportal COMMAND", errUsage},
		"help":            {[]string{"help"}, "IPPORTAL_BASE_URL", nil},
		"no such command": {[]string{"server"}, `no command "server"`, errUsage},
		"an argument":     {[]string{"serve", "now"}, `takes no argument "now"`, errUsage},
		"no such flag":    {[]string{"migrate", "-x"}, "not defined: -x", errUsage},
		"operator alone":  {[]string{"operator"}, "operator add -email", errUsage},
	} {
		c := &console{}
		if err := run(t.Context(), c.environment(), tc.args); !errors.Is(err, tc.err) {
			t.Errorf("%s: %v", name, err)
		}
		if !strings.Contains(c.text(), tc.says) {
			t.Errorf("%s does not say %q: %s", name, tc.says, c.text())
		}
	}
}

func TestUnsafeSettingsAreNamed(t *testing.T) {
	for name, tc := range map[string]struct {
		args []string
		vars map[string]string
		says string
	}{
		"no address for others":  {[]string{"serve", "-addr", "0.0.0.0:0"}, nil, "IPPORTAL_BASE_URL"},
		"readable for all":       {[]string{"serve", "-addr", "0.0.0.0:0", "-base-url", "http://ip.example.com"}, nil, "use https"},
		"a path":                 {[]string{"serve"}, map[string]string{"IPPORTAL_BASE_URL": "https://example.com/ip"}, "without a path"},
		"no port":                {[]string{"serve", "-addr", "localhost"}, nil, "HOST:PORT"},
		"mail from nobody":       {[]string{"work"}, map[string]string{"IPPORTAL_SMTP": "smtp://mail.example.com"}, "IPPORTAL_MAIL_FROM"},
		"single sign-on by http": {[]string{"serve"}, map[string]string{"IPPORTAL_OIDC_ISSUER": "http://login.example.com"}, "must be https"},
		"single sign-on of nobody": {
			[]string{"serve"}, map[string]string{"IPPORTAL_OIDC_ISSUER": "https://login.example.com"}, "IPPORTAL_OIDC_CLIENT_ID",
		},
		"a short secret": {
			[]string{"serve"}, map[string]string{"IPPORTAL_OIDC_ISSUER": "https://login.example.com", "IPPORTAL_OIDC_CLIENT_SECRET": "secret"}, "IPPORTAL_OIDC_CLIENT_SECRET",
		},
		"a button without a name": {[]string{"serve"}, map[string]string{"IPPORTAL_OIDC_ISSUER": "https://login.example.com"}, "IPPORTAL_OIDC_NAME"},
		"no issuer":               {[]string{"serve"}, map[string]string{"IPPORTAL_OIDC_CLIENT_ID": "portal"}, "IPPORTAL_OIDC_ISSUER"},
		"no such zone":            {[]string{"work"}, map[string]string{"IPPORTAL_ZONE": "Shanghai"}, "IPPORTAL_ZONE"},
		"no such rules":           {[]string{"work"}, map[string]string{"IPPORTAL_PROCEDURES": "no-such-folder"}, "IPPORTAL_PROCEDURES"},
		"a database's sort":       {[]string{"migrate"}, map[string]string{"DATABASE_URL": "mysql://x"}, "postgres://"},
		"a demo for others":       {[]string{"demo", "-addr", "0.0.0.0:8080"}, nil, "this machine only"},
		"a demo for the net":      {[]string{"demo", "-addr", "192.0.2.1:8080"}, nil, "this machine only"},
		"operator, no name":       {[]string{"operator", "add", "-email", "a@b.example"}, nil, "-name is missing"},
		"a role of another":       {[]string{"person", "add", "-party", "seller", "-org", "X", "-role", "reviewer", "-email", "a@b.example", "-name", "A"}, nil, "-role"},
	} {
		c := &console{vars: map[string]string{"IPPORTAL_DATA": t.TempDir()}}
		for k, v := range tc.vars {
			c.vars[k] = v
		}
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		err := run(ctx, c.environment(), tc.args)
		cancel()
		if err == nil || !strings.Contains(err.Error(), tc.says) {
			t.Errorf("%s: %v does not say %q", name, err, tc.says)
		}
	}
}

func TestFirstOperator(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	do := func(stdin string, args ...string) (string, error) {
		c := &console{vars: map[string]string{"IPPORTAL_DATA": dir}, stdin: stdin}
		err := run(t.Context(), c.environment(), args)
		return c.out.String(), err
	}
	if out, err := do("", "migrate"); err != nil || !strings.Contains(out, "0001_cases.sql applied") {
		t.Fatalf("migrate: %v\n%s", err, out)
	}
	if out, err := do("", "migrate"); err != nil || !strings.Contains(out, "0 steps applied") {
		t.Fatalf("migrate again: %v\n%s", err, out)
	}
	out, err := do("", "operator", "add", "-email", "Omar@quaylane.example", "-name", "Omar Haddad")
	if err != nil || !regexp.MustCompile(`Password, shown only now: [a-z2-7-]{27}\n`).MatchString(out) {
		t.Errorf("operator: %v\n%s", err, out)
	}
	if out, err := do("seven grey herons standing\n", "operator", "add", "--email", "b@quaylane.example", "--name", "B", "-password-stdin"); err != nil || strings.Contains(out, "herons") {
		t.Errorf("operator with a password: %v\n%s", err, out)
	}
	if _, err := do("short\n", "operator", "add", "-email", "c@quaylane.example", "-name", "C", "-password-stdin"); err == nil || !strings.Contains(err.Error(), "at least 15") {
		t.Errorf("a short password: %v", err)
	}
	if _, err := do("", "operator", "add", "-email", "omar@quaylane.example", "-name", "Twice"); err == nil || !strings.Contains(err.Error(), "already an account") {
		t.Errorf("twice: %v", err)
	}
	if out, err := do("", "person", "add", "-party", "seller", "-org", "Haiyun Outdoor", "-email", "lin@haiyun.example", "-name", "Lin Yue"); err != nil {
		t.Errorf("seller: %v\n%s", err, out)
	}
	if out, err := do("", "verify"); err != nil || !strings.Contains(out, "All 0 events") {
		t.Errorf("verify: %v\n%s", err, out)
	}
	if out, err := do("", "public", "rebuild"); err != nil || !strings.Contains(out, "from the record") {
		t.Errorf("public rebuild: %v\n%s", err, out)
	}
	if out, err := do("", "public"); err == nil {
		t.Errorf("public alone: %s", out)
	}
}

func TestClockCountsAloud(t *testing.T) {
	c := &console{}
	err := run(t.Context(), c.environment(), []string{"clock", "-calendar", "CN", "-start", "2025-09-26T10:00:00+08:00", "-window", "4 business_day"})
	want := `start  2025-09-26T10:00:00+08:00  (CN, Asia/Shanghai)
    -  2025-09-27 Sat  weekend
    1  2025-09-28 Sun  make-up working day: National Day and Mid-Autumn Festival
    2  2025-09-29 Mon
    3  2025-09-30 Tue
    -  2025-10-01 Wed  holiday: National Day and Mid-Autumn Festival
`
	if err != nil || !strings.HasPrefix(c.out.String(), want) || !strings.HasSuffix(c.out.String(), "\n    4  2025-10-09 Thu\n2025-10-10T00:00:00+08:00\n") {
		t.Errorf("%v\n%s", err, c.out.String())
	}
	for name, tc := range map[string]struct{ calendar, start, window, says string }{
		"no such calendar": {"FR", "2025-09-26T10:00:00+08:00", "3 business_day", "-calendar takes CN, EU"},
		"no offset":        {"CN", "2025-09-26T10:00:00", "3 business_day", "with its offset"},
		"no amount":        {"CN", "2025-09-26T10:00:00+08:00", "three days", "how many of what"},
		"no such unit":     {"CN", "2025-09-26T10:00:00+08:00", "3 weeks", "business_day, calendar_day or hour"},
		"nothing":          {"CN", "2025-09-26T10:00:00+08:00", "0 hour", "takes 1 to"},
	} {
		err := run(t.Context(), (&console{}).environment(), []string{"clock", "-calendar", tc.calendar, "-start", tc.start, "-window", tc.window})
		if err == nil || !strings.Contains(err.Error(), tc.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestServes starts the demonstration and the real portal, fetches a page of
// each, and stops them.
func TestServes(t *testing.T) {
	for name, tc := range map[string]struct {
		args []string
		path string
		want int
	}{
		"demo":  {[]string{"demo", "-addr", "127.0.0.1:0"}, "/demo", 200},
		"serve": {[]string{"serve", "-addr", "127.0.0.1:0"}, "/demo", 404},
	} {
		t.Run(name, func(t *testing.T) {
			c := &console{vars: map[string]string{"IPPORTAL_DATA": t.TempDir(), "TMPDIR": t.TempDir()}}
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			ended := make(chan error, 1)
			go func() { ended <- run(ctx, c.environment(), tc.args) }()
			res, err := fetch(t, address(t, c, ended)+tc.path)
			if err != nil || res != tc.want {
				t.Errorf("%s answers %d, %v", tc.path, res, err)
			}
			cancel()
			select {
			case err := <-ended:
				if err != nil {
					t.Errorf("it did not stop cleanly: %v", err)
				}
			case <-time.After(2 * time.Minute):
				t.Error("it does not stop")
			}
		})
	}
}

var listening = regexp.MustCompile(`"msg":"listening","addr":"([^"]+)"`)

func address(t *testing.T, c *console, ended chan error) string {
	t.Helper()
	for range 6000 { // five minutes: a busy machine with the race detector is slow
		if m := listening.FindStringSubmatch(c.text()); m != nil {
			return "http://" + m[1]
		}
		select {
		case err := <-ended:
			t.Fatalf("it ended: %v\n%s", err, c.text())
		case <-time.After(50 * time.Millisecond):
		}
	}
	t.Fatalf("it does not come up:\n%s", c.text())
	return ""
}

func fetch(t *testing.T, url string) (int, error) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		return 0, err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err
	}
	defer func() { _ = res.Body.Close() }()
	_, err = io.Copy(io.Discard, res.Body)
	return res.StatusCode, err
}

const bounced = "Subject: Undelivered\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n" +
	"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n" +
	"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <ipportal.mail-7@ip.example>\r\n\r\n--b--\r\n"

func TestWhatIsNoBounceOfANoticeIsLeftAlone(t *testing.T) {
	data := t.TempDir()
	for mail, says := range map[string]string{
		"Subject: hello\r\n\r\nGood morning\r\n": "does not report that one of ours could not be delivered",
		bounced:                                  "no notice was sent as mail-7",
	} {
		c := &console{stdin: mail}
		if err := run(t.Context(), c.environment(), []string{"bounce", "-data", data}); err != nil || !strings.Contains(c.text(), says) {
			t.Errorf("%v, %s", err, c.text())
		}
	}
}

// An operator's own rule files count for every command, and are checked whole at the start.
func TestOwnRulesAreReadFromAFolder(t *testing.T) {
	rules := t.TempDir()
	file, err := os.ReadFile("../../ipcase/procedure/files/marketplace.yaml")
	if err != nil {
		t.Fatal(err)
	}
	put := func(from, to string) {
		own := strings.NewReplacer("\nversion: 1\n", "\nversion: 2\n", "valid_from: 2025-01-01", "valid_from: 2026-01-01", from, to).Replace(string(file))
		if err := os.WriteFile(filepath.Join(rules, "marketplace-2.yaml"), []byte(own), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c := &console{vars: map[string]string{"IPPORTAL_DATA": t.TempDir(), "IPPORTAL_PROCEDURES": rules}}
	put("attempts: 3", "attempts: 2")
	if err := run(t.Context(), c.environment(), []string{"procedure", "show", "marketplace"}); err != nil || !strings.Contains(c.text(), "version 2") {
		t.Errorf("%v, %s", err, c.text())
	}
	put("attempts: 3", "attempts: some")
	for _, args := range [][]string{{"procedure", "show", "marketplace"}, {"verify"}} {
		if err := run(t.Context(), c.environment(), args); err == nil || !strings.Contains(err.Error(), "marketplace-2.yaml:21: attempts") {
			t.Errorf("%v: %v", args, err)
		}
	}
}
