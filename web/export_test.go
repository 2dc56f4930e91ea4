package web

import (
	"time"

	"github.com/labstack/echo/v4"
)

// Entry is a line of the table of routes, for tests.
type Entry struct {
	Method, Path string
	Anyone       bool
	Program      bool
	Upload       bool
}

// Table is the table of routes.
func (s *Server) Table() []Entry {
	var all []Entry
	for _, r := range s.routes {
		all = append(all, Entry{r.method, r.path, r.who == anyone || r.who == demoOnly, r.who == program, r.upload})
	}
	return all
}

// Registered is what echo answers.
func (s *Server) Registered() []*echo.Route { return s.echo.Routes() }

// HasEntry says whether the table knows a registered route.
func (s *Server) HasEntry(method, path string) bool {
	_, ok := s.byPath[method+" "+path]
	return ok
}

// ShortTimes sets how long headers and bodies may take, so that a test need not
// wait. It is called before Serve.
func (s *Server) ShortTimes(header, body time.Duration) { s.times = times{header, body} }

// Names for tests in the package's other half.
var (
	AccountHash   = accountHash
	IsLocal       = isLocal
	Disposition   = disposition
	CleanText     = cleanText
	CleanFileName = cleanFileName
)
