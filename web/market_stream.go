package web

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"

	"github.com/labstack/echo/v4"

	"ipportal/ipcase"
)

// Limits of a stream of lines. What was taken before one is met stays taken.
const (
	streamLimit = 1 << 30
	streamIdle  = 30 * time.Second // without anything coming
	streamWhole = 30 * time.Minute
	maxFaults   = 1000 // lines that are told to be wrong; then the rest is not read
)

// streamAnswer says what became of a stream.
type streamAnswer struct {
	Lines    int         `json:"lines"`
	Taken    int         `json:"taken"`
	Complete bool        `json:"complete"`         // everything was read
	Detail   string      `json:"detail,omitempty"` // why not
	Problems []lineFault `json:"problems"`
}

type lineFault struct {
	Line   int    `json:"line"`
	ID     string `json:"id,omitempty"`
	Detail string `json:"detail"`
}

func (s *Server) takeListings(c echo.Context, from ipcase.Connection) error {
	return takeLines(c, func(l ipcase.ListingLine) string { return l.ID }, func(ctx context.Context, lines []ipcase.ListingLine) ([]string, error) {
		return s.Service.KeepListings(ctx, from, lines)
	})
}

func (s *Server) takeSellers(c echo.Context, from ipcase.Connection) error {
	return takeLines(c, func(l ipcase.SellerLine) string { return l.ID }, func(ctx context.Context, lines []ipcase.SellerLine) ([]string, error) {
		return s.Service.KeepSellers(ctx, from, lines)
	})
}

// lineTaker reads a stream of JSON objects, one to a line, and has them kept some
// hundred at a time: memory is bounded by those, whatever comes.
type lineTaker[T any] struct {
	id     func(T) string
	keep   func(ctx context.Context, lines []T) ([]string, error)
	lines  []T
	at     []int // their numbers
	answer streamAnswer
}

func takeLines[T any](c echo.Context, id func(T) string, keep func(context.Context, []T) ([]string, error)) error {
	t := &lineTaker[T]{id: id, keep: keep, answer: streamAnswer{Problems: []lineFault{}}}
	body := &patient{c: c, rc: http.NewResponseController(c.Response())}
	if err := body.rc.SetWriteDeadline(time.Now().Add(streamWhole)); err != nil && !errors.Is(err, http.ErrNotSupported) { //nolint:forbidigo // the connection's deadline, not legal time
		return fmt.Errorf("give a stream its time: %w", err)
	}
	// Whole lines that came are kept, also where who sent them has gone.
	status, err := t.read(context.WithoutCancel(c.Request().Context()), bufio.NewReaderSize(body, oneLimit))
	if err != nil {
		return err
	}
	t.answer.Complete = status == http.StatusOK
	if !t.answer.Complete {
		c.Response().Header().Set("Connection", "close") // the rest is not read
	}
	return c.JSON(status, t.answer)
}

func (t *lineTaker[T]) read(ctx context.Context, in *bufio.Reader) (status int, err error) {
	for {
		line, long, ended := nextLine(in)
		if ended != nil && !errors.Is(ended, io.EOF) {
			status, t.answer.Detail = stopped(ended)
			return status, t.flush(ctx)
		}
		last := ended != nil
		if len(line) > 0 || long {
			t.take(line, long)
		}
		if len(t.lines) == ipcase.MarketBatch || last {
			if err := t.flush(ctx); err != nil {
				return 0, err
			}
		}
		if len(t.answer.Problems) >= maxFaults {
			t.answer.Detail = fmt.Sprintf("More than %d lines are wrong. What follows was not read: correct them and send the rest again.", maxFaults-1)
			return http.StatusUnprocessableEntity, t.flush(ctx)
		}
		if last {
			return http.StatusOK, nil //nolint:nilerr // the end of a stream is no fault
		}
	}
}

// stopped says why a stream could not be read to its end.
func stopped(err error) (int, string) {
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return http.StatusRequestEntityTooLarge, fmt.Sprintf("A stream is at most %d MB. What is beyond was not read: send it as another stream.", streamLimit>>20)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return http.StatusRequestTimeout, fmt.Sprintf("Nothing came for %d seconds. The lines that were taken stay taken: send the rest again.", int(streamIdle.Seconds()))
	default:
		return http.StatusBadRequest, "The stream ended in the middle. The lines that were taken stay taken: send the rest again."
	}
}

func (t *lineTaker[T]) take(line []byte, long bool) {
	t.answer.Lines++
	var v T
	switch {
	case long:
		t.wrong(t.answer.Lines, "", fmt.Sprintf("The line is longer than %d KB.", oneLimit>>10))
	default:
		if err := decodeLine(line, &v); err != nil {
			t.wrong(t.answer.Lines, t.id(v), err.Error())
			return
		}
		t.lines, t.at = append(t.lines, v), append(t.at, t.answer.Lines)
	}
}

func (t *lineTaker[T]) wrong(line int, id, detail string) {
	if len(id) > 60 {
		id = id[:60]
	}
	t.answer.Problems = append(t.answer.Problems, lineFault{line, id, detail})
}

func (t *lineTaker[T]) flush(ctx context.Context) error {
	if len(t.lines) == 0 {
		return nil
	}
	faults, err := t.keep(ctx, t.lines)
	if err != nil {
		return err
	}
	for n, fault := range faults {
		if fault == "" {
			t.answer.Taken++
		} else {
			t.wrong(t.at[n], t.id(t.lines[n]), fault)
		}
	}
	t.lines, t.at = t.lines[:0], t.at[:0]
	return nil
}

// nextLine reads to the end of a line, and of a long one throws away what is beyond.
func nextLine(in *bufio.Reader) (line []byte, long bool, err error) {
	line, err = in.ReadSlice('\n')
	for errors.Is(err, bufio.ErrBufferFull) {
		long, line = true, nil
		_, err = in.ReadSlice('\n')
	}
	if long {
		line = nil
	}
	return bytes.TrimSpace(line), long, err
}

// patient waits for a stream that pauses, but not for ever.
type patient struct {
	c  echo.Context
	rc *http.ResponseController
}

func (p *patient) Read(b []byte) (int, error) {
	err := p.rc.SetReadDeadline(time.Now().Add(streamIdle)) //nolint:forbidigo // the connection's deadline, not legal time
	if err != nil && !errors.Is(err, http.ErrNotSupported) {
		return 0, err //nolint:wrapcheck // said above
	}
	return p.c.Request().Body.Read(b) //nolint:wrapcheck // as a reader does
}
