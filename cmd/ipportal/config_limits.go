package main

import (
	"net/mail"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
)

// limits is what the machine's surroundings decide: who stands in front, how much
// is taken at once, and to whom weaknesses are reported.
type limits struct {
	proxies     string
	connections string
	security    string
	insides     string

	trusted []netip.Prefix
	atOnce  int
	inside  []string
}

func limitsFrom(getenv func(string) string) limits {
	return limits{
		proxies: getenv("IPPORTAL_TRUSTED_PROXIES"), connections: getenv("IPPORTAL_MAX_CONNECTIONS"), security: getenv("IPPORTAL_SECURITY_CONTACT"),
		insides: getenv("IPPORTAL_INSIDE_HOSTS"),
	}
}

func (l *limits) check(say func(string, ...any)) {
	l.trusted = nil
	for _, part := range strings.FieldsFunc(l.proxies, func(r rune) bool { return r == ',' || r == ' ' }) {
		p, err := netip.ParsePrefix(part)
		if err != nil {
			var a netip.Addr
			if a, err = netip.ParseAddr(part); err == nil {
				p = netip.PrefixFrom(a, a.BitLen())
			}
		}
		switch {
		case err != nil:
			say("IPPORTAL_TRUSTED_PROXIES holds %q; write addresses or ranges with commas between, such as 10.0.0.5, 10.1.0.0/16", part)
		case p.Bits() == 0:
			say("IPPORTAL_TRUSTED_PROXIES holds %q, which is everybody: whoever asks could then write any address into the records", part)
		default:
			l.trusted = append(l.trusted, p.Masked())
		}
	}
	if l.connections != "" {
		n, err := strconv.Atoi(l.connections)
		if err != nil || n < 1 || n > 1_000_000 {
			say("IPPORTAL_MAX_CONNECTIONS is %q; write a whole number from 1 to 1000000", l.connections)
		}
		l.atOnce = n
	}
	l.inside = nil
	for _, host := range strings.FieldsFunc(l.insides, func(r rune) bool { return r == ',' || r == ' ' }) {
		if u, err := url.Parse("https://" + host); err != nil || u.Hostname() != host || !strings.Contains(host, ".") || strings.ContainsAny(host, "*@?#/:") {
			say("IPPORTAL_INSIDE_HOSTS holds %q; write names of hosts with commas between, such as shop.internal.example", host)
		}
		l.inside = append(l.inside, strings.ToLower(host))
	}
	l.checkSecurity(say)
}

// checkSecurity lets an address for mail be written without its scheme.
func (l *limits) checkSecurity(say func(string, ...any)) {
	if l.security == "" {
		return
	}
	if a, err := mail.ParseAddress(strings.TrimPrefix(l.security, "mailto:")); err == nil && a.Name == "" {
		l.security = "mailto:" + a.Address
		return
	}
	u, err := url.Parse(l.security)
	if err != nil || u.Scheme != "https" || u.Host == "" || strings.ContainsAny(l.security, " \r\n\t") {
		say("IPPORTAL_SECURITY_CONTACT is %q; write an email address or an https address", l.security)
	}
}
