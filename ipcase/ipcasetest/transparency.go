package ipcasetest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"
)

// Transparency stands in for the Transparency Database of the European Union. It
// enforces the rules of the database's code as published on 24 June 2026, and nothing
// of the portal: a batch of 1 to 100, all or nothing, each puid once for ever.
type Transparency struct {
	URL string // with the token, as IPPORTAL_DSA takes it

	mu      sync.Mutex
	kept    map[string]map[string]any
	order   []string
	batches []int
	mood    func(r *http.Request) int // a status to fail with; 0 answers
	lose    bool                      // the next batch is kept, and its answer lost
	quiet   bool                      // a refusal names no puids
}

// transparencyToken holds what such tokens hold.
const transparencyToken = "17|abcDEF123"

// NewTransparency starts one.
func NewTransparency(t testing.TB) *Transparency {
	d := &Transparency{kept: map[string]map[string]any{}}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /api/v1/statements", d.statements)
	mux.HandleFunc("GET /api/v1/statement/existing-puid/{puid}", d.existing)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		d.mu.Lock()
		defer d.mu.Unlock()
		if d.mood != nil {
			if status := d.mood(r); status != 0 {
				http.Error(w, http.StatusText(status), status)
				return
			}
		}
		if r.Header.Get("Authorization") != "Bearer "+transparencyToken || r.Header.Get("Accept") != "application/json" {
			say(w, http.StatusUnauthorized, map[string]any{"message": "Unauthenticated."})
			return
		}
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	d.URL = strings.Replace(server.URL, "://", "://token:17%7CabcDEF123@", 1)
	return d
}

// Fail answers with the status that mood gives; nil lets it answer again.
func (d *Transparency) Fail(mood func(r *http.Request) int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.mood = mood
}

// LoseAnswer keeps the next batch and answers as if nothing had come of it.
func (d *Transparency) LoseAnswer() { d.mu.Lock(); defer d.mu.Unlock(); d.lose = true }

// NameNothing lets refusals say nothing of which statements are there.
func (d *Transparency) NameNothing(yes bool) { d.mu.Lock(); defer d.mu.Unlock(); d.quiet = yes }

// Kept is what the database holds, by puid.
func (d *Transparency) Kept() map[string]map[string]any {
	d.mu.Lock()
	defer d.mu.Unlock()
	all := map[string]map[string]any{}
	for puid, s := range d.kept {
		all[puid] = s
	}
	return all
}

// Batches is how many statements each batch held that was taken.
func (d *Transparency) Batches() []int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.batches)
}

func say(w http.ResponseWriter, status int, what any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(what)
}

func (d *Transparency) existing(w http.ResponseWriter, r *http.Request) {
	puid := r.PathValue("puid")
	if d.kept[puid] == nil {
		say(w, http.StatusNotFound, map[string]any{"message": "statement of reason not found", "puid": puid})
		return
	}
	w.Header().Set("Location", "/nowhere") // a client that follows it is wrong
	say(w, http.StatusFound, map[string]any{"message": "statement of reason found", "puid": puid})
}

func (d *Transparency) statements(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Statements []map[string]any `json:"statements"`
	}
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil || len(body.Statements) < 1 || len(body.Statements) > 100 {
		say(w, http.StatusUnprocessableEntity, map[string]any{
			"message": "The statements field must have between 1 and 100 items.",
			"errors":  map[string]any{"statements": []string{"The statements field must have between 1 and 100 items."}},
		})
		return
	}
	wrong := map[string]any{}
	for n, s := range body.Statements {
		if faults := transparencyFaults(s); len(faults) > 0 {
			wrong[fmt.Sprintf("statement_%d", n)] = faults
		}
	}
	if len(wrong) > 0 {
		say(w, http.StatusUnprocessableEntity, map[string]any{"errors": wrong})
		return
	}
	var twice []string
	seen := map[string]bool{}
	for _, s := range body.Statements {
		puid, _ := s["puid"].(string)
		if d.kept[puid] != nil || seen[puid] {
			twice = append(twice, puid)
		}
		seen[puid] = true
	}
	if len(twice) > 0 {
		const msg = "The platform identifier(s) are not all unique within this call."
		errs := map[string]any{"puid": []string{msg}, "existing_puids": twice}
		if d.quiet {
			delete(errs, "existing_puids")
		}
		say(w, http.StatusUnprocessableEntity, map[string]any{"message": msg, "errors": errs})
		return
	}
	stored := make([]map[string]any, 0, len(body.Statements))
	for _, s := range body.Statements {
		puid, _ := s["puid"].(string)
		d.kept[puid] = s
		d.order = append(d.order, puid)
		stored = append(stored, map[string]any{"puid": puid, "uuid": fmt.Sprintf("00000000-0000-4000-8000-%012d", len(d.order)), "id": len(d.order)})
	}
	d.batches = append(d.batches, len(stored))
	if d.lose {
		d.lose = false
		http.Error(w, "gateway timeout", http.StatusGatewayTimeout)
		return
	}
	say(w, http.StatusCreated, map[string]any{"statements": stored})
}

