// Package api hands statements of reasons to the Transparency Database of the
// European Union, and reads its answers: a batch is taken whole or not at all, only
// 201 means that it was taken, and what is there already is known again by its puid.
package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"ipportal/ipcase"
	"ipportal/ipcase/dsa"
)

// MaxBatch is how many statements the database takes at once.
const MaxBatch = 100

// maxAnswer bounds what is read of an answer: it repeats the statements, of some
// 10,000 characters each.
const maxAnswer = 16 << 20

// Client asks one database with one token.
type Client struct {
	base   string
	token  string
	client *http.Client
}

// New reads an address such as https://token:SECRET@transparency.dsa.ec.europa.eu; it
// asks nobody. What it says of a wrong one holds nothing of it: the token is secret.
func New(address string) (*Client, error) {
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "":
		return nil, errors.New("write it as https://token:SECRET@transparency.dsa.ec.europa.eu, with %7C for a | in the token")
	case u.Scheme != "https" && (u.Scheme != "http" || !loopback(u.Hostname())):
		return nil, errors.New("the token would travel readable for all: use https")
	}
	token, ok := u.User.Password()
	if !ok || token == "" {
		return nil, errors.New("the token is missing: write https://token:SECRET@ before the host")
	}
	u.User = nil
	return &Client{base: strings.TrimRight(u.String(), "/") + "/api/v1", token: token, client: &http.Client{
		Timeout:       time.Minute,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, // 302 means that it exists
	}}, nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// answer is what the database says of a batch.
type answer struct {
	Message    string `json:"message"`
	Statements []struct {
		Puid string `json:"puid"`
		UUID string `json:"uuid"`
	} `json:"statements"`
	Errors json.RawMessage `json:"errors"`
}

// Send hands over a batch. Where the database refuses it for some of its statements,
// it is sent again without them. It gives back what is known of each for certain, by
// puid, also where the rest failed; what is not in it has to be sent again.
func (c *Client) Send(ctx context.Context, batch []dsa.Statement) (map[string]ipcase.StatementAnswer, error) {
	known := map[string]ipcase.StatementAnswer{}
	rest := slices.Clone(batch)
	for len(rest) > 0 {
		status, said, err := c.ask(ctx, http.MethodPost, "/statements", map[string]any{"statements": rest})
		if err != nil {
			return known, err
		}
		if status == http.StatusCreated {
			for _, s := range said.Statements {
				known[s.Puid] = ipcase.StatementAnswer{Kind: ipcase.StatementStored, UUID: s.UUID}
			}
			if left := without(rest, known); len(left) > 0 {
				return known, fmt.Errorf("the transparency database took %d statements and names %d", len(rest), len(said.Statements))
			}
			return known, nil
		}
		if status != http.StatusUnprocessableEntity {
			return known, fmt.Errorf("the transparency database answers %d %s: %s", status, http.StatusText(status), short(said.Message))
		}
		if err := c.sortOut(ctx, rest, said, known); err != nil {
			return known, err
		}
		rest = without(rest, known)
	}
	return known, nil
}

// sortOut reads which statements of a refused batch are there already and which are
// wrong. A refusal that names none of them is followed by the question for each.
func (c *Client) sortOut(ctx context.Context, batch []dsa.Statement, said answer, known map[string]ipcase.StatementAnswer) error {
	before := len(known)
	var fields map[string]json.RawMessage
	_ = json.Unmarshal(said.Errors, &fields)
	var existing []string
	_ = json.Unmarshal(fields["existing_puids"], &existing)
	for _, s := range batch {
		if slices.Contains(existing, s.Puid) {
			known[s.Puid] = ipcase.StatementAnswer{Kind: ipcase.StatementExists}
		}
	}
	for key, raw := range fields {
		n, err := strconv.Atoi(strings.TrimPrefix(key, "statement_"))
		if err != nil || !strings.HasPrefix(key, "statement_") || n < 0 || n >= len(batch) {
			continue
		}
		known[batch[n].Puid] = ipcase.StatementAnswer{Kind: ipcase.StatementWrong, Why: why(raw)}
	}
	if len(known) > before {
		return nil
	}
	for _, s := range batch {
		there, err := c.exists(ctx, s.Puid)
		if err != nil {
			return err
		}
		if there {
			known[s.Puid] = ipcase.StatementAnswer{Kind: ipcase.StatementExists}
		}
	}
	if len(known) == before {
		return &ipcase.PermanentError{Reason: "the transparency database refuses the batch and names no statement of it: " + short(said.Message)}
	}
	return nil
}

// exists asks whether a statement is there: 302 says yes, 404 says no.
func (c *Client) exists(ctx context.Context, puid string) (bool, error) {
	status, said, err := c.ask(ctx, http.MethodGet, "/statement/existing-puid/"+url.PathEscape(puid), nil)
	switch {
	case err != nil:
		return false, err
	case status == http.StatusFound:
		return true, nil
	case status == http.StatusNotFound:
		return false, nil
	}
	return false, fmt.Errorf("the transparency database answers %d %s: %s", status, http.StatusText(status), short(said.Message))
}

func (c *Client) ask(ctx context.Context, method, path string, body any) (int, answer, error) {
	var said answer
	var payload io.Reader
	if body != nil {
		words, err := json.Marshal(body)
		if err != nil {
			return 0, said, fmt.Errorf("write statements: %w", err)
		}
		payload = bytes.NewReader(words)
	}
	req, err := http.NewRequestWithContext(ctx, method, c.base+path, payload)
	if err != nil {
		return 0, said, fmt.Errorf("ask the transparency database: %w", err)
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	req.Header.Set("Accept", "application/json")
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := c.client.Do(req)
	if err != nil {
		return 0, said, fmt.Errorf("ask the transparency database: %w", err)
	}
	defer func() { _ = resp.Body.Close() }()
	words, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return 0, said, fmt.Errorf("read the transparency database's answer: %w", err)
	}
	if err := json.Unmarshal(words, &said); err != nil && (resp.StatusCode == http.StatusCreated || resp.StatusCode == http.StatusUnprocessableEntity) {
		return 0, said, fmt.Errorf("the transparency database's answer cannot be read: %w", err)
	}
	return resp.StatusCode, said, nil
}

func without(batch []dsa.Statement, known map[string]ipcase.StatementAnswer) []dsa.Statement {
	return slices.DeleteFunc(slices.Clone(batch), func(s dsa.Statement) bool { _, ok := known[s.Puid]; return ok })
}

// why is what the database says of one statement, its fields in their order.
func why(raw json.RawMessage) string {
	var fields map[string][]string
	if err := json.Unmarshal(raw, &fields); err != nil {
		return short(string(raw))
	}
	lines := make([]string, 0, len(fields))
	for field, said := range fields {
		lines = append(lines, field+": "+strings.Join(said, " "))
	}
	sort.Strings(lines)
	return short(strings.Join(lines, "\n"))
}

func short(words string) string {
	if r := []rune(words); len(r) > 1000 {
		return string(r[:1000]) + "…"
	}
	return words
}
