package ipcase

import "slices"

// PersonalData is the one place that lists what the portal keeps about people:
// every text column of every table, as personal with what may become of it, or as
// plain. A test fails for a column that is in neither list. Export, erasure, the
// page that explains them and the search for what leaked all go by it.
func PersonalData() []PersonalTable {
	all := append(personalOfAccounts(), personalOfCases()...)
	all = append(append(all, personalOfPrivacy()...), personalOfMoves()...)
	return slices.Concat(all, personalOfStanding(), personalOfLog(), personalOfLooks(), personalOfOperating(), personalOfStatements(), personalOfBulk(), personalOfAnswers(), personalOfCaseFiles(), personalOfMarket())
}

const (
	ofTheirCases  = "IN (SELECT id FROM cases WHERE seller_org_id = @org OR holder_org_id = @org)"
	ofSellerCases = "IN (SELECT id FROM cases WHERE seller_org_id = @org)"
	ofHolderCases = "IN (SELECT id FROM cases WHERE holder_org_id = @org)"
	theirMail     = "(SELECT email FROM people WHERE id = @person)"
)

var (
	ownSide    = []Onlooker{OwnSide}
	both       = []Onlooker{OwnSide, OtherSide, Reviewers}
	ownChecked = []Onlooker{OwnSide, Reviewers}
	anybody    = []Onlooker{Everybody}
)

