package ipcase

// personalOfMarket: a marketplace's system is nobody; who acts for a shop is.
func personalOfMarket() []PersonalTable {
	return []PersonalTable{
		{
			Table:  "connections",
			Fields: []PersonalField{{Column: "token_hash", Class: ClassCredential, Kept: ForLaw, Erased: AsKept, Secret: true}, {Column: "secret", Class: ClassCredential, Kept: ForLaw, Erased: AsKept, Secret: true}, {Column: "old_secret", Class: ClassCredential, Kept: ForLaw, Erased: AsKept, Secret: true}},
			Plain:  []string{"public_id", "form_id", "name", "way", "url", "pages", "token_prefix", "sync_pass", "sync_error", "sync_fault"},
		},
		{Table: "market_hooks", Plain: []string{"hook_id"}},
		{
			Table: "shop_subjects", OfOrg: "org_id = @org", Remove: true,
			Fields: []PersonalField{{Column: "subject", Class: ClassCredential, Kept: WhileAccount, OrgOnly: true}},
		},
	}
}
