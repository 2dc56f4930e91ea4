-- +goose Up

-- Links that lead one person to one act, once. The token in the link is kept as
-- its SHA-256; it lies sealed beside it only until the mail has been written for
-- the last time. Personal data: email, data.
CREATE TABLE links (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  sealed TEXT NOT NULL,
  email TEXT NOT NULL,
  person_id BIGINT REFERENCES people (id),
  org_id BIGINT REFERENCES orgs (id),
  lang TEXT NOT NULL,
  data TEXT NOT NULL,
  created_at DATETIME NOT NULL,
  expires_at DATETIME NOT NULL,
  used_at DATETIME
);
CREATE INDEX links_to_address ON links (email, kind, created_at);
CREATE INDEX links_of_person ON links (person_id, kind) WHERE person_id IS NOT NULL;
CREATE INDEX links_of_org ON links (org_id, kind) WHERE org_id IS NOT NULL;

-- When a session last showed a secret, and whether it showed a second one.
ALTER TABLE sessions ADD COLUMN auth_at DATETIME;
ALTER TABLE sessions ADD COLUMN second_factor BOOLEAN NOT NULL DEFAULT 0;
