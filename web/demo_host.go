package web

import (
	"maps"
	"net/http"
	"net/url"
)

// elsewhere answers what was asked of the demonstration under another name than
// its own, and says whether it did. Everybody can be anybody there, so a page of
// the internet whose name leads to this machine must not get at it; and whoever
// typed 127.0.0.1 comes to the name under which passkeys work.
func (s *Server) elsewhere(w http.ResponseWriter, r *http.Request) bool {
	if s.Demo == nil || !s.Demo.OneHost {
		return false
	}
	u, err := url.Parse(s.BaseURL)
	if err != nil || r.Host == u.Host {
		return false
	}
	maps.Copy(w.Header(), s.everyHeader())
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		http.Error(w, "This is "+s.BaseURL+".", http.StatusMisdirectedRequest)
		return true
	}
	to := url.URL{Scheme: u.Scheme, Host: u.Host, Path: r.URL.Path, RawPath: r.URL.RawPath, RawQuery: r.URL.RawQuery}
	http.Redirect(w, r, to.String(), http.StatusTemporaryRedirect)
	return true
}
