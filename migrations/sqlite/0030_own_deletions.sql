-- +goose Up
-- Listings that their shop took off itself, without a case: from Listing check.
CREATE TABLE own_deletions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  number TEXT NOT NULL UNIQUE,
  org_id BIGINT NOT NULL REFERENCES orgs (id),
  listing_id BIGINT NOT NULL REFERENCES listings (id),
  deleted_by BIGINT NOT NULL,
  deleted_at DATETIME NOT NULL,
  done_at DATETIME,
  failed BOOLEAN NOT NULL,
  event_seq BIGINT NOT NULL,
  event_hash TEXT NOT NULL
);
-- Two presses of the same button are one deletion.
CREATE UNIQUE INDEX own_deletions_once ON own_deletions (listing_id) WHERE done_at IS NULL;
CREATE INDEX own_deletions_of_org ON own_deletions (org_id, listing_id);
INSERT INTO numbers (name, last) VALUES ('own_deletion', 0);

-- The built-in marketplace carries out a shop's own order too.
CREATE TABLE catalogue_actions_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  action TEXT NOT NULL CHECK (action IN ('remove', 'restore', 'withdraw')),
  site_code TEXT NOT NULL,
  ref TEXT NOT NULL,
  case_number TEXT NOT NULL,
  changed BOOLEAN NOT NULL,
  at DATETIME NOT NULL
);
INSERT INTO catalogue_actions_new (id, key, action, site_code, ref, case_number, changed, at)
SELECT id, key, action, site_code, ref, case_number, changed, at FROM catalogue_actions;
DROP TABLE catalogue_actions;
ALTER TABLE catalogue_actions_new RENAME TO catalogue_actions;
