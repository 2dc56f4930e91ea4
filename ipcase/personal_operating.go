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

// personalOfBulk: files of lines that became complaints.
func personalOfBulk() []PersonalTable {
	of := "bulk_id IN (SELECT id FROM bulk_filings WHERE org_id = @org)"
	return []PersonalTable{
		{
			Table: "bulk_filings", OfPerson: "person_id = @person", OfOrg: "org_id = @org",
			Fields: []PersonalField{{Column: "name", Class: ClassWords, Seen: []Onlooker{OwnSide}, Kept: WhileClaims, Erased: AsNothing}},
			Plain:  []string{"public_id", "state"},
		},
		{
			Table: "bulk_groups", OfOrg: of,
			Plain: []string{"right_number", "reason", "site_code", "procedure", "draft_id", "number", "problem"},
		},
		{
			Table: "bulk_lines", OfOrg: of,
			Fields: []PersonalField{{Column: "words", Class: ClassWords, Seen: []Onlooker{OwnSide}, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true}},
			Plain:  []string{"right_number", "listing", "reason", "ref", "status", "number", "problem"},
		},
	}
}

// personalOfAnswers: files of lines by which somebody answered or retracted.
func personalOfAnswers() []PersonalTable {
	return []PersonalTable{
		{
			Table: "answer_files", OfPerson: "person_id = @person", OfOrg: "org_id = @org",
			Fields: []PersonalField{{Column: "name", Class: ClassWords, Seen: []Onlooker{OwnSide}, Kept: WhileClaims, Erased: AsNothing}},
			Plain:  []string{"public_id", "state"},
		},
		{
			Table: "answer_lines", OfOrg: "file_id IN (SELECT id FROM answer_files WHERE org_id = @org)",
			Fields: []PersonalField{{Column: "words", Class: ClassWords, Seen: []Onlooker{OwnSide}, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true}},
			Plain:  []string{"number", "listing", "act", "ground", "chosen", "draft_id", "state", "problem"},
		},
	}
}

// personalOfOperating: machines and backups are nobody's.
func personalOfOperating() []PersonalTable {
	return []PersonalTable{{Table: "processes", Plain: []string{"key", "host", "does"}}}
}
