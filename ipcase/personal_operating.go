package ipcase

// personalOfStatements: statements of reasons as they were decided, and as they left.
// What looks like somebody's data in them is held back, and stands in findings.
func personalOfStatements() []PersonalTable {
	of := "(case_id " + ofTheirCases + " OR measure_id IN (SELECT id FROM measures WHERE org_id = @org))"
	staff := []Onlooker{Operators}
	return []PersonalTable{
		{
			Table: "reason_statements", OfOrg: of,
			Fields: []PersonalField{{Column: "fields", Class: ClassWords, Seen: staff, Kept: ForLaw, Erased: AsKept, OrgOnly: true}},
			Plain:  []string{"puid"},
		},
		{
			Table: "reason_exports", OfOrg: "statement_id IN (SELECT id FROM reason_statements WHERE " + of + ")",
			Fields: []PersonalField{
				{Column: "edited", Class: ClassWords, Seen: staff, Kept: ForLaw, Erased: AsKept, OrgOnly: true},
				{Column: "findings", Class: ClassWords, Seen: staff, Kept: WhileClaims, Erased: AsObject, OrgOnly: true},
				{Column: "why", Class: ClassWords, Seen: staff, Kept: ForLaw, Erased: AsKept, OrgOnly: true},
			},
			Plain: []string{"state", "uuid"},
		},
	}
}

// personalOfOperating: machines and backups are nobody's.
func personalOfOperating() []PersonalTable {
	return []PersonalTable{{Table: "processes", Plain: []string{"key", "host", "does"}}}
}
