package ipcase

func personalOfAccounts() []PersonalTable { //nolint:funlen // a list
	return []PersonalTable{
		{
			Table: "people", OfPerson: "id = @person",
			Fields: []PersonalField{
				{Column: "email", Class: ClassContact, Seen: []Onlooker{OwnSide, Operators}, Kept: WhileAccount, Erased: AsUnique},
				{Column: "name", Class: ClassContact, Seen: []Onlooker{OwnSide, Reviewers, Operators}, Kept: WhileAccount, Erased: AsWord},
				{Column: "password_hash", Class: ClassCredential, Kept: WhileAccount, Erased: AsNothing, Secret: true},
				{Column: "passkey_handle", Class: ClassCredential, Kept: WhileAccount, Erased: AsNothing, Secret: true},
			},
			Plain: []string{"lang", "zone"},
		},
		{
			Table: "orgs", OfOrg: "id = @org",
			Fields: []PersonalField{
				{Column: "name", Class: ClassContact, Seen: both, Kept: WhileAccount, Erased: AsWord, OrgOnly: true},
				{Column: "contact_name", Class: ClassContact, Seen: ownChecked, Kept: WhileAccount, Erased: AsNothing, OrgOnly: true},
				{Column: "address", Class: ClassContact, Seen: ownChecked, Kept: WhileAccount, Erased: AsNothing, OrgOnly: true},
				{Column: "phone", Class: ClassContact, Seen: ownChecked, Kept: WhileAccount, Erased: AsNothing, OrgOnly: true},
				{Column: "email", Class: ClassContact, Seen: ownChecked, Kept: WhileAccount, Erased: AsNothing, OrgOnly: true},
				{Column: "reg_number", Class: ClassIdentity, Seen: both, Kept: WhileAccount, Erased: AsNothing, OrgOnly: true},
				{Column: "shop_ref", Class: ClassContact, Seen: []Onlooker{Operators}, Kept: WhileAccount, Erased: AsNothing, OrgOnly: true},
			},
			Plain: []string{"kind", "lang", "zone", "country", "identity"},
		},
		{Table: "memberships", Plain: []string{"role"}},
		{
			Table: "sessions", OfPerson: "(person_id = @person OR pending_id = @person)", Remove: true,
			Fields: []PersonalField{
				{Column: "device", Class: ClassLog, Kept: ForHours},
				{Column: "address", Class: ClassLog, Kept: ForHours},
				{Column: "data", Class: ClassLog, Kept: ForHours},
				{Column: "hash", Class: ClassCredential, Kept: ForHours, Secret: true},
				{Column: "provider_hint", Class: ClassCredential, Kept: ForHours, Secret: true},
			},
		},
		{Table: "totp", OfPerson: "person_id = @person", Remove: true, Fields: []PersonalField{{Column: "secret", Class: ClassCredential, Kept: WhileAccount, Secret: true}}},
		{Table: "recovery_codes", OfPerson: "person_id = @person", Remove: true, Fields: []PersonalField{{Column: "hash", Class: ClassCredential, Kept: WhileAccount, Secret: true}}},
		{Table: "known_devices", OfPerson: "person_id = @person", Remove: true, Fields: []PersonalField{{Column: "hash", Class: ClassCredential, Kept: WhileAccount, Secret: true}}},
		{Table: "tries", Fields: []PersonalField{{Column: "key", Class: ClassLog, Kept: ForHours, Erased: AsKept, Secret: true}}},
		{
			Table: "factor_removals", OfPerson: "person_id = @person",
			Fields: []PersonalField{
				{Column: "proof", Class: ClassIdentity, Seen: []Onlooker{Operators}, Kept: ForLaw, Erased: AsNothing},
				{Column: "reason", Class: ClassWords, Seen: []Onlooker{Operators}, Kept: ForLaw, Erased: AsNothing},
			},
		},
		{Table: "sign_in_failures", Fields: []PersonalField{{Column: "key", Class: ClassLog, Kept: ForHours, Erased: AsKept, Secret: true}}},
		{
			// Rows stay for what refers to them; what they said of anybody goes.
			Table: "links", OfPerson: "(person_id = @person OR email <> '' AND email = " + theirMail + ")", OfOrg: "org_id = @org",
			Fields: []PersonalField{
				{Column: "email", Class: ClassContact, Seen: []Onlooker{OwnSide}, Kept: ForHours, Erased: AsNothing},
				{Column: "data", Class: ClassWords, Seen: []Onlooker{OwnSide}, Kept: ForHours, Erased: AsObject},
				{Column: "sealed", Class: ClassCredential, Kept: ForHours, Erased: AsNothing, Secret: true},
				{Column: "hash", Class: ClassCredential, Kept: ForHours, Erased: AsKept, Secret: true},
			},
			Plain: []string{"kind", "lang"},
		},
		{
			Table: "passkeys", OfPerson: "person_id = @person", Remove: true,
			Fields: []PersonalField{
				{Column: "name", Class: ClassWords, Kept: WhileAccount},
				{Column: "credential_id", Class: ClassCredential, Kept: WhileAccount, Secret: true},
				{Column: "public_key", Class: ClassCredential, Kept: WhileAccount, Secret: true},
			},
			Plain: []string{"aaguid", "transports"},
		},
		{
			Table: "provider_identities", OfPerson: "person_id = @person", Remove: true,
			Fields: []PersonalField{{Column: "subject", Class: ClassCredential, Kept: WhileAccount}},
			Plain:  []string{"issuer"},
		},
		{
			Table: "ceremonies", OfPerson: "person_id = @person", Remove: true,
			Fields: []PersonalField{{Column: "sealed", Class: ClassCredential, Kept: ForHours, Secret: true}},
			Plain:  []string{"hash", "kind", "session_hash"},
		},
		{
			Table: "account_events", OfPerson: "(by_id = @person OR about_id = @person)",
			Fields: []PersonalField{{Column: "data", Class: ClassLog, Seen: []Onlooker{OwnSide, Operators}, Kept: ForLaw, Erased: AsKept}},
			Plain:  []string{"kind"},
		},
		{
			Table: "accesses", OfPerson: "person_id = @person",
			Fields: []PersonalField{{Column: "subject", Class: ClassLog, Seen: []Onlooker{Operators}, Kept: ForLaw, Erased: AsKept}},
			Plain:  []string{"kind", "party", "role", "subject_kind", "method", "route", "request_id", "outcome", "alert_key"},
		},
		{
			Table: "identity_checks", OfOrg: "org_id = @org",
			Fields: []PersonalField{
				{Column: "paper_number", Class: ClassIdentity, Seen: []Onlooker{OwnSide, Reviewers}, Kept: WhileAccount, Erased: AsNothing, OrgOnly: true},
				{Column: "reason", Class: ClassWords, Seen: ownChecked, Kept: WhileAccount, Erased: AsNothing, OrgOnly: true},
			},
			Plain: []string{"number", "form_id", "kind", "country", "status", "salts", "event_hash"},
		},
		{
			// Their bytes lie in a store of their own, from which they are dropped.
			Table: "identity_papers", OfOrg: "org_id = @org",
			Fields: []PersonalField{
				{Column: "name", Class: ClassIdentity, Seen: []Onlooker{Reviewers}, HandedIn: true, Kept: ForHours, Erased: AsNothing, OrgOnly: true},
				{Column: "hash", Class: ClassIdentity, Seen: []Onlooker{Reviewers}, HandedIn: true, Kept: ForHours, Erased: AsFile, OrgOnly: true},
				{Column: "view_hash", Class: ClassIdentity, Seen: []Onlooker{Reviewers}, HandedIn: true, Kept: ForHours, Erased: AsFile, OrgOnly: true},
			},
			Plain: []string{"public_id", "form_id", "mime", "view_mime", "scan"},
		},
		{Table: "allowances", Fields: []PersonalField{{Column: "key", Class: ClassLog, Kept: ForHours, Erased: AsKept, Secret: true}}},
		{
			Table: "shop_claims", OfPerson: "email = " + theirMail, OfOrg: "org_id = @org", Remove: true,
			Fields: []PersonalField{
				{Column: "email", Class: ClassContact, Seen: []Onlooker{OwnSide}, Kept: ForHours},
				{Column: "name", Class: ClassContact, Seen: []Onlooker{OwnSide}, Kept: ForHours},
				{Column: "mail_code_hash", Class: ClassCredential, Kept: ForHours, Secret: true},
				{Column: "mail_code_sealed", Class: ClassCredential, Kept: ForHours, Secret: true},
			},
			Plain: []string{"listing_code", "proven_by"},
		},
		{
			// Rows stay, so that the record of what a key did names one.
			Table: "api_keys", OfPerson: "person_id = @person",
			Fields: []PersonalField{
				{Column: "name", Class: ClassWords, Seen: []Onlooker{OwnSide}, Kept: WhileAccount, Erased: AsNothing},
				{Column: "hash", Class: ClassCredential, Kept: WhileAccount, Erased: AsKept, Secret: true},
				{Column: "prefix", Class: ClassCredential, Kept: WhileAccount, Erased: AsKept, Secret: true},
			},
			Plain: []string{"public_id", "scopes"},
		},
		{
			Table: "api_requests", OfPerson: "person_id = @person", Remove: true,
			Fields: []PersonalField{
				{Column: "body", Class: ClassWords, Kept: ForHours, Secret: true},
				{Column: "idempotency_hash", Class: ClassLog, Kept: ForHours, Secret: true},
			},
			Plain: []string{"request_hash", "draft_id", "header"},
		},
		{
			Table: "principals", OfOrg: "agent_org_id = @org",
			Fields: []PersonalField{
				{Column: "name", Class: ClassContact, Seen: both, Kept: WhileClaims, Erased: AsUnique, OrgOnly: true},
				{Column: "registration", Class: ClassIdentity, Seen: both, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true},
			},
			Plain: []string{"public_id", "country"},
		},
		{
			Table: "powers_of_attorney", OfOrg: "agent_org_id = @org",
			Fields: []PersonalField{
				{Column: "contact_name", Class: ClassContact, Seen: ownChecked, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true},
				{Column: "contact_email", Class: ClassContact, Seen: ownChecked, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true},
				{Column: "reason", Class: ClassWords, Seen: ownChecked, Kept: WhileClaims, Erased: AsNothing, OrgOnly: true},
			},
			Plain: []string{"number", "draft_id", "right_types", "acts", "territories", "status", "salts", "event_hash", "revoked_by"},
		},
	}
}

func personalOfPrivacy() []PersonalTable {
	return []PersonalTable{
		{
			Table: "relay_letters", OfPerson: "person_id = @person", OfOrg: "org_id = @org",
			Fields: []PersonalField{{Column: "words", Class: ClassWords, Seen: both, Kept: WhileClaims, Erased: AsNothing}},
			Plain:  []string{"public_id", "form_id", "party", "lang", "salts"},
		},
		{
			Table: "legal_holds", OfPerson: "kind = 'person' AND subject_id = @person", OfOrg: "kind = 'organisation' AND subject_id = @org",
			Fields: []PersonalField{{Column: "reason", Class: ClassWords, Seen: []Onlooker{Operators}, Kept: WhileClaims, Erased: AsNothing}},
			Plain:  []string{"number", "form_id", "kind", "salts", "event_hash"},
		},
		{
			Table: "erasures", OfPerson: "person_id = @person",
			Fields: []PersonalField{{Column: "answer", Class: ClassWords, Seen: []Onlooker{Operators}, Kept: ForLaw, Erased: AsNothing}},
			Plain:  []string{"number", "state", "salts", "event_hash"},
		},
	}
}