// transparencyRule is what is asked of one field.
type transparencyRule struct {
	required, list, day, url bool
	max                      int
	in                       []string
	match                    *regexp.Regexp
	from                     string // of a day
}

func words(s string) []string { return strings.Fields(s) }

func prefixed(prefix, names string) (all []string) {
	for _, n := range words(names) {
		all = append(all, prefix+n)
	}
	return all
}

var (
	transparencyCategories = prefixed("STATEMENT_CATEGORY_", `ANIMAL_WELFARE CONSUMER_INFORMATION CYBER_VIOLENCE CYBER_VIOLENCE_AGAINST_WOMEN
		DATA_PROTECTION_AND_PRIVACY_VIOLATIONS ILLEGAL_OR_HARMFUL_SPEECH INTELLECTUAL_PROPERTY_INFRINGEMENTS
		NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS NOT_SPECIFIED_NOTICE OTHER_VIOLATION_TC PROTECTION_OF_MINORS RISK_FOR_PUBLIC_SECURITY
		SCAMS_AND_FRAUD SELF_HARM UNSAFE_AND_PROHIBITED_PRODUCTS VIOLENCE`)
	transparencyKeywords = prefixed("KEYWORD_", `COPYRIGHT_INFRINGEMENT DESIGN_INFRINGEMENT GEOGRAPHIC_INDICATIONS_INFRINGEMENT PATENT_INFRINGEMENT
		TRADE_SECRET_INFRINGEMENT TRADEMARK_INFRINGEMENT INAUTHENTIC_LISTINGS IMPERSONATION_ACCOUNT_HIJACKING PROHIBITED_PRODUCTS UNSAFE_PRODUCTS
		MISLEADING_INFO_GOODS_SERVICES GOODS_SERVICES_NOT_PERMITTED OTHER`)
	transparencyEEA = words("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK")

	transparencyRules = map[string]transparencyRule{
		"decision_visibility":             {list: true, in: prefixed("DECISION_VISIBILITY_", "CONTENT_REMOVED CONTENT_DISABLED CONTENT_DEMOTED CONTENT_AGE_RESTRICTED CONTENT_INTERACTION_RESTRICTED CONTENT_LABELLED OTHER")},
		"decision_monetary":               {in: prefixed("DECISION_MONETARY_", "SUSPENSION TERMINATION OTHER")},
		"decision_provision":              {in: prefixed("DECISION_PROVISION_", "PARTIAL_SUSPENSION TOTAL_SUSPENSION PARTIAL_TERMINATION TOTAL_TERMINATION")},
		"decision_account":                {in: prefixed("DECISION_ACCOUNT_", "SUSPENDED TERMINATED")},
		"decision_visibility_other":       {max: 500},
		"decision_monetary_other":         {max: 500},
		"end_date_visibility_restriction": {day: true},
		"end_date_monetary_restriction":   {day: true},
		"end_date_service_restriction":    {day: true},
		"end_date_account_restriction":    {day: true},
		"account_type":                    {in: prefixed("ACCOUNT_TYPE_", "BUSINESS PRIVATE")},
		"decision_ground":                 {required: true, in: prefixed("DECISION_GROUND_", "ILLEGAL_CONTENT INCOMPATIBLE_CONTENT")},
		"decision_ground_reference_url":   {max: 500, url: true},
		"illegal_content_legal_ground":    {max: 500}, "illegal_content_explanation": {max: 2000},
		"incompatible_content_ground": {max: 500}, "incompatible_content_explanation": {max: 2000}, "incompatible_content_illegal": {in: words("Yes No")},
		"category": {required: true, in: transparencyCategories}, "category_addition": {list: true, in: transparencyCategories},
		"category_specification": {list: true, in: transparencyKeywords}, "category_specification_other": {max: 500},
		"content_type": {required: true, list: true, in: prefixed("CONTENT_TYPE_", "APP AUDIO IMAGE PRODUCT SYNTHETIC_MEDIA TEXT VIDEO OTHER")}, "content_type_other": {max: 500},
		"content_language":  {match: regexp.MustCompile(`^[A-Z]{2}$`)},
		"content_date":      {required: true, day: true, from: "2000-01-01"},
		"territorial_scope": {required: true, list: true, in: transparencyEEA},
		"application_date":  {required: true, day: true, from: "2020-01-01"},
		"decision_facts":    {required: true, max: 5000},
		"source_type":       {required: true, in: words("SOURCE_ARTICLE_16 SOURCE_TRUSTED_FLAGGER SOURCE_TYPE_OTHER_NOTIFICATION SOURCE_VOLUNTARY")}, "source_identity": {max: 500},
		"automated_detection": {required: true, in: words("Yes No")},
		"automated_decision":  {required: true, in: prefixed("AUTOMATED_DECISION_", "FULLY PARTIALLY NOT_AUTOMATED")},
		"puid":                {required: true, max: 500, match: regexp.MustCompile(`^[a-zA-Z0-9-_]+$`)},
	}
)

