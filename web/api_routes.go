package web

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/evidence"
	"ipportal/web/api"
)

// apiRoutes is what programs ask, each operation an entry, and the document that
// describes them.
func apiRoutes(s *Server) []route {
	all := []route{
		get(apiPath, anyone, s.apiReference),
		get(api.Prefix+"/openapi.json", anyone, s.openAPI(false)),
		get(api.Prefix+"/openapi-3.0.json", anyone, s.openAPI(true)),
	}
	files := s.apiFiles()
	for _, r := range s.api.Routes() {
		h := s.answerProgram
		if r.Raw {
			h = s.answerFile(r.ID, files[r.ID])
		}
		all = append(all, route{method: r.Method, path: r.Path, who: program, handler: h})
	}
	return all
}

// isAPI says whether a request comes from a program: it shows a key and no cookie,
// and is answered in JSON. A marketplace's own address is another door.
func isAPI(c echo.Context) bool {
	return strings.HasPrefix(c.Request().URL.Path, api.Prefix+"/") && !strings.HasPrefix(c.Request().URL.Path, marketPath)
}

func (s *Server) newAPI() *api.API {
	return api.New(api.Deps{
		Service: s.Service, Accounts: s.Accounts, Clock: s.Clock, Logger: s.Logger, BaseURL: s.BaseURL, Name: s.ProductName,
		Rates: s.APIRates, Away: s.Away, Scratch: s.scratch,
	})
}

// scratch is where files lie that are only looked at.
func (s *Server) scratch() (ipcase.Blobs, func(), error) {
	dir, err := os.MkdirTemp("", scratchRehearsal)
	if err != nil {
		return nil, nil, fmt.Errorf("a place for files that are only looked at: %w", err)
	}
	drop := func() {
		if err := os.RemoveAll(dir); err != nil {
			s.Logger.Error("files that were only looked at stay", "error", err)
		}
	}
	store, err := evidence.NewDisk(dir)
	if err != nil {
		drop()
		return nil, nil, fmt.Errorf("a place for files that are only looked at: %w", err)
	}
	if s.Office {
		store = store.WithOffice()
	}
	return store, drop, nil
}

func (s *Server) openAPI(old bool) echo.HandlerFunc {
	return func(c echo.Context) error {
		s.api.ServeSpec(c.Response(), c.Request(), old)
		return nil
	}
}

// answerProgram finds for whom a program asks and lets the API answer.
func (s *Server) answerProgram(c echo.Context) error {
	caller, err := s.api.Authenticate(c.Request())
	if p := (*api.Problem)(nil); errors.As(err, &p) {
		s.api.WriteProblem(c.Response(), p)
		return nil
	}
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	caller.Reference = requestID(c)
	c.Set(actorName, caller.Actor)
	s.api.ServeHTTP(c.Response(), c.Request().WithContext(api.With(c.Request().Context(), caller)))
	if status := c.Response().Status; status == http.StatusForbidden || status == http.StatusNotFound || status == http.StatusTooManyRequests {
		s.noteRefusal(c, problem{status: status})
	}
	return nil
}

// apiError answers a program what went wrong before an operation was reached.
func (s *Server) apiError(c echo.Context, err error, p problem) {
	told, fault := s.api.ProblemOf(err, requestID(c))
	switch {
	case fault && p.status < http.StatusInternalServerError:
		told = api.StatusProblem(p.status, "")
	case p.status == http.StatusTooManyRequests:
		c.Response().Header().Set("Retry-After", "10")
	}
	s.api.WriteProblem(c.Response(), told)
}
