-- +goose Up

-- What an authenticator calls a person: random, and tells nobody who they are.
-- Empty until the first passkey.
ALTER TABLE people ADD COLUMN passkey_handle TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX people_passkey_handle ON people (passkey_handle) WHERE passkey_handle <> '';

-- Passkeys: what is kept is the public half. Personal data: name.
CREATE TABLE passkeys (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id BIGINT NOT NULL REFERENCES people (id),
  credential_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  public_key TEXT NOT NULL,
  aaguid TEXT NOT NULL,
  transports TEXT NOT NULL,
  backup_eligible BOOLEAN NOT NULL,
  backed_up BOOLEAN NOT NULL,
  sign_count BIGINT NOT NULL,
  created_at DATETIME NOT NULL,
  used_at DATETIME,
  cloned_at DATETIME,
  removed_at DATETIME
);
CREATE INDEX passkeys_of_person ON passkeys (person_id) WHERE removed_at IS NULL;

-- The seller's reference at the marketplace: by it single sign-on finds the shop.
ALTER TABLE orgs ADD COLUMN shop_ref TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX orgs_shop_ref ON orgs (shop_ref) WHERE shop_ref <> '';

-- Who a person is at the provider of single sign-on: issuer and subject, and
-- nothing else. Personal data: subject.
CREATE TABLE provider_identities (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id BIGINT NOT NULL REFERENCES people (id),
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  created_at DATETIME NOT NULL,
  used_at DATETIME NOT NULL,
  UNIQUE (issuer, subject)
);
CREATE INDEX provider_identities_of_person ON provider_identities (person_id);

-- What was asked of a browser and waits for its answer, once and for minutes: a
-- passkey's challenge, the state of a sign-in at the provider. Bound to the
-- session that asked; what the answer is checked against lies sealed.
CREATE TABLE ceremonies (
  hash TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  session_hash TEXT NOT NULL,
  person_id BIGINT REFERENCES people (id),
  sealed TEXT NOT NULL,
  created_at DATETIME NOT NULL,
  expires_at DATETIME NOT NULL,
  used_at DATETIME
);
CREATE INDEX ceremonies_ended ON ceremonies (expires_at);
