package ipcase

// personalOfMoves lists what the two sides say beside the counter-notification:
// fixes, and offers to settle. Nobody but the two sides reads an offer before both
// have agreed on it.
func personalOfMoves() []PersonalTable {
	sides := []Onlooker{OwnSide, OtherSide}
	bySide := func(party string) string {
		return "(" + party + " = 'seller' AND case_id " + ofSellerCases + " OR " + party + " = 'holder' AND case_id " + ofHolderCases + ")"
	}
	return []PersonalTable{
		{
			Table: "fixes", OfPerson: "filed_by = @person", OfOrg: "case_id " + ofSellerCases,
			Fields: []PersonalField{{Column: "words", Class: ClassWords, Seen: both, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true}},
			Plain:  []string{"public_id", "form_id", "lang", "items", "shots", "salts"},
		},
		{
			Table: "fix_replies", OfOrg: bySide("party"),
			Fields: []PersonalField{{Column: "words", Class: ClassWords, Seen: both, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true}},
			Plain:  []string{"party", "kind", "lang", "items", "salts"},
		},
		{
			Table: "settlement_offers", OfPerson: "made_by = @person", OfOrg: bySide("party"),
			Fields: []PersonalField{
				{Column: "licence", Class: ClassWords, Seen: sides, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true},
				{Column: "words", Class: ClassWords, Seen: sides, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true},
				{Column: "reply", Class: ClassWords, Seen: sides, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true},
			},
			Plain: []string{"public_id", "form_id", "party", "sell_off_on", "lang", "items", "state", "salts"},
		},
	}
}
