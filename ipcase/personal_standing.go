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
				"number", "party", "kind", "status", "task", "cause", "ground_kind", "reference", "redress", "lang", "appeal_lang", "salts", "event_hash",
			},
		},
		{Table: "peak_days", Plain: []string{"form_id", "name"}},
	}
}
