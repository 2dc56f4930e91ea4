package dsa

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"
)

// How long the database lets the words be, in characters.
const (
	MaxGround      = 500
	MaxExplanation = 2000
	MaxFacts       = 5000
	maxPuid        = 500
)

// FaultKind is why the database would refuse a statement.
type FaultKind string

// The kinds.
const (
	Missing FaultKind = "missing"
	TooLong FaultKind = "too_long"
	BadDate FaultKind = "bad_date"
	BadID   FaultKind = "bad_id"
)

// Fault is one field that the database would refuse. Max is the limit of what is too
// long.
type Fault struct {
	Field string    `json:"field"`
	Kind  FaultKind `json:"kind"`
	Max   int       `json:"max,omitempty"`
}

var (
	puids    = regexp.MustCompile(`^[a-zA-Z0-9_-]+$`)
	oldest   = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	firstDay = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	lastDay  = time.Date(2038, 1, 1, 0, 0, 0, 0, time.UTC)
)

// Faults is what the database would refuse, by the stricter of its code and its
// documentation: an end not before its beginning, and a territory, are asked for by
// the documentation alone.
func (s Statement) Faults() []Fault {
	found := []Fault{}
	fault := func(field string, kind FaultKind, most int) { found = append(found, Fault{field, kind, most}) }
	if !puids.MatchString(s.Puid) || len(s.Puid) > maxPuid {
		fault("puid", BadID, 0)
	}
	text := func(field, words string, most int) {
		switch {
		case strings.TrimSpace(words) == "":
			fault(field, Missing, 0)
		case utf8.RuneCountInString(words) > most:
			fault(field, TooLong, most)
		}
	}
	t := s.Texts()
	text("ground", t.Ground, MaxGround)
	text("explanation", t.Explanation, MaxExplanation)
	text("facts", t.Facts, MaxFacts)
	if len(s.DecisionVisibility) == 0 && s.DecisionProvision == "" && s.DecisionAccount == "" {
		fault("decision", Missing, 0)
	}
	if len(s.TerritorialScope) == 0 {
		fault("territorial_scope", Missing, 0)
	}
	if s.AutomatedDecision == "" {
		fault("automated_decision", Missing, 0)
	}
	day := func(field, value string, from time.Time) {
		d, err := time.Parse(time.DateOnly, value)
		if err != nil || d.Before(from) || d.After(lastDay) {
			fault(field, BadDate, 0)
		}
	}
	day("content_date", s.ContentDate, oldest)
	day("application_date", s.ApplicationDate, firstDay)
	begins, _ := time.Parse(time.DateOnly, s.ApplicationDate)
	for _, end := range [][2]string{{"end_date_visibility_restriction", s.EndDateVisibility}, {"end_date_service_restriction", s.EndDateService}} {
		if end[1] != "" {
			day(end[0], end[1], begins)
		}
	}
	return found
}
