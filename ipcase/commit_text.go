package ipcase

import (
	"crypto/rand"
	"crypto/sha256"
	"database/sql/driver"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// Salts are the random salts of a row's texts, by the name of their column. They
// lie beside the text and go with it: what an event says of an erased text can be
// compared with nothing, and a short text cannot be guessed from it.
type Salts map[string]string

// Value is the salts as their column holds them.
func (s Salts) Value() (driver.Value, error) {
	if s == nil {
		return "{}", nil
	}
	words, err := json.Marshal(map[string]string(s))
	return string(words), err
}

// Scan reads them back.
func (s *Salts) Scan(stored any) error {
	var words []byte
	switch v := stored.(type) {
	case string:
		words = []byte(v)
	case []byte:
		words = v
	}
	return json.Unmarshal(words, s)
}

// HashText is how an event names words without holding them: the SHA-256, in
// hex, of a random salt, the name of the column, and the words as they are stored.
func HashText(salt, column, words string) string {
	sum := sha256.Sum256([]byte("ipportal text 2\n" + salt + "\n" + column + "\n" + words))
	return hex.EncodeToString(sum[:])
}

// commit salts texts, by their column: hashes for the event, salts for the row.
// What is no string is taken as the JSON that its column holds.
func commit(columns map[string]any) (hashes map[string]string, salts Salts, err error) {
	hashes, salts = make(map[string]string, len(columns)), make(Salts, len(columns))
	for column, value := range columns {
		words, ok := value.(string)
		if !ok {
			stored, err := json.Marshal(value)
			if err != nil {
				return nil, nil, fmt.Errorf("hash %s: %w", column, err)
			}
			words = string(stored)
		}
		b := make([]byte, 16)
		_, _ = rand.Read(b) // never fails
		salt := base64.RawURLEncoding.EncodeToString(b)
		hashes[column], salts[column] = HashText(salt, column, words), salt
	}
	return hashes, salts, nil
}

// paperKind is a table whose rows hold what somebody said, with the columns that
// an event of their chain names.
type paperKind struct {
	table   string
	chain   string // SQL: the name of the row's chain
	join    string
	columns []string
}

// paperKinds are all of them. Verify holds every one against its chain, and
// erasure takes texts out of them.
func paperKinds() []paperKind {
	const ofCase, ofAbuse = "'case:' || cases.number", "'abuse:' || abuse_reports.number"
	join := func(table string) string { return " JOIN cases ON cases.id = " + table + ".case_id" }
	joinAbuse := func(table string) string { return " JOIN abuse_reports ON abuse_reports.id = " + table + ".abuse_id" }
	return []paperKind{
		{"complaints", "'complaint:' || complaints.number", "", []string{"explanation", "statements", "answers", "signature", "contact", "again_reason"}},
		{"counters", ofCase, join("counters"), []string{"explanation", "contact", "statements", "signature"}},
		{"answers", ofCase, join("answers"), []string{"explanation", "court", "court_number"}},
		{"appeals", ofCase, join("appeals"), []string{"explanation"}},
		{"decisions", ofCase, join("decisions"), []string{"facts", "ground_kind", "reference", "explanation"}},
		{"orders", ofCase, join("orders"), []string{"authority", "order_number", "dated_on"}},
		{"fixes", ofCase, join("fixes"), []string{"words"}},
		{"fix_replies", ofCase, join("fix_replies"), []string{"words"}},
		{"settlement_offers", ofCase, join("settlement_offers"), []string{"sell_off_on", "licence", "words", "reply"}},
		{"relay_letters", ofCase, join("relay_letters"), []string{"words"}},
		{"clock_papers", ofCase, join("clock_papers"), []string{"words"}},
		{"clock_stops", "'stop:' || clock_stops.number", "", []string{"reason"}},
		{"received_orders", "'received:' || received_orders.number", "", []string{"authority", "legal_basis", "reasons", "demanded", "order_number", "dated_on", "effect"}},
		{"untold_removals", "'received:' || received_orders.number", " JOIN received_orders ON received_orders.id = untold_removals.received_id", []string{"facts", "ground_kind", "reference", "explanation"}},
		{"telling_changes", "'received:' || received_orders.number", " JOIN received_orders ON received_orders.id = telling_changes.received_id", []string{"why"}},
		{"trusted_flaggers", "'flagger:' || trusted_flaggers.number", "", []string{"coordinator", "country", "reference"}},
		{"flagger_reports", "'flagger:' || trusted_flaggers.number", " JOIN trusted_flaggers ON trusted_flaggers.id = flagger_reports.flagger_id", []string{"body"}},
		{"rights", "'right:' || rights.number", "", []string{"reason"}},
		{"identity_checks", "'identity:' || identity_checks.number", "", []string{"reason"}},
		{"powers_of_attorney", "'poa:' || powers_of_attorney.number", "", []string{"right_types", "acts", "territories", "contact_name", "contact_email", "reason"}},
		{"legal_holds", "'hold:' || legal_holds.number", "", []string{"reason"}},
		{"measures", "'measure:' || measures.number", "", []string{"facts", "ground_kind", "reference", "explanation", "appeal", "answer"}},
		{"abuse_reports", ofAbuse, "", []string{"labels", "other", "account"}},
		{"abuse_answers", ofAbuse, joinAbuse("abuse_answers"), []string{"words"}},
		{"abuse_appeals", ofAbuse, joinAbuse("abuse_appeals"), []string{"grounds"}},
		{"abuse_decisions", ofAbuse, joinAbuse("abuse_decisions"), []string{"findings", "facts", "ground_kind", "reference", "explanation", "relied"}},
		{"abuse_notes", ofAbuse, joinAbuse("abuse_notes"), []string{"words"}},
		{"erasures", "'erasure:' || erasures.number", "", []string{"answer"}},
	}
}

// The texts of each paper, by column, for commit.

func (c Complaint) texts() map[string]any {
	return map[string]any{
		"explanation": c.Explanation, "statements": c.Statements, "answers": c.Answers, "signature": c.Signature, "contact": c.Contact,
		"again_reason": c.AgainReason,
	}
}

func (c Counter) texts() map[string]any {
	return map[string]any{"explanation": c.Explanation, "contact": c.Contact, "statements": c.Statements, "signature": c.Signature}
}

func (a Answer) texts() map[string]any {
	return map[string]any{"explanation": a.Explanation, "court": a.Court, "court_number": a.CourtNumber}
}

func (a Appeal) texts() map[string]any { return map[string]any{"explanation": a.Explanation} }

func (d Decision) texts() map[string]any {
	return map[string]any{"facts": d.Facts, "ground_kind": string(d.GroundKind), "reference": d.Reference, "explanation": d.Explanation}
}

func (o Order) texts() map[string]any {
	return map[string]any{"authority": o.Authority, "order_number": o.Number, "dated_on": o.DatedOn}
}

func (p Power) texts() map[string]any {
	return map[string]any{
		"right_types": p.RightTypes, "acts": p.Acts, "territories": p.Territories, "contact_name": p.ContactName, "contact_email": p.ContactEmail,
	}
}