// transparencyFaults is what the database finds wrong with a statement, by field.
func transparencyFaults(s map[string]any) map[string][]string {
	faults := map[string][]string{}
	fault := func(field, format string, args ...any) {
		faults[field] = append(faults[field], fmt.Sprintf(format, args...))
	}
	for field := range s {
		if _, ok := transparencyRules[field]; !ok {
			fault(field, "There is no such field.")
		}
	}
	for field, rule := range transparencyRules {
		value, there := s[field]
		if !there {
			if rule.required {
				fault(field, "The %s field is required.", field)
			}
			continue
		}
		for _, f := range rule.judge(value) {
			fault(field, "The %s field %s", field, f)
		}
	}
	if s["decision_visibility"] == nil && s["decision_monetary"] == nil && s["decision_provision"] == nil && s["decision_account"] == nil {
		for _, field := range words("decision_visibility decision_monetary decision_provision decision_account") {
			fault(field, "The %s field is required when none of the others are present.", field)
		}
	}
	kind := map[any]string{"DECISION_GROUND_ILLEGAL_CONTENT": "illegal_content_legal_ground illegal_content_explanation", "DECISION_GROUND_INCOMPATIBLE_CONTENT": "incompatible_content_ground incompatible_content_explanation"}
	for _, field := range words(kind[s["decision_ground"]]) {
		if s[field] == nil {
			fault(field, "The %s field is required with this ground.", field)
		}
	}
	for field := range s { // by the documentation: an end is not before its beginning
		begins, _ := s["application_date"].(string)
		if end, ok := s[field].(string); ok && strings.HasPrefix(field, "end_date_") && end < begins {
			fault(field, "The %s field must be a date after or equal to application date.", field)
		}
	}
	return faults
}

func (r transparencyRule) judge(value any) (faults []string) {
	values := []any{value}
	if r.list {
		list, ok := value.([]any)
		if !ok {
			return []string{"must be an array."}
		}
		if r.required && len(list) == 0 {
			return []string{"is required."}
		}
		values = list
	}
	for _, v := range values {
		text, ok := v.(string)
		switch day, err := time.Parse(time.DateOnly, text); {
		case !ok:
			faults = append(faults, "must be a string.")
		case strings.TrimSpace(text) == "":
			faults = append(faults, "is required.")
		case r.max > 0 && utf8.RuneCountInString(text) > r.max:
			faults = append(faults, fmt.Sprintf("must not be greater than %d characters.", r.max))
		case r.in != nil && !slices.Contains(r.in, text):
			faults = append(faults, "is invalid: "+text)
		case r.match != nil && !r.match.MatchString(text):
			faults = append(faults, "format is invalid.")
		case r.day && (err != nil || text < r.from || day.After(time.Date(2038, 1, 1, 0, 0, 0, 0, time.UTC))):
			faults = append(faults, "is not a valid date of the time that is taken.")
		case r.url && !strings.HasPrefix(text, "http"):
			faults = append(faults, "must be a valid URL.")
		}
	}
	return faults
}
