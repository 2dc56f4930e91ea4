package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"net"
	"net/mail"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/database"
	"ipportal/ipcase/notify"
	"ipportal/ipcase/procedure"
	"ipportal/ipcase/secret"
)

const environmentHelp = `
Environment (a flag wins over it):
  IPPORTAL_ADDR       where to listen; 127.0.0.1:8080
  IPPORTAL_DATA       folder for the database, evidence and mail; ipportal-data
  IPPORTAL_BASE_URL   how the portal is reached, such as https://ip.example.com
  IPPORTAL_NAME       what the portal is called; its first word is the platform's name
  IPPORTAL_ZONE       time zone of the platform, such as Asia/Shanghai; UTC
  IPPORTAL_PROCEDURES folder with rule files beside, or in place of, those that come with the portal
  IPPORTAL_KEY        keys that seal second factors and links, base64 of 32 bytes each, the newest first,
                      parted by commas; without it the file "key" in the folder
  IPPORTAL_SMTP       smtps://user:password@host:465 or smtp://host:587; without it mail lies in the folder
  IPPORTAL_MAIL_FROM  whom the mail is from, such as "IP Protection <ip@example.com>"
  DATABASE_URL        postgres://…; without it SQLite in the folder
  IPPORTAL_EVIDENCE   where evidence lies: s3://key:secret@host/bucket; without it the folder
  IPPORTAL_CLAMD      the virus scanner: unix:/path or tcp://host:port; nobody else is given a file that it has not
                      looked through; without it none is looked through
  IPPORTAL_OFFICE     on: Word and Excel files are taken as evidence too; off
  IPPORTAL_TRUSTED_PROXIES   addresses or ranges whose X-Forwarded-For is believed, such as 10.0.0.5; none
  IPPORTAL_INSIDE_HOSTS      hosts of connected marketplaces that may lie in the platform's own network; none
  IPPORTAL_MAX_CONNECTIONS   how many connections are open at once; 2000
  IPPORTAL_SECURITY_CONTACT  who is told of weaknesses, in /.well-known/security.txt; without it there is no such file
`

// config is how this portal is set up.
type config struct {
	addr     string
	data     string
	baseURL  string
	name     string
	zone     string
	rules    string
	key      string
	smtp     string
	mailFrom string
	database string
	limits
	oidc
	files
	logSettings
	operating
	capturing
	pictures fs.FS // of the catalogue; nil: those in the folder
	unsynced bool  // nothing waits for the disk: for what is made anew when it is broken off
}

// defaults come from the environment.
func defaults(env environment) config {
	or := func(name, otherwise string) string {
		if v := env.getenv(name); v != "" {
			return v
		}
		return otherwise
	}
	return config{
		addr:     or("IPPORTAL_ADDR", "127.0.0.1:8080"),
		data:     or("IPPORTAL_DATA", "ipportal-data"),
		baseURL:  or("IPPORTAL_BASE_URL", ""),
		name:     or("IPPORTAL_NAME", "Marketplace IP Protection"),
		zone:     or("IPPORTAL_ZONE", "UTC"),
		rules:    or("IPPORTAL_PROCEDURES", ""),
		key:      or("IPPORTAL_KEY", ""),
		smtp:     or("IPPORTAL_SMTP", ""),
		mailFrom: or("IPPORTAL_MAIL_FROM", ""),
		database: or("DATABASE_URL", ""),
		limits:   limitsFrom(env.getenv),
		oidc:     oidcFrom(env.getenv),
		files:    filesFrom(env.getenv),

		capturing: capturingFrom(env.getenv),

		logSettings: logFrom(env.getenv),
		operating:   operatingFrom(env.getenv),
	}
}

func (c *config) dataFlag(set *flag.FlagSet) {
	set.StringVar(&c.data, "data", c.data, "folder for the database, evidence and mail")
}

func (c *config) addrFlag(set *flag.FlagSet) {
	set.StringVar(&c.addr, "addr", c.addr, "where to listen")
}

// rulebook reads the rules by which cases run.
func (c *config) rulebook() (ipcase.Rulebook, error) {
	if c.rules == "" {
		return procedure.Builtin()
	}
	book, err := procedure.LoadOver(os.DirFS(c.rules))
	if err != nil {
		return book, fmt.Errorf("IPPORTAL_PROCEDURES is %q, and what is there cannot be used:\n%w", c.rules, err)
	}
	return book, nil
}

