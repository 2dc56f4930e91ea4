-- +goose Up

-- People who sign in. Personal data: email, name.
CREATE TABLE people (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  lang TEXT NOT NULL,
  zone TEXT NOT NULL,
  disabled_at DATETIME,
  created_at DATETIME NOT NULL
);

-- For which organisation a person acts, and as what.
CREATE TABLE memberships (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person_id BIGINT NOT NULL REFERENCES people (id),
  org_id BIGINT NOT NULL REFERENCES orgs (id),
  role TEXT NOT NULL CHECK (role IN ('owner', 'member', 'viewer', 'reviewer', 'senior', 'operator')),
  created_at DATETIME NOT NULL,
  ended_at DATETIME,
  UNIQUE (person_id, org_id)
);
CREATE INDEX memberships_of_org ON memberships (org_id);

-- What a browser was told to remember, by the SHA-256 of the id in its cookie.
CREATE TABLE sessions (
  hash TEXT PRIMARY KEY,
  person_id BIGINT REFERENCES people (id),
  org_id BIGINT REFERENCES orgs (id),
  data TEXT NOT NULL,
  created_at DATETIME NOT NULL,
  seen_at DATETIME NOT NULL,
  expires_at DATETIME NOT NULL,
  ended_at DATETIME
);
CREATE INDEX sessions_of_person ON sessions (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Failed sign-ins, counted by hashes of the account and the address, so that
-- guessing becomes slow on every process at once.
CREATE TABLE sign_in_failures (
  key TEXT PRIMARY KEY,
  failures BIGINT NOT NULL,
  last_at DATETIME NOT NULL
);