func personalOfCases() []PersonalTable { //nolint:funlen // a list
	return []PersonalTable{
		{
			Table: "rights", OfOrg: "org_id = @org",
			Fields: []PersonalField{
				{Column: "owner", Class: ClassContact, Seen: both, Kept: WhileClaims, Erased: AsWord, OrgOnly: true},
				{Column: "description", Class: ClassWords, Seen: both, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true},
				{Column: "reason", Class: ClassWords, Seen: ownChecked, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true},
			},
			Plain: []string{"number", "draft_id", "type", "office", "reg_number", "title", "territories", "nice_classes", "status", "event_hash", "salts"},
		},
		{
			Table: "drafts", OfPerson: "person_id = @person", OfOrg: "org_id = @org", Remove: true,
			Fields: []PersonalField{{Column: "data", Class: ClassWords, Seen: ownSide, Kept: WhileAccount}},
			Plain:  []string{"id", "kind"},
		},
		{
			Table: "complaints", OfPerson: "filed_by = @person", OfOrg: "org_id = @org",
			Fields: []PersonalField{
				{Column: "signature", Class: ClassContact, Seen: ownChecked, Kept: WhileClaims, Erased: AsWord},
				{Column: "contact", Inside: []string{"name", "address", "phone", "email"}, Class: ClassContact, Seen: both, Kept: WhileClaims, Erased: AsObject},
				{Column: "explanation", Class: ClassWords, Seen: both, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true},
				{Column: "answers", Class: ClassWords, Seen: both, Kept: WhileClaims, Erased: AsList, OrgOnly: true},
				{Column: "again_reason", Class: ClassWords, Seen: ownChecked, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true},
			},
			Plain: []string{"number", "reason", "procedure", "selected_by", "proof", "lang", "statements", "draft_id", "event_hash", "salts"},
		},
		{
			Table: "counters", OfPerson: "filed_by = @person", OfOrg: "case_id " + ofSellerCases,
			Fields: []PersonalField{
				{Column: "signature", Class: ClassContact, Seen: both, Kept: WhileClaims, Erased: AsWord},
				{Column: "contact", Inside: []string{"name", "address", "phone", "email"}, Class: ClassContact, Seen: both, Kept: WhileClaims, Erased: AsObject},
				{Column: "explanation", Class: ClassWords, Seen: both, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true},
			},
			Plain: []string{"public_id", "ground", "lang", "statements", "items", "draft_id", "salts"},
		},
		{
			Table: "answers", OfOrg: "case_id " + ofHolderCases,
			Fields: []PersonalField{
				{Column: "explanation", Class: ClassWords, Seen: both, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true},
				{Column: "court", Class: ClassWords, Seen: both, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true},
				{Column: "court_number", Class: ClassWords, Seen: both, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true},
			},
			Plain: []string{"kind", "court_action", "lang", "items", "salts"},
		},
		{
			Table: "appeals", OfOrg: "(party = 'seller' AND case_id " + ofSellerCases + " OR party = 'holder' AND case_id " + ofHolderCases + ")",
			Fields: []PersonalField{{Column: "explanation", Class: ClassWords, Seen: both, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true}},
			Plain:  []string{"party", "lang", "items", "salts"},
		},
		{ // Reasons of a restriction are kept and published (Regulation (EU) 2022/2065, Articles 17, 24(5)); they name nobody who need not be named.
			Table: "decisions", OfOrg: "case_id " + ofTheirCases,
			Fields: []PersonalField{
				{Column: "facts", Class: ClassWords, Seen: both, Kept: ForLaw, Erased: AsKept, OrgOnly: true},
				{Column: "explanation", Class: ClassWords, Seen: both, Kept: ForLaw, Erased: AsKept, OrgOnly: true},
				{Column: "rulings", Inside: []string{"comment"}, Class: ClassWords, Seen: both, Kept: ForLaw, Erased: AsKept, OrgOnly: true},
			},
			Plain: []string{"public_id", "kind", "ground_kind", "reference", "restriction", "territory", "redress", "lang", "evidence_ids", "salts"},
		},
		{ // What a court or an authority decided is kept with the decision that records it.
			Table: "orders", OfOrg: "case_id " + ofTheirCases,
			Fields: []PersonalField{
				{Column: "authority", Class: ClassWords, Seen: both, Kept: ForLaw, Erased: AsKept, OrgOnly: true},
				{Column: "order_number", Class: ClassWords, Seen: both, Kept: ForLaw, Erased: AsKept, OrgOnly: true},
			},
			Plain: []string{"public_id", "kind", "dated_on", "items", "salts"},
		},
		{
			Table: "items", OfOrg: "case_id " + ofHolderCases,
			Fields: []PersonalField{{Column: "note", Class: ClassWords, Seen: both, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true}},
			Plain:  []string{"state", "window", "state_before", "refusal", "pauses", "pause_kind", "clock_by", "reason", "rest"},
		},
		{
			Table: "clock_papers", OfOrg: "(party = 'seller' AND case_id " + ofSellerCases + " OR party = 'holder' AND case_id " + ofHolderCases + ")",
			Fields: []PersonalField{{Column: "words", Class: ClassWords, Seen: both, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true}},
			Plain:  []string{"kind", "party", "lang", "items", "salts"},
		},
		{
			// Whom an authority names stands in its order, which the law keeps.
			Table: "received_orders",
			Fields: []PersonalField{
				{Column: "demanded", Class: ClassWords, Seen: []Onlooker{Reviewers, Operators}, Kept: ForLaw, Erased: AsKept},
				{Column: "reasons", Class: ClassWords, Seen: []Onlooker{Reviewers, Operators}, Kept: ForLaw, Erased: AsKept},
				{Column: "effect", Class: ClassWords, Seen: []Onlooker{Reviewers, Operators}, Kept: ForLaw, Erased: AsKept},
			},
			Plain: []string{"number", "form_id", "demand", "kind", "authority", "country", "legal_basis", "listings", "territory", "redress", "tell", "order_number", "dated_on", "salts", "event_hash"},
		},
		{
			// As a decision's, which they become.
			Table: "untold_removals",
			Fields: []PersonalField{
				{Column: "facts", Class: ClassWords, Seen: []Onlooker{Reviewers, Operators}, Kept: ForLaw, Erased: AsKept},
				{Column: "explanation", Class: ClassWords, Seen: []Onlooker{Reviewers, Operators}, Kept: ForLaw, Erased: AsKept},
			},
			Plain: []string{"form_id", "ground_kind", "reference", "territory", "lang", "evidence_ids", "salts"},
		},
		{Table: "untold_listings", Plain: []string{"comment"}},
		{
			Table:  "telling_changes",
			Fields: []PersonalField{{Column: "why", Class: ClassWords, Seen: []Onlooker{Reviewers, Operators}, Kept: ForLaw, Erased: AsKept}},
			Plain:  []string{"until", "salts"},
		},
		{Table: "trusted_flaggers", Plain: []string{"number", "form_id", "coordinator", "coordinator_email", "country", "reference", "salts", "event_hash"}},
		{Table: "flagger_reports", Plain: []string{"public_id", "form_id", "lang", "body", "salts", "sent_to"}},
		{Table: "clock_stops", Plain: []string{"number", "form_id", "procedure", "reason", "salts", "event_hash"}},
		{
			Table: "exhibits", OfPerson: "created_by = @person AND draft_id <> ''", OfOrg: "org_id = @org",
			Fields: []PersonalField{
				{Column: "name", Class: ClassEvidence, Seen: both, Kept: WhileClaims, Erased: AsWord},
				{Column: "hash", Class: ClassEvidence, Seen: both, Kept: WhileClaims, Erased: AsFile},
				{Column: "view_hash", Class: ClassEvidence, Seen: both, Kept: WhileClaims, Erased: AsFile},
			},
			Plain: []string{"public_id", "draft_id", "label", "purpose", "visibility", "mime", "view_mime", "scan", "drawing"},
		},
		// What is known of bytes, by their hash; both go with the bytes (ForgetFile).
		{Table: "evidence_files", Plain: []string{"hash", "mime", "scan", "virus", "drawing"}},
		{Table: "drawings", Plain: []string{"number", "event_hash"}},
		{Table: "evidence_pages", Plain: []string{"parent_hash", "hash", "mime"}},
		{
			Table: "notices", OfOrg: "org_id = @org",
			Fields: []PersonalField{{Column: "proof", Class: ClassLog, Seen: []Onlooker{Reviewers}, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true}},
			Plain:  []string{"party", "kind", "delivered_by"},
		},
		{
			Table: "deliveries", OfOrg: "org_id = @org",
			OfPerson: `message LIKE 'account!_%' ESCAPE '!' AND (payload LIKE '%"person":' || CAST(CAST(@person AS BIGINT) AS TEXT) || ',%' OR payload LIKE '%"person":' || CAST(CAST(@person AS BIGINT) AS TEXT) || '}%')`,
			Fields: []PersonalField{
				{Column: "payload", Class: ClassLog, Seen: []Onlooker{Operators}, Kept: WhileClaims, Erased: AsObject},
				{Column: "last_error", Class: ClassLog, Seen: []Onlooker{Operators}, Kept: WhileClaims, Erased: AsNothing},
			},
			Plain: []string{"kind", "key", "message", "state", "answer", "answer_note"},
		},
		{
			Table: "messages", OfOrg: "org_id = @org", Remove: true,
			Fields: []PersonalField{{Column: "payload", Class: ClassLog, Seen: ownSide, Kept: WhileAccount, OrgOnly: true}},
			Plain:  []string{"kind"},
		},
		{
			Table: "cases", OfOrg: "(seller_org_id = @org OR holder_org_id = @org)",
			Fields: []PersonalField{{Column: "search_text", Class: ClassContact, Seen: both, Kept: WhileClaims, Erased: AsKept, OrgOnly: true}}, // the name is taken out of it
			Plain:  []string{"number", "procedure", "status", "seller_list", "review_task", "guard", "event_hash"},
		},
		{ // The shop as buyers saw it. It never changes (promise 6).
			Table: "snapshots", OfOrg: "listing_id IN (SELECT id FROM listings WHERE seller_org_id = @org)",
			Fields: []PersonalField{{Column: "seller_name", Class: ClassContact, Seen: anybody, Kept: ForLaw, Erased: AsKept, OrgOnly: true}},
			Plain:  []string{"ref", "url", "title", "lang", "description", "category", "currency", "images", "hash"},
		},
		{ // What somebody wrote from outside: of a person here only where the mail address is theirs.
			Table: "mailed_letters", OfPerson: "sender_email <> '' AND sender_email = " + theirMail,
			Fields: []PersonalField{
				{Column: "sender_name", Class: ClassContact, Seen: []Onlooker{Reviewers}, Kept: WhileClaims, Erased: AsWord},
				{Column: "sender_email", Class: ClassContact, Seen: []Onlooker{Reviewers}, Kept: WhileClaims, Erased: AsNothing},
				{Column: "subject", Class: ClassWords, Seen: []Onlooker{Reviewers}, Kept: WhileClaims, Erased: AsNothing},
				{Column: "text", Class: ClassWords, Seen: []Onlooker{Reviewers}, Kept: WhileClaims, Erased: AsNothing},
				{Column: "answer", Class: ClassWords, Seen: []Onlooker{Reviewers}, Kept: WhileClaims, Erased: AsNothing},
				{Column: "note", Class: ClassWords, Seen: []Onlooker{Reviewers}, Kept: WhileClaims, Erased: AsNothing},
			},
			Plain: []string{"number", "form_id", "kind", "procedure", "right_type", "lang", "checks"},
		},
		{Table: "listings", Plain: []string{"ref", "title", "lang", "visibility"}},
		{Table: "sites", Plain: []string{"code", "name", "base_url", "territory", "calendar"}},
		{Table: "numbers", Plain: []string{"name"}},
		{ // Acts by number of person and organisation: when these are erased the numbers lead to nobody.
			Table:  "events",
			Fields: []PersonalField{{Column: "data", Class: ClassLog, Seen: both, Kept: ForLaw, Erased: AsKept}},
			Plain:  []string{"chain", "kind", "party", "items", "prev_hash", "hash"},
		},
		{ // The marketplace's own.
			Table: "catalogue_listings", OfOrg: "complainant <> '' AND complainant = (SELECT name FROM orgs WHERE id = @org)",
			Fields: []PersonalField{
				{Column: "complainant", Class: ClassContact, Seen: anybody, Kept: WhileClaims, Erased: AsWord, OrgOnly: true},
				{Column: "seller_name", Class: ClassContact, Seen: anybody, Kept: ForLaw, Erased: AsKept, OrgOnly: true},
			},
			Plain: []string{"site_code", "ref", "title", "lang", "description", "category", "currency", "images", "page", "search_text", "visibility", "case_number", "right_type"},
		},
		{Table: "catalogue_actions", Plain: []string{"key", "action", "site_code", "ref", "case_number"}},
	}
}
