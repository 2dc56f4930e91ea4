package marketplace

import (
	"net/url"
	"strings"

	"ipportal/ipcase"
)

// URL is the address of a listing's page.
func URL(site ipcase.Site, ref string) string {
	return strings.TrimRight(site.BaseURL, "/") + "/" + ref
}

// address is a listing that somebody may mean; ref is empty for what is no
// address of ours, site for a bare id.
type address struct{ site, ref string }

const maxRef = 40

// parse reads a line as people paste it: a listing's id, or its page's address
// with any scheme, capital letters in the host, a slash at the end, tracking
// parameters or a fragment.
func (c *Catalogue) parse(line string) address {
	line = strings.Trim(line, " \t\r\n\u00a0\u3000\"'<>“”‘’,;，；。、")
	if len(line) > 2000 {
		return address{}
	}
	if ref := strings.ToUpper(line); isRef(ref) {
		return address{ref: ref}
	}
	if !strings.Contains(line, "://") {
		line = "https://" + line
	}
	u, err := url.Parse(line)
	if err != nil || (!strings.EqualFold(u.Scheme, "https") && !strings.EqualFold(u.Scheme, "http")) || u.User != nil {
		return address{}
	}
	for _, site := range c.sites {
		base, err := url.Parse(site.BaseURL)
		if err != nil || !sameHost(u, base) {
			continue
		}
		rest, ok := strings.CutPrefix(u.Path, strings.TrimRight(base.Path, "/")+"/")
		if ref := strings.ToUpper(strings.TrimRight(rest, "/")); ok && isRef(ref) {
			return address{site.Code, ref}
		}
	}
	return address{}
}

// sameHost compares hosts and, where the site's address names one, ports.
func sameHost(u, base *url.URL) bool {
	port := func(v *url.URL) string {
		if p := v.Port(); p != "80" && p != "443" {
			return p
		}
		return ""
	}
	return strings.EqualFold(strings.TrimSuffix(u.Hostname(), "."), base.Hostname()) && port(u) == port(base)
}

// isRef says whether s can be a listing's id: capital letters, digits and
// hyphens, with at least one digit.
func isRef(s string) bool {
	if s == "" || len(s) > maxRef || !strings.ContainsAny(s, "0123456789") {
		return false
	}
	return strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == ""
}
