-- +goose Up

-- Keys by which a program acts for whoever made them. The key itself is shown once
-- and is not here: hash is its SHA-256, prefix its beginning, by which people know it
-- again. Personal data: name.
CREATE TABLE api_keys (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  public_id TEXT NOT NULL UNIQUE,
  org_id BIGINT NOT NULL REFERENCES orgs (id),
  person_id BIGINT NOT NULL REFERENCES people (id),
  name TEXT NOT NULL,
  prefix TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  scopes TEXT NOT NULL,
  sandbox BOOLEAN NOT NULL,
  created_at DATETIME NOT NULL,
  expires_at DATETIME NOT NULL,
  used_at DATETIME,
  ended_at DATETIME,
  ended_by BIGINT REFERENCES people (id)
);
CREATE INDEX api_keys_of_org ON api_keys (org_id, id);
CREATE INDEX api_keys_of_person ON api_keys (person_id);
