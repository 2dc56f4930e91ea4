package main

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// variable is one setting of the environment. What is not in this list is not read.
type variable struct {
	name   string
	secret secrecy
	value  func(c *config) string // what is in force once check has filled in what follows
}

// secrecy is how much of a value may be shown.
type secrecy int

const (
	public    secrecy = iota
	withUser          // an address that may hold a password
	withToken         // an address whose user part is a secret, wherever in it that stands
	sealed            // a key or a password
	headers           // NAME=VALUE, …, whose values may be passwords
)

// variables is every variable that the portal reads.
func variables() []variable {
	return slices.Concat([]variable{
		{"IPPORTAL_ADDR", public, func(c *config) string { return c.addr }},
		{"IPPORTAL_DATA", public, func(c *config) string { return c.data }},
		{"DATABASE_URL", withUser, (*config).databaseURL},
		{"IPPORTAL_BASE_URL", public, func(c *config) string { return c.baseURL }},
		{"IPPORTAL_NAME", public, func(c *config) string { return c.name }},
		{"IPPORTAL_ZONE", public, func(c *config) string { return c.zone }},
		{"IPPORTAL_PROCEDURES", public, func(c *config) string { return c.rules }},
		{"IPPORTAL_KEY", sealed, func(c *config) string { return c.key }},
		{"IPPORTAL_SMTP", withUser, func(c *config) string { return c.smtp }},
		{"IPPORTAL_MAIL_FROM", public, func(c *config) string { return c.mailFrom }},
	}, operateVariables(), captureVariables(), logVariables(), fileVariables(), limitVariables(), oidcVariables())
}

func logVariables() []variable {
	return []variable{
		{"IPPORTAL_LOG_KEY", sealed, func(c *config) string { return c.logKey }},
		{"IPPORTAL_TSA", withUser, func(c *config) string { return c.tsa }},
	}
}

func fileVariables() []variable {
	return []variable{
		{"IPPORTAL_EVIDENCE", withUser, func(c *config) string { return c.store }},
		{"IPPORTAL_CLAMD", public, func(c *config) string { return c.clamd }},
		{"IPPORTAL_OFFICE", public, func(c *config) string { return or(c.office, "off") }},
	}
}

func limitVariables() []variable {
	return []variable{
		{"IPPORTAL_TRUSTED_PROXIES", public, func(c *config) string { return c.proxies }},
		{"IPPORTAL_INSIDE_HOSTS", public, func(c *config) string { return c.insides }},
		{"IPPORTAL_MAX_CONNECTIONS", public, func(c *config) string { return or(c.connections, "2000") }},
		{"IPPORTAL_SECURITY_CONTACT", public, func(c *config) string { return c.security }},
	}
}

func oidcVariables() []variable {
	return []variable{
		{"IPPORTAL_OIDC_ISSUER", public, func(c *config) string { return c.set.Issuer }},
		{"IPPORTAL_OIDC_CLIENT_ID", public, func(c *config) string { return c.set.ClientID }},
		{"IPPORTAL_OIDC_CLIENT_SECRET", sealed, func(c *config) string { return c.set.ClientSecret }},
		{"IPPORTAL_OIDC_NAME", public, func(c *config) string { return c.set.Name }},
		{"IPPORTAL_OIDC_SCOPES", public, func(c *config) string { return strings.Join(c.set.Scopes, " ") }},
		{"IPPORTAL_OIDC_SHOP_CLAIM", public, func(c *config) string { return c.set.ShopClaim }},
		{"IPPORTAL_OIDC_ROLE_CLAIM", public, func(c *config) string { return c.set.RoleClaim }},
	}
}

func or(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}

// shown is a value without what is secret in it.
func shown(v string, how secrecy) string {
	if v == "" {
		return ""
	}
	switch how {
	case public:
		return v
	case withUser:
		return withoutPassword(v)
	case withToken:
		return withoutUser(v)
	case headers:
		var names []string
		for pair := range strings.SplitSeq(v, ",") {
			name, _, _ := strings.Cut(pair, "=")
			names = append(names, strings.TrimSpace(name)+"=(set)")
		}
		return strings.Join(names, ",")
	default:
		return "(set)"
	}
}

var (
	// What stands between :// and @, or in a query of such a name.
	userInfo  = regexp.MustCompile(`://[^/@]*@`)
	secretOf  = regexp.MustCompile(`(?i)((?:password|secret|token|key|sslpassword)=)[^&\s]*`)
	plainUser = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)
)

// withoutPassword keeps who asks and where, and nothing of what proves it. What is
// no URL is not shown at all: nobody knows where its password stands.
func withoutPassword(v string) string {
	if !strings.Contains(v, "://") {
		if strings.ContainsAny(v, "@=") {
			return "(set)"
		}
		return v
	}
	u, err := url.Parse(v)
	if err != nil {
		return "(set)"
	}
	user := ""
	if name := u.User.Username(); name != "" && plainUser.MatchString(name) {
		user = name
	}
	if u.User != nil {
		v = userInfo.ReplaceAllString(v, "://"+user+":(set)@")
	}
	return secretOf.ReplaceAllString(v, "${1}(set)")
}

// withoutUser shows where somebody asks and nothing of who.
func withoutUser(v string) string {
	u, err := url.Parse(v)
	if err != nil || u.Host == "" || u.User == nil {
		return "(set)"
	}
	return u.Scheme + "://(set)@" + u.Host
}

// unknownVariables are those of the environment that look like settings of the
// portal and are none: a slip of the pen would go unnoticed.
func unknownVariables(environ []string) (unknown []string) {
	known := variables()
	for _, pair := range environ {
		name, _, _ := strings.Cut(pair, "=")
		if !strings.HasPrefix(name, "IPPORTAL_") || strings.HasPrefix(name, "IPPORTAL_TEST_") {
			continue
		}
		if !slices.ContainsFunc(known, func(v variable) bool { return v.name == name }) {
			unknown = append(unknown, name)
		}
	}
	slices.Sort(unknown)
	return unknown
}

// meant is the variable whose name is the nearest to an unknown one; "" where none
// is near.
func meant(unknown string) string {
	best, at := "", 4
	for _, v := range variables() {
		if d := distance(unknown, v.name); d < at {
			best, at = v.name, d
		}
	}
	return best
}

// distance is how many letters are to be put in, taken out or changed.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			old := row[j+1]
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(row[j+1]+1, row[j]+1, before+cost)
			before = old
		}
	}
	return row[len(b)]
}
