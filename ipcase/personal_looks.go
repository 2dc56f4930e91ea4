package ipcase

// personalOfLooks: what a picture looks like is made from its bytes, and goes with
// them (forgetLooks). What a case is found by is made from cases.search_text. That a
// shop took off a listing says its chain.
func personalOfLooks() []PersonalTable {
	return []PersonalTable{
		{Table: "picture_looks", Plain: []string{"source", "key", "looks"}},
		// Single words, of whatever case; those of an erased name go with it (forgetWords).
		{Table: "near_words", Plain: []string{"key", "word"}},
		// What everybody may find; the words of an erased name go with it (eraseFromRegister).
		{Table: "register_entries", Plain: []string{"right_type", "territory", "outcome", "words"}},
		{Table: "figures", Plain: []string{"month", "kind", "detail", "procedure", "right_type", "territory"}}, // counts
		// A shop's public listing, as buyers see it.
		{Table: "relistings", Plain: []string{"site_code", "ref", "url", "title", "lang", "seller_name"}},
		// A listing's public page, as buyers saw it; its picture is kept as its snapshot is.
		{Table: "captures", Plain: []string{"url", "why", "hash", "mime"}},
		{Table: "own_deletions", Plain: []string{"number", "event_hash"}},
	}
}
