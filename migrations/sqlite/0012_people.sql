-- +goose Up

-- What the provider of single sign-on said of a session's person, sealed: it is
-- shown to the provider when they sign out. Gone when the session ends.
ALTER TABLE sessions ADD COLUMN provider_hint TEXT NOT NULL DEFAULT '';

-- An account here is one account at a provider.
CREATE UNIQUE INDEX provider_identities_one ON provider_identities (person_id, issuer);

-- When a question to be let into a shop was refused. Who is let in is invited.
ALTER TABLE shop_claims ADD COLUMN refused_at DATETIME;