// check fills in what follows from the rest and names everything that is wrong,
// at once.
func (c *config) check() error {
	var wrong []error
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Errorf(format, args...)) }
	if _, _, err := net.SplitHostPort(c.addr); err != nil {
		say("IPPORTAL_ADDR is %q; write it as HOST:PORT, such as 127.0.0.1:8080", c.addr)
	}
	if c.baseURL == "" && isLoopback(c.addr) {
		c.baseURL = "http://" + c.addr
	}
	c.checkBaseURL(say)
	if _, err := time.LoadLocation(c.zone); err != nil {
		say("IPPORTAL_ZONE is %q; write a time zone by its name, such as Asia/Shanghai", c.zone)
	}
	if c.rules != "" {
		if i, err := os.Stat(c.rules); err != nil || !i.IsDir() {
			say("IPPORTAL_PROCEDURES is %q; name a folder", c.rules)
		} else if _, err := c.rulebook(); err != nil {
			say("%w", err)
		}
	}
	if err := database.CheckURL(c.databaseURL()); err != nil { // its value holds a secret
		say("DATABASE_URL cannot be used: %w", err)
	}
	if strings.TrimSpace(c.name) == "" {
		say("IPPORTAL_NAME is empty; write what the portal is called")
	}
	if c.key != "" {
		if _, err := secret.Parse(c.key); err != nil {
			say("IPPORTAL_KEY cannot be used: %w; `head -c 32 /dev/urandom | base64` makes one", err)
		}
	}
	if c.smtp != "" {
		if _, err := notify.SMTP(notify.SMTPConfig{URL: c.smtp, Clock: systemClock{}}); err != nil {
			say("IPPORTAL_SMTP cannot be used: %w", err)
		}
	}
	switch {
	case c.smtp != "" && c.mailFrom == "":
		say("IPPORTAL_SMTP is set and IPPORTAL_MAIL_FROM is not; say whom the mail is from")
	case c.mailFrom == "":
		c.mailFrom = c.name + " <ip@localhost.invalid>"
	default:
		if _, err := mail.ParseAddress(c.mailFrom); err != nil {
			say("IPPORTAL_MAIL_FROM is %q; write it as \"IP Protection <ip@example.com>\"", c.mailFrom)
		}
	}
	c.limits.check(say)
	c.oidc.check(say)
	c.files.check(say)
	c.logSettings.check(say)
	c.operating.check(say)
	c.capturing.check(say)
	return errors.Join(wrong...)
}

func (c *config) checkBaseURL(say func(string, ...any)) {
	if c.baseURL == "" {
		say("the portal listens at %s for others, and IPPORTAL_BASE_URL does not say how they reach it; set it, such as https://ip.example.com", c.addr)
		return
	}
	u, err := url.Parse(c.baseURL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.User != nil {
		say("IPPORTAL_BASE_URL is %q; write it without a path, such as https://ip.example.com", c.baseURL)
		return
	}
	if u.Scheme == "http" && !isLoopback(net.JoinHostPort(u.Hostname(), "0")) {
		say("IPPORTAL_BASE_URL is %q; passwords and evidence would travel readable for all: use https, with a proxy in front that ends it", c.baseURL)
	}
}

func isLoopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// databaseURL is the database that is meant: SQLite in the folder unless said
// otherwise.
func (c *config) databaseURL() string {
	if c.database != "" {
		return c.database
	}
	return filepath.Join(c.data, "ipportal.db")
}

// keys are those of the environment, or of the file in the folder.
func (c *config) keys() (secret.Keys, error) {
	if c.key != "" {
		return secret.Parse(c.key)
	}
	return secret.File(filepath.Join(c.data, "key"))
}

// folder makes the data folder, readable by nobody else.
func (c *config) folder() error {
	if err := os.MkdirAll(c.data, 0o700); err != nil {
		return fmt.Errorf("make the data folder: %w", err)
	}
	return nil
}

// systemClock is the machine's own time.
type systemClock struct{}

// Now implements ipcase.Clock.
func (systemClock) Now() time.Time { return ipcase.Moment(time.Now()) }
