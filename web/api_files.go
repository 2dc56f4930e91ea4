package web

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
	"ipportal/ipcase/evidence"
	"ipportal/web/api"
)

// apiFiles are the operations that answer or take bytes: the pages' own handlers, for
// whoever a key acts.
func (s *Server) apiFiles() map[string]echo.HandlerFunc {
	return map[string]echo.HandlerFunc{
		"send-file":             s.receiveFile,
		"read-file":             s.evidenceFile,
		"read-casefile":         s.caseFileZIP,
		"read-casefile-pdf":     s.caseFilePDF,
		"read-snapshot-picture": s.snapshotPicture,
		"read-captured-page":    s.capturedPage,
	}
}

// answerFile carries an operation about bytes out, and answers its refusals.
func (s *Server) answerFile(id string, h echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		err := s.enterFile(c, id)
		if err == nil {
			err = h(c)
		}
		if p := (*api.Problem)(nil); errors.As(err, &p) {
			s.api.WriteProblem(c.Response(), p)
			return nil
		}
		return err
	}
}

// enterFile lets a program in as answerProgram does.
func (s *Server) enterFile(c echo.Context, id string) error {
	caller, err := s.api.Authenticate(c.Request())
	if err != nil {
		return err //nolint:wrapcheck // says itself what it did
	}
	c.Set(actorName, caller.Actor)
	c.SetRequest(c.Request().WithContext(api.With(c.Request().Context(), caller)))
	if err := s.api.Enter(c.Response().Header(), caller, id); err != nil {
		return err //nolint:wrapcheck // a refusal
	}
	if id == "send-file" && caller.Key.Sandbox {
		return ipcase.Errorf(ipcase.Refused, "A sandbox key keeps nothing. Send the file inside the request that it belongs to.")
	}
	return nil
}

// receiveFile keeps a file for a request that will name it. It is read as it comes.
func (s *Server) receiveFile(c echo.Context) error {
	name := cleanFileName(c.QueryParam("name"))
	if name == "" {
		return fieldProblem("query", "name", "Give the file a name.")
	}
	purpose := ipcase.ExhibitPurpose(c.QueryParam("purpose"))
	switch purpose {
	case "":
		purpose = ipcase.PurposeEvidence
	case ipcase.PurposeEvidence, ipcase.PurposeSpecimen, ipcase.PurposeCertificate, ipcase.PurposePower:
	default:
		return fieldProblem("query", "purpose", "It is evidence, specimen, certificate or power_of_attorney.")
	}
	visibility := ipcase.BothSides
	switch c.QueryParam("reviewer_only") {
	case "", "false":
	case "true":
		visibility = ipcase.ReviewerOnly
	default:
		return fieldProblem("query", "reviewer_only", "It is true or false.")
	}
	if err := moreTime(c); err != nil {
		return err
	}
	caller := api.CallerOf(c.Request().Context())
	return s.api.Send(c.Response(), c.Request(), caller, func(form string) (api.Uploaded, error) { //nolint:wrapcheck // a refusal, or says itself what it did
		kept, err := s.Service.AddEvidence(c.Request().Context(), caller.Actor, ipcase.AddEvidence{
			FormID: form, Field: "file", Name: name, Purpose: purpose, Visibility: visibility,
			Body: http.MaxBytesReader(c.Response(), c.Request().Body, evidence.MaxFileBytes+1),
		})
		return api.Uploaded{ID: kept.PublicID, Name: kept.Name, Kind: kept.MIME, Size: kept.Size, SHA256: kept.Hash}, err //nolint:wrapcheck // says itself what it did
	})
}

func fieldProblem(in, name, detail string) *api.Problem {
	p := api.StatusProblem(http.StatusUnprocessableEntity, "Something sent cannot be accepted.")
	p.Errors = []api.FieldProblem{{In: in, Name: name, Detail: detail}}
	return p
}

// asksFirst says that a large case file is made first, where a program asks for it.
func asksFirst(c echo.Context) error {
	if !isAPI(c) {
		return nil
	}
	return ipcase.Errorf(ipcase.Refused, "This case file is large, and is made first: ask for that, and come back in a moment.")
}
