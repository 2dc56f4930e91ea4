package ipcase

func personalOfStanding() []PersonalTable {
	return []PersonalTable{
		{Table: "point_entries", Plain: []string{"key", "kind", "cause", "reason", "limit", "batch"}},
		{Table: "item_outcomes", Plain: []string{"reason"}},
		{
			Table: "measures", OfOrg: "org_id = @org",
			Fields: []PersonalField{
				{Column: "facts", Class: ClassWords, Seen: ownChecked, Kept: ForLaw, Erased: AsKept, OrgOnly: true},
				{Column: "explanation", Class: ClassWords, Seen: ownChecked, Kept: ForLaw, Erased: AsKept, OrgOnly: true},
				{Column: "answer", Class: ClassWords, Seen: ownChecked, Kept: ForLaw, Erased: AsKept, OrgOnly: true},
				{Column: "appeal", Class: ClassWords, Seen: ownChecked, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true},
			},
			Plain: []string{
				"number", "party", "kind", "status", "task", "cause", "ref", "ground_kind", "reference", "redress", "lang", "appeal_lang", "salts", "event_hash",
			},
		},
		{
			Table: "abuse_reports", OfOrg: "org_id = @org",
			Fields: []PersonalField{
				{Column: "other", Class: ClassWords, Seen: both, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true},
				{Column: "account", Class: ClassWords, Seen: both, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true},
			},
			Plain: []string{"number", "form_id", "party", "labels", "lang", "status", "task", "told_by", "salts", "event_hash"},
		},
		{
			Table: "abuse_answers", OfOrg: "abuse_answers.org_id = @org",
			Fields: []PersonalField{{Column: "words", Class: ClassWords, Seen: both, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true}},
			Plain:  []string{"form_id", "lang", "salts"},
		},
		{
			Table: "abuse_appeals", OfOrg: "abuse_appeals.org_id = @org",
			Fields: []PersonalField{{Column: "grounds", Class: ClassWords, Seen: both, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true}},
			Plain:  []string{"party", "lang", "salts"},
		},
		{
			Table: "abuse_decisions", OfOrg: "abuse_id IN (SELECT id FROM abuse_reports WHERE org_id = @org OR against_org_id = @org)",
			Fields: []PersonalField{
				{Column: "facts", Class: ClassWords, Seen: both, Kept: ForLaw, Erased: AsKept, OrgOnly: true},
				{Column: "explanation", Class: ClassWords, Seen: both, Kept: ForLaw, Erased: AsKept, OrgOnly: true},
			},
			Plain: []string{"findings", "ground_kind", "reference", "relied", "redress", "lang", "salts"},
		},
		{ // About the reported side: how it was told, and why it met with another measure.
			Table: "abuse_notes", OfOrg: "abuse_id IN (SELECT id FROM abuse_reports WHERE against_org_id = @org)",
			Fields: []PersonalField{{Column: "words", Class: ClassWords, Seen: []Onlooker{Reviewers}, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true}},
			Plain:  []string{"kind", "salts"},
		},
		{Table: "peak_days", Plain: []string{"form_id", "name"}},
	}
}
